"""Sentences of the controlled language: words and formulas, ended by a full stop outside formulas.

A clause is matched by its *shape*: its words in one spelling (lower case, singular,
without articles) with ``#`` for a formula and ``@`` for a reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import Generic, TypeAlias, TypeVar

from symproof.reading.scan import Command, Display, Inline, Piece, Prose, Region

VERBS = ("let", "define", "write", "set", "put", "denote", "assume", "suppose", "check", "fix", "consider")
NOUNS = ("set", "put", "check", "fix", "consider")  # or words that need not begin a clause
ARTICLES = frozenset(("a", "an", "the", "some", "any"))
FILLERS = frozenset((
    "moreover", "furthermore", "further", "finally", "also", "now", "here", "again", "we", "throughout", "henceforth",
    "first", "next",
))  # fmt: skip
PLURALS = (
    "group", "space", "map", "function", "signal", "element", "set", "natural", "number", "integer",
    "bijection", "head", "automorphism", "vector", "scalar", "real", "neighbourhood", "invariant",
    "variable", "position", "dimension", "translation", "equation", "definition", "sum", "statement",
    "layer", "operator", "network", "kernel", "involution",
)  # fmt: skip
SPELLINGS = {f"{word}s": word for word in PLURALS} | {
    "which": "that", "are": "is", "function": "map", "matrices": "matrix", "neighborhood": "neighbourhood",
    "neighborhoods": "neighbourhood", "acting": "that acts", "families": "family", "every": "each",
    "hypotheses": "hypothesis", "abelian": "commutative", "reindex": "re-index", "re-indexing": "re-index",
    "reindexing": "re-index", "substituting": "substitute", "substitution": "substitute",
    "stability": "stable", "assumptions": "assumption", "summation": "sum",
    "functions": "map", "signals": "map", "signal": "map", "fix": "let", "consider": "let",
    "i.e": "that is", "s.t": "such that", "def": "definition", "defn": "definition", "defs": "definition",
}  # fmt: skip
WORD = re.compile(
    r"(?P<break>\n[ \t]*\n)"
    r"|(?<!\w)(?P<short>i\.e|e\.g|w\.r\.t|s\.t|resp|cf|viz|et\s+al)\."
    r"|(?P<word>\w(?:[\w'’:/^+-]*\w)?)"
    r"|(?P<mark>[.,;:?!])"
    r"|(?P<odd>[^\s\w(){}\[\]~'\"`’‘“”„«».,;:?!-]+)"
)
EACH_AGAIN = re.compile(r"(\bfor (?:all|each) #(?: (?:, and|,|and) #)* (?:, and|,|and) )(?:for )?(?:all|each) (?=#)")
ASIDE = re.compile(r"\([^()$\\]*\)")
RESERVED = re.compile("[#@]")  # in a shape they stand for a formula and a reference
MARKS = frozenset((",", ";", ":", "?"))
MAX_WORDS = 600  # of one sentence
MAX_EXCERPT = 160  # characters of a sentence in a message


@dataclass(frozen=True)
class Word:
    """A word, a mark (``mark``: one of ``, ; : ?``) or a formula, with its place; ``aside``: in brackets of words."""

    shape: str
    region: Region
    formula: Inline | Display | None = None
    text: str = ""
    aside: bool = False


@dataclass(frozen=True)
class Clause:
    """Words between two full stops, or between two verbs that begin a clause."""

    words: tuple[Word, ...]
    ended: bool = True  # by a full stop

    @cached_property
    def formulas(self) -> tuple[Region, ...]:
        """The formulas, in order."""
        return tuple(word.formula.region for word in self.words if word.formula is not None)

    @cached_property
    def shape(self) -> str:
        """The words in one spelling, with ``#`` for each formula."""
        shape = " ".join(shape for word in self.words for shape in (spelling(word),) if shape)
        if shape.startswith("let "):
            shape = re.sub(r"(?<=# )(?:denotes?|stands? for) ", "be ", shape, count=1)
        while (shorter := EACH_AGAIN.sub(r"\1", shape)) != shape:
            shape = shorter
        return shape

    @property
    def region(self) -> Region:
        first, last = self.words[0].region, self.words[-1].region
        end = last.end if last.source is first.source else first.end
        return Region(first.source, first.start, end)

    @property
    def excerpt(self) -> str:
        """As written, cut where it is long: for messages."""
        return self.raw if len(self.raw) <= MAX_EXCERPT else self.raw[:MAX_EXCERPT] + " ..."

    @property
    def verb(self) -> str:
        """The word that it begins with."""
        return self.shape.split(" ", 1)[0]

    @property
    def raw(self) -> str:
        """As written, on one line."""
        return re.sub(r"\s+", " ", self.region.text).strip()


def spelling(word: Word) -> str:
    """The one spelling of a word; empty for what carries no meaning."""
    if word.formula is not None or word.shape in ",;:?@":
        return word.shape
    lower = word.shape.lower()
    if lower in ARTICLES or lower in FILLERS:
        return ""
    return SPELLINGS.get(SPELLINGS.get(lower, lower), SPELLINGS.get(lower, lower))


# --- from pieces to clauses ------------------------------------------------------------


def words_of(pieces: Iterable[Piece]) -> Iterator[Word]:
    """The words of a text; ``.`` for a full stop and ``break`` for an empty line are words too."""
    for piece in pieces:
        if isinstance(piece, Prose):
            yield from _words(piece.region)
        elif isinstance(piece, Inline | Display):
            yield from _formula(piece)
        elif isinstance(piece, Command):
            yield from _command(piece)


