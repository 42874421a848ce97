"""Hash-consing: every compound value of the normal form is one small integer.

An atom is what the arithmetic does not look into: a variable, an applied function, a
pairing, a sum. ``support`` of an atom are the replaceable atoms (summation variables) in
it; ``height`` counts the binders nested in it: a binder is named by the height of its
body plus one, so no binder inside has that name and nothing is captured.
"""

from __future__ import annotations

from typing import Any, TypeAlias

Atom: TypeAlias = int
Key: TypeAlias = tuple[Any, ...]

EMPTY: frozenset[Atom] = frozenset()
LOOKED_UP = 4  # times that each atom of the budget may be asked for in one normal form
REPLACEABLE = ("fresh", "bound")  # kinds of atoms that stand for summation variables


class Atoms:
    """The table of one normal form; atoms count from 1."""

    def __init__(self, limit: int):
        self.limit = limit
        self.keys: list[Key] = [("none",)]
        self.supports: list[frozenset[Atom]] = [EMPTY]
        self.heights: list[int] = [0]
        self._ids: dict[Key, Atom] = {}
        self._fresh = 0
        self._spent = 0

    def known(self, key: Key) -> Atom | None:
        """The atom of a key that was met before."""
        return self._ids.get(key)

    def spend(self) -> None:
        """One more piece of work on the normal form at hand. Raises OutOfBudget."""
        self._spent += 1
        if self._spent > LOOKED_UP * self.limit:
            raise OutOfBudget("rewrites")

    def intern(self, key: Key, support: frozenset[Atom] = EMPTY, height: int = 0) -> Atom:
        """The atom of a key; ``support`` and ``height`` are those of its parts."""
        self.spend()
        atom = self._ids.get(key)
        if atom is None:
            atom = len(self.keys)
            if atom > self.limit:
                raise OutOfBudget("rewrites")
            self._ids[key] = atom
            self.keys.append(key)
            self.supports.append(support | {atom} if key[0] in REPLACEABLE else support)
            self.heights.append(height)
        return atom

    def fresh(self, sort: str, movable: bool = True, var: Any = None) -> Atom:
        """A replaceable atom that stands in no value at hand: the author's ``var`` while its sum is worked on.

        An atom that is not ``movable`` stands for a variable whose sum may not be re-indexed.
        """
        self._fresh += 1
        return self.intern(("fresh", sort, movable, self._fresh, var))

    def restart(self) -> None:
        """A new normal form, with its whole budget: no fresh atom is in use, they begin with the first one again."""
        self._fresh = self._spent = 0

    def bound(self, sort: str, movable: bool, height: int, number: int) -> Atom:
        """The canonical name of a bound variable: the same in all sums of that height."""
        return self.intern(("bound", sort, movable, height, number))


class OutOfBudget(Exception):
    """A named budget ran out."""

    def __init__(self, budget: str):
        super().__init__(budget)
        self.budget = budget
