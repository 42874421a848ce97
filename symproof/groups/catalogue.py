"""From a spec, such as 'p4:3' or 'S3 on Z_2^2', to a checked `Action`."""

import re
from difflib import get_close_matches
from functools import lru_cache

import numpy as np

from symproof.groups.abstract import (
    ALIASES,
    GLIDING,
    PLANE_GROUPS,
    SINGLE,
    Cycles,
    Matrix,
    Named,
    matrices_of,
    named_group,
)
from symproof.groups.action import MAX_SPACE, Action, Table
from symproof.groups.errors import GroupError, NotAnAction, TooLarge, UnknownGroup
from symproof.groups.generation import Permutation, generate

DEFAULT = ("C2 on Z_3", "C4 on Z_5", "S3 on Z_2^2", "p4:3")
SAMPLED = ("D4 on Z_3^2",)
# tried in this order for a counterexample: by |G|
LADDER = (
    "C1 on Z_2", "C1 on Z_3", "C2 on Z_3", "C3 on Z_2^2", "C4 on Z_5", "S3 on Z_2^2",
    "C2xC2 on Z_3^2", "p4:3", "S3 on Z_3^2", "C5 on Z_11", "D4 on Z_3^2", "Q8 on Z_3^2",
)  # fmt: skip
LADDER_SETS = (
    "C1 on 2 points", "C2 on 2 points", "C3 on 3 points", "C4 on 4 points", "C2xC2 on 4 points",
    "C5 on 5 points", "S3 on 3 points", "D4 on 4 points", "S4 on 4 points",
)  # fmt: skip
BARE = {"C1": "Z_2", "C2": "Z_3", "C3": "Z_2^2", "C4": "Z_5", "C5": "Z_11", "C6": "Z_7", "C2xC2": "Z_3^2"} | {
    "S3": "Z_2^2", "D3": "Z_2^2", "D4": "Z_3^2", "D6": "Z_3^2", "Q8": "Z_3^2"
}  # fmt: skip
BARE_TORUS = 3  # 'p4' is 'p4:3'

MAX_SPEC = 4000  # characters
MAX_DIMENSION = 12  # of Z_n^d
LETTERS = "abcdfghk"  # for the user's generators

MATRIX = r"\[\[-?\d+(?:,-?\d+)*\](?:,\[-?\d+(?:,-?\d+)*\])*\]"
NAMES = (*PLANE_GROUPS, *SINGLE, *ALIASES, *(f"{family}{n}" for family in "CDSA" for n in range(1, 9)))


def parse_action(spec: str) -> Action:
    """The action that the spec names, all axioms checked; the same object for the same spec.

    Raises UnknownGroup (with near misses), TooLarge, NotAGroup, NotAnAction.
    """
    if len(spec) > MAX_SPEC:
        raise TooLarge(f"a spec of {len(spec)} characters", (), f"use at most {MAX_SPEC}")
    return _parse(normalise(spec))


def normalise(spec: str) -> str:
    r"""One spelling: '$S_3$ on $\mathbb{Z}_2^2$' is 'S3 on Z2^2'."""
    plain = re.sub(r"\\(?:mathbb|mathrm|text|operatorname)\b|\\[,;! ]|[${}_~]", "", spec.replace(r"\times", "x"))
    return re.sub(r"\s+", " ", plain).strip()


@lru_cache(maxsize=64)
def _parse(spec: str) -> Action:
    group, _, space = spec.partition(" on ")
    if match := re.fullmatch(r"(p\w+|cmm?) ?(?::| on )? ?(\d*)", spec):
        return _plane(match[1], _number(match[2] or str(BARE_TORUS)))
    if match := re.fullmatch(r"matri(?:x|ces) (.*)", group):
        return _from_matrices(match[1].replace(" ", ""), space)
    if match := re.fullmatch(r"permutations? (.*)", group):
        return _from_permutations(match[1], space)
    named = _named(group.replace(" ", ""))
    return _on(named, space or BARE.get(named.name, f"Z_2^{named.degree}"))


def _plane(name: str, n: int) -> Action:
    if name in GLIDING:
        message = f"{name} holds a glide reflection, so it is not V x| H"
        raise UnknownGroup(message, (f"{GLIDING[name]}:{n}",))
    if name not in PLANE_GROUPS:
        raise _unknown(name)
    point_group, matrices = PLANE_GROUPS[name]
    return _on_torus(f"{name}:{n}", _named(point_group), matrices, n, 2)


