"""Sentences in other words, each beside the plain sentences that declare the same; and words that must not be lost."""

from __future__ import annotations

import pytest

from symproof.reading.read import read_document
from symproof.terms import NATURAL, REAL, Space
from symproof.theory.hypotheses import Condition
from tests.reading.malformed import HEAD, TAIL
from tests.reading.test_descriptions import meant, read

PLAIN = r"""Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j \in S$, $y \in V$ and $h, k \in \mathcal{H}$. Let $F$ and $K$ be feature spaces. Let $f : S \to F$.
"""
LAW = r"Assume that $b(hv) = b(v)$ for all $h \in \mathcal{H}$ and $v \in V$."
ALIKE = [
    (r"Let $p, q : F \to K$ and $v : F \to F$ be maps, $r : F \to K$ and $w : F \to F$ their low-rank updates.",
     r"Let $p, q : F \to K$. Let $v : F \to F$. Let $r : F \to K$. Let $w : F \to F$."),
    (r"Let $p : F \to K$ be a linear map and $q : F \to K$ an arbitrary one.",
     r"Let $p : F \to K$ be linear. Let $q : F \to K$."),
    (r"Let $p : F \to K$ be a (not necessarily linear) map.", r"Let $p : F \to K$."),
    (r"Consider maps $p, q : F \to K$.", r"Let $p, q : F \to K$."),
    (r"Fix an element $l \in \mathcal{H}$.", r"Let $l \in \mathcal{H}$."),
    (r"Moreover, $p : F \to K$ is a linear map.", r"Let $p : F \to K$ be linear."),
    (r"The map $p : F \to K$ is linear.", r"Let $p : F \to K$ be linear."),
    (r"Here $p : F \to K$ is arbitrary.", r"Let $p : F \to K$."),
    (r"We are given a map $p : F \to K$.", r"Let $p : F \to K$."),
    (r"Throughout, $p : F \to K$ is a map.", r"Let $p : F \to K$."),
    (r"In what follows, let $p : F \to K$.", r"Let $p : F \to K$."),
    (r"Let $b : V \to \mathbb{R}$ be a bias with $b(hv) = b(v)$ for all $h \in \mathcal{H}$ and $v \in V$.",
     r"Let $b : V \to \mathbb{R}$. " + LAW),
    (r"Let $b : V \to \mathbb{R}$ satisfy $b(hv) = b(v)$ for all $h \in \mathcal{H}$ and $v \in V$.",
     r"Let $b : V \to \mathbb{R}$. " + LAW),
    (r"Let $b : V \to \mathbb{R}$ be such that $b(hv) = b(v)$ for all $h \in \mathcal{H}$ and $v \in V$.",
     r"Let $b : V \to \mathbb{R}$. " + LAW),
    (r"Let $b : V \to \mathbb{R}$. Assume that for all $h \in \mathcal{H}$ and $v \in V$ we have $b(hv) = b(v)$.",
     r"Let $b : V \to \mathbb{R}$. " + LAW),
    (r"Let $b : V \to \mathbb{R}$. Suppose that $b(hv) = b(v)$ whenever $h \in \mathcal{H}$ and $v \in V$.",
     r"Let $b : V \to \mathbb{R}$. " + LAW),
    (r"Let $b : V \to \mathbb{R}$. The function $b$ satisfies $b(hv) = b(v)$ for all $h \in \mathcal{H}$ and $v \in V$.",
     r"Let $b : V \to \mathbb{R}$. " + LAW),
    (r"Let $b : V \to \mathbb{R}$ be a function that is invariant under $\mathcal{H}$.",
     r"Let $b : V \to \mathbb{R}$ be invariant under $\mathcal{H}$."),
    (r"For each $l \in S$ let $N(l) \subseteq S$ be a finite set.", r"Let $l \in S$. Let $N(l) \subseteq S$."),
    (r"Every position $l \in S$ has a neighbourhood $N(l) \subseteq S$.", r"Let $l \in S$. Let $N(l) \subseteq S$."),
    (r"Let $N(i) \subseteq S$ be a non-empty finite neighbourhood of each $i \in S$.", r"Let $N(i) \subseteq S$."),
    (r"Let $N(i) \subseteq S$ be neighbourhoods that are translation-equivariant and stable under $\mathcal{H}$.",
     r"Let $N(i) \subseteq S$. Assume that $N$ is translation-equivariant and stable under $\mathcal{H}$."),
    (r"Let $N(i) \subseteq S$, where $N$ is translation-equivariant.",
     r"Let $N(i) \subseteq S$. Assume that $N$ is translation-equivariant."),
    (r"For brevity, we write $\bar i := x^{-1}(x(i) - y)$.", r"Write $\bar i := x^{-1}(x(i) - y)$."),
    (r"Let us write $\bar i := x^{-1}(x(i) - y)$.", r"Write $\bar i := x^{-1}(x(i) - y)$."),
    (r"We abbreviate $\bar i := x^{-1}(x(i) - y)$.", r"Write $\bar i := x^{-1}(x(i) - y)$."),
    (r"Let $\bar i$ denote $x^{-1}(x(i) - y)$.", r"Write $\bar i := x^{-1}(x(i) - y)$."),
    (r"Let $\bar i$ be the position $x^{-1}(x(i) - y)$.", r"Write $\bar i := x^{-1}(x(i) - y)$."),
    (r"Let $a \in F$. Define the map $T : F \to F$ by $T(a) := a + a$.", r"Let $a \in F$. Define $T(a) := a + a$."),
    (r"Let $a \in F$. Define $T : F \to F$ by $T(a) := a + a$.", r"Let $a \in F$. Define $T(a) := a + a$."),
    (r"Let $a \in F$. Let $T : F \to F$ be given by $T(a) = a + a$.", r"Let $a \in F$. Define $T(a) := a + a$."),
    (r"Let $a \in F$. Define $T : F \to F, a \mapsto a + a$.", r"Let $a \in F$. Define $T(a) := a + a$."),
    (r"The layer is $m[f](i) := f(i) + f(i)$.", r"Define $m[f](i) := f(i) + f(i)$."),
    (r"We define the layer $m$ by \[ m[f](i) := f(i) + f(i). \]", r"Define $m[f](i) := f(i) + f(i)$."),
    (r"The layer maps $f$ to $m[f](i) := f(i) + f(i)$.", r"Define $m[f](i) := f(i) + f(i)$."),
    (r"The group $\mathcal{H}$ acts on functions by $L_h[f](i) = f(h^{-1} i)$.", ""),
    (r"All maps are arbitrary.", ""),
    (r"For each head $c \in [A]$ let $p^c, q^c : F \to K$ and $r^c : F \to F$.",
     r"Let $p^c, q^c : F \to K$ and $r^c : F \to F$ for each head $c \in [A]$."),
    (r"All sums are finite.", ""),
    (r"Assume that $h$ and $k$ commute.", r"Assume that $h k = k h$."),
    (r"Let $r \geq 1$ be an integer.", r"Let $r$ be a positive natural."),
]  # fmt: skip


