"""Edits of a line made: at one place, at every place alike, or as a rule.

The same slip often stands at several places of a line. An edit is therefore made at one place, at
every occurrence of the same sub-term or inside every occurrence of a repeated sub-term around it,
and wherever the same rule applies.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from sympy import Basic, Tuple

from symproof.checking.edits import local_edits
from symproof.checking.places import Local, Vocabulary, has_value, loose_subscripts, weight
from symproof.terms import HeadUnion, IllSorted, SumOver, Term, Var, Weight, free_variables
from symproof.theory.document import Path


@dataclass(frozen=True)
class Edit:
    """One change made at one or several places; ``term`` is the edited line."""

    kind: str
    changes: tuple[Local, ...]
    term: Term
    size: int


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


INSERTING = frozenset({"factor inserted", "action inserted", "summand inserted", "L inserted", "sum inserted", "part"})
Key: TypeAlias = tuple[Hashable, ...]
Places: TypeAlias = Mapping[Path, Term]


class Spread:
    """All edits of one line: each at one place, at all equal places, inside all equal surroundings, and as a rule."""

    def __init__(self, term: Term, words: Vocabulary):
        self.term = term
        self.edits = list(local_edits(term, words))
        self._numbers: dict[Hashable, int] = {}  # of terms and rules, so that they are compared once
        self._new = [self._number(edit.new) for edit in self.edits]
        self._keys = [self._rules(edit) for edit in self.edits]
        self._repeated = _repeated(term)
        self._copies: dict[Path, list[list[Path]]] = {}
        self._homes: dict[Path, Path] = {}

    def _number(self, what: Hashable) -> int:
        return self._numbers.setdefault(what, len(self._numbers))

    def _rules(self, edit: Local) -> tuple[Key, ...]:
        """Where a rule applies: everywhere, below one kind of node, in accompanying maps or outside them."""
        rule = self._number((edit.kind, edit.rule))
        return (rule,), (rule, edit.above), (rule, edit.second), (rule, edit.above, edit.second)

    def groups(self, inserting: bool | None = None) -> Iterator[tuple[Local, ...]]:
        """``inserting``: only the many edits that put something in, or only the others."""
        chosen = [n for n, e in enumerate(self.edits) if inserting is None or (e.kind in INSERTING) == inserting]
        known = {(self.edits[n].path, self._new[n]): n for n in chosen}
        rules: dict[Key, list[int]] = {}
        for n in chosen:
            for key in self._keys[n]:
                rules.setdefault(key, []).append(n)
        seen: set[frozenset[int]] = set()
        for n in chosen:
            alike = [rules.pop(key) for key in self._keys[n] if key in rules]
            for group in (*self._alike(n, known), *map(self._apart, alike)):
                if (same := frozenset(group)) not in seen:
                    seen.add(same)
                    yield tuple(self.edits[m] for m in group)

    def _alike(self, number: int, known: Mapping[tuple[Path, int], int]) -> Iterator[list[int]]:
        yield [number]
        path, new = self.edits[number].path, self._new[number]
        for others in self._elsewhere(path):
            group = [known[key] for other in others if (key := (other, new)) in known]
            if len(group) > 1:
                yield self._apart(group)

    def _elsewhere(self, path: Path) -> list[list[Path]]:
        """For each repeated sub-term around a place the places that it has in all its occurrences."""
        if path not in self._copies:
            cuts = [cut for cut in range(len(path), 0, -1) if path[:cut] in self._repeated]
            self._copies[path] = [[(*place, *path[cut:]) for place in self._repeated[path[:cut]]] for cut in cuts]
        return self._copies[path]

    def _apart(self, group: list[int]) -> list[int]:
        """Those of which none lies inside another one."""
        if len(group) == 1:
            return group
        kept: list[int] = []
        last: Path | None = None
        for number in sorted(group, key=lambda n: self.edits[n].path):
            path = self.edits[number].path
            if last is None or path[: len(last)] != last:
                kept.append(number)
                last = path
        return kept

    # --- what has another value ------------------------------------------------------------------

    def lifted(self, group: tuple[Local, ...]) -> Places | None:
        """The same changes at sub-terms that have a value: None where they do not fit.

        A changed function is lifted to its application, a changed condition to its sum.
        """
        if len(group) == 1 and self._home(group[0].path) == group[0].path:
            return {group[0].path: group[0].new}
        homes: dict[Path, dict[Path, Basic]] = {}
        for one in group:
            home = self._home(one.path)
            homes.setdefault(home, {})[one.path[len(home) :]] = one.new
        if any(a != b and b[: len(a)] == a for a in homes for b in homes):
            homes = {(): {one.path: one.new for one in group}}
        try:
            return {home: rebuilt(at_path(self.term, home), inner) for home, inner in homes.items()}
        except IllSorted:
            return None

    def _home(self, path: Path) -> Path:
        """The innermost sub-term around a place that has a value."""
        if path not in self._homes:
            home = path
            while not has_value(at_path(self.term, home)):
                home = home[:-1]
            self._homes[path] = home
        return self._homes[path]


def _repeated(term: Term) -> dict[Path, list[Path]]:
    """For the path of each sub-term that stands at several places all its paths."""
    found = [paths for paths in occurrences(term).values() if len(paths) > 1]
    return {path: paths for paths in found for path in paths}


def spread(term: Term, words: Vocabulary, inserting: bool | None = None) -> Iterator[tuple[Local, ...]]:
    """The edits of a line in groups that are made together."""
    return Spread(term, words).groups(inserting)


def made(term: Term, group: tuple[Local, ...]) -> Edit | None:
    """The edited line; None where the edit does not fit its surroundings."""
    try:
        new = rebuilt(term, {one.path: one.new for one in group})
    except IllSorted:
        return None
    if new == term or not isinstance(new, Term) or not well_bound(new):
        return None
    return Edit(group[0].kind, group, new, size(group))


LARGE = 1 << 30
SIGNS = {
    "bound": 1,
    "bracket": 2,
    "sums": 2,
    "subscript": 1,
    "Delta inserted": 2,
    "fraction": 2,
    "exchange": 2,
}  # that are changed; the rest follows by itself


def size(group: tuple[Local, ...]) -> int:
    """Signs that differ, each distinct change counted once, plus the places beyond the first at a discount."""
    distinct = {(one.old, one.new): one.kind for one in group}
    signs = sum(min(SIGNS.get(kind, LARGE), distance(old, new)) for (old, new), kind in distinct.items())
    return 4 * signs + min(len(group) - 1, 3)


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
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    row = [0]
    for part in new:
        row.append(row[-1] + weight(part))
    for one in old:
        after = [row[0] + weight(one)]
        for n, two in enumerate(new):
            after.append(min(row[n] + distance(one, two), row[n + 1] + weight(one), after[n] + weight(two)))
        row = after
    return row[-1]


__all__ = ["Edit", "Places", "Spread", "at_path", "distance", "made", "rebuilt", "spread", "well_bound"]
