"""The step rule: one equation, one reason, one verdict.

The reason is taken at its word first; only if that fails is everything tried that the
setting allows, and a proof so found is `not as stated`. What has no general proof is
refuted by an evaluated witness, or checked on finite groups, or undecided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from symproof.algebras.fold import OutsideTheory
from symproof.checking.budget import Options
from symproof.checking.citation import agree, rewritings
from symproof.checking.finite import FiniteTier
from symproof.checking.prove import Allowance, Proof, Prover, Undecidable, mentioned
from symproof.checking.reasons import Reading, everything, read_reason
from symproof.checking.report import GroupRun, Missing, Reindexing, Verdict, Witness
from symproof.checking.separate import separate
from symproof.checking.witness import WitnessBudget, find_witness
from symproof.terms import Arrow, H, NeighbourhoodSort, S, Term, V, Var, is_feature
from symproof.theory.document import Comparison, Reason, Relation
from symproof.theory.hypotheses import (
    Commutative,
    Equation,
    Hypothesis,
    Linear,
    Stable,
    TranslationEquivariant,
    in_words,
)
from symproof.theory.setting import Setting


@dataclass(frozen=True)
class Cited:
    """A claim that a step may cite: its equation and what became of it."""

    equation: Comparison | None
    verdict: Verdict
    hypotheses: frozenset[Hypothesis] = frozenset()  # that the citing setting must share
    setting: Setting | None = None  # in which it was proved; None: the same


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


class Judge:
    """Decides equations in one setting."""

    def __init__(self, setting: Setting, options: Options, cited: Mapping[str, Cited] | None = None):
        self.setting, self.options, self.cited = setting, options, cited or {}
        self.prover = Prover(setting, options.budgets.rewrites)
        self.finite = FiniteTier(setting, options)

    # --- equations -------------------------------------------------------------------------

    def equation(self, left: Term, right: Term, reason: Reason = Reason()) -> Outcome:  # noqa: B008
        """Decide ``left = right`` for the given reason."""
        reading = read_reason(reason, self.setting, left, right)
        if reading.assumed:
            return Outcome(Verdict.ASSUMED, "E308")
        trouble = self._bad_citation(reading)
        if trouble is not None:
            return trouble
        why = ""
        try:
            proof = self._as_stated(left, right, reading)
            if proof is not None:
                return self._proved(left, right, proof)
            if not reading.open:
                proof = self.prover.prove(left, right, everything(self.setting))
                if proof is not None:
                    return self._not_as_stated(left, right, reading, proof)
        except Undecidable as stuck:
            why = stuck.why
        return self._without_proof(left, right, why)

    def follows(self, left: Term, right: Term, reason: Reason) -> Proof | None:
        """A general proof of ``left = right`` for the reason at its word; None where there is none."""
        reading = read_reason(reason, self.setting, left, right)
        if reading.assumed or self._bad_citation(reading) is not None:
            return None
        try:
            return self._as_stated(left, right, reading)
        except Undecidable:
            return None

    def _as_stated(self, left: Term, right: Term, reading: Reading) -> Proof | None:
        proof = self.prover.prove(left, right, reading.allowance)
        if proof is not None or not reading.cited:
            return proof
        for equation, needs in self._citable(reading):
            for line, other in ((left, right), (right, left)):
                for rewritten in rewritings(line, equation, self.setting):
                    proof = self.prover.prove(rewritten, other, reading.allowance)
                    if proof is not None:
                        return replace(proof, hypotheses=proof.hypotheses | needs)
        return None

    def _citable(self, reading: Reading) -> Iterator[tuple[Comparison, frozenset[Hypothesis]]]:
        for part in reading.cited:
            claim = self.cited[part.label]
            if claim.equation is not None and claim.equation.relation == Relation.EQUAL:
                yield claim.equation, claim.hypotheses

    def _bad_citation(self, reading: Reading) -> Outcome | None:
        """A cited claim must be there, be proved, and ask for nothing that is not assumed here."""
        for part in reading.cited:
            claim = self.cited.get(part.label)
            if claim is None:
                return Outcome(Verdict.UNDECIDED, "E312", why=f"no claim before this one is labelled '{part.label}'")
            if claim.verdict == Verdict.ASSUMED:
                return Outcome(Verdict.ASSUMED, "E308", why=f"the cited claim '{part.label}' is assumed")
            if claim.verdict not in (Verdict.PROVED, Verdict.NOT_AS_STATED):
                return Outcome(Verdict.UNDECIDED, "E312", why=f"the cited claim '{part.label}' is {claim.verdict}")
            if claim.setting is not None and not agree(claim.setting, self.setting, claim.equation):
                why = f"the cited claim '{part.label}' was proved in a setting that gives its names another meaning"
                return Outcome(Verdict.UNDECIDED, "E312", why=why)
            absent = sorted(h.name for h in claim.hypotheses - frozenset(self.setting.hypotheses))
            if absent:
                why = f"the cited claim '{part.label}' rests on what is not assumed here: {', '.join(absent)}"
                return Outcome(Verdict.UNDECIDED, "E312", why=why)
        return None

    def _proved(self, left: Term, right: Term, proof: Proof) -> Outcome:
        groups, difference = self.finite.confirm(left, right, proof.hypotheses)
        return Outcome(
            Verdict.PROVED,
            reindexed=proof.reindexed,
            hypotheses=proof.hypotheses,
            groups=groups,
            disagreement=difference,
        )

    def _not_as_stated(self, left: Term, right: Term, reading: Reading, proof: Proof) -> Outcome:
        """True, but not for the reason given: say what it needed besides."""
        allowed = reading.allowance
        missing = [self._missing(h) for h in proof.hypotheses if h not in allowed.hypotheses]
        opened = self._needed_definitions(left, right, allowed, proof)
        missing += [Missing(symbol.name, "definition") for symbol in opened]
        if proof.moved and self._needs_moving(left, right, allowed):
            named = ", ".join(sorted({m.variable.name for m in proof.reindexed}))
            missing.append(Missing(named or "a sum", "reindexing"))
        if not missing:
            missing.append(Missing("the substitution or the claim that the reason names", "reason"))
        done = self._proved(left, right, proof)
        return replace(
            done,
            verdict=Verdict.NOT_AS_STATED,
            code="E302",
            missing=tuple(sorted(missing, key=lambda m: (m.kind, m.name))),
            definitions=tuple(symbol.name for symbol in opened),
        )

    def _needed_definitions(self, left: Term, right: Term, allowed: Allowance, proof: Proof) -> list[Var]:
        """Definitions that the reason does not name and that cannot be spared."""
        named = allowed.definitions or frozenset()
        extra = sorted(proof.definitions - named, key=lambda v: v.name)
        free = replace(everything(self.setting), definitions=named | frozenset(extra))
        for symbol in list(extra):
            fewer = replace(free, definitions=(free.definitions or frozenset()) - {symbol})
            if self._provable(left, right, fewer):
                extra.remove(symbol)
                free = fewer
        return extra

    def _needs_moving(self, left: Term, right: Term, allowed: Allowance) -> bool:
        still = replace(everything(self.setting), movable=allowed.movable, substitutions=allowed.substitutions)
        return not self._provable(left, right, still)

    def _provable(self, left: Term, right: Term, allowed: Allowance) -> bool:
        try:
            return self.prover.prove(left, right, allowed) is not None
        except Undecidable:
            return False

    # --- without a general proof --------------------------------------------------------------

    def _without_proof(self, left: Term, right: Term, why: str) -> Outcome:
        witness = self.witness(left, right)
        if witness is not None:
            return Outcome(Verdict.REFUTED, "E301", witness=witness, missing=self._would_close(left, right))
        used = frozenset(self.setting.hypotheses)
        groups = self.finite.checked(left, right, used) if not self._decided_sort(left) else None
        if self._decided_sort(left) and self.setting.restricted is not None:
            groups = self.finite.checked(left, right, used)
            if groups:
                return Outcome(Verdict.PROVED, groups=groups, hypotheses=used)
        if groups:
            return Outcome(Verdict.CHECKED, "E306", groups=groups, hypotheses=used)
        return self._open(why or "no general proof and no counterexample were found")

    def _open(self, why: str) -> Outcome:
        if self.setting.unread:
            why = "a hypothesis of the setting cannot be read, and a counterexample might not meet it"
        return Outcome(Verdict.UNDECIDED, "E305", why=why)

    @staticmethod
    def _decided_sort(term: Term) -> bool:
        return term.sort in (H, V, S)

    def witness(
        self, left: Term, right: Term, unless: Comparison | None = None, setting: Setting | None = None
    ) -> Witness | None:
        """An evaluated model of the setting in which the sides differ."""
        if (setting or self.setting).unread:
            return None
        budgets = self.options.budgets
        budget = WitnessBudget(models=budgets.models, seconds=budgets.seconds)
        setting = setting or self.setting
        try:
            found = find_witness(left, right, setting, budget=budget, unless=unless)
            if found is None and left.sort in (H, V, S) and unless is None and setting.restricted is None:
                found = separate(left, right, setting)
        except OutsideTheory:
            return None
        return found

    def _would_close(self, left: Term, right: Term) -> tuple[Missing, ...]:
        """Hypotheses not in the setting, one or two, under which the step would follow."""
        candidates = list(self._candidates(left, right))
        on_families = [h for h in candidates if isinstance(h, TranslationEquivariant | Stable)]
        for extras in (combinations(candidates, 1), combinations(on_families, 2)):
            for extra in extras:
                wider = self.setting.assuming(*extra)
                try:
                    proof = Prover(wider, self.options.budgets.rewrites).prove(left, right, everything(wider))
                except Undecidable:
                    proof = None
                if proof is not None and proof.hypotheses >= set(extra):
                    return tuple(self._missing(h) for h in extra)
        return ()

    def _missing(self, hypothesis: Hypothesis) -> Missing:
        return Missing(hypothesis.name, "hypothesis", in_words(hypothesis, self.setting.roles.group))

    def _candidates(self, left: Term, right: Term) -> Iterator[Hypothesis]:
        names = sorted(mentioned((left, right), self.setting), key=lambda v: v.name)
        present = set(self.setting.hypotheses)
        for var in names:
            options: list[Hypothesis] = []
            if isinstance(var.sort, NeighbourhoodSort):
                if S in var.sort.centre and not self.setting.roles.plain_set:
                    options.append(TranslationEquivariant(var))
                options.append(Stable(var))
            elif _is_map(var) and var not in self.setting.definitions:
                options.append(Linear(var))
            yield from (h for h in options if h not in present)
        if any(var.sort == H for var in names) and Commutative() not in present:
            yield Commutative()

    # --- inequations ------------------------------------------------------------------------------

    def inequation(self, left: Term, right: Term, unless: Comparison | None = None) -> Outcome:
        """Decide ``left \\neq right [unless C]``: in some model of the setting, for some values, they differ."""
        try:
            proof = self.prover.prove(left, right, everything(self.setting))
        except Undecidable:
            proof = None
        if proof is not None:
            done = self._proved(left, right, proof)
            return replace(done, verdict=Verdict.REFUTED, code="E311")
        witness = self.witness(left, right, unless)
        if witness is None:
            return self._open("no model was found in which the sides differ")
        if unless is None:
            return Outcome(Verdict.PROVED, witness=witness)
        return self._under_exception(left, right, unless, witness)

    def _under_exception(self, left: Term, right: Term, unless: Comparison, witness: Witness) -> Outcome:
        exception = _assumed(unless)
        inner = Judge(self.setting.assuming(exception), self.options, self.cited)
        equal = inner.equation(left, right)
        if equal.verdict == Verdict.PROVED:
            return replace(equal, witness=witness, hypotheses=equal.hypotheses - {exception})
        if equal.verdict == Verdict.REFUTED:
            return replace(equal, code="E303", why="the sides differ even under the exception")
        return replace(equal, witness=witness)

    def under(self, premise: Comparison, conclusion: Comparison) -> Outcome:
        """Decide ``premise \\implies conclusion`` for equations."""
        assumption = _assumed(premise)
        return Judge(self.setting.assuming(assumption), self.options, self.cited).equation(
            conclusion.left.term, conclusion.right.term
        )


def _assumed(equation: Comparison) -> Equation:
    """An equation of the text as a hypothesis, named as it is written."""
    left, right = equation.left, equation.right
    source = f"{left.source} = {right.source}" if left.source and right.source else ""
    return Equation(left.term, right.term, source=source)


def _is_map(var: Var) -> bool:
    """A map between feature spaces, perhaps one for each head."""
    sort = var.sort
    while isinstance(sort, Arrow):
        if len(sort.domain) == 1 and is_feature(sort.domain[0]) and not isinstance(sort.codomain, Arrow):
            return is_feature(sort.codomain)
        sort = sort.codomain
    return False

