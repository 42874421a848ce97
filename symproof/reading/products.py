"""Products of terms by their sorts: group elements, an element and a point, multiples of a vector, matrices."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sympy import Rational

from symproof.reading.applications import found_words, node
from symproof.reading.failure import fail
from symproof.reading.sort_words import dimension, in_words
from symproof.reading.values import PairElement, Placed
from symproof.terms import (
    Act,
    Coordinate,
    GroupProduct,
    H,
    MatrixApply,
    MatrixProduct,
    MatrixSort,
    Numeral,
    Place,
    Plus,
    RealVectors,
    S,
    Times,
    V,
    is_scalar,
)
from symproof.terms.sorts import same_dimension
from symproof.theory.span import Span

if TYPE_CHECKING:
    from symproof.reading.walk import Walk

MAX_MULTIPLE = 64  # n v of a vector is written out as a sum


def mismatch(walk: Walk, parts: list[Placed]) -> None:
    """Blame the first factor that does not go with the one before it."""
    others = [part for part in parts if not is_scalar(part.sort)]
    seen, culprit = others[:2] if len(others) > 1 else parts[:2]
    left = found_words(seen, walk.roles)
    fail("E204", culprit.span, related=[(seen.span, left)], operation="product", left=left,
         found=found_words(culprit, walk.roles), expected="a factor that goes with it")  # fmt: skip


def group_product(walk: Walk, parts: list[Placed], span: Span) -> Placed:
    """``h_1h_2`` or ``h_1h_2v``."""
    for part in parts[:-1]:
        if part.sort != H:
            mismatch(walk, parts)
    if parts[-1].sort == H:
        return node(GroupProduct, span, tuple(parts), walk.roles, "E204")
    if parts[-1].sort not in (V, S):
        mismatch(walk, parts)
    actor = parts[0]
    if len(parts) > 2:
        between = parts[0].span.through(parts[-2].span)
        actor = node(GroupProduct, between, tuple(parts[:-1]), walk.roles, "E204")
    return node(Act, span, (actor, parts[-1]), walk.roles, "E204")


def multiple(walk: Walk, parts: list[Placed], span: Span) -> Placed:
    """``2v`` is v + v."""
    number = parts[0].term
    value = number.value if isinstance(number, Numeral) else Rational(0)
    if len(parts) != 2 or not (value.is_Integer and 1 <= value <= MAX_MULTIPLE):
        mismatch(walk, parts)
    copies = (parts[1],) * int(value)
    return parts[1] if len(copies) == 1 else node(Plus, span, copies, walk.roles, "E204")


def matrices(walk: Walk, parts: list[Placed], span: Span) -> Placed:
    """Scalars, matrices and perhaps a column at the end."""
    scalars = [part for part in parts if is_scalar(part.sort)]
    matrices = [part for part in parts if isinstance(part.sort, MatrixSort)]
    columns = [part for part in parts if isinstance(part.sort, RealVectors)]
    strange = len(scalars) + len(matrices) + len(columns) < len(parts)
    if strange or len(columns) > 1 or (columns and parts[-1] is not columns[0]):
        mismatch(walk, parts)
    check_shapes(walk, [*matrices, *columns])
    whole = matrices[0].span.through(matrices[-1].span)
    value = matrices[0] if len(matrices) == 1 else node(MatrixProduct, whole, tuple(matrices), walk.roles, "E204")
    if columns:
        value = node(MatrixApply, matrices[0].span.through(columns[0].span), (value, columns[0]), walk.roles)
    return node(Times, span, (*scalars, value), walk.roles, "E204") if scalars else value.at(span)


def check_shapes(walk: Walk, parts: list[Placed]) -> None:
    """The columns of a matrix must be as many as the rows of what follows (E204)."""
    for left, right in pairwise(parts):
        columns = left.sort.shape[1]
        rows = right.sort.shape[0] if isinstance(right.sort, MatrixSort) else right.sort.dimension
        if not same_dimension(columns, rows):
            words = in_words(left.sort, walk.roles)
            fail("E204", right.span, related=[(left.span, words)], operation="product", left=words,
                 expected=f"something with {dimension(columns)} rows",
                 found=in_words(right.sort, walk.roles))  # fmt: skip


def pair_acts(walk: Walk, pair: PairElement, point: Placed, span: Span) -> Placed:
    """``g.i = x^{-1}(h x(i) + y)``, ``g.k = hk``."""
    if point.sort == H:
        return node(GroupProduct, span, (pair.element, point), walk.roles, "E204")
    if point.sort != S or walk.roles.plain_set:
        mismatch(walk, [pair.element, point])
    moved = node(Act, span, (pair.element, node(Coordinate, point.span, (point,), walk.roles)), walk.roles)
    return node(Place, span, (node(Plus, span, (moved, pair.vector), walk.roles),), walk.roles)
