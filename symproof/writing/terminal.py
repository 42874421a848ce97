"""Reports for people at 80 columns: a table a document, its findings, one line at the end."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from symproof.checking.report import DocumentReport, GroupRun, PropositionReport, Report, Verdict
from symproof.theory.frozen import dataclass
from symproof.writing.excerpt import WIDTH, columns, excerpt
from symproof.writing.exit_code import Failure, leads_elsewhere
from symproof.writing.findings import Finding, findings, serious
from symproof.writing.messages import NO_BREAK, PROOF_WORDS, VERDICT_WORDS, groups_words
from symproof.writing.plain import one_line, plain

INDENT = "   "


@dataclass(frozen=True)
class Style:
    """Colours, or none."""

    enabled: bool = False

    def paint(self, text: str, *codes: int) -> str:
        """The text in the given SGR codes (1 bold, 2 faint, 31 red, 32 green, 33 yellow, 36 cyan)."""
        return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m" if self.enabled and text else text

    def verdict(self, text: str, verdict: Verdict) -> str:
        """Green for proved, red for what fails, yellow for what is open."""
        return self.paint(text, _COLOURS.get(verdict, 33))


_COLOURS = {Verdict.PROVED: 32, Verdict.REFUTED: 31, Verdict.NOT_AS_STATED: 31, Verdict.MALFORMED: 31}
_SEVERITY_COLOURS = {"error": 31, "warning": 33, "note": 36}
PLAIN = Style()


def full(report: Report, failures: tuple[Failure, ...] = (), style: Style = PLAIN, quiet: bool = False) -> str:
    """The whole report: tables (not when ``quiet``), findings, summary."""
    parts: list[list[str]] = []
    for document in report.documents:
        told = findings(document)
        lines = [] if quiet else table(document, style)
        lines += [] if quiet else conversion_lines(document, style)
        for finding in told:
            lines += ([""] if lines else []) + finding_lines(finding, document, style)
        parts += [lines] if lines else []
    parts += [[failure_line(failure)] for failure in failures]
    text = "\n\n".join("\n".join(lines) for lines in parts)
    end = summary(report)
    return f"{text}\n\n{end}\n" if text else f"{end}\n"


def concise(report: Report, failures: tuple[Failure, ...] = (), style: Style = PLAIN, quiet: bool = False) -> str:
    """One line a finding, and the summary."""
    lines = [concise_line(finding, style) for document in report.documents for finding in findings(document)]
    lines += [failure_line(failure) for failure in failures]
    return "\n".join([*lines, *([] if quiet else [summary(report)])]) + "\n" if lines or not quiet else ""


def failure_line(failure: Failure) -> str:
    """A document that could not be judged."""
    return f"{shown_path(failure.path)}: {one_line(failure.message)}"


def shown_path(path: str) -> str:
    """A path that can neither move the cursor nor start a workflow command."""
    path = one_line(path)
    return f"./{path}" if path.startswith(":") else path


def place(finding: Finding) -> str:
    """``path:line:column`` in the file that holds the formula."""
    return f"{shown_path(finding.span.path or finding.path)}:{finding.span.line}:{finding.span.column}"


def concise_line(finding: Finding, style: Style = PLAIN) -> str:
    """``path:line:column: E301 lifting: step 3 is false``."""
    code = style.paint(finding.code, _SEVERITY_COLOURS[finding.severity])
    about = f"{one_line(finding.proposition)}: " if finding.proposition else ""
    return f"{style.paint(place(finding), 1)}: {code} {about}{one_line(finding.headline)}"


# --- tables ---------------------------------------------------------------------------------

_NAME, _CLAIM, _PROOF = 30, 15, 11


def table(report: DocumentReport, style: Style = PLAIN) -> list[str]:
    """The propositions of a document with verdicts, hypotheses used and groups."""
    review = " (text under review)" if report.document.under_review else ""
    lines = [style.paint(shown_path(report.document.path), 1) + review]
    if not report.propositions:
        return [*lines, "  no proposition"]
    shared = _shared_groups(report.propositions)
    lines.append(style.paint(f"  {'proposition':{_NAME}}{'claim':{_CLAIM}}{'proof':{_PROOF}}steps", 2))
    for found in report.propositions:
        lines += _row(found, style)
        lines += _detail("uses", "; ".join(plain(name) for name in hypotheses_of(found)))
        if shared is None:
            lines += _detail("on", groups_words(groups_of(found)))
    return [*lines, *(_detail("groups:", groups_words(shared), "  ") if shared else [])]


def conversion_lines(report: DocumentReport, style: Style = PLAIN) -> list[str]:
    """The places that were mended after a conversion: as converted, as read."""
    found = report.document.conversions
    if not found:
        return []
    lines = [f"  {style.paint('note', 36)}: mended after the conversion of the text ({len(found)})"]
    for one in found:
        where = f"{one.span.path + ':' if one.span.path else ''}{one.span.line}:{one.span.column}"
        mark = "undecided, " if one.undecided else ""
        words = one_line(f"{where} {mark}converted `{one.converted}`, read `{one.read}`")
        lines += textwrap.wrap(words, WIDTH, initial_indent="    ", subsequent_indent="      ")
    return lines


def _row(found: PropositionReport, style: Style) -> list[str]:
    label = one_line(found.proposition.label)
    short = {Verdict.CHECKED: "checked"}.get(found.claim, VERDICT_WORDS[found.claim])
    proof = PROOF_WORDS[found.proof]
    indent = " " * (2 + _NAME + _CLAIM + _PROOF)
    first, *rest = textwrap.wrap(counted(s.verdict for s in found.steps) or "none", WIDTH - len(indent))
    cells = f"{style.verdict(short, found.claim)}{' ' * (_CLAIM - len(short))}{proof:{_PROOF}}{first}"
    more = [indent + line for line in rest]
    if columns(label) > _NAME - 2:
        return [
            *textwrap.wrap(label, WIDTH, initial_indent="  ", subsequent_indent="  "),
            f"  {'':{_NAME}}{cells}",
            *more,
        ]
    return [f"  {label}{' ' * (_NAME - columns(label))}{cells}", *more]


def _detail(title: str, text: str, margin: str = "    ") -> list[str]:
    if not text:
        return []
    return wrapped(f"{title} {text}", margin, margin + " " * (len(title) + 1))


def hypotheses_of(found: PropositionReport) -> tuple[str, ...]:
    """The hypotheses that the steps and claims of a proposition used, each once."""
    by_claims = [name for claim in found.claims for name in claim.hypotheses]
    by_steps = [name for step in found.steps for name in step.hypotheses]
    return tuple(dict.fromkeys(by_claims + by_steps))


def groups_of(found: PropositionReport) -> tuple[GroupRun, ...]:
    """The finite groups on which a proposition was run; a group is sampled if any of its runs was."""
    runs: dict[str, GroupRun] = {}
    of_steps = [run for step in found.steps for run in step.groups]
    for run in [run for claim in found.claims for run in claim.groups] + of_steps:
        if run.outcome != "not run" and not (run.group in runs and runs[run.group].sampled):
            runs[run.group] = run
    return tuple(runs.values())


def _shared_groups(propositions: Iterable[PropositionReport]) -> tuple[GroupRun, ...] | None:
    """The groups of all propositions where they are the same, else None."""
    found = [groups_of(proposition) for proposition in propositions]
    names = {groups_words(groups) for groups in found}
    return found[0] if len(names) == 1 else None


def counted(verdicts: Iterable[Verdict]) -> str:
    """``7 proved, 1 refuted``, in the order of the verdicts."""
    numbers = Counter(verdicts)
    return ", ".join(f"{numbers[verdict]} {VERDICT_WORDS[verdict]}" for verdict in Verdict if numbers[verdict])


# --- findings --------------------------------------------------------------------------------


def finding_lines(finding: Finding, report: DocumentReport, style: Style = PLAIN, width: int = WIDTH) -> list[str]:
    """Place and headline, the source with carets, the notes."""
    colour = _SEVERITY_COLOURS[finding.severity]
    lines = _headline(finding, style, colour, width)
    lines += [_painted(row, style, colour) for row in _source_rows(finding, report, width)]
    for note in finding.notes:
        lines += wrapped(note, INDENT, INDENT, width)
    return lines


def _headline(finding: Finding, style: Style, colour: int, width: int) -> list[str]:
    where, code, text = place(finding), f"[{finding.code}]", one_line(finding.headline)
    length = columns(where) + 2 + columns(text)
    if length + 2 + len(code) <= width:
        gap = " " * (width - length - len(code))
        return [f"{style.paint(where, 1)}: {text}{gap}{style.paint(code, colour)}"]
    lines = textwrap.wrap(f"{text} {code}", width - len(INDENT), break_on_hyphens=False)
    return [f"{style.paint(where, 1)}:", *(f"{INDENT}{line}" for line in lines)]


def _painted(row: str, style: Style, colour: int) -> str:
    margin, bar, rest = row.partition(" | ")
    return f"{style.paint(margin + bar, 2)}{style.paint(rest, colour) if not margin.strip() else rest}"


def _source_rows(finding: Finding, report: DocumentReport, width: int) -> list[str]:
    return excerpt(source_of(finding.span.path, report), finding.span, finding.label, width)


def source_of(path: str, report: DocumentReport) -> str:
    """The text that a span points into: the document's own, or the file that it inputs."""
    if not path or path == report.document.path:
        return report.document.source
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError):
        return ""


