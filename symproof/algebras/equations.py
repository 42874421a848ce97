"""What equations between scalars, features and matrices do to normal forms.

    p = q,  and a term a of p - q that stands alone     |-  a is written as the rest
    sum_v a = t  for all elements                        |-  sum_v a' is t', where a' is an instance of a

Each is a rewriting to an equal value, so all are sound; nothing is claimed of completeness.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

from symproof.algebras.atoms import Atom, Atoms
from symproof.algebras.fold import Value
from symproof.algebras.matching import Matching
from symproof.algebras.polynomials import Monomial, Polynomial, single
from symproof.algebras.words import fits
from symproof.terms import H, MatrixSort, RealVectors, S, Space, V, is_scalar
from symproof.theory.hypotheses import Equation

ROUNDS = 4  # times that all equations are looked at again under what the others have made of them
VECTORS = (Space, RealVectors, MatrixSort)
SOLVED = ("var", "leaf", "pair", "count", "sum", "matrix")  # kinds of atoms that an equation may be solved for


class Equations:
    """Part of the normal form: equations that are not between elements of H, V or S."""

    atoms: Atoms

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.given: dict[Atom, Polynomial] = {}
        self.totals: list[tuple[tuple[Atom, ...], Atom, Polynomial]] = []  # sums for all values of some elements

    def equate(self, equations: Iterable[Equation]) -> None:
        """Prepare equations of scalars and features, in the order given."""
        plain = [e for e in equations if is_scalar(e.left.sort) or isinstance(e.left.sort, VECTORS)]
        for self.movable in (frozenset(), None):  # sums that may be re-indexed have other names than those that may not
            for equation in plain:
                if equation.variables:
                    self._read_total(equation)
            for _ in range(ROUNDS):
                if not [True for equation in plain if not equation.variables and self._equate(equation)]:
                    break

    def written(self, value: Value) -> Value:
        """The value of one atom, as the equations write it."""
        if not (self.given or self.totals) or not isinstance(value, dict):
            return value
        ((_, factors, tail),) = value
        atom = tail or factors[0][0]
        total = self._total(atom) if self.totals and self.kind(atom) == "sum" else None
        return self.given.get(atom, value) if total is None else total

    # --- single equations -----------------------------------------------------------------------

    def _equate(self, equation: Equation) -> bool:
        """Solve for an atom, the youngest that can be: is there something new?"""
        p = self.difference(equation, {})
        alone = {m[2] or m[1][0][0]: m for m in p if single(m)}
        for atom in sorted(alone, reverse=True):
            rest = self._rest(p, atom, alone[atom])
            if rest is not None:
                self.given = {known: self._put_in(old, atom, rest) for known, old in self.given.items()}
                self.given[atom] = rest
                return True
        return False

    def _rest(self, p: Polynomial, atom: Atom, m: Monomial) -> Polynomial | None:
        """c a + r = 0   |-   a = -r/c,   a not in r; a natural must stay positive"""
        if self.kind(atom) not in SOLVED:
            return None
        others = {n: c for n, c in p.items() if n != m}
        word = self.atoms.keys[atom][1] if self.kind(atom) == "matrix" else ((atom, False),)
        if len(word) != 1 or word[0][1] or {atom, word[0][0]} & self._inside_of(others):
            return None
        inverse = self.invert(self.constant(-p[m]))
        rest = self.multiply(inverse, others) if p[m] != -1 else others
        return rest if self.kind(atom) != "count" or self.positive(rest) else None

    def _inside_of(self, p: Polynomial) -> set[int]:
        """The atoms in a polynomial, all the way down; and some numbers that are none."""
        seen: set[int] = set()
        todo: list[Any] = list(p)
        while todo:
            part = todo.pop()
            if isinstance(part, tuple):
                todo.extend(part)
            elif isinstance(part, int) and 0 < abs(part) < len(self.atoms.keys) and abs(part) not in seen:
                seen.add(abs(part))
                todo.extend(self.atoms.keys[abs(part)])
        return seen

    def _put_in(self, p: Polynomial, atom: Atom, rest: Polynomial) -> Polynomial:
        """The polynomial with the rest in the place of an atom that is one of its factors."""
        total: Polynomial = {}
        for (exponent, factors, tail), c in p.items():
            power = dict(factors).get(atom, 0)
            if power < 0 or (tail != atom and not power):
                total = self.add(total, {(exponent, factors, tail): c})
                continue
            kept = tuple((a, k) for a, k in factors if a != atom)
            part: Polynomial = {(exponent, kept, 0 if tail == atom else tail): c}
            by = rest if tail == atom else self.to_power(rest, power)
            total = self.add(total, self.multiply(part, by))
        return total

    # --- equations for all values -----------------------------------------------------------------

    def _read_total(self, equation: Equation) -> None:
        """A sum that is free of all sums what is left of the equation, for all values of elements."""
        if any(var.sort not in (H, V, S) for var in equation.variables):
            return
        own, p = self.at_fresh(equation)
        alone = {m[2] or m[1][0][0]: m for m in p if single(m)}
        for atom in (atom for atom in alone if self.kind(atom) == "sum"):
            rest = self._rest(p, atom, alone[atom])
            plain = rest is not None and all(self.kind(inner) != "sum" for inner in self._inside_of(rest))
            if rest is not None and plain and self.atoms.supports[atom] >= set(own.values()):
                self.totals.append((tuple(own.values()), atom, rest))

    def _total(self, atom: Atom) -> Polynomial | None:
        """The other side of an equation of which a sum is an instance: at elements that it mentions."""
        known, self.totals = self.totals, []  # none while the instances are made
        try:
            for parameters, pattern, rest in known:
                for values in product(*[self.matching.elements_in(atom, self.atoms.keys[p][1]) for p in parameters]):
                    by = dict(zip(parameters, values, strict=True))
                    if not all(fits(self.atoms.keys[p][1], value) for p, value in by.items()):
                        continue
                    if atom in {m[2] or m[1][0][0] for m in self.image(pattern, by) if single(m)}:
                        return self.rewritten(rest, by)
        finally:
            self.totals = known
        return None

    # what the other parts of the normal form provide
    difference: Callable[..., Any]
    at_fresh: Callable[[Equation], tuple[dict[Any, Atom], Polynomial]]
    matching: Matching
    add: Callable[..., Polynomial]
    scale: Callable[..., Polynomial]
    multiply: Callable[..., Polynomial]
    to_power: Callable[[Polynomial, int], Polynomial]
    invert: Callable[[Polynomial], Polynomial]
    constant: Callable[..., Polynomial]
    positive: Callable[[Polynomial], bool]
    kind: Callable[[Atom], str]
    image: Callable[..., Polynomial]
    rewritten: Callable[..., Polynomial]
    as_point: Callable[[Atom], Any]
    movable: Any


__all__ = ["Equations"]
