"""Sums over all but one, each beside the difference that it is."""

from __future__ import annotations

import pytest

from symproof.checking.check import Options, check_document
from symproof.reading.read import read_document
from symproof.terms import Term, alpha_equal
from symproof.theory.document import Comparison, Document
from tests.reading.malformed import HEAD as BEGIN

SETTING = r"""Let $G$ be a group. Let $S$ be a finite set on which $G$ acts. Let $i, j, k, l \in S$ and $g, h \in G$.
Let $F$ be a feature space. Let $f : S \to F$, $c : S \to \mathbb{R}$, $u : G \to \mathbb{R}$. Let $N(i) \subseteq S$.
Let $w : S \times S \to \mathbb{R}$. Assume that $w(gi, gj) = w(i, j)$ for all $g \in G$ and $i, j \in S$.
"""


def read(claim: str, more: str = "", proof: str = "") -> Document:
    text = BEGIN + "\\begin{setting}\n" + SETTING + more + "\n\\end{setting}\n\\begin{lemma}\n" + claim
    return read_document("x.tex", text + "\n\\end{lemma}\n" + proof + "\\end{document}\n")


def sides(claim: str, more: str = "") -> tuple[Term, Term]:
    document = read(claim, more)
    assert not document.diagnostics, document.diagnostics
    statement = document.propositions[0].claims[0].statement
    assert isinstance(statement, Comparison)
    return statement.left.term, statement.right.term


ALIKE = [
    (r"c(i) + \sum_{j \neq i} w(i,j)", r"c(i) + (\sum_{j\in S} w(i,j) - w(i,i))"),
    (r"\sum_{j \ne i} w_{ij} f_j + f_i", r"(\sum_{j\in S} w(i,j) f(j) - w(i,i) f(i)) + f(i)"),
    (r"\sum_{j \in S \setminus \{i\}} c(j)", r"\sum_{j\in S} c(j) - c(i)"),
    (r"\sum_{j \in S \backslash \{gi\}} c(j)", r"\sum_{j\in S} c(j) - c(gi)"),
    (r"\sum_{j ∈ S ∖ \{i\}} c(j)", r"\sum_{j\in S} c(j) - c(i)"),
    (r"\sum_{j \in S, j \neq gi} c(j)", r"\sum_{j\in S} c(j) - c(gi)"),
    (r"\sum_{\substack{j \in S \\ j \neq gi}} c(j)", r"\sum_{j\in S} c(j) - c(gi)"),
    (r"\sum_{h \neq g} u(h) + u(g)", r"(\sum_{h\in G} u(h) - u(g)) + u(g)"),
    (r"\sum_{h \in G \setminus \{e\}} u(h)", r"\sum_{h\in G} u(h) - u(e)"),
    (r"\sum_{j \in S\setminus\{i\}} \sum_{k \in S\setminus\{j\}} w(j,k)",
     r"\sum_{j\in S} (\sum_{k\in S} w(j,k) - w(j,j)) - (\sum_{k\in S} w(i,k) - w(i,i))"),
    (r"\sum_{j \in S\setminus\{i\}} \sum_{k \in S} w(j,k)",  # what is put in is not caught by the inner sum
     r"\sum_{j\in S} \sum_{k\in S} w(j,k) - \sum_{l \in S} w(i,l)"),
    (r"c(k) + \sum_{j \neq k} \sum_{i \in S} w(j,i)",
     r"c(k) + (\sum_{j\in S} \sum_{i\in S} w(j,i) - \sum_{l\in S} w(k,l))"),
]  # fmt: skip


def test_a_star_that_the_document_declares_is_not_the_set_that_nobody_writes() -> None:
    left, right = sides(r"$c(i) + \sum_{j \neq i} w(i,j) = c(i) + (\sum_{j\in S} w(i,j) - w(i,i))$",
                        r"Let $\ast : F \times F \to F$.")  # fmt: skip
    assert alpha_equal(left, right)


