"""The list of errata of a paper: place, as printed, why it is wrong, corrected.

An erratum is one line or one claim, whatever was found in it. What is corrected comes from an accepted repair,
else from the first proposal of a search, else it is a note. ``Note``: what somebody accepted, told by its owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from symproof.checking.report import ClaimReport, DocumentReport, PropositionReport, StepReport, Verdict, Witness
from symproof.theory.document import Conversion, Proposition, Step
from symproof.theory.frozen import dataclass
from symproof.theory.setting import Setting
from symproof.theory.span import NOWHERE, Span
from symproof.writing import messages, repairs
from symproof.writing.display import LINE, DisplayWriter
from symproof.writing.findings import Finding, findings, serious
from symproof.writing.latex import latex
from symproof.writing.medium import join
from symproof.writing.medium import steps as moves
from symproof.writing.picture import Picture, picture, terms_of, terms_of_sides
from symproof.writing.sentences import SettingWriter

MAX_CONVERSIONS = 200  # of one line
MARGIN = 6.0  # em beside a formula in a list
_SECTION = re.compile(r"\\(?:sub)*section\*?\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_SETTING = re.compile(r"\\begin\{setting\}.*?\\end\{setting\}", re.DOTALL)
SETTING = "the setting"  # the place of a note on declarations
_CONVERSION = re.compile(r"\\conversion\s*(?:\[\w*\])?\s*(?=\{)")


@dataclass(frozen=True)
class Note:
    """An accepted correction of one place. ``step`` None: of the claim, its hypotheses or declarations."""

    proposition: str
    step: int | None
    why: str
    changes: tuple[tuple[str, str], ...] = ()
    line: str = ""
    added: str = ""  # a sentence, or a reason
    place: str = ""


@dataclass(frozen=True)
class Review:
    """A document as printed, what was accepted for it, and the places that are proved by that without a change."""

    report: DocumentReport
    notes: tuple[Note, ...] = ()
    settled: frozenset[tuple[str, int | None]] = frozenset()
    anew: Mapping[tuple[str, int | None], tuple[Setting, tuple[Step, ...]]] = field(default_factory=dict)
    after: DocumentReport | None = None  # as it is judged then


@dataclass(frozen=True)
class Erratum:
    """One line or claim. ``step`` is None for a claim; all formulas are LaTeX, ``why`` is plain text."""

    document: str
    span: Span
    section: str
    proposition: str
    title: str
    step: int | None
    of: int  # steps of the derivation
    codes: tuple[str, ...]
    verdict: str
    printed: str
    why: tuple[str, ...]
    source: str  # accepted, settled (by corrections elsewhere), proposed, or nothing
    notes: tuple[Note, ...] = ()
    proposal: str = ""
    witness: Witness | None = None
    drawn: Picture | None = field(default=None, compare=False)
    shown: str = ""  # LaTeX: the printed line in rows that fit
    anew: str = ""  # LaTeX: the corrected line, and lines added to it, from the terms that were proved
    added: int = 0  # how many lines were added
    exchanged: tuple[tuple[str, str], ...] = ()  # LaTeX: of the proposal, what to read for what
    besides: str = ""  # of the proposal: hypotheses and what a reason has to name


@dataclass(frozen=True)
class Reading:
    """A piece of converted text as it was read, and where it stands: in a line of a proposition, or a declaration."""

    document: str
    conversion: Conversion
    title: str = ""  # of the proposition
    step: int | None = None  # 0: the expression that a derivation begins with


@dataclass(frozen=True)
class Errata:
    """All of a paper, by document. ``title``: what the titles of all documents begin with, or the name."""

    name: str
    items: tuple[Erratum, ...]
    conversions: tuple[Reading, ...]
    reviewed: tuple[str, ...] = ()
    title: str = ""


def errata(name: str, reviews: Iterable[Review]) -> Errata:
    """The errata of documents, each with what was accepted for it."""
    items: list[Erratum] = []
    conversions: list[Reading] = []
    reviewed: list[str] = []
    for review in reviews:
        report = review.report
        reviewer = _Reviewer(review)
        items += reviewer.errata()
        conversions += reviewer.readings()
        reviewed.append(report.document.title or report.document.path)
    title, parts = _of_paper(reviewed)
    return Errata(name, tuple(items), tuple(conversions), tuple(parts), title or name)


def _of_paper(titles: Sequence[str]) -> tuple[str, list[str]]:
    """The title of the paper, if all of several documents name it before a colon, and the rest of each title."""
    cut = [title.partition(": ") for title in titles]
    papers = {paper for paper, _, rest in cut if rest}
    if len(cut) < 2 or len(papers) > 1 or not all(rest for *_, rest in cut):
        return "", list(titles)
    return papers.pop(), [rest for *_, rest in cut]


class _Reviewer:
    """One document: its findings gathered by line, with what was accepted there."""

    def __init__(self, review: Review):
        self.report, self.document, self.notes = review.report, review.report.document, review.notes
        self.settled, self.anew, self.found = review.settled, review.anew, findings(self.report)
        self.after = {p.proposition.label: p for p in review.after.propositions} if review.after else {}
        source = self.document.source
        self.sections = [(_line(source, m.start()), m[1]) for m in _SECTION.finditer(source)]
        self.settings = [(_line(source, m.start()), _line(source, m.end())) for m in _SETTING.finditer(source)]

    def errata(self) -> list[Erratum]:
        told = serious(self.found)
        places: dict[tuple[str, int | None], list[Finding]] = {}
        for finding in told:
            places.setdefault(self._place(finding), []).append(finding)
        for note in self.notes:
            places.setdefault(self._place_of(note), [])
        made = [self._erratum(label, step, found) for (label, step), found in places.items()]
        return sorted(filter(None, made), key=lambda one: (one.span.line, one.span.column))

    def readings(self) -> list[Reading]:
        """The conversions, each with its place."""
        return [self._reading(one) for one in self.document.conversions]

    def _reading(self, one: Conversion) -> Reading:
        name = Path(self.document.path).name
        for found in self.report.propositions:
            steps = self._steps(found.proposition.label)
            number = next((s.number for s in steps if _covers(s.span, one.span.line)), None)
            if number is not None or _covers(found.proposition.span, one.span.line):
                return Reading(name, one, found.proposition.title or found.proposition.label, number)
        stated = (found.proposition for found in self.report.propositions)
        before = [proposition for proposition in stated if proposition.span.line <= one.span.line]
        if not before or any(begin <= one.span.line <= end for begin, end in self.settings):
            return Reading(name, one)
        return Reading(name, one, before[-1].title or before[-1].label, 0)

    def _place(self, finding: Finding) -> tuple[str, int | None]:
        """A proposition and its step; of a fault in the declarations "" and the line at which these begin."""
        if finding.proposition:
            return finding.proposition, self._step(finding)
        begun = [begin for begin, end in self.settings if begin <= finding.span.line <= end]
        return "", begun[0] if begun else finding.span.line

    def _place_of(self, note: Note) -> tuple[str, int | None]:
        """The same of what was accepted."""
        if note.place != SETTING or not note.changes:
            return note.proposition, note.step
        rows, wanted = self.document.source.split("\n"), _bare(read(note.changes[0][0]))
        begun = [begin for begin, end in self.settings if wanted in _bare(read("\n".join(rows[begin - 1 : end])))]
        return ("", begun[0]) if begun else (note.proposition, note.step)

    def _step(self, finding: Finding) -> int | None:
        """The step that a finding is about; one about the text is about the line that it stands in."""
        inside = (s.number for s in self._steps(finding.proposition) if _covers(s.span, finding.span.line))
        return next(inside, None) if finding.step is None else finding.step

    def _found(self, label: str) -> PropositionReport | None:
        return next((p for p in self.report.propositions if p.proposition.label == label), None)

    def _steps(self, label: str) -> list[Step]:
        found = self._found(label)
        return [step for chain in found.proposition.chains for step in chain.steps] if found else []

    def _erratum(self, label: str, number: int | None, told: list[Finding]) -> Erratum | None:
        found = self._found(label)
        notes = tuple(note for note in self.notes if self._place_of(note) == (label, number))
        if found is None:
            return self._outside(told, notes, number or 1) if told or notes else None
        record = self._record(found, number)
        if number is None and found.claim is Verdict.PROVED and label in self.after:
            record = self._record(self.after[label], number)  # sides that differ, shown where the hypothesis holds
        span = self._span(found.proposition, number, told)
        witness = next((r.witness for r in record if r.witness), None)
        proposal = self._proposal(found, number)
        settled = "settled" if (label, number) in self.settled else ""
        source = "accepted" if notes else settled or ("proposed" if proposal else "")
        return Erratum(
            Path(self.document.path).name, span, self._section(span), label, found.proposition.title or label, number,
            len(self._steps(label)), tuple(dict.fromkeys(f.code for f in told)), self._verdict(record, told),
            self._printed(found.proposition, number, span),
            (*self._why(told, witness, bool(notes)), *(self._read(label, number) if not source else ())), source, notes,
            "" if notes else proposal, witness, self._drawn(record), self._shown(found, number),
            _rows(*self.anew[label, number]) if (label, number) in self.anew else "",
            len(self.anew[label, number][1]) - 1 if (label, number) in self.anew else 0,
            *(self._exchanged(found, number) if proposal and not notes else ()),
        )  # fmt: skip

    def _outside(self, told: list[Finding], notes: tuple[Note, ...], line: int) -> Erratum:
        """The findings in one setting, and what was accepted there."""
        span = told[0].span if told else Span(line, 1, line, 1)
        rows = list(dict.fromkeys(self._row(f.span) for f in told))
        source = "accepted" if notes else "settled" if ("", None) in self.settled else ""
        return Erratum(
            Path(self.document.path).name, span, self._section(span), "", "the declarations", None, 0,
            tuple(dict.fromkeys(f.code for f in told)), "malformed" if told else "", " ".join(map(read, rows)),
            self._why(told, None, bool(notes)), source, notes,
        )  # fmt: skip

    def _record(self, found: PropositionReport, number: int | None) -> list[StepReport | ClaimReport]:
        if number is None:
            return list(found.claims)
        return [step for step in found.steps if step.step.number == number]

    def _span(self, proposition: Proposition, number: int | None, told: list[Finding]) -> Span:
        steps = [step for step in self._steps(proposition.label) if step.number == number]
        if steps and steps[0].span != NOWHERE:
            return steps[0].span
        return told[0].span if told else proposition.span

    def _section(self, span: Span) -> str:
        before = [title for line, title in self.sections if line <= span.line]
        return before[-1] if before else self.document.title

    def _verdict(self, record: Sequence[StepReport | ClaimReport], told: list[Finding]) -> str:
        verdicts = [f.verdict for f in told if f.verdict]
        return verdicts[0] if verdicts else record[0].verdict.value if record else ""

    def _why(self, told: list[Finding], witness: Witness | None, explained: bool = False) -> tuple[str, ...]:
        """What was found, without the counterexample, which is told apart; the bare fact where somebody explains it."""
        model = messages.witness_words(witness) if witness else ""
        lines = []
        for finding in told:
            lines.append(self._fact(finding))
            lines += [_note(n) for n in finding.notes if n != model and not _aside(n) and not explained]
        told_once = dict.fromkeys(filter(None, map(resolved, lines)))
        return tuple(_UNREAD.sub("what defines it cannot be read", line) for line in told_once)

    def _read(self, label: str, number: int | None) -> list[str]:
        """What a place that cannot be read says under the reading that suggests itself."""
        notes = [one for one in self.found if one.severity == "note" and (one.proposition, one.step) == (label, number)]
        return [one.headline.partition(", ")[2] for one in notes]

    def _fact(self, finding: Finding) -> str:
        """The headline of a finding, with the piece of the line that it is about."""
        piece = read(self._text(finding.span)).lstrip("_^")  # of a script, what stands there
        words = _STEP.sub("this step ", finding.headline)
        if piece and len(piece) <= MAX_PIECE and _whole(piece):
            words = re.sub(r"(^|, )this (?=is )", lambda found: f"{found[1]}`{piece}` ", words)
        return words

    # --- what is printed ----------------------------------------------------------------------------

    def _text(self, span: Span) -> str:
        rows = self.document.source.split("\n")[span.line - 1 : span.end_line]
        if not rows or span == NOWHERE:
            return ""
        end = span.end_column - 1 if span.end_line == span.line + len(rows) - 1 else len(rows[-1])
        rest, rows[-1] = rows[-1][end:], rows[-1][:end]
        rows[0] = rows[0][span.column - 1 :]
        text = " ".join("\n".join(rows).split())
        while rest.startswith("}") and text.count("{") - text.count("\\{") > text.count("}") - text.count("\\}"):
            text, rest = text + "}", rest[1:]  # of a conversion that ends there
        return text

    def _row(self, span: Span) -> str:
        """The whole row of the source in which a span begins."""
        rows = self.document.source.split("\n")
        return rows[span.line - 1].strip() if span != NOWHERE and span.line <= len(rows) else ""

    def _printed(self, proposition: Proposition, number: int | None, span: Span) -> str:
        if number is None and proposition.claims:
            return "; ".join(read(claim.source or self._text(claim.span)) for claim in proposition.claims)
        if number is None:
            return _display(read(self._text(proposition.span)))
        return read(self._text(span))

    def _shown(self, found: PropositionReport, number: int | None) -> str:
        """The line as it was understood, in rows that fit the page."""
        steps = [step for step in self._steps(found.proposition.label) if step.number == number]
        return _rows(found.proposition.setting, steps)

    def _proposal(self, found: PropositionReport, number: int | None) -> str:
        for step in found.steps:
            if step.step.number == number and step.repairs:
                return repairs.words(step.repairs[0], found.proposition.setting.roles)
        return ""

    def _exchanged(self, found: PropositionReport, number: int | None) -> tuple[tuple[tuple[str, str], ...], str]:
        """The changes of the proposal, each once, and what it needs besides."""
        roles = found.proposition.setting.roles
        first = next(step.repairs[0] for step in found.steps if step.step.number == number and step.repairs)
        pairs = dict.fromkeys((latex(one.old, roles), latex(one.new, roles)) for one in first.changes)
        return tuple(pairs), repairs.words(replace(first, changes=()), roles)

    def _drawn(self, record: Sequence[StepReport | ClaimReport]) -> Picture | None:
        for one in record:
            if one.witness is None:
                continue
            if isinstance(one, ClaimReport):
                return picture(one.witness, terms_of(one.claim.statement))
            statement, step = one.step.statement, one.step
            return picture(one.witness, terms_of(statement) if statement else terms_of_sides(step.left, step.right))
        return None


def _rows(setting: Setting, steps: Sequence[Step]) -> str:
    """Lines of a derivation as a display, without their reasons; "" where one cannot be read."""
    display = DisplayWriter(SettingWriter(setting), LINE - 2)
    rows = [row for s in steps if s.right for row in display.rows(s.right.term, str(s.relation))]
    if not steps or any(step.right is None for step in steps):
        return ""
    body = " \\\\*\n".join(f"&{join(moves(row.indent), row.source)}" for row in rows)
    return f"\\begin{{flalign*}}\n{body} &&\n\\end{{flalign*}}"


def _line(source: str, offset: int) -> int:
    return source.count("\n", 0, offset) + 1


def _bare(text: str) -> str:
    return "".join(text.split())


def _covers(span: Span, line: int) -> bool:
    return span != NOWHERE and span.line <= line <= span.end_line


def _display(text: str) -> str:
    """The first display of a proposition, or all of its text."""
    found = re.search(r"\\\[(.*?)\\\]|\\begin\{(?:align|equation)\*?\}(.*?)\\end\{", text)
    return next(filter(None, found.groups()), "").strip() if found else _FRAME.sub("", text).strip()


_FRAME = re.compile(r"\\begin\{\w+\*?\}(?:\[(?:[^][]|\[[^][]*\])*\])?|\\end\{\w+\*?\}|\\label\{[^{}]*\}")
_UNREAD = re.compile(r"its sentence in line \d+ cannot be read")
_STEP = re.compile(r"^step \d+ ")
_ADVICE = re.compile(r"^declare it in the setting$|^did you mean | \(reason: \"[^\"]*\"\)")  # to who writes documents
MAX_PIECE = 70  # characters of a part of a line that a finding is about


def _note(note: str) -> str:
    """A note for a reader of the paper; "" where it is for the author of a document."""
    found = _ADVICE.search(note)
    return note if found is None else _ADVICE.sub("", note) if found.start() else ""


def _whole(piece: str) -> bool:
    """A piece that can stand as a formula."""
    bare = piece.replace("\\{", "").replace("\\}", "")
    return "`" not in piece and all(bare.count(a) == bare.count(b) for a, b in ("()", "{}", "[]"))


_PLACE = re.compile(r":\s*(?:\S+:)?\d+:\d+\Z")


def _aside(note: str) -> bool:
    """A counterexample or a repair, which are told apart, or a place by its line and column."""
    if note.startswith(repairs.SMALLEST):
        return True
    return "\N{NO-BREAK SPACE}left " in note or "    left " in note or bool(_PLACE.search(note))


def read(text: str) -> str:
    """The text with every conversion as it was read, without alignment and line breaks."""
    return " ".join(re.sub(r"\\\\\*?|(?<!\\)&|\\qquad|\{\}(?![_^])", " ", resolved(text)).split())


def resolved(text: str) -> str:
    """The text with every conversion as it was read."""
    for _ in range(MAX_CONVERSIONS):
        found = _CONVERSION.search(text)
        first = _closing(text, found.end()) if found else None
        second = _closing(text, first + 1) if first is not None else None
        if found is None or first is None or second is None:
            break
        text = text[: found.start()] + text[first + 2 : second] + text[second + 1 :]
    return text


def _closing(text: str, at: int) -> int | None:
    depth = 0
    for n in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[n], 0) if n == 0 or text[n - 1] != "\\" else 0
        if depth == 0:
            return n
    return None


__all__ = ["Errata", "Erratum", "Note", "Reading", "Review", "errata", "read"]
