"""Naturals for which all the square roots that occur are integers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isqrt

import numpy as np
import sympy

from symproof.algebras.structure import Array
from symproof.terms import NotPolynomial, Term, Var, free_variables, polynomial

REACH = {1: 100, 2: 40, 3: 16, 4: 8}  # the largest value tried, by the number of names
KEPT = 12  # solutions, the smallest


def all_square(radicands: Sequence[Term], values: Mapping[Var, int]) -> bool:
    """Is every radicand a perfect square for these values?"""
    found = _values(radicands, list(values), np.array([[n] for n in values.values()]).reshape(len(values), 1))
    return found is not None and bool(_square(found).all())


def square_values(radicands: Sequence[Term], names: Sequence[Var]) -> tuple[dict[Var, int], ...]:
    """Small values of the names under the roots that make every radicand a perfect square, the smallest first."""
    inside = [var for var in names if any(var in free_variables(radicand) for radicand in radicands)]
    if len(inside) not in REACH:
        return ()
    grid = 1 + np.indices((REACH[len(inside)],) * len(inside)).reshape(len(inside), -1)
    found = _values(radicands, inside, grid)
    if found is None:
        return ()
    good = grid[:, _square(found).all(axis=0)]
    order = np.lexsort((good.sum(axis=0), good.max(axis=0)))[:KEPT]
    return tuple(dict(zip(inside, map(int, good[:, n]), strict=True)) for n in order)


def _values(radicands: Sequence[Term], names: Sequence[Var], grid: Array) -> Array | None:
    """(radicands, columns) Their values where the names have those of a column; None where one is no polynomial."""
    symbols = [sympy.Symbol(var.name, positive=True, integer=True) for var in names]
    try:
        polynomials = [sympy.Poly(polynomial(radicand), *symbols) for radicand in radicands]
    except (NotPolynomial, sympy.PolynomialError, sympy.GeneratorsNeeded):
        return None
    terms = [[(degrees, factor) for degrees, factor in p.terms()] for p in polynomials]
    if not all(factor.is_Integer for row in terms for _, factor in row):
        return None
    powers = [sum(int(c) * np.prod(grid ** np.array(d)[:, None], axis=0) for d, c in row) for row in terms]
    return np.array(powers).reshape(len(radicands), -1)


def _square(values: Array) -> Array:
    return np.asarray([[n > 0 and isqrt(n) ** 2 == n for n in row] for row in values.tolist()])


__all__ = ["all_square", "square_values"]
