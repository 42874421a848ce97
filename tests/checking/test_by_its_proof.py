"""A claim that is open end to end is proved by lines that are: all of them, from one side to the other."""

from pathlib import Path

import pytest

from symproof.checking.budget import Budget, Options
from symproof.checking.check import check_document
from symproof.checking.report import ProofStatus, PropositionReport, Verdict
from symproof.reading.read import read_document

TEXT = r"""
\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $\mathcal{H}$ be a group. Let $g, h, s \in \mathcal{H}$. Let $F$ be a feature space. Let $p : \mathcal{H} \to F$.
Let $z \in F$. Assume that $p(g) + p(s) = p(gs)$ for all $g, s$. Assume that $z = z$.
\end{setting}
\begin{proposition}\label{same}
$p(gs) = p(sg)$
\end{proposition}
PROOF
\begin{proposition}\label{cites}
$p(hs) = p(sh)$
\end{proposition}
\begin{proof}
\begin{align*}
p(hs) &= p(sh) && \text{by \ref{same}}
\end{align*}
\end{proof}
\end{document}
"""


def judged(tmp_path: Path, lines: str) -> tuple[PropositionReport, PropositionReport]:
    path = tmp_path / "one.tex"
    proof = rf"\begin{{proof}}\begin{{align*}}{lines}\end{{align*}}\end{{proof}}" if lines else ""
    path.write_text(TEXT.replace("PROOF", proof))
    first, second = check_document(read_document(path), Options(general_only=True, budgets=Budget(models=500))).propositions
    return first, second


@pytest.mark.parametrize(
    "lines",
    [
        r"p(gs) &= p(g)+p(s) \\ &= p(s)+p(g) \\ &= p(sg)",
        r"p(sg) &= p(s)+p(g) \\ &= p(gs)",
        r"p(gs) &= p(g)+p(s) && \text{algebra} \\ &= p(s)+p(g) \\ &= p(sg)",  # true, if not for that reason
    ],
)
def test_the_lines_prove_it(tmp_path: Path, lines: str) -> None:
    first, second = judged(tmp_path, lines)
    assert first.claim == Verdict.PROVED
    assert first.claims[0].hypotheses == ("p(g) + p(s) = p(gs)",)
    assert second.steps[0].verdict == Verdict.PROVED


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ("", ProofStatus.NONE),
        (r"p(gs) &= p(g)+p(s) \\ &= p(s)+p(g)", ProofStatus.GAP),  # stops too early
        (r"p(g)+p(s) &= p(s)+p(g) \\ &= p(sg)", ProofStatus.GAP),  # begins too late
        (r"p(gs) &= p(g)+p(s) \\ &= p(sg) && \text{assumed}", ProofStatus.FOLLOWS),
        (r"p(gs) &= p(g)+p(s)+z \\ &= p(sg)+z \\ &= p(sg)", ProofStatus.WRONG),
        (r"p(gs) &= p(g)+p(s) \\ s &= s \\ &= p(sg)", ProofStatus.WRONG),
        (r"p(gs) &= p(g)+p(s) \end{align*} So: \begin{align*} p(s)+p(g) &= p(sg)", ProofStatus.GAP),
    ],
)
def test_other_lines_do_not(tmp_path: Path, lines: str, status: ProofStatus) -> None:
    first, second = judged(tmp_path, lines)
    assert first.claim != Verdict.PROVED and first.proof == status
    assert second.steps[0].verdict != Verdict.PROVED
