"""Rules for words from relations ``w = e``: Knuth and Bendix's completion, within a budget.

Each rule is an equation that follows from the relations in every group, at whatever stage
the completion stops; where it ends before the budget does, equal words become the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from heapq import heappop, heappush
from itertools import count

from symproof.algebras.words import Word, inverted, reduced

MAX_RELATOR = 24  # letters of a relation, and of the left side of a rule
MAX_RULES = 120
MAX_PAIRS = 3_000  # critical pairs looked at

Rules = dict[Word, Word]
Pair = tuple[Word, Word]


def rank(word: Word) -> tuple[int, int, Word]:
    """Words without inverses come first, then shorter ones. Compatible with products on both sides."""
    return sum(letter < 0 for letter in word), len(word), word


@lru_cache(maxsize=256)
def completed(relators: tuple[Word, ...]) -> Rules:
    """Rules from greater to less words that follow from ``w = e`` for all the relators."""
    seeds = [pair for word in relators for pair in _turns(word)]
    rules: Rules = {}
    agenda: list[tuple[int, int, Pair]] = []
    number = count()
    for pair in seeds:
        heappush(agenda, (len(pair[0]) + len(pair[1]), next(number), pair))
    for _ in range(MAX_PAIRS):
        if not agenda or len(rules) >= MAX_RULES:
            break
        for pair in _worked(rules, heappop(agenda)[2]):
            heappush(agenda, (len(pair[0]) + len(pair[1]), next(number), pair))
    return rules if not agenda else {**dict(seeds), **rules}


def _worked(rules: Rules, pair: Pair) -> Iterator[Pair]:
    """Make a rule of an equation that the others do not settle; what is then to be looked at."""
    less, greater = sorted((rewritten(side, rules) for side in pair), key=rank)
    if less == greater or len(greater) > MAX_RELATOR:
        return
    for old in [old for old in rules if _find(old, greater) >= 0]:
        yield old, rules.pop(old)
    rules[greater] = less
    yield greater[1:], reduced((-greater[0], *less))
    yield greater[:-1], reduced((*less, -greater[-1]))
    for other, image in list(rules.items()):
        yield from _critical((greater, less), (other, image))
        yield from _critical((other, image), (greater, less))


def _critical(one: Pair, two: Pair) -> Iterator[Pair]:
    """ab -> c,  bd -> e   |-   cd = ae"""
    for k in range(1, min(len(one[0]), len(two[0]))):
        if one[0][-k:] == two[0][:k]:
            yield reduced((*one[1], *two[0][k:])), reduced((*one[0][:-k], *two[1]))


def _turns(word: Word) -> Iterator[Pair]:
    """w = e: each part of w, of its turns and of their inverses, is the inverse of the rest."""
    while word and word[0] == -word[-1]:
        word = word[1:-1]
    if len(word) > MAX_RELATOR:
        return
    for side in (word, inverted(word)):
        for start in range(len(word)):
            turn = side[start:] + side[:start]
            for cut in range(1, len(turn) + 1):
                part, rest = turn[:cut], inverted(turn[cut:])
                if rank(part) > rank(rest):
                    yield part, rest


def rewritten(word: Word, rules: Rules) -> Word:
    """The word with every left side replaced; the rules lead to less words only."""
    lengths = sorted({len(part) for part in rules}, reverse=True)
    word, k = reduced(word), 0
    while k < len(word):
        part = next((word[k : k + n] for n in lengths if word[k : k + n] in rules), None)
        if part is None:
            k += 1
        else:
            word, k = reduced((*word[:k], *rules[part], *word[k + len(part) :])), 0
    return word


def _find(word: Word, part: Word) -> int:
    return next((k for k in range(len(word) - len(part) + 1) if word[k : k + len(part)] == part), -1)


__all__ = ["MAX_RELATOR", "completed", "rewritten"]
