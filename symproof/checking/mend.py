"""Which lines of a chain are to blame, and how each is repaired.

The line of a failing step comes first; then the line before it, if the steps around both are otherwise
sound. Where neither can be mended as the setting is, the hypotheses that the claim and the other steps lack
are stated besides. Then edits are carried on: the same one in the lines that follow, or at least one after
which the search goes on in the next line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from symproof.checking import naturals
from symproof.checking.budget import Options
from symproof.checking.carry import Onward, carried, proved
from symproof.checking.line import Line, Neighbour, moved_by
from symproof.checking.longer_reasons import completed
from symproof.checking.missing import named
from symproof.checking.repair import LineRepair, RepairBudget, Tell, Told, same_line
from symproof.checking.report import (
    ClaimReport,
    DocumentReport,
    Missing,
    PropositionReport,
    Repair,
    Searched,
    StepReport,
    Verdict,
)
from symproof.checking.step import Cited, Judge
from symproof.terms import Term
from symproof.theory.document import (
    Assumed,
    ByAlgebra,
    ByHypothesis,
    Chain,
    Claim,
    Comparison,
    Formula,
    Reason,
    Relation,
    Step,
)
from symproof.theory.hypotheses import Hypothesis, reported

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
    """The repairs of one proposition.

    ``extra``: the hypotheses, not in the setting, under which its claims and steps would hold as far as
    they do; ``wide`` judges with them.
    """

    def __init__(self, found: PropositionReport, judge: Judge, wish: Wish, tell: Tell | None = None):
        self.found, self.judge, self.wish, self.tell = found, judge, wish, tell
        self.of_step = {report.step.number: report for report in found.steps}
        self.needed = frozenset(one.name for claim in found.claims for one in _lacking(claim))
        self.extra = _hypotheses(found)
        wider = judge.setting.assuming(*self.extra)
        self.wide = Judge(wider, judge.options, judge.cited) if self.extra else None
        self.told: list[Told] = []  # of the searches for one step
        self.own: list[Told] = []  # of those of them between the neighbours of its own line

    def report(self) -> PropositionReport:
        """The report with repairs at its failing steps, and what was looked at where there are none."""
        repairs: dict[int, tuple[Repair, ...]] = {}
        searched: dict[int, Searched] = {}
        for chain in self.found.proposition.chains:
            if self.wish.step is None or any(step.number == self.wish.step for step in chain.steps):
                self.chain(chain, repairs, searched)
        steps = [
            replace(step, repairs=repairs.get(number, step.repairs), searched=searched.get(number))
            for step in self.found.steps for number in [step.step.number]
        ]  # fmt: skip
        return replace(self.found, steps=tuple(steps))

    def chain(self, chain: Chain, repairs: dict[int, tuple[Repair, ...]], searched: dict[int, Searched]) -> None:
        """Add the repairs of a chain by the number of the step that they mend, and the searches in vain."""
        lines = [chain.start, *(step.right for step in chain.steps)]
        printed = list(lines)
        at = {0: 0} | {step.number: place for place, step in enumerate(chain.steps, start=1)}
        changed: set[int] = set()  # lines after which the next one is still to be mended
        sound: set[int] = set()  # lines that are repaired and lead on
        for place, step in enumerate(chain.steps, start=1):
            if place - 1 in sound or not self._fails(step, lines, place, changed):
                continue
            self.told, self.own = [], []
            found = self._of_step(chain, lines, place, changed)
            if not found and self.of_step[step.number].verdict == Verdict.NOT_AS_STATED:
                found = self._stated(step, printed, place)
            if self.wish.step in (None, step.number):
                if found:
                    repairs[step.number] = found
                else:
                    searched[step.number] = self._searched()
            for one in (found[0], *found[0].also) if found and found[0].changes else ():
                lines[at[one.line]] = Formula(one.term)
                (sound if found[0].onward else changed).add(at[one.line])

    def _fails(self, step: Step, lines: list[Formula | None], place: int, changed: set[int]) -> bool:
        left, right = lines[place - 1], lines[place]
        if step.relation != Relation.EQUAL or left is None or right is None or step.statement is not None:
            return False
        if self._counted(step, left, right):
            return False
        if place - 1 in changed:
            return self.judge.follows(left.term, right.term, step.reason) is None
        if self.wish.step is not None and step.number > self.wish.step:
            return False
        return self.of_step[step.number].verdict in FAILING

    def _counted(self, step: Step, left: Formula, right: Formula) -> bool:
        """Is it a step between numbers of parameters?"""
        return naturals.written_out(Comparison(left, step.relation, right), self.judge.setting) is not None

    def _of_step(self, chain: Chain, lines: list[Formula | None], place: int, changed: set[int]) -> tuple[Repair, ...]:
        """Edits between the neighbours, or the hypothesis stated; then both; then edits that are carried on."""
        step = chain.steps[place - 1]
        stated = self._stated(step, lines, place)
        found = self._beside(chain, lines, place, changed, self.judge, brief=bool(stated and not stated[0].assumed))
        false = self.of_step[step.number].verdict == Verdict.REFUTED
        if not found and false and self._short(line := self._line(chain, lines, place)):
            found = self._between(line, True, self.judge, opened=True)
        if stated:
            return (*stated, *found)[: self.wish.budget.shown] if self._first(stated[0], found) else (*found, *stated)
        if not found and self.wide is not None:
            found = self._beside(chain, lines, place, changed, self.wide)
            found = found or self._between(self._line(chain, lines, place), True, self.wide, opened=True)
        if not found and self._may_go_on(step, changed, place):
            found = self._carried(chain, lines, place)
        return found

    def _first(self, stated: Repair, found: Sequence[Repair]) -> bool:
        """Is a hypothesis that the claim needs anyhow, or a longer reason, more than any edit of a line would do?"""
        if stated.assumed:
            return {one.name for one in stated.assumed} <= self.needed
        return not found or (len(stated.hypotheses), stated.moved) <= (len(found[0].hypotheses), found[0].moved)

    def _short(self, line: Line | None) -> bool:
        """Do the reasons on both sides of a line, taken together, name too little for what leads past it?"""
        if line is None or line.before is None or line.after is None or not line.before.reason.parts:
            return False
        both = Reason((*line.before.reason.parts, *line.after.reason.parts))
        done = completed(self.judge, line.before.term, line.after.term, both)
        return done is not None and any(one.kind == "hypothesis" for one in done[1])

    def _searched(self) -> Searched:
        """All searches for one step together."""
        exhausted = next((one.exhausted for one in self.told if one.exhausted), "")
        apart = bool(self.own) and all(one.apart for one in self.own)
        return Searched(sum(one.candidates for one in self.told), apart, exhausted)

    def _beside(
        self,
        chain: Chain,
        lines: list[Formula | None],
        place: int,
        changed: set[int],
        judge: Judge,
        brief: bool = False,
    ) -> tuple[Repair, ...]:
        """Edits of the line, else of the line before, that both neighbours agree with; ``brief``: small ones."""
        whole = judge is self.wide or not self.of_step[chain.steps[place - 1].number].missing
        found = self._between(self._line(chain, lines, place), whole, judge, brief=brief)
        self.own += self.told[-1:]
        if not found and place - 1 not in changed and self._may_blame(chain, place - 1):
            found = self._between(self._line(chain, lines, place - 1), whole, judge, brief=brief)
        return found

    def _between(
        self, line: Line | None, copies: bool, judge: Judge, opened: bool = False, brief: bool = False
    ) -> tuple[Repair, ...]:
        """``copies``: may a line become the one beside it? Not where a step is short of a hypothesis.

        ``opened``: the reasons of the steps may name more than they do; what, is said.
        """
        if line is None:
            return ()
        widened = self._widened(line, opened) if opened or judge is self.wide else line
        search = LineRepair(widened, judge, self.wish.budget, self.tell, copies, brief)
        self.told.append(search.told)
        repairs = (self._stating(one, line.sides(one.term)) for one in search.repairs(self.wish.edits))
        return tuple(one for one in repairs if one is not None)

    def _widened(self, line: Line, opened: bool) -> Line:
        """Where hypotheses are stated, the reasons may name them, or anything at all."""

        def wider(side: Neighbour | None) -> Neighbour | None:
            if side is None or not (side.step and side.reason.parts) or _assumed(side.reason):
                return side
            longer = replace(side.reason, parts=(*side.reason.parts, ByHypothesis(self.extra)))
            return replace(side, reason=Reason() if opened else longer)

        return replace(line, before=wider(line.before), after=wider(line.after))

    def _name(self, hypothesis: Hypothesis) -> str:
        return reported(hypothesis, self.judge.setting.roles.group)

    def _stating(self, repair: Repair, steps: Sequence[tuple[Term, Term, Reason, int]] = ()) -> Repair | None:
        """The repair with those of its hypotheses that have to be stated, and with what reasons have to name.

        None where no words in a reason would do, or the tiers do not agree.
        """
        assumed = tuple(named(h, self.judge.setting) for h in self.extra if self._name(h) in repair.hypotheses)
        judge = self.wide if assumed and self.wide is not None else self.judge
        reasons = []
        for left, right, reason, number in (one for one in steps if one[3]):
            done = (reason, ()) if _assumed(reason) else completed(judge, left, right, reason)
            if done is None or (done[1] and not proved(judge, left, right, done[0])):
                return None
            reasons += [(number, done[1])] if done[1] else []
        return replace(repair, assumed=assumed, reasons=tuple(reasons))

    def _stated(self, step: Step, lines: list[Formula | None], place: int) -> tuple[Repair, ...]:
        """What has to be stated, or named in the reason, where the step follows then."""
        left, right, judge = lines[place - 1], lines[place], self.wide or self.judge
        if left is None or right is None or self._counted(step, left, right):
            return ()
        done = completed(judge, left.term, right.term, step.reason)
        proof = judge.follows(left.term, right.term, done[0]) if done is not None else None
        if done is None or proof is None or not proved(judge, left.term, right.term, done[0]):
            return ()
        names = tuple(sorted(map(self._name, proof.hypotheses)))
        bare = Repair(step.number, ("hypothesis",), (), right.term, names, moved_by(proof), span=right.span)
        stated = self._stating(bare, [(left.term, right.term, step.reason, step.number)])
        if stated is None or not (stated.assumed or stated.reasons):
            return ()
        return (stated if stated.assumed else replace(stated, kinds=("reason",)),)

    def _carried(self, chain: Chain, lines: list[Formula | None], place: int) -> tuple[Repair, ...]:
        """Edits that only the line before agrees with: made in the lines that follow too, or to be gone on from."""
        for judge in (self.judge, self.wide):
            line = self._line(chain, lines, place)
            if judge is None or line is None or line.before is None:
                continue
            search = LineRepair(replace(line, after=None), judge, self.wish.budget, self.tell)
            self.told.append(search.told)
            found = search.found(search.line, whole=True)
            runs = islice(carried(search, found, self._onward(chain, lines, place)), self.wish.budget.shown)
            repairs = tuple(runs) or tuple(replace(one, onward=line.after is None) for one in search.shown(found))
            if repairs:
                return tuple(one for one in map(self._stating, repairs) if one is not None)
        return ()

    def _onward(self, chain: Chain, lines: list[Formula | None], place: int) -> list[Onward]:
        """The lines that follow, as long as they are equal and can be read, and the end that they should reach."""
        onward: list[Onward] = []
        for step, formula in zip(chain.steps[place:], lines[place + 1 :], strict=True):
            if formula is None or step.relation != Relation.EQUAL:
                return onward
            onward.append(Onward(formula, step.reason, step.number))
        end = self._end(chain, lines, 0)
        return [*onward, Onward(Formula(end.term), end.reason, 0)] if end is not None else onward

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
            return self._end(chain, lines, -1)
        line, step = lines[place - 1], chain.steps[place - 1]
        return _neighbour(line, step)

    def _after(self, chain: Chain, lines: list[Formula | None], place: int) -> Neighbour | None:
        if place == len(lines) - 1:
            return self._end(chain, lines, 0)
        line, step = lines[place + 1], chain.steps[place]
        return _neighbour(line, step)

    def _end(self, chain: Chain, lines: list[Formula | None], other: int) -> Neighbour | None:
        """The side of a claim that this end of the chain stands for, where the other end stands for the other.

        None where another chain leads there: this one need not.
        """
        far = lines[other]
        if far is None:
            return None
        for claim in self.found.proposition.claims:
            for one, two in _sides(claim):
                if same_line(self.judge.prover, one.term, far.term) and not self._reached(two.term, chain):
                    return Neighbour(two.term, LITERAL)
        return None

    def _reached(self, side: Term, but: Chain) -> bool:
        """Is this side of a claim an end of another chain?"""
        others = [chain for chain in self.found.proposition.chains if chain is not but]
        ends = [end for chain in others for end in (chain.start, chain.steps[-1].right if chain.steps else None)]
        return any(same_line(self.judge.prover, side, end.term) for end in ends if end is not None)


def _neighbour(line: Formula | None, step: Step) -> Neighbour | None:
    """The line at the other end of a step, where the step is an equation."""
    joined = line is not None and step.relation == Relation.EQUAL
    return Neighbour(line.term, step.reason, step.number) if line is not None and joined else None


def _assumed(reason: Reason) -> bool:
    return any(isinstance(part, Assumed) for part in reason.parts)


def _sides(claim: Claim) -> Iterator[tuple[Formula, Formula]]:
    statement = claim.statement
    if isinstance(statement, Comparison) and statement.relation == Relation.EQUAL:
        yield statement.left, statement.right
        yield statement.right, statement.left


def settled(found: PropositionReport, step: StepReport) -> bool:
    """Does the step follow once the best repairs are made: its own, or that of the line before?"""
    if step.repairs:
        return True
    before = [s for s in found.steps if s.step.number < step.step.number and s.step.chain == step.step.chain]
    lines = {line for s in before for one in s.repairs[:1] if one.onward for line in one.lines}
    return step.step.number - 1 in lines


def claimed(found: PropositionReport) -> bool:
    """Do the claims that fail hold under the hypotheses that the best repairs state?"""
    stated = {one.name for repair in _best(found) for one in repair.assumed}
    failing = [claim for claim in found.claims if claim.verdict in FAILING]
    return all(_lacking(claim) and {one.name for one in _lacking(claim)} <= stated for claim in failing)


def _best(found: PropositionReport) -> list[Repair]:
    return [step.repairs[0] for step in found.steps if step.repairs]


def _lacking(found: StepReport | ClaimReport) -> list[Missing]:
    """The hypotheses under which what is refuted would hold."""
    return [one for one in found.missing if one.kind == "hypothesis"] if found.verdict is Verdict.REFUTED else []


def _hypotheses(found: PropositionReport) -> tuple[Hypothesis, ...]:
    """What the claims and the failing steps lack."""
    judged: list[ClaimReport | StepReport] = [*found.claims, *found.steps]
    lacking = (lack.hypothesis for one in judged for lack in _lacking(one))
    return tuple(dict.fromkeys(h for h in lacking if h is not None))


__all__ = ["FAILING", "Mending", "Wish", "claimed", "mended", "settled"]
