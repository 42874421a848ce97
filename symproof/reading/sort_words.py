"""Sorts in words and in LaTeX, for messages."""

from __future__ import annotations

from sympy import Basic

from symproof.terms import (
    Apply,
    Arrow,
    Family,
    GroupSort,
    HeadSort,
    MatrixSort,
    ModuleSort,
    NaturalSort,
    Negative,
    NeighbourhoodSort,
    NthPower,
    Numeral,
    Plus,
    PositionSort,
    Ratio,
    RealSort,
    RealVectors,
    Sort,
    Space,
    Times,
    Var,
)
from symproof.theory.setting import Roles


def in_words(sort: Sort, roles: Roles) -> str:
    """``an element of S``, ``a function S \\to F``, ``a real number``."""
    match sort:
        case RealSort():
            return "a real number"
        case NaturalSort():
            return "a positive natural number"
        case HeadSort():
            return "a head"
        case Arrow():
            return f"a function {in_latex(sort, roles)}"
        case MatrixSort():
            return f"a matrix in {in_latex(sort, roles)}"
        case NeighbourhoodSort():
            return "a neighbourhood"
        case _:
            return f"an element of {in_latex(sort, roles)}"


def in_latex(sort: Sort, roles: Roles) -> str:
    """The set that a sort stands for."""
    match sort:
        case GroupSort():
            return roles.group
        case ModuleSort():
            return roles.module
        case PositionSort():
            return roles.positions
        case HeadSort():
            return roles.heads
        case RealSort():
            return r"\mathbb{R}"
        case NaturalSort():
            return r"\mathbb{N}"
        case Space():
            return sort.name
        case Family():
            space = in_latex(sort.space, roles)
            return (space if isinstance(sort.space, Space) else f"({space})") + "^{" + roles.heads + "}"
        case RealVectors():
            return r"\mathbb{R}^{" + dimension(sort.dimension) + "}"
        case MatrixSort():
            return r"\mathbb{R}^{" + r" \times ".join(map(dimension, sort.shape)) + "}"
        case Arrow():
            parts = [_factor(part, roles) for part in sort.domain]
            return r" \times ".join(parts) + r" \to " + in_latex(sort.codomain, roles)
        case _:
            return str(sort)


def _factor(sort: Sort, roles: Roles) -> str:
    text = in_latex(sort, roles)
    return f"({text})" if isinstance(sort, Arrow) else text


def dimension(term: Basic) -> str:
    """A dimension in LaTeX."""
    match term:
        case Var():
            return term.name
        case Numeral():
            return str(term.value)
        case Plus():
            return "+".join(map(dimension, term.args))
        case Times():
            return "".join(f"({dimension(part)})" if isinstance(part, Plus) else dimension(part) for part in term.args)
        case Negative():
            return "-" + dimension(term.args[0])
        case Ratio():
            return f"{dimension(term.args[0])}/{dimension(term.args[1])}"
        case NthPower():
            return f"{dimension(term.args[0])}^{{{term.exponent}}}"
        case Apply():
            return f"{dimension(term.args[0])}({', '.join(map(dimension, term.args[1:]))})"
        case _:
            return str(term)
