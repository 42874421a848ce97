"""The command line with a reader and a checker made of paper: what a document says is its verdicts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from symproof import cli
from symproof.checking.report import DocumentReport, ProofStatus, Verdict
from symproof.theory.document import Document
from tests.writing.reports import GROUPS, SOURCE, document, proposition, step


def read_document(path: str) -> Document:
    """``% a: proved refuted`` is a proposition ``a`` with two steps of these verdicts."""
    return _report(path).document


def check_document(found: Document, options: object) -> DocumentReport:
    report = _report(found.path)
    only = getattr(options, "only", ())
    chosen = tuple(p for p in report.propositions if not only or p.proposition.label in only)
    if "% internal" in Path(found.path).read_text():
        raise RuntimeError("something \x1b[31m went\nwrong")
    if "% interrupt" in Path(found.path).read_text():
        raise KeyboardInterrupt
    return DocumentReport(report.document, chosen, report.diagnostics)


def _report(path: str) -> DocumentReport:
    source = Path(path).read_text()
    found = []
    for label, words in re.findall(r"^% ([\w-]+): (.*)$", source, flags=re.MULTILINE):
        verdicts = [Verdict(word) for word in words.split()]
        steps = [step(number, verdict, groups=GROUPS) for number, verdict in enumerate(verdicts, start=1)]
        wrong = Verdict.REFUTED in verdicts
        found.append(proposition(*steps, label=label, proof=ProofStatus.WRONG if wrong else ProofStatus.FOLLOWS))
    return document(*found, path=path, source=SOURCE)


@dataclass
class Result:
    code: int
    out: str
    err: str


@pytest.fixture
def symproof(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Callable[..., Result]]:
    """Run a command in an empty folder."""
    from symproof.commands import listing, verify

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(verify, "read_document", read_document)
    monkeypatch.setattr(verify, "check_document", check_document)
    monkeypatch.setattr(listing, "read_document", read_document)

    def run(*arguments: str) -> Result:
        code = cli.run(arguments)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    yield run


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Write a document; its verdicts as in ``read_document``."""

    def make(name: str, *lines: str, whole: bool = True) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(["\\begin{document}" if whole else "", *lines, ""]))
        return name

    return make
