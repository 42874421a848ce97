"""Other sorts for declared names: two spaces taken for one, maps of functions taken for maps of values."""

from __future__ import annotations

from dataclasses import dataclass

from symproof.terms import HEAD, Arrow, Sort
from symproof.theory.identify import swapped


@dataclass(frozen=True)
class Change:
    """What a declaration is supposed to mean instead.

    ``pointwise``: names of maps ``L_A(S) -> L_B(S)``, read as ``A -> B`` and applied at each position.
    ``spaces``: the second of each pair in the place of the first, everywhere.
    """

    pointwise: frozenset[str] = frozenset()
    spaces: tuple[tuple[Sort, Sort], ...] = ()

    def of(self, name: str, sort: Sort) -> Sort:
        """The sort that a name gets which is declared with ``sort``."""
        changed = self.sort(sort)
        return (at_each_position(changed) or changed) if name in self.pointwise else changed

    def sort(self, sort: Sort) -> Sort:
        """A sort with one space in the place of another."""
        for old, new in self.spaces:
            sort = swapped(sort, old, new)
        return sort

    def merging(self, one: Sort, other: Sort) -> Change:
        """With two more spaces taken for one: the second in the place of the first."""
        old, new = self.sort(one), self.sort(other)
        return self if old == new else Change(self.pointwise, (*self.spaces, (old, new)))


def at_each_position(sort: Sort) -> Arrow | None:
    """``A -> B`` for maps ``L_A(D) -> L_B(D)``, of several functions or for each head as well; None for others."""
    if not isinstance(sort, Arrow):
        return None
    if sort.domain == (HEAD,):
        inner = at_each_position(sort.codomain)
        return Arrow((HEAD,), inner) if inner is not None else None
    functions = (*sort.domain, sort.codomain)
    if not all(isinstance(one, Arrow) and one.domain == sort.codomain.domain for one in functions):
        return None
    return Arrow(tuple(one.codomain for one in sort.domain), sort.codomain.codomain)


__all__ = ["Change", "at_each_position"]
