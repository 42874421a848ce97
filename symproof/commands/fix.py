"""``symproof fix PATH``: the smallest edits under which the lines of a proof follow again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path

from symproof.checking.budget import Options
from symproof.checking.mend import FAILING, Wish, claimed, settled
from symproof.checking.report import (
    ClaimReport,
    ExitCode,
    PropositionReport,
    Repair,
    Report,
    StepReport,
    Suggestion,
    Verdict,
)
from symproof.commands.accept import accept
from symproof.commands.documents import Target
from symproof.commands.problems import UsageProblem
from symproof.commands.proposals import Mended, proposed, steps_of
from symproof.commands.verify import Run, verify
from symproof.theory.frozen import dataclass
from symproof.theory.setting import Roles
from symproof.theory.span import Span
from symproof.writing import repairs as shown
from symproof.writing.exit_code import INTERRUPTED, exit_code
from symproof.writing.findings import step_place
from symproof.writing.json import to_json
from symproof.writing.latex import latex
from symproof.writing.messages import VERDICT_WORDS, describe
from symproof.writing.plain import plain
from symproof.writing.terminal import Style, shown_path


@dataclass(frozen=True)
class Asked:
    """What is asked of a run."""

    wish: Wish = field(default_factory=Wish)
    write: str | None = None
    accept: int | None = None  # the number of the proposal to record
    diff: bool = False
    form: str = "full"
    style: Style = field(default_factory=Style)


def fix(targets: Sequence[Target], options: Options, asked: Asked) -> tuple[str, int]:
    """What is printed, and the exit code. Raises UsageProblem."""
    if asked.write is not None:
        _require_new(asked.write, targets)
    run = verify(targets, options, 1)
    if run.failures:
        raise UsageProblem(run.failures[0].message)
    if run.interrupted:
        return "", INTERRUPTED
    _require_step(run, asked.wish.step)
    done = [proposed(report, options, asked.wish, shown_path(report.document.path)) for report in run.documents]
    if asked.accept is not None:
        return _accepted(done, asked.accept, asked.wish.step, options)
    code = _exit_code(done, run)
    if asked.write is not None:
        code = _write(done[0], asked.write, options)
    return _text(done, run, options, asked, code), code


def _require_step(run: Run, number: int | None) -> None:
    """Raise UsageProblem where no proposition has a step of this number."""
    found = [one for report in run.documents for one in report.propositions]
    if number is not None and not any(step.step.number == number for one in found for step in one.steps):
        counts = " and ".join(f"{one.proposition.label} has {len(one.steps)} steps" for one in found)
        raise UsageProblem(f"there is no step {number}: {counts or 'there is no proposition'}")


def _accepted(done: Sequence[Mended], number: int, step: int | None, options: Options) -> tuple[str, int]:
    """Record the proposals; 1 where one was not recorded."""
    told = [found for one in done if (found := accept(one, number, step, options)) is not None]
    if not told:
        where = f" for step {step}" if step is not None else ""
        raise UsageProblem(f"there is no proposal {number} to accept{where}")
    lines = [line for rows, _ in told for line in rows]
    return "".join(f"{line}\n" for line in lines), ExitCode.OK if all(good for _, good in told) else ExitCode.FOUND


def _require_new(name: str, targets: Sequence[Target]) -> None:
    if len(targets) != 1:
        raise UsageProblem(f"--write wants one document, not {len(targets)}")
    if os.path.lexists(name):
        raise UsageProblem(f"{name!r} exists already; nothing is overwritten")
    if not Path(name).parent.is_dir():
        raise UsageProblem(f"there is no folder {str(Path(name).parent)!r}")


# --- what is written ------------------------------------------------------------------------------


def _write(done: Mended, name: str, options: Options) -> int:
    """Write the repaired document; the exit code is that of verifying it."""
    if not done.count:
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
    code = exit_code(Report(tuple(run.documents)))
    if code != ExitCode.FOUND or not any(one.report.propositions for one in done):
        return code
    steps = [(found, step) for one in done for found, step in steps_of(one.base) if step.verdict != Verdict.PROVED]
    open_ = [step for found, step in steps if not settled(found, step)]
    claims = {found.claim for one in done for found in one.base.propositions if not claimed(found)}
    return ExitCode.FOUND if open_ or claims & {Verdict.REFUTED, Verdict.MALFORMED} else ExitCode.OK


def _text(done: list[Mended], run: Run, options: Options, asked: Asked, code: int) -> str:
    if asked.form == "json":
        report = replace(run.report(options), documents=tuple(one.report for one in done))
        return to_json(report, (), {"exit_code": code, "made": [one.count for one in done]})
    if asked.diff:
        return "".join(
            shown.unified(one.report.document.source, one.source, shown_path(one.report.document.path)) for one in done
        )
    lines = [line for one in done for line in _lines(one, asked.style, asked.wish.step)]
    lines += [f"wrote {shown_path(asked.write)} ({done[0].count} repaired)"] if asked.write and done[0].count else []
    return "".join(f"{line}\n" for line in lines)


def _lines(done: Mended, style: Style, number: int | None) -> Iterator[str]:
    """What can be done about all that fails; about one step alone where its number is given."""
    path = shown_path(done.report.document.path)
    told = False
    for title, place, rows in (*(_elsewhere(done) if number is None else ()), *_subjects(done, number)):
        told = True
        yield style.paint(f"{shown_path(place.path) or path}:{place.line}:{place.column}: {title}", 1)
        yield from rows
        yield ""
    if not told:
        yield f"{path}: nothing to repair"


def _elsewhere(done: Mended) -> Iterator[tuple[str, Span, Iterable[str]]]:
    """What cannot be read outside of the propositions and their proofs."""
    document = done.report.document
    inside = [one for proposition in document.propositions for one in proposition.diagnostics]
    for one in document.diagnostics:
        if one.severity == "error" and one not in inside and one.facts.get("what") != "failed":
            yield describe(one)[0], one.span, ["  to be mended first: only claims and lines of proofs are edited"]


def _subjects(done: Mended, number: int | None) -> Iterator[tuple[str, Span, Iterable[str]]]:
    """Claims and steps that fail, each with its place and what can be done."""
    for found in done.report.propositions:
        label = found.proposition.label
        if not found.claims and number is None:
            yield _title(label, "the claim", Verdict.MALFORMED), found.proposition.span, _claim(done, found)
        for claim in _failing(found, number):
            yield _title(label, "the claim", claim.verdict), claim.claim.span, _as_stated(claim)
        for step in found.steps:
            fails = step.verdict in FAILING or step.repairs or step.verdict is Verdict.MALFORMED
            if fails and number in (None, step.step.number):
                title = _title(label, f"step {step.step.number}", step.verdict)
                yield title, step_place(step), _repairs(done, found, step)


def _title(label: str, what: str, verdict: Verdict) -> str:
    return f"{label}: {what}: {VERDICT_WORDS[verdict]}"


def _failing(found: PropositionReport, number: int | None) -> list[ClaimReport]:
    """The claims that fail and that no repair of a step mends."""
    asked = number is None and not claimed(found)
    return [claim for claim in found.claims if asked and claim.verdict in FAILING]


def _as_stated(claim: ClaimReport) -> Iterator[str]:
    yield "  no edit of the claim itself is looked for"
    yield from _would_help(claim)


def _would_help(failing: StepReport | ClaimReport) -> Iterator[str]:
    for missing in failing.missing:
        yield f"  it would follow with this {missing.kind}: {plain(missing.name)}"


def _claim(done: Mended, found: PropositionReport) -> Iterator[str]:
    if not found.suggestions:
        yield "  no other spelling was found that can be read"
    yield from _spellings(done, found, found.suggestions)


def _repairs(done: Mended, found: PropositionReport, step: StepReport) -> Iterator[str]:
    if step.verdict is Verdict.MALFORMED:
        yield from _spelled(done, found, step)
    elif step.repairs:
        yield from _edits(done, found, step.repairs)
    elif settled(*_in_base(done, found, step)):
        yield "  repaired with the line before"
    else:
        yield f"  {shown.unrepaired(_in_base(done, found, step)[1])}"
        yield from _would_help(step)


def _spelled(done: Mended, found: PropositionReport, step: StepReport) -> Iterator[str]:
    if not step.suggestions:
        now = _in_base(done, found, step)[1]
        mended_before = now.verdict is not Verdict.MALFORMED
        yield "  readable with the line before" if mended_before else "  no other spelling was found that can be read"
    yield from _spellings(done, found, step.suggestions)


def _in_base(done: Mended, found: PropositionReport, step: StepReport) -> tuple[PropositionReport, StepReport]:
    """The step as it is judged after the spellings."""
    label, number = found.proposition.label, step.step.number
    same = ((p, s) for p, s in steps_of(done.base) if p.proposition.label == label and s.step.number == number)
    return next(same, (found, step))


def _spellings(done: Mended, found: PropositionReport, spellings: Sequence[Suggestion]) -> Iterator[str]:
    for number, one in enumerate(spellings, start=1):
        yield f"  {number}. read with {shown.spelling_words(one)}"
        what = "the claim" if one.line is None else "the step" if one.line else "the first step"
        onward = f", the next step {VERDICT_WORDS[one.onward]}" if one.onward is not None else ""
        yield f"     {what} is then {VERDICT_WORDS[one.verdict]}{onward}"
        yield from (f"     {row}" for row in done.diff(one, shown_path(done.report.document.path)).splitlines()[2:])
        if one.repairs:
            yield "     and as it then stands:"
            yield from (f"   {row}" for row in _edits(done, found, one.repairs))


def _edits(done: Mended, found: PropositionReport, repairs: Sequence[Repair]) -> Iterator[str]:
    roles = found.proposition.setting.roles
    for number, repair in enumerate(repairs, start=1):
        yield f"  {number}. in {shown.where(repair)}: {shown.words(repair, roles)}"
        yield f"     uses {shown.grounds(repair)}"
        if not repair.onward:
            yield "     the next line has to change as well"
        diff = done.diff(repair, shown_path(done.report.document.path))
        rows = diff.splitlines()[2:] if diff else _unwritten(repair, roles)
        yield from (f"     {row}" for row in rows)


def _unwritten(repair: Repair, roles: Roles) -> list[str]:
    """A repair that the text cannot be rewritten with: the sentence, and the lines as they should be."""
    lines = [latex(one.term, roles) for one in (repair, *repair.also)] if repair.changes else []
    return [*filter(None, [shown.assumption(repair)]), *lines]
