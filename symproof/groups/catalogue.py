"""From a spec, such as 'p4:3' or 'S3 on Z_2^2', to a checked `Action`."""

import re
from difflib import get_close_matches
from functools import lru_cache

from symproof.groups.abstract import ALIASES, GLIDING, PLANE_GROUPS, SINGLE, Named, matrices_of, named_group
from symproof.groups.action import MAX_SPACE, Action
from symproof.groups.errors import TooLarge, UnknownGroup
from symproof.groups.generation import generate
from symproof.groups.own import from_matrices, from_permutations, permutation, plain_set
from symproof.groups.torus import Matrix, Torus, read_number, read_torus

DEFAULT = ("C2 on Z_3", "C4 on Z_5", "S3 on Z_2^2", "p4:3")
SAMPLED = ("D4 on Z_3^2",)
# tried in this order for a counterexample: by |G|
LADDER = (
    "C1 on Z_2", "C1 on Z_3", "C2 on Z_3", "C3 on Z_2^2", "C4 on Z_5", "S3 on Z_2^2",
    "C2xC2 on Z_3^2", "p4:3", "S3 on Z_3^2", "C5 on Z_11", "D4 on Z_3^2", "Q8 on Z_3^2",
)  # fmt: skip
TWO_ORBITS = "permutations (0 1) on 3 points"  # what is invariant need not be alike on both
LADDER_SETS = (
    "C1 on 2 points", "C2 on 2 points", TWO_ORBITS, "C3 on 3 points", "C4 on 4 points", "C2xC2 on 4 points",
    "C5 on 5 points", "S3 on 3 points", "D4 on 4 points", "S4 on 4 points",
)  # fmt: skip
# where a group acts that is named alone; others permute the coordinates of Z_2^degree
BARE = {
    "C1": "Z_2", "C2": "Z_3", "C3": "Z_2^2", "C4": "Z_5", "C5": "Z_11", "C6": "Z_7", "C2xC2": "Z_3^2",
    "S3": "Z_2^2", "D3": "Z_2^2", "D4": "Z_3^2", "D6": "Z_3^2", "Q8": "Z_3^2",
}  # fmt: skip
BARE_TORUS = "3"  # 'p4' is 'p4:3'

MAX_SPEC = 4000  # characters
NAMES = (*PLANE_GROUPS, *SINGLE, *ALIASES, *(f"{family}{n}" for family in "CDSA" for n in range(1, 9)))


def parse_action(spec: str) -> Action:
    """The action that the spec names, all axioms checked; the same object for the same spec.

    Raises UnknownGroup (with near misses), TooLarge, NotAnAction.
    """
    if len(spec) > MAX_SPEC:
        raise TooLarge(f"a spec of {len(spec)} characters", remedy=f"use at most {MAX_SPEC}")
    return _parse(normalise(spec))


def normalise(spec: str) -> str:
    r"""One spelling: '$S_3$ on $\mathbb{Z}_2^2$' is 'S3 on Z2^2'."""
    plain = spec.replace(r"\times", "x").replace("×", "x").replace("ℤ", "Z")
    plain = re.sub(r"\\(?:mathbb|mathrm|text|operatorname)(?![A-Za-z])|\\[,;! ]|[${}_~]", "", plain)
    return re.sub(r"(?<=Z) (?=[0-9])| (?=\^)|(?<=\^) ", "", re.sub(r"\s+", " ", plain).strip())


@lru_cache(maxsize=32)
def _parse(spec: str) -> Action:
    if match := re.fullmatch(r"(p[0-9a-z]*|cmm?)(?: ?: ?([0-9]+)| on Z([0-9]+)\^2)?", spec):
        return _plane(match[1], read_number(match[2] or match[3] or BARE_TORUS))
    group, _, space = spec.partition(" on ")
    if match := re.fullmatch(r"matri(?:x|ces) ?(.*)", group):
        return from_matrices(match[1], read_torus(space))
    if match := re.fullmatch(r"permutations? ?(.*)", group):
        return from_permutations(match[1], _required_points(space))
    named = _named(group.replace(" ", ""))
    return _on(named, space or BARE.get(named.name, f"Z_2^{named.degree}"))


def _plane(name: str, n: int) -> Action:
    if name in GLIDING:
        raise UnknownGroup(f"{name} holds a glide reflection: it is no V x| H", (f"{GLIDING[name]}:{n}",))
    if name not in PLANE_GROUPS:
        raise _unknown(name)
    point_group, matrices = PLANE_GROUPS[name]
    return _on_torus(f"{name}:{n}", _named(point_group), matrices, Torus(n, 2))


def _named(name: str) -> Named:
    name = ALIASES.get(name, name)
    if name in SINGLE:
        return SINGLE[name]
    match = re.fullmatch(r"([CDSA])([1-9][0-9]*)", name)
    if not match:
        raise _unknown(name)
    return named_group(match[1], read_number(match[2]))


def _unknown(name: str) -> UnknownGroup:
    base, _, size = name.partition(":")
    same = tuple(known for known in NAMES if known.lower() == base.lower() and (size.isdigit() or not size))
    same = tuple(f"{known}:{size}" if size else known for known in dict.fromkeys(same))
    near = same or tuple(dict.fromkeys(get_close_matches(name, NAMES, n=4, cutoff=0.5)))[:3]
    return UnknownGroup(f"no group is called {name!r}", near, "`symproof groups` lists those known")


def _on(group: Named, space: str) -> Action:
    """The named group on 'Z_n^d', or on 'k points', of which those beyond its degree stay."""
    count = _points(space)
    if count is None:
        torus = read_torus(space)
        return _on_torus(f"{group.name} on {torus.name}", group, matrices_of(group, torus), torus)
    if count < group.degree:
        enough = f"{group.name} on {group.degree} points"
        raise UnknownGroup(f"{group.name} does not act on {count} points", (enough,))
    images = tuple(permutation(cycles, count) for cycles in group.generators)
    return plain_set(f"{group.name} on {count} points", group.name, images, group.letters, count)


def _on_torus(name: str, group: Named, matrices: tuple[Matrix, ...], torus: Torus) -> Action:
    """The group is made from its own permutations; whether the matrices obey its table, `Action` checks."""
    generators = tuple(permutation(cycles, group.degree) for cycles in group.generators)
    made = generate(generators, group.letters, group.degree)
    moved = made.acting(tuple(torus.linear(matrix) for matrix in matrices), torus.size)
    return Action(name, group.name, torus.name, made.names, made.product, moved, torus.points(), torus.sums())


def _points(space: str) -> int | None:
    """The k of 'k points', None if the text is not of that form. Raises TooLarge."""
    match = re.fullmatch(r"(?:a set of )?([0-9]+) points?", space)
    count = read_number(match[1]) if match else None
    if count is not None and count > MAX_SPACE:
        raise TooLarge(f"{count} points", remedy=f"use at most {MAX_SPACE}")
    return count


def _required_points(space: str) -> int:
    count = _points(space)
    if not count:
        remedy = "write 'permutations (0 1 2); (0 1) on 5 points'"
        raise UnknownGroup(f"permutations on {space or 'nothing'!r}", remedy=remedy)
    return count
