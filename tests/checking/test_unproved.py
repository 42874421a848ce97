"""Questions that are asked twice: sides that are equal in general have the same witnesses, which are searched for once."""

from __future__ import annotations

import pytest

from symproof.algebras.structure import Frame
from symproof.checking import witness
from symproof.checking.budget import Options
from symproof.checking.report import Verdict, Witness
from symproof.checking.step import Judge
from symproof.terms import Term
from symproof.theory.document import Comparison
from tests.algebras.latex import GROUP, read


def sides(equation: str) -> tuple[Term, Term]:
    statement = read(equation, GROUP)[1].statement
    assert isinstance(statement, Comparison)
    return statement.left.term, statement.right.term


def found(judge: Judge, equation: str) -> Witness | None:
    outcome = judge.equation(*sides(equation))
    assert outcome.verdict == Verdict.REFUTED
    return outcome.witness


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[Term]:
    """The left sides of the searches that were begun."""
    begun: list[Term] = []
    search = witness._in_frame

    def noted(over: witness.Search, frame: Frame, seed: int) -> witness.Found | None:
        begun.append(over.problem.left)
        return search(over, frame, seed)

    monkeypatch.setattr(witness, "_in_frame", noted)
    return begun


ASKED = r"\sum_{s\in\mathcal{H}} \tau(hs) = \tau(h)"
AGAIN = [
    r"\sum_{t\in\mathcal{H}} \tau(t) = \tau(hhh^{-1})",  # another sum, by a change of variable
    ASKED,
]
OTHERS = [
    r"\sum_{t\in\mathcal{H}} \tau(t) = \tau(hgg^{-1})",  # a name for which the model has no value
    r"\sum_{t\in\mathcal{H}} \tau(t) = \tau(g)",  # one side only is the same
    r"\tau(h) = \sum_{s\in\mathcal{H}} \tau(hs)",  # the sides change places
    r"hg = gh",  # another sort
    r"L_h[\tau] = \tau",  # of functions
]


@pytest.mark.parametrize("equation", AGAIN)
def test_equal_sides_have_the_same_witness(equation: str, searched: list[Term]) -> None:
    judge = Judge(read(ASKED, GROUP)[0], Options(general_only=True))
    first, count = found(judge, ASKED), len(searched)
    assert count
    assert found(judge, equation) == first
    assert len(searched) == count


@pytest.mark.parametrize("equation", OTHERS)
def test_another_question_is_searched_for_anew(equation: str, searched: list[Term]) -> None:
    judge = Judge(read(ASKED, GROUP)[0], Options(general_only=True))
    found(judge, ASKED)
    count = len(searched)
    assert found(judge, equation) is not None
    assert len(searched) > count


@pytest.mark.parametrize("equation", [*AGAIN, *OTHERS])
def test_the_witness_is_that_of_a_judge_who_was_asked_nothing_before(equation: str) -> None:
    judge = Judge(read(ASKED, GROUP)[0], Options(general_only=True))
    found(judge, ASKED)
    alone = found(Judge(read(equation, GROUP)[0], Options(general_only=True)), equation)
    after = found(judge, equation)
    assert after is not None
    assert alone is not None
    assert (after.order, after.left, after.right) == (alone.order, alone.left, alone.right)
