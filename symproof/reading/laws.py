"""What "is invariant" and "is equivariant" say of a map: an equation for all elements of the group or translations.

``\\kappa(gi,gj) = \\kappa(i,j)``, ``\\Phi[L_gf] = L_g\\Phi[f]``, ``\\Phi[L_gf] = \\Phi[f]``, ``\\tau(gi) = g\\tau(i)``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from symproof.terms import (
    Act,
    Apply,
    Arrow,
    Coordinate,
    GroupProduct,
    H,
    MatrixSort,
    MatrixTranspose,
    Negative,
    Place,
    Plus,
    S,
    Shift,
    Sort,
    Term,
    V,
    Var,
)
from symproof.theory.hypotheses import OPEN, Equation
from symproof.theory.setting import Setting

LETTERS = {H: "g", V: "y", S: "i"}


def law_of(fn: Var, word: str, by: Sort, setting: Setting) -> Equation | None:
    """The equation; None where the word says nothing of such a map.

    ``word``: invariant or equivariant; ``by``: H, or V for translations.
    """
    if not isinstance(fn.sort, Arrow):
        return None
    sorts = (by, *fn.sort.domain)
    names = {sort: _named(sort, setting) for sort in set(sorts)}
    actor, *arguments = (next(names[sort]) for sort in sorts)
    moved = [_moved(actor, one, setting) for one in arguments]
    if moved == arguments or any(isinstance(one.sort, Arrow) for one in arguments) != _of_functions(fn.sort):
        return None
    left, value = Apply(fn, *moved), Apply(fn, *arguments)
    right = value if word == "invariant" else _carried(actor, value, setting)
    if right is None or (word == "invariant" and value.sort in (S, V, H)):
        return None
    opened: tuple[Var, ...] = ()
    if isinstance(value.sort, Arrow):
        opened = tuple(Var(f"{OPEN}_{n}", sort) for n, sort in enumerate(value.sort.domain, start=1))
        left, right = Apply(left, *opened), Apply(right, *opened)
    return Equation(left, right, (actor, *arguments, *opened), _source(fn, word, by, setting))


def law_of_values(fn: Var, word: str, setting: Setting) -> Equation | None:
    """What a word says of the values of a map; None where it says nothing of such a map.

    constant: k(v) = k(w); even: k(-v) = k(v); odd: k(-v) = -k(v); symmetric: k(v,w) = k(w,v), and W^T = W for a
    matrix; antisymmetric: k(v,w) = -k(w,v); idempotent: k(k(v)) = k(v); involutive: k(k(v)) = v.
    """
    if isinstance(fn.sort, MatrixSort) and word == "symmetric" and fn.sort == MatrixTranspose(fn).sort:
        return Equation(MatrixTranspose(fn), fn, (), f"{fn.name} is symmetric")
    if not isinstance(fn.sort, Arrow) or any(isinstance(s, Arrow) for s in (*fn.sort.domain, fn.sort.codomain)):
        return None
    names = {sort: _named(sort, setting) for sort in set(fn.sort.domain)}
    arguments = tuple(next(names[sort]) for sort in fn.sort.domain)
    others = tuple(next(names[sort]) for sort in fn.sort.domain) if word == "constant" else ()
    sides = _sides(fn, word, arguments, others)
    return sides and Equation(*sides, (*arguments, *others), f"{fn.name} is {word}")


def _sides(fn: Var, word: str, arguments: tuple[Var, ...], others: tuple[Var, ...]) -> tuple[Term, Term] | None:
    value, first = Apply(fn, *arguments), arguments[0]
    signed = value.sort not in (S, H)
    if others:
        return value, Apply(fn, *others)
    if word in ("even", "odd") and len(arguments) == 1 and first.sort not in (S, H) and (signed or word == "even"):
        return Apply(fn, Negative(first)), value if word == "even" else Negative(value)
    if word.endswith("symmetric") and len(arguments) == 2 and first.sort == arguments[1].sort:
        turned = Apply(fn, *reversed(arguments))
        return (turned, value) if word == "symmetric" else (turned, Negative(value)) if signed else None
    if word in ("idempotent", "involutive") and len(arguments) == 1 and first.sort == value.sort:
        return Apply(fn, value), value if word == "idempotent" else first
    return None


def _source(fn: Var, word: str, by: Sort, setting: Setting) -> str:
    return f"{fn.name} is {word} under {'translations' if by == V else setting.roles.group}"


def _of_functions(sort: Arrow) -> bool:
    return any(isinstance(one, Arrow) for one in sort.domain)


def _named(sort: Sort, setting: Setting) -> Iterator[Var]:
    taken = {*setting.abbreviations, *setting.definitions}
    yield from (var for var in setting.symbols.values() if var.sort == sort and var not in taken)
    letter, number = LETTERS.get(sort, "f"), 1
    while True:
        name = f"{letter}_{{{number}}}" if number > 9 else f"{letter}_{number}"
        if name not in setting.symbols and name not in setting.spaces:
            yield Var(name, sort)
        number += 1


def name_for(sort: Sort, setting: Setting, number: int) -> str:
    """A name for something of a sort: one that is declared so, or a new one."""
    return next(islice(_named(sort, setting), number, None)).name


def _moved(actor: Var, argument: Var, setting: Setting) -> Term:
    """What g makes of an argument of a map; a value of a feature space stays."""
    sort = argument.sort
    if isinstance(sort, Arrow):
        return Shift(actor, argument) if any(one in (S, H, V) for one in sort.domain) else argument
    if actor.sort == V:
        return Place(Plus(Coordinate(argument), actor)) if sort == S and not setting.roles.plain_set else argument
    return _carried(actor, argument, setting) or argument


def _carried(actor: Var, value: Term, setting: Setting) -> Term | None:
    """g applied to a value; None where it does not act."""
    sort = value.sort
    if isinstance(sort, Arrow):
        return Shift(actor, value) if any(one in (S, H, V) for one in sort.domain) else None
    if actor.sort == V:
        return Place(Plus(Coordinate(value), actor)) if sort == S and not setting.roles.plain_set else None
    if sort in (S, V):
        return Act(actor, value)
    return GroupProduct(actor, value) if sort == H else None
