"""Canonical sums: re-indexing, splitting and flattening of finite sums over H and S.

A sum runs over all of H or S for each of its variables; its conditions are 0/1 factors
of its body. Each rewriting is an identity of finite sums:

    sum_v a b(v)              = a sum_v b(v)                    (a free of v)
    sum_{v,w} a(v) b(w)       = (sum_v a(v)) (sum_w b(w))
    sum_v a(v) sum_w b(v, w)  = sum_{v,w} a(v) b(v, w)
    sum_{v,w} a(v) b(v, w) / sum_w b(v, w) = sum_v a(v)
    sum_{v,w} a(v) b(v, w) = sum_v a(v) t(v)        where sum_w b(v, w) = t(v)
    sum_v 1                   = |H| or |S|
    sum_v a(v)                = sum_u a(s(u))                   (s a bijection)

The last one makes a sum canonical: ``s`` is proposed (``parametrisations``) so that arguments
of functions in the body become the new variables, and shown here to be a bijection. Of
several proposals the least result is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from symproof.algebras.atoms import Atom
from symproof.algebras.parametrisations import MAX_TIES, Assignment, Parametrisations
from symproof.algebras.polynomials import ONE, Coefficient, Monomial, Polynomial
from symproof.algebras.rewriting import Rewriting
from symproof.algebras.words import Substitution, Typed
from symproof.terms import S, Var

Movable: TypeAlias = frozenset[str] | None


@dataclass(frozen=True)
class Frame:
    """How the variables of a sum came about, for reports: ``forward`` maps each author's
    variable to its value in the present names, ``backward`` each present name to the author's."""

    forward: Substitution = field(default_factory=dict)
    backward: Substitution = field(default_factory=dict)


@dataclass(frozen=True)
class Index:
    """What a sum runs over: its variables; is there a value for certain; where they come from."""

    names: tuple[Atom, ...]
    inhabited: bool
    frame: Frame = field(default_factory=Frame)

    def joined(self, inner: Index) -> Index:
        """The index of a sum of sums."""
        forward = {**inner.frame.forward, **self.frame.forward}
        backward = {**inner.frame.backward, **self.frame.backward}
        return Index((*self.names, *inner.names), self.inhabited and inner.inhabited, Frame(forward, backward))


