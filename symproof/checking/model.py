"""Concrete finite models that meet the hypotheses of a setting.

Neighbourhoods are unions of orbits under what the hypotheses name, each set non-empty; tables
obey the invariance laws because cells that a law identifies share one entry; linear and
injective maps have coefficients of that form; every other equation is evaluated, and models
in which it fails are dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import prod
from typing import Any

import numpy as np

from symproof.algebras.field import Field, agreeing, differing
from symproof.algebras.structure import (
    CONSTANT,
    CUBE,
    IMAGE,
    LINEAR,
    MEMBER,
    MIXED,
    SQUARE,
    Array,
    Frame,
    Models,
    NoModel,
    Symbol,
    is_index,
    signature,
)
from symproof.algebras.values import NoValue, Values
from symproof.checking.laws import MAX_LAW, holds, holds_exactly
from symproof.checking.problem import HOLDS, Problem, symbols_of
from symproof.groups import GroupError, pair_orbits
from symproof.terms import (
    HEAD,
    NATURAL,
    Apply,
    Arrow,
    NeighbourhoodSort,
    S,
    Term,
    Var,
    Zero,
    free_variables,
)
from symproof.theory.document import Relation
from symproof.theory.hypotheses import (
    Equation,
    Injective,
    Linear,
    Stable,
    TranslationEquivariant,
)

MAX_CELLS = 1 << 16  # of one table
MAX_INPUTS = 80  # components of the arguments of one map


def symbol_table(problem: Problem, frame: Frame) -> tuple[dict[Var, Symbol], tuple[Equation, ...]]:
    """Each undefined name with its tables over the frame, and the equations that these do not settle.

    Raises NoModel.
    """
    names = [var for var in problem.names if var.sort != NATURAL]
    table = {var: _symbol(problem, frame, var) for var in names}
    open_ = [e for e in problem.equations if not (e.variables and _identify(problem, frame, table, e))]
    return table, tuple(open_)


def _symbol(problem: Problem, frame: Frame, var: Var) -> Symbol:
    if isinstance(var.sort, NeighbourhoodSort):
        return _neighbourhood(problem, frame, var)
    sorts, result = signature(var.sort)
    indices = tuple(n for n, sort in enumerate(sorts) if is_index(sort))
    vectors = tuple(n for n in range(len(sorts)) if n not in indices)
    shape = tuple(frame.extent(sorts[n]) for n in indices)
    if prod(shape) > MAX_CELLS:
        raise NoModel(f"the table of {var.name} is too large")
    if is_index(result) and vectors:
        raise NoModel(f"{var.name} takes features to elements")
    labels = np.arange(prod(shape)).reshape(shape)
    outputs = 0 if is_index(result) else frame.size(result)
    extent = frame.extent(result) if is_index(result) else 0
    inputs = sum(frame.size(sorts[n]) for n in vectors)
    if prod(shape) * inputs > MAX_CELLS or inputs > MAX_INPUTS:
        raise NoModel(f"{var.name} takes too many components")
    return Symbol(var, indices, vectors, sorts, labels, prod(shape), outputs, inputs, extent)


def _neighbourhood(problem: Problem, frame: Frame, var: Var) -> Symbol:
    sorts = (*var.sort.centre, *var.sort.element)
    letters = "".join("S" if sort == S else "H" for sort in sorts)
    split = len(var.sort.centre)
    try:
        labels = pair_orbits(
            frame.action, letters[:split], letters[split:],
            translations=problem.has(TranslationEquivariant, var), stable=problem.has(Stable, var),
        )  # fmt: skip
    except GroupError as error:
        raise NoModel(str(error)) from error
    return Symbol(var, tuple(range(len(sorts))), (), sorts, labels, int(labels.max()) + 1, 0, 0)


# --- invariance laws: cells that are identified ---------------------------------------------


def _identify(problem: Problem, frame: Frame, table: dict[Var, Symbol], law: Equation) -> bool:
    """Let the cells share a row that ``f(..) = f(..)`` for all values of the variables makes equal.

    ``f(..) = 0`` makes rows zero. False for a law of another form, which is left to ``meets``.
    """
    left, right = _application(law.left), _application(law.right)
    zero = isinstance(law.left, Zero) or isinstance(law.right, Zero)
    left, right = (left, right) if left is not None else (right, left)
    symbol = table.get(left[0]) if left is not None else None
    if left is None or symbol is None or not _plain_arguments(left[1], symbol, law):
        return False
    cells = _cells(problem, frame, table, left[1], symbol, law)
    if zero and symbol.outputs and not symbol.vectors:
        rows = tuple(int(r) for r in np.unique(symbol.labels.ravel()[cells]))
        table[left[0]] = replace(symbol, nought=tuple(sorted({*symbol.nought, *rows})))
    elif right is not None and right[0] == left[0] and _same_vectors(left[1], right[1], symbol):
        others = _cells(problem, frame, table, right[1], symbol, law)
        table[left[0]] = _merged(symbol, cells, others)
    else:
        return False
    return True


def _application(term: Term) -> tuple[Var, tuple[Term, ...]] | None:
    """``f(a)(b)`` as f and the arguments of all brackets."""
    arguments: tuple[Term, ...] = ()
    while isinstance(term, Apply):
        arguments, term = term.arguments + arguments, term.fn
    return (term, arguments) if isinstance(term, Var) and arguments else None


def _plain_arguments(arguments: Sequence[Term], symbol: Symbol, law: Equation) -> bool:
    """Are the vector arguments distinct variables of the law, and the indices free of unknown functions?"""
    if len(arguments) != len(symbol.sorts):
        return False
    vectors = [arguments[n] for n in symbol.vectors]
    known = not any(isinstance(v.sort, Arrow) for n in symbol.indices for v in free_variables(arguments[n]))
    return known and len(set(vectors)) == len(vectors) and all(v in law.variables for v in vectors)


def _same_vectors(left: Sequence[Term], right: Sequence[Term], symbol: Symbol) -> bool:
    return len(left) == len(right) and all(left[n] == right[n] for n in symbol.vectors)


def _cells(
    problem: Problem,
    frame: Frame,
    table: Mapping[Var, Symbol],
    arguments: Sequence[Term],
    symbol: Symbol,
    law: Equation,
) -> Array:
    """The flat cell numbers of an application at all values of the law's variables.

    Free elements that the frame does not fix count as variables: the law then says more than it needs.
    """
    named = {*symbols_of([law.left, law.right], problem.setting), *law.variables}
    free = sorted((var for var in named if is_index(var.sort)), key=lambda var: var.name)
    fixed = {var: value for var, value in frame.fixed.items() if var not in law.variables}
    extents = [1 if var in fixed else frame.extent(var.sort) for var in free]
    if prod(extents) > MAX_LAW:
        raise NoModel("a law with too many values")
    grid = np.indices(extents).reshape(len(free), -1) if free else np.zeros((0, 1), dtype=np.int64)
    field = Field(problem.setting, Models(frame, table, {}))
    env = {**dict(zip(free, grid, strict=True)), **fixed}
    values = [np.broadcast_to(field.value(arguments[n], env), grid.shape[1:]) for n in symbol.indices]
    if not values:
        return np.zeros(1, dtype=np.int64)
    return np.asarray(np.ravel_multi_index(tuple(values), symbol.labels.shape))


def _merged(symbol: Symbol, left: Array, right: Array) -> Symbol:
    """Join the rows of paired cells, by spreading the least number."""
    flat = symbol.labels.ravel()
    pairs = np.unique(np.stack([flat[left], flat[right]]), axis=1)
    least = np.arange(symbol.rows)
    while True:
        before = least.copy()
        np.minimum.at(least, pairs[0], before[pairs[1]])
        np.minimum.at(least, pairs[1], before[pairs[0]])
        least = least[least]
        if (least == before).all():
            break
    kept, dense = np.unique(least, return_inverse=True)
    dense = dense.ravel()
    nought = tuple(sorted({int(dense[row]) for row in symbol.nought}))
    return replace(symbol, labels=dense[flat].reshape(symbol.labels.shape), rows=len(kept), nought=nought)


# --- does a model meet the hypotheses? ---------------------------------------------------------


def meets(problem: Problem, models: Models, equations: Sequence[Equation]) -> Array:
    """(models,) Which models meet the hypotheses, these equations among them, as far as floats can tell."""
    good = np.ones(models.count, dtype=bool)
    for var, symbol in models.symbols.items():
        if symbol.relation:
            good &= _non_empty(symbol, models.parameters[var, MEMBER])
        if problem.has(Injective, var):
            good &= _one_to_one(symbol, models)
        if problem.has(Linear, var):
            good &= _without_powers(symbol, models)
    with np.errstate(all="ignore"):
        for equation in equations:
            good &= holds(problem, models, equation)
        for left, relation, right in problem.excluded:
            field = Field(problem.setting, models)
            good &= breaks(relation, field.components(left), field.components(right))
    return good


COMPARED: dict[Relation, Any] = {
    Relation.LESS: np.less,
    Relation.AT_MOST: np.less_equal,
    Relation.GREATER: np.greater,
    Relation.AT_LEAST: np.greater_equal,
}


def breaks(relation: Relation, left: Sequence[Array], right: Sequence[Array]) -> Array:
    """(models,) Where values exist and the relation between them fails, as far as floats can tell."""
    if relation == Relation.EQUAL:
        return differing(left, right)
    if relation == Relation.UNEQUAL:
        return agreeing(left, right)
    known = np.isfinite(left[0]) & np.isfinite(right[0])
    return np.asarray(known & ~COMPARED[relation](left[0], right[0]))


def _non_empty(symbol: Symbol, member: Array) -> Array:
    """(models,) Is every set of the family non-empty?"""
    centre = len(symbol.var.sort.centre)
    sets = symbol.labels.reshape(prod(symbol.labels.shape[:centre]), -1)
    inside: Array = member[:, sets]
    return np.asarray(np.all(inside.any(axis=2), axis=1))


def _one_to_one(symbol: Symbol, models: Models) -> Array:
    """(models,) Is the map injective for certain, for each head?"""
    if not symbol.outputs:
        tables: Array = models.parameters[symbol.var, IMAGE][:, symbol.labels, None]
    else:
        tables = models.parameters[symbol.var, CONSTANT][:, symbol.labels]
    heads = [place for place, n in enumerate(symbol.indices) if symbol.sorts[n] == HEAD]
    tables = np.moveaxis(tables, [1 + place for place in heads], range(1, 1 + len(heads)))
    count = prod(tables.shape[1 : 1 + len(heads)])
    cells = tables.reshape(models.count, count, -1, tables.shape[-1])
    if symbol.inputs:
        single = cells.shape[2] == 1
        return _increasing(symbol, models) if single else np.zeros(models.count, dtype=bool)
    same: Array = np.asarray((cells[:, :, :, None] == cells[:, :, None]).all(axis=-1))
    return np.asarray(same.sum(axis=(1, 2, 3)) == count * cells.shape[2])


def _without_powers(symbol: Symbol, models: Models) -> Array:
    """(models,) Has the map neither a constant nor squares, cubes or products: is it linear?"""
    parts = [models.parameters[symbol.var, part] for part in symbol.parts() if part != LINEAR]
    return np.asarray(~np.any([part.reshape(models.count, -1).any(axis=1) for part in parts], axis=0))


def _increasing(symbol: Symbol, models: Models) -> Array:
    """(models,) Is component n of the result an increasing odd polynomial of component n alone?"""
    fits = symbol.inputs <= symbol.outputs
    linear, square, cube = (models.parameters[symbol.var, part] for part in (LINEAR, SQUARE, CUBE))
    off = ~np.eye(symbol.outputs, symbol.inputs, dtype=bool)
    good = ~((linear != 0) & off).any(axis=(1, 2, 3)) & ~square.any(axis=(1, 2, 3))
    good &= ~((cube != 0) & off).any(axis=(1, 2, 3)) & (cube >= 0).all(axis=(1, 2, 3))
    good &= ((linear > 0) | off).all(axis=(1, 2, 3)) & fits
    if symbol.pairs:
        good &= ~models.parameters[symbol.var, MIXED].any(axis=(1, 2, 3))
    return np.asarray(good)


# --- exact verification ---------------------------------------------------------------------------


def meets_exactly(problem: Problem, model: Models) -> bool:
    """Does a single model meet all that is assumed, exactly, with linear maps, and lie outside the exception?

    A law about features or functions has to be an identity of polynomials here.
    """
    linear = [symbol for var, symbol in model.symbols.items() if problem.has(Linear, var)]
    if not all(_without_powers(symbol, model).all() for symbol in linear):
        return False
    fold = Values(problem.setting, model)
    try:
        if not all(holds_exactly(problem, model, equation, fold) for equation in problem.equations):
            return False
        if any(HOLDS[relation](fold.value(left), fold.value(right)) for left, relation, right in problem.excluded):
            return False
    except (NoValue, NoModel):
        return False
    return True


__all__ = ["breaks", "meets", "meets_exactly", "symbol_table"]
