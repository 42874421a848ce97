"""Everything that is to be told about a document, in the order of its lines: what all printers share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from symproof.checking.report import (
    ClaimReport,
    DocumentReport,
    PropositionReport,
    StepReport,
    Suggestion,
    SupposedReport,
    Verdict,
)
from symproof.theory.diagnostic import Diagnostic, Severity
from symproof.theory.document import Proposition
from symproof.theory.frozen import dataclass
from symproof.theory.setting import Roles
from symproof.theory.span import NOWHERE, Span
from symproof.writing import messages, repairs
from symproof.writing.exit_code import leads_elsewhere


@dataclass(frozen=True)
class Finding:
    """One thing to tell. ``step`` is None for a claim; ``verdict`` is empty for a finding about the text."""

    code: str
    severity: Severity
    path: str
    span: Span
    headline: str
    notes: tuple[str, ...] = ()
    label: str = ""
    proposition: str = ""
    step: int | None = None
    verdict: str = ""

    @property
    def pin(self) -> dict[str, Any]:
        """What ``--expect`` compares."""
        return {
            "document": self.path,
            "proposition": self.proposition,
            "step": self.step,
            "code": self.code,
            "verdict": self.verdict,
        }


_SEVERITY: dict[Verdict, Severity] = {
    Verdict.UNDECIDED: "warning",
    Verdict.CHECKED: "warning",
    Verdict.ASSUMED: "warning",
}


def findings(report: DocumentReport) -> tuple[Finding, ...]:
    """All findings of a document, warnings included, by place; each exactly once."""
    told = [*_of_text(report), *_of_propositions(report), *_of_disagreements(report)]
    unique = dict.fromkeys(told)
    return tuple(sorted(unique, key=_order))


def _order(one: Finding) -> tuple[str, int, bool, int, str, int]:
    """By place; a note on a line after what it is a note to."""
    span = one.span
    return span.path, span.line, one.severity == "note", span.column, one.code, one.step or 0


def serious(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those that count: all but warnings about the text and notes."""
    return tuple(one for one in found if one.severity == "error" or one.verdict)


def _of_text(report: DocumentReport) -> Iterator[Finding]:
    inside = {id(d): p.label for p in report.document.propositions for d in p.diagnostics}
    for diagnostic in report.diagnostics or report.document.diagnostics:
        label = inside.get(id(diagnostic)) or _enclosing(report, diagnostic.span)
        yield _told(diagnostic, report.document.path, label)


def _enclosing(report: DocumentReport, span: Span) -> str:
    """The label of the proposition in whose text the span lies, if any."""
    for proposition in report.document.propositions:
        if proposition.span != NOWHERE and proposition.span.path == span.path:
            inside = proposition.span.line <= span.line <= proposition.span.end_line
            if inside:
                return proposition.label
    return ""


def _told(diagnostic: Diagnostic, path: str, label: str, step: int | None = None) -> Finding:
    headline, notes = messages.describe(diagnostic)
    verdict = Verdict.MALFORMED.value if diagnostic.severity == "error" else ""
    return Finding(
        diagnostic.code, diagnostic.severity, path, diagnostic.span, headline, notes, "", label, step, verdict
    )


def _of_propositions(report: DocumentReport) -> Iterator[Finding]:
    for found in report.propositions:
        yield from _of_proposition(found, report.document.path)


def _of_proposition(found: PropositionReport, path: str) -> Iterator[Finding]:
    label, told = found.proposition.label, any(d.severity == "error" for d in found.proposition.diagnostics)
    restricted = found.proposition.setting.restricted is not None
    for claim in found.claims:
        if not _silent(claim.verdict, told, restricted):
            yield _of_claim(claim, "the claim", path, label)
    for supposed in found.supposed:
        yield _of_supposed(supposed, path, label)
    for step in found.steps:
        if not _silent(step.verdict, told, restricted):
            yield _of_step(step, path, label, found.proposition.setting.roles)
        yield from (_of_spelling(one, step_place(step), path, label, step.step.number) for one in step.suggestions[:1])
        if step.presumed is not None and not step.suggestions:
            yield _of_presumed(step, step.presumed, path, found.proposition)
        yield from (_told(warning, path, label, step.step.number) for warning in step.warnings)
        for statement in step.statements:
            if not _silent(statement.verdict, told, restricted):
                subject = f"the formula in the reason of step {step.step.number}"
                yield _of_claim(statement, subject, path, label, step.step.number)
    if leads_elsewhere(found) and not told:
        yield _gap(found, path)
    for one in found.suggestions[:1]:
        yield _of_spelling(one, found.proposition.span, path, label, None)
    yield from (_told(warning, path, label) for warning in found.warnings)


