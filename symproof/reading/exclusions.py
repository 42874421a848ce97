"""Sums over all but one: ``\\sum_{j \\in S \\setminus \\{i\\}} a`` is the sum over all j minus the term at j = i.

``\\sum_{j \\neq i}`` says the same, where i is given; the lexemes write it as a difference of sets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from symproof.reading.applications import node
from symproof.reading.failure import fail, malformed
from symproof.reading.lexemes import EVERYTHING, SETMINUS
from symproof.reading.sort_words import in_words
from symproof.reading.syntax import GroupNode, NameNode, OperatorNode, ProductNode, Tree, unwrapped
from symproof.reading.values import Placed, subterms
from symproof.terms import Everywhere, Negative, Plus, SumOver, Var, Weight, accepts, free_variables, substitute
from symproof.theory.span import Span

if TYPE_CHECKING:
    from symproof.reading.walk import Walk


class LeftOut(NamedTuple):
    """What a sum leaves out: the node of its element, of the set that it is taken from, and of what is left out."""

    element: Tree
    domain: Tree | None  # None: all that the element can be
    value: Tree


def left_out(element: Tree, domain: Tree | None) -> LeftOut | None:
    """The parts of ``j \\in S \\setminus \\{i\\}``; None for any other condition. Raises E108."""
    parts = set_without(domain) if domain is not None else None
    if parts is None:
        return None
    first, value = parts
    everything = isinstance(first, NameNode) and first.text == EVERYTHING
    return LeftOut(element, None if everything else first, value)


def set_without(domain: Tree) -> tuple[Tree, Tree] | None:
    """``S`` and ``i`` of ``S \\setminus \\{i\\}``; None for another set. Raises E108."""
    whole = unwrapped(domain)
    if not isinstance(whole, ProductNode):
        return None
    signs = [item for item in whole.items if isinstance(item, OperatorNode) and item.text in SETMINUS]
    if not signs:
        return None
    sign, at = signs[0], whole.items.index(signs[0])
    one = whole.items[at + 1]
    single = isinstance(one, GroupNode) and one.bracket == "\\{" and len(one.entries) == 1
    if not single or at != 1 or len(whole.items) != 3:
        fail("E108", sign.span, what="difference of sets", found=sign.text)
    return whole.items[0], one.entries[0]  # type: ignore[union-attr]


def doubtful(walk: Walk, found: LeftOut) -> None:
    """``\\sum_{i \\neq j}`` of two names that nothing else gives would be a sum over both (E206)."""
    if found.domain is not None or not isinstance(name := unwrapped(found.value), NameNode):
        return
    given = name.text in walk.env or name.text in walk.free or name.text in walk.scope.parameters
    if not given and not walk.scope.abbreviates(name.text) and name.text != walk.roles.unit:
        span = found.element.span.through(found.value.span)
        fail("E206", span, why="which", name=found.element.source, names=(found.element.source, name.text))


def without_one(walk: Walk, whole: Placed, value: Placed, span: Span) -> Placed:
    """The sum minus its term at the value. Raises E108, E206, E209."""
    total: SumOver = whole.term
    (var,), (met,) = total.variables, total.conditions
    if not isinstance(met, Everywhere) or tuple(met.element) != (var,):
        raise malformed("E108", value.span, what="difference of sets", found="\\setminus")
    _check(walk, total, var, value)
    term = substitute(total.body, {var: value.term})
    rest = Placed(Negative(term), value.span, (Placed(term, value.span),))
    return node(Plus, span, (whole, rest), walk.roles, "E204")


def _check(walk: Walk, total: SumOver, var: Var, value: Placed) -> None:
    """The value is one of the set and not the running name; no softmax runs over what is left."""
    if not accepts(var.sort, value.sort):
        found, expected = in_words(value.sort, walk.roles), in_words(var.sort, walk.roles)
        fail("E209", value.span, what="element", found=found, expected=expected)
    if var in free_variables(value.term):
        fail("E206", value.span, why="all but itself", name=var.name)
    if any(isinstance(one, Weight) and var in free_variables(one) & _index(one) for one in subterms(total.body)):
        fail("E206", value.span, why="softmax", name=var.name)


def _index(weight: Weight) -> frozenset[Var]:
    return frozenset[Var]().union(*(free_variables(part) for part in weight.args[0]))
