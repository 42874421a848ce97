"""Slips made in the corrected chains, and whether the line as it was comes back.

``python -m tests.checking.repairs [COUNT] [SEED]`` prints the table: for each kind of slip how many were
made, how often the original (up to what unfolding definitions equates) was proposed first, and among the
first three, and the seconds: of processor time, which other programs disturb least, and by the clock.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from symproof.checking.budget import Options
from symproof.checking.check import check_document, cited_claims
from symproof.checking.line import Line, Neighbour
from symproof.checking.prove import Allowance, Undecidable
from symproof.checking.repair import LineRepair, RepairBudget
from symproof.checking.step import Judge
from symproof.cli import NEW_OBJECTS
from symproof.reading.read import read_document
from symproof.terms import Term
from symproof.theory.document import Formula, Reason, Relation
from tests.mutation.cases import CORRECTED, Mutant, Subject, mutants

UNFOLDED = Allowance(None, frozenset(), frozenset())
DOCUMENTS = (
    "01-translation",
    "02-lifting",
    "03-group",
    "05-output-lora-lifting",
    "07-reindexing-group",
    "04-group-rc-layout",
)


@dataclass(frozen=True)
class Slip:
    """A line of a corrected chain with a slip, between its neighbours."""

    document: str
    kind: str
    line: Line
    original: Term
    judge: Judge


@dataclass(frozen=True)
class Result:
    slip: Slip
    rank: int  # of the original among the proposals, from 1; 0 where it is not among them
    proposals: int
    seconds: float  # of processor time
    elapsed: float
    candidates: int


def slips(count: int, seed: int = 1, documents: tuple[str, ...] = DOCUMENTS) -> list[Slip]:
    """So many slips, spread over documents, lines and kinds."""
    places = [place for name in documents for place in _places(name)]
    dice = random.Random(seed)
    queues = [_drawn(place, random.Random(f"{seed} {number}")) for number, place in enumerate(places)]
    dice.shuffle(queues)
    found: list[Slip] = []
    while queues and len(found) < count:
        for queue in list(queues):
            slip = next(queue, None)
            if slip is None:
                queues.remove(queue)
            elif len(found) < count:
                found.append(slip)
    return found


@dataclass(frozen=True)
class Between:
    """A line and its neighbours as they should be."""

    subject: Subject
    after: Neighbour | None
    judge: Judge


def _places(name: str) -> Iterator[Between]:
    document = read_document(CORRECTED / f"{name}.tex")
    cited = cited_claims(check_document(document, Options(general_only=True)))
    for proposition in document.propositions:
        judge = Judge(proposition.setting, Options(general_only=True), cited)
        for chain in proposition.chains:
            for step, onward in zip(chain.steps, [*chain.steps[1:], None], strict=True):
                if step.left is None or step.right is None or step.relation != Relation.EQUAL:
                    continue
                after = None
                if onward is not None and onward.right is not None and onward.relation == Relation.EQUAL:
                    after = Neighbour(onward.right.term, onward.reason)
                left, right = step.left.term, step.right.term
                subject = Subject(name, proposition.label, step.number, proposition.setting, left, right, step.reason)
                yield Between(subject, after, judge)


def _drawn(place: Between, dice: random.Random) -> Iterator[Slip]:
    """Slips of one line in turn of their kinds."""
    subject = place.subject
    pool = [
        m for m in mutants(subject) if m.right is not None and m.right != subject.right and m.reason is subject.reason
    ]
    kinds: dict[str, list[Mutant]] = {}
    for mutant in dice.sample(pool, len(pool)):
        kinds.setdefault(mutant.kind, []).append(mutant)
    names = dice.sample(sorted(kinds), len(kinds))
    while any(kinds.values()):
        for name in names:
            slip = next((s for s in map(place_slip(place), _popped(kinds[name])) if s is not None), None)
            if slip is not None:
                yield slip


def _popped(queue: list[Mutant]) -> Iterator[Mutant]:
    while queue:
        yield queue.pop()


def place_slip(place: Between):  # type: ignore[no-untyped-def]
    """From a mutant to the slip, if it breaks a step."""

    def made(mutant: Mutant) -> Slip | None:
        assert mutant.right is not None
        subject = place.subject
        line = Line(Formula(mutant.right), Neighbour(subject.left, subject.reason), place.after, subject.number)
        if _follows(line, mutant.right, place.judge):
            return None
        return Slip(subject.document, mutant.kind, line, subject.right, place.judge)

    return made


def _follows(line: Line, term: Term, judge: Judge) -> bool:
    before, after = line.before, line.after
    first = before is None or judge.follows(before.term, term, before.reason) is not None
    return first and (after is None or judge.follows(term, after.term, after.reason) is not None)


def tried(slip: Slip, budget: RepairBudget = RepairBudget()) -> Result:  # noqa: B008
    """Repair a slip and look for the original."""
    search = LineRepair(slip.line, slip.judge, budget)
    start, used = time.perf_counter(), time.process_time()
    repairs = search.repairs()
    elapsed, seconds = time.perf_counter() - start, time.process_time() - used
    rank = next((k for k, one in enumerate(repairs, start=1) if equated(slip, one.term)), 0)
    return Result(slip, rank, len(repairs), seconds, elapsed, search.told.candidates)


def equated(slip: Slip, term: Term) -> bool:
    """Is the line the original, up to what unfolding definitions equates?"""
    try:
        return slip.judge.prover.prove(term, slip.original, UNFOLDED) is not None
    except Undecidable:
        return False


def table(results: list[Result]) -> str:
    """The results by kind of slip."""
    lines = [f"{'slip':28}{'made':>6}{'first':>7}{'in three':>10}{'none':>6}{'median s':>10}{'most s':>8}{'<= 1 s':>8}"]
    kinds = sorted({result.slip.kind for result in results})
    for kind in [*kinds, ""]:
        some = [result for result in results if kind in ("", result.slip.kind)]
        times = [result.seconds for result in some]
        lines.append(
            f"{kind or 'all':28}{len(some):6}{sum(r.rank == 1 for r in some):7}{sum(0 < r.rank <= 3 for r in some):10}"
            f"{sum(not r.proposals for r in some):6}{statistics.median(times):10.2f}{max(times):8.2f}{sum(t <= 1 for t in times):8}"
        )
    clock = [result.elapsed for result in results]
    lines.append(f"by the clock: median {statistics.median(clock):.2f} s, most {max(clock):.2f} s, "
                 f"{sum(t <= 1 for t in clock)} of {len(clock)} within 1 s")  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    """Print the table, and each slip whose original does not come back."""
    from symproof.writing.text import text

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 120
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    gc.set_threshold(NEW_OBJECTS, 10, 10)  # as in the command
    results = [tried(slip) for slip in slips(count, seed)]
    print(table(results))
    for result in results:
        if not 0 < result.rank <= 3:
            slip = result.slip
            print(f"\n{slip.document}, line {slip.line.number}, {slip.kind}: {result.proposals} proposals")
            print(f"  was  {text(slip.original)}\n  is   {text(slip.line.term)}")


if __name__ == "__main__":
    main()


__all__ = ["Reason", "Result", "Slip", "equated", "slips", "table", "tried"]
