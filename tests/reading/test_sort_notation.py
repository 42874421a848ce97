"""Sorts as declarations write them."""

from __future__ import annotations

import pytest

from symproof.reading.elaborate import read_sort
from symproof.terms import (
    HEAD,
    NATURAL,
    REAL,
    Arrow,
    Family,
    H,
    MatrixSort,
    Numeral,
    Plus,
    RealVectors,
    S,
    Sort,
    Space,
    Times,
    V,
)
from symproof.theory.setting import Roles, Setting
from tests.reading.formulas import SETTING, D, F, K, R, U, W, place, refusal, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("S", S), ("V", V), (r"\mathcal H", H), ("[H]", HEAD), (r"\mathbb R", REAL), (r"\mathbb{N}", NATURAL),
        ("F", F), (r"S \to F", Arrow((S,), F)), (r"V \times \mathcal H \to F", Arrow((V, H), F)),
        (r"(S\times\mathcal H)\times(S\times\mathcal{H}) \to F", Arrow((S, H, S, H), F)),
        (r"U^{[H]} \to W", Arrow((Family(U),), W)), (r"S \to F \to K", Arrow((S,), Arrow((F,), K))),
        (r"(\mathbb{R}^d)^{[H]} \to W", Arrow((Family(RealVectors(D)),), W)), (r"(U)^{[H]}", Family(U)),
        (r"(S \to F) \times \mathcal H \to K", Arrow((Arrow((S,), F), H), K)),
        (r"\mathbb{R}^d", RealVectors(D)), (r"\mathbb R^{d+1}", RealVectors(Plus(D, Numeral(1)))),
        (r"\mathbb{R}^{d \times r}", MatrixSort(D, R)), (r"\mathbb{R}^{2d\times r}", MatrixSort(Times(Numeral(2), D), R)),
        ("L_F(S)", Arrow((S,), F)), (r"L_{\mathbb{R}^d}(S \times \mathcal H)", Arrow((S, H), RealVectors(D))),
        (r"L_F(S) \to L_K(S)", Arrow((Arrow((S,), F),), Arrow((S,), K))), ("S^2 \\to F", Arrow((S, S), F)),
    ],
)  # fmt: skip
def test_sorts(text: str, expected: Sort) -> None:
    assert read_sort(tokens(text), SETTING) == expected


def test_new_notation() -> None:
    roles = Roles(group=r"\Gamma", module="E", positions="X", heads=r"[n]", coordinate="p")
    setting = Setting(roles=roles, spaces={r"\mathcal{F}": Space(r"\mathcal{F}")})
    expected = Arrow((S, H), Space(r"\mathcal{F}"))
    assert read_sort(tokens(r"X \times \Gamma \to \mathcal F"), setting) == expected


@pytest.mark.parametrize(
    ("text", "code", "columns"),
    [
        (r"S \to Z", "E201", (7, 8)), (r"S \to", "E103", (1, 6)), (r"\to F", "E103", (1, 6)),
        (r"S \to F \times K", "E102", (7, 17)), (r"(S \to F", "E101", (1, 2)), (r"U^{[K]}", "E102", (4, 7)), (r"(S \to F)^{[H]}", "E102", (12, 15)),
        (r"\mathbb{R}^{d\times d\times d}", "E102", (13, 30)), (r"\mathbb R^{n}", "E201", (12, 13)),
        (r"\mathbb{R}^{i}", "E211", (13, 14)), (r"S + S", "E102", (3, 4)),
    ],
)  # fmt: skip
def test_no_sorts(text: str, code: str, columns: tuple[int, int]) -> None:
    finding = refusal(read_sort, tokens(text), SETTING)
    assert (finding.code, place(finding)) == (code, columns)
