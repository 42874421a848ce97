"""Hypotheses of a proposition: several in one sentence, and one that cannot be read is not left out."""

from pathlib import Path

import pytest

from symproof.checking.budget import Options
from symproof.checking.check import check_document
from symproof.checking.report import PropositionReport, Verdict
from symproof.reading.read import read_document

TEXT = r"""
\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j \in S$, $v \in V$ and $g, h \in \mathcal{H}$. Let $F$ be a feature space.
Let $f : S \to F$ and $\psi : V \to \mathbb{R}$. Let $N(i) \subseteq S$.
Define $c[f](i) := \sum_{j\in N(i)} \psi(x(j)-x(i)) f(j)$.
\end{setting}
\begin{proposition}\label{one}
CLAIM
\end{proposition}
\end{document}
"""
TURNED = r" Then \[ c[L_h[f]](i) = L_h[c[f]](i) \]"
STABLE = r"$N$ is stable under $\mathcal{H}$"
LAW = r"$\psi(hv) = \psi(v)$ for all $h \in \mathcal{H}$"


def judged(tmp_path: Path, claim: str) -> PropositionReport:
    path = tmp_path / "one.tex"
    path.write_text(TEXT.replace("CLAIM", claim))
    return check_document(read_document(path), Options(general_only=True)).propositions[0]


@pytest.mark.parametrize(
    "claim",
    [
        rf"Assume that {STABLE} and {LAW}, $v \in V$.{TURNED}",
        rf"Assume that {STABLE}, and that {LAW} and $v \in V$.{TURNED}",
        rf"Assume that {LAW} and $v \in V$, and that {STABLE}.{TURNED}",
        rf"Assume that {LAW} and $v \in V$ and {STABLE} and translation-equivariant.{TURNED}",
        r"Assume that $g^2 = e$ and $\mathcal{H}$ is commutative. Then \[ ghg = h \]",
        r"Assume that $N$ is stable, $g^2 = e$, and $\mathcal{H}$ is commutative. Then \[ ghg = h \]",
        r"Assume that $g^2 = e$ and $h^2 = e$. Then \[ g^2h^2 = e \]",
    ],
)
def test_all_of_them_are_assumed(tmp_path: Path, claim: str) -> None:
    assert judged(tmp_path, claim).claim == Verdict.PROVED


@pytest.mark.parametrize(
    "claim",
    [
        rf"Assume that {STABLE} and $\psi(v) = \psi(v)$ for all $v \in V$.{TURNED}",
        rf"Assume that {LAW} and $v \in V$.{TURNED}",
        r"Assume that $g^2 = e$ and $N$ is stable. Then \[ gh = hg \]",
    ],
)
def test_no_more_than_that_is_assumed(tmp_path: Path, claim: str) -> None:
    assert judged(tmp_path, claim).claim == Verdict.REFUTED


@pytest.mark.parametrize(
    "claim",
    [
        rf"Assume that {STABLE} and $N$ is nice.{TURNED}",
        rf"Assume that $v$ is stable.{TURNED}",
        rf"Assume that $\psi(hv = \psi(v)$.{TURNED}",
    ],
)
def test_without_an_unreadable_one_nothing_is_judged(tmp_path: Path, claim: str) -> None:
    found = judged(tmp_path, claim)
    assert found.claim == Verdict.MALFORMED and not found.claims


@pytest.mark.parametrize(
    "claim",
    [
        r"\[ gh \neq hg \text{ unless } h = e \text{ and } g = e \]",
        r"$gh \neq hg$ unless $h = e$ and $g = e$.",
        r"$gh \neq hg$ unless $h = e$, $g = h$.",
    ],
)
def test_a_second_exception_is_no_claim(tmp_path: Path, claim: str) -> None:
    found = judged(tmp_path, claim)
    assert found.claim == Verdict.MALFORMED


COUNTED = r"""
\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $d, r$ be positive naturals.
\end{setting}
\begin{proposition}\label{one}
Assume that $2r < d$. Then $2dr < d^2$.
\end{proposition}
\begin{proof}
\[ 2rd < d \cdot d = d^2 \neq 2rd \]
\end{proof}
\end{document}
"""


def test_numbers_meet_an_inequality_that_is_assumed(tmp_path: Path) -> None:
    """d = r = 1 does not meet it, so it neither refutes a line nor shows that the sides differ."""
    (tmp_path / "one.tex").write_text(COUNTED)
    found = check_document(read_document(tmp_path / "one.tex"), Options(general_only=True)).propositions[0]
    assert [step.verdict for step in found.steps] == [Verdict.PROVED, Verdict.PROVED, Verdict.PROVED]
    (tmp_path / "one.tex").write_text(COUNTED.replace(r"\neq 2rd", r"\neq d^2 \text{ unless } d = r"))
    found = check_document(read_document(tmp_path / "one.tex"), Options(general_only=True)).propositions[0]
    assert found.steps[-1].verdict == Verdict.REFUTED


@pytest.mark.parametrize("claim", ["d = r", "r + r = d", "3r > d"])
def test_a_counterexample_meets_it(tmp_path: Path, claim: str) -> None:
    text = COUNTED.replace("2dr < d^2", claim).split(r"\begin{proof}")[0] + r"\end{document}"
    (tmp_path / "one.tex").write_text(text)
    found = check_document(read_document(tmp_path / "one.tex"), Options(general_only=True)).propositions[0].claims[0]
    values = {name: int(value) for name, value in found.witness.elements} if found.witness is not None else {}
    assert found.verdict == Verdict.REFUTED
    assert 2 * values["r"] < values["d"]
