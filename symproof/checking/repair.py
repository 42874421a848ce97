"""The smallest edit of a line that makes a chain hold again.

A line is repaired between its neighbours: the edited line must follow from the line before, and the
next line from it, each for the reason that the author gives. Edits are sieved by values in one small
group, proved by normal forms, and confirmed by both tiers before anybody hears of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeAlias

from symproof.checking.line import EditedLine, Line, Neighbour, changes_between, moved_by
from symproof.checking.places import Local, shared, vocabulary, weight
from symproof.checking.prove import Allowance, Proof, Prover, Undecidable, substituted_sum
from symproof.checking.reasons import read_reason
from symproof.checking.report import Repair, Verdict
from symproof.checking.sieve import Sieve
from symproof.checking.spread import Edit, Places, Spread, distance, made, size
from symproof.checking.step import Judge
from symproof.checking.unfolding import unfolded
from symproof.terms import Term, alpha_equal, free_variables
from symproof.theory.document import (
    Assumed,
    Formula,
    Reason,
)
from symproof.theory.hypotheses import Commutative, Equation, reported
from symproof.theory.setting import Setting

Group: TypeAlias = tuple[Local, ...]
Version: TypeAlias = tuple[Group, Places]  # an edit, and what has other values after it
Least: TypeAlias = tuple[bool, int, int]  # no copy; how many hypotheses are used and sums moved at least
SMALL = 8  # two signs changed: larger edits need not be looked at where so small an one will do
LARGE = 1 << 30
MORE = 12  # edits that are tried after one that can hardly be beaten


@dataclass(frozen=True)
class RepairBudget:
    """What the search for a repair of one line may cost."""

    candidates: int = 30_000  # edited lines looked at
    survivors: int = 60  # of them, those that are tried to be proved
    shown: int = 3  # repairs confirmed by both tiers
    seconds: float = 20.0  # of processor time, a safety for one line
    first_edits: int = 32  # where two edits are wanted: those after which a second one is sought
    seconds_for_two: float = 120.0


@dataclass
class Told:
    """What a search has looked at, for those who want to know."""

    candidates: int = 0
    survivors: int = 0
    proved: int = 0
    apart: bool = False  # the lines on both sides differ in value
    exhausted: str = ""  # the budget that ran out


Tell = Callable[[int], None]


class LineRepair:
    """The search for repairs of one line."""

    def __init__(
        self,
        line: Line,
        judge: Judge,
        budget: RepairBudget,
        tell: Tell | None = None,
        copies: bool = True,
        brief: bool = False,
    ):
        self.line, self.judge, self.budget, self.told = line.shared(), judge, budget, Told()
        self.copies = copies  # may it become the line beside it?
        self.brief = brief  # only small edits
        self.tell = tell or (lambda count: None)
        line = self.line
        known = shared((line.term, *line.around, *self._substituted()))
        self.words, self.substituted = vocabulary(judge.setting, known), known[1 + len(line.around) :]
        self.deadline = time.process_time() + budget.seconds
        self._spread: dict[Term, Spread] = {}

    def repairs(self, edits: int = 1) -> tuple[Repair, ...]:
        """The best repairs, confirmed; those by two edits only where one does not do."""
        found = self.found(self.line)
        if not found and edits > 1:
            found = self._twice()
        return self.shown(found)

    def shown(self, found: Iterable[EditedLine]) -> tuple[Repair, ...]:
        """The first of them that both tiers accept."""
        return tuple(islice(self._confirmed(found), self.budget.shown))

    def _substituted(self) -> Iterator[Term]:
        """The lines around after what the reasons name, substitutions and definitions: their parts fit better."""
        setting = self.judge.setting
        for side in (self.line.before, self.line.after):
            if side is None:
                continue
            allowed = read_reason(side.reason, setting, side.term, self.line.term).allowance
            term = unfolded(side.term, setting, allowed.definitions)
            for var, image in allowed.substitutions.items():
                term = substituted_sum(term, {var: image}, setting) or term
            if term is not side.term:
                yield term

    # --- one edit ------------------------------------------------------------------------------

    def found(self, line: Line, whole: bool = False) -> list[EditedLine]:
        """The edited lines that are proved between the neighbours, the best first, equal ones once.

        The likely edits come first; where one of them can hardly be beaten, the others need no look,
        unless the whole search is wanted.
        """
        sieves, least = self._sieves(line), self._least(line)
        found: list[EditedLine] = []
        left = MORE if self.brief else self.budget.survivors
        for largest, versions in self._stages(line.term):
            edits = self._survivors(line, sieves, versions)[: max(left, SMALL)]
            left -= len(edits)
            found += self._all_proved(edits, line, least)
            if not whole and any(one.rank[:4] <= (*least, largest) for one in found):
                break
        self.told.proved += len(found)
        return _distinct(sorted(found, key=lambda one: one.rank), self.judge.setting)

    def _all_proved(self, edits: list[Edit], line: Line, least: Least) -> list[EditedLine]:
        """Those that are proved; after one that uses no more than it takes, only some more are tried."""
        found: list[EditedLine] = []
        more = MORE
        for edit in edits:
            one = self._proved((edit,), line)
            found += [one] if one is not None else []
            more -= any(one.rank[:3] <= least for one in found)
            if not more:
                break
        return found

    def _least(self, line: Line) -> Least:
        """The first numbers of the rank of an edit that uses no more than it takes to go from the line
        before to the next one.
        """
        used, moved = 0, 0
        if line.before is not None and line.after is not None:
            proof = self.judge.follows(line.before.term, line.after.term, Reason())
            used, moved = (len(proof.hypotheses), moved_by(proof)) if proof is not None else (0, 0)
        return False, used, moved

    def _stages(self, term: Term) -> Iterator[tuple[int, list[Version]]]:
        """The edits with the largest size among them: small ones, first those that put nothing in; all others."""
        large: list[Group] = []
        for inserting in (False, True):
            small: list[Group] = []
            for group in self._groups(term, inserting):
                (small if size(group) <= SMALL else large).append(group)
            yield SMALL, self._versions(term, small)
        if not self.brief:
            yield LARGE, self._versions(term, large)

    def _sieves(self, line: Line) -> list[tuple[Sieve, tuple[Term, ...]]]:
        """Those of the smallest group first."""
        functions, sides = self._functions(), self._sides(line)
        return [
            (Sieve(setting, (line.term, *terms), functions, quick), terms)
            for quick in (True, False) for setting, terms in sides
        ]  # fmt: skip

    def _survivors(
        self, line: Line, sieves: list[tuple[Sieve, tuple[Term, ...]]], versions: list[Version]
    ) -> list[Edit]:
        for sieve, sides in sieves:
            versions = self._sieved(sieve, line.term, sides, versions)
        passed = self._made(line.term, (group for group, _ in versions))
        self.told.survivors += len(passed)
        if len(passed) > self.budget.survivors:
            self.told.exhausted = "survivors"
        return _promising(passed, line, self.budget.survivors)

    def _versions(self, term: Term, groups: Iterable[Group]) -> list[Version]:
        lifts = [(group, self._spread_of(term).lifted(group)) for group in groups]
        return [(group, places) for group, places in lifts if places is not None]

    def _spread_of(self, term: Term) -> Spread:
        if term not in self._spread:
            self._spread[term] = Spread(term, self.words)
        return self._spread[term]

    def _sides(self, line: Line) -> list[tuple[Setting, tuple[Term, ...]]]:
        """The neighbours with the settings in which the line must equal them: hypotheses as the reasons say."""
        found: list[tuple[Setting, tuple[Term, ...]]] = []
        for side in (line.before, line.after):
            if side is not None and not _assumed(side.reason):
                setting = self._under(side, line.term)
                same = next((k for k, (other, _) in enumerate(found) if other.hypotheses == setting.hypotheses), None)
                if same is None:
                    found.append((setting, (side.term,)))
                else:
                    found[same] = setting, (*found[same][1], side.term)
        return found

    def _under(self, side: Neighbour, term: Term) -> Setting:
        setting = self.judge.setting
        reading = read_reason(side.reason, setting, side.term, term)
        if reading.open or reading.cited:
            return setting
        used = reading.allowance.hypotheses
        kept = [h for h in setting.hypotheses if h in used or isinstance(h, Equation | Commutative)]
        return replace(setting, hypotheses=tuple(kept))

    def _sieved(self, sieve: Sieve, term: Term, sides: tuple[Term, ...], versions: list[Version]) -> list[Version]:
        """Those edits after which the line may equal the sides."""
        known = [side for side in (sieve.values(side, keep=True) for side in sides) if side is not None]
        if not known or not versions:
            return versions
        if any(not sieve.same(known[0], other) for other in known):
            self.told.apart = True
            return []
        sieve.values(term, keep=True)
        passed = []
        for number in sieve.passing(term, [places for _, places in versions], known[0]):
            passed.append(number)
            if time.process_time() > self.deadline:
                self.told.exhausted = "seconds"
                break
        return [versions[number] for number in sorted(passed)]

    def _groups(self, term: Term, inserting: bool | None = None) -> Iterator[Group]:
        for group in self._spread_of(term).groups(inserting):
            late = time.process_time() > self.deadline
            if late or self.told.candidates >= self.budget.candidates:
                self.told.exhausted = "seconds" if late else "repairs"
                return
            self.told.candidates += 1
            if not self.told.candidates % 500:
                self.tell(self.told.candidates)
            yield group

    @staticmethod
    def _made(term: Term, groups: Iterable[Group]) -> list[Edit]:
        """The edited lines, each by the smallest edit that makes it."""
        kept: dict[Term, Edit] = {}
        for group in groups:
            edit = made(term, group)
            if edit is not None and (edit.term not in kept or _plainness(edit) < _plainness(kept[edit.term])):
                kept[edit.term] = edit
        return list(kept.values())

    def _functions(self) -> tuple[Term, ...]:
        """The functions that an edit may put in, where they can be given values."""
        lines = (self.line.term, *self.line.around)
        sorts = {var.sort for line in lines for var in free_variables(line)}
        return tuple(v for v in self.words.functions if v.sort in sorts)

    def _proved(self, edits: tuple[Edit, ...], line: Line) -> EditedLine | None:
        term = edits[-1].term
        copied = any(alpha_equal(term, side) for side in line.around)
        if copied and not self.copies:
            return None
        proofs = []
        for first, second, reason, _ in line.sides(term):
            proof = Proof() if _assumed(reason) else self.judge.follows(first, second, reason, brief=True)
            if proof is None:
                return None
            proofs.append(proof)
        return EditedLine(edits, term, tuple(proofs), line.closeness(term), copied)

    # --- two edits --------------------------------------------------------------------------------

    def _twice(self) -> list[EditedLine]:
        """Two edits: after each of those that bring the line closest to its neighbours, a second one."""
        self.deadline = time.process_time() + self.budget.seconds_for_two
        firsts = list(self._closest())
        for small in (True, False):
            found = [one for first in firsts for one in self._after(first, small)]
            if found:
                return _distinct(sorted(found, key=lambda one: one.rank), self.judge.setting)
        return []

    def _after(self, first: Edit, small: bool) -> Iterator[EditedLine]:
        """The second edits after a first one."""
        if time.process_time() > self.deadline:
            self.told.exhausted = "seconds_for_two"
            return
        line = replace(self.line, formula=Formula(first.term))
        self.told.candidates = 0
        sieves = self._sieves(line)
        for largest, versions in self._stages(line.term):
            seconds = self._survivors(line, sieves, versions) if (largest == SMALL) == small else []
            yield from (one for edit in seconds if (one := self._proved((first, edit), line)) is not None)

    def _closest(self) -> list[Edit]:
        """The edits after which less is left to be changed: those that leave least, and the smallest, in turn."""
        self.told.candidates = 0
        near = (*self.line.around, *self.substituted)
        before = min(distance(side, self.line.term) for side in near)
        edits = self._made(self.line.term, self._groups(self.line.term))
        scored = [(min(distance(side, edit.term) for side in near), edit.size, edit) for edit in edits]
        better = [one for one in scored if one[0] < before]
        closest = sorted(better, key=lambda one: one[:2])
        smallest = sorted(better, key=lambda one: (one[1], one[0]))
        turns = [one[2] for pair in zip(closest, smallest, strict=True) for one in pair]
        return list({edit.term: edit for edit in turns}.values())[: self.budget.first_edits]

    # --- confirmation -----------------------------------------------------------------------------

    def _confirmed(self, found: Iterable[EditedLine]) -> Iterator[Repair]:
        """Those that both tiers accept, as a verdict on each neighbouring step."""
        for one in found:
            outcomes = [self.judge.equation(*step[:3]) for step in self.line.sides(one.term)]
            if all(o.verdict in (Verdict.PROVED, Verdict.ASSUMED) and o.disagreement is None for o in outcomes):
                yield self.repair(one)

    def repair(self, found: EditedLine) -> Repair:
        """The record of an edited line."""
        group = self.judge.setting.roles.group
        names = sorted({reported(h, group) for proof in found.proofs for h in proof.hypotheses})
        changes = changes_between(self.line.formula, found)
        return Repair(
            self.line.number,
            tuple(dict.fromkeys(edit.kind for edit in found.edits)),
            changes,
            found.term,
            tuple(names),
            found.rank[2],
            found.size,
            True,
            self.line.formula.span,
        )


def _plainness(edit: Edit) -> tuple[int, bool, int]:
    """Of edits that make the same line the one to tell: a name rather than the part around it."""
    return edit.size, edit.kind == "part", sum(weight(one.old) + weight(one.new) for one in edit.changes)


def _promising(edits: list[Edit], line: Line, count: int) -> list[Edit]:
    """The small ones and those close to the lines around, in turn."""
    small = sorted(edits, key=lambda edit: (edit.size, line.closeness(edit.term)))
    close = sorted(edits, key=lambda edit: (line.closeness(edit.term), edit.size)) if len(edits) > count else []
    turns = [edit for pair in zip(small, close, strict=False) for edit in pair] or small
    return list({edit.term: edit for edit in turns}.values())[:count]


def _assumed(reason: Reason) -> bool:
    return any(isinstance(part, Assumed) for part in reason.parts)


LITERALLY = Allowance(frozenset(), frozenset(), frozenset())


def _distinct(found: list[EditedLine], setting: Setting) -> list[EditedLine]:
    """Of lines that algebra equates, the first."""
    prover, kept = Prover(setting), list[EditedLine]()
    for one in found:
        if not any(same_line(prover, one.term, other.term) for other in kept):
            kept.append(one)
    return kept


def same_line(prover: Prover, one: Term, other: Term) -> bool:
    """Are the terms equal by algebra alone, with no definition unfolded?"""
    try:
        return prover.prove(one, other, LITERALLY) is not None
    except Undecidable:
        return alpha_equal(one, other)


__all__ = ["LineRepair", "RepairBudget", "Tell", "Told", "same_line"]