def _words(region: Region) -> Iterator[Word]:
    text = region.source.text
    asides = [match.span() for match in ASIDE.finditer(text, region.start, region.end)]
    for match in WORD.finditer(text, region.start, region.end):
        here = Region(region.source, match.start(), match.end())
        shape = "break" if match["break"] else match["short"] or RESERVED.sub("?", match.group())
        aside = any(start < match.start() < end for start, end in asides)
        yield Word(shape, here, text=match.group(), aside=aside)


def _formula(piece: Inline | Display) -> Iterator[Word]:
    """A formula; the full stop or comma at its end belongs to the sentence."""
    text = piece.region.text.rstrip()
    kept = text.rstrip(".,;")
    region = Region(piece.region.source, piece.region.start, piece.region.start + len(kept))
    yield Word("#", piece.outer, replace(piece, region=region), piece.outer.text)
    if text != kept and not kept.endswith("\\"):
        at = region.end
        yield Word("." if "." in text[len(kept) :] else ",", Region(region.source, at, at + 1))


def _command(piece: Command) -> Iterator[Word]:
    if piece.name in ("ref", "eqref", "cref", "Cref", "autoref") and piece.argument is not None:
        yield Word("@", piece.region, text=piece.argument.text.strip())


def clauses_of(pieces: Iterable[Piece]) -> Iterator[Clause]:
    """The clauses of a text in order; a verb of the language begins a new one."""
    words: list[Word] = []
    for word, following in pairwise((*words_of(pieces), None)):
        if word is None or word.shape in (".", "break"):
            yield from _finished(words, word is not None and word.shape == ".")
            words = []
            continue
        if words and _begins(word, words, following):
            yield from _finished(words, words[-1].shape in ("and", ",", ";"))
            words = []
        words.append(word)
    yield from _finished(words, ended=False)


def _begins(word: Word, before: list[Word], following: Word | None = None) -> bool:
    """Does a clause begin here? ``Let`` with a capital always, ``let`` behind a joint, ``set`` if a formula follows."""
    lower = word.shape.lower()
    if lower not in VERBS and lower != "then":
        return False
    joined = before[-1].shape.lower() in ("and", ",", ";")
    joined |= lower == "then" and before[0].shape.lower() in ("if", "assume", "suppose")
    capital = word.shape[0].isupper() and before[-1].shape.lower() not in VERBS
    named = following is not None and following.formula is not None
    verb = lower not in NOUNS or lower in ("fix", "consider") or (lower != "check" and named)
    return capital or (joined and verb)


def _finished(words: list[Word], ended: bool) -> Iterator[Clause]:
    while words and words[-1].shape in ("and", ",", ";", ":"):
        words = words[:-1]
    while words and words[0].shape in (",", ";", "and"):
        words = words[1:]
    if any(spelling(word) not in ("", ",") for word in words):
        yield Clause(tuple(words), ended)


# --- patterns --------------------------------------------------------------------------

Builder = TypeVar("Builder")
LIST = r"#(?:(?: ,)?(?: and)? #)*"


@dataclass(frozen=True)
class Found:
    """A clause that fits a pattern: the formulas by the name of the group they stand in."""

    clause: Clause
    match: re.Match[str]

    def formulas(self, group: str) -> tuple[Region, ...]:
        """The formulas inside the named group of the pattern; none if the group is absent."""
        start, end = self.match.span(group)
        if start < 0:
            return ()
        shape = self.match.string
        first = shape.count("#", 0, start)
        return self.clause.formulas[first : first + shape.count("#", start, end)]

    def formula(self, group: str) -> Region:
        return self.formulas(group)[0]

    def has(self, group: str) -> bool:
        return bool(self.match.groupdict().get(group))


Handler: TypeAlias = Callable[[Builder, Found], None]


@dataclass(frozen=True)
class Pattern(Generic[Builder]):
    """A kind of sentence: an example that people can copy, the shape, what it does."""

    example: str
    shape: re.Pattern[str]
    handle: Handler[Builder]


def pattern(example: str, shape: str, handle: Handler[Builder]) -> Pattern[Builder]:
    """``LIST`` in the shape stands for formulas joined by commas and ``and``."""
    return Pattern(example, re.compile(shape.replace("LIST", LIST)), handle)


def matching(
    clause: Clause, patterns: Iterable[Pattern[Builder]], shape: str = ""
) -> tuple[Pattern[Builder], Found] | None:
    """The first pattern that the whole clause fits, or another ``shape`` of it with the same formulas."""
    if len(clause.words) > MAX_WORDS:
        return None
    for candidate in patterns:
        match = candidate.shape.fullmatch(shape or clause.shape)
        if match:
            return candidate, Found(clause, match)
    return None


def nearest_examples(clause: Clause, patterns: Iterable[Pattern[Builder]], count: int = 2) -> tuple[str, ...]:
    """The examples whose words are most like those of the clause."""
    shape = clause.shape[:200]
    scored: Mapping[str, float] = {
        candidate.example: _likeness(shape, _example_shape(candidate.example)) for candidate in patterns
    }
    return tuple(sorted(scored, key=lambda example: -scored[example])[:count])


def _likeness(shape: str, other: str) -> float:
    """How much two shapes look alike; words that say what a sentence is about count most."""
    shared = {*shape.split()} & {*other.split()} - COMMON
    words = SequenceMatcher(None, shape.split(), other.split()).ratio()
    return SequenceMatcher(None, shape, other).ratio() + words + len(shared) / 2


COMMON = frozenset(("#", ",", ":", "let", "be", "is", "that", "of", "on", "and", "for", "assume", "under"))


def _example_shape(example: str) -> str:
    plain = re.sub(r"\$[^$]*\$", " # ", example.rstrip("."))
    words = re.sub(r"([,;:])", r" \1 ", plain).lower().split()
    return " ".join(shape for word in words for shape in (SPELLINGS.get(word, word),) if shape not in ARTICLES)
