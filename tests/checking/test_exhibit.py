"""Witnesses in words: the document's own names, sets that can be read off, maps at their arguments."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from symproof.checking.budget import Options
from symproof.checking.check import check_document
from symproof.checking.report import Witness
from symproof.reading.read import read_document
from symproof.writing.messages import witness_words
from symproof.writing.witness_latex import witness_latex

SETTING = r"""
Let $\mathcal{K}$ be a group that acts on the abelian group $W$. Let $\xi : P \to W$ be a bijection.
Let $p, q \in P$, $w \in W$ and $k, k_1, k_2 \in \mathcal{K}$. Let $F$ be a feature space.
Let $f : P \to F$, $u : P \times \mathcal{K} \to F$. Let $M(p) \subseteq P$. Let $R(p,k) \subseteq P \times \mathcal{K}$.
Let $\phi : F \to F$. Let $\beta : F \times F \to F$. Let $\gamma : P \times F \to F$ and $\eta : W \times F \to F$.
"""
STABLE = r"Assume that $R$ is translation-equivariant and stable under $\mathcal{K}$. Then "
CLAIMS = {
    "sets": r"$\sum_{q\in M(p)} f(q) = \sum_{q\in P} f(q)$",
    "same sets": r"$\sum_{q\in M(p)} f(q) = \sum_{q\in M(\xi^{-1}(\xi(p)+w))} f(\xi^{-1}(\xi(q)-w))$",
    "rule": rf"{STABLE}$\sum_{{(q,k_2)\in R(p,k)}} u(q,k_2) = \sum_{{(q,k_2)\in R(p,kk_1)}} u(q,k_2)$",
    "arguments": r"$\beta(f(p),f(q)) = \beta(f(q),f(p))$",
    "each index": r"$\gamma(p,f(q)) = \gamma(q,f(q))$",
    "module": r"$\eta(w,f(q)) = \eta(w,f(q)+f(q))$",
    "all indices": r"$\gamma(p,f(q)) = \gamma(p,f(q)+f(q))$",
}


@cache
def witness(name: str) -> Witness:
    source = (
        rf"\begin{{setting}}{SETTING}\end{{setting}}\begin{{proposition}}\label{{a}}{CLAIMS[name]}\end{{proposition}}"
    )
    report = check_document(read_document("a.tex", source), Options(general_only=True))
    found = report.propositions[0].claims[0].witness
    assert found is not None
    return found


@pytest.mark.parametrize("name", CLAIMS)
def test_the_names_of_the_document(name: str) -> None:
    words = witness_words(witness(name))
    assert "P = W, xi the identity" in words
    assert "S = V" not in words and "N(" not in words and "x(" not in words


WORDS = {
    "sets": "M(0) = {1}, M(1) = {0},",
    "same sets": "M(0) = M(1) = {0},",
    "rule": "R(p, k) = {(q, k_1) : (k^-1(xi(q) - xi(p)), k^-1 k_1) in {(2, e)}} for all p, k,",
    "arguments": "beta(t, u) = u,",
    "each index": "gamma(0, t) = t + 1, gamma(1, t) = t,",
    "module": "eta(w, t) = t for all w,",
    "all indices": "gamma(p, t) = t for all p,",
}


@pytest.mark.parametrize(("name", "words"), WORDS.items())
def test_words(name: str, words: str) -> None:
    assert words in witness_words(witness(name)).replace("\N{NO-BREAK SPACE}", " ")


def test_generators_are_told_by_what_they_do() -> None:
    assert witness_words(witness("rule")).startswith("On C2 on Z_3 (P = W, xi the identity), r takes 1 to 2: ")


def test_plain_maps_are_told_together() -> None:
    some = witness("arguments")
    maps = ((r"\phi(t)", "t"), (r"\psi(t)", "t"), (r"\chi(t)", "t + 1"))
    told = witness_words(Witness(**{**some.__dict__, "maps": maps})).replace("\N{NO-BREAK SPACE}", " ")
    assert "chi(t) = t + 1, all other maps the identity, " in told and "phi(t)" not in told
    told = witness_words(Witness(**{**some.__dict__, "maps": maps[:2]})).replace("\N{NO-BREAK SPACE}", " ")
    assert "all maps the identity, " in told
    told = witness_words(Witness(**{**some.__dict__, "maps": maps[1:]})).replace("\N{NO-BREAK SPACE}", " ")
    assert "psi(t) = t, chi(t) = t + 1, " in told


def test_sets_in_latex() -> None:
    assert r"$M(0) = M(1) = \{0\}$" in witness_latex(witness("same sets"))
    assert r"$R(p, k)$ = \{$(q, k_1)$ : $(k^{-1}(\xi(q) - \xi(p)), k^{-1} k_1)$ in \{(2, e)\}\}" in witness_latex(
        witness("rule")
    )


def test_numbers_alone_need_no_group() -> None:
    """Counts of parameters are told by their values."""
    counts = Witness("", "", (("d", "12"), ("r", "2")), (), (), (), (), "4", "3", 1)
    told = witness_words(counts).replace("\N{NO-BREAK SPACE}", " ")
    assert told == "With d = 12, r = 2:    left 4    right 3"
    assert witness_words(replace(counts, elements=())) == "Evaluated:    left 4    right 3"
    assert witness_latex(counts) == (
        "The two sides differ, with $d = 12$; $r = 2$: the left side is 4, the right side is 3."
    )


LENGTHS = r"""
Let $d, n, m$ be positive naturals. Let $a, b \in \mathbb{R}^{d}$. Let $g : \mathbb{R}^{d} \to \mathbb{R}^{n}$.
Let $A, B \in \mathbb{R}^{m \times m}$.
"""


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (r"g(a) = g(b)", "d = n = 1"),  # lengths of vectors are 1 where that is enough
        (r"AB = BA", None),  # of matrices 1 is too little
        (r"\frac{1}{n} g(a) = g(a)", None),  # a number in the formula
    ],
)
def test_lengths_are_as_small_as_they_can_be(claim: str, words: str | None) -> None:
    source = rf"\begin{{setting}}{LENGTHS}\end{{setting}}\begin{{proposition}}\label{{a}}${claim}$\end{{proposition}}"
    report = check_document(read_document("a.tex", source), Options(general_only=True))
    found = report.propositions[0].claims[0].witness
    assert found is not None
    scalars = " ".join(f"{name} = {value}" for name, value in found.scalars)
    assert (words in scalars) if words else " = 1" not in scalars.replace("d = 1", "")
