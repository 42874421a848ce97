"""Small edits of a line: what an author may have meant instead.

``local_edits`` yields edits at single places; ``spread`` applies each at one place, at every
occurrence of the same sub-term or of a repeated sub-term around it, and as a rule wherever the
same rule applies. Nothing is judged here: most of what comes out is false.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from sympy import Basic, Tuple

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
    Member,
    Negative,
    Plus,
    S,
    Shift,
    SumOver,
    Term,
    Times,
    V,
    Var,
    Weight,
    bound_by,
    free_variables,
    inverse,
    is_feature,
    is_scalar,
)
from symproof.terms.sorts import NATURAL, NeighbourhoodSort, Sort
from symproof.theory.document import Path
from symproof.theory.setting import Setting

MAX_INSERTED = 12  # nodes of a term that is put in from another line


@dataclass(frozen=True)
class Local:
    """``new`` in the place of the sub-term at ``path``; equal rules may be applied together."""

    kind: str
    path: Path
    old: Term
    new: Term
    rule: Hashable


@dataclass(frozen=True)
class Edit:
    """One change made at one or several places; ``term`` is the edited line."""

    kind: str
    changes: tuple[Local, ...]
    term: Term
    size: int


@dataclass(frozen=True)
class Vocabulary:
    """What may be put in: free names, declared functions, and sub-terms of the lines around by sort."""

    free: frozenset[Var]
    functions: tuple[Var, ...] = ()
    parts: Mapping[Sort, tuple[Term, ...]] = field(default_factory=dict)
    spaces: tuple[Var, ...] = ()


def vocabulary(setting: Setting, lines: Iterable[Term]) -> Vocabulary:
    """The names and sub-terms of the lines, and the functions of the setting."""
    lines = tuple(lines)
    free = frozenset[Var]().union(*map(free_variables, lines))
    declared = sorted({*setting.symbols.values(), *setting.definitions, *free}, key=lambda v: (v.name, str(v.sort)))
    functions = tuple(v for v in declared if isinstance(v.sort, Arrow | NeighbourhoodSort))
    parts: dict[Sort, dict[Term, None]] = {}
    for line in lines:
        for part in subterms(line):
            if not isinstance(part, Var) and not isinstance(part.sort, Arrow):
                parts.setdefault(part.sort, {})[part] = None
    return Vocabulary(free, functions, {sort: tuple(found) for sort, found in parts.items()})


@lru_cache(maxsize=1 << 14)
def subterms(term: Basic) -> tuple[Term, ...]:
    """All sub-terms that stand for a value, each once, the outer ones first."""
    found: dict[Term, None] = {}
    if isinstance(term, Term) and type(term.sort) is not Sort:
        found[term] = None
    if not isinstance(term, Var):
        for part in term.args:
            if isinstance(part, Term | Tuple):
                found.update(dict.fromkeys(subterms(part)))
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def weight(term: Basic) -> int:
    """The number of signs that a formula takes: names, inverses, operators, not mere juxtaposition."""
    if isinstance(term, Var):
        return 1
    own = isinstance(term, Term) and not isinstance(term, Apply | GroupProduct | Act | Plus | Times)
    return own + sum(weight(part) for part in term.args if isinstance(part, Term | Tuple))


# --- the walk ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """Where the walk stands: the names bound around it, the sums around it, the node above."""

    path: Path = ()
    bound: tuple[Var, ...] = ()
    sums: tuple[SumOver, ...] = ()
    above: Basic | None = None
    element: bool = False
    words: Vocabulary = Vocabulary(frozenset())

    def names(self, sort: Sort) -> list[Var]:
        """The names of a sort that may stand here, the bound ones first."""
        free = sorted((v for v in self.words.free if v.sort == sort), key=lambda v: v.name)
        return list(dict.fromkeys([v for v in reversed(self.bound) if v.sort == sort] + free))

    def has(self, term: Term) -> bool:
        """Do all names of the term mean something here?"""
        return all(
            v in self.bound or v in self.words.free or isinstance(v.sort, Arrow) for v in free_variables(term)
        )

    def parts(self, sort: Sort, largest: int = MAX_INSERTED) -> list[Term]:
        """The small sub-terms of the lines around that may stand here."""
        return [t for t in self.words.parts.get(sort, ()) if weight(t) <= largest and self.has(t)]


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
        yield from _walk(part, Place((*at.path, number), bound, sums, term, element, at.words))


def _is_condition(term: Basic) -> bool:
    return isinstance(term, Term) and type(term.sort) is Sort


def _here(term: Term, at: Place) -> Iterator[Local]:
    for family in (_names, _words, _points, _sums, _maps, _factors, _binders, _others):
        made = family(term, at)
        while True:
            try:
                kind, new, rule = next(made)
            except StopIteration:
                break
            except IllSorted:
                continue
            yield Local(kind, at.path, term, new, rule)


Found = Iterator[tuple[str, Term, Hashable]]


def _built(node: type[Term], *args: Term) -> Term | None:
    try:
        return node(*args)
    except IllSorted:
        return None


def _product(factors: Iterable[Term]) -> Term:
    flat = [part for f in factors for part in (f.args if isinstance(f, GroupProduct) else (f,))]
    return GroupUnit() if not flat else flat[0] if len(flat) == 1 else GroupProduct(*flat)


def _joined(node: type[Term], parts: Iterable[Term]) -> Term:
    parts = list(parts)
    return parts[0] if len(parts) == 1 else node(*parts)


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
        for k, part in enumerate(parts):
            rest = _joined(Plus, parts[:k] + parts[k + 1 :])
            yield "summand dropped", rest, ("summand dropped", part)
            yield "sign", Plus(*parts[:k], _negated(part), *parts[k + 1 :]), ("sign", part)
    elif isinstance(term, Negative) or not isinstance(at.above, Plus):
        yield "sign", _negated(term), ("sign", term)
    if not isinstance(at.above, Plus):
        yield from _more_summands(term, at)
    yield from _companions(term, at)


def _negated(term: Term) -> Term:
    return term.args[0] if isinstance(term, Negative) else Negative(term)


def _more_summands(term: Term, at: Place) -> Found:
    parts = term.args if isinstance(term, Plus) else (term,)
    pool = [*at.names(term.sort), *[t for t in at.parts(term.sort, 3 * MAX_INSERTED) if not isinstance(t, Plus | Negative)]]
    for new in pool:
        if new in parts:
            continue
        for signed in (new, Negative(new)) if term.sort == V else (new,):
            yield "summand inserted", Plus(*parts, signed), ("summand", signed)


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
            rest = Apply(term.fn, _joined(Plus, parts[:k] + parts[k + 1 :]))
            if part.sort == rest.sort:
                yield "bracket", Plus(rest, part), ("out of map", term.fn, k)
        if is_feature(term.sort):
            yield "bracket", Plus(*[Apply(term.fn, part) for part in parts]), ("spread", term.fn)
    if isinstance(term, Plus):
        yield from _into_map(term)
        yield from _gathered(term)


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
    """``f(a) + f(b)`` as ``f(a + b)``."""
    parts = term.args
    for k, one in enumerate(parts):
        for m in range(k + 1, len(parts)):
            two = parts[m]
            if isinstance(one, Apply) and isinstance(two, Apply) and one.fn == two.fn and len(one.arguments) == 1:
                inside = [p for x in (one, two) for p in (x.args[1].args if isinstance(x.args[1], Plus) else x.args[1:])]
                whole = Apply(one.fn, Plus(*inside))
                yield "bracket", _joined(Plus, [*parts[:k], whole, *parts[k + 1 : m], *parts[m + 1 :]]), ("gather", one.fn)


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
                    _joined(Plus, [moved if n == k else p for n, p in enumerate(parts) if n != m]),
                    ("into map", part.fn, m),
                )


# --- products, softmaxes, binders ------------------------------------------------------------------


def _factors(term: Term, at: Place) -> Found:
    """Drop or insert a factor of a product."""
    if isinstance(term, Times):
        for k, part in enumerate(term.args):
            rest = _joined(Times, term.args[:k] + term.args[k + 1 :])
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


def _binders(term: Term, at: Place) -> Found:
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
    """Another bound variable: a name that stands free in the body, which the sum was meant to bind."""
    around = frozenset(at.bound)
    for var in term.variables:
        for other in sorted(free_variables(term.body) | at.words.free, key=lambda v: v.name):
            if other.sort == var.sort and other not in around and other not in term.variables:
                by = {var: other}
                conditions = [_replaced(c, by) for c in term.conditions]
                variables = [by.get(v, v) for v in term.variables]
                yield "bound", SumOver(variables, conditions, _replaced(term.body, by)), ("bound", var, other)


def _replaced(term: Basic, by: Mapping[Var, Var]) -> Basic:
    """Every occurrence of a name, bound or free, capture and all: what a pen would do."""
    if isinstance(term, Var):
        return by.get(term, term)
    if not isinstance(term, Term | Tuple) or not term.args:
        return term
    return term.func(*[_replaced(part, by) for part in term.args])


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


@lru_cache(maxsize=1 << 14)
def loose_subscripts(term: Basic) -> frozenset[tuple[Term, ...]]:
    """The subscripts of softmaxes whose sum lies outside the term."""
    inner = frozenset[tuple[Term, ...]]().union(
        *[loose_subscripts(part) for part in term.args if isinstance(part, Term | Tuple)]
    )
    if isinstance(term, Weight):
        return inner | {term.index}
    return inner - {term.element} if isinstance(term, SumOver) else inner


# --- making the edits -------------------------------------------------------------------------------


def rebuilt(term: Basic, changes: Mapping[Path, Basic]) -> Basic:
    """The term with new parts at these paths, none below another. Raises IllSorted.

    Where the element of a sum changes, the subscripts of its softmaxes change with it.
    """
    if not changes:
        return term
    if () in changes:
        return changes[()]
    below: dict[int, dict[Path, Basic]] = {}
    for path, new in changes.items():
        below.setdefault(path[0], {})[path[1:]] = new
    args = [rebuilt(part, below[n]) if n in below else part for n, part in enumerate(term.args)]
    if isinstance(term, SumOver) and 1 in below:
        index = tuple(part for condition in args[1] for part in condition.element)
        if index != term.element:
            args[2] = _indexed(args[2], term.element, index)
    return term.func(*args)


def _indexed(term: Basic, old: tuple[Term, ...], new: tuple[Term, ...]) -> Basic:
    if isinstance(term, Var) or not isinstance(term, Term | Tuple) or old not in loose_subscripts(term):
        return term
    parts = [_indexed(part, old, new) for part in term.args]
    if isinstance(term, Weight) and term.index == old:
        return Weight(new, parts[1])
    return term.func(*parts)


@lru_cache(maxsize=1 << 14)
def well_bound(term: Basic) -> bool:
    """Does each slot under a sum hold one bound variable of its own?"""
    if isinstance(term, SumOver):
        held = [free_variables(slot) & frozenset(term.variables) for slot in term.element]
        if any(len(found) != 1 for found in held) or len(frozenset().union(*held)) < len(held):
            return False
    if isinstance(term, Var):
        return True
    return all(well_bound(part) for part in term.args if isinstance(part, Term | Tuple))


def occurrences(term: Term) -> dict[Term, list[Path]]:
    """The places of every sub-term."""
    found: dict[Term, list[Path]] = {}

    def visit(part: Basic, path: Path) -> None:
        if isinstance(part, Term):
            found.setdefault(part, []).append(path)
        if isinstance(part, Var) or not isinstance(part, Term | Tuple):
            return
        for number, inner in enumerate(part.args):
            if not (number == 0 and isinstance(part, SumOver | HeadUnion | Weight)):
                visit(inner, (*path, number))

    visit(term, ())
    return found


def at_path(term: Basic, path: Path) -> Basic:
    """The sub-term at a path."""
    for number in path:
        term = term.args[number]
    return term


def spread(term: Term, words: Vocabulary) -> Iterator[tuple[Local, ...]]:
    """Each edit at one place, at all equal places, inside all equal surroundings, and as a rule."""
    edits = list(local_edits(term, words))
    places = occurrences(term)
    known = {(edit.path, edit.new) for edit in edits}
    rules: dict[Hashable, list[Local]] = {}
    for edit in edits:
        rules.setdefault((edit.kind, edit.rule), []).append(edit)
    seen: set[frozenset[tuple[Path, Term]]] = set()
    for edit in edits:
        for group in (*_alike(edit, term, places, known), _apart(rules[edit.kind, edit.rule])):
            key = frozenset((one.path, one.new) for one in group)
            if key not in seen:
                seen.add(key)
                yield group


def _alike(
    edit: Local, term: Term, places: Mapping[Term, list[Path]], known: set[tuple[Path, Term]]
) -> Iterator[tuple[Local, ...]]:
    yield (edit,)
    for cut in range(len(edit.path), 0, -1):
        around = at_path(term, edit.path[:cut])
        if not isinstance(around, Term) or len(places.get(around, ())) < 2:
            continue
        below = edit.path[cut:]
        paths = [(*path, *below) for path in places[around]]
        group = [Local(edit.kind, p, edit.old, edit.new, edit.rule) for p in paths if (p, edit.new) in known]
        if len(group) > 1:
            yield _apart(group)


def _apart(group: Iterable[Local]) -> tuple[Local, ...]:
    """Those of which none lies inside another one."""
    kept: list[Local] = []
    for edit in sorted(group, key=lambda one: (len(one.path), one.path)):
        if not any(edit.path[: len(k.path)] == k.path for k in kept):
            kept.append(edit)
    return tuple(sorted(kept, key=lambda one: one.path))


def made(term: Term, group: tuple[Local, ...]) -> Edit | None:
    """The edited line; None where the edit does not fit its surroundings."""
    try:
        new = rebuilt(term, {one.path: one.new for one in group})
    except IllSorted:
        return None
    if new == term or not isinstance(new, Term) or not well_bound(new):
        return None
    return Edit(group[0].kind, group, new, size(group))


def lifted(term: Term, group: tuple[Local, ...]) -> dict[Path, Term] | None:
    """The same changes at sub-terms that have a value: None where they do not fit.

    A changed function is lifted to its application, a changed condition to its sum.
    """
    homes: dict[Path, dict[Path, Basic]] = {}
    for one in group:
        home = one.path
        while not _has_value(at_path(term, home)):
            home = home[:-1]
        homes.setdefault(home, {})[one.path[len(home) :]] = one.new
    if any(a != b and b[: len(a)] == a for a in homes for b in homes):
        homes = {(): {one.path: one.new for one in group}}
    try:
        return {home: rebuilt(at_path(term, home), inner) for home, inner in homes.items()}  # type: ignore[misc]
    except IllSorted:
        return None


def _has_value(term: Basic) -> bool:
    if not isinstance(term, Term) or isinstance(term.sort, Arrow | NeighbourhoodSort) or term.sort == HEAD:
        return False
    return type(term.sort) is not Sort


def size(group: tuple[Local, ...]) -> int:
    """Nodes that differ, each distinct change counted once, plus the places beyond the first at a discount."""
    distinct = {(one.old, one.new) for one in group}
    return 4 * sum(distance(old, new) for old, new in distinct) + min(len(group) - 1, 3)


@lru_cache(maxsize=1 << 16)
def distance(old: Basic, new: Basic) -> int:
    """How many nodes must be changed, taken out or put in."""
    if old == new:
        return 0
    if isinstance(old, Var) and isinstance(new, Var):
        return 1
    inside = [part for part in new.args if isinstance(part, Term | Tuple)] if not isinstance(new, Var) else []
    around = [part for part in old.args if isinstance(part, Term | Tuple)] if not isinstance(old, Var) else []
    if old in inside:
        return max(1, weight(new) - weight(old))
    if new in around:
        return max(1, weight(old) - weight(new))
    if type(old) is type(new) and old.func is new.func and around and inside:
        return max(1, _aligned(tuple(around), tuple(inside)))
    return weight(old) + weight(new)


def _aligned(old: tuple[Basic, ...], new: tuple[Basic, ...]) -> int:
    """The least cost of turning one row of parts into another."""
    row = [0]
    for part in new:
        row.append(row[-1] + weight(part))
    for one in old:
        after = [row[0] + weight(one)]
        for n, two in enumerate(new):
            after.append(min(row[n] + distance(one, two), row[n + 1] + weight(one), after[n] + weight(two)))
        row = after
    return row[-1]


__all__ = ["Edit", "Local", "Vocabulary", "at_path", "distance", "lifted", "loose_subscripts", "made", "rebuilt", "spread", "vocabulary", "weight"]
