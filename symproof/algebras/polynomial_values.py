"""Values of terms whose features and scalars are polynomials: a law for all features, decided exactly.

A law about features is an identity of polynomials in their components, and holds for all real values
just when the polynomials are equal. The variables of the law are generators of a polynomial ring.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import prod
from typing import Any

from sympy import QQ
from sympy.polys.rings import PolyElement, PolyRing

from symproof.algebras.fold import Value
from symproof.algebras.structure import Array, Frame, Key, Models
from symproof.algebras.values import Listed, NoValue, Values
from symproof.terms import Arrow, Sort, is_scalar
from symproof.theory.setting import Setting

MAX_DEGREE = 30  # of a power


def of_generators(sort: Sort, frame: Frame, generators: Iterator[Any]) -> Value:
    """A scalar, a tuple of components or a function of elements, with the next generators as its entries."""
    if is_scalar(sort):
        return next(generators)
    if not isinstance(sort, Arrow):
        return tuple(next(generators) for _ in range(frame.size(sort)))
    extents = tuple(map(frame.extent, sort.domain))
    count = prod(extents)
    return Listed(extents, [of_generators(sort.codomain, frame, generators) for _ in range(count)])


def ring_of(count: int) -> PolyRing:
    """A polynomial ring over the rationals with so many generators."""
    return PolyRing([f"t{n}" for n in range(max(count, 1))], QQ)


class PolynomialValues(Values):
    """Exact values in a single model where features, scalars and coefficients may be polynomials.

    ``entries`` replaces parameters of symbols: an object array for (name, part). Raises NoValue
    where the value is no polynomial.
    """

    def __init__(self, setting: Setting, model: Models, ring: PolyRing, entries: Mapping[Key, Array] | None = None):
        super().__init__(setting, model)
        self.ring = ring
        self._lists |= {key: array[0].tolist() for key, array in (entries or {}).items()}

    def number(self, value: Fraction) -> Value:
        return self.ring.ground_new(QQ(value.numerator, value.denominator))

    def _ground(self, value: Value) -> Fraction | None:
        """The number that a value is; None for a polynomial."""
        if isinstance(value, PolyElement):
            if not value.is_ground:
                return None
            value = value.ring.domain.to_sympy(value.coeff(1))
            return Fraction(int(value.p), int(value.q))
        return Fraction(value)

    def _number_of(self, value: Value) -> Fraction:
        number = self._ground(value)
        if number is None:
            raise NoValue("no polynomial")
        return number

    def quotient(self, above: Value, below: Value) -> Value:
        number = self._number_of(below)
        if number == 0:
            raise NoValue("division by zero")
        return above * self.number(1 / number)

    def nth_power(self, base: Value, exponent: int) -> Value:
        if self._ground(base) is not None:
            return self.number(Fraction(super().nth_power(self._number_of(base), exponent)))
        if not 0 <= exponent <= MAX_DEGREE:
            raise NoValue("no polynomial of small degree")
        return base**exponent

    def root(self, radicand: Value) -> Value:
        return super().root(self._number_of(radicand))

    def exp(self, exponent: Value) -> Value:
        return self.number(Fraction(super().exp(self._number_of(exponent))))


__all__ = ["PolynomialValues", "of_generators", "ring_of"]