def wrapped(text: str, first: str, rest: str, width: int = WIDTH) -> list[str]:
    """Lines of at most ``width`` columns; what stands behind a wide gap stays together on one line."""
    body, gap, tail = text.partition("    ")
    lines = textwrap.wrap(body, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    if gap and len(lines[-1]) + len(gap + tail) <= width:
        lines[-1] += gap + tail
    elif gap:
        lines += textwrap.wrap(tail, width, initial_indent=rest, subsequent_indent=rest)
    return [line.replace(NO_BREAK, " ") for line in lines]


# --- the last line ---------------------------------------------------------------------------


def summary(report: Report) -> str:
    """``9 propositions, 71 steps: 71 proved. Groups: C2 on Z_3, ...``, over all documents."""
    propositions = [found for document in report.documents for found in document.propositions]
    steps = [step.verdict for found in propositions for step in found.steps]
    sentences = [_counts(propositions, steps), *_gaps(propositions), *_review(report)]
    sentences += _problems(report)
    sentences.append(_groups(report, propositions))
    return "\n".join(wrapped(" ".join(filter(None, sentences)), "", ""))


def _counts(propositions: list[PropositionReport], steps: list[Verdict]) -> str:
    if not propositions:
        return "No propositions."
    claims = [found.claim for found in propositions]
    first = _number(len(propositions), "proposition")
    if any(claim is not Verdict.PROVED for claim in claims) or not steps:
        first += f": {counted(claims)}"
    if not steps:
        return f"{first}; no steps."
    return f"{first}{';' if ':' in first else ','} {_number(len(steps), 'step')}: {counted(steps)}."


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _gaps(propositions: list[PropositionReport]) -> list[str]:
    gaps = sum(map(leads_elsewhere, propositions))
    return [f"{_number(gaps, 'proof')} not leading to the claim."] if gaps else []


def _problems(report: Report) -> list[str]:
    told = [d for document in report.documents for d in document.diagnostics or document.document.diagnostics]
    errors = sum(d.severity == "error" for d in told)
    tiers = sum(len(document.disagreements) for document in report.documents)
    lines = [f"{_number(errors, 'place')} cannot be read."] if errors else []
    lines += [f"{_number(tiers, 'disagreement')} of the tiers."] if tiers else []
    warnings = sum(f.severity == "warning" and not f.verdict for one in report.documents for f in findings(one))
    return [*lines, f"{_number(warnings, 'warning')}."] if warnings else lines


def _review(report: Report) -> list[str]:
    reviewed = [document for document in report.documents if document.document.under_review]
    if not reviewed:
        return []
    count = sum(len(serious(findings(document))) for document in reviewed)
    return [f"{_number(count, 'finding')} in the text under review."]


def _groups(report: Report, propositions: list[PropositionReport]) -> str:
    if report.general_only:
        return "General proofs only, no finite group."
    runs: dict[str, GroupRun] = {}
    for found in propositions:
        for run in groups_of(found):
            runs.setdefault(run.group, run)
    words = groups_words(tuple(runs.values())) or ", ".join(map(plain, report.groups))
    return f"Groups: {words}." if words and propositions else ""
