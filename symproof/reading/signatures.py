"""Left sides of declarations and definitions: a name with brackets of names, the ways to write an operator."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from symproof.reading.brackets import check_brackets
from symproof.reading.failure import fail
from symproof.reading.names import (
    canonical_name,
    is_base,
    name_of,
    parse_name,
    read_scripts,
    read_symbol,
    split_head,
)
from symproof.reading.tokens import Token, span_of, split_at
from symproof.theory.frozen import dataclass
from symproof.theory.notation import INFIX
from symproof.theory.span import Span


@dataclass(frozen=True)
class Signature:
    """The left side of a declaration or definition: ``m[f,\\rho](i,h)``, ``N(i,h_1)``, ``L_h[\\rho](i,j)``.

    ``brackets``: the names in each bracket with their spans, nested tuples flattened;
    ``actor``: for ``L_h[\\rho](...)`` the name h, and then ``name`` is that of ``\\rho``;
    ``head``: the head index, where it was asked for and the name carries it.
    """

    name: str
    span: Span
    brackets: tuple[tuple[tuple[str, Span], ...], ...] = ()
    actor: str | None = None
    head: str | None = None


def read_signature(tokens: list[Token], action: str = "L", head: str | None = None) -> Signature:
    """Read the left side of a declaration; raises Malformed E101, E102, E104."""
    check_brackets(tokens)
    tokens = _opened(tokens)
    cut = next((n for n, token in enumerate(tokens) if token.text in ("(", "[")), len(tokens))
    cut = _outside_scripts(tokens, cut)
    if cut == 0:
        fail("E102", tokens[0].span, found=tokens[0].text, expected=("a name",))
    named, rest = tokens[:cut], tokens[cut:]
    brackets = brackets_of(rest)
    name = name_of(named)
    if brackets and action == str(name._replace(sub="")) and name.sub and len(brackets[0]) == 1:
        symbol = brackets[0][0][0]
        return Signature(symbol, span_of(named), tuple(brackets[1:]), actor=str(parse_name(name.sub)))
    if head is not None:
        plain, carries = split_head(named, head)
        return Signature(plain, span_of(named), tuple(brackets), head=head if carries else None)
    return Signature(str(name), span_of(named), tuple(brackets))


def _opened(tokens: list[Token]) -> list[Token]:
    """``(T_gf)(i)`` as ``T_g[f](i)``, ``(a \\star b)(i)`` as ``\\star[a,b](i)``."""
    parts = single_names(tokens)
    if _is_between(parts):
        return _called(parts, *_brackets(tokens))
    if len(parts) == 2 and len(parts[0]) > 1 and all(is_base(part[0]) for part in parts):  # T_gf
        opened, closed = _brackets(tokens)
        return [*parts[0], opened, *parts[1], closed]
    end = bracket_end(tokens, 0) if tokens and tokens[0].text in ("(", "[") else 0
    inner = tokens[1:end]
    if not inner or any(token.text == "," for token in inner):
        return tokens
    opened, closed = (replace(tokens[n], text=text) for n, text in ((0, "["), (end, "]")))
    parts = single_names(inner)
    if _is_between(parts):
        return [*_called(parts, opened, closed), *tokens[end + 1 :]]
    if len(parts) == 2:
        return [*parts[0], opened, *parts[1], closed, *tokens[end + 1 :]]
    if len(parts) > 4 and parts[1][0].text == "(" and parts[-2][-1].text == ")" and is_base(parts[-1][0]):
        return [*chain.from_iterable(parts[:-1]), opened, *parts[-1], closed, *tokens[end + 1 :]]  # (T(g)f)(i)
    return tokens


def _brackets(tokens: list[Token]) -> tuple[Token, Token]:
    """Brackets that nobody wrote, at the place of the last token."""
    return replace(tokens[-1], kind="open", text="["), replace(tokens[-1], kind="close", text="]")


def _is_between(parts: list[list[Token]]) -> bool:
    """Is it ``a \\star b``?"""
    return len(parts) == 3 and parts[1][0].text in (*INFIX, "*")


def _called(parts: list[list[Token]], opened: Token, closed: Token) -> list[Token]:
    """``a \\star b`` as ``\\star[a,b]``."""
    left, sign, right = parts
    name = [replace(sign[0], kind="command", text="\\ast")] if sign[0].text == "*" else sign
    return [*name, opened, *left, replace(sign[0], kind="symbol", text=","), *right, closed]


def single_names(tokens: list[Token]) -> list[list[Token]]:
    """The tokens cut before each symbol that a name may begin with; scripts and brackets stay with what they follow."""
    parts: list[list[Token]] = []
    at = 0
    while at < len(tokens):
        start = at
        at = read_symbol(tokens, at)[1] if is_base(tokens[at]) else at + 1
        at = max(at, read_scripts(tokens, at).end)
        parts.append(tokens[start:at])
    return parts


def _outside_scripts(tokens: list[Token], cut: int) -> int:
    """The first opening bracket that does not stand inside braces."""
    depth = 0
    for n, token in enumerate(tokens):
        depth += (token.kind == "begin") - (token.kind == "end")
        if depth == 0 and token.text in ("(", "[") and n >= cut:
            return n
    return len(tokens)


def brackets_of(tokens: list[Token]) -> list[tuple[tuple[str, Span], ...]]:
    """The names in each bracket or subscript behind a name, with their spans. Raises Malformed E102."""
    brackets: list[tuple[tuple[str, Span], ...]] = []
    at = 0
    while at < len(tokens):
        if tokens[at].text == "_":
            script = read_scripts(tokens, at)
            brackets.append(((script.subs[0].text, span_of(tokens[at : script.end])),))
            at = script.end
            continue
        if tokens[at].text not in ("(", "["):
            fail("E102", tokens[at].span, found=tokens[at].text, expected=("a bracket with names",))
        end = bracket_end(tokens, at)
        brackets.append(tuple(_names_in(tokens[at + 1 : end], tokens[at])))
        at = end + 1
    return brackets


def bracket_end(tokens: list[Token], at: int) -> int:
    """The place of the token that closes the bracket at ``at``; the last one where none does."""
    depth = 0
    for n in range(at, len(tokens)):
        depth += (tokens[n].kind in ("open", "begin")) - (tokens[n].kind in ("close", "end"))
        if depth == 0:
            return n
    return len(tokens) - 1


def _names_in(tokens: list[Token], opened: Token) -> list[tuple[str, Span]]:
    """The names between commas; tuples inside are flattened."""
    names: list[tuple[str, Span]] = []
    for part in split_at(tokens, ","):
        if not part:
            fail("E103", opened.span, expected=("a name",))
        if part[0].text == "(" and bracket_end(part, 0) == len(part) - 1:
            names.extend(_names_in(part[1:-1], part[0]))
        else:
            names.append((canonical_name(part), span_of(part)))
    return names
