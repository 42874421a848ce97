"""Rules for words from relations ``w = e``: Knuth and Bendix's completion, within a budget.

Each rule comes with its derivation: u = v in every group that meets the relations where
u^-1 v is a product of conjugates of relators, and of what was derived before. Nothing is
trusted here; ``completion`` multiplies the conjugates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from typing import TypeAlias

from symproof.algebras.words import Word, inverted, reduced

MAX_RELATOR = 24  # letters of a relation, and of the left side of a rule
MAX_RULES = 120
MAX_PAIRS = 3_000  # critical pairs looked at

Factor: TypeAlias = tuple[int, Word, int]  # (n, w, 1 or -1): w^-1 r w, where r is the n-th relator or its inverse
Equation: TypeAlias = tuple[Word, Word, tuple[Factor, ...]]  # u = v, and u^-1 v as a product
Rule: TypeAlias = tuple[Word, int]  # the less side, and the number of the derivation


def rank(word: Word) -> tuple[int, int, Word]:
    """Words without inverses come first, then shorter ones. Compatible with products on both sides."""
    return sum(letter < 0 for letter in word), len(word), word


def derivations(relators: tuple[Word, ...]) -> tuple[list[Equation], list[int]]:
    """What follows from the relators, in order, and the numbers of those that are the rules."""
    search = _Search(len(relators))
    seeds = [equation for n, word in enumerate(relators) for equation in _turns(word, n)]
    for equation in seeds:
        search.put(equation)
    for _ in range(MAX_PAIRS):
        if not search.agenda or len(search.rules) >= MAX_RULES:
            break
        search.work(heappop(search.agenda)[2])
    final = [n for _, n in search.rules.values()]
    if not search.agenda:
        return search.derived, final
    return [*search.derived, *seeds], [*range(len(search.derived), len(search.derived) + len(seeds)), *final]


class _Search:
    """The rules so far, with what they were derived from, and the equations that are still to be looked at."""

    def __init__(self, given: int) -> None:
        self.given = given  # relators
        self.derived: list[Equation] = []
        self.rules: dict[Word, Rule] = {}
        self._begin: dict[int, list[Word]] = {}  # left sides by their first letters, long ones first
        self._longest = 0
        self.agenda: list[tuple[int, int, Equation]] = []
        self._number = 0

    def put(self, equation: Equation) -> None:
        self._number += 1
        heappush(self.agenda, (len(equation[0]) + len(equation[1]), self._number, equation))

    def work(self, equation: Equation) -> None:
        """Make a rule of an equation that the others do not settle; what is then to be looked at."""
        left, right, factors = equation
        (u, before), (v, after) = self._rewritten(left), self._rewritten(right)
        factors = (*_inverse(before), *factors, *after)
        if rank(u) < rank(v):
            u, v, factors = v, u, _inverse(factors)
        if u == v or len(u) > MAX_RELATOR:
            return
        for old in [old for old in self.rules if _find(old, u) >= 0]:
            less, n = self.rules.pop(old)
            self._begin[old[0]].remove(old)
            self.put((old, less, self._as(n)))
        number = len(self.derived)
        self.derived.append((u, v, factors))
        self.rules[u] = v, number
        self._begin.setdefault(u[0], []).append(u)
        self._begin[u[0]].sort(key=len, reverse=True)
        self._longest = max(self._longest, len(u))
        self.put((u[1:], reduced((-u[0], *v)), self._as(number)))
        self.put((u[:-1], reduced((*v, -u[-1])), self._as(number, (-u[-1],))))
        for other in list(self.rules):
            self._overlap(u, other)
            self._overlap(other, u)

    def _as(self, number: int, by: Word = (), sign: int = 1) -> tuple[Factor, ...]:
        return ((self.given + number, by, sign),)

    def _overlap(self, one: Word, two: Word) -> None:
        """ab -> c,  bd -> e   |-   cd = ae"""
        (c, m), (e, n) = self.rules[one], self.rules[two]
        for k in range(1, min(len(one), len(two))):
            if one[-k:] == two[:k]:
                a, d = one[:-k], two[k:]
                self.put((reduced((*c, *d)), reduced((*a, *e)), (*self._as(m, d, -1), *self._as(n))))

    def _rewritten(self, word: Word) -> tuple[Word, tuple[Factor, ...]]:
        """The word with every left side replaced, and what that multiplies it by from the right."""
        word, k = reduced(word), 0
        factors: tuple[Factor, ...] = ()
        while k < len(word):
            part = next((p for p in self._begin.get(word[k], ()) if word[k : k + len(p)] == p), None)
            if part is None:
                k += 1
                continue
            (less, n), rest = self.rules[part], word[k + len(part) :]
            after = reduced((*word[:k], *less, *rest))
            k = max(0, next((m for m in range(k) if word[m : m + 1] != after[m : m + 1]), k) - self._longest)
            word, factors = after, (*factors, *self._as(n, rest))
        return word, factors


def _inverse(factors: Iterable[Factor]) -> tuple[Factor, ...]:
    return tuple([(n, by, -sign) for n, by, sign in reversed(tuple(factors))])


def _turns(word: Word, number: int) -> Iterator[Equation]:
    """w = e: each part of w, of its turns and of their inverses, is the inverse of the rest."""
    outside: Word = ()
    while word and word[0] == -word[-1]:
        outside, word = (*outside, word[0]), word[1:-1]
    if len(word) > MAX_RELATOR:
        return
    for side, sign in ((word, -1), (inverted(word), 1)):
        for start in range(len(word)):
            turn = side[start:] + side[:start]
            for cut in range(1, len(turn) + 1):
                part, rest = turn[:cut], inverted(turn[cut:])
                if rank(part) > rank(rest):
                    yield part, rest, ((number, (*outside, *side[:start], *part), sign),)


def _find(word: Word, part: Word) -> int:
    return next((k for k in range(len(word) - len(part) + 1) if word[k : k + len(part)] == part), -1)


__all__ = ["MAX_RELATOR", "Equation", "derivations"]
