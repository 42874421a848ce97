"""Make a model smaller while it still shows what it shows.

Entries go to zero, coefficients to those of the identity, elements to e and 0, neighbourhoods
lose orbits. Many smaller models are tried at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from symproof.algebras.structure import CONSTANT, IMAGE, LINEAR, MEMBER, Array, Key, Models, Symbol

Shows: TypeAlias = Callable[[Models], Array]
Settle: TypeAlias = Callable[[Models], Models]  # enters what follows from the other entries

STACK = 64  # models tried at once in the random rounds
ROUNDS = 12
DIVISORS = (5, 3, 2)  # tried on entries beyond LARGE
LARGE = 3
STEPS = 60  # systematic rounds, a change each

ENTRY, COEFFICIENT, MEMBERSHIP, ELEMENT, SIZE = 1_000_000.0, 10_000.0, 200.0, 20.0, 1.0


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


def cost(models: Models) -> Array:
    """(models,) Entries first, then coefficients, then neighbourhoods and elements, then their sizes."""
    total = np.zeros(models.count)
    for (var, part), array in models.parameters.items():
        symbol = models.symbols[var]
        away = np.asarray(array, dtype=np.int64)
        if part == LINEAR:
            away = away - neutral(symbol, part, array.shape)
        rows = away.reshape(models.count, -1)
        total += (rows != 0) @ np.broadcast_to(weight(symbol, part), away.shape[1:]).ravel()
        if part != IMAGE:
            total += SIZE * np.abs(rows).sum(axis=1)
            total += SIZE * 0.5 * (rows < 0).sum(axis=1)
    return total


def shrink(
    model: Models, shows: Shows, seed: int, late: Callable[[], bool], settle: Settle = lambda models: models
) -> list[Models]:
    """Ever smaller models that still show it, the given one first; ``late`` stops it, as a safety."""
    history = [model]
    random = np.random.RandomState(seed)
    idle = 0
    for _ in range(ROUNDS):
        smaller = _cheapest(settle(_random_changes(history[-1], random)), shows, history[-1])
        idle = 0 if smaller is not None else idle + 1
        if smaller is not None:
            history.append(smaller)
        if idle == 2 or late():
            break
    for _ in range(STEPS):
        changed = _single_changes(history[-1])
        smaller = _cheapest(settle(changed) if changed is not None else None, shows, history[-1])
        if smaller is None or late():
            break
        history.append(smaller)
    return history


def _cheapest(candidates: Models | None, shows: Shows, present: Models) -> Models | None:
    """The cheapest candidate that still shows it, if it is cheaper than what there is."""
    if candidates is None:
        return None
    costs = cost(candidates)
    costs[~shows(candidates)] = np.inf
    best = int(np.argmin(costs))
    return candidates.pick(best) if costs[best] < cost(present)[0] else None


def _random_changes(model: Models, random: np.random.RandomState) -> Models:
    """Copies in which a random share of all parameters is neutral."""
    stack = model.repeat(STACK)
    changed: dict[Key, Array] = {}
    for key, array in stack.parameters.items():
        if key[0] in stack.frame.fixed:
            changed[key] = array
            continue
        share = np.linspace(0.1, 0.9, STACK).reshape((STACK,) + (1,) * (array.ndim - 1))
        share = share * random.choice([0, 1, 1], size=share.shape)
        reset = random.random_sample(array.shape) < share
        plain = neutral(stack.symbols[key[0]], key[1], array.shape).astype(array.dtype)
        changed[key] = np.where(reset, plain, array)
    return replace(stack, parameters=changed)


def _single_changes(model: Models) -> Models | None:
    """Copies with one parameter changed each: to neutral, to 1, or by one step towards zero."""
    changes: list[tuple[Key, tuple[int, ...], int]] = []
    for key, array in model.parameters.items():
        if key[0] in model.frame.fixed:
            continue
        plain = neutral(model.symbols[key[0]], key[1], array.shape)
        for place in np.argwhere(array != plain).tolist():
            now, rest = int(array[tuple(place)]), int(plain[tuple(place)])
            changes += [(key, tuple(place[1:]), value) for value in _simpler(key[1], now, rest)]
    if not changes:
        return None
    stack = model.repeat(len(changes))
    for number, (key, where, value) in enumerate(changes):
        stack.parameters[key][(number, *where)] = value
    return stack


def _simpler(part: str, now: int, rest: int) -> list[int]:
    """Values to try instead of ``now``; ``rest`` is the neutral one."""
    if part in (MEMBER, IMAGE):
        return [rest]
    if part not in (CONSTANT, LINEAR):
        values = [rest, 1]
    else:
        shares = [int(now / n) for n in DIVISORS] if abs(now) > LARGE else []
        values = [rest, 1, *shares, -now, now - (1 if now > 0 else -1)]
    return [v for v in dict.fromkeys(values) if v != now and abs(v) <= abs(now)]


__all__ = ["cost", "neutral", "shrink"]
