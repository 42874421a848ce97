"""Names that only hypotheses speak of, and none that the claim rests on: any one model of theirs will do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from symproof.algebras.field import TooMany
from symproof.algebras.fold import OutsideTheory
from symproof.algebras.structure import LINEAR, Array, Frame, Key, Models, NoModel, Symbol
from symproof.checking.drawing import blank
from symproof.checking.laws import holds
from symproof.checking.problem import Problem
from symproof.checking.shrink import neutral
from symproof.terms import Var
from symproof.theory.hypotheses import Equation, Injective


def _apart(problem: Problem, symbols: Mapping[Var, Symbol]) -> frozenset[Var]:
    """The tables and maps that no chain of equations connects with the sides and the exception."""
    reached, grown = set(problem.claimed), True
    while grown:
        met = [names for names in problem.assumed.values() if names & reached and not names <= reached]
        reached |= set[Var]().union(*met)
        grown = bool(met)
    return frozenset(var for var, symbol in symbols.items() if var not in reached and symbol.outputs)


@dataclass(frozen=True, eq=False)
class Plain:
    """A single model in which such names are zero or the identity and meet what is assumed of them."""

    names: frozenset[Var]
    model: Models
    rest: tuple[Equation, ...]  # the equations about other names

    def entered(self, models: Models) -> Models:
        """The models with what the single one has for these names."""
        chosen: dict[Key, Array] = {
            key: np.repeat(self.model.parameters[key], models.count, axis=0) if key[0] in self.names else array
            for key, array in models.parameters.items()
        }
        return replace(models, parameters=chosen)


def plainly(
    problem: Problem, frame: Frame, symbols: Mapping[Var, Symbol], equations: Sequence[Equation]
) -> Plain | None:
    """The names that the claim does not rest on in their plainest model; None without need, or where there is none."""
    names = _apart(problem, symbols) if equations else frozenset()
    about = tuple(e for e in equations if problem.assumed[e] & names)
    if not about or any(problem.has(Injective, var) for var in names):
        return None
    for fill in (_zero, _identity):
        model = fill(blank(frame, symbols), names)
        try:
            with np.errstate(all="ignore"):
                met = all(holds(problem, model, equation).all() for equation in about)
        except (NoModel, TooMany, OutsideTheory):
            return None
        if met:
            return Plain(names, model, tuple(e for e in equations if e not in about))
    return None


def _zero(models: Models, names: frozenset[Var]) -> Models:
    return models


def _identity(models: Models, names: frozenset[Var]) -> Models:
    for (var, part), array in models.parameters.items():
        if part == LINEAR and var in names:
            array[:] = neutral(models.symbols[var], part, array.shape)
    return models


__all__ = ["Plain", "plainly"]
