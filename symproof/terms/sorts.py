"""The sorts of the theory: what a term may denote.

A sort is an immutable sympy ``Basic`` without arithmetic. Two sorts are equal when
they are built alike; dimensions of matrices are compared as polynomials.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from sympy import Basic, Tuple
from sympy.core.symbol import Str

NAME, PARTS = attrgetter("name"), attrgetter("args")


def part(which: int | slice, kind: Callable[[Any], Any] | None = None) -> Any:
    """The attribute that is a part of a node, of the kind given; ``PARTS``: those of a tuple of terms."""
    return property(lambda node: node.args[which] if kind is None else kind(node.args[which]))


def tuple_of(parts: Iterable[Basic]) -> Tuple:
    """Terms or sorts as one part of a node."""
    return Tuple(*parts, sympify=False)


class Sort(Basic):
    """Base of all sorts."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Equal class and arguments; hashes, which are kept, come first."""
        if self is other:
            return True
        return type(self) is type(other) and hash(self) == hash(other) and self.args == other.args

    __hash__ = Basic.__hash__


class GroupSort(Sort):
    """The elements of the group H."""

    __slots__ = ()


class ModuleSort(Sort):
    """The elements of the abelian group V on which H acts by automorphisms."""

    __slots__ = ()


class PositionSort(Sort):
    """The elements of the finite index set S."""

    __slots__ = ()


class HeadSort(Sort):
    """The elements of the finite ordered set [H] of heads."""

    __slots__ = ()


class RealSort(Sort):
    """Real scalars."""

    __slots__ = ()


class NaturalSort(Sort):
    """Positive naturals; accepted wherever a real scalar is."""

    __slots__ = ()


class Space(Sort):
    """A declared feature space: a real vector space known by its name."""

    __slots__ = ()
    name: str = part(0, NAME)

    def __new__(cls, name: str | Str) -> Space:
        return Basic.__new__(cls, Str(str(name)))


class RealVectors(Sort):
    """The columns R^n; ``dimension`` is a term of sort Natural."""

    __slots__ = ()
    dimension: Basic = part(0)


class Family(Sort):
    """``U^{[H]}``: one element of a feature space for each head."""

    __slots__ = ()
    space: Sort = part(0)


class MatrixSort(Sort):
    """Real matrices of a symbolic shape (rows, columns), both terms of sort Natural."""

    __slots__ = ()
    shape: tuple[Basic, Basic] = part(slice(2))


class Arrow(Sort):
    """Functions: ``Arrow((A, B), C)`` takes two arguments. Arrows may be curried."""

    __slots__ = ()
    domain: tuple[Sort, ...] = part(0, PARTS)
    codomain: Sort = part(1)

    def __new__(cls, domain: tuple[Sort, ...] | Tuple, codomain: Sort) -> Arrow:
        return Basic.__new__(cls, tuple_of(domain), codomain)


class NeighbourhoodSort(Sort):
    """A family ``N(c) subset E``: sorts of the centre ``c`` and of the elements (each S or H)."""

    __slots__ = ()
    centre: tuple[Sort, ...] = part(0, PARTS)
    element: tuple[Sort, ...] = part(1, PARTS)

    def __new__(cls, centre: tuple[Sort, ...] | Tuple, element: tuple[Sort, ...] | Tuple) -> NeighbourhoodSort:
        return Basic.__new__(cls, tuple_of(centre), tuple_of(element))


H, V, S, HEAD, REAL, NATURAL = GroupSort(), ModuleSort(), PositionSort(), HeadSort(), RealSort(), NaturalSort()

FEATURES = (Space, RealVectors, Family)
SCALARS = (RealSort, NaturalSort)


def is_feature(sort: Sort) -> bool:
    """Is it a real vector space other than R itself?"""
    return isinstance(sort, FEATURES)


def is_linear(sort: Sort) -> bool:
    """Is it a vector space other than R: of features, of matrices, of functions into R or such a space?"""
    while isinstance(sort, Arrow):
        if is_scalar(sort.codomain):
            return True
        sort = sort.codomain
    return is_feature(sort) or isinstance(sort, MatrixSort)


def is_scalar(sort: Sort) -> bool:
    """Is it a real number (or a natural, which is one)?"""
    return isinstance(sort, SCALARS)


def accepts(expected: Sort, found: Sort) -> bool:
    """May a term of sort ``found`` stand where ``expected`` is wanted?"""
    if expected is found or expected == found or (expected == REAL and found == NATURAL):
        return True
    if isinstance(expected, RealVectors) and isinstance(found, RealVectors):
        return same_dimension(expected.dimension, found.dimension)
    if isinstance(expected, MatrixSort) and isinstance(found, MatrixSort):
        return all(map(same_dimension, expected.shape, found.shape))
    return False


def same_dimension(left: Basic, right: Basic) -> bool:
    """Are two dimensions equal as polynomials over the naturals, or the same otherwise, as ``r(A)`` is?"""
    if left == right:
        return True
    from symproof.terms.naturals import NotPolynomial, polynomial

    try:
        return bool(polynomial(left) == polynomial(right))
    except NotPolynomial:
        return False
