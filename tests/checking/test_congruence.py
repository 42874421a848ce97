"""Equality part by part says yes only where the parts are equal, and a softmax belongs to the same sum."""

from __future__ import annotations

import pytest

from symproof.checking.congruence import congruent
from symproof.checking.prove import Allowance, Prover
from symproof.terms import (
    REAL,
    Act,
    Apply,
    Arrow,
    Coordinate,
    Everywhere,
    GroupProduct,
    H,
    Place,
    S,
    Space,
    SumOver,
    Term,
    Times,
    Var,
    Weight,
)
from symproof.theory.setting import Setting

F = Space("F")
i, j, k = Var("i", S), Var("j", S), Var("k", S)
h, g = Var("h", H), Var("g", H)
f, s = Var("f", Arrow((S,), F)), Var("s", Arrow((S, S), REAL))


def over(variable: Var, body: Term, element: Term | None = None) -> SumOver:
    return SumOver((variable,), (Everywhere((element or variable,)),), body)


def nested(index: Var) -> Term:
    """sum_j sum_k sigma_index(s(j, k)) f(k)"""
    return over(j, over(k, Times(Weight((index,), Apply(s, j, k)), Apply(f, k))))


def turned(point: Term) -> Term:
    return Place(Act(h, Coordinate(point)))


def outside(element: Term) -> Term:
    return over(j, Times(Weight((element,), Apply(s, i, j)), Apply(f, j)), element)


CASES = {
    "the same sum by another name": (over(j, Apply(f, j)), over(k, Apply(f, k)), True),
    "the softmax of the same sum under another subscript": (outside(j), outside(turned(j)), True),
    "of the inner and of the outer sum": (nested(j), nested(k), False),
    "factors in another order": (
        Apply(f, Place(Act(GroupProduct(h, g), Coordinate(i)))),
        Apply(f, Place(Act(GroupProduct(g, h), Coordinate(i)))),
        False,
    ),
    "a bound name is not a free one": (over(j, Apply(f, j)), over(j, Apply(f, i)), False),
    "a name that the other side has free": (over(j, Apply(s, j, k)), over(k, Apply(s, k, k)), False),
    "an index under two sums": (
        over(j, over(k, Apply(s, j, k))),
        over(k, over(j, Apply(s, j, k))),
        False,
    ),
}


@pytest.mark.parametrize(("left", "right", "equal"), CASES.values(), ids=CASES)
def test_part_by_part(left: Term, right: Term, equal: bool) -> None:
    prover = Prover(Setting())
    allowed = Allowance(movable=frozenset())
    assert congruent(left, right, lambda a, b: prover.equal(a, b, allowed)) is equal
