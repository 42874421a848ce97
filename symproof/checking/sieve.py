"""Real values of many slightly different lines: a fast sieve, never a verdict.

Maps are sines of affine functions (linear where assumed linear), exp is exp, positions and group
elements are those of one small group. Versions of one line are evaluated together, on an axis of
their own beside that of the models; what they share, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from itertools import islice
from typing import Any, TypeAlias

import numpy as np
from sympy import Basic

from symproof.algebras.field import Field, TooMany, agreeing
from symproof.algebras.fold import Env, Fold, OutsideTheory, Value
from symproof.algebras.structure import Array, Frame, Models, NoModel, Symbol
from symproof.checking.drawing import draw
from symproof.checking.model import symbol_table
from symproof.checking.places import loose_subscripts
from symproof.checking.problem import Problem, natural_values, permitted, problem
from symproof.checking.spread import Places
from symproof.checking.stack import Stack, stacked
from symproof.groups import GroupError, parse_action
from symproof.terms import Arrow, SumOver, Term, Var, Weight, free_variables, is_scalar
from symproof.theory.hypotheses import Equation, Linear
from symproof.theory.setting import Setting

ACTIONS = ("S3 on Z_3^2", "S3 on Z_2^2", "C4 on Z_5", "C2 on Z_3")
SETS = ("S3 on 3 points", "C2 on 2 points")
QUICK = ("C2 on Z_3", "C2 on 2 points")  # so small that what differs there need not be looked at again
MODELS = 3
ROOM = 300_000  # entries of an array for versions evaluated together
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
        self._axes = [1]  # the axis of the versions, outside all sums
        self._holes: dict[Var, Stack] = {}
        self._facts: dict[int, Facts] = {}
        self.dead: set[int] = set()  # versions without a value

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
        if isinstance(term, Var):
            stack = self._holes.get(term) if self._holes else None
            return super().value(term, env) if stack is None else self._of_versions(stack, env)
        facts = self._facts.get(id(term))
        if facts is None:
            if self._scratch is not None:  # new in a version: most are looked at once
                return super().value(term, env)
            facts = self._learnt(term)
        if facts.passing:
            return super().value(term, env)
        key = self._key(facts, env)
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

    def _learnt(self, term: Term) -> Facts:
        loose = loose_subscripts(term)
        facts = Facts(term, _ordered(term), loose, bool(loose) or _sums_inside(term), isinstance(term.sort, Arrow))
        self._facts[id(term)] = facts
        return facts

    def _key(self, facts: Facts, env: Env) -> Any:
        """The term, the values of its names, and of the sums that its softmaxes belong to."""
        used = [id(env[var]) for var in facts.names if var in env] if env else ()
        if not facts.sums:
            return id(facts.term), *used
        owners = [(owner, inner) for owner, inner in self._sums if owner.element in facts.loose]
        around = [(o.args[1], *(id(inner[v]) for v in _ordered(o.args[1]) if v in inner)) for o, inner in owners]
        return id(facts.term), *used, len(self._axes), *around

    def started(self, scratch: bool, holes: Mapping[Var, Stack] | None = None) -> None:
        """What is computed from now on is kept, or only until the next start."""
        self._scratch, self._alive = ({} if scratch else None), []
        self._holes, self.dead, self.peak = dict(holes or {}), set(), 1

    # --- many lines at once -------------------------------------------------------------------

    def of_versions(self, stack: Stack) -> tuple[Array, ...]:
        """The components of the values of the versions of a line."""
        whole = Var("the line", stack.sort)
        self.started(scratch=True, holes={whole: stack, **dict(stack.holes())})
        found = self.components(whole)
        if any(part[..., 0].size != part.shape[-2] for part in found):
            raise OutsideTheory("a value that depends on a bound variable")
        return tuple(part.reshape(part.shape[-2:]) for part in found)  # sums that were open leave axes of length 1

    def _of_versions(self, stack: Stack, env: Env) -> Value:
        """The values of the versions of a term, in their order on the axis of versions."""
        rows: list[Row] = []
        for term, numbers in stack.whole:
            self._row_of(rows, numbers, partial(Fold.value, self, term, env), stack)
        for part in stack.parts:
            self._row_of(rows, part.numbers, partial(self.value, part.context, env), stack)
        if not rows:
            raise OutsideTheory("no version has a value")
        return _beside(len(stack.labels), rows)

    def _row_of(self, rows: list[Row], numbers: tuple[int, ...], value: Callable[[], Value], stack: Stack) -> None:
        try:
            rows.append((_span(numbers), value()))
        except (OutsideTheory, NoModel, TooMany):
            self.dead.update(stack.labels[number] for number in numbers)


@dataclass(frozen=True, eq=False)
class Facts:
    """What the value of a term depends on, looked up once."""

    term: Term
    names: tuple[Var, ...]
    loose: frozenset[tuple[Term, ...]]
    sums: bool  # are there sums inside, or softmaxes of sums outside?
    passing: bool  # a function: its value is made anew each time


Row: TypeAlias = tuple[slice | list[int], Value]  # the places of versions, and the value that they have


def _span(numbers: tuple[int, ...]) -> slice | list[int]:
    first, last = numbers[0], numbers[-1]
    return slice(first, last + 1) if last - first + 1 == len(numbers) else list(numbers)


def _beside(count: int, rows: list[Row]) -> Value:
    """Values one after the other on the axis in front of that of the models, component by component."""
    first = rows[0][1]
    if not isinstance(first, tuple):
        return _column(count, rows)
    return tuple(_column(count, [(at, value[n]) for at, value in rows]) for n in range(len(first)))


def _column(count: int, rows: list[Row]) -> Array:
    arrays = [np.asarray(value) for _, value in rows]
    shapes = {array.shape for array in arrays}
    lead = np.broadcast_shapes(*[shape[:-2] for shape in shapes])
    models = max((shape[-1] for shape in shapes if shape), default=1)
    column = np.zeros((*lead, count, models), np.result_type(*{array.dtype for array in arrays}))
    for (at, _), array in zip(rows, arrays, strict=True):
        column[..., at, :] = array
    return column


@lru_cache(maxsize=1 << 15)
def _ordered(term: Basic) -> tuple[Var, ...]:
    return tuple(sorted(free_variables(term), key=lambda v: (v.name, id(v))))


@lru_cache(maxsize=1 << 15)
def _sums_inside(term: Basic) -> bool:
    return isinstance(term, SumOver) or any(_sums_inside(part) for part in term.args)


class Sieve:
    """Says of versions of a line whether they may equal a given one. True where nothing is known."""

    def __init__(
        self, setting: Setting, lines: tuple[Term, ...], functions: tuple[Term, ...] = (), quick: bool = False
    ):
        self.setting, self.lines, self.functions, self.quick = setting, lines, functions, quick
        self._summands = 1  # of the largest line looked at

    @cached_property
    def _field(self) -> Smooth | None:
        fields = (_field(self.setting, self.lines, self.functions, spec) for spec in self._specs())
        return next((field for field in fields if field is not None), None)

    def _specs(self) -> tuple[str, ...]:
        plain = self.setting.roles.plain_set
        if self.quick:
            return () if self.setting.restricted is not None else QUICK[plain : plain + 1]
        if self.setting.restricted is not None:
            return (self.setting.restricted,)
        return SETS if plain else ACTIONS

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
        self._summands = max(self._summands, self._field.peak)
        return found if all(np.isfinite(part).all() for part in found) else None

    @staticmethod
    def same(left: tuple[Array, ...], right: tuple[Array, ...]) -> bool:
        """Are the values equal in all models?"""
        return len(left) == len(right) and bool(np.all(agreeing(left, right)))

    def passing(self, term: Term, versions: Sequence[Places], wanted: tuple[Array, ...]) -> Iterator[int]:
        """The numbers of those versions of a term that may have the wanted values, some at a time."""
        if self._field is None:
            yield from range(len(versions))
            return
        order = iter(sorted(range(len(versions)), key=lambda number: sorted(versions[number])))
        together = max(16, ROOM // (self._summands * self._field.models.count))
        while chosen := list(islice(order, together)):
            yield from self._passing(self._field, term, [versions[number] for number in chosen], chosen, wanted)

    def _passing(
        self, field: Smooth, term: Term, versions: Sequence[Places], labels: Sequence[int], wanted: tuple[Array, ...]
    ) -> Iterator[int]:
        try:
            with np.errstate(all="ignore"):
                found = field.of_versions(stacked(term, versions, labels))
        except (OutsideTheory, TooMany, NoModel, RecursionError):
            return
        if len(found) != len(wanted):
            return
        good = np.ones((len(labels), 1), dtype=bool)
        for one, two in zip(found, wanted, strict=True):
            good = good & np.isfinite(one) & agreeing([one], [two])
        yield from (label for label, row in zip(labels, good, strict=True) if row.all() and label not in field.dead)


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
