"""Other spellings of an expression that cannot be read, under which it can.

An unreadable expression is one with an edit on its tokens: of a bracket, a name, what an operator lacks
(``token_edits``), or of any symbol, as in the lines around (``symbol_edits``). The likely edits near the fault are
tried first; one after which another fault remains further on may be followed by a second one. What a spelling means
is for others to judge: here it need only be well formed and well sorted.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from symproof.reading.broken import Broken, Meaning
from symproof.reading.names import joined
from symproof.reading.source import Source
from symproof.reading.symbol_edits import symbol_edits
from symproof.reading.token_edits import ROUND, Edit, edits, place_of
from symproof.reading.tokens import SIZES, Token
from symproof.theory.diagnostic import Diagnostic, Malformed
from symproof.theory.span import Span

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
AROUND = 600  # spellings by one edit that are nearest to the fault
STRANGE = 0.125  # cost of three symbols in a row that stand neither in the expression nor in one beside it
MORE = 20  # spellings that are looked at after a good one


@dataclass(frozen=True)
class SpellingBudget:
    """What the search for another spelling of one expression may cost."""

    tried: int = 600  # spellings looked at in one round,
    symbols: int = 120_000  # and the symbols in them
    readable: int = 40  # of them, those that are handed on
    rounds: int = 4  # edits one after the other
    kept: int = 4  # unreadable spellings with a later fault, from which a round goes on
    seconds: float = 3.0  # of this process: a safety


@dataclass(frozen=True)
class Rewrite:
    """``text[start:end]`` is to become ``new``; offsets in the file of ``source``."""

    source: Source
    start: int
    end: int
    new: str

    @property
    def old(self) -> str:
        return self.source.text[self.start : self.end]

    @property
    def span(self) -> Span:
        return self.source.span(self.start, self.end)


@dataclass(frozen=True)
class Respelling:
    """A spelling that can be read: its edits, by kind and in the text, and what it means."""

    kinds: tuple[str, ...]
    rewrites: tuple[Rewrite, ...]
    meaning: Meaning
    cost: float = 0.0


@dataclass(frozen=True)
class Attempt:
    """Tokens after some edits, and the fault that they have still."""

    kinds: tuple[str, ...]
    tokens: tuple[Token, ...]
    fault: Diagnostic
    cost: float = 0.0


def respellings(
    broken: Broken, budget: SpellingBudget = SpellingBudget(), good: Callable[[Respelling], bool] | None = None
) -> list[Respelling]:
    """The readable spellings of an expression, those with fewer edits and nearer to the fault first.

    ``good``: is it one after which few others need be looked at?
    """
    return _Search(broken, budget, good or (lambda one: False)).found() if broken.tokens and broken.faults else []


class _Search:
    def __init__(self, broken: Broken, budget: SpellingBudget, good: Callable[[Respelling], bool]):
        self.broken, self.budget, self.good = broken, budget, good
        self.original = broken.tokens
        self.deadline = time.process_time() + budget.seconds
        self.familiar = frozenset().union(*map(_threes, (self.original, *broken.around)))
        self.seen: set[tuple[str, ...]] = {_spelt(self.original)}

    def found(self) -> list[Respelling]:
        attempts = [Attempt((), self.original, self.broken.faults[0])]
        for _ in range(self.budget.rounds):
            read, later = self._round(attempts)
            if read or not later:
                return read
            attempts = nsmallest(self.budget.kept, later, key=_unread)
        return []

    def _round(self, attempts: Sequence[Attempt]) -> tuple[list[Respelling], list[Attempt]]:
        """The spellings that can be read after one edit more, each meaning once, and those with a later fault."""
        read: dict[Meaning, Respelling] = {}
        later: list[Attempt] = []
        most, good = min(self.budget.tried, self.budget.symbols // len(self.original)), False
        for tried, (attempt, edit) in enumerate(self._likely(attempts)):
            if tried >= most or len(read) >= self.budget.readable or time.process_time() > self.deadline:
                break
            outcome = self._read(attempt, edit)
            if isinstance(outcome, Respelling):
                if outcome.meaning not in read and not good and self.good(outcome):
                    good, most = True, min(most, tried + MORE)
                read.setdefault(outcome.meaning, outcome)
            elif outcome is not None and _later(outcome.fault, attempt.fault):
                later.append(outcome)
        return list(read.values()), later

    def _likely(self, attempts: Sequence[Attempt]) -> list[tuple[Attempt, Edit]]:
        """The edits of all attempts, the likely ones first."""
        pairs = [(attempt, edit) for attempt in attempts for edit in self._edits(attempt)]
        return sorted(pairs, key=lambda pair: pair[0].cost + pair[1].cost)

    def _edits(self, attempt: Attempt) -> list[Edit]:
        return nsmallest(AROUND, self._all_edits(attempt), key=lambda edit: edit.cost)

    def _all_edits(self, attempt: Attempt) -> Iterator[Edit]:
        tokens, fault, scope = attempt.tokens, attempt.fault, self.broken.scope
        yield from edits(tokens, fault, scope)
        if fault.code == "E201" and fault.facts.get("name") in scope.lost:
            return  # its sentence is to be mended
        yield from symbol_edits(tokens, fault, place_of(tokens, fault), self.broken.around)

    def _read(self, attempt: Attempt, edit: Edit) -> Respelling | Attempt | None:
        """What the tokens are after the edit; None where that was seen before, or cannot be written in the text."""
        spelt = _spelt(edit.tokens)
        if spelt in self.seen:
            return None
        self.seen.add(spelt)
        rewrites = _rewrites(self.original, edit.tokens)
        if rewrites is None:
            return None
        kinds = (*attempt.kinds, edit.kind)
        try:
            meaning = self.broken.read(list(edit.tokens))
            cost = attempt.cost + edit.cost + STRANGE * len(_threes(edit.tokens) - self.familiar)
            return Respelling(tuple(dict.fromkeys(kinds)), rewrites, meaning, cost)
        except Malformed as problem:
            return Attempt(kinds, edit.tokens, problem.diagnostic, attempt.cost + edit.cost)


def _spelt(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.text for token in tokens)


def _threes(tokens: Sequence[Token]) -> frozenset[tuple[str, ...]]:
    """Three symbols in a row, wherever they stand."""
    texts = _spelt(tokens)
    return frozenset(zip(texts, texts[1:], texts[2:], strict=False))


def _unread(attempt: Attempt) -> tuple[int, int, float]:
    """The further on the fault, the more can be read."""
    return -attempt.fault.span.line, -attempt.fault.span.column, attempt.cost


def _later(fault: Diagnostic, before: Diagnostic) -> bool:
    """Is it another fault, and not one in front of that? Where brackets do not match, nothing else is looked at."""
    if before.code == "E101":
        return fault.code >= "E2"
    place, old = (fault.span.line, fault.span.column), (before.span.line, before.span.column)
    return fault.code not in ("E102", "E103") and (place > old or (place == old and fault.code > before.code))


# --- in the text --------------------------------------------------------------------------------------


def _rewrites(original: Sequence[Token], tokens: Sequence[Token]) -> tuple[Rewrite, ...] | None:
    """What to change in the text; None where that stands in a macro or in two files."""
    number = {id(token): n for n, token in enumerate(original)}
    kept = [(k, number[id(token)]) for k, token in enumerate(tokens) if id(token) in number]
    found: list[Rewrite] = []
    for (k, n), (l, m) in zip([(-1, -1), *kept], [*kept, (len(tokens), len(original))], strict=False):  # noqa: E741
        if l > k + 1 or m > n + 1:
            rewrite = _rewrite(original, n + 1, m, tokens[k + 1 : l])
            if rewrite is None:
                return None
            found.append(rewrite)
    return tuple(found)


def _rewrite(original: Sequence[Token], start: int, end: int, new: Sequence[Token]) -> Rewrite | None:
    """One change: the tokens from ``start`` to ``end`` become ``new``."""
    old = original[start:end]
    beside = [*original[max(0, start - 1) : start], *old, *original[end : end + 1]]
    source = beside[0].source
    if any(token.source is not source or not _stands(token) for token in beside):
        return None
    text = joined([token.text for token in new])
    if old:
        begin, stop = _with_size(source.text, old[0].start, bool(new)), old[-1].end
    else:
        closing = start and (new[0].kind == "close" or start == len(original) or new[0].text == "[")
        begin = stop = original[start - 1].end if closing else _with_size(source.text, original[start].start, False)
    return Rewrite(source, begin, stop, _set_apart(text, source.text, begin, stop))


def _stands(token: Token) -> bool:
    """Is it written here, and not the work of a macro?"""
    written = token.source.text[token.start : token.end]
    return written == token.text or token.kind in ROUND or token.kind == "text" or written in ("<", ">")


def _with_size(text: str, start: int, keep: bool) -> int:
    """The start of ``\\Bigl(`` for its bracket, unless the size is kept for another bracket."""
    before = text[:start].rstrip()
    size = next((one for one in sorted(SIZES, key=len, reverse=True) if before.endswith(one)), "")
    return start if keep or not size else len(before) - len(size)


def _set_apart(new: str, text: str, start: int, end: int) -> str:
    """A space where letters would run into a command."""
    before, after = text[:start], text[end : end + 1]
    command = before[len(before.rstrip(LETTERS)) - 1 : start] if before else ""
    front = " " if command.startswith("\\") and len(command) > 1 and new[:1].isalpha() else ""
    last = new.rpartition("\\")[2] if "\\" in new else ""
    back = " " if last.isalpha() and after.isalpha() else ""
    return f"{front}{new}{back}"


def respelled(text: str, rewrites: Sequence[Rewrite]) -> str:
    """The text of the file with the rewrites made."""
    for one in sorted(rewrites, key=lambda rewrite: rewrite.start, reverse=True):
        text = text[: one.start] + one.new + text[one.end :]
    return text


__all__ = ["Respelling", "Rewrite", "SpellingBudget", "respelled", "respellings"]
