"""The step rule: reasons at their word, least hypotheses, what was missing, witnesses."""

from __future__ import annotations

import pytest

from symproof.checking.budget import Options
from symproof.checking.report import Verdict
from symproof.checking.step import Judge, Outcome
from symproof.terms import GroupProduct, H, S, Var, inverse
from symproof.theory.document import (
    ByAlgebra,
    ByDefinition,
    ByHypothesis,
    ByReindexing,
    BySubstitution,
    Comparison,
    Reason,
    ReasonPart,
)
from symproof.theory.hypotheses import Stable, TranslationEquivariant
from tests.algebras.latex import GROUP, read

BOTH = r"Assume that $N$ is translation-equivariant and stable under $\mathcal{H}$."
SIGNAL = r"Define $D(i) := \sum_{k\in N(i)} r(i,k)$. Define $\eta(i,j) := \theta(x(j)-x(i))$."
s, t, j, k = Var("s", H), Var("t", H), Var("j", S), Var("k", S)


def judged(equation: str, *parts: ReasonPart, assuming: str = "") -> Outcome:
    setting, claim = read(equation, GROUP + assuming)
    assert isinstance(claim.statement, Comparison)
    judge = Judge(setting, Options(general_only=True))
    return judge.equation(claim.statement.left.term, claim.statement.right.term, Reason(parts))


def symbol(name: str, assuming: str = SIGNAL) -> Var:
    return next(v for v in read("h = h", GROUP + assuming)[0].symbols.values() if v.name == name)


SHIFTED = r"\sum_{s\in\mathcal{H}} \tau(hs) = \sum_{s\in\mathcal{H}} \tau(s)"
RENAMED = r"\sum_{s\in\mathcal{H}} \tau(hs) = \sum_{t\in\mathcal{H}} \tau(t)"
TWO = r"\sum_{s\in\mathcal{H}} \tau(hs) + \sum_{t\in\mathcal{H}} \tau(ht) = \sum_{s\in\mathcal{H}} \tau(s) + \sum_{t\in\mathcal{H}} \tau(t)"
NEAR = r"\sum_{x^{-1}(hx(j)+y)\in N(x^{-1}(hx(i)+y))} f(j) = \sum_{j\in N(i)} f(j)"
FAMILY = symbol("N")
MOVES, TURNS = TranslationEquivariant(FAMILY), Stable(FAMILY)

CASES: list[tuple[str, tuple[ReasonPart, ...], str, Verdict, set[str]]] = [
    # (equation, reason, assuming, verdict, kinds of what was missing)
    (r"h^{-1}h = e", (ByAlgebra(),), "", Verdict.PROVED, set()),
    (r"h^{-1}g = gh^{-1}", (ByAlgebra(),), "", Verdict.REFUTED, {"hypothesis"}),
    (r"h^{-1}g = hg^{-1}", (ByAlgebra(),), "", Verdict.REFUTED, set()),
    (SHIFTED, (), "", Verdict.PROVED, set()),
    (SHIFTED, (ByReindexing(s),), "", Verdict.PROVED, set()),
    (SHIFTED, (ByAlgebra(),), "", Verdict.NOT_AS_STATED, {"reindexing"}),
    (SHIFTED, (ByReindexing(t),), "", Verdict.NOT_AS_STATED, {"reindexing"}),
    (RENAMED, (ByReindexing(s),), "", Verdict.PROVED, set()),
    (RENAMED, (ByReindexing(t),), "", Verdict.PROVED, set()),
    (RENAMED, (ByReindexing(Var("u", H)),), "", Verdict.NOT_AS_STATED, {"reindexing"}),
    (NEAR, (), BOTH, Verdict.PROVED, set()),
    (NEAR, (ByHypothesis((MOVES, TURNS)),), BOTH, Verdict.PROVED, set()),
    (NEAR, (ByHypothesis((MOVES,)),), BOTH, Verdict.NOT_AS_STATED, {"hypothesis"}),
    (NEAR, (ByHypothesis((TURNS,)),), BOTH, Verdict.NOT_AS_STATED, {"hypothesis"}),
    (NEAR, (ByAlgebra(),), BOTH, Verdict.NOT_AS_STATED, {"hypothesis"}),
    (NEAR, (ByHypothesis((MOVES, TURNS)),), "", Verdict.REFUTED, {"hypothesis"}),
    (r"D(i) = \sum_{k\in N(i)} r(i,k)", (ByDefinition(symbol("D")),), SIGNAL, Verdict.PROVED, set()),
    (r"D(i) = \sum_{k\in N(i)} r(i,k)", (ByAlgebra(),), SIGNAL, Verdict.NOT_AS_STATED, {"definition"}),
    (r"D(i) = \sum_{k\in N(i)} r(k,i)", (ByDefinition(symbol("D")),), SIGNAL, Verdict.REFUTED, set()),
    (r"D(i) = D(i)", (ByAlgebra(),), SIGNAL, Verdict.PROVED, set()),
    (r"D(i) = D(j)", (ByAlgebra(),), SIGNAL, Verdict.REFUTED, set()),
    (
        r"\eta(i,j) = \theta(x(j)-x(i))",
        (ByDefinition(symbol("D")),),
        SIGNAL,
        Verdict.NOT_AS_STATED,
        {"definition"},
    ),
    (r"\eta(i,j) = L_y[\eta](i,j)", (ByDefinition(symbol(r"\eta")),), SIGNAL, Verdict.PROVED, set()),
    (r"\eta(i,j) = L_h[\eta](i,j)", (ByDefinition(symbol(r"\eta")),), SIGNAL, Verdict.REFUTED, set()),
]


