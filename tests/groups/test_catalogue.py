"""Specs: spellings, defaults, refusals with a way out."""

import pytest

from symproof.groups import (
    DEFAULT,
    LADDER,
    LADDER_SETS,
    SAMPLED,
    GroupError,
    NotAnAction,
    TooLarge,
    UnknownGroup,
    parse_action,
)

SPELLINGS = [
    ("S_3 on Z_2^2", "S3 on Z_2^2"),
    (r"$S_3$ on $\mathbb{Z}_2^2$", "S3 on Z_2^2"),
    (r"S_3 on \mathbb Z_2^2", "S3 on Z_2^2"),
    (r"$S_{3}$ on $\mathbb{Z}_{2}^{2}$", "S3 on Z_2^2"),
    (r"$\mathrm{S}_3$ on $\mathbb Z _2 ^2$", "S3 on Z_2^2"),
    (r"$C_2 \times C_2$ on $\mathbb{Z}_3^2$", "C2xC2 on Z_3^2"),
    ("V4", "C2xC2 on Z_3^2"),
    ("  C4   on  ℤ_5 ", "C4 on Z_5"),
    ("C4", "C4 on Z_5"),
    ("S3", "S3 on Z_2^2"),
    ("D4", "D4 on Z_3^2"),
    ("p4", "p4:3"),
    ("p4 on Z_3^2", "p4:3"),
    ("p6 : 3", "p6:3"),
    ("S3 on a set of 3 points", "S3 on 3 points"),
    ("matrices [[0, -1], [1, 0]] on Z_3^2", "matrices [[0,-1],[1,0]] on Z_3^2"),
    ("permutations (0,1,2)(3 4);(0 1) on 5 points", "permutations (0 1 2)(3 4); (0 1) on 5 points"),
]


@pytest.mark.parametrize(("spec", "name"), SPELLINGS)
def test_spellings_have_one_name(spec, name):
    made = parse_action(spec)
    assert made.name == name
    assert parse_action(name).product.tolist() == made.product.tolist()


def test_parse_is_cached():
    assert parse_action("p4:3") is parse_action("$p4:3$")


@pytest.mark.parametrize("spec", [*DEFAULT, *SAMPLED, *LADDER, *LADDER_SETS])
def test_shipped_specs_are_canonical_and_faithful(spec):
    made = parse_action(spec)
    assert made.name == spec and made.faithful
    assert made.elements[0] == "e" and len(set(made.elements)) == made.order


def test_ladders_climb():
    for ladder in (LADDER, LADDER_SETS):
        totals = [parse_action(spec).total for spec in ladder]
        assert totals == sorted(totals)


def test_the_default_has_what_each_member_lacks():
    made = [parse_action(spec) for spec in DEFAULT]
    assert not all(action.commutative for action in made)
    assert any(not action.involutive for action in made)
    assert any((action.negated != range(action.size)).any() for action in made)


@pytest.mark.parametrize(
    ("spec", "kernel"),
    [
        ("C4 on Z_3", ("e", "r^2")),
        ("p4:2", ("e", "r^2")),
        ("D4 on Z_2^2", None),
        ("C3 on Z_5", ("e", "r", "r^2")),
    ],
)
def test_not_faithful_is_said(spec, kernel):
    made = parse_action(spec)
    assert not made.faithful
    assert kernel is None or tuple(made.elements[h] for h in made.kernel) == kernel


def test_c4_on_z3_acts_by_signs():
    assert {tuple(row) for row in parse_action("C4 on Z_3").moved.tolist()} == {(0, 1, 2), (0, 2, 1)}


def test_points_beyond_the_degree_stay():
    assert (parse_action("C2 on 3 points").moved[:, 2] == 2).all()


def test_own_matrices_are_the_named_group():
    own = parse_action("matrices [[0,-1],[1,0]]; [[-1,0],[0,1]] on Z_3^2")
    named = parse_action("D4 on Z_3^2")
    assert own.product.tolist() == named.product.tolist() and own.moved.tolist() == named.moved.tolist()


