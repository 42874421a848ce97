"""From LaTeX source to a PDF with the pdflatex of the system, kept on a short lead.

No shell escape, no reading or writing outside a temporary folder, a time limit.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

SECONDS = 120  # for one run of pdflatex
RUNS = 3  # references and tables settle in two or three
PACKAGES = "texlive-latex-base"
OURS = (b"% Written by symproof render", b"%PDF")  # what a file that may be replaced begins with
COMMAND = ("pdflatex", "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "-file-line-error")


class CannotCompile(Exception):
    """pdflatex is missing, failed, or took too long; the message is for people."""


class WouldOverwrite(Exception):
    """The file to be written is one of those that were read, or one that was not written by ``render``."""


def write_source(source: str, out: Path, inputs: Iterable[Path] = ()) -> Path:
    """Write the LaTeX source to ``out``; refuses to write over ``inputs`` or any text of the user."""
    _refuse_inputs(out, inputs)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(source, encoding="utf-8", newline="\n")
    return out


def to_pdf(source: str, out: Path, inputs: Iterable[Path] = ()) -> Path:
    """Compile ``source`` into the PDF ``out``. Raises ``CannotCompile``, ``WouldOverwrite``."""
    _refuse_inputs(out, inputs)
    if shutil.which(COMMAND[0]) is None:
        raise CannotCompile(f"pdflatex is not installed (Debian: apt-get install {PACKAGES} lmodern)")
    with tempfile.TemporaryDirectory(prefix="symproof-") as folder:
        made = _compile(source, Path(folder))
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, out)
    return out


def _refuse_inputs(out: Path, inputs: Iterable[Path]) -> None:
    for path in inputs:
        if out.resolve() == Path(path).resolve():
            raise WouldOverwrite(f"{out} is one of the documents that were read; name another folder with -o")
    if out.exists() and not out.read_bytes().startswith(OURS):
        raise WouldOverwrite(f"{out} exists and was not written by symproof render; move it away first")


def _compile(source: str, folder: Path) -> Path:
    (folder / "document.tex").write_text(source, encoding="utf-8")
    style = files("symproof.reading").joinpath("symproof.sty").read_text(encoding="utf-8")
    (folder / "symproof.sty").write_text(style, encoding="utf-8")
    for _ in range(RUNS):
        log = _run(folder)
        if "Rerun" not in log:
            break
    made = folder / "document.pdf"
    if not made.is_file():
        raise CannotCompile("pdflatex ended without a PDF")
    return made


def _run(folder: Path) -> str:
    """One run; the log."""
    try:
        done = subprocess.run(
            [*COMMAND, "document.tex"], cwd=folder, env=_environment(), timeout=SECONDS,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise CannotCompile(f"pdflatex took more than {SECONDS} seconds and was stopped") from None
    except OSError as error:
        raise CannotCompile(f"pdflatex cannot be started: {error}") from None
    log = folder / "document.log"
    said = (log.read_bytes() if log.exists() else done.stdout).decode("utf-8", "replace")
    if done.returncode != 0:
        told = _first_error(said) or f"exit code {done.returncode}, and no error told"
        raise CannotCompile(f"pdflatex failed: {told}")
    return said


def _environment() -> dict[str, str]:
    """Paranoid settings: TeX reads and writes only below its own folder; dates are fixed."""
    return os.environ | {
        "openout_any": "p", "openin_any": "p", "shell_escape": "f", "max_print_line": "1000",
        "SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1",
    }  # fmt: skip


def _first_error(log: str) -> str:
    """The first complaint in the log, in one line, empty if none; names the package where a file is missing."""
    missing = re.search(r"File `([^']+)' not found", log)
    if missing:
        return f"file {missing[1]} not found (Debian: apt-get install {PACKAGES})"
    found = re.search(r"^[^\n:]*document\.tex:(\d+): ([^\n]*)", log, re.MULTILINE)
    return f"line {found[1]}: {found[2]}" if found else ""
