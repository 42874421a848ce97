"""Subscripts and superscripts that are no part of a name: heads, powers, inverses, transposes, actors of operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Integer

from symproof.reading.applications import (
    domain_of,
    found_words,
    node,
)
from symproof.reading.binding import check_index
from symproof.reading.failure import fail, malformed, nearest_names
from symproof.reading.names import ACTING
from symproof.reading.shorthands import at_index, softmax_over, squared_norm
from symproof.reading.sort_words import in_words
from symproof.reading.syntax import (
    BarsNode,
    ExpNode,
    GroupNode,
    NameNode,
    NumberNode,
    ProductNode,
    ScriptedNode,
    ScriptNode,
    SumNode,
    flattened,
    unwrapped,
)
from symproof.reading.values import (
    CoordinateMap,
    Operator,
    PairElement,
    Placed,
    Row,
    Softmax,
    Value,
    is_map,
)
from symproof.terms import (
    HEAD,
    Apply,
    Arrow,
    ExpOf,
    GroupPower,
    H,
    MatrixSort,
    MatrixTranspose,
    NthPower,
    V,
    is_feature,
    is_scalar,
)
from symproof.theory.diagnostic import Malformed
from symproof.theory.span import Span

if TYPE_CHECKING:
    from symproof.reading.walk import Walk

MAX_POWER = 1_000  # of a scalar
MAX_GROUP_POWER = 1_000_000
SOFTMAX = "softmax"
TRANSPOSES = ("T", "\\top", "\\intercal", "t")


def under_scripts(walk: Walk, tree: ScriptedNode) -> Value:
    """What stands under scripts. Raises E105, E107 and what ``scripted`` raises."""
    base, scripts = tree.base, tree.scripts
    if isinstance(base, NameNode) and (not _declared(walk, base) or _exponential(walk, base, scripts[0])):
        special = _special(walk, base, scripts[0])
        if special is not None:
            return scripted(walk, special, scripts[1:], tree)
    if isinstance(base, BarsNode) and (exponent := _integer(scripts[0])) is not None:
        span = tree.first.source.span(tree.first.start, scripts[0].last.end)
        if (square := squared_norm(walk, base, exponent, span)) is not None:
            return scripted(walk, square, scripts[1:], tree)
    if isinstance(base, ExpNode):
        fail("E105", tree.span, name="\\exp with a script")
    if isinstance(base, GroupNode) and base.bracket == "{":
        _check_braced(base)
    return scripted(walk, walk.value(base), scripts, tree)


def _exponential(walk: Walk, name: NameNode, script: ScriptNode) -> bool:
    """Is it ``e^a`` where e is a function, which has no powers?"""
    var = walk.scope.variable(name.text) if name.text == "e" and script.kind == "^" else None
    if var is None or not isinstance(var.sort, Arrow) or var.sort.domain == (HEAD,) or name.text in walk.env:
        return False
    return _integer(script) is None


def _declared(walk: Walk, name: NameNode) -> bool:
    return name.text in walk.env or walk.scope.variable(name.text) is not None


def _special(walk: Walk, base: NameNode, script: ScriptNode) -> Value | None:
    """``L_g``, ``\\sigma_t``, and ``e^a`` where e is no unit."""
    span = base.span.through(script.span)
    if base.text in (walk.roles.action, *walk.roles.other_actions, ACTING) and script.kind == "_":
        return Operator(_actors(walk, script), span)
    if base.text in (walk.roles.softmax, SOFTMAX) and script.kind == "_":
        if (over := softmax_over(walk, script, span, base)) is not None:
            return over
        index = tuple(walk.term(entry) for entry in flattened(script.entries))
        return Softmax(check_index(walk, index, span, script.source), span, base)
    exponential = base.text == "e" if base.text != walk.roles.unit else _integer(script) is None
    if exponential and script.kind == "^" and len(script.entries) == 1:
        return node(ExpOf, span, (walk.term(script.entries[0]),), walk.roles)
    return None


def _actors(walk: Walk, script: ScriptNode) -> tuple[Placed, ...]:
    """The subscript of L: an element of H or V, or a pair (y, h), which acts as L_y after L_h."""
    entries = flattened(script.entries)
    value = walk.value(entries[0])
    if isinstance(value, PairElement) and len(entries) == 1:
        return value.vector, value.element
    if len(entries) == 2:
        return walk.argument(entries[0], V), walk.argument(entries[1], H)
    if len(entries) != 1 or not isinstance(value, Placed) or value.sort not in (H, V):
        expected = f"an element of {walk.roles.group} or {walk.roles.module}"
        name = unwrapped(entries[0])
        unit = walk.roles.unit if isinstance(name, NameNode) and name.text == walk.roles.unit else ""
        fail("E203", script.span, expected=expected, found=found_words(value, walk.roles), unit=unit)
    return (value,)


def scripted(walk: Walk, value: Value, scripts: tuple[ScriptNode, ...], tree: ScriptedNode) -> Value:
    """A value under the scripts that are not part of a name: head, power, inverse, transpose."""
    for script in scripts:
        value = _under(walk, value, script, tree)
    return value


def _under(walk: Walk, value: Value, script: ScriptNode, tree: ScriptedNode) -> Value:
    span = tree.first.source.span(tree.first.start, script.last.end)
    if isinstance(value, Placed) and isinstance(value.sort, Arrow) and value.sort.domain == (HEAD,):
        return node(Apply, span, (value, _head(walk, script)), walk.roles)
    if (value_there := at_index(walk, value, script, span)) is not None:
        return value_there
    if script.kind == "_":
        raise _stray(walk, value, script, tree, span)
    if isinstance(value, Placed) and isinstance(value.sort, MatrixSort):
        return _transposed(walk, value, script, span)
    if isinstance(value, Placed) and is_feature(value.sort) and _is_transpose(script):
        return Row(value, span)
    exponent = _integer(script)
    if isinstance(value, CoordinateMap) and exponent == -1:
        return CoordinateMap(span, not value.inverse)
    if isinstance(value, Placed) and value.sort == H and exponent is not None:
        return _power(walk, GroupPower, value, exponent, MAX_GROUP_POWER, span)
    if isinstance(value, Placed) and is_scalar(value.sort) and exponent is not None:
        return _power(walk, NthPower, value, exponent, MAX_POWER, span)
    raise _stray(walk, value, script, tree, span)


def _head(walk: Walk, script: ScriptNode) -> Placed:
    """The head on a map that is declared for each head: E208 for a variable of another sort."""
    inner = unwrapped(script.entries[0])
    if isinstance(inner, NameNode):
        if inner.text in walk.apart:
            return Placed(walk.apart[inner.text], inner.span)
        head = walk.term(inner)
        if head.sort != HEAD:
            fail(
                "E208",
                head.span,
                name=inner.text,
                found=in_words(head.sort, walk.roles),
                fresh=walk.fresh("head"),
            )
        return head
    word = "".join(token for token in inner.source if token.isalpha())
    raise malformed("E201", inner.span, nearest_names(word, walk.env), name=word, what="head")


def _power(walk: Walk, cls: type, base: Placed, exponent: int, limit: int, span: Span) -> Placed:
    if abs(exponent) > limit:
        fail("E210", span, limit="exponent", maximum=limit)
    return Placed(cls(base.term, exponent), span, (base, None))


def _transposed(walk: Walk, value: Placed, script: ScriptNode, span: Span) -> Placed:
    if not _is_transpose(script):
        fail("E203", script.span, expected="^T", found=script.source, what="script")
    return node(MatrixTranspose, span, (value,), walk.roles)


def _stray(walk: Walk, value: Value, script: ScriptNode, tree: ScriptedNode, span: Span) -> Malformed:
    """A script that means nothing here: an unknown name (E201) or a wrong exponent (E203)."""
    base = tree.base
    word = script.entries[0]
    is_exponent = script.kind == "^" and (not isinstance(word, NameNode) or word.known)
    if isinstance(base, NameNode) and not is_exponent:
        text = tree.source
        declared = [*walk.scope.setting.symbols, *walk.scope.parameters]
        takes = [in_words(sort, walk.roles) for sort in domain_of(value)] if is_map(value) else []
        taker = base.text if takes and base.known else ""
        what = "action" if base.text == walk.roles.action else ""
        return malformed("E201", span, nearest_names(text, declared), name=text, map=taker or (what and base.text),
                         wanted=" and ".join(takes), what=what)  # fmt: skip
    power = script.kind == "^" and _integer(script) is not None
    expected = "" if power else "an integer exponent" if script.kind == "^" else "no subscript"
    return malformed("E203", script.span, what="script", expected=expected, found=script.source,
         base=found_words(value, walk.roles), powers="none" if power else "")  # fmt: skip


def _is_transpose(script: ScriptNode) -> bool:
    name = script.entries[0]
    return script.kind == "^" and isinstance(name, NameNode) and name.text in TRANSPOSES


def _check_braced(base: GroupNode) -> None:
    """Braces are not seen in print: ``{ab}^2`` looks like a b^2."""
    if isinstance(base.entries[0], ProductNode | SumNode):
        fail("E107", base.span, what="script")


def _integer(script: ScriptNode) -> int | None:
    """The integer that an exponent is."""
    if len(script.entries) != 1:
        return None
    entry, sign = script.entries[0], 1
    if isinstance(entry, SumNode) and len(entry.parts) == 1:
        sign, entry = -1, entry.parts[0][1]
    if isinstance(entry, NumberNode) and isinstance(entry.value, Integer):
        return sign * int(entry.value)
    return None
