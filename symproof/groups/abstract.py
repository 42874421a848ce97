"""The named groups: generators as permutations of a few points, and as matrices on Z_n^d.

Point groups in the lattice basis: International Tables for Crystallography, vol. A, the plane
groups without glides (symmorphic), in the primitive basis where the tables centre the cell.
"""

from dataclasses import dataclass
from itertools import product
from math import factorial, gcd

from symproof.groups.action import MAX_GROUP
from symproof.groups.errors import TooLarge, UnknownGroup
from symproof.groups.own import LETTERS, Cycles
from symproof.groups.torus import Matrix, Torus

HALF_TURN: Matrix = ((-1, 0), (0, -1))
THIRD_TURN: Matrix = ((0, -1), (1, -1))
QUARTER_TURN: Matrix = ((0, -1), (1, 0))
SIXTH_TURN: Matrix = ((1, -1), (1, 0))
FLIP: Matrix = ((-1, 0), (0, 1))  # (-x, y)
SWAP: Matrix = ((0, 1), (1, 0))  # (y, x)
ANTISWAP: Matrix = ((0, -1), (-1, 0))  # (-y, -x)

# plane group -> (its point group, the images of the generators of that group)
PLANE_GROUPS: dict[str, tuple[str, tuple[Matrix, ...]]] = {
    "p1": ("C1", ()),
    "p2": ("C2", (HALF_TURN,)),
    "pm": ("C2", (FLIP,)),
    "cm": ("C2", (SWAP,)),
    "pmm": ("C2xC2", (HALF_TURN, FLIP)),
    "cmm": ("C2xC2", (HALF_TURN, SWAP)),
    "p4": ("C4", (QUARTER_TURN,)),
    "p4m": ("D4", (QUARTER_TURN, FLIP)),
    "p3": ("C3", (THIRD_TURN,)),
    "p3m1": ("D3", (THIRD_TURN, ANTISWAP)),
    "p31m": ("D3", (THIRD_TURN, SWAP)),
    "p6": ("C6", (SIXTH_TURN,)),
    "p6m": ("D6", (SIXTH_TURN, ANTISWAP)),
}
GLIDING = {"pg": "pm", "pmg": "pmm", "pgg": "pmm", "p4g": "p4m"}  # not symmorphic -> same point group
IN_THE_PLANE = {
    "C1": "p1", "C2": "p2", "C3": "p3", "C4": "p4", "C6": "p6", "C2xC2": "pmm",
    "S3": "p31m", "D3": "p31m", "D4": "p4m", "D6": "p6m",
}  # fmt: skip
ALIASES = {
    "V4": "C2xC2", "K4": "C2xC2", "D2": "C2xC2", "D1": "C2", "S1": "C1", "S2": "C2",
    "A1": "C1", "A2": "C1", "A3": "C3",
}  # fmt: skip


@dataclass(frozen=True)
class Named:
    """A named group: generators as products of disjoint cycles of 0..degree-1, with their letters."""

    name: str
    degree: int
    order: int
    letters: str
    generators: tuple[Cycles, ...]


def named_group(family: str, n: int) -> Named:
    """C_n, D_n, S_n or A_n on n points. Raises TooLarge before it builds anything."""
    order = {"C": n, "D": 2 * n, "S": factorial(min(n, 20)), "A": factorial(min(n, 20)) // 2}[family]
    if order > MAX_GROUP:
        raise TooLarge(f"{family}{n} has more than {MAX_GROUP} elements", remedy="choose a smaller group")
    cycle = (tuple(range(n)),)
    if family == "C":
        return Named(f"C{n}", n, n, "r", (cycle,) if n > 1 else ())
    if family == "D":
        mirror = tuple((k, n - 1 - k) for k in range(n // 2))
        return Named(f"D{n}", n, order, "rs", (cycle, mirror))
    if family == "S":
        return Named(f"S{n}", n, order, "rs", (cycle, ((0, 1),)))
    return Named(f"A{n}", n, order, LETTERS[: n - 2], tuple(((0, 1, k),) for k in range(2, n)))


KLEIN = Named("C2xC2", 4, 4, "ab", (((0, 1), (2, 3)), ((0, 2), (1, 3))))
QUATERNIONS = Named("Q8", 8, 8, "ij", (((0, 1, 2, 3), (4, 5, 6, 7)), ((0, 4, 2, 6), (1, 7, 3, 5))))
SINGLE = {"C2xC2": KLEIN, "Q8": QUATERNIONS}


def matrices_of(group: Named, torus: Torus) -> tuple[Matrix, ...]:
    """Matrices by which the group acts on Z_n^d, one a generator. Raises UnknownGroup.

    In the plane the point group; C_k otherwise as multiplication by a unit; a group of
    permutations of d points on the coordinates.
    """
    n, d = torus.n, torus.d
    if d == 2 and group.name in IN_THE_PLANE:
        return PLANE_GROUPS[IN_THE_PLANE[group.name]][1]
    if d == 2 and group.name == "Q8":
        return _quaternion_matrices(n)
    if d == group.degree and d > 2:
        return tuple(_permutation_matrix(cycles, d) for cycles in group.generators)
    if group.letters == "r":
        return (_scalar(unit_of_order(group.order, n), d),) * len(group.generators)
    remedy = f"use {group.degree} points or Z_{n}^{group.degree}, or give matrices of your own"
    raise UnknownGroup(f"no action of {group.name} on {torus.name} is known", remedy=remedy)


def unit_of_order(k: int, n: int) -> int:
    """The unit mod n by which a generator of C_k acts: of order k, or the largest order that divides k.

    -1 where that order is 2, otherwise the least such unit.
    """
    units = [u for u in range(n) if gcd(u, n) == 1 and (pow(u, k, n) - 1) % n == 0]
    return max(units, key=lambda u: (_order(u, k, n), u == n - 1, -u))


def _order(u: int, k: int, n: int) -> int:
    """The multiplicative order of u mod n, which divides k."""
    return next(m for m in range(1, k + 1) if k % m == 0 and (pow(u, m, n) - 1) % n == 0)


def _quaternion_matrices(n: int) -> tuple[Matrix, ...]:
    """i = (0 -1; 1 0) and j = (a b; b -a) with a^2 + b^2 = -1 mod n, so that i j = -j i."""
    for a, b in product(range(n), repeat=2):
        if (a * a + b * b + 1) % n == 0:
            return QUARTER_TURN, ((a, b), (b, -a))
    raise UnknownGroup(f"no action of Q8 on Z_{n}^2 is known: -1 is no sum of two squares", ("Q8 on Z_3^2",))


def _scalar(unit: int, d: int) -> Matrix:
    return tuple(tuple(unit if row == column else 0 for column in range(d)) for row in range(d))


def _permutation_matrix(cycles: Cycles, d: int) -> Matrix:
    """Entry (p(c), c) is 1: the c-th basis vector goes to the p(c)-th."""
    image = {a: b for cycle in cycles for a, b in zip(cycle, cycle[1:] + cycle[:1], strict=True)}
    return tuple(tuple(int(image.get(c, c) == row) for c in range(d)) for row in range(d))
