"""Does a law hold in a model? In floating point for many models at once, and exactly for one.

A law speaks for all values of its variables. Elements are gone through; features, scalars and functions
of elements are sampled by the filter, and are generators of a polynomial ring for the verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product as cartesian
from math import prod
from typing import Any

import numpy as np
from sympy.polys.rings import PolyRing

from symproof.algebras.field import Field, TooMany, agreeing
from symproof.algebras.polynomial_values import PolynomialValues, of_generators, ring_of
from symproof.algebras.structure import Array, Frame, Models, NoModel, is_index
from symproof.algebras.values import Listed, Values
from symproof.checking.problem import Problem
from symproof.terms import Arrow, MatrixSort, Sort, Var, is_feature, is_scalar
from symproof.theory.hypotheses import Equation

MAX_LAW = 1 << 19  # values of a law's variables, times models, evaluated at once
FUNCTIONS = 6  # sample functions in a law for all functions
POINTS = 5  # sample values of each component of a feature variable in a law
MAX_GENERATORS = 300  # of the ring in which a law is decided
MAX_BINDINGS = 1 << 14  # values of the elements of a law that is decided exactly


def holds(problem: Problem, models: Models, equation: Equation) -> Array:
    """(models,) Does the equation hold, for all values of its variables?"""
    field = Field(problem.setting, models, max(MAX_LAW // models.count, 1))
    try:
        env = _all_values(field, equation)
        same = agreeing(*(field.components(side, env) for side in (equation.left, equation.right)))
    except TooMany as error:
        raise NoModel("a law with too many values") from error
    return np.asarray(same.all(axis=tuple(range(same.ndim - 1))))


def _all_values(field: Field, equation: Equation) -> dict[Var, object]:
    """Each variable of a law on an axis of its own; features and scalars at sample points."""
    env: dict[Var, object] = {}
    functions: list[Var] = []
    for var in equation.variables:
        if is_index(var.sort):
            env[var] = field.axis(field.frame.extent(var.sort))
        elif is_scalar(var.sort) or _vector(var.sort):
            parts = tuple(_sample(field) for _ in range(field.frame.size(var.sort)))
            env[var] = parts[0] if is_scalar(var.sort) else parts
        elif of_elements(var.sort):
            functions.append(var)
        else:
            raise NoModel(f"a law for all {var.name}")
    return env | _sampled(field, functions)


def of_elements(sort: Sort) -> bool:
    """Is it a function of elements with scalars or features as values?"""
    if not isinstance(sort, Arrow) or not all(map(is_index, sort.domain)):
        return False
    return is_scalar(sort.codomain) or _vector(sort.codomain)


def _vector(sort: Sort) -> bool:
    return is_feature(sort) or isinstance(sort, MatrixSort)


@dataclass(frozen=True, eq=False)
class Sampled(Listed):
    """A few functions at once: (cells, samples) for each component, and the axis of the samples."""

    samples: Array
    scalar: bool

    def at(self, arguments: Sequence[Any]) -> Any:
        place = self.place(arguments)
        parts = tuple(table[place, self.samples] for table in self.values)
        return parts[0] if self.scalar else parts


def _sampled(field: Field, functions: Sequence[Var]) -> dict[Var, object]:
    """Some functions of elements on one axis, zero first."""
    if not functions:
        return {}
    axis, random = field.axis(FUNCTIONS), np.random.RandomState(0)
    env: dict[Var, object] = {}
    for var in functions:
        extents = tuple(map(field.frame.extent, var.sort.domain))
        shape = (field.frame.size(var.sort.codomain), prod(extents), FUNCTIONS)
        tables = random.randint(-2, 3, size=shape) * np.minimum(np.arange(FUNCTIONS), 1.0)
        env[var] = Sampled(extents, tuple(tables), axis, is_scalar(var.sort.codomain))
    return env


def _sample(field: Field) -> Array:
    return field.axis(POINTS) - POINTS // 2 + 0.0


# --- exactly ------------------------------------------------------------------------------------


def holds_exactly(problem: Problem, model: Models, equation: Equation, plain: Values) -> bool:
    """Does the equation hold for all values of its variables? Raises NoValue, NoModel."""
    fixed, ring = generic(model.frame, equation.variables)
    fold = plain if ring is None else PolynomialValues(problem.setting, model, ring)
    return all(
        fold.value(equation.left, env) == fold.value(equation.right, env)
        for env in bindings(model.frame, equation.variables, fixed)
    )


def generic(frame: Frame, variables: Sequence[Var], besides: int = 0) -> tuple[dict[Var, object], PolyRing | None]:
    """Polynomial values for the variables that are no elements, and their ring; ``besides``: further generators in
    front. None where there is nothing to generate. Raises NoModel."""
    wide = [var for var in variables if not is_index(var.sort)]
    if not all(is_scalar(var.sort) or _vector(var.sort) or of_elements(var.sort) for var in wide):
        raise NoModel("a law for all functions of functions")
    count = besides + sum(frame.size(var.sort) for var in wide)
    if count > MAX_GENERATORS:
        raise NoModel("a law about too many features")
    if not count:
        return {}, None
    ring = ring_of(count)
    generators = iter(ring.gens[besides:])
    return {var: of_generators(var.sort, frame, generators) for var in wide}, ring


def bindings(frame: Frame, variables: Sequence[Var], fixed: Mapping[Var, object]) -> Iterator[dict[Var, object]]:
    """Every value of the elements among the variables, beside what is fixed. Raises NoModel."""
    elements = [var for var in variables if is_index(var.sort)]
    if prod(frame.extent(var.sort) for var in elements) > MAX_BINDINGS:
        raise NoModel("a law with too many values")
    for choice in cartesian(*(range(frame.extent(var.sort)) for var in elements)):
        yield {**fixed, **dict(zip(elements, choice, strict=True))}


__all__ = ["MAX_LAW", "bindings", "generic", "holds", "holds_exactly", "of_elements"]
