"""The skeleton of a LaTeX text: prose, formulas, displays, environments, commands, each with its place.

The scan never fails: what is wrong becomes a diagnostic, and the text goes on at the
next place where something new can begin. A display that is not closed ends where the
environment around it does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from symproof.reading.source import Source
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.span import Span

CLAIMS = ("proposition", "lemma", "theorem", "corollary")
MAX_OPTION = 500  # characters of what stands in [...]
STRUCTURE = ("document", "setting", "proof", *CLAIMS)
SHORT = {
    "prop": "proposition", "lem": "lemma", "thm": "theorem", "cor": "corollary", "claim": "proposition", "pf": "proof",
    "observation": "proposition", "fact": "proposition",
}  # fmt: skip
DISPLAYS = frozenset(
    name + star
    for name in (
        "align",
        "equation",
        "gather",
        "multline",
        "eqnarray",
        "flalign",
        "alignat",
        "displaymath",
        "math",
        "dmath",
        "IEEEeqnarray",
    )
    for star in ("", "*")
)
VERBATIM = frozenset(("verbatim", "verbatim*", "lstlisting", "comment"))
TEXT_IN_FORMULAS = r"\\(?:text|textrm|textit|textnormal|mbox|tag\*?|intertext|shortintertext|label)\s*\{"
ARGUMENTS = frozenset((
    "label", "ref", "eqref", "cref", "Cref", "autoref", "input", "include", "title", "documentclass",
    "usepackage", "author", "date", "section", "subsection", "subsubsection", "paragraph", "footnote",
    "cite", "vspace", "hspace", "caption", "url",
))  # fmt: skip
MACROS = (
    "newcommand",
    "renewcommand",
    "providecommand",
    "DeclareMathOperator",
    "def",
    "DeclareRobustCommand",
)


@dataclass(frozen=True)
class Region:
    """The characters ``start`` up to, but without, ``end`` of a source."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    @property
    def span(self) -> Span:
        return self.source.span(self.start, max(self.end, self.start))


@dataclass(frozen=True)
class Prose:
    """A stretch of ordinary text without comments and commands."""

    region: Region


@dataclass(frozen=True)
class Inline:
    """``$...$`` or ``\\(...\\)``: ``region`` is the formula, ``outer`` includes the signs around it."""

    region: Region
    outer: Region


@dataclass(frozen=True)
class Display:
    """A displayed formula or chain; ``environment`` is ``\\[`` or ``$$`` or a name."""

    region: Region
    outer: Region
    environment: str
    closed: bool = True


@dataclass(frozen=True)
class Command:
    """``\\name[option]{argument}``; the argument is None for a command that takes none."""

    name: str
    region: Region
    argument: Region | None = None
    option: Region | None = None


@dataclass(frozen=True)
class Begin:
    """``\\begin{name}[option]``."""

    name: str
    region: Region
    option: Region | None = None


@dataclass(frozen=True)
class End:
    """``\\end{name}``."""

    name: str
    region: Region


Piece: TypeAlias = Prose | Inline | Display | Command | Begin | End

TOKEN = re.compile(
    r"(?P<comment>%[^\n]*\n?[ \t]*)"
    r"|(?P<edge>\\(?P<which>begin|end)\s*\{(?P<environment>[A-Za-z@]+\*?)\s*\})"
    r"|(?P<display>\\\[|\$\$)"
    r"|(?P<inline>\\\(|\$)"
    r"|(?P<stray>\\\]|\\\))"
    r"|\\(?P<command>[A-Za-z@]+)\*?"
    r"|\\(?P<symbol>.)",
    re.DOTALL,
)
STRUCTURE_EDGE = re.compile(
    r"\\(?:begin|end)\s*\{(?:" + "|".join((*STRUCTURE, *SHORT)) + r")\*?\}|\\begin\s*\{(?:"
    + "|".join(sorted(re.escape(name) for name in DISPLAYS)) + r")\}"
)  # fmt: skip
NEW_THEOREM = re.compile(  # that the document declares itself, under whatever name
    r"(?<!%)\\newtheorem\*?\s*\{(?P<name>[A-Za-z]+)\}\s*(?:\[\w+\]\s*)?\{\s*(?P<title>"
    + "|".join((*CLAIMS, *SHORT)) + r")\s*\}", re.IGNORECASE
)  # fmt: skip
FORMULA_STOPS = {closing: re.compile(rf"{re.escape(closing)}|%|\\") for closing in (r"\]", r"\)", "$$", "$")}
OPENINGS = {r"\]": r"\[", r"\)": r"\("}
MARK = re.compile(r"\\(?s:.)|%[^\n]*|[{}]")
CONDITIONAL = re.compile(r"\\(?P<word>fi|else|if(?!f(?![A-Za-z]))[A-Za-z]*)(?![A-Za-z])|%[^\n]*")
BRACE = re.compile(r"\s*\{")
OTHER_NAME = re.compile(r"\s*\{[^{}\n]*\}")  # of an environment
PLAIN_NAME = re.compile(r"[ \t]+(?P<file>[^\s{}\\$%&#]+)")  # of a file, as in \input name
BLANK_LINE = re.compile(r"\n[ \t]*\n")
TEXT_GROUP = re.compile(TEXT_IN_FORMULAS)


