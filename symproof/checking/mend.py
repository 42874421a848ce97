"""Which lines of a chain are to blame, and how each is repaired.

The line of a failing step comes first; then the line before it, if the steps around both are otherwise
sound; then an edit after which the next line has to change as well, and the search goes on there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from symproof.checking import naturals
from symproof.checking.budget import Options
from symproof.checking.repair import Line, LineRepair, Neighbour, RepairBudget, Tell, same_line
from symproof.checking.report import DocumentReport, PropositionReport, Repair, StepReport, Verdict
from symproof.checking.step import Cited, Judge
from symproof.theory.document import (
    ByAlgebra,
    Chain,
    Claim,
    Comparison,
    Formula,
    Reason,
    Relation,
    Step,
)

FAILING = (Verdict.REFUTED, Verdict.NOT_AS_STATED, Verdict.UNDECIDED)
LITERAL = Reason((ByAlgebra(),))


@dataclass(frozen=True)
class Wish:
    """What to repair, and how hard to try."""

    edits: int = 1
    step: int | None = None
    budget: RepairBudget = field(default_factory=RepairBudget)


def mended(
    report: DocumentReport, options: Options, cited: Mapping[str, Cited], wish: Wish, tell: Tell | None = None
) -> DocumentReport:
    """The report with the repairs of its failing steps. The budget ``repairs`` of the options holds."""
    wish = replace(wish, budget=replace(wish.budget, candidates=options.budgets.repairs))
    propositions = [
        Mending(found, Judge(found.proposition.setting, options, cited), wish, tell).report()
        for found in report.propositions
    ]
    return replace(report, propositions=tuple(propositions))


class Mending:
    """The repairs of one proposition."""

    def __init__(self, found: PropositionReport, judge: Judge, wish: Wish, tell: Tell | None = None):
        self.found, self.judge, self.wish, self.tell = found, judge, wish, tell
        self.of_step = {report.step.number: report for report in found.steps}

    def report(self) -> PropositionReport:
        """The report with repairs at its failing steps."""
        repairs: dict[int, tuple[Repair, ...]] = {}
        for chain in self.found.proposition.chains:
            repairs.update(self.chain(chain))
        steps = [replace(step, repairs=repairs.get(step.step.number, step.repairs)) for step in self.found.steps]
        return replace(self.found, steps=tuple(steps))

    def chain(self, chain: Chain) -> dict[int, tuple[Repair, ...]]:
        """The repairs of a chain by the number of the step that they mend."""
        lines = [chain.start, *(step.right for step in chain.steps)]
        changed: set[int] = set()  # lines after which the next one is still to be mended
        sound: set[int] = set()  # lines that are repaired and lead on
        repairs: dict[int, tuple[Repair, ...]] = {}
        for place, step in enumerate(chain.steps, start=1):
            if place - 1 in sound or not self._fails(step, lines, place, changed):
                continue
            found = self._of_step(chain, lines, place, changed)
            if not found:
                continue
            if self.wish.step in (None, step.number):
                repairs[step.number] = found
            best, at = found[0], place if found[0].line == step.number else place - 1
            lines[at] = Formula(best.term)
            (sound if best.onward else changed).add(at)
        return repairs

    def _fails(self, step: Step, lines: list[Formula | None], place: int, changed: set[int]) -> bool:
        left, right = lines[place - 1], lines[place]
        if step.relation != Relation.EQUAL or left is None or right is None or step.statement is not None:
            return False
        if naturals.applies(Comparison(left, step.relation, right)):
            return False
        if place - 1 in changed:
            return self.judge.follows(left.term, right.term, step.reason) is None
        if self.wish.step is not None and step.number > self.wish.step:
            return False
        return self.of_step[step.number].verdict in FAILING

    def _of_step(
        self, chain: Chain, lines: list[Formula | None], place: int, changed: set[int]
    ) -> tuple[Repair, ...]:
        this = self._line(chain, lines, place)
        whole = not self.of_step[chain.steps[place - 1].number].missing
        found = self._between(this, whole)
        if not found and place - 1 not in changed and self._may_blame(chain, place - 1):
            found = self._between(self._line(chain, lines, place - 1), whole)
        if not found and self._may_go_on(chain.steps[place - 1], changed, place) and this is not None:
            found = LineRepair(replace(this, after=None), self.judge, self.wish.budget, self.tell).repairs()
            found = tuple(replace(one, onward=this.after is None) for one in found)
        return found

    def _between(self, line: Line | None, copies: bool) -> tuple[Repair, ...]:
        """``copies``: may a line become the one beside it? Not where a step is short of a hypothesis."""
        if line is None:
            return ()
        return LineRepair(line, self.judge, self.wish.budget, self.tell, copies).repairs(self.wish.edits)

    def _may_blame(self, chain: Chain, place: int) -> bool:
        """Is the line before held by nothing but this step and one that follows as stated?"""
        if place == 0:
            return True
        return self.of_step[chain.steps[place - 1].number].verdict in (Verdict.PROVED, Verdict.ASSUMED)

    def _may_go_on(self, step: Step, changed: set[int], place: int) -> bool:
        """Is the line wrong in itself, rather than short of a hypothesis or a reason?"""
        report = self.of_step[step.number]
        return place - 1 in changed or (report.verdict != Verdict.NOT_AS_STATED and not report.missing)

    # --- lines with their neighbours ----------------------------------------------------------------

    def _line(self, chain: Chain, lines: list[Formula | None], place: int) -> Line | None:
        formula = lines[place]
        before = self._before(chain, lines, place)
        after = self._after(chain, lines, place)
        if formula is None or (before is None and after is None):
            return None
        number = chain.steps[place - 1].number if place else 0
        return Line(formula, before, after, number)

    def _before(self, chain: Chain, lines: list[Formula | None], place: int) -> Neighbour | None:
        if place == 0:
            return self._end(lines, -1)
        line, step = lines[place - 1], chain.steps[place - 1]
        return Neighbour(line.term, step.reason) if line is not None and step.relation == Relation.EQUAL else None

    def _after(self, chain: Chain, lines: list[Formula | None], place: int) -> Neighbour | None:
        if place == len(lines) - 1:
            return self._end(lines, 0)
        line, step = lines[place + 1], chain.steps[place]
        return Neighbour(line.term, step.reason) if line is not None and step.relation == Relation.EQUAL else None

    def _end(self, lines: list[Formula | None], other: int) -> Neighbour | None:
        """The side of a claim that this end of the chain stands for, where the other end stands for the other."""
        far = lines[other]
        if far is None:
            return None
        for claim in self.found.proposition.claims:
            for one, two in _sides(claim):
                if same_line(self.judge.prover, one.term, far.term):
                    return Neighbour(two.term, LITERAL)
        return None


def _sides(claim: Claim) -> Iterator[tuple[Formula, Formula]]:
    statement = claim.statement
    if isinstance(statement, Comparison) and statement.relation == Relation.EQUAL:
        yield statement.left, statement.right
        yield statement.right, statement.left


def settled(found: PropositionReport, step: StepReport) -> bool:
    """Does the step follow once the best repairs are made: its own, or that of the line before?"""
    mended_lines = {s.repairs[0].line for s in found.steps if s.repairs and s.repairs[0].onward}
    return bool(step.repairs) or step.step.number - 1 in mended_lines


__all__ = ["FAILING", "Mending", "Wish", "mended", "settled"]
