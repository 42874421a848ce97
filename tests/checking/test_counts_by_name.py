"""Numbers of parameters under names that are defined or abbreviated."""

from __future__ import annotations

import pytest

from symproof.checking.budget import Options
from symproof.checking.check import check_document
from symproof.reading.read import read_document

TEXT = r"""\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $d, r, k$ be positive naturals. Define $P := d^2$. Define $Q := 2dr$. Define $c(k) := dk + kd$.
Let $S$ be a finite set. Define $n := |S|$.
\end{setting}
\begin{lemma}
CLAIM
\end{lemma}
\end{document}
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("$P - Q = d(d - 2r)$", "proved"),
        ("$P - Q = d(d - r)$", "refuted"),
        ("$Q < P + Q$", "proved"),
        ("$Q < P$", "refuted"),
        ("$P \\neq Q$", "proved"),
        ("$c(r) = Q$", "proved"),
        ("$c(r) = P$", "refuted"),
        ("$c(r) \\le c(r) + P$", "proved"),
        ("Assume that $P = Q$. Then $2P = 2Q$.", "proved"),
        ("Assume that $c(r) = P$. Then $Q = d^2$.", "undecided"),
        ("Assume that $P = Q$. Then $r = d$.", "refuted"),
        ("$n d = d n$", "proved"),
    ],
)
def test_names_are_written_out(claim: str, verdict: str) -> None:
    document = read_document("x.tex", TEXT.replace("CLAIM", claim))
    assert not document.diagnostics, document.diagnostics
    report = check_document(document, Options(general_only=True))
    assert [one.claim for one in report.propositions] == [verdict]
