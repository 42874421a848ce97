"""Comparisons of polynomials and ratios over the positive naturals.

Proved where a difference has only positive coefficients after each name n is written
1 + n'; refuted by small values; else undecided. An implication between two comparisons
is proved where one difference is a positive multiple of the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import sympy

from symproof.terms import NATURAL, NotPolynomial, Term, polynomial
from symproof.theory.document import Comparison, Implication, Relation

MAX_VALUES = 6_000  # assignments tried for a counterexample

STRICT = {Relation.LESS: False, Relation.AT_MOST: True, Relation.GREATER: False, Relation.AT_LEAST: True}


@dataclass(frozen=True)
class Outcome:
    """``holds`` is None where nothing was found; ``values`` and both sides make up a counterexample."""

    holds: bool | None
    values: Mapping[str, int] | None = None
    sides: tuple[str, str] = ("", "")


def applies(statement: Comparison | Implication) -> bool:
    """Is it a statement about naturals only?"""
    parts = [statement] if isinstance(statement, Comparison) else [statement.premise, statement.conclusion]
    return all(_is_count(side.term) for part in parts for side in (part.left, part.right))


def _is_count(term: Term) -> bool:
    try:
        expression = polynomial(term)
    except (NotPolynomial, AttributeError):
        return False
    return all(symbol.is_integer for symbol in expression.free_symbols) and _natural_names(term)


def _natural_names(term: Term) -> bool:
    from symproof.terms import free_variables

    return all(var.sort == NATURAL for var in free_variables(term))


def decide(statement: Comparison | Implication) -> Outcome:
    """Decide a comparison or an implication of comparisons of naturals."""
    if isinstance(statement, Comparison):
        return _compare(statement)
    if not statement.both:
        return _implies(statement.premise, statement.conclusion)
    there = _implies(statement.premise, statement.conclusion)
    back = _implies(statement.conclusion, statement.premise)
    for outcome in (there, back):
        if outcome.holds is not True:
            return outcome if outcome.holds is False else (back if back.holds is False else outcome)
    return there


def _margin(comparison: Comparison) -> sympy.Expr:
    """An expression that is positive (or, for a non-strict relation, not negative) just when it holds."""
    left, right = polynomial(comparison.left.term), polynomial(comparison.right.term)
    return right - left if comparison.relation in (Relation.LESS, Relation.AT_MOST) else left - right


def _numerator(expression: sympy.Expr) -> sympy.Expr | None:
    """The numerator over a positive denominator."""
    above, below = sympy.fraction(sympy.together(expression))
    shifted = _shifted(sympy.expand(below))
    if shifted.LC() < 0:
        above, below = -above, -below
        shifted = _shifted(sympy.expand(below))
    return sympy.expand(above) if all(c > 0 for c in shifted.coeffs()) else None


def _shifted(expression: sympy.Expr) -> sympy.Poly:
    """Over non-negative integers: each name n becomes n + 1."""
    names = sorted(expression.free_symbols, key=str)
    plain = [sympy.Symbol(f"n{k}") for k in range(max(1, len(names)))]
    moved = expression.subs(dict(zip(names, [p + 1 for p in plain], strict=False)), simultaneous=True)
    return sympy.Poly(sympy.expand(moved), *plain)


def _certain(margin: sympy.Expr, weak: bool) -> bool:
    """Is the margin positive (weak: not negative) for all positive naturals?"""
    numerator = _numerator(margin)
    if numerator is None:
        return False
    poly = _shifted(numerator)
    if any(c < 0 for c in poly.coeffs()):
        return False
    return weak or poly.eval(dict.fromkeys(poly.gens, 0)) > 0


def _compare(comparison: Comparison) -> Outcome:
    if comparison.relation in (Relation.EQUAL, Relation.UNEQUAL):
        return _equal(comparison)
    if _certain(_margin(comparison), STRICT[comparison.relation]):
        return Outcome(True)
    return _counterexample([], comparison)


def _equal(comparison: Comparison) -> Outcome:
    difference = _numerator(polynomial(comparison.left.term) - polynomial(comparison.right.term))
    same = difference == 0
    if comparison.relation == Relation.EQUAL:
        return Outcome(True) if same else _counterexample([], comparison)
    return Outcome(False) if same else Outcome(True)


def _implies(premise: Comparison, conclusion: Comparison) -> Outcome:
    if conclusion.relation in STRICT and _compare(conclusion).holds:
        return Outcome(True)
    if premise.relation in STRICT and conclusion.relation in STRICT:
        weak_enough = STRICT[conclusion.relation] or not STRICT[premise.relation]
        if weak_enough and _positive_multiple(_margin(premise), _margin(conclusion)):
            return Outcome(True)
    if premise.relation == conclusion.relation == Relation.EQUAL:
        before, after = (_numerator(_margin(part)) for part in (premise, conclusion))
        if before and after is not None and sympy.rem(after, before) == 0:
            return Outcome(True)
    return _counterexample([premise], conclusion)


def _positive_multiple(before: sympy.Expr, after: sympy.Expr) -> bool:
    """Is after/before positive for all positive naturals?"""
    if before == 0:
        return False
    ratio = sympy.cancel(sympy.together(after) / sympy.together(before))
    return _certain(ratio, weak=False)


def _counterexample(premises: list[Comparison], goal: Comparison) -> Outcome:
    parts = [*premises, goal]
    expressions = [polynomial(side.term) for part in parts for side in (part.left, part.right)]
    names = sorted(set().union(*(e.free_symbols for e in expressions)), key=str)
    for values in _small_values(len(names)):
        at = dict(zip(names, values, strict=True))
        sides = [e.subs(at, simultaneous=True) for e in expressions]
        holds = [_true(part, *sides[2 * k : 2 * k + 2]) for k, part in enumerate(parts)]
        if all(holds[:-1]) and not holds[-1]:
            shown = {str(name): int(value) for name, value in at.items()}
            return Outcome(False, shown, (str(sides[-2]), str(sides[-1])))
    return Outcome(None)


def _small_values(count: int) -> list[tuple[int, ...]]:
    """Assignments in order of their greatest value."""
    if not count:
        return [()]
    largest = max(2, min(60, int(MAX_VALUES ** (1 / count))))
    return sorted(product(range(1, largest + 1), repeat=count), key=lambda v: (max(v), v))


def _true(part: Comparison, left: sympy.Expr, right: sympy.Expr) -> bool:
    a, b = Fraction(int(left.p), int(left.q)), Fraction(int(right.p), int(right.q))
    return {
        Relation.EQUAL: a == b,
        Relation.UNEQUAL: a != b,
        Relation.LESS: a < b,
        Relation.AT_MOST: a <= b,
        Relation.GREATER: a > b,
        Relation.AT_LEAST: a >= b,
    }[part.relation]
