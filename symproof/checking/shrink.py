"""Make a model smaller while it still shows what it shows.

Entries go to zero, coefficients to those of the identity, elements to e and 0, neighbourhoods
lose orbits. Many smaller models are tried at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import prod
from typing import TypeAlias

import numpy as np

from symproof.algebras.structure import CONSTANT, IMAGE, LINEAR, MEMBER, Array, Frame, Key, Models, Symbol
from symproof.terms import Var

Shows: TypeAlias = Callable[[Models], Array]
Settle: TypeAlias = Callable[[Models], Models]  # enters what follows from the other entries

STACK = 64  # models tried at once in the random rounds
ROUNDS = 12
DIVISORS = (5, 3, 2)  # tried on entries beyond LARGE
LARGE = 3
STEPS = 60  # systematic rounds, a change each

FEW = 6  # components of a map, and elements, that are tried one by one
ENTRY, COEFFICIENT, MEMBERSHIP, ELEMENT, SIZE, TINY = 1_000_000.0, 10_000.0, 200.0, 20.0, 1.0, 0.01


def neutral(symbol: Symbol, part: str, shape: tuple[int, ...]) -> Array:
    """The parameters of the plainest symbol: identity maps, everything else zero."""
    if part == LINEAR and not symbol.operator:
        plain = np.arange(symbol.inputs)[None, :] % symbol.outputs == np.arange(symbol.outputs)[:, None]
        return np.broadcast_to(plain.astype(np.int64), shape)
    return np.zeros(shape, dtype=np.int64)


def weight(symbol: Symbol, part: str) -> Array | float:
    """What one parameter away from neutral costs."""
    if part == MEMBER:
        return MEMBERSHIP * np.bincount(symbol.labels.ravel(), minlength=symbol.rows) / symbol.labels[..., 0].size
    if part == IMAGE:
        return ELEMENT if not symbol.indices else ENTRY
    return COEFFICIENT if symbol.inputs else ENTRY


@dataclass(frozen=True, eq=False)
class Layout:
    """All parameters of the models over one frame side by side: (models, parameters)."""

    frame: Frame
    symbols: Mapping[Var, Symbol]
    places: Mapping[Key, tuple[int, int, tuple[int, ...]]]  # start, stop, shape
    plain: Array  # (parameters,) the neutral values
    prices: Array  # what each parameter away from these costs
    sizes: Array  # what it costs for each unit of its size
    free: Array  # those that may change

    @classmethod
    def of(cls, models: Models) -> Layout:
        places: dict[Key, tuple[int, int, tuple[int, ...]]] = {}
        columns: list[tuple[Array, Array, Array, Array]] = []
        start = 0
        for (var, part), array in models.parameters.items():
            symbol, shape = models.symbols[var], array.shape[1:]
            places[var, part] = start, start + prod(shape), shape
            start += prod(shape)
            size = 0.0 if part == MEMBER else TINY if part == IMAGE else SIZE
            parts = (neutral(symbol, part, shape), weight(symbol, part), size, var not in models.frame.fixed)
            columns.append(tuple(np.broadcast_to(np.asarray(p), shape).ravel() for p in parts))  # type: ignore[arg-type]
        nothing = (np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0, dtype=bool))
        joined = [np.concatenate(parts) for parts in zip(*columns, strict=True)] if columns else [*nothing]
        return cls(models.frame, models.symbols, places, *joined)

    def flat(self, models: Models) -> Array:
        """(models, parameters)"""
        arrays = [models.parameters[key].reshape(models.count, -1) for key in self.places]
        return np.concatenate(arrays, axis=1).astype(np.int64) if arrays else np.zeros((models.count, 0), np.int64)

    def models(self, flat: Array) -> Models:
        parameters = {}
        for key, (start, stop, shape) in self.places.items():
            array = flat[:, start:stop].reshape(len(flat), *shape)
            parameters[key] = array.astype(bool) if key[1] == MEMBER else array
        return Models(self.frame, self.symbols, parameters)

    def cost(self, flat: Array) -> Array:
        """(models,) Entries first, then coefficients, then neighbourhoods and elements, then their sizes."""
        away = flat - self.plain
        dropped = (flat == 0) & (self.plain != 0)  # a component left out of a map: half the price
        total: Array = (away != 0) @ self.prices - 0.5 * (dropped @ self.prices)
        total += (np.abs(away) + 0.5 * (away < 0)) @ self.sizes
        return total


def cost(models: Models) -> Array:
    """(models,) What the parameters cost that are not neutral."""
    layout = Layout.of(models)
    return layout.cost(layout.flat(models))


def shrink(
    model: Models, shows: Shows, seed: int, late: Callable[[], bool], settle: Settle = lambda models: models
) -> list[Models]:
    """Ever smaller models that still show it, the given one first; ``late`` stops it, as a safety."""
    layout, history = Layout.of(model), [model]
    present = layout.flat(model)[0]
    random = np.random.RandomState(seed)
    idle = 0
    for _ in range(ROUNDS):
        smaller = _cheapest(layout, _random_changes(layout, present, random), shows, settle, present)
        idle = 0 if smaller is not None else idle + 1
        if smaller is not None:
            present = smaller
            history.append(layout.models(present[None]))
        if idle == 2 or late():
            break
    for _ in range(STEPS):
        smaller = _cheapest(layout, _single_changes(layout, present), shows, settle, present)
        if smaller is None or late():
            break
        present = smaller
        history.append(layout.models(present[None]))
    return history


def _cheapest(layout: Layout, candidates: Array, shows: Shows, settle: Settle, present: Array) -> Array | None:
    """The cheapest candidate that still shows it, if it is cheaper than what there is."""
    if not len(candidates):
        return None
    models = layout.models(candidates)
    settled = settle(models)
    candidates = candidates if settled is models else layout.flat(settled)
    costs = layout.cost(candidates)
    cheaper = np.flatnonzero(costs < layout.cost(present[None])[0])
    if not cheaper.size:
        return None
    costs = costs[cheaper]
    costs[~shows(settled.take(cheaper))] = np.inf
    best = int(np.argmin(costs))
    return candidates[cheaper[best]] if np.isfinite(costs[best]) else None


def _random_changes(layout: Layout, present: Array, random: np.random.RandomState) -> Array:
    """Copies in which a random share of all parameters is neutral, none of some symbols."""
    share = np.linspace(0.1, 0.9, STACK)[:, None] * (random.random_sample((STACK, len(layout.places))) < 2 / 3)
    lengths = [stop - start for start, stop, _ in layout.places.values()]
    reset = random.random_sample((STACK, len(present))) < np.repeat(share, lengths, axis=1)
    return np.where(reset & layout.free, layout.plain, present)


def _single_changes(layout: Layout, present: Array) -> Array:
    """Copies with one parameter changed each: to neutral, to 1, or by one step towards zero; and maps made plain."""
    changes: list[tuple[Array | int, Array | int]] = []
    for (_, part), (start, stop, _) in layout.places.items():
        here = present[start:stop]
        for place in start + np.flatnonzero((here != layout.plain[start:stop]) & layout.free[start:stop]):
            values = _simpler(part, int(present[place]), int(layout.plain[place]))
            changes += [(int(place), value) for value in values]
    changes += _projections(layout, present)
    stack = np.repeat(present[None], len(changes), axis=0)
    for number, (where, value) in enumerate(changes):
        stack[number, where] = value
    return stack


def _projections(layout: Layout, present: Array) -> Iterator[tuple[Array, Array]]:
    """Each row of a map of several components that is not plain, as one of the components."""
    for var, symbol in layout.symbols.items():
        if symbol.outputs != 1 or not 1 < symbol.inputs <= FEW or symbol.operator:
            continue
        parts = [(part, layout.places[var, part]) for part in symbol.parts()]
        for row in range(symbol.rows):
            where = {part: _row_of(start, stop, symbol.rows, row) for part, (start, stop, _) in parts}
            whole = np.concatenate(list(where.values()))
            if (present[whole] != layout.plain[whole]).any():
                yield from ((whole, (whole == where[LINEAR][n]).astype(np.int64)) for n in range(symbol.inputs))


def _row_of(start: int, stop: int, rows: int, row: int) -> Array:
    length = (stop - start) // rows
    return np.arange(start + row * length, start + (row + 1) * length)


def _simpler(part: str, now: int, rest: int) -> list[int]:
    """Values to try instead of ``now``; ``rest`` is the neutral one."""
    if part == MEMBER:
        return [rest]
    if part == IMAGE:
        return [rest, *range(1, min(now, FEW))]
    if part not in (CONSTANT, LINEAR):
        values = [rest, 1]
    else:
        shares = [int(now / n) for n in DIVISORS] if abs(now) > LARGE else []
        values = [rest, 1, *shares, -now, now - (1 if now > 0 else -1)]
    return [v for v in dict.fromkeys(values) if v != now and abs(v) <= abs(now)]


__all__ = ["cost", "neutral", "shrink"]
