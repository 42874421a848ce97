"""A setting with a name of every sort, and how to read one formula in it."""

from __future__ import annotations

from symproof.reading.elaborate import read_comparison, read_statement, read_term
from symproof.reading.scope import Scope
from symproof.reading.source import Source
from symproof.reading.tokens import Token, tokenize
from symproof.terms import (
    HEAD,
    NATURAL,
    REAL,
    Arrow,
    Family,
    H,
    MatrixSort,
    NeighbourhoodSort,
    Numeral,
    Place,
    RealVectors,
    S,
    Sort,
    Space,
    Term,
    V,
    Var,
)
from symproof.theory.diagnostic import Diagnostic, Malformed
from symproof.theory.document import Comparison, Formula, Statement
from symproof.theory.setting import Abbreviation, Definition, Roles, Setting

F, K, U, W = (Space(name) for name in "FKUW")
D, R = Var("d", NATURAL), Var("r", NATURAL)
SORTS: dict[str, Sort] = {
    **dict.fromkeys(("i", "j", "k", r"\bar{i}"), S),
    **dict.fromkeys(("h", "h_1", "h_2", "h_3", "c"), H),
    **dict.fromkeys(("y", "v"), V),
    **dict.fromkeys((r"\alpha", r"\beta"), REAL),
    "d": NATURAL, "r": NATURAL, "s": F, "t": K, "w": RealVectors(D),
    "f": Arrow((S,), F), "b": Arrow((S,), REAL), r"\kappa": Arrow((S, H), F),
    r"\rho^P": Arrow((V,), F), r"\rho": Arrow((S, S), F), r"\eta": Arrow((S, H, S, H), F),
    r"\psi": Arrow((F,), K), r"\Delta\psi": Arrow((F,), K), r"\chi": Arrow((K,), F),
    r"\varphi_{qry}": Arrow((HEAD,), Arrow((F,), K)), r"\Delta\varphi_{qry}": Arrow((HEAD,), Arrow((F,), K)),
    r"\varphi_{val}": Arrow((HEAD,), Arrow((F,), U)), r"\varphi_{out}": Arrow((Family(U),), W),
    "N": NeighbourhoodSort((S,), (S,)), "M": NeighbourhoodSort((S, H), (S, H)),
    "m^r": Arrow((Arrow((S,), F), Arrow((S, S), F)), Arrow((S, H), W)),
    "Q": MatrixSort(D, D), "A": MatrixSort(R, D), "B": MatrixSort(D, R),
}  # fmt: skip
SYMBOLS = {name: Var(name, sort) for name, sort in SORTS.items()}
SPACES: dict[str, Sort] = {name: Space(name) for name in "FKUW"}
BAR_I = Abbreviation(SYMBOLS[r"\bar{i}"], Place(SYMBOLS["y"]))
SETTING = Setting(symbols=SYMBOLS, spaces=SPACES, abbreviations={BAR_I.symbol: BAR_I})
SCOPE = Scope(SETTING)


def tokens(text: str) -> list[Token]:
    return tokenize(Source("", text), 0, len(text))


def term(text: str, scope: Scope = SCOPE, expected: Sort | None = None) -> Formula:
    return read_term(tokens(text), scope, expected)


def comparison(text: str, scope: Scope = SCOPE) -> Comparison:
    return read_comparison(tokens(text), scope)


def statement(text: str, scope: Scope = SCOPE) -> Statement:
    return read_statement(tokens(text), scope)


def refusal(read: object, *arguments: object) -> Diagnostic:
    """The finding with which a reader refuses its arguments."""
    try:
        read(*arguments)  # type: ignore[operator]
    except Malformed as error:
        return error.diagnostic
    raise AssertionError(f"accepted: {arguments[0]}")


def place(diagnostic: Diagnostic) -> tuple[int, int]:
    """The columns at which a finding begins and ends."""
    return diagnostic.span.column, diagnostic.span.end_column


def shown(node: object) -> str:
    """A term with all brackets, by class names."""
    if isinstance(node, Var):
        return node.name
    if isinstance(node, Numeral):
        return str(node.value)
    if isinstance(node, Term):
        return f"{type(node).__name__}({', '.join(map(shown, node.args))})"
    if hasattr(node, "args") and type(node).__name__ == "Tuple":
        return "<" + ", ".join(map(shown, node.args)) + ">"
    return str(node)


__all__ = [
    "BAR_I", "SCOPE", "SETTING", "SYMBOLS", "Definition", "Roles", "comparison", "place", "refusal", "shown",
    "statement", "term", "tokens",
]  # fmt: skip
