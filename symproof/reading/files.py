"""Files: bytes to text, and ``\\input`` with the limits that keep it harmless."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath

from symproof.reading.conversions import MAX_CONVERSIONS, conversions_of
from symproof.reading.macros import Macro, read_macros
from symproof.reading.scan import Command, Piece, scan
from symproof.reading.source import Source
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.document import Conversion
from symproof.theory.span import NOWHERE, Span

MAX_BYTES = 4_000_000  # of one file
MAX_FILES = 100  # that a document takes in, itself included
MAX_NESTING = 10  # of \input in \input
LOOK_ALIKE = str.maketrans("（），：；＝＋－．。、［］｛｝＄＆＼＿＾", "(),:;=+-..,[]{}$&\\_^") | dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), " "
)  # full-width signs of other keyboards; characters that nobody sees
OWN_MACROS = {r"\conversion": Macro(r"\conversion", 3, "#3", "")}


class Unreadable(Exception):
    """The document's own file cannot be opened; ``reason`` says why in words."""

    def __init__(self, path: str, reason: str):
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = path, reason


def decoded(data: bytes, path: str = "") -> tuple[str, list[Diagnostic]]:
    """The text with one kind of line end, without byte order mark and NULs; E113, E114 where it is none."""
    if len(data) > MAX_BYTES:
        place = Span(1, 1, 1, 1, path)
        return "", [Diagnostic("E114", place, {"limit": MAX_BYTES, "name": "MAX_BYTES", "found": len(data)})]
    data = data.removeprefix(BOM_UTF8)
    if (kind := _no_text(data)) is not None:
        return "", [Diagnostic("E113", Span(1, 1, 1, 1, path), {"found": kind, "what": "no text"})]
    try:
        text, problems = data.decode("utf-8"), []
    except UnicodeDecodeError as problem:
        text = data.decode("utf-8", errors="replace")
        before = len(_one_kind_of_line_end(data[: problem.start].decode("utf-8")))
        span = Source(path, _one_kind_of_line_end(text)).span(before, before + 1)
        problems = [Diagnostic("E113", span, {"found": f"byte 0x{data[problem.start]:02x}", "what": "byte"})]
    text, found = cleaned(text, path)
    return text, problems + found


def _no_text(data: bytes) -> str | None:
    """What a file is that cannot be a LaTeX text in UTF-8, from its first bytes."""
    if data.startswith((BOM_UTF32_LE, BOM_UTF32_BE)):
        return "a text in UTF-32"
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "a text in UTF-16"
    if data.startswith(b"%PDF-"):
        return "a PDF"
    return "no text but a binary file" if data[:4096].count(0) > 4 else None


