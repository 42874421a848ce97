"""What laws that are affine in one map leave free, counted by hand; what they say is met exactly."""

from __future__ import annotations

import pytest

from symproof.algebras.structure import Frame, Models, NoModel
from symproof.algebras.values import Values
from symproof.checking.drawing import draw
from symproof.checking.laws import holds_exactly
from symproof.checking.model import symbol_table
from symproof.checking.problem import Problem, problem
from symproof.checking.solving import Laws, Solved
from symproof.groups import parse_action
from symproof.terms import Var
from tests.algebras.latex import GROUP, read

OPERATORS = r"Let $\Phi : (S \to F) \to (S \to F)$. Let $\Upsilon : (S \to F) \to \mathbb{R}$."


def solved(assumed: str, group: str) -> tuple[Problem, Frame, dict[Var, object], tuple[Solved, ...]]:
    setting, claim = read("f(i) = f(j)", f"{GROUP} {OPERATORS} Assume that {assumed}.")
    goal = problem(claim.statement.left.term, claim.statement.right.term, setting)
    frame = Frame(parse_action(group), 1, 1, {})
    symbols, equations = symbol_table(goal, frame)
    return goal, frame, symbols, Laws(goal, frame, symbols, equations).solved()


# On Z_3: 3 constants; 9 linear terms, 9 squares and 9 products of two (cubes are left out); on three points
# C2 has two orbits, and on pairs of points five.
FREE = [
    (r"$\Phi[L_y[f]] = L_y[\Phi[f]]$ for all $y$, $f$", "C1 on Z_3", 10),
    (r"$\Phi[L_h[f]] = L_h[\Phi[f]]$ for all $h$, $f$", "C2 on Z_3", 2 + 5 + 5 + 5),
    (r"$\Phi[f + f'] = \Phi[f] + \Phi[f']$ for all $f$, $f'$", "C1 on Z_3", 9),
    (r"$\Upsilon[L_y[f]] = \Upsilon[f]$ for all $y$, $f$", "C1 on Z_3", 4),
    (r"$\Upsilon[\alpha f] = \alpha \Upsilon[f]$ for all $\alpha$, $f$", "C1 on Z_3", 3),
    (r"$\sum_{j\in S} \Phi[f](j) = \sum_{j\in S} f(j)$ for all $f$", "C1 on Z_3", 30 - 10),
    (r"$\Upsilon[f] = \Upsilon[f'] + \Upsilon[f - f']$ for all $f$, $f'$", "C1 on Z_2", 2),
]


@pytest.mark.parametrize(("law", "group", "count"), FREE)
def test_what_is_left_free(law: str, group: str, count: int) -> None:
    *_, (found,) = solved(law, group)
    assert len(found.free) == count


@pytest.mark.parametrize(("law", "group", "count"), FREE)
def test_every_model_meets_the_law(law: str, group: str, count: int) -> None:
    goal, frame, symbols, (found,) = solved(law, group)
    models: Models = found.entered(draw(goal, frame, symbols, 20, seed=1))
    (equation,) = goal.equations
    for number in range(models.count):
        model = models.pick(number)
        assert holds_exactly(goal, model, equation, Values(goal.setting, model))


def test_random_models_do_not() -> None:
    goal, frame, symbols, _ = solved(FREE[0][0], "C1 on Z_3")
    models = draw(goal, frame, symbols, 20, seed=1)
    (equation,) = goal.equations
    met = [holds_exactly(goal, m, equation, Values(goal.setting, m)) for m in map(models.pick, range(models.count))]
    assert not all(met)


def test_laws_that_contradict_each_other() -> None:
    with pytest.raises(NoModel):
        solved(r"$\Upsilon[f] = \Upsilon[f] + 1$ for all $f$", "C1 on Z_2")


def test_a_law_that_is_not_affine_is_left_alone() -> None:
    *_, found = solved(r"$\Phi[\Phi[f]] = f$ for all $f$", "C1 on Z_2")
    assert [len(entry.bound) for entry in found] == [4]  # the cubes alone
