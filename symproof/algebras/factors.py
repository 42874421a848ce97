"""Factors of polynomials in positive naturals.

Nothing is trusted here: their product is compared with the polynomial.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy

MAX_FACTORED = 10**12  # numerals that are taken apart

Factor = tuple[dict[Any, Any], int]  # a polynomial (``polynomials``) and its power


def factored(p: dict[Any, Any], natural: Callable[[int], bool]) -> list[Factor]:
    """Prime factors with their powers; none where something but naturals, told by ``natural``, occurs."""
    atoms = sorted({atom for m in p for atom, _ in m[1]})
    plain = all(m[0] == m[2] == 0 and all(k > 0 for _, k in m[1]) for m in p)
    small = all(isinstance(c, int) and 0 < c < MAX_FACTORED for c in p.values())
    if not (plain and small and all(map(natural, atoms))):
        return []
    names = {atom: sympy.Symbol(f"n{atom}", positive=True) for atom in atoms}
    terms = [c * sympy.prod([names[atom] ** k for atom, k in m[1]]) for m, c in p.items()]
    constant, found = sympy.factor_list(sympy.Add(*terms))
    numerals = [({(0, (), 0): int(n)}, k) for n, k in sympy.factorint(int(constant)).items()]
    return numerals + [(_polynomial(base, names), int(k)) for base, k in found]


def _polynomial(expression: sympy.Expr, names: dict[int, sympy.Symbol]) -> dict[Any, Any]:
    """A polynomial with integer coefficients."""
    terms = sympy.Poly(expression, *names.values()).terms()
    return {(0, tuple([(a, k) for a, k in zip(names, ks, strict=True) if k]), 0): int(c) for ks, c in terms}
