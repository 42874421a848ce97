"""What is said of an equation that has no general proof, and besides one that has.

Counterexamples are evaluated, finite groups are run, and what would close a step is named.
Nothing here says that an equation is proved.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from symproof.algebras.fold import OutsideTheory
from symproof.checking.budget import Options
from symproof.checking.missing import needed_besides, would_close
from symproof.checking.prove import Allowance, Proof, Prover, Undecidable
from symproof.checking.reasons import everything
from symproof.checking.report import GroupRun, Missing, Reindexing, Verdict, Witness
from symproof.terms import H, S, Term, V
from symproof.theory.document import Comparison, Relation
from symproof.theory.hypotheses import Hypothesis
from symproof.theory.setting import Setting

if TYPE_CHECKING:
    from symproof.algebras.structure import Models
    from symproof.checking.finite import FiniteTier

Question: TypeAlias = tuple[Term, Term, Comparison | None, Relation]  # sides, exception, relation to be broken


@dataclass(frozen=True)
class Outcome:
    """The verdict on one equation or inequation, with what it rests on."""

    verdict: Verdict
    code: str = ""
    reindexed: tuple[Reindexing, ...] = ()
    hypotheses: frozenset[Hypothesis] = frozenset()
    definitions: tuple[str, ...] = ()
    groups: tuple[GroupRun, ...] = ()
    witness: Witness | None = None
    missing: tuple[Missing, ...] = ()
    why: str = ""
    disagreement: tuple[str, Witness] | None = None


def decided(term: Term) -> bool:
    """Are equations of its sort decided in general, so that finite groups add nothing?"""
    return term.sort in (H, V, S)


class Unproved:
    """Refuted, checked, or undecided: equations in one setting, without a general proof."""

    def __init__(self, setting: Setting, options: Options, prover: Prover):
        self.setting, self.options, self.prover = setting, options, prover
        self._found: list[tuple[Question, Models]] = []
        self._spent: list[str] = []  # the budget that ended the last search for a counterexample, if one did

    @cached_property
    def finite(self) -> FiniteTier:
        """The finite groups, set up only where a step is run on them (they need numpy, general proofs do not)."""
        from symproof.checking.finite import FiniteTier

        return FiniteTier(self.setting, self.options)

    def confirmed(
        self, left: Term, right: Term, used: frozenset[Hypothesis]
    ) -> tuple[tuple[GroupRun, ...], tuple[str, Witness] | None]:
        """A proved equation on the finite groups: the runs, and a disagreement."""
        return ((), None) if self.options.general_only else self.finite.confirm(left, right, used)

    def outcome(self, left: Term, right: Term, why: str) -> Outcome:
        """The verdict on an equation for which no general proof was found; ``why``: what was in its way."""
        refuted = self.refuted(left, right, stuck=bool(why))
        if refuted is not None:
            return refuted
        used = frozenset(self.setting.hypotheses)
        if not self.options.general_only and (not decided(left) or self.setting.restricted is not None):
            groups = self.finite.checked(left, right, used)
            if groups:
                return Outcome(Verdict.CHECKED, "E306", groups=groups, hypotheses=used)
        return self.open(why or self._nothing_found())

    def refuted(self, left: Term, right: Term, why: str = "", stuck: bool = False) -> Outcome | None:
        """False, with a counterexample, and what would close the step; None where no counterexample is found.

        ``stuck``: there is no normal form to look at, so nothing that would close it is looked for.
        """
        witness = self.witness(left, right)
        if witness is None:
            return None
        missing = () if stuck else would_close(left, right, self.setting, self.options.budgets.rewrites)
        return Outcome(Verdict.REFUTED, "E301", witness=witness, missing=missing, why=why)

    def inequality(self, left: Term, relation: Relation, right: Term) -> Outcome:
        """An inequality between reals: refuted by numbers, or open. With exp none is: a model takes 2^t for it."""
        witness = self.witness(left, right, relation=relation)
        if witness is None:
            return self.open("an inequality of reals lies outside the theory")
        return Outcome(Verdict.REFUTED, "E301", witness=witness)

    def _nothing_found(self) -> str:
        ended = "".join(f"; the search for one ended when the budget '{name}' ran out" for name in self._spent)
        return f"no general proof and no counterexample were found{ended}"

    def open(self, why: str) -> Outcome:
        if self.setting.unread:
            why = "a hypothesis of the setting cannot be used, and a counterexample might not meet it"
        return Outcome(Verdict.UNDECIDED, "E305", why=why)

    def besides(
        self, prover: Prover, left: Term, right: Term, allowed: Allowance, proof: Proof
    ) -> tuple[tuple[Missing, ...], tuple[str, ...]]:
        """What a proof used that its reason does not name, and the definitions among that."""
        missing = needed_besides(prover, left, right, allowed, proof)
        return missing, tuple(part.name for part in missing if part.kind == "definition")

    def witness(
        self, left: Term, right: Term, unless: Comparison | None = None, relation: Relation = Relation.EQUAL
    ) -> Witness | None:
        """An evaluated model of the setting in which the sides differ, or are not so related."""
        self._spent.clear()
        if self.setting.unread:
            return None
        from symproof.checking.witness import WitnessBudget, find_model

        budgets, question = self.options.budgets, (left, right, unless, relation)
        budget = WitnessBudget(models=budgets.models, seconds=budgets.seconds)
        known = [model for other, model in self._found if self._same(other, question)]
        try:
            found = find_model(
                left, right, self.setting, budget=budget, unless=unless, relation=relation, known=known,
                spent=self._spent,
            )  # fmt: skip
            if found is not None:
                self._found.append((question, found[1]))
                return found[0]
            if decided(left) and unless is None and self.setting.restricted is None:
                from symproof.checking.separate import separate

                return separate(left, right, self.setting)
        except OutsideTheory:
            pass
        return None

    def _same(self, one: Question, two: Question) -> bool:
        """Do the sides have equal values in every model, so that both questions have the same witnesses?"""
        allowed, sides = everything(self.setting), list(zip(one[:2], two[:2], strict=True))
        if one[2:] != two[2:] or any(a.sort != b.sort for a, b in sides):
            return False
        try:
            return all(self.prover.equal(a, b, allowed) for a, b in sides)
        except Undecidable:
            return False
