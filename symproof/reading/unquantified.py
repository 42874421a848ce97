"""What an assumed equation says of positions and signals that it does not quantify.

In ``\\rho(gi,gj) = \\rho(i,j)`` i and j stand for all positions, since g moves them; so they do where they change
places (``\\theta(x(i)) = \\theta(x(j))`` may be about two). A vector that is added (``\\theta(v+w) = \\theta(v)``)
may be one vector, as an element of the group may.
"""

from __future__ import annotations

from collections.abc import Sequence

from symproof.reading.values import subterms
from symproof.terms import Apply, H, Plus, S, Shift, Term, V, Var, free_variables
from symproof.theory.frozen import dataclass
from symproof.theory.hypotheses import OPEN
from symproof.theory.setting import Setting


@dataclass(frozen=True)
class Unquantified:
    """The names, in the order of the alphabet; ``beside``: others of their kind are quantified."""

    names: tuple[Var, ...] = ()
    beside: bool = False


def unquantified(left: Term, right: Term, variables: Sequence[Var], setting: Setting) -> Unquantified:
    """The positions and signals that an equation moves or exchanges, and that are not among its variables."""
    applied = _applied(left), _applied(right)
    maps = {node.fn for node in applied[0]} & {node.fn for node in applied[1]}
    arguments = [argument for node in applied[0] | applied[1] if node.fn in maps for argument in node.arguments]
    names = _points(arguments) | (_signals(arguments) - {*setting.definitions, *maps})
    beside = not names.isdisjoint(variables)
    if not _moved(arguments, names, variables) and not _exchanged(*applied):
        return Unquantified((), beside)
    free = (var for var in names.difference(variables, setting.abbreviations) if not var.name.startswith(OPEN))
    return Unquantified(tuple(sorted(free, key=lambda var: var.name)), beside)


def _applied(side: Term) -> set[Apply]:
    return {node for node in subterms(side) if isinstance(node, Apply)}


def _points(arguments: Sequence[Term]) -> set[Var]:
    """The positions and vectors in arguments, without vectors that are added."""
    names = {var for argument in arguments for var in free_variables(argument)}
    sums = (node for argument in arguments for node in subterms(argument) if isinstance(node, Plus))
    added = {var for node in sums for var in free_variables(node)}
    return {var for var in names if var.sort == S or (var.sort == V and var not in added)}


def _signals(arguments: Sequence[Term]) -> set[Var]:
    """The functions that are moved as a whole: f in ``L_gf``."""
    return {one.fn for one in arguments if isinstance(one, Shift) and isinstance(one.fn, Var)}


def _moved(arguments: Sequence[Term], names: set[Var], variables: Sequence[Var]) -> bool:
    """Does one of the names stand together with an element of the group, or with something quantified?"""
    movers = {var for one in arguments for var in free_variables(one) if var.sort == H} | ({*variables} - names)
    return any(free_variables(one) & names and free_variables(one) & movers for one in arguments)


def _exchanged(one: set[Apply], other: set[Apply]) -> bool:
    """Is a function applied on both sides to the same arguments in another order?"""
    return any(
        a.fn == b.fn and a.arguments != b.arguments and set(a.arguments) == set(b.arguments) for a in one for b in other
    )
