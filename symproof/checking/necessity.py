"""Which hypotheses a theorem needs: each that it uses is left out in turn, and a counterexample is looked for.

Hypotheses that nobody stated, and under which a false claim would hold, are treated alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from symproof.checking.budget import Options
from symproof.checking.check import PropositionCheck
from symproof.checking.report import ClaimReport, PropositionReport, Verdict, Witness
from symproof.checking.step import Cited
from symproof.theory.document import Comparison, Relation
from symproof.theory.hypotheses import Hypothesis, reported
from symproof.theory.setting import Setting


class Standing(StrEnum):
    """What becomes of the claims of a theorem without a hypothesis."""

    NECESSARY = "necessary"  # one is refuted: the witness meets all the others
    SPARE = "spare"  # they are proved all the same
    OPEN = "open"  # neither was found


@dataclass(frozen=True)
class Need:
    """A hypothesis that a theorem uses. ``stated`` is false for one that the document does not hold.

    ``steps``: numbers of the steps that use it; ``claim``: the number of the claim that the witness refutes, from 1.
    """

    hypothesis: Hypothesis
    standing: Standing
    stated: bool = True
    steps: tuple[int, ...] = ()
    claim: int | None = None
    witness: Witness | None = None
    why: str = ""


@dataclass(frozen=True)
class Needs:
    """The hypotheses of one theorem: those used, and those stated that nothing uses."""

    found: PropositionReport
    used: tuple[Need, ...]
    unused: tuple[Hypothesis, ...]


def needs(found: PropositionReport, options: Options, cited: Mapping[str, Cited]) -> Needs:
    """Leave out each hypothesis of a judged proposition."""
    return _Leaving(found, replace(options, general_only=True), dict(cited)).needs()


class _Leaving:
    def __init__(self, found: PropositionReport, options: Options, cited: dict[str, Cited]):
        self.found, self.options, self.cited = found, options, cited
        self.setting = found.proposition.setting

    def needs(self) -> Needs:
        stated, group = self.setting.hypotheses, self.setting.roles.group
        by_claims = {name for claim in self.found.claims for name in claim.hypotheses}
        steps = self.found.steps
        by_steps = {h: tuple(s.step.number for s in steps if reported(h, group) in s.hypotheses) for h in stated}
        used = [self._stated(h, by_steps[h]) for h in stated if reported(h, group) in by_claims or by_steps[h]]
        used += [need for claim in self.found.claims for need in self._unstated(claim)]
        unused = tuple(h for h in stated if reported(h, group) not in by_claims and not by_steps[h])
        return Needs(self.found, tuple(dict.fromkeys(used)), unused)

    def _stated(self, hypothesis: Hypothesis, steps: tuple[int, ...]) -> Need:
        others = tuple(h for h in self.setting.hypotheses if h != hypothesis)
        return self._without(hypothesis, replace(self.setting, hypotheses=others), True, steps)

    def _unstated(self, claim: ClaimReport) -> list[Need]:
        """Those that the document does not state, and with which a claim that is refuted would hold."""
        statement = claim.claim.statement
        if not isinstance(statement, Comparison) or statement.relation != Relation.EQUAL:
            return []
        extra = [one.hypothesis for one in claim.missing if one.hypothesis is not None]
        return [
            self._without(h, self.setting.assuming(*(other for other in extra if other != h)), False, ()) for h in extra
        ]

    def _without(self, hypothesis: Hypothesis, setting: Setting, stated: bool, steps: tuple[int, ...]) -> Need:
        proposition = replace(self.found.proposition, setting=setting)
        check = PropositionCheck(proposition, self.options, self.cited)
        standing, why = Standing.SPARE, ""
        for number, claim in enumerate(proposition.claims, start=1):
            outcome = check.claim(claim)
            if outcome.verdict is Verdict.REFUTED and outcome.witness is not None:
                return Need(hypothesis, Standing.NECESSARY, stated, steps, number, outcome.witness)
            if outcome.verdict is not Verdict.PROVED:
                standing, why = Standing.OPEN, outcome.why
        return Need(hypothesis, standing, stated, steps, why=why)


__all__ = ["Need", "Needs", "Standing", "needs"]
