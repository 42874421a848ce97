"""Small edits of a line at one place: what an author may have meant instead.

Each family of edits looks at one sub-term and yields what may stand there. Nothing is judged here:
most of what comes out is false. ``checking.spread`` makes the edits, at one place or at several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sympy import Basic, Tuple

from symproof.checking.binder_edits import binders, exchanged, factors, sums_around
from symproof.checking.matrix_edits import matrices, scalars
from symproof.checking.places import MAX_INSERTED, Found, Local, Place, Vocabulary, joined, loose_subscripts, weight
from symproof.terms import (
    HEAD,
    Act,
    Apply,
    Arrow,
    GroupPower,
    GroupProduct,
    GroupUnit,
    H,
    HeadUnion,
    IllSorted,
    MatrixSort,
    Negative,
    Plus,
    S,
    Shift,
    SumOver,
    Term,
    V,
    Var,
    Weight,
    bound_by,
    inverse,
    is_feature,
    is_scalar,
)
from symproof.terms.sorts import NATURAL, NeighbourhoodSort, Sort
from symproof.theory.document import Path


def local_edits(term: Term, words: Vocabulary) -> Iterator[Local]:
    """All edits of a line at single places."""
    seen: set[tuple[Path, Term]] = set()
    for edit in _walk(term, Place(words=words)):
        if edit.new != edit.old and (edit.path, edit.new) not in seen:
            seen.add((edit.path, edit.new))
            yield edit


def _walk(term: Basic, at: Place) -> Iterator[Local]:
    if isinstance(term, Term) and type(term.sort) is not Sort:
        yield from _here(term, at)
    if isinstance(term, Var) or not isinstance(term, Term | Tuple):
        return
    bound = (*at.bound, *bound_by(term))
    sums = (*at.sums, term) if isinstance(term, SumOver) else at.sums
    for number, part in enumerate(term.args):
        if isinstance(term, SumOver | HeadUnion | Weight) and number == 0:
            continue
        element = at.element or (_is_condition(term) and number == 0)
        second = at.second or _accompanies(term, at.words)
        yield from _walk(part, Place((*at.path, number), bound, sums, term, element, at.words, second))


def _accompanies(term: Basic, words: Vocabulary) -> bool:
    """Is it an application of a map whose name is that of another one with something in front?"""
    head = _head(term) if isinstance(term, Apply) else None
    return head is not None and any(
        other.sort == head.sort and other != head and head.name.endswith(other.name) for other in words.functions
    )


def _is_condition(term: Basic) -> bool:
    return isinstance(term, Term) and type(term.sort) is Sort


def _here(term: Term, at: Place) -> Iterator[Local]:
    for family in FAMILIES:
        made = family(term, at)
        while True:
            try:
                kind, new, rule = next(made)
            except StopIteration:
                break
            except IllSorted:
                continue
            if new.sort != term.sort and isinstance(term.sort, MatrixSort):
                continue
            yield Local(kind, at.path, term, at.words.one(new), rule, type(at.above).__name__, at.second)


def _built(node: type[Term], *args: Term) -> Term | None:
    try:
        return node(*args)
    except IllSorted:
        return None


def _product(factors: Iterable[Term]) -> Term:
    flat = [part for f in factors for part in (f.args if isinstance(f, GroupProduct) else (f,))]
    return GroupUnit() if not flat else flat[0] if len(flat) == 1 else GroupProduct(*flat)


# --- names ------------------------------------------------------------------------------------


def _names(term: Term, at: Place) -> Found:
    """Another name of the same sort."""
    if not isinstance(term, Var):
        return
    is_function = isinstance(term.sort, Arrow | NeighbourhoodSort)
    pool = at.words.functions if is_function else at.names(term.sort)
    for other in pool:
        if other != term and other.sort == term.sort:
            yield ("function" if is_function else "name"), other, ("name", term, other)


# --- H ----------------------------------------------------------------------------------------


def _words(term: Term, at: Place) -> Found:
    """Invert, drop, insert, reorder factors; an inverse of a product and a product of inverses."""
    if term.sort != H:
        return
    if isinstance(term, GroupPower) and term.exponent == -1:
        yield "inverse", term.base, ("inverse", term)
        if isinstance(term.base, GroupProduct):
            split = _product(map(inverse, term.base.args))
            yield "bracket", split, ("inverse split",)
            yield "bracket", _product([inverse(term.base.args[0]), *term.base.args[1:]]), ("inverse on the first",)
    elif not isinstance(at.above, GroupPower):
        yield "inverse", inverse(term), ("inverse", term)
    if isinstance(term, GroupProduct):
        yield from _reordered(term)
    if not isinstance(at.above, GroupProduct):
        yield from _longer(term, at)


def _reordered(term: GroupProduct) -> Found:
    factors = term.args
    for k in range(len(factors)):
        yield "factor dropped", _product(factors[:k] + factors[k + 1 :]), ("factor dropped", factors[k])
        for m in range(k + 1, len(factors)):
            turned = list(factors)
            turned[k], turned[m] = turned[m], turned[k]
            yield "order", _product(turned), ("order", factors[k], factors[m])
    if isinstance(factors[0], GroupPower) and factors[0].exponent == -1:
        yield "bracket", inverse(_product([factors[0].base, *factors[1:]])), ("inverse of all",)
    if all(isinstance(f, GroupPower) and f.exponent == -1 for f in factors):
        yield "bracket", inverse(_product([f.base for f in factors])), ("inverse joined",)


def letters(at: Place) -> list[Term]:
    """The elements of H that may be put in: names, their inverses, and words of the lines around."""
    return at.words.kept(("letters", at.bound), lambda: _letters(at))


def _letters(at: Place) -> list[Term]:
    names = at.names(H)
    inside = [t for t in at.parts(H) if not (isinstance(t, GroupPower) and isinstance(t.base, Var))]
    return [*names, *map(inverse, names), *inside, *[inverse(t) for t in inside if not isinstance(t, GroupPower)]]


def _longer(term: Term, at: Place) -> Found:
    factors = term.args if isinstance(term, GroupProduct) else (term,)
    for letter in letters(at):
        for k in range(len(factors) + 1):
            yield "factor inserted", _product([*factors[:k], letter, *factors[k:]]), ("factor", letter, k)


# --- V and S ----------------------------------------------------------------------------------


def _points(term: Term, at: Place) -> Found:
    """Drop or insert an action; move summands into it and out of it."""
    if term.sort not in (V, S):
        return
    if isinstance(term, Act):
        yield "action dropped", term.args[1], ("action dropped", term.args[0])
        yield from _out_of_action(term)
    else:
        for letter in letters(at):
            yield "action inserted", Act(letter, term), ("action", letter, term)
    if isinstance(term, Plus):
        yield from _into_action(term)


def _out_of_action(term: Act) -> Found:
    actor, point = term.args
    if not isinstance(point, Plus):
        return
    parts = point.args
    for k in range(len(parts)):
        yield "bracket", Plus(*[p if n == k else Act(actor, p) for n, p in enumerate(parts)]), ("out", actor, k)
        if len(parts) > 2:
            rest = Plus(*parts[:k], *parts[k + 1 :])
            yield "bracket", Plus(Act(actor, rest), parts[k]), ("out of", actor, k)


def _into_action(term: Plus) -> Found:
    parts = term.args
    for k, part in enumerate(parts):
        if isinstance(part, Act):
            actor, point = part.args
            inside = point.args if isinstance(point, Plus) else (point,)
            yield "bracket", Act(actor, Plus(*parts[:k], *inside, *parts[k + 1 :])), ("into", actor, k)
            for m, other in enumerate(parts):
                if m != k and len(parts) > 2:
                    both = (*inside, other) if m > k else (other, *inside)
                    rest = [Act(actor, Plus(*both)) if n == k else p for n, p in enumerate(parts) if n != m]
                    yield "bracket", Plus(*rest), ("into one", actor, k, m)
            bare = [p.args[1] if isinstance(p, Act) and p.args[0] == actor else p for p in parts]
            yield "bracket", Act(actor, Plus(*bare)), ("into all", actor)


# --- sums of V, scalars, features ----------------------------------------------------------------


def _sums(term: Term, at: Place) -> Found:
    """Drop, turn or insert a summand."""
    if not (term.sort == V or is_scalar(term.sort) or is_feature(term.sort)) or term.sort == NATURAL:
        return
    if isinstance(term, Plus):
        parts = term.args
        for k, part in reversed(tuple(enumerate(parts))):  # a bracket after a minus is what is mostly forgotten
            rest = joined(Plus, parts[:k] + parts[k + 1 :])
            yield "summand dropped", rest, ("summand dropped", part)
            yield "sign", Plus(*parts[:k], _negated(part), *parts[k + 1 :]), ("sign", part)
    elif isinstance(term, Negative) or not isinstance(at.above, Plus | Negative):
        yield "sign", _negated(term), ("sign", term)
    yield from _companions(term, at)
    if not isinstance(at.above, Plus):
        yield from _more_summands(term, at)


def _negated(term: Term) -> Term:
    return term.args[0] if isinstance(term, Negative) else Negative(term)


def _more_summands(term: Term, at: Place) -> Found:
    parts = term.args if isinstance(term, Plus) else (term,)
    parts_around = at.parts(term.sort, 3 * MAX_INSERTED)
    pool = [*at.names(term.sort), *[t for t in parts_around if not isinstance(t, Plus | Negative)]]
    for new in pool:
        if new in parts:
            continue
        for signed in (new, Negative(new)) if term.sort == V else (new,):
            yield "summand inserted", Plus(*parts, signed), ("summand", signed)
        if term.sort == V and not isinstance(term, Plus | Negative):
            yield "summand inserted", Plus(new, Negative(term)), ("minuend", new)


def _companions(term: Term, at: Place) -> Found:
    """The same arguments under a map of the same signature whose name has one prefix more or less."""
    head = _head(term)
    if head is None or not isinstance(term, Apply):
        return
    for other in at.words.functions:
        longer = other.name.endswith(head.name) or head.name.endswith(other.name)
        if other.sort == head.sort and other != head and longer:
            partner = _with_head(term, other)
            both = (term, partner) if len(other.name) > len(head.name) else (partner, term)
            if not (isinstance(at.above, Plus) and partner in at.above.args):
                yield "Delta inserted", Plus(*both), ("Delta", len(other.name) - len(head.name))


def _head(term: Term) -> Var | None:
    while isinstance(term, Apply):
        term = term.fn
    return term if isinstance(term, Var) else None


def _with_head(term: Term, head: Var) -> Term:
    return Apply(_with_head(term.fn, head), *term.arguments) if isinstance(term, Apply) else head


# --- maps ---------------------------------------------------------------------------------------


def _maps(term: Term, at: Place) -> Found:
    """Operators L dropped and inserted; summands into and out of an application."""
    if isinstance(term, Shift):
        yield "L dropped", term.fn, ("L dropped", term.actor)
        if isinstance(term.fn, Shift):
            inner = term.fn
            yield "L order", Shift(inner.actor, Shift(term.actor, inner.fn)), ("L order",)
            yield "L dropped", inner.fn, ("L dropped", term.actor, inner.actor)
    if isinstance(term.sort, Arrow):
        yield from _shifted(term, at)
    if isinstance(term, Apply) and len(term.arguments) == 1 and isinstance(term.arguments[0], Plus):
        parts = term.arguments[0].args
        for k, part in enumerate(parts):
            rest = Apply(term.fn, joined(Plus, parts[:k] + parts[k + 1 :]))
            if part.sort == rest.sort:
                yield "bracket", Plus(rest, part), ("out of map", term.fn, k)
        if is_feature(term.sort):
            yield "bracket", Plus(*[Apply(term.fn, part) for part in parts]), ("spread", term.fn)
            signed = [_under(Apply(term.fn, _under(part, part)), part) for part in parts]
            yield "bracket", Plus(*signed), ("spread with signs", term.fn)
    if isinstance(term, Plus):
        yield from _into_map(term)
        yield from _gathered(term)


def _turned(term: Term, at: Place) -> Found:
    """Two arguments of one sort in the other order; a difference the other way round."""
    if isinstance(term, Apply):
        given = term.arguments
        for k, one in enumerate(given):
            for m in range(k + 1, len(given)):
                if given[m].sort == one.sort:
                    parts = list(given)
                    parts[k], parts[m] = parts[m], one
                    yield "argument order", Apply(term.fn, *parts), ("argument order", k, m)
    if isinstance(term, Plus) and sorted(isinstance(part, Negative) for part in term.args) == [False, True]:
        yield "difference", Plus(*map(_negated, reversed(term.args))), ("difference",)


def _shifted(term: Term, at: Place) -> Found:
    one: list[Term] = [*at.names(V), *letters(at)]
    for actor in one:
        new = _built(Shift, actor, term)
        if new is not None:
            yield "L inserted", new, ("L", actor, term)
    if isinstance(at.above, Shift):
        return
    for y in at.names(V):
        for h in letters(at):
            inner = _built(Shift, h, term)
            new = _built(Shift, y, inner) if inner is not None else None
            if new is not None:
                yield "L inserted", new, ("L", y, h, term)


def _gathered(term: Plus) -> Found:
    """``f(a) + f(b)`` as ``f(a + b)``, ``f(a) - f(b)`` as ``f(a - b)``."""
    parts = term.args
    for k, one in enumerate(parts):
        for m in range(k + 1, len(parts)):
            two = parts[m].args[0] if isinstance(parts[m], Negative) else parts[m]
            if isinstance(one, Apply) and isinstance(two, Apply) and one.fn == two.fn and len(one.arguments) == 1:
                more = [_under(part, parts[m]) for part in _summands(two.args[1])]
                whole = Apply(one.fn, Plus(*_summands(one.args[1]), *more))
                rest = [*parts[:k], whole, *parts[k + 1 : m], *parts[m + 1 :]]
                yield "bracket", joined(Plus, rest), ("gather", one.fn)


def _under(part: Term, signed: Term) -> Term:
    """A part with the sign of another term."""
    return _negated(part) if isinstance(signed, Negative) else part


def _summands(term: Term) -> tuple[Term, ...]:
    return term.args if isinstance(term, Plus) else (term,)


def _into_map(term: Plus) -> Found:
    parts = term.args
    for k, part in enumerate(parts):
        if not (isinstance(part, Apply) and len(part.arguments) == 1):
            continue
        (argument,) = part.arguments
        inside = argument.args if isinstance(argument, Plus) else (argument,)
        for m, other in enumerate(parts):
            if m != k and other.sort == argument.sort:
                moved = Apply(part.fn, Plus(*inside, other))
                yield (
                    "bracket",
                    joined(Plus, [moved if n == k else p for n, p in enumerate(parts) if n != m]),
                    ("into map", part.fn, m),
                )


def _others(term: Term, at: Place) -> Found:
    """A part of the lines around in place of this one."""
    if isinstance(term.sort, Arrow) or term.sort in (HEAD, NATURAL) or not at.path:
        return
    for new in at.words.parts.get(term.sort, ()):
        if weight(new) <= 3 * MAX_INSERTED and at.has(new) and loose_subscripts(new) <= {s.element for s in at.sums}:
            yield "part", new, ("name", term, new)
    if not isinstance(term, Var):
        for name in at.names(term.sort):
            yield "part", name, ("name", term, name)


FAMILIES = (
    _names,
    _words,
    _points,
    _sums,
    _maps,
    _turned,
    factors,
    binders,
    sums_around,
    scalars,
    matrices,
    exchanged,
    _others,
)


__all__ = ["local_edits"]
