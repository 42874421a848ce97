"""What a counterexample has to give a meaning to: two terms and all that they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from sympy import Basic

from symproof.algebras.structure import signature
from symproof.checking.radicands import all_square, square_values
from symproof.groups import Action
from symproof.terms import (
    HEAD,
    NATURAL,
    Act,
    Arrow,
    ExpOf,
    GroupPower,
    H,
    HeadUnion,
    MatrixSort,
    NeighbourhoodSort,
    Pairing,
    RealVectors,
    S,
    Sort,
    SquareRoot,
    SumOver,
    Term,
    V,
    Var,
    Weight,
    free_variables,
)
from symproof.theory.document import Relation
from symproof.theory.hypotheses import Commutative, Condition, Equation, Hypothesis, Linear
from symproof.theory.setting import Setting


def symbols_of(terms: Iterable[Term], setting: Setting) -> tuple[Var, ...]:
    """The undefined names that the terms rest on, those inside definitions included, by name."""
    found: set[Var] = set()
    seen: set[tuple[Term, frozenset[Var]]] = set()
    queue = [(term, frozenset[Var]()) for term in terms]
    while queue:
        term, own = queue.pop()
        if (term, own) in seen:  # a line may repeat the body of a definition, with its own free names
            continue
        seen.add((term, own))
        for var in _names(term) - own:
            queue += setting.meanings(var)
            if var not in setting.definitions and var not in setting.abbreviations:
                found.add(var)
    return tuple(sorted(found, key=lambda var: (var.name, str(var.sort))))


@lru_cache(maxsize=4096)
def _names(term: Term) -> frozenset[Var]:
    """Free names, and the naturals in the sorts of all names."""
    return free_variables(term) | {var for var in variables_in(term) if var.sort == NATURAL}


@lru_cache(maxsize=1 << 15)
def variables_in(term: Basic) -> frozenset[Var]:
    """All names that occur, bound or free."""
    inner = frozenset[Var]().union(*map(variables_in, term.args))
    return inner | {term} if isinstance(term, Var) else inner


@lru_cache(maxsize=1 << 15)
def kinds_in(term: Basic) -> frozenset[type]:
    """The kinds of nodes that occur."""
    return frozenset((type(term),)).union(*map(kinds_in, term.args))


HOLDS: dict[Relation, Callable[[Any, Any], bool]] = {
    Relation.EQUAL: lambda a, b: bool(a == b),
    Relation.UNEQUAL: lambda a, b: bool(a != b),
    Relation.LESS: lambda a, b: bool(a < b),
    Relation.AT_MOST: lambda a, b: bool(a <= b),
    Relation.GREATER: lambda a, b: bool(a > b),
    Relation.AT_LEAST: lambda a, b: bool(a >= b),
}
"""What the relations mean between exact values."""

OPPOSITE = {
    Relation.EQUAL: Relation.UNEQUAL, Relation.UNEQUAL: Relation.EQUAL,
    Relation.LESS: Relation.AT_LEAST, Relation.AT_LEAST: Relation.LESS,
    Relation.GREATER: Relation.AT_MOST, Relation.AT_MOST: Relation.GREATER,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Problem:
    """Two terms and everything that a model has to give a meaning to."""

    setting: Setting
    left: Term
    right: Term
    exception: tuple[Term, Relation, Term] | None
    names: tuple[Var, ...]
    nodes: frozenset[type]  # the kinds of nodes that occur
    radicands: tuple[Term, ...] = ()
    variables: frozenset[Var] = frozenset()  # all names that occur, bound ones and those inside definitions included

    @property
    def equations(self) -> tuple[Equation, ...]:
        return tuple(h for h in self.setting.hypotheses if isinstance(h, Equation))

    @cached_property
    def excluded(self) -> tuple[tuple[Term, Relation, Term], ...]:
        """What must fail in a model: the exception, and the opposite of each condition assumed."""
        conditions = (h for h in self.setting.hypotheses if isinstance(h, Condition))
        opposites = tuple((h.left, OPPOSITE[Relation(h.relation)], h.right) for h in conditions)
        return opposites if self.exception is None else (self.exception, *opposites)

    @property
    def outside(self) -> list[Term]:
        """The sides of what must fail."""
        return [side for left, _, right in self.excluded for side in (left, right)]

    @cached_property
    def claimed(self) -> frozenset[Var]:
        """The undefined names that the sides, the exception and the conditions rest on."""
        return frozenset(symbols_of([self.left, self.right, *self.outside], self.setting))

    @cached_property
    def assumed(self) -> Mapping[Equation, frozenset[Var]]:
        """The undefined names that each equation assumed rests on, without its variables."""
        return {e: frozenset(symbols_of([e.left, e.right], self.setting)) - set(e.variables) for e in self.equations}

    def has(self, kind: type, symbol: Var) -> bool:
        """Is there a hypothesis of this kind about the symbol?"""
        return any(
            isinstance(h, kind) and symbol in (getattr(h, "map", None), getattr(h, "family", None))
            for h in self.setting.hypotheses
        )

    @cached_property
    def square_values(self) -> tuple[dict[Var, int], ...]:
        """Values of naturals under the roots that occur for which these are integers."""
        return square_values(self.radicands, [var for var in self.names if var.sort == NATURAL])

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
    def uses_points(self) -> bool:
        """Does anything depend on where the group acts?"""
        kinds = {sort for var in self.variables for sort in _sorts_in(var.sort)}
        return bool(kinds & {V, S}) or Act in self.nodes

    @property
    def uses_vectors(self) -> bool:
        """Might a second dimension make a difference?"""
        linear = any(isinstance(h, Linear) for h in self.setting.hypotheses)
        return Pairing in self.nodes or linear

    @property
    def uses_exp(self) -> bool:
        return bool({ExpOf, Weight} & self.nodes)


def _sorts_in(sort: Sort) -> tuple[Sort, ...]:
    """The sorts that a name of this sort speaks of."""
    if isinstance(sort, NeighbourhoodSort):
        return (*sort.centre, *sort.element)
    domain, result = signature(sort)
    inner = [part for argument in domain if isinstance(argument, Arrow) for part in _sorts_in(argument)]
    return (*domain, result, *inner)


def problem(left: Term, right: Term, setting: Setting, exception: tuple[Term, Relation, Term] | None = None) -> Problem:
    """Collect what a model must say about both sides, the equations assumed, and the exception."""
    equations = [h for h in setting.hypotheses if isinstance(h, Equation)]
    bound = [frozenset(h.variables) for h in equations]
    inner = [(side, own) for h, own in zip(equations, bound, strict=True) for side in (h.left, h.right)]
    outside = [exception[0], exception[2]] if exception is not None else []
    outside += [side for h in setting.hypotheses if isinstance(h, Condition) for side in (h.left, h.right)]
    names = set(symbols_of([left, right, *outside], setting))
    for side, own in inner:
        names |= set(symbols_of([side], setting)) - own
    terms = [left, right, *outside, *(side for side, _ in inner)]
    ordered = tuple(sorted(names, key=lambda var: (var.name, str(var.sort))))
    return Problem(setting, left, right, exception, ordered, *_kinds(terms, setting))


def _kinds(terms: Sequence[Term], setting: Setting) -> tuple[frozenset[type], tuple[Term, ...], frozenset[Var]]:
    """The kinds of nodes in the terms and the bodies that they rest on; what square roots are taken of; all names."""
    kinds: set[type] = set()
    radicands: set[Term] = set()
    queue, seen = list(terms), set()
    while queue:
        term = queue.pop()
        if term in seen:
            continue
        seen.add(term)
        kinds |= kinds_in(term)
        radicands |= {root.args[0] for root in term.atoms(SquareRoot)} if SquareRoot in kinds else set()
        queue += [body for var in variables_in(term) for body, _ in setting.meanings(var)]
    names = frozenset[Var]().union(*map(variables_in, seen))
    return frozenset(kinds), tuple(sorted(radicands, key=str)), names


def permitted(problem: Problem, action: Action) -> bool:
    """Can the hypotheses on H and on defined names be met, and has S the right shape?"""
    if any(_about_definition(problem, hypothesis) for hypothesis in problem.setting.hypotheses):
        return False
    commutative = any(isinstance(h, Commutative) for h in problem.setting.hypotheses)
    plain = problem.setting.roles.plain_set
    return (action.commutative or not commutative) and (action.added is None) == plain


def _about_definition(problem: Problem, hypothesis: Hypothesis) -> bool:
    """Does it bind the names that occur through a definition? No model is made for that."""
    symbol = getattr(hypothesis, "map", None) or getattr(hypothesis, "family", None)
    if symbol is None or symbol not in problem.setting.definitions:
        return False
    return bool(set(symbols_of([symbol], problem.setting)) & set(problem.names))


def fixed_elements(problem: Problem, action: Action, seed: int) -> dict[Var, int]:
    """A value for each free element that a law speaks of; none for seed 0: the law then holds for all."""
    if not seed:
        return {}
    random = np.random.RandomState(seed)
    names = {v for e in problem.equations if e.variables
             for v in set(symbols_of([e.left, e.right], problem.setting)) - set(e.variables)}  # fmt: skip
    elements = sorted((var for var in names if var.sort in (H, V, S)), key=lambda var: var.name)
    return {var: int(random.randint(0, action.order if var.sort == H else action.size)) for var in elements}


def natural_values(problem: Problem, seed: int, largest: int = 3) -> dict[Var, int]:
    """Small values of the naturals; where square roots are taken, such that these are integers."""
    names = [var for var in problem.names if var.sort == NATURAL]
    if not names:
        return {}
    random = np.random.RandomState(seed)
    choice = [4, 1, 9] if SquareRoot in problem.nodes else list(range(1, largest + 1))
    drawn = [int(choice[random.randint(0, len(choice))]) for _ in names]
    values = dict(zip(names, [choice[seed]] * len(names) if seed < 2 and len(choice) > seed else drawn, strict=True))
    if not seed:
        values |= dict.fromkeys(mere_lengths(problem), 1)
    if all(isinstance(radicand, Var) for radicand in problem.radicands) or all_square(problem.radicands, values):
        return values
    known = problem.square_values
    return values | known[seed % len(known)] if known else values


def mere_lengths(problem: Problem) -> set[Var]:
    """Naturals that are lengths of vectors and nothing else: no number in a formula, no side of a matrix."""
    if not any(var.sort == NATURAL for var in problem.names):
        return set()
    assumed = [side for e in problem.equations for side in (e.left, e.right)]
    sides = [problem.left, problem.right, *problem.outside, *assumed]
    numbers, seen, queue = set[Var](), set[Term](), list(sides)
    while queue:
        term = queue.pop()
        if term in seen:
            continue
        seen.add(term)
        if isinstance(term, Var):
            numbers |= {term} if term.sort == NATURAL else set()
            queue += [body for body, _ in problem.setting.meanings(term)]
        else:
            queue += term.args
    lengths = {v for var in problem.names for s in var.sort.atoms(RealVectors) for v in s.atoms(Var)}
    shapes = {v for var in problem.names for s in var.sort.atoms(MatrixSort) for v in s.atoms(Var)}
    return lengths - shapes - numbers


__all__ = [
    "HOLDS",
    "Problem",
    "fixed_elements",
    "kinds_in",
    "mere_lengths",
    "natural_values",
    "permitted",
    "problem",
    "symbols_of",
    "variables_in",
]
