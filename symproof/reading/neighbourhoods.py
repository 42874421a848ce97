"""Equations between neighbourhoods: ``N(gi) = gN(i)`` says that the family is stable under the group."""

from __future__ import annotations

from symproof.reading.domains import Domain, centre_terms, read_domain
from symproof.reading.grammar import parse
from symproof.reading.scope import Scope
from symproof.reading.tokens import Token
from symproof.reading.values import Placed
from symproof.reading.walk import Walk
from symproof.terms import Act, Coordinate, GroupProduct, H, NeighbourhoodSort, Place, S, Term, Var
from symproof.theory.diagnostic import Malformed

NONE: frozenset[str] = frozenset()


def stability(left: list[Token], right: list[Token], scope: Scope) -> tuple[Var, frozenset[str]] | None:
    """The family of ``N(gi) = gN(i)`` and the names that the equation has to hold for all of; None for another one."""
    if not any(isinstance(var.sort, NeighbourhoodSort) for var in scope.setting.symbols.values()):
        return None
    walk = Walk(scope, NONE, NONE)
    try:
        one, other = (_side(walk, side) for side in (left, right))
    except Malformed:
        return None  # which is told where it is read as an equation of terms
    for (domain, centre), (moved, start) in ((one, other), (other, one)):
        if domain.family != moved.family or domain.by or not moved.by:
            continue
        if (names := _carried(walk, moved, centre, start)) is not None and domain.family is not None:
            return domain.family, names
    return None


def _side(walk: Walk, tokens: list[Token]) -> tuple[Domain, tuple[Placed, ...]]:
    """A neighbourhood with its centre. Raises Malformed for any other side."""
    (domain, *_) = read_domain(walk, parse(tokens, walk.scope))
    return domain, centre_terms(walk, domain)


def _carried(walk: Walk, moved: Domain, centre: tuple[Placed, ...], start: tuple[Placed, ...]) -> frozenset[str] | None:
    """The names of g and i, if the first centre is gi and these are names, different ones."""
    names = [*(walk.term(factor).term for factor in moved.by), *(part.term for part in start)]
    variables = [one for one in names if isinstance(one, Var) and one.sort in (S, H)]
    if len(moved.by) != 1 or len(set(variables)) < len(names):
        return None
    actor, *places = variables
    carried = all(part.term in _images(actor, place) for part, place in zip(centre, places, strict=True))
    return frozenset(var.name for var in variables) if carried else None


def _images(actor: Var, place: Var) -> tuple[Term, ...]:
    """The ways to write what an element of the group makes of a variable."""
    if place.sort == H:
        return (GroupProduct(actor, place),)
    return (Act(actor, place), Place(Act(actor, Coordinate(place))))
