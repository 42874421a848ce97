"""The author's own commands: \\newcommand, \\renewcommand, \\def, \\DeclareMathOperator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from symproof.reading.source import Source
from symproof.theory.frozen import dataclass

DEFINING = re.compile(
    r"\\(?P<how>newcommand|renewcommand|providecommand|DeclareMathOperator|DeclareRobustCommand|def)(?![A-Za-z])\*?"
    r"\s*(?P<brace>\{?)\s*(?P<name>\\(?:[A-Za-z]+|[^A-Za-z\s]))\s*(?(brace)\}?)"
)
COUNT = re.compile(r"\s*\[\s*(\d)\s*\]")
DEFAULT = re.compile(r"\s*\[([^\]]*)\]")
BRACE = re.compile(r"\\(?s:.)|[{}]")
HASHES = re.compile(r"((?:#\d)*)\s*(?=\{)")


@dataclass(frozen=True)
class Macro:
    """``name`` with its backslash; ``parameters`` their number; ``optional`` the default of the first."""

    name: str
    parameters: int
    body: str
    optional: str | None = None


Macros: TypeAlias = Mapping[str, Macro]
Partners: TypeAlias = Mapping[int, int]


def read_macros(source: Source, known: Macros | None = None) -> dict[str, Macro]:
    """The macros that a text defines, on top of ``known``. What cannot be read is skipped."""
    macros = dict(known or {})
    if DEFINING.search(source.text) is None:
        return macros
    text = without_comments(source.text)
    partners = brace_partners(text)
    for match in DEFINING.finditer(text):
        macro = _macro(match["how"], match["name"], text, match.end(), partners)
        if macro is not None and not (match["how"] == "providecommand" and macro.name in macros):
            macros[macro.name] = macro
    return macros


def _macro(how: str, name: str, text: str, at: int, partners: Partners) -> Macro | None:
    parameters, optional = 0, None
    if how == "def":
        hashes = HASHES.match(text, at)
        if hashes is None:
            return None  # delimited parameters
        parameters, at = len(hashes[1]) // 2, hashes.end()
    elif count := COUNT.match(text, at):
        parameters, at = int(count[1]), count.end()
        if default := DEFAULT.match(text, at):
            optional, at = default[1], default.end()
    body = _group(text, at, partners)
    if body is None:
        return None
    return Macro(name, parameters, rf"\operatorname{{{body}}}" if how == "DeclareMathOperator" else body, optional)


def _group(text: str, at: int, partners: Partners) -> str | None:
    """The contents of the braces that begin at ``at``."""
    while at < len(text) and text[at].isspace():
        at += 1
    end = partners.get(at)
    return None if end is None else text[at + 1 : end]


def brace_partners(text: str, start: int = 0, end: int | None = None) -> dict[int, int]:
    """For the offset of each ``{`` that is closed before ``end``, that of its ``}``; in one pass."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for match in BRACE.finditer(text, start, len(text) if end is None else end):
        sign = match[0]
        if sign == "{":
            opened.append(match.start())
        elif sign == "}" and opened:
            partners[opened.pop()] = match.start()
    return partners


def without_comments(text: str) -> str:
    """The text with comments blanked out; offsets stay."""
    return re.sub(r"(?<!\\)((?:\\\\)*)%[^\n]*", lambda m: m[1] + " " * (len(m[0]) - len(m[1])), text)
