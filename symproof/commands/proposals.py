"""What can be proposed for a document: other spellings, then edits of the lines that fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from symproof.checking.budget import Options
from symproof.checking.check import check_document, cited_claims
from symproof.checking.mend import FAILING, Wish, mended
from symproof.checking.prove import Prover
from symproof.checking.repair import same_line
from symproof.checking.report import DocumentReport, PropositionReport, Repair, StepReport, Suggestion, Verdict
from symproof.commands.suggest import Suggested, sentence_place, suggest, with_suggestions
from symproof.reading.read import read_document
from symproof.theory.document import Document, Formula, Proposition
from symproof.theory.hypotheses import reported
from symproof.writing import repairs as shown
from symproof.writing.progress import Busy

MAX_READINGS = 12  # of one rewritten source


@dataclass
class Mended:
    """A document with what was found for it, and its source with the best of that made.

    ``base``: as it is judged once the best spellings are made, with the repairs of its lines; ``report``: as it is.
    """

    report: DocumentReport
    base: DocumentReport
    source: str
    spelled: int = 0
    made: list[tuple[int, Repair]] = field(default_factory=list)
    before: dict[Repair | Suggestion, str] = field(default_factory=dict)  # the text without each proposal
    after: dict[Repair | Suggestion, str] = field(default_factory=dict)  # and with it

    @property
    def count(self) -> int:
        return self.spelled + len(self.made)

    def diff(self, proposal: Repair | Suggestion, name: str) -> str:
        """What a proposal changes; empty where it could not be written."""
        before, after = self.before.get(proposal), self.after.get(proposal)
        return shown.unified(before, after, name) if before is not None and after is not None else ""


def proposed(report: DocumentReport, options: Options, wish: Wish, name: str) -> Mended:
    """Spellings for what cannot be read, then edits of what fails in the text that has the best of them."""
    with Busy(f"looking for repairs in {name}") as busy:
        done, suggested = _searched(report, options, wish, busy.tell)
        base = done.base
        _keep(done, suggested)
        for number, (proposition, step) in enumerate(steps_of(base)):
            for repair in step.repairs:
                new = rewritten(base.document, base.document.source, proposition, step, repair)
                if new is not None:
                    done.before[repair], done.after[repair] = base.document.source, new
            if step.repairs:
                _make(done, number, proposition, step)
    return done


def with_proposals(report: DocumentReport, options: Options, wish: Wish) -> DocumentReport:
    """The report with what can be proposed for what fails in it; nothing is told on the way."""
    failing = any(step.verdict in (*FAILING, Verdict.MALFORMED) for _, step in steps_of(report))
    if not failing and all(found.claims for found in report.propositions):
        return report
    return _searched(report, options, wish, lambda words: None)[0].report


def _searched(
    report: DocumentReport, options: Options, wish: Wish, tell: Callable[[str], None]
) -> tuple[Mended, Suggested]:
    suggested = suggest(report, options, wish.step, tell)
    base = _judged_again(report, suggested, options)
    base = mended(base, options, cited_claims(base), wish, lambda count: tell(f"{count} edits looked at"))
    return Mended(_together(report, base, suggested), base, base.document.source, len(suggested.found)), suggested


def _judged_again(report: DocumentReport, suggested: Suggested, options: Options) -> DocumentReport:
    """The document with the best spellings made; the report itself where there are none."""
    if suggested.document is report.document:
        return report
    labels = tuple(found.proposition.label for found in report.propositions)
    return check_document(suggested.document, replace(options, only=labels, fail_fast=False))


def _together(report: DocumentReport, base: DocumentReport, suggested: Suggested) -> DocumentReport:
    """The report with the spellings at what cannot be read, and with the repairs, found after them, at the lines."""
    repairs = {(p.proposition.label, s.step.number): s.repairs for p, s in steps_of(base)}
    propositions = []
    for found in with_suggestions(report, suggested).propositions:
        label = found.proposition.label
        steps = tuple(_with_repairs(step, repairs.get((label, step.step.number), ())) for step in found.steps)
        propositions.append(replace(found, steps=steps))
    return replace(report, propositions=tuple(propositions))


def _with_repairs(step: StepReport, repairs: tuple[Repair, ...]) -> StepReport:
    if not step.suggestions:
        return replace(step, repairs=repairs)
    first = replace(step.suggestions[0], repairs=repairs)
    return replace(step, suggestions=(first, *step.suggestions[1:]))


def _keep(done: Mended, suggested: Suggested) -> None:
    """The texts of the spellings, under the suggestions as the report has them."""
    for (label, number, _), spellings in suggested.found.items():
        found = next(one for one in done.report.propositions if one.proposition.label == label)
        step = next((one for one in found.steps if one.step.number == number), None)
        for one in spellings:
            same = step.suggestions if step is not None else found.suggestions
            told = next(s for s in same if replace(s, repairs=()) == one.suggestion)
            done.before[told], done.after[told] = one.before, one.after


def _make(done: Mended, number: int, proposition: PropositionReport, step: StepReport) -> None:
    """Make the best repair in the source that holds those before it."""
    repair = step.repairs[0]
    new = rewritten(done.base.document, done.source, proposition, step, repair)
    if new is not None:
        done.source = new
        done.made.append((number, repair))


def steps_of(report: DocumentReport) -> Iterator[tuple[PropositionReport, StepReport]]:
    """All steps, each with its proposition."""
    for found in report.propositions:
        for step in found.steps:
            yield found, step


def _line_of(proposition: Proposition, step: StepReport, repair: Repair) -> Formula | None:
    """The line that a repair is about, in a reading of the document."""
    chains = [c for c in proposition.chains if any(s.number == step.step.number for s in c.steps)]
    for chain in chains:
        if repair.line == 0:
            return chain.start
        return next((s.right for s in chain.steps if s.number == repair.line), None)
    return None


def rewritten(
    document: Document, source: str, proposition: PropositionReport, step: StepReport, repair: Repair
) -> str | None:
    """The source with a repair made, in all its lines and with what it states; None if it cannot be written."""
    text: str | None = source
    for one in (repair, *repair.also) if repair.changes else ():
        text = _edited(document, text, proposition, step, one) if text is not None else None
    more = bool(repair.assumed or repair.reasons)
    return _stated(document, text, proposition, repair) if text is not None and more else text


def _edited(
    document: Document, source: str, proposition: PropositionReport, step: StepReport, repair: Repair
) -> str | None:
    """The source with a line edited, read again to see that the line is what it should be."""
    label, setting = proposition.proposition.label, proposition.proposition.setting
    now = _labelled(document if source == document.source else _read(document.path, source), label)
    formula = _line_of(now, step, repair) if now is not None else None
    tried: set[str] = set()
    for text in shown.rewritings(source, formula, repair, setting.roles) if formula is not None else ():
        if text in tried or len(tried) >= MAX_READINGS:
            continue
        tried.add(text)
        same = _labelled(_read(document.path, text), label)
        line = _line_of(same, step, repair) if same is not None else None
        if line is not None and same_line(Prover(setting), line.term, repair.term):
            return text
    return None


def _stated(document: Document, source: str, proposition: PropositionReport, repair: Repair) -> str | None:
    """The source in which the proposition states the hypotheses of a repair; those that it has are left alone."""
    label = proposition.proposition.label
    now = _labelled(_read(document.path, source), label)
    if now is None:
        return None
    known = {reported(h, now.setting.roles.group) for h in now.setting.hypotheses}
    lacking = tuple(one for one in repair.assumed if one.name not in known)
    head = sentence_place(source, now) if lacking else 0
    steps = [step for chain in now.chains for step in chain.steps]
    text = shown.stating(source, replace(repair, assumed=lacking), head, steps) if head is not None else None
    same = _labelled(_read(document.path, text), label) if text is not None else None
    held = same.setting.hypotheses if same is not None else ()
    stated = {reported(h, now.setting.roles.group) for h in held}
    return text if {one.name for one in repair.assumed} <= stated else None


@lru_cache(maxsize=64)
def _read(path: str, text: str) -> Document:
    """A text with edits made in it; the same one is often looked at for several of them."""
    return read_document(path, text, supposing=False)


def _labelled(document: Document, label: str) -> Proposition | None:
    return next((one for one in document.propositions if one.label == label), None)


__all__ = ["Mended", "proposed", "rewritten", "steps_of", "with_proposals"]
