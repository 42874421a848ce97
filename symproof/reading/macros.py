"""The author's own commands: \\newcommand, \\renewcommand, \\def, \\DeclareMathOperator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from symproof.reading.source import Source

DEFINING = re.compile(
    r"\\(?P<how>newcommand|renewcommand|providecommand|DeclareMathOperator|DeclareRobustCommand|def)(?![A-Za-z])\*?"
    r"\s*(?P<brace>\{?)\s*(?P<name>\\(?:[A-Za-z]+|[^A-Za-z\s]))\s*(?(brace)\}?)"
)
COUNT = re.compile(r"\s*\[\s*(\d)\s*\]")
DEFAULT = re.compile(r"\s*\[([^\]]*)\]")
HASHES = re.compile(r"((?:#\d)*)\s*(?=\{)")


@dataclass(frozen=True)
class Macro:
    """``name`` with its backslash; ``parameters`` their number; ``optional`` the default of the first."""

    name: str
    parameters: int
    body: str
    optional: str | None = None


Macros: TypeAlias = Mapping[str, Macro]


def read_macros(source: Source, known: Macros | None = None) -> dict[str, Macro]:
    """The macros that a text defines, on top of ``known``. What cannot be read is skipped."""
    text = without_comments(source.text)
    macros = dict(known or {})
    for match in DEFINING.finditer(text):
        macro = _macro(match["how"], match["name"], text, match.end())
        if macro is not None and not (match["how"] == "providecommand" and macro.name in macros):
            macros[macro.name] = macro
    return macros


def _macro(how: str, name: str, text: str, at: int) -> Macro | None:
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
    body = _group(text, at)
    if body is None:
        return None
    return Macro(
        name, parameters, rf"\operatorname{{{body}}}" if how == "DeclareMathOperator" else body, optional
    )


def _group(text: str, at: int) -> str | None:
    """The contents of the braces that begin at ``at``."""
    while at < len(text) and text[at].isspace():
        at += 1
    if at >= len(text) or text[at] != "{":
        return None
    end = closing_brace(text, at)
    return None if end is None else text[at + 1 : end]


def closing_brace(text: str, at: int) -> int | None:
    """The offset of the brace that closes the one at ``at``."""
    depth = 0
    while at < len(text):
        character = text[at]
        if character == "\\":
            at += 1
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return None


def without_comments(text: str) -> str:
    """The text with comments blanked out; offsets stay."""
    return re.sub(r"(?<!\\)((?:\\\\)*)%[^\n]*", lambda m: m[1] + " " * (len(m[0]) - len(m[1])), text)
