"""Operators that are assumed equivariant: what follows holds of concrete ones, and what does not fails for one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from symproof import Options, check_document, read_document

DECLARED = r"""\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j, k \in S$, $y, y_1, v \in V$ and $g, h \in \mathcal{H}$. Let $F$ and $K$ be feature spaces.
Let $f, z, w : S \to F$. Let $r, q : S \times \mathcal{H} \to F$. Let $\phi : F \to K$ and $b : V \to \mathbb{R}$.
Let $N(i) \subseteq S$. Define $m[f](i) := \sum_{j\in N(i)} f(j)$.
Assume that $N$ is translation-equivariant and stable under $\mathcal{H}$.
"""
SUPPOSED = r"""
Let $M : (S \to F) \to K$. Let $\Phi : (S \to F) \to (S \to F)$. Let $\Psi : (S \times \mathcal{H} \to F) \to (S \to F)$.
Assume that $M[L_h[f]] = M[f]$ for all $h$, $f$. Assume that $\Phi[L_h[f]] = L_h[\Phi[f]]$ for all $h$, $f$.
Assume that $\Psi[L_yL_h[r]] = L_yL_h[\Psi[r]]$ for all $y$, $h$, $r$.
"""
CONCRETE = r"""
Assume that $b(hv) = b(v)$ for all $h$, $v$.
Define $M[f] := \sum_{j\in S} b(x(j)) \phi(f(j))$. Define $\Phi[f](i) := f(i) + \sum_{j\in S} b(x(j)) f(j)$.
Define $\Psi[r](i) := \sum_{h\in\mathcal{H}} r(i,h)$.
"""
TRUE = (
    r"M[L_g[z]] = M[z]",
    r"M[L_gL_h[z]] = M[z]",
    r"M[L_{g^{-1}}L_h[z]] = M[L_h[z]]",
    r"M[\Phi[L_g[z]]] = M[\Phi[z]]",
    r"M[\Phi[\Phi[L_gL_h[z]]]] = M[\Phi[\Phi[z]]]",
    r"\Phi[L_gL_h[z]](i) = L_gL_h[\Phi[z]](i)",
    r"\Phi[\Phi[L_g[z]]](i) = L_g[\Phi[\Phi[z]]](i)",
    r"M[L_g[z] + L_g[w]] = M[z + w]",
    r"M[z + L_g[w]] = M[L_{g^{-1}}[z] + w]",
    r"\Phi[z + L_g[w]](gi) = \Phi[L_{g^{-1}}[z] + w](i)",
    r"\sum_{h\in\mathcal{H}} M[L_hL_g[z]] = \sum_{h\in\mathcal{H}} M[z]",
    r"\Psi[L_yL_g[q]](i) = L_yL_g[\Psi[q]](i)",
    r"\Psi[L_y[q]](i) = L_y[\Psi[q]](i)",
    r"\Psi[L_gL_y[q]](i) = L_gL_y[\Psi[q]](i)",
    r"M[\Psi[L_g[q]]] = M[\Psi[q]]",
    r"M[z + \Phi[L_g[z]]] = M[L_{g^{-1}}[z] + \Phi[z]]",
)  # fmt: skip
UNSEEN = (r"M[m[L_g[z]]] = M[m[z]]", r"M[m[\Phi[L_g[z]]]] = M[m[\Phi[z]]]")  # of concrete ones: known only up to H
FALSE = (
    r"M[L_y[z]] = M[z]",
    r"M[L_yL_g[z]] = M[z]",
    r"M[z + L_g[w]] = M[z + w]",
    r"M[L_g[z] + L_h[w]] = M[z + w]",
    r"M[L_g[z] + w] = M[z + L_g[w]]",
    r"\Phi[L_g[z]](i) = \Phi[z](i)",
    r"\Phi[L_g[z]](i) = L_{g^{-1}}[\Phi[z]](i)",
    r"\Phi[L_gL_h[z]](i) = L_hL_g[\Phi[z]](i)",
    r"\Phi[L_y[z]](i) = L_y[\Phi[z]](i)",
    r"\Psi[L_yL_g[q]](i) = L_gL_y[\Psi[q]](i)",
    r"\Psi[L_y[q]](i) = \Psi[q](i)",
    r"M[\Psi[L_y[q]]] = M[\Psi[q]]",
    r"M[z + \Phi[L_g[z]]] = M[z + \Phi[z]]",
    r"\sum_{j\in S} M[L_{x(j)}[z]] = \sum_{j\in S} M[z]",
)  # fmt: skip


def verdict(tmp_path: Path, setting: str, claim: str) -> str:
    path = tmp_path / "claim.tex"
    body = rf"\begin{{proposition}}\label{{it}}${claim}$\end{{proposition}}"
    path.write_text(f"{DECLARED}{setting}\\end{{setting}}\n{body}\n\\end{{document}}\n")
    document = read_document(str(path))
    assert not [found for found in document.diagnostics if found.severity == "error"]
    return check_document(document, Options(general_only=True)).propositions[0].claim.value


@pytest.mark.parametrize("claim", TRUE)
def test_what_follows_holds_of_concrete_operators(claim: str, tmp_path: Path) -> None:
    assert verdict(tmp_path, SUPPOSED, claim) == "proved"
    assert verdict(tmp_path, CONCRETE, claim) == "proved"


@pytest.mark.parametrize("claim", UNSEEN)
def test_what_follows_is_not_refuted_for_concrete_operators(claim: str, tmp_path: Path) -> None:
    assert verdict(tmp_path, SUPPOSED, claim) == "proved"
    assert verdict(tmp_path, CONCRETE, claim) != "refuted"


@pytest.mark.parametrize("claim", FALSE)
def test_what_a_concrete_operator_breaks_does_not_follow(claim: str, tmp_path: Path) -> None:
    assert verdict(tmp_path, CONCRETE, claim) == "refuted"
    assert verdict(tmp_path, SUPPOSED, claim) == "refuted"


LAWS = [
    (r"$M[L_h[f]] = M[f]$ for all $f$", r"M[L_h[z]] = M[z]", "proved"),  # one element, rewritten as it stands
    (r"$M[L_h[f]] = M[f]$ for all $f$", r"M[L_g[z]] = M[z]", "refuted"),
    (r"$M[L_h[f]] = M[f]$ for all $h$", r"M[L_g[z]] = M[z]", "proved"),  # of all functions where none is quantified (W107)
    (r"$M[L_y[f]] = M[f]$ for all $y$, $f$", r"M[L_{y+y_1}[z]] = M[z]", "proved"),
    (r"$M[L_y[f]] = M[f]$ for all $y$, $f$", r"M[L_g[z]] = M[z]", "refuted"),
    (r"$A[L_h[f],z] = A[f,z]$ for all $h$, $f$", r"A[L_gL_h[w],z] = A[w,z]", "proved"),
    (r"$A[L_h[f],z] = A[f,z]$ for all $h$, $f$", r"A[L_gL_h[w],w] = A[w,w]", "refuted"),  # stated at z alone
    (r"$A[L_h[f],L_h[z]] = A[f,z]$ for all $h$, $f$, $z$", r"A[L_g[f],z] = A[f,z]", "refuted"),  # both at once
]


@pytest.mark.parametrize(("law", "claim", "wanted"), LAWS)
def test_a_law_says_what_it_says(law: str, claim: str, wanted: str, tmp_path: Path) -> None:
    operators = r"Let $M : (S \to F) \to K$. Let $A : (S \to F) \times (S \to F) \to K$."
    assert verdict(tmp_path, f"{operators} Assume that {law}.\n", claim) == wanted
