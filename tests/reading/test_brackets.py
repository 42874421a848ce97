"""Brackets: both ends are named."""

from __future__ import annotations

import pytest

from symproof.reading.brackets import check_brackets
from tests.reading.formulas import place, refusal, tokens


@pytest.mark.parametrize(
    ("text", "columns", "opened", "found", "related"),
    [
        ("f(i", (2, 3), "(", "", []),
        ("f(i))", (5, 6), "", ")", []),
        ("f(i]", (4, 5), "(", "]", [2]),
        (r"\langle f(i), s)", (16, 17), r"\langle", ")", [1]),
        (r"(\langle s, s)", (14, 15), r"\langle", ")", [2]),
        (r"\sigma_j(f(i)\rangle", (14, 21), "(", r"\rangle", [9]),
        ("h_{1", (3, 4), "{", "", []),
        (r"\{ s )", (6, 7), r"\{", ")", [1]),
        ("}", (1, 2), "", "}", []),
    ],
)
def test_mismatches(text: str, columns: tuple[int, int], opened: str, found: str, related: list[int]) -> None:
    finding = refusal(check_brackets, tokens(text))
    assert (finding.code, place(finding)) == ("E101", columns)
    assert (finding.facts["opened"], finding.facts["found"]) == (opened, found)
    assert [span.column for span, _ in finding.related] == related


def test_a_bar_may_be_a_misprint() -> None:
    finding = refusal(check_brackets, tokens(r"\bigl( \langle s, s \bigr| \bigr)"))
    assert finding.facts["bar"] == "1:26"


@pytest.mark.parametrize("text", ["", "f(i)", r"\bigl( [\{ \langle a, b \rangle \}] \Bigr)", "{(})"[:0]])
def test_matching(text: str) -> None:
    check_brackets(tokens(text))


def test_depth_is_limited() -> None:
    check_brackets(tokens("(" * 150 + ")" * 150))
    finding = refusal(check_brackets, tokens("(" * 151 + ")" * 151))
    assert (finding.code, finding.facts["limit"]) == ("E210", "nesting")
