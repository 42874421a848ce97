"""Notations that stand for something the theory has: sizes, norms, arguments as subscripts, softmax over a set.

``|S|`` is a sum of ones, ``\\lVert a\\rVert^2`` a pairing of a with itself, ``f_i`` is f(i), and
``\\mathrm{softmax}_{j\\in S}(a)`` outside of a sum is exp(a) over the sum of all exp(a).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from symproof.reading.applications import applied, apply_values, domain_of, node
from symproof.reading.binding import condition, conditions_on
from symproof.reading.domains import Domain, centre_terms, read_domain
from symproof.reading.exclusions import set_without
from symproof.reading.failure import fail, malformed
from symproof.reading.names import with_places
from symproof.reading.occurrences import slots
from symproof.reading.sort_words import in_words
from symproof.reading.syntax import (
    BarsNode,
    ElementNode,
    NameNode,
    OperatorNode,
    ProductNode,
    ScriptedNode,
    ScriptNode,
    Tree,
    flattened,
    unwrapped,
)
from symproof.reading.values import CoordinateMap, Placed, Softmax, Value, is_map, tuple_of
from symproof.terms import (
    Arrow,
    ExpOf,
    H,
    Negative,
    NeighbourhoodSort,
    NthPower,
    Numeral,
    Pairing,
    Plus,
    Ratio,
    S,
    SumOver,
    V,
    Var,
    accepts,
    is_feature,
)
from symproof.theory.diagnostic import Malformed
from symproof.theory.notation import MODULUS, NORM
from symproof.theory.span import Span

if TYPE_CHECKING:
    from symproof.reading.walk import Walk

ONE = Numeral(1)
MAX_INDICES = 3  # of one of two families with one name
FRESH = {S: "s", H: "k"}  # names of the variables that run through a set whose size is meant


# --- bars ------------------------------------------------------------------------------------


def bars(walk: Walk, tree: BarsNode) -> Placed:
    """``|S|`` and ``|N(i)|``, or the declared function ``\\lVert\\cdot\\rVert`` of a term. Raises E108, E209."""
    named = walk.scope.variable(NORM if tree.norm else MODULUS)
    if named is not None and isinstance(named.sort, Arrow):
        argument = walk.value(tree.inner)
        if isinstance(argument, Placed) and accepts(named.sort.domain[0], argument.sort):
            return apply_values(walk, Placed(named, tree.span), (argument,), tree.span)
    if tree.norm:
        fail("E108", tree.span, what="norm")
    if not _is_set(walk, tree.inner):
        fail("E108", tree.span, what="modulus")
    if (gap := set_without(tree.inner)) is not None:
        return _size_without(walk, *gap, tree.span)
    return _size(walk, read_domain(walk, tree.inner), tree.span)


def _is_set(walk: Walk, tree: Tree) -> bool:
    """Does a carrier or a neighbourhood stand there, and no number?"""
    first = unwrapped(tree)
    items = first.items if isinstance(first, ProductNode) else (first,)
    items = tuple(item.base if isinstance(item, ScriptedNode) else item for item in items)
    named = [walk.scope.variable(item.text) for item in items if isinstance(item, NameNode)]
    if any(var is not None and isinstance(var.sort, NeighbourhoodSort) for var in named):
        return True
    first = items[0]
    if not isinstance(first, NameNode) or first.text in walk.env:
        return False
    var = walk.scope.variable(first.text)
    return var is None or not (isinstance(var.sort, Arrow) or var.sort in (S, V, H))


def _size(walk: Walk, domains: tuple[Domain, ...], span: Span) -> Placed:
    """The sum of 1 over a set."""
    variables: list[Placed] = []
    conditions: list[Placed] = []
    for domain in domains:
        centre = centre_terms(walk, domain)
        own = []
        for slot in domain.slots:
            taken = [placed.term.name for placed in variables]
            name = walk.fresh(FRESH.get(slot, "s"))
            while name in taken:
                name += "'"
            variables.append(Placed(Var(name, slot), domain.span))
            own.append(variables[-1])
        conditions.append(condition(domain, tuple(own), centre))
    bound, met = tuple_of(tuple(variables), span), tuple_of(tuple(conditions), span)
    one = Placed(Numeral(1), span)
    return Placed(SumOver(bound.term, met.term, one.term), span, (bound, met, one))


def _size_without(walk: Walk, domain: Tree, value: Tree, span: Span) -> Placed:
    """The size of ``S \\setminus \\{i\\}``: one less."""
    domains = read_domain(walk, domain)
    if len(domains) != 1 or domains[0].family is not None or len(domains[0].slots) != 1:
        raise malformed("E108", span, what="difference of sets", found="\\setminus")
    placed = walk.term(value)
    if not accepts(domains[0].slots[0], placed.sort):
        raise malformed("E209", placed.span, what="element", found=in_words(placed.sort, walk.roles),
                        expected=in_words(domains[0].slots[0], walk.roles))  # fmt: skip
    one = Placed(ONE, span)
    return node(Plus, span, (_size(walk, domains, span), Placed(Negative(ONE), span, (one,))), walk.roles, "E204")


def is_size(node: object) -> TypeGuard[SumOver]:
    """Is it the sum of 1 over a set?"""
    return isinstance(node, SumOver) and node.body == ONE


def squared_norm(walk: Walk, tree: BarsNode, exponent: int, span: Span) -> Placed | None:
    """``\\lVert a\\rVert^2`` of a feature, for which no norm is declared: <a, a>."""
    if not tree.norm or exponent < 2 or exponent % 2 or walk.scope.variable(NORM) is not None:
        return None
    feature = walk.term(tree.inner)
    if not is_feature(feature.sort):
        return None
    square = node(Pairing, span, (feature, feature), walk.roles)
    return square if exponent == 2 else Placed(NthPower(square.term, exponent // 2), span, (square, None))


# --- arguments as subscripts ------------------------------------------------------------------


def at_index(walk: Walk, fn: Value, script: ScriptNode, span: Span) -> Value | None:
    """``f_i``, ``w_{ij}``, ``T_g``, ``s_f``: a map at positions, elements of groups, signals; None if it does not fit.

    Of two families ``m_{ij}`` and ``m_i`` the one that takes as many.
    """
    found = _at(walk, fn, script, span)
    if found is not None or not (isinstance(fn, Placed) and isinstance(fn.term, Var)):
        return found
    names = (with_places(fn.term.name, count) for count in range(1, MAX_INDICES + 1))
    others = (walk.scope.variable(name) for name in names)
    return next((at for var in others if var and (at := _at(walk, Placed(var, fn.span), script, span))), None)


def _at(walk: Walk, fn: Value, script: ScriptNode, span: Span) -> Value | None:
    """The map at what stands in the script, if it takes just that."""
    if script.kind != "_" or not is_map(fn):
        return None
    domain = domain_of(fn) if isinstance(fn, Placed | CoordinateMap) else ()
    if not domain or any(sort not in (S, H, V) and not isinstance(sort, Arrow) for sort in domain):
        return None
    entries = _entries(script, len(domain))
    for entry, sort in zip(entries, domain, strict=False):
        try:
            value = walk.value(entry, sort)
        except Malformed:
            return None
        if isinstance(sort, Arrow) and is_map(value) and not isinstance(value, Placed):
            continue
        if not isinstance(value, Placed) or not accepts(sort, value.sort):
            return None
    return applied(walk, fn, entries, span) if len(entries) == len(domain) else None  # type: ignore[arg-type]


def _entries(script: ScriptNode, count: int) -> tuple[Tree, ...]:
    """``i, j`` or, where two are wanted, ``ij``."""
    entries = flattened(script.entries)
    only = entries[0] if len(entries) == 1 else None
    if isinstance(only, ProductNode) and len(only.items) == count > 1:
        return entries if any(isinstance(item, OperatorNode) for item in only.items) else only.items
    return entries


# --- softmax over a set that is named ------------------------------------------------------------


def softmax_over(walk: Walk, script: ScriptNode, span: Span, base: NameNode) -> Softmax | None:
    """``\\mathrm{softmax}_{j\\in D}``: that of the sum around it over j in D, or one of its own; None without a set."""
    *before, last = script.entries
    if not isinstance(last, ElementNode) or any(isinstance(entry, ElementNode) for entry in before):
        return None
    components = tuple(part for entry in (*before, last.element) for part in slots(entry))
    met = conditions_on(walk, components, last.domain)
    index = tuple(walk.term(part) for part in components)
    around = any(opened.conditions == tuple(one.term for one in met) for opened in walk.sums)
    if around:
        return Softmax(index, span, base)
    names = tuple(unwrapped(part) for part in components)
    if not all(isinstance(name, NameNode) for name in names):
        raise malformed("E207", span, index=script.source, indices=())
    return Softmax(index, span, base, own=(names, last.domain))


def hidden_name(name: str) -> str:
    """The name of the variable behind the j of ``\\mathrm{softmax}_{j\\in D}``, which nobody writes."""
    return name + r"^{\ast}"


def own_weight(walk: Walk, softmax: Softmax, score: Tree, span: Span) -> Placed:
    """``\\exp(a) / \\sum_{j\\in D} \\exp(a)``, where the j of the sum is another one than that outside."""
    names, domain = softmax.own  # type: ignore[misc]
    above = _exponential(walk, score)
    before, variables = dict(walk.env), []
    for name, placed in zip(names, softmax.index, strict=True):
        inside = Var(walk.fresh(hidden_name(name.text)), placed.sort)
        variables.append(Placed(inside, name.span))
    walk.env.update({name.text: var.term for name, var in zip(names, variables, strict=True)})
    met = conditions_on(walk, names, domain)
    body = _exponential(walk, score)
    walk.env = before
    bound, conditions = tuple_of(tuple(variables), span), tuple_of(met, span)
    below = Placed(SumOver(bound.term, conditions.term, body.term), span, (bound, conditions, body))
    return node(Ratio, span, (above, below), walk.roles)


def _exponential(walk: Walk, score: Tree) -> Placed:
    return node(ExpOf, score.span, (walk.term(score),), walk.roles)
