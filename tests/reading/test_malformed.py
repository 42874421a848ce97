"""Every broken document gets its own code at its own place, and no exception."""

from __future__ import annotations

import pytest

from symproof.reading.document_codes import DOCUMENT_CODES
from symproof.reading.formula_codes import CODES
from symproof.reading.read import read_document
from tests.reading.malformed import CASES, Broken


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_code_and_place(case: Broken) -> None:
    found = read_document("broken.tex", case.text).diagnostics
    places = [(d.code, d.span.line, d.span.column) for d in found]
    assert (case.code, *case.place) in places, places


def test_there_are_many_kinds() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60


def test_every_code_is_met() -> None:
    elsewhere = {"E111", "E114", "E121", "E129"}  # several files, limits: test_files, test_read
    assert {*CODES, *DOCUMENT_CODES} - {case.code for case in CASES} == elsewhere
