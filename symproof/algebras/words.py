"""Arithmetic of the free group and of the free module over its group ring.

An element of H is a reduced word: a tuple of atoms (positive integers), negative where
inverted. An element of V or S is a combination: a sorted tuple of ((word, base), n)
that stands for the sum of n * word.base. Both are normal forms: equal in every group
and module just when equal as tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

Word: TypeAlias = tuple[int, ...]
Combination: TypeAlias = tuple[tuple[tuple[Word, int], int], ...]
Substitution: TypeAlias = dict[int, Any]  # values of atoms that stand for variables
Typed: TypeAlias = tuple[str, Any]  # an argument: the tag of its sort (``normal_form.tag_of``), its value

MAX_LETTERS = 20_000  # of one word; a longer one is out of budget


class TooLong(Exception):
    """A word has more than ``MAX_LETTERS`` letters."""


def reduced(letters: Iterable[int]) -> Word:
    """Cancel neighbouring inverses."""
    out: list[int] = []
    for letter in letters:
        if out and out[-1] == -letter:
            out.pop()
        else:
            out.append(letter)
    if len(out) > MAX_LETTERS:
        raise TooLong
    return tuple(out)


def abelian(letters: Iterable[int]) -> Word:
    """The normal form where all letters commute."""
    return reduced(sorted(letters, key=lambda letter: (abs(letter), letter)))


def inverted(word: Word) -> Word:
    """The inverse: the letters the other way round, each inverted."""
    return tuple([-letter for letter in reversed(word)])


def combined(terms: Iterable[tuple[tuple[Word, int], int]]) -> Combination:
    """Collect equal summands and drop zeros."""
    total: dict[tuple[Word, int], int] = {}
    for key, n in terms:
        total[key] = total[key] + n if key in total else n
    return tuple(sorted([term for term in total.items() if term[1]]))


def added(left: Combination, right: Combination) -> Combination:
    """The sum of two combinations."""
    return combined((*left, *right)) if left and right else left or right


def scaled(n: int, vector: Combination) -> Combination:
    """n times a combination."""
    return tuple((key, n * m) for key, m in vector) if n else ()


def moved(word: Word, vector: Combination, reduce: Callable[[Iterable[int]], Word]) -> Combination:
    """word . vector, both reduced"""
    if not word:
        return vector
    terms = [((reduce((*word, *w)), base), n) for (w, base), n in vector]
    return combined(terms) if len(terms) > 1 else tuple(terms)


def words_in(tag: str, data: Any) -> list[Word]:
    """The words of an argument: of sort H (tag ``H``) itself, of sort V or S (``V``) those before its bases."""
    return [data] if tag == "H" else [word for (word, _), _ in data] if tag == "V" else []


def fits(tag: str, value: Any) -> bool:
    """Is it a word (tag ``H``), or a combination (``V``)? Both may be empty."""
    return isinstance(value, tuple) and all(isinstance(part, int) == (tag == "H") for part in value)
