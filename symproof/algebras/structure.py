"""Concrete models as data: a frame that many models share, and one stack of parameters for all of them.

A *symbol* is a declared name with the way it is evaluated: index arguments (of sort H, S, V or
head) look up a row of parameters, vector arguments (features, scalars, matrices) enter a
polynomial of degree three with the coefficients of that row. A name without arguments is the
case without any of them; a function of elements enters as the vector of all its values. Vectors
are tuples of components: a family has those of all heads, a matrix those of all rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import prod
from typing import Any, TypeAlias

import numpy as np
import sympy
from numpy.typing import NDArray

from symproof.groups import Action
from symproof.terms import (
    HEAD,
    Arrow,
    Family,
    H,
    MatrixSort,
    NeighbourhoodSort,
    NotPolynomial,
    RealVectors,
    S,
    Sort,
    Space,
    V,
    Var,
    is_scalar,
    polynomial,
)

Array: TypeAlias = NDArray[Any]
Key: TypeAlias = tuple[Var, str]

IMAGE, MEMBER = "image", "member"
CONSTANT, LINEAR, SQUARE, CUBE, MIXED = "constant", "linear", "square", "cube", "mixed"
MOST_MIXED = 128  # mixed terms of an operator
POLYNOMIAL = (CONSTANT, LINEAR, SQUARE, CUBE, MIXED)


class NoModel(Exception):
    """The symbols or hypotheses have no model of this kind; ``what`` says why in words."""

    def __init__(self, what: str):
        super().__init__(what)
        self.what = what


def is_index(sort: Sort) -> bool:
    """Does a value of this sort count elements (of H, V, S or the heads)?"""
    return sort in (H, V, S, HEAD)


@dataclass(frozen=True, eq=False)
class Frame:
    """What all models of a stack share: the group, the number of heads, the dimensions."""

    action: Action
    heads: int
    dimension: int  # of every declared feature space
    naturals: Mapping[Var, int]
    fixed: Mapping[Var, int] = field(default_factory=dict)  # elements that laws on tables speak of

    def extent(self, sort: Sort) -> int:
        """The number of elements of an index sort."""
        if sort == HEAD:
            return self.heads
        return self.action.order if sort == H else self.action.size

    def size(self, sort: Sort) -> int:
        """The components of a vector sort: 1 for a scalar, all values of a function. Raises NoModel."""
        if is_scalar(sort):
            return 1
        if isinstance(sort, Space):
            return self.dimension
        if isinstance(sort, Family):
            return self.heads * self.size(sort.space)
        if isinstance(sort, RealVectors):
            return self.natural(sort.dimension)
        if isinstance(sort, MatrixSort):
            return self.natural(sort.shape[0]) * self.natural(sort.shape[1])
        if isinstance(sort, Arrow) and all(map(is_index, sort.domain)) and not isinstance(sort.codomain, Arrow):
            return prod(map(self.extent, sort.domain)) * self.size(sort.codomain)
        raise NoModel(f"values of sort {type(sort).__name__}")

    def natural(self, term: Any) -> int:
        """A dimension. Raises NoModel where it is no positive integer."""
        named = {sympy.Symbol(v.name, positive=True, integer=True): sympy.Integer(n) for v, n in self.naturals.items()}
        try:
            value = polynomial(term).xreplace(named)
        except NotPolynomial as error:
            raise NoModel("a dimension that is no polynomial") from error
        if not (value.is_Integer and value > 0):
            raise NoModel("a dimension that is no positive integer")
        return int(value)


@dataclass(frozen=True, eq=False)
class Symbol:
    """A declared name with the shape of its parameters."""

    var: Var
    indices: tuple[int, ...]  # which of the arguments are index arguments
    vectors: tuple[int, ...]
    sorts: tuple[Sort, ...]  # of all arguments
    labels: Array  # an axis for each index argument; equal labels share a row of parameters
    rows: int
    outputs: int  # components of the result; 0 where it is an index
    inputs: int  # components of all vector arguments together
    extent: int = 0  # index results: how many there are
    nought: tuple[int, ...] = ()  # rows that a hypothesis makes zero

    @cached_property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """The pairs of distinct components of the arguments, for the mixed terms; of operators, where these are few."""
        many = self.operator and self.rows * self.outputs * self.inputs * (self.inputs - 1) // 2 > MOST_MIXED
        count = 0 if many else self.inputs
        return tuple((a, b) for a in range(count) for b in range(a + 1, count))

    @property
    def operator(self) -> bool:
        """Is one of its arguments a function?"""
        return any(isinstance(sort, Arrow) for sort in self.sorts)

    @property
    def relation(self) -> bool:
        """Is it a neighbourhood family?"""
        return isinstance(self.var.sort, NeighbourhoodSort)

    def parts(self) -> dict[str, tuple[int, ...]]:
        """The shapes of the parameters by name, without the axis of models."""
        if self.relation:
            return {MEMBER: (self.rows,)}
        if not self.outputs:
            return {IMAGE: (self.rows,)}
        if not self.inputs:
            return {CONSTANT: (self.rows, self.outputs)}
        square = (self.rows, self.outputs, self.inputs)
        mixed = {MIXED: (self.rows, self.outputs, len(self.pairs))} if self.pairs else {}
        return {CONSTANT: (self.rows, self.outputs), LINEAR: square, SQUARE: square, CUBE: square} | mixed


def signature(sort: Sort) -> tuple[tuple[Sort, ...], Sort]:
    """The sorts of all arguments, bracket after bracket, and of the final result."""
    domain: tuple[Sort, ...] = ()
    while isinstance(sort, Arrow):
        domain, sort = domain + sort.domain, sort.codomain
    return domain, sort


@dataclass(frozen=True, eq=False)
class Models:
    """A stack of models over one frame: each parameter array has the models on its first axis."""

    frame: Frame
    symbols: Mapping[Var, Symbol]
    parameters: Mapping[Key, Array]

    @property
    def count(self) -> int:
        return len(next(iter(self.parameters.values()))) if self.parameters else 1

    def take(self, chosen: Array | list[int]) -> Models:
        """The models with these numbers."""
        return replace(self, parameters={key: array[chosen] for key, array in self.parameters.items()})

    def pick(self, number: int) -> Models:
        """A single model."""
        return self.take([number])

    def repeat(self, times: int) -> Models:
        """Copies of a single model, to be changed one by one."""
        return self.take(np.zeros(times, dtype=np.int64))
