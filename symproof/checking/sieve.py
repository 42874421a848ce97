"""Real values of many slightly different lines: a fast sieve, never a verdict.

Maps are sines of affine functions (linear where assumed linear), exp is exp, positions and group
elements are those of one small group. Lines that differ from one line at the same places are
evaluated together, on an axis of their own beside that of the models; what they share, once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
from sympy import Basic

from symproof.algebras.field import Field, TooMany, agreeing
from symproof.algebras.fold import Env, OutsideTheory, Value
from symproof.algebras.structure import Array, Frame, Models, NoModel, Symbol
from symproof.checking.drawing import draw
from symproof.checking.model import symbol_table
from symproof.checking.places import loose_subscripts
from symproof.checking.problem import Problem, natural_values, permitted, problem
from symproof.groups import GroupError, parse_action
from symproof.terms import Arrow, SumOver, Term, Var, Weight, free_variables, is_scalar
from symproof.theory.hypotheses import Equation, Linear
from symproof.theory.setting import Setting

ACTIONS = ("S3 on Z_3^2", "S3 on Z_2^2", "C4 on Z_5", "C2 on Z_3")
SETS = ("S3 on 3 points", "C2 on 2 points")
MODELS = 3
DRAWN = 512  # models drawn where equations have to be met
SUMMANDS = 400_000  # of one model


class Smooth(Field):
    """Values in which a false equation of arbitrary maps shows at nearly every point."""

    def __init__(self, setting: Setting, models: Models, linear: frozenset[Var], seed: int = 0):
        super().__init__(setting, models, SUMMANDS)
        self._linear, self._random = linear, np.random.RandomState(seed)
        self._tables: dict[tuple[Var, str], Array] = {}
        self._known: dict[Any, Value] = {}
        self._scratch: dict[Any, Value] | None = None
        self._kept: list[Any] = []
        self._alive: list[Any] = []
        self._ranges: dict[tuple[int, int], Array] = {}
        self._axes = [1]  # the axis of the candidates, outside all sums
        self._holes: dict[Term, Sequence[Term]] = {}
        self.dead: set[int] = set()  # candidates without a value

    # --- maps --------------------------------------------------------------------------------

    def _table(self, symbol: Symbol, part: str, shape: tuple[int, ...]) -> Array:
        key = symbol.var, part
        if key not in self._tables:
            self._tables[key] = self._random.uniform(-1.3, 1.3, size=(*shape, self.models.count))
            if symbol.nought and part == "constant":
                self._tables[key][list(symbol.nought)] = 0.0
        return self._tables[key]

    def _polynomial(self, symbol: Symbol, row: Value, output: int, inputs: tuple[Value, ...]) -> Value:
        constant = self._table(symbol, "constant", (symbol.rows, symbol.outputs))
        total = constant[row, output, self._numbers]
        if not inputs:
            return total
        linear = symbol.var in self._linear
        slopes = self._table(symbol, "linear", (symbol.rows, symbol.outputs, len(inputs)))
        total = 0.0 if linear else total
        for n, t in enumerate(inputs):
            total = total + slopes[row, output, n, self._numbers] * t
        return total if linear else np.sin(total)

    def exp(self, exponent: Value) -> Value:
        return np.exp(np.minimum(np.asarray(exponent, dtype=np.float64), 300.0))

    def root(self, radicand: Value) -> Value:
        return np.sqrt(np.asarray(radicand, dtype=np.float64))

    def axis(self, length: int) -> Array:
        """As in a field, but the same array for the same axis, so that values are found again."""
        place = len(self._axes)
        fresh = super().axis(length)
        return self._ranges.setdefault((place, length), fresh)

    def weight(self, term: Weight, env: Env, owner: SumOver, owner_env: Env) -> Value:
        start, stop, inside = self._open[id(owner_env)]
        power = self.exp(self.value(term.score, env))
        return self.quotient(power, self._total(power, inside, start, stop, keep=True))

    # --- what was computed before ----------------------------------------------------------------

    def value(self, term: Term, env: Env | None = None) -> Value:
        env = env if env is not None else {}
        if isinstance(term, Var) and term in self._holes:
            return self._stacked(self._holes[term], env)
        if isinstance(term, Var) or isinstance(term.sort, Arrow):
            return super().value(term, env)
        key = self._key(term, env)
        for table in (self._known, self._scratch):
            if table is not None and key in table:
                return table[key]
        found = super().value(term, env)
        if self._scratch is None:
            self._known[key] = found
            self._kept.append((found, env))
        else:
            self._scratch[key] = found
            self._alive.append((found, env))
        return found

    def _key(self, term: Term, env: Env) -> Any:
        """The term, the values of its names, and of the sums that its softmaxes belong to."""
        used = tuple([id(env[var]) for var in _ordered(term) if var in env])
        loose = loose_subscripts(term)
        if not loose:
            return term, used, len(self._axes) if _sums_inside(term) else 0
        owners = [(owner, inner) for owner, inner in self._sums if owner.element in loose]
        around = [(o.args[1], *(id(inner[v]) for v in _ordered(o.args[1]) if v in inner)) for o, inner in owners]
        return term, used, len(self._axes), tuple(around)

    def started(self, scratch: bool, holes: Mapping[Term, Sequence[Term]] | None = None) -> None:
        """What is computed from now on is kept, or only until the next start."""
        self._scratch, self._alive = ({} if scratch else None), []
        self._holes, self.dead = dict(holes or {}), set()

    # --- many lines at once -------------------------------------------------------------------

    def _stacked(self, terms: Sequence[Term], env: Env) -> Value:
        """The values of the terms that may stand here, one after the other on the axis of candidates."""
        values = [self._single(number, term, env) for number, term in enumerate(terms)]
        known = next((value for value in values if value is not None), None)
        if known is None:
            raise OutsideTheory("no candidate has a value")
        values = [known if value is None else value for value in values]
        if not isinstance(known, tuple):
            return _beside(values)
        return tuple(_beside(column) for column in zip(*values, strict=True))

    def _single(self, number: int, term: Term, env: Env) -> Value | None:
        try:
            return self.value(term, env)
        except (OutsideTheory, NoModel):
            self.dead.add(number)
            return None


def _beside(values: Sequence[Value]) -> Array:
    arrays = [np.asarray(value) for value in values]
    flat = [array if array.ndim > 1 else array.reshape((1,) * (2 - array.ndim) + array.shape) for array in arrays]
    return np.concatenate(np.broadcast_arrays(*flat), axis=-2)


@lru_cache(maxsize=1 << 15)
def _ordered(term: Basic) -> tuple[Var, ...]:
    return tuple(sorted(free_variables(term), key=lambda v: (v.name, id(v))))


@lru_cache(maxsize=1 << 15)
def _sums_inside(term: Basic) -> bool:
    return isinstance(term, SumOver) or any(_sums_inside(part) for part in term.args)


class Sieve:
    """Says of lines whether they may equal a given line. ``passes`` is True where nothing is known."""

    def __init__(self, setting: Setting, lines: tuple[Term, ...], functions: tuple[Term, ...] = ()):
        self.setting, self._field = setting, None
        for spec in self._specs():
            field = _field(setting, lines, functions, spec)
            if field is not None:
                self._field = field
                break

    def _specs(self) -> tuple[str, ...]:
        if self.setting.restricted is not None:
            return (self.setting.restricted,)
        return SETS if self.setting.roles.plain_set else ACTIONS

    def values(self, term: Term, keep: bool = False) -> tuple[Array, ...] | None:
        """The values of a line in all models; None where there are none."""
        if self._field is None:
            return None
        self._field.started(scratch=not keep)
        try:
            with np.errstate(all="ignore"):
                found = self._field.components(term)
        except (OutsideTheory, TooMany, NoModel, RecursionError):
            return None
        return found if all(np.isfinite(part).all() for part in found) else None

    @staticmethod
    def same(left: tuple[Array, ...], right: tuple[Array, ...]) -> bool:
        """Are the values equal in all models?"""
        return len(left) == len(right) and bool(np.all(agreeing(left, right)))

    def passing(self, context: Term, holes: Mapping[Term, Sequence[Term]], wanted: tuple[Array, ...]) -> list[bool]:
        """Which of the fillings of the holes may give the wanted values."""
        field = self._field
        count = len(next(iter(holes.values())))
        if field is None:
            return [True] * count
        field.started(scratch=True, holes=holes)
        try:
            with np.errstate(all="ignore"):
                found = field.components(context)
        except (OutsideTheory, TooMany, NoModel, RecursionError):
            return [False] * count
        if len(found) != len(wanted):
            return [False] * count
        good = np.ones((count, 1), dtype=bool)
        for one, two in zip(found, wanted, strict=True):
            good = good & np.isfinite(one) & agreeing([one], [two])
        return [bool(row.all()) and number not in field.dead for number, row in enumerate(good)]


def _field(setting: Setting, lines: tuple[Term, ...], functions: tuple[Term, ...], spec: str) -> Smooth | None:
    try:
        action = parse_action(spec)
        goal = _goal(setting, lines, functions)
        if not permitted(goal, action):
            return None
        frame = Frame(action, 1, 1, natural_values(goal, 0))
        symbols, equations = symbol_table(goal, frame)
        models = _met(goal, draw(goal, frame, symbols, DRAWN if equations else MODELS, 7), equations)
    except (GroupError, NoModel, TooMany, OutsideTheory):
        return None
    if models is None:
        return None
    return Smooth(setting, models, _linear(setting))


def _linear(setting: Setting) -> frozenset[Var]:
    return frozenset(h.map for h in setting.hypotheses if isinstance(h, Linear))


def _goal(setting: Setting, lines: tuple[Term, ...], functions: tuple[Term, ...]) -> Problem:
    goal = problem(lines[0], lines[-1], setting)
    more = [problem(line, line, setting).names for line in (*lines, *functions)]
    names = sorted({*goal.names, *(v for found in more for v in found)}, key=lambda v: (v.name, str(v.sort)))
    return replace(goal, names=tuple(names))


def _met(goal: Problem, models: Models, equations: tuple[Equation, ...]) -> Models | None:
    """Models in which the equations between elements hold; None for equations of another kind."""
    if not equations:
        return models
    good = np.ones(models.count, dtype=bool)
    field = Smooth(goal.setting, models, _linear(goal.setting))
    for equation in equations:
        if equation.variables or is_scalar(equation.left.sort):
            return None
        good &= agreeing(field.components(equation.left), field.components(equation.right))
    chosen = np.flatnonzero(good)[:MODELS]
    return models.take(chosen) if chosen.size else None


__all__ = ["Sieve", "Smooth"]
