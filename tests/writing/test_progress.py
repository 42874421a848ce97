from __future__ import annotations

import io
import subprocess
import sys
import time

import pytest

from symproof.writing.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def wait_for(stream: io.StringIO, text: str) -> bool:
    for _ in range(200):
        if text in stream.getvalue():
            return True
        time.sleep(0.01)
    return False


def test_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    with Progress(["a[b]\x1b.tex", "c.tex"], delay=0) as progress:
        assert wait_for(stream, "verifying a[b]�.tex (0 of 2 done)")
        progress.done()
        assert wait_for(stream, "verifying c.tex (1 of 2 done)")
        progress.done()


def test_a_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress(["a.tex"]) as progress:
        progress.done()
    assert stream.getvalue() == ""


def test_nothing_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress([], delay=0) as progress:
        time.sleep(0.02)
        progress.done()
    assert stream.getvalue() == ""


def test_rich_is_imported_for_a_terminal_only() -> None:
    code = """
import sys, time
from symproof.writing.progress import Progress
with Progress(["a"], delay=0):
    time.sleep(0.02)
print("rich" in sys.modules)
"""
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert found.stdout == "False\n"
