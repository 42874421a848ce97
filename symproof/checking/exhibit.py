"""A model in words: everything that a person needs to compute a counterexample again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product as cartesian
from typing import Any

import numpy as np

from symproof.algebras.structure import (
    CONSTANT,
    CUBE,
    IMAGE,
    LINEAR,
    MEMBER,
    MIXED,
    SQUARE,
    Array,
    Models,
    Symbol,
    is_index,
    signature,
)
from symproof.checking.problem import Problem
from symproof.checking.report import Witness
from symproof.groups import Action, pair_orbits
from symproof.terms import HEAD, Arrow, H, MatrixSort, S, Sort, Space, Var

LETTERS = "tuvwabcdpqrs"  # the arguments of a map


def exhibit(problem: Problem, model: Models, values: tuple[Any, Any]) -> Witness:
    """The witness of two exact values in a single model."""
    action = model.frame.action
    sort = problem.left.sort
    return Witness(
        group=action.group,
        action=_action(action) if problem.uses_action else "nothing depends on the action",
        elements=tuple(_elements(model)),
        neighbourhoods=tuple(_neighbourhoods(model)),
        functions=tuple(_functions(model)),
        maps=tuple(_maps(model)),
        scalars=tuple(_scalars(problem, model)),
        left=show(values[0], sort, model),
        right=show(values[1], sort, model),
        order=action.total,
    )


def show(value: Any, sort: Sort, model: Models) -> str:
    """An exact value: the name of an element, a number, a tuple, a matrix by rows."""
    if is_index(sort):
        return element(int(value), sort, model.frame.action)
    if isinstance(sort, MatrixSort):
        columns = model.frame.natural(sort.shape[1])
        rows = [value[n : n + columns] for n in range(0, len(value), columns)]
        return f"[{', '.join('[' + ', '.join(map(_number, row)) + ']' for row in rows)}]"
    if isinstance(value, tuple):
        return _number(value[0]) if len(value) == 1 else f"({', '.join(map(_number, value))})"
    return _number(value)


def _number(value: Any) -> str:
    return str(Fraction(value))


def element(number: int, sort: Sort, action: Action) -> str:
    """The name of an element of H, the coordinates of a point, the number of a head."""
    if sort == HEAD:
        return str(number + 1)
    return action.elements[number] if sort == H else point(number, action)


def point(number: int, action: Action) -> str:
    return action.show(number).replace(" ", "")


# --- the group --------------------------------------------------------------------------------


def _action(action: Action) -> str:
    """'p4:3, C4 acting on Z_3^2: r(1,0) = (0,1), r(0,1) = (2,0)'."""
    moved = "; ".join(_image(action, h) for h in action.generators)
    where = (
        f"acting on {action.space}"
        if action.added is None
        else f"acting on {action.space} (S = V, x the identity)"
    )
    return f"{action.name}: {where}" + (f", {moved}" if moved else "")


def _image(action: Action, h: int) -> str:
    points = list(action.translations) if action.added is not None else list(range(action.size))
    return ", ".join(
        f"{action.elements[h]} {point(v, action)} = {point(int(action.moved[h, v]), action)}" for v in points
    )


def _elements(model: Models) -> Iterator[tuple[str, str]]:
    for var, symbol in model.symbols.items():
        if is_index(var.sort) and not symbol.sorts:
            value = int(model.parameters[var, IMAGE][0, 0])
            yield var.name, element(value, var.sort, model.frame.action)


# --- neighbourhoods -------------------------------------------------------------------------------


def _neighbourhoods(model: Models) -> Iterator[tuple[str, str]]:
    for var, symbol in model.symbols.items():
        if symbol.relation:
            yield var.name, neighbourhood(var, symbol, model.parameters[var, MEMBER][0], model.frame.action)


def neighbourhood(var: Var, symbol: Symbol, member: Array, action: Action) -> str:
    """All of it, a set of offsets, or set by set."""
    inside = member[symbol.labels]
    centre, kinds = len(var.sort.centre), symbol.sorts
    if inside.all():
        return " x ".join("S" if sort == S else "H" for sort in kinds[centre:]) + " everywhere"
    offsets = _offsets(inside, kinds, centre, action)
    return offsets if offsets is not None else "; ".join(_sets(inside, kinds, centre, action))


def _offsets(inside: Array, kinds: Sequence[Sort], centre: int, action: Action) -> str | None:
    """The set at the origin, where translations (and H, where it occurs) carry it to all others."""
    with_group = H in kinds
    if action.added is None or kinds[:centre] != kinds[centre:] or centre != len(set(kinds[:centre])):
        return None
    letters = "".join("S" if sort == S else "H" for sort in kinds)
    orbits = pair_orbits(action, letters[:centre], letters[centre:], translations=True, stable=with_group)
    least = np.unique(orbits[inside])
    if not inside[np.isin(orbits, least)].all():
        return None
    base = list(np.argwhere(inside[(0,) * centre]))
    members = ", ".join(_tuple(place.tolist(), kinds[centre:], action) for place in base)
    if not with_group:
        return f"j in N(i) just when x(j) - x(i) in {{{members}}}"
    if S not in kinds:
        return f"k in N(h) just when h^-1 k in {{{members}}}"
    return (
        f"(j, k) in N(i, h) just when (h^-1(x(j) - x(i)), h^-1 k) in {{{members}}}" if kinds[0] == S else None
    )


def _sets(inside: Array, kinds: Sequence[Sort], centre: int, action: Action) -> Iterator[str]:
    for place in cartesian(*map(range, inside.shape[:centre])):
        members = [_tuple(m.tolist(), kinds[centre:], action) for m in np.argwhere(inside[place])]
        yield f"{_tuple(place, kinds[:centre], action)}: {{{', '.join(members)}}}"


def _tuple(place: Sequence[int], kinds: Sequence[Sort], action: Action) -> str:
    names = [element(n, sort, action) for n, sort in zip(place, kinds, strict=True)]
    return names[0] if len(names) == 1 else f"({', '.join(names)})"


# --- functions and maps ------------------------------------------------------------------------------


def _functions(model: Models) -> Iterator[tuple[str, tuple[tuple[tuple[str, ...], str], ...]]]:
    """The tables of functions of elements alone: non-zero entries; images are listed in full."""
    for var, symbol in model.symbols.items():
        if symbol.sorts and not symbol.vectors and not symbol.relation:
            entries = []
            for place in cartesian(*map(range, symbol.labels.shape)):
                row = int(symbol.labels[place])
                value = _entry(var, symbol, row, model)
                if value is not None:
                    names = [
                        element(n, s, model.frame.action) for n, s in zip(place, symbol.sorts, strict=True)
                    ]
                    entries.append((tuple(names), value))
            yield var.name, tuple(entries)


def _entry(var: Var, symbol: Symbol, row: int, model: Models) -> str | None:
    result = signature(var.sort)[1]
    if not symbol.outputs:
        return show(model.parameters[var, IMAGE][0, row], result, model)
    value = tuple(int(c) for c in model.parameters[var, CONSTANT][0, row])
    return show(value, result, model) if any(value) else None


def _maps(model: Models) -> Iterator[tuple[str, str]]:
    """The formula of each map, once where it is the same for all its index arguments."""
    for var, symbol in model.symbols.items():
        if not symbol.vectors:
            continue
        formulas = {place: _formula(var, symbol, int(symbol.labels[place]), model)
                    for place in cartesian(*map(range, symbol.labels.shape))}  # fmt: skip
        kinds = [symbol.sorts[n] for n in symbol.indices]
        if len(set(formulas.values())) == 1 and len(formulas) > 0:
            yield var.name, next(iter(formulas.values()))
            continue
        for place, formula in formulas.items():
            names = ", ".join(
                element(n, sort, model.frame.action) for n, sort in zip(place, kinds, strict=True)
            )
            yield f"{var.name} [{names}]", formula


def _formula(var: Var, symbol: Symbol, row: int, model: Models) -> str:
    names = _arguments(symbol, model)
    outputs = [_polynomial(var, symbol, row, c, names, model) for c in range(symbol.outputs)]
    return outputs[0] if len(outputs) == 1 else f"({', '.join(outputs)})"


def _arguments(symbol: Symbol, model: Models) -> list[str]:
    """A letter for each vector argument, with a number for each component where there are several."""
    names: list[str] = []
    for letter, n in zip(LETTERS, symbol.vectors, strict=False):
        names += _components(letter, symbol.sorts[n], model)
    return names


def _components(letter: str, sort: Sort, model: Models) -> list[str]:
    """t; t_1, t_2; of a function t(0), t(1), ..."""
    if isinstance(sort, Arrow):
        action = model.frame.action
        places = cartesian(*(range(model.frame.extent(part)) for part in sort.domain))
        at = [",".join(element(n, s, action) for n, s in zip(p, sort.domain, strict=True)) for p in places]
        return [f"{name}({place})" for place in at for name in _components(letter, sort.codomain, model)]
    size = model.frame.size(sort)
    return [letter] if size == 1 else [f"{letter}_{c + 1}" for c in range(size)]


def _polynomial(var: Var, symbol: Symbol, row: int, output: int, names: list[str], model: Models) -> str:
    terms: list[tuple[int, str]] = []
    for part, power in ((LINEAR, ""), (SQUARE, "^2"), (CUBE, "^3")):
        terms += [
            (int(model.parameters[var, part][0, row, output, n]), name + power)
            for n, name in enumerate(names)
        ]
    for number, (a, b) in enumerate(symbol.pairs):
        terms.append((int(model.parameters[var, MIXED][0, row, output, number]), f"{names[a]} {names[b]}"))
    terms.append((int(model.parameters[var, CONSTANT][0, row, output]), ""))
    return _joined([(c, name) for c, name in terms if c])


def _joined(terms: list[tuple[int, str]]) -> str:
    text = ""
    for coefficient, name in terms:
        size = str(abs(coefficient)) if abs(coefficient) != 1 or not name else ""
        sign = ("-" if not text else " - ") if coefficient < 0 else ("" if not text else " + ")
        text += sign + f"{size} {name}".strip()
    return text or "0"


def _scalars(problem: Problem, model: Models) -> Iterator[tuple[str, str]]:
    """Dimensions, heads, free scalars, features and matrices, the base of exp."""
    frame = model.frame
    yield from ((var.name, str(n)) for var, n in frame.naturals.items())
    for var, symbol in model.symbols.items():
        if not symbol.sorts and symbol.outputs:
            value = tuple(int(c) for c in model.parameters[var, CONSTANT][0, 0])
            yield var.name, show(value, var.sort, model)
    if problem.uses_heads:
        yield "heads", str(frame.heads)
    spaces = {s for var in problem.names for part in (*signature(var.sort)[0], signature(var.sort)[1])
              for s in part.atoms(Space)}  # fmt: skip
    if spaces:
        yield "dimension of feature spaces", str(frame.dimension)
    if problem.uses_exp:
        yield "exp t", "2^t"


__all__ = ["element", "exhibit", "neighbourhood", "point", "show"]
