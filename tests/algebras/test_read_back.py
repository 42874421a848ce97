"""A normal form, read back as a term, has the value of the term that it is the normal form of."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings

from symproof.algebras.atoms import OutOfBudget
from symproof.algebras.fold import OutsideTheory
from symproof.algebras.normal_form import NormalForm
from symproof.checking.witness import WitnessBudget, agrees
from symproof.terms import (
    Act,
    Apply,
    Arrow,
    Coordinate,
    Everywhere,
    GroupProduct,
    H,
    HeadUnion,
    Member,
    NeighbourhoodSort,
    Place,
    Plus,
    S,
    Space,
    SumOver,
    Term,
    V,
    Var,
    inverse,
)
from symproof.theory.hypotheses import Commutative, Hypothesis, Stable, TranslationEquivariant
from symproof.theory.setting import Setting
from tests.algebras.read_back import NoTerm, ReadBack
from tests.strategies import SETTING, terms

F = Space("F")
N = Var("N", NeighbourhoodSort((S,), (S,)))
c, i, j, o, s, t, y = (Var(name, sort) for name, sort in zip("cijosty", (H, S, S, S, H, H, V), strict=True))
g, phi = Var("g", Arrow((S, H), F)), Var("phi", Arrow((F,), F))
k, kS, p = Var("k", Arrow((H,), H)), Var("k", Arrow((S,), H)), Var("p", Arrow((S,), V))
HYPOTHESES: tuple[tuple[Hypothesis, ...], ...] = (
    (),
    (TranslationEquivariant(N),),
    (TranslationEquivariant(N), Stable(N)),
    (Commutative(),),
)


def same_value(term: Term, setting: Setting) -> bool:
    """Discards what the language has no term for."""
    form = NormalForm(setting, frozenset(setting.hypotheses), limit=20_000)
    try:
        back = ReadBack(form).polynomial(form.normal(term), term.sort)
    except (NoTerm, OutOfBudget, OutsideTheory, RecursionError):
        assume(False)
    groups = ["C2 on Z_3"] if Commutative() in setting.hypotheses else ["C2 on Z_3", "S3 on Z_2^2"]
    few = WitnessBudget(models=12, seconds=10.0)
    return all(agrees(term, back, setting, group, budget=few) is None for group in groups)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(terms(depth=4))
def test_random_terms(term: Term) -> None:
    assume(term.sort == F and not term.has(HeadUnion))
    assert same_value(term, SETTING)


Draw = Callable[[tuple[Term, ...]], Term]


def word(draw: Draw, letters: tuple[Term, ...]) -> Term:
    return GroupProduct(*[draw((letter, inverse(letter))) for letter in (draw(letters), draw(letters), draw(letters))])


def nested(dice: random.Random) -> Term:
    """A sum of values of maps at sums, whose leaves mix the variables of both with values of functions."""

    def draw(choices: tuple[Term, ...]) -> Term:
        return dice.choice(choices)

    outer, inner = draw((s, i)), draw((t, j))
    letters = [
        c,
        *(v for v in (outer, inner) if v.sort == H),
        *(Apply(k if v.sort == H else kS, v) for v in (outer, inner)),
    ]
    points = [o, *(v for v in (outer, inner) if v.sort == S)]
    point = draw(tuple(points))
    moved = Place(Plus(Coordinate(point), draw((y, Apply(p, draw(tuple(points)))))))
    leaf = Apply(g, draw((point, moved, Act(word(draw, tuple(letters)), point))), word(draw, tuple(letters)))
    near = inner.sort == S and dice.random() < 0.5
    condition = Member((inner,), N, (draw(tuple(p for p in points if p != inner)),)) if near else Everywhere((inner,))
    return SumOver((outer,), (Everywhere((outer,)),), Apply(phi, SumOver((inner,), (condition,), leaf)))


@pytest.mark.parametrize("seed", range(12))
def test_sums_inside_maps(seed: int) -> None:
    dice = random.Random(seed)
    for hypotheses in HYPOTHESES:
        for _ in range(3):
            term = nested(dice)
            assert same_value(term, replace(Setting(), hypotheses=hypotheses)), term
