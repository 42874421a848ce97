"""What a proposition is told besides its verdicts."""

from pathlib import Path

import pytest

from symproof import Options, check_document, latex, read_document
from symproof.terms import free_variables

DOCUMENT = r"""\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j \in S$, $y \in V$ and $h \in \mathcal{H}$. Let $F$ be a feature space. Let $f : S \to F$. Let $N(i) \subseteq S$.
Define $m[f](i) := \sum_{j\in N(i)} f(j)$.
\end{setting}
\begin{proposition}\label{it}
Assume that $N$ is translation-equivariant and stable under $\mathcal{H}$. Then $CLAIM$
\end{proposition}
\end{document}
"""

WARNED = [
    (r"m[L_y[f]](i) = L_y[m[f]](i)", "proved", ["N is stable under H"]),
    (r"m[L_yL_h[f]](i) = L_yL_h[m[f]](i)", "proved", []),
    (r"f(i) = f(i)", "proved", ["N is translation-equivariant", "N is stable under H"]),
    (r"m[f](i) = m[f](j)", "refuted", []),  # what a false claim does not need says nothing
    (r"m[L_y[f]](i) = m[f](i)", "refuted", []),
]


@pytest.mark.parametrize(("claim", "verdict", "unused"), WARNED)
def test_hypotheses_that_a_proved_claim_does_not_need(
    claim: str, verdict: str, unused: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "claim.tex"
    path.write_text(DOCUMENT.replace("CLAIM", claim))
    report = check_document(read_document(str(path)), Options(general_only=True)).propositions[0]
    assert report.claim.value == verdict
    assert [one.facts["hypothesis"] for one in report.warnings if one.code == "W302"] == unused


MOVED = [
    (r"\sum_{j\in S} f(x^{-1}(hx(j)+y)) = \sum_{j\in S} f(j)", [("j", "x^{-1}(h^{-1}x(j'')-h^{-1}y)", "j''")]),
    (r"\sum_{j\in S} f(x^{-1}(hx(j)+y)) = \sum_{k\in S} f(k)", [("j", "x^{-1}(h^{-1}x(k)-h^{-1}y)", "k")]),
    (  # j' is declared
        r"\sum_{j\in S} w(x^{-1}(x(j)+y), j') = \sum_{j\in S} w(j, j')",
        [("j", "x^{-1}(x(j'')-y)", "j''")],
    ),
    (  # each is the other
        r"\sum_{j\in S}\sum_{k\in S} w(x^{-1}(x(j)+y), x^{-1}(x(k)+y)) = \sum_{k\in S}\sum_{j\in S} w(k, j)",
        [("j", "x^{-1}(x(k')-y)", "k'"), ("k", "x^{-1}(x(j'')-y)", "j''")],
    ),
]


@pytest.mark.parametrize(("claim", "moves"), MOVED)
def test_the_old_and_the_new_variable_have_different_names(
    claim: str, moves: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    path = tmp_path / "claim.tex"
    declared = r"Let $j', k \in S$. Let $w : S \times S \to F$."
    text = DOCUMENT.replace(r"Assume that $N$ is translation-equivariant and stable under $\mathcal{H}$. Then ", "")
    path.write_text(text.replace("CLAIM", claim).replace(r"\end{setting}", declared + "\n\\end{setting}"))
    (found,) = check_document(read_document(str(path)), Options(general_only=True)).propositions[0].claims
    assert found.verdict.value == "proved"
    assert [(move.variable.name, latex(move.term), move.new.name) for move in found.reindexed] == moves
    for move in found.reindexed:  # each says the same the other way round
        assert {var.name for var in free_variables(move.inverse)} & {move.variable.name for move in found.reindexed}
