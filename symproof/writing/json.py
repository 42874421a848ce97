"""The report as JSON, schema 1.

    {"schema": 1, "documents": [...], "propositions": [...], "steps": [...], "summary": {...}}

``documents``     path, title, under_review, propositions and steps (numbers), diagnostics (a list of:
                  code, severity, place, message, notes, nearest), disagreements, conversions (a list of:
                  place, converted, read, undecided)
``propositions``  document, proposition (its label), title, kind, place, code, claim (a verdict), proof
                  (follows, gap, wrong, none), steps (a number), restricted (a group or null), hypotheses,
                  groups, claims (a list of: what a step has, without step and reason), warnings, supposed
                  (of claims that cannot be read, under what they are supposed to say: instead, and as claims),
                  repairs (kind "spelling", of claims that cannot be read, where asked for)
``steps``         document, proposition, step (from 1), chain, place, relation, code ("" where proved),
                  verdict, reason, reindexed, hypotheses, definitions, groups, sampled, witness, repairs,
                  why, returns, consequence, statements (claims in the reason), warnings, presumed (of a line
                  that cannot be read, under what it seems to mean: instead, and verdict to why; or null)
``summary``       exit_code, propositions, steps (numbers), verdicts (of the steps, each with its number),
                  claims (the same of the propositions), diagnostics (errors, warnings), findings,
                  disagreements, failures, groups, general_only, options

A *place* is the four keys line, column, end_line, end_column, from 1, the end exclusive, columns in
characters, and file where it is not the document. ``reindexed``: variable, term, new (with a prime where
the sums before and after have the same name), inverse. ``groups``: names of those run; ``sampled`` those of
them not run exhaustively. ``witness``: group, action, order, elements and scalars (by name), neighbourhoods
and maps (by name with arguments, as ``N(0)`` and ``\\varphi(t)``), functions (name and the values that are
not 0), left, right; null where there is none.
``repairs``: kind (hypothesis, definition, reindexing, reason) and name of what would close the step; where
edits were asked for (``fix``), also kind "edit": name (in words), line (the step whose right side is edited,
0 for the first line), kinds, changes (old, new and a place), latex of the new line, hypotheses,
reindexed_sums, size, onward (does the next line follow?), assumes (hypotheses that have to be stated besides),
reasons (what the reasons of steps have to name for that: step, name), also (the same edit in the lines that
follow); a hypothesis alone is of kind "statement"; of what cannot be read, kind "spelling": name, line (null:
a claim), kinds, changes (old, new and a place), assume (a sentence to be added, or ""), verdict (of the step
or claim so spelled), next (that of the next step, or null), repairs (then). Names are LaTeX.
New keys may be added under the same schema number; none is removed or changes its meaning.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from symproof.checking.report import (
    ClaimReport,
    Disagreement,
    DocumentReport,
    GroupRun,
    PropositionReport,
    Reindexing,
    Report,
    StepReport,
    Verdict,
    Witness,
)
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.document import Conversion
from symproof.theory.setting import Roles
from symproof.theory.span import Span
from symproof.writing import messages
from symproof.writing.exit_code import Failure, exit_code, leads_elsewhere
from symproof.writing.findings import findings, serious, step_place
from symproof.writing.latex import latex
from symproof.writing.repairs import as_data as as_repair
from symproof.writing.repairs import spelling_as_data as as_spelling
from symproof.writing.schema import SCHEMA
from symproof.writing.terminal import groups_of, hypotheses_of


def to_json(report: Report, failures: tuple[Failure, ...] = (), extra: Mapping[str, Any] | None = None) -> str:
    """The whole report; ``extra`` goes into the summary (and may override its exit code)."""
    return json.dumps(as_data(report, failures, extra), indent=1, sort_keys=True) + "\n"


def as_data(
    report: Report, failures: tuple[Failure, ...] = (), extra: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The report as lists, dictionaries, strings, numbers, booleans and None."""
    pairs = [(document, found) for document in report.documents for found in document.propositions]
    return {
        "schema": SCHEMA,
        "documents": [_document(document) for document in report.documents],
        "propositions": [_proposition(document, found) for document, found in pairs],
        "steps": [_step(document, found, step) for document, found in pairs for step in found.steps],
        "summary": {**_summary(report, failures), **(extra or {})},
    }


def _place(span: Span) -> dict[str, Any]:
    place: dict[str, Any] = {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
    return {**place, "file": span.path} if span.path else place


def _document(report: DocumentReport) -> dict[str, Any]:
    document = report.document
    return {
        "path": document.path,
        "title": document.title,
        "under_review": document.under_review,
        "propositions": len(report.propositions),
        "steps": sum(len(found.steps) for found in report.propositions),
        "diagnostics": [_diagnostic(one) for one in report.diagnostics or document.diagnostics],
        "disagreements": [_disagreement(one) for one in report.disagreements],
        "conversions": [_conversion(one) for one in document.conversions],
    }


def _conversion(found: Conversion) -> dict[str, Any]:
    return {
        **_place(found.span),
        "converted": found.converted,
        "read": found.read,
        "undecided": found.undecided,
    }


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    message, notes = messages.describe(diagnostic)
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        **_place(diagnostic.span),
        "message": message,
        "notes": list(notes),
        "nearest": list(diagnostic.nearest),
    }


def _disagreement(found: Disagreement) -> dict[str, Any]:
    return {
        "proposition": found.proposition,
        "step": found.step,
        "group": found.group,
        "witness": witness_as_data(found.witness),
    }


