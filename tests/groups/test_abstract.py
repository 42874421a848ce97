"""The named groups against their textbook facts, the point groups against the International Tables."""

import re

import pytest

from symproof.groups import parse_action
from symproof.groups.abstract import unit_of_order

# spec, order, commutative, all involutions, exponent
FACTS = [
    ("C1", 1, True, True, 1),
    ("C2", 2, True, True, 2),
    ("C3", 3, True, False, 3),
    ("C4", 4, True, False, 4),
    ("C2xC2", 4, True, True, 2),
    ("C5", 5, True, False, 5),
    ("S3", 6, False, False, 6),
    ("D3", 6, False, False, 6),
    ("C6", 6, True, False, 6),
    ("D4", 8, False, False, 4),
    ("Q8", 8, False, False, 4),
    ("D5", 10, False, False, 10),
    ("D6", 12, False, False, 6),
    ("A4", 12, False, False, 6),
    ("S4", 24, False, False, 12),
    ("A5 on 5 points", 60, False, False, 30),
    ("S5 on 5 points", 120, False, False, 60),
]


@pytest.mark.parametrize(("spec", "order", "commutative", "involutive", "exponent"), FACTS)
def test_facts(spec, order, commutative, involutive, exponent):
    made = parse_action(spec)
    assert (made.order, made.commutative, made.involutive) == (order, commutative, involutive)
    assert made.exponent == exponent and made.faithful


def test_q8_is_not_d4():
    """Q8 has one involution, D4 has five."""
    involutions = {spec: sum(parse_action(spec).product.diagonal()[1:] == 0) for spec in ("Q8", "D4")}
    assert involutions == {"Q8": 1, "D4": 5}


# general positions, International Tables vol. A, numbers 1 to 17 without glides (cm, cmm: primitive basis)
POSITIONS = {
    "p1": "x,y",
    "p2": "x,y -x,-y",
    "pm": "x,y -x,y",
    "cm": "x,y y,x",
    "pmm": "x,y -x,-y -x,y x,-y",
    "cmm": "x,y -x,-y y,x -y,-x",
    "p4": "x,y -x,-y -y,x y,-x",
    "p4m": "x,y -x,-y -y,x y,-x -x,y x,-y y,x -y,-x",
    "p3": "x,y -y,x-y -x+y,-x",
    "p3m1": "x,y -y,x-y -x+y,-x -y,-x -x+y,y x,x-y",
    "p31m": "x,y -y,x-y -x+y,-x y,x x-y,-y -x,-x+y",
    "p6": "x,y -y,x-y -x+y,-x -x,-y y,-x+y x-y,x",
    "p6m": "x,y -y,x-y -x+y,-x -x,-y y,-x+y x-y,x -y,-x -x+y,y x,x-y y,x x-y,-y -x,-x+y",
}


def image(position, x, y, n):
    """The point that '-x+y,-x' names, each coordinate a signed sum of letters."""
    value = {"x": x, "y": y}
    signed = [re.findall(r"([+-]?)([xy])", coordinate) for coordinate in position.split(",")]
    return tuple(sum(-value[v] if sign == "-" else value[v] for sign, v in terms) % n for terms in signed)


@pytest.mark.parametrize("name", POSITIONS)
def test_point_groups_of_the_international_tables(name):
    made = parse_action(f"{name}:5")
    expected = {tuple(image(position, *v, 5) for v in made.points) for position in POSITIONS[name].split()}
    assert {tuple(made.points[v] for v in row) for row in made.moved} == expected
    assert made.order == len(expected)


def test_s3_is_all_of_gl_2_2():
    assert len({tuple(row) for row in parse_action("S3 on Z_2^2").moved}) == 6


@pytest.mark.parametrize(
    ("k", "n", "unit"), [(2, 8, 7), (2, 3, 2), (4, 5, 2), (4, 3, 2), (3, 5, 1), (3, 7, 2), (1, 1, 0)]
)
def test_units(k, n, unit):
    assert unit_of_order(k, n) == unit
