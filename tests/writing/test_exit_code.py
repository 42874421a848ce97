"""Exit codes as a table: the first that applies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symproof.checking.report import ProofStatus, Report, Verdict
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.span import NOWHERE
from symproof.writing.exit_code import Failure, exit_code
from tests.writing.reports import DISAGREEMENT, MALFORMED, claim, document, proposition, report, step

V = Verdict
WARNING, NOTE = (Diagnostic("W301", NOWHERE, severity=severity) for severity in ("warning", "note"))


def one(verdict: Verdict, **more: object) -> Report:
    return report(proposition(step(1), step(2, verdict), **more))


CASES = {
    "nothing at all": (Report(), 5),
    "a document without a proposition": (report(), 5),
    "a proposition without a claim": (report(proposition(claims=())), 5),
    "no proposition, yet something unreadable": (report(diagnostics=(MALFORMED,)), 1),
    "no proposition, a warning": (report(diagnostics=(WARNING, NOTE)), 5),
    "all proved": (one(V.PROVED), 0),
    "a claim without a proof, proved": (report(proposition(proof=ProofStatus.NONE)), 0),
    "warnings": (
        report(proposition(step(1, warnings=(WARNING,)), warnings=(WARNING,)), diagnostics=(NOTE,)),
        0,
    ),
    "a step refuted": (one(V.REFUTED), 1),
    "a step not as stated": (one(V.NOT_AS_STATED), 1),
    "a step malformed": (one(V.MALFORMED), 1),
    "a step undecided": (one(V.UNDECIDED), 3),
    "a step checked, the claim general": (one(V.CHECKED), 3),
    "a step checked, the claim about that group": (one(V.CHECKED, restricted="C4 on Z_3^2"), 0),
    "a step undecided on that group": (one(V.UNDECIDED, restricted="C4 on Z_3^2"), 3),
    "a step assumed": (one(V.ASSUMED), 4),
    "assumed and undecided": (report(proposition(step(1, V.ASSUMED), step(2, V.UNDECIDED))), 3),
    "undecided and refuted": (report(proposition(step(1, V.UNDECIDED), step(2, V.REFUTED))), 1),
    "the steps hold, the claim is refuted": (report(proposition(step(1), verdict=V.REFUTED)), 1),
    "the steps hold, the claim is undecided": (report(proposition(step(1), verdict=V.UNDECIDED)), 3),
    "one claim of two": (report(proposition(claims=(claim(), claim(V.NOT_AS_STATED)), verdict=V.PROVED)), 1),
    "a formula in a reason": (report(proposition(step(1, statements=(claim(V.REFUTED),)))), 1),
    "a formula in a reason, undecided": (report(proposition(step(1, statements=(claim(V.UNDECIDED),)))), 3),
    "a gap that an undecided line leaves": (one(V.UNDECIDED, proof=ProofStatus.GAP), 3),
    "a gap that a checked line leaves": (one(V.CHECKED, proof=ProofStatus.GAP, restricted="C4 on Z_3^2"), 0),
    "a gap beside an assumed line": (one(V.ASSUMED, proof=ProofStatus.GAP), 1),
    "a gap": (report(proposition(step(1), proof=ProofStatus.GAP)), 1),
    "a false step that is a consequence": (one(V.REFUTED, proof=ProofStatus.WRONG), 1),
    "all proved, yet a sentence unreadable": (report(proposition(step(1)), diagnostics=(MALFORMED,)), 1),
    "under review, a finding": (report(proposition(step(1, V.REFUTED)), under_review=True), 1),
    "under review, no finding": (report(proposition(step(1)), under_review=True), 0),
    "a disagreement": (report(proposition(step(1)), disagreements=(DISAGREEMENT,)), 2),
    "a disagreement and a refuted step": (
        report(proposition(step(1, V.REFUTED)), disagreements=(DISAGREEMENT,)),
        2,
    ),
    "two documents, the second with a finding": (
        Report((document(proposition(step(1))), document(proposition(step(1, V.REFUTED))))),
        1,
    ),
    "two documents, one without a claim": (Report((document(proposition(step(1))), document())), 0),
}


@pytest.mark.parametrize(("found", "code"), CASES.values(), ids=CASES.keys())
def test_exit_code(found: Report, code: int) -> None:
    assert exit_code(found) == code


def test_a_document_that_could_not_be_judged() -> None:
    assert exit_code(one(V.PROVED), (Failure("a.tex", "internal error"),)) == 2


@pytest.mark.parametrize("verdict", list(Verdict))
def test_general_only_changes_nothing(verdict: Verdict) -> None:
    found = one(verdict)
    assert exit_code(replace(found, general_only=True)) == exit_code(found)
