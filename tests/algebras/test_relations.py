"""Hypotheses at work: equations between elements, laws of maps, memberships. What each allows, and no more."""

from __future__ import annotations

from itertools import permutations

import pytest

from symproof.algebras.normal_form import NormalForm
from symproof.checking.separate import separate
from symproof.checking.witness import WitnessBudget, agrees, find_witness
from symproof.terms import H, S, V
from symproof.theory.document import Comparison
from tests.algebras.latex import GROUP, equal, read

LAWS: dict[str, list[tuple[str, bool]]] = {
    # laws of the group, for all elements
    r"Assume that $h^2 = e$ for all $h$.": [
        (r"ghg = h", True),
        (r"g^{-1} = g", True),
        (r"f(g^{-1}i) = f(gi)", True),
        (r"\sum_{s\in\mathcal{H}} c(sg)\tau(s) = \sum_{s\in\mathcal{H}} c(g^{-1}s)\tau(s)", True),
        (r"gh = g", False),
        (r"f(gi) = f(i)", False),
        (r"\sum_{s\in\mathcal{H}} c(sg)\tau(s) = \sum_{s\in\mathcal{H}} c(s)\tau(s)", False),
    ],
    r"Assume that $h^{-1} = h$ for all $h \in \mathcal{H}$.": [(r"gs = sg", True), (r"gs = e", False)],
    r"Assume that $h^3 = e$ for all $h$.": [
        (r"g^{-1} = g^{2}", True),
        (r"(gs)^{3} = e", True),
        (r"(gs)^{2} = s^{-1}g^{-1}", True),
        (r"\sum_{s\in\mathcal{H}} \tau(s^{4}) = \sum_{s\in\mathcal{H}} \tau(s)", True),
        (r"g^{2} = e", False),
        (r"gs = g", False),
    ],
    r"Assume that $gh = hg$ for all $h$.": [
        (r"gst = sgt", True),
        (r"gs v = sg v", True),
        (r"\sum_{s\in\mathcal{H}} c(gs)\tau(s) = \sum_{s\in\mathcal{H}} c(sg)\tau(s)", True),
        (r"st = ts", False),
        (r"gst = tsg", False),
        (r"g = e", False),
    ],
    r"Assume that $gi = i$ for all $i$.": [
        (r"f(sgj) = f(sj)", True),
        (r"f(sj) = f(j)", False),
        (r"f(i) = f(j)", False),
    ],
    r"Assume that $hi = i$ for all $h$.": [(r"gi = i", True), (r"gj = j", False), (r"f(ghi) = f(i)", True)],
    r"Assume that $hi = i$ for all $h$, $i$.": [(r"gj = j", True), (r"L_g[f] = f", True), (r"x(i) + v = x(i)", False)],
    r"Assume that $hv = -v$ for all $v$.": [
        (r"hx(i) = -x(i)", True),
        (r"h^{2}v = v", True),
        (r"ghv = -gv", True),
        (r"hv = v", False),
        (r"gv = -v", False),
    ],
    # relations that lead to others
    r"Assume that $(gh)^2 = e$. Assume that $h^2 = e$. Assume that $g^2 = e$.": [(r"gh = hg", True), (r"g = h", False)],
    r"Assume that $ghg^{-1} = h^2$.": [(r"gh^{2}g^{-1} = h^{4}", True), (r"gh = hg", False)],
    r"Assume that $ghg^{-1} = h^{-1}$. Assume that $g^2 = e$. Assume that $h^4 = e$.": [
        (r"h^{2}g = gh^{2}", True),
        (r"(gh)^{2} = e", True),
        (r"hg = gh", False),
        (r"h^{2} = e", False),
    ],
    r"Assume that $gi = hi$.": [(r"h^{-1}gi = i", True), (r"gj = hj", False), (r"f(sgi) = f(shi)", True)],
    r"Assume that $L_g[f] = f$ for all $g$.": [
        (r"f(hk) = f(k)", True),
        (r"f(h^{-1}sk) = f(gk)", True),
        (r"f(k) = f(i)", False),
        (r"f'(hk) = f'(k)", False),
    ],
    r"Assume that $L_y[f] = f$ for all $y$.": [
        (r"f(i) = f(j)", True),
        (r"f(i) = f'(i)", False),
        (r"a(i) = a(j)", False),
    ],
    r"Assume that $L_g[r] = r$ for all $g$.": [(r"r(hk,l) = r(k,h^{-1}l)", True), (r"r(k,l) = r(l,k)", False)],
    # ground equations: they speak of the free names, never of bound ones
    r"Assume that $h^2 = e$.": [
        (r"h^{-1} = h", True),
        (r"ghhg^{-1} = e", True),
        (r"(gh)^{2} = e", False),
        (r"g^{2} = e", False),
        (r"h^{3} = e", False),
        (r"\sum_{s\in\mathcal{H}} \tau(s^{2}g) = \sum_{s\in\mathcal{H}} \tau(g)", False),
        (r"L_h[L_h[f]](i) = f(i)", True),
        (r"L_g[L_g[f]](i) = f(i)", False),
    ],
    r"Assume that $h^2 = e$. Assume that $h^3 = e$.": [(r"h^{6} = e", True), (r"g = e", False)],
    r"Assume that $hx(i) = x(i)$.": [
        (r"f(x^{-1}(hx(i))) = f(i)", True),
        (r"f(x^{-1}(hx(j))) = f(j)", False),
        (r"L_h[f](i) = f(i)", True),
        (r"L_g[f](i) = f(i)", False),
        (r"L_{gh^{-1}g^{-1}}[f](x^{-1}(gx(i))) = f(x^{-1}(gx(i)))", True),
        (r"\sum_{j\in S} f(x^{-1}(hx(j))) = \sum_{j\in S} f(x^{-1}(gx(j)))", True),
        (r"\sum_{j\in N(i)} f(x^{-1}(hx(j))) = \sum_{j\in N(i)} f(j)", False),
    ],
    r"Assume that $h(v-w) = v-w$.": [
        (r"h(v-w) = v-w", True),
        (r"gh(v-w) = g(v-w)", True),
        (r"h(w-v) = w-v", True),
        (r"h(v+w) = v+w", False),
        (r"hv = v", False),
        (r"hv - v = hw - w", True),
    ],
    r"Assume that $gh = hg$.": [
        (r"gh = hg", True),
        (r"g^{-1}hg = h", True),
        (r"ghv = hgv", True),
        (r"(gh)^{3} = g^{3}h^{3}", True),
        (r"h^{-1}g^{-1}hgs = s", True),
        (r"\sum_{t\in\mathcal{H}} c(t)\tau(ght) = \sum_{t\in\mathcal{H}} c(t)\tau(hgt)", True),
        (r"gs = sg", False),
        (r"gh = e", False),
        (r"g = h", False),
        (r"gsh = hsg", False),
        (r"(gs)^{2} = g^{2}s^{2}", False),
        (r"\sum_{t\in\mathcal{H}} c(t)\tau(th) = \sum_{t\in\mathcal{H}} c(t)\tau(ht)", False),
    ],
    r"Assume that $ghg = hgh$.": [
        (r"ghg = hgh", True),
        (r"ghgh^{-1} = hg", True),
        (r"ghgg = hghg", True),
        (r"gh = hg", False),
        (r"g = h", False),
        (r"(gh)^{3} = e", False),
    ],
    r"Assume that $(gh)^2 = e$. Assume that $g^2 = e$.": [
        (r"ghgh = e", True),
        (r"ghg = h^{-1}", True),
        (r"ghg^{-1} = h^{-1}", True),
        (r"h^{2} = e", False),
        (r"gh = hg", False),
    ],
    r"Assume that $ghv = v$.": [
        (r"ghv = v", True),
        (r"hv = g^{-1}v", True),
        (r"ghghv = v", True),
        (r"sh^{-1}g^{-1}v = sv", True),
        (r"hgv = v", False),
        (r"gv = v", False),
        (r"hv = v", False),
        (r"ghw = w", False),
        (r"gh^{2}v = v", False),
    ],
    r"Assume that $ghg^{-1}v = v$. Assume that $g^{2}v = v$.": [
        (r"gh^{3}g^{-1}v = v", True),
        (r"g^{-1}h^{2}gv = g^{-1}h^{2}g^{-1}v", True),
        (r"ghv = gv", False),
        (r"gv = v", False),
        (r"hv = v", False),
    ],
    r"Assume that $y = v - hv$.": [(r"v = y + hv", True), (r"hv = v", False), (r"y = hv - v", False)],
    r"Assume that $x(i) = hx(j) + y$.": [
        (r"f(i) = f(x^{-1}(hx(j)+y))", True),
        (r"f(j) = f(x^{-1}(h^{-1}(x(i)-y)))", True),
        (r"f(j) = f(x^{-1}(h^{-1}x(i)-y))", False),
        (r"f(i) = f(j)", False),
        (r"\sum_{k\in N(i)} f(k) = \sum_{k\in N(j)} f(k)", False),
    ],
    # laws of maps
    r"Assume that $\theta(-w) = \theta(w)$ for all $w$.": [
        (r"\theta(x(j)-x(i)) = \theta(x(i)-x(j))", True),
        (r"\theta(v+w) = \theta(v-w)", False),
        (r"\theta(hv) = \theta(v)", False),
        (r"\sum_{j\in S} \theta(x(j)-x(i)) = \sum_{j\in S} \theta(x(i)-x(j))", True),
    ],
    r"Assume that $f(x^{-1}(x(k)+w)) = f(k)$ for all $k, w$.": [
        (r"f(i) = f(j)", True),
        (r"L_y[f](i) = f(i)", True),
        (r"f'(i) = f'(j)", False),
        (r"q(i,h) = q(j,h)", False),
        (r"\sum_{j\in N(i)} \sigma_j(a(j)) f(j) = f(i)", True),
    ],
    r"Assume that $q(k,ts) = q(k,s)$ for all $k, s, t$.": [
        (r"q(i,g) = q(i,h)", True),
        (r"q(i,g) = q(j,g)", False),
        (r"\sum_{s\in\mathcal{H}} q(i,s)a(i) = \sum_{s\in\mathcal{H}} q(i,h)a(i)", True),
    ],
    r"Assume that $r(x^{-1}(tx(k)),x^{-1}(tx(l))) = r(k,l)$ for all $k, l, t$.": [
        (r"L_h[r](i,j) = r(i,j)", True),
        (r"L_y[r](i,j) = r(i,j)", False),
        (r"r(x^{-1}(hx(i)),j) = r(i,x^{-1}(h^{-1}x(j)))", True),
        (r"r(x^{-1}(hx(i)),j) = r(i,x^{-1}(hx(j)))", False),
        (r"r(x^{-1}(hx(i)),x^{-1}(gx(j))) = r(i,j)", False),
        (r"r(i,j) = r(j,i)", False),
    ],
    r"Assume that $\tau(ts) = \tau(st)$ for all $s, t$.": [
        (r"\tau(g) = \tau(h)", False),
        (r"\tau(ghs) = \tau(hgs)", False),
        (r"\tau(h^{-1}) = \tau(h)", False),
    ],
    # families
    r"Assume that $M$ is stable under $\mathcal{H}$.": [
        (r"\sum_{(x^{-1}(gx(j)),gs)\in M(x^{-1}(gx(i)),gh)} q(j,s) = \sum_{(j,s)\in M(i,h)} q(j,s)", True),
        (r"\sum_{(x^{-1}(x(j)+y),s)\in M(x^{-1}(x(i)+y),h)} q(j,s) = \sum_{(j,s)\in M(i,h)} q(j,s)", False),
        (r"\sum_{(x^{-1}(gx(j)),s)\in M(x^{-1}(gx(i)),h)} q(j,s) = \sum_{(j,s)\in M(i,h)} q(j,s)", False),
    ],
    r"Assume that $M$ is translation-equivariant.": [
        (r"\sum_{(x^{-1}(x(j)+y),s)\in M(x^{-1}(x(i)+y),h)} q(j,s) = \sum_{(j,s)\in M(i,h)} q(j,s)", True),
        (r"\sum_{(x^{-1}(x(j)+y),s)\in M(i,h)} q(j,s) = \sum_{(j,s)\in M(i,h)} q(j,s)", False),
        (r"\sum_{(x^{-1}(gx(j)),gs)\in M(x^{-1}(gx(i)),gh)} q(j,s) = \sum_{(j,s)\in M(i,h)} q(j,s)", False),
    ],
    r"Assume that $P$ is stable under $\mathcal{H}$.": [
        (r"\sum_{gs\in P(gh)} \tau(s) = \sum_{s\in P(h)} \tau(s)", True),
        (r"\sum_{sg\in P(hg)} \tau(s) = \sum_{s\in P(h)} \tau(s)", False),
        (r"\sum_{s\in P(h)} \tau(h^{-1}s) = \sum_{s\in P(g)} \tau(g^{-1}s)", True),
        (r"\sum_{s\in P(h)} \tau(s) = \sum_{s\in P(g)} \tau(s)", False),
    ],
}
CASES = [(equation, words, expected) for words, rows in LAWS.items() for equation, expected in rows]


