"""Finite groups and where they act: tables, a catalogue, the orbits that neighbourhoods are made of.

Trusted are `action` (every axiom is checked when an `Action` is made) and `orbits`. The rest only
proposes tables: a fault there is refused by `Action`, or makes another group than the one named.
"""

from symproof.groups.action import MAX_GROUP, MAX_SPACE, Action
from symproof.groups.catalogue import DEFAULT, LADDER, LADDER_SETS, SAMPLED, normalise, parse_action
from symproof.groups.describe import blind_spots, describe, list_groups
from symproof.groups.errors import (
    GroupError,
    NotAGroup,
    NotAnAction,
    NoTranslations,
    NotStable,
    TooLarge,
    UnknownGroup,
)
from symproof.groups.orbits import MAX_PAIRS, closed_window, pair_orbits, require_stable

__all__ = [
    "DEFAULT", "LADDER", "LADDER_SETS", "MAX_GROUP", "MAX_PAIRS", "MAX_SPACE", "SAMPLED",
    "Action", "GroupError", "NoTranslations", "NotAGroup", "NotAnAction", "NotStable", "TooLarge",
    "UnknownGroup", "blind_spots",
    "closed_window", "describe", "list_groups", "normalise", "pair_orbits", "parse_action",
    "require_stable",
]  # fmt: skip
