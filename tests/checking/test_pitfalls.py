"""What has gone wrong elsewhere: a test for each, from the text of a document to its verdict."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from symproof.algebras.instances import compare
from symproof.checking.budget import Options
from symproof.checking.check import check_document
from symproof.checking.report import DocumentReport, PropositionReport, Verdict
from symproof.groups import parse_action
from symproof.reading.read import read_document
from symproof.theory.document import Comparison, Document
from tests.algebras.latex import GROUP

GENERAL = Options(general_only=True)
PAIRS = r"""
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j, \bar j \in S$, $y \in V$ and $h, h_1, h_2, h_3, h_1', h_2', g \in \mathcal{H}$. Let $F$, $K$, $U$, $W$ be feature spaces.
Let $f : S \times \mathcal{H} \to F$ and $\rho^P : V \times \mathcal{H} \to F$.
Let $\varphi_{key}^{head}, \Delta\varphi_{key}^{head} : F \to U$ for $head \in [H]$. Let $\varphi_{out} : U^{[H]} \to W$.
Let $N(i,h_1) \subseteq S \times \mathcal{H}$.
"""


def document(sentences: str, claims: list[str], proof: str = "") -> Document:
    """A document with a proposition for each claim; the proof is that of the last one."""
    propositions = "\n".join(
        f"\\begin{{proposition}}\\label{{p{n}}}\n\\[ {claim} \\]\n\\end{{proposition}}"
        for n, claim in enumerate(claims)
    )
    proof = f"\\begin{{proof}}\n\\begin{{align*}}\n{proof}\n\\end{{align*}}\n\\end{{proof}}" if proof else ""
    return read_document(
        "test.tex",
        "\\documentclass{article}\\usepackage{symproof}\\begin{document}\n"
        f"\\begin{{setting}}\n{sentences}\n\\end{{setting}}\n{propositions}\n{proof}\n\\end{{document}}\n",
    )


def checked(sentences: str, claims: list[str], proof: str = "") -> DocumentReport:
    return check_document(document(sentences, claims, proof), GENERAL)


def verdict(claim: str, sentences: str = GROUP) -> Verdict:
    return checked(sentences, [claim]).propositions[0].claim


def only(claim: str, sentences: str = GROUP) -> PropositionReport:
    return checked(sentences, [claim]).propositions[0]


def codes(found: Document) -> set[str]:
    return {d.code for d in found.diagnostics if d.severity == "error"}


# --- binding -------------------------------------------------------------------------------------


def test_variable_capture_in_nested_sums() -> None:
    sentences = GROUP + r"Define $D(i) := \sum_{j\in N(i)} r(i,j)$."
    assert (
        verdict(r"\sum_{j\in N(i)} \varphi(D(j)) = \sum_{k\in N(i)} \varphi(\sum_{l\in N(k)} r(k,l))", sentences)
        == Verdict.PROVED
    )
    assert (
        verdict(r"\sum_{j\in N(i)} \varphi(D(j)) = \sum_{k\in N(i)} \varphi(\sum_{l\in N(k)} r(l,l))", sentences)
        == Verdict.REFUTED
    )


def test_binder_levels_restarted_inside_a_definition() -> None:
    sentences = GROUP + (
        r"Define $D(i) := \sum_{k\in N(i)} \varphi(f(k)+f(i))$. Define $E(i) := \sum_{k\in N(i)} \varphi(f(k)+f(k))$."
    )
    claim = r"\sum_{j\in N(i)} \varphi(f(j)+D(j)) = \sum_{j\in N(i)} \varphi(f(j)+E(j))"
    assert verdict(claim, sentences) == Verdict.REFUTED


def test_a_head_index_that_captures_the_group_element() -> None:
    sentences = PAIRS.replace("[H]", "[M]").replace("head", "h")
    found = document(
        sentences,
        [
            r"\varphi_{out}(\bigcup_{h\in[M]} \varphi_{key}^{h}(f(i,h))) = \varphi_{out}(\bigcup_{h\in[M]} \varphi_{key}^{h}(f(i,h_1)))"
        ],
    )
    report = check_document(found, GENERAL)
    assert codes(found) or report.propositions[0].claim == Verdict.REFUTED
    assert report.propositions[0].claim != Verdict.PROVED


def test_sigma_of_an_inner_sum_is_not_that_of_an_outer_one() -> None:
    inner = r"\sum_{s\in\mathcal{H}}\sum_{j\in N(i)} \sigma_j(n(j,s)) f(j)"
    outer = r"\sum_{s\in\mathcal{H}}\sum_{j\in N(i)} \sigma_s(n(j,s)) f(j)"
    assert verdict(f"{inner} = {outer}") == Verdict.REFUTED


def test_sigma_must_carry_the_index_of_its_sum() -> None:
    assert codes(document(GROUP, [r"\sum_{j\in N(i)} \sigma_k(a(j)) f(j) = \sum_{j\in N(i)} \sigma_j(a(j)) f(j)"]))


# --- order and inverses -------------------------------------------------------------------------------


def test_the_inverse_of_a_product_reordered() -> None:
    right = only(r"\rho^P(x(j)-x(i),(h_3h_1)^{-1}(h_3h_2)) = \rho^P(x(j)-x(i),h_1^{-1}h_2)", PAIRS)
    wrong = only(r"\rho^P(x(j)-x(i),h_3^{-1}h_1^{-1}(h_3h_2)) = \rho^P(x(j)-x(i),h_1^{-1}h_2)", PAIRS)
    assert right.claim == Verdict.PROVED
    assert wrong.claim == Verdict.REFUTED


def test_a_power_that_is_e_in_every_small_group() -> None:
    for power in (12, 60, 840):
        report = only(rf"h^{{{power}}} = e")
        assert report.claim == Verdict.REFUTED
        assert report.claims[0].witness is not None


def test_the_order_of_translation_and_turn() -> None:
    assert verdict(r"L_yL_h[f](i) = L_hL_y[f](i)") == Verdict.REFUTED
    assert verdict(r"L_yL_h[f](i) = f(x^{-1}(h^{-1}(x(i)-y)))") == Verdict.PROVED


# --- neighbourhoods ---------------------------------------------------------------------------------------


def test_a_fixed_window_that_hides_mistakes_in_the_group_component() -> None:
    """With N(i, h_1) = N(i) x H both of these would be true."""
    both = PAIRS + r"Assume that $N$ is translation-equivariant and stable under $\mathcal{H}$."
    wrong = r"\sum_{(j,h_2)\in N(i,h_1)} f(j,h_2) = \sum_{(j,gh_2)\in N(i,h_1)} f(j,h_2)"
    other = r"\sum_{(j,h_2)\in N(i,h_1)} f(j,h_2) = \sum_{(j,h_2)\in N(i,g)} f(j,h_2)"
    assert [verdict(claim, both) for claim in (wrong, other)] == [Verdict.REFUTED] * 2


def test_a_window_that_is_no_union_of_orbits() -> None:
    """The square window is not stable under a turn by 60 degrees: stability has to be assumed."""
    claim = r"\sum_{x^{-1}(hx(j))\in N(x^{-1}(hx(i)))} f(j) = \sum_{j\in N(i)} f(j)"
    moved = r"Assume that $N$ is translation-equivariant."
    assert verdict(claim, GROUP + moved) == Verdict.REFUTED
    report = only(claim, GROUP + r"Assume that $N$ is stable under $\mathcal{H}$.")
    assert (report.claim, report.claims[0].hypotheses) == (Verdict.PROVED, ("N is stable under H",))


def test_a_neighbourhood_with_one_element() -> None:
    """Where N(i) = {i}, a softmax is 1 and every sum a single term."""
    assert verdict(r"\sum_{j\in N(i)} \sigma_j(a(j)) f(j) = \sum_{j\in N(i)} \sigma_j(b(j)) f(j)") == Verdict.REFUTED
    assert verdict(r"\sum_{j\in N(i)} f(j) = f(i)") == Verdict.REFUTED


def test_symmetry_of_neighbourhoods_is_not_assumed() -> None:
    both = GROUP + r"Assume that $N$ is translation-equivariant and stable under $\mathcal{H}$."
    claim = r"\sum_{j\in N(i)} \theta(x(j)-x(i)) = \sum_{j\in N(i)} \theta(x(i)-x(j))"
    assert verdict(claim, both) == Verdict.REFUTED


# --- special values that hide mistakes ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "claim"),
    [
        ("n = 2, where -v = v", r"\theta(-v) = \theta(v)"),
        ("n = 2, in a difference", r"\theta(x(j)-x(i)) = \theta(x(i)-x(j))"),
        ("h = e", r"f(x^{-1}(hx(i))) = f(x^{-1}(h^{-1}x(i)))"),
        ("h = e, left out", r"\theta(h^{-1}v) = \theta(v)"),
        ("y = 0", r"L_y[f](i) = f(x^{-1}(x(i)+y))"),
        ("y = 0, left out", r"L_y[f](i) = f(i)"),
        ("constant signals", r"\sum_{j\in N(i)} \sigma_j(a(j)) f(j) = f(i)"),
        ("constant signals, moved", r"\sum_{j\in N(i)} f(j) = \sum_{j\in N(i)} f(x^{-1}(x(j)+y))"),
        ("linear maps, moved bracket", r"\varphi(f(i)+f(j)) = \varphi(f(i)) + \varphi(f(j))"),
        ("linear maps, bracket of an action", r"\theta(h^{-1}(x(j)-x(i))) = \theta(h^{-1}x(j)-x(i))"),
        ("x is the identity", r"\theta(x(j)+x(i)) = \theta(x(j))"),
    ],
)
def test_a_special_value_does_not_hide_a_mistake(name: str, claim: str) -> None:
    report = only(claim)
    assert report.claim == Verdict.REFUTED
    assert report.claims[0].witness is not None


def test_a_lora_with_b_zero() -> None:
    claim = (
        r"\varphi_{out}(\bigcup_{head\in[H]} (\varphi_{key}^{head}(f(i,h)) + \Delta\varphi_{key}^{head}(f(i,h))))"
        r" = \varphi_{out}(\bigcup_{head\in[H]} \varphi_{key}^{head}(f(i,h)))"
    )
    assert verdict(claim, PAIRS) == Verdict.REFUTED


def test_two_actions_that_are_blind_to_a_mistake_are_not_the_only_judges() -> None:
    """C2 cannot tell h from its inverse, C4 commutes; the verdict does not hang on either."""
    for claim, blind in (
        (r"\theta(hv) = \theta(h^{-1}v)", "C2 on Z_3"),
        (r"\theta(ghv) = \theta(hgv)", "C4 on Z_5"),
    ):
        found = document(GROUP, [claim]).propositions[0]
        statement = found.claims[0].statement
        assert isinstance(statement, Comparison)
        left, right = statement.left.term, statement.right.term
        assert compare(left, right, found.setting, parse_action(blind), frozenset()).equal
        assert not compare(left, right, found.setting, parse_action("S3 on Z_2^2"), frozenset()).equal
        assert verdict(claim) == Verdict.REFUTED


# --- sums ---------------------------------------------------------------------------------------------------------


def test_a_slip_that_the_sum_over_h_absorbs() -> None:
    """True by re-indexing the sum over s, although the line only claims algebra."""
    claim = r"\sum_{s\in\mathcal{H}} \tau(h^{-1}s) = \sum_{s\in\mathcal{H}} \tau(hs)"
    step = claim.replace(" = ", r" &= ") + r" && \text{algebra}"
    report = checked(GROUP, [claim], step).propositions[0]
    assert report.claim == Verdict.PROVED
    assert report.steps[0].verdict == Verdict.NOT_AS_STATED
    assert {part.kind for part in report.steps[0].missing} == {"reindexing"}


def test_a_sum_whose_body_does_not_mention_its_variable() -> None:
    assert verdict(r"\sum_{s\in\mathcal{H}} f(i) = f(i)") == Verdict.REFUTED
    assert (
        verdict(r"\sum_{s\in\mathcal{H}} \sum_{j\in S} f(j) = \sum_{j\in S}\sum_{s\in\mathcal{H}} f(j)")
        == Verdict.PROVED
    )
    assert verdict(r"\sum_{j\in N(i)} z = \sum_{j\in N(k)} z") == Verdict.REFUTED


# --- reading ---------------------------------------------------------------------------------------------------------


def test_x_is_not_the_identity() -> None:
    assert codes(document(GROUP, [r"f(x(i)) = f(i)"]))
    assert codes(document(GROUP, [r"\theta(i) = \theta(x(i))"]))
    assert codes(document(GROUP, [r"\sum_{j\in N(x(i))} f(j) = \sum_{j\in N(i)} f(j)"]))


def test_bracket_sizes_do_not_eat_big_operators() -> None:
    plain = r"\varphi_{out}(\bigcup_{head\in[H]} \varphi_{key}^{head}(f(i,h)))"
    sized = r"\varphi_{out}\big(\bigcup_{head\in[H]} \varphi_{key}^{head}\bigl(f(i,h)\bigr)\big)"
    found = document(PAIRS, [f"{plain} = {sized}"])
    assert not codes(found)
    assert check_document(found, GENERAL).propositions[0].claim == Verdict.PROVED


@pytest.mark.parametrize("text", [r"{h_1'}^{-1}", r"h_1'^{-1}", r"h'_1{}^{-1}", r"{h'_1}^{-1}", r"(h_1')^{-1}"])
def test_primes_before_and_after_subscripts(text: str) -> None:
    claim = rf"f(i,{text}h_2') = f(i,(h_2'^{{-1}}h_1')^{{-1}})".replace("h_2'^", "{h_2'}^")
    found = document(PAIRS, [claim])
    assert check_document(found, GENERAL).propositions[0].claim == Verdict.PROVED


def test_a_double_superscript_is_no_crash() -> None:
    """TeX refuses it; it is read in the only way it can be meant, or refused with a place."""
    found = document(PAIRS, [r"f(i,h'_1^{-1}h_2') = f(i,{h_1'}^{-1}h_2')"])
    report = check_document(found, GENERAL).propositions[0]
    assert report.claim in (Verdict.PROVED, Verdict.MALFORMED)
    assert (report.claim == Verdict.MALFORMED) == bool(codes(found))


def test_softmax_times_a_bracket_is_not_one_application() -> None:
    left = r"\sum_{j\in N(i)} \sigma_j(a(j))(f(j)+f(i))"
    right = r"\sum_{j\in N(i)} (\sigma_j(a(j))f(j) + \sigma_j(a(j))f(i))"
    assert verdict(f"{left} = {right}") == Verdict.PROVED
    assert verdict(f"{left} = " + r"\sum_{j\in N(i)} \sigma_j(a(j))f(j)") == Verdict.REFUTED


# --- the run as a whole --------------------------------------------------------------------------------------------------

OPTIMISED = """
import sys
sys.path.insert(0, {root!r})
from tests.checking.test_pitfalls import GROUP, verdict
for claim in {claims!r}:
    print(verdict(claim, GROUP))
"""


def test_python_without_asserts_gives_the_same_verdicts() -> None:
    claims = [r"h^{-1}h = e", r"gh = hg", r"\sum_{s\in\mathcal{H}} \tau(hs) = \sum_{s\in\mathcal{H}} \tau(s)"]
    root = str(Path(__file__).parents[2])
    text = OPTIMISED.format(root=root, claims=claims)
    runs = [
        subprocess.run([sys.executable, *flags, "-c", text], capture_output=True, text=True, check=True).stdout
        for flags in ([], ["-O"])
    ]
    assert runs[0].split() == ["proved", "refuted", "proved"]
    assert runs[1] == runs[0]
