"""Many versions of one term, laid out along its tree so that what they share is evaluated once.

The versions differ from the term at a few places. Those that differ at one place only are versions of
the sub-term there; what stands around it is evaluated for all of them together, with a *hole* that
holds their values in a row. So each node of the term is evaluated once for all that changes below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TypeAlias

from sympy import Basic

from symproof.checking.places import has_value
from symproof.checking.spread import Places, at_path, rebuilt
from symproof.terms import Sort, SumOver, Term, Var
from symproof.theory.document import Path

Row: TypeAlias = tuple[tuple[Path, Term], ...]  # what a version has at which places, none below another


@dataclass(frozen=True, eq=False)
class Part:
    """Versions that differ below the same places: ``context`` is the term with holes there."""

    numbers: tuple[int, ...]  # of the versions, in the stack
    context: Term
    holes: Mapping[Var, Stack]


@dataclass(frozen=True, eq=False)
class Stack:
    """Versions of a term, in the order of ``labels``; ``whole``: what replaces all of it in the versions given."""

    sort: Sort
    labels: tuple[int, ...]
    whole: tuple[tuple[Term, tuple[int, ...]], ...]
    parts: tuple[Part, ...]

    def holes(self) -> Iterator[tuple[Var, Stack]]:
        """All holes, those inside others too."""
        for part in self.parts:
            for hole, stack in part.holes.items():
                yield hole, stack
                yield from stack.holes()


def stacked(term: Term, versions: Sequence[Places], labels: Sequence[int] | None = None) -> Stack:
    """The versions of a term laid out; ``labels``: what they are called, from 0 unless given."""
    rows = [tuple(places.items()) for places in versions]
    return Layout().stack(term, (), rows, tuple(labels if labels is not None else range(len(rows))))


class Layout:
    """The making of one stack; paths stay those in the whole term."""

    def __init__(self) -> None:
        self._fresh = count()

    def stack(self, term: Term, at: Path, rows: list[Row], labels: tuple[int, ...]) -> Stack:
        """The versions of the sub-term at a path."""
        whole: dict[int, list[int]] = {}
        new: dict[int, Term] = {}
        below: dict[tuple[Path, ...], list[int]] = {}
        homes: dict[Path, Path] = {}
        for number, row in enumerate(rows):
            path, first = row[0]
            if len(path) == len(at):
                whole.setdefault(id(first), []).append(number)
                new[id(first)] = first
            else:
                below.setdefault(self._homes(term, len(at), row, homes), []).append(number)
        pairs = tuple((new[key], tuple(numbers)) for key, numbers in whole.items())
        parts = [self._part(term, at, found, numbers, rows, labels) for found, numbers in below.items()]
        return Stack(term.sort, labels, pairs, tuple(parts))

    @staticmethod
    def _homes(term: Term, depth: int, row: Row, known: dict[Path, Path]) -> tuple[Path, ...]:
        """The outermost sub-terms with a value in which a version differs.

        Where an element of a sum changes together with something else, the places themselves: the
        subscripts that follow the element are put in all at once.
        """
        found = []
        for path, _ in row:
            if path not in known:
                known[path] = _home(term, path, depth)
            found.append(known[path])
        if len(found) == 1:
            return (found[0],)
        if isinstance(term, SumOver) and len(set(found)) > 1 and any(home[depth] == 1 for home in found):
            return tuple(path for path, _ in row)
        return tuple(sorted(set(found)))

    def _part(
        self, term: Term, at: Path, homes: tuple[Path, ...], numbers: list[int], rows: list[Row],
        labels: tuple[int, ...],
    ) -> Part:  # fmt: skip
        names = tuple([labels[number] for number in numbers])
        holes: dict[Var, Stack] = {}
        context: dict[Path, Basic] = {}
        for home in homes:
            inside = at_path(term, home[len(at) :])
            inner = [rows[number] for number in numbers]
            if len(homes) > 1:
                inner = [tuple([one for one in row if one[0][: len(home)] == home]) for row in inner]
            hole = Var(f"hole {next(self._fresh)}", inside.sort)
            context[home[len(at) :]] = hole
            holes[hole] = self.stack(inside, home, inner, names)
        return Part(tuple(numbers), rebuilt(term, context), holes)


def _home(term: Basic, path: Path, depth: int) -> Path:
    for cut in range(depth, len(path)):
        term = term.args[path[cut]]
        if has_value(term):
            return path[: cut + 1]
    return path


__all__ = ["Part", "Stack", "stacked"]
