"""Larger values where a softmax stands inside a score: the outer score has to be an integer.

A mean of 0 and 1 with the weights 1/3 and 2/3 is no integer; of 0 and 3 it is one.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from symproof.algebras.structure import CONSTANT, Models
from symproof.checking.problem import Problem, kinds_in, variables_in
from symproof.terms import Term, Weight
from symproof.theory.setting import Setting

FACTORS = np.array([1] * 10 + [3, 6, 15, 30])  # sums of few powers of two divide them


def scaled(models: Models, seed: int) -> Models:
    """Every other model with some tables multiplied."""
    random = np.random.RandomState(seed)
    parameters = dict(models.parameters)
    for var, symbol in models.symbols.items():
        if symbol.outputs and not symbol.inputs:
            factor = random.choice(FACTORS, size=(models.count, 1, 1))
            factor[::2] = 1
            parameters[var, CONSTANT] = parameters[var, CONSTANT] * factor
    return replace(models, parameters=parameters)


def nested(problem: Problem) -> bool:
    """Does a softmax stand inside a score, in the sides or in what they rest on?"""
    if Weight not in problem.nodes:
        return False
    weights = [w for term in _reached([problem.left, problem.right], problem.setting) for w in _weights(term)]
    scores = _reached([weight.score for weight in weights], problem.setting)
    return any(Weight in kinds_in(term) for term in scores)


def _weights(term: Term) -> set[Weight]:
    return term.atoms(Weight) if Weight in kinds_in(term) else set()


def _reached(terms: list[Term], setting: Setting) -> set[Term]:
    """The terms, and the bodies that they rest on."""
    seen: set[Term] = set()
    queue = list(terms)
    while queue:
        term = queue.pop()
        if term not in seen:
            seen.add(term)
            queue += [body for var in variables_in(term) for body, _ in setting.meanings(var)]
    return seen


__all__ = ["nested", "scaled"]
