"""The parser: LALR(1) over the terminals of ``lexemes``, every token consumed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NoReturn

from symproof.reading.brackets import check_brackets
from symproof.reading.failure import fail
from symproof.reading.lexemes import Lexeme, Lexer
from symproof.reading.scope import Scope
from symproof.reading.slips import slip
from symproof.reading.syntax import (
    BarsNode,
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
from symproof.reading.table import Reduction, Table, table
from symproof.reading.tokens import Token

END = "$END"
MAX_KEPT = 50  # formulas kept under one vocabulary
MAX_KEPT_TOKENS = 400  # of one formula that is kept
WORDS = {
    "NAME": "a name", "NUMBER": "a number", "BULLET": "\\bullet", "EXP": "\\exp", "LPAR": "(", "RPAR": ")",
    "LBRACK": "[", "RBRACK": "]", "LCURLY": "\\{", "RCURLY": "\\}", "LBRACE": "{", "RBRACE": "}",
    "LANGLE": "\\langle", "RANGLE": "\\rangle", "FRAC": "\\frac", "SQRT": "\\sqrt", "ARGUMENT": "{",
    "END_ARGUMENT": "}", "BIG": "\\sum or \\bigcup", "SUB": "a subscript", "SUP": "a superscript",
    "END_SCRIPT": "the end of the script", "END_BAR": "the closing bar", "COMMA": "a comma", "IN": "\\in",
    "SIGN": "+ or -", "OPERATOR": "an operator such as \\cdot", "$END": "the end of the formula",
}  # fmt: skip
OPERAND = frozenset(("NAME", "NUMBER", "LPAR", "LANGLE", "FRAC"))
OPERAND_ONLY = OPERAND | {"BULLET", "EXP", "LBRACK", "LCURLY", "LBRACE", "SQRT", "BAR", "BIG"}


def parse(tokens: list[Token], scope: Scope) -> Tree:
    """The syntax tree of one term; the same tokens are parsed once under one vocabulary.

    Raises Malformed: E101 brackets, E102 unexpected symbol, E103 truncated, E104 scripts,
    E105 unknown command, E210 too large.
    """
    kept, key = scope.vocabulary.trees, tuple(map(id, tokens))
    if key in kept:
        return kept[key][0]
    check_brackets(tokens)
    tree = _parse(Lexer(scope.vocabulary).lexemes(tokens), tokens)
    if len(kept) < MAX_KEPT and len(tokens) <= MAX_KEPT_TOKENS:
        kept[key] = tree, tokens  # with the tokens, so that their ids stay theirs
    return tree


def _parse(lexemes: list[Lexeme], tokens: list[Token]) -> Tree:
    """Run the table over the lexemes."""
    known = table()
    actions, end = known.actions, known.end
    states: list[int] = [known.start]
    values: list[Any] = []
    for lexeme in (*lexemes, Lexeme(END, tokens[-1], tokens[-1])):
        kind, state = lexeme.type, states[-1]
        action = actions[state].get(kind)
        while action.__class__ is Reduction and state != end:
            size, origin, rule = action
            build = RULES.get(rule)
            if build is not None:
                values[-size:] = (build(values[-size:]),)
            state = _after(states[-1 - size], origin, kind)
            states[-size:] = (state,)
            action = actions[state].get(kind)
        if action is None and state != end:
            _unexpected(lexeme, _acceptable(states), tokens)
        states.append(action)  # type: ignore[arg-type]
        values.append(lexeme)
    tree: Tree = values[-2]
    return tree


@cache
def _after(before: int, origin: str, kind: str) -> int:
    """The state after ``origin``, begun in ``before``, once all rules that leave it as it is are through.

    ``kind`` is the terminal that follows.
    """
    known = table()
    state = known.gotos[before][origin]
    while state != known.end and isinstance(action := known.actions[state].get(kind), Reduction):
        if action.size > 1 or action.rule in RULES:
            break
        state = known.gotos[before][action.origin]
    return state


def _acceptable(states: list[int]) -> set[str]:
    """The terminals with which the formula could go on."""
    return {kind for kind in table().actions[states[-1]] if _goes_on(table(), list(states), kind)}


def _goes_on(table: Table, states: list[int], kind: str) -> bool:
    """Is the terminal shifted in the end (or the formula complete)?"""
    while isinstance(action := table.actions[states[-1]].get(kind), Reduction):
        del states[-action.size :]
        states.append(table.gotos[states[-1]][action.origin])
        if states[-1] == table.end:
            return kind == END
    return action is not None


def _unexpected(lexeme: Lexeme, acceptable: set[str], tokens: list[Token]) -> NoReturn:
    """E103 at the end of a formula, a script or a bracket, E102 elsewhere."""
    expected = _in_words(acceptable)
    if lexeme.type == END:
        fail("E103", tokens[-1].span, expected=expected)
    if lexeme.type == "RELATION":
        inside = "brackets" if _inside(lexeme.first, tokens) else ""
        fail("E102", lexeme.first.span, found=lexeme.first.text, expected=expected, inside=inside)
    fail("E102", lexeme.first.span, found=lexeme.first.text, expected=expected, **slip(lexeme.first, tokens))


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
        first=lexeme.first, last=lexeme.last, name=match.name, text=match.text, known=match.known,
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
        first=opened.first,
        last=closed.last,
        bracket=opened.first.text,
        entries=tuple(entries),
    )


def _pairing(children: list[Any]) -> Tree:
    opened, entries, closed = children
    return PairingNode(first=opened.first, last=closed.last, entries=tuple(entries))


def _fraction(children: list[Any]) -> Tree:
    command, _, above, _, _, below, closed = children
    return FractionNode(first=command.first, last=closed.last, above=above, below=below)


def _root(children: list[Any]) -> Tree:
    command, _, radicand, closed = children
    return RootNode(first=command.first, last=closed.last, radicand=radicand)


def _bars(children: list[Any]) -> Tree:
    opened, inner, closed = children
    return BarsNode(first=opened.first, last=closed.last, norm=opened.payload, inner=inner)


def _script(children: list[Any]) -> ScriptNode:
    mark, entries, end = children
    return ScriptNode(first=mark.first, last=end.last, kind=mark.first.text, entries=tuple(entries))


def _scripted(children: list[Any]) -> Tree:
    base, scripts = children
    last = max((base.last, *(script.last for script in scripts)), key=lambda token: token.end)
    return ScriptedNode(first=base.first, last=last, base=base, scripts=tuple(scripts))


def _operator(lexeme: Lexeme) -> OperatorNode:
    return OperatorNode(first=lexeme.first, last=lexeme.last, text=lexeme.first.text)


def _run(children: list[Any]) -> Run:
    """Items and operators in a row, in a list that grows."""
    first = children[0]
    items = first if isinstance(first, Run) else Run((first,))
    for part in children[1:]:
        items.append(_operator(part) if isinstance(part, Lexeme) else part)
    return items


def _product(children: list[Any]) -> Tree:
    items: tuple[Tree, ...] = tuple(_run(children))
    return ProductNode(first=items[0].first, last=items[-1].last, items=items)


def _big(children: list[Any]) -> Tree:
    operator, body = children[0], children[-1]
    scripts = children[1] if len(children) > 2 else ()
    first: Token = operator.first
    return BigNode(first=first, last=body.last, kind=first.text, scripts=tuple(scripts), body=body)


def _element(children: list[Any]) -> Tree:
    element, _, domain = children
    return ElementNode(first=element.first, last=domain.last, element=element, domain=domain)


def _sign(lexeme: Lexeme) -> str:
    return "+" if lexeme.first.text == "+" else "-"


def _signed_term(children: list[Any]) -> Tree:
    sign, part = children
    if _sign(sign) == "+":
        return part  # type: ignore[no-any-return]
    return SumNode(first=sign.first, last=part.last, parts=(("-", part),))


def _longer_term(children: list[Any]) -> Tree:
    left, sign, part = children
    parts = left.parts if isinstance(left, SumNode) else (("+", left),)
    return SumNode(first=left.first, last=part.last, parts=(*parts, (_sign(sign), part)))


class Run(list[Tree]):
    """A product while it grows."""


def _another(children: list[Any]) -> list[Tree]:
    """One more script or entry, in a list that grows."""
    items: list[Tree] = children[0]
    items.append(children[-1])
    return items


RULES: dict[str, Callable[[list[Any]], Any]] = {  # the others have one part and leave it as it is
    "signed_term": _signed_term,
    "longer_term": _longer_term,
    "product": _product,
    "run": _run,
    "scripted": _scripted,
    "big": _big,
    "script": _script,
    "first": list,
    "another": _another,
    "element": _element,
    "atom": lambda children: _leaf(children[0]),
    "group": _group,
    "pairing": _pairing,
    "fraction": _fraction,
    "root": _root,
    "bars": _bars,
}
