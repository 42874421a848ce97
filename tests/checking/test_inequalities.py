"""Inequalities between reals: numbers refute them, nothing proves them; with exp they stay open."""

from __future__ import annotations

import pytest

from symproof import Options, check_document, read_document
from symproof.checking.report import ClaimReport

from .recompute import Model

SETTING = r"""
Let $S$ be a finite set. Let $i, j \in S$ and $\lambda, \mu \in \mathbb{R}$. Let $F$ be a feature space. Let $z, w \in F$.
Let $a, b : S \to \mathbb{R}$.
"""
FALSE = (
    r"a(i) \leq a(j)",
    r"\lambda^2 \geq \lambda + 1",
    r"\lambda < \lambda",
    r"a(i)^2 + b(i)^2 \geq 2a(i)b(i) + 1",
    r"\lVert z + w\rVert^2 \leq \lVert z\rVert^2 + \lVert w\rVert^2",
    r"\langle z, w\rangle > 0",
    r"\sum_{j\in S} a(j) \geq a(i)",
)
OPEN = (
    r"\lambda^2 + \mu^2 \geq 2\lambda\mu",  # true
    r"\langle z, w\rangle^2 \leq \langle z, z\rangle\langle w, w\rangle",  # true
    r"\lambda \leq \lambda",
    r"\exp(\lambda) \geq 1 + \lambda",  # true, and true of 2^t at integers
    r"2\exp(\lambda) \geq 2 + 2\lambda + \lambda^2 - \lambda^3",  # 2^t would break it at 1, where exp does not
    r"2\exp(1) > 5",  # true of exp, false of 2^t
)


def judged(claim: str) -> tuple[Model | None, ClaimReport]:
    text = rf"\begin{{setting}}{SETTING}\end{{setting}}\begin{{proposition}}\label{{a}}${claim}$\end{{proposition}}"
    report = check_document(read_document("a.tex", text), Options(general_only=True)).propositions[0]
    found, setting = report.claims[0], report.proposition.setting
    model = Model(found.witness, setting, setting.symbols.values()) if found.witness is not None else None
    return model, found


@pytest.mark.parametrize("claim", FALSE)
def test_numbers_refute_it(claim: str) -> None:
    model, found = judged(claim)
    assert found.verdict.value == "refuted" and model is not None
    statement = found.claim.statement
    left, right = model.value(statement.left.term), model.value(statement.right.term)
    holds = {r"\leq": left <= right, r"\geq": left >= right, "<": left < right, ">": left > right}
    sign = next(sign for sign in (r"\leq", r"\geq", "<", ">") if sign in claim)
    assert not holds[sign]


@pytest.mark.parametrize("claim", OPEN)
def test_it_stays_open(claim: str) -> None:
    _, found = judged(claim)
    assert (found.verdict.value, found.why) == ("undecided", "an inequality of reals lies outside the theory")
