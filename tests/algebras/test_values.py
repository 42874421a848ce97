"""Exact values against numbers computed by hand, and the fast filter against exact values."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from symproof.algebras.field import Field, TooMany, agreeing, differing
from symproof.algebras.fold import OutsideTheory
from symproof.algebras.structure import CONSTANT, IMAGE, MEMBER, Frame, Models
from symproof.algebras.values import NoValue, Values, evaluate
from symproof.checking.drawing import draw
from symproof.checking.model import symbol_table
from symproof.checking.problem import problem
from symproof.groups import parse_action
from symproof.terms import (
    NATURAL,
    REAL,
    Act,
    Apply,
    Arrow,
    Coordinate,
    Everywhere,
    ExpOf,
    GroupPower,
    GroupProduct,
    H,
    MatrixApply,
    MatrixProduct,
    MatrixSort,
    MatrixTranspose,
    Member,
    Negative,
    NeighbourhoodSort,
    NthPower,
    Numeral,
    Pairing,
    Plus,
    Ratio,
    RealVectors,
    S,
    Shift,
    Space,
    SquareRoot,
    SumOver,
    Term,
    Times,
    V,
    Var,
    Weight,
    Zero,
    inverse,
)
from symproof.theory.setting import Definition, Setting

F = Space("F")
i, j, k, y, h = Var("i", S), Var("j", S), Var("k", S), Var("y", V), Var("h", H)
f = Var("f", Arrow((S,), F))
a, b, s = Var("a", F), Var("b", F), Var("s", REAL)
d = Var("d", NATURAL)
A = Var("A", MatrixSort(Numeral(2), d))
v = Var("v", RealVectors(d))
near = Var("N", NeighbourhoodSort((S,), (S,)))
everywhere = (Everywhere((j,)),)
beside = (Member((j,), near, (i,)),)
score = Pairing(Apply(f, i), Apply(f, j))


def model(*terms: Term, spec="C2 on Z_3", dimension=1, naturals=None, **values) -> Models:
    """A single model in which every name has the value given; everything else is zero, N is {i, i + 1}."""
    whole = problem(terms[0], terms[-1], Setting())
    frame = Frame(parse_action(spec), 2, dimension, naturals or {})
    symbols, _ = symbol_table(whole, frame)
    parameters = {}
    for var, symbol in symbols.items():
        for part, shape in symbol.parts().items():
            array = np.zeros((1, *shape), dtype=bool if part == MEMBER else np.int64)
            if var.name in values and part in (CONSTANT, IMAGE):
                array = np.array(values[var.name], dtype=np.int64).reshape(array.shape)
            if part == MEMBER:
                for p in range(frame.action.size):
                    array[0, symbol.labels[p, [p, (p + 1) % frame.action.size]]] = True
            parameters[var, part] = array
    return Models(frame, symbols, parameters)


VALUES = {
    "the action": (Act(h, y), {"h": 1, "y": 1}, 2),
    "an inverse": (GroupProduct(h, inverse(h)), {"h": 1}, 0),
    "a power is taken modulo the order": (GroupPower(h, 7), {"h": 1}, 1),
    "a difference of places": (Plus(Coordinate(i), Negative(Coordinate(j))), {"i": 0, "j": 1}, 2),
    "a table": (Apply(f, i), {"i": 2, "f": [3, 4, 5]}, (5,)),
    "L_y": (Apply(Shift(y, f), i), {"i": 0, "y": 1, "f": [3, 4, 5]}, (5,)),
    "L_h": (Apply(Shift(h, f), i), {"i": 1, "h": 1, "f": [3, 4, 5]}, (5,)),
    "a sum": (SumOver((j,), everywhere, Apply(f, j)), {"f": [3, 4, 5]}, (12,)),
    "a sum over N": (SumOver((j,), beside, Apply(f, j)), {"i": 2, "f": [3, 4, 5]}, (8,)),
    "a sum that counts": (SumOver((j,), everywhere, Apply(f, i)), {"i": 1, "f": [3, 4, 5]}, (12,)),
    "exp is a power of 2": (ExpOf(s), {"s": -3}, Fraction(1, 8)),
    "a softmax": (
        SumOver((j,), everywhere, Times(Weight((j,), score), Apply(f, j))), {"i": 1, "f": [0, 1, 2]}, (Fraction(10, 7),),
    ),
    "a softmax over N": (
        SumOver((j,), beside, Times(Weight((j,), score), Apply(f, j))), {"i": 1, "f": [0, 1, 2]}, (Fraction(10, 6),),
    ),
    "a softmax belongs to its sum": (
        SumOver((j,), everywhere, SumOver((k,), (Everywhere((k,)),), Weight((j,), Pairing(Apply(f, j), Apply(f, k))))),
        {"f": [0, 1, 2]}, 3,
    ),
    "a square root": (Ratio(Numeral(1), SquareRoot(Numeral(4))), {}, Fraction(1, 2)),
    "a power": (NthPower(s, -2), {"s": 3}, Fraction(1, 9)),
    "a pairing": (Pairing(Plus(a, b), a), {"a": [2], "b": [3]}, 10),
    "a fraction of a feature": (Ratio(a, Numeral(4)), {"a": [2]}, (Fraction(1, 2),)),
    "zero": (Plus(a, Zero(F)), {"a": [2]}, (2,)),
}  # fmt: skip


@pytest.mark.parametrize("name", VALUES)
def test_values_by_hand(name):
    term, values, expected = VALUES[name]
    assert evaluate(term, model(term, **values)) == expected


def test_matrices_are_rows_one_after_the_other():
    values = {"A": [1, 2, 3, 4, 5, 6], "v": [1, 0, 2]}
    column, square = MatrixApply(A, v), MatrixProduct(A, MatrixTranspose(A))
    assert evaluate(column, model(column, naturals={d: 3}, **values)) == (7, 16)
    assert evaluate(square, model(square, naturals={d: 3}, **values)) == (14, 32, 32, 77)


NO_VALUE = {
    "division by zero": (Ratio(s, s), {"s": 0}),
    "a negative power of zero": (NthPower(s, -1), {"s": 0}),
    "a score that is no integer": (ExpOf(Ratio(s, Numeral(2))), {"s": 1}),
    "a score out of reach": (ExpOf(s), {"s": 1000}),
    "an irrational root": (SquareRoot(Numeral(2)), {}),
}


@pytest.mark.parametrize("name", NO_VALUE)
def test_what_has_no_exact_value(name):
    term, values = NO_VALUE[name]
    stack = model(term, **values)
    with pytest.raises(NoValue):
        evaluate(term, stack)
    with np.errstate(all="ignore"):
        assert not np.isfinite(Field(Setting(), stack).components(term)[0]).any()


def test_a_softmax_must_stand_in_its_sum_as_written():
    inner = Var("w", Arrow((S,), REAL))
    hidden = Setting(definitions={inner: Definition(inner, ((i,),), Weight((j,), score))})
    term = SumOver((j,), everywhere, Apply(inner, j))
    with pytest.raises(OutsideTheory):
        Values(hidden, model(term, SumOver((j,), everywhere, score))).value(term)


def test_the_filter_agrees_with_exact_values():
    term = SumOver((j,), beside, Times(Weight((j,), score), Plus(Apply(f, j), Apply(Shift(y, Shift(h, f)), j))))
    whole = problem(term, term, Setting())
    frame = Frame(parse_action("S3 on Z_2^2"), 1, 2, {})
    symbols, _ = symbol_table(whole, frame)
    models = draw(whole, frame, symbols, 40, seed=3)
    with np.errstate(all="ignore"):
        fast = Field(Setting(), models).components(term)
    for number in range(models.count):
        exact = evaluate(term, models.pick(number))
        assert [float(part) for part in exact] == pytest.approx([part[number] for part in fast])


def test_the_filter_compares_only_what_exists():
    nothing, one, two = (np.array([value]) for value in (np.nan, 1.0, 2.0))
    assert not differing((nothing,), (one,)).any()
    assert not agreeing((nothing,), (nothing,)).any()
    assert differing((one, one), (one, two)).all()
    assert not differing((one,), (one + 1e-13,)).any()


def test_a_sum_beyond_the_room_is_refused():
    term = SumOver((j, k), (Everywhere((j, k)),), Apply(f, j))
    with pytest.raises(TooMany):
        Field(Setting(), model(term, f=[1, 2, 3]), room=8).value(term)
