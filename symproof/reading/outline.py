"""The outline of a document: its settings, propositions and proofs, each with the pieces inside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from symproof.reading.scan import (
    CLAIMS,
    DISPLAYS,
    STRUCTURE,
    Begin,
    Command,
    Display,
    End,
    Inline,
    Piece,
    Prose,
    Region,
)
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.span import Span

INNER = frozenset(  # environments that only a formula can hold
    name + star
    for name in (
        "aligned", "alignedat", "gathered", "split", "array", "cases", "multlined", "matrix", "pmatrix", "bmatrix",
    )
    for star in ("", "*")
)  # fmt: skip
LEFT_ALONE = frozenset(("document", "subequations", "settings", "theorems", "proofs", "maths", "claims"))
MAX_UNCLOSED = 5  # environments that are told one by one
MAX_OPEN = 100  # environments inside environments


@dataclass
class Part:
    """A setting, a proposition or a proof."""

    name: str
    begin: Begin
    pieces: list[Piece] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)  # a proof inside a proposition
    end: Span | None = None

    @property
    def span(self) -> Span:
        begin = self.begin.region.span
        return begin if self.end is None or self.end.path != begin.path else begin.through(self.end)

    @property
    def option(self) -> str:
        return " ".join(self.begin.option.text.split()) if self.begin.option else ""

    @property
    def labels(self) -> list[tuple[str, Span]]:
        """The names that ``\\label`` gives it."""
        found = [p for p in self.pieces if isinstance(p, Command) and p.name == "label" and p.argument is not None]
        return [(p.argument.text.strip(), p.region.span) for p in found if p.argument is not None]


@dataclass
class Outline:
    """What the document holds, in order."""

    title: str = ""
    under_review: bool = False
    has_document: bool = False
    parts: list[Part] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _open: list[tuple[Begin, Part | None]] = field(default_factory=list)
    _finished: bool = False

    def add(self, piece: Piece) -> None:
        """Take in the next piece."""
        if self._finished:
            return
        if isinstance(piece, Begin):
            self._begin(piece)
        elif isinstance(piece, End):
            self._end(piece)
        else:
            self._content(piece)

    def _content(self, piece: Prose | Inline | Display | Command) -> None:
        if isinstance(piece, Command) and piece.argument is not None:
            self._preamble(piece, piece.argument)
        part = self._innermost()
        if part is not None:
            part.pieces.append(piece)

    def _preamble(self, piece: Command, argument: Region) -> None:
        if piece.name == "title" and not self.title:
            self.title = " ".join(argument.text.split())
        if piece.name == "usepackage" and "symproof" in argument.text.replace(" ", "").split(","):
            options = piece.option.text.replace(" ", "").split(",") if piece.option else []
            self.under_review |= "review" in options

    def _innermost(self) -> Part | None:
        return next((part for _, part in reversed(self._open) if part is not None), None)

    def _begin(self, piece: Begin) -> None:
        if piece.name == "document":
            self.has_document = True
        if piece.name in INNER and self._innermost() is not None:
            self.diagnostics.append(Diagnostic("E144", piece.region.span, {"name": piece.name}))
        if piece.name in STRUCTURE and piece.name != "document":
            self._close_open(piece)
            self._open.append((piece, self._new_part(piece)))
        elif len(self._open) < MAX_OPEN:
            self._open.append((piece, None))

    def _new_part(self, piece: Begin) -> Part:
        part, outer = Part(piece.name, piece), self._innermost()
        if outer is not None:
            outer.parts.append(part)
        else:
            self.parts.append(part)
        return part

    def _close_open(self, piece: Begin) -> None:
        """A setting, proposition or proof that is still open ends where the next begins."""
        while True:
            inner = [n for n, (_, part) in enumerate(self._open) if part is not None]
            if not inner:
                return
            name = self._open[inner[-1]][0].name
            if piece.name == "proof" and name in CLAIMS:
                return
            self._unclosed(self._open[inner[-1]][0], piece.region.span)
            del self._open[inner[-1] :]

    def _unclosed(self, begin: Begin, where: Span | None = None) -> None:
        related = ((where, "the next one begins here"),) if where else ()
        self.diagnostics.append(Diagnostic("E116", begin.region.span, {"name": begin.name}, related=related))

    def _end(self, piece: End) -> None:
        names = [begin.name for begin, _ in self._open]
        if piece.name not in names:
            self._wrong_end(piece)
            return
        while self._open:
            begin, part = self._open.pop()
            if begin.name == piece.name:
                if part is not None:
                    part.end = piece.region.span
                elif near := _meant(begin.name):
                    self.diagnostics.append(Diagnostic("E146", begin.region.span, {"name": begin.name}, (near,)))
                self._finished = piece.name == "document"
                return
            related = ((begin.region.span, "opened here"),)
            facts = {"found": piece.name, "expected": begin.name}
            self.diagnostics.append(Diagnostic("E117", piece.region.span, facts, related=related))

    def _wrong_end(self, piece: End) -> None:
        """An end without its beginning; if a setting, proposition or proof is open, that was meant perhaps."""
        begin = next((begin for begin, part in reversed(self._open[-1:]) if part is not None), None)
        meant = next((n for n, (one, _) in reversed(list(enumerate(self._open))) if alike(one.name, piece.name)), None)
        begin = begin if meant is None else self._open.pop(meant)[0]
        related = ((begin.region.span, "opened here"),) if begin is not None else ()
        facts = {"found": piece.name, "expected": begin.name if begin is not None else ""}
        self.diagnostics.append(Diagnostic("E117", piece.region.span, facts, related=related))

    def close(self) -> None:
        """The text ends: what is open is reported."""
        for begin, _ in self._open[:MAX_UNCLOSED]:
            self._unclosed(begin)
        self._open.clear()


def _meant(name: str) -> str:
    """The environment that a name is perhaps a misspelling of; empty for any other, which is left alone."""
    plain = name.rstrip("*").lower()
    if name in INNER or plain in LEFT_ALONE:
        return ""
    known = (*STRUCTURE, *sorted(DISPLAYS))
    return next((one for one in known if SequenceMatcher(None, plain, one).ratio() >= 0.8), "")


def alike(one: str, other: str) -> bool:
    """Is one name a misspelling of the other?"""
    return SequenceMatcher(None, one, other).ratio() > 0.8


def outline_of(pieces: Iterable[Piece]) -> Outline:
    """The outline of the pieces of a document."""
    outline = Outline()
    for piece in pieces:
        outline.add(piece)
    outline.close()
    return outline