@pytest.mark.parametrize(("equation", "assuming", "expected"), CASES)
def test_hypotheses(equation: str, assuming: str, expected: bool) -> None:
    assert equal(equation, assuming) is expected


@pytest.mark.parametrize(("equation", "assuming", "expected"), CASES)
def test_a_second_opinion(equation: str, assuming: str, expected: bool) -> None:
    setting, claim = read(equation, GROUP + assuming)
    assert isinstance(claim.statement, Comparison)
    left, right = claim.statement.left.term, claim.statement.right.term
    if not expected:
        built = separate(left, right, setting) if left.sort in (H, V, S) else None
        assert built or find_witness(left, right, setting)
        return
    for group in ("S3 on Z_2^2", "C2 on Z_3", "C4 on Z_5"):
        assert agrees(left, right, setting, group, budget=WitnessBudget(models=24)) is None


@pytest.mark.parametrize(("equation", "assuming", "expected"), [case for case in CASES if case[2]])
def test_without_the_hypothesis_it_fails(equation: str, assuming: str, expected: bool) -> None:
    """Those that hold anyway are few, and are said to."""
    anyway = {r"\sum_{j\in S} f(x^{-1}(hx(j))) = \sum_{j\in S} f(x^{-1}(gx(j)))"}
    anyway.add(r"\sum_{j\in S} \theta(x(j)-x(i)) = \sum_{j\in S} \theta(x(i)-x(j))")
    assert equal(equation) is (equation in anyway)


def test_there_are_more_rejections_than_acceptances() -> None:
    verdicts = [expected for _, _, expected in CASES]
    assert verdicts.count(False) > verdicts.count(True)


def test_the_order_of_hypotheses_does_not_matter() -> None:
    words = [r"Assume that $gv = w$.", r"Assume that $hv = v$.", r"Assume that $w = y$."]
    for order in permutations(words):
        assert equal(r"ghv = y", "".join(order))
        assert not equal(r"hgv = y", "".join(order))


def test_a_hypothesis_acts_only_when_it_is_handed_over() -> None:
    setting, claim = read(r"h^{2} = e", GROUP + r"Assume that $h^2 = e$.")
    assert isinstance(claim.statement, Comparison)
    form = NormalForm(setting)
    left, right = claim.statement.left.term, claim.statement.right.term
    assert not form.same(form.normal(left), form.normal(right))
