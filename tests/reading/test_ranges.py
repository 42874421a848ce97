"""Tokens that are counted from 1 to n: each notation beside the set with a name."""

from __future__ import annotations

import pytest

from symproof.checking.check import Options, check_document
from symproof.reading.read import read_document
from symproof.terms import Term, alpha_equal
from symproof.theory.document import Comparison, Document
from tests.reading.malformed import HEAD as BEGIN

SETS = [
    r"Let $G$ be a group acting on the set $[n]$.",
    r"Let $G$ be a group acting on the set $\{1, \dots, n\}$.",
    r"Let $[n]$ be a finite set on which $G$ acts.",
    r"Let $G$ be a group. Let $G$ act on $[n]$.",
    r"Let $G$ be a group. Let $G$ act on $S = \{1, 2, \ldots, n\}$.",
    r"Let $n \in \mathbb{N}$. Let $G$ be a group acting on the set $\{1, \dots, n\}$.",
]
NAMES = r"""Let $i, j \in [n]$ and $k \in \{1, \dots, n\}$. Let $g \in G$. Let $F$ be a feature space.
Let $f : [n] \to F$ and $w : \{1,\dots,n\} \times [n] \to \mathbb{R}$. Let $\lambda \in \mathbb{R}$.
"""


def read(claim: str, sentences: str) -> Document:
    text = BEGIN + "\\begin{setting}\n" + sentences + "\n\\end{setting}\n\\begin{lemma}\n" + claim
    return read_document("x.tex", text + "\n\\end{lemma}\n\\end{document}\n")


def sides(claim: str, sentences: str = SETS[0] + NAMES) -> tuple[Term, Term]:
    document = read(claim, sentences)
    assert not document.diagnostics, document.diagnostics
    statement = document.propositions[0].claims[0].statement
    assert isinstance(statement, Comparison)
    return statement.left.term, statement.right.term


@pytest.mark.parametrize("sentence", SETS)
def test_the_same_set(sentence: str) -> None:
    left, right = sides(r"$\sum_{j=1}^n w(i,j) f(g^{-1}j) = \sum_{j \in [n]} w_{ij} f_{g^{-1}j}$", sentence + NAMES)
    plain = NAMES.replace("[n]", "S").replace(r"\{1, \dots, n\}", "S").replace(r"\{1,\dots,n\}", "S")
    carriers = r"Let $G$ be a group. Let $S$ be a finite set on which $G$ acts. "
    long, _ = sides(r"$\sum_{j \in S} w(i,j) f(g^{-1}j) = f(i)$", carriers + plain)
    assert alpha_equal(left, right) and alpha_equal(left, long)


ALIKE = [
    (r"\sum_{j=1}^{n} f_j", r"\sum_{j\in[n]} f(j)"),
    (r"\sum\limits_{j = 1}^n f_j", r"\sum_{j\in\{1,\ldots,n\}} f(j)"),
    (r"\sum_{j=1}^n \sum_{k=1}^n w(j,k)", r"\sum_{j\in[n]} \sum_{k\in[n]} w(j,k)"),
    (r"w(j,i) + \sum_{j \in [n] \setminus \{i\}} w(j,i)".replace("w(j,i) +", "w(i,i) +"),
     r"w(i,i) + (\sum_{j \in [n]} w(j,i) - w(i,i))"),
    (r"|[n]| f(i)", r"(\sum_{j\in[n]} 1) f(i)"),
]  # fmt: skip


@pytest.mark.parametrize(("short", "long"), ALIKE)
def test_alike(short: str, long: str) -> None:
    left, right = sides(f"${short} = {long}$")
    assert alpha_equal(left, right), (left, right)


CLAIMS = [
    (r"\frac{1}{n}\sum_{j=1}^n \lambda = \lambda", "proved"),
    (r"\sum_{j=1}^n \lambda = n\lambda", "proved"),
    (r"\sum_{j=1}^n f(g^{-1}j) = \sum_{j=1}^n f(j)", "proved"),
    (r"\frac{1}{n}\sum_{j=1}^n f(g^{-1}j) = \frac{1}{|[n]|}\sum_{j \in [n]} f(j)", "proved"),
    (r"\sum_{j=1}^n \lambda = \lambda", "refuted"),
    (r"\sum_{j=1}^n w(i,j) = \sum_{j=1}^n w(j,i)", "refuted"),
]


@pytest.mark.parametrize("general", [True, False])
@pytest.mark.parametrize(("claim", "verdict"), CLAIMS)
def test_verdicts(claim: str, verdict: str, general: bool) -> None:
    document = read(f"${claim}$", SETS[0] + NAMES)
    assert not document.diagnostics, document.diagnostics
    assert check_document(document, Options(general_only=general)).propositions[0].claim == verdict


def test_a_number_that_is_a_dimension_too() -> None:
    before = r"Let $n$ be a positive natural. Let $a \in \mathbb{R}^n$. "
    document = read(r"$\sum_{j=1}^n \lambda = n\lambda$", before + SETS[0] + NAMES)
    assert not document.diagnostics, document.diagnostics
    assert check_document(document, Options(general_only=True)).propositions[0].claim == "proved"


REFUSED = [
    (r"\sum_{j=0}^n f_j = f_i", "E206"),
    (r"\sum_{j=2}^n f_j = f_i", "E206"),
    (r"\sum_{j=1}^m f_j = f_i", "E206"),
    (r"\sum_{j=1}^{n-1} f_j = f_i", "E206"),
    (r"\sum_{j \in [m]} f_j = f_i", "E209"),
    (r"f_1 = f_i", "E201"),
]


@pytest.mark.parametrize(("claim", "code"), REFUSED)
def test_refused(claim: str, code: str) -> None:
    assert [one.code for one in read(f"${claim}$", SETS[0] + NAMES).diagnostics] == [code]


def test_n_is_taken() -> None:
    sentences = r"Let $G$ be a group. Let $F$ be a feature space. Let $n : F \to F$. Let $G$ act on $[n]$."
    assert [one.code for one in read(r"$n = n$", sentences).diagnostics][:1] == ["E251"]
