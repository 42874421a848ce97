"""Symbols that an equation says outright: ``E = D + BA``, ``f(i) = g(i)`` for all i, ``f(hv) = g(v)``.

Random values hardly ever meet such an equation. The values of the symbol are computed from those
of the others instead, and entered in its tables like drawn ones. Nothing is taken on trust: the
equation is evaluated like every other, and a model whose tables cannot hold the values fails it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from symproof.algebras.field import Field
from symproof.algebras.fold import OutsideTheory
from symproof.algebras.structure import (
    CONSTANT,
    CUBE,
    IMAGE,
    LINEAR,
    MIXED,
    SQUARE,
    Array,
    Key,
    Models,
    Symbol,
    is_index,
)
from symproof.checking.problem import Problem, symbols_of
from symproof.terms import (
    NATURAL,
    Apply,
    Negative,
    NeighbourhoodSort,
    Plus,
    Term,
    Var,
    free_variables,
    is_scalar,
    minus,
)
from symproof.theory.hypotheses import Equation, Injective, Linear

MOST_INPUTS = 12  # components of the arguments of a map whose polynomial is read off its values
LARGEST = 1 << 20  # of a computed entry
OFFSETS = (1, -1, 2)  # where a polynomial of degree three is read off along an axis, beside zero


@dataclass(frozen=True)
class Derived:
    """``symbol(arguments) = body`` for all values of the variables; the body does not rest on the symbol."""

    symbol: Var
    arguments: tuple[Term, ...]  # of all brackets
    body: Term
    variables: tuple[Var, ...]


# --- which symbols ---------------------------------------------------------------------------------


def derived(problem: Problem) -> tuple[Derived, ...]:
    """One equation at most for each symbol, those that others rest on first."""
    chosen: dict[Var, Derived] = {}
    rests: dict[Var, set[Var]] = {}
    for equation in problem.equations:
        for entry in sorted(_solved(problem, equation), key=lambda d: _bound(problem, d.symbol)):
            below = set(symbols_of([*entry.arguments, entry.body], problem.setting)) - set(entry.variables)
            below |= {deep for var in below for deep in rests.get(var, ())}
            if entry.symbol not in chosen and entry.symbol not in below:
                chosen[entry.symbol], rests[entry.symbol] = entry, below
                rests |= {var: rests[var] | below for var in rests if entry.symbol in rests[var]}
                break
    return tuple(sorted(chosen.values(), key=lambda d: len(rests[d.symbol] & set(chosen))))


def _bound(problem: Problem, var: Var) -> bool:
    """Do hypotheses say more of the symbol, so that another one is better computed?"""
    return problem.has(Linear, var) or problem.has(Injective, var)


def _solved(problem: Problem, equation: Equation) -> Iterator[Derived]:
    """The equation solved for a symbol, wherever one stands alone or as a summand."""
    named = set(symbols_of([equation.left, equation.right], problem.setting)) - set(equation.variables)
    if all(is_index(var.sort) for var in named):
        return  # the elements are looked through otherwise
    for here, there in ((equation.left, equation.right), (equation.right, equation.left)):
        for head, body in _isolated(here, there):
            symbol, arguments = _head(head)
            if symbol in problem.names and _fits(symbol, arguments, body, equation):
                yield Derived(symbol, arguments, body, equation.variables)


def _isolated(here: Term, there: Term) -> Iterator[tuple[Term, Term]]:
    """``E - D = B`` as ``E = B + D`` and ``D = E - B``."""
    yield here, there
    if isinstance(here, Plus) and not is_index(here.sort) and here.sort != NATURAL:
        for n, part in enumerate(here.args):
            rest = [term for m, term in enumerate(here.args) if m != n]
            body = minus(there, rest[0] if len(rest) == 1 else Plus(*rest))
            yield (part.args[0], Negative(body)) if isinstance(part, Negative) else (part, body)


def _head(term: Term) -> tuple[Term, tuple[Term, ...]]:
    """``f(a)(b)`` as f and the arguments of all brackets."""
    arguments: tuple[Term, ...] = ()
    while isinstance(term, Apply):
        arguments, term = term.arguments + arguments, term.fn
    return term, arguments


def _fits(symbol: Term, arguments: Sequence[Term], body: Term, equation: Equation) -> bool:
    """Are the vector arguments distinct variables, and is each variable of the law settled by the arguments?"""
    if not isinstance(symbol, Var) or symbol in equation.variables or symbol.sort == NATURAL:
        return False
    vectors = [part for part in arguments if not is_index(part.sort)]
    own, said = set(equation.variables), set[Var]().union(*map(free_variables, arguments))
    plain = all(part in own for part in vectors) and len(set(vectors)) == len(vectors)
    apart = not any(part in free_variables(other) for part in vectors for other in arguments if other != part)
    return plain and apart and own & free_variables(body) <= said and not isinstance(symbol.sort, NeighbourhoodSort)


# --- their values -----------------------------------------------------------------------------------


def settled(problem: Problem, models: Models, entries: Iterable[Derived]) -> Models:
    """The models with the computed values in place of whatever the symbols had. Raises TooMany, NoModel."""
    for entry in entries:
        symbol = models.symbols.get(entry.symbol)
        if symbol is not None and entry.symbol not in models.frame.fixed:
            models = _entered(problem, models, symbol, entry)
    return models


def _entered(problem: Problem, models: Models, symbol: Symbol, entry: Derived) -> Models:
    if symbol.operator or symbol.inputs > MOST_INPUTS or len(entry.arguments) != len(symbol.sorts):
        return models
    field = Field(problem.setting, models, max((1 << 19) // models.count, 1))
    try:
        with np.errstate(all="ignore"):
            env = _everywhere(field, symbol, entry)
            places = [np.asarray(field.value(entry.arguments[n], env)) for n in symbol.indices]
            values = field.components(entry.body, env)
    except OutsideTheory:
        return models
    rows = np.asarray(symbol.labels[tuple(places)] if places else 0)
    parameters = _written(problem, models, symbol, rows, _parts(symbol, values))
    return replace(models, parameters={**models.parameters, **parameters})


def _everywhere(field: Field, symbol: Symbol, entry: Derived) -> dict[Var, object]:
    """The innermost axis holds the points where a polynomial is read off, the others the elements."""
    env: dict[Var, object] = {}
    points = _points(symbol.inputs).astype(np.float64)
    field.axis(len(points))
    start = 0
    for n in symbol.vectors:
        stop = start + field.frame.size(symbol.sorts[n])
        parts = tuple(points[:, place, None] for place in range(start, stop))
        env[_variable(entry.arguments[n])] = parts[0] if is_scalar(symbol.sorts[n]) else parts
        start = stop
    for var in entry.variables:
        if var not in env:
            env[var] = field.axis(field.frame.extent(var.sort)) if is_index(var.sort) else _unused(field, var)
    return env


def _variable(term: Term) -> Var:
    if not isinstance(term, Var):
        raise OutsideTheory("an argument that is no variable")
    return term


def _unused(field: Field, var: Var) -> Any:
    """A value for a variable that the body does not hold."""
    return 0 if is_scalar(var.sort) else (0,) * field.frame.size(var.sort)


def _points(inputs: int) -> Array:
    """(points, inputs): zero; 1, -1 and 2 on each axis; the sums of two units."""
    unit = np.eye(inputs, dtype=np.int64)
    pairs = [unit[a] + unit[b] for a in range(inputs) for b in range(a + 1, inputs)]
    axes = [t * row for row in unit for t in OFFSETS]
    return np.array([np.zeros(inputs), *axes, *pairs]).reshape(1 + len(axes) + len(pairs), inputs)


def _parts(symbol: Symbol, values: Sequence[Array]) -> dict[str, Array]:
    """The parameters by name, (..., models, outputs, ...), of the polynomial with these values at the points."""
    full = np.stack(np.broadcast_arrays(*values), axis=-1)
    full = full.reshape((1,) * (3 - full.ndim) + full.shape)
    if not symbol.outputs:
        return {IMAGE: full[..., 0, :, 0]}
    at = np.moveaxis(full, -3, -1)  # (..., models, outputs, points)
    if not symbol.inputs:
        return {CONSTANT: at[..., 0]}
    at = np.broadcast_to(at, (*at.shape[:-1], len(_points(symbol.inputs))))
    origin = at[..., :1]
    one, less, two = (at[..., 1 + n : 1 + 3 * symbol.inputs : 3] - origin for n in range(3))
    square, odd = (one + less) / 2, (one - less) / 2
    cube = (two - 4 * square - 2 * odd) / 6
    found = {CONSTANT: origin[..., 0], LINEAR: odd - cube, SQUARE: square, CUBE: cube}
    if symbol.pairs:
        first, second = ([pair[side] for pair in symbol.pairs] for side in (0, 1))
        found[MIXED] = at[..., 1 + 3 * symbol.inputs :] - origin - one[..., first] - one[..., second]
    return found


def _written(
    problem: Problem, models: Models, symbol: Symbol, rows: Array, parts: dict[str, Array]
) -> dict[Key, Array]:
    """The parameters with these rows replaced, as far as they are integers and hypotheses allow them."""
    rows = rows[..., 0, :] if rows.ndim > 1 else rows  # no index depends on the point
    written: dict[Key, Array] = {}
    for part, values in parts.items():
        if problem.has(Linear, symbol.var) and part != LINEAR:
            continue
        array = models.parameters[symbol.var, part].copy()
        inner = array.ndim - 2
        lead = np.broadcast_shapes(rows.shape, values.shape[: values.ndim - inner])
        values = np.broadcast_to(values, (*lead, *array.shape[2:]))
        whole = (np.abs(values) < LARGEST) & (values == np.rint(values))
        whole = whole.all(axis=tuple(range(len(lead), values.ndim)))
        number = np.broadcast_to(np.arange(models.count), lead)[whole]
        array[number, np.broadcast_to(rows, lead)[whole]] = np.rint(values[whole]).astype(array.dtype)
        if symbol.nought and part == CONSTANT:
            array[:, list(symbol.nought)] = 0
        written[symbol.var, part] = array
    return written


__all__ = ["Derived", "derived", "settled"]
