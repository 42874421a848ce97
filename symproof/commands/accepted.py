"""Accepted repairs: a file ``repairs.json`` beside printed documents, made in their text and judged again.

The file is a list of entries. ``document``, ``proposition`` and ``why`` say where and why; then one of

- ``step`` (a number; 0 is the first expression) with ``changes``, a list of {printed, corrected}: what stands in
  that line of the derivation and what is to stand there, at every place in the line; a corrected piece may hold
  further lines (``... \\\\ &= ...``);
- ``step`` with ``line``: the whole line anew, for one whose brackets are at fault; ``changes`` then say what the
  matter is, and must still stand there;
- ``step`` with ``reason``: the reason of the step, in words of the language;
- ``claim`` true with ``changes``: the same in the claim;
- ``proof``: a derivation for a claim that has none (the display, as it stands between the ends of a proof);
- ``assume``: a sentence added to the proposition, as in ``Assume that $N$ is translation-equivariant.``;
- ``setting`` true with ``changes``: in the declarations; the printed piece stands there once.

Every entry is judged before it is used: the line must be proved as stated, and the next line from it unless
``onward`` is false. An entry whose printed text is no longer there is stale, and refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from symproof.checking.budget import Options
from symproof.checking.check import check_document
from symproof.checking.report import DocumentReport, ProofStatus, PropositionReport, Verdict
from symproof.commands.problems import UsageProblem
from symproof.reading.conversions import CALL
from symproof.reading.macros import brace_partners
from symproof.reading.read import read_document
from symproof.theory.document import Document, Proposition, Step
from symproof.theory.frozen import dataclass
from symproof.theory.span import NOWHERE, Span
from symproof.writing.messages import step_notes

NAME = "repairs.json"
_SPACE = re.compile(r"\s+")
_RELATION = re.compile(r"\\\\\*?\s*&\s*(?:=|<|>|\\neq|\\le|\\ge)")
HEAD = re.compile(r"\\begin\{\w+\}\s*(?:\[(?:[^\[\]]|\[[^\[\]]*\])*\])?\s*(?:\\label\{[^{}]*\})?")
_SETTING = re.compile(r"\\begin\{setting\}.*?\\end\{setting\}", re.DOTALL)
_PLACES = frozenset(("document", "proposition", "step", "chain", "claim", "setting"))
_KEYS = _PLACES | {"changes", "assume", "proof", "reason", "line", "why", "onward"}


@dataclass(frozen=True)
class Accepted:
    """One entry. ``step`` is None where it is about the claim, the setting or a hypothesis."""

    number: int
    document: str
    proposition: str
    why: str
    step: int | None = None
    chain: int = 0  # of step 0: which chain begins with the expression
    changes: tuple[tuple[str, str], ...] = ()
    line: str = ""
    reason: str = ""
    assume: str = ""
    proof: str = ""
    setting: bool = False
    onward: bool = True

    @property
    def added(self) -> int:
        """How many lines the entry adds to the derivation."""
        if self.line:
            return len(_RELATION.findall(self.line))
        return sum(len(_RELATION.findall(new)) - len(_RELATION.findall(old)) for old, new in self.changes)

    @property
    def place(self) -> str:
        if self.step is not None:
            return f"step {self.step}"
        named = {"setting": self.setting, "hypotheses": self.assume, "proof": self.proof}
        return f"the {next((name for name, given in named.items() if given), 'claim')}"


@dataclass(frozen=True)
class Corrected:
    """A document with its accepted repairs made: the text, and what became of it."""

    printed: Document
    entries: tuple[Accepted, ...]
    source: str
    report: DocumentReport

    def number(self, proposition: str, step: int) -> int:
        """The number that a printed step has now."""
        before = [e for e in self.entries if e.proposition == proposition and e.step is not None and e.step < step]
        return step + sum(entry.added for entry in before)


# --- the file ------------------------------------------------------------------------------------


def accepted_for(path: str) -> tuple[Accepted, ...]:
    """The entries about a document, from the file beside it. Raises UsageProblem for a broken file."""
    file = Path(path).parent / NAME
    return tuple(entry for entry in read(file) if entry.document == Path(path).name) if file.is_file() else ()


def _require_documents(path: str) -> None:
    """Raise UsageProblem for an entry about a document that is not beside the file: nobody would miss it."""
    file = Path(path).parent / NAME
    for entry in read(file) if file.is_file() else ():
        name = Path(entry.document).name
        if not name or name != entry.document or not file.with_name(name).is_file():
            where = f"{file}, entry {entry.number} ({entry.proposition}, {entry.place})"
            raise UsageProblem(f"{where}: there is no document {entry.document!r} beside it")


def read(file: Path) -> list[Accepted]:
    """All entries of a file. Raises UsageProblem."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageProblem(f"{str(file)!r} cannot be read: {error}") from None
    if not isinstance(data, list):
        raise UsageProblem(f"{str(file)!r} does not hold a list of repairs")
    return [_entry(number, one, file) for number, one in enumerate(data, start=1)]


