"""Laws of functions: equations that hold for all values of variables.

    f(s) = t     for all values of the variables in it   |-   f(s') = t'
    f(s) = f(t)  for all values of the variables in it   |-   f(s') = f(t'), the least that is found
    f(s) = C[f(t)]                                       |-   f(s') = C'[f(t')], with the least t' that is found

The prime puts values in for the variables. Which values is proposed (``matching``); a
proposal counts just where f(s') is what is to be rewritten, so all that is used of a law
are its instances. Nothing is claimed of completeness.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from symproof.algebras.atoms import Atom, Atoms
from symproof.algebras.fold import Env, Leaf, Shifted, Value
from symproof.algebras.matching import Matching
from symproof.algebras.words import Typed, fits
from symproof.terms import Apply, Arrow, H, S, Shift, Sort, Term, V, Var, bound_by
from symproof.theory.hypotheses import Equation
from symproof.theory.setting import Setting

Brackets: TypeAlias = tuple[tuple[Typed, ...], ...]

DEEPEST = 12  # instances inside instances: laws may lead back to where they began


@dataclass(frozen=True)
class Law:
    """``one = other`` for all values of the variables. ``movers``: where ``one`` and ``inner``, which is the other
    side or stands in it, are values of one function, the variables that only move its arguments; else None."""

    one: Apply
    other: Term
    variables: frozenset[Var]
    movers: frozenset[Var] | None
    inner: Term
    binds: bool  # may names be bound where the other side is evaluated?


class Laws:
    """Part of the normal form: laws of functions."""

    setting: Setting

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.laws: dict[Var, list[Law]] = {}
        self.matching = Matching(self)
        self._depth = 0

    def assume(self, equation: Equation) -> bool:
        """Is it a law of functions? Of actions that a document defines nothing is assumed."""
        if self.setting.overrides and (equation.left.has(Shift) or equation.right.has(Shift)):
            return False
        uses = self.matching.uses(equation)
        for symbol, forward, movers, inner in uses:
            one, other = (equation.left, equation.right) if forward else (equation.right, equation.left)
            law = Law(one, other, frozenset(equation.variables), movers, inner, self._binds(other))
            self.laws.setdefault(symbol, []).append(law)
        return bool(uses)

    def _binds(self, term: Term) -> bool:
        if isinstance(term, Apply) and isinstance(term.fn, Var) and term.fn not in self.setting.definitions:
            return any(map(self._binds, term.arguments))
        if isinstance(term, Var):
            return isinstance(term.sort, Arrow) or term in self.setting.abbreviations
        parts = [part for part in term.args if isinstance(part, Term)]
        return isinstance(term, Apply) or bool(bound_by(term)) or any(map(self._binds, parts))

    def by_law(self, symbol: Var, brackets: Brackets) -> Value | None:
        """The other side of a law of which ``symbol`` at these arguments is an instance."""
        if self._depth >= DEEPEST:
            return None
        self._depth += 1
        try:
            for law in self.laws[symbol]:
                values = self.matching.instance(law, brackets)
                if values is None or not self._states(law, values, symbol, brackets):
                    continue
                if not law.binds or all(self.is_free(value, var.sort) for var, value in values.items()):
                    return self.value(law.other, values)
        finally:
            self._depth -= 1
        return None

    def moved(self, symbol: Var, brackets: Brackets) -> Brackets:
        """The arguments that laws of a symbol lead to from the given ones, where these are least."""
        for law, values in self.matching.path(self.laws[symbol], symbol, brackets):
            brackets = (self.image_of(law, values, symbol, brackets) if law.inner == law.other else None) or brackets
        return brackets

    def image_of(self, law: Law, values: Env, symbol: Var, brackets: Brackets) -> Brackets | None:
        if not self._states(law, values, symbol, brackets):
            return None
        found = self._applied_in(law.inner, values)
        return found[1] if found is not None and found[0] == symbol else None

    def _states(self, law: Law, values: Env, symbol: Var, brackets: Brackets) -> bool:
        """Does the law, for these values of its variables, speak of the symbol at these arguments?"""
        sorted_well = all(var in law.variables and of_sort(value, var.sort) for var, value in values.items())
        return sorted_well and self._applied_in(law.one, values) == (symbol, brackets)

    def is_free(self, value: Value, sort: Sort) -> bool:
        """Does it hold no name that some sum or function binds?"""
        names = self.support_of_argument(self.typed(value, sort))
        return all(self.atoms.keys[name][0] == "fresh" for name in names)

    def _applied_in(self, term: Term, env: Env) -> tuple[Var, Brackets] | None:
        """The function and the arguments that a term is the value of; ``L_g[f](a)`` is f(g^-1 a)."""
        if not isinstance(term, Apply):
            return None
        fn, args = self.value(term.fn, env), self.values(term.arguments, env)
        while isinstance(fn, Shifted):
            fn, args = fn.fn, self.shifted_back(fn, args)
        if not isinstance(fn, Leaf):
            return None
        return fn.symbol, self.arguments_of(Leaf(fn.symbol, (*fn.brackets, args)))

    # what the other parts of the normal form provide
    value: Callable[[Term, Env], Value]
    values: Callable[..., tuple[Value, ...]]
    shifted_back: Callable[[Shifted, tuple[Value, ...]], tuple[Value, ...]]
    arguments_of: Callable[[Leaf], Brackets]
    atoms: Atoms
    typed: Callable[[Value, Sort], Typed]
    support_of_argument: Callable[[Typed], frozenset[Atom]]


def of_sort(value: Value, sort: Sort) -> bool:
    """Is it a word for H, a combination for V and S, something else for the other sorts?"""
    if sort in (H, V, S):
        return fits("H" if sort == H else "V", value)
    return isinstance(value, int) if isinstance(sort, Arrow) else isinstance(value, int | dict)
