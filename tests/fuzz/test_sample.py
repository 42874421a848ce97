"""A sample of the fuzz run, and that the run would notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from symproof.theory.diagnostic import Diagnostic
from symproof.theory.span import NOWHERE, Span
from tests.fuzz import judging
from tests.fuzz.documents import KINDS, case
from tests.fuzz.judging import judged
from tests.fuzz.run import Found, tried
from tests.fuzz.table import counted, rendered
from tests.reading.malformed import CLAIM, HEAD, SETTING, TAIL

PLAIN = HEAD + SETTING + "\\end{setting}\n" + CLAIM + TAIL
SAMPLE = range(8 * len(KINDS))


def test_nothing_crashes_hangs_or_points_nowhere() -> None:
    found = [tried(2, number) for number in SAMPLE]
    assert {one.kind for one in found} == set(KINDS)
    assert not [(one.number, one.kind, one.outcome.detail) for one in found if one.outcome.wrong]


def test_a_document_is_the_same_at_every_run() -> None:
    assert [case(3, number) for number in range(len(KINDS))] == [case(3, number) for number in range(len(KINDS))]
    assert case(3, 0) != case(4, 0) != case(4, len(KINDS))


def _broken(*_: object) -> None:
    raise ValueError("broken")


def _endless(*_: object) -> None:
    while True:
        pass


@pytest.mark.parametrize(("stand_in", "wrong"), [(_broken, "traceback"), (_endless, "hang")])
def test_a_reader_that_fails_is_noticed(monkeypatch: pytest.MonkeyPatch, stand_in: object, wrong: str) -> None:
    monkeypatch.setattr(judging, "SECONDS", 0.05)
    for name in ("read_document", "full", "to_json"):
        with monkeypatch.context() as patch:
            patch.setattr(judging, name, stand_in)
            assert judged(Path("x.tex"), PLAIN).wrong == wrong


@pytest.mark.parametrize(
    ("span", "related"),
    [
        (NOWHERE, ()),
        (Span(1, 1, 99, 1), ()),
        (Span(2, 1, 2, 99), ()),
        (Span(2, 3, 2, 1), ()),
        (Span(0, 1, 1, 1), ()),
        (Span(2, 1, 2, 2), ((Span(99, 1, 99, 1), "there"),)),
    ],
)
def test_a_finding_that_points_nowhere_is_noticed(
    monkeypatch: pytest.MonkeyPatch, span: Span, related: tuple[tuple[Span, str], ...]
) -> None:
    monkeypatch.setattr("symproof.reading.read._emptiness", lambda *_: [Diagnostic("E201", span, {}, (), related)])
    assert judged(Path("x.tex"), PLAIN).wrong == "report"


def test_the_table_counts() -> None:
    found = [Found(0, "macros", judged(Path("x.tex"), PLAIN)), Found(1, "macros", judging.Outcome(wrong="hang"))]
    assert counted(found) == "1 passed, 1 failed"
    assert rendered(found, 0).splitlines()[-1] == "1 passed, 1 failed"
    assert "| macros | 2 | 1 | 0 | 0 | 1 | 0 |" in rendered(found, 0)
