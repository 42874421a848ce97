"""An element that moves nothing need not be e: actions that are not faithful are models too."""

from __future__ import annotations

import pytest

from symproof.checking.report import Verdict
from symproof.checking.witness import find_witness
from symproof.theory.document import Comparison
from tests.algebras.latex import read

from .judged import outcome

FALSE = [
    (r"$hv = v$ for all $v$", "h = e"),
    (r"$hv = v$ for all $h, v$", "h = e"),
    (r"$hv = gv$ for all $v$", "h = g"),
    (r"$hv = v$ for all $h, v$", "gh = hg"),
    (r"$h^{2}v = v$ for all $v$", "h^{2} = e"),
    (r"$hgv = ghv$ for all $v$", "hg = gh"),
    (r"$hv = v$ for all $v$", "gv = v"),
]
TRUE = [
    (r"$hv = v$ for all $v$", "hw = w"),
    (r"$hv = gv$ for all $v$", "hw + y = gw + y"),
    (r"$hv = v$ for all $h, v$", "gw = w"),
]


@pytest.mark.parametrize(("assumed", "claim"), FALSE)
def test_a_false_claim_is_refuted(assumed: str, claim: str) -> None:
    found = outcome(claim, f"Assume that {assumed}.")
    assert found.verdict == Verdict.REFUTED
    assert found.witness is not None


@pytest.mark.parametrize(("assumed", "claim"), TRUE)
def test_a_true_claim_is_not(assumed: str, claim: str) -> None:
    assert outcome(claim, f"Assume that {assumed}.").witness is None


def test_the_kernel_recomputed() -> None:
    """The one element of order two that is found acts as its images in the witness say: everything stays."""
    found = outcome("h = e", r"Assume that $hv = v$ for all $v$.").witness
    assert found is not None
    assert (found.group, dict(found.elements), found.left, found.right) == ("C2", {"h": "r"}, "r", "e")
    assert found.action.endswith("r takes 1 to 1")


def test_a_group_that_does_not_commute_acts_trivially() -> None:
    found = outcome("gh = hg", r"Assume that $hv = v$ for all $h, v$.").witness
    assert found is not None
    assert found.group == "S3"
    assert found.left != found.right


def test_sets_whose_points_stay() -> None:
    base = r"Let $\mathcal{H}$ be a group that acts on the set $S$. Let $i, j \in S$ and $g, h \in \mathcal{H}$."
    setting, claim = read("h = e", base + "Assume that $hi = i$ for all $i$.")
    statement = claim.statement
    assert isinstance(statement, Comparison)
    found = find_witness(statement.left.term, statement.right.term, setting)
    assert found is not None
    assert found.action.endswith("r takes 0 to 0, 1 to 1")
