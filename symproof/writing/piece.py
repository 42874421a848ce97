"""Pieces of a printed formula: how tightly each holds together, how tall it is, and how they are put side by side."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from symproof.theory.frozen import dataclass
from symproof.writing.layout import Concat, Doc, Line, Nest, Stack, Text, concat
from symproof.writing.medium import text
from symproof.writing.width import width


class Level(IntEnum):
    """How tightly a formula holds together; brackets go round what is looser than its place."""

    SUM = 1  # a + b, -a
    PRODUCT = 2  # ab, h v
    OPEN = 3  # a sum: holds like an atom on its left, takes in what follows on its right
    ATOM = 4


class Height(IntEnum):
    """What sized brackets must reach round."""

    LOW = 0
    NESTED = 1  # brackets in brackets, pairings
    TALL = 2  # a large operator, a fraction


SIZES = {Height.LOW: ("", ""), Height.NESTED: (r"\bigl", r"\bigr"), Height.TALL: (r"\biggl", r"\biggr")}


@dataclass(frozen=True)
class Piece:
    """A printed formula: ``depth`` counts the brackets in brackets."""

    doc: Doc
    level: Level = Level.ATOM
    height: Height = Height.LOW
    depth: int = 0


def composed(pieces: Sequence[Piece], doc: Doc, level: Level) -> Piece:
    """The document that holds these pieces: as tall as the tallest of them, as deep as the deepest."""
    return Piece(doc, level, max(p.height for p in pieces), max(p.depth for p in pieces))


def with_commas(docs: Sequence[Doc], space: str = "") -> Doc:
    """Documents with commas between, one under the other where they do not fit in a row."""
    parts: list[Doc] = [docs[0]]
    for doc in docs[1:]:
        parts += [text(","), Line(text(space)), doc]
    return Concat(tuple(parts))


def signed(sign: str, doc: Doc, compact: bool) -> Doc:
    """A further summand: where the row is broken, the sign begins the next one."""
    if compact:
        return concat(text(sign), doc)
    return Nest(concat(Line(text(" "), text("{} ")), Text(f"{sign} ", width(sign)), doc), 1)


def edge(doc: Doc, end: int) -> str:
    """The first (0) or last (-1) text of a document."""
    if isinstance(doc, Text):
        return doc.source
    if isinstance(doc, Concat):
        return next((found for part in doc.parts[:: 1 if end == 0 else -1] if (found := edge(part, end))), "")
    if isinstance(doc, Stack):
        return r"\frac{}{}"
    return "" if isinstance(doc, Line) else edge(doc.inner, end)


def separator(left: str, right: str) -> str:
    """What separates two factors: nothing, unless a digit would run into what is before it."""
    if right[:1].isdigit():
        return r" \cdot " if left[-1:].isdigit() else " "
    return ""