def _one_kind_of_line_end(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def cleaned(text: str, path: str = "") -> tuple[str, list[Diagnostic]]:
    """Line ends made one, NULs reported and blanked."""
    if len(text) > MAX_BYTES:
        place = Span(1, 1, 1, 1, path)
        return "", [Diagnostic("E114", place, {"limit": MAX_BYTES, "name": "MAX_BYTES", "found": len(text)})]
    text = _one_kind_of_line_end(text).translate(LOOK_ALIKE)
    at = text.find("\0")
    if at < 0:
        return text, []
    span = Source(path, text).span(at, at + 1)
    return text.replace("\0", " "), [Diagnostic("E113", span, {"found": "a NUL character"})]


@dataclass
class Library:
    """The texts of one document: its own and those it takes in, with the macros of all."""

    folder: Path
    macros: dict[str, Macro] = field(default_factory=lambda: dict(OWN_MACROS))
    diagnostics: list[Diagnostic] = field(default_factory=list)
    conversions: list[Conversion] = field(default_factory=list)
    count: int = 1

    def pieces(self, source: Source, inside: tuple[Path, ...] = (), base: Path | None = None) -> list[Piece]:
        """The pieces of a source, with those of its ``\\input`` files in their place."""
        self.macros = read_macros(source, self.macros)
        pieces, problems = scan(source)
        self.diagnostics.extend(problems)
        self._take_conversions(source)
        taken: list[Piece] = []
        for piece in pieces:
            if isinstance(piece, Command) and piece.name in ("input", "include") and piece.argument is not None:
                taken.extend(self._input(piece, inside, base or self.folder))
            elif isinstance(piece, Command) and piece.name == "input" and not _open_brace(piece):
                self._wrong("E112", piece.region.span, name="")
            else:
                taken.append(piece)
        return taken

    def _take_conversions(self, source: Source) -> None:
        """Those of one text; one beyond the limit is reported, since it would not be listed."""
        room = MAX_CONVERSIONS - len(self.conversions)
        found = list(islice(conversions_of(source), room + 1))
        self.conversions.extend(found[:room])
        for beyond in found[room:]:
            self._wrong("E129", beyond.span, limit=MAX_CONVERSIONS, name="MAX_CONVERSIONS")

    def _input(self, piece: Command, inside: tuple[Path, ...], base: Path) -> list[Piece]:
        span, argument = piece.region.span, piece.argument
        name = argument.text.strip() if argument is not None else ""
        path = self._path(name, span, base)
        if path is None:
            return []
        if len(inside) >= MAX_NESTING and path not in inside:
            self._wrong("E114", span, limit=MAX_NESTING, name="MAX_NESTING")
            return []
        if path in inside:
            chain = " -> ".join(self._shown(p) for p in (*inside, path))
            self._wrong("E111", span, name=name, chain=chain)
            return []
        self.count += 1
        if self.count > MAX_FILES:
            self._wrong("E114", span, limit=MAX_FILES, name="MAX_FILES", found=self.count)
            return []
        text = self._text(path, name, span)
        return [] if text is None else self.pieces(Source(self._shown(path), text), (*inside, path), path.parent)

    def _path(self, name: str, span: Span, base: Path) -> Path | None:
        """The file meant, beside the text that names it or in the document's folder."""
        if not name or PurePosixPath(name).is_absolute() or "\0" in name or (len(name) > 1 and name[1] == ":"):
            self._wrong("E112", span, name=name)
            return None
        name = name if PurePosixPath(name).suffix else name + ".tex"
        for folder in (base, self.folder):
            path = _file(folder / name)
            if path is not None:
                return path
        self._wrong("E110", span, name=name, folder=base.name)
        return None

    def _text(self, path: Path, name: str, span: Span) -> str | None:
        try:
            if path.stat().st_size > MAX_BYTES:
                self._wrong("E114", span, limit=MAX_BYTES, name="MAX_BYTES", found=path.stat().st_size)
                return None
            data = path.read_bytes()
        except OSError as problem:
            self._wrong("E110", span, name=name, reason=problem.strerror or "cannot be read")
            return None
        text, problems = decoded(data, self._shown(path))
        self.diagnostics.extend(problems)
        return text

    def _shown(self, path: Path) -> str:
        """The path as the spans give it: from the document's folder, where it lies inside."""
        folder = self.folder.resolve()
        return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name

    def _wrong(self, code: str, span: Span, **facts: object) -> None:
        self.diagnostics.append(Diagnostic(code, span, facts))


def _open_brace(piece: Command) -> bool:
    """Does a brace follow the command? That it is not closed is told by the scan."""
    region = piece.region
    return region.source.text[region.end :].lstrip()[:1] == "{"


def _file(path: Path) -> Path | None:
    """The file of this name; None where there is none, or no file can have this name."""
    try:
        return path.resolve() if path.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None


def load(path: Path) -> tuple[str, list[Diagnostic]]:
    """The text of the document's own file. Raises Unreadable where there is none."""
    try:
        if path.is_dir():
            raise Unreadable(str(path), "is a folder")
        size = path.stat().st_size
        if size > MAX_BYTES:
            return "", [Diagnostic("E114", NOWHERE, {"limit": MAX_BYTES, "name": "MAX_BYTES", "found": size})]
        return decoded(path.read_bytes())
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise Unreadable(str(path), reason) from problem