def _silent(verdict: Verdict, told: bool, restricted: bool) -> bool:
    """Proved; or unreadable, and the reader has said why; or checked on the one group it is about."""
    return (
        verdict is Verdict.PROVED
        or (verdict is Verdict.MALFORMED and told)
        or (verdict is Verdict.CHECKED and restricted)
    )


def _of_spelling(one: Suggestion, span: Span, path: str, label: str, step: int | None) -> Finding:
    """A note: what cannot be read, in the spelling that is the most likely."""
    subject = f"step {step}" if step is not None else "the claim"
    headline = f"{subject}, read with {repairs.spelling_words(one)}: {messages.VERDICT_WORDS[one.verdict]}"
    onward = f"The next step is then {messages.VERDICT_WORDS[one.onward]}." if one.onward is not None else ""
    return Finding("E307", "note", path, span, headline, (onward,) if onward else (), "", label, step)


def _of_step(step: StepReport, path: str, label: str, roles: Roles) -> Finding:
    code = messages.step_code(step)
    return Finding(
        code,
        _SEVERITY.get(step.verdict, "error"),
        path,
        step_place(step),
        messages.headline(code, f"step {step.step.number}"),
        (*messages.step_notes(step), *repairs.notes(step, roles)),
        messages.caret_label(code),
        label,
        step.step.number,
        step.verdict.value,
    )


def _of_supposed(supposed: SupposedReport, path: str, label: str) -> Finding:
    """A note: the verdict of an unreadable claim under a supposition."""
    claim = supposed.claim
    headline = messages.presumed_headline("the claim", supposed.instead, claim.verdict)
    return Finding("E307", "note", path, claim.claim.span, headline, messages.claim_notes(claim), "", label)


def _of_presumed(step: StepReport, presumed: StepReport, path: str, found: Proposition) -> Finding:
    """A note: the verdict of an unreadable line under the reading that suggests itself."""
    against = next((one.against for one in found.supposed if one.step and one.step.number == step.step.number), None)
    subject, read = f"step {step.step.number}", presumed.step.instead
    headline = messages.presumed_headline(subject, read, presumed.verdict, against)
    place, notes = step_place(presumed), messages.step_notes(presumed)
    return Finding("E307", "note", path, place, headline, notes, "", found.label, step.step.number)


def step_place(step: StepReport) -> Span:
    """Where the sides first differ, else the right side, else the step."""
    right = step.step.right.span if step.step.right else NOWHERE
    return next((span for span in (step.place, right, step.step.span) if span != NOWHERE), NOWHERE)


def _of_claim(claim: ClaimReport, subject: str, path: str, label: str, step: int | None = None) -> Finding:
    code, severity = messages.claim_code(claim), _SEVERITY.get(claim.verdict, "error")
    notes = messages.claim_notes(claim)
    headline = messages.headline(code, subject)
    return Finding(code, severity, path, claim.claim.span, headline, notes, "", label, step, claim.verdict.value)


def _gap(found: PropositionReport, path: str) -> Finding:
    """At the claim: its ends are what the lines ought to join."""
    label, span = found.proposition.label, found.proposition.span
    place = next((claim.claim.span for claim in found.claims if claim.claim.span != NOWHERE), span)
    headline = messages.headline("E304", "")
    return Finding("E304", "error", path, place, headline, messages.gap_notes(), "", label, None, "gap")


def _of_disagreements(report: DocumentReport) -> Iterator[Finding]:
    for found in report.disagreements:
        headline, notes = messages.disagreement_words(found)
        span = _span_of(report, found.proposition, found.step)
        yield Finding(
            "E390",
            "error",
            report.document.path,
            span,
            headline,
            notes,
            "",
            found.proposition,
            found.step,
            "disagreement",
        )


def _span_of(report: DocumentReport, label: str, number: int | None) -> Span:
    for found in report.propositions:
        if found.proposition.label == label:
            steps = [step for step in found.steps if step.step.number == number]
            return step_place(steps[0]) if steps else found.proposition.span
    return NOWHERE
