"""``symproof fix --accept [N]``: proposals recorded in the ``repairs.json`` beside the document.

An entry says what stands in the line and what is to stand there. It is made in the text and judged with those that
are recorded already before it is written; nothing that is recorded is changed.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from symproof.checking.budget import Options
from symproof.checking.report import PropositionReport, Repair, StepReport, Suggestion, Verdict
from symproof.commands.accepted import (
    NAME,
    Accepted,
    Stale,
    accepted_for,
    corrected_by,
    entry_of,
    line_range,
    occurrences,
    torn,
    visible,
)
from symproof.commands.problems import UsageProblem
from symproof.commands.proposals import Mended
from symproof.reading.read import read_document
from symproof.theory.document import Document
from symproof.theory.frozen import dataclass
from symproof.writing.latex import latex
from symproof.writing.plain import one_line
from symproof.writing.repairs import KIND_WORDS, SPELLING_WORDS, assumption
from symproof.writing.terminal import shown_path

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_RELATION = re.compile(r"\s*(?:=|<|>|\\neq?|\\leq?|\\geq?)(?![A-Za-z])\s*")
_SCRIPTS = frozenset("^_")
APART = 4  # tokens between two pieces; what is closer is one piece
MAX_CONTEXT = 60  # tokens on either side, until a piece stands in its line once


@dataclass(frozen=True)
class Proposal:
    """What is to be recorded: the place, the text in which it is made, and why."""

    label: str
    line: int | None  # 0: the first expression of the chain; None: a claim or a sentence
    chain: int
    after: str  # the document with the proposal made
    why: str
    onward: bool = True
    assume: str = ""
    reason: bool = False  # the reason of the step, as it stands in that text

    @property
    def place(self) -> str:
        if self.reason:
            return f"{self.label}, the reason of step {self.line}"
        named = "a sentence" if self.assume else "the claim" if self.line is None else f"step {self.line}"
        return f"{self.label}, {named}"


def accept(done: Mended, number: int, step: int | None, options: Options) -> tuple[list[str], bool] | None:
    """Record proposal ``number`` of each failing step (of ``step`` alone); what to tell, and were all recorded?

    None where there is no such proposal. Raises UsageProblem where another than the first is asked of several steps.
    """
    chosen = list(_chosen(done, number, step))
    if not chosen:
        return None
    if number > 1 and len(chosen) > 1:
        raise UsageProblem(f"proposal {number} of which step? name one with --step")
    document = done.report.document
    known = accepted_for(document.path)
    entries, refused = _entries(document, chosen, known)
    kept = _holding(document, known, entries, options, refused)
    if kept:
        _append(Path(document.path).parent / NAME, [data for data, _ in kept])
    told = [line for data, _ in kept for line in _told(data, document)]
    return [*told, *refused], not refused


# --- what is chosen --------------------------------------------------------------------------------


def _chosen(done: Mended, number: int, step: int | None) -> Iterator[Proposal]:
    for found in done.report.propositions:
        if step is None:
            yield from _of_spellings(done, found, found.suggestions, 0, number)
        for one in found.steps:
            if step in (None, one.step.number):
                yield from _of_step(done, found, one, number)


def _of_step(done: Mended, found: PropositionReport, step: StepReport, number: int) -> Iterator[Proposal]:
    yield from _of_spellings(done, found, step.suggestions, step.step.chain, number)
    if len(step.repairs) >= number:
        yield from _of_repair(done, found, step.repairs[number - 1], step.step.chain)


def _of_repair(
    done: Mended, found: PropositionReport, repair: Repair, chain: int, before: str = ""
) -> Iterator[Proposal]:
    after = done.after.get(repair)
    if after is None:
        return
    label = found.proposition.label
    if repair.assumed:
        lacking = " and ".join(one.words for one in repair.assumed)
        yield Proposal(label, None, chain, after, f"a hypothesis that is nowhere stated: {lacking}",
                       assume=assumption(repair))  # fmt: skip
    for number, absent in repair.reasons:
        named = " and ".join(one.words for one in absent)
        yield Proposal(label, number, chain, after, f"the reason does not say: {named}", False, reason=True)
    why = " and ".join(filter(None, (before, why_edited(repair, found))))
    for line in repair.lines:
        yield Proposal(label, line, chain, after, why, repair.onward or line != repair.lines[-1])


def _of_spellings(
    done: Mended, found: PropositionReport, spellings: Sequence[Suggestion], chain: int, number: int
) -> Iterator[Proposal]:
    """A spelling, with the first edit of the line so spelled where it is not proved without."""
    if len(spellings) < number:
        return
    one, label = spellings[number - 1], found.proposition.label
    mine = [repair for repair in one.repairs if repair.line == one.line]
    if one.verdict is not Verdict.PROVED and mine:
        yield from _of_repair(done, found, mine[0], chain, why_spelled(one))
        return
    line = None if one.assume else one.line
    yield Proposal(label, line, chain, done.after[one], why_spelled(one), one.onward is Verdict.PROVED, one.assume)


def why_edited(repair: Repair, found: PropositionReport) -> str:
    """``another name: $i$ for $j$``, as LaTeX."""
    roles = found.proposition.setting.roles
    kinds = " and ".join(KIND_WORDS.get(kind, kind) for kind in repair.kinds)
    pairs = dict.fromkeys((latex(one.new, roles), latex(one.old, roles)) for one in repair.changes)
    return one_line(f"{kinds}: {'; '.join(f'${new}$ for ${old}$' for new, old in pairs)}")


def why_spelled(found: Suggestion) -> str:
    """``a bracket more``."""
    return " and ".join(SPELLING_WORDS.get(kind, kind) for kind in found.kinds)


# --- as entries ------------------------------------------------------------------------------------


Entry = tuple[dict[str, Any], Accepted]


def _entries(
    document: Document, chosen: Sequence[Proposal], known: Sequence[Accepted]
) -> tuple[list[Entry], list[str]]:
    entries: list[Entry] = []
    refused: list[str] = []
    for one in chosen:
        if _is_known(one, known):
            refused.append(f"not recorded: there is an entry for {one.place} already")
            continue
        data = _data(document, one)
        if data is None:
            refused.append(f"not recorded: {one.place}: the line cannot be told apart in the text")
        else:
            entries.append((data, entry_of(len(known) + len(entries) + 1, data, NAME)))
    return entries, refused


def _is_known(one: Proposal, known: Sequence[Accepted]) -> bool:
    mine = [entry for entry in known if entry.proposition == one.label]
    if one.assume:
        return any(entry.assume == one.assume for entry in mine)
    if one.reason:
        return any(entry.reason and entry.step == one.line for entry in mine)
    if one.line is None:
        return any(entry.place == "the claim" for entry in mine)
    return any(entry.step == one.line and not entry.reason and (one.line or entry.chain == one.chain) for entry in mine)


def _data(document: Document, one: Proposal) -> dict[str, Any] | None:
    """The entry as it is written. A line that cannot be told by pieces is given as a whole."""
    data: dict[str, Any] = {"document": Path(document.path).name, "proposition": one.label}
    if one.assume:
        return {**data, "assume": one.assume, "why": one.why}
    again = read_document(document.path, one.after)
    if one.reason:
        reason = _reason(again, one)
        return {**data, "step": one.line, "reason": reason, "why": one.why, "onward": False} if reason else None
    old, new = (line_range(text, one.label, one.line, one.chain) for text in (document, again))
    if old is None or new is None:
        return None
    changes = pieces(document.source, old, visible(one.after, new))
    if not changes:
        return None
    where: dict[str, Any] = {"claim": True} if one.line is None else {"step": one.line}
    where |= {"chain": one.chain} if one.line == 0 and one.chain else {}
    if one.line is not None and _whole(document.source, old, changes):
        line = visible(one.after, new)
        relation = _RELATION.match(line) if one.line else None
        where["line"] = " ".join(line[relation.end() if relation else 0 :].split())
    shown = [{"printed": before, "corrected": after} for before, after in changes]
    return {**data, **where, "changes": shown, "why": one.why, **({} if one.onward else {"onward": False})}


def _reason(document: Document, one: Proposal) -> str:
    """The reason of a step in the text with the proposal made."""
    found = [p for p in document.propositions if p.label == one.label]
    steps = [step for p in found for chain in p.chains for step in chain.steps if step.number == one.line]
    return steps[0].reason.source if steps else ""


def _whole(source: str, within: tuple[int, int], changes: Sequence[tuple[str, str]]) -> bool:
    """Does a piece tear a conversion apart, so that the line must be given as a whole?"""
    return any(torn(source[a:b]) for before, _ in changes for a, b in occurrences(source, within, before))


Opcodes = Sequence[tuple[str, int, int, int, int]]


def pieces(source: str, within: tuple[int, int], new: str) -> list[tuple[str, str]]:
    """What to replace in a line so that it becomes ``new``: pieces that stand in it once, white space aside."""
    old = _TOKEN.findall(visible(source, within))
    wanted = _TOKEN.findall(new)
    codes = SequenceMatcher(None, old, wanted, autojunk=False).get_opcodes()
    changed = [
        (i, j)
        for tag, i, j, k, m in codes
        if tag != "equal" and "".join(old[i:j]).split() != "".join(wanted[k:m]).split()
    ]
    both = _Both(old, wanted, codes)
    grown: list[tuple[int, int]] = []
    for hunk in changed:
        one = _grown(source, within, both, hunk)
        while grown and one[0] < grown[-1][1] + APART:
            before = grown.pop()
            one = _grown(source, within, both, (min(before[0], one[0]), max(before[1], one[1])))
        grown.append(one)
    shown = (both.between(*one) for one in grown)
    return [("".join(before).strip(), "".join(after).strip()) for before, after in shown]


@dataclass(frozen=True)
class _Both:
    """The tokens of a line before and after, and how they lie beside each other."""

    old: Sequence[str]
    new: Sequence[str]
    codes: Opcodes

    def between(self, i: int, j: int) -> tuple[Sequence[str], Sequence[str]]:
        """What stands between two places of the old line, and what stands there in the new one."""
        (first, start), (last, end) = self._edge(i, True), self._edge(j, False)
        return self.old[first:last], self.new[start:end]

    def _edge(self, at: int, left: bool) -> tuple[int, int]:
        """The place beside one of the old line; of one inside of what differs, its end."""
        same = [(at, k + at - i) for tag, i, j, k, _ in self.codes if tag == "equal" and i <= at <= j]
        same += [(at, end) for tag, i, _, k, m in self.codes if tag == "insert" and i == at for end in (k, m)]
        if same:
            return min(same) if left else max(same)
        i, j, k, m = next((i, j, k, m) for _, i, j, k, m in self.codes if i <= at <= j)
        return (i, k) if at == i or (left and at < j) else (j, m)


def _grown(source: str, within: tuple[int, int], both: _Both, hunk: tuple[int, int]) -> tuple[int, int]:
    """The hunk with as much around it as makes it stand in the line once, and be a formula by itself."""
    i, j = hunk
    for turn in range(2 * MAX_CONTEXT):
        before, after = both.between(i, j)
        text = "".join(before)
        left, right = _open_ends(before, after, both.old[i - 1 : i], both.old[j : j + 1])
        if not (left or right):
            if text.strip() and len(list(occurrences(source, within, text))) == 1:
                break
            left, right = not turn % 2, bool(turn % 2)
        if (left and i) or j == len(both.old):
            i = max(i - 1, 0)
        else:
            j += 1
    return i, j


def _open_ends(
    before: Sequence[str], after: Sequence[str], previous: Sequence[str], following: Sequence[str]
) -> tuple[bool, bool]:
    """On which sides a piece is torn out of something: a pair of brackets, a script, a base."""
    braces = [_balance(text, "{", "}") for text in (before, after)]
    brackets = [_balance(text, "(", ")") for text in (before, after)]
    starts = [text[0] for text in (before, after) if text] + list(previous)
    ends = [text[-1] for text in (before, after) if text] + list(following)
    argument = any(text[:1] == ["{"] for text in (before, after)) and any(word[:1] == "\\" for word in previous)
    left = any(low < 0 for low, _ in braces) or all(low < 0 for low, _ in brackets) or bool(_SCRIPTS & set(starts))
    left = left or argument
    right = any(rest > low for low, rest in braces) or all(rest > low for low, rest in brackets)
    return left, right or bool(_SCRIPTS & set(ends))


def _balance(tokens: Sequence[str], opening: str, closing: str) -> tuple[int, int]:
    """How many brackets are closed that were not opened (negative), and where the count ends."""
    depth = low = 0
    for token in tokens:
        depth += (token == opening) - (token == closing)
        low = min(low, depth)
    return low, depth


# --- judged and written ------------------------------------------------------------------------------


def _holding(
    document: Document, known: Sequence[Accepted], entries: Sequence[Entry], options: Options, refused: list[str]
) -> list[Entry]:
    """The entries that hold together with those recorded: all of them, else one after the other."""
    if not entries or _holds(document, [*known, *(one for _, one in entries)], entries, options) is None:
        return list(entries)
    kept: list[Entry] = []
    for entry in entries:
        trouble = _holds(document, [*known, *(one for _, one in kept), entry[1]], [entry], options)
        if trouble is None:
            kept.append(entry)
        else:
            refused.append(f"not recorded: {trouble}")
    return kept


def _holds(document: Document, all_entries: Sequence[Accepted], new: Sequence[Entry], options: Options) -> str | None:
    """None if the new entries are proved with the others; else what the matter is."""
    try:
        corrected_by(document, tuple(all_entries), options, tuple(one for _, one in new))
    except Stale as problem:
        return str(problem)
    return None


def _append(file: Path, new: Sequence[dict[str, Any]]) -> None:
    """Write the file with the new entries after those that it holds, or a new file. Raises UsageProblem."""
    try:
        held = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
        text = json.dumps([*held, *new], indent=1, ensure_ascii=False) + "\n"
        beside = file.with_name(f".{file.name}.{os.getpid()}")
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(file)
    except OSError as error:
        raise UsageProblem(f"{str(file)!r} cannot be written: {error.strerror or error}") from None


def _told(data: dict[str, Any], document: Document) -> Iterator[str]:
    where = f"step {data['step']}" if "step" in data else "the claim" if data.get("claim") else "a sentence"
    file = shown_path(str(Path(document.path).parent / NAME))
    yield f"recorded in {file}: {data['document']}, {data['proposition']}, {where}"
    for change in data.get("changes", ()):
        yield f"  printed    {one_line(change['printed'])}"
        yield f"  corrected  {one_line(change['corrected'])}"
    if "reason" in data:
        yield f"  reason     {one_line(data['reason'])}"
    if "assume" in data:
        yield f"  added      {one_line(data['assume'])}"


__all__ = ["accept", "pieces"]
