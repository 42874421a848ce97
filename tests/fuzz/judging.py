"""Read one document within a time limit, print what was found, and say what is wrong with that."""

from __future__ import annotations

import json
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from symproof.checking.report import (
    ClaimReport,
    DocumentReport,
    ProofStatus,
    PropositionReport,
    Report,
    StepReport,
    Verdict,
)
from symproof.reading.files import decoded
from symproof.reading.read import read_document
from symproof.theory.document import Document, Proposition
from symproof.theory.span import NOWHERE, Span
from symproof.writing.json import to_json
from symproof.writing.terminal import full

SECONDS = 2.0  # of this process's own time, for one document
PLACELESS = ("E114", "E115")  # what a whole file lacks or is


class Hang(BaseException):
    """The time is over; not an Exception, so that nothing on the way takes it for one."""


@dataclass(frozen=True)
class Outcome:
    """``wrong``: nothing, or what failed; ``codes``: of the diagnostics."""

    codes: tuple[str, ...] = ()
    wrong: str = ""
    detail: str = ""


@contextmanager
def _limited() -> Iterator[None]:
    def over(_signal: int, _frame: FrameType | None) -> None:
        raise Hang

    before = signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def judged(path: Path, text: str | None = None) -> Outcome:
    """Read the file (or the text in its place) and print the report."""
    try:
        with _limited():
            document = read_document(path, text)
            report = unjudged(document)
            terminal, data = full(report), to_json(report)
    except Hang:
        return Outcome(wrong="hang", detail=_innermost(path, text))
    except Exception:
        return Outcome(wrong="traceback", detail=traceback.format_exc(limit=-6))
    codes = tuple(sorted({found.code for found in document.diagnostics}))
    problem = next(_problems(document, path, terminal, data), "")
    return Outcome(codes, problem and "report", problem)


def _innermost(path: Path, text: str | None) -> str:
    size = len(text) if text is not None else path.stat().st_size
    return f"more than {SECONDS:g} s for {size} characters"


def unjudged(document: Document) -> Report:
    """A report with nothing decided, so that the reader and the printers are tried alone."""
    propositions = tuple(_unjudged(proposition) for proposition in document.propositions)
    return Report((DocumentReport(document, propositions, document.diagnostics),), general_only=True)


def _unjudged(proposition: Proposition) -> PropositionReport:
    open_, why = Verdict.UNDECIDED, "not judged"
    claims = tuple(ClaimReport(claim, open_, "E305", why=why) for claim in proposition.claims)
    steps = tuple(
        StepReport(step, open_, "E305", why=why, place=step.span)
        if step.statement is not None or (step.left is not None and step.right is not None)
        else StepReport(step, Verdict.MALFORMED, "E307", place=step.span)
        for chain in proposition.chains
        for step in chain.steps
    )
    return PropositionReport(proposition, open_, ProofStatus.GAP if steps else ProofStatus.NONE, claims, steps)


def _problems(document: Document, path: Path, terminal: str, data: str) -> Iterator[str]:
    """What a user would see that must not be."""
    rows = _Rows(path, document.source)
    for found in document.diagnostics:
        whole = found.code in PLACELESS or found.facts.get("what") == "no text"  # of the file as such
        if found.span == NOWHERE and not whole:
            yield f"{found.code} without a place"
        for span in (found.span, *(span for span, _ in found.related)):
            if not rows.hold(span):
                yield f"{found.code} at {span}, outside the text"
    for proposition in document.propositions:
        for span in _spans(proposition):
            if not rows.hold(span):
                yield f"a formula at {span}, outside the text"
    if any(character < " " and character != "\n" for character in terminal):
        yield "a control character on the terminal"
    if not json.loads(data)["documents"]:
        yield "no document in the JSON report"


def _spans(proposition: Proposition) -> Iterator[Span]:
    yield proposition.span
    yield from (claim.span for claim in proposition.claims)
    for chain in proposition.chains:
        for step in chain.steps:
            yield step.span
            for formula in (step.left, step.right):
                if formula is not None:
                    yield from formula.places.values()


class _Rows:
    """The lines of the document and of the files that it takes in."""

    def __init__(self, path: Path, source: str):
        self.folder = path.parent
        self.lengths = {"": [len(line) for line in source.split("\n")]}

    def hold(self, span: Span) -> bool:
        """Does the span lie inside its text, with its end not before its start?"""
        if span.path not in self.lengths:
            text = decoded((self.folder / span.path).read_bytes())[0]
            self.lengths[span.path] = [len(line) for line in text.split("\n")]
        lengths = self.lengths[span.path]
        ordered = (span.line, span.column) <= (span.end_line, span.end_column)
        ends = ((span.line, span.column), (span.end_line, span.end_column))
        return ordered and all(
            1 <= line <= len(lengths) and 1 <= column <= lengths[line - 1] + 1 for line, column in ends
        )
