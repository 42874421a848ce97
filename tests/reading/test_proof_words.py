"""Names that hold in a proof alone."""

from __future__ import annotations

import pytest

from symproof.checking.budget import Options
from symproof.checking.check import check_document
from symproof.checking.report import PropositionReport
from symproof.reading.read import read_document
from tests.reading.malformed import HEAD, TAIL

SETTING = r"""\begin{setting}
Let $G$ be a finite group which acts on the finite set $S$. Let $i, j \in S$ and $g, h \in G$. Let $F$ be a feature space.
Let $f : S \to F$ and $p : F \to F$.
\end{setting}
"""


def judged(claim: str, proof: str) -> PropositionReport:
    body = f"\\begin{{lemma}}\n{claim}\n\\end{{lemma}}\n\\begin{{proof}}\n{proof}\n\\end{{proof}}\n"
    document = read_document("x.tex", HEAD + SETTING + body + TAIL)
    return check_document(document, Options(general_only=True)).propositions[0]


def verdicts(claim: str, proof: str) -> list[str]:
    return [str(step.verdict) for step in judged(claim, proof).steps]


@pytest.mark.parametrize(
    "said",
    [
        r"Put $k := g^{-1}i$. Then",
        r"Set $k = g^{-1}i$ and let $h$ be arbitrary. Then",
        r"We write $k = g^{-1}i$. Then",
        r"With $k := g^{-1}i$ we have",
    ],
)
def test_a_name_of_a_proof(said: str) -> None:
    assert verdicts("$L_gf(i) = f(g^{-1}i)$", said + r" \[ L_gf(i) = f(k) = f(g^{-1}i). \]") == ["proved", "proved"]


def test_a_dotless_letter_under_an_accent() -> None:
    proof = r"Put $\bar\imath := g^{-1}i$. Then \[ L_gf(i) = f(\bar i) = f(g^{-1}i). \]"
    assert verdicts("$L_gf(i) = f(g^{-1}i)$", proof) == ["proved", "proved"]


def test_a_name_stands_for_what_it_is_said_to() -> None:
    proof = r"Put $k := gi$. Then \[ L_gf(i) = f(k) = f(g^{-1}i). \]"
    assert verdicts("$L_gf(i) = f(g^{-1}i)$", proof) == ["refuted", "refuted"]


def test_a_substitution_is_no_name() -> None:
    """The k that a sum binds stays its own."""
    proof = r"Put $k := gh$. Then \[ \sum_{h\in G} f(ghi) = \sum_{k\in G} f(ki) = \sum_{h\in G} f(hi). \]"
    assert verdicts(r"$\sum_{h\in G} f(ghi) = \sum_{h\in G} f(hi)$", proof) == ["proved", "proved"]


def test_a_declared_name_keeps_its_meaning() -> None:
    assert verdicts("$f(i) = f(j)$", r"Put $j := i$. Then \[ f(i) = f(j). \]") == ["refuted"]


@pytest.mark.parametrize("said", ["Put $k := l$. Then", "Then", "Let $k$ be a position. Then"])
def test_what_nobody_says(said: str) -> None:
    assert verdicts("$f(i) = f(i)$", said + r" \[ f(i) = f(k). \]") == ["malformed"]


@pytest.mark.parametrize(
    "said",
    ["For involutions,", "For an involution $g$ we have", "For commuting elements,", "If $g^2 = e$ then"],
)
def test_a_condition_before_a_display(said: str) -> None:
    found = judged("$(gh)^{-1} = h^{-1}g^{-1}$", said + r" \[ (gh)^{-1} = h^{-1}g^{-1} = hg. \]")
    assert "E145" in [one.code for one in found.proposition.diagnostics] and not found.steps


@pytest.mark.parametrize("said", ["For every $g$ we have", "For the second sum,", "For brevity:", "For all $g, h \\in G$,"])
def test_no_condition_before_a_display(said: str) -> None:
    assert verdicts("$(gh)^{-1} = h^{-1}g^{-1}$", said + r" \[ (gh)^{-1} = h^{-1}g^{-1}. \]") == ["proved"]


def test_words_that_repeat_what_is_assumed() -> None:
    claim = "Assume that $g$ and $h$ are involutions. Then $(gh)^{-1} = hg$."
    assert verdicts(claim, r"For involutions, \[ (gh)^{-1} = h^{-1}g^{-1} = hg. \]") == ["proved", "proved"]
