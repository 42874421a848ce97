"""From a run to what is printed and to its exit code."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import field
from typing import Any

from symproof.checking.budget import Options
from symproof.checking.report import DocumentReport, Report
from symproof.commands import expect as expectation
from symproof.commands.documents import Target, cut, require_file
from symproof.commands.problems import UsageProblem
from symproof.commands.verify import Run, verify
from symproof.theory.frozen import dataclass
from symproof.writing import terminal
from symproof.writing.exit_code import INTERRUPTED, Failure, exit_code
from symproof.writing.terminal import Style

AT_ONCE = 1.0  # seconds for the repair of one step that is explained


@dataclass(frozen=True)
class Wanted:
    """How a run is to be reported. ``started``: say how long it took since then (monotonic seconds)."""

    form: str = "full"
    colour: bool = False
    quiet: bool = False
    started: float | None = None
    expected: Sequence[expectation.Pin] | None = None
    write_expect: str | None = None


@dataclass
class _Ending:
    """The exit code, and what is said beside the report: as facts for JSON, as lines for people."""

    code: int
    facts: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


def report_run(run: Run, options: Options, wanted: Wanted) -> tuple[str, int]:
    """The text of a run in the form wanted, and its exit code."""
    report, failures = run.report(options), tuple(run.failures)
    ending = _Ending(exit_code(report, failures))
    _compare(ending, expectation.pins(report), wanted, run.interrupted)
    if run.interrupted:
        ending.code, ending.facts["interrupted"] = INTERRUPTED, True
        ending.lines.append(f"Interrupted: {len(run.documents)} of {run.total} documents.")
    if wanted.started is not None:
        ending.facts["seconds"] = round(time.monotonic() - wanted.started, 3)
        ending.lines.append(f"{ending.facts['seconds']:.2f} s")
    if wanted.form == "json":
        from symproof.writing.json import to_json

        return to_json(report, failures, {**ending.facts, "exit_code": ending.code}), ending.code
    text = _text(report, failures, wanted.form, Style(wanted.colour), wanted.quiet)
    return text + "".join(f"{line}\n" for line in ending.lines), ending.code


def _compare(ending: _Ending, found: list[expectation.Pin], wanted: Wanted, interrupted: bool) -> None:
    """Write the findings, or hold them against those expected, as far as wanted."""
    if wanted.write_expect is not None and not interrupted:
        expectation.write(wanted.write_expect, found)
    if wanted.expected is None:
        return
    difference = expectation.compare(wanted.expected, found)
    ending.code = expectation.code_after(difference, ending.code)
    ending.lines += expectation.lines(difference)
    ending.facts["expected"] = expectation.as_data(difference)


def _text(report: Report, failures: tuple[Failure, ...], form: str, style: Style, quiet: bool) -> str:
    if form == "github":
        from symproof.writing import github

        return github.to_github(report, failures)
    return {"full": terminal.full, "concise": terminal.concise}[form](report, failures, style, quiet)


def explain_proposition(what: str, step: int | None, options: Options, colour: bool) -> tuple[str, int]:
    """The explanation of ``PATH::label`` (of all propositions without a label), and its exit code."""
    from symproof.commands.explain import explain

    path, _, label = cut(what)
    run = verify([Target(require_file(path), (label,) if label else ())], options)
    if run.failures:
        raise UsageProblem(run.failures[0].message)
    if run.interrupted:
        return "", INTERRUPTED
    report = run.documents[0]
    if step is not None:
        report = _with_repair(report, step, options)
    return explain(report, step, Style(colour)), exit_code(run.report(options))


def _with_repair(report: DocumentReport, step: int, options: Options) -> DocumentReport:
    """The report with the first repair of the step."""
    from symproof.checking.mend import Wish
    from symproof.checking.repair import RepairBudget
    from symproof.commands.proposals import with_proposals

    return with_proposals(report, options, Wish(step=step, budget=RepairBudget(shown=1, seconds=AT_ONCE)))
