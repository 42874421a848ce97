"""Concrete finite models that meet the hypotheses of a setting.

Neighbourhoods are unions of orbits under what the hypotheses name, each set non-empty; tables
obey the invariance laws because cells that a law identifies share one entry; linear and
injective maps have coefficients of that form; every other equation is evaluated, and models
in which it fails are dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product as cartesian
from math import prod

import numpy as np

from symproof.algebras.field import Field, TooMany, agreeing, differing
from symproof.algebras.fold import Fold, OutsideTheory
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
    is_index,
    signature,
)
from symproof.algebras.values import NoValue, Values
from symproof.groups import Action, GroupError, pair_orbits
from symproof.terms import (
    HEAD,
    NATURAL,
    Apply,
    Arrow,
    ExpOf,
    GroupPower,
    H,
    HeadUnion,
    NeighbourhoodSort,
    Pairing,
    Ratio,
    S,
    Sort,
    SquareRoot,
    SumOver,
    Term,
    V,
    Var,
    Weight,
    Zero,
    free_variables,
    is_feature,
    is_scalar,
)
from symproof.theory.hypotheses import Commutative, Equation, Injective, Linear, Stable, TranslationEquivariant
from symproof.theory.setting import Setting

MAX_CELLS = 1 << 16  # of one table
MAX_LAW = 1 << 22  # values of a law's variables, times models, evaluated at once
POINTS = 7  # sample values of each component of a feature variable in a law


# --- what occurs -------------------------------------------------------------------------


def symbols_of(terms: Iterable[Term], setting: Setting) -> tuple[Var, ...]:
    """The undefined names that the terms rest on, those inside definitions included, by name."""
    found: set[Var] = set()
    seen: set[Term] = set()
    queue = [(term, frozenset[Var]()) for term in terms]
    while queue:
        term, own = queue.pop()
        if term in seen:
            continue
        seen.add(term)
        for var in _names(term) - own:
            bodies = _bodies(var, setting)
            queue += bodies
            if var not in setting.definitions and var not in setting.abbreviations:
                found.add(var)
    return tuple(sorted(found, key=lambda var: (var.name, str(var.sort))))


def _names(term: Term) -> frozenset[Var]:
    """Free names, and the naturals in the sorts of all names."""
    return free_variables(term) | {var for var in term.atoms(Var) if var.sort == NATURAL}


def _bodies(var: Var, setting: Setting) -> list[tuple[Term, frozenset[Var]]]:
    bodies: list[tuple[Term, frozenset[Var]]] = []
    if var in setting.abbreviations:
        bodies.append((setting.abbreviations[var].term, frozenset()))
    if var in setting.definitions:
        definition = setting.definitions[var]
        bodies.append((definition.body, frozenset(p for bracket in definition.parameters for p in bracket)))
    if var in setting.overrides:
        rule = setting.overrides[var]
        bodies.append((rule.body, frozenset((rule.actor, *rule.parameters))))
    return bodies


@dataclass(frozen=True, eq=False)
class Problem:
    """Two terms and everything that a model has to give a meaning to."""

    setting: Setting
    left: Term
    right: Term
    exception: tuple[Term, Term] | None
    names: tuple[Var, ...]
    nodes: frozenset[type]  # the kinds of nodes that occur

    @property
    def equations(self) -> tuple[Equation, ...]:
        return tuple(h for h in self.setting.hypotheses if isinstance(h, Equation))

    def has(self, kind: type, symbol: Var) -> bool:
        """Is there a hypothesis of this kind about the symbol?"""
        return any(
            isinstance(h, kind) and symbol in (getattr(h, "map", None), getattr(h, "family", None))
            for h in self.setting.hypotheses
        )

    @property
    def uses_heads(self) -> bool:
        sorts = {sort for var in self.names for sort in (*signature(var.sort)[0], var.sort)}
        return HEAD in sorts or HeadUnion in self.nodes

    @property
    def uses_action(self) -> bool:
        """Does anything depend on the group and where it acts?"""
        sorts = {sort for var in self.names for sort in (*signature(var.sort)[0], signature(var.sort)[1])}
        return bool(sorts & {H, V, S}) or SumOver in self.nodes or GroupPower in self.nodes

    @property
    def uses_vectors(self) -> bool:
        """Might a second dimension make a difference?"""
        linear = any(isinstance(h, Linear) for h in self.setting.hypotheses)
        return Pairing in self.nodes or linear

    @property
    def uses_exp(self) -> bool:
        return bool({ExpOf, Weight} & self.nodes)


def problem(left: Term, right: Term, setting: Setting, exception: tuple[Term, Term] | None = None) -> Problem:
    """Collect what a model must say about both sides, the equations assumed, and the exception."""
    equations = [h for h in setting.hypotheses if isinstance(h, Equation)]
    bound = [frozenset(h.variables) for h in equations]
    inner = [
        (side, own) for h, own in zip(equations, bound, strict=True) for side in (h.left, h.right)
    ]
    names = set(symbols_of([left, right, *(exception or ())], setting))
    for side, own in inner:
        names |= set(symbols_of([side], setting)) - own
    terms = [left, right, *(exception or ()), *(side for side, _ in inner)]
    ordered = tuple(sorted(names, key=lambda var: (var.name, str(var.sort))))
    return Problem(setting, left, right, exception, ordered, _kinds(terms, setting))


def _kinds(terms: Sequence[Term], setting: Setting) -> frozenset[type]:
    """The kinds of nodes in the terms and in the bodies that they rest on."""
    kinds: set[type] = set()
    queue, seen = list(terms), set()
    while queue:
        term = queue.pop()
        if term in seen:
            continue
        seen.add(term)
        kinds |= {type(part) for part in _preorder(term)}
        queue += [body for var in term.atoms(Var) for body, _ in _bodies(var, setting)]
    return frozenset(kinds)


def _preorder(term: Term) -> Iterable[Term]:
    yield term
    for part in term.args:
        yield from _preorder(part)


# --- symbols of a frame ----------------------------------------------------------------------


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
    if any(isinstance(sort, Arrow) for sort in sorts):
        raise NoModel(f"{var.name} takes a function")
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
    left, right = (law.left, law.right) if isinstance(law.left, Apply) else (law.right, law.left)
    symbol = table.get(left.fn) if isinstance(left, Apply) and isinstance(left.fn, Var) else None
    if symbol is None or left.fn in problem.setting.definitions or not _plain_arguments(left, symbol, law):
        return False
    cells = _cells(problem, frame, table, left, symbol, law)
    if isinstance(right, Zero) and not symbol.vectors:
        rows = tuple(int(r) for r in np.unique(symbol.labels.ravel()[cells]))
        table[left.fn] = replace(symbol, nought=tuple(sorted({*symbol.nought, *rows})))
    elif isinstance(right, Apply) and right.fn == left.fn and _same_vectors(left, right, symbol):
        table[left.fn] = _merged(symbol, cells, _cells(problem, frame, table, right, symbol, law))
    else:
        return False
    return True


def _plain_arguments(term: Apply, symbol: Symbol, law: Equation) -> bool:
    """Are the vector arguments distinct variables of the law, and no index an unknown function's value?"""
    vectors = [term.arguments[n] for n in symbol.vectors if n < len(term.arguments)]
    whole = len(term.arguments) == len(symbol.sorts)
    whole = whole and not any(isinstance(v.sort, Arrow) for n in symbol.indices for v in free_variables(term.arguments[n]))
    return whole and len(set(vectors)) == len(vectors) and all(v in law.variables for v in vectors)


