"""How a sum may be parametrised: changes of its variables that make leaves the new variables.

Least labels decide which leaf becomes a variable; ties are all proposed. Nothing is trusted
here: a change that is used is shown to be a bijection by whoever uses it (``sums``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from heapq import merge
from itertools import tee
from operator import itemgetter
from typing import Any, TypeAlias

from symproof.algebras.atoms import Atom
from symproof.algebras.leaves import Label, Leaf, Leaves, Solution
from symproof.algebras.polynomials import Monomial
from symproof.algebras.words import Substitution, Typed

Choice: TypeAlias = tuple[Atom, Any, Any]  # a variable, its value by its new name, the new name's value
Assignment: TypeAlias = tuple[Substitution, Substitution]  # all variables in new names, and back

MAX_TIES = 48  # assignments tried for one sum


class Once:
    """What an iterator gives, taken from it once and not before it is asked for."""

    def __init__(self, source: Iterator[Leaf]):
        (self._source,) = tee(source, 1)

    def __iter__(self) -> Iterator[Leaf]:
        return copy(self._source)


class Parametrisations(Leaves):
    """Changes of variable for the sums of one normal form."""

    def assignments(self, names: tuple[Atom, ...], m: Monomial, height: int) -> list[Assignment]:
        """The tied choices of canonical names. Bound variables are set apart from their new names meanwhile."""
        leaves = self.labelled(m, names) if any(self.form.atoms.keys[n][2] for n in names) else []
        if all(self.form.kind(name) == "fresh" for name in names):
            return self._resolve(names, leaves, height, 0)
        fresh, renaming = self.form.apart(names)
        apart = Once((label, self.replaced(arg, renaming)) for label, arg in leaves)
        back = {new: self.form.as_point(name) for name, new in zip(names, fresh, strict=True)}
        return [
            (
                {name: forward[new] for name, new in zip(names, fresh, strict=True)},
                {b: self.form.replaced_point(value, back) for b, value in backward.items()},
            )
            for forward, backward in self._resolve(fresh, apart, height, 0)
        ]

    def _resolve(self, todo: tuple[Atom, ...], leaves: Iterable[Leaf], height: int, number: int) -> list[Assignment]:
        """Assignments of the variables, one after the other, in the order in which they are named."""
        if not todo:
            return [({}, {})]
        results: list[Assignment] = []
        for name, solution, image in self._choices(todo, leaves, height, number):
            if len(results) >= MAX_TIES:
                break
            step = {name: solution}
            rest = tuple([other for other in todo if other != name])
            later = Once(self._later(leaves, step, rest)) if rest else ()
            bound = self._new_name(name, height, number)
            for forward, backward in self._resolve(rest, later, height, number + 1):
                back = {b: self.form.replaced_point(value, {bound: image}) for b, value in backward.items()}
                own = self.form.replaced_point(solution, forward)
                results.append(({name: own, **forward}, {bound: image, **back}))
        return results

    def _later(self, leaves: Iterable[Leaf], step: Substitution, rest: tuple[Atom, ...]) -> Iterator[Leaf]:
        """The leaves under a step that mention one of the names that are left."""
        for label, arg in leaves:
            changed = self.replaced(arg, step)
            if self.mentioned(changed, rest):
                yield label, changed

    def _new_name(self, name: Atom, height: int, number: int) -> Atom:
        _, sort, movable, *_ = self.form.atoms.keys[name]
        bound: Atom = self.form.atoms.bound(sort, movable, height, number)
        return bound

    def _choices(self, todo: tuple[Atom, ...], leaves: Iterable[Leaf], height: int, number: int) -> list[Choice]:
        """All choices that share the least label; what may not move, or is on no leaf, is named by position.

        Positions come first: a leaf that holds one stays a leaf that does, whatever moves the position,
        while an element of H may leave a leaf when a position in it is moved.
        """
        fixed = [name for name in todo if not self.form.atoms.keys[name][2]]
        for sort in ("V", "H") if not fixed else ():
            group = [n for n in todo if self.form.atoms.keys[n][1] == sort]
            found = self._tied(group, frozenset(todo), leaves, height, number) if group else []
            if found:
                return found
        pool = fixed or todo
        sort = min(self.form.atoms.keys[n][1] for n in pool)  # H before V, in whatever order the author sums
        return [
            (n, self.form.as_point(self._new_name(n, height, number)), self.form.as_point(n))
            for n in pool
            if self.form.atoms.keys[n][1] == sort
        ]

    def _tied(
        self, group: list[Atom], todo: frozenset[Atom], leaves: Iterable[Leaf], height: int, number: int
    ) -> list[Choice]:
        """The choices that a leaf determines; where none does, those of leaves that hold a variable several times."""
        new = {name: self._new_name(name, height, number) for name in group}
        for solve in (self.solutions, self.repetitions):
            each = [self.single(leaves, name, todo) for name in group]
            choices = self._least_of(each[0] if len(each) == 1 else merge(*each, key=itemgetter(0)), new, solve)
            if choices:
                return choices
        return []

    @staticmethod
    def _least_of(
        found: Iterable[tuple[Label, Atom, Typed]],
        new: dict[Atom, Atom],
        solve: Callable[[Typed, Atom, Atom], list[Solution]],
    ) -> list[Choice]:
        """The solutions under the least label."""
        least: tuple[Label, str] | None = None
        tied: dict[tuple[Atom, Any], Any] = {}
        for label, name, arg in found:
            if least is not None and label > least[0]:
                break
            for sub, solution, image, _ in solve(arg, name, new[name]):
                if least is None or (label, sub) < least:
                    least, tied = (label, sub), {}
                if (label, sub) == least:
                    tied.setdefault((name, solution), image)
        return [(name, solution, image) for (name, solution), image in tied.items()]
