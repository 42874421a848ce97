"""The nodes of the language: sorted, checked, immutable sympy ``Basic`` trees.

Every node obeys ``node.func(*node.args) == node`` and carries its ``sort``. A
constructor that is handed terms of the wrong sort raises ``IllSorted``; nothing is
simplified, so the author's form is kept. No class shares a name with a sympy class.

Functions are variables of an ``Arrow`` sort: ``Var("f", Arrow((S,), F))``.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from sympy import Basic, Integer, Rational, Tuple

from symproof.terms.sorts import (
    HEAD,
    NATURAL,
    PARTS,
    REAL,
    Arrow,
    Family,
    GroupSort,
    H,
    MatrixSort,
    ModuleSort,
    NeighbourhoodSort,
    PositionSort,
    RealVectors,
    S,
    Sort,
    V,
    accepts,
    is_feature,
    is_linear,
    is_scalar,
    part,
    tuple_of,
)
from symproof.terms.term import IllSorted, Term, Var, require, required

# --- functions ---------------------------------------------------------------------


class Apply(Term):
    """``Apply(f, a, b)``: f(a, b). Arity and sorts must fit the ``Arrow`` of ``f``."""

    __slots__ = ()
    fn: Term = part(0)
    arguments: tuple[Term, ...] = part(slice(1, None))

    @classmethod
    def _sort(cls, fn: Term, *args: Term) -> Sort:
        require(isinstance(fn.sort, Arrow), cls, 0, "a function", fn.sort)
        domain = fn.sort.domain
        if len(args) != len(domain):
            raise IllSorted(cls, None, f"{len(domain)} argument(s)", f"{len(args)}")
        for number, (want, arg) in enumerate(zip(domain, args, strict=True)):
            require(accepts(want, arg.sort), cls, number + 1, want, arg.sort)
        return fn.sort.codomain


class Composition(Term):
    """``outer \\circ inner``: the function ``a -> outer(inner(a))``; ``outer`` takes one argument."""

    __slots__ = ()

    @classmethod
    def _sort(cls, outer: Term, inner: Term) -> Sort:
        require(isinstance(outer.sort, Arrow) and len(outer.sort.domain) == 1, cls, 0, "a function", outer.sort)
        require(isinstance(inner.sort, Arrow), cls, 1, "a function", inner.sort)
        wanted, found = outer.sort.domain[0], inner.sort.codomain
        require(accepts(wanted, found), cls, 1, Arrow(inner.sort.domain, wanted), inner.sort)
        return Arrow(inner.sort.domain, outer.sort.codomain)


class Shift(Term):
    """``L_g[F] = F o g^-1`` for ``g`` of sort H or V.

    L_h moves every argument of sort S, V or H; L_y moves those of sort S.
    """

    __slots__ = ()
    actor: Term = part(0)
    fn: Term = part(1)

    @classmethod
    def _sort(cls, actor: Term, fn: Term) -> Sort:
        require(actor.sort in (H, V), cls, 0, "an element of H or V", actor.sort)
        require(isinstance(fn.sort, Arrow), cls, 1, "a function", fn.sort)
        movable = (PositionSort, ModuleSort, GroupSort) if actor.sort == H else (PositionSort,)
        require(any(isinstance(s, movable) for s in fn.sort.domain), cls, 1, "a function of positions", fn.sort)
        return fn.sort


# --- the group, the module, the positions --------------------------------------------


class GroupUnit(Term):
    """The unit e of H."""

    __slots__ = ()

    @classmethod
    def _sort(cls) -> Sort:
        return H


class GroupProduct(Term):
    """``GroupProduct(a, b, c)``: abc in H."""

    __slots__ = ()

    @classmethod
    def _sort(cls, *factors: Term) -> Sort:
        require(len(factors) >= 2, cls, None, "at least two factors", len(factors))
        return required(cls, factors, H)


class GroupPower(Term):
    """``h^n`` for an integer n; ``GroupPower(h, -1)`` is the inverse."""

    __slots__ = ()
    base: Term = part(0)
    exponent: int = part(1, int)

    def __new__(cls, base: Term, exponent: int | Integer) -> GroupPower:
        return Term.__new__(cls, base, Integer(exponent))

    @classmethod
    def _sort(cls, base: Term, exponent: Integer) -> Sort:
        return required(cls, (base,), H)


class Act(Term):
    """``h v``: H acts on V, and on S (through x, or directly where S is a plain set)."""

    __slots__ = ()

    @classmethod
    def _sort(cls, actor: Term, point: Term) -> Sort:
        required(cls, (actor,), H)
        require(point.sort in (V, S), cls, 1, "an element of V or S", point.sort)
        return point.sort


class Coordinate(Term):
    """``x(i)``: S -> V."""

    __slots__ = ()

    @classmethod
    def _sort(cls, position: Term) -> Sort:
        required(cls, (position,), S)
        return V


class Place(Term):
    """``x^{-1}(v)``: V -> S."""

    __slots__ = ()

    @classmethod
    def _sort(cls, vector: Term) -> Sort:
        required(cls, (vector,), V)
        return S


# --- sums, scalars, features ----------------------------------------------------------


def _common(cls: type, parts: tuple[Term, ...]) -> Sort:
    sorts = [part.sort for part in parts]
    if all(is_scalar(sort) for sort in sorts):
        return NATURAL if all(sort == NATURAL for sort in sorts) else REAL
    first = sorts[0]
    require(first == V or is_linear(first), cls, 0, "something that can be added", first)
    for number, sort in enumerate(sorts):
        require(accepts(first, sort), cls, number, first, sort)
    return first


class Plus(Term):
    """A sum of two or more terms of one sort: V, scalars, a feature space, matrices, functions into these."""

    __slots__ = ()

    @classmethod
    def _sort(cls, *parts: Term) -> Sort:
        require(len(parts) >= 2, cls, None, "at least two summands", len(parts))
        return _common(cls, parts)


class Negative(Term):
    """``-a``. A difference a - b is ``Plus(a, Negative(b))``."""

    __slots__ = ()

    @classmethod
    def _sort(cls, part: Term) -> Sort:
        sort = _common(cls, (part,))
        return REAL if sort == NATURAL else sort


class Zero(Term):
    """The zero of V, of a feature space, of matrices of a shape, of functions."""

    __slots__ = ()

    @classmethod
    def _sort(cls, sort: Sort) -> Sort:
        require(sort == V or is_linear(sort), cls, 0, "V or a vector space", sort)
        return sort


class Times(Term):
    """A product of scalars with at most one factor that is a feature, a matrix or a function."""

    __slots__ = ()

    @classmethod
    def _sort(cls, *factors: Term) -> Sort:
        require(len(factors) >= 2, cls, None, "at least two factors", len(factors))
        others = [(n, f.sort) for n, f in enumerate(factors) if not is_scalar(f.sort)]
        for number, sort in others:
            require(is_linear(sort) and len(others) == 1, cls, number, "a scalar", sort)
        if others:
            return others[0][1]
        return NATURAL if all(f.sort == NATURAL for f in factors) else REAL


class Numeral(Term):
    """A rational number; a positive integer is of sort Natural."""

    __slots__ = ()
    value: Rational = part(0)

    def __new__(cls, value: int | Rational) -> Numeral:
        return Term.__new__(cls, Rational(value))

    @classmethod
    def _sort(cls, value: Rational) -> Sort:
        return NATURAL if value.is_Integer and value > 0 else REAL


class Ratio(Term):
    """``\\frac{a}{b}`` of scalars; a feature or a function may stand above."""

    __slots__ = ()

    @classmethod
    def _sort(cls, above: Term, below: Term) -> Sort:
        vector = is_feature(above.sort) or (isinstance(above.sort, Arrow) and is_linear(above.sort))
        require(is_scalar(above.sort) or vector, cls, 0, "a scalar or a feature", above.sort)
        require(is_scalar(below.sort), cls, 1, "a scalar", below.sort)
        return above.sort if vector else REAL


class NthPower(Term):
    """``a^n`` of a scalar, n an integer."""

    __slots__ = ()
    exponent: int = part(1, int)

    def __new__(cls, base: Term, exponent: int | Integer) -> NthPower:
        return Term.__new__(cls, base, Integer(exponent))

    @classmethod
    def _sort(cls, base: Term, exponent: Integer) -> Sort:
        require(is_scalar(base.sort), cls, 0, "a scalar", base.sort)
        return base.sort if exponent > 0 else REAL


class SquareRoot(Term):
    """The square root of a positive natural."""

    __slots__ = ()

    @classmethod
    def _sort(cls, radicand: Term) -> Sort:
        require(radicand.sort == NATURAL, cls, 0, "a positive natural", radicand.sort)
        return REAL


class ExpOf(Term):
    """``\\exp a`` of a scalar: positive, and exp(a + b) = exp(a) exp(b)."""

    __slots__ = ()

    @classmethod
    def _sort(cls, exponent: Term) -> Sort:
        require(is_scalar(exponent.sort), cls, 0, "a scalar", exponent.sort)
        return REAL


class Pairing(Term):
    """``\\langle a, b \\rangle``: symmetric and bilinear on one feature space."""

    __slots__ = ()

    @classmethod
    def _sort(cls, left: Term, right: Term) -> Sort:
        require(is_feature(left.sort), cls, 0, "a feature", left.sort)
        require(accepts(left.sort, right.sort), cls, 1, left.sort, right.sort)
        return REAL


# --- neighbourhoods and binders ---------------------------------------------------------


class Condition(Term):
    """What a summation index must satisfy; ``element`` is the tuple left of ``\\in``."""

    __slots__ = ()
    element: tuple[Term, ...] = part(0, PARTS)


class Member(Condition):
    """``(a, b) \\in N(c, d)`` for a declared neighbourhood family N."""

    __slots__ = ()
    family: Var = part(1)
    centre: tuple[Term, ...] = part(2, PARTS)

    def __new__(cls, element: Iterable[Term], family: Var, centre: Iterable[Term]) -> Member:
        return Term.__new__(cls, tuple_of(element), family, tuple_of(centre))

    @classmethod
    def _sort(cls, element: Tuple, family: Var, centre: Tuple) -> Sort:
        sort = family.sort
        require(isinstance(sort, NeighbourhoodSort), cls, 1, "a neighbourhood", sort)
        for position, parts, wanted in ((0, element, sort.element), (2, centre, sort.centre)):
            found = tuple(part.sort for part in parts)
            if found != wanted:
                raise IllSorted(cls, position, Tuple(*wanted), Tuple(*found))
        return Sort()


class Everywhere(Condition):
    """``t \\in S``, ``t \\in \\mathcal H`` or a product of these: no restriction."""

    __slots__ = ()

    def __new__(cls, element: Iterable[Term]) -> Everywhere:
        return Term.__new__(cls, tuple_of(element))

    @classmethod
    def _sort(cls, element: Tuple) -> Sort:
        for slot in element:
            require(slot.sort in (S, H), cls, 0, "an element of S or H", slot.sort)
        return Sort()


class SumOver(Term):
    """``\\sum_{t \\in D} body``: over all values of ``variables`` that meet the conditions.

    ``element`` is the tuple of terms under the sum, to which the subscript of a
    softmax refers; it determines the variables, one per slot.
    """

    __slots__ = ()
    variables: tuple[Var, ...] = part(0, PARTS)
    conditions: tuple[Condition, ...] = part(1, PARTS)

    def __new__(cls, variables: Iterable[Var], conditions: Iterable[Condition], body: Term) -> SumOver:
        return Term.__new__(cls, tuple_of(variables), tuple_of(conditions), body)

    @classmethod
    def _sort(cls, variables: Tuple, conditions: Tuple, body: Term) -> Sort:
        for var in variables:
            require(isinstance(var, Var) and var.sort in (S, H), cls, 0, "a variable of S or H", var)
        require(len(variables) == len(set(variables)) > 0, cls, 0, "distinct variables", variables)
        slots = [part for condition in conditions for part in condition.element]
        require(len(slots) == len(variables), cls, 1, "one bound variable a slot", conditions)
        require(is_scalar(body.sort) or is_feature(body.sort), cls, 2, "a scalar or a feature", body.sort)
        return REAL if body.sort == NATURAL else body.sort

    @property
    def element(self) -> tuple[Term, ...]:
        return tuple(part for condition in self.conditions for part in condition.element)

    body: Term = part(2)


class Weight(Term):
    """``\\sigma_t(score)``: softmax over the innermost enclosing sum whose element is ``t``."""

    __slots__ = ()
    index: tuple[Term, ...] = part(0, PARTS)
    score: Term = part(1)

    def __new__(cls, index: Iterable[Term], score: Term) -> Weight:
        return Term.__new__(cls, tuple_of(index), score)

    @classmethod
    def _sort(cls, index: Tuple, score: Term) -> Sort:
        require(is_scalar(score.sort), cls, 1, "a scalar", score.sort)
        return REAL


class HeadUnion(Term):
    """``\\bigcup_{head \\in [H]} body``: the ordered family of the heads' outputs."""

    __slots__ = ()
    variable: Var = part(0)
    body: Term = part(1)

    @classmethod
    def _sort(cls, variable: Var, body: Term) -> Sort:
        require(variable.sort == HEAD, cls, 0, HEAD, variable)
        require(is_feature(body.sort) and not isinstance(body.sort, Family), cls, 1, "a feature", body.sort)
        return Family(body.sort)


