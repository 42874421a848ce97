"""Comparisons of polynomials and ratios over the positive naturals.

Proved where a difference has only positive coefficients after each name n is written
1 + n'; refuted by small values; else undecided. An implication between two comparisons
is proved where the difference of the premise, times something positive, bounds that of the
conclusion. What may divide by zero is never proved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import prod
from operator import attrgetter
from typing import TypeAlias

import sympy
from sympy import Basic

from symproof.checking.unfolding import unfolded
from symproof.terms import (
    NATURAL,
    Negative,
    NotPolynomial,
    NthPower,
    Numeral,
    Plus,
    Ratio,
    Term,
    Times,
    Var,
    free_variables,
    is_scalar,
    polynomial,
    substitute,
)
from symproof.theory.document import Comparison, Formula, Implication, Relation
from symproof.theory.hypotheses import Condition, Equation, Hypothesis
from symproof.theory.setting import Setting

MAX_VALUES = 6_000  # assignments tried for a counterexample
MAX_UNFOLDINGS = 20  # of definitions that speak of definitions

NEGATED = {
    Relation.EQUAL: Relation.UNEQUAL,
    Relation.UNEQUAL: Relation.EQUAL,
    Relation.LESS: Relation.AT_LEAST,
    Relation.AT_MOST: Relation.GREATER,
    Relation.GREATER: Relation.AT_MOST,
    Relation.AT_LEAST: Relation.LESS,
}
STRICT = {Relation.LESS: False, Relation.AT_MOST: True, Relation.GREATER: False, Relation.AT_LEAST: True}

Assumed: TypeAlias = Equation | Condition
Given: TypeAlias = Mapping[Comparison, Assumed]  # what is assumed, as it is compared


@dataclass(frozen=True)
class Outcome:
    """``holds`` is None where nothing was found; ``values`` and both sides make up a counterexample;
    ``used`` are the assumed equations and conditions that the proof rests on."""

    holds: bool | None
    values: Mapping[str, int] | None = None
    sides: tuple[str, str] = ("", "")
    used: tuple[Assumed, ...] = ()


def written_out(statement: Comparison | Implication, setting: Setting) -> Comparison | Implication | None:
    """The statement with what its names stand for, where it is one about naturals only."""
    if not all(is_scalar(side.sort) for side in _sides(statement)):  # whatever the names stand for
        return None
    if isinstance(statement, Implication):
        parts = [_plain(part, setting) for part in (statement.premise, statement.conclusion)]
        plain: Comparison | Implication = replace(statement, premise=parts[0], conclusion=parts[1])
    else:
        parts = [_plain(statement, setting)]
        plain = parts[0]
    mentioned = frozenset[Var]().union(*(free_variables(s.term) for one in parts for s in (one.left, one.right)))
    named = {var.name for var in mentioned & {*setting.abbreviations, *setting.definitions}}
    return plain if named <= {setting.roles.count} and applies(plain) else None


def _plain(comparison: Comparison, setting: Setting) -> Comparison:
    return replace(comparison, left=_written(comparison.left, setting), right=_written(comparison.right, setting))


def _written(formula: Formula, setting: Setting) -> Formula:
    """A side with its abbreviations and definitions put in, again and again."""
    term = formula.term
    for _ in range(MAX_UNFOLDINGS):
        short = {var: one.term for var, one in setting.abbreviations.items() if var.name != setting.roles.count}
        values = {var: short[var] for var in free_variables(term) & {*short}}
        longer = unfolded(substitute(term, values), setting, None)
        if longer == term:
            break
        term = longer
    return replace(formula, term=term)


def applies(statement: Comparison | Implication) -> bool:
    """Is it a statement about naturals only?"""
    return all(map(_is_count, _sides(statement)))


def _sides(statement: Comparison | Implication) -> list[Term]:
    parts = [statement] if isinstance(statement, Comparison) else [statement.premise, statement.conclusion]
    return [side.term for part in parts for side in (part.left, part.right)]


def _is_count(term: Term) -> bool:
    if not _natural_names(term):
        return False
    try:
        polynomial(term)
    except (NotPolynomial, AttributeError):
        return False
    return True


def _natural_names(term: Term) -> bool:
    return all(var.sort == NATURAL for var in free_variables(term))


def decide(
    statement: Comparison | Implication,
    hypotheses: Iterable[Hypothesis] = (),
    unless: Comparison | None = None,
    setting: Setting | None = None,
) -> Outcome:
    """Decide a comparison or an implication of comparisons of naturals; ``unless`` excepts from a ``\\neq``.

    ``setting`` says what the names in the hypotheses and in ``unless`` stand for.
    """
    given = _given(hypotheses, setting or Setting())
    unless = _plain(unless, setting) if unless is not None and setting is not None else unless
    if isinstance(statement, Comparison):
        return _compare(statement, given, unless)
    there = _implies(statement, given)
    if not statement.both:
        return there
    back = _implies(Implication(statement.conclusion, statement.premise), given)
    worst = min((there, back), key=lambda found: (found.holds is not False, found.holds is True))
    return replace(worst, used=tuple(dict.fromkeys((*there.used, *back.used))))


def _given(hypotheses: Iterable[Hypothesis], setting: Setting) -> dict[Comparison, Assumed]:
    """The equations and conditions between naturals that are assumed, written out."""
    read: dict[Comparison, Assumed] = {}
    for one in hypotheses:
        if isinstance(one, Equation) and not one.variables:
            read[_plain(Comparison(Formula(one.left), Relation.EQUAL, Formula(one.right)), setting)] = one
        elif isinstance(one, Condition):
            read[_plain(Comparison(Formula(one.left), Relation(one.relation), Formula(one.right)), setting)] = one
    return {comparison: assumed for comparison, assumed in read.items() if applies(comparison)}


def _compare(comparison: Comparison, given: Given, unless: Comparison | None) -> Outcome:
    if comparison.relation == Relation.UNEQUAL:
        return _unequal(Comparison(comparison.left, Relation.EQUAL, comparison.right), given, unless)
    used = _proved(comparison, given)
    return Outcome(True, used=used) if used is not None else _counterexample([*given], comparison)


def _implies(statement: Implication, given: Given) -> Outcome:
    used = _proved(statement, given)
    if used is not None:
        return Outcome(True, used=used)
    return _counterexample([*given, statement.premise], statement.conclusion)


def _unequal(equal: Comparison, given: Given, unless: Comparison | None) -> Outcome:
    """The sides differ for some values, and under the exception for none."""
    if unless is not None:
        excepted = _implies(Implication(unless, equal), given)
        if excepted.holds is not True:
            return excepted
    apart = [] if unless is None else [replace(unless, relation=NEGATED[unless.relation])]
    if _counterexample([*given, *apart], equal).holds is False:
        return Outcome(True)
    used = _proved(equal, given)
    return Outcome(None) if used is None else Outcome(False, used=used)


def _proved(statement: Comparison | Implication, given: Given) -> tuple[Assumed, ...] | None:
    """What is used of what is assumed, as little as possible; None where there is no proof."""
    used = list(given)
    if not _follows_from(used, statement):
        return None
    for one in given:
        fewer = [other for other in used if other != one]
        if _follows_from(fewer, statement):
            used = fewer
    return tuple(given[one] for one in used)


def _follows_from(known: list[Comparison], statement: Comparison | Implication) -> bool:
    """By the equations, and by one of the conditions where it is a comparison."""
    equations = [one for one in known if one.relation == Relation.EQUAL]
    if _holds(_solved(statement, equations)):
        return True
    conditions = [one for one in known if one.relation != Relation.EQUAL]
    if not isinstance(statement, Comparison):
        return False
    return any(_holds(_solved(Implication(one, statement), equations)) for one in conditions)


def _solved(statement: Comparison | Implication, equations: list[Comparison]) -> Comparison | Implication:
    """The statement with names replaced by what the equations say of them."""
    images: dict[Basic, Basic] = {}
    for equation in equations:
        left, right = (side.term.xreplace(images) for side in (equation.left, equation.right))
        name, image = (left, right) if isinstance(left, Var) else (right, left)
        if isinstance(name, Var) and name not in free_variables(image):
            images = {known: value.xreplace({name: image}) for known, value in images.items()}
            images[name] = image
    return _replaced(statement, images)


def _replaced(statement: Comparison | Implication, images: dict[Basic, Basic]) -> Comparison | Implication:
    if isinstance(statement, Comparison):
        return _with(statement, images)
    premise, conclusion = _with(statement.premise, images), _with(statement.conclusion, images)
    return replace(statement, premise=premise, conclusion=conclusion)


def _with(comparison: Comparison, images: dict[Basic, Basic]) -> Comparison:
    left, right = (replace(one, term=one.term.xreplace(images)) for one in (comparison.left, comparison.right))
    return replace(comparison, left=left, right=right)


def _holds(statement: Comparison | Implication) -> bool:
    """Is it certain for all positive naturals? Not where names solved for have made it too large."""
    try:
        if isinstance(statement, Comparison):
            return _defined(statement) and _always(statement)
        premise, conclusion = statement.premise, statement.conclusion
        return _defined(premise, conclusion) and (_always(conclusion) or _follows(premise, conclusion))
    except NotPolynomial:
        return False


def _margin(comparison: Comparison) -> sympy.Expr:
    """An expression that is positive (or, for a non-strict relation, not negative) just when it holds."""
    left, right = polynomial(comparison.left.term), polynomial(comparison.right.term)
    return right - left if comparison.relation in (Relation.LESS, Relation.AT_MOST) else left - right


def _defined(*parts: Comparison) -> bool:
    """Is every denominator of one sign for all positive naturals, so that no side divides by zero?"""
    return all(_never_zero(below) for part in parts for below in _denominators(part))


def _denominators(comparison: Comparison) -> Iterator[Term]:
    for side in (comparison.left, comparison.right):
        for part in sympy.preorder_traversal(side.term):
            if isinstance(part, Ratio):
                yield part.args[1]
            elif isinstance(part, NthPower) and part.exponent < 0:
                yield part.args[0]


def _never_zero(term: Term) -> bool:
    value = polynomial(term)
    return _certain(value, weak=False) or _certain(-value, weak=False)


def _numerator(expression: sympy.Expr) -> sympy.Expr | None:
    """The numerator over a positive denominator."""
    if _whole(expression):
        return sympy.expand(expression)
    above, below = sympy.fraction(sympy.together(expression))
    shifted = _shifted(sympy.expand(below))
    if shifted.LC() < 0:
        above, below = -above, -below
        shifted = _shifted(sympy.expand(below))
    return sympy.expand(above) if all(c > 0 for c in shifted.coeffs()) else None


def _whole(expression: sympy.Expr) -> bool:
    """Is it a polynomial with integers as coefficients, which has no denominator?"""
    return bool(expression.is_polynomial()) and all(one.is_Integer for one in expression.atoms(sympy.Number))


def _shifted(expression: sympy.Expr) -> sympy.Poly:
    """Over non-negative integers: each name n becomes n + 1."""
    names = sorted(expression.free_symbols, key=attrgetter("name"))
    plain = [sympy.Symbol(f"n{k}") for k in range(max(1, len(names)))]
    moved = expression.xreplace({name: k + 1 for name, k in zip(names, plain, strict=False)})
    return sympy.Poly(moved, *plain)


def _certain(margin: sympy.Expr, weak: bool) -> bool:
    """Is the margin positive (weak: not negative) for all positive naturals?"""
    numerator = _numerator(margin)
    if numerator is None:
        return False
    if weak and _square(numerator):
        return True
    poly = _shifted(numerator)
    if any(c < 0 for c in poly.coeffs()):
        return False
    return weak or poly.eval(dict.fromkeys(poly.gens, 0)) > 0


def _square(expression: sympy.Expr) -> bool:
    """Is it a positive number times a product of even powers?"""
    constant, factors = sympy.factor_list(expression)
    return bool(constant > 0) and all(exponent % 2 == 0 for _, exponent in factors)


def _always(comparison: Comparison) -> bool:
    """Does a comparison without a zero denominator hold for all positive naturals?"""
    if comparison.relation in STRICT:
        return _certain(_margin(comparison), STRICT[comparison.relation])
    return comparison.relation == Relation.EQUAL and _numerator(_margin(comparison)) == 0


def _follows(premise: Comparison, conclusion: Comparison) -> bool:
    """Does the margin of the premise bound that of the conclusion?"""
    if premise.relation == Relation.EQUAL:
        return _on_equal(premise, conclusion)
    if premise.relation not in STRICT or conclusion.relation not in STRICT:
        return False
    before, after = _numerator(_margin(premise)), _numerator(_margin(conclusion))
    if not before or after is None:
        return False
    strict, wanted = not STRICT[premise.relation], not STRICT[conclusion.relation]
    if strict >= wanted and (_positive_multiple(before, after) or _bounded(before, after)):
        return True
    before, strict = _weakened(before, strict)
    after, wanted = _weakened(after, wanted)
    return strict >= wanted and _bounded(before, after)


def _weakened(margin: sympy.Expr, strict: bool) -> tuple[sympy.Expr, bool]:
    """Integers: that a margin is positive means that it is at least 1. The margin, and is it strict still?"""
    integers = margin.is_polynomial() and all(c.is_integer for c in _shifted(margin).coeffs())
    return (margin - 1, False) if strict and integers else (margin, strict)


def _bounded(before: sympy.Expr, after: sympy.Expr) -> bool:
    """Is ``m * after >= before`` for some product m of at most two names, or a small number?"""
    names = sorted(before.free_symbols | after.free_symbols, key=attrgetter("name"))
    factors = [sympy.Integer(1), sympy.Integer(2), *names, *(a * b for a, b in product(names, names))]
    return any(_certain(sympy.expand(factor * after - before), weak=True) for factor in factors)


def _on_equal(premise: Comparison, conclusion: Comparison) -> bool:
    """Where the sides of the premise are equal, so are multiples of their difference."""
    before, after = (_numerator(_margin(part)) for part in (premise, conclusion))
    if not before or after is None:
        return False
    rest = sympy.rem(after, before)
    if conclusion.relation == Relation.EQUAL:
        return bool(rest == 0)
    return conclusion.relation in STRICT and _certain(rest, STRICT[conclusion.relation])


def _positive_multiple(before: sympy.Expr, after: sympy.Expr) -> bool:
    """Is after/before positive for all positive naturals?"""
    return _certain(sympy.cancel(after / before), weak=False)


def _counterexample(premises: list[Comparison], goal: Comparison) -> Outcome:
    parts = [*premises, goal]
    names = sorted({var for part in parts for var in _names(part)}, key=str)
    for values in _small_values(len(names)):
        at = dict(zip(names, values, strict=True))
        sides = [(_value(part.left.term, at), _value(part.right.term, at)) for part in parts]
        holds = [_true(part, *pair) for part, pair in zip(parts, sides, strict=True)]
        if None not in holds and all(holds[:-1]) and not holds[-1]:
            shown = {var.name: value for var, value in at.items()}
            return Outcome(False, shown, (str(sides[-1][0]), str(sides[-1][1])))
    return Outcome(None)


def _names(part: Comparison) -> frozenset[Var]:
    return free_variables(part.left.term) | free_variables(part.right.term)


def _small_values(count: int) -> list[tuple[int, ...]]:
    """Assignments in order of their greatest value."""
    if not count:
        return [()]
    largest = max(2, min(60, int(MAX_VALUES ** (1 / count))))
    return sorted(product(range(1, largest + 1), repeat=count), key=lambda v: (max(v), v))


def _value(term: Term, at: Mapping[Var, int]) -> Fraction | None:
    """The value of a term; None where it divides by zero."""
    if isinstance(term, Var):
        return Fraction(at[term])
    if isinstance(term, Numeral):
        return Fraction(int(term.value.p), int(term.value.q))
    if isinstance(term, NthPower):
        base = _value(term.args[0], at)
        return None if base is None or (not base and term.exponent < 0) else base**term.exponent
    values = [_value(part, at) for part in term.args]
    known = [value for value in values if value is not None]
    return _combined(term, known) if len(known) == len(values) else None


def _combined(term: Term, values: list[Fraction]) -> Fraction | None:
    if isinstance(term, Plus):
        return sum(values, Fraction(0))
    if isinstance(term, Times):
        return prod(values, start=Fraction(1))
    if isinstance(term, Negative):
        return -values[0]
    return values[0] / values[1] if values[1] else None


def _true(part: Comparison, a: Fraction | None, b: Fraction | None) -> bool | None:
    if a is None or b is None:
        return None
    return {
        Relation.EQUAL: a == b,
        Relation.UNEQUAL: a != b,
        Relation.LESS: a < b,
        Relation.AT_MOST: a <= b,
        Relation.GREATER: a > b,
        Relation.AT_LEAST: a >= b,
    }[part.relation]
