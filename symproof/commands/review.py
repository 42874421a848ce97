"""``symproof review PATH ...``: for each paper the number of claims by verdict, and what was repaired."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from symproof.checking.budget import Options
from symproof.checking.check import check_document, cited_claims
from symproof.checking.mend import FAILING, Wish, mended, settled
from symproof.checking.report import DocumentReport, PropositionReport, Report, StepReport, Verdict
from symproof.commands.accepted import accepted_for, corrected
from symproof.commands.documents import Target
from symproof.commands.suggest import suggest, with_suggestions
from symproof.commands.verify import require_propositions
from symproof.reading.read import read_document
from symproof.writing.exit_code import exit_code
from symproof.writing.messages import VERDICT_WORDS
from symproof.writing.terminal import shown_path


@dataclass
class Paper:
    """The counts of a folder. ``after``: claims and lines by verdict once the accepted repairs are made."""

    name: str
    claims: Counter[Verdict] = field(default_factory=Counter)
    lines: Counter[Verdict] = field(default_factory=Counter)
    slips: int = 0  # lines that are readable and not proved
    mended: Counter[str] = field(default_factory=Counter)  # of these, by what was found and proved
    unread: int = 0  # lines that cannot be read
    spelled: Counter[str] = field(default_factory=Counter)  # of these, by what another spelling gives
    accepted: int = 0
    after_claims: Counter[Verdict] = field(default_factory=Counter)
    after_lines: Counter[Verdict] = field(default_factory=Counter)
    seconds: float = 0.0
    reports: list[DocumentReport] = field(default_factory=list)


def review(targets: Sequence[Target], options: Options, times: bool, search: bool) -> tuple[str, int]:
    """The table, and the exit code of verifying. ``search``: look for repairs by one edit. Raises UsageProblem."""
    papers: dict[Path, Paper] = {}
    for target in targets:
        folder = Path(target.path).parent
        paper = papers.setdefault(folder, Paper(shown_path(str(folder) if folder.name else folder.resolve().name)))
        started = time.monotonic()
        _add(paper, target, options, search)
        paper.seconds += time.monotonic() - started
    reports = tuple(report for paper in papers.values() for report in paper.reports)
    return "".join(f"{line}\n" for line in _table(list(papers.values()), times, search)), exit_code(Report(reports))


def _add(paper: Paper, target: Target, options: Options, search: bool) -> None:
    document = read_document(target.path)
    require_propositions(document, target)
    report = check_document(document, options)
    paper.reports.append(report)
    _count(report, paper.claims, paper.lines)
    _repairs(paper, report, options, search)
    made = corrected(document, options)
    paper.accepted += len(accepted_for(document.path))
    _count(made.report if made else report, paper.after_claims, paper.after_lines)


def _count(report: DocumentReport, claims: Counter[Verdict], lines: Counter[Verdict]) -> None:
    claims.update(found.claim for found in report.propositions)
    lines.update(step.verdict for found in report.propositions for step in found.steps)


def _repairs(paper: Paper, report: DocumentReport, options: Options, search: bool) -> None:
    failing = [step for found in report.propositions for step in found.steps if step.verdict in FAILING]
    paper.slips += len(failing)
    unread = [s for found in report.propositions for s in found.steps if s.verdict is Verdict.MALFORMED]
    paper.unread += len(unread)
    if search and unread:
        spelled = with_suggestions(report, suggest(report, options))
        paper.spelled.update(how for p in spelled.propositions for s in p.steps for how in _spelled(s))
    if search and failing:
        done = mended(report, options, cited_claims(report), Wish())
        paper.mended.update(_how(p, s) for p in done.propositions for s in p.steps if s.verdict in FAILING)


REPAIRED = (
    "repaired by one edit", "by that of the line before", "by a hypothesis stated", "by both", "by a longer reason",
)  # fmt: skip


SPELLED = ("read by one edit of the text", "read by several", "proved so")


def _spelled(step: StepReport) -> Iterator[str]:
    """How an unreadable line is read, by the most likely spelling."""
    for one in step.suggestions[:1]:
        places = {(change.old, change.new) for change in one.rewritings}
        yield SPELLED[0] if len(one.kinds) == 1 and (len(places) < 2 or one.kinds == ("bracket moved",)) else SPELLED[1]
        if one.verdict is Verdict.PROVED:
            yield SPELLED[2]


def _how(found: PropositionReport, step: StepReport) -> str:
    """How a failing line is repaired, best; empty where it is not."""
    if not step.repairs:
        return REPAIRED[1] if settled(found, step) else ""
    best = step.repairs[0]
    if not best.changes:
        return REPAIRED[2] if best.assumed else REPAIRED[4]
    return REPAIRED[3] if best.assumed else REPAIRED[0]


def _table(papers: Sequence[Paper], times: bool, search: bool) -> list[str]:
    if not papers:
        return ["no documents"]
    rows = [("", [paper.name for paper in papers])]
    rows += _verdicts("claims", [paper.claims for paper in papers])
    rows += _verdicts("lines", [paper.lines for paper in papers])
    rows.append(("readable lines that fail", [str(paper.slips) for paper in papers]))
    if search:
        rows += [(f"  {how}", [str(paper.mended[how]) for paper in papers]) for how in REPAIRED]
    rows.append(("lines that cannot be read", [str(paper.unread) for paper in papers]))
    if search:
        rows += [(f"  {how}", [str(paper.spelled[how]) for paper in papers]) for how in SPELLED]
    rows.append(("accepted repairs, judged again", [str(paper.accepted) for paper in papers]))
    rows += _verdicts("claims after them", [paper.after_claims for paper in papers])
    rows += _verdicts("lines after them", [paper.after_lines for paper in papers])
    rows += [("seconds", [f"{paper.seconds:.1f}" for paper in papers])] if times else []
    widths = [max(len(cells[n]) for _, cells in rows) for n in range(len(papers))]
    shown = [(title, [f"{cell:>{w}}" for cell, w in zip(cells, widths, strict=True)]) for title, cells in rows]
    return [f"{title:32}{'  '.join(cells)}".rstrip() for title, cells in shown]


def _verdicts(title: str, counts: Sequence[Counter[Verdict]]) -> list[tuple[str, list[str]]]:
    """How many there are, and of them each verdict that occurs."""
    rows = [(title, [str(count.total()) for count in counts])]
    present = [verdict for verdict in Verdict if any(count[verdict] for count in counts)]
    rows += [(f"  {VERDICT_WORDS[verdict]}", [str(count[verdict]) for count in counts]) for verdict in present]
    return rows
