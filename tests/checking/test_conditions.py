"""Conditions that are no equations: proofs do without them, counterexamples meet them."""

from __future__ import annotations

import pytest

from symproof import Options, check_document, read_document
from symproof.checking.report import ClaimReport
from symproof.theory.document import Relation
from symproof.theory.hypotheses import Condition

from .recompute import Model

SETTING = r"""
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j \in S$, $v, w \in V$, $g, h, k \in \mathcal{H}$ and $\lambda, \mu \in \mathbb{R}$.
Let $F$ be a feature space. Let $f : S \to F$ and $a : S \to \mathbb{R}$. Let $m, r$ be positive naturals.
"""
FALSE = (
    (r"h \neq e", "gh = hg"),
    (r"h \neq e", "h^2 = h^3"),
    (r"v \neq 0", "v = -v + w"),
    (r"i \neq j", "f(i) = f(j)"),
    (r"\lambda > 0", r"\lambda a(i) = a(i)"),
    (r"\lambda > 1", r"\lambda\mu = \mu"),
    (r"\lambda < \mu", r"\lambda = \mu"),
    (r"f(i) \neq 0", r"f(j) = 0"),
    (r"a(i) > a(j)", "a(i) = 2 a(j)"),
    (r"h \neq e \text{ and } k \neq h", "gh = kg"),
)
NEEDED = (
    (r"\lambda > 1", r"\lambda > 0"),  # true, and false without the condition
    (r"\lambda < \mu", r"\lambda + 1 < \mu + 2"),
    (r"h \neq h", "gh = hg"),
)
PROVED = ((r"h \neq e", "g h h^{-1} = g"), (r"\lambda > 0", r"\lambda a(i) + \mu a(i) = (\lambda+\mu) a(i)"))
HOLDS = {
    Relation.UNEQUAL: lambda a, b: a != b, Relation.LESS: lambda a, b: a < b, Relation.GREATER: lambda a, b: a > b,
    Relation.AT_MOST: lambda a, b: a <= b, Relation.AT_LEAST: lambda a, b: a >= b,
}  # fmt: skip


def judged(condition: str, claim: str) -> tuple[Model | None, ClaimReport, tuple[Condition, ...]]:
    assumed = " and ".join(f"${part}$" for part in condition.split(r" \text{ and } "))
    text = rf"\begin{{setting}}{SETTING}\end{{setting}}\begin{{proposition}}\label{{a}}"
    text += rf"Assume that {assumed}. Then ${claim}$.\end{{proposition}}"
    report = check_document(read_document("a.tex", text), Options(general_only=True)).propositions[0]
    found, setting = report.claims[0], report.proposition.setting
    model = Model(found.witness, setting, setting.symbols.values()) if found.witness is not None else None
    return model, found, tuple(h for h in setting.hypotheses if isinstance(h, Condition))


@pytest.mark.parametrize(("condition", "claim"), FALSE)
def test_a_counterexample_meets_the_condition(condition: str, claim: str) -> None:
    model, found, conditions = judged(condition, claim)
    assert found.verdict.value == "refuted" and model is not None and conditions
    assert all(HOLDS[Relation(c.relation)](model.value(c.left), model.value(c.right)) for c in conditions)
    assert model.value(found.claim.statement.left.term) != model.value(found.claim.statement.right.term)


@pytest.mark.parametrize(("condition", "claim"), NEEDED)
def test_what_breaks_it_only_outside_the_condition_is_no_counterexample(condition: str, claim: str) -> None:
    _, found, _ = judged(condition, claim)
    assert (found.verdict.value, found.witness) == ("undecided", None)


@pytest.mark.parametrize(("condition", "claim"), PROVED)
def test_proofs_do_without(condition: str, claim: str) -> None:
    _, found, _ = judged(condition, claim)
    assert (found.verdict.value, found.hypotheses) == ("proved", ())


COUNTED = (
    (r"r \le m", "r = m", "refuted"),
    (r"r \le m", "r < m", "refuted"),
    (r"r \le m", r"2r \le 2m", "proved"),
    (r"r < m", r"r \le 2m", "proved"),
    (r"r \ge m", r"2r \le 2m", "refuted"),
)


@pytest.mark.parametrize(("condition", "claim", "verdict"), COUNTED)
def test_between_naturals_they_are_used(condition: str, claim: str, verdict: str) -> None:
    text = rf"\begin{{setting}}{SETTING}\end{{setting}}\begin{{proposition}}\label{{a}}"
    text += rf"Assume that ${condition}$. Then ${claim}$.\end{{proposition}}"
    report = check_document(read_document("a.tex", text), Options(general_only=True)).propositions[0]
    found = report.claims[0]
    assert found.verdict.value == verdict
    assert bool(found.hypotheses) == (verdict == "proved")
    if found.witness is not None:
        values = {name: int(value) for name, value in found.witness.elements}
        assert HOLDS[Relation(condition.split()[1])](values["r"], values["m"])