def _named(name: str) -> Named:
    name = ALIASES.get(name, name)
    if name in SINGLE:
        return SINGLE[name]
    match = re.fullmatch(r"([CDSA])(\d+)", name)
    if not match or _number(match[2]) < 1:
        raise _unknown(name)
    return named_group(match[1], _number(match[2]))


def _unknown(name: str) -> UnknownGroup:
    near = tuple(get_close_matches(name, NAMES, n=3, cutoff=0.5))
    return UnknownGroup(f"no group is called {name!r}", near, "`symproof groups` lists those known")


def _on(group: Named, space: str) -> Action:
    """The named group on 'Z_n^d' or on 'k points'."""
    if count := _points(space):
        return _on_points(group, count)
    n, d = _torus(space)
    return _on_torus(f"{group.name} on {_space(n, d)}", group, matrices_of(group, n, d), n, d)


def _on_torus(name: str, group: Named, matrices: tuple[Matrix, ...], n: int, d: int) -> Action:
    points = _coordinates(n, d)
    abstract = generate(tuple(_permutation(c, group.degree) for c in group.generators), group.letters, group.degree)
    images = tuple(_linear(matrix, n, d, points) for matrix in matrices)
    moved = abstract.acting(images, n**d)
    return Action(
        name, group.name, _space(n, d), abstract.names, abstract.product, moved, _tuples(points), _sums(points, n)
    )


def _on_points(group: Named, count: int) -> Action:
    """The first points are permuted, the others stay."""
    if count < group.degree:
        raise UnknownGroup(f"{group.name} on {count} points", (f"{group.name} on {group.degree} points",))
    generators = tuple(_permutation(cycles, count) for cycles in group.generators)
    return _plain_set(f"{group.name} on {count} points", group.name, generators, group.letters, count)


def _plain_set(name: str, group: str, generators: tuple[Permutation, ...], letters: str, count: int) -> Action:
    made = generate(generators, letters, count)
    moved = made.acting(generators, count)
    points = tuple((k,) for k in range(count))
    return Action(name, group, f"a set of {count} points", made.names, made.product, moved, points)


def _from_matrices(text: str, space: str) -> Action:
    """The user's matrices, read modulo n: the group is the one they generate there."""
    n, d = _torus(space)
    matrices = tuple(_matrix(part) for part in text.split(";"))
    points = _coordinates(n, d)
    generators = tuple(_linear(matrix, n, d, points) for matrix in matrices)
    letters = _letters(len(generators))
    made = generate(generators, letters, n**d)
    shown = "; ".join(str([list(row) for row in matrix]).replace(" ", "") for matrix in matrices)
    return Action(
        f"matrices {shown} on {_space(n, d)}", _generated_by(letters), _space(n, d), made.names, made.product,
        made.acting(generators, n**d), _tuples(points), _sums(points, n),
    )  # fmt: skip


def _from_permutations(text: str, space: str) -> Action:
    count = _points(space)
    if not count:
        raise UnknownGroup(f"permutations on {space or 'nothing'}", (), "write 'permutations (0 1 2); (0 1) on 5 points'")
    cycles = tuple(_cycles(part) for part in text.split(";"))
    letters = _letters(len(cycles))
    shown = "; ".join("".join(f"({' '.join(map(str, cycle))})" for cycle in one) for one in cycles)
    generators = tuple(_permutation(one, count) for one in cycles)
    return _plain_set(f"permutations {shown} on {count} points", _generated_by(letters), generators, letters, count)


def _letters(count: int) -> str:
    if count > len(LETTERS):
        raise TooLarge(f"{count} generators", (), f"give at most {len(LETTERS)}")
    return LETTERS[:count]


def _generated_by(letters: str) -> str:
    return f"<{', '.join(letters)}>"


def _matrix(text: str) -> Matrix:
    if not re.fullmatch(MATRIX, text):
        raise UnknownGroup(f"{text!r} is not an integer matrix", (), "write it as [[0,-1],[1,0]]")
    return tuple(tuple(int(entry) for entry in row.split(",")) for row in text[2:-2].split("],["))


