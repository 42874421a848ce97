"""What words make of a claim: a hypothesis that is not understood gives no counterexample, a condition is no claim."""

from pathlib import Path

import pytest

from symproof import Options, check_document, read_document
from symproof.checking.report import DocumentReport

SETTING = r"""\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j \in S$ and $h \in \mathcal{H}$. Let $a : S \to \mathbb{R}$. Let $N(i) \subseteq S$.
%s
\end{setting}
\begin{proposition}\label{it}%s\end{proposition}
\end{document}
"""
TURNED = r"$\sum_{j\in N(x^{-1}(hx(i)))} a(x^{-1}(h^{-1}x(j))) = \sum_{j\in N(i)} a(j)$"


def judged(tmp_path: Path, sentence: str, claim: str) -> DocumentReport:
    path = tmp_path / "claim.tex"
    path.write_text(SETTING % (sentence, claim))
    return check_document(read_document(str(path)), Options(general_only=True))


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        (r"We assume that $N$ is stable under $\mathcal{H}$.", "proved"),
        (r"The neighbourhood $N$ is stable under $\mathcal{H}$.", "proved"),
        (r"Throughout, $N$ is stable under $\mathcal{H}$.", "proved"),
        (r"The complement of $N$ is stable under $\mathcal{H}$.", "undecided"),
        (r"As is known, $N$ is stable under $\mathcal{H}$.", "undecided"),
        (r"Recall that $N(hi) = hN(i)$.", "proved"),
        (r"Recall the requirement that $N(hi)$ be $hN(i)$.", "undecided"),
        (r"Some prose about nothing.", "refuted"),
        (r"", "refuted"),
    ],
)
def test_a_hypothesis_that_is_not_understood(sentence: str, verdict: str, tmp_path: Path) -> None:
    assert judged(tmp_path, sentence, TURNED).propositions[0].claim.value == verdict


@pytest.mark.parametrize(
    "claim",
    [
        "For $h^2 = e$ we have $h = h^{-1}$.",
        "Given $h^2 = e$: $h = h^{-1}$.",
        "With $h^2 = e$ we get $h = h^{-1}$.",
        "Under the assumption $h^2 = e$, $h = h^{-1}$.",
        "Under the assumptions $h^2 = e$, $h = h^{-1}$.",
        "Under the assumption that $h^2 = e$, $h = h^{-1}$.",
        "Under the hypotheses that $h^2 = e$ we have $h = h^{-1}$.",
        "With the condition that $h^2 = e$, $h = h^{-1}$.",
        "Provided that $h^2 = e$, $h = h^{-1}$.",
        "Whenever $h^2 = e$, $h = h^{-1}$.",
        "Supposing $h^2 = e$, $h = h^{-1}$.",
        "On the condition that $h^2 = e$ also $h = h^{-1}$.",
        "$h = h^{-1}$ as long as $h^2 = e$.",
        "$h = h^{-1}$ in case $h^2 = e$.",
        "In the case $h^2 = e$, $h = h^{-1}$.",
        "Once $h^2 = e$, $h = h^{-1}$.",
        "By assumption $h^2 = e$. So $h = h^{-1}$.",
        "For each $h$ such that $h^2 = e$, $h = h^{-1}$.",
        "$h = e$ for some $h$.",
        "$h = h$ almost never.",
    ],
)
def test_a_condition_is_no_claim(claim: str, tmp_path: Path) -> None:
    report = judged(tmp_path, "", claim)
    assert "E145" in {problem.code for problem in report.document.diagnostics}
    assert not report.propositions[0].claims


@pytest.mark.parametrize(
    "claim",
    [
        "If $h^2 = e$ then $h = h^{-1}$.",
        "If $h^2 = e$, then $h = h^{-1}$.",
        "Assume that $h^2 = e$. In this case $h = h^{-1}$.",
        "Assume that $h^2 = e$. Then we have that $h = h^{-1}$.",
        "For each $h$, $hh^{-1} = e$.",
        "With the sum over all positions we have for $i$ and $h$ that $hh^{-1} = e$.",
    ],
)
def test_other_words_are_passed_over(claim: str, tmp_path: Path) -> None:
    assert judged(tmp_path, "", claim).propositions[0].claim.value == "proved"


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        (r"Assume that $h^2 = e$. Then $h = h^{-1}$ for all $h \in \mathcal{H}$.", "E205"),
        (r"Assume that $h^2 = e$. Then for each $h$, $h = h^{-1}$.", "E205"),
        (r"Assume that $h^2 = e$. Then \[ h = h^{-1} \quad \forall h \in \mathcal{H} \]", "E205"),
        (r"Assume that $a(i) = 0$. Then $a(i) = 0$ for all $i$.", "E205"),
        (r"\[ \forall h \,\exists i : a(i) = 0 \]", "E108"),
        (r"$a(j) = a(i)$ for all $j \in N(i)$.", "E145"),
        (r"$h = e$ for all $h \neq e$.", "E145"),
        (r"\[ h = e \quad\text{for some } h \]", "E145"),
    ],
)
def test_a_claim_for_all_is_not_one_for_what_a_hypothesis_speaks_of(claim: str, code: str, tmp_path: Path) -> None:
    report = judged(tmp_path, "", claim)
    assert code in {problem.code for problem in report.document.diagnostics}
    assert not report.propositions[0].claims


@pytest.mark.parametrize(
    "claim",
    [
        r"Assume that $a(i) = 0$ for all $i$. Then $a(j) = 0$ for all $j$.",
        r"Assume that $h^2 = e$. Then $hx(i) = h^{-1}x(i)$ for all $i$.",
        r"\[ hh^{-1} = e \quad \forall h \in \mathcal{H} \]",
        r"For all $i, j \in S$ and each $h$, $a(i) + a(j) = a(j) + a(i)$.",
    ],
)
def test_what_holds_for_all_is_proved(claim: str, tmp_path: Path) -> None:
    assert judged(tmp_path, "", claim).propositions[0].claim.value == "proved"


NATURALS = r"""\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $d, n, r$ be positive naturals.
Assume that $d$ is even.
\end{setting}
\begin{proposition}\label{it}%s\end{proposition}
\end{document}
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"$2 \leq d$", "undecided"),  # true under what cannot be read
        (r"$dr + rn = dn$", "undecided"),
        (r"$d \neq r$", "undecided"),
        (r"$dr + rn \geq 2r$", "proved"),
    ],
)
def test_naturals_of_which_something_unreadable_is_assumed(claim: str, verdict: str, tmp_path: Path) -> None:
    path = tmp_path / "claim.tex"
    path.write_text(NATURALS % claim)
    report = check_document(read_document(str(path)), Options(general_only=True))
    assert report.propositions[0].claim.value == verdict
