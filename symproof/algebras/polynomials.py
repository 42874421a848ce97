"""Polynomials over atoms: the normal form of scalars, features and matrices.

A polynomial is a dictionary from monomials to rational coefficients. A monomial is
``(exponent, factors, tail)``: the atom of a polynomial p for exp(p) (0 for none), sorted
pairs (atom, power), and at most one vector or matrix atom (0 for none). The laws are
those of a commutative ring, exp(a + b) = exp(a) exp(b), and 1/a for a > 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from symproof.algebras.atoms import EMPTY, Atom, Atoms, OutOfBudget
from symproof.algebras.factors import factored

Monomial: TypeAlias = tuple[Atom, tuple[tuple[Atom, int], ...], Atom]
Coefficient: TypeAlias = int | Fraction  # a whole number is an int: far quicker, and equal
Polynomial: TypeAlias = dict[Monomial, Coefficient]

UNIT: Monomial = (0, (), 0)
ONE: Polynomial = {UNIT: 1}
ZERO: Polynomial = {}
MAX_TERMS = 4_000  # monomials of one polynomial
MAX_POWER = 64


def exact(value: Coefficient) -> Coefficient:
    """The same number, as an int where it is whole."""
    return value.numerator if value.denominator == 1 else value


def single(m: Monomial) -> bool:
    """Is it one atom and nothing else?"""
    exponent, factors, tail = m
    return not exponent and (not factors if tail else len(factors) == 1 and factors[0][1] == 1)


class Polynomials:
    """Arithmetic over one table of atoms."""

    atoms: Atoms

    # --- atoms of polynomials ----------------------------------------------------------

    def pack(self, p: Polynomial) -> Atom:
        """The atom of a polynomial."""
        key = ("poly", tuple(sorted(p.items()) if len(p) > 1 else p.items()))
        atom = self.atoms.known(key)
        if atom is not None:
            return atom
        support = EMPTY.union(*[self.support_of(m) for m in p])
        return self.atoms.intern(key, support, max([self.height_of(m) for m in p], default=0))

    def unpack(self, atom: Atom) -> Polynomial:
        return dict(self.atoms.keys[atom][1])

    def support_of(self, m: Monomial) -> frozenset[Atom]:
        """The summation variables in a monomial."""
        supports = self.atoms.supports
        return supports[m[0]].union(*[supports[a] for a, _ in m[1]], supports[m[2]])

    def height_of(self, m: Monomial) -> int:
        heights = self.atoms.heights
        return max(heights[m[0]], heights[m[2]], *[heights[a] for a, _ in m[1]])

    def kind(self, atom: Atom) -> str:
        return str(self.atoms.keys[atom][0])

    @staticmethod
    def constant(value: Coefficient) -> Polynomial:
        return {UNIT: exact(value)} if value else {}

    @staticmethod
    def factor(atom: Atom) -> Polynomial:
        return {(0, ((atom, 1),), 0): 1}

    @staticmethod
    def tail(atom: Atom) -> Polynomial:
        return {(0, (), atom): 1}

    # --- ring operations -----------------------------------------------------------------

    @staticmethod
    def add(*parts: Polynomial) -> Polynomial:
        if len(parts) == 1:
            return parts[0]
        total: Polynomial = {}
        for part in parts:
            for m, c in part.items():
                total[m] = total[m] + c if m in total else c
        return {m: c for m, c in total.items() if c}

    @staticmethod
    def scale(c: Coefficient, p: Polynomial) -> Polynomial:
        if c == 1:
            return p
        return {m: c * d for m, d in p.items()} if c else {}

    def multiply(self, *parts: Polynomial) -> Polynomial:
        total = ONE
        for part in parts:
            if total == ONE:
                total = part
                continue
            if len(total) * len(part) > MAX_TERMS:
                raise OutOfBudget("terms")
            products = [self._times(m, n, c * d) for m, c in total.items() for n, d in part.items()]
            total = products[0] if len(products) == 1 else self.add(*products)
        return total

    def _times(self, m: Monomial, n: Monomial, c: Coefficient) -> Polynomial:
        """c m n; at most one of them has a tail."""
        if m[2] and n[2]:
            raise ValueError("a product of two vectors")
        exponent = self._joined(m[0], n[0])
        if not n[1]:
            return {(exponent, m[1], m[2] or n[2]): c}
        powers = dict(m[1])
        extra = []
        for atom, k in n[1]:
            total = powers.get(atom, 0) + k
            kind = self.kind(atom)
            if kind == "member" and total > 1:
                total = 1
            elif kind == "root" and total == 2:
                extra.append(self.unpack(self.atoms.keys[atom][1]))
                total = 0
            powers[atom] = total
        factors = tuple(sorted((a, k) for a, k in powers.items() if k))
        product: Polynomial = {(exponent, factors, m[2] or n[2]): c}
        return self.multiply(product, *extra) if extra else product

    def _joined(self, a: Atom, b: Atom) -> Atom:
        """exp(a) exp(b) = exp(a + b)"""
        if not a or not b:
            return a or b
        total = self.add(self.unpack(a), self.unpack(b))
        return self.pack(total) if total else 0

    def to_power(self, p: Polynomial, n: int) -> Polynomial:
        if n == 1:
            return p
        if abs(n) > MAX_POWER and len(p) > 1:
            raise OutOfBudget("terms")
        base = p if n >= 0 else self.invert(p)
        if len(base) == 1:
            (((exponent, factors, tail), c),) = base.items()
            if not tail and all(self.kind(a) not in ("member", "root") for a, _ in factors):
                scaled = self.pack(self.scale(abs(n), self.unpack(exponent))) if exponent and n else 0
                return {(scaled, tuple((a, k * abs(n)) for a, k in factors if n), 0): c ** abs(n)}
        return self.multiply(*[base] * abs(n)) if n else ONE

    def exponential(self, p: Polynomial) -> Polynomial:
        """exp(0) = 1"""
        return {(self.pack(p), (), 0): 1} if p else ONE

    def square_root(self, p: Polynomial) -> Polynomial:
        """sqrt(a^2 b) = a sqrt(b) for positive a, b: one root is left for each prime factor."""
        parts = factored(p, lambda atom: self.kind(atom) == "count")
        if not all(self.positive(base) for base, _ in parts) or self._product(parts) != p:
            parts = [(p, 1)]
        roots = [self.factor(self.atoms.intern(("root", self.pack(base)))) for base, k in parts if k % 2]
        return self.multiply(self._product([(base, k // 2) for base, k in parts]), *roots)

    def _product(self, powers: Sequence[tuple[Polynomial, int]]) -> Polynomial:
        return self.multiply(*[self.to_power(base, k) for base, k in powers])

    # --- positivity and reciprocals ----------------------------------------------------------

    def invert(self, p: Polynomial) -> Polynomial:
        """1/p: powers of what is known to be positive turn round, else one opaque atom."""
        if len(p) == 1:
            ((m, c),) = p.items()
            if self.positive_monomial(m):
                return self._inverse_monomial(m, c)
        packed = self.pack(p)
        return self.factor(
            self.atoms.intern(("recip", packed), self.atoms.supports[packed], self.atoms.heights[packed])
        )

    def _inverse_monomial(self, m: Monomial, c: Coefficient) -> Polynomial:
        exponent = self.pack(self.scale(-1, self.unpack(m[0]))) if m[0] else 0
        factors, extra = [], []
        for atom, k in m[1]:
            kind = self.kind(atom)
            if kind == "root":  # 1/root(n) = root(n)/n
                factors.append((atom, k))
                extra.append(self.invert(self.unpack(self.atoms.keys[atom][1])))
            elif kind == "recip":
                extra.append(self.to_power(self.unpack(self.atoms.keys[atom][1]), k))
            else:
                factors.append((atom, -k))
        inverse: Polynomial = {(exponent, tuple(factors), 0): exact(Fraction(1) / c)}
        return self.multiply(inverse, *extra) if extra else inverse

    def positive(self, p: Polynomial) -> bool:
        """Is p known to be positive?"""
        return bool(p) and all(c > 0 and self.positive_monomial(m) for m, c in p.items())

    def positive_monomial(self, m: Monomial) -> bool:
        return not m[2] and all(self._positive_atom(atom) for atom, _ in m[1])

    def _positive_atom(self, atom: Atom) -> bool:
        key = self.atoms.keys[atom]
        if key[0] in ("count", "root", "card"):
            return True
        if key[0] == "recip":
            return self.positive(self.unpack(key[1]))
        if key[0] == "member":  # a condition of the sum that it stands in, whose index set is not empty
            return True
        if key[0] == "sum":
            return bool(key[2]) and self.positive(self.unpack(key[3]))
        return False

    def vanishes(self, p: Polynomial, rounds: int = 12) -> bool:
        """Is p zero, after multiplying by its positive denominators?"""
        for _ in range(rounds):
            if not p:
                return True
            recip = next((a for m in p for a, _ in m[1] if self._clearable(a)), None)
            if recip is None:
                return False
            p = self._cleared(p, recip)
        return False

    def _clearable(self, atom: Atom) -> bool:
        return self.kind(atom) == "recip" and self._positive_atom(atom)

    def _cleared(self, p: Polynomial, recip: Atom) -> Polynomial:
        denominator = self.unpack(self.atoms.keys[recip][1])
        total: Polynomial = {}
        for (exponent, factors, tail), c in p.items():
            power = dict(factors).get(recip, 0)
            if power:
                left = tuple((a, k - 1 if a == recip else k) for a, k in factors if (a, k) != (recip, 1))
                total = self.add(total, {(exponent, left, tail): c})
            else:
                total = self.add(total, self.multiply({(exponent, factors, tail): c}, denominator))
        return total


__all__ = ["EMPTY", "ONE", "UNIT", "ZERO", "Monomial", "Polynomial", "Polynomials", "single"]
