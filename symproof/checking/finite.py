"""The finite tier at work: runs on named groups, and whether the tiers agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from symproof.algebras.fold import OutsideTheory
from symproof.algebras.identifiers import Budget as IdBudget
from symproof.algebras.identifiers import BudgetExceeded
from symproof.algebras.instances import compare, meets
from symproof.checking.budget import Options
from symproof.checking.report import GroupRun, Witness
from symproof.checking.witness import WitnessBudget, agrees
from symproof.groups import DEFAULT, SAMPLED, Action, parse_action
from symproof.terms import H, S, Term, V, Var, free_variables
from symproof.terms.binders import bound_by
from symproof.theory.hypotheses import Hypothesis
from symproof.theory.setting import Setting

DEFAULT_SETS = ("C2 on 2 points", "S3 on 3 points", "C4 on 4 points")
CROSS_CHECK_MODELS = 64  # random models in which a proved step is evaluated where identifiers differ


class FiniteTier:
    """The finite groups of one setting."""

    def __init__(self, setting: Setting, options: Options):
        self.setting, self.options = setting, options
        self.actions = [] if options.general_only else [parse_action(spec) for spec in self._specs()]
        sampled = () if options.groups or setting.restricted or setting.groups or setting.roles.plain_set else SAMPLED
        self.sampled = [] if options.general_only else [parse_action(spec) for spec in sampled]

    def _specs(self) -> Iterable[str]:
        if self.setting.restricted is not None:
            return [self.setting.restricted]
        default = DEFAULT_SETS if self.setting.roles.plain_set else DEFAULT
        return dict.fromkeys(self.options.groups or self.setting.groups or default)

    def confirm(
        self, left: Term, right: Term, used: frozenset[Hypothesis]
    ) -> tuple[tuple[GroupRun, ...], tuple[str, Witness] | None]:
        """Run a proved equation on every group that meets the hypotheses used.

        A difference of values is a disagreement: (group, witness).
        """
        if not (self.actions or self.sampled) or not concerns_a_group(left, right):
            return (), None
        runs: list[GroupRun] = []
        for action, sampled in self._all():
            if not meets(action, self.setting, used):
                continue
            run = self._run(left, right, used, action, sampled)
            if run.outcome not in ("identical", "not run"):
                weaker = replace(self.setting, hypotheses=tuple(sorted(used, key=lambda h: h.name)))
                budget = WitnessBudget(models=CROSS_CHECK_MODELS, seconds=self.options.budgets.seconds)
                witness = agrees(left, right, weaker, action, budget=budget)
                if witness is not None:
                    return (*runs, replace(run, outcome="different values")), (action.name, witness)
                run = replace(run, outcome="equal values")
            runs.append(run)
        return tuple(runs), None

    def _all(self) -> Iterable[tuple[Action, bool]]:
        yield from ((action, False) for action in self.actions)
        yield from ((action, not self.options.exhaustive) for action in self.sampled)

    def _run(
        self, left: Term, right: Term, hypotheses: frozenset[Hypothesis], action: Action, sampled: bool
    ) -> GroupRun:
        budgets = self.options.budgets
        room = IdBudget(elements=budgets.elements)
        for sample in [budgets.instances] if sampled else [None, budgets.instances]:
            try:
                found = compare(left, right, self.setting, action, hypotheses, sample=sample, budget=room)
            except BudgetExceeded:
                continue
            except OutsideTheory:
                return GroupRun(action.name, 0, outcome="equal values")
            outcome = "identical" if found.equal else "equal values"
            return GroupRun(action.name, found.instances, found.sampled, outcome)  # type: ignore[arg-type]
        return GroupRun(action.name, 0, True, "not run")

    def checked(self, left: Term, right: Term, hypotheses: frozenset[Hypothesis]) -> tuple[GroupRun, ...] | None:
        """The exhaustive runs on the named groups if identifiers are equal on all of them, else None."""
        runs = []
        for action in self.actions:
            if not meets(action, self.setting, hypotheses):
                continue
            run = self._run(left, right, hypotheses, action, sampled=False)
            if run.outcome != "identical" or run.sampled:
                return None
            runs.append(run)
        return tuple(runs) or None


def concerns_a_group(*terms: Term) -> bool:
    """Does a term mention an element of H, V or S at all?"""
    return any(var.sort in (H, V, S) for term in terms for var in (*free_variables(term), *_all_bound(term))) or any(
        getattr(term, "sort", None) in (H, V, S) for term in terms
    )


def _all_bound(term: Any) -> frozenset[Var]:
    inner = [_all_bound(part) for part in term.args if getattr(part, "args", None)]
    return frozenset(bound_by(term)).union(*inner)
