"""Floating-point values of a few terms in many stacks of models: the walk is made once and recorded.

A search evaluates the same two terms over and over. The record lists what is computed from what, equal
values once, and is carried out by ``Field`` for each stack. It holds for all groups where the shapes of the
parameters are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import prod
from typing import Any, TypeAlias

import numpy as np

from symproof.algebras.field import Field
from symproof.algebras.fold import Closure, Env, OutsideTheory, Value
from symproof.algebras.structure import Array, Frame, Models, Symbol
from symproof.algebras.values import Concrete, require_inside
from symproof.terms import Sort, SumOver, Term, Var, Weight, is_scalar
from symproof.theory.setting import Setting

Operation: TypeAlias = Callable[..., Any]  # of the field and the arguments
MAX_ENTERED = 50_000  # bodies of definitions that one walk goes through: they may double at every level


@dataclass(eq=False)
class Node:
    """A value to be computed; ``number`` is its place in the record."""

    record: Record
    number: int

    def __add__(self, other: Value) -> Value:
        return self if _is(other, 0) else self.record.node(_sum, self, other)

    __radd__ = __add__

    def __mul__(self, other: Value) -> Value:
        return self if _is(other, 1) else self.record.node(_product, self, other)

    __rmul__ = __mul__

    def __neg__(self) -> Value:
        return self.record.node(_negative, self)


def _is(value: Value, number: int) -> bool:
    return isinstance(value, int) and value == number


@dataclass(eq=False)
class Record:
    """Operations with their arguments: nodes before them, and constants."""

    steps: list[tuple[Operation, tuple[Any, ...]]] = field(default_factory=list)
    known: dict[Any, Node] = field(default_factory=dict)

    def node(self, operation: Operation, *arguments: Any) -> Node:
        """The node of this operation on these arguments, made once."""
        key = (operation, *((Node, a.number) if isinstance(a, Node) else (type(a), a) for a in arguments))
        if key not in self.known:
            self.known[key] = Node(self, len(self.steps))
            self.steps.append((operation, tuple(_Place(a.number) if isinstance(a, Node) else a for a in arguments)))
        return self.known[key]


@dataclass(frozen=True)
class _Place:
    number: int


# --- operations -------------------------------------------------------------------------------------


def _sum(over: Field, left: Value, right: Value) -> Value:
    return left + right


def _product(over: Field, left: Value, right: Value) -> Value:
    return left * right


def _negative(over: Field, part: Value) -> Value:
    return -part


def _looked_up(over: Field, table: str, *indices: Value) -> Value:
    """By one number for a pair of indices: numpy is twice as quick with it."""
    entries = getattr(over.frame.action, table)
    return entries[indices] if len(indices) == 1 else entries.ravel()[indices[0] * entries.shape[1] + indices[1]]


def _power(over: Field, element: Value, exponent: int) -> Value:
    return over.power(element, exponent)


def _row(over: Field, var: Var, *indices: Value) -> Value:
    return over._row(over.symbols[var], indices)


def _parameter(over: Field, var: Var, part: str, row: Value) -> Value:
    return over._parameter(over.symbols[var], part, row)


def _polynomial(over: Field, var: Var, row: Value, output: int, *inputs: Value) -> Value:
    return over._polynomial(over.symbols[var], row, output, inputs)


def _quotient(over: Field, above: Value, below: Value) -> Value:
    return over.quotient(above, below)


def _nth_power(over: Field, base: Value, exponent: int) -> Value:
    return over.nth_power(base, exponent)


def _root(over: Field, radicand: Value) -> Value:
    return over.root(radicand)


def _exp(over: Field, exponent: Value) -> Value:
    return over.exp(exponent)


def _axis(over: Field, axes: tuple[Sort, ...], place: int) -> Array:
    length = over.frame.extent(axes[place])
    return np.arange(length).reshape((length,) + (1,) * (place + 1))


def _inside(over: Field, *conditions: Value) -> Array:
    inside = np.ones((1,), dtype=bool)
    for condition in conditions:
        inside = inside & condition
    return inside


def _total(over: Field, axes: tuple[Sort, ...], start: int, keep: bool, part: Value, inside: Array) -> Array:
    with over.opened(map(over.frame.extent, axes)):
        return over._total(part, inside, start, len(axes), keep=keep)


# --- the walk -----------------------------------------------------------------------------------------


class Recorder(Concrete):
    """The algebra that writes the record. Elements of H, V and S are nodes or numbers, scalars too."""

    def __init__(self, setting: Setting, models: Models):
        super().__init__(setting, models)
        self.record = Record()
        self._entered = 0
        self._axes: tuple[Sort, ...] = ()  # of the open axes, the outermost first
        self._open: dict[int, tuple[int, tuple[Sort, ...], Node]] = {}

    def _enter(self, fn: Closure, args: tuple[Value, ...]) -> Value:
        self._entered += 1
        if self._entered > MAX_ENTERED:
            raise OutsideTheory("a formula of this size")
        return super()._enter(fn, args)

    def product(self, factors: tuple[Value, ...]) -> Value:
        return self._chained("product", factors)

    def power(self, element: Value, exponent: int) -> Value:
        return self.record.node(_power, element, exponent)

    def act(self, actor: Value, point: Value) -> Value:
        return self.record.node(_looked_up, "moved", actor, point)

    def _added(self, parts: tuple[Value, ...]) -> Value:
        if self.frame.action.added is None:
            raise OutsideTheory("a translation on a plain set")
        return self._chained("added", parts)

    def _negated(self, part: Value) -> Value:
        return self.record.node(_looked_up, "negated", part)

    def _chained(self, table: str, parts: tuple[Value, ...]) -> Value:
        value = parts[0]
        for part in parts[1:]:
            value = self.record.node(_looked_up, table, value, part)
        return value

    def number(self, value: Fraction) -> Value:
        return float(value)

    def quotient(self, above: Value, below: Value) -> Value:
        return self.record.node(_quotient, above, below)

    def nth_power(self, base: Value, exponent: int) -> Value:
        return self.record.node(_nth_power, base, exponent)

    def root(self, radicand: Value) -> Value:
        return self.record.node(_root, radicand)

    def exp(self, exponent: Value) -> Value:
        return self.record.node(_exp, exponent)

    def _row(self, symbol: Symbol, indices: Sequence[Value]) -> Value:
        return self.record.node(_row, symbol.var, *indices) if indices else 0

    def _parameter(self, symbol: Symbol, part: str, row: Value, *places: int) -> Value:
        return self.record.node(_parameter, symbol.var, part, row)

    def _polynomial(self, symbol: Symbol, row: Value, output: int, inputs: tuple[Value, ...]) -> Value:
        return self.record.node(_polynomial, symbol.var, row, output, *inputs)

    # --- sums -------------------------------------------------------------------------------

    def sum_over(self, term: SumOver, env: Env) -> Value:
        outer, start = self._axes, len(self._axes)
        inner = {**env, **{var: self._bound(var) for var in term.variables}}
        try:
            inside = self.record.node(_inside, *(self.belongs(c, inner) for c in term.conditions))
            self._open[id(inner)] = (start, self._axes, inside)
            body = self.body_of(term, inner)
            parts = (body,) if is_scalar(term.sort) else body
            sums = tuple(self.record.node(_total, self._axes, start, False, part, inside) for part in parts)
        finally:
            self._open.pop(id(inner), None)
            self._axes = outer
        return sums[0] if is_scalar(term.sort) else sums

    def _bound(self, var: Var) -> Node:
        self._axes = (*self._axes, var.sort)
        return self.record.node(_axis, self._axes, len(self._axes) - 1)

    def weight(self, term: Weight, env: Env, owner: SumOver, owner_env: Env) -> Value:
        require_inside(term, owner)
        start, axes, inside = self._open[id(owner_env)]
        power = self.exp(self.value(term.score, env))
        return self.quotient(power, self.record.node(_total, axes, start, True, power, inside))


class Recorded:
    """A few terms, recorded in a frame; their components in any stack of models of the same shapes.

    Raises OutsideTheory.
    """

    def __init__(self, setting: Setting, models: Models, terms: Sequence[Term]):
        walk = Recorder(setting, models)
        self.setting = setting
        values = [walk.value(term) for term in terms]
        self._results = [value if isinstance(value, tuple) else (value,) for value in values]
        self._steps = walk.record.steps
        self._last = self._last_uses()

    def _last_uses(self) -> list[list[int]]:
        """For each step the nodes that nothing after it needs."""
        last = dict[int, int]()
        for n, (_, arguments) in enumerate(self._steps):
            last[n] = n
            last |= {a.number: n for a in arguments if isinstance(a, _Place)}
        kept = {part.number for parts in self._results for part in parts if isinstance(part, Node)}
        freed: list[list[int]] = [[] for _ in self._steps]
        for number, n in last.items():
            if number not in kept:
                freed[n].append(number)
        return freed

    def most(self, frame: Frame) -> int:
        """No less than the number of summands of one model."""
        axes = [arguments[0] for operation, arguments in self._steps if operation is _total]
        return max((prod(map(frame.extent, open_)) for open_ in axes), default=1)

    def components(self, models: Models, room: int = 1 << 20) -> tuple[tuple[tuple[Array, ...], ...], int]:
        """The components of each term, the models on the last axis, and the peak. Raises TooMany."""
        over = Field(self.setting, models, room)
        values: list[Any] = [None] * len(self._steps)
        for n, (operation, arguments) in enumerate(self._steps):
            values[n] = operation(over, *[values[a.number] if isinstance(a, _Place) else a for a in arguments])
            for number in self._last[n]:
                values[number] = None
        full = np.empty((models.count,))
        return tuple(tuple(_whole(p, values, full) for p in parts) for parts in self._results), over.peak


def _whole(part: Value, values: Sequence[Any], full: Array) -> Array:
    value = np.asarray(values[part.number] if isinstance(part, Node) else part, dtype=np.float64)
    return np.broadcast_arrays(value, full)[0]


def shape_of(frame: Frame, symbols: Sequence[Symbol]) -> object:
    """Equal for frames that share a record of the same terms."""
    if any(symbol.operator for symbol in symbols):
        return frame
    return (
        frame.heads,
        frame.dimension,
        tuple(sorted((var.name, n) for var, n in frame.naturals.items())),
        frame.action.added is None,
    )


__all__ = ["Recorded", "shape_of"]
