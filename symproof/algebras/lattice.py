"""Linear combinations: which multiples of given rows add up to a given one, over the rationals or the integers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

Row: TypeAlias = dict[Any, Any]


def combination(rows: Sequence[Mapping[Any, Any]], target: Mapping[Any, Any], whole: bool = False) -> list[Any] | None:
    """Numbers c with sum c_k rows_k = target, integers where ``whole``; None where there are none."""
    steps: dict[Any, tuple[Row, Row]] = {}  # by the place of their first entry: a row, and how it is made
    for number, row in enumerate(rows):
        _enter(steps, dict(row), {number: 1}, whole)
    rest, used = dict(target), dict[Any, Any]()
    while rest:
        place = min(rest)
        if place not in steps:
            return None
        row, made = steps[place]
        n = rest[place] // row[place] if whole else Fraction(rest[place]) / row[place]
        if n * row[place] != rest[place]:
            return None
        rest, used = _minus(rest, row, n), _minus(used, made, -n)
    return [used.get(number, 0) for number in range(len(rows))]


def _enter(steps: dict[Any, tuple[Row, Row]], row: Row, made: Row, whole: bool) -> None:
    """Make the rows begin at different places: Euclid's algorithm where two begin at one."""
    while row:
        place = min(row)
        if place not in steps:
            steps[place] = row, made
            return
        other, its = steps[place]
        n = row[place] // other[place] if whole else Fraction(row[place]) / other[place]
        row, made = _minus(row, other, n), _minus(made, its, n)
        if place in row:  # what is left is less than the other
            steps[place], (row, made) = (row, made), (other, its)


def _minus(row: Row, other: Row, n: Any) -> Row:
    """row - n other"""
    total = dict(row)
    for key, m in other.items():
        left = total.get(key, 0) - n * m
        if left:
            total[key] = left
        else:
            total.pop(key, None)
    return total


__all__ = ["combination"]
