"""Edits of products, softmaxes and sums: what binds, and what stands under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from sympy import Basic, Tuple

from symproof.checking.places import Found, Place, joined, loose_subscripts
from symproof.terms import SumOver, Term, Times, Var, Weight, free_variables, is_feature, is_scalar


def factors(term: Term, at: Place) -> Found:
    """Drop or insert a factor of a product."""
    if isinstance(term, Times):
        for k, part in enumerate(term.args):
            rest = joined(Times, term.args[:k] + term.args[k + 1 :])
            if rest.sort == term.sort:
                yield "factor dropped", rest, ("scale dropped", part)
    feature = is_feature(term.sort) and isinstance(at.above, SumOver)
    if not (feature or (is_scalar(term.sort) and isinstance(at.above, SumOver | Times))):
        return
    parts = term.args if isinstance(term, Times) else (term,)
    for sort, pool in at.words.parts.items():
        for scalar in pool if is_scalar(sort) else ():
            for new in _fitted(scalar, at):
                if new not in parts and not any(new in part.args for part in parts):
                    yield "factor inserted", Times(new, *parts), ("scale", new)


def _fitted(new: Term, at: Place) -> Iterator[Term]:
    """The scalar, if its names mean something here; a softmax as one over a sum around."""
    if not at.has(new):
        return
    if not isinstance(new, Weight):
        yield from [new] if not loose_subscripts(new) else []
        return
    for owner in reversed(at.sums):
        if len(owner.element) == len(new.index):
            yield Weight(owner.element, new.score)


def binders(term: Term, at: Place) -> Found:
    """The subscript of a softmax; the order of two sums; the bound variable."""
    if isinstance(term, Weight):
        for owner in at.sums:
            if owner.element != term.index:
                yield "subscript", Weight(owner.element, term.score), ("subscript", term.index, owner.element)
    if isinstance(term, SumOver):
        inner = term.body
        if isinstance(inner, SumOver) and not _depends(inner, term):
            turned = SumOver(term.variables, term.conditions, inner.body)
            yield "sums", SumOver(inner.variables, inner.conditions, turned), ("sums",)
        yield from _rebound(term, at)
        for index in sorted(loose_subscripts(term.body), key=str):
            if len(index) == len(term.element) and index != term.element:
                yield "element", SumOver(term.variables, _elements(term, index), term.body), ("element", index)


def _elements(term: SumOver, index: tuple[Term, ...]) -> list[Term]:
    """The conditions of a sum with other elements."""
    found, at = [], 0
    for condition in term.conditions:
        width = len(condition.element)
        found.append(condition.func(Tuple(*index[at : at + width]), *condition.args[1:]))
        at += width
    return found


def _depends(inner: SumOver, outer: SumOver) -> bool:
    return any(free_variables(c) & frozenset(outer.variables) for c in inner.conditions)


def _rebound(term: SumOver, at: Place) -> Found:
    """Another bound variable: a name that stands free in the body, or that sums of the lines around bind."""
    around = frozenset(at.bound)
    for var in term.variables:
        for other in sorted(free_variables(term.body) | at.words.free | at.words.bound, key=lambda v: v.name):
            if other.sort == var.sort and other not in around and other not in term.variables:
                by = {var: other}
                conditions = [_replaced(c, by) for c in term.conditions]
                variables = [by.get(v, v) for v in term.variables]
                yield "bound", SumOver(variables, conditions, _replaced(term.body, by)), ("bound", var, other)


def exchanged(term: Term, at: Place) -> Found:
    """Two names of one sort, each in the place of the other: in the whole line, under a sum, or where they meet."""
    if isinstance(term, Var):
        return
    inside = [free_variables(part) for part in term.args if isinstance(part, Term | Tuple)]
    wide = not at.path or isinstance(term, SumOver | Weight)
    for one, two in combinations(sorted(free_variables(term), key=lambda v: (v.name, str(v.sort))), 2):
        if one.sort == two.sort and (wide or not any({one, two} <= names for names in inside)):
            yield "exchange", _replaced(term, {one: two, two: one}), ("exchange", one, two)


def _replaced(term: Basic, by: Mapping[Var, Var]) -> Basic:
    """Every occurrence of a name, bound or free, capture and all: what a pen would do."""
    if isinstance(term, Var):
        return by.get(term, term)
    if not isinstance(term, Term | Tuple) or not term.args:
        return term
    return term.func(*[_replaced(part, by) for part in term.args])


def sums_around(term: Term, at: Place) -> Found:
    """A sum less; one of the lines around more; a softmax less, or one over a sum around."""
    if isinstance(term, SumOver) and not loose_subscripts(term.body) & {term.element}:
        yield "sum dropped", term.body, ("sum dropped",)
    if isinstance(term, Weight):
        yield "softmax dropped", term.score, ("softmax dropped",)
    elif is_scalar(term.sort) and isinstance(at.above, SumOver | Times):
        for owner in at.sums:
            yield "softmax inserted", Weight(owner.element, term), ("softmax", owner.element)
    if not (is_scalar(term.sort) or is_feature(term.sort)) or isinstance(at.above, Times):
        return
    for other in at.words.sums:
        if frozenset(other.variables).isdisjoint(at.bound) and _stands(other, at):
            yield (
                "sum inserted",
                SumOver(other.variables, other.conditions, term),
                ("sum", other.args[0], other.args[1]),
            )


def _stands(other: SumOver, at: Place) -> bool:
    """Do the names in the domain of a sum mean something here?"""
    inside = frozenset(other.variables)
    return all(at.means(v) for condition in other.conditions for v in free_variables(condition) - inside)


__all__ = ["binders", "exchanged", "factors", "sums_around"]