@dataclass
class Scanner:
    """Turns one source (or a region of it) into pieces and diagnostics."""

    source: Source
    end: int
    start: int = 0
    pieces: list[Piece] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.at = self.start

    @cached_property
    def _marks(self) -> tuple[dict[int, int], list[tuple[int, int]]]:
        return _marks(self.source.text, self.start, self.end)

    @cached_property
    def _theorems(self) -> dict[str, str]:
        """The kinds of claims that the text declares itself, by name."""
        return {found["name"]: found["title"].lower() for found in NEW_THEOREM.finditer(self.source.text)}

    @cached_property
    def _edges(self) -> list[int]:
        edges = (match.start() for match in STRUCTURE_EDGE.finditer(self.source.text, self.start, self.end))
        return [start for start in edges if not self._in_comment(start)]

    @cached_property
    def _blanks(self) -> list[int]:
        return [match.start() for match in BLANK_LINE.finditer(self.source.text, self.start, self.end)]

    def _in_comment(self, at: int) -> bool:
        _, comments = self._marks
        number = bisect_left(comments, (at, at)) - 1
        return number >= 0 and at < comments[number][1]

    def _next(self, places: list[int], start: int) -> int:
        """The first of the places at or after ``start``, or the end."""
        number = bisect_left(places, start)
        return places[number] if number < len(places) else self.end

    def scan(self) -> list[Piece]:
        while self.at < self.end:
            match = TOKEN.search(self.source.text, self.at, self.end)
            self._prose(match.start() if match else self.end)
            if match is None:
                break
            self.at = match.end()
            self._token(match)
        return self.pieces

    def _token(self, match: re.Match[str]) -> None:
        kind = match.lastgroup
        if kind in ("edge", "which", "environment"):
            self._edge(match)
        elif kind == "display":
            self._display(match)
        elif kind == "inline":
            self._inline(match)
        elif kind == "stray":
            self._wrong("E119", match.start(), match.end(), found=match.group(), opening=OPENINGS[match.group()])
        elif kind == "command":
            self._command(match)
        elif kind == "symbol":
            self._prose_symbol(match)

    def _prose(self, end: int) -> None:
        if end > self.at:
            self.pieces.append(Prose(Region(self.source, self.at, end)))

    def _prose_symbol(self, match: re.Match[str]) -> None:
        self.pieces.append(Command(match["symbol"], self._region(match.start(), match.end())))

    def _region(self, start: int, end: int) -> Region:
        return Region(self.source, start, end)

    def _wrong(self, code: str, start: int, end: int, related: tuple[tuple[Span, str], ...] = (), **facts: str) -> None:
        self.diagnostics.append(Diagnostic(code, self.source.span(start, end), facts, related=related))

    # --- environments -------------------------------------------------------------------

    def _edge(self, match: re.Match[str]) -> None:
        name = structure_named(self._theorems.get(match["environment"].rstrip("*"), match["environment"]))
        region = self._region(match.start(), match.end())
        if match["which"] == "end":
            self.pieces.append(End(name, region))
        elif name in VERBATIM:
            found = self.source.text.find(rf"\end{{{name}}}", self.at, self.end)
            if found < 0:
                self._wrong("E116", match.start(), match.end(), name=name)
            self.at = self.end if found < 0 else found + len(rf"\end{{{name}}}")
        elif name in DISPLAYS:
            self._display_environment(name, match)
        else:
            self.pieces.append(Begin(name, region, self._option()))

    def _option(self) -> Region | None:
        return self._bracketed("[", "]")

    def _bracketed(self, opening: str, closing: str) -> Region | None:
        """The group that starts here, after at most one line end; None if there is none."""
        text, start = self.source.text, self.at
        while start < self.end and text[start] in " \t\n":
            start += 1
        if start >= self.end or text[start] != opening or "\n\n" in text[self.at : start]:
            return None
        limit = min(self.end, start + MAX_OPTION)
        stop = self._marks[0].get(start) if opening == "{" else closing_of(text, start, limit, opening, closing)
        if stop is None:
            self._wrong("E119", start, start + 1, found=opening, expected=closing)
            return None
        self.at = stop + 1
        return self._region(start + 1, stop)

    # --- formulas -------------------------------------------------------------------------

    def _display_environment(self, name: str, match: re.Match[str]) -> None:
        if name.startswith(("alignat", "IEEEeqnarray")):
            self._bracketed("{", "}")
        ending = re.compile(rf"\\end\s*\{{{re.escape(name)}\}}")
        start = self.at
        stop = self._next(self._edges, start)
        found = self._outside_comments(ending, start, stop)
        if found is None:
            found = self._close_otherwise(name, match, start, stop)
        stop = found.start() if found else stop
        after = found.end() if found else stop
        self._add_display(match.start(), start, stop, after, name, closed=found is not None)

    def _outside_comments(self, what: re.Pattern[str], start: int, stop: int) -> re.Match[str] | None:
        found = what.finditer(self.source.text, start, stop)
        return next((match for match in found if not self._in_comment(match.start())), None)

    def _close_otherwise(self, name: str, match: re.Match[str], start: int, stop: int) -> re.Match[str] | None:
        """No ``\\end{name}`` before the next structure: the ``\\end`` of another display ends it, if any."""
        here = self.source.span(match.start(), match.end())
        other = re.compile(r"\\end\s*\{(" + "|".join(re.escape(n) for n in DISPLAYS if n != name) + r")\}")
        found = self._outside_comments(other, start, stop)
        if found:
            self._wrong("E117", found.start(), found.end(), ((here, "opened here"),), expected=name, found=found[1])
        else:
            self._wrong("E116", match.start(), match.end(), name=name)
        return found

    def _display(self, match: re.Match[str]) -> None:
        opening = match.group()
        closing = r"\]" if opening == r"\[" else "$$"
        start, limit = self.at, self._next(self._edges, self.at)
        stop = self._formula_end(start, limit, closing)
        if stop is None:
            self._wrong("E118", match.start(), match.end(), found=opening, expected=closing)
            self._add_display(match.start(), start, limit, limit, opening, closed=False)
        else:
            self._add_display(match.start(), start, stop, stop + 2, opening, closed=True)

    def _add_display(self, outer: int, start: int, stop: int, after: int, name: str, closed: bool) -> None:
        self.at = after
        self.pieces.append(Display(self._region(start, stop), self._region(outer, after), name, closed))

    def _inline(self, match: re.Match[str]) -> None:
        opening = match.group()
        closing = r"\)" if opening == r"\(" else "$"
        start = self.at
        limit = min(self._next(self._edges, start), self._next(self._blanks, start))
        stop = self._formula_end(start, limit, closing)
        if stop is None:
            self._wrong("E118", match.start(), match.end(), found=opening, expected=closing)
            self.at = limit
            return
        self.at = stop + len(closing)
        self.pieces.append(Inline(self._region(start, stop), self._region(match.start(), self.at)))

    def _formula_end(self, start: int, limit: int, closing: str) -> int | None:
        """Where the formula that starts here ends; formulas inside ``\\text{...}`` are passed over."""
        text, at = self.source.text, start
        while found := FORMULA_STOPS[closing].search(text, at, limit):
            if found.group() == closing:
                return found.start()
            if found.group() == "%":
                newline = text.find("\n", found.end(), limit)
                at = limit if newline < 0 else newline + 1
            else:
                at = self._past_command(found.start(), limit)
        return None

    def _past_command(self, at: int, limit: int) -> int:
        group = TEXT_GROUP.match(self.source.text, at, limit)
        if group:
            stop = self._marks[0].get(group.end() - 1, limit)
            return min(stop + 1, limit)
        return at + 2

    # --- commands ----------------------------------------------------------------------------

    def _command(self, match: re.Match[str]) -> None:
        name = match["command"]
        if name in MACROS:
            self._macro(name, match.start())
            return
        if name == "iffalse":
            self._leave_out()
        if name in ("begin", "end") and not OTHER_NAME.match(self.source.text, self.at, self.end):
            self._unnamed(match)
        option = argument = None
        if name in ARGUMENTS:
            option, argument = self._option(), self._bracketed("{", "}")
        if name == "input" and argument is None and (file := PLAIN_NAME.match(self.source.text, self.at, self.end)):
            argument, self.at = self._region(*file.span("file")), file.end()
        self.pieces.append(Command(name, self._region(match.start(), self.at), argument, option))

    def _unnamed(self, match: re.Match[str]) -> None:
        """``\\begin`` without a name, or with a brace that is not closed."""
        brace = BRACE.match(self.source.text, self.at, self.end)
        if brace is None:
            self._wrong("E119", match.start(), match.end(), found=match.group(), expected="{name}")
        else:
            self._wrong("E119", match.start(), brace.end(), found=f"{match.group()}{{", expected="}")

    def _leave_out(self) -> None:
        """Pass over ``\\iffalse ... \\fi`` (or up to its ``\\else``); one that is not closed leaves nothing out."""
        depth = 1
        for match in CONDITIONAL.finditer(self.source.text, self.at, self.end):
            word = match["word"] or ""
            depth += word.startswith("if") - (word == "fi")
            if depth == 0 or (depth == 1 and word == "else"):
                self.at = match.end()
                return

    def _macro(self, name: str, start: int) -> None:
        """Pass over a macro definition; what it says is read by the room's ``macros``."""
        text = self.source.text
        head = re.compile(r"\s*(?:\{\s*\\[A-Za-z@]+\s*\}|\\[A-Za-z@]+|\\.)[^{\\\n]*").match(text, self.at, self.end)
        self.at = head.end() if head else self.at
        self._bracketed("{", "}")
        self.pieces.append(Command(name, self._region(start, self.at)))


