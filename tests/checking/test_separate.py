"""Built witnesses: every false equation of the free theory in H, V and S has one."""

from __future__ import annotations

import pytest

from symproof.checking import separate as module
from symproof.checking.separate import build, compose, cycles, inverted, repeated, separate, times
from symproof.terms import (
    REAL,
    Act,
    Apply,
    Arrow,
    Coordinate,
    GroupPower,
    GroupProduct,
    GroupUnit,
    H,
    Negative,
    Numeral,
    Place,
    Plus,
    S,
    V,
    Var,
    Zero,
    inverse,
    minus,
)
from symproof.theory.hypotheses import Commutative, Equation
from symproof.theory.setting import Abbreviation, Definition, Roles, Setting

a, b, c = (Var(name, H) for name in "abc")
y, z = Var("y", V), Var("z", V)
i, j = Var("i", S), Var("j", S)
e, zero = GroupUnit(), Zero(V)
PLAIN = Setting(roles=Roles(plain_set=True))
COMMUTATIVE = Setting(hypotheses=(Commutative(),))


def commutator(p, q):
    return GroupProduct(inverse(p), inverse(q), p, q)


deep = commutator(commutator(a, b), commutator(GroupPower(a, 2), c))

FALSE = {
    "h^12 = e": (GroupPower(a, 12), e, Setting()),
    "h^12 = e in a commutative group": (GroupPower(a, 12), e, COMMUTATIVE),
    "h^27720 = e": (GroupPower(a, 27720), e, Setting()),
    "a large power in a commutator": (commutator(GroupPower(a, 2520), GroupPower(b, 2520)), e, Setting()),
    "factors swapped": (GroupProduct(a, b), GroupProduct(b, a), Setting()),
    "the inverse of a product": (inverse(GroupProduct(a, b)), GroupProduct(inverse(a), inverse(b)), Setting()),
    "a commutator of commutators": (deep, e, Setting()),
    "two sixths": (GroupPower(a, 6), GroupPower(b, 6), COMMUTATIVE),
    "the action of a product": (Act(GroupProduct(a, b), y), Act(a, y), Setting()),
    "the order of two actions": (Act(a, Act(b, y)), Act(b, Act(a, y)), Setting()),
    "60 y = 0": (Plus(*[y] * 60), zero, Setting()),
    "h^12 y = y": (Act(GroupPower(a, 12), y), y, COMMUTATIVE),
    "a sum of orbits": (Plus(Act(a, y), Act(inverse(a), y)), Plus(y, y), Setting()),
    "the bracket moved": (minus(Act(a, Plus(y, z)), z), Plus(Act(a, y), Negative(z)), Setting()),
    "the inverse of g.i": (
        Place(Plus(Act(a, Coordinate(i)), y)), Place(Act(inverse(a), minus(Coordinate(i), y))), Setting(),
    ),
    "permuted tokens": (Act(GroupProduct(a, b), i), Act(GroupProduct(b, a), i), PLAIN),
    "another token": (Act(a, i), Act(a, j), PLAIN),
    "powers on tokens": (Act(GroupPower(a, 840), i), i, PLAIN),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_every_false_equation_has_a_witness(name):
    witness = separate(*FALSE[name])
    assert witness is not None
    assert witness.left != witness.right


@pytest.mark.parametrize("name", [name for name in FALSE if name != "another token"])
@pytest.mark.parametrize("tries", [0, 20])
def test_one_can_be_built_without_the_ladder(name, tries, monkeypatch):
    monkeypatch.setattr(module, "TRIES", tries)
    witness = build(*FALSE[name])
    assert witness is not None
    assert witness.left != witness.right


ab = Var("k", H)
TRUE = {
    "an inverse": (GroupProduct(a, inverse(a)), e, Setting()),
    "the inverse of a product": (inverse(GroupProduct(a, b)), GroupProduct(inverse(b), inverse(a)), Setting()),
    "an action": (Act(GroupProduct(a, b), y), Act(a, Act(b, y)), Setting()),
    "additive": (Act(a, Plus(y, z)), Plus(Act(a, z), Act(a, y)), Setting()),
    "cancelled": (Plus(*[y] * 5, Negative(Plus(*[y] * 5))), zero, Setting()),
    "commuting": (GroupProduct(a, b), GroupProduct(b, a), COMMUTATIVE),
    "commuting actions": (Act(a, Act(b, y)), Act(b, Act(a, y)), COMMUTATIVE),
    "an abbreviation": (
        GroupProduct(ab, inverse(b)), a, Setting(abbreviations={ab: Abbreviation(ab, GroupProduct(a, b))}),
    ),
    "an equation assumed": (GroupPower(a, 6), e, Setting(hypotheses=(Equation(GroupPower(a, 3), e),))),
    "a law assumed": (commutator(a, b), e, Setting(hypotheses=(Equation(GroupPower(c, 2), e, (c,)),))),
    "in the group that is named": (GroupPower(a, 4), e, Setting(restricted="p4:3")),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_a_true_equation_has_none(name):
    assert separate(*TRUE[name]) is None


def test_an_equation_assumed_holds_in_the_witness():
    setting = Setting(hypotheses=(Equation(GroupPower(a, 3), e),))
    witness = separate(GroupPower(a, 2), e, setting)
    assert witness is not None
    assert witness.group in ("C3", "S3")


def test_equations_of_scalars_are_in_no_built_model():
    real = Var("r", REAL)
    for assumed in (Equation(Numeral(1), Numeral(2)), Equation(real, Numeral(2))):
        assert build(Apply(Var("p", Arrow((H,), H)), a), b, Setting(hypotheses=(assumed,))) is None
        assert build(GroupPower(a, 12), e, Setting(hypotheses=(assumed,))) is None


def test_a_definition_is_unfolded():
    square = Var("q", Arrow((H,), H))
    setting = Setting(definitions={square: Definition(square, ((c,),), GroupProduct(c, c))})
    assert separate(Apply(square, a), GroupPower(a, 2), setting) is None
    assert build(Apply(square, a), a, setting) is not None


def test_functions_are_applied_to_fresh_elements():
    left, right = Var("p", Arrow((H,), H)), Var("q", Arrow((H,), H))
    assert separate(left, right, Setting()) is not None
    assert separate(left, left, Setting()) is None


def test_words_are_reduced():
    assert times(((a, 2), (b, 1)), ((b, -1), (a, -2))) == ()
    assert times(((a, 2),), ((a, 3), (b, 1))) == ((a, 5), (b, 1))


def test_permutation_arithmetic():
    p, q = (1, 2, 0, 3), (0, 1, 3, 2)
    assert compose(p, q) == (1, 2, 3, 0)
    assert compose(p, inverted(p)) == (0, 1, 2, 3)
    assert repeated(p, -4) == inverted(p)
    assert cycles(compose(p, q)) == "(0 1 2 3)"
    assert cycles((0, 1, 2)) == "e"


def test_the_words_of_a_built_witness_are_enough():
    witness = build(Act(a, Act(b, y)), Act(b, Act(a, y)), Setting())
    assert witness.group.startswith("the group generated by $a$ = (")
    assert "permuting coordinates" in witness.action
    assert dict(witness.elements)["y"].startswith("(1,0")
