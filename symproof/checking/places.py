"""Where an edit stands, and what may be put in there."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias

from sympy import Basic, Tuple, preorder_traversal

from symproof.terms import (
    HEAD,
    Act,
    Apply,
    Arrow,
    ExpOf,
    GroupProduct,
    Plus,
    SquareRoot,
    SumOver,
    Term,
    Times,
    Var,
    Weight,
    bound_by,
    free_variables,
)
from symproof.terms.sorts import NeighbourhoodSort, Sort
from symproof.theory.document import Path
from symproof.theory.setting import Setting

Found: TypeAlias = Iterator[tuple[str, Term, Hashable]]  # the kind of an edit, what it puts, and its rule
MAX_INSERTED = 12  # nodes of a term that is put in from another line


@dataclass(frozen=True)
class Local:
    """``new`` in the place of the sub-term at ``path``; equal rules may be applied together."""

    kind: str
    path: Path
    old: Term
    new: Term
    rule: Hashable
    above: str = ""  # the kind of node above
    second: bool = False  # inside a map that accompanies another one


@dataclass(frozen=True)
class Vocabulary:
    """What may be put in: free names, declared functions, and sub-terms of the lines around by sort."""

    free: frozenset[Var]
    functions: tuple[Var, ...] = ()
    parts: Mapping[Sort, tuple[Term, ...]] = field(default_factory=dict)
    bound: frozenset[Var] = frozenset()  # names that sums of the lines bind
    sums: tuple[SumOver, ...] = ()  # of the lines, one for each domain
    wrapped: tuple[type[Term], ...] = ()  # the functions of scalars, roots and exponentials, in the lines
    _known: dict[Term, Term] = field(default_factory=dict, compare=False, repr=False)
    _lists: dict[Hashable, list[Term]] = field(default_factory=dict, compare=False, repr=False)

    def one(self, term: Term) -> Term:
        """The same object for equal terms, so that comparing them takes no walk."""
        return self._known.setdefault(term, term)

    def kept(self, key: Hashable, listed: Callable[[], Iterable[Term]]) -> list[Term]:
        """A list of terms that is made once for a key."""
        if key not in self._lists:
            self._lists[key] = [self.one(term) for term in listed()]
        return self._lists[key]


def vocabulary(setting: Setting, lines: Iterable[Term]) -> Vocabulary:
    """The names and sub-terms of the lines, and the functions of the setting."""
    lines = tuple(lines)
    free = frozenset[Var]().union(*map(free_variables, lines))
    short = [setting.abbreviations[var].term for var in free if var in setting.abbreviations]
    free = free.union(*map(free_variables, short))
    declared = sorted({*setting.symbols.values(), *setting.definitions, *free}, key=lambda v: (v.name, str(v.sort)))
    functions = tuple(v for v in declared if isinstance(v.sort, Arrow | NeighbourhoodSort))
    parts: dict[Sort, dict[Term, None]] = {}
    for line in lines:
        for part in subterms(line):
            if not isinstance(part, Var) and not isinstance(part.sort, Arrow):
                parts.setdefault(part.sort, {})[part] = None
    inside = [part for line in lines for part in preorder_traversal(line)]
    bound = frozenset(v for part in inside for v in bound_by(part))
    sums = tuple({part.args[:2]: part for part in inside if isinstance(part, SumOver)}.values())
    wrapped = tuple(node for node in (ExpOf, SquareRoot) if any(isinstance(part, node) for part in inside))
    return Vocabulary(free, functions, {sort: tuple(found) for sort, found in parts.items()}, bound, sums, wrapped)


def shared(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms with equal sub-terms as one object, so that comparing them takes no walk."""
    known: dict[Basic, Basic] = {}

    def visit(part: Basic) -> Any:
        if part not in known:
            parts = () if isinstance(part, Var) or not isinstance(part, Term | Tuple) else part.args
            again = [visit(inner) for inner in parts]
            same = all(new is old for new, old in zip(again, parts, strict=True))
            known[part] = part if same else part.func(*again)
        return known[part]

    return tuple(map(visit, terms))


def joined(node: type[Term], parts: Iterable[Term]) -> Term:
    """The parts under a node; one alone as it is."""
    parts = list(parts)
    return parts[0] if len(parts) == 1 else node(*parts)


def has_value(term: Basic) -> bool:
    """Does the sub-term stand for an element, a number or a vector, rather than for a function or a condition?"""
    if not isinstance(term, Term) or isinstance(term.sort, Arrow | NeighbourhoodSort) or term.sort == HEAD:
        return False
    return type(term.sort) is not Sort


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


@dataclass(frozen=True)
class Place:
    """Where the walk stands: the names bound around it, the sums around it, the node above."""

    path: Path = ()
    bound: tuple[Var, ...] = ()
    sums: tuple[SumOver, ...] = ()
    above: Basic | None = None
    element: bool = False
    words: Vocabulary = Vocabulary(frozenset())
    second: bool = False

    def names(self, sort: Sort) -> list[Term]:
        """The names of a sort that may stand here, the bound ones first."""
        return self.words.kept(("names", sort, self.bound), lambda: self._names(sort))

    def _names(self, sort: Sort) -> dict[Term, None]:
        free = sorted((v for v in self.words.free if v.sort == sort), key=lambda v: v.name)
        return dict.fromkeys([v for v in reversed(self.bound) if v.sort == sort] + free)

    def has(self, term: Term) -> bool:
        """Do all names of the term mean something here?"""
        return all(map(self.means, free_variables(term)))

    def means(self, name: Var) -> bool:
        """Does the name mean something here?"""
        return name in self.bound or name in self.words.free or isinstance(name.sort, Arrow)

    def parts(self, sort: Sort, largest: int = MAX_INSERTED) -> list[Term]:
        """The small sub-terms of the lines around that may stand here."""
        return self.words.kept(("parts", sort, largest, self.bound), lambda: self._parts(sort, largest))

    def _parts(self, sort: Sort, largest: int) -> list[Term]:
        return [t for t in self.words.parts.get(sort, ()) if weight(t) <= largest and self.has(t)]


@lru_cache(maxsize=1 << 14)
def loose_subscripts(term: Basic) -> frozenset[tuple[Term, ...]]:
    """The subscripts of softmaxes whose sum lies outside the term."""
    inner = frozenset[tuple[Term, ...]]().union(
        *[loose_subscripts(part) for part in term.args if isinstance(part, Term | Tuple)]
    )
    if isinstance(term, Weight):
        return inner | {term.index}
    return inner - {term.element} if isinstance(term, SumOver) else inner


__all__ = [
    "MAX_INSERTED",
    "Found",
    "Local",
    "Place",
    "Vocabulary",
    "has_value",
    "joined",
    "loose_subscripts",
    "shared",
    "subterms",
    "vocabulary",
    "weight",
]  # fmt: skip