@pytest.mark.parametrize(("equation", "parts", "assuming", "verdict", "missing"), CASES)
def test_the_step_rule(
    equation: str, parts: tuple[ReasonPart, ...], assuming: str, verdict: Verdict, missing: set[str]
) -> None:
    outcome = judged(equation, *parts, assuming=assuming)
    assert outcome.verdict == verdict
    assert {part.kind for part in outcome.missing} == missing
    assert (outcome.witness is not None) == (verdict == Verdict.REFUTED)


def substitution(text: str) -> BySubstitution:
    """``j = E`` as the reader would hand it over."""
    _, claim = read(text, GROUP)
    assert isinstance(claim.statement, Comparison)
    variable = claim.statement.left.term
    assert isinstance(variable, Var)
    return BySubstitution(variable, claim.statement.right.term)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"j = x^{-1}(hx(k)+y)", Verdict.PROVED),
        (r"j = x^{-1}(h(x(k)+y))", Verdict.NOT_AS_STATED),
        (r"j = x^{-1}(h^{-1}x(k)+y)", Verdict.NOT_AS_STATED),
        (r"j = x^{-1}(hx(k)-y)", Verdict.NOT_AS_STATED),
        (r"j = x^{-1}(x(k)+y)", Verdict.NOT_AS_STATED),
        (r"j = x^{-1}(x(k)+x(k))", Verdict.NOT_AS_STATED),
        (r"j = k", Verdict.NOT_AS_STATED),
        (r"k = x^{-1}(hx(j)+y)", Verdict.NOT_AS_STATED),
    ],
)
def test_exactly_the_substitution_that_is_named(text: str, verdict: Verdict) -> None:
    equation = r"\sum_{j\in S} r(j,x^{-1}(h^{-1}(x(j)-y))) = \sum_{k\in S} r(x^{-1}(hx(k)+y),k)"
    assert judged(equation, substitution(text)).verdict == verdict


def test_the_hypotheses_used_are_minimal() -> None:
    more = BOTH + r" Assume that $M$ is stable under $\mathcal{H}$. Assume that $\varphi$ is linear."
    assert judged(NEAR, assuming=more).hypotheses == {MOVES, TURNS}
    still = r"\sum_{x^{-1}(hx(j))\in N(x^{-1}(hx(i)))} f(j) = \sum_{j\in N(i)} f(j)"
    assert judged(still, assuming=more).hypotheses == {TURNS}
    assert judged(SHIFTED, assuming=more).hypotheses == set()


def test_what_was_re_indexed_is_told_with_its_inverse() -> None:
    (move,) = judged(RENAMED, ByReindexing(s)).reindexed
    assert (move.variable, move.new) == (s, t)
    h = Var("h", H)
    assert (move.term, move.inverse) == (GroupProduct(inverse(h), t), GroupProduct(h, s))


def test_only_the_named_sum_moves() -> None:
    assert judged(TWO, ByReindexing(s)).verdict == Verdict.NOT_AS_STATED
    assert judged(TWO, ByReindexing(s), ByReindexing(t)).verdict == Verdict.PROVED


@pytest.mark.parametrize(
    ("equation", "assuming", "verdict"),
    [
        (r"gh = hg", "", Verdict.PROVED),
        (r"gh = (h^{-1}g^{-1})^{-1}", "", Verdict.REFUTED),
        (r"gh = hg", r"Assume that $\mathcal{H}$ is commutative.", Verdict.REFUTED),
        (r"\varphi(z+z') = \varphi(z)+\varphi(z')", "", Verdict.PROVED),
        (r"\varphi(z+z') = \varphi(z)+\varphi(z')", r"Assume that $\varphi$ is linear.", Verdict.REFUTED),
    ],
)
def test_inequations(equation: str, assuming: str, verdict: Verdict) -> None:
    setting, claim = read(equation, GROUP + assuming)
    assert isinstance(claim.statement, Comparison)
    left, right = claim.statement.left.term, claim.statement.right.term
    outcome = Judge(setting, Options(general_only=True)).inequation(left, right)
    assert outcome.verdict == verdict
    assert (outcome.witness is not None) == (verdict == Verdict.PROVED)
