"""Which hypotheses to try a proof with, which of them can be spared, and what is large. Nothing is trusted here."""

from __future__ import annotations

from collections.abc import Callable

from symproof.checking.congruence import has_sum
from symproof.terms import Term, Var
from symproof.theory.hypotheses import Condition, Hypothesis, Injective, Linear, Stable, TranslationEquivariant
from symproof.theory.setting import Setting

Holds = Callable[[frozenset[Hypothesis]], bool]  # does the equation hold by these hypotheses alone?


def relevant(left: Term, right: Term, hypotheses: frozenset[Hypothesis], setting: Setting) -> frozenset[Hypothesis]:
    """The hypotheses that can act on these terms at all."""
    if not hypotheses:
        return hypotheses
    names = setting.mentioned((left, right))

    def acts(hypothesis: Hypothesis) -> bool:
        if isinstance(hypothesis, TranslationEquivariant | Stable):
            return hypothesis.family in names
        if isinstance(hypothesis, Linear):
            return hypothesis.map in names
        return not isinstance(hypothesis, Injective | Condition)

    return frozenset(filter(acts, hypotheses))


def least(hypotheses: frozenset[Hypothesis], holds: Holds) -> frozenset[Hypothesis] | None:
    """Of the hypotheses a set that suffices and from which none can be dropped; None if all do not suffice."""
    if not holds(hypotheses):
        return None
    kept = sorted(hypotheses, key=lambda h: h.name)
    for hypothesis in list(kept):
        fewer = [h for h in kept if h != hypothesis]
        if holds(frozenset(fewer)):
            kept = fewer
    return frozenset(kept)


def large_names(setting: Setting) -> frozenset[Var]:
    """The defined names that stand for sums."""
    large = set()
    for var in {*setting.definitions, *setting.abbreviations}:
        bodies = [body for name in setting.mentioned((var,)) for body, _ in setting.meanings(name)]
        if any(map(has_sum, bodies)):
            large.add(var)
    return frozenset(large)
