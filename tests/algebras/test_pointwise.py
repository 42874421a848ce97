"""Sums, multiples and compositions of functions, as arguments of operators and as sides of equations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symproof.algebras.structure import CONSTANT, IMAGE, Frame, Models
from symproof.algebras.values import Values
from symproof.checking.budget import Options
from symproof.checking.drawing import blank
from symproof.checking.model import symbol_table
from symproof.checking.problem import problem
from symproof.checking.report import Verdict
from symproof.checking.step import Judge
from symproof.groups import parse_action
from symproof.terms import Arrow, Composition, IllSorted, Plus, Ratio, S, Space, Times, Var, Zero
from symproof.theory.document import Comparison

from .latex import GROUP, read

LAYERS = (
    GROUP
    + r"""
Let $\chi : V \to \mathbb{R}$.
Define $C[f](i) := \sum_{j\in N(i)} \chi(x(j)-x(i)) f(j)$.
Define $T[f](i) := \sum_{j\in N(i)} \sigma_j(\langle f(i), f(j)\rangle) f(j)$.
"""
)
MOVED = "Assume that $N$ is translation-equivariant."
LINEAR = r"Assume that $\varphi$ is linear."

HOLD = [
    ("", r"C[f+f'] = C[f] + C[f']"),
    ("", r"C[\alpha f - \beta f'](i) = \alpha C[f](i) - \beta C[f'](i)"),
    ("", r"C[0](i) = 0"),
    ("", r"C[\frac{f}{2}] = \frac{1}{2} C[f]"),
    ("", r"L_h[f + f'] = L_h[f] + L_h[f']"),
    ("", r"(f + C[f])(i) = f(i) + C[f](i)"),
    ("", r"C[f + C[f]] = C[f] + C[C[f]]"),
    ("", r"\varphi \circ (f + f') = \varphi \circ (f' + f)"),
    ("", r"T[f + f'] = T[f' + f]"),
    (MOVED, r"C[L_y[f + f']] = L_y[C[f + f']]"),
    (MOVED, r"T[L_y[f] + T[L_y[f]]] = L_y[T[f + T[f]]]"),
    (MOVED, r"C[\varphi \circ L_y[f]] = L_y[C[\varphi \circ f]]"),
    (LINEAR, r"C[\varphi \circ f] = \varphi \circ C[f]"),
    (LINEAR, r"\varphi \circ (f - f') = \varphi \circ f - \varphi \circ f'"),
]
FAIL = [
    ("", r"C[f+f'] = C[f] - C[f']"),
    ("", r"C[\alpha f] = C[f]"),
    ("", r"C[\frac{f}{2}] = C[f]"),
    ("", r"L_h[f + f'] = L_h[f] + f'"),
    ("", r"C[f + C[f]] = C[f] + C[f]"),
    ("", r"T[f + f'] = T[f] + T[f']"),
    ("", r"T[2f] = 2T[f]"),
    ("", r"C[\varphi \circ f] = \varphi \circ C[f]"),
    ("", r"\varphi \circ (f + f') = \varphi \circ f + \varphi \circ f'"),
    ("", r"\varphi \circ \psi \circ f = \psi \circ \varphi \circ f"),
    (MOVED, r"T[L_y[f] + T[f]] = L_y[T[f + T[f]]]"),
]


def judged(equation: str, assuming: str) -> Verdict:
    setting, claim = read(equation, LAYERS + assuming)
    statement = claim.statement
    if not isinstance(statement, Comparison):
        raise TypeError(equation)
    found = Judge(setting, Options(groups=("C2 on Z_3", "S3 on Z_2^2"))).equation(
        statement.left.term, statement.right.term
    )
    if found.disagreement is not None:
        raise ValueError(f"{equation}: the tiers disagree")
    return found.verdict


@pytest.mark.parametrize(("assuming", "equation"), HOLD)
def test_what_holds_at_every_point_holds(assuming: str, equation: str) -> None:
    assert judged(equation, assuming) == Verdict.PROVED


@pytest.mark.parametrize(("assuming", "equation"), FAIL)
def test_what_fails_at_some_point_is_evaluated(assuming: str, equation: str) -> None:
    assert judged(equation, assuming) == Verdict.REFUTED


def test_an_action_of_its_own_acts_on_each_part() -> None:
    own = r"Define $L_h[\theta](v) := \theta(hv)$. Let $\theta' : V \to F$."
    assert judged(r"L_h[\theta + \theta'](v) = \theta(hv) + \theta'(h^{-1}v)", own) == Verdict.PROVED
    assert judged(r"L_h[\theta + \theta'](v) = \theta(h^{-1}v) + \theta'(h^{-1}v)", own) == Verdict.REFUTED
    through = own + r"Define $\Lambda[\theta](v) := L_h[\theta](v)$."
    assert judged(r"\Lambda[\theta + \theta'](v) = \theta(hv) + \theta'(h^{-1}v)", through) == Verdict.PROVED


def test_values_are_those_at_each_point() -> None:
    setting, claim = read(r"(2f - f')(i) = C[2f - f'](i)", LAYERS)
    statement = claim.statement
    if not isinstance(statement, Comparison):
        raise TypeError
    frame = Frame(parse_action("C2 on Z_3"), 1, 1, {})
    symbols, _ = symbol_table(problem(statement.left.term, statement.right.term, setting), frame)
    model = blank(frame, symbols)
    for name, row in (("f", [5, 0, 7]), ("f'", [1, 3, 0])):
        var = next(v for v in symbols if v.name == name)
        model.parameters[var, CONSTANT][0, :, 0] = row
    point = next(v for v in symbols if v.name == "i")
    values = [Values(setting, _at(model, point, n)).value(statement.left.term) for n in range(3)]
    assert values == [(2 * 5 - 1,), (2 * 0 - 3,), (2 * 7 - 0,)]


def _at(model: Models, point: Var, n: int) -> Models:
    parameters = {**model.parameters, (point, IMAGE): model.parameters[point, IMAGE] * 0 + n}
    return replace(model, parameters=parameters)


def test_sorts_of_functions_are_checked() -> None:
    F, K = Space("F"), Space("K")
    f, g, u = Var("f", Arrow((S,), F)), Var("g", Arrow((S,), K)), Var("u", Arrow((F,), K))
    assert Composition(u, f).sort == Arrow((S,), K)
    for wrong in (
        lambda: Plus(f, g),
        lambda: Composition(f, u),
        lambda: Times(f, f),
        lambda: Ratio(f, f),
        lambda: Zero(Arrow((S,), S)),
        lambda: Plus(Var("s", Arrow((S,), S)), Var("s", Arrow((S,), S))),
    ):
        with pytest.raises(IllSorted):
            wrong()
