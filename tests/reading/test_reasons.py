"""Reasons: each phrase and what it allows; what is not understood allows nothing and is said."""

from __future__ import annotations

import pytest

from symproof.reading.read import read_document
from symproof.terms import Arrow, H, NeighbourhoodSort, S, Space, Var
from symproof.theory.document import (
    Assumed,
    ByAlgebra,
    ByClaim,
    ByDefinition,
    ByHypothesis,
    ByReindexing,
    ByStatement,
    BySubstitution,
    Reason,
)
from symproof.theory.hypotheses import Commutative, Linear, Stable, TranslationEquivariant
from tests.reading.malformed import FIRST, HEAD, SETTING, TAIL, chain

F = Space("F")
MORE = r"""Let $m : S \to F$. Define $n(i) := f(i) + f(i)$. Define $L_h[\rho](i,j) := \rho^P(x(j)-x(i))$.
Assume that $h^2 = e$.
"""
CLAIM = "\\begin{lemma}$f(i) = f(i)$\\end{lemma}\n"
STEP = r"\sum_{j\in N(i)} f(j) &= \sum_{x^{-1}(x(\bar j)+y)\in N(i)} f(x^{-1}(x(\bar j)+y))"


def reason(text: str) -> tuple[Reason, list[str]]:
    rows = f"{STEP} && \\text{{{text}}}"
    body = HEAD + SETTING + MORE + "\\end{setting}\n" + CLAIM
    document = read_document(
        "x.tex", body + "\\begin{proof}\\begin{align*}\n" + rows + "\n\\end{align*}\\end{proof}" + TAIL
    )
    return document.propositions[0].chains[0].steps[0].reason, [d.code for d in document.diagnostics]


N, Q = Var("N", NeighbourhoodSort((S,), (S,))), Var("q", Arrow((F,), Space("K")))
RHO, NN = Var(r"\rho", Arrow((S, S), F)), Var("n", Arrow((S,), F))
J, SHORT = Var("j", S), Var(r"\bar{i}", S)
CASES = [
    (r"definition of $\rho$", [ByDefinition(RHO)]),
    (r"by definition of $n$", [ByDefinition(NN)]),
    (r"by the definitions of $n$ and $\rho$", [ByDefinition(NN), ByDefinition(RHO)]),
    (r"definition of $n$, $\rho$ and $\sigma$", [ByDefinition(NN), ByDefinition(RHO), ByDefinition(None)]),
    (r"definition of $n(i)$", [ByDefinition(NN)]),
    (r"by definition", [ByDefinition(None)]),
    (r"by definition and algebra", [ByDefinition(None), ByAlgebra()]),
    (r"re-indexing $j \mapsto x^{-1}(x(j) + y)$", [ByReindexing(J)]),
    (r"since $j \mapsto x^{-1}(x(j)+y)$ is a bijection of $S$", [ByReindexing(J)]),
    (r"bilinearity of the pairing", [ByAlgebra()]),
    (r"the action is linear", [ByAlgebra()]),
    (r"algebra, for all $i$", [ByAlgebra()]),
    (r"definition of $L$", [ByDefinition(None)]),
    (r"definition of the action", [ByDefinition(None)]),
    (r"definition of $L_y$", [ByDefinition(None)]),
    (r"definition of $L_h[\rho]$", [ByDefinition(RHO, action=True)]),
    (r"definition of $L_h[f]$", [ByDefinition(None)]),
    (r"algebra", [ByAlgebra()]),
    (r"by algebra and definition of $n$", [ByAlgebra(), ByDefinition(NN)]),
    (r"substitute $\bar i$", [BySubstitution(SHORT)]),
    (r"re-index the sum over $j$", [ByReindexing(J)]),
    (r"reindex the sum over $j$", [ByReindexing(J)]),
    (r"re-indexing over $j$", [ByReindexing(J)]),
    (r"re-index the sums over $j$ and $h$", [ByReindexing(J), ByReindexing(Var("h", H))]),
    (r"$N$ is translation-equivariant", [ByHypothesis((TranslationEquivariant(N),))]),
    (r"since $N$ is stable under $\mathcal{H}$", [ByHypothesis((Stable(N),))]),
    (r"$N$ is translation-equivariant and stable",
     [ByHypothesis((TranslationEquivariant(N),)), ByHypothesis((Stable(N),))]),
    (r"$N$ is translation-equivariant and stable and algebra",
     [ByHypothesis((TranslationEquivariant(N),)), ByHypothesis((Stable(N),)), ByAlgebra()]),
    (r"definition of $n$ and $N$ is stable", [ByDefinition(NN), ByHypothesis((Stable(N),))]),
    (r"$q$ is linear and $\mathcal{H}$ is commutative", [ByHypothesis((Linear(Q),)), ByHypothesis((Commutative(),))]),
    (r"linearity of $q$", [ByHypothesis((Linear(Q),))]),
    (r"stability of $N$", [ByHypothesis((Stable(N),))]),
    (r"translation-equivariance of $N$", [ByHypothesis((TranslationEquivariant(N),))]),
    (r"assumed", [Assumed()]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), CASES)