def kept(sentences: str) -> object:
    """The setting, without the text of equations."""
    found = meant(sentences, PLAIN)
    laws = {(type(h), *(getattr(h, part, None) for part in ("left", "right", "variables", "map", "family")))
            for h in found.hypotheses}  # fmt: skip
    return found.symbols, found.definitions, found.abbreviations, found.overrides, laws, found.roles


@pytest.mark.parametrize(("sentence", "plain"), ALIKE)
def test_the_same_in_other_words(sentence: str, plain: str) -> None:
    assert kept(sentence) == kept(plain)


def test_a_parameter_has_the_sort_that_its_function_was_declared_with() -> None:
    (definition,) = meant(r"Let $T : F \to K$ and $q : F \to K$. Define $T(a) := q(a)$.", PLAIN).definitions.values()
    assert definition.parameters[0][0].sort == Space("F")


LOST = [
    (r"Let $u : S \to F$ be an odd function.", "E127"),  # no position has a negative
    (r"Let $u : S \times V \to \mathbb{R}$ be symmetric.", "E127"),
    (r"Let $u : F \to K$ be idempotent.", "E127"),
    (r"Let $p : F \to K$ be an invertible map that is linear.", "E120"),
    (r"The periodic map $p : F \to K$ is linear.", "E120"),
    (r"Let $p : F \to K$ be a map that is not linear.", "E120"),
    (r"Let $l \in \mathcal{H}$ be an element of order two.", "E120"),
    (r"Let $l \in \mathcal{H}$ be a nontrivial element.", "E120"),
    (r"Let $p, q : F \to K$ be equal maps.", "E120"),
    (r"The group is commutative.", "E120"),
    (r"All maps are linear.", "E120"),
    (r"The neighbourhoods are stable.", "E120"),
    (r"Assme that the group is nice.", "E120"),
    (r"Let $b : V \to \mathbb{R}$ satisfy nothing in particular unless $b(v) = 0$.", "E120"),
    (r"Assume that $y$ and $h$ commute.", "E127"),
    (r"The layer is $m[f](i)$.", "E120"),
]


@pytest.mark.parametrize(("sentence", "code"), LOST)
def test_words_that_would_be_lost(sentence: str, code: str) -> None:
    assert code in [d.code for d in read(sentence, PLAIN).diagnostics]


def test_a_sentence_that_fails_leaves_nothing_behind() -> None:
    document = read(r"Let $p : F \to K$ be a map that is sharply peaked, unless $p = q$.", PLAIN)
    assert [d.code for d in document.diagnostics] == ["E120"]
    assert "p" not in document.settings[-1].symbols


def test_prose_that_states_nothing_is_a_warning() -> None:
    (told,) = read("Here is our setting for attention with low-rank adapters.", PLAIN).diagnostics
    assert (told.code, told.severity) == ("W104", "warning")


def test_conditions_that_are_no_equations() -> None:
    found = meant(r"Let $\alpha > 0$ be a real number. Let $m, r$ be positive integers with $r \le m$.", PLAIN)
    assert [(type(h), h.name) for h in found.hypotheses] == [(Condition, r"\alpha > 0"), (Condition, r"r \le m")]
    assert (found.symbols[r"\alpha"].sort, found.symbols["r"].sort) == (REAL, NATURAL)
    assert not found.unread


def test_a_condition_for_all_values_is_told() -> None:
    document = read(r"Let $b : V \to \mathbb{R}$. Assume that $b(v) > 0$ for all $v \in V$.", PLAIN)
    assert [d.code for d in document.diagnostics] == ["W109"]
    assert document.settings[-1].unread


def test_short_forms_do_not_end_a_sentence() -> None:
    text = HEAD + "\\begin{setting}\n" + PLAIN + "\\end{setting}\n\\begin{proposition}\\label{p}\n" + (
        "The sum is symmetric, i.e. $f(i) + f(j) = f(j) + f(i)$.\n\\end{proposition}\n"
    ) + TAIL  # fmt: skip
    document = read_document("x.tex", text)
    assert len(document.propositions[0].claims) == 1


def test_what_is_acted_on_may_be_told_behind_it() -> None:
    said = meant(r"Let $G$ be a finite group that acts on $A$, an abelian group.", "")
    assert said == meant(r"Let $A$ be an abelian group. Let $G$ be a finite group that acts on $A$.", "")
