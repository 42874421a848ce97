"""Every axiom: true groups and actions pass, each kind of fault is refused for its own reason."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symproof.groups import (
    LADDER,
    LADDER_SETS,
    Action,
    GroupError,
    NotAGroup,
    NotAnAction,
    TooLarge,
    parse_action,
)

C3 = [[0, 1, 2], [1, 2, 0], [2, 0, 1]]
Z3 = ((0,), (1,), (2,))
MINUS = [[0, 1, 2], [0, 2, 1]]


def action(product=((0, 1), (1, 0)), moved=MINUS, points=Z3, added=C3, elements=None):
    names = elements or ("e", "r", "s", "t", "u")[: len(product)]
    return Action("test", "H", "V", tuple(names), product, moved, points, added)


def test_a_true_action_passes():
    made = action()
    assert (made.order, made.size, made.total, made.faithful) == (2, 3, 6, True)
    assert made.inverse.tolist() == [0, 1] and made.negated.tolist() == [0, 2, 1]
    assert made.generators == (1,) and made.translations == (1,) and made.kernel == (0,)


# (what is wrong, tables, error, words of the message, elements named)
REFUSED = [
    ("not closed", {"product": [[0, 1], [1, 2]]}, NotAGroup, "not closed: entry (1, 1) is 2", ()),
    ("not integers", {"product": [[0.0, 1.0], [1.0, 0.0]]}, NotAGroup, "float64", ()),
    ("not square", {"product": [[0, 1]], "elements": ("e", "r")}, NotAGroup, "shape (1, 2)", ()),
    ("no unit", {"product": [[1, 0], [0, 1]]}, NotAGroup, "element 0 is not a unit", ("e",)),
    ("no inverse", {"product": [[0, 1], [1, 1]]}, NotAGroup, "no inverse", ("r",)),
    (
        "a loop that is not associative",
        {
            "product": [[0, 1, 2, 3, 4], [1, 0, 3, 4, 2], [2, 4, 0, 1, 3], [3, 2, 4, 0, 1], [4, 3, 1, 2, 0]],
            "moved": [[0, 1, 2]] * 5,
        },
        NotAGroup,
        "(a b) c is not a (b c)",
        None,
    ),
    ("the unit moves", {"moved": [[0, 2, 1], [0, 1, 2]]}, NotAnAction, "the unit moves a point", ("1",)),
    (
        "a right action of S3",
        None,
        NotAnAction,
        "(a b).v is not a.(b.v)",
        None,
    ),
    (
        "the word r^2 moves",
        {"moved": [[0, 1, 2], [1, 2, 0]]},
        NotAnAction,
        "(a b).v is not a.(b.v)",
        ("a = r", "b = r", "v = 0"),
    ),
    (
        "not by automorphisms",
        {"moved": [[0, 1, 2], [1, 0, 2]]},
        NotAnAction,
        "h.(u + v) is not h.u + h.v",
        ("h = r", "u = 0", "v = 0"),
    ),
    ("a point outside", {"moved": [[0, 1, 2], [0, 2, 3]]}, NotAnAction, "entry (1, 2) is 3", ()),
    (
        "sums that are not a group",
        {"added": [[0, 1, 2], [1, 2, 0], [2, 1, 0]]},
        NotAGroup,
        "no inverse",
        None,
    ),
]


def right_action_of_s3():
    s3 = parse_action("S3 on 3 points")
    return {
        "product": s3.product,
        "moved": s3.moved[s3.inverse],
        "points": s3.points,
        "added": None,
        "elements": s3.elements,
    }


@pytest.mark.parametrize(("name", "tables", "error", "words", "elements"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refused_for_the_right_reason(name, tables, error, words, elements):
    with pytest.raises(error) as caught:
        action(**(tables if tables is not None else right_action_of_s3()))
    assert words in str(caught.value) and isinstance(caught.value, GroupError)
    assert caught.value.remedy
    assert elements is None or caught.value.elements == elements


def test_v_must_be_abelian():
    s3 = parse_action("S3 on 3 points")
    points = tuple((k,) for k in range(6))
    with pytest.raises(NotAGroup, match="u \\+ v is not v \\+ u"):
        Action("test", "C1", "S3", ("e",), [[0]], [list(range(6))], points, s3.product)


@pytest.mark.parametrize("count", [0, 401])
def test_sizes_are_refused_before_the_tables_are_read(count):
    with pytest.raises(TooLarge, match=f"\\|H\\| = {count}"):
        Action("test", "H", "V", ("e",) * count, None, None, Z3)


def test_tables_cannot_be_changed_afterwards():
    product = np.array([[0, 1], [1, 0]])
    made = action(product=product)
    product[1, 1] = 1
    assert made.product[1, 1] == 0
    for table in (made.product, made.moved, made.added, made.inverse, made.negated):
        with pytest.raises(ValueError, match="read-only"):
            table[0] = 0


def test_point_reads_coordinates_modulo_n():
    torus = parse_action("p4:3")
    assert torus.points[torus.point((-1, 4))] == (2, 1)
    with pytest.raises(GroupError, match="give 2"):
        torus.point((1,))


@given(st.sampled_from(LADDER + LADDER_SETS), st.data())
@settings(max_examples=60, deadline=None)
def test_axioms_of_the_catalogue(spec, data):
    made = parse_action(spec)
    a, b, c = (data.draw(st.integers(0, made.order - 1)) for _ in "abc")
    v, w = (data.draw(st.integers(0, made.size - 1)) for _ in "vw")
    product, moved = made.product, made.moved
    assert product[product[a, b], c] == product[a, product[b, c]]
    assert product[a, made.inverse[a]] == product[made.inverse[a], a] == 0
    assert moved[product[a, b], v] == moved[a, moved[b, v]] and moved[0, v] == v
    if made.added is not None:
        assert moved[a, made.added[v, w]] == made.added[moved[a, v], moved[a, w]]
        assert made.added[v, made.negated[v]] == 0


@given(st.integers(1, 3), st.integers(0, 2), st.integers(0, 2))
@settings(max_examples=27, deadline=None)
def test_one_wrong_entry_in_a_table_is_found(shift, a, b):
    wrong = np.array(parse_action("D4").product)
    wrong[a + 1, b + 1] = (wrong[a + 1, b + 1] + shift) % 8
    d4 = parse_action("D4")
    with pytest.raises((NotAGroup, NotAnAction)):
        Action("test", "D4", "V", d4.elements, wrong, d4.moved, d4.points, d4.added)
