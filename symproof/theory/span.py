"""Places in a source text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """From (line, column) up to, but without, (end_line, end_column); all count from 1, columns in characters."""

    line: int
    column: int
    end_line: int
    end_column: int
    path: str = ""  # of the file, where it is not the document's own (an \input)

    def through(self, other: Span) -> Span:
        """The span from the start of this one to the end of the other."""
        return Span(self.line, self.column, other.end_line, other.end_column, self.path)


NOWHERE = Span(1, 1, 1, 1)