def _same_vectors(left: Apply, right: Apply, symbol: Symbol) -> bool:
    return all(left.arguments[n] == right.arguments[n] for n in symbol.vectors)


def _cells(
    problem: Problem, frame: Frame, table: Mapping[Var, Symbol], term: Apply, symbol: Symbol, law: Equation
) -> Array:
    """The flat cell numbers of ``term`` at all values of the law's variables and of free elements."""
    indices = [term.arguments[n] for n in symbol.indices]
    free = sorted({var for var in symbols_of([law.left, law.right], problem.setting) if is_index(var.sort)}
                  | {var for var in law.variables if is_index(var.sort)}, key=lambda var: var.name)  # fmt: skip
    extents = [frame.extent(var.sort) for var in free]
    if prod(extents) > MAX_LAW:
        raise NoModel("a law with too many values")
    grid = np.indices(extents).reshape(len(free), -1) if free else np.zeros((0, 1), dtype=np.int64)
    field = Field(problem.setting, Models(frame, table, {}))
    env = dict(zip(free, grid, strict=True))
    values = [np.broadcast_to(field.value(index, env), grid.shape[1:]) for index in indices]
    if not values:
        return np.zeros(1, dtype=np.int64)
    return np.ravel_multi_index(values, symbol.labels.shape)


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
    with np.errstate(all="ignore"):
        for equation in equations:
            good &= _holds(problem, models, equation)
        if problem.exception is not None:
            field = Field(problem.setting, models)
            good &= differing(*(field.components(side) for side in problem.exception))
    return good


def _non_empty(symbol: Symbol, member: Array) -> Array:
    """(models,) Is every set of the family non-empty?"""
    centre = len(symbol.var.sort.centre)
    sets = symbol.labels.reshape(prod(symbol.labels.shape[:centre]), -1)
    return member[:, sets].any(axis=2).all(axis=1)  # type: ignore[no-any-return]


def _one_to_one(symbol: Symbol, models: Models) -> Array:
    """(models,) Is the map injective for certain, for each head? Distinct entries, or increasing components."""
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
    same = (cells[:, :, :, None] == cells[:, :, None]).all(axis=-1)
    return same.sum(axis=(1, 2, 3)) == count * cells.shape[2]  # type: ignore[no-any-return]


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
    return good  # type: ignore[no-any-return]


