"""Other sorts for declared names: spaces taken for one, maps of functions for maps of values, positions for V."""

from __future__ import annotations

from dataclasses import replace

from symproof.terms import HEAD, Arrow, S, Sort, V
from symproof.theory.frozen import dataclass
from symproof.theory.identify import swapped


@dataclass(frozen=True)
class Change:
    """What a declaration is supposed to mean instead.

    ``pointwise``: names of maps ``L_A(S) -> L_B(S)``, read as ``A -> B`` and applied at each position.
    ``spaces``: the second of each pair in the place of the first, everywhere.
    ``moved``: names of functions with the number of an argument of sort S that is read as one of V, or the other way.
    """

    pointwise: frozenset[str] = frozenset()
    spaces: tuple[tuple[Sort, Sort], ...] = ()
    moved: frozenset[tuple[str, int]] = frozenset()

    def of(self, name: str, sort: Sort) -> Sort:
        """The sort that a name gets which is declared with ``sort``."""
        changed = with_arguments_moved(self.sort(sort), {number for other, number in self.moved if other == name})
        return (at_each_position(changed) or changed) if name in self.pointwise else changed

    def sort(self, sort: Sort) -> Sort:
        """A sort with one space in the place of another."""
        for old, new in self.spaces:
            sort = swapped(sort, old, new)
        return sort

    def merging(self, one: Sort, other: Sort) -> Change:
        """With two more spaces taken for one: the second in the place of the first."""
        old, new = self.sort(one), self.sort(other)
        return self if old == new else replace(self, spaces=(*self.spaces, (old, new)))


def with_arguments_moved(sort: Sort, numbers: set[int]) -> Sort:
    """A function of positions as one of V in these arguments, and the other way round; also for each head."""
    if not numbers or not isinstance(sort, Arrow):
        return sort
    if sort.domain == (HEAD,):
        return Arrow((HEAD,), with_arguments_moved(sort.codomain, numbers))
    other = {S: V, V: S}
    domain = (other.get(one, one) if n in numbers else one for n, one in enumerate(sort.domain))
    return Arrow(tuple(domain), sort.codomain)


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


__all__ = ["Change", "at_each_position", "with_arguments_moved"]
