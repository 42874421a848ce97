"""What follows from instances of the equations assumed, added up.

    l_k = r_k  for all k   |-   p = 0   where p is the sum of all C_k(l_k - r_k), and each C_k is additive
    w_k = e    for all k   |-   u = e   by rules that are derived from the w_k
    sum_v a(v) = sum_u a(s(u))          where s is a bijection

Which instances, and what C_k is, a search proposes (``combining``); here they are made and added up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from symproof.algebras.atoms import Atom
from symproof.algebras.combining import Combining
from symproof.algebras.completion import completed, rewritten
from symproof.algebras.laws import Laws, of_sort
from symproof.algebras.polynomials import Polynomial
from symproof.algebras.relations import Relations
from symproof.algebras.sums import Index, Sums
from symproof.algebras.words import Substitution, added, inverted, moved, scaled
from symproof.terms import REAL, Arrow, Family, H, MatrixSort, RealVectors, S, Shift, Sort, V, Var
from symproof.terms.sorts import accepts
from symproof.theory.hypotheses import Equation

Context = tuple[str, Any]  # what is done to both sides, and with what


@dataclass(frozen=True, eq=False)
class Use:
    """An equation assumed, values of its variables, and what is then done to both sides, in order."""

    equation: Equation
    values: Mapping[Var, Any]
    contexts: tuple[Context, ...] = ()


@dataclass(frozen=True, eq=False)
class Moved:
    """A sum, and a change of its variables with its inverse, in new names."""

    total: Atom
    there: Substitution
    back: Substitution
    contexts: tuple[Context, ...] = ()


class Consequences(Relations, Laws, Sums):
    """Part of the normal form: equations that follow from several others."""

    def follows(self, left: Any, right: Any, sort: Sort) -> bool:
        """Does ``left = right`` follow from what a search finds among the equations assumed?"""
        if isinstance(sort, Arrow | Family) or not self.assumed:
            return False
        search = Combining(self, Use, Moved)
        if sort == H:
            word = self.reduce((*inverted(left), *right))
            units = [self.stated(use) for use in search.relators(word)]
            return not self.reduce(rewritten(word, completed(tuple(dict.fromkeys(filter(None, units))))))
        if sort in (V, S):
            rest = added(left, scaled(-1, right))
            for use in search.of_points(rest):
                rest = added(rest, scaled(-1, self.used(use)))
            return not rest
        p = self.add(left, self.scale(-1, right))
        return self.vanishes(self.add(p, *[self.scale(-1, self.used(use)) for use in search.of_polynomials(p)]))

    def stated(self, use: Use | Moved) -> Any:
        """What is zero, or in H the unit, as an equation assumed holds for these values of its variables."""
        if isinstance(use, Moved):
            return self._less_moved(use.total, use.there, use.back)
        equation, values = use.equation, use.values
        acts = self.setting.overrides and (equation.left.has(Shift) or equation.right.has(Shift))
        settled = equation in self.assumed and set(values) == set(equation.variables)
        if acts or not settled or not all(of_sort(x, v.sort) and self.is_free(x, v.sort) for v, x in values.items()):
            raise ValueError("an equation that is not assumed, or no values of its variables")
        if not all(self.lies_in(x, v.sort) for v, x in values.items()):
            raise ValueError("values of other spaces")
        return self.difference(equation, values)

    # --- which space a value lies in ------------------------------------------------------------------

    def lies_in(self, value: Any, sort: Sort) -> bool:
        """Is every summand of a scalar, feature or matrix of that sort, every value of a function in its codomain?

        What is a word or a combination is not looked at. Zero lies in every space.
        """
        if isinstance(sort, Arrow):
            return isinstance(value, int) and self._is_function(value, sort)
        found = [self._space(m[2]) for m in value] if isinstance(value, dict) else []
        return all(space is not None and accepts(sort, space) for space in found)

    def _is_function(self, atom: Atom, sort: Arrow) -> bool:
        kind, *parts = self.atoms.keys[atom]
        if kind != "function":
            return kind == "var" and accepts(sort, parts[0].sort)
        names, (tag, body) = parts
        kinds = [self.atoms.keys[name][1] for name in names]
        if kinds != ["H" if one == H else "V" for one in sort.domain]:
            return False
        if tag == "P":
            return self.lies_in(self.unpack(body), sort.codomain)
        return bool(tag == ("H" if sort.codomain == H else "V" if sort.codomain in (V, S) else ""))

    def _space(self, tail: Atom) -> Sort | None:
        """The space of the tail of a monomial; None where it is not known."""
        if not tail:
            return REAL
        kind, *parts = self.atoms.keys[tail]
        if kind in ("var", "leaf"):
            found: Sort = parts[0].sort if kind == "var" else parts[1]
            return found
        if kind == "sum":
            spaces = {self._space(m[2]) for m in self.unpack(parts[2])}
            return spaces.pop() if len(spaces) == 1 else None
        if kind == "matrix" and parts[0]:
            (first, turned), (last, back) = parts[0][0], parts[0][-1]
            left, right = self._space(first), self._space(last)
            if isinstance(left, MatrixSort) and isinstance(right, MatrixSort):
                return MatrixSort(left.shape[turned], right.shape[not back])
            return None
        rows = self._space(parts[0]) if kind == "column" else None
        return RealVectors(rows.shape[0]) if isinstance(rows, MatrixSort) else None

    def _less_moved(self, atom: Atom, there: Substitution, back: Substitution) -> Polynomial:
        """A sum, less the same sum in other variables."""
        keys, (_, bound, inhabited, packed) = self.atoms.keys, self.atoms.keys[atom]
        new = {a for n, v in there.items() for a in self.support_of_argument((keys[n][1], v))} | set(back)
        other = set(there) != set(bound) or sorted(keys[n][1:3] for n in bound) != sorted(keys[n][1:3] for n in back)
        if other or any(keys[a][0] != "fresh" or not keys[a][2] for a in new) or not self._undone(there, back):
            raise ValueError("no bijection to new variables")
        total, body = (self.tail if self._is_vector(packed) else self.factor)(atom), self.unpack(packed)
        moved = self._summed(Index(tuple(back), inhabited), self.rewritten(body, there))
        return self.add(total, self.scale(-1, moved))

    def _is_vector(self, packed: Atom) -> bool:
        return any(m[2] for m in self.unpack(packed))

    def used(self, use: Use | Moved) -> Any:
        """It in its contexts: still zero."""
        return self.within(self.stated(use), use.contexts)

    def within(self, rest: Any, contexts: Iterable[Context]) -> Any:
        """Nothing is inverted but what is known to be positive, nothing in V is divided."""
        for what, by in contexts:
            inverses = [a for m in by for a, k in m[1] if k < 0] if isinstance(by, dict) else []
            if any(self.kind(a) == "member" or not self._positive_atom(a) for a in inverses):
                raise ValueError("the inverse of what may be zero")
            rest = self._CONTEXTS[what](self, rest, by)
        return rest

    def _added_up(self, p: Polynomial, by: tuple[Atom, tuple[Atom, ...]]) -> Polynomial:
        """The sum over the variables of a sum, called by other names, under the same conditions."""
        atom, names = by
        _, bound, inhabited, packed = self.atoms.keys[atom]
        apart = dict(zip(bound, map(self.as_point, names), strict=True))
        given = {self._conditions(m) for part in (self.rewritten(self.unpack(packed), apart), p) for m in part}
        return self._summed(Index(names, inhabited and len(given) == 1), p)

    def _conditions(self, m: Any) -> frozenset[Atom]:
        return frozenset([atom for atom, _ in m[1] if self.kind(atom) == "member"])

    _CONTEXTS: ClassVar[dict[str, Callable[[Any, Any, Any], Any]]] = {
        "times": lambda self, p, by: self.multiply(by, p),
        "before": lambda self, p, by: self.times_matrices([by, p]),
        "behind": lambda self, p, by: self.times_matrices([p, by]),
        "turned": lambda self, p, by: self.transposed(p),
        "at": lambda self, p, by: self.times_column(p, by),
        "under": lambda self, p, by: self.times_column(by, p),
        "paired": lambda self, p, by: self.paired(by, p),
        "sum": _added_up,
        "multiple": lambda self, rest, by: scaled(int(by), rest),
        "moved": lambda self, rest, by: self.settle(moved(by, rest, self.reduce)),
    }


__all__ = ["Consequences", "Use"]
