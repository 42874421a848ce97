"""Where a side of an equation stands in a line: sub-terms, and values of the names at which the side is one.

Nothing is trusted here: whoever uses a proposal compares the side at these values with the sub-term.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from sympy import Basic

from symproof.terms import Term, Var, bound_by, free_variables
from symproof.terms.sorts import accepts

Values: TypeAlias = dict[Var, Term]


def places(pattern: Term, term: Basic, free: frozenset[Var], fixed: frozenset[Var]) -> Iterator[tuple[Term, Values]]:
    """The sub-terms that may be the pattern at values of the free names; under no binder of a fixed name."""
    for part in dict.fromkeys(_parts(term, fixed)):
        found: Values = {}
        if _match(pattern, part, free, found, {}):
            yield part, found


def _match(pattern: Basic, term: Basic, free: frozenset[Var], found: Values, bound: dict[Var, Var]) -> bool:
    if isinstance(pattern, Var) and pattern in bound:
        return bool(term == bound[pattern])
    if isinstance(pattern, Var) and pattern in free:
        fits = isinstance(term, Term) and accepts(pattern.sort, term.sort)
        if not fits or free_variables(term) & set(bound.values()):
            return False
        return bool(found.setdefault(pattern, term) == term)
    if isinstance(pattern, Var) or type(pattern) is not type(term) or len(pattern.args) != len(term.args):
        return bool(pattern == term)
    if not pattern.args:
        return bool(pattern == term)
    mine, theirs = bound_by(pattern), bound_by(term)
    if [v.sort for v in mine] != [v.sort for v in theirs]:
        return False
    inner = {**bound, **dict(zip(mine, theirs, strict=True))}
    return all(_match(p, t, free, found, inner) for p, t in zip(pattern.args, term.args, strict=True))


def _parts(term: Basic, fixed: frozenset[Var]) -> Iterator[Term]:
    """The sub-terms in which the fixed names mean what they mean outside: none under a binder of such a name."""
    if isinstance(term, Term) and not isinstance(term, Var):
        yield term
    if fixed.isdisjoint(bound_by(term)):
        for part in term.args:
            if getattr(part, "args", None) and not isinstance(part, Var):
                yield from _parts(part, fixed)


__all__ = ["places"]