def _proposition(report: DocumentReport, found: PropositionReport) -> dict[str, Any]:
    proposition = found.proposition
    return {
        "document": report.document.path,
        "proposition": proposition.label,
        "title": proposition.title,
        "kind": proposition.kind,
        **_place(proposition.span),
        "code": _proposition_code(found),
        "claim": found.claim.value,
        "proof": found.proof.value,
        "steps": len(found.steps),
        "restricted": proposition.setting.restricted,
        "hypotheses": list(hypotheses_of(found)),
        **_groups(groups_of(found)),
        "claims": [_claim(claim, proposition.setting.roles) for claim in found.claims],
        "supposed": [
            {"instead": _instead(one.instead), **_claim(one.claim, proposition.setting.roles)} for one in found.supposed
        ],
        "repairs": [as_spelling(one, proposition.setting.roles) for one in found.suggestions],
        "warnings": [_diagnostic(one) for one in found.warnings],
    }


def _proposition_code(found: PropositionReport) -> str:
    """E304 where the proof does not lead to the claim, else that of the first claim that is not proved."""
    if leads_elsewhere(found):
        return "E304"
    open_ = [claim for claim in found.claims if claim.verdict is not Verdict.PROVED]
    return messages.claim_code(open_[0]) if open_ else ""


def _claim(claim: ClaimReport, roles: Roles) -> dict[str, Any]:
    return {
        **_place(claim.claim.span),
        "source": claim.claim.source,
        "code": "" if claim.verdict is Verdict.PROVED else messages.claim_code(claim),
        **_grounds(claim, roles),
    }


def _grounds(found: ClaimReport | StepReport, roles: Roles) -> dict[str, Any]:
    return {
        "verdict": found.verdict.value,
        "reindexed": [_reindexing(one, roles) for one in found.reindexed],
        "hypotheses": list(found.hypotheses),
        **_groups(found.groups),
        "witness": witness_as_data(found.witness),
        "repairs": _closing(found),
        "why": found.why,
    }


def _closing(found: ClaimReport | StepReport) -> list[dict[str, Any]]:
    return [{"kind": one.kind, "name": one.name} for one in found.missing]


def _groups(runs: Iterable[GroupRun]) -> dict[str, Any]:
    run = [one for one in runs if one.outcome != "not run"]
    return {"groups": [one.group for one in run], "sampled": [one.group for one in run if one.sampled]}


def _step(report: DocumentReport, found: PropositionReport, step: StepReport) -> dict[str, Any]:
    roles = found.proposition.setting.roles
    return {
        "document": report.document.path,
        "proposition": found.proposition.label,
        "step": step.step.number,
        "chain": step.step.chain,
        **_place(step_place(step)),
        "relation": step.step.relation.value,
        "code": "" if step.verdict is Verdict.PROVED else messages.step_code(step),
        "reason": step.step.reason.source,
        **_grounds(step, roles),
        "repairs": _repairs(step, roles),
        "definitions": list(step.definitions),
        "returns": step.returns,
        "consequence": step.consequence,
        "statements": [_claim(statement, roles) for statement in step.statements],
        "presumed": _presumed(step, roles),
        "warnings": [_diagnostic(one) for one in step.warnings],
    }


def _repairs(step: StepReport, roles: Roles) -> list[dict[str, Any]]:
    spellings = [as_spelling(one, roles) for one in step.suggestions]
    return [*_closing(step), *spellings, *(as_repair(one, roles) for one in step.repairs)]


def _presumed(step: StepReport, roles: Roles) -> dict[str, Any] | None:
    if step.presumed is None:
        return None
    return {
        "instead": _instead(step.presumed.step.instead),
        "code": step.presumed.code,
        **_grounds(step.presumed, roles),
    }


def _instead(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"written": old, "read": new} for old, new in pairs]


def _reindexing(change: Reindexing, roles: Roles) -> dict[str, str]:
    return {
        "variable": change.variable.name,
        "term": latex(change.term, roles),
        "new": change.new.name,
        "inverse": latex(change.inverse, roles),
    }


def witness_as_data(witness: Witness | None) -> dict[str, Any] | None:
    """A counterexample in full; None where there is none."""
    if witness is None:
        return None
    return {
        "group": witness.group,
        "action": witness.action,
        "order": witness.order,
        "elements": _named(witness.elements),
        "neighbourhoods": _named(witness.neighbourhoods),
        "functions": [
            {"name": name, "values": [{"at": list(at), "value": value} for at, value in table]}
            for name, table in witness.functions
        ],
        "maps": _named(witness.maps),
        "scalars": _named(witness.scalars),
        "left": witness.left,
        "right": witness.right,
    }


def _named(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By name; a name that comes again is numbered, so that nothing is lost."""
    named: dict[str, str] = {}
    for name, value in pairs:
        again = sum(1 for known in named if known == name or known.startswith(f"{name} ("))
        named[f"{name} ({again + 1})" if again else name] = value
    return named


def _summary(report: Report, failures: tuple[Failure, ...]) -> dict[str, Any]:
    propositions = [found for document in report.documents for found in document.propositions]
    told = [finding for document in report.documents for finding in findings(document)]
    return {
        "exit_code": exit_code(report, failures),
        "documents": len(report.documents),
        "propositions": len(propositions),
        "steps": sum(len(found.steps) for found in propositions),
        "verdicts": _counted(step.verdict for found in propositions for step in found.steps),
        "claims": _counted(found.claim for found in propositions),
        "findings": len(serious(tuple(told))),
        "warnings": sum(one.severity == "warning" and not one.verdict for one in told),
        "disagreements": sum(len(document.disagreements) for document in report.documents),
        "failures": [{"document": one.path, "message": one.message} for one in failures],
        "groups": list(report.groups),
        "general_only": report.general_only,
        "options": dict(report.options),
    }


def _counted(verdicts: Iterable[Verdict]) -> dict[str, int]:
    numbers = Counter(verdicts)
    return {verdict.value: numbers[verdict] for verdict in Verdict}
