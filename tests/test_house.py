"""The house: which room may import which, the size of a file, what the trusted part stands on."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.trusted import README, files

TOP = README.parent
SOURCES = sorted((TOP / "symproof").rglob("*.py"))
MAY_IMPORT = {
    "terms": set(),
    "theory": {"terms"},
    "groups": set(),
    "algebras": {"terms", "theory", "groups"},
    "reading": {"terms", "theory", "groups"},
    "checking": {"terms", "theory", "groups", "algebras"},
    "writing": {"terms", "theory", "groups", "checking", "reading"},
    "commands": {"terms", "theory", "groups", "checking", "reading", "writing"},
}
LONGEST = 550  # lines of a file; over 500 it is asking to be two


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_arrows_run_downward(room: str) -> None:
    paths = [path for path in SOURCES if path.parent.name == room]
    ours = {name for path in paths for name in imported(path) if name.startswith("symproof.")}
    assert paths and {name.split(".")[1] for name in ours} <= MAY_IMPORT[room] | {room}


def test_every_room_is_known_here_and_in_the_readme() -> None:
    rooms = {path.parent.name for path in SOURCES if path.parent.parent.name == "symproof"}
    told = set(re.findall(r"^\| `(\w+)/`", README.read_text(encoding="utf-8"), re.MULTILINE))
    assert rooms == set(MAY_IMPORT) == told


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(TOP)))
def test_no_file_asks_to_be_two(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_trusted_part_stands_on_sympy_and_numpy_alone() -> None:
    found = {name.split(".")[0] for path in files() for name in imported(Path(path))}
    assert found - set(sys.stdlib_module_names) <= {"sympy", "numpy", "symproof"}