ABSURD = [
    "p4:100000000", "p4:65", "S30", "S6", "C401", "D201", "S999999999", "C4 on Z_99999", "C4 on Z_2^999999999",
    "S3 on 5000 points", "p4:" + "9" * 5000, "p4:" + "9" * 100, "C" + "9" * 100, "A7 on 7 points",
    "permutations (0 1 2 3 4 5 6); (0 1) on 7 points", "permutations (0 1) on 99999999 points",
    "matrices [[1,1],[0,1]]; [[1,0],[1,1]] on Z_13^2", "matrices " + "[[1]];" * 20 + "[[1]] on Z_3",
]  # fmt: skip


@pytest.mark.parametrize("spec", ABSURD, ids=lambda spec: spec[:30])
def test_absurd_sizes_are_refused(spec):
    with pytest.raises(TooLarge) as caught:
        parse_action(spec)
    assert caught.value.remedy and len(str(caught.value)) < 200


SUGGESTED = [
    ("pm4:3", "p4"),
    ("p4mm:3", "p4m"),
    ("c4", "C4"),
    ("Q9", "Q8"),
    ("pg:3", "pm:3"),
    ("p4g:5", "p4m:5"),
    ("S3 on 2 points", "S3 on 3 points"),
    ("Q8 on Z_4^2", "Q8 on Z_3^2"),
]


@pytest.mark.parametrize(("spec", "suggestion"), SUGGESTED)
def test_near_misses_are_suggested(spec, suggestion):
    with pytest.raises(UnknownGroup) as caught:
        parse_action(spec)
    assert suggestion in caught.value.suggestions
    assert f"{suggestion}" in str(caught.value)


REFUSED = [
    ("", UnknownGroup, "no group is called"),
    ("C0", UnknownGroup, "no group is called"),
    ("C٣", UnknownGroup, "no group is called"),
    ("p4:0", UnknownGroup, "not a finite torus"),
    ("C4 on Z_0", UnknownGroup, "not a finite torus"),
    ("C4 on a sphere", UnknownGroup, "not a place to act on"),
    ("D4 on Z_7", UnknownGroup, "give matrices"),
    ("matrices [[0,-1],[1,0]]", UnknownGroup, "not a place to act on"),
    ("matrices [[0,x],[1,0]] on Z_3^2", UnknownGroup, "not an integer matrix"),
    ("matrices __import__('os') on Z_3^2", UnknownGroup, "not an integer matrix"),
    ("matrices " + "[" * 3000 + " on Z_3", UnknownGroup, "not an integer matrix"),
    ("matrices [[1]] on Z_3^2", NotAnAction, "give 2 rows of 2"),
    ("matrices [[1,0],[0]] on Z_3^2", NotAnAction, "give 2 rows of 2"),
    ("matrices [[2,0],[0,1]] on Z_4^2", NotAnAction, "not invertible mod 4"),
    ("permutations (0 1)", UnknownGroup, "on 5 points"),
    ("permutations (0 1) on Z_3", UnknownGroup, "on 5 points"),
    ("permutations () on 3 points", UnknownGroup, "not a product of cycles"),
    ("permutations 0 1 on 3 points", UnknownGroup, "not a product of cycles"),
    ("permutations (0 1 0) on 3 points", NotAnAction, "disjoint cycles"),
    ("permutations (0 1)(1 2) on 3 points", NotAnAction, "disjoint cycles"),
    ("permutations (1 3) on 3 points", NotAnAction, "number the points 0..2"),
]


@pytest.mark.parametrize(("spec", "error", "words"), REFUSED, ids=[row[0][:30] for row in REFUSED])
def test_refused_for_the_right_reason(spec, error, words):
    with pytest.raises(error) as caught:
        parse_action(spec)
    assert words in str(caught.value) and isinstance(caught.value, GroupError)
