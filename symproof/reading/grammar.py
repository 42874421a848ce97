"""The parser: LALR(1) over the terminals of ``lexemes``, built once, every token consumed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NoReturn

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

END = "$END"
MAX_KEPT = 50  # formulas kept under one vocabulary
MAX_KEPT_TOKENS = 400  # of one formula that is kept
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
    table = tables()
    states, values = [table.start], []
    for lexeme in lexemes:
        kind = lexeme.type
        while (action := table.actions[states[-1]].get(kind)) is not None and not isinstance(action, int):
            _reduce(action, table, states, values)
        if action is None:
            _unexpected(lexeme, _acceptable(table, states), tokens)
        states.append(action)
        values.append(lexeme)
    while states[-1] != table.end:
        action = table.actions[states[-1]].get(END)
        if not isinstance(action, Reduction):
            _unexpected(None, _acceptable(table, states), tokens)
        _reduce(action, table, states, values)
    tree: Tree = values[-1]
    return tree


def _reduce(rule: Reduction, table: Tables, states: list[int], values: list[Any]) -> None:
    """Replace the parts of a rule on the stack by what it builds. No rule of the grammar is empty."""
    size = rule.size
    value = rule.build(values[-size:])
    del states[-size:], values[-size:]
    states.append(table.actions[states[-1]][rule.origin])  # type: ignore[arg-type]
    values.append(value)


def _acceptable(table: Tables, states: list[int]) -> set[str]:
    """The terminals with which the formula could go on."""
    return {kind for kind in table.actions[states[-1]] if kind in WORDS and _goes_on(table, list(states), kind)}


def _goes_on(table: Tables, states: list[int], kind: str) -> bool:
    """Is the terminal shifted in the end (or the formula complete)?"""
    while isinstance(action := table.actions[states[-1]].get(kind), Reduction):
        del states[-action.size :]
        states.append(table.actions[states[-1]][action.origin])  # type: ignore[arg-type]
        if kind == END and states[-1] == table.end:
            return True
    return action is not None


def _unexpected(lexeme: Lexeme | None, acceptable: set[str], tokens: list[Token]) -> NoReturn:
    """E103 at the end of a formula, a script or a bracket, E102 elsewhere."""
    expected = _in_words(acceptable)
    if lexeme is None:
        fail("E103", tokens[-1].span, expected=expected)
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


def _script(children: list[Any]) -> ScriptNode:
    mark, entries, end = children
    return ScriptNode(
        first=mark.first, last=end.last, kind=mark.first.text, entries=tuple(entries)
    )


def _item(children: list[Any]) -> Tree:
    base, *scripts = children
    if not scripts:
        return base  # type: ignore[no-any-return]
    last = max((base.last, *(script.last for script in scripts)), key=lambda token: token.end)
    return ScriptedNode(first=base.first, last=last, base=base, scripts=tuple(scripts))


def _operator(lexeme: Lexeme) -> OperatorNode:
    return OperatorNode(first=lexeme.first, last=lexeme.last, text=lexeme.first.text)


def _run(children: list[Any]) -> list[Tree]:
    if isinstance(children[0], list):
        items: list[Tree] = children[0]
        rest = children[1:]
        items.extend(_operator(part) if isinstance(part, Lexeme) else part for part in rest)
        return items
    return [children[0]]


def _product(children: list[Any]) -> Tree:
    items: tuple[Tree, ...] = tuple(_run(children))
    if len(items) == 1:
        return items[0]
    return ProductNode(first=items[0].first, last=items[-1].last, items=items)


def _big(children: list[Any]) -> Tree:
    operator, *scripts, body = children
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
    "entries": lambda children: [child for child in children if not isinstance(child, Lexeme)],
    "plain_entry": lambda children: children[0],
    "element": _element,
    "atom": lambda children: _leaf(children[0]),
    "group": _group,
    "pairing": _pairing,
    "fraction": _fraction,
    "root": _root,
}


# --- the table ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reduction:
    """A rule of the grammar: how many parts it takes, what it is called, what it builds of them."""

    size: int
    origin: str
    build: Callable[[list[Any]], Any]


@dataclass(frozen=True, slots=True)
class Tables:
    """The LALR(1) table: for each state and symbol the next state, or the rule that is complete."""

    actions: tuple[Mapping[str, int | Reduction], ...]
    start: int
    end: int


@cache
def tables() -> Tables:
    """The table, built on first use by lark (about 20 ms), which finds the grammar's conflicts."""
    from lark import Lark, Transformer
    from lark.lexer import Lexer as LarkLexer
    from lark.parsers.lalr_analysis import Shift

    class Unused(LarkLexer):
        """The lexemes come from elsewhere."""

        def __init__(self, _conf: Any) -> None:
            pass

        def lex(self, lexer_state: Any, parser_state: Any) -> NoReturn:
            raise NotImplementedError

    callbacks = {rule: staticmethod(build) for rule, build in RULES.items()}
    builder = type("Builder", (Transformer,), callbacks)
    grammar = files("symproof.reading").joinpath("formula.lark").read_text(encoding="utf-8")
    made: Any = Lark(grammar, parser="lalr", lexer=Unused, transformer=builder(), keep_all_tokens=True)
    table, builds = made.parser.parser.parser.parse_table, made.parser.parser.parser.callbacks
    actions = [
        {
            symbol: target if what is Shift else _reduction(target, builds)
            for symbol, (what, target) in table.states[state].items()
        }
        for state in range(len(table.states))
    ]
    return Tables(tuple(actions), table.start_states["start"], table.end_states["start"])


def _reduction(rule: Any, builds: Mapping[Any, Callable[[list[Any]], Any]]) -> Reduction:
    return Reduction(len(rule.expansion), rule.origin.name, builds[rule])
