"""Factors in a row: the sorts decide what is an application, a product or an action.

A function takes the bracket, or else the one factor, that follows it. What is left is
multiplied: elements of H with one another and on a point, scalars with at most one
feature, matrices with one another and on a column.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeGuard

from symproof.reading.applications import (
    applied,
    apply_values,
    check_argument,
    composed,
    found_words,
    moves,
    node,
    shifted,
    weighted,
)
from symproof.reading.failure import fail, malformed
from symproof.reading.lexemes import SETMINUS
from symproof.reading.products import group_product, matrices, mismatch, multiple, pair_acts
from symproof.reading.scripts import scripted
from symproof.reading.shorthands import own_weight
from symproof.reading.sort_words import in_words
from symproof.reading.syntax import (
    ExpNode,
    FractionNode,
    GroupNode,
    NameNode,
    NumberNode,
    OperatorNode,
    PairingNode,
    ProductNode,
    ScriptedNode,
    Tree,
)
from symproof.reading.values import (
    Composite,
    Exponential,
    Operator,
    PairElement,
    Placed,
    Pointwise,
    Row,
    Softmax,
    Value,
    is_map,
)
from symproof.terms import (
    Arrow,
    H,
    MatrixSort,
    Pairing,
    Ratio,
    Times,
    V,
    accepts,
    is_feature,
    is_scalar,
)
from symproof.theory.diagnostic import Malformed
from symproof.theory.notation import INFIX
from symproof.theory.span import Span

if TYPE_CHECKING:
    from symproof.reading.walk import Walk


@dataclass(eq=False, slots=True)
class Factor:
    """A value with the operator before it (empty for none) and the node it began with."""

    value: Value
    operator: str
    node: Tree


def product(walk: Walk, tree: ProductNode) -> Value:
    """The value of factors in a row. Raises E107, E202, E203, E204."""
    items = tree.items
    for n in range(1, len(items) - 1):
        if _is_infix(walk, items[n]):
            return _between(walk, items, n, tree.span)
    factors = _factors(walk, items)
    if len(factors) == 1:
        return factors[0].value
    return _combined(walk, _divided(walk, factors), tree.span)


def _is_infix(walk: Walk, item: Tree) -> bool:
    """Is it ``\\star``, declared as a function of two arguments?"""
    var = walk.scope.variable(item.text) if isinstance(item, NameNode) and item.text in INFIX else None
    return var is not None and isinstance(var.sort, Arrow) and len(var.sort.domain) == 2


def _between(walk: Walk, items: tuple[Tree, ...], at: int, span: Span) -> Value:
    """``a \\star b``: all that stands left of it, and all that stands right."""
    fn = walk.value(items[at])
    sides = (items[:at], items[at + 1 :])
    values = tuple(product(walk, ProductNode(first=side[0].first, last=side[-1].last, items=side)) for side in sides)
    arguments = tuple(check_argument(value, sort, walk) for value, sort in zip(values, fn.sort.domain, strict=True))  # type: ignore[union-attr]
    return apply_values(walk, fn, arguments, span)  # type: ignore[arg-type]


def _factors(walk: Walk, items: tuple[Tree, ...]) -> list[Factor]:
    factors: list[Factor] = []
    at = 0
    while at < len(items):
        operator, first = "", items[at]
        if isinstance(first, OperatorNode):
            operator, at = first.text, at + 1
            if operator in SETMINUS:
                fail("E108", first.span, what="difference of sets", found=operator)
            if at == len(items) or (operator == "\\circ" and not factors):
                fail("E103", first.span, expected=("a term",))
        start = items[at]
        value, at = unit(walk, items, at)
        if operator == "\\circ":
            left = factors.pop()
            value = composed(walk, left.value, value, left.value.span.through(value.span))
            operator, start = left.operator, left.node
        factors.append(Factor(value, operator, start))
    return factors


# --- application ------------------------------------------------------------------------


def unit(walk: Walk, items: tuple[Tree, ...], at: int) -> tuple[Value, int]:
    """The factor at ``at`` with all arguments that follow it, and the index after it."""
    value = walk.value(items[at])
    at += 1
    while is_map(value) and at < len(items) and not isinstance(items[at], OperatorNode):
        value, at = _with_argument(walk, value, items, at)
    return value, at


def _with_argument(walk: Walk, fn: Value, items: tuple[Tree, ...], at: int) -> tuple[Value, int]:
    following = items[at]
    if isinstance(fn, Operator):
        return _moved(walk, fn, items, at)
    bracket = _bracket(following)
    if bracket is None:
        return _unbracketed(walk, fn, items, at)
    if at + 1 < len(items) and _bracket(items[at + 1]) is not None and _is_function_of_values(walk, fn, bracket):
        return _unbracketed(walk, fn, items, at)  # W(L_gf)(i) is W((L_gf)(i))
    span = fn.span.through(bracket.span)
    if isinstance(fn, Softmax) and fn.own is not None:
        _only_score(fn, bracket)
        result: Value = own_weight(walk, fn, bracket.entries[0], span)
    elif isinstance(fn, Softmax):
        result = weighted(walk, fn, _score(walk, fn, bracket), span)
    else:
        result = applied(walk, fn, bracket.entries, span)  # type: ignore[arg-type]
    if isinstance(following, ScriptedNode):
        result = scripted(walk, result, following.scripts, following)
    return result, at + 1


def _is_function_of_values(walk: Walk, fn: Value, bracket: GroupNode) -> bool:
    """Does a map of values stand before a function in brackets, of which it can only take a value?"""
    domain = fn.sort.domain if isinstance(fn, Placed) and isinstance(fn.sort, Arrow) else ()
    if len(domain) != 1 or not is_feature(domain[0]) or len(bracket.entries) != 1 or bracket.bracket == "{":
        return False
    try:
        value = walk.value(bracket.entries[0])
    except Malformed:
        return False
    return isinstance(value, Placed | Pointwise) and is_map(value)


def _bracket(item: Tree) -> GroupNode | None:
    """The bracket that an item is, scripts apart; a placeholder is not one."""
    base = item.base if isinstance(item, ScriptedNode) else item
    return base if isinstance(base, GroupNode) and base.bracket != "{" else None


def _score(walk: Walk, softmax: Softmax, bracket: GroupNode) -> Placed:
    _only_score(softmax, bracket)
    return walk.term(bracket.entries[0])


def _only_score(softmax: Softmax, bracket: GroupNode) -> None:
    """A softmax has one score (E202)."""
    if len(bracket.entries) != 1:
        place = bracket.entries[0].span.through(bracket.entries[-1].span)
        hint = "\\langle" if len(bracket.entries) == 2 else ""
        fail("E202", place, name=softmax.node.source, expected=1, found=len(bracket.entries),
             sorts=("a real number",), hint=hint)  # fmt: skip


def _unbracketed(walk: Walk, fn: Value, items: tuple[Tree, ...], at: int) -> tuple[Value, int]:
    """``\\varphi f(i)``: the argument is the next factor with its own arguments."""
    start = items[at]
    if isinstance(fn, Softmax) and fn.own is not None:
        fail("E107", start.span, what="argument")
    with walk.nested(start.span):
        value, after = _function(walk, fn, items, at) if _takes_a_function(fn) else unit(walk, items, at)
    if isinstance(fn, Exponential | Softmax) and not isinstance(start, PairingNode):
        _only_argument(items, after)
    if not isinstance(value, Placed):
        fail("E203", value.span, expected="a term", found=found_words(value, walk.roles))
    span = fn.span.through(value.span)
    if isinstance(fn, Softmax):
        return weighted(walk, fn, value, span), after
    if isinstance(fn, Placed) and len(fn.sort.domain) != 1:
        fail(
            "E202",
            value.span,
            name=str(getattr(fn.term, "name", "this map")),
            expected=len(fn.sort.domain),
            found=1,
        )
    return apply_values(walk, fn, (value,), span), after  # type: ignore[arg-type]


def _function(walk: Walk, fn: Placed, items: tuple[Tree, ...], at: int) -> tuple[Value, int]:
    """The function at ``at``, without the arguments that make a value of it: ``\\Phi f(i)`` is (\\Phi f)(i)."""
    value, at = walk.value(items[at]), at + 1
    while is_map(value) and at < len(items) and not isinstance(items[at], OperatorNode):
        if isinstance(value, Placed) and accepts(fn.sort.domain[0], value.sort):
            break
        value, at = _with_argument(walk, value, items, at)
    return value, at


def _only_argument(items: tuple[Tree, ...], after: int) -> None:
    """``\\exp a b`` may mean ``\\exp(a) b`` or ``\\exp(ab)``."""
    if after < len(items) and not isinstance(items[after], OperatorNode | ExpNode):
        fail("E107", items[after].span, what="argument")


def _moved(walk: Walk, operator: Operator, items: tuple[Tree, ...], at: int) -> tuple[Value, int]:
    """``L_g[F]``, ``L_gF``, ``L_gm[f]``: the operand takes brackets until it is a function that g moves."""
    item = items[at]
    bracket = _bracket(item)
    if bracket is not None and (bracket is item or bracket.bracket == "["):
        if len(bracket.entries) != 1:
            return _one_operand(walk, operator, bracket), at + 1
        entry = bracket.entries[0]
        operand, span = walk.value(entry), operator.span.through(bracket.span)
        result = shifted(walk, operator, operand, span)
        if isinstance(item, ScriptedNode):
            result = scripted(walk, result, item.scripts, item)
        return result, at + 1
    operand, at = walk.value(item), at + 1
    while is_map(operand) and not isinstance(operand, Operator) and not moves(operator.actors, operand):
        inner = _bracket(items[at]) if at < len(items) else None
        if inner is None and at < len(items) and _takes_a_function(operand):
            operand, at = _unbracketed(walk, operand, items, at)  # L_g\Phi f
            continue
        if inner is None or isinstance(items[at], ScriptedNode):
            break
        operand = applied(walk, operand, inner.entries, operand.span.through(inner.span))  # type: ignore[arg-type]
        at += 1
    span = operator.span.through(operand.span)
    if isinstance(operand, Operator):
        return Operator((*operator.actors, *operand.actors), span), at
    return shifted(walk, operator, operand, span), at


def _takes_a_function(value: Value) -> TypeGuard[Placed]:
    """Is it a map of one function, such as a layer?"""
    domain = value.sort.domain if isinstance(value, Placed) and isinstance(value.sort, Arrow) else ()
    return len(domain) == 1 and isinstance(domain[0], Arrow)


def _one_operand(walk: Walk, operator: Operator, bracket: GroupNode) -> Value:
    """``L_h(i, j)`` lacks the function that it moves, those of such arguments are offered; ``L_h[f,k]`` has two."""
    if bracket.bracket != "(":
        fail("E202", bracket.span, name="the action", expected=1, found=len(bracket.entries),
             sorts=("a function",))  # fmt: skip
    sorts = tuple(getattr(walk.value(entry), "sort", None) for entry in bracket.entries)
    known = walk.scope.setting.symbols
    near = [name for name, var in known.items() if isinstance(var.sort, Arrow) and var.sort.domain == sorts]
    span = operator.span.through(bracket.span)
    problem = malformed("E202", span, tuple(near[:3]), name=walk.roles.action, missing="operand", expected=1, found=0)
    if len(near) != 1:
        raise problem
    walk.excuse(problem, (walk.roles.action, f"{walk.roles.action}[{near[0]}]"))
    fn = shifted(walk, operator, Placed(known[near[0]], operator.span), operator.span)
    return applied(walk, fn, bracket.entries, span)  # type: ignore[arg-type]


# --- products ----------------------------------------------------------------------------


def _divided(walk: Walk, factors: list[Factor]) -> list[Factor]:
    """Carry out ``a/b``; ``a/bc`` could mean two things."""
    result: list[Factor] = []
    for n, factor in enumerate(factors):
        if factor.operator != "/":
            result.append(factor)
            continue
        following = factors[n + 1] if n + 1 < len(factors) else None
        if following is not None and following.operator == "" and _bare(factor.node) and _scalar(following.value):
            fail("E107", factor.node.span.through(following.value.span), what="division")
        above = result.pop()
        parts = (_term(walk, above.value), _term(walk, factor.value))
        ratio = node(Ratio, above.value.span.through(factor.value.span), parts, walk.roles)
        result.append(Factor(ratio, above.operator, above.node))
    return result


def _bare(item: Tree) -> bool:
    base = item.base if isinstance(item, ScriptedNode) else item
    return isinstance(base, NameNode | NumberNode | FractionNode)


def _scalar(value: Value) -> bool:
    return isinstance(value, Placed) and is_scalar(value.sort)


def _term(walk: Walk, value: Value) -> Placed:
    if isinstance(value, Placed):
        return value
    raise malformed("E203", value.span, expected="a term", found=found_words(value, walk.roles))


def _combined(walk: Walk, factors: list[Factor], span: Span) -> Value:
    if len(factors) == 1:
        return factors[0].value
    factors = _paired(walk, factors)
    if len(factors) == 1:
        return factors[0].value
    _check_dots(walk, factors)
    if (actors := _actors(factors)) and moves(actors, factors[-1].value):
        return shifted(walk, Operator(actors, span), factors[-1].value, span)
    if _is_plain_map(factors[-1].value) and all(_scalar(factor.value) for factor in factors[:-1]):
        scalars = tuple(_term(walk, factor.value) for factor in factors[:-1])
        return Pointwise((("+", scalars, factors[-1].value),), span)  # type: ignore[arg-type]
    if isinstance(factors[0].value, PairElement) and len(factors) == 2:
        return pair_acts(walk, factors[0].value, _term(walk, factors[1].value), span)
    _two_numbers(factors)
    parts = _checked_terms(walk, factors)
    if parts[0].sort == H:
        return group_product(walk, parts, span)
    if parts[-1].sort == V:
        return multiple(walk, parts, span)
    if any(isinstance(part.sort, MatrixSort) for part in parts):
        return matrices(walk, parts, span)
    others = [part for part in parts if not is_scalar(part.sort)]
    if len(others) > 1 or any(not is_feature(part.sort) for part in others):
        mismatch(walk, parts)
    return node(Times, span, tuple(parts), walk.roles, "E204")


def _actors(factors: list[Factor]) -> tuple[Placed, ...]:
    """The g and h of ``g \\cdot h \\cdot f``, where f is a function; none for any other product."""
    last = factors[-1].value
    if not (isinstance(last, Placed | Composite | Pointwise) and is_map(last)):
        return ()
    actors: list[Placed] = []
    for factor in factors[:-1]:
        if isinstance(factor.value, PairElement):
            actors += [factor.value.vector, factor.value.element]
        elif isinstance(factor.value, Placed) and factor.value.sort == H:
            actors.append(factor.value)
        else:
            return ()
    return tuple(actors)


def _paired(walk: Walk, factors: list[Factor]) -> list[Factor]:
    """``a \\cdot b`` and ``a^\\top b`` of features are pairings."""
    result: list[Factor] = []
    at = 0
    while at < len(factors):
        factor, at = factors[at], at + 1
        following = factors[at] if at < len(factors) else None
        if isinstance(factor.value, Row):
            factor, at = _row_with(walk, factor, factors, at)
        elif following is not None and following.operator == "\\cdot" and _feature(factor) and _feature(following):
            factor, at = _pairing(walk, factor, factor.value, following.value), at + 1
        result.append(factor)
    return result


def _row_with(walk: Walk, factor: Factor, factors: list[Factor], at: int) -> tuple[Factor, int]:
    """``a^\\top b``, or with matrices ``a^\\top AB b``."""
    row: Row = factor.value  # type: ignore[assignment]
    rest = factors[at:]
    if not rest:
        fail("E204", row.span, operation="product", found=found_words(row, walk.roles))
    taken = rest[:1] if _feature(rest[0]) else rest
    span = taken[0].value.span.through(taken[-1].value.span)
    right = _combined(walk, [Factor(taken[0].value, "", taken[0].node), *taken[1:]], span)
    return _pairing(walk, factor, row.feature, right), at + len(taken)


def _pairing(walk: Walk, factor: Factor, left: Value, right: Value) -> Factor:
    parts = (_term(walk, left), _term(walk, right))
    value = node(Pairing, factor.value.span.through(right.span), parts, walk.roles, "E204")
    return Factor(value, factor.operator, factor.node)


def _feature(factor: Factor) -> bool:
    return isinstance(factor.value, Placed) and is_feature(factor.value.sort)


def _is_plain_map(value: Value) -> bool:
    return is_map(value) and not isinstance(value, Operator | Softmax)


def _check_dots(walk: Walk, factors: list[Factor]) -> None:
    """``h.i``: the dot is for the action only."""
    for left, right in pairwise(factors):
        actor = left.value
        acts = isinstance(actor, PairElement) or (isinstance(actor, Placed) and actor.sort == H)
        if right.operator in (".", "\\triangleright", "\\rhd") and not acts:
            expected = in_words(H, walk.roles)
            fail(
                "E204",
                actor.span,
                operation="action",
                expected=expected,
                found=found_words(actor, walk.roles),
            )


def _two_numbers(factors: list[Factor]) -> None:
    for left, right in pairwise(factors):
        if right.operator == "" and isinstance(left.node, NumberNode) and isinstance(right.node, NumberNode):
            fail("E107", left.node.span.through(right.node.span), what="numbers")


def _checked_terms(walk: Walk, factors: list[Factor]) -> list[Placed]:
    parts = []
    for factor in factors:
        if not isinstance(factor.value, Placed) or is_map(factor.value):
            fail("E204", factor.value.span, operation="product", expected="a factor",
                 found=found_words(factor.value, walk.roles))  # fmt: skip
        parts.append(factor.value)
    return parts
