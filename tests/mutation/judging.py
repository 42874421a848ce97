"""A mutant before both tiers: the general verdict, identifiers and values on several groups, an explanation.

The tiers *disagree* where a step has a general proof and an evaluation under the hypotheses
used gives two different values. Every acceptance says what it rests on.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from symproof.algebras.fold import OutsideTheory
from symproof.algebras.identifiers import Budget as IdBudget
from symproof.algebras.identifiers import BudgetExceeded
from symproof.algebras.instances import compare, meets
from symproof.checking.budget import Budget, Options
from symproof.checking.prove import Allowance, Prover, Undecidable
from symproof.checking.report import Missing, Verdict
from symproof.checking.step import Judge, Outcome
from symproof.checking.witness import WitnessBudget, agrees
from symproof.groups import Action, parse_action
from symproof.terms import Term, alpha_equal
from symproof.theory.hypotheses import Hypothesis
from symproof.theory.setting import Setting
from tests.mutation.cases import Mutant

GROUPS = ("S3 on Z_2^2", "C2 on Z_3", "C4 on Z_5")
SAMPLE = 24  # instances on each group
MODELS = 48  # random models on each group, where something is proved
BUDGET = Budget(models=8_000, seconds=120.0)

Decide = Callable[[Mutant], Outcome]


@dataclass(frozen=True)
class Finding:
    """What became of one mutant."""

    mutant: Mutant
    verdict: Verdict
    rests_on: str = ""  # why it is accepted
    blind: tuple[str, ...] = ()  # groups on which the identifiers are equal although nothing is proved
    apart: tuple[str, ...] = ()  # groups on which they differ
    disagreement: str = ""
    why: str = ""
    seconds: float = 0.0


class Quick(Judge):
    """A judge who does not look for hypotheses that would close a false step."""

    def _would_close(self, left: Term, right: Term) -> tuple[Missing, ...]:
        return ()


def decide(mutant: Mutant) -> Outcome:
    """The general verdict."""
    if mutant.right is None:
        return Outcome(Verdict.MALFORMED, why="ill-sorted")
    judge = Quick(mutant.setting, Options(general_only=True, budgets=BUDGET), mutant.subject.cited)
    found = judge.equation(mutant.subject.left, mutant.right, mutant.reason)
    if found.verdict == Verdict.UNDECIDED and "softmax outside its sum" in found.why:
        return replace(found, verdict=Verdict.MALFORMED)
    return found


def judged(mutant: Mutant, decided: Decide = decide) -> Finding:
    """Both tiers on one mutant."""
    start = time.perf_counter()
    outcome = decided(mutant)
    finding = Finding(mutant, outcome.verdict, why=outcome.why)
    if mutant.right is None or outcome.verdict == Verdict.MALFORMED:
        return replace(finding, seconds=time.perf_counter() - start)
    proved = outcome.verdict in (Verdict.PROVED, Verdict.NOT_AS_STATED)
    used = outcome.hypotheses if proved else frozenset(mutant.setting.hypotheses)
    if proved:
        difference = _evaluated(mutant, used)
        finding = replace(finding, rests_on=explained(mutant, outcome), disagreement=difference)
    else:
        equal, apart = _identified(mutant, used)
        finding = replace(finding, blind=equal, apart=apart)
        if outcome.verdict == Verdict.UNDECIDED and equal and not apart:
            finding = replace(finding, verdict=Verdict.CHECKED)
    return replace(finding, seconds=time.perf_counter() - start)


def _groups(setting: Setting, used: frozenset[Hypothesis]) -> list[Action]:
    return [action for action in map(parse_action, GROUPS) if meets(action, setting, used)]


def _evaluated(mutant: Mutant, used: frozenset[Hypothesis]) -> str:
    """The first group on which a proved step has two values."""
    left, right = mutant.subject.left, mutant.line
    weaker = replace(mutant.setting, hypotheses=tuple(sorted(used, key=lambda h: h.name)))
    for action in _groups(mutant.setting, used):
        if _same(left, right, mutant.setting, action, used):
            continue
        if agrees(left, right, weaker, action, budget=WitnessBudget(models=MODELS)) is not None:
            return action.name
    return ""


def _identified(mutant: Mutant, used: frozenset[Hypothesis]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    equal: list[str] = []
    apart: list[str] = []
    for action in _groups(mutant.setting, used):
        same = _same(mutant.subject.left, mutant.line, mutant.setting, action, used)
        if same is not None:
            (equal if same else apart).append(action.name)
    return tuple(equal), tuple(apart)


def _same(left: Term, right: Term, setting: Setting, action: Action, used: frozenset[Hypothesis]) -> bool | None:
    """Are the identifiers equal on sampled instances? None where there are none."""
    try:
        found = compare(left, right, setting, action, used, sample=SAMPLE, budget=IdBudget(elements=8_000_000))
    except (BudgetExceeded, OutsideTheory):
        return None
    return found.equal if found.instances or not found.equal else None


# --- what an acceptance rests on ------------------------------------------------------------------

STEPS = (
    ("equal by algebra", Allowance(frozenset(), frozenset(), frozenset())),
    ("equal when definitions are unfolded", Allowance(None, frozenset(), frozenset())),
)


def explained(mutant: Mutant, outcome: Outcome) -> str:
    """Why a mutant is accepted; empty where nothing explains it."""
    subject = mutant.subject
    if mutant.right == subject.right:
        return _unneeded(mutant, outcome)
    if alpha_equal(mutant.line, subject.right):
        return "equal up to bound names"
    prover = Prover(mutant.setting)
    for words, allowance in STEPS:
        if _proves(prover, mutant, allowance):
            return words
    return _moved(mutant, prover)


def _unneeded(mutant: Mutant, outcome: Outcome) -> str:
    """The formulas are as they were: the part of the reason was not needed, or the verdict names what was."""
    if outcome.verdict == Verdict.PROVED:
        return "the step does not need it"
    missing = sorted({part.kind for part in outcome.missing})
    return "named as missing: " + ", ".join(missing) if missing else ""


def _moved(mutant: Mutant, prover: Prover) -> str:
    """Absorbed by a re-indexing of some sum, or by hypotheses."""
    allowed = Allowance(None, frozenset(mutant.setting.hypotheses), None)
    try:
        proof = prover.prove(mutant.subject.right, mutant.line, allowed)
    except Undecidable:
        return ""
    if proof is None:
        return ""
    sums = ", ".join(sorted({move.variable.name for move in proof.reindexed}))
    used = [f"re-indexing the sum over {sums}" if sums else "re-indexing"] if proof.moved else []
    used += sorted(h.name for h in proof.hypotheses)
    return "absorbed by " + " and ".join(used) if used else "equal by algebra"


def _proves(prover: Prover, mutant: Mutant, allowance: Allowance) -> bool:
    try:
        return prover.prove(mutant.subject.right, mutant.line, allowance) is not None
    except Undecidable:
        return False
