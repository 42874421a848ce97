"""Positions that are counted: ``[n]``, ``\\{1, \\dots, n\\}``, ``\\sum_{j=1}^n`` for the set on which the group acts.

The set keeps one name, and ``n`` is its size; the order of the numbers means nothing. A set that the document
gives a name to, ``N(i) := S \\setminus \\{i\\}``, is written out wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from symproof.reading.names import Script, is_base, parse_name, read_scripts, read_symbol
from symproof.reading.signatures import bracket_end
from symproof.reading.source import Source
from symproof.reading.tokens import Token, split_at, tokenize
from symproof.theory.setting import NamedSet, Roles

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
    """The ranges that are the positions as one word, the name of these; names of sets written out."""
    tokens = with_names_of_sets(tokens, roles.sets) if roles.sets else tokens
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


def with_names_of_sets(tokens: list[Token], sets: Iterable[NamedSet]) -> list[Token]:
    """``N(gi)`` as ``S \\setminus \\{gi\\}`` where N is the name of such a set."""
    out: list[Token] = []
    at = 0
    known = {parse_name(one.name).base: one for one in sets}
    while at < len(tokens):
        found = _set_at(tokens, at, known) if is_base(tokens[at]) else None
        if found is None:
            out.append(tokens[at])
            at += 1
        else:
            body, at = found
            out.extend(body)
    return out


def _set_at(tokens: list[Token], at: int, known: Mapping[tuple[str, ...], NamedSet]) -> tuple[list[Token], int] | None:
    symbols, after, _ = read_symbol(tokens, at)
    named = known.get(symbols)
    if named is None or after >= len(tokens):
        return None
    if tokens[after].text == "(":
        end = bracket_end(tokens, after)
        arguments, end = split_at(tokens[after + 1 : end], ","), end + 1
    elif tokens[after].text == "_":
        scripts = read_scripts(tokens, after)
        arguments, end = split_at(list(scripts.subs[0].tokens), ","), scripts.end
    else:
        return None
    if len(arguments) != len(named.parameters):
        return None
    return _written(named, arguments, tokens[at]), end


def _written(named: NamedSet, arguments: list[list[Token]], place: Token) -> list[Token]:
    """The set with its arguments, as if it stood at the place."""
    body = tokenize(Source("", named.text), 0, len(named.text))
    out: list[Token] = []
    for token in body:
        value = next((a for name, a in zip(named.parameters, arguments, strict=True) if name == token.text), None)
        here = replace(place, kind=token.kind, text=token.text)
        out.extend([here] if value is None else value)
    return out


def as_membership(below: Script, above: Script, roles: Roles) -> Script | None:
    """``_{j=1}`` under a sum with ``^n`` as ``_{j \\in [n]}``; None for another range."""
    texts = [token.text for token in below.tokens]
    if not roles.count or texts[-2:] != ["=", "1"] or len(texts) < 3 or above.text != roles.count:
        return None
    sign = replace(below.tokens[-2], kind="command", text="\\in")
    return replace(below, tokens=(*below.tokens[:-2], sign, replace(sign, kind="word", text=roles.positions)))
