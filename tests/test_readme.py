"""The README says what is so."""

from __future__ import annotations

import doctest
import importlib
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from symproof.cli import cli
from symproof.commands.new import starter
from tests.trusted import README, code_lines, files, in_readme, table

TEXT = README.read_text(encoding="utf-8")
TOP = README.parent


def output(folder: Path, *arguments: str) -> str:
    """What a command prints, 80 columns wide as where nobody looks."""
    command = [sys.executable, "-m", "symproof", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120).stdout


def block(after: str) -> str:
    """The first block of the README that is not a language's own, after some words."""
    found = re.search(r"^```\n(.*?)^```$", TEXT[TEXT.index(after) :], re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


def test_the_trusted_part_is_listed_with_its_count() -> None:
    assert in_readme() == table(), "run: python -m tests.trusted --write"


def test_files_are_counted_without_docstrings(tmp_path) -> None:
    path = tmp_path / "a.py"
    path.write_text(
        '"""Doc.\n\nMore."""\n\n# comment\nx = 1  # more\n\n\ndef f():\n    """Doc."""\n    return """a\nb"""\n'
    )
    assert code_lines(path) == 4
    assert files()


@pytest.mark.parametrize("name", list(cli.commands))
def test_every_command_is_told(name: str) -> None:
    assert f"`symproof {name}" in TEXT


def test_every_option_of_verify_is_told() -> None:
    verify = cli.commands["verify"]
    options = [
        name for one in verify.params if isinstance(one, click.Option) for name in one.opts if name.startswith("--")
    ]
    assert all(f"`{name}" in TEXT for name in options)


def test_the_setting_shown_is_that_of_the_starter() -> None:
    shown = re.search(r"\\begin\{setting\}\n(.*?)\\end\{setting\}", TEXT, flags=re.DOTALL)
    made = re.search(r"\\begin\{setting\}\n(.*?)\\end\{setting\}", starter(), flags=re.DOTALL)
    assert shown and made
    assert shown[1] == re.sub(r"%.*\n", "", made[1])


def test_the_python_shown_runs(capsys: pytest.CaptureFixture[str]) -> None:
    block = re.search(r"## From Python.*?```python\n(.*?)```", TEXT, re.DOTALL)
    assert block is not None
    exec(compile(block.group(1), "README.md", "exec"), {})
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "L_yL_h[f](i)" and shown[-1] == "proved"


@pytest.mark.parametrize("module", ["symproof", "symproof.terms"])
def test_examples_in_docstrings(module: str) -> None:
    found = doctest.testmod(importlib.import_module(module))
    assert found.attempted and not found.failed


def test_the_transcript_is_what_the_first_command_prints() -> None:
    printed = output(TOP, "verify")
    first, last = re.split(r"\n\.\.\. .*\n\n", block("<!-- transcript: begin -->"))
    assert printed.startswith(first) and printed.endswith(last)


def test_the_refusal_shown_is_what_a_dropped_hypothesis_gives(tmp_path: Path) -> None:
    text = starter()
    (tmp_path / "mine.tex").write_text(re.sub(r"^Assume that .*\n", "", text, flags=re.MULTILINE))
    refusal = block("A line that does not follow is refused")
    assert refusal.startswith("mine.tex:") and refusal in output(tmp_path, "verify", "mine.tex")
