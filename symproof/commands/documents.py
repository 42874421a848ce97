"""Which documents a command is about."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from symproof.commands.problems import UsageProblem
from symproof.theory.frozen import dataclass

DEFAULT = Path("proofs/corrected")
REVIEWED = Path("proofs/printed")  # texts under review
_START = b"\\begin{document}"


@dataclass(frozen=True)
class Target:
    """A document, or some of its propositions (``PATH::label``; none named: all)."""

    path: str
    only: tuple[str, ...] = ()


def targets(paths: Sequence[str]) -> list[Target]:
    """The documents meant, in the order given and each once; a folder's in the order of their names.

    Raises UsageProblem for a path that is not there, with near misses.
    """
    found: dict[str, tuple[str, ...]] = {}
    for target in _given(paths):
        before = found.get(target.path)
        whole = before == () or not target.only
        found[target.path] = () if whole else tuple(dict.fromkeys((before or ()) + target.only))
    return [Target(path, only) for path, only in found.items()]


def reviewed(paths: Sequence[str]) -> Sequence[str]:
    """The paths given; without one the folder of texts under review, if there is one."""
    return paths or ([str(REVIEWED)] if REVIEWED.is_dir() else [])


def nothing_in(paths: Sequence[str]) -> str:
    """What is said where no document is found."""
    where = " or ".join(repr(path) for path in paths) or "the current folder"
    return f"no document in {where}: a document is a .tex file that holds \\begin{{document}}"


def _given(paths: Sequence[str]) -> Iterator[Target]:
    if not paths:
        here = [DEFAULT] if DEFAULT.is_dir() else []
        yield from map(Target, in_folder(DEFAULT) if here else _holding(sorted(Path().glob("*.tex"))))
    for path in paths:
        yield from _named(path)


def _named(path: str) -> Iterator[Target]:
    name, separator, label = cut(path)
    if _is_dir(name) and not separator:
        yield from map(Target, in_folder(Path(name)))
        return
    yield Target(require_file(name), (label,) if separator and label else ())


def cut(path: str) -> tuple[str, str, str]:
    """``PATH::label`` in two, at the first place where a file is named; a file that is there has no label."""
    places = [at for at in range(len(path) + 1) if at == len(path) or path.startswith("::", at)]
    at = len(path) if _exists(path) else next((at for at in places if _exists(path[:at])), None)
    return path.partition("::") if at is None else (path[:at], path[at : at + 2], path[at + 2 :])


def in_folder(folder: Path) -> list[str]:
    """The documents below a folder: ``*.tex`` files that hold a ``\\begin{document}``. Raises UsageProblem."""
    found: list[Path] = []
    for top, folders, names in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(top, name) for name in sorted(names) if name.endswith(".tex")]
    return _holding(sorted(found))


def _holding(files: Sequence[Path]) -> list[str]:
    return [str(path) for path in files if _is_document(path)]


def _is_document(path: Path) -> bool:
    """Raises UsageProblem for a file that cannot be read: nobody would see that it was passed over."""
    try:
        return path.is_file() and _START in path.read_bytes()
    except OSError as error:
        _unreadable(error)


def _unreadable(error: OSError) -> NoReturn:
    raise UsageProblem(f"{str(error.filename)!r} cannot be read: {(error.strerror or str(error)).lower()}") from None


def require_file(name: str) -> str:
    """The path, if it is a file that can be read. Raises UsageProblem."""
    if not name:
        raise UsageProblem("the path is empty; name a .tex file or a folder")
    if name == "-" and not _exists(name):
        raise UsageProblem("'-' is no file: standard input is not read; write the text to a .tex file")
    if not _exists(name):
        raise UsageProblem(f"there is no file {name!r}{_why_not(name)}")
    if _is_dir(name):
        raise UsageProblem(f"{name!r} is a folder; name a .tex file")
    if not Path(name).is_file():
        raise UsageProblem(f"{name!r} is not an ordinary file")
    if not os.access(name, os.R_OK):
        raise UsageProblem(f"{name!r} cannot be read: permission denied")
    return name


def require_folder(output: str) -> None:
    """Raise UsageProblem where something else than a folder stands in the way."""
    if os.path.lexists(output) and not os.path.isdir(output):
        raise UsageProblem(f"-o takes a folder, and {output!r} is none")


def _exists(name: str) -> bool:
    try:
        return bool(name) and Path(name).exists()
    except (OSError, ValueError):
        return False


def _is_dir(name: str) -> bool:
    try:
        return bool(name) and Path(name).is_dir()
    except (OSError, ValueError):
        return False


def _why_not(name: str) -> str:
    """What may be the matter with a path that leads nowhere."""
    if os.path.islink(name):
        return f": it is a link to {os.readlink(name)!r}, which is not there"
    before, colon, label = name.rpartition(":")
    if colon and _exists(before):
        return f"; a proposition is named with two colons, {before}::{label}"
    return _near(name)


def _near(name: str) -> str:
    """Names beside the one that is missing which look like it."""
    try:
        folder = Path(name).parent
        beside = [entry.name for entry in folder.iterdir() if entry.suffix == ".tex" or entry.is_dir()]
    except (OSError, ValueError):
        return ""
    near = get_close_matches(Path(name).name, sorted(beside), n=3, cutoff=0.6)
    shown = [str(folder / one) for one in near]
    return f"; did you mean {' or '.join(shown)}?" if shown else ""
