"""Polynomials over positive naturals: dimensions, shapes, parameter counts."""

from __future__ import annotations

from functools import lru_cache
from math import comb, prod

import sympy

from symproof.terms.nodes import Negative, NthPower, Numeral, Plus, Ratio, Times
from symproof.terms.term import Term, Var

MAX_MONOMIALS = 4_000  # of one polynomial, expanded


class NotPolynomial(ValueError):
    """The term is not built from names and numerals by sums, products, powers and ratios, or is too large."""


@lru_cache(maxsize=4096)
def polynomial(term: Term) -> sympy.Expr:
    """The expanded sympy expression of a term of sort Natural; names become positive integer symbols.

    Raises NotPolynomial.
    """
    if _monomials(term) > MAX_MONOMIALS:
        raise NotPolynomial("more monomials than MAX_MONOMIALS")
    return sympy.expand(_expression(term))


def _monomials(term: Term) -> int:
    """A bound of how many monomials the term has once it is expanded."""
    parts = [_monomials(part) for part in term.args if isinstance(part, Term)]
    if isinstance(term, Plus):
        return sum(parts)
    if isinstance(term, NthPower):
        most = min(abs(term.exponent), MAX_MONOMIALS)  # of k summands to the power n: n + k - 1 over n
        return comb(most + parts[0] - 1, most) if parts[0] <= MAX_MONOMIALS else parts[0]
    return prod(parts)


def _expression(term: Term) -> sympy.Expr:
    if isinstance(term, Var):
        return sympy.Symbol(term.name, positive=True, integer=True)
    if isinstance(term, Numeral):
        return term.value
    parts = [_expression(part) for part in term.args] if isinstance(term, Plus | Times | Negative | Ratio) else []
    if isinstance(term, Plus):
        return sympy.Add(*parts)
    if isinstance(term, Times):
        return sympy.Mul(*parts)
    if isinstance(term, Negative):
        return -parts[0]
    if isinstance(term, Ratio):
        return parts[0] / parts[1]
    if isinstance(term, NthPower):
        return _expression(term.args[0]) ** term.exponent
    raise NotPolynomial(type(term).__name__)
