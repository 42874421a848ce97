from __future__ import annotations

import pytest

from symproof.terms import (
    HEAD,
    NATURAL,
    REAL,
    Arrow,
    Family,
    H,
    MatrixSort,
    NeighbourhoodSort,
    Plus,
    RealVectors,
    S,
    Sort,
    Space,
    V,
    Var,
)
from symproof.writing.sort_words import element_of

n, r = Var("n", NATURAL), Var("r", NATURAL)
CASES = [
    (H, "an element of the group H"),
    (V, "a vector of V"),
    (S, "a position in S"),
    (HEAD, "a head"),
    (REAL, "a real number"),
    (NATURAL, "a positive natural"),
    (Space("F"), "an element of F"),
    (Space(r"\mathcal{Y}"), "an element of Y"),
    (RealVectors(n), "an element of R^(n)"),
    (Family(Space("U")), "an element of U^[H]"),
    (Family(RealVectors(Var("d", NATURAL))), "an element of (R^(d))^[H]"),
    (MatrixSort(n, Plus(n, r)), "a matrix with n rows and n + r columns"),
    (Arrow((S, H), Space("F")), "a function S x H -> F"),
    (Arrow((Arrow((S,), Space("F")),), Arrow((S,), REAL)), "a function (S -> F) -> (S -> R)"),
    (NeighbourhoodSort((S, H), (S, H)), "a neighbourhood (subsets of S x H, by S x H)"),
]


@pytest.mark.parametrize(("sort", "words"), CASES)
def test_element_of(sort: Sort, words: str) -> None:
    assert element_of(sort) == words
