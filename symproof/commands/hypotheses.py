"""``symproof hypotheses [PATH ...]``: what each theorem needs, and a counterexample without each of it."""

from __future__ import annotations

from collections.abc import Sequence

from symproof.checking.budget import Options
from symproof.checking.check import cited_claims
from symproof.checking.necessity import Needs, needs
from symproof.checking.report import DocumentReport, Report
from symproof.commands.documents import Target
from symproof.commands.problems import UsageProblem
from symproof.commands.verify import judge, over_documents
from symproof.writing import necessity
from symproof.writing.exit_code import INTERRUPTED, Failure, exit_code
from symproof.writing.terminal import Style

Result = tuple[DocumentReport, list[Needs]]


def hypotheses(
    targets: Sequence[Target], options: Options, form: str, style: Style, jobs: int | None = None
) -> tuple[str, int]:
    """The text or JSON, and the exit code of verifying. No finite group is run. Raises UsageProblem."""
    found: list[Result] = []
    for result in over_documents(targets, options, needed, jobs):
        if isinstance(result, UsageProblem):
            raise result
        if isinstance(result, Failure):
            raise UsageProblem(result.message)
        found.append(result)
    code = exit_code(Report(tuple(report for report, _ in found))) if len(found) == len(targets) else INTERRUPTED
    return necessity.to_json(found, code) if form == "json" else necessity.to_text(found, style), code


def needed(task: tuple[Target, Options]) -> Result | Failure | UsageProblem:
    """One document: judged, and each hypothesis of its theorems left out."""
    report = judge(task)
    if not isinstance(report, DocumentReport):
        return report
    return report, [needs(found, task[1], cited_claims(report)) for found in report.propositions]
