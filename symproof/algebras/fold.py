"""The fold: one walk over terms; an algebra says what each node means.

The fold knows how names are looked up, how definitions, abbreviations and the natural
action unfold, and which sum a softmax belongs to. Everything else is a method of the
algebra. Positions and vectors are one domain (x is a bijection), so x and its inverse
are the identity on values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

from symproof.terms import (
    Act,
    Apply,
    Arrow,
    Composition,
    Coordinate,
    ExpOf,
    GroupPower,
    GroupProduct,
    GroupSort,
    GroupUnit,
    H,
    HeadUnion,
    MatrixApply,
    MatrixProduct,
    MatrixTranspose,
    ModuleSort,
    Negative,
    NthPower,
    Numeral,
    Pairing,
    Place,
    Plus,
    PositionSort,
    Ratio,
    S,
    Shift,
    Sort,
    SquareRoot,
    SumOver,
    Term,
    Times,
    V,
    Var,
    Weight,
    Zero,
    is_scalar,
)
from symproof.theory.setting import ActionOverride, Definition, Setting

Value: TypeAlias = Any
Env: TypeAlias = Mapping[Var, Value]


@dataclass(frozen=True, eq=False)
class Closure:
    """A function given by a body: ``parameters`` are the brackets still to come."""

    parameters: tuple[tuple[Var, ...], ...]
    body: Term
    env: Env


@dataclass(frozen=True)
class Leaf:
    """An uninterpreted function, with the values of the brackets applied so far."""

    symbol: Var
    brackets: tuple[tuple[Value, ...], ...] = ()


@dataclass(frozen=True, eq=False)
class Shifted:
    """``L_g[fn]`` by the natural action; ``actor`` is the value of g, of sort ``kind`` (H or V)."""

    kind: Sort
    actor: Value
    fn: Value
    domain: tuple[Sort, ...]


@dataclass(frozen=True, eq=False)
class Overridden:
    """``L_h[rho]`` where the document defines it."""

    override: ActionOverride
    actor: Value


@dataclass(frozen=True, eq=False)
class Pointwise:
    """A sum, a multiple or a composition of functions, or zero: the node, and the values of its parts."""

    node: Term
    parts: tuple[Value, ...]


class OutsideTheory(Exception):
    """The term has no value in this algebra; ``what`` names the construct in words."""

    def __init__(self, what: str):
        super().__init__(what)
        self.what = what


def _of_functions(method: Callable[..., Value]) -> Callable[..., Value]:
    """The method for values; of functions a node means what it means at each point."""

    def either(self: Fold, term: Term, env: Env) -> Value:
        return self._pointwise(term, env) if isinstance(term.sort, Arrow) else method(self, term, env)

    return either


class Fold:
    """Base of the algebras. ``unfold``: the defined symbols that may be unfolded (None: all).

    An overridden action counts as a definition of the function that it acts on.
    """

    def __init__(self, setting: Setting, unfold: frozenset[Var] | None = None):
        self.setting = setting
        self.unfold = unfold
        self._sums: list[tuple[SumOver, Env]] = []

    # --- the walk ---------------------------------------------------------------------

    def value(self, term: Term, env: Env | None = None) -> Value:
        """The value of a term; ``env`` binds variables to values."""
        method = self._METHODS.get(type(term))
        if method is None:
            raise OutsideTheory(type(term).__name__)
        return method(self, term, env if env is not None else {})

    def values(self, terms: Sequence[Term], env: Env) -> tuple[Value, ...]:
        return tuple([self.value(term, env) for term in terms])

    def _var(self, term: Var, env: Env) -> Value:
        bound = env.get(term) if env else None
        if bound is not None:
            return bound
        short = self.setting.abbreviations
        if short and term in short:
            return self.abbreviated(term, short[term].term)
        if isinstance(term.sort, Arrow):
            return Leaf(term)
        return self.atom(term)

    def abbreviated(self, name: Var, term: Term) -> Value:
        """The value of an abbreviation."""
        return self.value(term, {})

    def _apply(self, term: Apply, env: Env) -> Value:
        return self.apply(self.value(term.fn, env), self.values(term.arguments, env), term)

    def apply(self, fn: Value, args: tuple[Value, ...], at: Term) -> Value:
        """The value of ``fn(args)``; ``at`` is a term of the sort of the result."""
        if isinstance(fn, Leaf):
            definition = self.definition(fn.symbol) if not fn.brackets else None
            if definition is not None:
                return self._enter(Closure(definition.parameters, definition.body, {}), args)
            applied = Leaf(fn.symbol, (*fn.brackets, args))
            return applied if isinstance(at.sort, Arrow) else self.leaf(applied, at.sort)
        if isinstance(fn, Closure):
            return self._enter(fn, args)
        if isinstance(fn, Shifted):
            return self.apply(fn.fn, self.shifted_back(fn, args), at)
        if isinstance(fn, Overridden):
            return self._overridden(fn, args, at)
        if isinstance(fn, Pointwise):
            return self._at_point(fn, args, at)
        return self.apply_value(fn, args, at)

    def _enter(self, fn: Closure, args: tuple[Value, ...]) -> Value:
        env = {**fn.env, **dict(zip(fn.parameters[0], args, strict=True))}
        rest = fn.parameters[1:]
        return Closure(rest, fn.body, env) if rest else self.value(fn.body, env)

    def definition(self, symbol: Var) -> Definition | None:
        """The definition of a symbol that this algebra may unfold."""
        if self.unfold is not None and symbol not in self.unfold:
            return None
        return self.setting.definitions.get(symbol)

    def _pointwise(self, term: Term, env: Env) -> Pointwise:
        return Pointwise(term, self.values([part for part in term.args if isinstance(part, Term)], env))

    def _at_point(self, fn: Pointwise, args: tuple[Value, ...], at: Term) -> Value:
        """(f + f')(a) = f(a) + f'(a),  (c f)(a) = c f(a),  (u o f)(a) = u(f(a)),  0(a) = 0"""
        node = fn.node
        if isinstance(node, Composition):
            inner = self.apply(fn.parts[1], args, Var("inner", node.args[1].sort.codomain))
            return self.apply(fn.parts[0], (inner,), at)
        if isinstance(node, Zero):
            return self.value(Numeral(0) if is_scalar(at.sort) else Zero(at.sort))
        functions = [isinstance(part.sort, Arrow) for part in node.args]
        slots = [
            Var(f"part {n}", part.sort.codomain if function else part.sort)
            for n, (part, function) in enumerate(zip(node.args, functions, strict=True))
        ]
        values = [
            self.apply(value, args, slot) if function else value
            for value, slot, function in zip(fn.parts, slots, functions, strict=True)
        ]
        return self.value(type(node)(*slots), dict(zip(slots, values, strict=True)))

    def _shift(self, term: Shift, env: Env) -> Value:
        return self._shifted(term.actor.sort, self.value(term.actor, env), self.value(term.fn, env), term.fn.sort)

    def _shifted(self, kind: Sort, actor: Value, fn: Value, sort: Sort) -> Value:
        """``L_g[fn]``: of a sum or a multiple part by part, of a composition on the inner function."""
        if isinstance(fn, Pointwise):
            outer = isinstance(fn.node, Composition)
            moving = [isinstance(p.sort, Arrow) and not (outer and n == 0) for n, p in enumerate(fn.node.args)]
            parts = [
                self._shifted(kind, actor, value, part.sort) if moves else value
                for value, part, moves in zip(fn.parts, fn.node.args, moving, strict=False)
            ]
            return Pointwise(fn.node, tuple(parts))
        if isinstance(fn, Leaf) and not fn.brackets and kind == H:
            override = self.setting.overrides.get(fn.symbol)
            if override is not None:
                return Overridden(override, actor)
        return Shifted(kind, actor, fn, sort.domain)

    def shifted_back(self, fn: Shifted, args: tuple[Value, ...]) -> tuple[Value, ...]:
        """The arguments under g^-1."""
        if fn.kind == V:
            back = self.negative(fn.actor, V)
            return tuple(
                [self.plus((arg, back), V) if sort == S else arg for sort, arg in zip(fn.domain, args, strict=True)]
            )
        back = self.power(fn.actor, -1)
        return tuple([self._turned_by(back, arg, sort) for sort, arg in zip(fn.domain, args, strict=True)])

    def _turned_by(self, back: Value, arg: Value, sort: Sort) -> Value:
        if isinstance(sort, GroupSort):
            return self.product((back, arg))
        return self.act(back, arg) if isinstance(sort, PositionSort | ModuleSort) else arg

    def _overridden(self, fn: Overridden, args: tuple[Value, ...], at: Term) -> Value:
        rule = fn.override
        if self.unfold is None or rule.symbol in self.unfold:
            return self.value(rule.body, {rule.actor: fn.actor, **dict(zip(rule.parameters, args, strict=True))})
        return self.leaf(Leaf(rule.symbol, ((fn.actor,), args)), at.sort)

    def _coordinate(self, term: Coordinate | Place, env: Env) -> Value:
        return self.value(term.args[0], env)

    def _sum(self, term: SumOver, env: Env) -> Value:
        return self.sum_over(term, env)

    def body_of(self, term: SumOver, env: Env) -> Value:
        """The body of a sum under ``env``, which binds its variables; softmaxes inside find their sum."""
        self._sums.append((term, env))
        try:
            return self.value(term.body, env)
        finally:
            self._sums.pop()

    def _weight(self, term: Weight, env: Env) -> Value:
        for owner, owner_env in reversed(self._sums):
            if owner.element == term.index:
                return self.weight(term, env, owner, owner_env)
        raise OutsideTheory("a softmax outside its sum")

    # --- what an algebra says ------------------------------------------------------------

    atom: Callable[[Var], Value]  # a free variable
    unit: Callable[[], Value]  # of H
    product: Callable[[tuple[Value, ...]], Value]  # in H
    power: Callable[[Value, int], Value]  # an integer power in H
    act: Callable[[Value, Value], Value]  # H on V and on S
    plus: Callable[[tuple[Value, ...], Sort], Value]
    negative: Callable[[Value, Sort], Value]
    zero: Callable[[Sort], Value]
    times: Callable[[tuple[Value, ...], Times], Value]
    numeral: Callable[[Numeral], Value]
    ratio: Callable[[Value, Value, Ratio], Value]
    nth_power: Callable[[Value, int], Value]
    root: Callable[[Value], Value]
    exp: Callable[[Value], Value]
    pairing: Callable[[Value, Value, Sort], Value]
    leaf: Callable[[Leaf, Sort], Value]  # an uninterpreted function, fully applied, with a result of this sort
    sum_over: Callable[[SumOver, Env], Value]
    weight: Callable[[Weight, Env, SumOver, Env], Value]  # of a softmax; its sum, and that one's names
    union: Callable[[HeadUnion, Env], Value]

    def apply_value(self, fn: Value, args: tuple[Value, ...], at: Term) -> Value:
        """Apply a function value of the algebra's own kind (a table, a bound function)."""
        raise OutsideTheory("a function value")

    def matrix_product(self, factors: tuple[Value, ...], term: MatrixProduct) -> Value:
        raise OutsideTheory("a matrix product")

    def matrix_transpose(self, matrix: Value, term: MatrixTranspose) -> Value:
        raise OutsideTheory("a transpose")

    def matrix_apply(self, matrix: Value, column: Value, term: MatrixApply) -> Value:
        raise OutsideTheory("a matrix applied to a column")

    _METHODS: ClassVar[dict[type, Callable[..., Value]]] = {
        Var: _var,
        Apply: _apply,
        Shift: _shift,
        Coordinate: _coordinate,
        Place: _coordinate,
        SumOver: _sum,
        Weight: _weight,
        HeadUnion: lambda self, t, env: self.union(t, env),
        GroupUnit: lambda self, t, env: self.unit(),
        GroupProduct: lambda self, t, env: self.product(self.values(t.args, env)),
        GroupPower: lambda self, t, env: self.power(self.value(t.base, env), t.exponent),
        Act: lambda self, t, env: self.act(*self.values(t.args, env)),
        Composition: _pointwise,
        Plus: _of_functions(lambda self, t, env: self.plus(self.values(t.args, env), t.sort)),
        Negative: _of_functions(lambda self, t, env: self.negative(self.value(t.args[0], env), t.sort)),
        Zero: _of_functions(lambda self, t, env: self.zero(t.sort)),
        Times: _of_functions(lambda self, t, env: self.times(self.values(t.args, env), t)),
        Numeral: lambda self, t, env: self.numeral(t),
        Ratio: _of_functions(lambda self, t, env: self.ratio(*self.values(t.args, env), t)),
        NthPower: lambda self, t, env: self.nth_power(self.value(t.args[0], env), t.exponent),
        SquareRoot: lambda self, t, env: self.root(self.value(t.args[0], env)),
        ExpOf: lambda self, t, env: self.exp(self.value(t.args[0], env)),
        Pairing: lambda self, t, env: self.pairing(*self.values(t.args, env), t.args[0].sort),
        MatrixProduct: lambda self, t, env: self.matrix_product(self.values(t.args, env), t),
        MatrixTranspose: lambda self, t, env: self.matrix_transpose(self.value(t.args[0], env), t),
        MatrixApply: lambda self, t, env: self.matrix_apply(*self.values(t.args, env), t),
    }


__all__ = ["Closure", "Env", "Fold", "Leaf", "OutsideTheory", "Overridden", "Pointwise", "Shifted", "Value"]
