"""Definitions of the action on functions as the literature has them: ``(T_gf)(x) := f(g^{-1}x)``, ``(g\\cdot f)(x)``.

Whoever writes the action that symproof has anyway gives it a name; what is written without a name must be that one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from symproof.reading.names import is_base, read_scripts
from symproof.reading.signatures import bracket_end, single_names
from symproof.reading.tokens import Token
from symproof.terms import (
    Act,
    Apply,
    Arrow,
    Coordinate,
    GroupPower,
    GroupProduct,
    H,
    Negative,
    Place,
    Plus,
    S,
    Shift,
    Term,
    V,
    Var,
    alpha_equal,
)
from symproof.theory.frozen import dataclass

DOTS = ("\\cdot", "\\triangleright", "\\rhd", ".")


@dataclass(frozen=True)
class Unnamed:
    """``(g \\cdot f)(x)``, ``(gf)(x)``, ``({}^gf)(x)``, ``g \\cdot f``: the actor, the function, the brackets after."""

    actor: list[Token]
    fn: list[Token]
    rest: list[Token]


def unnamed_action(tokens: list[Token]) -> Unnamed | None:
    """The parts of a left side that names no operator; ``(gf)(x)`` is one only where g is no operator itself."""
    inner, rest = tokens, []
    if tokens and tokens[0].text in ("(", "["):
        end = bracket_end(tokens, 0)
        inner, rest = tokens[1:end], tokens[end + 1 :]
    dot = next((n for n, token in enumerate(inner) if token.text in DOTS), None)
    if dot is not None:
        sides = inner[:dot], inner[dot + 1 :]
        return Unnamed(*sides, rest) if all(map(_one_name, sides)) else None
    if len(inner) > 3 and (inner[0].kind, inner[1].kind, inner[2].text) == ("begin", "end", "^"):
        script = read_scripts(inner, 2)
        fn = inner[script.end :]
        opened = next((n for n, token in enumerate(fn) if token.text == "("), len(fn))
        if inner is tokens and opened < len(fn):
            fn, rest = fn[:opened], fn[opened:]
        return Unnamed(list(script.sups[0].tokens), fn, rest) if script.sups and _one_name(fn) else None
    parts = single_names(inner) if inner is not tokens else []
    if len(parts) == 2 and all(map(_one_name, parts)):
        return Unnamed(parts[0], parts[1], rest)
    return None


def _one_name(tokens: list[Token]) -> bool:
    return bool(tokens) and is_base(tokens[0]) and len(single_names(tokens)) == 1


def is_natural(actor: Var, fn: Var, parameters: Sequence[Var], body: Term) -> bool:
    """Is it the action that every document has, ``f(g^{-1}x)`` on all arguments, ``f(x^{-1}(x(i)-y))`` for y in V?"""
    if not isinstance(fn.sort, Arrow) or actor.sort not in (H, V):
        return False
    shifted = Shift(actor, fn)
    if not parameters:
        return alpha_equal(body, shifted)
    if tuple(var.sort for var in parameters) != fn.sort.domain:
        return False
    expected = [Apply(shifted, *parameters)]
    expected += [Apply(fn, *moved) for moved in product(*(tuple(_moved(actor, var)) for var in parameters))]
    return any(alpha_equal(body, one) for one in expected)


def _moved(actor: Var, var: Var) -> Iterator[Term]:
    """The ways to write where an argument comes from."""
    if actor.sort == H:
        back = GroupPower(actor, -1)
        yield from {
            S: (Act(back, var), Place(Act(back, Coordinate(var)))) if var.sort == S else (),
            V: (Act(back, var),) if var.sort == V else (),
            H: (GroupProduct(back, var),) if var.sort == H else (),
        }.get(var.sort, (var,))
    elif var.sort == S:
        minus, there = Negative(actor), Coordinate(var)
        yield from (Place(Plus(there, minus)), Place(Plus(minus, there)))
    else:
        yield var
