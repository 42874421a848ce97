from __future__ import annotations

import pytest

from symproof.reading.document_codes import DOCUMENT_CODES
from symproof.reading.formula_codes import CODES
from symproof.writing.codes import codes_with_pages, is_code, near, page, titles
from symproof.writing.reader_words import WORDS

SECTIONS = ["## What it means", "## Example", "## What to do"]


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert set(codes_with_pages()) == set(titles())


def test_every_code_of_the_reader_has_words() -> None:
    assert set(WORDS) == {*CODES, *DOCUMENT_CODES, "W301", "W302", "W303"}


@pytest.mark.parametrize("code", codes_with_pages())
def test_pages_have_fixed_sections(code: str) -> None:
    lines = (page(code) or "").splitlines()
    assert lines[0].startswith(f"# {code}: ")
    assert [line for line in lines if line.startswith("## ")] == SECTIONS
    assert max(map(len, lines[1:])) <= 80


@pytest.mark.parametrize("text", ["E301", "e301", "W101", "E999", "E1"])
def test_is_code(text: str) -> None:
    assert is_code(text)


@pytest.mark.parametrize("text", ["", "E", "301", "paper.tex", "E301::a", "E30x", "../E301", "E12345"])
def test_is_no_code(text: str) -> None:
    assert not is_code(text)
    assert page(text) is None


def test_near() -> None:
    assert near("E33")
    assert "E301" in near("E3011")
