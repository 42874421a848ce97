"""The step rule: one equation, one reason, one verdict.

The reason is taken at its word first; only if that fails is everything tried that the
setting allows, and a proof so found is `not as stated`. What has no general proof is
refuted by an evaluated witness, or checked on finite groups, or undecided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TypeAlias

from symproof.checking.budget import Options
from symproof.checking.citation import agree, opened, rewritings, rewritten_throughout
from symproof.checking.missing import needed_beside_claims
from symproof.checking.prove import Allowance, Proof, Prover, Undecidable
from symproof.checking.reasons import Reading, everything, read_reason
from symproof.checking.report import Missing, Verdict, Witness
from symproof.checking.unproved import Outcome, Unproved, decided
from symproof.terms import Term, Var, fresh, substitute
from symproof.theory.document import Comparison, Formula, Reason, Relation
from symproof.theory.hypotheses import Equation, Hypothesis, open_arguments, reported
from symproof.theory.setting import Setting

# an equation, the names for all of whose values it holds (None: all left open), and what it rests on
Rule: TypeAlias = tuple[Comparison, frozenset[Var] | None, frozenset[Hypothesis]]


@dataclass(frozen=True)
class Cited:
    """A claim that a step may cite: its equation and what became of it."""

    equation: Comparison | None
    verdict: Verdict
    hypotheses: frozenset[Hypothesis] = frozenset()  # that the citing setting must share
    setting: Setting | None = None  # in which it was proved; None: the same
    unfit: str = ""  # why no step here may cite it


class Judge:
    """Decides equations in one setting."""

    def __init__(self, setting: Setting, options: Options, cited: Mapping[str, Cited] | None = None):
        self.setting, self.options, self.cited = setting, options, cited or {}
        self.prover = Prover(setting, options.budgets.rewrites)
        self.unproved = Unproved(setting, options, self.prover)

    # --- equations -------------------------------------------------------------------------

    def equation(self, left: Term, right: Term, reason: Reason = Reason()) -> Outcome:  # noqa: B008
        """Decide ``left = right`` for the given reason."""
        reading = read_reason(reason, self.setting, left, right)
        if reading.assumed:
            return Outcome(Verdict.ASSUMED, "E308")
        trouble = self._bad_citation(reading)
        if trouble is not None:  # what rests on an assumption is not judged
            return trouble if trouble.verdict == Verdict.ASSUMED else self._despite(trouble, left, right, reading)
        why = ""
        try:
            proof = self._as_stated(left, right, reading)
            if proof is not None:
                return self._proved(left, right, proof)
            if not reading.open:
                proof = self._follows(left, right, everything(self.setting), reading)
                if proof is not None:
                    return self._not_as_stated(left, right, reading, proof)
        except Undecidable as stuck:
            why = stuck.why
        return self._without_proof(left, right, why)

    def follows(self, left: Term, right: Term, reason: Reason, brief: bool = False) -> Proof | None:
        """A general proof of ``left = right`` for the reason at its word; None where there is none.

        ``brief``: several instances of what is assumed are not combined, which takes long where it fails.
        """
        reading = read_reason(reason, self.setting, left, right)
        if reading.assumed or self._bad_citation(reading) is not None:
            return None
        try:
            return self._follows(left, right, reading.allowance, reading, brief)
        except Undecidable:
            return None

    def _despite(self, trouble: Outcome, left: Term, right: Term, reading: Reading) -> Outcome:
        """A line that cites what cannot be cited: true without that, or false, or open."""
        try:
            proof = self._follows(left, right, everything(self.setting))
        except Undecidable:
            proof = None
        if proof is not None:
            return replace(self._not_as_stated(left, right, reading, proof), why=trouble.why)
        return self.unproved.refuted(left, right, trouble.why) or trouble

    def _as_stated(self, left: Term, right: Term, reading: Reading) -> Proof | None:
        return self._follows(left, right, reading.allowance, reading)

    def _follows(
        self, left: Term, right: Term, allowed: Allowance, cited: Reading | None = None, brief: bool = False
    ) -> Proof | None:
        """By normal forms, or by these after one rewriting with an equation that is cited or assumed."""
        proof = self.prover.prove(left, right, allowed)
        if proof is not None:
            return proof
        lines = [(left, right), (right, left)]
        if cited is not None and cited.cited:
            lines += [*self._opened(left, right, allowed), *self._opened(right, left, allowed)]
        for equation, variables, needs in (*self._citable(cited), *_assumptions(allowed)):
            for line, other in lines:
                for rewritten in rewritings(line, equation, self.setting, variables):
                    proof = self.prover.prove(rewritten, other, allowed)
                    if proof is not None:
                        return replace(proof, hypotheses=proof.hypotheses | needs)
        for equation, _, needs in self._citable(cited):
            for line, other in lines:
                for rewritten in rewritten_throughout(line, equation, self.setting):
                    proof = self.prover.prove(rewritten, other, allowed)
                    if proof is not None:
                        return replace(proof, hypotheses=proof.hypotheses | needs)
        return None if brief else self.prover.consequence(left, right, allowed)

    def _opened(self, line: Term, other: Term, allowed: Allowance) -> Iterator[tuple[Term, Term]]:
        """The line with a definition unfolded: a claim may speak of what stands in its body."""
        new = opened(line, self.setting, allowed.definitions)
        if new is not None and self.prover.prove(line, new, allowed) is not None:
            yield new, other

    def _citable(self, reading: Reading | None) -> Iterator[Rule]:
        for part in reading.cited if reading is not None else ():
            claim = self.cited[part.label]
            if claim.equation is not None and claim.equation.relation == Relation.EQUAL:
                yield claim.equation, None, frozenset().union(*filter(None, map(self._given, claim.hypotheses)))

    def _unknown(self, label: str) -> str:
        near = get_close_matches(label, self.cited, n=2, cutoff=0.6)
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        return f"no claim before this one is labelled '{label}'{meant}"

    def _bad_citation(self, reading: Reading) -> Outcome | None:
        """A cited claim must be there, be proved, and ask for nothing that is not assumed here."""
        for part in reading.cited:
            claim = self.cited.get(part.label)
            if claim is None or claim.unfit:
                return Outcome(Verdict.UNDECIDED, "E312", why=claim.unfit if claim else self._unknown(part.label))
            if claim.verdict == Verdict.ASSUMED:
                return Outcome(Verdict.ASSUMED, "E308", why=f"the cited claim '{part.label}' is assumed")
            if claim.verdict not in (Verdict.PROVED, Verdict.NOT_AS_STATED):
                return Outcome(Verdict.UNDECIDED, "E312", why=f"the cited claim '{part.label}' is {claim.verdict}")
            if claim.setting is not None and not agree(claim.setting, self.setting, claim.equation, claim.hypotheses):
                why = f"the cited claim '{part.label}' was proved in a setting that gives its names another meaning"
                return Outcome(Verdict.UNDECIDED, "E312", why=why)
            group = self.setting.roles.group
            absent = sorted(reported(h, group) for h in claim.hypotheses if self._given(h) is None)
            if absent:
                why = f"the cited claim '{part.label}' rests on what is not assumed here: {', '.join(absent)}"
                return Outcome(Verdict.UNDECIDED, "E312", why=why)
        return None

    def _given(self, hypothesis: Hypothesis) -> frozenset[Hypothesis] | None:
        """The hypotheses here from which one of a cited claim follows; None where it does not."""
        if hypothesis in self.setting.hypotheses:
            return frozenset((hypothesis,))
        if not isinstance(hypothesis, Equation):
            return None
        taken = {var.name for var in self.setting.spoken_of(self.setting.hypotheses)} | set(self.setting.symbols)
        apart = {var: fresh(Var(f"{var.name}'", var.sort), taken) for var in hypothesis.variables}
        left, right = (substitute(side, apart) for side in (hypothesis.left, hypothesis.right))
        try:
            proof = self.prover.prove(left, right, everything(self.setting))
        except Undecidable:
            return None
        return None if proof is None else proof.hypotheses

    def _proved(self, left: Term, right: Term, proof: Proof) -> Outcome:
        groups, difference = self.unproved.confirmed(left, right, proof.hypotheses)
        return Outcome(
            Verdict.PROVED,
            reindexed=proof.reindexed,
            hypotheses=proof.hypotheses,
            groups=groups,
            disagreement=difference,
        )

    def _not_as_stated(self, left: Term, right: Term, reading: Reading, proof: Proof) -> Outcome:
        """True, but not for the reason given: say what it needed besides."""
        missing, definitions = self.unproved.besides(self.prover, left, right, reading.allowance, proof)
        if reading.cited and self._bad_citation(reading) is None:
            missing = self._beside_claims(left, right, reading) or missing
            definitions = tuple(part.name for part in missing if part.kind == "definition")
        return replace(
            self._proved(left, right, proof),
            verdict=Verdict.NOT_AS_STATED,
            code="E302",
            missing=missing,
            definitions=definitions,
        )

    def _beside_claims(self, left: Term, right: Term, reading: Reading) -> tuple[Missing, ...]:
        def follows(allowed: Allowance) -> bool:
            try:
                return self._follows(left, right, allowed, reading, brief=True) is not None
            except Undecidable:
                return False

        return needed_beside_claims(follows, left, right, reading.allowance, self.setting)

    def _without_proof(self, left: Term, right: Term, why: str) -> Outcome:
        """Never proved, unless the claim is about one group only, all of which was run."""
        outcome = self.unproved.outcome(left, right, why)
        if outcome.verdict == Verdict.CHECKED and self.setting.restricted is not None and decided(left):
            return replace(outcome, verdict=Verdict.PROVED, code="")
        if outcome.verdict not in (Verdict.REFUTED, Verdict.CHECKED, Verdict.UNDECIDED):
            raise ValueError(f"{outcome.verdict} without a proof")
        return outcome

    # --- inequations ------------------------------------------------------------------------------

    def inequation(self, left: Term, right: Term, unless: Comparison | None = None) -> Outcome:
        """Decide ``left \\neq right [unless C]``: in some model of the setting, for some values, they differ."""
        try:
            proof = self._follows(left, right, everything(self.setting))
        except Undecidable:
            proof = None
        if proof is not None:
            done = self._proved(left, right, proof)
            return replace(done, verdict=Verdict.REFUTED, code="E311")
        witness = self.unproved.witness(left, right, unless)
        if witness is None:
            return self.unproved.open("no model was found in which the sides differ")
        if unless is None:
            return Outcome(Verdict.PROVED, witness=witness)
        return self._under_exception(left, right, unless, witness)

    def _under_exception(self, left: Term, right: Term, unless: Comparison, witness: Witness) -> Outcome:
        if unless.relation != Relation.EQUAL:
            return self.unproved.open("an exception that is no equation lies outside the theory")
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


def _assumptions(allowed: Allowance) -> Iterator[Rule]:
    """The equations among the hypotheses allowed, in a fixed order."""
    for hypothesis in sorted(allowed.hypotheses, key=lambda h: h.name):
        if isinstance(hypothesis, Equation):
            equation = Comparison(Formula(hypothesis.left), Relation.EQUAL, Formula(hypothesis.right))
            yield equation, frozenset(hypothesis.variables), frozenset((hypothesis,))


def _assumed(equation: Comparison) -> Equation:
    """An equation of the text as a hypothesis, named as it is written."""
    left, right = equation.left, equation.right
    source = f"{left.source} = {right.source}" if left.source and right.source else ""
    return Equation(left.term, right.term, open_arguments(left.term, right.term), source)


__all__ = ["Cited", "Judge", "Outcome"]
