"""What is said of a group, and what it cannot see."""

import pytest

from symproof.groups import SAMPLED, blind_spots, describe, list_groups, parse_action

P4 = """\
p4:3: C4 on Z_3^2, |H| = 4, 9 points, |G| = 36
  action       faithful
  commutative  yes
  h = h^-1     not for all h
  e            (0, 1) -> (0, 1); (1, 0) -> (1, 0)
  r            (0, 1) -> (2, 0); (1, 0) -> (0, 1)
  r^2          (0, 1) -> (0, 2); (1, 0) -> (2, 0)
  r^3          (0, 1) -> (1, 0); (1, 0) -> (0, 2)
  cannot see:
    H is commutative: mistakes of order (h k for k h) are invisible
    h^4 = e for all h: powers count modulo 4 only"""

SPOTS = {
    "C1 on Z_3": ["H is trivial"],
    "C2 on Z_3": ["commutative", "its own inverse"],
    "C4 on Z_5": ["commutative", "h^4 = e"],
    "S3 on Z_2^2": ["h^6 = e", "v = -v"],
    "C4 on Z_3": ["commutative", "h^4 = e", "not faithful"],
    "D4 on Z_3^2": ["h^4 = e"],
    "S3 on 3 points": ["h^6 = e", "no V"],
}


def test_describe_p4():
    assert describe(parse_action("p4:3")) == P4


@pytest.mark.parametrize("spec", SPOTS)
def test_blind_spots(spec):
    found = blind_spots(parse_action(spec))
    assert len(found) == len(SPOTS[spec])
    assert all(words in sentence for words, sentence in zip(SPOTS[spec], found, strict=True))


def test_a_kernel_is_named():
    assert "not faithful: e, r^2 act alike" in describe(parse_action("C4 on Z_3"))


def test_long_lists_are_cut():
    assert "and 108 more" in describe(parse_action("S5 on 5 points"))


def test_the_list_names_defaults_and_samples():
    assert all(f"{spec}," in list_groups() for spec in SAMPLED)
    assert "p4:3: C4 on Z_3^2" in list_groups() and "p31m" in list_groups()
