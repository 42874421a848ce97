"""The table beside the grammar: what lark makes of the grammar, without conflicts, and never out of date."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from symproof.reading import table as room
from symproof.reading.table import Reduction, made, table


def test_the_table_that_is_read_is_the_one_that_lark_makes() -> None:
    written = json.loads(room.WRITTEN.read_text(encoding="utf-8"))
    assert written["grammar"] == room.GRAMMAR.read_text(encoding="utf-8"), "python -m symproof.reading.table"
    assert table() == made()


def test_no_conflicts(caplog: pytest.LogCaptureFixture) -> None:
    from lark import logger

    with caplog.at_level(logging.DEBUG, logger=logger.name):
        made()
    assert not [record for record in caplog.records if "onflict" in record.getMessage()]


def test_another_grammar_has_another_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other.lark"
    other.write_text("start: NAME | start NAME -> another\n%declare NAME\n", encoding="utf-8")
    monkeypatch.setattr(room, "GRAMMAR", other)
    found = table.__wrapped__()  # without what is kept
    rules = {action for state in found.actions for action in state.values() if isinstance(action, Reduction)}
    assert rules == {Reduction(1, "start", "start"), Reduction(2, "start", "another")}


def test_writing_it_twice_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = room.WRITTEN.read_bytes()
    monkeypatch.setattr(room, "WRITTEN", tmp_path / "written.json")
    room.write()
    assert room.WRITTEN.read_bytes() == before


def test_reading_does_without_lark() -> None:
    code = (
        "import sys; from symproof.reading.read import read_document; "
        "read_document('proofs/corrected/02-lifting.tex'); sys.exit('lark' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
