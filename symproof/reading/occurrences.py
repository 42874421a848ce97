"""Which names are free and which are bound in a formula, before it is elaborated."""

from __future__ import annotations

from dataclasses import dataclass, field

from symproof.reading.lexemes import EVERYTHING
from symproof.reading.scope import Scope
from symproof.reading.syntax import (
    BigNode,
    ElementNode,
    GroupNode,
    NameNode,
    ProductNode,
    Tree,
    children,
    flattened,
    names_in,
    nodes_in,
    unwrapped,
)
from symproof.terms import Arrow, NeighbourhoodSort, Var, free_variables

Bound = frozenset[str]
NONE: frozenset[str] = frozenset()


def is_variable(var: Var | None) -> bool:
    """A variable proper: no function, no neighbourhood."""
    return var is not None and not isinstance(var.sort, Arrow | NeighbourhoodSort)


def free_in(node: Tree, scope: Scope, sure: Bound = frozenset(), bound: Bound = frozenset()) -> frozenset[str]:
    """The variables that surely occur free, also through abbreviations and definitions.

    ``sure``: names that some sum binds, and so are free nowhere; where ``h`` is one of
    them, a sum over ``h_3h`` binds it and leaves ``h_3`` free.
    """
    free = _Free()
    _gather(node, scope, sure, bound, free)
    return frozenset(free.variables.union(*[_of_name(text, scope) for text in free.names]))


@dataclass(eq=False, slots=True)
class _Free:
    """What occurs free: names, which may stand for more, and variables that a sum leaves free."""

    names: set[str] = field(default_factory=set)
    variables: set[str] = field(default_factory=set)


def _gather(node: Tree, scope: Scope, sure: Bound, bound: Bound, free: _Free) -> None:
    todo = [node]
    for current in todo:
        if isinstance(current, NameNode):
            if current.text not in bound:
                free.names.add(current.text)
        elif isinstance(current, BigNode):
            _gather_big(current, scope, sure, bound, free)
        else:
            todo.extend(children(current))


def _of_name(text: str, scope: Scope) -> frozenset[str]:
    known = scope.vocabulary.free
    if text not in known:
        known[text] = _free_with(text, scope)
    return known[text]


def _free_with(text: str, scope: Scope) -> frozenset[str]:
    """The variables that occur where a name does."""
    pair = scope.pair(text)
    if pair is not None:
        return frozenset(var.name for var in pair)
    var = scope.variable(text)
    if var is None:
        return frozenset()
    own = frozenset((text,)) if is_variable(var) else frozenset()
    return own | (frozenset() if text in scope.parameters else _behind(var, scope, frozenset()))


def _behind(var: Var, scope: Scope, seen: frozenset[Var]) -> frozenset[str]:
    """The variables in what a name stands for."""
    if var in seen:
        return frozenset()
    short, definition = scope.setting.abbreviations.get(var), scope.setting.definitions.get(var)
    inner = free_variables(short.term) if short else frozenset()
    if definition is not None:
        parameters = {parameter for bracket in definition.parameters for parameter in bracket}
        inner = inner | (free_variables(definition.body) - parameters)
    names = frozenset(part.name for part in inner if is_variable(part))
    return names.union(*(_behind(part, scope, seen | {var}) for part in inner))


def _gather_big(node: BigNode, scope: Scope, sure: Bound, bound: Bound, free: _Free) -> None:
    for element, domain in pairs_of(node):
        bound |= _beside(domain)
        if domain is not None:
            _gather(domain, scope, sure, bound, free)
        for slot in slots(element):
            names = _candidates(slot, scope) - bound
            if len(names & sure) == 1:
                free.variables |= names - sure
                names &= sure
            bound |= names
    _gather(node.body, scope, sure, bound, free)


def _beside(domain: Tree | None) -> frozenset[str]:
    """The i of ``\\sum_{j \\neq i}``: whether it is given, other occurrences say."""
    items = domain.items if isinstance(domain, ProductNode) else ()
    first, last = (unwrapped(items[0]), items[-1]) if items else (None, None)
    if not isinstance(first, NameNode) or first.text != EVERYTHING or not isinstance(last, GroupNode):
        return NONE
    name = unwrapped(last.entries[0])
    return frozenset((name.text,)) if isinstance(name, NameNode) else NONE


def _candidates(slot: Tree, scope: Scope) -> frozenset[str]:
    """All names of a component that its sum may bind."""
    return frozenset(
        name.text
        for name in names_in(slot)
        if name.variant_of is not None or is_variable(scope.variable(name.text)) or not name.known
    )


def slots(element: Tree) -> tuple[Tree, ...]:
    """The components of what stands left of ``\\in``."""
    return flattened((element,))


def pairs_of(node: BigNode) -> list[tuple[Tree, Tree | None]]:
    """The conditions under a big operator as (element, domain); ``i, j \\in S`` is two."""
    pairs: list[tuple[Tree, Tree | None]] = []
    waiting: list[Tree] = []
    for entry in (entry for script in node.scripts if script.kind == "_" for entry in script.entries):
        if not isinstance(entry, ElementNode):
            waiting.append(entry)
            continue
        pairs.extend((element, entry.domain) for element in (*waiting, entry.element))
        waiting = []
    return pairs + [(element, None) for element in waiting]


def bound_in(node: Tree, scope: Scope) -> frozenset[str]:
    """The names that stand alone in a slot of a sum or union, and so are bound."""
    found: set[str] = set()
    for current in nodes_in(node):
        if isinstance(current, BigNode):
            for element, _ in pairs_of(current):
                names = (unwrapped(slot) for slot in slots(element))
                found.update(name.text for name in names if isinstance(name, NameNode))
    return frozenset(found)


def depth(node: Tree) -> int:
    """How deep the tree is."""
    deepest, level = 0, [node]
    while level:
        deepest += 1
        level = [part for parent in level for part in children(parent)]
    return deepest
