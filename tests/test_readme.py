"""The README says what is so."""

from __future__ import annotations

import doctest
import importlib
import re

import click
import pytest

from symproof.cli import cli
from symproof.commands.new import starter
from tests.trusted import README, code_lines, files, in_readme, table

TEXT = README.read_text(encoding="utf-8")


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
        name
        for one in verify.params
        if isinstance(one, click.Option)
        for name in one.opts
        if name.startswith("--")
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
