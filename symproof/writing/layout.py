"""Where a long formula is broken: by structure, all places of a group or none.

A printer makes a document tree; ``lay_out`` turns it into rows that fit a width, after
Oppen and Wadler. The tree knows nothing of LaTeX or HTML: the texts are those of the
printer, and what depends on the output (joining, indenting, stacking) is a ``Medium``.
Widths are in em.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import inf
from typing import Protocol, TypeAlias

from symproof.theory.frozen import dataclass


@dataclass(frozen=True)
class Text:
    """A piece that is never broken."""

    source: str
    width: float


@dataclass(frozen=True)
class Line:
    """A place to break: ``flat`` if it is not, ``start`` begins the new row if it is."""

    flat: Text = Text("", 0.0)
    start: Text = Text("", 0.0)


@dataclass(frozen=True)
class Concat:
    """Documents one after the other."""

    parts: tuple[Doc, ...]


@dataclass(frozen=True)
class Group:
    """The lines directly in it are broken together, if it does not fit or is wider than ``most``."""

    inner: Doc
    most: float = inf


@dataclass(frozen=True)
class Nest:
    """Rows that begin inside are indented by ``depth`` further steps."""

    inner: Doc
    depth: int = 1


@dataclass(frozen=True)
class Stack:
    """A fraction: two documents one above the other, each with rows of its own if need be."""

    above: Doc
    below: Doc


Doc: TypeAlias = Text | Line | Concat | Group | Nest | Stack

STEP = 1.0  # em of one step of indentation


@dataclass(frozen=True)
class Row:
    """``indent`` counts steps, ``width`` includes them."""

    indent: int
    source: str
    width: float


class Medium(Protocol):
    """What the output language decides."""

    def join(self, left: str, right: str) -> str:
        """Two pieces side by side."""
        ...

    def stack(self, above: Sequence[Row], below: Sequence[Row]) -> Text:
        """A fraction."""
        ...


def concat(*parts: Doc) -> Concat:
    """Documents one after the other."""
    return Concat(parts)


def flat(doc: Doc, medium: Medium) -> str:
    """The document in one row."""
    return lay_out(Group(doc), medium, inf)[0].source


@lru_cache(maxsize=1 << 16)
def flat_width(doc: Doc) -> float:
    """The width in one row."""
    if isinstance(doc, Text):
        return doc.width
    if isinstance(doc, Line):
        return doc.flat.width
    if isinstance(doc, Concat):
        return sum(map(flat_width, doc.parts))
    if isinstance(doc, Stack):
        return max(flat_width(doc.above), flat_width(doc.below)) + 0.24
    return flat_width(doc.inner)


def lay_out(doc: Doc, medium: Medium, width: float, first: float = 0.0) -> list[Row]:
    """Rows of at most ``width`` em where breaking can do it; ``first`` em of the first row are taken."""
    page = _Page(medium, width, first)
    page.write(doc)
    return page.rows


@dataclass(frozen=True)
class _Task:
    doc: Doc
    indent: int
    broken: bool


class _Page:
    """The rows written so far and what is still to be written, innermost first."""

    def __init__(self, medium: Medium, width: float, first: float):
        self.medium, self.width = medium, width
        self.indent, self.source, self.column = 0, "", first
        self.tasks: list[_Task] = []
        self.done: list[Row] = []

    @property
    def rows(self) -> list[Row]:
        return [*self.done, self._row()]

    def _row(self) -> Row:
        return Row(self.indent, self.source, self.column)

    def write(self, doc: Doc) -> None:
        self.tasks.append(_Task(doc, self.indent, True))
        while self.tasks:
            self._one(self.tasks.pop())

    def _one(self, task: _Task) -> None:
        doc = task.doc
        if isinstance(doc, Text):
            self._text(doc)
        elif isinstance(doc, Line):
            self._line(doc, task)
        elif isinstance(doc, Concat):
            self.tasks.extend(_Task(part, task.indent, task.broken) for part in reversed(doc.parts))
        elif isinstance(doc, Stack):
            self._stack(doc)
        elif isinstance(doc, Group):
            self.tasks.append(_Task(doc.inner, task.indent, task.broken and not self._fits(doc)))
        else:
            self.tasks.append(_Task(doc.inner, task.indent + doc.depth, task.broken))

    def _text(self, text: Text) -> None:
        self.source = self.medium.join(self.source, text.source)
        self.column += text.width

    def _line(self, line: Line, task: _Task) -> None:
        if not task.broken:
            self._text(line.flat)
            return
        self.done.append(self._row())
        self.indent, self.source, self.column = task.indent, "", task.indent * STEP
        self._text(line.start)

    def _fits(self, group: Group) -> bool:
        """Do the group in one row and what follows it up to the next break fit?"""
        if self.width < inf and _too_wide(group):
            return False
        room = self.width - self.column - flat_width(group)
        for task in reversed(self.tasks):
            if room < 0:
                return False
            width, ends = _until_line(task.doc, task.broken)
            room -= width
            if ends:
                break
        return room >= 0

    def _stack(self, doc: Stack) -> None:
        room = max(self.width - self.column, 0.6 * self.width)
        self._text(self.medium.stack(*(lay_out(part, self.medium, room) for part in (doc.above, doc.below))))


@lru_cache(maxsize=1 << 16)
def _too_wide(doc: Doc) -> bool:
    """Is there a group in it that is wider than it may be in one row?"""
    if isinstance(doc, Group):
        return flat_width(doc) > doc.most or _too_wide(doc.inner)
    if isinstance(doc, Concat):
        return any(map(_too_wide, doc.parts))
    return isinstance(doc, Nest) and _too_wide(doc.inner)


def _until_line(doc: Doc, broken: bool) -> tuple[float, bool]:
    """The width up to the first place that is or may be broken, and whether there is one."""
    if isinstance(doc, Line) and broken:
        return 0.0, True
    if isinstance(doc, Concat):
        total = 0.0
        for part in doc.parts:
            width, ends = _until_line(part, broken)
            total += width
            if ends:
                return total, True
        return total, False
    if isinstance(doc, Group | Nest):
        return _until_line(doc.inner, broken)
    return flat_width(doc), False
