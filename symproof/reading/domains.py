"""What stands right of ``\\in``: neighbourhoods, S, H, the heads, and products of these."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from symproof.reading.applications import check_argument, sort_facts
from symproof.reading.failure import fail, malformed
from symproof.reading.lexemes import SETMINUS
from symproof.reading.sort_words import in_words
from symproof.reading.syntax import (
    GroupNode,
    NameNode,
    OperatorNode,
    ProductNode,
    ScriptedNode,
    Tree,
    flattened,
    unwrapped,
)
from symproof.reading.values import Placed
from symproof.terms import Act, Coordinate, GroupPower, GroupProduct, H, NeighbourhoodSort, S, Sort, Var, accepts
from symproof.theory.diagnostic import Malformed
from symproof.theory.frozen import dataclass
from symproof.theory.span import Span

DOTS = ("\\cdot", ".", "\\triangleright")

if TYPE_CHECKING:
    from symproof.reading.walk import Walk


@dataclass(frozen=True)
class Domain:
    """A set of tuples. ``family`` None: all of S, H or a product; ``centre``: nodes, not yet read.

    ``by``: the factors that move it, the g of ``gN(i)``.
    """

    slots: tuple[Sort, ...]
    span: Span
    family: Var | None = None
    centre: tuple[Tree, ...] = ()
    by: tuple[Tree, ...] = ()


def read_domain(walk: Walk, node: Tree) -> tuple[Domain, ...]:
    """The factors of a domain, neighbouring full sets joined. Raises E209, E202."""
    domains: list[Domain] = []
    for domain in _factors(walk, node):
        if domains and domain.family is None and domains[-1].family is None:
            last = domains.pop()
            domain = Domain(last.slots + domain.slots, last.span.through(domain.span))
        domains.append(domain)
    return tuple(domains)


def _factors(walk: Walk, node: Tree) -> list[Domain]:
    node = unwrapped(node)
    if is_heads(walk, node):
        raise refusal(walk, node.span, "heads")
    if isinstance(node, NameNode):
        return [_full(walk, node)]
    if isinstance(node, ScriptedNode) and is_family(walk, node.base):
        return [_neighbourhood(walk, _bracketed(node))]
    if not isinstance(node, ProductNode):
        raise refusal(walk, node.span, "set")
    if (moved := _moved(walk, node)) is not None:
        return [moved]
    if any(isinstance(item, OperatorNode) for item in node.items):
        return [domain for part in _split(walk, node) for domain in _factors(walk, part)]
    return [_neighbourhood(walk, node)]


def is_family(walk: Walk, node: Tree) -> bool:
    """Is it the name of a neighbourhood?"""
    var = walk.scope.variable(node.text) if isinstance(node, NameNode) else None
    return var is not None and isinstance(var.sort, NeighbourhoodSort)


def _bracketed(node: ScriptedNode) -> ProductNode:
    """``N_i`` as ``N(i)``."""
    script = node.scripts[0]
    entries = flattened(script.entries)
    group = GroupNode(first=script.first, last=script.last, bracket="(", entries=entries)
    return ProductNode(first=node.first, last=node.last, items=(node.base, group))


def _moved(walk: Walk, node: ProductNode) -> Domain | None:
    """``gN(i)`` and ``g \\cdot N(i)``: the neighbourhood with the elements of the group before it."""
    last = node.items[-1]
    if isinstance(last, ScriptedNode) and is_family(walk, last.base):
        node = ProductNode(first=node.first, last=node.last, items=(*node.items[:-1], *_bracketed(last).items))
    *before, name, _ = node.items if len(node.items) > 2 else (node, node)
    var = walk.scope.variable(name.text) if isinstance(name, NameNode) else None
    if not before or var is None or not isinstance(var.sort, NeighbourhoodSort) or node in before:
        return None
    if any(isinstance(item, OperatorNode) and item.text not in DOTS for item in before):
        return None
    plain = ProductNode(first=name.first, last=node.last, items=node.items[-2:])
    factors = tuple(item for item in before if not isinstance(item, OperatorNode))
    return replace(_neighbourhood(walk, plain), span=node.span, by=factors)


def carried_back(walk: Walk, domain: Domain, element: Placed) -> Placed:
    """``g^{-1}j`` for the j of ``j \\in gN(i)`` (E203)."""
    for factor in domain.by:
        actor = walk.argument(factor, H)
        inverse = Placed(GroupPower(actor.term, -1), actor.span, (actor, None))
        kind = GroupProduct if element.sort == H else Act
        element = Placed(kind(inverse.term, element.term), element.span, (inverse, element))
    return element


def _split(walk: Walk, node: ProductNode) -> list[Tree]:
    """The runs between ``\\times``."""
    runs: list[list[Tree]] = [[]]
    for item in node.items:
        if isinstance(item, OperatorNode):
            if item.text in SETMINUS:
                raise malformed("E108", item.span, what="difference of sets", found=item.text)
            if item.text != "\\times":
                raise refusal(walk, item.span, "set")
            runs.append([])
        else:
            runs[-1].append(item)
    return [
        run[0] if len(run) == 1 else ProductNode(first=run[0].first, last=run[-1].last, items=tuple(run))
        for run in runs
    ]


def _full(walk: Walk, node: NameNode) -> Domain:
    var = walk.scope.variable(node.text)
    if var is None and node.text == walk.roles.positions:
        return Domain((S,), node.span)
    if var is None and node.text == walk.roles.group:
        return Domain((H,), node.span)
    if var is not None and isinstance(var.sort, NeighbourhoodSort):
        fail("E202", node.span, name=node.text, expected=len(var.sort.centre), found=0,
             sorts=tuple(in_words(sort, walk.roles) for sort in var.sort.centre))  # fmt: skip
    if var is None and not node.known and node.text not in walk.scope.setting.spaces:
        raise walk.unknown(node)
    raise refusal(walk, node.span, "module" if var is None and node.text == walk.roles.module else "set")


def _neighbourhood(walk: Walk, node: ProductNode) -> Domain:
    """``N(i,h_1)``."""
    name, *rest = node.items
    var = walk.scope.variable(name.text) if isinstance(name, NameNode) else None
    if isinstance(name, NameNode) and var is None and not name.known and name.text not in walk.env:
        raise walk.unknown(name)
    if (
        var is None
        or not isinstance(var.sort, NeighbourhoodSort)
        or len(rest) != 1
        or not isinstance(rest[0], GroupNode)
    ):
        raise refusal(walk, node.span, "set")
    centre = flattened(rest[0].entries)
    if len(centre) != len(var.sort.centre):
        fail("E202", rest[0].span, name=var.name, expected=len(var.sort.centre), found=len(centre),
             sorts=tuple(in_words(sort, walk.roles) for sort in var.sort.centre))  # fmt: skip
    return Domain(tuple(var.sort.element), node.span, var, centre)


def centre_terms(walk: Walk, domain: Domain) -> tuple[Placed, ...]:
    """The centre of a neighbourhood, of the declared sorts (E209)."""
    if domain.family is None:
        return ()
    terms = []
    for node, sort in zip(domain.centre, domain.family.sort.centre, strict=True):
        placed = walk.term(node)
        if not accepts(sort, placed.sort):
            facts = sort_facts(sort, placed.sort, walk.roles)
            problem = malformed("E209", placed.span, name=domain.family.name, what="centre", **facts)
            if not isinstance(placed.term, Coordinate):
                raise problem
            walk.excuse(problem, (node.source, _argument_source(node)))
            placed = check_argument(placed.parts[0] or placed, sort, walk)
        terms.append(placed)
    return tuple(terms)


def _argument_source(node: Tree) -> str:
    """``i`` of ``x(i)``."""
    last = node.items[-1] if isinstance(node, ProductNode) else node
    return unwrapped(last).source


def is_heads(walk: Walk, node: Tree) -> bool:
    """Is it ``[H]``, as the document writes it?"""
    if isinstance(node, GroupNode) and node.bracket == "[" and len(node.entries) == 1:
        inner = unwrapped(node.entries[0])
        return isinstance(inner, NameNode) and walk.roles.heads in (f"[{inner.text}]", inner.text)
    return isinstance(node, NameNode) and walk.roles.heads == node.text


def refusal(walk: Walk, span: Span, what: str) -> Malformed:
    """E209, with the sets that could stand there."""
    families = [var.name for var in walk.scope.setting.symbols.values() if isinstance(var.sort, NeighbourhoodSort)]
    sets = [*(f"{name}(\\dots)" for name in families), walk.roles.positions, walk.roles.group]
    roles = walk.roles
    if what != "module" or roles.plain_set:
        return malformed("E209", span, what=what, sets=tuple(sets), heads=roles.heads)
    return malformed("E209", span, what=what, sets=tuple(sets), module=roles.module, positions=roles.positions,
                     coordinate=roles.coordinate)  # fmt: skip
