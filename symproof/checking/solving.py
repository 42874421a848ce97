"""Maps that laws determine in part: equivariant operators, additive maps, tables that sum to zero.

A map drawn at random meets no law such as ``Phi[L_h[f]] = L_h[Phi[f]]``. Where both sides are affine in the
coefficients of one map, the law is a system of linear equations between them; it is solved over the rationals,
and in every model the coefficients that it determines are computed from the others. Nothing is taken on trust:
the law is evaluated afterwards like every other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Any

import numpy as np
from sympy import QQ
from sympy.polys.matrices import DomainMatrix
from sympy.polys.rings import PolyElement, PolyRing

from symproof.algebras.fold import OutsideTheory, Value
from symproof.algebras.polynomial_values import PolynomialValues
from symproof.algebras.structure import CUBE, LINEAR, Array, Frame, Key, Models, NoModel, Symbol, is_index
from symproof.algebras.values import NoValue
from symproof.checking.drawing import blank
from symproof.checking.laws import bindings, generic
from symproof.checking.problem import Problem
from symproof.terms import Var
from symproof.theory.hypotheses import Equation, Injective, Linear
from symproof.theory.setting import Setting

MAX_UNKNOWNS = 400  # coefficients of one map
MAX_EQUATIONS = 20_000

Row = dict[int, Any]  # an equation: coefficient -> factor; MAX_UNKNOWNS -> what it has to add up to
RIGHT = MAX_UNKNOWNS


@dataclass(frozen=True, eq=False)
class Solved:
    """The coefficients of a map that are not free: ``factors @ free + constant``."""

    symbol: Symbol
    bound: Array
    free: Array
    factors: Array  # (free, bound)
    constant: Array

    def entered(self, models: Models) -> Models:
        """The models with these coefficients computed, rounded where they are no integers."""
        shapes = self.symbol.parts()
        arrays = [models.parameters[self.symbol.var, part].reshape(models.count, -1) for part in shapes]
        flat = np.concatenate(arrays, axis=1)
        flat[:, self.bound] = np.rint(flat[:, self.free] @ self.factors + self.constant)
        ends = np.cumsum([array.shape[1] for array in arrays])[:-1]
        pieces = zip(shapes.items(), np.split(flat, ends, axis=1), strict=True)
        written = {(self.symbol.var, part): piece.reshape(models.count, *shape) for (part, shape), piece in pieces}
        return replace(models, parameters={**models.parameters, **written})


class NotAffine(Exception):
    """A law in which coefficients are multiplied with each other."""


class Unknown(PolynomialValues):
    """Values where the coefficients of one map are the first generators. Raises NotAffine where it meets itself."""

    def __init__(self, setting: Setting, model: Models, ring: PolyRing, entries: Mapping[Key, Array], symbol: Symbol):
        super().__init__(setting, model, ring, entries)
        self.symbol, self.count = symbol, _count(symbol)

    def _polynomial(self, symbol: Symbol, row: Value, output: int, inputs: tuple[Value, ...]) -> Value:
        if symbol is self.symbol and any(self._unknown(value) for value in inputs):
            raise NotAffine
        return super()._polynomial(symbol, row, output, inputs)

    def _unknown(self, value: Value) -> bool:
        return isinstance(value, PolyElement) and any(any(monomial[: self.count]) for monomial in value.monoms())


@dataclass(frozen=True, eq=False)
class Laws:
    """The laws that are open in a frame, and the tables that are zero there."""

    problem: Problem
    frame: Frame
    symbols: Mapping[Var, Symbol]
    equations: Sequence[Equation]
    nought: frozenset[Var] = frozenset()

    def solved(self) -> tuple[Solved, ...]:
        """What the laws that are affine in one map say of it, a map each. Raises NoModel where no map meets them."""
        about: dict[Symbol, list[Equation]] = {}
        for law in self.equations:
            symbol = self._unknown(law)
            if symbol is not None:
                about.setdefault(symbol, []).append(law)
        found = (self._solution(symbol, laws) for symbol, laws in about.items())
        return tuple(entry for entry in found if entry is not None)

    def companions(self) -> frozenset[Var]:
        """The tables that a law about a map names beside it, for one value each."""
        found: set[Var] = set()
        for law in self.equations:
            symbol = self._unknown(law)
            found |= set(self._others(symbol, law)) if symbol is not None else set()
        return frozenset(v for v in found if self.symbols[v].outputs and not self.symbols[v].inputs)

    def _named(self, law: Equation) -> list[Var]:
        return [var for var in self.symbols if var in self.problem.assumed[law]]

    def _unknown(self, law: Equation) -> Symbol | None:
        """The map whose coefficients a law is taken to speak of: the only operator, else the only map or table."""
        known = [self.symbols[var] for var in self._named(law)]
        loose = not law.variables and any(is_index(s.var.sort) and s.var not in self.frame.fixed for s in known)
        if loose or any(s.relation or (not s.outputs and s.sorts) for s in known):
            return None
        wide = [symbol for symbol in known if symbol.outputs]
        for kind in ([s for s in wide if s.operator], [s for s in wide if s.inputs], [s for s in wide if s.sorts]):
            if kind:
                usable = len(kind) == 1 and not self.problem.has(Injective, kind[0].var)
                return kind[0] if usable and _count(kind[0]) <= MAX_UNKNOWNS else None
        return None

    def _others(self, symbol: Symbol, law: Equation) -> list[Var]:
        """The other names of the law, taken for variables: the law then says more than it needs."""
        return [var for var in self._named(law) if var != symbol.var and var not in self.nought]

    # --- the equations of one map ------------------------------------------------------------

    def _solution(self, symbol: Symbol, laws: Sequence[Equation]) -> Solved | None:
        rows = list(self._nothing(symbol))
        for law in laws:
            try:
                rows += self._rows(symbol, law)
            except (NoValue, OutsideTheory, NotAffine, NoModel):
                continue
        return _eliminated(symbol, rows)

    def _nothing(self, symbol: Symbol) -> Iterator[Row]:
        """The coefficients that are zero anyway: of cubes in operators, of powers in linear maps."""
        start = 0
        for part, shape in symbol.parts().items():
            stop = start + prod(shape)
            if (symbol.operator and part == CUBE) or (self.problem.has(Linear, symbol.var) and part != LINEAR):
                yield from ({n: QQ(1)} for n in range(start, stop))
            start = stop

    def _rows(self, symbol: Symbol, law: Equation) -> list[Row]:
        """The equations between the coefficients, each once. Raises NotAffine, NoValue, NoModel, OutsideTheory."""
        others = self._others(symbol, law)
        free = [var for var in others if is_index(var.sort) and var not in self.frame.fixed]
        wide = [var for var in others if not is_index(var.sort)]
        env, ring = generic(self.frame, (*law.variables, *wide), _count(symbol))
        if ring is None:
            raise NoModel("nothing to solve")
        fold = self._fold(symbol, ring)
        found: dict[frozenset[tuple[int, Any]], Row] = {}
        for binding in bindings(self.frame, (*free, *law.variables), {**env, **self.frame.fixed}):
            left, right = fold.value(law.left, binding), fold.value(law.right, binding)
            for a, b in zip(_parts(left), _parts(right), strict=True):
                rows = _collected(ring(0) + a - b, _count(symbol))
                found |= {frozenset(row.items()): row for row in rows}
            if len(found) > MAX_EQUATIONS:
                raise NoModel("too many equations")
        return list(found.values())

    def _fold(self, symbol: Symbol, ring: PolyRing) -> Unknown:
        """An algebra in which the coefficients of the map are the first generators."""
        generators, entries = iter(ring.gens), dict[Key, Array]()
        for part, shape in symbol.parts().items():
            array = np.empty((1, *shape), dtype=object)
            array.ravel()[:] = [next(generators) for _ in range(array.size)]
            entries[symbol.var, part] = array
        return Unknown(self.problem.setting, blank(self.frame, self.symbols), ring, entries, symbol)


def _count(symbol: Symbol) -> int:
    return sum(prod(shape) for shape in symbol.parts().values())


# --- linear equations ------------------------------------------------------------------------------


def _parts(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _collected(difference: PolyElement, count: int) -> Iterator[Row]:
    """One equation for each monomial in the variables. Raises NotAffine."""
    rows: dict[tuple[int, ...], Row] = {}
    for monomial, factor in difference.terms():
        if sum(monomial[:count]) > 1:
            raise NotAffine
        row = rows.setdefault(monomial[count:], {})
        inside = next((n for n, power in enumerate(monomial[:count]) if power), None)
        row[RIGHT if inside is None else inside] = -factor if inside is None else factor
    yield from rows.values()


def _eliminated(symbol: Symbol, rows: Sequence[Row]) -> Solved | None:
    """Gauss-Jordan elimination. Raises NoModel where there is no solution."""
    if not rows:
        return None
    count = _count(symbol)
    sparse = {n: {(count if c == RIGHT else c): factor for c, factor in row.items()} for n, row in enumerate(rows)}
    reduced, pivots = DomainMatrix(sparse, (len(rows), count + 1), QQ).rref()
    if count in pivots:
        raise NoModel(f"no coefficients of {symbol.var.name} meet the laws")
    bound, free = np.array(pivots), np.setdiff1d(np.arange(count), pivots)
    table = np.zeros((len(pivots), count + 1))
    for n, row in reduced.rep.to_sdm().items():
        for column, factor in row.items():
            table[n, column] = float(factor)
    return Solved(symbol, bound, free, -table[:, free].T, table[:, count])


__all__ = ["Laws", "Solved"]
