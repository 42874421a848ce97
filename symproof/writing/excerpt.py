"""The line of the source with a caret under the formula in question."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from symproof.theory.frozen import dataclass
from symproof.theory.span import Span
from symproof.writing.plain import clean

WIDTH = 80
MAX_ROWS = 6
TAB = 4
LONG = 10  # characters of no width beside one of some width, at most, in a text that is measured
_GAP = "..."


@dataclass(frozen=True)
class Row:
    """One line of the source as shown: its number, the text, the caret line beneath."""

    number: int
    text: str
    carets: str


def excerpt(source: str, span: Span, label: str = "", width: int = WIDTH) -> list[str]:
    """The rows of the span, each with its carets; none where the span lies outside the source."""
    rows = rows_of(_lines(source), span, width)
    if not rows:
        return []
    margin = max(len(str(rows[-1].number)), 5)
    shown: list[str] = []
    for row in rows:
        shown.append(f"{row.number:>{margin}} | {row.text}")
        if row.carets:
            shown.append(f"{'':>{margin}} | {row.carets}")
    hidden = span.end_line - rows[-1].number
    if hidden > 0:
        shown.append(f"{'':>{margin}} | ({hidden} more line{'s' if hidden > 1 else ''})")
    if label and rows[-1].carets:
        at = len(shown) - (1 if hidden <= 0 else 2)
        fits = len(shown[at]) + 1 + len(label) <= width
        beneath = max(0, min(rows[-1].carets.index("^"), width - margin - 3 - len(label)))
        under = f"{'':>{margin}} | {' ' * beneath}{label}"
        shown[at : at + 1] = [f"{shown[at]} {label}"] if fits else [shown[at], under]
    return shown


@lru_cache(maxsize=8)
def _lines(source: str) -> tuple[str, ...]:
    return tuple(source.split("\n"))


def rows_of(lines: Sequence[str], span: Span, width: int = WIDTH) -> list[Row]:
    """What ``excerpt`` shows, before it is put together."""
    last = min(span.end_line, len(lines), span.line + MAX_ROWS - 1)
    return [_row(lines[number - 1].rstrip("\r"), number, span, width) for number in range(max(span.line, 1), last + 1)]


def _row(line: str, number: int, span: Span, width: int) -> Row:
    start = span.column - 1 if number == span.line else len(line) - len(line.lstrip())
    end = span.end_column - 1 if number == span.end_line else len(line.rstrip())
    start = max(0, min(start, len(line)))
    end = max(start, min(end, len(line)))
    first, last = _window(line, start, end, width - 9)
    before = _GAP if first else ""
    text = before + expand(line[first:last]) + (_GAP if last < len(line) else "")
    offset = len(before) + columns(line[first:start])
    length = columns(line[first : min(end, last)]) - columns(line[first:start])
    whole_row_outside = number != span.line and end <= start
    return Row(number, text, "" if whole_row_outside else " " * offset + "^" * max(length, 1))


def _window(line: str, start: int, end: int, room: int) -> tuple[int, int]:
    """The part of a long line to show: the marked piece and as much around it as there is room for."""
    if _fits(line, room):
        return 0, len(line)
    room -= 2 * len(_GAP)
    if _fits(line[:end], room):
        return 0, _cut(line, 0, room + len(_GAP))
    marked = line[start:end]
    spare = room - columns(marked) if _fits(marked, room) else 0
    first = start
    least = max(0, start - LONG * room)
    while first > least and columns(line[first - 1 : start]) <= max(spare // 2, min(8, spare)):
        first -= 1
    return first, _cut(line, first, room)


def _fits(text: str, room: int) -> bool:
    """Is the text at most ``room`` columns wide? Of a very long one that need not be counted."""
    return len(text) <= LONG * room and columns(text) <= room


def _cut(line: str, first: int, room: int) -> int:
    """The end of the longest piece from ``first`` that is at most ``room`` columns wide."""
    last = min(len(line), first + room)
    while last > first + 1 and columns(line[first:last]) > room:
        last -= 1
    return last


def expand(text: str) -> str:
    """Tabs as spaces, dangerous characters replaced."""
    return clean("".join(" " * TAB if c == "\t" else c for c in text))


def columns(text: str) -> int:
    """How many columns of a terminal the text takes once expanded."""
    if text.isascii() and "\t" not in text:
        return len(text)
    return sum(map(_columns_of, text))


@lru_cache(maxsize=4096)
def _columns_of(char: str) -> int:
    if char == "\t":
        return TAB
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
