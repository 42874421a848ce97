"""Positions that are counted: ``[n]``, ``\\{1, \\dots, n\\}``, ``\\sum_{j=1}^n`` for the set on which the group acts.

The set keeps one name, and ``n`` is its size; the order of the numbers means nothing.
"""

from __future__ import annotations

from dataclasses import replace

from symproof.reading.names import Script, is_base
from symproof.reading.tokens import Token
from symproof.theory.setting import Roles

DOTS = ("\\dots", "\\ldots", "\\cdots", "\\dotsc")
BEFORE = ("\\in", "\\times", ":", "\\colon", "(", "{", "|", "\\lvert", "=", "\\subseteq", "\\subset", ",", "\\to")


def counted(tokens: list[Token]) -> str:
    """The n of ``[n]`` or ``\\{1, \\dots, n\\}``; empty for any other tokens."""
    found = _range_at(tokens, 0)
    return found[0] if found is not None and found[1] == len(tokens) else ""


def _range_at(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """The n of a range that begins at ``at``, and the index after it."""
    if tokens[at].text == "[" and [token.kind for token in tokens[at + 2 : at + 3]] == ["close"]:
        return (tokens[at + 1].text, at + 3) if is_base(tokens[at + 1]) and tokens[at + 2].text == "]" else None
    if tokens[at].text != "\\{":
        return None
    end = next((n for n in range(at, len(tokens)) if tokens[n].text == "\\}"), at)
    texts = [token.text for token in tokens[at + 1 : end] if token.text != ","]
    dots = next((n for n, text in enumerate(texts) if text in DOTS), 0)
    plain = texts[:dots] in (["1"], ["1", "2"]) and len(texts) == dots + 2 and is_base(tokens[end - 1])
    return (texts[-1], end + 1) if plain else None


def with_sets(tokens: list[Token], roles: Roles) -> list[Token]:
    """The ranges that are the positions as one word, the name of these."""
    if not roles.count:
        return tokens
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        found = _range_at(tokens, at) if not out or out[-1].text in BEFORE else None
        if found is not None and found[0] == roles.count:
            first, last = tokens[at], tokens[found[1] - 1]
            out.append(replace(first, kind="word", text=roles.positions, end=max(first.end, last.end)))
            at = found[1]
        else:
            out.append(tokens[at])
            at += 1
    return out


def as_membership(below: Script, above: Script, roles: Roles) -> Script | None:
    """``_{j=1}`` under a sum with ``^n`` as ``_{j \\in [n]}``; None for another range."""
    texts = [token.text for token in below.tokens]
    if not roles.count or texts[-2:] != ["=", "1"] or len(texts) < 3 or above.text != roles.count:
        return None
    sign = replace(below.tokens[-2], kind="command", text="\\in")
    return replace(below, tokens=(*below.tokens[:-2], sign, replace(sign, kind="word", text=roles.positions)))
