"""``symproof render PATH``: what was verified, as LaTeX or PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from symproof.checking.budget import Options
from symproof.checking.report import DocumentReport, ProofStatus, Report, Verdict
from symproof.commands.documents import Target, require_folder
from symproof.commands.problems import UsageProblem
from symproof.commands.verify import verify
from symproof.writing.exit_code import INTERRUPTED, exit_code, verdicts_of
from symproof.writing.findings import findings, serious
from symproof.writing.pdf import CannotCompile, WouldOverwrite, to_pdf, write_source
from symproof.writing.render import NotVerified, render
from symproof.writing.terminal import concise_line, shown_path

_FIT = frozenset({Verdict.PROVED, Verdict.CHECKED, Verdict.ASSUMED})


def render_all(
    targets: Sequence[Target], options: Options, form: str, output: str, everything: bool
) -> tuple[str, int]:
    """Write one file a document into the folder ``output``; the lines that say so, and the exit code.

    1 if a document was refused; else that of verifying, 0 where nothing is worse than checked or assumed.
    """
    require_folder(output)
    run = verify(targets, options)
    if run.failures:
        raise UsageProblem(run.failures[0].message)
    if run.interrupted:
        return "", INTERRUPTED
    lines: list[str] = []
    for name, report in zip(_names(run.documents, output, form), run.documents, strict=True):
        fit = everything or is_fit(report)
        lines += [f"wrote {shown_path(str(_write(report, name, form, everything)))}"] if fit else _refusal(report)
    return "".join(f"{line}\n" for line in lines), exit_code(Report(tuple(run.documents)))


def is_fit(report: DocumentReport) -> bool:
    """Is every step proved, checked or assumed, with nothing unreadable and no disagreement?"""
    if report.disagreements or any(d.severity == "error" for d in report.diagnostics):
        return False
    followed = all(found.proof in (ProofStatus.FOLLOWS, ProofStatus.NONE) for found in report.propositions)
    return followed and all(verdicts_of(found) <= _FIT for found in report.propositions)


def _refusal(report: DocumentReport) -> list[str]:
    found = serious(findings(report))
    head = f"{shown_path(report.document.path)}: not written, it has {len(found)} of what follows"
    return [f"{head} (--all writes it with these marked)", *(f"  {concise_line(one)}" for one in found)]


def _names(documents: Sequence[DocumentReport], output: str, form: str) -> list[Path]:
    """Where each document goes. Raises UsageProblem where two of one name would overwrite each other."""
    names = [Path(output, f"{Path(report.document.path).stem}.{form}") for report in documents]
    if len(set(names)) < len(names):
        twice = next(str(name) for name in names if names.count(name) > 1)
        raise UsageProblem(f"two documents would be written to {twice!r}; render them into two folders with -o")
    return names


def _write(report: DocumentReport, target: Path, form: str, everything: bool) -> Path:
    inputs = [Path(report.document.path)]
    try:
        source = render(report, all=everything)
        return to_pdf(source, target, inputs) if form == "pdf" else write_source(source, target, inputs)
    except NotVerified as refused:
        raise UsageProblem(f"{report.document.path!r} is not written: {refused}") from None
    except (CannotCompile, WouldOverwrite) as problem:
        raise UsageProblem(str(problem)) from None
    except OSError as error:
        raise UsageProblem(f"{str(target)!r} cannot be written: {error.strerror or error}") from None
