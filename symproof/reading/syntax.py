"""The syntax tree of a formula: what stands beside what, before sorts decide what it means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeAlias

from sympy import Rational

from symproof.reading.names import Name
from symproof.reading.tokens import Token
from symproof.terms import Var
from symproof.theory.span import Span


@dataclass(eq=False, slots=True, kw_only=True)
class Node:
    """``first`` and ``last``: the tokens at its ends. Nothing changes a node; to freeze it would take longer."""

    first: Token
    last: Token

    @property
    def span(self) -> Span:
        first, end = self.first, self.last.end
        return first.source.span(first.start, end if end > first.end else first.end)

    @property
    def source(self) -> str:
        """As it was written, spaces joined."""
        return " ".join(self.first.source.text[self.first.start : max(self.first.end, self.last.end)].split())


@dataclass(eq=False, slots=True, kw_only=True)
class NameNode(Node):
    """A name. ``known``: declared or a role; ``variant_of``: the variable of which it is a variant."""

    name: Name
    text: str
    known: bool
    variant_of: Var | None = None


@dataclass(eq=False, slots=True, kw_only=True)
class NumberNode(Node):
    value: Rational


@dataclass(eq=False, slots=True, kw_only=True)
class GroupNode(Node):
    """``(a, b)``, ``[a, b]``, ``\\{a\\}`` or, with a script, ``{a}``: by its opening bracket."""

    bracket: str
    entries: tuple[Tree, ...]


@dataclass(eq=False, slots=True, kw_only=True)
class PairingNode(Node):
    """``\\langle a, b\\rangle``."""

    entries: tuple[Tree, ...]


@dataclass(eq=False, slots=True, kw_only=True)
class FractionNode(Node):
    above: Tree
    below: Tree


@dataclass(eq=False, slots=True, kw_only=True)
class RootNode(Node):
    radicand: Tree


@dataclass(eq=False, slots=True, kw_only=True)
class BarsNode(Node):
    """``|S|``, or with ``norm`` double bars ``\\lVert a\\rVert``."""

    norm: bool
    inner: Tree


@dataclass(eq=False, slots=True, kw_only=True)
class BulletNode(Node):
    """``[\\bullet]``, one fresh function of the bound variables."""


@dataclass(eq=False, slots=True, kw_only=True)
class ExpNode(Node):
    """``\\exp``, still without its argument."""


@dataclass(eq=False, slots=True, kw_only=True)
class OperatorNode(Node):
    """``\\cdot \\times * / \\circ .`` between factors."""

    text: str


@dataclass(eq=False, slots=True, kw_only=True)
class ScriptNode(Node):
    """``_`` or ``^`` with its entries."""

    kind: str
    entries: tuple[Tree, ...]


@dataclass(eq=False, slots=True, kw_only=True)
class ScriptedNode(Node):
    """Something with subscripts and superscripts that are no part of its name."""

    base: Tree
    scripts: tuple[ScriptNode, ...]


@dataclass(eq=False, slots=True, kw_only=True)
class ElementNode(Node):
    """``element \\in domain``."""

    element: Tree
    domain: Tree


@dataclass(eq=False, slots=True, kw_only=True)
class BigNode(Node):
    """``\\sum`` or ``\\bigcup`` (``kind``) over its entries; the body is the rest of the product."""

    kind: str
    scripts: tuple[ScriptNode, ...]
    body: Tree


@dataclass(eq=False, slots=True, kw_only=True)
class ProductNode(Node):
    """Factors and operators in a row; more than one."""

    items: tuple[Tree, ...]


@dataclass(eq=False, slots=True, kw_only=True)
class SumNode(Node):
    """``+a - b``: each part with its sign; one negative part or more than one."""

    parts: tuple[tuple[str, Tree], ...]


Tree: TypeAlias = (
    NameNode | NumberNode | GroupNode | PairingNode | FractionNode | RootNode | BarsNode | BulletNode | ExpNode
    | OperatorNode | ScriptNode | ScriptedNode | ElementNode | BigNode | ProductNode | SumNode
)  # fmt: skip


BELOW: dict[type, Callable[[Any], tuple[Tree, ...]]] = {
    **dict.fromkeys((GroupNode, PairingNode, ScriptNode), attrgetter("entries")),
    FractionNode: attrgetter("above", "below"),
    RootNode: lambda node: (node.radicand,),
    BarsNode: lambda node: (node.inner,),
    ScriptedNode: lambda node: (node.base, *node.scripts),
    ElementNode: attrgetter("element", "domain"),
    BigNode: lambda node: (*node.scripts, node.body),
    ProductNode: attrgetter("items"),
    SumNode: lambda node: tuple(part for _, part in node.parts),
}


def children(node: Tree) -> tuple[Tree, ...]:
    """The nodes right below."""
    below = BELOW.get(type(node))
    return () if below is None else below(node)


def nodes_in(node: Tree) -> list[Tree]:
    """A node and all below it, those above before those below."""
    found = [node]
    for current in found:
        below = BELOW.get(type(current))
        if below is not None:
            found.extend(below(current))
    return found


def names_in(node: Tree) -> Iterator[NameNode]:
    """All names below a node, from left to right."""
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, NameNode):
            yield current
        stack.extend(reversed(children(current)))


def unwrapped(node: Tree) -> Tree:
    """A node without brackets that hold it alone."""
    while isinstance(node, GroupNode) and len(node.entries) == 1 and node.bracket != "[":
        node = node.entries[0]
    return node


def flattened(entries: tuple[Tree, ...]) -> tuple[Tree, ...]:
    """The entries with nested tuples spelt out: ``(i,h_1),(j,h_2)`` has four."""
    flat: list[Tree] = []
    for entry in entries:
        inner = entry
        while isinstance(inner, GroupNode) and inner.bracket == "(" and len(inner.entries) == 1:
            inner = inner.entries[0]
        if isinstance(inner, GroupNode) and inner.bracket == "(" and len(inner.entries) > 1:
            flat.extend(flattened(inner.entries))
        else:
            flat.append(entry)
    return tuple(flat)
