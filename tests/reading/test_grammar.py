"""The grammar: no conflicts, every token consumed, expectations in words."""

from __future__ import annotations

import pytest

from symproof.reading.grammar import parse
from tests.reading.formulas import SCOPE, place, refusal, tokens


@pytest.mark.parametrize(
    ("text", "code", "columns", "expected"),
    [
        ("f(,i)", "E102", (3, 4), "a term"),
        ("f()", "E102", (3, 4), "a term"),
        ("f(i)+", "E103", (5, 6), "a term"),
        ("f(i)++s", "E102", (6, 7), "a term"),
        ("i,j", "E102", (2, 3), "the end of the formula"),
        ("f(i=j)", "E102", (4, 5), ")"),
        ("s|s", "E102", (2, 3), "the end of the formula"),
        (r"\sum_{j\in}f(j)", "E102", (11, 12), "a term"),
        (r"\frac{1}{}", "E102", (10, 11), "a term"),
        (r"\frac(1)(2)", "E102", (6, 7), "an argument in braces"),
        (r"\frac{1}", "E103", (1, 6), r"the argument of \frac"),
        (r"\cdot s", "E102", (1, 6), "a term"),
        ("h^{--1}", "E102", (5, 6), "a term"),
    ],
)
def test_unexpected(text: str, code: str, columns: tuple[int, int], expected: str) -> None:
    finding = refusal(parse, tokens(text), SCOPE)
    assert (finding.code, place(finding)) == (code, columns)
    assert expected in finding.facts["expected"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("h'_1^{-1}", "E104"), ("^2", "E104"), ("{}^2", "E104"), ("h_1_2", "E104"), ("(h)'", "E102"),
        (r"\int s", "E108"), (r"\begin{aligned} s \end{aligned}", "E108"), (r"s \approx s", "E108"), (r"\foo s", "E105"),
        ("f(i", "E101"), (r"\sum_{j=1}^{d}b(j)", "E206"), (r"\sum_{j \sim i}b(j)", "E206"),
    ],
)  # fmt: skip
def test_refused_before_parsing(text: str, code: str) -> None:
    assert refusal(parse, tokens(text), SCOPE).code == code


def test_a_misspelt_command_has_a_neighbour() -> None:
    assert r"\langle" in refusal(parse, tokens(r"\lange s, s)"[:-1]), SCOPE).nearest
