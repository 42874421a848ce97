"""Expansion into ordinary sympy, and a cross-check of the identifiers against it."""

from __future__ import annotations

import pytest
import sympy

from symproof.algebras.expand import to_sympy
from symproof.algebras.fold import OutsideTheory
from symproof.groups import parse_action
from symproof.terms import (
    Act,
    Apply,
    Arrow,
    Coordinate,
    Everywhere,
    GroupPower,
    H,
    S,
    SumOver,
    V,
    Var,
    inverse,
)
from symproof.theory.setting import Setting
from tests.algebras.layers import (
    both_shifts,
    f,
    f1,
    h,
    h3,
    i,
    j,
    lifting_claim,
    lifting_layer,
    lifting_setting,
    y,
)

C2 = parse_action("C2 on Z_3")


def test_a_sum_is_written_out():
    total = SumOver((j,), (Everywhere((j,)),), Apply(f1, j))
    g = sympy.Function("f")
    assert to_sympy(total, C2, Setting(), {}) == g(0) + g(1) + g(2)


def test_memberships_are_symbols():
    found = to_sympy(lifting_layer(), C2, lifting_setting(), {i: 0, h: 0})
    names = {str(applied.func) for applied in found.atoms(sympy.Function)}
    assert {"N", "pairing", "exp", "union", r"\varphi_{out}"} <= names


def test_points_are_numbers():
    assert to_sympy(Act(h, Coordinate(i)), C2, Setting(), {h: 1, i: 1}) == 2
    assert to_sympy(GroupPower(h, -3), C2, Setting(), {h: 1}) == 1


def test_both_sides_of_the_claim_agree_where_n_is_all():
    """With N = S the sides are the same expression."""
    left, right = lifting_claim()
    at = {i: 1, h: 1, h3: 1, y: 2}
    sides = [
        to_sympy(side, C2, lifting_setting(), at).replace(_is_member, lambda _: sympy.S.One) for side in (left, right)
    ]
    assert sides[0] == sides[1]


def test_another_encoding_is_another_expression():
    at = {i: 1, h: 1, h3: 1, y: 1}
    sides = [to_sympy(side, C2, Setting(), at) for side in (Apply(both_shifts(f1), i), Apply(f1, i))]
    assert sides[0] != sides[1]


def _is_member(part):
    return str(part.func) == "N"


@pytest.mark.parametrize(
    "term",
    [Apply(f, i, h), Apply(Var("t", Arrow((S,), V)), i), Apply(f1, i)],
    ids=["free", "values in V", "i"],
)
def test_what_has_no_expansion(term):
    with pytest.raises(OutsideTheory):
        to_sympy(term, C2, Setting(), {h: 0} if term == Apply(f1, i) else {i: 0})


def test_there_is_a_limit():
    big = parse_action("p4:8")
    indices = [Var(f"j_{n}", S) for n in range(4)] + [Var("k", H)]
    total = SumOver(indices, (Everywhere(indices),), Apply(f, indices[0], inverse(indices[-1])))
    with pytest.raises(OutsideTheory):
        to_sympy(total, big, Setting(), {})
