"""What a piece of a formula denotes: a term with its place, or a map that still waits for arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from sympy import Basic, Tuple

from symproof.reading.syntax import Tree
from symproof.terms import Arrow, Sort, Term, Var
from symproof.theory.frozen import dataclass
from symproof.theory.span import Span


@dataclass(eq=False, slots=True, init=False)  # not frozen: most of what reading makes are these
class Placed:
    """A term (or a tuple of terms) with its span; ``parts`` go with its ``args``, None for no place."""

    term: Basic
    span: Span
    parts: tuple[Placed | None, ...]
    size: int  # number of nodes, copies counted

    def __init__(self, term: Basic, span: Span, parts: tuple[Placed | None, ...] = ()):
        self.term, self.span, self.parts = term, span, parts
        self.size = 1 + sum([part.size for part in parts if part is not None]) if parts else 1

    @property
    def sort(self) -> Sort:
        sort: Sort = self.term.sort
        return sort

    def at(self, span: Span) -> Placed:
        """The same term, said to stand elsewhere."""
        return Placed(self.term, span, self.parts)


@dataclass(frozen=True, eq=False)
class Composite:
    """``outer \\circ inner``."""

    outer: Map | Operator
    inner: Map | Operator
    span: Span


@dataclass(frozen=True, eq=False)
class Pointwise:
    """``\\varphi + \\Delta\\varphi``, ``-\\varphi``, ``c\\varphi``: signs, scalar factors, maps."""

    parts: tuple[tuple[str, tuple[Placed, ...], Map], ...]
    span: Span


@dataclass(frozen=True, eq=False)
class Operator:
    """``L_yL_h``: the actors from left to right."""

    actors: tuple[Placed, ...]
    span: Span


@dataclass(frozen=True, eq=False)
class CoordinateMap:
    """``x``, or with ``inverse`` its inverse."""

    span: Span
    inverse: bool = False


@dataclass(frozen=True, eq=False)
class Exponential:
    """``\\exp``."""

    span: Span


@dataclass(frozen=True, eq=False)
class Softmax:
    """``\\sigma_t``, with the terms of its subscript; ``own``: the names and the set of one outside of its sum."""

    index: tuple[Placed, ...]
    span: Span
    node: Tree
    own: tuple[tuple[Tree, ...], Tree] | None = None


@dataclass(frozen=True, eq=False)
class Row:
    """``a^\\top`` of a feature, which waits for the feature that it is paired with."""

    feature: Placed
    span: Span


@dataclass(frozen=True, eq=False)
class PairElement:
    """``g = (y, h)`` of G."""

    vector: Placed
    element: Placed
    span: Span


Map: TypeAlias = Placed | Composite | Pointwise | CoordinateMap | Exponential
Value: TypeAlias = Placed | Composite | Pointwise | Operator | CoordinateMap | Exponential | Softmax | Row | PairElement


def is_map(value: Value) -> bool:
    """Does it wait for an argument?"""
    if isinstance(value, Placed):
        term = value.term
        return isinstance(term, Term) and isinstance(term.sort, Arrow)
    return not isinstance(value, PairElement | Row)


def tuple_of(parts: tuple[Placed, ...], span: Span) -> Placed:
    """Terms as the tuple that a node takes as one argument."""
    return Placed(Tuple(*[part.term for part in parts]), span, parts)


def places_of(root: Placed) -> Mapping[tuple[int, ...], Span]:
    """The span of every sub-term by its path of argument numbers."""
    places: dict[tuple[int, ...], Span] = {}
    stack: list[tuple[tuple[int, ...], Placed]] = [((), root)]
    while stack:
        path, placed = stack.pop()
        places[path] = placed.span
        for n, part in enumerate(placed.parts):
            if part is not None:
                stack.append(((*path, n), part))
    return places


def depth_of(root: Placed) -> int:
    """How deep the terms nest."""
    deepest, level = 0, [root]
    while level:
        deepest += 1
        level = [part for placed in level for part in placed.parts if part is not None]
    return deepest


def subterms(term: Term) -> Iterator[Basic]:
    """The nodes of a term; what makes up a name is none."""
    todo: list[Basic] = [term]
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, Var):  # inside a name stand its letters and its sort
            todo.extend(node.args)
