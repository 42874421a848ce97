"""``by \\eqref{...}``: what an equation of the proof rests on is allowed, and nothing else."""

from __future__ import annotations

import pytest

from symproof import Options, check_document, read_document

SETTING = r"""\begin{setting}
Let $G$ be a finite group acting on a finite set $X$. Let $F$ be a feature space. Let $h : X \to F$.
Let $b : X \times X \to \mathbb{R}$ be $G$-invariant. Let $c : X \to \mathbb{R}$ be $G$-invariant. Let $i, j \in X$ and $g \in G$.
Define $s[h](i,j) := \langle h(i), h(j)\rangle + b(i,j)$ and $t[h](i,j) := s[h](i,j) + s[h](j,i) + c(i)$.
\end{setting}
\begin{lemma}\label{lem}
\begin{equation}\label{eq:claim} s[L_gh](gi,gj) = s[h](i,j) \end{equation}
\end{lemma}
\begin{theorem}\label{thm} $t[L_gh](gi,gj) = t[h](i,j)$ \end{theorem}
\begin{proof}
\begin{equation}\label{eq:s} s[L_gh](gi,gj) = s[h](i,j) REASON \end{equation}
% \label{eq:comment}
\begin{align}
t[L_gh](gi,gj) &= s[L_gh](gi,gj) + s[L_gh](gj,gi) + c(gi) && \text{definition of $t$} \label{eq:first}\\
&= s[h](i,j) + s[h](j,i) + c(gi) && \text{by CITED} \\
&= t[h](i,j) && \text{definition of $t$, $c$ is invariant}
\end{align}
\end{proof}
"""


def second(cited: str, reason: str = "") -> str:
    text = SETTING.replace("CITED", cited).replace("REASON", reason and rf"\qquad\text{{{reason}}}")
    report = check_document(read_document("a.tex", text), Options(general_only=True)).propositions[1]
    assert report.steps[0].verdict.value == "proved"
    return report.steps[2].verdict.value


@pytest.mark.parametrize("cited", [r"\eqref{eq:s}", r"\ref{eq:s}", r"equation \eqref{eq:s}"])
def test_an_equation_may_be_cited(cited: str) -> None:
    """Two instances of it are used: what it rests on is allowed for both."""
    assert second(cited) == "proved"


def test_what_its_reason_names_is_allowed() -> None:
    assert second(r"\eqref{eq:s}", "definition of $s$, $b$ is invariant") == "proved"


@pytest.mark.parametrize("cited", [r"\eqref{eq:first}", r"\eqref{eq:comment}", r"\eqref{eq:none}", r"\eqref{thm}"])
def test_another_label_does_not_help(cited: str) -> None:
    assert second(cited) == "not_as_stated"


def test_a_claim_in_a_display_has_the_label_of_its_proposition() -> None:
    text = SETTING.replace("CITED", r"\eqref{eq:claim}").replace("REASON", "")
    step = read_document("a.tex", text).propositions[1].chains[1].steps[1]
    assert [part.label for part in step.reason.parts] == ["lem"]


SUM = r"""\begin{setting}
Let $G$ be a finite group. Let $F$ be a feature space. Let $f : G \to F$. Let $a, b, c, d \in G$.
\end{setting}
\begin{theorem}\label{thm} $\sum_{b\in G} f(bca) = \sum_{b\in G} f(ba)$ \end{theorem}
\begin{proof}
\[ \sum_{b\in G} f(bca) = \sum_{d\in G} f(da) \qquad\text{REASON} \]
\end{proof}
"""


@pytest.mark.parametrize(
    ("reason", "verdict"),
    [("with $d = bc$", "proved"), ("$b = dc^{-1}$", "proved"), ("$d := bc$", "proved"),
     ("with $d = cb$", "not_as_stated"), ("with $d = b$", "not_as_stated"), ("with $a = bc$", "not_as_stated")],
)  # fmt: skip
def test_a_formula_about_the_variable_of_a_sum_is_a_substitution(reason: str, verdict: str) -> None:
    report = check_document(read_document("a.tex", SUM.replace("REASON", reason)), Options(general_only=True))
    assert report.propositions[0].steps[0].verdict.value == verdict
