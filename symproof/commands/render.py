"""``symproof render PATH``: what was verified, as LaTeX or PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from symproof.checking.check import Options
from symproof.checking.report import DocumentReport, ProofStatus, Report, Verdict
from symproof.commands.documents import Target
from symproof.commands.problems import UsageProblem
from symproof.commands.verify import verify
from symproof.writing.exit_code import INTERRUPTED, exit_code, verdicts_of
from symproof.writing.findings import findings, serious
from symproof.writing.render import render, to_pdf
from symproof.writing.terminal import concise_line, shown_path

_FIT = frozenset({Verdict.PROVED, Verdict.CHECKED, Verdict.ASSUMED})


def render_all(
    targets: Sequence[Target], options: Options, form: str, output: str, everything: bool
) -> tuple[str, int]:
    """Write one file a document into the folder ``output``; the lines that say so, and the exit code.

    1 if a document was refused; else that of verifying, 0 where nothing is worse than checked or assumed.
    """
    run = verify(targets, options)
    if run.failures:
        raise UsageProblem(run.failures[0].message)
    if run.interrupted:
        return "", INTERRUPTED
    lines: list[str] = []
    for name, report in zip(_names(run.documents, output), run.documents, strict=True):
        fit = everything or is_fit(report)
        lines += (
            [f"wrote {shown_path(str(_write(report, name, form, everything)))}"] if fit else _refusal(report)
        )
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


def _names(documents: Sequence[DocumentReport], output: str) -> list[Path]:
    """Where each document goes; two of one name would overwrite each other."""
    names = [Path(output, Path(report.document.path).stem + ".tex") for report in documents]
    if len(set(names)) < len(names):
        twice = next(str(name) for name in names if names.count(name) > 1)
        raise UsageProblem(
            f"two documents would be written to {twice!r}; render them into different folders with -o"
        )
    for name, report in zip(names, documents, strict=True):
        if name.exists() and name.samefile(report.document.path):
            raise UsageProblem(f"{str(name)!r} is the document itself; name another folder with -o")
    return names


def _write(report: DocumentReport, target: Path, form: str, everything: bool) -> Path:
    text = render(report, all=everything)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return to_pdf(target) if form == "pdf" else target
