"""Tables of the forms that laws ask for: homomorphisms, equivariant maps, cocycles, characters, representations.

A table that is drawn at random is none of these. Where a law speaks of a function of elements, most models get
one from such a family; which laws it meets is evaluated, never inferred from the form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, permutations, product

import numpy as np

from symproof.algebras.structure import CONSTANT, IMAGE, Array, Frame, Models, Symbol, is_index, signature
from symproof.checking.problem import Problem, symbols_of
from symproof.groups import Action
from symproof.terms import HEAD, H, MatrixSort, Var
from symproof.theory.hypotheses import Equation

ROUNDS = 12  # draws from each family, in one frame
POOL = 1 << 18  # entries of the tables drawn in one frame
PROJECTIONS = ((1, 0, 0, 0), (1, 1, 0, 0), (1, 0, 1, 0), (1, -1, 0, 0), (0, 0, 1, 1))  # two by two, by rows


def spoken_of(problem: Problem, equations: Sequence[Equation]) -> tuple[Var, ...]:
    """The functions of elements, and the matrices, that a law for all elements speaks of, by name."""
    laws = [e for e in equations if e.variables and any(is_index(var.sort) for var in e.variables)]
    named = {var for e in laws for var in set(symbols_of([e.left, e.right], problem.setting)) - set(e.variables)}
    tables = (var for var in named if signature(var.sort)[0] or isinstance(var.sort, MatrixSort))
    return tuple(sorted(tables, key=lambda var: var.name))


def tabled(models: Models, names: Sequence[Var], seed: int) -> Models:
    """The models with many of these tables taken from a family, another one in each model."""
    random = np.random.RandomState(seed)
    parameters = dict(models.parameters)
    for var in names:
        symbol = models.symbols.get(var)
        if symbol is None or symbol.vectors or symbol.relation or symbol.nought:
            continue
        part = CONSTANT if symbol.outputs else IMAGE
        array = parameters[var, part].copy()
        _, cells = np.unique(symbol.labels.ravel(), return_index=True)  # a cell of each row
        chosen = np.flatnonzero(random.random_sample(models.count) < (0.4 if symbol.outputs else 0.8))
        found = list(islice(_drawn(symbol, models, random), min(len(chosen), max(POOL // array[0].size, 1))))
        if found:
            pool = np.stack([table.reshape(symbol.labels.size, *array.shape[2:])[cells] for table in found])
            array[chosen] = pool[random.randint(len(pool), size=len(chosen))]
        parameters[var, part] = array
    return replace(models, parameters=parameters)


def _drawn(symbol: Symbol, models: Models, random: np.random.RandomState) -> Iterator[Array]:
    """Tables of all families in turn, each family drawn several times."""
    for _ in range(ROUNDS):
        yield from _values(symbol, models.frame, random) if symbol.outputs else _elements(symbol, models, random)


def _arguments(symbol: Symbol) -> tuple[list[Array], list[Array]]:
    """The arguments of sort H, and those that are points, at each cell."""
    grid: list[Array] = list(np.indices(symbol.labels.shape))
    here = [(sort, cells) for sort, cells in zip(symbol.sorts, grid, strict=True) if sort != HEAD]
    return [cells for sort, cells in here if sort == H], [cells for sort, cells in here if sort != H]


# --- elements as values -------------------------------------------------------------------------


def _elements(symbol: Symbol, models: Models, random: np.random.RandomState) -> Iterator[Array]:
    action, (words, points) = models.frame.action, _arguments(symbol)
    yield np.full(symbol.labels.shape, random.randint(symbol.extent))
    yield np.zeros(symbol.labels.shape, dtype=np.int64)
    result = signature(symbol.var.sort)[1]
    if result == H:
        yield from _words(action, words, points, random)
    elif result != HEAD:
        yield from _points(action, words, points, random)


def _words(action: Action, words: list[Array], points: list[Array], random: np.random.RandomState) -> Iterator[Array]:
    """Homomorphisms and their like; maps that H commutes with, in the ways in which it acts on itself; cocycles."""
    times, back, g = action.product, action.inverse, random.randint(action.order)
    for a in words:
        yield from (a, back[a], times[times[g, a], back[g]], times[g, a], times[a, g], times[a, a])
    for a, b in permutations(words, 2):
        yield times[a, b]
    ways = times, times[:, back].T, _conjugation(action)
    for source, arguments in ((action.moved, points), (_conjugation(action), words)):
        maps = [_equivariant(source, way, random) for way in ways] if arguments else []
        yield from (found[p] for found in maps for p in arguments if found is not None)
    for a, p in product(words, points):
        free = random.randint(0, action.order, size=action.size)
        ends = free[action.moved[a, p]], back[free[p]]
        yield from (times[times[ends[0], a], ends[1]], times[ends[0], ends[1]])


def _conjugation(action: Action) -> Array:
    """(|H|, |H|) h takes k to h k h^-1."""
    table = action.product[action.product, action.inverse[:, None]]
    return np.asarray(table)


def _equivariant(source: Array, target: Array, random: np.random.RandomState) -> Array | None:
    """(points,) A map that H commutes with: a point goes to one that everything fixes that fixes it."""
    image = np.full(source.shape[1], -1)
    for point in range(source.shape[1]):
        if image[point] < 0:
            still = source[:, point] == point
            able = np.flatnonzero((target[still] == np.arange(target.shape[1])).all(axis=0))
            if not len(able):
                return None
            image[source[:, point]] = target[:, able[random.randint(len(able))]]
    return image


def _points(action: Action, words: list[Array], points: list[Array], random: np.random.RandomState) -> Iterator[Array]:
    """Equivariant maps, affine maps, orbits."""
    v, g = random.randint(action.size), random.randint(action.order)
    yield from (action.moved[a, v] for a in words)
    for p in points:
        own = _equivariant(action.moved, action.moved, random)
        yield from (p, action.moved[g, p], p if own is None else own[p])
        yield from (action.moved[a, p] for a in words)
    if action.added is not None and action.negated is not None:
        for p in points:
            yield from (action.added[p, v], action.negated[p], action.added[p, p])
        for p, q in permutations(points, 2):
            yield from (action.added[p, q], action.added[p, action.negated[q]])
        yield from (np.asarray(action.added[action.moved[a, v], action.negated[v]]) for a in words)


# --- numbers as values ----------------------------------------------------------------------------


def _values(symbol: Symbol, frame: Frame, random: np.random.RandomState) -> Iterator[Array]:
    """(cells, outputs) The same for all arguments, characters, representations by permutations; scalar matrices."""
    shape = (*symbol.labels.shape, symbol.outputs)
    if symbol.sorts:
        yield np.broadcast_to(random.randint(-1, 3, size=symbol.outputs), shape)
        yield np.ones(shape, dtype=np.int64)
    (words, points), sort = _arguments(symbol), signature(symbol.var.sort)[1]
    moves = [(frame.action.moved, words)] + ([(frame.action.added, points)] if frame.action.added is not None else [])
    size = frame.natural(sort.shape[0]) if isinstance(sort, MatrixSort) and sort.shape[0] == sort.shape[1] else 0
    for moved, arguments in moves:
        for cells in arguments:
            if symbol.outputs == 1:
                yield _character(moved, random)[cells][..., None]
            if size:
                yield _permutations(moved, size, random)[cells].reshape(shape)
    if size:
        yield np.broadcast_to(_idempotent(size, random).ravel(), shape)
        yield np.broadcast_to(random.randint(1, 4) * np.eye(size, dtype=np.int64).ravel(), shape)


def _orbit(moved: Array, most: int, random: np.random.RandomState) -> Array:
    """(elements, points) How they permute an orbit, or blocks of one, of at most so many points."""
    orbits = {tuple(np.unique(column)) for column in moved.T}
    small = sorted(orbit for orbit in orbits if len(orbit) <= most)
    if small:
        orbit = np.array(small[random.randint(len(small))])
        return np.searchsorted(orbit, moved[:, orbit])
    return np.zeros((len(moved), 1), dtype=np.int64)


def _permutations(moved: Array, size: int, random: np.random.RandomState) -> Array:
    """(elements, size, size) Matrices that permute an orbit, or act on its vectors with sum zero; else as the unit."""
    reduced = random.randint(2)
    orbit = _orbit(moved, size + reduced, random)
    every, length = np.arange(len(moved)), orbit.shape[1] - reduced
    matrices = np.tile(np.eye(size, dtype=np.int64), (len(moved), 1, 1))
    matrices[:, :length, :length] = 0
    for column in range(length):
        for end, sign in ((column, 1), (length, -1))[: 1 + reduced]:
            rows = orbit[:, end]
            matrices[every[rows < length], rows[rows < length], column] += sign
    return matrices


def _character(moved: Array, random: np.random.RandomState) -> Array:
    """(elements,) The signs of the permutations of an orbit."""
    orbit = _orbit(moved, 6, random)
    return np.array([round(float(np.linalg.det(np.eye(len(row))[row]))) for row in orbit])


def _idempotent(size: int, random: np.random.RandomState) -> Array:
    """(size, size) A projection, perhaps an oblique one."""
    matrix = np.diag(random.randint(0, 2, size=size))
    if size > 1:
        matrix[:2, :2] = np.array(PROJECTIONS[random.randint(len(PROJECTIONS))]).reshape(2, 2)
    return matrix


__all__ = ["spoken_of", "tabled"]
