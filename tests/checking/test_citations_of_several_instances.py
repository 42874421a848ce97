"""A claim that a step uses for several values: at the variable of a softmax's sum and at that of its total."""

from __future__ import annotations

import pytest

from symproof import Options, check_document, read_document

TEXT = r"""\begin{setting}
Let $G$ be a finite group acting on a finite set $X$. Let $F$ be a feature space. Let $h : X \to F$.
Let $b, c : X \times X \to \mathbb{R}$ be $G$-invariant. Let $i, j, k \in X$ and $g \in G$.
Define $s[h](i,j) := \langle h(i), h(j)\rangle + b(i,j)$.
\end{setting}
\begin{lemma}\label{score} $s[L_gh](i,j) = s[h](g^{-1}i,g^{-1}j)$ \end{lemma}
\begin{lemma}\label{other} $c(gi,gj) = c(i,j)$ \end{lemma}
\begin{lemma}\label{false} $s[L_gh](i,j) = s[h](i,j)$ \end{lemma}
\begin{theorem}\label{thm} $LEFT = RIGHT$ \end{theorem}
\begin{proof}
\[ LEFT = RIGHT \qquad\text{by \ref{LABEL}} \]
\end{proof}
"""
SOFTMAX = r"\sum_{j\in X} \frac{\exp(SCORE_j)}{\sum_{k\in X} \exp(SCORE_k)} h(j)"
TWICE = r"\sum_{j\in X} SCORE_j h(j) + \sum_{k\in X} SCORE_k h(k)"
THRICE = r"\sum_{j\in X} SCORE_j h(j) + \sum_{k\in X} SCORE_k h(i) + SCORE_i h(i)"


def with_score(text: str, score: str) -> str:
    for name in "ijk":
        text = text.replace(f"SCORE_{name}", score.replace("*", name))
    return text


def verdict(text: str, label: str, left: str = "s[L_gh](i,*)", right: str = "s[h](g^{-1}i,g^{-1}*)") -> str:
    document = TEXT.replace("LEFT", with_score(text, left)).replace("RIGHT", with_score(text, right))
    report = check_document(read_document("a.tex", document.replace("LABEL", label)), Options(general_only=True))
    return report.propositions[-1].steps[0].verdict.value


@pytest.mark.parametrize("text", [SOFTMAX, TWICE, THRICE])
def test_it_is_used_wherever_it_applies(text: str) -> None:
    assert verdict(text, "score") == "proved"


@pytest.mark.parametrize("text", [SOFTMAX, TWICE, THRICE])
def test_in_both_directions(text: str) -> None:
    assert verdict(text, "score", "s[h](g^{-1}i,g^{-1}*)", "s[L_gh](i,*)") == "proved"


@pytest.mark.parametrize("text", [SOFTMAX, TWICE, THRICE])
@pytest.mark.parametrize("label", ["other", "false", "none"])
def test_another_claim_does_not_help(text: str, label: str) -> None:
    assert verdict(text, label) == "not_as_stated"


@pytest.mark.parametrize("text", [SOFTMAX, TWICE, THRICE])
@pytest.mark.parametrize("right", ["s[h](gi,g*)", "s[h](i,*)", "s[h](g^{-1}i,*)"])
def test_a_false_line_stays_false(text: str, right: str) -> None:
    assert verdict(text, "score", right=right) == "refuted"


ISOMETRY = r"""\begin{setting}
Let $S$ be a finite set. Let $i, j \in S$. Let $E, M$ be feature spaces. Let $z : S \to E$ and $t, a, b \in E$.
Let $R : E \to E$ be linear. Assume that $\langle R(a), R(b)\rangle = \langle a, b\rangle$ for all $a$, $b$.
Let $q : \mathbb{R} \to \mathbb{R}$. Define $y(i) := R(z(i)) + t$.
Define $m[z](i,j) := q(\lVert z(i) - z(j)\rVert^2)$ and $X[z](i) := \sum_{j\in S} m[z](i,j)(z(i) - z(j))$.
\end{setting}
\begin{lemma}\label{same} $m[y](i,j) = m[z](i,j)$ \end{lemma}
\begin{proof}
\[ m[y](i,j) = q(\lVert R(z(i)) - R(z(j))\rVert^2) = q(\lVert R(z(i)-z(j))\rVert^2) = m[z](i,j) \]
\end{proof}
\begin{lemma}\label{moved} $X[y](i) = R(X[z](i))$ \end{lemma}
\begin{proof}
\[ X[y](i) = \sum_{j\in S} m[z](i,j)(R(z(i)) - R(z(j))) \qquad\text{REASON} \]
\end{proof}
"""


@pytest.mark.parametrize(
    ("reason", "verdict", "missing"),
    [
        (r"by \ref{same} and definition of $X$ and $y$", "proved", []),
        (r"by \ref{same} and definition of $X$", "not_as_stated", ["y"]),
        (r"by \ref{same}", "not_as_stated", ["X", "y"]),
    ],
)
def test_beside_a_claim_a_line_may_need_more_than_its_reason_names(
    reason: str, verdict: str, missing: list[str]
) -> None:
    document = read_document("a.tex", ISOMETRY.replace("REASON", reason))
    found = check_document(document, Options(general_only=True)).propositions[1].steps[0]
    assert (found.verdict.value, [part.name for part in found.missing]) == (verdict, missing)