def structure_named(name: str) -> str:
    """``theorem*``, ``Theorem`` and ``thm`` are theorems; other names stay."""
    plain = name.rstrip("*").lower()
    plain = SHORT.get(plain, plain)
    return plain if plain in STRUCTURE else name


def closing_of(text: str, start: int, end: int, opening: str, closing: str) -> int | None:
    """Where the bracket that opens at ``start`` is closed; escaped ones and comments do not count."""
    depth, at = 0, start
    while at < end:
        char = text[at]
        if char == "\\":
            at += 2
            continue
        if char == "%":
            newline = text.find("\n", at, end)
            at = end if newline < 0 else newline
            continue
        if char == opening:
            depth += 1
        elif char == closing:
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return None


def _marks(text: str, start: int, end: int) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """The partner of each brace, and where the comments are, in one pass."""
    partners: dict[int, int] = {}
    comments: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in MARK.finditer(text, start, end):
        sign = text[match.start()]
        if sign == "%":
            comments.append(match.span())
        elif sign == "{":
            opened.append(match.start())
        elif sign == "}" and opened:
            partners[opened.pop()] = match.start()
    return partners, comments


def scan(source: Source, start: int = 0, end: int | None = None) -> tuple[list[Piece], list[Diagnostic]]:
    """The pieces of the text between ``start`` and ``end``, in order, and what is wrong with them."""
    scanner = Scanner(source, len(source.text) if end is None else end, start)
    return scanner.scan(), scanner.diagnostics


def pieces_of(region: Region) -> Iterator[Piece]:
    """The pieces inside a region, for instance of the text of a reason."""
    yield from scan(region.source, region.start, region.end)[0]
