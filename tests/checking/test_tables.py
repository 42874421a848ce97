"""Tables from families: homomorphisms and their like are what they are said to be, and false claims about them fall."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from symproof import Options, check_document, read_document
from symproof.checking import tables
from symproof.checking.kernels import ON_MODULES, ON_SETS
from symproof.groups import Action, parse_action

GROUPS = ("S3 on 3 points", "C4 on 4 points", "D4 on 4 points", "C2 on 2 points")
SEEDS = range(6)


@pytest.mark.parametrize("spec", GROUPS)
@pytest.mark.parametrize("size", [1, 2, 3])
def test_matrices_multiply_like_the_elements(spec: str, size: int) -> None:
    action = parse_action(spec)
    for seed in SEEDS:
        found = tables._permutations(action.moved, size, np.random.RandomState(seed))
        assert is_multiplicative(found, action)
        signs = tables._character(action.moved, np.random.RandomState(seed))
        assert is_multiplicative(signs[:, None, None], action)


def is_multiplicative(matrices: tables.Array, action: Action) -> bool:
    pairs = ((a, b) for a in range(action.order) for b in range(action.order))
    return all((matrices[a] @ matrices[b] == matrices[action.product[a, b]]).all() for a, b in pairs)


@pytest.mark.parametrize("spec", GROUPS)
def test_equivariant_maps_commute_with_the_group(spec: str) -> None:
    action = parse_action(spec)
    conjugation = tables._conjugation(action)
    for seed in SEEDS:
        random = np.random.RandomState(seed)
        for target in (action.moved, action.product, conjugation):
            found = tables._equivariant(action.moved, target, random)
            if found is not None:
                assert (found[action.moved] == target[:, found]).all()
    assert (tables._equivariant(action.moved, action.product, random) is None) == (spec not in GROUPS[1::2])  # fixes


def test_projections_are_idempotent() -> None:
    for seed in range(20):
        found = tables._idempotent(2 + seed % 2, np.random.RandomState(seed))
        assert (found @ found == found).all()


def test_the_larger_groups() -> None:
    orders = [parse_action(spec).order for spec in (*ON_MODULES, *ON_SETS)]
    assert orders == [12, 27, 8, 12, 20, 27]
    for spec in (ON_MODULES[1], ON_SETS[3]):
        action = parse_action(spec)
        every = np.arange(27)
        assert not action.commutative and not action.product[action.product[every, every], every].any()  # h^3 = e


PLAIN = r"Let $\mathcal{H}$ be a group. Let $S$ be a finite set on which $\mathcal{H}$ acts. Let $\tau : S \to S$."
MODULE = r"""Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $v, w \in V$, $\delta : V \to V$ and $\zeta : \mathcal{H} \to V$. Let $d$ be a positive natural. Let $p, r \in \mathbb{R}^d$.
Let $R : V \to \mathbb{R}^{d\times d}$ and $\pi : \mathcal{H} \to \mathbb{R}^{d\times d}$."""
REST = r"""Let $i, j \in S$ and $a, b, c, g, h \in \mathcal{H}$. Let $F$ be a feature space. Let $f : S \to F$.
Let $\kappa : S \to \mathcal{H}$, $\theta : \mathcal{H} \to \mathcal{H}$, $m : \mathcal{H} \times S \to \mathcal{H}$.
Let $E : \mathcal{H} \to F$ and $\chi : \mathcal{H} \to \mathbb{R}$."""
CARRIED = r"$\kappa(hi) = h\kappa(i)$ for all $h, i$"
CONJUGATED = r"$\kappa(hi) = h\kappa(i)h^{-1}$ for all $h, i$"
HOMOMORPHISM = r"$\theta(gh) = \theta(g)\theta(h)$ for all $g, h$"
TURNED_ROUND = r"$\theta(gh) = \theta(h)\theta(g)$ for all $g, h$"
COCYCLE = r"$m(gh,i) = m(g,hi)m(h,i)$ for all $g, h, i$"
FOLLOWED = r"$\tau(hi) = h\tau(i)$ for all $h, i$"
ADDITIVE = r"$\delta(v+w) = \delta(v) + \delta(w)$ for all $v, w$"
CROSSED = r"$\zeta(gh) = \zeta(g) + g\zeta(h)$ for all $g, h$"
TURNED = r"$\pi(gh) = \pi(g)\pi(h)$ for all $g, h$"
ROTATIONS = r"$R(v+w) = R(v)R(w)$ for all $v, w$"
CLASS = r"$\chi(gh) = \chi(hg)$ for all $g, h$"

CASES = [
    (PLAIN, CARRIED, r"\kappa(hi)^{-1}\kappa(j) = \kappa(i)^{-1}\kappa(j)", "refuted"),
    (PLAIN, CARRIED, r"f(\kappa(hi)^{-1}j) = f(\kappa(i)^{-1}j)", "refuted"),
    (PLAIN, CARRIED, r"f(\kappa(hi)^{-1}hj) = f(\kappa(i)^{-1}j)", "proved"),
    (PLAIN, CARRIED, r"\kappa(i) = e", "refuted"),
    (PLAIN, CONJUGATED, r"\kappa(hi)h = h\kappa(i)", "proved"),
    (PLAIN, CONJUGATED, r"\kappa(hi) = \kappa(i)", "refuted"),
    (PLAIN, HOMOMORPHISM, r"\theta(ab) = \theta(ba)", "refuted"),
    (PLAIN, HOMOMORPHISM, r"\theta(a) = a", "refuted"),
    (PLAIN, HOMOMORPHISM, r"f(\theta(b)\theta(a)i) = f(\theta(ab)i)", "refuted"),
    (PLAIN, HOMOMORPHISM, r"f(\theta(a)\theta(b)i) = f(\theta(ab)i)", "proved"),
    (PLAIN, TURNED_ROUND, r"\theta(abc) = \theta(c)\theta(b)\theta(a)", "proved"),
    (PLAIN, TURNED_ROUND, r"\theta(ab) = \theta(a)\theta(b)", "refuted"),
    (PLAIN, COCYCLE, r"m(gh,i) = m(g,i)m(h,i)", "refuted"),
    (PLAIN, COCYCLE, r"m(g,hi) = m(g,i)", "refuted"),
    (PLAIN, FOLLOWED, r"\tau(\tau(i)) = \tau(i)", "refuted"),
    (PLAIN, FOLLOWED, r"\tau(i) = \tau(j)", "refuted"),
    (MODULE, HOMOMORPHISM, r"\theta(a)v = av", "refuted"),
    (MODULE, ADDITIVE, r"\delta(v-w) = \delta(v) - \delta(w)", "proved"),
    (MODULE, ADDITIVE, r"\delta(hv) = h\delta(v)", "refuted"),
    (MODULE, CROSSED, r"\zeta(a^{-1}) = -a^{-1}\zeta(a)", "proved"),
    (MODULE, CROSSED, r"\zeta(a^{-1}) = -\zeta(a)", "refuted"),
    (MODULE, TURNED, r"\pi(ab) = \pi(ba)", "refuted"),
    (MODULE, TURNED, r"\pi(a)\pi(a) = \pi(e)", "refuted"),
    (MODULE, TURNED, r"\pi(a)^T = \pi(a^{-1})", "refuted"),
    (MODULE, ROTATIONS, r"\langle R(v)p, R(w)r\rangle = \langle p, R(w-v)r\rangle", "refuted"),
    (MODULE, CLASS, r"\chi(aba^{-1}) = \chi(b)", "proved"),
    (MODULE, CLASS, r"\chi(abc) = \chi(acb)", "refuted"),
    (MODULE, r"$h^3 = e$ for all $h$", r"ab = ba", "refuted"),
    (MODULE, r"$(ab)^3 = a^3b^3$", r"ab = ba", "refuted"),
    (PLAIN, r"$h^3 = e$ for all $h$", r"ab = ba", "refuted"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "assumed", "claim", "verdict"), CASES)
def test_claims_about_such_functions(base: str, assumed: str, claim: str, verdict: str, tmp_path: Path) -> None:
    path = tmp_path / "claim.tex"
    path.write_text(
        "\\documentclass{article}\\usepackage{symproof}\\begin{document}\n"
        f"\\begin{{setting}}{base}\n{REST}\\end{{setting}}\n"
        f"\\begin{{proposition}}\\label{{it}}Assume that {assumed}. Then \\[ {claim} \\]\\end{{proposition}}\\end{{document}}"
    )
    document = read_document(str(path))
    assert not [found for found in document.diagnostics if found.severity == "error"]
    report = check_document(document, Options(general_only=True)).propositions[0]
    assert report.claim.value == verdict
    assert (report.claims[0].witness is not None) == (verdict == "refuted")