def _entry(number: int, data: Any, file: Path) -> Accepted:
    where = f"{file}, entry {number}"
    if not isinstance(data, dict):
        raise UsageProblem(f"{where}: not an object")
    unknown = sorted(set(data) - _KEYS)
    if unknown:
        raise UsageProblem(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(_KEYS))}")
    for key in ("document", "proposition", "why"):
        if not isinstance(data.get(key), str):
            raise UsageProblem(f"{where}: {key!r} is missing or not a text")
    return entry_of(number, data, where)


def entry_of(number: int, data: dict[str, Any], where: str) -> Accepted:
    """An entry from what the file holds. Raises UsageProblem."""
    step, changes = data.get("step"), data.get("changes", [])
    pairs = _pairs(changes)
    if pairs is None:
        raise UsageProblem(f"{where}: 'changes' must be a list of objects with 'printed' and 'corrected'")
    flags = [data.get("claim") is True, data.get("setting") is True]
    flags += [isinstance(data.get(key), str) for key in ("assume", "proof")]
    if sum([step is not None, *flags]) != 1 or not (step is None or (type(step) is int and step >= 0)):
        raise UsageProblem(f"{where}: give exactly one of 'step' (from 0), 'claim', 'setting', 'assume', 'proof'")
    if not (pairs or data.get("reason") or data.get("assume") or data.get("proof")):
        raise UsageProblem(f"{where}: it changes nothing, or does not say what is printed there")
    for key, kind in _TYPES.items():
        if key in data and type(data[key]) is not kind:
            raise UsageProblem(f"{where}: {key!r} must be {_KINDS[kind]}")
    texts = {key: str(data.get(key, "")) for key in ("line", "reason", "assume", "proof")}
    chain = data.get("chain", 0)
    return Accepted(
        number, data["document"], data["proposition"], data["why"], step, chain if type(chain) is int else 0, pairs,
        setting=data.get("setting") is True, onward=data.get("onward") is not False, **texts,
    )  # fmt: skip


_TYPES = {"line": str, "reason": str, "chain": int, "onward": bool, "claim": bool, "setting": bool}
_KINDS: dict[type, str] = {str: "a text", int: "a number", bool: "true or false"}


def _pairs(changes: Any) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(changes, list) or not all(isinstance(one, dict) for one in changes):
        return None
    pairs = tuple((one.get("printed"), one.get("corrected")) for one in changes)
    good = all(isinstance(a, str) and a.strip() and isinstance(b, str) for a, b in pairs)
    return pairs if good else None


# --- made in the text ----------------------------------------------------------------------------


class Stale(UsageProblem):
    """An accepted repair that no longer fits the text, or no longer holds."""


def corrected(document: Document, options: Options, only: Sequence[str] = ()) -> Corrected | None:
    """The document with its accepted repairs, judged; None where there are none. Raises Stale, UsageProblem.

    ``only``: the propositions that are judged (all, if none is named).
    """
    _require_documents(document.path)
    entries = accepted_for(document.path)
    if not entries:
        return None
    return corrected_by(document, entries, options, [one for one in entries if not only or one.proposition in only])


def corrected_by(
    document: Document, entries: tuple[Accepted, ...], options: Options, judged: Iterable[Accepted]
) -> Corrected:
    """The document with these entries made; those ``judged`` must be proved. Raises Stale."""
    source = repaired_text(document, entries)
    again = read_document(document.path, source)
    done = Corrected(document, entries, source, check_document(again, options))
    for entry in judged:
        _require_proved(done, entry)
    return done


def repaired_text(document: Document, entries: Iterable[Accepted]) -> str:
    """The text with the entries made in it. Raises Stale."""
    text = _Text(document.source)
    edits = [edit for entry in entries for edit in _edits(document, entry, text)]
    edits.sort()
    for (_, end, _), (start, _, _) in pairwise(edits):
        if start < end:
            raise Stale(f"{Path(document.path).parent / NAME}: two entries change the same place of {document.path}")
    source = document.source
    for start, end, new in reversed(edits):
        source = source[:start] + new + source[end:]
    return source


