"""Exact values in a concrete model: the numbers of a counterexample.

Elements of H, V, S and heads are numbers 0, 1, ...; scalars are integers and fractions; a
feature, a family or a matrix is a tuple of its components. ``exp t`` is ``2^t``. Sums run over
every candidate index and test membership; nothing is solved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, reduce
from itertools import product as cartesian
from math import isqrt
from operator import mul
from typing import Any

from sympy import Basic

from symproof.algebras.fold import Env, Fold, Leaf, OutsideTheory, Value
from symproof.algebras.structure import (
    CONSTANT,
    CUBE,
    IMAGE,
    LINEAR,
    MEMBER,
    MIXED,
    SQUARE,
    Frame,
    Models,
    Symbol,
    is_index,
)
from symproof.terms import (
    Arrow,
    HeadUnion,
    MatrixApply,
    MatrixProduct,
    MatrixSort,
    MatrixTranspose,
    Member,
    Numeral,
    Ratio,
    Sort,
    SumOver,
    Term,
    Times,
    V,
    Var,
    Weight,
    free_variables,
    is_scalar,
)
from symproof.theory.setting import Setting

MAX_EXPONENT = 64  # of 2^t: beyond it nobody reads the number
MAX_BITS = 1 << 14  # of a power


class NoValue(Exception):
    """The term has no exact value here: a division by zero, or a score that is no integer."""


@dataclass(frozen=True, eq=False)
class Listed:
    """A function of elements by its values, those of the last argument running fastest."""

    extents: tuple[int, ...]
    values: Sequence[Value]

    def at(self, arguments: Sequence[Value]) -> Value:
        return self.values[self.place(arguments)]

    def place(self, arguments: Sequence[Value]) -> Value:
        """The number of a value."""
        return reduce(lambda place, step: place * step[0] + step[1], zip(self.extents, arguments, strict=True), 0)


class Concrete(Fold):
    """What exact values and floating-point values in a model have in common.

    Subclasses say how tables are looked up and how sums, exponentials and quotients are taken.
    """

    def __init__(self, setting: Setting, models: Models):
        super().__init__(setting)
        self.frame: Frame = models.frame
        self.symbols = models.symbols
        self.models = models
        self.used: set[Var] = set()  # the symbols looked up so far
        self._atoms: dict[Var, Value] = {}  # those without arguments

    # --- to be said by a subclass -----------------------------------------------------

    def _at(self, table: Any, *indices: Value) -> Value:
        raise NotImplementedError

    def _parameter(self, symbol: Symbol, part: str, row: Value, *places: int) -> Value:
        """One parameter in the row; None where it is zero in all models."""
        raise NotImplementedError

    def _row(self, symbol: Symbol, indices: Sequence[Value]) -> Value:
        raise NotImplementedError

    # --- the group and the module -------------------------------------------------------

    def unit(self) -> Value:
        return 0

    def product(self, factors: tuple[Value, ...]) -> Value:
        return reduce(lambda a, b: self._at(self.frame.action.product, a, b), factors)

    def power(self, element: Value, exponent: int) -> Value:
        exponent %= self.frame.action.exponent
        return reduce(lambda a, _: self._at(self.frame.action.product, a, element), range(exponent), self.unit())

    def act(self, actor: Value, point: Value) -> Value:
        return self._at(self.frame.action.moved, actor, point)

    def _added(self, parts: tuple[Value, ...]) -> Value:
        if self.frame.action.added is None:
            raise OutsideTheory("a translation on a plain set")
        return reduce(lambda a, b: self._at(self.frame.action.added, a, b), parts)

    def apply_value(self, fn: Value, args: tuple[Value, ...], at: Term) -> Value:
        return fn.at(args) if isinstance(fn, Listed) else super().apply_value(fn, args, at)

    def _negated(self, part: Value) -> Value:
        return self._at(self.frame.action.negated, part)

    # --- vectors -------------------------------------------------------------------------

    def plus(self, parts: tuple[Value, ...], sort: Sort) -> Value:
        if sort == V:
            return self._added(parts)
        return sum(parts) if is_scalar(sort) else tuple(map(sum, zip(*parts, strict=True)))

    def negative(self, part: Value, sort: Sort) -> Value:
        if sort == V:
            if self.frame.action.negated is None:
                raise OutsideTheory("a translation on a plain set")
            return self._negated(part)
        return -part if is_scalar(sort) else tuple(-entry for entry in part)

    def zero(self, sort: Sort) -> Value:
        return 0 if is_index(sort) else (0,) * self.frame.size(sort)

    def times(self, factors: tuple[Value, ...], term: Times) -> Value:
        scale: Value = 1
        vector = None
        for factor, part in zip(factors, term.args, strict=True):
            if is_scalar(part.sort):
                scale = scale * factor
            else:
                vector = factor
        return scale if vector is None else tuple(scale * entry for entry in vector)

    def numeral(self, term: Numeral) -> Value:
        value = Fraction(int(term.value.p), int(term.value.q))
        return int(value) if value.denominator == 1 else self.number(value)

    def number(self, value: Fraction) -> Value:
        """A fraction as this algebra writes it."""
        return value

    def ratio(self, above: Value, below: Value, term: Ratio) -> Value:
        if is_scalar(term.sort):
            return self.quotient(above, below)
        return tuple(self.quotient(entry, below) for entry in above)

    def quotient(self, above: Value, below: Value) -> Value:
        raise NotImplementedError

    def pairing(self, left: Value, right: Value, sort: Sort) -> Value:
        return sum(map(mul, left, right))

    def union(self, term: HeadUnion, env: Env) -> Value:
        return sum((self.value(term.body, {**env, term.variable: k}) for k in range(self.frame.heads)), ())

    # --- matrices: tuples of rows one after the other -----------------------------------------

    def _shape(self, sort: MatrixSort) -> tuple[int, int]:
        return self.frame.natural(sort.shape[0]), self.frame.natural(sort.shape[1])

    def matrix_product(self, factors: tuple[Value, ...], term: MatrixProduct) -> Value:
        value, (rows, inner) = factors[0], self._shape(term.args[0].sort)
        for factor, part in zip(factors[1:], term.args[1:], strict=True):
            columns = self._shape(part.sort)[1]
            value = self._multiply(value, factor, (rows, inner, columns))
            inner = columns
        return value

    def _multiply(self, left: Value, right: Value, shape: tuple[int, int, int]) -> Value:
        rows, inner, columns = shape
        return tuple(
            sum(left[r * inner + k] * right[k * columns + c] for k in range(inner))
            for r in range(rows)
            for c in range(columns)
        )

    def matrix_transpose(self, matrix: Value, term: MatrixTranspose) -> Value:
        rows, columns = self._shape(term.args[0].sort)
        return tuple(matrix[r * columns + c] for c in range(columns) for r in range(rows))

    def matrix_apply(self, matrix: Value, column: Value, term: MatrixApply) -> Value:
        rows, columns = self._shape(term.args[0].sort)
        return self._multiply(matrix, column, (rows, columns, 1))

    # --- names ------------------------------------------------------------------------------

    def atom(self, var: Var) -> Value:
        if var in self.frame.naturals:
            return self.frame.naturals[var]
        if var not in self._atoms:
            self._atoms[var] = self._symbol_value(var, (), var.sort)
        return self._atoms[var]

    def leaf(self, leaf: Leaf, sort: Sort) -> Value:
        return self._symbol_value(leaf.symbol, sum(leaf.brackets, ()), sort)

    def _symbol_value(self, var: Var, arguments: tuple[Value, ...], sort: Sort) -> Value:
        symbol = self.symbols.get(var)
        if symbol is None:
            raise OutsideTheory(f"{var.name} has no value here")
        self.used.add(var)
        row = self._row(symbol, [arguments[n] for n in symbol.indices])
        if not symbol.outputs:
            return self._parameter(symbol, IMAGE, row)
        inputs = self._inputs(symbol, arguments)
        result = tuple(self._polynomial(symbol, row, c, inputs) for c in range(symbol.outputs))
        return result[0] if is_scalar(sort) else result

    def _inputs(self, symbol: Symbol, arguments: tuple[Value, ...]) -> tuple[Value, ...]:
        """The components of all vector arguments, one after the other."""
        inputs: list[Value] = []
        for n in symbol.vectors:
            inputs += self._tabulated(arguments[n], symbol.sorts[n])
        return tuple(inputs)

    def _tabulated(self, value: Value, sort: Sort) -> tuple[Value, ...]:
        """The components of a value; of a function, those of its values at all elements."""
        if not isinstance(sort, Arrow):
            return value if isinstance(value, tuple) else (value,)
        at = Var("value", sort.codomain)
        places = cartesian(*(range(self.frame.extent(part)) for part in sort.domain))
        values = [self._tabulated(self.apply(value, place, at), sort.codomain) for place in places]
        return tuple(entry for part in values for entry in part)

    def _polynomial(self, symbol: Symbol, row: Value, output: int, inputs: tuple[Value, ...]) -> Value:
        """c + sum of a t + b t^2 + d t^3 over the components t, + sum of m t u over pairs of them."""
        total: Value = 0
        for part, places, factors in monomials(symbol, output):
            coefficient = self._parameter(symbol, part, row, *places)
            if coefficient is not None:
                total = total + reduce(mul, [inputs[n] for n in factors], coefficient)
        return total

    def belongs(self, condition: Basic, env: Env) -> Value:
        """Is the element of the condition a member? Everywhere holds always."""
        if not isinstance(condition, Member):
            return True
        symbol = self.symbols[condition.family]
        self.used.add(condition.family)
        row = self._row(symbol, self.values(condition.centre, env) + self.values(condition.element, env))
        return self._parameter(symbol, MEMBER, row)


def monomials(symbol: Symbol, output: int) -> Iterator[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """The coefficients of one component of a map: name, place, and the components that each is multiplied by."""
    yield CONSTANT, (output,), ()
    for n in range(symbol.inputs):
        yield from ((part, (output, n), (n,) * power) for power, part in enumerate((LINEAR, SQUARE, CUBE), start=1))
    yield from ((MIXED, (output, n), pair) for n, pair in enumerate(symbol.pairs))


@lru_cache(maxsize=4096)
def occurs(part: Basic, whole: Basic) -> bool:
    """Is ``part`` a sub-term of ``whole``?"""
    return part == whole or any(occurs(part, arg) for arg in whole.args)


@lru_cache(maxsize=4096)
def loose_weights(term: Basic) -> frozenset[tuple[Term, ...]]:
    """The indices of softmaxes in the term whose sum lies outside it."""
    if not isinstance(term, Term):
        return frozenset().union(*map(loose_weights, getattr(term, "args", ())))
    inner: frozenset[tuple[Term, ...]] = frozenset().union(*map(loose_weights, term.args))
    if isinstance(term, Weight):
        return inner | {term.index}
    return inner - {term.element} if isinstance(term, SumOver) else inner


class Values(Concrete):
    """Exact values in a single model. Raises NoValue, OutsideTheory."""

    def __init__(self, setting: Setting, model: Models):
        super().__init__(setting, model)
        self._lists = {key: array[0].tolist() for key, array in model.parameters.items()}
        self._totals: dict[object, Value] = {}
        self._choices: dict[object, tuple[tuple[int, ...], ...]] = {}
        self._outside: dict[object, frozenset[Var]] = {}
        self._terms: dict[tuple[Var, int, int], list[tuple[Value, tuple[int, ...]]]] = {}

    def _at(self, table: Any, *indices: Value) -> int:
        return int(table[indices])

    def _row(self, symbol: Symbol, indices: Sequence[Value]) -> int:
        return int(symbol.labels[tuple(indices)])

    def _parameter(self, symbol: Symbol, part: str, row: Value, *places: int) -> Value:
        entry = self._lists[symbol.var, part][row]
        for place in places:
            entry = entry[place]
        return entry

    def _polynomial(self, symbol: Symbol, row: Value, output: int, inputs: tuple[Value, ...]) -> Value:
        """As in the base class, by the coefficients that are not zero."""
        key = symbol.var, row, output
        if key not in self._terms:
            read = ((self._parameter(symbol, part, row, *places), n) for part, places, n in monomials(symbol, output))
            self._terms[key] = [(coefficient, factors) for coefficient, factors in read if coefficient]
        return sum(reduce(mul, [inputs[n] for n in factors], c) for c, factors in self._terms[key])

    def quotient(self, above: Value, below: Value) -> Value:
        if below == 0:
            raise NoValue("division by zero")
        return Fraction(above) / below

    def nth_power(self, base: Value, exponent: int) -> Value:
        if base == 0 and exponent < 0:
            raise NoValue("division by zero")
        size = max(abs(Fraction(base).numerator), Fraction(base).denominator).bit_length()
        if abs(exponent) * size > MAX_BITS:
            raise NoValue("a power of too many digits")
        return Fraction(base) ** exponent

    def root(self, radicand: Value) -> Value:
        if radicand < 0:
            raise NoValue("the square root of a negative number")
        root = isqrt(int(radicand))
        if root * root != radicand:
            raise NoValue("an irrational square root")
        return root

    def exp(self, exponent: Value) -> Value:
        if exponent != int(exponent) or abs(exponent) > MAX_EXPONENT:
            raise NoValue("a score that is no small integer")
        return Fraction(2) ** int(exponent)

    # --- sums --------------------------------------------------------------------------------

    def sum_over(self, term: SumOver, env: Env) -> Value:
        """A sum is taken once for the same values of its free variables."""
        key = (term, self._outer(free_variables(term), env)) if not loose_weights(term) else None
        if key is None:
            return self._summed(term, env)
        if key not in self._totals:
            self._totals[key] = self._summed(term, env)
        return self._totals[key]

    def _summed(self, term: SumOver, env: Env) -> Value:
        values = [self.body_of(term, inner) for inner in self._members(term, env)]
        if is_scalar(term.sort):
            return sum(values)
        return tuple(map(sum, zip(*values, strict=True))) if values else self.zero(term.sort)

    def _members(self, term: SumOver, env: Env) -> Iterator[Env]:
        """Every binding of the sum's variables that meets its conditions."""
        variables = term.variables
        for choice in self._chosen(variables, term.conditions, env):
            yield {**env, **dict(zip(variables, choice, strict=True))}

    def _chosen(
        self, variables: tuple[Var, ...], conditions: tuple[Basic, ...], env: Env
    ) -> tuple[tuple[int, ...], ...]:
        """The values of the variables that meet the conditions, looked for once for the same values of the others."""
        own = variables, conditions
        if own not in self._outside:
            self._outside[own] = frozenset().union(*map(free_variables, conditions)).difference(variables)
        key = (own, self._outer(self._outside[own], env))
        if key not in self._choices:
            every = cartesian(*(range(self.frame.extent(var.sort)) for var in variables))
            self._choices[key] = tuple(choice for choice in every if self._meets(own, choice, env))
        return self._choices[key]

    def _meets(self, own: tuple[tuple[Var, ...], tuple[Basic, ...]], choice: tuple[int, ...], env: Env) -> bool:
        inner = {**env, **dict(zip(own[0], choice, strict=True))}
        return all(self.belongs(condition, inner) for condition in own[1])

    def weight(self, term: Weight, env: Env, owner: SumOver, owner_env: Env) -> Value:
        require_inside(term, owner)
        return self.quotient(self._power(term, env), self._total(term, env, owner, owner_env))

    def _power(self, term: Weight, env: Env) -> Value:
        """2^score, taken once for the same values of its free variables."""
        if loose_weights(term.score):
            return self.exp(self.value(term.score, env))
        key = (term.score, self._outer(free_variables(term.score), env))
        if key not in self._totals:
            self._totals[key] = self.exp(self.value(term.score, env))
        return self._totals[key]

    def _total(self, term: Weight, env: Env, owner: SumOver, owner_env: Env) -> Value:
        """The sum of 2^score over the owner's members; the other variables stay as they are."""
        free = (free_variables(term) | free_variables(owner)).difference(owner.variables)
        key = (term, owner, self._outer(free, env), self._outer(free, owner_env))
        if key not in self._totals:
            rebound = ({**env, **{v: inner[v] for v in owner.variables}} for inner in self._members(owner, owner_env))
            self._totals[key] = sum(self._power(term, inner) for inner in rebound)
        return self._totals[key]

    @staticmethod
    def _outer(free: Iterable[Var], env: Env) -> frozenset[tuple[Var, Value]]:
        return frozenset((v, env[v]) for v in free if v in env)


def require_inside(term: Weight, owner: SumOver) -> None:
    """A softmax must stand in its own sum as written. Raises OutsideTheory."""
    if not occurs(term, owner.body):
        raise OutsideTheory("a softmax outside its sum")


def evaluate(term: Term, model: Models, setting: Setting | None = None) -> Value:
    """The exact value of a term in a single model: a number, or a tuple of components.

    Raises NoValue where there is none (a division by zero, a score that is no integer) and
    OutsideTheory where the term has no meaning in a concrete model.
    """
    return Values(setting or Setting(), model).value(term)


__all__ = ["Concrete", "Listed", "NoValue", "Values", "evaluate", "monomials", "occurs", "require_inside"]
