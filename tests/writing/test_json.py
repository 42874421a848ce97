from __future__ import annotations

import json

import pytest

from symproof.checking.report import Report, Verdict
from symproof.writing.exit_code import Failure, exit_code
from symproof.writing.json import to_json
from tests.writing.golden_files import same_as_golden
from tests.writing.reports import PROVED, REFUTED, document, proposition, report, step
from tests.writing.test_exit_code import CASES
from tests.writing.test_terminal import HOSTILE, REPORTS

STEP_KEYS = {
    *(
        "document",
        "proposition",
        "step",
        "line",
        "column",
        "end_line",
        "end_column",
        "relation",
        "code",
        "verdict",
    ),
    *("reason", "reindexed", "hypotheses", "groups", "witness", "repairs"),
}


def test_golden() -> None:
    both = Report((*PROVED.documents, *REFUTED.documents), ("C2 on Z_3",), False, (("exhaustive", "True"),))
    same_as_golden("report.json", to_json(both))


@pytest.mark.parametrize(("found", "code"), CASES.values(), ids=CASES.keys())
def test_never_disagrees_with_the_exit_code(found: Report, code: int) -> None:
    assert json.loads(to_json(found))["summary"]["exit_code"] == code == exit_code(found)


@pytest.mark.parametrize("name", REPORTS)
def test_shape(name: str) -> None:
    data = json.loads(to_json(REPORTS[name]))
    assert set(data) == {"schema", "documents", "propositions", "steps", "summary"}
    assert data["schema"] == 1
    for one in data["steps"]:
        assert set(one) >= STEP_KEYS
        assert one["verdict"] in list(Verdict)
        assert bool(one["code"]) == (one["verdict"] != "proved")
    assert data["summary"]["steps"] == len(data["steps"]) == sum(data["summary"]["verdicts"].values())
    assert data["summary"]["propositions"] == len(data["propositions"])


def test_two_runs_give_the_same_bytes() -> None:
    assert to_json(REFUTED) == to_json(REFUTED)


def test_failures_are_told() -> None:
    summary = json.loads(to_json(PROVED, (Failure("b.tex", "internal error"),)))["summary"]
    assert summary["exit_code"] == 2
    assert summary["failures"] == [{"document": "b.tex", "message": "internal error"}]


def test_any_text_stays_ascii_and_valid() -> None:
    found = Report((document(proposition(step(1), label=HOSTILE), path="\udcff.tex"),))
    assert to_json(found).isascii()
    assert json.loads(to_json(found))["propositions"][0]["proposition"] == HOSTILE


def test_groups_that_were_not_run_are_not_listed() -> None:
    assert json.loads(to_json(report(proposition(step(1)))))["steps"][0]["groups"] == []
