"""Do the chains of a proof lead from one side of the claim to the other?"""

from __future__ import annotations

import pytest

from symproof import Options, check_document, read_document

SETTING = r"""\begin{setting}
Let $\mathcal{H}$ be a finite group. Let $F$ be a feature space. Let $f, u : \mathcal{H} \to F$ and $q : F \to F$.
Let $g, h, k \in \mathcal{H}$. Define $m[f](g) := \sum_{k\in\mathcal{H}} f(k^{-1}g)$ and $c(g) := q(f(g))$.
\end{setting}
"""
CLAIM = r"m[L_hf](g) = L_hm[f](g)"
LEFT = r"\[ m[L_hf](g) = \sum_{k\in\mathcal{H}} f(h^{-1}k^{-1}g) = \sum_{k\in\mathcal{H}} f(k^{-1}g). \]"
RIGHT = r"\[ L_hm[f](g) = \sum_{k\in\mathcal{H}} f(k^{-1}h^{-1}g) = \sum_{k\in\mathcal{H}} f(k^{-1}g). \]"


def status(proof: str, claim: str = CLAIM) -> tuple[str, str]:
    text = rf"{SETTING}\begin{{proposition}}\label{{a}}${claim}$\end{{proposition}}\begin{{proof}}{proof}\end{{proof}}"
    report = check_document(read_document("a.tex", text), Options(general_only=True)).propositions[0]
    return report.claim.value, report.proof.value


FOLLOW = (
    LEFT + " On the other hand, " + RIGHT,  # to a common value
    RIGHT + LEFT,
    LEFT + r"\[ \sum_{j\in\mathcal{H}} f(j^{-1}g) = m[f](h^{-1}g). \]",  # the next display begins where one ends
    LEFT + r"\[ m[f](g) = m[f](h^{-1}g). \]",  # by the definition of m
    r"\[ c(g) = q(f(g)). \]" + LEFT + RIGHT,  # beside what is not needed
)
GAPS = (
    LEFT,
    RIGHT,
    LEFT + r"\[ m[u](g) = m[u](h^{-1}g). \]",  # of another function
    LEFT + r"\[ c(g) = q(f(g)). \]",
    r"\[ m[L_hf](g) = \sum_{k\in\mathcal{H}} f(h^{-1}k^{-1}g). \] \[ L_hm[f](g) = \sum_{k\in\mathcal{H}} f(k^{-1}h^{-1}g). \]",
    r"\[ m[L_hf](g) = m[f](g). \] \[ \sum_{k\in\mathcal{H}} f(kg) = L_hm[f](g). \]",  # equal, but not literally
)


@pytest.mark.parametrize("proof", FOLLOW)
def test_several_chains_join_both_sides(proof: str) -> None:
    assert status(proof) == ("proved", "follows")


@pytest.mark.parametrize("proof", GAPS)
def test_chains_that_do_not_meet_leave_a_gap(proof: str) -> None:
    assert status(proof) == ("proved", "gap")


def test_a_false_line_among_them_is_no_proof() -> None:
    assert status(LEFT.replace("f(k^{-1}g)", "f(k)q") + RIGHT)[1] != "follows"
    assert status(LEFT.replace(r"f(k^{-1}g)", "u(k^{-1}g)") + RIGHT.replace(r"f(k^{-1}g)", "u(k^{-1}g)"))[1] == "wrong"


def test_an_inequation_joins_nothing() -> None:
    unequal = r"\[ f(g) \neq u(g). \]" + r"\[ u(g) \neq f(h). \]"
    assert status(unequal, r"f(g) \neq f(h)") == ("proved", "gap")
