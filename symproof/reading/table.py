"""The LALR(1) table of ``formula.lark``, as lark made it: ``python -m symproof.reading.table`` writes it.

Making it takes longer than reading a document, so it lies beside the grammar, as
``formula.json``, with the text of the grammar that it belongs to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from symproof.theory.frozen import dataclass

GRAMMAR = Path(__file__).with_name("formula.lark")
WRITTEN = Path(__file__).with_name("formula.json")


class Reduction(NamedTuple):
    """A complete rule of the grammar: how many parts it takes, what it makes a part of, what it is called."""

    size: int
    origin: str
    rule: str


@dataclass(frozen=True)
class Table:
    """For a state: the next state or the complete rule by terminal, the next state by what a rule makes."""

    actions: tuple[Mapping[str, int | Reduction], ...]
    gotos: tuple[Mapping[str, int], ...]
    start: int
    end: int


@cache
def table() -> Table:
    """The table of the grammar: the one that was written down, or made anew if the grammar has changed."""
    grammar = GRAMMAR.read_text(encoding="utf-8")
    found = json.loads(WRITTEN.read_text(encoding="utf-8")) if WRITTEN.exists() else {}
    return _read(found if found.get("grammar") == grammar else _as_data(made(), grammar))


def made() -> Table:
    """The table by lark, which finds the conflicts of the grammar. No rule of it is empty."""
    from lark import Lark
    from lark.lexer import Lexer

    class Unused(Lexer):
        """The lexemes come from elsewhere."""

        def __init__(self, _conf: Any) -> None:
            pass

        def lex(self, lexer_state: Any, parser_state: Any) -> NoReturn:
            raise NotImplementedError

    parser: Any = Lark(GRAMMAR.read_text(encoding="utf-8"), parser="lalr", lexer=Unused)
    found = parser.parser.parser.parser.parse_table
    states = {
        number: {str(symbol): _action(target) for symbol, (_, target) in state.items()}
        for number, state in found.states.items()
    }
    return _numbered(states, found.start_states["start"], found.end_states["start"])


def _action(target: Any) -> int | Reduction:
    """A state to go to as it is, a rule by its parts."""
    if isinstance(target, int):
        return target
    return Reduction(len(target.expansion), str(target.origin.name), str(target.alias or target.origin.name))


def _numbered(states: Mapping[int, Mapping[str, int | Reduction]], start: int, end: int) -> Table:
    """The states in the order in which they are reached; what a rule makes has a small letter, a terminal none."""
    order = [start]
    for state in order:
        found = [target for _, target in sorted(states[state].items()) if isinstance(target, int)]
        order += [target for target in dict.fromkeys(found) if target not in order]
    number = {state: n for n, state in enumerate(order)}
    renamed = [
        {symbol: number[to] if isinstance(to, int) else to for symbol, to in sorted(states[state].items())}
        for state in order
    ]
    return Table(
        tuple({symbol: to for symbol, to in state.items() if not symbol.islower()} for state in renamed),
        tuple({symbol: to for symbol, to in state.items() if symbol.islower()} for state in renamed),  # type: ignore[misc]
        number[start],
        number[end],
    )


def _as_data(table: Table, grammar: str) -> dict[str, Any]:
    return {
        "grammar": grammar, "start": table.start, "end": table.end, "gotos": table.gotos, "actions": table.actions,
    }  # fmt: skip


def _read(data: Mapping[str, Any]) -> Table:
    actions = (
        {kind: one if isinstance(one, int) else Reduction(*one) for kind, one in state.items()}
        for state in data["actions"]
    )
    return Table(tuple(actions), tuple(data["gotos"]), data["start"], data["end"])


def write() -> None:
    """Write the table of the grammar as it is now."""
    data = _as_data(made(), GRAMMAR.read_text(encoding="utf-8"))
    WRITTEN.write_text(json.dumps(data, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
