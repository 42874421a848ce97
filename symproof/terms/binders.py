"""Binders: free variables, capture-avoiding substitution, equality up to bound names.

Nothing else in symproof substitutes in terms; sympy's ``subs`` and ``xreplace`` capture.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import count

from sympy import Basic, Tuple

from symproof.terms.nodes import HeadUnion, SumOver
from symproof.terms.term import Term, Var


def bound_by(term: Basic) -> tuple[Var, ...]:
    """The variables that this very node binds in all of its parts."""
    if isinstance(term, SumOver):
        return term.variables
    if isinstance(term, HeadUnion):
        return (term.variable,)
    return ()


@lru_cache(maxsize=1 << 16)
def free_variables(term: Basic) -> frozenset[Var]:
    """The names that occur free, functions and neighbourhoods among them."""
    if isinstance(term, Var):
        return frozenset((term,))
    if not isinstance(term, Term | Tuple):
        return frozenset()
    inner = frozenset().union(*(free_variables(part) for part in term.args))
    return inner.difference(bound_by(term))


def fresh(var: Var, avoid: frozenset[str] | set[str]) -> Var:
    """A variable of the same sort whose name is not in ``avoid``: the name with primes."""
    name = var.name
    for _ in count():
        if name not in avoid:
            return Var(name, var.sort)
        name += "'"
    raise AssertionError("unreachable")


def substitute(term: Basic, replacement: Mapping[Var, Term]) -> Basic:
    """Replace free variables at once; a bound name that would capture is renamed first."""
    live = {var: new for var, new in replacement.items() if var in free_variables(term) and var != new}
    if not live:
        return term
    if isinstance(term, Var):
        return live[term]
    bound = bound_by(term)
    if bound:
        live.update(_renamed(bound, live, term))
    return term.func(*[substitute(part, live) for part in term.args])


def _renamed(bound: tuple[Var, ...], live: Mapping[Var, Term], term: Basic) -> dict[Var, Term]:
    """New names for the bound variables that occur in what is substituted."""
    incoming = {var.name for new in live.values() for var in free_variables(new)}
    taken = incoming | {var.name for part in term.args for var in free_variables(part)}
    renaming: dict[Var, Term] = {}
    for var in bound:
        if var.name in incoming:
            renaming[var] = fresh(var, taken)
            taken.add(renaming[var].name)
    return renaming


def rename_bound(term: Basic, old: Var, new: Var) -> Basic:
    """Rename the variable that the binder ``term`` binds; ``new`` must not occur free in it."""
    if new in free_variables(term) or new in bound_by(term):
        raise ValueError(f"{new.name} occurs already")
    return term.func(*[substitute(part, {old: new}) for part in term.args])


def alpha_equal(left: Basic, right: Basic) -> bool:
    """Are the terms equal up to the names of bound variables?"""
    return left == right or _alike(left, right, {}, {}, 0)


def _alike(left: Basic, right: Basic, mine: Mapping[Basic, int], theirs: Mapping[Basic, int], depth: int) -> bool:
    """Equality where bound variables are told by the binders that bind them, counted from outside."""
    if isinstance(left, Var) or isinstance(right, Var):
        bound = mine.get(left)
        return bound == theirs.get(right) and (bound is not None or left == right)
    if type(left) is not type(right) or len(left.args) != len(right.args):
        return False
    if not isinstance(left, Term | Tuple):
        return bool(left == right)
    ours, others = bound_by(left), bound_by(right)
    if [var.sort for var in ours] != [var.sort for var in others]:
        return False
    if ours:
        mine = {**mine, **{var: depth + n for n, var in enumerate(ours)}}
        theirs = {**theirs, **{var: depth + n for n, var in enumerate(others)}}
    parts = list(zip(left.args, right.args, strict=True))[1 if ours else 0 :]
    return all(_alike(a, b, mine, theirs, depth + len(ours)) for a, b in parts)
