"""The nodes of the language: sorted, checked, immutable sympy ``Basic`` trees.

Every node obeys ``node.func(*node.args) == node`` and carries its ``sort``. A
constructor that is handed terms of the wrong sort raises ``IllSorted``; nothing is
simplified, so the author's form is kept. No class shares a name with a sympy class.

Functions are variables of an ``Arrow`` sort: ``Var("f", Arrow((S,), F))``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from sympy import Basic, Integer, Rational, Tuple
from sympy.core.symbol import Str

from symproof.terms.sorts import (
    HEAD,
    NATURAL,
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
)


class IllSorted(TypeError):
    """A node was handed a part of the wrong sort.

    ``node`` is the class, ``position`` the number of the offending argument (from 0;
    None for the node as a whole), ``expected`` words or a sort, ``found`` a sort.
    """

    def __init__(self, node: type, position: int | None, expected: Sort | str, found: object):
        super().__init__(node, position, expected, found)
        self.node, self.position, self.expected, self.found = node, position, expected, found

    def __str__(self) -> str:
        where = "" if self.position is None else f" (argument {self.position + 1})"
        return f"{self.node.__name__}{where}: expected {self.expected}, found {self.found}"


def require(holds: bool, node: type, position: int | None, expected: Sort | str, found: object) -> None:
    """Raise ``IllSorted`` unless ``holds``."""
    if not holds:
        raise IllSorted(node, position, expected, found)


class Term(Basic):
    """Base of all terms; ``sort`` is computed and checked when the term is built."""

    __slots__ = ("sort",)
    sort: Sort

    def __new__(cls, *args: Any) -> Term:
        node: Term = Basic.__new__(cls, *args)
        node.sort = cls._sort(*args)
        return node

    def __eq__(self, other: object) -> bool:
        """Equal class and arguments; hashes, which are kept, come first."""
        if self is other:
            return True
        return type(self) is type(other) and hash(self) == hash(other) and self.args == other.args

    __hash__ = Basic.__hash__

    @classmethod
    def _sort(cls, *args: Any) -> Sort:
        raise NotImplementedError(cls.__name__)

    def _sympystr(self, printer: Any) -> str:
        show = PRINTERS.get("text")
        return show(self) if show else f"{type(self).__name__}({', '.join(map(str, self.args))})"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        show = PRINTERS.get("latex", str)
        return show(self) if exp is None else rf"\left({show(self)}\right)^{{{exp}}}"


PRINTERS: dict[str, Callable[[Term], str]] = {}
"""How sympy and notebooks show a term: filled by the room ``writing`` when it is imported."""


def _all(cls: type, args: Iterable[Any], sort: Sort) -> Sort:
    for number, arg in enumerate(args):
        require(isinstance(arg, Term) and accepts(sort, arg.sort), cls, number, sort, getattr(arg, "sort", arg))
    return sort


class Var(Term):
    """A name with its sort: a free or bound variable, a function, a neighbourhood family."""

    __slots__ = ()

    def __new__(cls, name: str | Str, sort: Sort) -> Term:
        if not isinstance(sort, Sort):
            raise IllSorted(cls, 1, "a sort", sort)
        return _variable(str(name), sort)

    @classmethod
    def _sort(cls, name: Str, sort: Sort) -> Sort:
        return sort

    @property
    def name(self) -> str:
        name: str = self.args[0].name
        return name


@lru_cache(maxsize=1 << 14)
def _variable(name: str, sort: Sort) -> Term:
    """One object for a name and a sort, so that tables of names find it by identity."""
    return Term.__new__(Var, Str(name), sort)


# --- functions ---------------------------------------------------------------------


class Apply(Term):
    """``Apply(f, a, b)``: f(a, b). Arity and sorts must fit the ``Arrow`` of ``f``."""

    __slots__ = ()

    @classmethod
    def _sort(cls, fn: Term, *args: Term) -> Sort:
        require(isinstance(fn.sort, Arrow), cls, 0, "a function", fn.sort)
        domain = fn.sort.domain
        require(len(args) == len(domain), cls, None, f"{len(domain)} argument(s)", f"{len(args)}")
        for number, (want, arg) in enumerate(zip(domain, args, strict=True)):
            require(accepts(want, arg.sort), cls, number + 1, want, arg.sort)
        return fn.sort.codomain

    @property
    def fn(self) -> Term:
        return self.args[0]

    @property
    def arguments(self) -> tuple[Term, ...]:
        return self.args[1:]


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

    @classmethod
    def _sort(cls, actor: Term, fn: Term) -> Sort:
        require(actor.sort in (H, V), cls, 0, "an element of H or V", actor.sort)
        require(isinstance(fn.sort, Arrow), cls, 1, "a function", fn.sort)
        movable = (PositionSort, ModuleSort, GroupSort) if actor.sort == H else (PositionSort,)
        require(any(isinstance(s, movable) for s in fn.sort.domain), cls, 1, "a function of positions", fn.sort)
        return fn.sort

    @property
    def actor(self) -> Term:
        return self.args[0]

    @property
    def fn(self) -> Term:
        return self.args[1]


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
        return _all(cls, factors, H)


class GroupPower(Term):
    """``h^n`` for an integer n; ``GroupPower(h, -1)`` is the inverse."""

    __slots__ = ()

    def __new__(cls, base: Term, exponent: int | Integer) -> GroupPower:
        return Term.__new__(cls, base, Integer(exponent))

    @classmethod
    def _sort(cls, base: Term, exponent: Integer) -> Sort:
        return _all(cls, (base,), H)

    @property
    def base(self) -> Term:
        return self.args[0]

    @property
    def exponent(self) -> int:
        return int(self.args[1])


class Act(Term):
    """``h v``: H acts on V, and on S (through x, or directly where S is a plain set)."""

    __slots__ = ()

    @classmethod
    def _sort(cls, actor: Term, point: Term) -> Sort:
        _all(cls, (actor,), H)
        require(point.sort in (V, S), cls, 1, "an element of V or S", point.sort)
        return point.sort


class Coordinate(Term):
    """``x(i)``: S -> V."""

    __slots__ = ()

    @classmethod
    def _sort(cls, position: Term) -> Sort:
        _all(cls, (position,), S)
        return V


class Place(Term):
    """``x^{-1}(v)``: V -> S."""

    __slots__ = ()

    @classmethod
    def _sort(cls, vector: Term) -> Sort:
        _all(cls, (vector,), V)
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

    def __new__(cls, value: int | Rational) -> Numeral:
        return Term.__new__(cls, Rational(value))

    @classmethod
    def _sort(cls, value: Rational) -> Sort:
        return NATURAL if value.is_Integer and value > 0 else REAL

    @property
    def value(self) -> Rational:
        return self.args[0]


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

    def __new__(cls, base: Term, exponent: int | Integer) -> NthPower:
        return Term.__new__(cls, base, Integer(exponent))

    @classmethod
    def _sort(cls, base: Term, exponent: Integer) -> Sort:
        require(is_scalar(base.sort), cls, 0, "a scalar", base.sort)
        return base.sort if exponent > 0 else REAL

    @property
    def exponent(self) -> int:
        return int(self.args[1])


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


def _as_tuple(terms: Iterable[Term]) -> Tuple:
    return Tuple(*terms)


class Condition(Term):
    """What a summation index must satisfy; ``element`` is the tuple left of ``\\in``."""

    __slots__ = ()

    @property
    def element(self) -> tuple[Term, ...]:
        return tuple(self.args[0])


class Member(Condition):
    """``(a, b) \\in N(c, d)`` for a declared neighbourhood family N."""

    __slots__ = ()

    def __new__(cls, element: Iterable[Term], family: Var, centre: Iterable[Term]) -> Member:
        return Term.__new__(cls, _as_tuple(element), family, _as_tuple(centre))

    @classmethod
    def _sort(cls, element: Tuple, family: Var, centre: Tuple) -> Sort:
        sort = family.sort
        require(isinstance(sort, NeighbourhoodSort), cls, 1, "a neighbourhood", sort)
        for position, parts, wanted in ((0, element, sort.element), (2, centre, sort.centre)):
            found = tuple(part.sort for part in parts)
            require(found == wanted, cls, position, Tuple(*wanted), Tuple(*found))
        return Sort()

    @property
    def family(self) -> Var:
        return self.args[1]

    @property
    def centre(self) -> tuple[Term, ...]:
        return tuple(self.args[2])


class Everywhere(Condition):
    """``t \\in S``, ``t \\in \\mathcal H`` or a product of these: no restriction."""

    __slots__ = ()

    def __new__(cls, element: Iterable[Term]) -> Everywhere:
        return Term.__new__(cls, _as_tuple(element))

    @classmethod
    def _sort(cls, element: Tuple) -> Sort:
        for part in element:
            require(part.sort in (S, H), cls, 0, "an element of S or H", part.sort)
        return Sort()


class SumOver(Term):
    """``\\sum_{t \\in D} body``: over all values of ``variables`` that meet the conditions.

    ``element`` is the tuple of terms under the sum, to which the subscript of a
    softmax refers; it determines the variables, one per slot.
    """

    __slots__ = ()

    def __new__(cls, variables: Iterable[Var], conditions: Iterable[Condition], body: Term) -> SumOver:
        return Term.__new__(cls, _as_tuple(variables), _as_tuple(conditions), body)

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
    def variables(self) -> tuple[Var, ...]:
        return tuple(self.args[0])

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return tuple(self.args[1])

    @property
    def element(self) -> tuple[Term, ...]:
        return tuple(part for condition in self.conditions for part in condition.element)

    @property
    def body(self) -> Term:
        return self.args[2]


class Weight(Term):
    """``\\sigma_t(score)``: softmax over the innermost enclosing sum whose element is ``t``."""

    __slots__ = ()

    def __new__(cls, index: Iterable[Term], score: Term) -> Weight:
        return Term.__new__(cls, _as_tuple(index), score)

    @classmethod
    def _sort(cls, index: Tuple, score: Term) -> Sort:
        require(is_scalar(score.sort), cls, 1, "a scalar", score.sort)
        return REAL

    @property
    def index(self) -> tuple[Term, ...]:
        return tuple(self.args[0])

    @property
    def score(self) -> Term:
        return self.args[1]


class HeadUnion(Term):
    """``\\bigcup_{head \\in [H]} body``: the ordered family of the heads' outputs."""

    __slots__ = ()

    @classmethod
    def _sort(cls, variable: Var, body: Term) -> Sort:
        require(variable.sort == HEAD, cls, 0, HEAD, variable)
        require(is_feature(body.sort) and not isinstance(body.sort, Family), cls, 1, "a feature", body.sort)
        return Family(body.sort)

    @property
    def variable(self) -> Var:
        return self.args[0]

    @property
    def body(self) -> Term:
        return self.args[1]


