"""From a report to the exit code: the one place that decides it."""

from __future__ import annotations

from collections.abc import Iterator

from symproof.checking.report import ExitCode, ProofStatus, PropositionReport, Report, StepReport, Verdict
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.frozen import dataclass

INTERRUPTED = 130

_FOUND = frozenset({Verdict.REFUTED, Verdict.NOT_AS_STATED, Verdict.MALFORMED})

_HOLDS = frozenset({Verdict.PROVED, Verdict.ASSUMED})


@dataclass(frozen=True)
class Failure:
    """A document that could not be judged at all: an internal error, in one line."""

    path: str
    message: str


def exit_code(report: Report, failures: tuple[Failure, ...] = ()) -> int:
    """The first that applies of ``ExitCode``, from every step, claim and diagnostic of the report."""
    if failures or any(document.disagreements for document in report.documents):
        return ExitCode.USAGE
    propositions = [found for document in report.documents for found in document.propositions]
    if any(map(_has_finding, propositions)) or any(d.severity == "error" for d in _diagnostics(report)):
        return ExitCode.FOUND
    if any(map(_is_open, propositions)):
        return ExitCode.OPEN
    if any(Verdict.ASSUMED in verdicts_of(found) for found in propositions):
        return ExitCode.ASSUMED
    return ExitCode.OK if any(found.proposition.claims for found in propositions) else ExitCode.EMPTY


def verdicts_of(found: PropositionReport) -> set[Verdict]:
    """Every verdict inside a proposition: of its claims, its steps and the formulas in their reasons."""
    steps = {verdict for step in found.steps for verdict in step_verdicts(step)}
    return {found.claim} | {claim.verdict for claim in found.claims} | steps


def step_verdicts(step: StepReport) -> set[Verdict]:
    """The verdict of a step and those of the formulas in its reason."""
    return {step.verdict} | {statement.verdict for statement in step.statements}


def leads_elsewhere(found: PropositionReport) -> bool:
    """Every line holds (or is assumed), and yet the proof does not carry the claim: a finding of its own.

    A gap that an undecided line leaves counts as that line does.
    """
    whole = all(step.verdict in _HOLDS for step in found.steps)
    return whole and found.proof in (ProofStatus.GAP, ProofStatus.WRONG)


def _has_finding(found: PropositionReport) -> bool:
    return leads_elsewhere(found) or bool(_FOUND & verdicts_of(found))


def _is_open(found: PropositionReport) -> bool:
    """Undecided, or checked on finite groups where the claim is not about one of them alone."""
    verdicts = verdicts_of(found)
    general = found.proposition.setting.restricted is None
    return Verdict.UNDECIDED in verdicts or (general and Verdict.CHECKED in verdicts)


def _diagnostics(report: Report) -> Iterator[Diagnostic]:
    for document in report.documents:
        yield from document.diagnostics
        for found in document.propositions:
            yield from found.warnings
            yield from (warning for step in found.steps for warning in step.warnings)
