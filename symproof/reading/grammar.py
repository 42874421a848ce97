"""The parser: LALR(1) over the terminals of ``lexemes``, built once, every token consumed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, NoReturn

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
    actions, gotos, end = table.actions, table.gotos, table.end
    states: list[int] = [table.start]
    values: list[Any] = []
    ended = Lexeme(END, tokens[-1], tokens[-1])
    for lexeme in (*lexemes, ended):
        kind = lexeme.type
        action = actions[states[-1]].get(kind)
        while action.__class__ is Reduction and states[-1] != end:
            size, origin, build = action
            if build is not None:
                values[-size:] = (build(values[-size:]),)
            del states[-size:]
            states.append(gotos[states[-1]][origin])
            action = actions[states[-1]].get(kind)
        if action is None and states[-1] != end:
            _unexpected(lexeme, _acceptable(table, states), tokens)
        states.append(action)  # type: ignore[arg-type]
        values.append(lexeme)
    tree: Tree = values[-2]
    return tree


def _acceptable(table: Tables, states: list[int]) -> set[str]:
    """The terminals with which the formula could go on."""
    return {kind for kind in table.actions[states[-1]] if _goes_on(table, list(states), kind)}


def _goes_on(table: Tables, states: list[int], kind: str) -> bool:
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


def _scripted(children: list[Any]) -> Tree:
    base, *scripts = children
    last = max((base.last, *(script.last for script in scripts)), key=lambda token: token.end)
    return ScriptedNode(first=base.first, last=last, base=base, scripts=tuple(scripts))


def _operator(lexeme: Lexeme) -> OperatorNode:
    return OperatorNode(first=lexeme.first, last=lexeme.last, text=lexeme.first.text)


def _run(children: list[Any]) -> Run:
    """Items and operators in a row, in a list that grows."""
    first, *rest = children
    items = first if isinstance(first, Run) else Run((first,))
    items.extend(_operator(part) if isinstance(part, Lexeme) else part for part in rest)
    return items


def _product(children: list[Any]) -> Tree:
    items: tuple[Tree, ...] = tuple(_run(children))
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


class Run(list[Tree]):
    """A product while it grows."""


KEPT = frozenset(("start", "term", "plain_entry", "only_item", "only_run", "bare"))  # rules of one part
RULES: dict[str, Callable[[list[Any]], Any]] = {
    "signed_term": _signed_term,
    "longer_term": _longer_term,
    "product": _product,
    "run": _run,
    "scripted": _scripted,
    "big": _big,
    "script": _script,
    "entries": lambda children: [child for child in children if not isinstance(child, Lexeme)],
    "element": _element,
    "atom": lambda children: _leaf(children[0]),
    "group": _group,
    "pairing": _pairing,
    "fraction": _fraction,
    "root": _root,
}


# --- the table ---------------------------------------------------------------------------------


class Reduction(NamedTuple):
    """A rule of the grammar: how many parts it takes, what it is called, what it builds of them.

    ``build`` is None for a rule whose one part stays what it is. No rule is empty.
    """

    size: int
    origin: str
    build: Callable[[list[Any]], Any] | None


@dataclass(frozen=True, slots=True)
class Tables:
    """The LALR(1) table. For a state: the next state or the complete rule by terminal, the next state by rule."""

    actions: tuple[Mapping[str, int | Reduction], ...]
    gotos: tuple[Mapping[str, int], ...]
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
    states = [table.states[state] for state in range(len(table.states))]
    return Tables(
        tuple({str(kind): _action(target, builds) for kind, (_, target) in state.items()} for state in states),
        tuple({str(rule): target for rule, (what, target) in state.items() if what is Shift} for state in states),
        table.start_states["start"],
        table.end_states["start"],
    )


def _action(target: Any, builds: Mapping[Any, Callable[[list[Any]], Any]]) -> int | Reduction:
    """A state to go to as it is, a rule with what it builds."""
    if isinstance(target, int):
        return target
    name = target.alias or target.origin.name
    return Reduction(len(target.expansion), str(target.origin.name), None if name in KEPT else builds[target])
