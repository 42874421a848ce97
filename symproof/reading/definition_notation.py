"""Definitions as tokens: the signs that define, and ``m : f \\mapsto E``, ``gf`` for ``i \\mapsto E``."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from symproof.reading.carriers import COLON, spelled
from symproof.reading.names import is_base
from symproof.reading.signatures import single_names
from symproof.reading.tokens import Token

DEFINED = (":=", r"\coloneqq", r"\coloneq", r"\defeq", r"\eqdef", r"\triangleq", r"\equiv", r"\doteq")
MAPS_TO = (r"\mapsto", r"\longmapsto")


def as_equation(tokens: list[Token]) -> list[Token]:
    """``m : f \\mapsto E`` and ``T_g : f \\mapsto f \\circ g^{-1}`` as ``m[f] := E``."""
    colon = next((n for n, token in enumerate(tokens) if token.text in COLON), 0)
    arrow = next((n for n, token in enumerate(tokens) if token.text in MAPS_TO), 0)
    parameters = tokens[colon + 1 : arrow]
    if not 0 < colon < arrow - 1 or any(token.text in DEFINED for token in tokens):
        return tokens
    sign = replace(tokens[arrow], kind="symbol", text=":=")
    if parameters[0].text in ("(", "["):
        return [*tokens[:colon], *parameters, sign, *tokens[arrow + 1 :]]
    opened, closed = (replace(sign, kind=kind, text=text) for kind, text in (("open", "["), ("close", "]")))
    return [*tokens[:colon], opened, *parameters, closed, sign, *tokens[arrow + 1 :]]


def spellings(tokens: list[Token]) -> frozenset[str]:
    """The spellings of all that may be a name among the tokens: ``f``, ``\\hat f`` and so on."""
    parts = [part for part in single_names(tokens) if is_base(part[0])]
    plain = {spelled(list(takewhile(lambda token: token.kind != "script", part))) for part in parts}
    return frozenset(plain | {token.text for token in tokens})


def as_map(left: list[Token], body: list[Token]) -> tuple[list[Token], list[Token]]:
    """``gf`` for ``i \\mapsto E`` as ``(gf)(i)`` for ``E``."""
    arrow = next((n for n, token in enumerate(body) if token.text in MAPS_TO), 0)
    inner = body[1 : arrow - 1] if body[0].text == "(" else body[:arrow]
    if not arrow or not inner or any(token.kind in ("open", "close") for token in inner):
        return left, body
    opened, closed = (replace(body[arrow], kind=kind, text=text) for kind, text in (("open", "("), ("close", ")")))
    names = left if len(single_names(left)) == 1 else [opened, *left, closed]
    return [*names, opened, *inner, closed], body[arrow + 1 :]
