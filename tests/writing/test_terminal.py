from __future__ import annotations

import pytest

from symproof.checking.report import GroupRun, Missing, ProofStatus, Report, Verdict
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.span import Span
from symproof.writing.excerpt import columns
from symproof.writing.exit_code import Failure
from symproof.writing.messages import VERDICT_WORDS
from symproof.writing.terminal import Style, concise, full
from tests.writing.golden_files import same_as_golden
from tests.writing.reports import (
    DISAGREEMENT,
    GROUPS,
    MALFORMED,
    PROVED,
    REFUTED,
    WITNESS,
    claim,
    document,
    proposition,
    report,
    step,
)

V = Verdict
MANY = report(
    proposition(step(1, groups=GROUPS), step(2, V.CHECKED, groups=GROUPS), label="checked", verdict=V.CHECKED),
    proposition(step(1, V.ASSUMED), label="assumed"),
    proposition(step(1, V.UNDECIDED, why="the budget of models ran out (2000)"), label="open", verdict=V.UNDECIDED),
    proposition(
        step(
            1,
            V.NOT_AS_STATED,
            missing=(Missing("N is stable under H", "hypothesis"), Missing("m", "definition")),
        ),
        label="a-label-that-is-longer-than-the-column-it-has",
    ),
)
REPORTS: dict[str, Report] = {
    "proved": PROVED,
    "refuted": REFUTED,
    "malformed": report(
        proposition(step(1, V.MALFORMED), diagnostics=(MALFORMED,), verdict=V.PROVED),
        diagnostics=(MALFORMED,),
    ),
    "malformed_unexplained": report(proposition(step(1, V.MALFORMED))),
    "many": MANY,
    "returns": report(
        proposition(
            step(1, V.REFUTED, witness=WITNESS),
            step(2, V.REFUTED, witness=WITNESS, returns=True, consequence=True),
            proof=ProofStatus.WRONG,
        )
    ),
    "gap": report(proposition(step(1), proof=ProofStatus.GAP)),
    "review": report(
        proposition(step(1, V.REFUTED, witness=WITNESS), step(2, V.NOT_AS_STATED), verdict=V.REFUTED),
        under_review=True,
    ),
    "inequality": report(proposition(step(1, V.REFUTED, code="E311"))),
    "reason": report(proposition(step(1, statements=(claim(V.REFUTED, witness=WITNESS),)))),
    "disagreement": report(proposition(step(1)), disagreements=(DISAGREEMENT,)),
    "no_proof": report(proposition(proof=ProofStatus.NONE)),
    "empty": report(),
    "nothing": Report(),
    "general": Report(PROVED.documents, (), True),
    "warnings": report(
        proposition(
            step(
                1,
                warnings=(Diagnostic("W301", Span(22, 43, 22, 61), {"what": "definition of $m$"}, severity="warning"),),
            ),
            warnings=(
                Diagnostic("W302", Span(21, 1, 21, 1), {"hypothesis": "N is stable under H"}, severity="warning"),
            ),
        ),
        diagnostics=(
            Diagnostic("W101", Span(22, 43, 22, 61), {"words": "clearly", "reason": "clearly"}, severity="warning"),
        ),
    ),
    "two_documents": Report(
        (*PROVED.documents, document(proposition(step(1, groups=(GroupRun("p4:3", 3),))), path="b.tex"))
    ),
}


@pytest.mark.parametrize("name", REPORTS)
def test_full(name: str) -> None:
    same_as_golden(f"full_{name}.txt", full(REPORTS[name]))


@pytest.mark.parametrize("name", REPORTS)
def test_concise(name: str) -> None:
    same_as_golden(f"concise_{name}.txt", concise(REPORTS[name]))


@pytest.mark.parametrize("name", REPORTS)
def test_eighty_columns_and_no_escapes(name: str) -> None:
    lines = full(REPORTS[name]).splitlines()
    assert max(map(columns, lines)) <= 80
    assert not any("\x1b" in line or line != line.rstrip() for line in lines if not line.endswith("| "))


def test_colours_change_nothing_else() -> None:
    import re

    painted = full(REFUTED, style=Style(True))
    assert "\x1b[" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == full(REFUTED)


def test_quiet_keeps_findings_and_the_last_line() -> None:
    assert "proposition  " not in full(REFUTED, quiet=True)
    assert "[E301]" in full(REFUTED, quiet=True)
    assert full(PROVED, quiet=True).count("\n") == 1
    assert concise(PROVED, quiet=True) == ""


def test_a_document_that_could_not_be_judged() -> None:
    text = full(PROVED, (Failure("b.tex", "symproof: internal error"),))
    assert "b.tex: symproof: internal error" in text


def test_no_two_verdicts_share_a_word() -> None:
    assert len(set(VERDICT_WORDS.values())) == len(Verdict)


HOSTILE = "\x1b[2J\x1b]0;title\x07\u202e::error::x"


def test_what_the_document_says_cannot_reach_the_terminal() -> None:
    found = report(
        proposition(step(1, V.UNDECIDED, why=HOSTILE), label=HOSTILE),
        diagnostics=(
            Diagnostic("E201", Span(1, 1, 1, 9), {"name": HOSTILE}, (HOSTILE,), ((Span(1, 1, 1, 2), HOSTILE),)),
        ),
        path=f"::{HOSTILE}.tex",
        source=HOSTILE,
    )
    for text in (full(found), concise(found)):
        assert not set(text) & set("\x1b\x07\u202e")
        assert not any(line.startswith("::") for line in text.splitlines())