# --- matrices -----------------------------------------------------------------------------


def _shape(cls: type, number: int, matrix: Term) -> tuple[Basic, Basic]:
    require(isinstance(matrix.sort, MatrixSort), cls, number, "a matrix", matrix.sort)
    return matrix.sort.shape


class MatrixProduct(Term):
    """``ABC``: neighbouring shapes must fit."""

    __slots__ = ()

    @classmethod
    def _sort(cls, *factors: Term) -> Sort:
        require(len(factors) >= 2, cls, None, "at least two factors", len(factors))
        shapes = [_shape(cls, number, factor) for number, factor in enumerate(factors)]
        for number, ((_, inner), (rows, _)) in enumerate(pairwise(shapes), start=1):
            require(accepts(RealVectors(inner), RealVectors(rows)), cls, number, f"{inner} rows", f"{rows} rows")
        return MatrixSort(shapes[0][0], shapes[-1][1])


class MatrixTranspose(Term):
    """``A^T``."""

    __slots__ = ()

    @classmethod
    def _sort(cls, matrix: Term) -> Sort:
        rows, columns = _shape(cls, 0, matrix)
        return MatrixSort(columns, rows)


class MatrixApply(Term):
    """``A v`` for a matrix and a column."""

    __slots__ = ()

    @classmethod
    def _sort(cls, matrix: Term, column: Term) -> Sort:
        rows, columns = _shape(cls, 0, matrix)
        require(accepts(RealVectors(columns), column.sort), cls, 1, f"a column of {columns} entries", column.sort)
        return RealVectors(rows)


def minus(left: Term, right: Term) -> Term:
    """``left - right``."""
    return Plus(left, Negative(right))


def inverse(element: Term) -> Term:
    """``h^{-1}``."""
    return GroupPower(element, -1)
