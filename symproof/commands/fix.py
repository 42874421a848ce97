"""``symproof fix PATH``: the smallest edits under which the lines of a proof follow again."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from symproof.checking.budget import Options
from symproof.checking.check import cited_claims
from symproof.checking.mend import FAILING, Wish, mended, settled
from symproof.checking.prove import Prover
from symproof.checking.repair import same_line
from symproof.checking.report import (
    DocumentReport,
    ExitCode,
    PropositionReport,
    Repair,
    Report,
    StepReport,
    Verdict,
)
from symproof.commands.documents import Target
from symproof.commands.problems import UsageProblem
from symproof.commands.verify import Run, verify
from symproof.reading.read import read_document
from symproof.theory.document import Document, Formula, Proposition
from symproof.writing import repairs as shown
from symproof.writing.exit_code import INTERRUPTED, exit_code
from symproof.writing.findings import step_place
from symproof.writing.json import to_json
from symproof.writing.latex import latex
from symproof.writing.messages import VERDICT_WORDS
from symproof.writing.plain import plain
from symproof.writing.terminal import Style, shown_path

MAX_READINGS = 12  # of one rewritten source


@dataclass(frozen=True)
class Asked:
    """What is asked of a run."""

    wish: Wish = field(default_factory=Wish)
    write: str | None = None
    diff: bool = False
    form: str = "full"
    style: Style = field(default_factory=Style)


@dataclass
class Mended:
    """A document with the repairs found, and its source with the best ones made."""

    report: DocumentReport
    source: str
    made: list[tuple[int, Repair]] = field(default_factory=list)
    diffs: dict[Repair, str] = field(default_factory=dict)


def fix(targets: Sequence[Target], options: Options, asked: Asked) -> tuple[str, int]:
    """What is printed, and the exit code. Raises UsageProblem."""
    if asked.write is not None:
        _require_new(asked.write, targets)
    run = verify(targets, options, 1)
    if run.failures:
        raise UsageProblem(run.failures[0].message)
    if run.interrupted:
        return "", INTERRUPTED
    done = [_mended(report, options, asked) for report in run.documents]
    code = _exit_code(done, run)
    if asked.write is not None:
        code = _write(done[0], asked.write, options)
    return _text(done, run, options, asked, code), code


def _require_new(name: str, targets: Sequence[Target]) -> None:
    if len(targets) != 1:
        raise UsageProblem(f"--write wants one document, not {len(targets)}")
    if os.path.lexists(name):
        raise UsageProblem(f"{name!r} exists already; nothing is overwritten")
    if not Path(name).parent.is_dir():
        raise UsageProblem(f"there is no folder {str(Path(name).parent)!r}")


def _mended(report: DocumentReport, options: Options, asked: Asked) -> Mended:
    found = mended(report, options, cited_claims(report), asked.wish, _counting())
    done = Mended(found, found.document.source)
    for number, (proposition, step) in enumerate(_steps(found)):
        for repair in step.repairs:
            formula = _formula(step, repair, proposition.proposition)
            new = rewritten(found.document, found.document.source, proposition, step, repair, formula)
            if new is not None:
                done.diffs[repair] = shown.unified(found.document.source, new, shown_path(found.document.path))
        if step.repairs:
            _make(done, number, proposition, step)
    return done


def _make(done: Mended, number: int, proposition: PropositionReport, step: StepReport) -> None:
    """Make the best repair in the source that holds those before it."""
    document, repair = done.report.document, step.repairs[0]
    now = document if done.source == document.source else read_document(document.path, done.source)
    again = next((p for p in now.propositions if p.label == proposition.proposition.label), None)
    formula = _line_of(again, step, repair) if again is not None else None
    new = rewritten(document, done.source, proposition, step, repair, formula)
    if new is not None:
        done.source = new
        done.made.append((number, repair))


def _steps(report: DocumentReport) -> Iterator[tuple[PropositionReport, StepReport]]:
    for found in report.propositions:
        for step in found.steps:
            yield found, step


def _formula(step: StepReport, repair: Repair, proposition: Proposition) -> Formula | None:
    return _line_of(proposition, step, repair)


def _line_of(proposition: Proposition, step: StepReport, repair: Repair) -> Formula | None:
    """The line that a repair is about, in a reading of the document."""
    chains = [c for c in proposition.chains if any(s.number == step.step.number for s in c.steps)]
    for chain in chains:
        if repair.line == 0:
            return chain.start
        return next((s.right for s in chain.steps if s.number == repair.line), None)
    return None


def rewritten(
    document: Document,
    source: str,
    proposition: PropositionReport,
    step: StepReport,
    repair: Repair,
    formula: Formula | None,
) -> str | None:
    """The source with a repair made, read again to see that the line is what it should be; None if none is."""
    if formula is None:
        return None
    setting = proposition.proposition.setting
    prover = Prover(setting)
    tried: set[str] = set()
    for text in shown.rewritings(source, formula, repair, setting.roles):
        if text in tried or len(tried) >= MAX_READINGS:
            continue
        tried.add(text)
        again = read_document(document.path, text)
        same = next((p for p in again.propositions if p.label == proposition.proposition.label), None)
        line = _line_of(same, step, repair) if same is not None else None
        if line is not None and same_line(prover, line.term, repair.term):
            return text
    return None


# --- what is written ------------------------------------------------------------------------------


def _write(done: Mended, name: str, options: Options) -> int:
    """Write the repaired document; the exit code is that of verifying it."""
    if not done.made:
        return _exit_code([done], Run([done.report]))
    try:
        with open(name, "x", encoding="utf-8", newline="") as file:
            file.write(done.source)
    except FileExistsError:
        raise UsageProblem(f"{name!r} exists already; nothing is overwritten") from None
    except OSError as error:
        raise UsageProblem(f"{name!r} cannot be written: {error.strerror or error}") from None
    return exit_code(verify([Target(name)], options, 1).report(options))


def _exit_code(done: list[Mended], run: Run) -> int:
    """1 where a failing step has no repair; else as in verifying, what is repaired aside."""
    if not run.documents or not any(one.report.propositions for one in done):
        return ExitCode.EMPTY
    code = exit_code(Report(tuple(run.documents)))
    if code != ExitCode.FOUND:
        return code
    steps = [(found, step) for one in done for found, step in _steps(one.report) if step.verdict != Verdict.PROVED]
    open_ = [step for found, step in steps if not settled(found, step)]
    claims = {verdict for one in done for found in one.report.propositions for verdict in [found.claim]}
    return ExitCode.FOUND if open_ or claims & {Verdict.REFUTED, Verdict.MALFORMED} else ExitCode.OK


def _text(done: list[Mended], run: Run, options: Options, asked: Asked, code: int) -> str:
    if asked.form == "json":
        report = replace(run.report(options), documents=tuple(one.report for one in done))
        return to_json(report, (), {"exit_code": code, "made": [len(one.made) for one in done]})
    if asked.diff:
        return "".join(
            shown.unified(one.report.document.source, one.source, shown_path(one.report.document.path)) for one in done
        )
    lines = [line for one in done for line in _lines(one, asked.style)]
    lines += [f"wrote {shown_path(asked.write)} ({len(done[0].made)} repaired)"] if asked.write and done[0].made else []
    return "".join(f"{line}\n" for line in lines)


def _lines(done: Mended, style: Style) -> Iterator[str]:
    path = shown_path(done.report.document.path)
    count = 0
    for found, step in _steps(done.report):
        if step.verdict in FAILING or step.repairs:
            count += 1
            place = step_place(step)
            words = VERDICT_WORDS[step.verdict]
            where = f"{path}:{place.line}:{place.column}: {found.proposition.label}"
            yield style.paint(f"{where}: step {step.step.number}: {words}", 1)
            yield from _repairs(done, found, step)
            yield ""
    if not count:
        yield f"{path}: nothing to repair"


def _repairs(done: Mended, found: PropositionReport, step: StepReport) -> Iterator[str]:
    roles = found.proposition.setting.roles
    if not step.repairs:
        if settled(found, step):
            yield "  repaired with the line before"
            return
        yield "  no edit of the line was found under which it follows as stated"
        for missing in step.missing:
            yield f"  it would follow with this {missing.kind}: {plain(missing.name)}"
    for number, repair in enumerate(step.repairs, start=1):
        where = "the first line" if repair.line == 0 else f"line {repair.line}"
        yield f"  {number}. in {where}: {shown.words(repair, roles)}"
        yield f"     uses {shown.grounds(repair)}"
        if not repair.onward:
            yield "     the next line has to change as well"
        diff = done.diffs.get(repair)
        rows = diff.splitlines()[2:] if diff else [latex(repair.term, roles)]
        yield from (f"     {row}" for row in rows)


def _counting() -> Any:
    """Tell on a terminal how many edits were looked at; nothing elsewhere."""
    if not sys.stderr.isatty():
        return None

    def tell(count: int) -> None:
        sys.stderr.write(f"\r{count} edits looked at ")
        sys.stderr.flush()

    return tell
