"""A slip that is carried through several lines: the same edit in a run of consecutive lines.

The first line of the run must follow from the line before it, each further one from the one before it in
the run, and the line behind the run, as it is written, from the last of the run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from symproof.checking.line import EditedLine, Line
from symproof.checking.places import Local
from symproof.checking.repair import LineRepair
from symproof.checking.report import Repair, Verdict
from symproof.checking.spread import Edit, made, occurrences
from symproof.checking.step import Judge
from symproof.terms import Term
from symproof.theory.document import Formula, Reason

TRIED = 12  # edits of the first line that are carried on, the best first
SINGLE = 4  # places at which the edit is tried one by one


@dataclass(frozen=True)
class Onward:
    """A line that comes later in the chain: the number and reason of its step; number 0 for the end of a claim."""

    formula: Formula
    reason: Reason
    number: int


def carried(search: LineRepair, found: Sequence[EditedLine], onward: Sequence[Onward]) -> Iterator[Repair]:
    """Of these edits of a line those that, made in lines that follow as well, let the chain go on as written."""
    for first in found[:TRIED]:
        run = _run(search.judge, first, onward)
        if run is not None and _confirmed(search, first, run, onward):
            pairs = zip(run, onward, strict=False)
            also = tuple(_repair(search, found, line) for found, line in pairs)
            yield replace(search.repair(first), onward=True, also=also)


def _run(judge: Judge, first: EditedLine, onward: Sequence[Onward]) -> list[Edit] | None:
    """The edits of the lines that follow, as few as will do; None where the slip cannot be carried so."""
    term, run = first.term, list[Edit]()
    for line in onward:
        if judge.follows(term, line.formula.term, line.reason) is not None:
            return run
        if not line.number:
            return None
        edits = _alike(first.edits[0], line.formula.term)
        edit = next((one for one in edits if judge.follows(term, one.term, line.reason) is not None), None)
        if edit is None:
            return None
        run.append(edit)
        term = edit.term
    return None


def _alike(edit: Edit, term: Term) -> Iterator[Edit]:
    """The same change in another line: wherever its old parts stand there, then at single places."""
    places = occurrences(term)
    pairs = dict.fromkeys((one.old, one.new) for one in edit.changes)
    found = [
        Local(edit.kind, path, old, new, one.rule)
        for one in edit.changes for old, new in [(one.old, one.new)] for path in places.get(old, ())
    ]  # fmt: skip
    everywhere = list({(one.path, one.new): one for one in found}.values())
    groups = [tuple(everywhere)] if everywhere and len({one.path for one in everywhere}) == len(everywhere) else []
    if len(pairs) == 1 and 1 < len(everywhere) <= SINGLE:
        groups += [(one,) for one in everywhere]
    for group in groups:
        new = made(term, group)
        if new is not None:
            yield new


def _confirmed(search: LineRepair, first: EditedLine, run: Sequence[Edit], onward: Sequence[Onward]) -> bool:
    """Do both tiers accept every step of the run, and the one behind it?"""
    line, terms = search.line, [first.term, *(edit.term for edit in run)]
    steps = [(line.before.term, first.term, line.before.reason)] if line.before is not None else []
    steps += [(terms[n], terms[n + 1], onward[n].reason) for n in range(len(run))]
    if len(run) < len(onward):
        behind = onward[len(run)]
        steps.append((terms[-1], behind.formula.term, behind.reason))
    return all(proved(search.judge, *step) for step in steps)


def proved(judge: Judge, left: Term, right: Term, reason: Reason) -> bool:
    """Is the step proved as stated, or taken for granted, and do the tiers agree?"""
    outcome = judge.equation(left, right, reason)
    return outcome.verdict in (Verdict.PROVED, Verdict.ASSUMED) and outcome.disagreement is None


def _repair(search: LineRepair, edit: Edit, line: Onward) -> Repair:
    other = LineRepair(Line(line.formula, None, None, line.number), search.judge, search.budget)
    return other.repair(EditedLine((edit,), edit.term, (), 0))


__all__ = ["Onward", "carried", "proved"]
