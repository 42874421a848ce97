"""Search for a counterexample: a finite model of every hypothesis in which two terms differ.

Groups are tried in order of |G|. In each, many random sparse models are evaluated at once in
floating point; where the sides differ the model is made smaller, and only then evaluated in
exact arithmetic. Nothing is returned that was not evaluated exactly, twice.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import chain, islice
from itertools import product as cartesian
from math import prod
from typing import Any, TypeAlias

import numpy as np

from symproof.algebras.field import TooMany
from symproof.algebras.fold import OutsideTheory
from symproof.algebras.recorded import Recorded, shape_of
from symproof.algebras.structure import IMAGE, Array, Frame, Key, Models, NoModel, Symbol, is_index
from symproof.algebras.values import NoValue, Values
from symproof.checking.apart import Plain, plainly
from symproof.checking.derive import Derived, derived, settled
from symproof.checking.drawing import blank, draw
from symproof.checking.exhibit import exhibit
from symproof.checking.families import bent, lawful
from symproof.checking.kernels import larger, unfaithful
from symproof.checking.model import breaks, meets, meets_exactly, symbol_table
from symproof.checking.nested import nested, scaled
from symproof.checking.problem import (
    HOLDS,
    Problem,
    fixed_elements,
    mere_lengths,
    natural_values,
    permitted,
    problem,
    symbols_of,
)
from symproof.checking.report import Witness
from symproof.checking.shrink import cost, shrink
from symproof.checking.solving import Laws, Solved
from symproof.checking.tables import spoken_of, tabled
from symproof.groups import LADDER, LADDER_SETS, Action, GroupError, parse_action
from symproof.terms import NATURAL, Apply, Arrow, Space, Term, Var, fresh
from symproof.theory.document import Comparison, Relation
from symproof.theory.hypotheses import Condition, Equation, open_arguments
from symproof.theory.setting import Setting


@dataclass(frozen=True)
class WitnessBudget:
    """What a search may cost. Only ``seconds`` depends on the machine, and it is a safety."""

    models: int = 8_000  # models evaluated, in all groups together
    batch: int = 256  # models evaluated at once, at most
    entries: int = 100_000  # summands evaluated at once
    instances: int = 20_000  # values of free elements looked at, where equations restrict them
    finalists: int = 3  # models made smaller, of which the one with the fewest digits is taken
    seconds: float = 20.0


Found: TypeAlias = tuple[Witness, Models]

MOST = 10_000  # denominators of values by which models are ranked
PLAIN = (1, 2)  # entries and digits: no smaller model is looked for
LAW_DRAWS = 5  # choices of the elements that a law on a table speaks of, the first of them general


class FalseWitness(RuntimeError):
    """Both sides of a witness agree when it is evaluated again: a fault of this program."""


@dataclass
class Tally:
    """What a search has spent, and what one model costs."""

    models: int = 0
    peak: int = 1  # summands of one model, in the present frame
    records: dict[object, Recorded] = field(default_factory=dict)  # of both sides, by shape


@dataclass(frozen=True, eq=False)
class Search:
    """A problem, the relation to be broken, and the means."""

    problem: Problem
    relation: Relation
    budget: WitnessBudget
    deadline: float
    tally: Tally
    derived: tuple[Derived, ...] = ()  # symbols that an equation says outright
    nested: bool = False  # does a softmax stand inside a score?
    solved: tuple[Solved, ...] = ()  # maps that laws determine in part, in the present frame
    plain: Plain | None = None  # names that the claim does not rest on, in the present frame

    nought: frozenset[Var] = frozenset()  # tables that are zero, in the present frame

    def settled(self, models: Models) -> Models:
        """The models with what follows from the rest of their entries."""
        zero = {key: array * 0 for key, array in models.parameters.items() if key[0] in self.nought}
        models = replace(models, parameters={**models.parameters, **zero}) if zero else models
        for entry in self.solved:
            models = entry.entered(models)
        models = settled(self.problem, models, self.derived)
        return models if self.plain is None else self.plain.entered(models)

    def late(self) -> bool:
        return time.monotonic() > self.deadline

    def over(self) -> bool:
        return self.tally.models >= self.budget.models or self.late()

    def breaks(self, models: Models, equations: Sequence[Equation]) -> Array:
        """(models,) Where the hypotheses hold and the relation does not, as far as floats can tell."""
        room = max(4 * self.budget.entries // self.tally.peak, 1)
        if models.count <= room:
            return self._breaks(models, equations)
        starts = range(0, models.count, room)
        parts = [np.arange(start, min(start + room, models.count)) for start in starts]
        return np.concatenate([self._breaks(models.take(part), equations) for part in parts])

    def _breaks(self, models: Models, equations: Sequence[Equation]) -> Array:
        with np.errstate(all="ignore"):
            (left, right), _ = self.sides(models).components(models)
            apart = breaks(self.relation, left, right)
            return np.broadcast_to(apart, (models.count,)) & meets(self.problem, models, equations)

    def sides(self, models: Models) -> Recorded:
        """Both sides, recorded once for all frames of this shape. Raises OutsideTheory."""
        shape = shape_of(models.frame, tuple(models.symbols.values()))
        if shape not in self.tally.records:
            self.tally.records[shape] = Recorded(self.problem.setting, models, (self.problem.left, self.problem.right))
        return self.tally.records[shape]

    def exact(self, model: Models) -> tuple[Any, Any] | None:
        """Both values in a single model that meets every hypothesis, where they break the relation."""
        return self.exact_with(Values(self.problem.setting, model), model)

    def exact_with(self, fold: Values, model: Models) -> tuple[Any, Any] | None:
        """The same by a given algebra, which then knows what it looked up."""
        try:
            left, right = fold.value(self.problem.left), fold.value(self.problem.right)
            if HOLDS[self.relation](left, right) or not meets_exactly(self.problem, model):
                return None
        except (NoValue, OutsideTheory):
            return None
        return left, right


# --- entries ------------------------------------------------------------------------------


def find_witness(
    left: Term,
    right: Term,
    setting: Setting,
    *,
    actions: Sequence[str | Action] | None = None,
    budget: WitnessBudget | None = None,
    unless: Comparison | None = None,
    relation: Relation = Relation.EQUAL,
) -> Witness | None:
    """A model of every hypothesis in which ``left relation right`` fails, or None.

    The terms are of one sort; functions are applied to fresh arguments. ``unless``: the
    witness lies outside this exception. ``actions``: specs, or actions, instead of the ladder.
    The first group in which one is found, then the fewest entries and digits found there.
    """
    found = find_model(left, right, setting, actions=actions, budget=budget, unless=unless, relation=relation)
    return None if found is None else found[0]


def find_model(
    left: Term,
    right: Term,
    setting: Setting,
    *,
    actions: Sequence[str | Action] | None = None,
    budget: WitnessBudget | None = None,
    unless: Comparison | None = None,
    relation: Relation = Relation.EQUAL,
    known: Iterable[Models] = (),
    spent: list[str] | None = None,
) -> Found | None:
    """The witness that ``find_witness`` gives, with its model; if the relation fails in a ``known`` one, of that.

    ``spent``: to it is added the name of the budget that has ended the search.
    """
    budget = budget or WitnessBudget()
    left, right = applied(left, right)
    setting, exception = _outside(setting, unless)
    goal = problem(left, right, setting, exception)
    if goal.uses_exp and relation not in (Relation.EQUAL, Relation.UNEQUAL):
        return None  # 2^t has the laws of exp, and not its size
    search = Search(goal, relation, budget, time.monotonic() + budget.seconds, Tally(), derived(goal), nested(goal))
    for model in known:
        if search.exact(model) is not None:
            return _witness(search, model), model
    ladder = _ladder(goal, actions)
    lowest = list(islice(ladder, 2))
    for action in islice(chain(lowest, ladder), None if goal.uses_action else 1):
        for number, frame in enumerate(_frames(goal, action, thorough=len(lowest) == 1)):
            if search.over():
                _tell(search, spent)
                return None
            found = _in_frame(search, frame, seed=1000 * action.total + number)
            if found is not None:
                return found
    _tell(search, spent)
    return None


def _tell(search: Search, spent: list[str] | None) -> None:
    """Name the budget that ran out, if one did."""
    if spent is not None and search.over():
        spent.append("seconds" if search.late() else "models")


def agrees(
    left: Term,
    right: Term,
    setting: Setting,
    action: str | Action,
    seeds: int = 1,
    budget: WitnessBudget | None = None,
) -> Witness | None:
    """Evaluate both sides in random models over one group that meet the hypotheses; a difference, or None."""
    budget = budget or WitnessBudget(models=256 * seeds)
    return find_witness(left, right, setting, actions=[action], budget=budget)


def applied(left: Term, right: Term) -> tuple[Term, Term]:
    """Both sides applied to the same fresh arguments until they are no functions."""
    while isinstance(left.sort, Arrow) and isinstance(right.sort, Arrow):
        names = {var.name for side in (left, right) for var in side.atoms(Var)}
        arguments = []
        for number, sort in enumerate(left.sort.domain):
            arguments.append(fresh(Var(f"a_{number + 1}", sort), names))
            names.add(arguments[-1].name)
        left, right = Apply(left, *arguments), Apply(right, *arguments)
    return left, right


def _outside(setting: Setting, unless: Comparison | None) -> tuple[Setting, tuple[Term, Relation, Term] | None]:
    """The exception as a relation that must fail, or as an equation that must hold."""
    if unless is None:
        return setting, None
    left, right = applied(unless.left.term, unless.right.term)
    if unless.relation == Relation.UNEQUAL:
        return setting.assuming(Equation(left, right, open_arguments(left, right))), None
    return setting, (left, unless.relation, right)


def _ladder(goal: Problem, actions: Sequence[str | Action] | None) -> Iterator[Action]:
    """The actions to try, made one by one; one that cannot be made, or that no hypothesis allows, is passed over."""
    if goal.setting.restricted is not None:
        actions = [goal.setting.restricted]
    specs = actions if actions is not None else LADDER_SETS if goal.setting.roles.plain_set else LADDER
    for spec in (*specs, *((*unfaithful(goal), *larger(goal)) if actions is None else ())):
        action = spec if isinstance(spec, Action) else _made(spec)
        if action is not None and permitted(goal, action):
            yield action


def _made(spec: str) -> Action | None:
    try:
        return parse_action(spec)
    except GroupError:
        return None


def _frames(goal: Problem, action: Action, *, thorough: bool) -> Iterator[Frame]:
    """Heads, dimensions and naturals to try, the plainest first."""
    small = thorough or not goal.uses_action
    heads = [1, 2] if goal.uses_heads and (small or action.total <= 24) else [1]
    spaces = any(var.sort.has(Space) for var in goal.names)
    dimensions = [1, 2] if spaces and goal.uses_vectors and (small or action.total <= 12) else [1]
    naturals = {var for var in goal.names if var.sort == NATURAL}
    lengths = naturals <= mere_lengths(goal)  # as dimensions: one and two will do
    draws = (1 if goal.uses_action else 3) if not naturals else 12 if not goal.uses_action else 2 if lengths else 3
    laws = LAW_DRAWS if fixed_elements(goal, action, 1) else 1
    for law, seed, dimension, count in cartesian(range(laws), range(draws), dimensions, heads):
        fixed = fixed_elements(goal, action, law)
        yield Frame(action, count, dimension, natural_values(goal, seed, 3 + 4 * (seed // 4)), fixed)


# --- one frame -------------------------------------------------------------------------------


def _in_frame(search: Search, frame: Frame, seed: int) -> Found | None:
    """The smallest witness found over one frame; tables at which a law speaks of a map are any, then zero."""
    try:
        search.tally.peak = 1
        goal = search.problem
        symbols, equations = symbol_table(goal, frame)
        plain = plainly(goal, frame, symbols, equations)
        equations = equations if plain is None else plain.rest
        laws = Laws(goal, frame, symbols, equations)
        tables = laws.companions()
        found = None
        for nought in (frozenset[Var](), tables) if tables else (tables,):
            inner = replace(search, plain=plain, solved=replace(laws, nought=nought).solved(), nought=nought)
            found = found or _among(inner, frame, symbols, equations, seed)
        return found
    except (NoModel, TooMany, OutsideTheory):
        return None


def _among(
    search: Search, frame: Frame, symbols: dict[Var, Symbol], equations: Sequence[Equation], seed: int
) -> Found | None:
    """The smallest witness found among the models of one frame."""
    models = _models(search, frame, symbols, equations, seed)
    if models is None:
        return None
    search.tally.models += models.count
    models = search.settled(models)
    broken = np.flatnonzero(search.breaks(models, equations))
    return _best(search, models.take(broken), equations, seed) if broken.size else None


def _models(
    search: Search, frame: Frame, symbols: dict[Var, Symbol], equations: Sequence[Equation], seed: int
) -> Models | None:
    """The models to look at: all where only elements are free, else a random stack."""
    goal, budget = search.problem, search.budget
    elements = _elements(search, frame, symbols, seed)
    if elements is None:
        return None
    if len(elements) == len(symbols) and symbols:
        return Models(frame, symbols, elements)
    count = _room(search, frame, symbols)
    drawn = draw(goal, frame, symbols, count, seed)
    known = {entry.symbol.var for entry in search.solved}
    maps = [var for var in lawful(goal, equations) if var not in known]
    models = bent(goal, scaled(drawn, seed) if search.nested else drawn, maps, seed)
    models = tabled(models, [var for var in spoken_of(goal, equations) if var not in known or _torn(goal, var)], seed)
    if not elements:
        return models
    chosen = np.random.RandomState(seed).randint(0, len(next(iter(elements.values()))), size=count)
    rows = {key: column[chosen] for key, column in elements.items()}
    return replace(models, parameters={**models.parameters, **rows}) if budget.instances else models


def _torn(goal: Problem, var: Var) -> bool:
    """Do several laws speak of it? What is solved may leave one of them open."""
    return sum(var in goal.assumed[law] for law in goal.equations if law.variables) > 1


def _room(search: Search, frame: Frame, symbols: dict[Var, Symbol]) -> int:
    """How many models fit, by the number of summands that one of them needs. Raises TooMany."""
    with np.errstate(all="ignore"):
        single = blank(frame, symbols)
        sides = search.sides(single)
        search.tally.peak = sides.most(frame)
        if search.tally.peak * search.budget.batch > search.budget.entries:
            search.tally.peak = sides.components(single, search.budget.entries)[1]
    left = search.budget.models - search.tally.models
    return max(16, min(search.budget.batch, search.budget.entries // search.tally.peak, left))


def _elements(search: Search, frame: Frame, symbols: dict[Var, Symbol], seed: int) -> dict[Key, Array] | None:
    """Values of the free elements that meet the equations between them: all, or a sample; None if none do.

    Empty where no equation speaks of elements alone and functions are free as well.
    """
    atoms = [var for var in symbols if is_index(var.sort)]
    equations = [e for e in search.problem.equations if _about(e, atoms, search.problem.setting)]
    if not atoms or (len(atoms) < len(symbols) and not equations):
        return {}
    extents = [frame.extent(var.sort) for var in atoms]
    if prod(extents) <= search.budget.instances:
        grid = np.indices(extents).reshape(len(atoms), -1)
    else:
        random = np.random.RandomState(seed)
        grid = np.stack([random.randint(0, extent, size=search.budget.instances) for extent in extents])
    for row, var in zip(grid, atoms, strict=True):
        row[:] = frame.fixed.get(var, row)
    columns = {(var, IMAGE): row[:, None] for var, row in zip(atoms, grid, strict=True)}
    only = Models(frame, {var: symbols[var] for var in atoms}, columns)
    bare = replace(search.problem, exception=None, setting=_without_conditions(search.problem.setting))
    good = np.flatnonzero(meets(bare, only, equations))
    return {key: column[good] for key, column in columns.items()} if good.size else None


def _without_conditions(setting: Setting) -> Setting:
    return replace(setting, hypotheses=tuple(h for h in setting.hypotheses if not isinstance(h, Condition)))


def _about(equation: Equation, atoms: Sequence[Var], setting: Setting) -> bool:
    """Does the equation speak of these elements alone?"""
    names = set(symbols_of([equation.left, equation.right], setting)) - set(equation.variables)
    return names <= set(atoms)


def _best(search: Search, broken: Models, equations: Sequence[Equation], seed: int) -> Found | None:
    """Make the cheapest models smaller; of those that exact arithmetic confirms, the one with the fewest entries."""
    order = np.argsort(cost(broken), kind="stable").tolist()
    finalists = search.budget.finalists
    for first in range(0, min(len(order), 4 * finalists), finalists):
        found: list[tuple[int, int, int, list[Models]]] = []
        for place, number in enumerate(order[first : first + finalists], start=first):
            history = _smaller(search, broken.pick(number), equations, seed + place)
            found.append((*_rank(search, history[-1]), place, history))
            if found[-1][:2] <= PLAIN:
                break
        for entry in sorted(found, key=lambda entry: entry[:3]):
            confirmed = next((m for m in reversed(entry[3]) if search.exact(m) is not None), None)
            if confirmed is not None:
                return _witness(search, confirmed), confirmed
    return None


def _smaller(search: Search, model: Models, equations: Sequence[Equation], seed: int) -> list[Models]:
    return shrink(model, lambda stack: search.breaks(stack, equations), seed, search.late, search.settled)


def _rank(search: Search, model: Models) -> tuple[int, int]:
    """Non-zero entries, then the digits of both values, as far as floats can tell."""
    with np.errstate(all="ignore"):
        sides, _ = search.sides(model).components(model)
    numbers = [float(part[..., 0].ravel()[0]) for parts in sides for part in parts]
    shown = [str(Fraction(n).limit_denominator(MOST)) if np.isfinite(n) else "-" for n in numbers]
    return int(cost(model)[0]) // 1_000_000, sum(map(len, shown))


def _witness(search: Search, model: Models) -> Witness:
    """Evaluate once more, in a fresh algebra, and describe. Raises FalseWitness."""
    fold = Values(search.problem.setting, model)
    values = search.exact_with(fold, model)
    if values is None:
        raise FalseWitness("both sides agree where they were found to differ")
    assumed = [side for e in search.problem.equations for side in (e.left, e.right)]
    used = fold.used.union(symbols_of([*assumed, *search.problem.outside], search.problem.setting))
    shown = {var: symbol for var, symbol in model.symbols.items() if var in used}
    return exhibit(search.problem, replace(model, symbols=shown), values)


__all__ = ["FalseWitness", "WitnessBudget", "agrees", "applied", "find_model", "find_witness"]
