"""``symproof new FILE``: a document to start from."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from shlex import quote

from symproof.commands.problems import UsageProblem


def starter() -> str:
    """The text of the starter document: a small layer, one proposition, a proof of three lines."""
    return files("symproof.commands").joinpath("starter.tex").read_text(encoding="utf-8")


def style() -> str:
    """The text of ``symproof.sty``, which a document needs beside it to be compiled."""
    return files("symproof.reading").joinpath("symproof.sty").read_text(encoding="utf-8")


def create(path: str) -> list[str]:
    """Write the starter document, and the style beside it if it is not there; the names of the files written.

    Raises UsageProblem if the document exists (nothing is ever overwritten) or cannot be written.
    """
    if not path or Path(path).is_dir() or Path(path).name == ".tex":
        raise UsageProblem(f"{path!r} names no file; name one, as in symproof new mine.tex")
    target = Path(path if path.endswith(".tex") else f"{path}.tex")
    if not target.parent.is_dir():
        raise UsageProblem(f"{str(target)!r} cannot be written: there is no folder {str(target.parent)!r}")
    _write(target, starter())
    beside = target.with_name("symproof.sty")
    if beside.exists():
        return [str(target)]
    _write(beside, style())
    return [str(target), str(beside)]


def as_argument(path: str) -> str:
    """The path as a command takes it in a shell."""
    return quote(f"./{path}" if path.startswith("-") else path)


def _write(target: Path, text: str) -> None:
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UsageProblem(f"{str(target)!r} exists already; nothing was written") from None
    except (OSError, ValueError) as error:
        raise UsageProblem(f"{str(target)!r} cannot be written: {getattr(error, 'strerror', None) or error}") from None
