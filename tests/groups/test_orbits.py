"""Orbits of pairs against their definition, windows against the group."""

from itertools import product

import numpy as np
import pytest

from symproof.groups import (
    GroupError,
    NoTranslations,
    NotStable,
    TooLarge,
    closed_window,
    pair_orbits,
    parse_action,
    require_stable,
)


def act(action, y, h, signature, place):
    """(y, h).(i, k, ...) = (h i + y, h k, ...), written out."""

    def move(sort, value):
        if sort == "H":
            return int(action.product[h, value])
        turned = int(action.moved[h, value])
        return turned if action.added is None else int(action.added[turned, y])

    return tuple(move(sort, value) for sort, value in zip(signature, place, strict=True))


def naive(action, signature, translations, stable):
    """A dictionary from each tuple to the set of its images under every group element."""
    sizes = [action.size if sort == "S" else action.order for sort in signature]
    ys = range(action.size) if translations else [0]
    hs = range(action.order) if stable else [0]
    places = product(*map(range, sizes))
    return {p: frozenset(act(action, y, h, signature, p) for y in ys for h in hs) for p in places}


SIGNATURES = [("S", "S"), ("SH", "SH"), ("SH", "S"), ("S", "SH"), ("H", "S"), ("", "S")]
CASES = [
    (spec, *signature, translations, stable)
    for spec in ("C2 on Z_3", "C1 on Z_2", "C3 on Z_2^2", "C4 on Z_3", "S3 on 3 points")
    for signature in SIGNATURES
    for translations in (False, True)
    for stable in (False, True)
    if not (translations and "points" in spec)
] + [("S3 on Z_2^2", "SH", "SH", True, True), ("S3 on Z_2^2", "SH", "S", False, True)]


@pytest.mark.parametrize(("spec", "centre", "element", "translations", "stable"), CASES)
def test_labels_are_the_orbits(spec, centre, element, translations, stable):
    action = parse_action(spec)
    label = pair_orbits(action, centre, element, translations=translations, stable=stable)
    orbits = naive(action, centre + element, translations, stable)
    partition = {}
    for place, orbit in orbits.items():
        partition.setdefault(int(label[place]), set()).add(orbit)
    assert all(len(group) == 1 for group in partition.values())
    assert len(partition) == len(set(orbits.values()))
    assert sorted(partition) == list(range(len(partition)))


def test_both_mean_the_relative_pair():
    """(j, h2) in N(i, h1) depends only on h1^-1 (x(j) - x(i)) and h1^-1 h2."""
    action = parse_action("S3 on Z_2^2")
    label = pair_orbits(action, "SH", "SH", translations=True, stable=True)
    seen = {}
    for i, h1, j, h2 in np.ndindex(label.shape):
        back = action.inverse[h1]
        offset = action.moved[back, action.added[j, action.negated[i]]]
        seen.setdefault((int(offset), int(action.product[back, h2])), set()).add(int(label[i, h1, j, h2]))
    assert all(len(labels) == 1 for labels in seen.values())
    assert len(seen) == action.size * action.order == label.max() + 1


def test_a_plain_set_has_no_translations():
    with pytest.raises(NoTranslations, match="no translations"):
        pair_orbits(parse_action("S3 on 3 points"), "S", "S", translations=True, stable=True)


def test_an_unknown_sort_is_refused():
    with pytest.raises(GroupError, match="letters S and H"):
        pair_orbits(parse_action("C2"), "V", "S", translations=True, stable=True)


def test_too_many_pairs_are_refused_before_they_are_built():
    with pytest.raises(TooLarge, match="pairs on p4:32"):
        pair_orbits(parse_action("p4:32"), "SH", "SHS", translations=True, stable=True)


SQUARE = [(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1)]


@pytest.mark.parametrize("spec", ["p4:5", "p4m:5", "p2:5", "pmm:5", "cmm:5"])
def test_the_square_window_is_stable(spec):
    action = parse_action(spec)
    require_stable(action, map(action.point, SQUARE))


@pytest.mark.parametrize("spec", ["p3:5", "p6:5", "p3m1:5", "p31m:5", "p6m:5"])
def test_the_square_window_is_not_stable_on_a_hexagonal_lattice(spec):
    action = parse_action(spec)
    with pytest.raises(NotStable) as caught:
        require_stable(action, map(action.point, SQUARE))
    assert caught.value.elements[0] in action.elements[1:]
    assert f"{caught.value.elements[0]} moves" in str(caught.value)


@pytest.mark.parametrize("spec", ["p3:5", "p6m:4", "D4 on Z_3^2", "S4 on 4 points"])
def test_a_closed_window_is_the_least_stable_one(spec):
    action = parse_action(spec)
    for v in range(action.size):
        closed = closed_window(action, [v])
        require_stable(action, closed)
        assert set(closed) == {int(action.moved[h, v]) for h in range(action.order)}
    assert closed_window(action, []) == ()
