"""Sorts as declarations write them: ``S \\to F``, ``U^{[H]}``, ``\\mathbb{R}^{m \\times n}``."""

from __future__ import annotations

from symproof.reading.brackets import check_brackets
from symproof.reading.failure import fail, nearest_names
from symproof.reading.names import Name, Script, name_of, read_name, read_scripts
from symproof.reading.scope import Scope
from symproof.reading.tokens import Token, span_of, split_at
from symproof.terms import (
    HEAD,
    NATURAL,
    REAL,
    Arrow,
    Family,
    H,
    MatrixSort,
    RealVectors,
    S,
    Sort,
    Term,
    V,
    is_feature,
)
from symproof.theory.setting import Setting
from symproof.theory.span import NOWHERE, Span

ARROWS = ("\\to", "\\rightarrow", "\\longrightarrow")
TIMES = "\\times"


def read_sort(tokens: list[Token], setting: Setting, at: Span = NOWHERE) -> Sort:
    """Read ``V \\times \\mathcal{H} \\to F``, ``U^{[H]}``, ``\\mathbb{R}^{m \\times n}``, ``L_F(S)``, ...

    Feature spaces are looked up in ``setting.spaces``. Raises Malformed E101 to E103, E201.
    """
    if not tokens:
        fail("E103", at, expected=("a set",))
    check_brackets(tokens)
    parts = split_at(tokens, *ARROWS)
    sort = _codomain(parts[-1], setting, tokens)
    for part in reversed(parts[:-1]):
        sort = Arrow(tuple(_domain(part, setting, tokens)), sort)
    return sort


def _codomain(tokens: list[Token], setting: Setting, whole: list[Token]) -> Sort:
    factors = split_at(tokens, TIMES)
    if len(factors) > 1:
        fail("E102", span_of(tokens), found=TIMES, expected=("one set",))
    return _one(factors[0], setting, whole)


def _domain(tokens: list[Token], setting: Setting, whole: list[Token]) -> list[Sort]:
    """The factors of a product; products in brackets are flattened."""
    sorts: list[Sort] = []
    for factor in split_at(tokens, TIMES):
        inner = _inner(factor)
        if inner is not None and len(split_at(inner, *ARROWS)) == 1:
            sorts.extend(_domain(inner, setting, whole))
        elif (power := _cartesian_power(factor)) is not None:
            base, count = power
            sorts.extend(_domain(base, setting, whole) * count)
        else:
            sorts.append(_one(factor, setting, whole))
    return sorts


def _inner(tokens: list[Token]) -> list[Token] | None:
    """What stands in a pair of brackets that encloses all."""
    if len(tokens) < 2 or tokens[0].text not in ("(", "{"):
        return None
    depth = 0
    for n, token in enumerate(tokens):
        depth += (token.kind in ("open", "begin")) - (token.kind in ("close", "end"))
        if depth == 0:
            return tokens[1:-1] if n == len(tokens) - 1 else None
    return None


def _cartesian_power(tokens: list[Token]) -> tuple[list[Token], int] | None:
    """``S^2``, but not ``\\mathbb{R}^2``."""
    if len(tokens) >= 3 and tokens[-2].text == "^" and tokens[-1].text in "23" and tokens[0].text != "\\mathbb":
        return tokens[:-2], int(tokens[-1].text)
    return None


def _one(tokens: list[Token], setting: Setting, whole: list[Token]) -> Sort:
    if not tokens:
        fail("E103", span_of(whole), expected=("a set",))
    inner = _inner(tokens)
    if inner is not None:
        return read_sort(inner, setting, span_of(tokens))
    if "".join(token.text for token in tokens) == setting.roles.heads:
        return HEAD
    if (functions := _function_space(tokens, setting)) is not None:
        return functions
    return _named(tokens, setting)


def _function_space(tokens: list[Token], setting: Setting) -> Sort | None:
    """``L_F(S)``: the functions S -> F."""
    if tokens[0].text != "L" or len(tokens) < 5 or tokens[1].text != "_":
        return None
    name, after = read_name(tokens)
    argument = _inner(tokens[after:])
    if argument is None or not name.sub:
        return None
    codomain = read_sort(list(read_scripts(tokens, 1).subs[0].tokens), setting)
    return Arrow(tuple(_domain(argument, setting, tokens)), codomain)


def _named(tokens: list[Token], setting: Setting) -> Sort:
    """A role or a space, perhaps with an exponent."""
    base, exponent = _exponent(tokens)
    if exponent is not None and (inner := _inner(base)) is not None:
        return _family(read_sort(inner, setting), exponent, setting)
    roles = setting.roles
    name = str(name_of(base)) if exponent is not None else _whole_name(tokens)
    if name == "\\mathbb{R}":
        return REAL if exponent is None else _numbers(exponent, setting)
    known = {roles.positions: S, roles.group: H, roles.module: V, "\\mathbb{N}": NATURAL, roles.heads: HEAD}
    sort = setting.spaces.get(name, known.get(name))
    if sort is None:
        fail("E201", span_of(tokens), nearest_names(name, [*setting.spaces, *known]), name=name, what="set")
    if exponent is None:
        return sort
    return _family(sort, exponent, setting)


def _whole_name(tokens: list[Token]) -> str:
    name: Name = name_of(tokens)
    return str(name)


def _exponent(tokens: list[Token]) -> tuple[list[Token], Script | None]:
    """The base and its superscript, unless the superscript is a word of the name."""
    depth = 0
    for n, token in enumerate(tokens):
        depth += (token.kind in ("open", "begin")) - (token.kind in ("close", "end"))
        if depth == 0 and token.text == "^" and n > 0:
            scripts = read_scripts(tokens, n)
            script = scripts.sups[0] if scripts.sups else None
            formula = script is not None and (tokens[0].text == "\\mathbb" or "[" in script.text)
            if formula and scripts.end == len(tokens):
                return tokens[:n], script
    return tokens, None


def _family(space: Sort, exponent: Script, setting: Setting) -> Sort:
    """``U^{[H]}``, ``(\\mathbb{R}^{d})^{[H]}``."""
    if not is_feature(space) or "".join(token.text for token in exponent.tokens) != setting.roles.heads:
        fail("E102", span_of(list(exponent.tokens)), found=exponent.text, expected=(setting.roles.heads,))
    return Family(space)


def _numbers(exponent: Script, setting: Setting) -> Sort:
    """``\\mathbb{R}^{d}``, ``\\mathbb{R}^{m \\times n}``."""
    sizes = [_dimension(part, setting, exponent) for part in split_at(list(exponent.tokens), TIMES)]
    if len(sizes) == 1:
        return RealVectors(sizes[0])
    if len(sizes) != 2:
        fail("E102", span_of(list(exponent.tokens)), found=exponent.text, expected=("rows \\times columns",))
    return MatrixSort(*sizes)


def _dimension(tokens: list[Token], setting: Setting, exponent: Script) -> Term:
    from symproof.reading.elaborate import read_dimension  # which offers read_sort beside it

    return read_dimension(tokens, Scope(setting), exponent.first.span).term
