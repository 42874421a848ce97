"""A substitution in a sum that only a definition shows is made exactly; another one does not do."""

from pathlib import Path

import pytest

from symproof.checking.budget import Options
from symproof.checking.check import check_document
from symproof.checking.report import Verdict
from symproof.reading.read import read_document

TEXT = r"""
\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $V$ be an abelian group. Let $x : S \to V$ be a bijection. Let $i, j, k \in S$ and $y \in V$.
Let $F$ be a feature space. Let $f : S \to F$ and $\psi : V \to \mathbb{R}$.
Define $c[f](i) := \sum_{j\in S} \psi(x(j)-x(i)) f(j)$.
\end{setting}
\begin{proposition}\label{moved}
\[ c[L_y[f]](i) = L_y[c[f]](i) \]
\end{proposition}
\begin{proof}
\begin{align*}
c[L_y[f]](i) &= STEP && \text{REASON} \\
&= L_y[c[f]](i)
\end{align*}
\end{proof}
\end{document}
"""
IN_K = r"\sum_{k\in S} \psi(x(k)+y-x(i)) f(k)"
IN_J = r"\sum_{j\in S} \psi(x(j)+y-x(i)) f(j)"
WRONG = r"\sum_{k\in S} \psi(x(k)-x(i)) f(k)"

CASES = [
    (IN_K, r"definition of $c$ and substitute $j = x^{-1}(x(k)+y)$", Verdict.PROVED),
    (IN_J, r"definition of $c$ and substitute $j = x^{-1}(x(j)+y)$", Verdict.PROVED),
    (IN_K, r"definition of $c$ and substitute $j = x^{-1}(x(k)-y)$", Verdict.NOT_AS_STATED),
    (IN_J, r"definition of $c$ and substitute $j = x^{-1}(x(j)-y)$", Verdict.NOT_AS_STATED),
    (IN_K, r"definition of $c$ and substitute $i = x^{-1}(x(i)+y)$", Verdict.NOT_AS_STATED),
    (IN_K, r"substitute $j = x^{-1}(x(k)+y)$", Verdict.NOT_AS_STATED),
    (IN_K, r"definition of $c$", Verdict.NOT_AS_STATED),
    (WRONG, r"definition of $c$ and substitute $j = x^{-1}(x(k)+y)$", Verdict.REFUTED),
]


@pytest.mark.parametrize(("line", "reason", "verdict"), CASES)
def test_the_substitution_is_the_one_that_is_named(tmp_path: Path, line: str, reason: str, verdict: Verdict) -> None:
    path = tmp_path / "moved.tex"
    path.write_text(TEXT.replace("STEP", line).replace("REASON", reason))
    report = check_document(read_document(path), Options(general_only=True))
    assert report.propositions[0].steps[0].verdict == verdict