class _Text:
    """A text with its lines, to turn places into offsets."""

    def __init__(self, source: str):
        self.source, self.starts = source, [0]
        for found in re.finditer("\n", source):
            self.starts.append(found.end())

    def range(self, span: Span) -> tuple[int, int]:
        """Offsets of a span; braces that it leaves open are taken in."""
        start = self.starts[span.line - 1] + span.column - 1
        end = self.starts[span.end_line - 1] + span.end_column - 1
        while end < len(self.source) and self.source[end] == "}" and _open(self.source[start:end]):
            end += 1
        return start, end


def _open(text: str) -> bool:
    bare = text.replace("\\{", "").replace("\\}", "")
    return bare.count("{") > bare.count("}")


def torn(text: str) -> bool:
    """Does a piece of text end inside braces, or begin there?"""
    bare = text.replace("\\{", "").replace("\\}", "")
    return bare.count("{") != bare.count("}")


def _edits(document: Document, entry: Accepted, text: _Text) -> Iterator[tuple[int, int, str]]:
    found = next((p for p in document.propositions if p.label == entry.proposition), None)
    if found is None:
        raise _stale(document, entry, f"there is no proposition {entry.proposition!r}")
    if entry.assume:
        yield _sentence(found, document, entry, text)
    elif entry.proof:
        if found.has_proof:
            raise _stale(document, entry, "there is a proof already")
        end = text.range(found.span)[1]
        yield end, end, f"\n\\begin{{proof}}\n{entry.proof}\n\\end{{proof}}"
    elif entry.setting:
        for change in entry.changes:
            yield _declared(document, entry, change)
    else:
        ranges = [text.range(found.span if entry.step is None else _line(document, found, entry))]
        edits = list(_within(ranges, document, entry))
        if entry.line and entry.step is not None:
            edits = [_whole(document.source, ranges[0], entry)]
        yield from edits
    if entry.reason and entry.step:
        yield _reason(_step(document, found, entry), entry, text)


def _stale(document: Document, entry: Accepted, what: str) -> Stale:
    where = f"{Path(document.path).parent / NAME}, entry {entry.number} ({entry.proposition}, {entry.place})"
    return Stale(f"{where}: {what}")


def _sentence(found: Proposition, document: Document, entry: Accepted, text: _Text) -> tuple[int, int, str]:
    start = text.range(found.span)[0]
    head = HEAD.match(document.source, start)
    if head is None:
        raise _stale(document, entry, "the proposition has no place for a sentence")
    return head.end(), head.end(), f"\n{entry.assume}"


def _declared(document: Document, entry: Accepted, change: tuple[str, str]) -> tuple[int, int, str]:
    blocks = [found.span() for found in _SETTING.finditer(document.source)]
    places = [place for block in blocks for place in occurrences(document.source, block, change[0])]
    if len(places) == 1 and torn(document.source[slice(*places[0])]):
        raise _stale(document, entry, f"{change[0]!r} crosses a conversion")
    if len(places) != 1:
        count = "is not" if not places else f"stands {len(places)} times"
        raise _stale(document, entry, f"{change[0]!r} {count} in the settings of the document")
    return (*places[0], change[1])


def _within(ranges: Sequence[tuple[int, int]], document: Document, entry: Accepted) -> Iterator[tuple[int, int, str]]:
    for printed, new in entry.changes:
        places = [place for one in ranges for place in occurrences(document.source, one, printed)]
        if not places:
            raise _stale(document, entry, f"the text has changed, {printed!r} is not in that line")
        if not entry.line and any(torn(document.source[a:b]) for a, b in places):
            raise _stale(document, entry, f"{printed!r} crosses a conversion; give the whole line")
        yield from ((start, end, new) for start, end in places)


def _whole(source: str, place: tuple[int, int], entry: Accepted) -> tuple[int, int, str]:
    """The line, but for the relation that it begins with."""
    start, end = place
    relation = re.match(r"\s*(?:=|<|>|\\neq|\\le|\\ge)", source[start:end]) if entry.step else None
    return start + (relation.end() if relation else 0), end, f" {entry.line}"


def _hidden(source: str, start: int, end: int) -> set[int]:
    """Offsets of what ``\\conversion`` hides: its name, its first argument, its braces."""
    hidden: set[int] = set()
    partners = brace_partners(source[start:end])
    for call in CALL.finditer(source, start, end):
        first = partners.get(call.end() - start)
        second = partners.get(first + 1) if first is not None else None
        if first is not None and second is not None:
            begin = source.index("\\conversion", call.start())
            hidden |= {*range(begin, start + first + 2), start + second}
    return hidden


