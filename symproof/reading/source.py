"""A source text and the places in it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from symproof.theory.frozen import dataclass
from symproof.theory.span import Span


@dataclass(frozen=True, eq=False)
class Source:
    """A file. ``path`` goes into its spans: leave it empty for the document's own file."""

    path: str
    text: str

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        starts.extend(n + 1 for n, character in enumerate(self.text) if character == "\n")
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset, both from 1; columns in characters."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The span of ``text[start:end]``."""
        starts = self._line_starts
        line = bisect_right(starts, start)
        if 0 <= start <= end and line < len(starts) and end < starts[line]:
            before = starts[line - 1] - 1
            return Span(line, start - before, line, end - before, self.path)
        return Span(*self.position(start), *self.position(end), self.path)
