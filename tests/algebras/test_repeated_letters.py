"""Sums over the group of words that hold the variable several times, and letters that hang on the variable."""

from __future__ import annotations

import pytest

from symproof.checking.witness import WitnessBudget, agrees, find_witness
from symproof.theory.document import Comparison
from tests.algebras.latex import GROUP, equal, read

OVER_S, OVER_T, OVER_J = r"\sum_{s\in\mathcal{H}} ", r"\sum_{t\in\mathcal{H}} ", r"\sum_{j\in S} "
MOVES = r"Let $\mu : \mathcal{H} \to \mathcal{H}$ and $\eta : V \to V$. "
LAWS = r"Assume that $\eta(hv) = h\eta(v)$ for all $h$, $v$. "
GROUP_LAW = r"Assume that $\mu(hs) = h\mu(s)$ for all $h$, $s$. "
FREE = r"Assume that $\kappa(x^{-1}(hx(i))) = h\kappa(i)$ for all $h$, $i$. "  # with a fixed point for trivial groups alone

ONE = [  # words under one sum over s
    ("c(sgs^{-1})", "c(s^{-1}gs)", True),
    ("c(sgs^{-1})", "c(shgh^{-1}s^{-1})", True),
    ("c(sghs^{-1})", "c(shgs^{-1})", True),
    ("c(hsgs^{-1}t)", "c(hsugu^{-1}s^{-1}t)", True),
    ("c(sgs)", "c(s^{-1}gs^{-1})", True),
    ("c(s^2)", "c((gs)^2)", True),
    ("c((gsh)^3)", "c(hg((shg)^2)s)", True),
    ("c(sgs^{-1})d(sh)", "c(tsgs^{-1}t^{-1})d(tsh)", True),
    ("c(sgs^{-1})", "c(g)", False),
    ("c(sgs^{-1})", "c(sg^{-1}s^{-1})", False),
    ("c(sghs^{-1})", "c(sg^{-1}hgs^{-1})", False),
    ("c(sgs)", "c(s)", False),
    ("c(s^2)", "c(s)", False),
    ("c(s^2)", "c(gs^2)", False),
    ("c(sgs^{-1})d(s)", "c(hsgs^{-1}h^{-1})d(s)", False),
    ("c(sgs^{-1})d(sh)", "c(sgs^{-1})d(sgh^{-1})", False),
]
TWO = [  # under two sums
    ("c(st)d(ts)", "c(s)d(t^{-1}st)", True),
    ("c(s^2t^2)", "c(sts^{-1}t)", True),
    ("c(sgs^{-1}tht^{-1})", "c(shs^{-1}tgt^{-1})", True),
    ("c(sts)", "c(s)", True),
    ("c(sts)d(t)", "c(s)d(t)", False),
    ("c(sgs^{-1}tht^{-1})", "c(sghs^{-1})", False),
    ("c(s^2t^2)", "c(st)", False),
    ("c(s^2t^2)", "c(s^2)", False),
]
LETTERS = [  # under a sum over j, or over s: letters such as k(j)
    (r"\theta(p(x^{-1}(hx(j))))", r"\theta(p(j))", OVER_J, "", True),
    (r"c(g\kappa(x^{-1}(hx(j)+v)))", r"c(g\kappa(j))", OVER_J, "", True),
    (r"\theta(p(x^{-1}(hx(j))))", r"\theta(hp(j))", OVER_J, "", False),
    (r"\theta(p(x^{-1}(p(j))))", r"\theta(p(j))", OVER_J, "", False),
    (r"c(g\kappa(j))", r"c(\kappa(j))", OVER_J, "", False),
    (r"c(g\kappa(j))", r"c(\kappa(j))", OVER_J, FREE, True),
    (r"\theta(\kappa(j)^{-1}v)", r"\theta(\kappa(j)^{-1}gv)", OVER_J, FREE, True),
    (r"\theta(\eta(hx(j)))", r"\theta(h\eta(x(j)))", OVER_J, LAWS, True),
    (r"\theta(\eta(h(x(j)-gv)))", r"\theta(h\eta(x(j)-gv))", OVER_J, LAWS, True),
    (r"\theta(\eta(hx(j)-gv))", r"\theta(h\eta(x(j)-gv))", OVER_J, LAWS, True),
    (r"\theta(\eta(hx(j)))a(j)", r"\theta(\eta(x(j)))a(j)", OVER_J, LAWS, False),
    (r"c(\mu(gs)h)", r"c(g\mu(s)h)", OVER_S, GROUP_LAW, True),
    (r"c(\mu(sg)h)", r"c(\mu(s)h)", OVER_S, "", True),
    (r"c(\mu(g)s)d(s)", r"c(g\mu(e)s)d(s)", OVER_S, GROUP_LAW, True),
    (r"c(\mu(gs)s)", r"c(\mu(s)s)", OVER_S, "", False),
    (r"c(\mu(gs)s)", r"c(\mu(s)g^{-1}s)", OVER_S, "", True),
]
CLASSES = "Assume that $c(gsg^{-1}) = c(s)$ for all $g$, $s$. "
OTHERWISE = "Assume that $c(g^{-1}sg) = c(s)$ for all $g$, $s$. "
RATES = r"Assume that $a(x^{-1}(hx(i))) = d(h)a(i)$ for all $h$, $i$. "
LAW = [  # functions that do not tell conjugates apart; those that an element multiplies
    ("c(gh) = c(hg)", CLASSES, True),
    ("c(ghs) = c(sgh)", OTHERWISE, True),
    ("c(ghgs) = c(hgsg)", CLASSES, True),
    ("c(ghg^{-1}) = c(h)", OTHERWISE, True),
    (r"\sum_{t\in\mathcal{H}} c(gt)d(t) = \sum_{t\in\mathcal{H}} c(tg)d(t)", CLASSES, True),
    (r"\sum_{t\in\mathcal{H}} c(t)d(t^{-1}g) = \sum_{t\in\mathcal{H}} c(t)d(gt^{-1})", CLASSES, True),
    ("c(ghs) = c(gsh)", CLASSES, False),
    ("c(gh) = c(gh^{-1})", CLASSES, False),
    (r"\sum_{t\in\mathcal{H}} c(gt)d(t) = \sum_{t\in\mathcal{H}} c(t)d(t)", CLASSES, False),
    ("c(gh) = c(hg)", "", False),
    ("a(x^{-1}(ghx(i))) = d(gh)a(i)", RATES, True),
    ("b(i)a(x^{-1}(ghx(i))) = a(x^{-1}(ghx(i)))b(i)", RATES, True),
    ("a(x^{-1}(hx(i))) = d(h)b(i)", RATES, False),
]
CASES = [
    *[(f"{OVER_S}{a} = {OVER_S}{b}", "", expected) for a, b, expected in ONE],
    *[(f"{OVER_S}{OVER_T}{a} = {OVER_S}{OVER_T}{b}", "", expected) for a, b, expected in TWO],
    *[(f"{over}{a} = {over}{b}", MOVES + laws, expected) for a, b, over, laws, expected in LETTERS],
    *LAW,
]


@pytest.mark.parametrize(("equation", "assuming", "expected"), CASES)
def test_sums_of_such_words(equation: str, assuming: str, expected: bool) -> None:
    assert equal(equation, assuming) is expected


@pytest.mark.parametrize(("equation", "assuming", "expected"), CASES)
def test_a_second_opinion(equation: str, assuming: str, expected: bool) -> None:
    """What is equated has one value in random models; what is not differs in one."""
    setting, claim = read(equation, GROUP + assuming)
    assert isinstance(claim.statement, Comparison)
    left, right = claim.statement.left.term, claim.statement.right.term
    if not expected:
        assert find_witness(left, right, setting) is not None
        return
    for group in ("S3 on Z_2^2", "C4 on Z_5"):
        assert agrees(left, right, setting, group, budget=WitnessBudget(models=24)) is None
