"""The comparison of two sides on a finite group, at all values of their free index variables or at some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import TypeVar

import numpy as np

from symproof.algebras.axes import Array, Mask, box, on_axis, unravelled
from symproof.algebras.exact_ids import INDICES, ExactIds
from symproof.algebras.fold import OutsideTheory
from symproof.algebras.identifiers import Budget, BudgetExceeded, Index
from symproof.groups import Action, parse_action
from symproof.terms import Term, Var, free_variables
from symproof.theory.hypotheses import Commutative, Equation, Hypothesis, TranslationEquivariant
from symproof.theory.setting import Setting

T = TypeVar("T")

FIRST = 2048  # instances in the first block; it tells how many fit in the next


@dataclass(frozen=True)
class Agreement:
    """What was found at ``instances`` many instances (up to the first difference, where there is one).

    ``equal``: the identifiers are the same at each of them. With no instance it says nothing.
    """

    instances: int
    equal: bool
    sampled: bool = False


def compare(
    left: Term,
    right: Term,
    setting: Setting,
    action: Action,
    hypotheses: frozenset[Hypothesis],
    *,
    unfold: frozenset[Var] | None = None,
    sample: int | None = None,
    window: frozenset[int] | None = None,
    budget: Budget | None = None,
) -> Agreement:
    """Compare the identifiers of two terms of one sort, where the ground equations among the hypotheses hold.

    ``sample``: only so many instances, the same ones each time.
    Raises OutsideTheory, BudgetExceeded, GroupError.
    """
    equations = _equations(hypotheses)
    variables = index_variables(setting, (left, right), equations)
    quick, full = (
        ExactIds(
            setting,
            action,
            variables,
            hypotheses=hypotheses,
            unfold=unfold,
            window=window,
            budget=budget,
            canonical=canonical,
        )
        for canonical in (False, True)
    )
    sides, seen = (left, right), 0
    for at, (differ, admitted) in _visited(quick, sample, lambda at: _judged((quick, full), sides, equations, at)):
        seen += int(np.broadcast_to(admitted, _shape(at)).sum())
        if differ.any():
            return Agreement(seen, False, sample is not None)
    return Agreement(seen, True, sample is not None)


def _judged(
    folds: Iterable[ExactIds],
    sides: tuple[Term, Term],
    equations: Sequence[Equation],
    at: Mapping[Var, Index],
) -> tuple[Mask, Mask]:
    """Where the sides differ for every fold (one that sees no difference is enough), and what is admitted."""
    admitted = differ = np.ones((), bool)
    for fold in folds:
        admitted = _admitted(fold, equations, at)
        left, right = (fold.identify(side, at) for side in sides)
        differ = (left != right) & admitted
        if not differ.any():
            break
    return differ, admitted


def meets(action: Action, setting: Setting, hypotheses: frozenset[Hypothesis]) -> bool:
    """Can the group serve as a model of the setting under these hypotheses?"""
    plain = action.added is None
    if setting.roles.plain_set != plain or (Commutative() in hypotheses and not action.commutative):
        return False
    if setting.restricted is not None and parse_action(setting.restricted).name != action.name:
        return False
    if plain and any(isinstance(hypothesis, TranslationEquivariant) for hypothesis in hypotheses):
        return False
    return all(_satisfiable(action, setting, equation) for equation in _equations(hypotheses))


def index_variables(setting: Setting, terms: Sequence[Term], laws: Sequence[Equation] = ()) -> tuple[Var, ...]:
    """The free variables of sort H, V, S of the terms, and of the laws that bear on them, by name."""
    found = _reached(setting, terms)
    tied = [_of(setting, law) for law in laws]
    while joined := [names for names in tied if names & found and not names <= found]:
        found = found.union(*joined)
    return tuple(sorted(found, key=lambda var: var.name))


def _of(setting: Setting, law: Equation) -> set[Var]:
    return _reached(setting, (law.left, law.right)) - set(law.variables)


def _reached(setting: Setting, terms: Sequence[Term]) -> set[Var]:
    """The index variables that stand free in the terms and in all that their names stand for."""
    known: set[Var] = set()
    waiting = {var for term in terms for var in free_variables(term)}
    while waiting:
        var = waiting.pop()
        known.add(var)
        waiting |= _behind(setting, var) - known
    return {var for var in known if var.sort in INDICES and var not in setting.abbreviations}


def _behind(setting: Setting, var: Var) -> set[Var]:
    """The names in what a name stands for."""
    names: set[Var] = set()
    if (short := setting.abbreviations.get(var)) is not None:
        names |= free_variables(short.term)
    if (definition := setting.definitions.get(var)) is not None:
        names |= free_variables(definition.body) - {p for bracket in definition.parameters for p in bracket}
    if (override := setting.overrides.get(var)) is not None:
        names |= free_variables(override.body) - {override.actor, *override.parameters}
    return names


def _equations(hypotheses: frozenset[Hypothesis]) -> list[Equation]:
    """Those between elements of H, V or S, in a fixed order."""
    found = [h for h in hypotheses if isinstance(h, Equation) and h.left.sort in INDICES]
    return sorted((e for e in found if {v.sort for v in e.variables} <= set(INDICES)), key=str)


def _satisfiable(action: Action, setting: Setting, equation: Equation) -> bool:
    fold = ExactIds(setting, action, sorted(_of(setting, equation), key=str))
    return any(found.any() for _, found in _visited(fold, None, lambda at: _admitted(fold, [equation], at)))


def _admitted(fold: ExactIds, equations: Sequence[Equation], at: Mapping[Var, Index]) -> Mask:
    """The instances at which the equations hold; an equation without values there restricts nothing."""
    admitted: Mask = np.ones((), bool)
    for equation in equations:
        try:
            admitted = admitted & fold.holds(equation, at)
        except OutsideTheory:
            continue
    return admitted


# --- blocks of instances ------------------------------------------------------------------------


def _visited(
    fold: ExactIds, sample: int | None, visit: Callable[[Mapping[Var, Index]], T]
) -> Iterator[tuple[Mapping[Var, Index], T]]:
    """What is found at all instances, or at the sample, in portions such that no array grows too large."""
    sizes = [fold.count(var.sort) for var in fold.free]
    chosen = None if sample is None or sample >= prod(sizes) else _sample(prod(sizes), sample)
    start, room, portion = 0, FIRST, max(1, fold.ids.budget.at_once // 8)
    while start < (prod(sizes) if chosen is None else len(chosen)):
        listing = None if chosen is None else chosen[start : start + room]
        at = _grid(fold, sizes, start, room) if listing is None else _listed(fold, sizes, listing)
        count, fold.ids.widest = prod(_shape(at)), 0
        try:
            found = visit(at)
        except BudgetExceeded as error:
            if error.name != "at_once" or count == 1:
                raise
            room = max(1, count * portion // error.needed)
            continue
        yield at, found
        start += count
        room = max(1, portion * count // max(1, fold.ids.widest))


def _grid(fold: ExactIds, sizes: Sequence[int], start: int, room: int) -> dict[Var, Index]:
    """A box of instances, an axis a variable."""
    ranges = box(sizes, start, room)
    last = len(sizes) - 1
    arrays = [on_axis(np.arange(r.start, r.stop), last - n) for n, r in enumerate(ranges)]
    return {v: Index(a, size) for v, a, size in zip(fold.free, arrays, sizes, strict=True)}


def _listed(fold: ExactIds, sizes: Sequence[int], numbers: Array) -> dict[Var, Index]:
    """Single instances, all on one axis."""
    arrays = unravelled(numbers, sizes)
    return {v: Index(a, size) for v, a, size in zip(fold.free, arrays, sizes, strict=True)}


def _sample(total: int, count: int) -> Array:
    """So many numbers below the total, the same each time."""
    return np.unique(np.random.default_rng(total).integers(0, total, count))


def _shape(at: Mapping[Var, Index]) -> tuple[int, ...]:
    return np.broadcast_shapes((), *(slot.array.shape for slot in at.values()))
