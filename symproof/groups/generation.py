"""A group from permutations that generate it, and the same group acting elsewhere."""

from dataclasses import dataclass
from itertools import groupby

import numpy as np

from symproof.groups.action import MAX_GROUP, Table
from symproof.groups.errors import TooLarge


@dataclass(frozen=True, eq=False)
class Generated:
    """A group listed by words: element k > 0 is the product of `parent[k]` and generator `last[k]`."""

    names: tuple[str, ...]
    product: Table
    parent: tuple[int, ...]
    last: tuple[int, ...]

    def acting(self, images: tuple[Table, ...], size: int) -> Table:
        """Carry each word over to maps of `size` points, one image a generator."""
        moved = np.empty((len(self.names), size), dtype=np.int32)
        moved[0] = np.arange(size)
        for k in range(1, len(self.names)):
            moved[k] = moved[self.parent[k]][images[self.last[k]]]
        return moved


def generate(generators: tuple[Table, ...], letters: str, degree: int) -> Generated:
    """Every product of the generators, named as words in the letters. Raises TooLarge.

    The generators are permutations of 0..degree-1. They enter one after the other, so that D4 reads
    e, r, r^2, r^3, s, r s, r^2 s, r^3 s.
    """
    listed: list[Table] = [np.arange(degree, dtype=np.int32)]
    index, words, parent, last = {listed[0].tobytes(): 0}, [""], [0], [0]
    for stage in range(len(generators)):
        for a, element in enumerate(listed):  # grows while it is walked
            for g in range(stage + 1):
                image = element[generators[g]]
                if image.tobytes() not in index:
                    index[image.tobytes()] = len(listed)
                    listed.append(image)
                    words.append(words[a] + letters[g])
                    parent.append(a)
                    last.append(g)
                    _require_room(len(listed))
    right = [[index[element[g].tobytes()] for g in generators] for element in listed]
    return Generated(tuple(map(_power_word, words)), _table(right, parent, last), tuple(parent), tuple(last))


def _table(right: list[list[int]], parent: list[int], last: list[int]) -> Table:
    """product[:, k], one generator at a time: a (b g) = (a b) g."""
    times = np.array(right, dtype=np.int32)
    product = np.empty((len(right), len(right)), dtype=np.int32)
    product[:, 0] = np.arange(len(right))
    for k in range(1, len(right)):
        product[:, k] = times[product[:, parent[k]], last[k]]
    return product


def _require_room(count: int) -> None:
    if count > MAX_GROUP:
        raise TooLarge(f"the generators give more than {MAX_GROUP} elements", remedy="choose a smaller group")


def _power_word(word: str) -> str:
    """'rrs' as 'r^2 s', the empty word as 'e'."""
    runs = [(letter, len(list(run))) for letter, run in groupby(word)]
    return " ".join(letter if n == 1 else f"{letter}^{n}" for letter, n in runs) or "e"
