"""Sentences in the words of the literature, each beside the plain sentence that declares the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symproof.reading.read import read_document
from symproof.theory.document import Document
from symproof.theory.setting import Setting
from symproof.theory.span import NOWHERE
from tests.reading.malformed import HEAD as BEGIN
from tests.reading.malformed import TAIL

PLAIN = r"""Let $G$ be a group. Let $S$ be a finite set on which $G$ acts. Let $i, j \in S$ and $g, h \in G$.
Let $F$ and $K$ be feature spaces. Let $f : S \to F$.
"""


def read(sentences: str, before: str = PLAIN) -> Document:
    text = BEGIN + "\\begin{setting}\n" + before + sentences + "\n\\end{setting}\n" + TAIL
    return read_document("x.tex", text)


def meant(sentences: str, before: str = PLAIN) -> Setting:
    """The setting without places."""
    document = read(sentences, before)
    assert not document.diagnostics, document.diagnostics
    found = document.settings[-1]
    definitions = {var: replace(one, span=NOWHERE) for var, one in found.definitions.items()}
    short = {var: replace(one, span=NOWHERE) for var, one in found.abbreviations.items()}
    return replace(found, definitions=definitions, abbreviations=short)


ALIKE = [
    (r"Fix $k \in S$.", r"Let $k \in S$."),
    (r"Let $b : S \times S \to \mathbb{R}$ be a relative positional bias.", r"Let $b : S \times S \to \mathbb{R}$."),
    (r"Let $b : S \times S \to \mathbb{R}$ denote the relative positional bias.",
     r"Let $b : S \times S \to \mathbb{R}$."),
    (r"Let $\tau : F \to F$ be a nonlinearity.", r"Let $\tau : F \to F$."),
    (r"Let $u : G \to \mathbb{R}$ be a function on $G$.", r"Let $u : G \to \mathbb{R}$."),
    (r"Let $u, v : G \to \mathbb{R}$ be functions on the group $G$, and let $k \in G$.",
     r"Let $u, v : G \to \mathbb{R}$. Let $k \in G$."),
    (r"Let $u : S \to E$ where $E$ is a feature space.", r"Let $E$ be a feature space. Let $u : S \to E$."),
    (r"Let $u : S \to E$, where $E$ is a vector space.", r"Let $E$ be a feature space. Let $u : S \to E$."),
    (r"Let $u : E \to D$, where $E$ and $D$ are vector spaces.",
     r"Let $E$ and $D$ be feature spaces. Let $u : E \to D$."),
    (r"Let $N(i) \subseteq S$ denote the neighbours of $i$.", r"Let $N(i) \subseteq S$."),
    (r"Let $N(i) \subseteq S$ be stable under $G$.", r"Let $N(i) \subseteq S$. Assume that $N$ is stable under $G$."),
    (r"Assume that $u(gi) = u(i)$ for all $g \in G$ and all $i \in S$.",
     r"Assume that $u(gi) = u(i)$ for all $g \in G$ and $i \in S$."),
    (r"Suppose that $u(gi) = u(i)$ for every $g \in G$ and for every $i \in S$.",
     r"Assume that $u(gi) = u(i)$ for all $g \in G$ and $i \in S$."),
    (r"Define the mean $m[f](i) := f(i) + f(i)$ of $f$.", r"Define $m[f](i) := f(i) + f(i)$."),
    (r"Denote by $m[f](i) = f(i) + f(i)$ the doubled signal.", r"Define $m[f](i) := f(i) + f(i)$."),
    (r"The map $m$ is defined by $m[f](i) := f(i) + f(i)$.", r"Define $m[f](i) := f(i) + f(i)$."),
    (r"Throughout, let $k \in S$.", r"Let $k \in S$."),
    (r"For $u : S \to F$ and $k \in S$ we write $m[u](k) := u(k) + u(k)$.",
     r"Let $u : S \to F$. Let $k \in S$. Write $m[u](k) := u(k) + u(k)$."),
    (r"Given functions $u, v : S \to F$, set $m[u,v](i) := u(i) + v(i)$.",
     r"Let $u, v : S \to F$. Define $m[u,v](i) := u(i) + v(i)$."),
    (r"Given a group element $k \in G$, let $l \in S$.", r"Let $k \in G$. Let $l \in S$."),
    (r"Let $N(i) \subseteq S$ be a $G$-stable neighbourhood of $i$.",
     r"Let $N(i) \subseteq S$. Assume that $N$ is stable under $G$."),
    (r"Let $u, v : S \to F$ be two functions.", r"Let $u, v : S \to F$."),
    (r"Define $m[f](i) := \tau(f(i))$, where $\tau : F \to K$.",
     r"Let $\tau : F \to K$. Define $m[f](i) := \tau(f(i))$."),
]  # fmt: skip


@pytest.mark.parametrize(("said", "plain"), ALIKE)
def test_alike(said: str, plain: str) -> None:
    before = PLAIN + (r" Let $u : S \to \mathbb{R}$." if "u(gi)" in said else "")
    assert meant(said, before) == meant(plain, before)


CARRIERS = [
    r"Let $X$ be a finite set on which a group $\Gamma$ acts.",
    r"Let $X$ be a finite set on which the finite group $\Gamma$ acts.",
    r"Let $X$ be a finite set with an action of the group $\Gamma$.",
    r"Let $X$ be a finite set equipped with a left action of $\Gamma$.",
    r"Let a finite group $\Gamma$ act on a finite set $X$.",
    r"Consider a group $\Gamma$ acting on a finite set $X$.",
    r"Let $\Gamma$ be a group acting on the finite set $X$ of nodes.",
    r"Let $\Gamma$ be a permutation group acting on a finite set of tokens $X$.",
    r"Let $\Gamma$ be a group and suppose that $\Gamma$ acts on a finite set $X$.",
    r"Suppose $\Gamma$ is a group. Suppose that $\Gamma$ acts on the set $X$.",
]


@pytest.mark.parametrize("said", CARRIERS)
def test_carriers(said: str) -> None:
    plain = r"Let $\Gamma$ be a group. Let $X$ be a finite set on which $\Gamma$ acts."
    assert meant(said, "") == meant(plain, "")


def test_a_module() -> None:
    said = r"Let $A$ be an abelian group on which a group $\Gamma$ acts, and let $p : X \to A$ be a bijection."
    plain = r"Let $A$ be an abelian group on which $\Gamma$ acts. Let $p : X \to A$ be a bijection."
    assert meant(said, "") == meant(plain, "")


REFUSED = [
    r"For a symmetric function $u : S \times S \to F$ define $m[f](i) := f(i)$.",
    r"Let $u : S \times S \to \mathbb{R}$ be periodic.",  # a hypothesis that would be lost
    r"Let $u : F \to F$ be an invertible map.",
    r"Let $u : F \to F$ be orthogonal.",
    r"Let $u : F \to K$ be an isomorphism.",
    r"Let $u : S \to \mathbb{R}$ be a probability distribution.",
    r"Let $u : S \to \mathbb{R}$ be a function with zero mean.",
    r"Let $u : S \to F$ be such that nothing moves.",
    r"Let $u$ be a nonlinearity.",  # no sort
    r"Define $m[f](i) := f(i)$ if nothing moves.",
    r"Define $m[f](i) := f(i)$ where $N$ is big.",
]


@pytest.mark.parametrize("said", REFUSED)
def test_words_that_would_be_lost(said: str) -> None:
    assert [one.code for one in read(said).diagnostics if one.severity == "error"] == ["E120"]


def test_e_as_a_function_leaves_the_exponential() -> None:
    """A function has no powers."""
    before = PLAIN + r"Let $e : S \times S \to \mathbb{R}$. "
    short, long = (meant(rf"Define $m(i,j) := {power} f(j)$.", before) for power in ("e^{e_{ij}}", r"\exp(e(i,j))"))
    assert short == long
    assert [one.code for one in read(r"Define $m(i) := e^2 f(i)$.", before).diagnostics] == ["E203"]


def test_words_that_say_nothing() -> None:
    document = read(r"Let $u : S \to F$ be a gadget of doom.")
    assert [(one.code, one.facts["found"]) for one in document.diagnostics] == [("W104", "gadget doom")]
    assert "u" in document.settings[-1].symbols
