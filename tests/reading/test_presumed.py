"""Lines that cannot be read: all their faults, and what they seem to mean."""

from __future__ import annotations

import pytest

from symproof.reading.read import read_document
from symproof.theory.document import Step

START = r"""\documentclass{article}
\begin{document}
\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j, k \in S$, $y \in V$ and $h, h_3 \in \mathcal{H}$. Write $g := (y, h_3)$.
Let $F$, $K$ be feature spaces. Let $f : S \to F$ and $\rho : S \times S \to F$.
Let $\varphi^{head} : F \to K$ for $head \in [H]$. Let $\psi : F \to K$. Let $\omega : K^{[H]} \to K$.
Let $N(i) \subseteq S$.
Define $m[f,\rho](i,h) := \sum_{k\in N(i)} L_h[\rho](i,k)$.
\end{setting}
\begin{proposition}
$m[f,\rho](i,h) = m[f,\rho](i,h)$, $\psi(f(i)) = \psi(f(i))$, $f(i) = f(i)$
\end{proposition}
\begin{proof}
\begin{align*}
"""
END = "\n\\end{align*}\n\\end{proof}\n\\end{document}\n"


def steps(rows: str) -> tuple[list[Step], list[str]]:
    found = read_document("text.tex", START + rows + END)
    chains = found.propositions[0].chains
    return [step for chain in chains for step in chain.steps], [one.code for one in found.diagnostics]


@pytest.mark.parametrize(
    ("rows", "codes", "instead"),
    [
        (r"m[f,\rho](i,h) &= m[r,\rho](i,h)", ["E201"], {("r", "f")}),
        (r"m[f,\rho](i,h) &= m(i,h)", ["E202"], {("m", r"m[f,\rho]")}),
        (r"f(i) &= L_h(i,j)", ["E202"], {("L", r"L[\rho]")}),
        (r"f(i) &= \sum_{k\in N(x(i))} f(k)", ["E209"], {("x(i)", "i")}),
        (r"\psi(f(i)) &= \omega(\bigcup_{h\in[H]} \varphi^{(h)}(f(i)))", ["E208"], {("the head h", "head")}),
        (r"\psi(f(i)) &= \omega(\bigcup_{h\in[H]} \varphi^{(h)}(L_h(i,i)))", ["E208", "E202"],
         {("the head h", "head"), ("L", r"L[\rho]")}),
        (r"\psi(f(i)) &= \psi(f(i)) + f(i)", ["E204"], None),  # two spaces taken for one: see test_suppose.py
        (r"f(i) &= f(q)", ["E201"], None),  # several names are positions
        (r"f(i) &= f(i", ["E101"], None),
        (r"f(i) &= x(i)", ["E211"], None),
    ],
)  # fmt: skip
def test_presumed(rows: str, codes: list[str], instead: set[tuple[str, str]] | None) -> None:
    found, told = steps(rows)
    assert told == codes
    assert found[0].right is None
    assert (found[0].presumed is not None) == (instead is not None)
    assert set(found[0].instead) == (instead or set())


def test_the_next_line_goes_on_from_it() -> None:
    found, told = steps(r"m[f,\rho](i,h) &= m[r,\rho](i,h) \\ &= m[f,\rho](i,h)")
    assert told == ["E201"]
    assert found[1].left is not None and found[1].left == found[0].presumed
    assert found[1].right is not None


def test_pairs() -> None:
    """g = (y, h_3) acts as L_y after L_{h_3}."""
    found, told = steps(r"L_g[f](i) &= L_yL_{h_3}[f](i)")
    assert not told and found[0].left is not None and found[0].right is not None
    assert found[0].left.term == found[0].right.term