@pytest.mark.parametrize(("short", "long"), ALIKE)
def test_alike(short: str, long: str) -> None:
    left, right = sides(f"${short} = {long}$")
    assert alpha_equal(left, right), (left, right)


def test_the_parameter_of_a_definition_is_given() -> None:
    left, right = sides(r"$m[f](k) = m[f](k)$", r"Define $m[f](i) := \sum_{j \neq i} w(i,j) f(j)$.")
    assert left == right


REFUSED = [
    (r"\sum_{i \neq j} w(i,j) = \sum_{i \neq j} w(j,i)", "E206", "which"),  # over both?
    (r"\sum_{j \in S \setminus \{j\}} c(j) = 0", "E205", ""),
    (r"\sum_{j \neq i} \sigma_j(c(j)) f(j) = f(i)", "E206", "softmax"),
    (r"\sum_{j \in N(i) \setminus \{i\}} c(j) = c(i)", "E108", "difference of sets"),
    (r"\sum_{j \in N(i), j \neq i} c(j) = c(i)", "E108", "difference of sets"),
    (r"\sum_{j \in S \setminus \{i, k\}} c(j) = c(i) + c(k)", "E108", "difference of sets"),
    (r"\sum_{j \in S \setminus N(i)} c(j) = c(i)", "E108", "difference of sets"),
    (r"\sum_{j \in S \setminus i} c(j) = c(i)", "E108", "difference of sets"),
    (r"\sum_{j \in S \setminus \{g\}} c(j) = c(i)", "E209", "element"),
    (r"\sum_{j \neq i, k \neq i} w(j,k) = c(i)", "E206", "several gaps"),
    (r"\sum_{j \neq i \neq k} w(j,k) = c(i)", "E206", "relation"),
    (r"i \setminus j = i", "E108", "difference of sets"),
    (r"c(i) \setminus c(j) = c(i)", "E108", "difference of sets"),
]


@pytest.mark.parametrize(("claim", "code", "why"), REFUSED)
def test_refused(claim: str, code: str, why: str) -> None:
    found = read(f"${claim}$").diagnostics
    assert found and all(one.code == code for one in found)
    assert not why or why in (found[0].facts.get("why"), found[0].facts.get("what"))


CLAIMS = [
    (r"\sum_{j \neq i} w(i,j) f(g^{-1}j) = \sum_{j \neq g^{-1}i} w(g^{-1}i,j) f(j)", "proved"),
    (r"\sum_{j \neq i} w(i,j) f(g^{-1}j) = \sum_{j \neq gi} w(g^{-1}i,j) f(j)", "refuted"),
    (r"\sum_{j \neq i} f(g^{-1}j) = \sum_{j \in S} f(j) - f(g^{-1}i)", "proved"),
    (r"\sum_{j \neq i} f(g^{-1}j) = \sum_{j \in S} f(j) - f(i)", "refuted"),
    (r"\sum_{j \in S \setminus \{i\}} f(j) = \sum_{j \in S} f(j)", "refuted"),
    (r"\sum_{h \neq e} u(h) = \sum_{h \in G\setminus\{e\}} u(h^{-1})", "proved"),
    (r"\frac{\sum_{j\neq i} \exp(w(i,j)) f(g^{-1}j)}{\sum_{j\neq i} \exp(w(i,j))} ="
     r" \frac{\sum_{j\neq g^{-1}i} \exp(w(g^{-1}i,j)) f(j)}{\sum_{j\neq g^{-1}i} \exp(w(g^{-1}i,j))}", "proved"),
]  # fmt: skip


@pytest.mark.parametrize("general", [True, False])
@pytest.mark.parametrize(("claim", "verdict"), CLAIMS)
def test_verdicts(claim: str, verdict: str, general: bool) -> None:
    document = read(f"${claim}$")
    assert not document.diagnostics, document.diagnostics
    report = check_document(document, Options(general_only=general))
    assert report.propositions[0].claim == verdict
