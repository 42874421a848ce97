"""Misprints of single symbols, as scanners and copyists make them, and the lines that were meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from symproof.checking.budget import Options
from symproof.checking.check import check_document
from symproof.commands.suggest import suggest
from symproof.reading.read import read_broken, read_document
from symproof.reading.respellings import respellings
from symproof.reading.source import Source
from symproof.reading.symbols import groups, segments, texts, units_of
from symproof.reading.tokens import Token, tokenize
from symproof.terms import Term

LAYER = r"""\begin{setting}
Let $\mathcal{G}$ be a group. Let $g, h, k, u \in \mathcal{G}$. Let $F, E$ be feature spaces.
Let $f : \mathcal{G} \to F$, $q, \kappa : F \to E$ and $\psi : \mathcal{G} \to \mathbb{R}$.
Define $a[f](g,h) := \langle q(f(g)), \kappa(f(h))\rangle + \psi(g^{-1}h)$.
Define $m[f](g) := \sum_{h\in\mathcal{G}} \sigma_h(a[f](g,h)) f(h)$.
\end{setting}
\begin{proposition}\label{layer}
$m[L_uf](g) = L_u[m[f]](g)$
\end{proposition}
\begin{proof}
\begin{align*}
m[L_uf](g) &= \sum_{h\in\mathcal{G}} \sigma_h(a[L_uf](g,h)) f(u^{-1}h) \\
 &= \sum_{h\in\mathcal{G}} \sigma_h(a[f](u^{-1}g,u^{-1}h)) f(u^{-1}h) \\
 &= \sum_{h\in\mathcal{G}} \sigma_h(a[f](u^{-1}g,h)) f(h) \\
 &= m[f](u^{-1}g) \\
 &= L_u[m[f]](g)
\end{align*}
\end{proof}
"""
PAIRS = r"""\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j \in S$, $y \in V$ and $h \in \mathcal{H}$. Let $F$ be a feature space. Let $f : S \to F$.
Let $\varphi_{val} : F \to F$. Let $\rho : S \times S \to F$. Write $\bar i := x^{-1}(h^{-1}(x(i) - y))$.
\end{setting}
\begin{proposition}\label{pairs}
$L_yL_h[\rho](i,j) + \varphi_{val}(f(\bar i)) = \varphi_{val}(f(\bar i)) + \rho(\bar i, x^{-1}(h^{-1}(x(j) - y)))$
\end{proposition}
\begin{proof}
\begin{align*}
& L_yL_h[\rho](i,j) + \varphi_{val}(f(\bar i)) \\
 &= \rho(x^{-1}(h^{-1}(x(i) - y)), x^{-1}(h^{-1}(x(j) - y))) + \varphi_{val}(f(\bar i)) \\
 &= \varphi_{val}(f(\bar i)) + \rho(\bar i, x^{-1}(h^{-1}(x(j) - y)))
\end{align*}
\end{proof}
"""
MATRICES = r"""\begin{setting}
Let $d, k, r$ be positive naturals. Let $W \in \mathbb{R}^{d\times k}$, $B \in \mathbb{R}^{d\times r}$ and
$A \in \mathbb{R}^{r\times k}$. Let $v \in \mathbb{R}^k$ and $w \in \mathbb{R}^d$.
\end{setting}
\begin{proposition}\label{matrices}
$w^\top(W + BA)v = (W^\top w + A^\top B^\top w)^\top v$
\end{proposition}
\begin{proof}
\begin{align*}
w^\top(W + BA)v &= ((W + BA)^\top w)^\top v \\
 &= ((W^\top + A^\top B^\top)w)^\top v \\
 &= (W^\top w + A^\top B^\top w)^\top v
