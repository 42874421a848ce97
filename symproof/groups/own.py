"""The user's own generators: integer matrices on Z_n^d, or permutations of a plain set."""

import re

import numpy as np

from symproof.groups.action import Action, Table
from symproof.groups.errors import NotAnAction, TooLarge, UnknownGroup
from symproof.groups.generation import generate
from symproof.groups.torus import Matrix, Torus, read_number, show_matrix

LETTERS = "abcdfghk"  # of the generators; e is the unit

Cycles = tuple[tuple[int, ...], ...]

ROW = r"\[-?[0-9]+(?:,-?[0-9]+)*\]"
CYCLE = r"\([0-9]+(?:[ ,]+[0-9]+)*\)"


def from_matrices(text: str, torus: Torus) -> Action:
    """Matrices separated by ';', read modulo n: the group is the one that they generate there."""
    matrices = tuple(_matrix(part.replace(" ", "")) for part in text.split(";"))
    letters = _letters(len(matrices))
    images = tuple(torus.linear(matrix) for matrix in matrices)
    made = generate(images, letters, torus.size)
    name = f"matrices {'; '.join(map(show_matrix, matrices))} on {torus.name}"
    moved = made.acting(images, torus.size)
    return Action(name, _spanned(letters), torus.name, made.names, made.product, moved, torus.points(), torus.sums())


def from_permutations(text: str, count: int) -> Action:
    """Products of disjoint cycles separated by ';', on the points 0..count-1."""
    given = tuple(_cycles(part.strip()) for part in text.split(";"))
    letters = _letters(len(given))
    shown = "; ".join("".join(f"({' '.join(map(str, cycle))})" for cycle in cycles) for cycles in given)
    images = tuple(permutation(cycles, count) for cycles in given)
    return plain_set(f"permutations {shown} on {count} points", _spanned(letters), images, letters, count)


def plain_set(name: str, group: str, images: tuple[Table, ...], letters: str, count: int) -> Action:
    """The group that permutations generate, on the points that they permute."""
    made = generate(images, letters, count)
    points = tuple((k,) for k in range(count))
    moved = made.acting(images, count)
    return Action(name, group, f"a set of {count} points", made.names, made.product, moved, points)


def permutation(cycles: Cycles, count: int) -> Table:
    """(count,): the image of each point under a product of disjoint cycles. Raises NotAnAction."""
    named = [point for cycle in cycles for point in cycle]
    bad = dict.fromkeys(str(point) for point in named if point >= count or named.count(point) > 1)
    if bad:
        remedy = f"number the points 0..{count - 1} and name each at most once"
        raise NotAnAction("not a product of disjoint cycles", tuple(bad), remedy)
    image = np.arange(count, dtype=np.int32)
    for cycle in cycles:
        image[list(cycle)] = cycle[1:] + cycle[:1]
    return image


def _matrix(text: str) -> Matrix:
    if not re.fullmatch(rf"\[{ROW}(?:,{ROW})*\]", text):
        raise UnknownGroup(f"{text!r} is not an integer matrix", remedy="write it as [[0,-1],[1,0]]")
    return tuple(tuple(int(entry) for entry in row.split(",")) for row in text[2:-2].split("],["))


def _cycles(text: str) -> Cycles:
    if not re.fullmatch(rf"(?:{CYCLE} *)+", text):
        raise UnknownGroup(f"{text!r} is not a product of cycles", remedy="write it as (0 1 2)(3 4)")
    return tuple(tuple(map(read_number, re.findall("[0-9]+", cycle))) for cycle in re.findall(CYCLE, text))


def _letters(count: int) -> str:
    if count > len(LETTERS):
        raise TooLarge(f"{count} generators", remedy=f"give at most {len(LETTERS)}")
    return LETTERS[:count]


def _spanned(letters: str) -> str:
    return f"<{', '.join(letters)}>"
