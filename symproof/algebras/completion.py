"""Rules for words from relations ``w = e``: derived by search (``derivations``), and derived once more here.

Each rule is an equation that follows from the relations in every group; where the search
ends before its budget does, equal words become the same.
"""

from __future__ import annotations

from functools import lru_cache

from symproof.algebras.derivations import MAX_RELATOR, derivations
from symproof.algebras.words import Word, inverted, reduced

Rules = dict[Word, Word]


class Underived(Exception):
    """An equation is not the product of conjugates that it is said to be."""


@lru_cache(maxsize=256)
def completed(relators: tuple[Word, ...]) -> Rules:
    """Rules from greater to less words that follow from ``w = e`` for all the relators.

    u = v  where  u^-1 v = w_1^-1 r_1 w_1 ... w_n^-1 r_n w_n,  and each r_k or its inverse is e
    """
    units, (equations, rules) = list(relators), derivations(relators)
    for left, right, factors in equations:
        product: list[int] = []
        for n, by, sign in factors:
            product += (*inverted(by), *(units[n] if sign > 0 else inverted(units[n])), *by)
        unit = reduced((*inverted(left), *right))
        if reduced(product) != unit:
            raise Underived
        units.append(unit)
    return {equations[n][0]: equations[n][1] for n in rules}


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


__all__ = ["MAX_RELATOR", "Underived", "completed", "rewritten"]
