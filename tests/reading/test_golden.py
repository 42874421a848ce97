"""What a user sees for every broken document: ``SYMPROOF_GOLDEN=write pytest tests/reading`` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from symproof.checking.report import DocumentReport
from symproof.reading.read import read_document
from symproof.writing.findings import findings
from symproof.writing.terminal import finding_lines
from tests.reading.malformed import CASES, Broken

FOLDER = Path(__file__).parent / "golden"
WRITE = os.environ.get("SYMPROOF_GOLDEN") == "write"


def shown(case: Broken) -> str:
    """The findings about the text, as on a terminal of 80 columns without colours."""
    document = read_document("broken.tex", case.text)
    report = DocumentReport(document, (), document.diagnostics)
    told = ["\n".join(finding_lines(finding, report)) for finding in findings(report)]
    return "\n\n".join(told) + "\n"


def file_of(case: Broken) -> Path:
    return FOLDER / f"{case.name.replace(' ', '-')}.txt"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_message(case: Broken) -> None:
    text, path = shown(case), file_of(case)
    if WRITE:
        FOLDER.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
    assert all(len(line) <= 80 for line in text.splitlines())


def test_no_file_is_left_over() -> None:
    left = set(FOLDER.glob("*.txt")) - {file_of(case) for case in CASES}
    if WRITE:
        for path in left:
            path.unlink()
        left = set()
    assert not left
