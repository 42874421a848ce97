"""What somebody may have meant by a symbol that cannot stand where it stands: facts for a message, never a reading."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from symproof.reading.tokens import Token

OPERATORS = ("\\sum", "\\bigcup")


def slip(token: Token, tokens: Sequence[Token]) -> dict[str, Any]:
    """``slip``: its kind; ``sign``: what it is about. Empty where nothing is suspected.

    ``script``: TeX takes one symbol into a script; ``condition``: what a sum runs over stands beside it;
    ``decimal``: a comma for a point; ``list``: several terms or equations in one formula; ``letter``: one of another
    alphabet, by its name.
    """
    at = next((n for n, other in enumerate(tokens) if other is token), 0)
    before = tokens[at - 1] if at else None
    letter = foreign(token.text)
    if letter:
        return {"slip": "letter", "sign": letter}
    if before is not None and before.kind == "script" and token.text in ("-", "+", "("):
        return {"slip": "script", "sign": before.text}
    if token.text == "\\in" and _open(tokens[:at]) == 0 and any(other.text in OPERATORS for other in tokens[:at]):
        return {"slip": "condition", "sign": next(o.text for o in reversed(tokens[:at]) if o.text in OPERATORS)}
    if token.text == "," and before is not None and before.kind == "digit" and tokens[at + 1 :]:
        after = tokens[at + 1]
        if after.kind == "digit" and (before.end, token.end) == (token.start, after.start):
            return {"slip": "decimal", "sign": f"{before.text}.{after.text}"}
    if token.text == "," and _open(tokens[:at]) == 0:
        return {"slip": "list", "sign": ","}
    return {}


def foreign(text: str) -> str:
    """The Unicode name of a letter that no keyboard with Latin letters types; empty for others."""
    if len(text) != 1 or text.isascii():
        return ""
    return unicodedata.name(text, f"U+{ord(text):04X}").lower()


def _open(tokens: Sequence[Token]) -> int:
    opened = sum(token.kind in ("open", "begin") for token in tokens)
    return opened - sum(token.kind in ("close", "end") for token in tokens)
