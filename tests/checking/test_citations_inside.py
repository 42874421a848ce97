"""Steps that cite a claim: about what stands in a definition's body; and what cannot be cited does not decide."""

from pathlib import Path

import pytest

from symproof import Options, check_document, read_document
from symproof.checking.report import PropositionReport, Verdict

TEXT = r"""\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $G$ be a group. Let $S$ be a finite set on which $G$ acts.
Let $g \in G$ and $i, j, l \in S$. Let $a, b, f : S \to \mathbb{R}$. Let $N(i) \subseteq S$.
Define $s[f](i) := \sum_{l\in N(i)} \sigma_l(f(l)) f(l)$.
Define $m[f](i) := \sum_{j\in N(i)} \exp(s[f](j))$.
Assume that $N$ is stable under $G$.
\end{setting}
\begin{proposition}\label{inner}
$CLAIM$
\end{proposition}
\begin{proposition}\label{outer}
$LEFT = RIGHT$
\end{proposition}
\begin{proof}
\begin{align*}
LEFT &= RIGHT && \text{REASON}
\end{align*}
\end{proof}
\end{document}
"""
INNER = r"s[L_g[f]](i) = L_g[s[f]](i)"
FALSE = r"s[L_g[f]](i) = s[f](i)"


def judged(tmp_path: Path, claim: str, left: str, right: str, reason: str) -> PropositionReport:
    path = tmp_path / "cites.tex"
    text = TEXT.replace("CLAIM", claim).replace("LEFT", left).replace("RIGHT", right).replace("REASON", reason)
    path.write_text(text)
    document = read_document(str(path))
    assert not [found for found in document.diagnostics if found.severity == "error"]
    return check_document(document, Options(general_only=True)).propositions[1]


CITED = [  # the body of m, in which the claim is about s
    (r"m[L_g[f]](i)", r"\sum_{j\in N(i)} \exp(s[f](g^{-1}j))", Verdict.PROVED),
    (r"\sum_{j\in N(i)} \exp(s[f](g^{-1}j))", r"m[L_g[f]](i)", Verdict.PROVED),
    (r"L_g[m[L_g[f]]](i)", r"\sum_{j\in N(g^{-1}i)} \exp(s[f](g^{-1}j))", Verdict.PROVED),
    (r"m[L_g[f]](i)", r"\sum_{j\in N(i)} \exp(s[f](gj))", Verdict.REFUTED),
    (r"L_g[m[L_g[f]]](i)", r"\sum_{j\in N(gi)} \exp(s[f](g^{-1}j))", Verdict.REFUTED),
    (r"L_g[m[L_g[f]]](i)", r"\sum_{j\in N(i)} \exp(s[f](g^{-1}j))", Verdict.REFUTED),
]


@pytest.mark.parametrize(("left", "right", "verdict"), CITED)
def test_a_definition_and_a_claim_about_its_body(tmp_path: Path, left: str, right: str, verdict: Verdict) -> None:
    (step,) = judged(tmp_path, INNER, left, right, r"definition of $m$ and by \ref{inner}").steps
    assert step.verdict == verdict


def test_the_definition_has_to_be_named(tmp_path: Path) -> None:
    left, right, _ = CITED[0]
    (step,) = judged(tmp_path, INNER, left, right, r"by \ref{inner}").steps
    assert step.verdict == Verdict.NOT_AS_STATED


@pytest.mark.parametrize(
    ("claim", "reason", "why"),
    [
        (FALSE, r"by \ref{inner}", "the cited claim 'inner' is refuted"),
        (INNER, r"by \ref{iner}", "no claim before this one is labelled 'iner'"),
        (INNER, r"by \ref{outer}", "a claim cannot be cited in its own proof"),
    ],
)
@pytest.mark.parametrize(
    ("right", "verdict"),
    [(r"\exp(s[f](g^{-1}i))", Verdict.NOT_AS_STATED), (r"\exp(s[f](gi))", Verdict.REFUTED)],
)
def test_what_cannot_be_cited(tmp_path: Path, claim: str, reason: str, why: str, right: str, verdict: Verdict) -> None:
    """A true line is told what it rests on besides, a false one is refuted."""
    (step,) = judged(tmp_path, claim, r"\exp(s[L_g[f]](i))", right, reason).steps
    assert step.verdict == verdict
    assert step.why.startswith(why)


SIZES = [
    (r"\sum_{i\in S} \sum_{j\in S} b(j) = |S| \sum_{i\in S} b(i)", Verdict.PROVED),
    (r"\sum_{i\in S} \sum_{j\in S} b(j) = |S| \sum_{l\in S} b(l)", Verdict.PROVED),
    (r"\sum_{i\in S} \sum_{j\in S} (a(i) + b(j)) = |S| \sum_{i\in S} (a(i) + b(i))", Verdict.PROVED),
    (r"\sum_{i\in S} \sum_{j\in S} b(gj) = |S| \sum_{i\in S} b(i)", Verdict.NOT_AS_STATED),
    (r"\sum_{i\in S} \sum_{j\in S} b(j) = |G| \sum_{l\in S} b(l)", Verdict.REFUTED),
]


@pytest.mark.parametrize(("equation", "verdict"), SIZES)
def test_a_size_and_sums_with_other_names(tmp_path: Path, equation: str, verdict: Verdict) -> None:
    """The name that nobody writes for |S| does not let the sums beside it move."""
    left, right = equation.split(" = ")
    (step,) = judged(tmp_path, INNER, left, right, "algebra").steps
    assert step.verdict == verdict
