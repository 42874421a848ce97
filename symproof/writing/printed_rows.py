"""A printed line as it stands, which nobody may have understood, in rows that fit: LaTeX is cut, not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from symproof.writing.width import width

TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\S| +")
BEFORE = frozenset(("+", "\\times", "\\sum", "\\bigcup", "\\sigma", "=", "\\neq"))  # a row may begin with these
OPENING, CLOSING = frozenset(("(", "[", "\\langle")), frozenset((")", "]", "\\rangle"))
COMMA = 3  # brackets that a place after a comma counts as, beside one before an operator
LEAST = 0.45  # of a row that is filled before the next one begins
INDENT = 2.0  # em of all rows but the first


def printed_rows(source: str, line: float) -> list[str]:
    """Rows of at most ``line`` em, as far as there is a place to cut; braces are never torn."""
    tokens = TOKEN.findall(source)
    rows: list[str] = []
    while tokens:
        cut = _cut(tokens, line - (INDENT if rows else 0.0))
        rows.append("".join(tokens[:cut]).strip())
        tokens = tokens[cut:]
    return [row for row in rows if row]


def _cut(tokens: Sequence[str], line: float) -> int:
    """Where the next row begins: in the fewest brackets among the places at which the row is well filled."""
    best: tuple[int, int] | None = None
    for at, depth in _places(tokens):
        wide = width("".join(tokens[:at]))
        if wide > line:
            return best[1] if best else at
        if wide >= LEAST * line and (best is None or depth <= best[0]):
            best = depth, at
    return len(tokens) if width("".join(tokens)) <= line or best is None else best[1]


def _places(tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places at which a row may begin, outside of braces, with the number of open brackets."""
    braces = brackets = 0
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else ""
        if at and not braces and (token in BEFORE or (before == "," and token.isspace())):
            yield at + token.isspace(), brackets + (COMMA if token.isspace() else 0)
        braces += (token == "{") - (token == "}")
        brackets += (token in OPENING) - (token in CLOSING)


__all__ = ["printed_rows"]
