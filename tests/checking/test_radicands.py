"""Naturals under square roots are chosen so that the roots are integers."""

from __future__ import annotations

from math import isqrt

import pytest

from symproof.checking.radicands import all_square, square_values
from symproof.checking.report import Verdict
from symproof.terms import NATURAL, Numeral, Plus, Times, Var

from .judged import outcome

NATURALS = r"Let $\zeta, \eta, \ell$ be positive naturals."
n, m = Var("n", NATURAL), Var("m", NATURAL)

FALSE = [
    r"\sqrt{\zeta + \eta} = \sqrt{\zeta} + \sqrt{\eta}",
    r"\sqrt{\zeta + \eta}\alpha = \sqrt{\zeta}\alpha",
    r"\sqrt{\zeta^{2} + \eta^{2}} = \zeta + \eta",
    r"\frac{\alpha}{\sqrt{\zeta + \eta}} = \frac{\alpha}{\sqrt{\eta + \ell}}",
    r"\sqrt{2\eta} = 2\eta",
    r"\sum_{j\in N(i)} \frac{a(j)}{\sqrt{\zeta + \eta}} = \sum_{j\in N(i)} \frac{a(j)}{\sqrt{\zeta}}",
]
TRUE = [
    r"\sqrt{\zeta^{2} + 2\zeta\eta + \eta^{2}} = \zeta + \eta",
    r"\sqrt{\zeta + \eta}\sqrt{\eta + \zeta} = \eta + \zeta",
]


@pytest.mark.parametrize("claim", FALSE)
def test_a_false_claim_about_roots_is_refuted(claim: str) -> None:
    assert outcome(claim, NATURALS).verdict == Verdict.REFUTED


@pytest.mark.parametrize("claim", TRUE)
def test_a_true_claim_about_roots_is_proved(claim: str) -> None:
    assert outcome(claim, NATURALS).verdict == Verdict.PROVED


def test_the_sum_of_two_squares() -> None:
    """The roots of n, m and n + m: the smallest are those of 3^2 + 4^2 = 5^2."""
    found = square_values((n, m, Plus(n, m)), [m, n])
    assert {frozenset(values.values()) for values in found[:2]} == {frozenset({9, 16})}
    assert all(isqrt(a) ** 2 + isqrt(b) ** 2 == isqrt(a + b) ** 2 for a, b in (v.values() for v in found))


def test_the_roots_recomputed() -> None:
    found = outcome(r"\sqrt{\zeta + \eta} = \sqrt{\zeta} + \sqrt{\eta}", NATURALS).witness
    assert found is not None
    values = {name: int(text) for name, text in found.scalars}
    first, second = values[r"\zeta"], values[r"\eta"]
    assert int(found.left) ** 2 == first + second
    assert int(found.right) == isqrt(first) + isqrt(second) != int(found.left)


def test_no_values_where_there_are_none() -> None:
    assert square_values((n, Times(Numeral(2), n)), [n]) == ()
    assert not all_square((n, Plus(n, m)), {n: 4, m: 9})
    assert all_square((n, Plus(n, m)), {n: 9, m: 16})