def test_phrases(text: str, parts: list[object]) -> None:
    found, codes = reason(text)
    assert list(found.parts) == parts
    assert codes == []


@pytest.mark.parametrize("text", ["by assumption", "by hypothesis", "by our assumption"])
def test_an_assumption_is_a_hypothesis(text: str) -> None:
    """Not a step that is taken for granted."""
    (part,) = reason(text)[0].parts
    assert isinstance(part, ByHypothesis) and [one.name for one in part.hypotheses] == ["h^2 = e"]


def test_an_assumption_where_nothing_is_assumed() -> None:
    text = "\\begin{proof}\\[ f(i) = f(i) \\text{ by assumption} \\]\\end{proof}"
    document = read_document("x.tex", HEAD + SETTING + "\\end{setting}\n" + CLAIM + text + TAIL)
    assert document.propositions[0].chains[0].steps[0].reason.parts == (Assumed(),)


def test_a_map_that_permutes() -> None:
    for text in (r"since $j \mapsto hj$ permutes $S$", r"as $j \mapsto hj$ is a bijection of $S$", r"by $j \mapsto hj$"):
        assert reason(text) == (reason(text)[0], [])
        assert reason(text)[0].parts == (ByReindexing(J),)


def test_a_substitution_of_the_point_of_a_position() -> None:
    """``x(j) = E`` and ``j = x^{-1}(E)`` are the same."""
    through, codes = reason(r"substitute $x(j) \to x(\bar j)+y$")
    direct, _ = reason(r"substitute $j = x^{-1}(x(\bar j)+y)$")
    assert not codes and through.parts == direct.parts and len(through.parts) == 1


@pytest.mark.parametrize("left", ["x(i)", "f(j)", r"x(j)+y"])
def test_nothing_else_is_substituted_for(left: str) -> None:
    found, codes = reason(f"substitute ${left} = y$")
    assert "E158" in codes and not any(isinstance(part, BySubstitution) for part in found.parts)


def test_substitutions_carry_the_term() -> None:
    found, codes = reason(r"substitute $\bar i$ and $j = x^{-1}(x(\bar j)+y)$")
    first, second = found.parts
    assert first == BySubstitution(SHORT) and codes == []
    assert isinstance(second, BySubstitution) and second.variable == J and second.term is not None


def test_what_no_sum_binds_is_a_statement() -> None:
    found, _ = reason(r"substitute $i = x^{-1}(x(\bar i)+y)$")
    assert isinstance(found.parts[0], ByStatement)


def test_a_formula_is_a_statement() -> None:
    found, codes = reason(r"since $hh^{-1} = e$ and $x(i) = y \implies i = x^{-1}(y)$")
    assert [type(part) for part in found.parts] == [ByStatement, ByStatement] and codes == []


def test_a_formula_that_is_assumed_is_a_hypothesis() -> None:
    for text in ("$h^2 = e$", "$e = h^2$"):
        (part,) = reason(text)[0].parts
        assert isinstance(part, ByHypothesis)


def test_citations() -> None:
    for text in (r"by \ref{a}", r"by Proposition~\ref{a}", r"\eqref{a}", r"Lemma \ref{a}"):
        (part,) = reason(text)[0].parts
        assert isinstance(part, ByClaim) and part.label == "a"
    found, _ = reason(r"by Lemmas \ref{a} and \ref{b}")
    assert [part.label for part in found.parts if isinstance(part, ByClaim)] == ["a", "b"]


MISUNDERSTOOD = [
    (r"magic", 0),
    (r"clearly", 0),
    (r"$N$ is not stable", 0),
    (r"definition of $n$ is not needed", 0),
    (r"it follows from algebra", 1),
    (r"$n$", 0),
    (r"# since $h^2 = e$", 1),  # no sign of a formula
    (r"by @ since $h^2 = e$", 1),  # no sign of a reference
]


@pytest.mark.parametrize(("text", "parts"), MISUNDERSTOOD)
def test_words_that_are_not_understood(text: str, parts: int) -> None:
    found, codes = reason(text)
    assert len(found.parts) == parts
    assert set(codes) == {"W101"}


def test_an_equation_without_its_sides() -> None:
    found, codes = reason(r"definition of $=$ and algebra")
    assert list(found.parts) == [ByAlgebra()] and codes == ["E103"]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("by linearty", "linearity"),
        ("permuting the points", "re-index"),
        ("by the stabilty of the graph", "stable"),
        ("clearly", "assumed"),
    ],
)
def test_the_nearest_reasons_are_told(text: str, near: str) -> None:
    document = read_document("x.tex", chain(f"{FIRST} && \\text{{{text}}}"))
    (warning,) = [one for one in document.diagnostics if one.code == "W101"]
    assert any(near in one for one in warning.nearest), warning.nearest
