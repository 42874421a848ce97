"""Letters and signs typed as themselves are read as what LaTeX writes for them."""

from __future__ import annotations

import pytest

from symproof.reading.alphabets import spelling
from symproof.reading.read import read_document
from symproof.reading.source import Source
from symproof.reading.tokens import tokenize
from tests.reading.malformed import chain

SPELLINGS = {
    "∈": r"\in", "φ": r"\varphi", "ϕ": r"\phi", "λ": r"\lambda", "Δ": r"\Delta", "ℓ": r"\ell",
    "ℋ": r"\mathcal{H}", "𝒢": r"\mathcal{G}", "𝓗": r"\mathcal{H}", "ℝ": r"\mathbb{R}", "ℤ": r"\mathbb{Z}",
    "𝔤": r"\mathfrak{g}", "ℌ": r"\mathfrak{H}", "𝐱": r"\mathbf{x}", "𝛒": r"\boldsymbol{\rho}",
    "𝑖": "i", "ℎ": "h", "𝜌": r"\rho", "𝟏": "1", "ｘ": "x", "２": "2",
    "⁻¹": "^{-1}", "¹²": "^{12}", "ᵀ": "^{T}", "₃": "_{3}", "ᵢⱼ": "_{ij}", "′": "'", "″": "''",
    "ȳ": r"\bar{y}", "y\u0304": r"\bar{y}", "ĥ": r"\hat{h}", "ñ": r"\tilde{n}", "ᾱ": r"\bar{\alpha}",
}  # fmt: skip
UNKNOWN = ["漢", "y\u0327", "ø", "\u202e", "½", "\U000e0041", "ﬁ", "٣"]


@pytest.mark.parametrize("typed", SPELLINGS)
def test_spelling(typed: str) -> None:
    assert spelling(typed) == SPELLINGS[typed]


@pytest.mark.parametrize("typed", UNKNOWN)
def test_what_latex_does_not_spell(typed: str) -> None:
    assert spelling(typed) == typed


@pytest.mark.parametrize("typed", SPELLINGS)
def test_the_same_tokens_at_the_place_of_what_was_typed(typed: str) -> None:
    text = f"a {typed} b"
    found = tokenize(Source("", text), 0, len(text))
    plain = f"a {SPELLINGS[typed]} b"
    assert [(t.kind, t.text) for t in found] == [(t.kind, t.text) for t in tokenize(Source("", plain), 0, len(plain))]
    assert {(t.start, t.end) for t in found[1:-1]} == {(2, 2 + len(typed))}


LINE = r"\rho(i,j) &= \rho^P(x(j) - x(i))"


def test_places_after_them() -> None:
    """What is wrong behind such a letter is blamed at its own column, counted in characters as they stand."""
    text = chain(LINE + r" \\ &= \rho(x⁻¹(x(i)), q)")
    (found,) = read_document("a.tex", text).diagnostics
    line = text.splitlines()[found.span.line - 1]
    assert line[found.span.column - 1 : found.span.end_column - 1] == "q"


def test_a_formula() -> None:
    assert not read_document("a.tex", chain(LINE + r" \\ &= ρᴾ(x(j) - x(i))".replace("ᴾ", "^P"))).diagnostics
    assert not read_document("a.tex", chain(LINE + r" \\ &= \rho^P(x(x⁻¹(x(j))) − x(𝑖))")).diagnostics


@pytest.mark.parametrize("quoted", ["“algebra”", "„algebra“", "«algebra»", "‘algebra’", "``algebra''"])
def test_quotation_marks_say_nothing(quoted: str) -> None:
    text = chain(LINE + r" \\ &= \rho(i,j) && \text{" + quoted + "}")
    found = read_document("a.tex", text)
    assert not found.diagnostics
    assert [type(part).__name__ for part in found.propositions[0].chains[0].steps[1].reason.parts] == ["ByAlgebra"]