def visible(source: str, within: tuple[int, int]) -> str:
    """The text without what ``\\conversion`` hides."""
    hidden = _hidden(source, *within)
    return "".join(source[n] for n in range(*within) if n not in hidden)


def occurrences(source: str, within: tuple[int, int], wanted: str) -> Iterator[tuple[int, int]]:
    """Where the text stands, white space aside."""
    start, end = within
    hidden = _hidden(source, start, end)
    offsets = [n for n in range(start, end) if not source[n].isspace() and n not in hidden]
    bare, sought = "".join(source[n] for n in offsets), _SPACE.sub("", wanted)
    at = bare.find(sought)
    while at >= 0:
        yield offsets[at], offsets[at + len(sought) - 1] + 1
        at = bare.find(sought, at + len(sought))


def line_range(document: Document, label: str, number: int | None, chain: int) -> tuple[int, int] | None:
    """Offsets of a line (0: the first of a chain; None: the proposition); None where there is none."""
    found = next((one for one in document.propositions if one.label == label), None)
    entry = Accepted(0, "", label, "", number, chain)
    try:
        span = found.span if found is not None and number is None else found and _line(document, found, entry)
    except Stale:
        return None
    return _Text(document.source).range(span) if span else None


def _step(document: Document, found: Proposition, entry: Accepted) -> Step:
    steps = [step for chain in found.chains for step in chain.steps if step.number == entry.step]
    if not steps:
        raise _stale(document, entry, "there is no such step")
    return steps[0]


def _line(document: Document, found: Proposition, entry: Accepted) -> Span:
    if entry.step == 0:
        chain = found.chains[entry.chain] if entry.chain < len(found.chains) else None
        span = (chain.start.span if chain.start is not None else chain.opened) if chain is not None else NOWHERE
        if span == NOWHERE:
            raise _stale(document, entry, "the first expression cannot be found")
        return span
    return _step(document, found, entry).span


def _reason(step: Step, entry: Accepted, text: _Text) -> tuple[int, int, str]:
    if step.reason.span != NOWHERE:
        return (*text.range(step.reason.span), entry.reason)
    end = text.range(step.span)[1]
    return end, end, f"\n    && \\text{{{entry.reason}}}"


# --- judged again ----------------------------------------------------------------------------------


def _require_proved(done: Corrected, entry: Accepted) -> None:
    found = next((p for p in done.report.propositions if p.proposition.label == entry.proposition), None)
    if found is None:
        raise _stale(done.printed, entry, "the proposition is gone after the repair")
    if entry.step is None:
        _require(found.claim, "the claim", done, entry)
        if entry.proof and found.proof is not ProofStatus.FOLLOWS:
            raise _stale(done.printed, entry, f"the proof does not lead to its claim: {found.proof.value}")
        return
    for number in _judged(done, entry, found):
        step = next((s for s in found.steps if s.step.number == number), None)
        if step is not None:
            _require(step.verdict, f"line {number} of the corrected derivation", done, entry, step_notes(step))


def _judged(done: Corrected, entry: Accepted, found: PropositionReport) -> range:
    """The corrected lines with their neighbours, by their numbers now."""
    if entry.step == 0:
        chains = found.proposition.chains[entry.chain : entry.chain + 1]
        first = chains[0].steps[0].number if chains and chains[0].steps else 1
        return range(first, first + 1)
    first = done.number(entry.proposition, entry.step or 0)
    return range(first, first + entry.added + 1 + (entry.onward and _goes_on(found, first + entry.added)))


def _goes_on(found: PropositionReport, number: int) -> bool:
    """Is there a next line in the same chain?"""
    chains = {s.step.number: s.step.chain for s in found.steps}
    return number + 1 in chains and chains[number + 1] == chains.get(number)


def _require(verdict: Verdict, what: str, done: Corrected, entry: Accepted, notes: Sequence[str] = ()) -> None:
    if verdict is not Verdict.PROVED:
        said = f"{what} is {verdict.value.replace('_', ' ')}, not proved"
        raise _stale(done.printed, entry, "; ".join([said, *notes[-1:]]))


__all__ = [
    "HEAD", "NAME", "Accepted", "Corrected", "Stale", "accepted_for", "corrected", "corrected_by", "entry_of",
    "line_range", "occurrences", "read", "repaired_text", "torn", "visible",
]  # fmt: skip
