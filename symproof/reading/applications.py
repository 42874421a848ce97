"""Functions meet their arguments: application, composition, the action on functions, softmax weights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeGuard

from symproof.reading.failure import fail, malformed
from symproof.reading.lexemes import PLACE
from symproof.reading.sort_words import in_latex, in_words
from symproof.reading.syntax import BulletNode, ProductNode, Tree, flattened
from symproof.reading.values import (
    Composite,
    CoordinateMap,
    Exponential,
    Map,
    Operator,
    Placed,
    Pointwise,
    Softmax,
    Value,
    is_map,
    tuple_of,
)
from symproof.terms import (
    HEAD,
    REAL,
    Apply,
    Arrow,
    Composition,
    Coordinate,
    ExpOf,
    GroupPower,
    GroupSort,
    H,
    IllSorted,
    ModuleSort,
    Negative,
    Place,
    Plus,
    PositionSort,
    RealVectors,
    S,
    Shift,
    Sort,
    Space,
    Times,
    V,
    Var,
    Weight,
    accepts,
    is_scalar,
)
from symproof.theory.change import at_each_position
from symproof.theory.diagnostic import Malformed
from symproof.theory.setting import Roles
from symproof.theory.span import Span

if TYPE_CHECKING:
    from symproof.reading.walk import Walk


MAX_NODES = 20_000  # of one formula, with what a sum of maps or a multiple copies


@lru_cache(maxsize=1 << 14)
def kept(cls: type, *parts: Any) -> Any:
    """One and the same object for equal terms, which is made once; they are then compared by a glance."""
    return cls(*parts)


def node(cls: type, span: Span, parts: tuple[Placed, ...], roles: Roles, code: str = "E203") -> Placed:
    """Build a node of checked parts; an ill-sorted one is reported at the part at fault."""
    if sum([part.size for part in parts]) > MAX_NODES:
        fail("E210", span, limit="nodes", maximum=MAX_NODES)
    try:
        term = kept(cls, *[part.term for part in parts])
    except IllSorted as error:
        culprit = parts[error.position] if error.position is not None and error.position < len(parts) else None
        fail(code, culprit.span if culprit else span, **sort_facts(error.expected, error.found, roles))
    return Placed(term, span, parts)


def sort_facts(expected: object, found: object, roles: Roles) -> dict[str, Any]:
    """Words for two sorts; ``identify`` names two spaces that would have to be one, ``alike`` holds them."""
    facts: dict[str, Any] = {"expected": _words(expected, roles), "found": _words(found, roles)}
    if isinstance(expected, Space | RealVectors) and isinstance(found, Space | RealVectors):
        facts["identify"] = (in_latex(expected, roles), in_latex(found, roles))
        facts["alike"] = (expected, found)
    return facts


def _words(what: object, roles: Roles) -> str:
    return in_words(what, roles) if isinstance(what, Sort) else str(what)


def found_words(value: Value, roles: Roles) -> str:
    """What a value is, for a message."""
    if isinstance(value, Placed):
        return in_words(value.sort, roles)
    return {
        "Composite": "a composition of maps", "Pointwise": "a sum of maps",
        "Operator": "an operator on functions",
        "CoordinateMap": f"the map {roles.coordinate}", "Exponential": "the function \\exp",
        "Softmax": "a softmax without its score", "PairElement": "a pair of V and H",
        "Row": "a transposed feature",
    }[type(value).__name__]  # fmt: skip


# --- arguments ------------------------------------------------------------------------


def domain_of(fn: Value) -> tuple[Sort, ...]:
    """The sorts of the arguments that a map waits for."""
    match fn:
        case Placed():
            return tuple(fn.sort.domain)
        case Composite():
            return domain_of(fn.outer if isinstance(fn.inner, Operator) else fn.inner)
        case Pointwise():
            return domain_of(fn.parts[0][2])
        case CoordinateMap():
            return (V,) if fn.inverse else (S,)
        case _:
            return (REAL,)


def applied(walk: Walk, fn: Map, entries: tuple[Tree, ...], span: Span) -> Value:
    """``fn(entries)``; nested tuples are flattened. Raises E202 and E203."""
    entries = flattened(entries)
    if any(map(_is_open, entries)):
        return _with_places(walk, fn, entries, span)
    domain = domain_of(fn)
    if walk.scope.pointwise and len(entries) == 1 and _shown(fn) in walk.scope.pointwise:
        value = walk.value(entries[0])
        if is_map(value):
            return composed(walk, fn, value, span)
    if domain == (HEAD,):
        _needs_head(walk, fn, entries)
    if _needs_functions(walk, fn, entries):
        fn = _with_functions(walk, fn)  # type: ignore[arg-type]
        domain = domain_of(fn)
    if len(entries) != len(domain):
        place = entries[0].span.through(entries[-1].span)
        fail("E202", place, name=_shown(fn), expected=len(domain), found=len(entries),
             sorts=tuple(in_words(sort, walk.roles) for sort in domain))  # fmt: skip
    arguments = tuple([_argument(walk, fn, entry, sort) for entry, sort in zip(entries, domain, strict=True)])
    return _at(walk, fn, arguments, span)


def _is_open(entry: Tree) -> bool:
    """Is it ``\\cdot`` or ``g^{-1}\\cdot``, the place of an argument?"""
    last = entry.items[-1] if isinstance(entry, ProductNode) else entry
    return isinstance(last, BulletNode) and last.source == PLACE


def _with_places(walk: Walk, fn: Map, entries: tuple[Tree, ...], span: Span) -> Value:
    """``f(g^{-1}\\cdot)`` is ``f \\circ g^{-1}``, ``f(\\cdot)`` is f; all arguments are places, moved alike (E108)."""
    factors = [entry.items[:-1] if isinstance(entry, ProductNode) else () for entry in entries]
    alike = len({tuple(item.source for item in one) for one in factors}) == 1
    if not (alike and all(map(_is_open, entries)) and len(entries) == len(domain_of(fn))):
        fail("E108", entries[0].span.through(entries[-1].span), what="place", found=PLACE)
    if not factors[0]:
        return fn
    tree = ProductNode(first=factors[0][0].first, last=factors[0][-1].last, items=factors[0])
    return composed(walk, fn, walk.argument(tree, H), span)


def _argument(walk: Walk, fn: Map, entry: Tree, sort: Sort) -> Placed:
    """An argument; where it is an unknown name, the declared names of the wanted sort are offered (E201)."""
    try:
        return walk.argument(entry, sort)
    except Malformed as fault:
        problem = _of_values(walk, fn, fault)
        found = problem.diagnostic
        if found.code == "E203" and found.span == entry.span and _would_fit(walk, fn, entry, sort):
            moved = ((_shown(fn), domain_of(fn).index(sort)),) if domain_of(fn).count(sort) == 1 else ()
            raise Malformed(replace(found, facts={**found.facts, "moved": moved})) from None
        if found.code != "E201" or found.span != entry.span:
            raise problem from None
        facts = {**found.facts, "map": _shown(fn), "wanted": in_words(sort, walk.roles)}
        named = [name for name, var in walk.scope.setting.symbols.items() if var.sort == sort]
        near = tuple(dict.fromkeys((*found.nearest, *named)))[:3]
        instead = (str(facts["name"]), named[0]) if len(named) == 1 else None
        walk.excuse(Malformed(replace(found, facts=facts, nearest=near)), instead)
        if len(named) != 1:
            raise problem from None
        return Placed(walk.scope.setting.symbols[named[0]], entry.span)


def _would_fit(walk: Walk, fn: Map, entry: Tree, sort: Sort) -> bool:
    """Is it an element of V where a declared function takes a position, or the other way round?"""
    other = {S: V, V: S}.get(sort)
    term = fn.term.args[0] if isinstance(fn, Placed) and isinstance(fn.term, Apply) else getattr(fn, "term", None)
    declared = isinstance(term, Var) and term not in walk.scope.setting.definitions
    return other is not None and declared and _fits(walk, entry, other)


def _of_values(walk: Walk, fn: Map, problem: Malformed) -> Malformed:
    """E203 for a value where a map of functions stands says which maps would have to act at each position."""
    found = problem.diagnostic
    names = tuple(_maps_of_functions(walk, fn)) if found.facts.get("value") else ()
    if not names:
        return problem
    facts = {key: fact for key, fact in found.facts.items() if key not in ("value", "function")}
    return Malformed(replace(found, facts={**facts, "pointwise": names}))


def _maps_of_functions(walk: Walk, fn: Value) -> Iterator[str]:
    """The declared maps of functions that a map applies first."""
    match fn:
        case Composite():
            yield from _maps_of_functions(walk, fn.inner)
        case Pointwise():
            for _, _, part in fn.parts:
                yield from _maps_of_functions(walk, part)
        case Placed():
            term = fn.term.args[0] if isinstance(fn.term, Apply) else fn.term
            declared = isinstance(term, Var) and term not in walk.scope.setting.definitions
            if declared and at_each_position(term.sort) is not None:
                yield term.name


def _needs_head(walk: Walk, fn: Map, entries: tuple[Tree, ...]) -> None:
    """A map that is declared for each head stands without one."""
    if isinstance(fn, Placed) and isinstance(fn.sort.codomain, Arrow):
        value = walk.value(entries[0]) if len(entries) == 1 else None
        if not isinstance(value, Placed) or value.sort != HEAD:
            fail("E202", fn.span, name=_shown(fn), missing="head", expected=1, found=0)


def _needs_functions(walk: Walk, fn: Map, entries: tuple[Tree, ...]) -> bool:
    """Is it ``m(i, h)`` where m takes functions first, as in ``m[f](i, h)``?"""
    if not (isinstance(fn, Placed) and isinstance(fn.sort.codomain, Arrow)):
        return False
    first, second = fn.sort.domain, fn.sort.codomain.domain
    if not all(isinstance(sort, Arrow) for sort in first) or len(entries) != len(second):
        return False
    return all(_fits(walk, entry, sort) for entry, sort in zip(entries, second, strict=True))


def _with_functions(walk: Walk, fn: Placed) -> Placed:
    """E202; where reading goes on, fn of the declared functions, if there is one of each sort."""
    sorts = fn.sort.domain
    problem = malformed("E202", fn.span, name=_shown(fn), missing="functions", expected=len(sorts), found=0,
                        sorts=tuple(in_words(sort, walk.roles) for sort in sorts))  # fmt: skip
    known = walk.scope.setting.symbols.values()
    found = [[var for var in known if var.sort == sort] for sort in sorts]
    if any(len(variables) != 1 for variables in found):
        raise problem
    functions = tuple(variables[0] for variables in found)
    walk.excuse(problem, (_shown(fn), f"{_shown(fn)}[{','.join(var.name for var in functions)}]"))
    return apply_values(walk, fn, tuple(Placed(var, fn.span) for var in functions), fn.span)


def _fits(walk: Walk, entry: Tree, sort: Sort) -> bool:
    """Is this a term of the sort? What cannot be read is reported where it is an argument."""
    try:
        value = walk.value(entry, sort)
    except Malformed:
        return False
    return isinstance(value, Placed) and accepts(sort, value.sort)


def _shown(fn: Map) -> str:
    term = getattr(fn, "term", None)
    if isinstance(term, Apply) and len(term.args) == 2 and getattr(term.args[1], "sort", None) == HEAD:
        term = term.args[0]
    return str(getattr(term, "name", "")) or "this map"


def check_argument(value: Value, sort: Sort, walk: Walk) -> Placed:
    """The value, if it is a term of the sort; else E203."""
    if isinstance(sort, Arrow) and not isinstance(value, Placed):
        value = _as_function(walk, value)
    if isinstance(value, Placed):
        if accepts(sort, value.sort):
            return value
        facts = sort_facts(sort, value.sort, walk.roles)
        if isinstance(sort, Arrow) and not isinstance(value.sort, Arrow):
            facts["value"] = True
        raise malformed("E203", value.span, **facts, function=_function_of(value, sort))
    raise malformed("E203", value.span, expected=in_words(sort, walk.roles), found=found_words(value, walk.roles))


def _as_function(walk: Walk, fn: Value) -> Value:
    """A sum, a multiple or a composition of declared functions as a term; another map as it is."""
    match fn:
        case Composite():
            pair = (_as_function(walk, fn.outer), _as_function(walk, fn.inner))
            return node(Composition, fn.span, pair, walk.roles) if _all_terms(pair) else fn
        case Pointwise():
            maps = tuple(_as_function(walk, part) for _, _, part in fn.parts)
            if not _all_terms(maps):
                return fn
            values = zip(maps, fn.parts, strict=True)
            parts = tuple(_signed(walk, sign, factors, part) for part, (sign, factors, _) in values)
            return parts[0].at(fn.span) if len(parts) == 1 else node(Plus, fn.span, parts, walk.roles, "E204")
        case _:
            return fn


def _all_terms(values: tuple[Value, ...]) -> TypeGuard[tuple[Placed, ...]]:
    return all(isinstance(value, Placed) for value in values)


def _signed(walk: Walk, sign: str, factors: tuple[Placed, ...], part: Placed) -> Placed:
    """``- c part``"""
    if factors:
        part = node(Times, part.span, (*factors, part), walk.roles, "E204")
    return node(Negative, part.span, (part,), walk.roles, "E204") if sign == "-" else part


def _function_of(value: Placed, sort: Sort) -> str:
    """``f`` where ``f(i)`` stands and f itself is of the sort that is wanted."""
    fn = value.term.args[0] if isinstance(value.term, Apply) else None
    return str(getattr(fn, "name", "")) if getattr(fn, "sort", None) == sort else ""


def apply_values(walk: Walk, fn: Map, arguments: tuple[Placed, ...], span: Span) -> Placed:
    """Apply a map to terms; compositions and sums of maps are worked out."""
    try:
        for argument, sort in zip(arguments, domain_of(fn), strict=True):
            check_argument(argument, sort, walk)
    except Malformed as problem:
        raise _of_values(walk, fn, problem) from None
    return _at(walk, fn, arguments, span)


def _at(walk: Walk, fn: Map, arguments: tuple[Placed, ...], span: Span) -> Placed:
    """``fn(arguments)``, which fit it."""
    match fn:
        case Placed():
            return node(Apply, span, (fn, *arguments), walk.roles)
        case Composite():
            return _composite_at(walk, fn, arguments, span)
        case Pointwise():
            return _pointwise(walk, fn, arguments, span)
        case CoordinateMap():
            return node(Place if fn.inverse else Coordinate, span, arguments, walk.roles)
        case Exponential():
            return node(ExpOf, span, arguments, walk.roles)


def _pointwise(walk: Walk, fn: Pointwise, arguments: tuple[Placed, ...], span: Span) -> Placed:
    parts = []
    for sign, factors, part in fn.parts:
        value = apply_values(walk, part, arguments, part.span if len(fn.parts) > 1 else span)
        parts.append(_signed(walk, sign, factors, value))
    return parts[0].at(span) if len(parts) == 1 else node(Plus, span, tuple(parts), walk.roles, "E204")


# --- maps of maps ------------------------------------------------------------------------


def composed(walk: Walk, outer: Value, inner: Value, span: Span) -> Value:
    """``outer \\circ inner``."""
    if isinstance(outer, Operator) and isinstance(inner, Operator):
        return Operator((*outer.actors, *inner.actors), span)
    if isinstance(outer, Operator) and not _of_functions(inner):
        return shifted(walk, outer, inner, span)
    if (isinstance(outer, Operator) or isinstance(inner, Operator)) and (_of_functions(outer) or _of_functions(inner)):
        return Composite(outer, inner, span)  # type: ignore[arg-type]
    if isinstance(inner, Placed) and inner.sort == H and _moved_by(walk, outer):
        return shifted(walk, Operator((_inverse(walk, inner),), inner.span), outer, span)
    for value in (outer, inner):
        if not isinstance(value, Placed | Composite | Pointwise | CoordinateMap | Exponential) or not _waits(value):
            fail("E204", value.span, operation="\\circ", expected="a map", found=found_words(value, walk.roles))
    return Composite(outer, inner, span)  # type: ignore[arg-type]


def _moved_by(walk: Walk, value: Value) -> bool:
    """Is ``f \\circ g`` the function that g^{-1} makes of f: all arguments are moved, and by the natural action?"""
    match value:
        case Composite():
            return _moved_by(walk, value.inner)
        case Pointwise():
            return all(_moved_by(walk, part) for _, _, part in value.parts)
        case Placed():
            natural = value.term not in walk.scope.setting.overrides
            return is_map(value) and natural and all(sort in (S, H, V) for sort in value.sort.domain)
        case _:
            return False


def _inverse(walk: Walk, element: Placed) -> Placed:
    term = element.term
    if isinstance(term, GroupPower) and term.exponent == -1:
        return Placed(term.base, element.span)
    return Placed(GroupPower(term, -1), element.span, (element, None))


def _of_functions(value: Value) -> bool:
    """Is it a map of one function to another, such as a layer?"""
    if isinstance(value, Composite):
        return _of_functions(value.outer) or _of_functions(value.inner)
    arrow = value.sort if isinstance(value, Placed) and isinstance(value.sort, Arrow) else None
    return arrow is not None and isinstance(arrow.codomain, Arrow) and isinstance(arrow.domain[0], Arrow)


def _composite_at(walk: Walk, fn: Composite, arguments: tuple[Placed, ...], span: Span) -> Placed:
    """``(outer \\circ inner)(arguments)``, where one of them may be an operator L_g on functions."""
    if isinstance(fn.inner, Operator):
        inner: Value = shifted(walk, fn.inner, arguments[0], fn.inner.span)
    else:
        inner = apply_values(walk, fn.inner, arguments, fn.inner.span)
    if isinstance(fn.outer, Operator):
        return _placed(shifted(walk, fn.outer, inner, span), walk)
    return apply_values(walk, fn.outer, (_placed(inner, walk),), span)


def _placed(value: Value, walk: Walk) -> Placed:
    if isinstance(value, Placed):
        return value
    raise malformed("E203", value.span, expected="a function", found=found_words(value, walk.roles))


def _waits(value: Value) -> bool:
    return not isinstance(value, Placed) or isinstance(value.sort, Arrow)


def moves(actors: tuple[Placed, ...], value: Value) -> bool:
    """Is there an argument on which the first actor to act (the last one) has an effect?"""
    if not isinstance(value, Placed):
        return True
    kinds = (PositionSort, ModuleSort, GroupSort) if actors[-1].sort == H else (PositionSort,)
    return isinstance(value.sort, Arrow) and any(isinstance(sort, kinds) for sort in value.sort.domain)


def shifted(walk: Walk, operator: Operator, fn: Value, span: Span) -> Value:
    """``L_g[fn]``: on a composition it moves the inner map, on a sum each part."""
    match fn:
        case Composite():
            return Composite(fn.outer, shifted(walk, operator, fn.inner, fn.span), span)  # type: ignore[arg-type]
        case Pointwise():
            parts = tuple((sign, factors, shifted(walk, operator, part, part.span)) for sign, factors, part in fn.parts)
            return Pointwise(parts, span)  # type: ignore[arg-type]
        case Placed() if isinstance(fn.sort, Arrow):
            for actor in reversed(operator.actors):
                fn = node(Shift, actor.span.through(span), (actor, fn), walk.roles)
            return fn.at(span)
        case _:
            raise malformed(
                "E203",
                fn.span,
                expected="a function on which the group acts",
                found=found_words(fn, walk.roles),
            )


def weighted(walk: Walk, softmax: Softmax, score: Placed, span: Span) -> Placed:
    """``\\sigma_t(score)``."""
    if not is_scalar(score.sort):
        fail("E203", score.span, **sort_facts(REAL, score.sort, walk.roles))
    index = tuple_of(softmax.index, softmax.span)
    return Placed(Weight(tuple(index.term), score.term), span, (index, score))
