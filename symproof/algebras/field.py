"""Floating-point values of many models at once: a fast filter, never a verdict.

The models lie on the last axis of every array, each bound variable on an axis of its own in
front of those of the sums around it; what does not mention a variable has no such axis. A value
that does not exist (a division by zero, a score that is no integer) is not-a-number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from math import prod
from typing import Any

import numpy as np

from symproof.algebras.fold import Env, Value
from symproof.algebras.structure import Array, Models, Symbol
from symproof.algebras.values import Concrete, monomials, require_inside
from symproof.terms import SumOver, Term, Weight, is_scalar
from symproof.theory.setting import Setting

LARGEST = 40.0  # exponents beyond it are taken for no value: the numbers would be unreadable
TOLERANCE = 1e-8
SLACK = 16  # most arrays have few of the open axes


class TooMany(Exception):
    """The arrays would have more than the allowed number of entries for each model."""


class Field(Concrete):
    """Values of a term in each model of a stack. ``room``: entries for each model at most.

    ``peak`` is the largest number of summands seen so far. Raises TooMany, OutsideTheory.
    """

    def __init__(self, setting: Setting, models: Models, room: int = 1 << 20):
        super().__init__(setting, models)
        self._numbers = np.arange(models.count)
        self._flat: dict[object, Array | None] = {}
        self._terms: dict[object, list[tuple[Array, tuple[int, ...]]]] = {}
        self._axes: list[int] = []  # the lengths of the open axes, the outermost first
        self._open: dict[int, tuple[int, int, Array]] = {}
        self.room = room
        self.peak = 1

    # --- tables ----------------------------------------------------------------------------

    def _at(self, table: Any, *indices: Value) -> Value:
        return table[indices]

    def _row(self, symbol: Symbol, indices: Sequence[Value]) -> Value:
        return symbol.labels[tuple(indices)] if indices else 0

    def _parameter(self, symbol: Symbol, part: str, row: Value, *places: int) -> Value:
        flat = self._column(symbol, part, places)
        if flat is None:
            return None
        return flat if symbol.rows == 1 else flat[self._numbers * symbol.rows + row]

    def _polynomial(self, symbol: Symbol, row: Value, output: int, inputs: tuple[Value, ...]) -> Value:
        """As in the base class, by the coefficients that are not zero in all models."""
        key = (symbol.var, output)
        terms = self._terms.get(key)
        if terms is None:
            terms = self._terms[key] = list(self._nonzero(symbol, output))
        places = None if symbol.rows == 1 else self._numbers * symbol.rows + row
        total: Value = 0
        for column, factors in terms:
            term = column if places is None else column[places]
            for n in factors:
                term = term * inputs[n]
            total = total + term
        return total

    def _nonzero(self, symbol: Symbol, output: int) -> Iterator[tuple[Array, tuple[int, ...]]]:
        parts = {part: np.count_nonzero(self.models.parameters[symbol.var, part]) for part in symbol.parts()}
        for part, places, factors in monomials(symbol, output):
            column = self._column(symbol, part, places) if parts[part] else None
            if column is not None:
                yield column, factors

    def _column(self, symbol: Symbol, part: str, places: tuple[int, ...]) -> Array | None:
        key = (symbol.var, part, places)
        if key not in self._flat:
            array: Any = self.models.parameters[symbol.var, part]
            column = array[(slice(None), slice(None), *places)]
            number = column if column.dtype == bool or not symbol.outputs else column.astype(np.float64)
            self._flat[key] = number.ravel() if not symbol.outputs or np.count_nonzero(column) else None
        return self._flat[key]

    # --- scalars ----------------------------------------------------------------------------

    def number(self, value: Fraction) -> Value:
        return float(value)

    def quotient(self, above: Value, below: Value) -> Value:
        below = np.asarray(below, dtype=np.float64)
        return np.where(below == 0, np.nan, above / np.where(below == 0, 1.0, below))

    def nth_power(self, base: Value, exponent: int) -> Value:
        power = np.asarray(base, dtype=np.float64) ** abs(exponent)
        return power if exponent >= 0 else self.quotient(1.0, power)

    def root(self, radicand: Value) -> Value:
        root = np.sqrt(np.asarray(radicand, dtype=np.float64))
        return np.where(root == np.rint(root), root, np.nan)

    def exp(self, exponent: Value) -> Value:
        exponent = np.asarray(exponent, dtype=np.float64)
        whole = np.rint(exponent)
        readable = (np.abs(exponent - whole) < TOLERANCE) & (np.abs(whole) <= LARGEST)
        return np.where(readable, np.exp2(np.where(readable, whole, 0.0)), np.nan)

    # --- sums ---------------------------------------------------------------------------------

    def sum_over(self, term: SumOver, env: Env) -> Value:
        start = len(self._axes)
        inner = {**env, **{var: self.axis(self.frame.extent(var.sort)) for var in term.variables}}
        try:
            inside = self._inside(term, inner)
            self._open[id(inner)] = (start, len(self._axes), inside)
            body = self.body_of(term, inner)
            parts = (body,) if is_scalar(term.sort) else body
            sums = tuple(self._total(part, inside, start, len(self._axes), keep=False) for part in parts)
        finally:
            self._open.pop(id(inner), None)
            del self._axes[start:]
        return sums[0] if is_scalar(term.sort) else sums

    @contextmanager
    def opened(self, lengths: Iterable[int]) -> Iterator[None]:
        """With just these axes open. Raises TooMany."""
        outer, self._axes = self._axes, list(lengths)
        try:
            if prod(self._axes) > SLACK * self.room:
                raise TooMany(str(self._axes))
            yield
        finally:
            self._axes = outer

    def axis(self, length: int) -> Array:
        """A fresh axis in front of all others, holding 0, 1, ..., length - 1. Raises TooMany."""
        values = np.arange(length).reshape((length,) + (1,) * (len(self._axes) + 1))
        self._axes.append(length)
        if prod(self._axes) > SLACK * self.room:
            raise TooMany(str(self._axes))
        return values

    def _inside(self, term: SumOver, env: Env) -> Array:
        inside = np.ones((1,), dtype=bool)
        for condition in term.conditions:
            inside = inside & self.belongs(condition, env)
        return inside

    def _total(self, part: Value, inside: Array, start: int, stop: int, *, keep: bool) -> Array:
        """The sum over the axes ``start`` to ``stop``, of the members only."""
        target = tuple(reversed(self._axes[start:stop])) + (1,) * (start + 1)
        masked = np.where(inside, part, 0.0)
        if masked.ndim != len(target) or masked.shape[: stop - start] != target[: stop - start]:
            masked = np.broadcast_to(masked, np.broadcast_shapes(masked.shape, target))
        shape = masked.shape
        self._notice(shape[:-1])
        axes = tuple([len(shape) - 2 - place for place in range(start, stop)])
        return masked.sum(axis=axes, keepdims=keep)  # type: ignore[no-any-return]

    def _notice(self, axes: tuple[int, ...]) -> None:
        self.peak = max(self.peak, prod(axes))
        if self.peak > self.room:
            raise TooMany(str(axes))

    def weight(self, term: Weight, env: Env, owner: SumOver, owner_env: Env) -> Value:
        require_inside(term, owner)
        start, stop, inside = self._open[id(owner_env)]
        power = self.exp(self.value(term.score, env))
        return self.quotient(power, self._total(power, inside, start, stop, keep=True))

    # --- a whole stack at once --------------------------------------------------------------

    def components(self, term: Term, env: Env | None = None) -> tuple[Array, ...]:
        """The components of a term's value; the last axis of each is that of the models."""
        value = self.value(term, env)
        parts = value if isinstance(value, tuple) else (value,)
        full = np.empty((self.models.count,))
        return tuple(np.broadcast_arrays(np.asarray(part, dtype=np.float64), full)[0] for part in parts)


def differing(left: Sequence[Array], right: Sequence[Array]) -> Array:
    """Where two values exist and differ so much that a closer look is worth it."""
    known: Array = np.array(True)
    apart: Array = np.array(False)
    for a, b in zip(left, right, strict=True):
        known = known & np.isfinite(a) & np.isfinite(b)
        apart = apart | (np.abs(a - b) > TOLERANCE * (1.0 + np.abs(a) + np.abs(b)))
    return known & apart


def agreeing(left: Sequence[Array], right: Sequence[Array]) -> Array:
    """Where two values exist and are equal, as far as floating-point numbers can tell."""
    same: Array = np.array(True)
    for a, b in zip(left, right, strict=True):
        same = same & (np.abs(a - b) <= TOLERANCE * (1.0 + np.abs(a) + np.abs(b)))
    return same


__all__ = ["Field", "TooMany", "agreeing", "differing"]