class Sums(Rewriting):
    """Part of the normal form: sums."""

    movable: Movable
    commutative: bool
    totals: list[tuple[tuple[Atom, ...], Atom, Polynomial]]  # what equations say of sums

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.frames: dict[Atom, Frame] = {}  # of sum atoms
        self.tied: set[Atom] = set()  # sum atoms chosen among several, perhaps by the place of a head in the table
        self.parametrisations = Parametrisations(self)

    # --- making sums -------------------------------------------------------------------------

    def summation_atom(self, var: Var) -> Atom:
        """A fresh summation variable for the author's ``var``."""
        return self.atoms.fresh("V" if var.sort == S else "H", self.movable is None or var.name in self.movable, var)

    def origin(self, atom: Atom) -> Var | None:
        """The author's variable for which a summation variable stands."""
        return self.atoms.keys[atom][4] if self.kind(atom) == "fresh" else None

    def summed(self, names: list[Atom], conditions: list[Atom], body: Polynomial, inhabited: bool) -> Polynomial:
        """The sum of ``body`` over the values of ``names`` that meet the conditions."""
        itself = {n: self.as_point(n) for n in names}
        indicator = self.multiply(*(self.factor(c) for c in conditions)) if conditions else ONE
        return self._summed(Index(tuple(names), inhabited, Frame(itself, itself)), self.multiply(indicator, body))

    def _summed(self, index: Index, body: Polynomial) -> Polynomial:
        return self.add(*[self.scale(c, self._sum_monomial(index, m)) for m, c in body.items()])

    def _sum_monomial(self, index: Index, m: Monomial) -> Polynomial:
        inner = self._inner_sum(m, index.names)
        if inner is not None:
            own, body = self.opened(inner)
            return self._summed(index.joined(own), self.multiply({self._without(m, inner): 1}, body))
        for rule in (self._cancelled, self._told):
            less = rule(index, m)
            if less is not None:
                return less
        outer, linked, idle = self._components(index.names, m)
        sizes = [self.factor(self.atoms.intern(("card", self.atoms.keys[name][1]))) for name in idle]
        sums = [self._canonical(Index(own, index.inhabited, index.frame), part) for part, own in linked]
        return self.multiply({outer: 1}, *sizes, *sums)

    def _cancelled(self, index: Index, m: Monomial) -> Polynomial | None:
        """sum_{v,w} a(v) b(v, w) / sum_w b(v, w) = sum_v a(v), in whatever order the author sums"""
        supports = self.atoms.supports
        for total, k in m[1]:
            if k > 0 or self.kind(total) != "sum" or supports[total].isdisjoint(index.names):
                continue
            own = tuple([n for n in index.names if n not in supports[total]])
            if supports[m[2]].issuperset(own):  # all hangs together with the vector, or there is nothing to sum
                continue
            for part, names in self._components(own, m)[1]:
                if self.positive_monomial(part):
                    value = self._canonical(Index(names, True, index.frame), part)
                    if value == self.factor(total):
                        taken = [item for item, _ in self._items(part)]
                        rest = self._rebuilt([item for item, _ in self._items(m) if item not in taken])
                        left = tuple([n for n in index.names if n not in names])
                        return self._summed(Index(left, index.inhabited, index.frame), self.multiply({rest: 1}, value))
        return None

    def _told(self, index: Index, m: Monomial) -> Polynomial | None:
        """sum_{v,w} a(v) b(v, w) = sum_v a(v) t(v) where an equation says that sum_w b(v, w) = t(v)"""
        for name in index.names if self.totals and len(index.names) > 1 else ():
            left = tuple([n for n in index.names if n != name])
            items = list(self._items(m))
            part = self._rebuilt([item for item, support in items if name in support])
            rest = self._rebuilt([item for item, support in items if name not in support])
            for inhabited in (True, False):
                value = self._canonical(Index((name,), inhabited, index.frame), part)
                if not any(self.kind(atom) == "sum" for n in value for atom in (n[2], *(a for a, _ in n[1]))):
                    return self._summed(Index(left, index.inhabited, index.frame), self.multiply({rest: 1}, value))
        return None

    def _inner_sum(self, m: Monomial, names: tuple[Atom, ...]) -> Atom | None:
        """A sum among the factors that depends on the variables, to be flattened."""
        candidates = [atom for atom, k in m[1] if k > 0] + [m[2]]
        supports = self.atoms.supports
        return next((a for a in candidates if self.kind(a) == "sum" and not supports[a].isdisjoint(names)), None)

    @staticmethod
    def _without(m: Monomial, atom: Atom) -> Monomial:
        if m[2] == atom:
            return (m[0], m[1], 0)
        lowered = tuple((a, k - 1 if a == atom else k) for a, k in m[1])
        return (m[0], tuple((a, k) for a, k in lowered if k), m[2])

    def opened(self, atom: Atom) -> tuple[Index, Polynomial]:
        """A sum as the sum over fresh variables of a body."""
        _, bound, inhabited, packed = self.atoms.keys[atom]
        names, renaming = self.apart(bound)
        frame = self.frames.get(atom, Frame())
        forward = {v: self.replaced_point(value, renaming) for v, value in frame.forward.items()}
        backward = {n: frame.backward[b] for n, b in zip(names, bound, strict=True) if b in frame.backward}
        return Index(names, inhabited, Frame(forward, backward)), self.rewritten(self.unpack(packed), renaming)

    def sum_image(self, atom: Atom, by: Substitution) -> Polynomial:
        """A sum under a substitution. Its variables keep their names unless something taller came in."""
        _, names, inhabited, packed = self.atoms.keys[atom]
        body = self.rewritten(self.unpack(packed), by)
        if any(self.height_of(m) >= self.atoms.heights[atom] for m in body):
            names, renaming = self.apart(names)
            body = self.rewritten(self.unpack(packed), {**by, **renaming})
            return self._summed(Index(names, inhabited), body)
        known = self.frames.get(atom, Frame())
        frame = Frame({v: self.replaced_point(value, by) for v, value in known.forward.items()}, known.backward)
        # no leaf names a head
        if atom not in self.tied and (all(self.atoms.keys[a][1] == "h" for a in by) or self._stays(names, body)):
            renamed = self._sum_atom(names, inhabited, body)
            self.frames.setdefault(renamed, frame)
            return self._as_written(renamed, next(iter(body)))
        return self._summed(Index(names, inhabited, frame), body)

    def _stays(self, names: tuple[Atom, ...], body: Polynomial) -> bool:
        """Is the sum canonical as it is: its variables may not move, and no part of it comes out or cancels?"""
        moves = self.totals or any(self.atoms.keys[n][2] for n in names) or any(k < 0 for m in body for _, k in m[1])
        return not moves and self._settled(body, names, self.atoms.keys[names[0]][3])

    # --- what hangs together ---------------------------------------------------------------------

    def _components(
        self, names: tuple[Atom, ...], m: Monomial
    ) -> tuple[Monomial, list[tuple[Monomial, tuple[Atom, ...]]], list[Atom]]:
        """Split a monomial: what is free of the variables, what hangs together, variables that do not occur."""
        own = frozenset(names)
        groups: list[tuple[frozenset[Atom], list[Any]]] = []
        for item, support in self._items(m):
            touched, items = support & own, [item]
            apart = []
            for names_there, members in groups:
                if touched and names_there & touched:
                    touched, items = touched | names_there, members + items
                else:
                    apart.append((names_there, members))
            groups = [*apart, (touched, items)]
        outer = self._rebuilt([item for touched, items in groups if not touched for item in items], outside=True)
        linked, one = [group for group in groups if group[0]], len(groups) == 1
        parts = [(m if one else self._rebuilt(items), tuple([n for n in names if n in on])) for on, items in linked]
        seen = frozenset[Atom]().union(*[touched for touched, _ in linked])
        return outer, parts, [n for n in names if n not in seen]

    def _items(self, m: Monomial) -> Iterator[tuple[Any, frozenset[Atom]]]:
        supports = self.atoms.supports
        for mono, c in self.unpack(m[0]).items() if m[0] else ():
            yield ("exp", mono, c), self.support_of(mono)
        for atom, k in m[1]:
            yield ("factor", atom, k), supports[atom]
        if m[2]:
            yield ("tail", m[2], 1), supports[m[2]]

    def _rebuilt(self, items: list[Any], outside: bool = False) -> Monomial:
        exponent = {what: c for tag, what, c in items if tag == "exp"}
        factors = [(what, k) for tag, what, k in items if tag == "factor"]
        if outside:
            factors = [(self.fact(a) if self.kind(a) == "member" else a, k) for a, k in factors]
        tail = next((what for tag, what, _ in items if tag == "tail"), 0)
        return (self.pack(exponent) if exponent else 0, tuple(sorted(factors)), tail)

    # --- canonical names -----------------------------------------------------------------------

    def _canonical(self, index: Index, m: Monomial) -> Polynomial:
        """One connected sum under canonical names: the least of what the tied choices give.

        What is a multiple of itself is zero.
        """
        height = self.height_of(m) + 1
        best: tuple[Atom, Coefficient, Assignment] | None = None
        for choice in self.parametrisations.assignments(index.names, m, height)[:MAX_TIES]:
            if not (self._renames(index.names, choice, height) and self._captures_nothing(m, choice)):
                continue
            bounds = tuple(choice[1])
            changes = {n: value for n, value in choice[0].items() if value != self.as_point(n)}
            body = self.rewritten({m: 1}, changes)
            if changes and not self._settled(body, bounds, height):
                names, renaming = self.apart(bounds)  # what hangs together has changed: start over
                return self._summed(Index(names, index.inhabited), self.rewritten(body, renaming))
            ((n, c),) = body.items()
            atom = self._sum_atom(bounds, index.inhabited, {n: 1})
            if best is not None and atom == best[0] and c != best[1]:
                return {}
            if best is not None and atom != best[0]:
                self.tied.update((atom, best[0]))
            if best is None or atom < best[0]:
                best = atom, c, choice
        if best is None:
            raise RecursionError
        atom, c, choice = best
        forward = {v: self.replaced_point(value, choice[0]) for v, value in index.frame.forward.items()}
        backward = {b: self.replaced_point(value, index.frame.backward) for b, value in choice[1].items()}
        self.frames[atom] = Frame(forward, backward)
        return self.scale(c, self._as_written(atom, m))

    def _renames(self, names: tuple[Atom, ...], choice: Assignment, height: int) -> bool:
        """Is it a bijection to names of that height, which leaves what may not move as it is?

        As sums are finite, a map between equally many variables of each sort that has an inverse on
        one side is a bijection.
        """
        (forward, backward), keys = choice, self.atoms.keys
        if set(forward) != set(names) or any(keys[b][0] != "bound" or keys[b][3] != height for b in backward):
            return False
        if sorted([keys[name][1] for name in names]) != sorted([keys[b][1] for b in backward]):
            return False
        fixed = [forward[name] for name in names if not keys[name][2]]
        return all(value in map(self.as_point, backward) for value in fixed) and self._undone(forward, backward)

    def _captures_nothing(self, m: Monomial, choice: Assignment) -> bool:
        """Does a change of variable mention no name that a sum within the body binds?"""
        free = self.support_of(m).union(*choice)
        values = [(self.atoms.keys[n][1], value) for part in choice for n, value in part.items()]
        return all(self.extent_of(value)[0] <= free for value in values)

    def _undone(self, there: Substitution, back: Substitution) -> bool:
        """s(t(v)) = v for all values of what neither replaces, where s holds none of its own variables."""
        left_over = [name for name in there if name not in back]
        for name, value in there.items():
            if left_over and self.mentions((self.atoms.keys[name][1], value), left_over):
                return False
            if self.replaced_point(value, back) != self.as_point(name):
                return False
        return True

    def solved(self, value: Typed, name: Atom, new: Atom) -> Any | None:
        """v by w where ``w = value`` is a bijection of the variable v, for fixed values of all other variables."""
        proposals = self.parametrisations.solutions(value, name, new, whole=True)
        forth = {new: value[1]}
        solutions = [{name: by} for _, by, _, _ in proposals]
        return next((by[name] for by in solutions if self._undone(by, forth) and self._undone(forth, by)), None)

    def _as_written(self, atom: Atom, m: Monomial) -> Polynomial:
        """A sum of the sort of its body."""
        return self.written(self.tail(atom) if m[2] else self.factor(atom))

    def _sum_atom(self, names: tuple[Atom, ...], inhabited: bool, body: Polynomial) -> Atom:
        packed = self.pack(body)
        support = self.atoms.supports[packed].difference(names)
        return self.atoms.intern(("sum", names, inhabited, packed), support, self.atoms.heights[packed] + 1)

    def _settled(self, body: Polynomial, bounds: tuple[Atom, ...], height: int) -> bool:
        """Did the substitution leave one connected monomial of the foreseen height?"""
        if len(body) != 1:
            return False
        (m,) = body
        if self.height_of(m) + 1 != height or self._inner_sum(m, bounds) is not None:
            return False
        outer, parts, idle = self._components(bounds, m)
        return outer == (0, (), 0) and len(parts) == 1 and not idle

    # --- linearity ----------------------------------------------------------------------------------------

    def spread(self, p: Polynomial, image: Callable[[Atom], Polynomial]) -> Polynomial:
        """The image under a linear map, given that of the tails; sums come out."""
        return self.add(*[self._spread(m, c, image) for m, c in p.items()])

    def spread_both(self, left: Polynomial, right: Polynomial, image: Callable[[Atom, Atom], Polynomial]) -> Polynomial:
        """The image under a bilinear map, given that of pairs of tails."""
        return self.spread(left, lambda a: self.spread(right, lambda b: image(a, b)))

    def _spread(self, m: Monomial, c: Coefficient, image: Callable[[Atom], Polynomial]) -> Polynomial:
        outer: Polynomial = {(m[0], m[1], 0): c}
        if self.kind(m[2]) != "sum":
            return image(m[2]) if outer == ONE else self.multiply(outer, image(m[2]))
        index, body = self.opened(m[2])
        return self.multiply(outer, self._summed(index, self.spread(body, image)))
