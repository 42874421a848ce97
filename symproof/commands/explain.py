"""``symproof explain PATH::proposition``: each step in full, with every formula as it was read."""

from __future__ import annotations

import textwrap

from symproof.checking.report import (
    ClaimReport,
    DocumentReport,
    PropositionReport,
    Reindexing,
    Repair,
    StepReport,
    Verdict,
    Witness,
)
from symproof.commands.problems import UsageProblem
from symproof.terms import Term
from symproof.theory.document import Claim, Comparison, Formula, Implication, Statement
from symproof.theory.hypotheses import reported
from symproof.theory.setting import Roles
from symproof.writing import messages, repairs
from symproof.writing.excerpt import excerpt
from symproof.writing.findings import Finding, findings, step_place
from symproof.writing.picture import picture, picture_lines, terms_of, terms_of_sides
from symproof.writing.plain import one_line, plain
from symproof.writing.terminal import PLAIN, Style, finding_lines, shown_path, source_of
from symproof.writing.text import explain_term, text

_WIDTH = 80


def explain(report: DocumentReport, number: int | None = None, style: Style = PLAIN) -> str:
    """The propositions of the report; only step ``number`` of each if given.

    Raises UsageProblem if no proposition has such a step.
    """
    lines = [line for found in report.propositions for line in _Explanation(report, found, style).lines(number)]
    if number is not None and not any(step.step.number == number for p in report.propositions for step in p.steps):
        counts = " and ".join(f"{p.proposition.label} has {len(p.steps)} steps" for p in report.propositions)
        raise UsageProblem(f"there is no step {number}: {counts or 'there is no proposition'}")
    return "\n".join(lines) + "\n"


