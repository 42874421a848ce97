"""Brackets are matched before anything is parsed, so that a message can show both ends."""

from __future__ import annotations

from collections.abc import Sequence

from symproof.reading.failure import fail
from symproof.reading.tokens import Token

PARTNER = {"(": ")", "[": "]", "\\{": "\\}", "\\langle": "\\rangle", "{": "}"}
BARS = frozenset(("|", "\\|", "\\vert", "\\Vert", "\\mid", "\\lvert", "\\rvert"))
MAX_DEPTH = 150  # brackets inside brackets


def check_brackets(tokens: list[Token]) -> None:
    """Raise E101 where a bracket has no partner or the wrong one, E210 where they nest too deep."""
    stack: list[Token] = []
    for token in tokens:
        if token.kind in ("open", "begin"):
            stack.append(token)
            if len(stack) > MAX_DEPTH:
                fail("E210", token.span, limit="nesting", maximum=MAX_DEPTH)
        elif token.kind in ("close", "end"):
            _close(token, stack, tokens)
    if stack:
        opened = stack[-1]
        bar = _bar(opened, tokens)
        fail("E101", opened.span, opened=opened.text, expected=PARTNER[opened.text], found="", bar=bar)


def well_nested(marks: Sequence[str]) -> bool:
    """Has every bracket its partner? The marks are the spellings of brackets and braces alone."""
    stack: list[str] = []
    for mark in marks:
        if mark in PARTNER:
            stack.append(PARTNER[mark])
        elif not stack or stack.pop() != mark:
            return False
    return not stack


def _close(token: Token, stack: list[Token], tokens: list[Token]) -> None:
    if not stack:
        fail("E101", token.span, opened="", expected="", found=token.text)
    opened = stack.pop()
    if PARTNER[opened.text] != token.text:
        fail("E101", token.span, related=[(opened.span, "opened here")], opened=opened.text,
             expected=PARTNER[opened.text], found=token.text, bar=_bar(opened, tokens))  # fmt: skip


def _bar(opened: Token, tokens: list[Token]) -> str:
    """The place (line:column) of a bar after the opening bracket, which may be a misprint of its partner."""
    for token in tokens:
        if token.start > opened.start and token.text in BARS:
            line, column = token.source.position(token.start)
            return f"{line}:{column}"
    return ""
