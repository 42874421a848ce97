"""Other spellings of what cannot be read: written into the text, read again and judged again.

The lines of a proof are taken in order; where a spelling is found, the next one is looked for in the text that has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field, replace

from symproof.checking.budget import Options
from symproof.checking.check import PropositionCheck, cited_claims
from symproof.checking.report import (
    DocumentReport,
    PropositionReport,
    Rewriting,
    StepReport,
    Suggestion,
    Verdict,
)
from symproof.checking.step import Judge
from symproof.commands.accepted import HEAD
from symproof.reading.broken import Broken
from symproof.reading.read import read_broken, read_document
from symproof.reading.respellings import Respelling, respelled, respellings
from symproof.terms import Term
from symproof.theory.document import Document, Proposition, Step
from symproof.theory.frozen import dataclass

SHOWN = 3
ORDER = [
    Verdict.PROVED, Verdict.ASSUMED, Verdict.CHECKED, Verdict.NOT_AS_STATED, Verdict.UNDECIDED, Verdict.REFUTED,
    Verdict.MALFORMED,
]  # fmt: skip
COPIED = 2.0  # cost of a spelling that makes a line the one beside it
Rank = tuple[bool, bool, float]  # does it not follow, does the next line not follow from it, its cost
Place = tuple[str, int | None, bool]  # proposition, step (None: a claim), first expression


@dataclass(frozen=True)
class Spelled:
    """A suggestion with the text before and after it."""

    suggestion: Suggestion
    before: str
    after: str


@dataclass
class Suggested:
    """The suggestions for a document by place, and the document with the best ones made."""

    document: Document
    found: dict[Place, list[Spelled]] = field(default_factory=dict)

    def of_step(self, label: str, number: int) -> tuple[Spelled, ...]:
        places = ((label, number, True), (label, number, False))
        return tuple(one for place in places for one in self.found.get(place, ()))


def suggest(
    report: DocumentReport, options: Options, only: int | None = None, tell: Callable[[str], None] | None = None
) -> Suggested:
    """Look for other spellings of what cannot be read in the propositions of a report (``only``: in this step)."""
    return _Suggesting(report, options, only, tell or (lambda words: None)).suggested()


class _Suggesting:
    def __init__(self, report: DocumentReport, options: Options, only: int | None, tell: Callable[[str], None]):
        self.report, self.options, self.only, self.tell = report, options, only, tell
        self.cited = cited_claims(report)
        self.done = Suggested(report.document)

    def suggested(self) -> Suggested:
        for found in self.report.propositions:
            label = found.proposition.label
            seen: set[tuple[int | None, bool, int]] = set()
            while (place := self._next(label, seen)) is not None:
                self.tell(f"{label}: {'the claim' if place.step is None else f'step {place.step}'}")
                self._place(label, place)
        return self.done

    def _next(self, label: str, seen: set[tuple[int | None, bool, int]]) -> Broken | None:
        for number, place in enumerate(read_broken(self.done.document).get(label, ())):
            key = place.step, place.first, number if place.step is None else 0
            if key not in seen and (self.only is None or place.step == self.only):
                seen.add(key)
                return place
        return None

    def _place(self, label: str, place: Broken) -> None:
        document = self.done.document
        before = _proposition(document, label)
        if before is None:
            return
        ranks: dict[Respelling, Rank] = {}

        def good(one: Respelling) -> bool:
            ranks[one] = self._rank(before, place, one)
            return not (ranks[one][0] or ranks[one][1])

        found = respellings(place, good=good)
        spellings = [one for one in found if not any(r.source.path for r in one.rewrites)]
        ranked = sorted(spellings, key=lambda one: ranks.get(one) or self._rank(before, place, one))
        texts = [(one, "", respelled(document.source, one.rewrites)) for one in ranked[:SHOWN]]
        spelled = [one for text in (*texts, *_identified(document, before, place))
                   if (one := self._judged(label, place, *text)) is not None]  # fmt: skip
        spelled.sort(key=lambda one: _order(one.suggestion))
        if spelled:
            self.done.found.setdefault((label, place.step, place.first), []).extend(spelled[:SHOWN])
            self.done.document = read_document(document.path, spelled[0].after)

    def _rank(self, proposition: Proposition, place: Broken, spelling: Respelling) -> Rank:
        """Those that follow come first, then those from which the next line follows, then the likely ones."""
        term = spelling.meaning[0]
        if place.step is None or not isinstance(term, Term):
            return True, True, spelling.cost
        judge = Judge(proposition.setting, self.options, self.cited)
        steps = {step.number: step for chain in proposition.chains for step in chain.steps}
        this, after = steps.get(place.step), steps.get(place.step if place.first else place.step + 1)
        follows = not place.first and this is not None and _follows(judge, this, right=term)
        leads = after is not None and _follows(judge, after, left=term)
        beside = [one.left for one in (this,) if one is not None] + [one.right for one in (after,) if one is not None]
        copied = any(line is not None and line.term == term for line in beside)
        return not follows, not leads, spelling.cost + COPIED * copied

    def _judged(self, label: str, place: Broken, spelling: Respelling | None, assume: str, text: str) -> Spelled | None:
        """The verdicts after the text is read again; None where the place still cannot be read."""
        document = self.done.document
        again = _proposition(read_document(document.path, text, supposing=False), label)
        if again is None:
            return None
        check = PropositionCheck(again, self.options, dict(self.cited))
        verdicts = _verdicts(again, place, check)
        if verdicts is None:
            return None
        rewrites = spelling.rewrites if spelling is not None else ()
        line = 0 if place.first else place.step
        changes = tuple(Rewriting(one.span, one.old, one.new) for one in rewrites)
        kinds = spelling.kinds if spelling is not None else ("spaces",)
        return Spelled(Suggestion(line, kinds, changes, *verdicts, assume), document.source, text)


def _follows(judge: Judge, step: Step, left: Term | None = None, right: Term | None = None) -> bool:
    """Is the step proved with these terms in the place of what cannot be read?"""
    one = left or (step.left.term if step.left is not None else None)
    two = right or (step.right.term if step.right is not None else None)
    return one is not None and two is not None and judge.follows(one, two, step.reason, brief=True) is not None


def _verdicts(found: Proposition, place: Broken, check: PropositionCheck) -> tuple[Verdict, Verdict | None] | None:
    """Of the line and the next one, or of the claims; None where the place cannot be read."""
    if place.step is None:
        claims = [check.claim(claim).verdict for claim in found.claims]
        return (max(claims, key=ORDER.index), None) if claims else None
    steps = [step for chain in found.chains for step in chain.steps if step.number in (place.step, place.step + 1)]
    this = next((step for step in steps if step.number == place.step), None)
    if this is None or (this.left if place.first else this.right) is None:
        return None
    after = next((step for step in steps if step.number != place.step and step.chain == this.chain), None)
    onward = check.step(after).verdict if after is not None and not place.first else None
    return check.step(this).verdict, onward if onward is not Verdict.MALFORMED else None


def _order(one: Suggestion) -> tuple[int, int, bool, int]:
    onward = ORDER.index(one.onward) if one.onward is not None else 0
    return ORDER.index(one.verdict), onward, bool(one.assume), len(one.rewritings)


def _identified(document: Document, found: Proposition, place: Broken) -> Iterator[tuple[None, str, str]]:
    """The text with two spaces equated, where that makes the line readable."""
    head = sentence_place(document.source, found)
    said = [one for one in found.supposed if (one.step.number if one.step is not None else None) == place.step]
    for one in () if head is None or place.first else said[:1]:
        known = found.setting.spaces
        pairs = [(new, old) for old, new in one.instead if old in known and new in known]
        sentence = f"Assume that {' and '.join(f'${new} = {old}$' for new, old in pairs)}."
        if pairs:
            yield None, sentence, f"{document.source[:head]}\n{sentence}{document.source[head:]}"


def sentence_place(source: str, found: Proposition) -> int | None:
    """Where a sentence can be added to a proposition of this source."""
    lines = source.split("\n")
    start = sum(len(line) + 1 for line in lines[: found.span.line - 1]) + found.span.column - 1
    head = HEAD.match(source, start) if not found.span.path else None
    return head.end() if head is not None else None


def _proposition(document: Document, label: str) -> Proposition | None:
    return next((one for one in document.propositions if one.label == label), None)


def with_suggestions(report: DocumentReport, suggested: Suggested) -> DocumentReport:
    """The report with the suggestions at its steps and claims."""
    return replace(report, propositions=tuple(_attached(found, suggested) for found in report.propositions))


def _attached(found: PropositionReport, suggested: Suggested) -> PropositionReport:
    label = found.proposition.label
    of_claims = tuple(one.suggestion for one in suggested.found.get((label, None, False), ()))
    return replace(found, suggestions=of_claims, steps=tuple(_at(step, label, suggested) for step in found.steps))


def _at(step: StepReport, label: str, suggested: Suggested) -> StepReport:
    found = suggested.of_step(label, step.step.number)
    return replace(step, suggestions=tuple(one.suggestion for one in found)) if found else step


__all__ = ["Spelled", "Suggested", "suggest", "with_suggestions"]
