"""Making models smaller: what counts as smaller, and that the thing shown stays."""

from __future__ import annotations

import numpy as np
import pytest

from symproof.algebras.structure import CONSTANT, CUBE, LINEAR, MEMBER, Frame, Models
from symproof.checking.drawing import draw
from symproof.checking.model import symbol_table
from symproof.checking.problem import problem
from symproof.checking.shrink import Layout, cost, shrink
from symproof.groups import parse_action
from tests.algebras.latex import GROUP, read

CLAIM = r"\sum_{j\in N(i)} \varsigma(f(j), f(i)) = 0"


@pytest.fixture
def models() -> Models:
    setting, claim = read(CLAIM, GROUP + r"Let $\varsigma : F \times F \to \mathbb{R}$.")
    goal = problem(claim.statement.left.term, claim.statement.right.term, setting)
    frame = Frame(parse_action("C2 on Z_3"), 1, 1, {})
    return draw(goal, frame, symbol_table(goal, frame)[0], 40, seed=3)


def key(models: Models, name: str, part: str):
    return next(k for k in models.parameters if k[0].name == name and k[1] == part)


def test_there_and_back(models: Models) -> None:
    layout = Layout.of(models)
    again = layout.models(layout.flat(models))
    for k, array in models.parameters.items():
        np.testing.assert_array_equal(again.parameters[k], array)
        assert again.parameters[k].dtype == (bool if k[1] == MEMBER else np.int64)


def changed(models: Models, **entries) -> float:
    """The cost of a neutral model with these parameters of beta."""
    layout = Layout.of(models)
    plain = layout.models(layout.plain[None].copy())
    for part, value in entries.items():
        plain.parameters[key(models, r"\varsigma", part)][0] = value
    return float(cost(plain)[0])


def test_a_component_left_out_is_less_than_a_cube(models: Models) -> None:
    identity = changed(models)
    one, cube = changed(models, **{LINEAR: [[1, 0]]}), changed(models, **{CUBE: [[1, 0]]})
    assert identity == 0 < one < cube < changed(models, **{CUBE: [[2, 0]]})
    assert one < changed(models, **{LINEAR: [[1, 2]]})


def test_entries_weigh_more_than_coefficients(models: Models) -> None:
    layout = Layout.of(models)
    plain = layout.models(layout.plain[None].copy())
    plain.parameters[key(models, "f", CONSTANT)][0, 0] = 1
    assert cost(plain)[0] > changed(models, **{CUBE: [[1, 1]], LINEAR: [[2, 2]]})


def test_what_is_shown_stays(models: Models) -> None:
    """Two entries of f that are not zero: the smallest model that shows it has just these."""
    where = key(models, "f", CONSTANT)

    def shows(stack: Models):
        return (stack.parameters[where] != 0).sum(axis=(1, 2)) >= 2

    start = models.take(np.flatnonzero(shows(models))).pick(0)
    history = shrink(start, shows, seed=0, late=lambda: False)
    costs = [cost(model)[0] for model in history]
    assert costs == sorted(costs, reverse=True) and all(shows(model)[0] for model in history)
    assert sorted(np.abs(history[-1].parameters[where]).ravel().tolist()) == [0, 1, 1]


def test_time_ends_it(models: Models) -> None:
    history = shrink(models.pick(0), lambda stack: np.ones(stack.count, dtype=bool), seed=0, late=lambda: True)
    assert len(history) <= 3
