"""Quantifiers beside an equation: ``\\forall g \\in G`` says what "for all $g \\in G$" says in words.

They are taken out of the formula and put into words, before a colon and at the end of a row; where an
arrow stands in the row, or inside brackets, they would change what is claimed and stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from symproof.reading.scan import Inline, Region
from symproof.reading.sentences import Word
from symproof.reading.tokens import Token, split_at

ARROWS = frozenset(
    (r"\implies", r"\Rightarrow", r"\Longrightarrow", r"\iff", r"\Leftrightarrow", r"\Longleftrightarrow")
)
FORALL, SPACES = r"\forall", (r"\quad", r"\qquad")
SIGNS = frozenset((FORALL, *SPACES))  # one of them stands before what is quantified
OTHERS = frozenset((r"\exists", r"\nexists", r"\lnot", r"\neg"))  # these would be lost among the names


def without_quantifiers(tokens: list[Token]) -> tuple[list[Token], list[list[Token]]]:
    """The tokens of a row without ``\\forall g \\in G``, before a colon or at the end; and what these hold."""
    if SIGNS.isdisjoint([token.text for token in tokens]):
        return tokens, []
    at = next((n for n, token in enumerate(tokens) if token.text == FORALL), None)
    at = _remark(tokens) if at is None else at
    if at is None or not _stands_beside(tokens, at) or any(token.text in ARROWS for token in tokens):
        return tokens, []
    stops = (":", r"\quad", r"\qquad", "&", ".")
    ends = (n for n in range(at + 1, len(tokens)) if tokens[n].text in stops or tokens[n].kind == "text")
    stop = next(ends, len(tokens))
    before = tokens[:at]
    while before and (before[-1].text in (",", ";", ":", "(") or _is_space(before[-1])):
        before = before[:-1]
    closed = bool(tokens[len(before) : at]) and any(token.text == "(" for token in tokens[len(before) : at])
    said = [token for token in tokens[at + 1 : stop] if token.kind != "layout" and not (closed and token.text == ")")]
    if not said or any(token.text in OTHERS for token in said):
        return tokens, []
    after = tokens[stop + 1 :] if stop < len(tokens) and tokens[stop].text == ":" else tokens[stop:]
    rest, more = without_quantifiers([*before, *after])
    return rest, [_without_commas(said), *more]


def _remark(tokens: list[Token]) -> int | None:
    """Where ``\\quad i \\in S`` begins, which stands for ``\\forall i \\in S``."""
    depth = 0
    for n, token in enumerate(tokens):
        depth += (token.kind in ("open", "begin")) - (token.kind in ("close", "end"))
        if token.text == r"\in" and depth == 0:
            return next((m for m in reversed(range(n)) if tokens[m].text in SPACES), None)
    return None


def _is_space(token: Token) -> bool:
    return token.kind == "layout" and token.text != "&"


def _stands_beside(tokens: list[Token], at: int) -> bool:
    """Does a quantifier stand outside of all brackets, or in one of its own after a space?"""
    opened = [n for n, token in enumerate(tokens[:at]) if token.kind in ("open", "begin")]
    depth = len(opened) - sum(token.kind in ("close", "end") for token in tokens[:at])
    if depth != 1:
        return depth == 0
    own, last = all(token.kind == "layout" for token in tokens[opened[-1] + 1 : at]), opened[-1]
    return own and tokens[last].text == "(" and (last == 0 or tokens[last - 1].kind == "layout")


def _without_commas(tokens: list[Token]) -> list[Token]:
    while tokens and tokens[-1].text in (",", ";", "."):
        tokens = tokens[:-1]
    return tokens


def for_all(tokens: list[Token]) -> Iterator[Word]:
    """``for all`` with each ``i, j \\in S`` of a quantifier."""
    begun: list[Token] = []
    # "\\forall g \\in G, \\forall i \\in S" has one quantifier for each
    for part in split_at(tokens, ",", FORALL):
        begun.extend(part)
        if any(token.text == r"\in" for token in part):
            yield from _for_these(begun)
            begun = []
    if begun:
        yield from _for_these(begun)


def _for_these(tokens: list[Token]) -> Iterator[Word]:
    region = Region(tokens[0].source, tokens[0].start, max(token.end for token in tokens))
    for word in ("for", "all"):
        yield Word(word, region, text=word)
    yield Word("#", region, Inline(region, region), region.text)
