"""A model in words: everything that a person needs to compute a counterexample again.

Names are those of the document. Values are plain text in which formulas stand between dollars.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product as cartesian
from math import prod
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
from symproof.theory.setting import Roles, Setting

LETTERS = "tuvwabcdpqrs"  # the arguments of a map
LISTED = 3  # sets of a neighbourhood that are given one by one even where they are translates


def exhibit(problem: Problem, model: Models, values: tuple[Any, Any]) -> Witness:
    """The witness of two exact values in a single model."""
    action = model.frame.action
    sort = problem.left.sort
    return Witness(
        group=action.group,
        action=_action(action, problem.setting.roles) if problem.uses_action else "nothing depends on the action",
        elements=tuple(_elements(model)),
        neighbourhoods=tuple(_neighbourhoods(model, problem.setting)),
        functions=tuple(_functions(model)),
        maps=tuple(_maps(model, problem.setting)),
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


def _action(action: Action, roles: Roles) -> str:
    """'p4:3: acting on Z_3^2 ($S = V$, $x$ the identity), r takes (0,1) to (2,0), (1,0) to (0,1)'."""
    moved = "; ".join(_images(action, h) for h in action.generators)
    where = f"acting on {action.space}" if action.added is None else f"acting on {action.space} ({identified(roles)})"
    return f"{action.name}: {where}" + (f", {moved}" if moved else "")


def identified(roles: Roles) -> str:
    """How positions are read as vectors."""
    return f"${roles.positions} = {roles.module}$, ${roles.coordinate}$ the identity"


def _images(action: Action, h: int) -> str:
    points = list(action.translations) if action.added is not None else list(range(action.size))
    moved = ", ".join(f"{point(v, action)} to {point(int(action.moved[h, v]), action)}" for v in points)
    return f"{action.elements[h]} takes {moved}"


def _elements(model: Models) -> Iterator[tuple[str, str]]:
    for var, symbol in model.symbols.items():
        if is_index(var.sort) and not symbol.sorts:
            value = int(model.parameters[var, IMAGE][0, 0])
            yield var.name, element(value, var.sort, model.frame.action)


# --- neighbourhoods -------------------------------------------------------------------------------


def _neighbourhoods(model: Models, setting: Setting) -> Iterator[tuple[str, str]]:
    for var, symbol in model.symbols.items():
        if symbol.relation:
            member = model.parameters[var, MEMBER][0]
            yield from neighbourhood(var, symbol, member, model.frame.action, setting)


def neighbourhood(
    var: Var, symbol: Symbol, member: Array, action: Action, setting: Setting
) -> Iterator[tuple[str, str]]:
    """``N(i)``: all of it, or a set of offsets; else each set, as ``N(0) = N(1)``: ``{0}``."""
    inside = member[symbol.labels]
    centre, kinds = len(var.sort.centre), symbol.sorts
    names = generic(kinds, setting)
    head = f"{var.name}({', '.join(names[:centre])})"
    if inside.all():
        roles = setting.roles
        whole = r" \times ".join(roles.positions if sort == S else roles.group for sort in kinds[centre:])
        yield head, f"${whole}$ for all ${', '.join(names[:centre])}$"
        return
    few = prod(inside.shape[:centre]) <= LISTED
    rule = None if few else _rule(inside, kinds, names, action, setting.roles)
    yield from [(head, rule)] if rule is not None else _sets(var, inside, centre, action)


def generic(sorts: Sequence[Sort], setting: Setting) -> list[str]:
    """Names of the document for so many variables of these sorts, other letters where it has too few."""
    declared = {sort: [v.name for v in setting.symbols.values() if v.sort == sort] for sort in (S, H)}
    spare = {S: ["i", "j", "k", "l"], H: ["h", "k", "g", "u"]}
    chosen: list[str] = []
    for sort in sorts:
        plain = [name for name in declared[sort] if name.isalpha()]
        pool = [*plain, *declared[sort], *spare[sort]]
        chosen.append(next(name for name in pool if name not in chosen and name not in setting.abbreviations))
    return chosen


def _rule(inside: Array, kinds: Sequence[Sort], names: Sequence[str], action: Action, roles: Roles) -> str | None:
    """The set at the origin, where translations (and H, where it occurs) carry it to all others."""
    with_group, centre = H in kinds, len(kinds) // 2
    if action.added is None or kinds[:centre] != kinds[centre:] or centre != len(set(kinds[:centre])):
        return None
    letters = "".join("S" if sort == S else "H" for sort in kinds)
    orbits = pair_orbits(action, letters[:centre], letters[centre:], translations=True, stable=with_group)
    least = np.unique(orbits[inside])
    if not inside[np.isin(orbits, least)].all() or (centre == 2 and kinds[0] != S):
        return None
    base = list(np.argwhere(inside[(0,) * centre]))
    members = ", ".join(_tuple(place.tolist(), kinds[centre:], action) for place in base)
    offset = _offset(names, roles, with_group, S in kinds)
    elements = names[centre] if centre == 1 else f"({', '.join(names[centre:])})"
    return rf"\{{${elements}$ : ${offset}$ in \{{{members}\}}\}} for all ${', '.join(names[:centre])}$"


def _offset(names: Sequence[str], roles: Roles, with_group: bool, with_positions: bool) -> str:
    """What the members of a set have in common: of (i, j), of (h, k), or of (i, h, j, k)."""
    x, first, second = roles.coordinate, names[0], names[len(names) // 2]
    apart = f"{x}({second}) - {x}({first})"
    if not with_group:
        return apart
    if not with_positions:
        return f"{first}^{{-1}} {second}"
    return f"({names[1]}^{{-1}}({apart}), {names[1]}^{{-1}} {names[3]})"


def _sets(var: Var, inside: Array, centre: int, action: Action) -> Iterator[tuple[str, str]]:
    """Each set with the elements at which it lies."""
    kinds, found = (*var.sort.centre, *var.sort.element), dict[str, list[str]]()
    for place in cartesian(*map(range, inside.shape[:centre])):
        members = [_tuple(m.tolist(), kinds[centre:], action) for m in np.argwhere(inside[place])]
        at = ", ".join(element(n, sort, action) for n, sort in zip(place, kinds[:centre], strict=True))
        found.setdefault(rf"\{{{', '.join(members)}\}}", []).append(f"{var.name}({at})")
    yield from ((" = ".join(where), members) for members, where in found.items())


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
                    names = [element(n, s, model.frame.action) for n, s in zip(place, symbol.sorts, strict=True)]
                    entries.append((tuple(names), value))
            yield var.name, tuple(entries)


def _entry(var: Var, symbol: Symbol, row: int, model: Models) -> str | None:
    result = signature(var.sort)[1]
    if not symbol.outputs:
        return show(model.parameters[var, IMAGE][0, row], result, model)
    value = tuple(int(c) for c in model.parameters[var, CONSTANT][0, row])
    return show(value, result, model) if any(value) else None


def _maps(model: Models, setting: Setting) -> Iterator[tuple[str, str]]:
    """The formula of each map, once where it is the same for all its index arguments."""
    for var, symbol in model.symbols.items():
        if not symbol.vectors:
            continue
        formulas = {place: _formula(var, symbol, int(symbol.labels[place]), model)
                    for place in cartesian(*map(range, symbol.labels.shape))}  # fmt: skip
        kinds = [symbol.sorts[n] for n in symbol.indices]
        if len(set(formulas.values())) == 1:
            yield _of_all(var, symbol, kinds, next(iter(formulas.values())), model, setting)
            continue
        for place, formula in formulas.items():
            shown = [element(n, sort, model.frame.action) for n, sort in zip(place, kinds, strict=True)]
            yield _application(var, symbol, shown, model), formula


def _of_all(
    var: Var, symbol: Symbol, kinds: list[Sort], formula: str, model: Models, setting: Setting
) -> tuple[str, str]:
    """A map whose formula does not depend on its index arguments; heads are not mentioned then."""
    names = generic([sort for sort in kinds if sort != HEAD], setting)
    rest = iter(names)
    shown = ["" if sort == HEAD else next(rest) for sort in kinds]
    return _application(var, symbol, shown, model), f"{formula} for all ${', '.join(names)}$" if names else formula


def _application(var: Var, symbol: Symbol, indices: Sequence[str], model: Models) -> str:
    """``\\varphi^{1}(t)``: the map at these index arguments, a head as a superscript, and at its letters."""
    given = dict(zip(symbol.indices, indices, strict=True))
    spelt = zip(LETTERS, symbol.vectors, strict=False)
    letters = {n: _components(letter, symbol.sorts[n], model) for letter, n in spelt}
    shown = f"({var.name})" if "^" in var.name and any(given[n] for n in given if symbol.sorts[n] == HEAD) else var.name
    at, sort = 0, var.sort
    while isinstance(sort, Arrow):
        places = range(at, at + len(sort.domain))
        if sort.domain == (HEAD,):
            shown += f"^{{{given[at]}}}" if given[at] else ""
        else:
            inside = ", ".join(given[n] if n in given else ", ".join(letters[n]) for n in places)
            shown += f"[{inside}]" if any(isinstance(part, Arrow) for part in sort.domain) else f"({inside})"
        at, sort = at + len(sort.domain), sort.codomain
    return shown


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
        terms += [(int(model.parameters[var, part][0, row, output, n]), name + power) for n, name in enumerate(names)]
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


__all__ = ["element", "exhibit", "identified", "neighbourhood", "point", "show"]
