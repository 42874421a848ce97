"""Functions are compared at arguments that nobody else has, and an equation of functions holds at all of them."""

from pathlib import Path

import pytest

from symproof import Options, check_document, read_document

SETTING = r"""\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j \in S$ and $h \in \mathcal{H}$. Let $F$ be a feature space.
Let $f, g : S \to F$. Let $c : S \times S \to \mathbb{R}$ and $b : S \to \mathbb{R}$.
Define $p[i](j) := c(i,j)$. Define $q[i](j) := c(j,i)$. Define $p'[i](j) := c(i,j)$.
\end{setting}
"""

CASES = [  # claim, verdicts that are right
    (r"$p = q$", {"refuted"}),  # p[i](j) is c(i, j), not c(i, i)
    (r"$p = p'$", {"proved"}),
    (r"$p[i] = q[i]$", {"refuted"}),
    (r"$f = g \implies f(i) = g(i)$", {"proved", "undecided"}),
    (r"$f(i) = g(i) \implies f = g$", {"refuted"}),
    (r"$L_h[f] = f \implies L_{h^{-1}}[f] = f$", {"proved", "undecided"}),
    (r"$f(i) \neq g(i) \text{ unless } f = g$", {"proved", "undecided"}),
    (r"Assume that $L_h[f] = f$. Then $f(x^{-1}(hx(i))) = f(i)$", {"proved", "undecided"}),
    (r"Assume that $L_h[f] = f$. Then $f(i) = f(j)$", {"refuted"}),
    (r"$b(i)b(j) \neq 0 \text{ unless } b(i) \le 0$", {"refuted", "undecided"}),
]


@pytest.mark.parametrize(("claim", "right"), CASES)
def test_functions_are_compared_at_all_arguments(claim: str, right: set[str], tmp_path: Path) -> None:
    path = tmp_path / "claim.tex"
    body = rf"\begin{{proposition}}\label{{it}}{claim}\end{{proposition}}\end{{document}}"
    path.write_text(SETTING + body)
    report = check_document(read_document(str(path)), Options(general_only=True))
    assert report.propositions[0].claim.value in right