def _cycles(text: str) -> Cycles:
    if not re.fullmatch(r"(?: *\( *\d+(?:[ ,]+\d+)* *\) *)+", text):
        raise UnknownGroup(f"{text!r} is not a product of cycles", (), "write it as (0 1 2)(3 4)")
    return tuple(tuple(map(_number, re.findall(r"\d+", cycle))) for cycle in re.findall(r"\(([^)]*)\)", text))


def _permutation(cycles: Cycles, count: int) -> Permutation:
    """The product of disjoint cycles of 0..count-1. Raises NotAnAction."""
    named = [point for cycle in cycles for point in cycle]
    bad = tuple(str(point) for point in named if point >= count or named.count(point) > 1)
    if bad:
        remedy = f"number the points 0..{count - 1} and name each at most once"
        raise NotAnAction("not a product of disjoint cycles", tuple(dict.fromkeys(bad)), remedy)
    image = np.arange(count, dtype=np.int32)
    for cycle in cycles:
        image[list(cycle)] = cycle[1:] + cycle[:1]
    return image


def _linear(matrix: Matrix, n: int, d: int, points: Table) -> Permutation:
    """v -> M v on Z_n^d, as a permutation of the points. Raises NotAnAction."""
    if any(len(row) != d for row in matrix) or len(matrix) != d:
        raise NotAnAction(f"{matrix} is not {d} x {d}", (), f"{_space(n, d)} needs {d} rows of {d} integers")
    reduced = np.array([[entry % n for entry in row] for row in matrix], dtype=np.int64)
    image: Permutation = ((points @ reduced.T % n) @ _weights(n, d)).astype(np.int32)
    if len(np.unique(image)) < len(image):
        lost = tuple(str(tuple(map(int, points[v]))) for v in np.flatnonzero(image == 0)[1:2])
        raise NotAnAction(f"{matrix} is not invertible mod {n}: it sends v to 0", lost, "use a determinant prime to n")
    return image


def _torus(space: str) -> tuple[int, int]:
    """n and d of 'Z_n^d'. Raises UnknownGroup, TooLarge."""
    match = re.fullmatch(r"Z_?(\d+)(?:\^(\d+))?", space.replace(" ", ""))
    if not match:
        raise UnknownGroup(f"{space!r} is not a place to act on", (), "write '... on Z_3^2' or '... on 4 points'")
    n, d = _number(match[1]), _number(match[2] or "1")
    if d > MAX_DIMENSION:
        raise TooLarge(f"dimension {d}", (), f"use at most {MAX_DIMENSION}")
    if d < 1 or n < 1:
        raise UnknownGroup(f"{_space(n, d)} is not a finite torus", (), "use n and d from 1")
    return n, d


def _points(space: str) -> int:
    """The k of 'k points', 0 if the text is not of that form."""
    match = re.fullmatch(r"(?:a set of )?(\d+) ?points?", space)
    count = _number(match[1]) if match else 0
    if count > MAX_SPACE:
        raise TooLarge(f"{count} points", (), f"use at most {MAX_SPACE}")
    return count


def _number(digits: str) -> int:
    if len(digits) > 9:
        raise TooLarge(f"a number of {len(digits)} digits", (), "choose a smaller one")
    return int(digits)


def _coordinates(n: int, d: int) -> Table:
    """(n^d, d): row v holds the coordinates of v, the last one running fastest. Raises TooLarge."""
    if n < 1:
        raise UnknownGroup(f"{_space(n, d)} is not a finite torus", (), "use n from 1")
    if n**d > MAX_SPACE:
        raise TooLarge(f"{_space(n, d)} has {n**d} elements", (), f"choose a torus of at most {MAX_SPACE}")
    return (np.arange(n**d, dtype=np.int32)[:, None] // _weights(n, d)) % n


def _weights(n: int, d: int) -> Table:
    return np.array([n ** (d - 1 - c) for c in range(d)], dtype=np.int32)


def _sums(points: Table, n: int) -> Table:
    """added[u, v] = u + v, a coordinate at a time."""
    size, d = points.shape
    total = np.zeros((size, size), dtype=np.int32)
    for column, weight in zip(points.T, _weights(n, d), strict=True):
        total += (column[:, None] + column) % n * weight
    return total


def _tuples(points: Table) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(row) for row in points.tolist())


def _space(n: int, d: int) -> str:
    return f"Z_{n}" if d == 1 else f"Z_{n}^{d}"


__all__ = ["DEFAULT", "LADDER", "LADDER_SETS", "SAMPLED", "GroupError", "normalise", "parse_action"]