\end{align*}
\end{proof}
"""
MISPRINTS = [
    # one symbol taken for another
    (LAYER, r"(a[f](u^{-1}g,h)) f(h)", r"(a[f](u^{-l}g,h)) f(h)"),
    (LAYER, r"h\in\mathcal{G}} \sigma_h(a[f](u^{-1}g,h))", r"he\mathcal{G}} \sigma_h(a[f](u^{-1}g,h))"),
    (LAYER, r"h\in\mathcal{G}} \sigma_h(a[f](u^{-1}g,h))", r"h\epsilon\mathcal{G}} \sigma_h(a[f](u^{-1}g,h))"),
    (LAYER, r"&= \sum_{h\in\mathcal{G}} \sigma_h(a[f](u^{-1}g,h))", r"&= \Sigma_{h\in\mathcal{G}} \sigma_h(a[f](u^{-1}g,h))"),
    (LAYER, r"&= \sum_{h\in\mathcal{G}} \sigma_h(a[f](u^{-1}g,h))", r"&= \sum_{h\in\mathcal{G}} \sigmaa_h(a[f](u^{-1}g,h))"),
    (LAYER, r"&= \sum_{h\in\mathcal{G}} \sigma_h(a[f](u^{-1}g,h))", r"&= \sum_{h\in G} \sigma_h(a[f](u^{-1}g,h))"),
    (PAIRS, r"&= \varphi_{val}(f(\bar i)) + \rho(\bar i", r"&= \varphi_{va1}(f(\bar i)) + \rho(\bar i"),
    # scripts lost, turned, of another place
    (LAYER, r"&= m[f](u^{-1}g)", r"&= m[f](u_{-1}g)"),
    (LAYER, r"&= m[f](u^{-1}g)", r"&= m[f](u^-1g)"),
    (LAYER, r"&= \sum_{h\in\mathcal{G}} \sigma_h(a[f](u^{-1}g,h))", r"&= \sum_h\in\mathcal{G} \sigma_h(a[f](u^{-1}g,h))"),
    (LAYER, r"\sigma_h(a[f](u^{-1}g,h))", r"\sigma(a[f](u^{-1}g,h))"),
    (MATRICES, r"&= ((W^\top + A", r"&= ((W + A"),
    (MATRICES, r"(W^\top w + A^\top B^\top w)^\top v" + "\n\\end{align", r"(W^\top w + A^\top B w)^\top v" + "\n\\end{align"),
    # factors and arguments
    (MATRICES, r"&= ((W^\top + A^\top B^\top)w)", r"&= ((W^\top + B^\top A^\top)w)"),
    (MATRICES, r"(W^\top w + A^\top B^\top w)^\top v" + "\n\\end{align", r"(W^\top w + A^\top w)^\top v" + "\n\\end{align"),
    (LAYER, r"\sigma_h(a[f](u^{-1}g,h))", r"\sigma_h(a[f](u^{-1}gh))"),
    (LAYER, r"\sigma_h(a[f](u^{-1}g,h))", r"\sigma_h(a[f](u^{-1}g))"),
    (LAYER, r"&= L_u[m[f]](g)" + "\n\\end{align", r"&= L_u[m[f](g)](g)" + "\n\\end{align"),
    (PAIRS, r"&= \varphi_{val}(f(\bar i)) + \rho(\bar i", r"&= f(\varphi_{val}(\bar i)) + \rho(\bar i"),
    (PAIRS, r"&= \varphi_{val}(f(\bar i)) + \rho(\bar i", r"&= \varphi_{val}(\bar i) + \rho(\bar i"),
    (PAIRS, r"&= \rho(x^{-1}(h^{-1}(x(i) - y))", r"&= \rho(x^{-1}(h^{-1}(i - y))"),
    (PAIRS, r"&= \rho(x^{-1}(h^{-1}(x(i) - y))", r"&= \rho(x^{-1}(h^{-1}(x(i) y))"),
    # a letter that is bound for another
    (LAYER, r"&= \sum_{h\in\mathcal{G}} \sigma_h(a[f](u^{-1}g,h)) f(h)", r"&= \sum_{g\in\mathcal{G}} \sigma_g(a[f](u^{-1}g,h)) f(h)"),
    (LAYER, r"\sigma_h(a[f](u^{-1}g,h)) f(h)", r"\sigma_k(a[f](u^{-1}g,h)) f(h)"),
]  # fmt: skip


def lines(text: str) -> list[Term | None]:
    (proposition,) = read_document(Path("text.tex"), text).propositions
    return [step.right.term if step.right is not None else None for c in proposition.chains for step in c.steps]


@pytest.mark.parametrize(("text", "meant", "printed"), MISPRINTS)
def test_what_was_meant_is_proposed_first(text: str, meant: str, printed: str) -> None:
    assert text.count(meant) >= 1
    document = read_document(Path("text.tex"), text.replace(meant, printed, 1))
    report = check_document(document, Options(general_only=True))
    assert any(line is None for line in lines(document.source))
    found = [one for spelled in suggest(report, Options(general_only=True)).found.values() for one in spelled]
    assert lines(found[0].after) == lines(text)


@pytest.mark.parametrize("text", [LAYER, PAIRS, MATRICES])
def test_what_can_be_read_has_no_other_spelling(text: str) -> None:
    assert read_broken(read_document(Path("text.tex"), text)) == {} or not any(
        read_broken(read_document(Path("text.tex"), text)).values()
    )


def test_fewer_are_looked_at_after_a_good_one() -> None:
    text = LAYER.replace(r"&= m[f](u^{-1}g)", r"&= m[f](u_{-1}g)")
    (broken,) = read_broken(read_document(Path("text.tex"), text))["layer"]
    assert len(respellings(broken, good=lambda one: True)) < len(respellings(broken))


def row(text: str) -> list[Token]:
    return tokenize(Source("", text), 0, len(text))


def test_symbols_with_their_scripts() -> None:
    tokens = row(r"\Delta\varphi_{val}^{head}(f(\bar i, h_3'^{-1}))^\top")
    found = ["".join(texts(tokens, one.start, one.end)) for one in units_of(tokens)]
    assert found == [r"\Delta\varphi_{val}^{head}", "f", r"\bari", "h_3'^{-1}"]


def test_lists_of_arguments() -> None:
    tokens = row(r"m[f](u^{-1}g, h) + n(i)")
    found = [(one.of[1:], "".join(texts(tokens, one.start, one.end + 1))) for one in groups(tokens, units_of(tokens))]
    assert found == [((0, "["), "[f]"), ((1, "("), "(u^{-1}g,h)"), ((0, "("), "(i)")]


def test_summands_and_arguments() -> None:
    tokens = row("a + f(b - c, d)")
    found = {"".join(texts(tokens, start, end)) for start, end in segments(tokens)}
    assert found == {"a", "a+f(b-c,d)", "f(b-c,d)", "b", "b-c", "c", "c,d", "b-c,d", "d"} - {"c,d"}


@pytest.mark.parametrize("body", [r"\psi \cdot \star f(g)", r"\psi \star \circ f(g)", r"\psi \star \cdot"])
def test_an_operator_without_factors_is_a_finding(body: str) -> None:
    text = (
        r"\begin{setting}Let $G$ be a group. Let $g, h \in G$. Let $\psi, f : G \to \mathbb{R}$."
        r"Define $[\psi \star f](g) := \sum_{h\in G} \psi(g^{-1}h) f(h)$.\end{setting}"
        rf"\begin{{proposition}}$f(g) = {body}$\end{{proposition}}"
    )
    assert any(one.severity == "error" for one in read_document(Path("text.tex"), text).diagnostics)
