"""The report as GitHub workflow commands: one annotation a finding, then the summary."""

from __future__ import annotations

from symproof.checking.report import Report
from symproof.theory.span import Span
from symproof.writing.exit_code import Failure
from symproof.writing.findings import Finding, findings
from symproof.writing.plain import clean, one_line
from symproof.writing.terminal import summary

_KINDS = {"error": "error", "warning": "warning", "note": "notice"}


def to_github(report: Report, failures: tuple[Failure, ...] = ()) -> str:
    """One line an annotation; nothing that the documents hold can start a command of its own."""
    lines = [annotation(finding) for document in report.documents for finding in findings(document)]
    lines += [f"::error file={_property(one.path)},title=symproof::{_text(one.message)}" for one in failures]
    return "\n".join([*lines, _harmless(summary(report))]) + "\n"


def annotation(finding: Finding) -> str:
    """``::error file=..,line=..,col=..,endLine=..,endColumn=..,title=symproof E301::text``."""
    about = f"{finding.proposition}: " if finding.proposition else ""
    message = "\n".join([f"{one_line(about + finding.headline)}", *map(one_line, finding.notes)])
    head = f"file={_property(finding.span.path or finding.path)},{_position(finding.span)}"
    return f"::{_KINDS[finding.severity]} {head},title=symproof {finding.code}::{_text(message)}"


def _position(span: Span) -> str:
    """GitHub's end column is that of the last character."""
    last = max(span.end_column - 1, 1)
    return f"line={span.line},col={span.column},endLine={span.end_line},endColumn={last}"


def _text(text: str) -> str:
    lines = (_harmless(clean(line)) for line in text.replace("%", "%25").replace("\r", "").split("\n"))
    return "%0A".join(lines)


def _property(text: str) -> str:
    return _text(one_line(text)).replace(":", "%3A").replace(",", "%2C")


def _harmless(text: str) -> str:
    """Runners also obey the old form of a command, anywhere in a line."""
    return text.replace("##[", "## [")
