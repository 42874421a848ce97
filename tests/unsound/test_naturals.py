"""Comparisons of naturals: equality cases, the step from < to the next number, zeros of denominators."""

from typing import Any

import pytest

from symproof.algebras import polynomials
from symproof.algebras.normal_form import NormalForm
from symproof.checking import naturals
from symproof.terms import NATURAL, Negative, NthPower, Numeral, Plus, Ratio, SquareRoot, Term, Times, Var
from symproof.theory.document import Comparison, Formula, Implication, Relation
from symproof.theory.hypotheses import Equation
from symproof.theory.setting import Setting

d, n, m, r = (Var(name, NATURAL) for name in "dnmr")
one, two = Numeral(1), Numeral(2)
LESS, AT_MOST, EQUAL, UNEQUAL = Relation.LESS, Relation.AT_MOST, Relation.EQUAL, Relation.UNEQUAL


def compared(left: Term, relation: Relation, right: Term) -> Comparison:
    return Comparison(Formula(left), relation, Formula(right))


def minus(left: Term, right: Term) -> Term:
    return Plus(left, Negative(right))


FALSE = [
    (r, LESS, d),
    (d, LESS, Times(d, d)),
    (Times(two, d), AT_MOST, Times(d, d)),
    (Times(two, d, r), LESS, Plus(Times(d, d), Times(r, r))),
    (Plus(n, m), AT_MOST, Times(n, m)),
    (one, AT_MOST, Ratio(Times(n, m), Plus(n, m))),
    (Ratio(r, d), LESS, one),
    (Numeral(8000), LESS, Numeral(8000)),
]

FALSE_IMPLICATIONS = [
    ((r, AT_MOST, d), (r, LESS, d)),
    ((r, LESS, d), (Plus(r, one), LESS, d)),
    ((Times(d, n), LESS, Times(r, m)), (d, LESS, r)),
    ((Times(r, Plus(n, m)), LESS, Times(n, m)), (Times(two, r), LESS, n)),
    ((r, LESS, Ratio(Times(n, m), Plus(n, m))), (Times(two, r), LESS, m)),
    ((d, EQUAL, r), (d, LESS, r)),
    ((d, UNEQUAL, r), (d, LESS, r)),
]

TRUE_IMPLICATIONS = [
    ((r, LESS, d), (Plus(r, one), AT_MOST, d)),
    ((Plus(r, one), AT_MOST, d), (r, LESS, d)),
    ((Times(two, r), LESS, n), (r, LESS, n)),
    ((Times(r, Plus(n, m)), LESS, Times(n, m)), (r, LESS, n)),
    ((r, LESS, Ratio(Times(n, m), Plus(n, m))), (r, LESS, m)),
    ((r, LESS, Ratio(d, two)), (Times(two, r), LESS, d)),
    ((d, EQUAL, r), (d, AT_MOST, r)),
]

DIVIDED_BY_ZERO = [
    (Ratio(minus(d, r), minus(d, r)), EQUAL, one),
    (Ratio(minus(Times(d, d), Times(r, r)), minus(d, r)), EQUAL, Plus(d, r)),
    (NthPower(minus(d, r), -1), EQUAL, Ratio(one, minus(d, r))),
    (Ratio(one, minus(d, d)), EQUAL, Ratio(one, minus(d, d))),
    (Ratio(Times(d, minus(d, r)), minus(d, r)), AT_MOST, d),
]


@pytest.mark.parametrize("case", FALSE)
def test_false_comparisons_are_refuted(case: tuple[Term, Relation, Term]) -> None:
    found = naturals.decide(compared(*case))
    assert found.holds is False and found.values is not None


@pytest.mark.parametrize(("premise", "conclusion"), FALSE_IMPLICATIONS)
def test_false_implications_are_refuted(
    premise: tuple[Term, Relation, Term], conclusion: tuple[Term, Relation, Term]
) -> None:
    for both in (False, True):
        assert naturals.decide(Implication(compared(*premise), compared(*conclusion), both)).holds is False


@pytest.mark.parametrize(("premise", "conclusion"), TRUE_IMPLICATIONS)
def test_true_implications_are_proved(
    premise: tuple[Term, Relation, Term], conclusion: tuple[Term, Relation, Term]
) -> None:
    assert naturals.decide(Implication(compared(*premise), compared(*conclusion), False)).holds is True


@pytest.mark.parametrize("case", DIVIDED_BY_ZERO)
def test_what_may_divide_by_zero_is_not_proved(case: tuple[Term, Relation, Term]) -> None:
    assert naturals.decide(compared(*case)).holds is None


def test_squares_are_not_negative() -> None:
    assert naturals.decide(compared(Times(two, d, r), AT_MOST, Plus(Times(d, d), Times(r, r)))).holds is True


def test_different_sides_differ_somewhere() -> None:
    assert naturals.decide(compared(d, UNEQUAL, r)).holds is True
    assert naturals.decide(compared(d, UNEQUAL, Ratio(Times(d, d), d))).holds is False


def test_assumed_equations_hold_in_counterexamples() -> None:
    given = [Equation(d, Times(two, r))]
    squares = compared(Times(d, d), EQUAL, Times(Numeral(4), r, r))
    assert naturals.decide(squares, given).used == tuple(given)
    assert naturals.decide(compared(r, LESS, d), given).holds is True
    assert naturals.decide(compared(d, LESS, r), given).values == {"d": 2, "r": 1}
    assert naturals.decide(compared(d, UNEQUAL, Times(two, r)), given).holds is False


def test_an_exception_must_make_the_sides_equal() -> None:
    apart = compared(d, UNEQUAL, r)
    assert naturals.decide(apart, unless=compared(d, EQUAL, r)).holds is True
    assert naturals.decide(apart, unless=compared(d, EQUAL, Times(two, r))).holds is False
    assert naturals.decide(apart, unless=compared(d, LESS, r)).holds is False


@pytest.mark.parametrize("lie", [[], [({(0, (), 0): 1}, 2)], [({(0, (), 0): 4}, 1)], [({(0, (), 0): -1}, 2)]])
def test_a_root_is_taken_of_the_polynomial_and_of_no_other(lie: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever factors are proposed."""
    size = Var("n", NATURAL)
    monkeypatch.setattr(polynomials, "factored", lambda p, natural: lie)
    form = NormalForm(Setting())
    root = form.normal(SquareRoot(size))
    assert all(not form.same(root, form.normal(Numeral(n))) for n in (-1, 1, 2))
    assert form.same(form.multiply(root, root), form.normal(size))
