"""A claim that is open end to end is proved by lines that are: all of them, from one side to the other."""

from pathlib import Path

import pytest

from symproof.checking.budget import Budget, Options
from symproof.checking.check import check_document
from symproof.checking.prove import Prover
from symproof.checking.report import ProofStatus, PropositionReport, Verdict
from symproof.reading.read import read_document

TEXT = r"""
\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $\mathcal{H}$ be a group. Let $g, h, s \in \mathcal{H}$. Let $p : \mathcal{H} \to \mathbb{R}$.
Let $z \in \mathbb{R}$. Assume that $p(g)p(s) = z$ for all $g, s$.
\end{setting}
\begin{proposition}\label{same}
$\exp(p(g)p(s)) = \exp(p(h)p(g))$
\end{proposition}
PROOF
\begin{proposition}\label{cites}
$\exp(p(h)p(s)) = \exp(p(g)p(h))$
\end{proposition}
\begin{proof}
\begin{align*}
\exp(p(h)p(s)) &= \exp(p(g)p(h)) && \text{by \ref{same}}
\end{align*}
\end{proof}
\end{document}
"""


@pytest.fixture(autouse=True)
def nothing_is_combined(monkeypatch: pytest.MonkeyPatch) -> None:
    """The claim is left open: instances of what is assumed are used one at a time."""
    monkeypatch.setattr(Prover, "consequence", lambda self, left, right, allowed: None)


def judged(tmp_path: Path, lines: str) -> tuple[PropositionReport, PropositionReport]:
    path = tmp_path / "one.tex"
    proof = rf"\begin{{proof}}\begin{{align*}}{lines}\end{{align*}}\end{{proof}}" if lines else ""
    path.write_text(TEXT.replace("PROOF", proof))
    first, second = check_document(read_document(path), Options(general_only=True, budgets=Budget(models=500))).propositions
    return first, second


@pytest.mark.parametrize(
    "lines",
    [
        r"\exp(p(g)p(s)) &= \exp(z) \\ &= \exp(p(h)p(g))",
        r"\exp(p(h)p(g)) &= \exp(z) \\ &= \exp(p(g)p(s))",
        r"\exp(p(g)p(s)) &= \exp(z) && \text{algebra} \\ &= \exp(p(h)p(g))",  # true, if not for that reason
        r"\exp(p(g)p(s)) &= \exp(z) \end{align*} So: \begin{align*} \exp(z) &= \exp(p(h)p(g))",
        r"\exp(p(h)p(g)) &= \exp(z) \end{align*} Also: \begin{align*} \exp(p(g)p(s)) &= \exp(z)",
    ],
)
def test_the_lines_prove_it(tmp_path: Path, lines: str) -> None:
    first, second = judged(tmp_path, lines)
    assert first.claim == Verdict.PROVED
    assert first.claims[0].hypotheses == ("p(g)p(s) = z",)
    assert second.steps[0].verdict == Verdict.PROVED


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ("", ProofStatus.NONE),
        (r"\exp(p(g)p(s)) &= \exp(z)", ProofStatus.GAP),  # stops too early
        (r"\exp(z) &= \exp(p(h)p(g))", ProofStatus.GAP),  # begins too late
        (r"\exp(p(g)p(s)) &= \exp(z) \\ &= \exp(p(h)p(g)) && \text{assumed}", ProofStatus.FOLLOWS),
        (r"\exp(p(g)p(s)) &= \exp(z)+z \\ &= \exp(z) \\ &= \exp(p(h)p(g))", ProofStatus.WRONG),
        (r"\exp(p(g)p(s)) &= \exp(z) \\ z &= 2z \\ &= \exp(p(h)p(g))", ProofStatus.WRONG),
        (r"\exp(p(g)p(s)) &= \exp(z) \end{align*} So: \begin{align*} \exp(p(h)p(h)) &= \exp(z)", ProofStatus.GAP),
        (r"\exp(p(g)p(s)) &= \exp(z) \end{align*} So: \begin{align*} \exp(2z) &= \exp(2p(h)p(g))", ProofStatus.GAP),
        (r"\exp(p(g)p(s)) &= \exp(z) \end{align*} So: \begin{align*} \exp(z) &= 2\exp(p(h)p(g))", ProofStatus.WRONG),
    ],
)
def test_other_lines_do_not(tmp_path: Path, lines: str, status: ProofStatus) -> None:
    first, second = judged(tmp_path, lines)
    assert first.claim != Verdict.PROVED and first.proof == status
    assert second.steps[0].verdict != Verdict.PROVED
