"""Edits of scalars and matrices: fractions, powers, roots, exponentials, transposes, products."""

from __future__ import annotations

from symproof.checking.places import Found, Place, joined
from symproof.terms import (
    ExpOf,
    IllSorted,
    MatrixProduct,
    MatrixSort,
    MatrixTranspose,
    NthPower,
    Ratio,
    SquareRoot,
    Term,
    is_scalar,
)


def scalars(term: Term, at: Place) -> Found:
    """A fraction the other way up, or without what stands below; a root, a power or an exponential less or more."""
    if isinstance(term, Ratio):
        above, below = term.args
        if is_scalar(above.sort):
            yield "fraction", Ratio(below, above), ("fraction turned",)
        yield "factor dropped", above, ("scale dropped", below)
    if isinstance(term, SquareRoot | ExpOf | NthPower):
        yield "function", term.args[0], ("root dropped", type(term).__name__)
        return
    if not is_scalar(term.sort) or isinstance(at.above, SquareRoot | ExpOf | NthPower):
        return
    for kind in at.words.wrapped:
        try:
            yield "function", kind(term), ("root", kind.__name__)
        except IllSorted:
            continue


def matrices(term: Term, at: Place) -> Found:
    """A transpose less or more; of a product that of each factor; factors exchanged, left out."""
    if not isinstance(term.sort, MatrixSort):
        return
    if isinstance(term, MatrixTranspose):
        inner = term.args[0]
        yield "transpose", inner, ("transpose dropped",)
        if isinstance(inner, MatrixProduct):
            yield "bracket", MatrixProduct(*[MatrixTranspose(f) for f in reversed(inner.args)]), ("transpose split",)
    elif not isinstance(at.above, MatrixTranspose):
        yield "transpose", MatrixTranspose(term), ("transpose",)
    if isinstance(term, MatrixProduct):
        yield from _exchanged(term)


def _exchanged(term: MatrixProduct) -> Found:
    parts = term.args
    for k in range(len(parts)):
        rest = [*parts[:k], *parts[k + 1 :]]
        if joinable(rest):
            yield "factor dropped", joined(MatrixProduct, rest), ("matrix dropped", parts[k])
        for m in range(k + 1, len(parts)):
            turned = list(parts)
            turned[k], turned[m] = turned[m], turned[k]
            if joinable(turned):
                yield "order", MatrixProduct(*turned), ("matrices", k, m)


def joinable(factors: list[Term]) -> bool:
    """Do the shapes of neighbouring factors fit?"""
    try:
        joined(MatrixProduct, factors)
    except IllSorted:
        return False
    return True


__all__ = ["joinable", "matrices", "scalars"]
