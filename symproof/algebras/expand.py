"""Terms over a concrete finite group as ordinary sympy expressions: for display and cross-checks.

A sum becomes a sum of its summands, each times the 0/1 symbol of its membership; an uninterpreted
function of points becomes an applied function of their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

import sympy

from symproof.algebras.fold import Env, Fold, Leaf, OutsideTheory, Value
from symproof.groups import Action
from symproof.terms import (
    H,
    HeadUnion,
    Member,
    Numeral,
    Ratio,
    S,
    Sort,
    SumOver,
    Term,
    Times,
    V,
    Var,
    Weight,
)
from symproof.theory.setting import Setting

MAX_SUMMANDS = 20_000


def to_sympy(term: Term, action: Action, setting: Setting, at: Mapping[Var, int]) -> sympy.Expr:
    """The value of a term where its free index variables are the elements numbered ``at``.

    A term of sort H, V or S gives the number of an element. Raises OutsideTheory.
    """
    return sympy.sympify(Expand(setting, action, at).value(term), strict=True)


class Expand(Fold):
    """Elements of H, V, S are integers; scalars and features are sympy expressions."""

    def __init__(self, setting: Setting, action: Action, at: Mapping[Var, int]):
        super().__init__(setting)
        self.action, self.at, self.summands = action, at, 0

    # --- indices ------------------------------------------------------------------------------

    def atom(self, var: Var) -> Value:
        if var in self.at:
            return self.at[var]
        if var.sort in (H, V, S):
            raise OutsideTheory(f"{var.name} without a value")
        return sympy.Symbol(var.name)

    def unit(self) -> Value:
        return 0

    def product(self, factors: tuple[Value, ...]) -> Value:
        return _chained(self.action.product, factors)

    def power(self, element: Value, exponent: int) -> Value:
        return self.product((0, *[element] * (exponent % self.action.exponent)))

    def act(self, actor: Value, point: Value) -> Value:
        return int(self.action.moved[actor, point])

    def _vectors(self, name: str) -> Any:
        table = getattr(self.action, name)
        if table is None:
            raise OutsideTheory(f"a vector: {self.action.name} is a plain set")
        return table

    # --- scalars and features --------------------------------------------------------------------

    def plus(self, parts: tuple[Value, ...], sort: Sort) -> Value:
        return _chained(self._vectors("added"), parts) if sort in (V, S) else sympy.Add(*parts)

    def negative(self, part: Value, sort: Sort) -> Value:
        return int(self._vectors("negated")[part]) if sort in (V, S) else -part

    def zero(self, sort: Sort) -> Value:
        return 0 if sort == V else sympy.S.Zero

    def times(self, factors: tuple[Value, ...], term: Times) -> Value:
        return sympy.Mul(*factors)

    def numeral(self, term: Numeral) -> Value:
        return term.value

    def ratio(self, above: Value, below: Value, term: Ratio) -> Value:
        return above / below

    def nth_power(self, base: Value, exponent: int) -> Value:
        return base**exponent

    def root(self, radicand: Value) -> Value:
        return sympy.sqrt(radicand)

    def exp(self, exponent: Value) -> Value:
        return sympy.exp(exponent)

    def pairing(self, left: Value, right: Value, sort: Sort) -> Value:
        return sympy.Function("pairing")(*sorted((left, right), key=sympy.default_sort_key))

    def leaf(self, leaf: Leaf, sort: Sort) -> Value:
        if sort in (H, V, S):
            raise OutsideTheory(f"{leaf.symbol.name}, a function with values in H, V or S")
        arguments = [value for bracket in leaf.brackets for value in bracket]
        if not all(isinstance(value, int | sympy.Basic) for value in arguments):
            raise OutsideTheory("a function as an argument of an uninterpreted one")
        return sympy.Function(leaf.symbol.name)(*arguments)

    # --- binders -----------------------------------------------------------------------------------

    def sum_over(self, term: SumOver, env: Env) -> Value:
        return sympy.Add(*(self._member(term, inner) * self.body_of(term, inner) for inner in self._all(term, env)))

    def _all(self, term: SumOver, env: Env) -> Iterable[dict[Var, Value]]:
        """Every value of the bound variables."""
        ranges = [range(self.action.order if var.sort == H else self.action.size) for var in term.variables]
        for points in product(*ranges):
            self.summands += 1
            if self.summands > MAX_SUMMANDS:
                raise OutsideTheory(f"an expansion of more than {MAX_SUMMANDS} summands")
            yield {**env, **dict(zip(term.variables, points, strict=True))}

    def _member(self, term: SumOver, env: Env) -> Value:
        """The product of the 0/1 symbols of its conditions."""
        found = [
            sympy.Function(condition.family.name, integer=True)(
                *self.values(condition.centre, env), *self.values(condition.element, env)
            )
            for condition in term.conditions
            if isinstance(condition, Member)
        ]
        return sympy.Mul(*found)

    def weight(self, term: Weight, env: Env, owner: SumOver, owner_env: Env) -> Value:
        total = sympy.Add(
            *(
                self._member(owner, inner)
                * self.exp(self.value(term.score, {**env, **{v: inner[v] for v in owner.variables}}))
                for inner in self._all(owner, owner_env)
            )
        )
        return self.exp(self.value(term.score, env)) / total

    def union(self, term: HeadUnion, env: Env) -> Value:
        """The bound head is a number counted from the innermost union."""
        height = 0
        while True:
            body = self.value(term.body, {**env, term.variable: sympy.Symbol(f"head_{height}")})
            inside = 1 + max((int(u.args[0]) for u in sympy.sympify(body).atoms(_UNION)), default=-1)
            if inside == height:
                return _UNION(height, body)
            height = inside


_UNION = sympy.Function("union")


def _chained(table: Any, parts: tuple[Value, ...]) -> int:
    total = parts[0]
    for part in parts[1:]:
        total = table[total, part]
    return int(total)
