"""The abelian group Z_n^d: its points, sums, and linear maps."""

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from symproof.groups.action import MAX_SPACE, Table
from symproof.groups.errors import NotAnAction, TooLarge, UnknownGroup

MAX_DIMENSION = 12  # d
MAX_DIGITS = 9  # of a number in a spec

Matrix = tuple[tuple[int, ...], ...]  # rows


@dataclass(frozen=True)
class Torus:
    """Z_n^d. Raises UnknownGroup where n or d is 0, TooLarge before anything is built."""

    n: int
    d: int

    def __post_init__(self) -> None:
        if self.n < 1 or self.d < 1:
            raise UnknownGroup(f"{self.name} is not a finite torus", remedy="use n and d from 1")
        if self.d > MAX_DIMENSION:
            raise TooLarge(f"{self.name} has dimension {self.d}", remedy=f"use at most {MAX_DIMENSION}")
        if self.size > MAX_SPACE:
            raise TooLarge(f"{self.name} has {self.size} elements", remedy=f"use at most {MAX_SPACE}")

    @property
    def name(self) -> str:
        """'Z_5' or 'Z_3^2'."""
        return f"Z_{self.n}" if self.d == 1 else f"Z_{self.n}^{self.d}"

    @property
    def size(self) -> int:
        """n^d."""
        return int(self.n**self.d)

    @cached_property
    def coordinates(self) -> Table:
        """(n^d, d): row v holds the coordinates of v, the last one running fastest."""
        return (np.arange(self.size, dtype=np.int32)[:, None] // self._weights) % self.n

    def points(self) -> tuple[tuple[int, ...], ...]:
        """The coordinates of each element, zero first."""
        return tuple(tuple(row) for row in self.coordinates.tolist())

    def sums(self) -> Table:
        """(n^d, n^d): the index of u + v, a coordinate at a time."""
        total = np.zeros((self.size, self.size), dtype=np.int32)
        for column, weight in zip(self.coordinates.T, self._weights, strict=True):
            total += (column[:, None] + column) % self.n * weight
        return total

    def linear(self, matrix: Matrix) -> Table:
        """(n^d,): the index of M v for each v, a permutation. Raises NotAnAction."""
        if len(matrix) != self.d or any(len(row) != self.d for row in matrix):
            what = f"{show_matrix(matrix)} does not act on {self.name}"
            raise NotAnAction(what, remedy=f"give {self.d} rows of {self.d} integers")
        reduced = np.array([[entry % self.n for entry in row] for row in matrix], dtype=np.int64)
        image = (self.coordinates @ reduced.T % self.n) @ self._weights
        lost = tuple(str(self.points()[v]) for v in np.flatnonzero(image == 0)[1:2])
        if lost:
            what = f"{show_matrix(matrix)} is not invertible mod {self.n}: it sends a point to 0"
            raise NotAnAction(what, lost, f"use a determinant prime to {self.n}")
        return image.astype(np.int32)

    @cached_property
    def _weights(self) -> Table:
        return np.array([self.n ** (self.d - 1 - c) for c in range(self.d)], dtype=np.int32)


def show_matrix(matrix: Matrix) -> str:
    """'[[0,-1],[1,0]]'."""
    return str([list(row) for row in matrix]).replace(" ", "")


def read_torus(text: str) -> Torus:
    """'Z3^2', 'Z_3^2' or 'Z_5'. Raises UnknownGroup, TooLarge."""
    match = re.fullmatch(r"Z_?([0-9]+)(?:\^([0-9]+))?", text)
    if not match:
        remedy = "write '... on Z_3^2' or '... on 4 points'"
        raise UnknownGroup(f"{text!r} is not a place to act on", remedy=remedy)
    return Torus(read_number(match[1]), read_number(match[2] or "1"))


def read_number(digits: str) -> int:
    """A natural number of few digits. Raises TooLarge."""
    if len(digits) > MAX_DIGITS:
        raise TooLarge(f"a number of {len(digits)} digits", remedy="choose a smaller one")
    return int(digits)
