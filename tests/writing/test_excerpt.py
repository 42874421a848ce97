from __future__ import annotations

import pytest

from symproof.theory.span import Span
from symproof.writing.excerpt import columns, excerpt

CASES = {
    "one row": (
        "abc\n  &= L_y[m](i)\nx",
        Span(2, 6, 2, 15),
        ["    2 |   &= L_y[m](i)", "      |      ^^^^^^^^^ differs"],
    ),
    "tabs become four columns": (
        "\tx = y",
        Span(1, 6, 1, 7),
        ["    1 |     x = y", "      |         ^ differs"],
    ),
    "wide letters take two": ("漢字 = b", Span(1, 1, 1, 3), ["    1 | 漢字 = b", "      | ^^^^ differs"]),
    "combining marks take none": (
        "i\u0305 = b",
        Span(1, 6, 1, 7),
        ["    1 | i\u0305 = b", "      |     ^ differs"],
    ),
    "escapes are shown as one sign": (
        "\x1b[31m = b",
        Span(1, 9, 1, 10),
        ["    1 | �[31m = b", "      |         ^ differs"],
    ),
    "an empty span at the end of a line": ("abc", Span(1, 4, 1, 4), ["    1 | abc", "      |    ^ differs"]),
    "a span beyond the line": ("abc", Span(1, 40, 1, 50), ["    1 | abc", "      |    ^ differs"]),
    "a span beyond the text": ("abc", Span(7, 1, 7, 2), []),
    "an empty text": ("", Span(1, 1, 1, 1), ["    1 | ", "      | ^ differs"]),
    "windows line ends": ("ab\r\ncd\r\n", Span(2, 1, 2, 3), ["    2 | cd", "      | ^^ differs"]),
    "several rows": (
        "= a\n  + b\nc d",
        Span(1, 3, 3, 2),
        ["    1 | = a", "      |   ^", "    2 |   + b", "      |   ^^^", "    3 | c d", "      | ^ differs"],
    ),
}


@pytest.mark.parametrize(("source", "span", "rows"), CASES.values(), ids=CASES.keys())
def test_rows(source: str, span: Span, rows: list[str]) -> None:
    assert excerpt(source, span, "differs") == rows


@pytest.mark.parametrize("start", [0, 5, 70, 500, 1990])
@pytest.mark.parametrize("letter", ["x", "漢", "\t"])
def test_a_long_line_is_cut_around_the_place(start: int, letter: str) -> None:
    line = letter * start + "MARK" + letter * (2000 - start)
    text, carets = excerpt(line, Span(1, start + 1, 1, start + 5))
    assert columns(text) <= 80
    at = carets.index("^")
    assert carets[at:] == "^^^^"
    assert columns(text[: text.index("MARK")]) == at


def test_many_rows_are_told_not_shown() -> None:
    rows = excerpt("a\n" * 50, Span(1, 1, 40, 2), "here")
    assert rows[-1] == "      | (34 more lines)"
    assert len(rows) == 13
