"""The parser: LALR(1) over the terminals of ``lexemes``, built once, every token consumed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from symproof.reading.brackets import check_brackets
from symproof.reading.failure import fail
from symproof.reading.lexemes import Lexeme, Lexer
from symproof.reading.scope import Scope
from symproof.reading.syntax import (
    BigNode,
    BulletNode,
    ElementNode,
    ExpNode,
    FractionNode,
    GroupNode,
    NameNode,
    NumberNode,
    OperatorNode,
    PairingNode,
    ProductNode,
    RootNode,
    ScriptedNode,
    ScriptNode,
    SumNode,
    Tree,
)
from symproof.reading.tokens import Token

if TYPE_CHECKING:
    import lark

WORDS = {
    "NAME": "a name", "NUMBER": "a number", "BULLET": "\\bullet", "EXP": "\\exp", "LPAR": "(", "RPAR": ")",
    "LBRACK": "[", "RBRACK": "]", "LCURLY": "\\{", "RCURLY": "\\}", "LBRACE": "{", "RBRACE": "}",
    "LANGLE": "\\langle", "RANGLE": "\\rangle", "FRAC": "\\frac", "SQRT": "\\sqrt", "ARGUMENT": "{",
    "END_ARGUMENT": "}", "BIG": "\\sum or \\bigcup", "SUB": "a subscript", "SUP": "a superscript",
    "END_SCRIPT": "the end of the script", "COMMA": ",", "IN": "\\in", "SIGN": "+ or -",
    "OPERATOR": "an operator such as \\cdot", "$END": "the end of the formula",
}  # fmt: skip
OPERAND = frozenset(("NAME", "NUMBER", "LPAR", "LANGLE", "FRAC"))
OPERAND_ONLY = OPERAND | {"BULLET", "EXP", "LBRACK", "LCURLY", "LBRACE", "SQRT", "BIG"}


def parse(tokens: list[Token], scope: Scope) -> Tree:
    """The syntax tree of one term.

    Raises Malformed: E101 brackets, E102 unexpected symbol, E103 truncated, E104 scripts,
    E105 unknown command, E210 too large.
    """
    check_brackets(tokens)
    lexemes = Lexer(scope).lexemes(tokens)
    return _parse(lexemes, tokens)


def _parse(lexemes: list[Lexeme], tokens: list[Token]) -> Tree:
    from lark.exceptions import UnexpectedToken

    try:
        tree: Tree = cast(Any, parser()).parse(lexemes)
    except UnexpectedToken as error:
        _unexpected(error, tokens)
    return tree


def _unexpected(error: lark.UnexpectedToken, tokens: list[Token]) -> None:
    """E103 at the end of a formula, a script or a bracket, E102 elsewhere."""
    expected = _in_words(set(error.accepts or error.expected))
    if error.token.type == "$END":
        fail("E103", tokens[-1].span, expected=expected)
    lexeme: Lexeme = error.token.value
    if lexeme.type == "RELATION":
        inside = "brackets" if _inside(lexeme.first, tokens) else ""
        fail("E102", lexeme.first.span, found=lexeme.first.text, expected=expected, inside=inside)
    fail("E102", lexeme.first.span, found=lexeme.first.text, expected=expected)


def _inside(token: Token, tokens: list[Token]) -> bool:
    """Does a token stand inside brackets?"""
    before = tokens[: next(n for n, other in enumerate(tokens) if other is token)]
    opened = sum(other.kind in ("open", "begin") for other in before)
    return opened > sum(other.kind in ("close", "end") for other in before)


def _in_words(terminals: set[str]) -> tuple[str, ...]:
    words = []
    if terminals >= OPERAND:
        words.append("a term")
        terminals = terminals - OPERAND_ONLY
    return (*words, *sorted(WORDS[name] for name in terminals if name in WORDS))


# --- building the tree: one function for each rule of the grammar --------------------------


def _name(lexeme: Lexeme) -> Tree:
    match = lexeme.payload
    return NameNode(
        first=lexeme.first, last=lexeme.last, name=match.name, text=str(match.name), known=match.known,
        variant_of=match.variant_of,
    )  # fmt: skip


def _leaf(lexeme: Lexeme) -> Tree:
    if lexeme.type == "NAME":
        return _name(lexeme)
    if lexeme.type == "NUMBER":
        return NumberNode(first=lexeme.first, last=lexeme.last, value=lexeme.payload)
    if lexeme.type == "EXP":
        return ExpNode(first=lexeme.first, last=lexeme.last)
    return BulletNode(first=lexeme.first, last=lexeme.last)


def _group(children: list[Any]) -> Tree:
    opened, entries, closed = children
    return GroupNode(
        first=opened.value.first,
        last=closed.value.last,
        bracket=opened.value.first.text,
        entries=tuple(entries),
    )


def _pairing(children: list[Any]) -> Tree:
    opened, entries, closed = children
    return PairingNode(first=opened.value.first, last=closed.value.last, entries=tuple(entries))


def _fraction(children: list[Any]) -> Tree:
    command, _, above, _, _, below, closed = children
    return FractionNode(first=command.value.first, last=closed.value.last, above=above, below=below)


def _root(children: list[Any]) -> Tree:
    command, _, radicand, closed = children
    return RootNode(first=command.value.first, last=closed.value.last, radicand=radicand)


def _script(children: list[Any]) -> ScriptNode:
    mark, entries, end = children
    return ScriptNode(
        first=mark.value.first, last=end.value.last, kind=mark.value.first.text, entries=tuple(entries)
    )


def _item(children: list[Any]) -> Tree:
    base, *scripts = children
    if not scripts:
        return base  # type: ignore[no-any-return]
    last = max((base.last, *(script.last for script in scripts)), key=lambda token: token.end)
    return ScriptedNode(first=base.first, last=last, base=base, scripts=tuple(scripts))


def _operator(token: Any) -> OperatorNode:
    lexeme: Lexeme = token.value
    return OperatorNode(first=lexeme.first, last=lexeme.last, text=lexeme.first.text)


def _run(children: list[Any]) -> list[Tree]:
    if isinstance(children[0], list):
        items: list[Tree] = children[0]
        rest = children[1:]
        items.extend(
            _operator(part) if hasattr(part, "value") and hasattr(part, "type") else part for part in rest
        )
        return items
    return [children[0]]


def _product(children: list[Any]) -> Tree:
    items: tuple[Tree, ...] = tuple(_run(children))
    if len(items) == 1:
        return items[0]
    return ProductNode(first=items[0].first, last=items[-1].last, items=items)


def _big(children: list[Any]) -> Tree:
    operator, *scripts, body = children
    first: Token = operator.value.first
    return BigNode(first=first, last=body.last, kind=first.text, scripts=tuple(scripts), body=body)


def _element(children: list[Any]) -> Tree:
    element, _, domain = children
    return ElementNode(first=element.first, last=domain.last, element=element, domain=domain)


def _sign(token: Any) -> str:
    return "+" if token.value.first.text == "+" else "-"


def _signed_term(children: list[Any]) -> Tree:
    sign, part = children
    if _sign(sign) == "+":
        return part  # type: ignore[no-any-return]
    return SumNode(first=sign.value.first, last=part.last, parts=(("-", part),))


def _longer_term(children: list[Any]) -> Tree:
    left, sign, part = children
    parts = left.parts if isinstance(left, SumNode) else (("+", left),)
    return SumNode(first=left.first, last=part.last, parts=(*parts, (_sign(sign), part)))


RULES: dict[str, Callable[[list[Any]], Any]] = {
    "start": lambda children: children[0],
    "term": lambda children: children[0],
    "signed_term": _signed_term,
    "longer_term": _longer_term,
    "product": _product,
    "run": _run,
    "item": _item,
    "big": _big,
    "script": _script,
    "entries": lambda children: [child for child in children if not hasattr(child, "type")],
    "plain_entry": lambda children: children[0],
    "element": _element,
    "atom": lambda children: _leaf(children[0].value),
    "group": _group,
    "pairing": _pairing,
    "fraction": _fraction,
    "root": _root,
}


@cache
def parser() -> lark.Lark:
    """The parser, built on first use (about 20 ms)."""
    from lark import Lark, Transformer
    from lark.lexer import Lexer as LarkLexer
    from lark.lexer import Token as LarkToken

    class Feed(LarkLexer):
        """Hands the lexemes on as lark's tokens."""

        def __init__(self, _conf: Any) -> None:
            pass

        def lex(self, data: Any, _state: Any = None) -> Iterator[LarkToken]:
            for lexeme in data:
                yield LarkToken(lexeme.type, lexeme)

    callbacks = {rule: staticmethod(build) for rule, build in RULES.items()}
    builder = type("Builder", (Transformer,), callbacks)
    grammar = files("symproof.reading").joinpath("formula.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer=Feed, transformer=builder(), keep_all_tokens=True)
