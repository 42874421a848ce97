"""Equality part by part: a quick proof where two lines differ in small places only.

    a = a',  b = b'   |-   f(a, b) = f(a', b')        (under binders for all values of their variables)

Only parts without sums are compared by normal forms; where this fails nothing is said,
and the normal forms of the whole lines decide.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from sympy import Basic, Tuple

from symproof.terms import (
    Apply,
    Arrow,
    Condition,
    Everywhere,
    H,
    HeadUnion,
    Member,
    S,
    SumOver,
    Term,
    V,
    Var,
    Weight,
    bound_by,
    free_variables,
    substitute,
)
from symproof.terms.sorts import accepts
from symproof.theory.hypotheses import Hypothesis
from symproof.theory.setting import Setting

Same = Callable[[Term, Term], bool]
Sums = tuple[tuple[tuple[Term, ...], tuple[Term, ...]], ...]


def congruent(left: Basic, right: Basic, same: Same, large: frozenset[Var] = frozenset(), sums: Sums = ()) -> bool:
    """Are the terms equal part by part? ``same`` compares normal forms of small terms and of conditions;
    a term that mentions one of the ``large`` names is not small. ``sums``: the elements of the sums around."""
    if left == right and (not has_sum(left) or all(mine == its for mine, its in sums)):
        return True
    if isinstance(left, Term) and isinstance(right, Term) and left.sort in (H, V, S):
        return left.sort == right.sort and same(left, right)
    if isinstance(left, Everywhere) and isinstance(right, Everywhere):  # neither restricts anything
        return True
    if isinstance(left, Weight) and isinstance(right, Weight):  # the subscript only says which sum is meant
        return _owners(left, right, sums) and congruent(left.score, right.score, same, large, sums)
    if _same_shape(left, right):
        right = _renamed(left, right)
        if right is None:
            return False
        if isinstance(left, SumOver):
            sums = (*sums, (left.element, right.element))
        if all(congruent(a, b, same, large, sums) for a, b in zip(left.args, right.args, strict=True)):
            return True
    return _comparable(left, right, large) and same(left, right)


def _owners(left: Weight, right: Weight, sums: Sums) -> bool:
    """Do two softmaxes belong to sums at the same place?"""
    mine = [k for k, (element, _) in enumerate(sums) if element == left.index]
    theirs = [k for k, (_, element) in enumerate(sums) if element == right.index]
    return bool(mine and theirs) and mine[-1] == theirs[-1]


def _same_shape(left: Basic, right: Basic) -> bool:
    if isinstance(left, Var) or not isinstance(left, Term | Tuple):
        return False
    return type(left) is type(right) and len(left.args) == len(right.args)


def _renamed(left: Basic, right: Basic) -> Basic | None:
    """The right side with the bound names of the left, if that captures nothing."""
    mine, theirs = bound_by(left), bound_by(right)
    if mine == theirs:
        return right
    if [v.sort for v in mine] != [v.sort for v in theirs] or set(mine) & (free_variables(right) | set(theirs)):
        return None
    renaming = dict(zip(theirs, mine, strict=True))
    return right.func(*[substitute(part, renaming) for part in right.args])


def _comparable(left: Basic, right: Basic, large: frozenset[Var]) -> bool:
    if isinstance(left, Member) and isinstance(right, Member):
        return left.family == right.family
    if isinstance(left, Condition) or not (isinstance(left, Term) and isinstance(right, Term)):
        return False
    if isinstance(left.sort, Arrow) or not accepts(left.sort, right.sort):
        return False
    return not any(has_sum(side) or free_variables(side) & large for side in (left, right))


def unfolded(term: Term, setting: Setting, allowed: frozenset[Var] | None) -> Term | None:
    """The body of the definition that the term is an instance of: m[f, r](i) with m defined; else None."""
    brackets: list[tuple[Term, ...]] = []
    head = term
    while isinstance(head, Apply):
        brackets.insert(0, head.arguments)
        head = head.fn
    definition = setting.definitions.get(head) if isinstance(head, Var) else None
    if definition is None or (allowed is not None and head not in allowed):
        return None
    if len(brackets) != len(definition.parameters):
        return None
    values: dict[Var, Term] = {}
    for parameters, args in zip(definition.parameters, brackets, strict=True):
        values.update(zip(parameters, args, strict=True))
    body = substitute(definition.body, values)
    return body if isinstance(body, Term) else None


@lru_cache(maxsize=1 << 14)
def has_sum(term: Basic) -> bool:
    """Is there a sum, a softmax or a union in the term?"""
    if isinstance(term, SumOver | Weight | HeadUnion):
        return True
    return any(has_sum(part) for part in term.args if isinstance(part, Term | Tuple))


@lru_cache(maxsize=1 << 14)
def bound_names(term: Basic) -> frozenset[Var]:
    """All variables that some binder in the term binds."""
    inner = [bound_names(part) for part in term.args if isinstance(part, Term | Tuple)]
    return frozenset(bound_by(term)).union(*inner)


def independent(left: Term, right: Term, setting: Setting, hypotheses: frozenset[Hypothesis]) -> bool:
    """May bound names be treated as free ones? Not if the setting says something about them."""
    return (bound_names(left) | bound_names(right)).isdisjoint(setting.spoken_of(hypotheses))
