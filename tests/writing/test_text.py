"""Plain text of terms, and formulas as they were read."""

import pytest
from hypothesis import HealthCheck, given, settings

from symproof.terms import GroupProduct, Plus, S, SumOver, Term, Var, inverse
from symproof.terms.term import PRINTERS
from symproof.writing.latex import latex
from symproof.writing.text import explain_term, sort_text, text
from tests.strategies import DECLARED, terms
from tests.writing import documents as made


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (made.back(made.i), "x^-1(h_3^-1 (x(i) - y))"),
        (made.moved(made.bar_j), "x^-1(h_3 x(j-bar) + y)"),
        (inverse(GroupProduct(made.h, made.h3)), "(h h_3)^-1"),
        (made.lines()[-1], "L_y[L_h_3[m_Guparrow^r,LoRA[f, rho]]](i, h)"),
        (made.lines()[5].args[1].body.body.args[0].index[0], "x^-1(h_3 x(j-bar) + y)"),
    ],
)
def test_text(term, expected):
    assert text(term) == expected


def test_a_sum_says_what_it_runs_over():
    layer = text(made.lines()[6])
    assert "sum over j-bar in N(i-bar): sigma_j-bar(<phi_qry^head(f(i-bar))" in layer


def test_an_explanation_has_brackets_sorts_and_binders():
    lines = explain_term(made.lines()[3])
    assert lines[1] == "  sort: W"
    assert "  phi_qry : [H] -> (F -> K)" in lines
    assert "  N : subsets of S, by S" in lines
    assert lines[-2].endswith("binds j-bar in S")
    assert lines[-1].startswith("  softmax over the sum whose element is x^-1(")


def test_all_brackets_are_shown():
    i, j = made.i, made.j
    shown = explain_term(made.minus(made.Coordinate(i), Plus(made.Coordinate(j), made.y)))[0]
    assert shown == "x(i) - (x(j) + y)"
    assert explain_term(made.Plus(made.Act(made.h, made.y), made.y))[0] == "(h y) + y"


def test_the_room_shows_terms_to_sympy():
    assert PRINTERS["latex"] is latex
    assert str(made.back(made.i)) == text(made.back(made.i))


@pytest.mark.parametrize("var", DECLARED, ids=lambda var: var.name)
def test_every_sort_has_words(var):
    assert sort_text(var.sort)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(terms())
def test_every_term_has_a_text_and_an_explanation(term: Term):
    assert "\n" not in text(term)
    lines = explain_term(term)
    bound = sum(line.strip().startswith("sum over") and "binds" in line for line in lines[1:])
    assert bound == _sums(term)


def _sums(part) -> int:
    return isinstance(part, SumOver) + sum(map(_sums, getattr(part, "args", ())))


def test_a_variable_is_its_name():
    assert text(Var(r"\bar{i}", S)) == "i-bar"
