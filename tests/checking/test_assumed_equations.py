"""What is assumed may be put in as it stands: one rewriting with an equation of the setting, then normal forms."""

from pathlib import Path

import pytest

from symproof import Options, check_document, read_document

SETTING = r"""\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j, k \in S$, $y \in V$ and $h, h_3 \in \mathcal{H}$. Let $F$ be a feature space.
Let $f : S \to F$, $\rho : V \to F$ and $\psi : F \to F$. Let $a, b : S \to \mathbb{R}$. Let $s, t \in \mathbb{R}$.
Let $d$ be a positive natural. Let $A, B, C \in \mathbb{R}^{d \times d}$ and $u, w \in \mathbb{R}^d$.
\end{setting}
"""

CASES = [
    (r"$tf(i) = s\rho(y)$", r"tf(i) = s\rho(y)", "proved"),
    (r"$tf(i) = s\rho(y)$", r"\psi(tf(i)) + f(j) = \psi(s\rho(y)) + f(j)", "proved"),
    (r"$tf(i) = s\rho(y)$", r"tf(j) = s\rho(y)", "refuted"),
    (r"$Cu = Cw$", r"A(Cu) = A(Cw)", "proved"),
    (r"$Cu = Cw$", r"u = w", "refuted"),
    (r"$AB = sA$", r"(AB)B = (sA)B", "proved"),
    (r"$a(i)a(j) = st$ for all $j$", r"\exp(a(i)a(k))b(k) = \exp(st)b(k)", "proved"),
    (r"$a(i)a(j) = st$ for all $j$", r"\sum_{k\in S} \exp(a(i)a(k)) = \sum_{k\in S} \exp(st)", "proved"),
    (r"$a(i)a(j) = st$", r"\sum_{j'\in S} \exp(a(i)a(j')) = \sum_{j'\in S} \exp(st)", "refuted"),
    (r"$a(i)a(j) = st$ for all $j$", r"a(j)a(k) = st", "refuted"),
]


@pytest.mark.parametrize(("assumed", "claim", "verdict"), CASES)
def test_one_rewriting_with_what_is_assumed(assumed: str, claim: str, verdict: str, tmp_path: Path) -> None:
    path = tmp_path / "claim.tex"
    body = rf"\begin{{proposition}}\label{{it}}Let $j' \in S$. Assume that {assumed}. Then \[ {claim} \]\end{{proposition}}"
    path.write_text(SETTING + body + "\\end{document}")
    document = read_document(str(path))
    assert not [found for found in document.diagnostics if found.severity == "error"]
    report = check_document(document, Options(general_only=True)).propositions[0]
    assert report.claim.value == verdict
    assert verdict != "proved" or report.claims[0].hypotheses
