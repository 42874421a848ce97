"""The first repair of a printed slip: each line of the printed papers that ``fix`` mends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from symproof.checking.budget import Options
from symproof.checking.check import check_document, cited_claims
from symproof.checking.mend import FAILING, Wish, mended
from symproof.checking.report import DocumentReport, Repair
from symproof.reading.read import read_document
from tests.benchmarks.rows import Check, Row
from tests.benchmarks.timing import TOP, best_of

PRINTED = TOP / "proofs" / "printed"
GENERAL = Options(general_only=True)
Slip = tuple[str, str, int]  # document, proposition, step


@cache
def report(name: str) -> DocumentReport:
    return check_document(read_document(str(PRINTED / name)), GENERAL)


def slips() -> Iterator[Slip]:
    """The readable steps that fail."""
    for path in sorted(PRINTED.glob("*/*.tex")):
        name = str(path.relative_to(PRINTED))
        for found in report(name).propositions:
            for step in found.steps:
                if step.verdict in FAILING:
                    yield name, found.proposition.label, step.step.number


def repairs(slip: Slip) -> tuple[Repair, ...]:
    name, label, number = slip
    whole = report(name)
    own = tuple(found for found in whole.propositions if found.proposition.label == label)
    done = mended(DocumentReport(whole.document, own), GENERAL, cited_claims(whole), Wish(step=number))
    return next(step.repairs for step in done.propositions[0].steps if step.step.number == number)


def rows() -> Iterator[Row]:
    for slip in slips():
        work: Callable[[], object] = partial(repairs, slip)
        found = "repaired" if work() else "no single edit"
        name, label, number = slip
        words = f"fix {name.removesuffix('.tex')}::{label}, step {number}: {found}"
        yield Row(words, best_of(work, seconds=0.0, least=1), at_most=1.0)


def checks() -> Iterator[Check]:
    yield "some slips of the printed papers are mended by one edit", lambda: any(map(repairs, slips()))
