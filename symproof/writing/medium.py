"""LaTeX as a medium of the layout: joining, indenting, stacking."""

from __future__ import annotations

import re
from collections.abc import Sequence

from symproof.writing.layout import Row, Text
from symproof.writing.width import width


class LatexMedium:
    """Joins, indents and stacks LaTeX."""

    def join(self, left: str, right: str) -> str:
        return join(left, right)

    def stack(self, above: Sequence[Row], below: Sequence[Row]) -> Text:
        if len(above) == len(below) == 1:
            return text(rf"\frac{{{above[0].source}}}{{{below[0].source}}}")
        source = rf"\frac{{{_aligned(above)}}}{{{_aligned(below)}}}"
        return Text(source, max(row.width for row in (*above, *below)) + 0.24)


def _aligned(rows: Sequence[Row]) -> str:
    """The rows of a numerator, as one formula."""
    body = r" \\ ".join("&" + join(steps(row.indent), row.source) for row in rows)
    return rf"\begin{{aligned}}{body}\end{{aligned}}"


_COMMAND_AT_END = re.compile(r"\\[A-Za-z]+\Z")


def join(left: str, right: str) -> str:
    """``left`` and ``right`` side by side, with a space where TeX needs one."""
    if right[:1].isalpha() and _COMMAND_AT_END.search(left):
        return f"{left} {right}"
    return left + right


MEDIUM = LatexMedium()


def steps(number: int) -> str:
    """The indentation by a number of steps."""
    return r"\qquad" * (number // 2) + r"\quad" * (number % 2)


def text(source: str) -> Text:
    """A piece of LaTeX with its width in em."""
    return Text(source, width(source))


def subscript(source: str) -> str:
    """``_y``, ``_{h_3}``."""
    return f"_{source}" if len(source) == 1 else f"_{{{source}}}"
