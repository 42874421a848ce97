"""Random models: sparse and dense, gentle and non-linear side by side."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

import numpy as np

from symproof.algebras.structure import (
    CONSTANT,
    CUBE,
    IMAGE,
    LINEAR,
    MEMBER,
    MIXED,
    POLYNOMIAL,
    SQUARE,
    Array,
    Frame,
    Key,
    Models,
    NoModel,
    Symbol,
)
from symproof.checking.problem import Problem
from symproof.terms import Var
from symproof.theory.hypotheses import Injective, Linear

ENTRIES = np.array([1, 2, 1, -1])
SLOPES = np.array([1, 2, 1, -1, 3])


def draw(problem: Problem, frame: Frame, symbols: Mapping[Var, Symbol], count: int, seed: int) -> Models:
    """Random models, sparse and dense, gentle and non-linear side by side. Hypotheses on single symbols hold.

    Equations are not looked at: see ``meets``.
    """
    random = np.random.RandomState(seed)
    parameters: dict[Key, Array] = {}
    for var, symbol in symbols.items():
        for part, shape in symbol.parts().items():
            parameters[var, part] = _drawn(symbol, part, (count, *shape), random)
        if var in frame.fixed:
            parameters[var, IMAGE][:] = frame.fixed[var]
        _obey(problem, symbol, parameters, random)
    return Models(frame, symbols, parameters)


def blank(frame: Frame, symbols: Mapping[Var, Symbol]) -> Models:
    """A single model in which everything is zero and every set is everything; it need not meet hypotheses."""
    shapes = {(var, part): shape for var, symbol in symbols.items() for part, shape in symbol.parts().items()}
    fill = {key: np.full((1, *shape), key[1] == MEMBER) for key, shape in shapes.items()}
    return Models(frame, symbols, {k: a if k[1] == MEMBER else a.astype(np.int64) for k, a in fill.items()})


def _drawn(symbol: Symbol, part: str, shape: tuple[int, ...], random: np.random.RandomState) -> Array:
    few = min(1.5 / prod(shape[1:]), 0.5)
    density = _chosen(np.array([few, 0.2, 0.5, 0.9]), (shape[0],) + (1,) * (len(shape) - 1), random)
    chosen = random.random_sample(shape) < density
    if part == MEMBER:
        return _filled(symbol, chosen, random)
    if part == IMAGE:
        return random.randint(0, symbol.extent, size=shape)
    entries = _chosen(ENTRIES, shape, random) * chosen
    if part == CONSTANT:
        return entries * (random.random_sample(shape) < 0.15) if symbol.inputs else entries
    if part == LINEAR:
        return _slopes(symbol, shape, random)
    rare = random.random_sample((shape[0],) + (1,) * (len(shape) - 1)) < (0.15 if part == CUBE else 0.5)
    signs: Array = (entries != 0) * rare
    return signs.astype(np.int64)


def _chosen(values: Array, shape: tuple[int, ...], random: np.random.RandomState) -> Array:
    """As ``random.choice`` does it, in half its time."""
    return np.asarray(values[random.randint(0, len(values), size=shape)])


def _slopes(symbol: Symbol, shape: tuple[int, ...], random: np.random.RandomState) -> Array:
    """Coefficients of the linear part: none is zero where one component answers one."""
    slopes = _chosen(SLOPES, shape, random)
    if symbol.inputs > 1:
        slopes = slopes * (random.random_sample(shape) < (0.3 if symbol.operator else 0.75))
    return slopes


def _filled(symbol: Symbol, member: Array, random: np.random.RandomState) -> Array:
    """Add an orbit wherever a set would be empty."""
    centre = len(symbol.var.sort.centre)
    sets = symbol.labels.reshape(prod(symbol.labels.shape[:centre]), -1)
    for orbits in sets:
        empty = ~member[:, orbits].any(axis=1)
        choice = orbits[random.randint(0, len(orbits), size=len(member))]
        member[np.flatnonzero(empty), choice[empty]] = True
    return member


def _obey(problem: Problem, symbol: Symbol, parameters: dict[Key, Array], random: np.random.RandomState) -> None:
    """Bend the parameters of one symbol to the hypotheses about it, in place."""
    var = symbol.var
    if problem.has(Linear, var):
        if len(symbol.vectors) != 1:
            raise NoModel(f"{var.name} is linear in several arguments")
        for part in POLYNOMIAL:
            if part != LINEAR and (var, part) in parameters:
                parameters[var, part] = parameters[var, part] * 0
    if problem.has(Injective, var) and symbol.operator:
        raise NoModel(f"{var.name} takes functions and is injective")
    if problem.has(Injective, var):
        _make_one_to_one(symbol, parameters, random)
    if symbol.nought:
        parameters[var, CONSTANT][:, list(symbol.nought)] = 0


def _make_one_to_one(symbol: Symbol, parameters: dict[Key, Array], random: np.random.RandomState) -> None:
    var = symbol.var
    if not symbol.outputs:
        count = len(parameters[var, IMAGE])
        if symbol.rows > symbol.extent:
            raise NoModel(f"{var.name} cannot be injective")
        parameters[var, IMAGE] = np.argsort(random.random_sample((count, symbol.extent)), axis=1)[:, : symbol.rows]
    elif not symbol.inputs:
        table = parameters[var, CONSTANT]
        order = np.argsort(random.random_sample((len(table), symbol.rows)), axis=1)
        parameters[var, CONSTANT] = np.repeat(order[:, :, None], symbol.outputs, axis=2)
    else:
        diagonal = np.eye(symbol.outputs, symbol.inputs, dtype=np.int64)
        parameters[var, LINEAR] = np.abs(parameters[var, LINEAR]) * diagonal + diagonal * (parameters[var, LINEAR] == 0)
        parameters[var, CUBE] = np.abs(parameters[var, CUBE]) * diagonal
        for part in (SQUARE, MIXED):
            if (var, part) in parameters:
                parameters[var, part] = parameters[var, part] * 0


__all__ = ["blank", "draw"]