# --- matrices -----------------------------------------------------------------------------


class MatrixProduct(Term):
    """``ABC``: neighbouring shapes must fit."""

    __slots__ = ()

    @classmethod
    def _sort(cls, *factors: Term) -> Sort:
        require(len(factors) >= 2, cls, None, "at least two factors", len(factors))
        for number, factor in enumerate(factors):
            require(isinstance(factor.sort, MatrixSort), cls, number, "a matrix", factor.sort)
        shape = factors[0].sort.shape
        for number, factor in enumerate(factors[1:], start=1):
            rows, columns = factor.sort.shape
            require(accepts(RealVectors(shape[1]), RealVectors(rows)), cls, number, f"{shape[1]} rows", f"{rows} rows")
            shape = (shape[0], columns)
        return MatrixSort(*shape)


class MatrixTranspose(Term):
    """``A^T``."""

    __slots__ = ()

    @classmethod
    def _sort(cls, matrix: Term) -> Sort:
        require(isinstance(matrix.sort, MatrixSort), cls, 0, "a matrix", matrix.sort)
        rows, columns = matrix.sort.shape
        return MatrixSort(columns, rows)


class MatrixApply(Term):
    """``A v`` for a matrix and a column."""

    __slots__ = ()

    @classmethod
    def _sort(cls, matrix: Term, column: Term) -> Sort:
        require(isinstance(matrix.sort, MatrixSort), cls, 0, "a matrix", matrix.sort)
        rows, columns = matrix.sort.shape
        require(accepts(RealVectors(columns), column.sort), cls, 1, f"a column of {columns} entries", column.sort)
        return RealVectors(rows)


def minus(left: Term, right: Term) -> Term:
    """``left - right``."""
    return Plus(left, Negative(right))


def inverse(element: Term) -> Term:
    """``h^{-1}``."""
    return GroupPower(element, -1)
