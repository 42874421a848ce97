"""Maps of the forms that laws ask for: even, odd, additive, symmetric in two arguments, projections and the like.

A map that is drawn at random is none of these. Where a law speaks of a map at all features, most
models get one from such a family; which laws it meets is evaluated, never inferred from the form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from symproof.algebras.structure import (
    CONSTANT,
    CUBE,
    LINEAR,
    MIXED,
    SQUARE,
    Array,
    Models,
    Symbol,
    is_index,
    signature,
)
from symproof.checking.problem import Problem, symbols_of
from symproof.terms import Arrow, Var
from symproof.theory.hypotheses import Equation, Linear

Parts: TypeAlias = dict[str, Array]  # the parameters of one map by name
Family: TypeAlias = Callable[[Symbol, Parts, np.random.RandomState], Parts]


def lawful(problem: Problem, equations: Sequence[Equation]) -> tuple[Var, ...]:
    """The maps that a law for all features or scalars speaks of, by name."""
    laws = [e for e in equations if any(not is_index(var.sort) for var in e.variables)]
    named = {var for e in laws for var in set(symbols_of([e.left, e.right], problem.setting)) - set(e.variables)}
    maps = (var for var in named if any(not is_index(sort) for sort in signature(var.sort)[0]))
    return tuple(sorted((var for var in maps if isinstance(var.sort, Arrow)), key=lambda var: var.name))


def bent(problem: Problem, models: Models, maps: Sequence[Var], seed: int) -> Models:
    """The models with most of these maps taken from a family, another one in each model; linear ones stay linear."""
    random = np.random.RandomState(seed)
    parameters = dict(models.parameters)
    for var in maps:
        symbol = models.symbols.get(var)
        if symbol is None or not symbol.inputs or not symbol.outputs or symbol.operator:
            continue
        families = FAMILIES + (OF_TWO if _two_alike(symbol) else ())
        families += (_turned,) if symbol.inputs == symbol.outputs > 1 else ()
        chosen = random.randint(-2, len(families), size=models.count)
        parts = {part: parameters[var, part].copy() for part in symbol.parts()}
        for number, family in enumerate(families):
            here = chosen == number
            for part, array in family(symbol, {p: a[here] for p, a in parts.items()}, random).items():
                parts[part][here] = array
        if problem.has(Linear, var):
            parts = {part: array if part == LINEAR else array * 0 for part, array in parts.items()}
        parameters |= {(var, part): array for part, array in parts.items()}
    return replace(models, parameters=parameters)


def _only(*kept: str) -> Family:
    """The coefficients of these kinds as drawn, the others zero."""

    def family(symbol: Symbol, parts: Parts, random: np.random.RandomState) -> Parts:
        return {part: array if part in kept else array * 0 for part, array in parts.items()}

    return family


def _diagonal(symbol: Symbol, parts: Parts) -> Array:
    """(models, 1, outputs, inputs) The coefficients of the identity."""
    one = np.eye(symbol.outputs, symbol.inputs, dtype=np.int64)
    return np.broadcast_to(one, (len(parts[LINEAR]), 1, *one.shape))


def _projection(symbol: Symbol, parts: Parts, random: np.random.RandomState) -> Parts:
    """Some components, zero for the others; zero, or the identity."""
    kept = random.randint(0, 2, size=(len(parts[LINEAR]), 1, symbol.outputs, 1))
    return _plain(parts, _diagonal(symbol, parts) * kept)


def _opposite(symbol: Symbol, parts: Parts, random: np.random.RandomState) -> Parts:
    """-t."""
    return _plain(parts, -_diagonal(symbol, parts))


def _turned(symbol: Symbol, parts: Parts, random: np.random.RandomState) -> Parts:
    """The components in another order, some with the opposite sign: an isometry where there are as many as before."""
    count = len(parts[LINEAR])
    order = np.argsort(random.random_sample((count, symbol.inputs)), axis=1)[:, : symbol.outputs]
    turned = np.zeros((count, 1, symbol.outputs, symbol.inputs), dtype=np.int64)
    for output in range(order.shape[1]):
        turned[np.arange(count), 0, output, order[:, output]] = random.choice([1, -1], size=count)
    return _plain(parts, turned)


def _shifted(symbol: Symbol, parts: Parts, random: np.random.RandomState) -> Parts:
    """t + 1, t - 1, c - t."""
    sign, offset = (random.choice([1, -1], size=(len(parts[LINEAR]), 1, 1, 1)) for _ in range(2))
    offsets = np.broadcast_to(offset[..., 0], parts[CONSTANT].shape)
    return _plain(parts, _diagonal(symbol, parts) * sign) | {CONSTANT: offsets}


def _plain(parts: Parts, linear: Array) -> Parts:
    zero = {part: array * 0 for part, array in parts.items()}
    return zero | {LINEAR: np.broadcast_to(linear, parts[LINEAR].shape)}


# --- two arguments of one sort ------------------------------------------------------------------


def _two_alike(symbol: Symbol) -> bool:
    sorts = [symbol.sorts[n] for n in symbol.vectors]
    return len(sorts) == 2 and sorts[0] == sorts[1]


def _swapped(symbol: Symbol, parts: Parts) -> Parts:
    """The parameters of the map whose arguments change places."""
    half = symbol.inputs // 2
    other = [(n + half) % symbol.inputs for n in range(symbol.inputs)]
    places = {pair: number for number, pair in enumerate(symbol.pairs)}
    moved = [places[min(p, q), max(p, q)] for p, q in ((other[a], other[b]) for a, b in symbol.pairs)]
    order = {LINEAR: other, SQUARE: other, CUBE: other, MIXED: moved}
    return {part: array[..., order[part]] if part in order else array for part, array in parts.items()}


def _symmetric(symbol: Symbol, parts: Parts, random: np.random.RandomState) -> Parts:
    return {part: np.sign(array + _swapped(symbol, parts)[part]) for part, array in parts.items()}


def _antisymmetric(symbol: Symbol, parts: Parts, random: np.random.RandomState) -> Parts:
    return {part: np.sign(array - _swapped(symbol, parts)[part]) for part, array in parts.items()}


def _bilinear(symbol: Symbol, parts: Parts, random: np.random.RandomState) -> Parts:
    """The products of a component of the one and a component of the other."""
    half = symbol.inputs // 2
    across = np.array([a < half <= b for a, b in symbol.pairs])
    signs = random.choice([1, 1, -1, 0], size=parts[MIXED].shape)
    return {part: array * 0 for part, array in parts.items()} | {MIXED: signs * across}


FAMILIES: tuple[Family, ...] = (
    _only(CONSTANT, SQUARE, MIXED),  # even
    _only(SQUARE, MIXED),
    _only(LINEAR, CUBE),  # odd
    _only(LINEAR),
    _only(CONSTANT),
    _projection,
    _opposite,
    _shifted,
)
OF_TWO: tuple[Family, ...] = (_symmetric, _antisymmetric, _bilinear)

__all__ = ["bent", "lawful"]