def _holds(problem: Problem, models: Models, equation: Equation) -> Array:
    """(models,) Does the equation hold, for all values of its variables?"""
    field = Field(problem.setting, models, max(MAX_LAW // models.count, 1))
    try:
        env = _all_values(field, equation)
        same = agreeing(*(field.components(side, env) for side in (equation.left, equation.right)))
    except TooMany as error:
        raise NoModel("a law with too many values") from error
    return same.all(axis=tuple(range(same.ndim - 1)))  # type: ignore[no-any-return]


def _all_values(field: Field, equation: Equation) -> dict[Var, object]:
    """Each variable of a law on an axis of its own; features and scalars at sample points."""
    env: dict[Var, object] = {}
    for var in equation.variables:
        if is_index(var.sort):
            env[var] = field.axis(field.frame.extent(var.sort))
        elif is_scalar(var.sort) or is_feature(var.sort):
            parts = tuple(_sample(field) for _ in range(field.frame.size(var.sort)))
            env[var] = parts[0] if is_scalar(var.sort) else parts
        else:
            raise NoModel(f"a law for all {var.name}")
    return env


def _sample(field: Field) -> Array:
    return field.axis(POINTS) - POINTS // 2 + 0.0


# --- exact verification ---------------------------------------------------------------------------


def meets_exactly(problem: Problem, model: Models) -> bool:
    """Does a single model meet every equation assumed, in exact arithmetic, and stand where the exception fails?

    Laws about features are evaluated at POINTS values of each component, which decides them
    for the polynomials of low degree that laws are; others, with exponentials, have no model here.
    """
    fold = Values(problem.setting, model)
    try:
        for equation in problem.equations:
            for env in _bindings(model.frame, equation.variables):
                if fold.value(equation.left, env) != fold.value(equation.right, env):
                    return False
        if problem.exception is not None:
            return bool(fold.value(problem.exception[0]) != fold.value(problem.exception[1]))
    except NoValue:
        return False
    return True


def _bindings(frame: Frame, variables: Sequence[Var]) -> Iterable[dict[Var, object]]:
    ranges = [_exact_values(frame, var.sort) for var in variables]
    for choice in cartesian(*ranges):
        yield dict(zip(variables, choice, strict=True))


def _exact_values(frame: Frame, sort: Sort) -> Sequence[object]:
    if is_index(sort):
        return range(frame.extent(sort))
    points = range(-(POINTS // 2), POINTS - POINTS // 2)
    return points if is_scalar(sort) else list(cartesian(*[points] * frame.size(sort)))


# --- drawing models -----------------------------------------------------------------------------------

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
        _obey(problem, symbol, parameters, random)
    return Models(frame, symbols, parameters)


def _drawn(symbol: Symbol, part: str, shape: tuple[int, ...], random: np.random.RandomState) -> Array:
    density = random.choice([0.2, 0.5, 0.9], size=(shape[0],) + (1,) * (len(shape) - 1))
    chosen = random.random_sample(shape) < density
    if part == MEMBER:
        return _filled(symbol, chosen, random)
    if part == IMAGE:
        return random.randint(0, symbol.extent, size=shape)
    entries = random.choice(ENTRIES, size=shape) * chosen
    if part == CONSTANT:
        return entries * (random.random_sample(shape) < 0.15) if symbol.inputs else entries
    if part == LINEAR:
        return _slopes(symbol, shape, random)
    rare = random.random_sample((shape[0],) + (1,) * (len(shape) - 1)) < (0.15 if part == CUBE else 0.5)
    return np.abs(entries) // np.maximum(np.abs(entries), 1) * rare


def _slopes(symbol: Symbol, shape: tuple[int, ...], random: np.random.RandomState) -> Array:
    """Coefficients of the linear part: none is zero where one component answers one."""
    slopes = random.choice(SLOPES, size=shape)
    if symbol.inputs > 1:
        slopes = slopes * (random.random_sample(shape) < 0.75)
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


def permitted(problem: Problem, action: Action) -> bool:
    """May the hypotheses on H and the shape of S be met by this action at all?"""
    commutative = any(isinstance(h, Commutative) for h in problem.setting.hypotheses)
    plain = problem.setting.roles.plain_set
    return (action.commutative or not commutative) and (action.added is None) == plain


def natural_values(problem: Problem, seed: int, largest: int = 3) -> dict[Var, int]:
    """Small values of the naturals; perfect squares where square roots are taken."""
    random = np.random.RandomState(seed)
    names = [var for var in problem.names if var.sort == NATURAL]
    choice = [4, 9, 1] if SquareRoot in problem.nodes else list(range(1, largest + 1))
    return {var: int(choice[random.randint(0, len(choice))]) for var in names}


__all__ = [
    "Problem", "draw", "meets", "meets_exactly", "natural_values", "permitted", "problem", "symbol_table", "symbols_of",
]  # fmt: skip