class _Explanation:
    """One proposition, line by line."""

    def __init__(self, report: DocumentReport, found: PropositionReport, style: Style):
        self.report, self.found, self.style = report, found, style
        self.roles: Roles = found.proposition.setting.roles
        self._runs = ""  # what was said last of finite groups
        self._told: set[str] = set()  # formulas that were explained, and names whose sort was given

    def lines(self, number: int | None) -> list[str]:
        chosen = [step for step in self.found.steps if number in (None, step.step.number)]
        parts = [self._heading()]
        if number is None:
            parts += [self._claim(claim) for claim in self.found.claims] + self._of_the_text()
        parts += [self._step(step) for step in chosen]
        return [*"\n\n".join("\n".join(part) for part in parts if part).split("\n"), ""]

    def _heading(self) -> list[str]:
        proposition = self.found.proposition
        title = f": {plain(proposition.title)}" if proposition.title else ""
        where = f"{shown_path(proposition.span.path or self.report.document.path)}:{proposition.span.line}"
        head = f"{where}: {proposition.kind} {one_line(proposition.label)}{title}"
        assumed = [f"  it assumes that {plain(reported(one, self.roles.group))}" for one in proposition.hypotheses]
        restricted = proposition.setting.restricted
        only = [f"  it is about {plain(restricted)} only"] if restricted else []
        return [self.style.paint(head, 1), *assumed, *only]

    def _of_the_text(self) -> list[list[str]]:
        """What the reader found wrong inside this proposition."""
        mine = [f for f in findings(self.report) if self._about_text(f)]
        return [finding_lines(finding, self.report, self.style) for finding in mine]

    def _about_text(self, finding: Finding) -> bool:
        return finding.proposition == self.found.proposition.label and finding.code[:2] in ("E1", "E2")

    def _claim(self, claim: ClaimReport, title: str = "the claim") -> list[str]:
        lines = [self._verdict(title, claim.verdict), *self._claimed(claim.claim)]
        told = self._notes(messages.claim_notes(claim), claim.witness, terms_of(claim.claim.statement))
        return [*lines, *self._grounds(claim), *told]

    def _claimed(self, claim: Claim) -> list[str]:
        lines = self._statement(claim.statement)
        return [*lines, "  unless", *self._comparison(claim.unless)] if claim.unless else lines

    def _statement(self, statement: Statement) -> list[str]:
        if isinstance(statement, Implication):
            arrow = "if and only if" if statement.both else "implies"
            return [
                *self._comparison(statement.premise),
                f"  {arrow}",
                *self._comparison(statement.conclusion),
            ]
        return self._comparison(statement)

    def _comparison(self, statement: Comparison) -> list[str]:
        return self._sides(statement.left, statement.relation.value, statement.right)

    def _sides(self, left: Formula | None, relation: str, right: Formula | None) -> list[str]:
        return [*self._as_read(left), f"  {plain(relation)}", *self._as_read(right)]

    def _as_read(self, formula: Formula | None) -> list[str]:
        """The formula with all its brackets, and once each: its sort and binders, the sorts of its names."""
        if formula is None:
            return ["    (cannot be read)"]
        whole, *about = explain_term(formula.term, self.roles)
        new = [] if whole in self._told else [line for line in about if line not in self._told]
        self._told.update((whole, *(line for line in new if " : " in line)))
        return [row for line in (whole, *new) for row in _wrapped(line.strip(), *_margins(line))]

    def _step(self, found: StepReport) -> list[str]:
        step = found.step
        lines = [self._verdict(f"step {step.number}", found.verdict)]
        lines += [f"  {row}" for row in excerpt(self._source(found), step_place(found))]
        if step.statement:
            lines += self._statement(step.statement)
        else:
            lines += self._sides(step.left, step.relation.value, step.right)
        lines += _fact("reason", plain(step.reason.source) or "none given: everything in the setting is allowed")
        lines += self._grounds(found)
        lines += _fact("definitions beyond those named", ", ".join(map(plain, found.definitions)))
        terms = terms_of(step.statement) if step.statement else terms_of_sides(step.left, step.right)
        lines += self._notes(messages.step_notes(found), found.witness, terms)
        lines += [row for note in repairs.notes(found, self.roles) for row in _wrapped(note)]
        lines += [row for repair in found.repairs[:1] for row in _repaired(repair, self.roles)]
        for one in found.suggestions[:1]:
            lines += _fact("read with", f"{repairs.spelling_words(one)}: {messages.VERDICT_WORDS[one.verdict]}")
            lines += [row for repair in one.repairs[:1] for row in _repaired(repair, self.roles)]
        lines += [line for one in found.warnings for line in _fact("warning", messages.describe(one)[0])]
        for statement in found.statements:
            lines += self._claim(statement, f"the formula in the reason of step {step.number}")
        return lines

    def _source(self, found: StepReport) -> str:
        return source_of(step_place(found).path, self.report)

    def _verdict(self, subject: str, verdict: Verdict) -> str:
        return f"{self.style.paint(subject, 1)}: {self.style.verdict(messages.VERDICT_WORDS[verdict], verdict)}"

    def _grounds(self, found: StepReport | ClaimReport) -> list[str]:
        lines = [line for change in found.reindexed for line in self._reindexed(change)]
        used = "; ".join(map(plain, found.hypotheses))
        proved = found.verdict in (Verdict.PROVED, Verdict.NOT_AS_STATED)
        lines += _fact("hypotheses used", used or ("none" if proved else ""))
        return lines + _fact("finite groups", self._once(", ".join(_run_words(found))))

    def _once(self, runs: str) -> str:
        """What was run, unless that was the same before."""
        shown, self._runs = "the same" if runs == self._runs else runs, runs
        return shown if runs else ""

    def _reindexed(self, change: Reindexing) -> list[str]:
        return _fact("re-indexed", f"{plain(change.variable.name)} = {self._plain(change.term)}") + _fact(
            "inverse", f"{plain(change.new.name)} = {self._plain(change.inverse)}"
        )

    def _plain(self, term: Term) -> str:
        return text(term, self.roles)

    def _notes(self, notes: tuple[str, ...], witness: Witness | None, terms: tuple[Term, ...]) -> list[str]:
        told = [note for note in notes if witness is None or note != messages.witness_words(witness)]
        return [
            *(witness_lines(witness) if witness else []),
            *(_pictured(witness, terms) if witness else []),
            *(line for note in told for line in _wrapped(note)),
        ]


def _pictured(witness: Witness, terms: tuple[Term, ...]) -> list[str]:
    drawn = picture(witness, terms)
    return picture_lines(drawn) if drawn else []


def _repaired(repair: Repair, roles: Roles) -> list[str]:
    """The line as a repair has it."""
    return _fact(f"{repairs.where(repair)} would be", text(repair.term, roles))


def _run_words(found: StepReport | ClaimReport) -> list[str]:
    return [
        f"{plain(run.group)} ({run.outcome}, {run.instances} instances{', sampled' if run.sampled else ''})"
        for run in found.groups
        if run.outcome != "not run"
    ]


def _margins(line: str) -> tuple[str, str]:
    margin = " " * (4 + len(line) - len(line.lstrip()))
    return margin, margin + "    "


def _fact(title: str, value: str) -> list[str]:
    return _wrapped(f"{title}: {value}", "  ", "      ") if value else []


def _wrapped(text: str, first: str = "  ", rest: str = "    ") -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def witness_lines(witness: Witness) -> list[str]:
    """The model one entry a line, so that it can be recomputed by hand."""
    group = messages.bare(messages.witness_place(witness))
    place = f"evaluated on {group}, |G| = {witness.order}:" if group else "evaluated:"
    tables = [messages.table_words(name, table) for name, table in witness.functions]
    lines = _wrapped(place)
    for entry in (*messages.witness_values(witness), *tables):
        lines += _wrapped(entry, "    ", "      ")
    return [*lines, f"    left side   {plain(witness.left)}", f"    right side  {plain(witness.right)}"]
