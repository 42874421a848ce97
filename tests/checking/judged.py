"""A line of text judged by both tiers: the verdict on an equation under what a setting says."""

from __future__ import annotations

from symproof.checking.budget import Options
from symproof.checking.report import Verdict
from symproof.checking.step import Judge, Outcome
from symproof.theory.document import Comparison
from tests.algebras.latex import GROUP, read


class Disagreement(AssertionError):
    """A general proof and a finite model contradict each other."""


def outcome(equation: str, assuming: str = "", groups: tuple[str, ...] = ("C2 on Z_3", "S3 on Z_2^2")) -> Outcome:
    """What becomes of an equation without a reason; raises Disagreement."""
    setting, claim = read(equation, GROUP + assuming)
    statement = claim.statement
    if not isinstance(statement, Comparison):
        raise TypeError(equation)
    found = Judge(setting, Options(groups=groups)).equation(statement.left.term, statement.right.term)
    if found.disagreement is not None:
        raise Disagreement(equation)
    return found


def verdict(equation: str, assuming: str = "") -> Verdict:
    """The verdict on an equation, run on two finite groups."""
    return outcome(equation, assuming).verdict
