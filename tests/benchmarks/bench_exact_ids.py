"""Exact identifiers against float64: the group layer with LoRA, both sides of its claim.

The yardstick evaluates the same layer with
numpy in float64 on the same instances, written straightforwardly with features of one dimension:
one (y, h_3) after the other, all (i, h_1) and all summands at once, the window as an index array.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from symproof.algebras.exact_ids import ExactIds
from symproof.algebras.identifiers import Budget, Index
from symproof.algebras.instances import compare
from symproof.groups import Action, parse_action
from symproof.theory.hypotheses import Hypothesis
from tests.algebras.layers import INVARIANT, group_claim, group_setting, h1, h3, i, y
from tests.benchmarks.rows import Check, Row
from tests.benchmarks.timing import best_of

SMALL = ("C2 on Z_3", "C4 on Z_5", "S3 on Z_2^2", "p4:3")
Signal = Callable[[np.ndarray, np.ndarray], np.ndarray]


def square(action: Action) -> frozenset[int]:
    """The 3x3 window."""
    return frozenset(action.point((a, b)) for a in (-1, 0, 1) for b in (-1, 0, 1))


class Float64:
    """The layer with random tables and numbers for maps."""

    def __init__(self, action: Action):
        rng = np.random.default_rng(1)
        names = (action.product, action.inverse, action.moved, action.added, action.negated)
        self.mul, self.inv, self.act, self.add, self.neg = (np.asarray(table, np.intp) for table in names)
        self.window = np.array(sorted(square(action)))
        self.f, self.rho = (rng.normal(size=(action.size, action.order)) for _ in range(2))
        self.maps, self.action = rng.normal(size=6), action
        self.i, self.h1 = np.meshgrid(np.arange(action.size), np.arange(action.order), indexing="ij")

    def layer(self, signal: Signal, at: np.ndarray, h1: np.ndarray) -> np.ndarray:
        """m[signal, rho](at, h1): axes h, j, h2 behind those of the arguments."""
        qry, d_qry, key, d_key, val, d_val = self.maps
        at, h1 = at[..., None, None, None], h1[..., None, None, None]
        h, h2 = np.arange(self.action.order)[:, None, None], np.arange(self.action.order)
        j, back = self.add[at, self.window[:, None]], self.inv[h]
        difference = self.add[self.act[back, j], self.neg[self.act[back, at]]]
        encoding = self.rho[difference, self.mul[self.inv[self.mul[back, h1]], self.mul[back, h2]]]
        value, query = signal(j, h2), signal(at, h1)
        keyed = value + encoding
        weight = np.exp((qry * query + d_qry * query) * (key * keyed + d_key * keyed))
        weight /= weight.sum(axis=(-1, -2), keepdims=True)
        return np.sum(weight * (val * value + d_val * value), axis=(-1, -2, -3))

    def claim(self, moves: Iterable[tuple[int, int]]) -> float:
        """The largest difference between the sides."""
        worst = 0.0
        for move in moves:
            left = self.layer(lambda p, k, move=move: self.f[self.back(*move, p, k)], self.i, self.h1)
            right = self.layer(lambda p, k: self.f[p, k], *self.back(*move, self.i, self.h1))
            worst = max(worst, float(np.abs(left - right).max()))
        return worst

    def back(self, v: int, g: int, p: np.ndarray, k: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(p, k) under (v, g)^-1."""
        return self.act[self.inv[g], self.add[p, self.neg[v]]], self.mul[self.inv[g], k]


def all_moves(action: Action) -> list[tuple[int, int]]:
    return [(v, k) for v in range(action.size) for k in range(action.order)]


def generators(action: Action) -> list[tuple[int, int]]:
    """The claim for these (y, h_3), and all signals, gives it for all."""
    return [(v, 0) for v in action.translations] + [(0, k) for k in action.generators]


def exhaustive(action: Action) -> bool:
    budget = Budget(elements=1 << 30)
    claim = group_claim(), group_setting()
    return compare(*claim[0], claim[1], action, INVARIANT, window=square(action), budget=budget).equal


def by_generators(action: Action) -> bool:
    """Both sides at each generator and all (i, h_1), some i at a time; one table of identifiers."""
    fold = ExactIds(
        group_setting(),
        action,
        hypotheses=INVARIANT,
        window=square(action),
        budget=Budget(elements=1 << 30),
        canonical=False,
    )
    portion = max(1, 6000 // action.order)
    places = [np.arange(n, min(n + portion, action.size)) for n in range(0, action.size, portion)]
    return all(
        _same(
            fold,
            {y: _one(v, action.size), h3: _one(k, action.order), i: _column(some, action.size), h1: group},
        )
        for group in (Index(np.arange(action.order), action.order),)
        for v, k in generators(action)
        for some in places
    )


def _one(value: int, size: int) -> Index:
    return Index(np.array(value), size)


def _column(values: np.ndarray, size: int) -> Index:
    return Index(values[:, None], size)


def _same(fold: ExactIds, at: dict) -> bool:
    left, right = (fold.identify(side, at) for side in group_claim())
    return bool((left == right).all())


def symbolic(name: str, hypotheses: frozenset[Hypothesis] = INVARIANT) -> bool:
    """Any neighbourhood that meets the hypotheses, all (g, i, h_1)."""
    return compare(*group_claim(), group_setting(), parse_action(name), hypotheses).equal


def rows() -> Iterator[Row]:
    eight, large = parse_action("p4:8"), parse_action("p4:32")
    floats = best_of(lambda: Float64(eight).claim(all_moves(eight)), least=3)
    exact = best_of(lambda: exhaustive(eight), least=3)
    yield Row("exact identifiers, group layer, p4:8, 3x3 x H, all", exact, "float64", floats, 3, relative=True)
    floats = best_of(lambda: Float64(large).claim(generators(large)), least=3)
    exact = best_of(lambda: by_generators(large), least=3)
    yield Row("exact identifiers, group layer, p4:32, generators", exact, "float64", floats, 3, relative=True)
    for name in SMALL:
        yield Row(f"exact identifiers, group layer, N symbolic, {name}", best_of(lambda n=name: symbolic(n), least=3))


def checks() -> Iterator[Check]:
    for name in SMALL:
        yield f"{name}: both sides of the group layer have equal identifiers", lambda n=name: symbolic(n)
    for hypothesis in INVARIANT:
        fewer = INVARIANT - {hypothesis}
        yield (
            f"S3 on Z_2^2: not equal without '{hypothesis.name}'",
            lambda rest=fewer: not symbolic("S3 on Z_2^2", rest),
        )
    action = parse_action("p4:3")
    yield "p4:3: float64 agrees", lambda: Float64(action).claim(all_moves(action)) < 1e-9
    yield "p4:3 with the 3x3 window: equal", lambda: exhaustive(action)
    yield "p4:3 with the 3x3 window, generators alone: equal", lambda: by_generators(action)
