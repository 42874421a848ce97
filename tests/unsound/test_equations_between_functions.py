"""``f = f'`` assumed of functions holds at every argument: no model in which it holds at one only is a counterexample."""

import pytest

from symproof.checking.budget import Options
from symproof.checking.check import check_document
from symproof.checking.report import Verdict
from symproof.reading.read import read_document
from symproof.terms import Arrow, S, Space, Var, free_variables
from symproof.theory.hypotheses import Equation

TEXT = r"""
\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j \in S$, $y \in V$ and $g, h \in \mathcal{H}$. Let $F$ be a feature space.
Let $f, f' : S \to F$. Let $N(i) \subseteq S$.
Define $c[f](i) := \sum_{j\in N(i)} f(j)$.
\end{setting}
\begin{proposition}\label{one}
CLAIM
\end{proposition}
\end{document}
"""


@pytest.mark.parametrize(
    "claim",
    [
        r"Assume that $f = f'$. Then \[ c[f](i) = c[f'](i) \]",
        r"Assume that $L_h[f] = f$. Then \[ f(hi) = f(i) \]",
        r"Assume that $L_h[f] = f$. Then \[ L_h[L_h[f]](i) = f(i) \]",
        r"Assume that $L_y[f] = f'$. Then \[ c[L_y[f]](i) = c[f'](i) \]",
        r"\[ f = f' \implies c[f](i) = c[f'](i) \]",
    ],
)
def test_what_follows_is_not_refuted(claim: str) -> None:
    report = check_document(read_document("one.tex", TEXT.replace("CLAIM", claim)), Options(general_only=True))
    assert report.propositions[0].claim in (Verdict.PROVED, Verdict.UNDECIDED)


def test_what_does_not_follow_is_refuted() -> None:
    claim = r"Assume that $L_h[f] = f$. Then \[ L_g[f] = f \]"
    report = check_document(read_document("one.tex", TEXT.replace("CLAIM", claim)), Options(general_only=True))
    assert report.propositions[0].claim == Verdict.REFUTED


def test_the_arguments_are_quantified() -> None:
    document = read_document("one.tex", TEXT.replace("CLAIM", r"Assume that $f = f'$. Then \[ f(i) = f'(i) \]"))
    (law,) = document.propositions[0].setting.hypotheses
    assert isinstance(law, Equation)
    functions = {Var(name, Arrow((S,), Space("F"))) for name in ("f", "f'")}
    assert (free_variables(law.left) | free_variables(law.right)) - set(law.variables) == functions
