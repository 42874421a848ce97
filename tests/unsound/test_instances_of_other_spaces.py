"""What is assumed of all elements of one space says nothing of those of another, though it mentions none by name."""

from pathlib import Path

import pytest

from symproof import Options, check_document, read_document

TEXT = r"""\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $G$ be a group. Let $S$ be a finite set on which $G$ acts. Let $g, h \in G$ and $i, j \in S$.
Let $F$, $K$ be feature spaces. Let $w, z \in F$ and $u, t \in K$. Let $\theta : K \to \mathbb{R}$ and $\eta : F \to \mathbb{R}$.
Let $f : S \to F$ and $k : S \to K$. Let $\Theta : (S \to K) \to \mathbb{R}$ and $H : (S \to F) \to \mathbb{R}$.
Let $n, d$ be positive naturals. Let $A, B \in \mathbb{R}^{n \times n}$, $P, Q \in \mathbb{R}^{d \times d}$, $v \in \mathbb{R}^n$.
Let $\pi : \mathbb{R}^{d \times d} \to \mathbb{R}$ and $\alpha : \mathbb{R}^{n \times n} \to \mathbb{R}$. Let $\rho : G \to \mathbb{R}^{n \times n}$.
\end{setting}
\begin{proposition}\label{it}
Assume that $%s$ for all %s. Then $%s$.
\end{proposition}
\end{document}
"""
LINE = r"\langle w, w\rangle z = \langle w, z\rangle w"  # F is a line
POINTWISE = r"\langle f(i), f(i)\rangle f(j) = \langle f(i), f(j)\rangle f(i)"
COMMUTE = "AB = BA"  # n is 1
CASES = [
    (LINE, "$w$, $z$", r"\eta(w)\eta(z)\langle w, w\rangle z = \eta(w)\eta(z)\langle w, z\rangle w", True),
    (LINE, "$w$, $z$", r"\theta(u)\theta(t)\langle u, u\rangle t = \theta(u)\theta(t)\langle u, t\rangle u", False),
    (LINE, "$w$, $z$", r"\theta(u + t)\theta(t)\langle u, u\rangle t = \theta(u + t)\theta(t)\langle u, t\rangle u", False),
    (POINTWISE, "$f$", r"H[f]\langle f(i), f(i)\rangle f(j) = H[f]\langle f(i), f(j)\rangle f(i)", True),
    (POINTWISE, "$f$", r"\Theta[k]\langle k(i), k(i)\rangle k(j) = \Theta[k]\langle k(i), k(j)\rangle k(i)", False),
    (COMMUTE, "$A$, $B$", r"\alpha(A)\alpha(B)ABA = \alpha(A)\alpha(B)AAB", True),
    (COMMUTE, "$A$, $B$", r"\pi(P)\pi(Q)PQP = \pi(P)\pi(Q)PPQ", False),
]


def claim(tmp_path: Path, law: str, names: str, conclusion: str) -> str:
    path = tmp_path / "claim.tex"
    path.write_text(TEXT % (law, names, conclusion))
    document = read_document(str(path))
    assert not [found for found in document.diagnostics if found.severity == "error"]
    return check_document(document, Options(general_only=True)).propositions[0].claim.value


@pytest.mark.parametrize(("law", "names", "conclusion", "holds"), CASES)
def test_a_law_of_one_space(law: str, names: str, conclusion: str, holds: bool, tmp_path: Path) -> None:
    assert (claim(tmp_path, law, names, conclusion) == "proved") is holds


def test_a_vector_law_has_no_matrices_as_values(tmp_path: Path) -> None:
    matrices = r"\alpha(A\rho(g))\rho(g)A = \alpha(A\rho(g))A\rho(g)"
    assert claim(tmp_path, r"\rho(e)v = v", "$v$", matrices) in ("refuted", "undecided")
