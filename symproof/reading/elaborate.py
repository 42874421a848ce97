"""Formulas: from tokens to sorted terms with places.

A sum or union extends over the rest of its product: ``\\sum a b`` sums ab, and
``\\sum a + b`` is ``(\\sum a) + b``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from symproof.reading.applications import apply_values, domain_of, found_words, shifted, sort_facts
from symproof.reading.brackets import check_brackets
from symproof.reading.failure import fail
from symproof.reading.grammar import parse
from symproof.reading.lexemes import RELATIONS
from symproof.reading.occurrences import bound_in, depth, free_in
from symproof.reading.scope import Scope
from symproof.reading.sort_notation import read_sort
from symproof.reading.sort_words import in_words
from symproof.reading.syntax import NumberNode, Tree, unwrapped
from symproof.reading.tokens import DEEPER, Token, source_of, span_of
from symproof.reading.values import Operator, Placed, Value, depth_of, is_map, places_of
from symproof.reading.walk import BULLET, Walk
from symproof.terms import NATURAL, Apply, Arrow, H, S, Sort, Space, Term, Var, accepts, free_variables, is_scalar
from symproof.theory.diagnostic import Diagnostic, Malformed
from symproof.theory.document import Comparison, Formula, Implication, Relation, Statement
from symproof.theory.frozen import dataclass
from symproof.theory.hypotheses import OPEN, open_arguments
from symproof.theory.setting import Roles
from symproof.theory.span import NOWHERE, Span

MAX_DEPTH = 150  # terms inside terms
MAX_TREE = 800  # nodes of the syntax tree inside one another: at most four a bracket
ORDER = (Relation.LESS, Relation.AT_MOST, Relation.GREATER, Relation.AT_LEAST)
IMPLICATIONS = ("\\implies", "\\iff")
PUNCTUATION = (".", ",", ";")


# --- cutting at relations ----------------------------------------------------------------


def split_relations(tokens: list[Token]) -> list[tuple[Token | None, list[Token]]]:
    """Cut at the relations outside all brackets: the first pair has None unless the text begins with one.

    Relations: ``= \\neq \\ne < > \\le \\leq \\ge \\geq := \\implies \\Rightarrow \\iff \\Leftrightarrow``.
    ``a = b \\neq c`` gives [(None, a), (=, b), (\\neq, c)]; ``= b`` gives [(=, b)].
    The tokens of relations keep their spelling: ``relation_of`` normalises it.
    """
    parts: list[tuple[Token | None, list[Token]]] = []
    relation, start, depth = None, 0, 0
    for n, token in enumerate(tokens):
        if token.kind in DEEPER:
            depth += DEEPER[token.kind]
        elif depth <= 0 and token.text in RELATIONS:
            if n or parts:
                parts.append((relation, tokens[start:n]))
            relation, start = token, n + 1
    return [*parts, (relation, tokens[start:])]


def relation_of(token: Token) -> str:
    """The normal spelling of a relation: ``=``, ``\\neq``, ``\\le``, ``:=``, ``\\implies``, ``\\iff``, ..."""
    return RELATIONS[token.text]


def _stripped(tokens: list[Token]) -> list[Token]:
    """Without the punctuation of the sentence at the end."""
    end = len(tokens)
    while end and tokens[end - 1].text in PUNCTUATION:
        end -= 1
    return tokens[:end]


# --- terms ----------------------------------------------------------------------------------


def read_term(tokens: list[Token], scope: Scope, expected: Sort | None = None, at: Span = NOWHERE) -> Formula:
    """Read one term; ``at`` is blamed when there are no tokens. Raises Malformed (codes.py).

    A trailing ``. , ;`` is dropped. With ``expected`` another sort is E211.
    """
    tree = _parsed(tokens, scope, at)
    with _room():
        placed = _placed(_walk(scope, (tree,)), tree, expected)
    if expected is not None and not accepts(expected, placed.sort):
        fail("E211", placed.span, **sort_facts(expected, placed.sort, scope.setting.roles))
    return _formula(placed, _stripped(tokens))


def read_dimension(tokens: list[Token], scope: Scope, at: Span = NOWHERE) -> Formula:
    """Read a dimension, a positive natural. Raises Malformed."""
    try:
        return read_term(tokens, scope, NATURAL, at)
    except Malformed as problem:
        found = problem.diagnostic
        facts = {**found.facts, "what": "dimension"} if found.code == "E211" else found.facts
        raise Malformed(replace(found, facts=facts)) from None


@dataclass(frozen=True)
class Presumed:
    """A term that cannot be read: its faults, and what it seems to mean with ``instead`` (as written, as read)."""

    faults: list[Diagnostic]
    formula: Formula | None = None
    instead: tuple[tuple[str, str], ...] = ()


def presumed(tokens: list[Token], scope: Scope, at: Span = NOWHERE) -> Presumed:
    """What is wrong with a term that cannot be read: the first fault, and those after it that can be told apart."""
    try:
        tree = _parsed(tokens, scope, at)
    except Malformed as problem:
        return Presumed([problem.diagnostic])
    return _excused(tree, tokens, scope)


def _excused(tree: Tree, tokens: list[Token], scope: Scope) -> Presumed:
    """One walk that passes over what it can."""
    walk = _walk(scope, (tree,))
    walk.faults = []
    formula = None
    with _room():
        try:
            formula = _formula(_placed(walk, tree, None), _stripped(tokens))
        except Malformed as problem:
            walk.faults.append(problem.diagnostic)
    if formula is None or walk.instead is None:
        return Presumed(_told_once(walk.faults))
    return Presumed(_told_once(walk.faults), formula, tuple(walk.instead))


def _told_once(faults: list[Diagnostic]) -> list[Diagnostic]:
    """Each fault once: what stands before a bracket may be looked at twice."""
    seen: dict[tuple[str, object], Diagnostic] = {}
    for fault in faults:
        seen.setdefault((fault.code, fault.span), fault)
    return list(seen.values())


def _parsed(tokens: list[Token], scope: Scope, at: Span) -> Tree:
    tokens = _stripped(tokens)
    if not tokens:
        fail("E103", at, expected=("a term",))
    tree = parse(tokens, scope)
    if len(tokens) > MAX_TREE // 2 and depth(tree) > MAX_TREE:  # at most two nodes a token
        fail("E210", tree.span, limit="nesting", maximum=MAX_DEPTH)
    return tree


def _walk(scope: Scope, trees: tuple[Tree, ...]) -> Walk:
    """A walk that knows what is free and what is bound in all the trees together."""
    bound = _bound(trees, scope)
    free = scope.free | frozenset(scope.parameters)
    for tree in trees:
        free |= free_in(tree, scope, bound)
    return Walk(scope, free, bound)


def _bound(trees: Iterable[Tree], scope: Scope) -> frozenset[str]:
    return scope.bound.union(*(bound_in(tree, scope) for tree in trees))


def _placed(walk: Walk, tree: Tree, expected: Sort | None) -> Placed:
    """The term of a tree; a map that is no term is applied to fresh arguments."""
    value = walk.value(tree, expected)
    if not isinstance(value, Placed):
        value = _on_fresh_arguments(walk, value)
    if value.size > MAX_DEPTH and depth_of(value) > MAX_DEPTH:
        fail("E210", value.span, limit="nesting", maximum=MAX_DEPTH)
    return value


@contextmanager
def _room() -> Iterator[None]:
    """Room on the stack for nested formulas, of which the depth is limited."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, 20_000))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _formula(placed: Placed, tokens: list[Token]) -> Formula:
    term: Term = placed.term
    span = span_of(tokens)
    return Formula(term, span, {**places_of(placed), (): span}, source_of(tokens))


# --- fresh arguments ---------------------------------------------------------------------------


def _on_fresh_arguments(walk: Walk, value: Value) -> Placed:
    if isinstance(value, Operator):
        value = _on_fresh_function(walk, value)
    if not is_map(value) or not hasattr(value, "span") or type(value).__name__ == "Softmax":
        fail("E203", value.span, expected="a term", found=found_words(value, walk.roles))
    arguments = tuple(Placed(var, value.span) for var in _fresh(domain_of(value)))
    return apply_values(walk, value, arguments, value.span)  # type: ignore[arg-type]


def _on_fresh_function(walk: Walk, operator: Operator) -> Value:
    sort = walk.scope.operand or Arrow((S, H), Space(OPEN))
    return shifted(walk, operator, Placed(Var(OPEN, sort), operator.span), operator.span)


def _fresh(domain: tuple[Sort, ...], given: int = 0) -> tuple[Var, ...]:
    """Arguments with names that nobody can declare, and that none of those ``given`` before has."""
    return tuple(Var(f"{OPEN}_{n}", sort) for n, sort in enumerate(domain, start=given + 1))


def _applied(formula: Formula) -> Formula:
    """A function applied to fresh arguments, again and again until it is a value."""
    while isinstance(formula.term.sort, Arrow):
        given = len(open_arguments(formula.term))
        term = Apply(formula.term, *_fresh(formula.term.sort.domain, given))
        places = {(): formula.span, **{(0, *path): span for path, span in formula.places.items()}}
        formula = replace(formula, term=term, places=places)
    return formula


# --- comparisons and statements -------------------------------------------------------------------


def read_comparison(tokens: list[Token], scope: Scope, at: Span = NOWHERE) -> Comparison:
    """Read ``left relation right`` with exactly one relation; both sides get one sort (E211)."""
    tokens = _stripped(tokens)
    parts = split_relations(tokens)
    place = span_of(tokens) if tokens else at
    if len(parts) != 2 or parts[0][0] is not None:
        check_brackets(tokens)  # a relation within one that is not closed is none
        relation = next((token for token, _ in parts[-1:] if token is not None), None)
        if len(parts) > 2:
            fail("E102", relation.span if relation else place, found=relation.text if relation else "",
                 expected=("the end of the formula",))  # fmt: skip
        fail(
            "E103",
            place,
            expected=("a relation such as =",) if relation is None else ("a term before the relation",),
        )
    (_, left), (relation, right) = parts
    if relation is None or RELATIONS[relation.text] not in set(Relation):
        fail(
            "E102",
            relation.span if relation else place,
            found=relation.text if relation else "",
            expected=("=", "\\neq"),
        )
    return _compared(left, relation, right, scope)


def _compared(left: list[Token], relation: Token, right: list[Token], scope: Scope) -> Comparison:
    trees = (_parsed(left, scope, relation.span), _parsed(right, scope, relation.span))
    with _room():
        walk = _walk(scope, trees)
        first, second = (1, 0) if _is_zero(trees[0]) else (0, 1)
        placed: dict[int, Placed] = {first: _placed(walk, trees[first], None)}
        sort = placed[first].sort
        walk.env.clear()
        placed[second] = _placed(walk, trees[second], sort)
    return compare(_formula(placed[0], left), relation, _formula(placed[1], _stripped(right)), scope.setting.roles)


def _is_zero(tree: Tree) -> bool:
    tree = unwrapped(tree)
    return isinstance(tree, NumberNode) and tree.value == 0


def compare(left: Formula, relation: Token, right: Formula, roles: Roles | None = None) -> Comparison:
    """Join two sides that were read apart (links of a chain); functions get fresh arguments. Raises E211."""
    roles = roles or Roles()
    if RELATIONS[relation.text] not in set(Relation):
        fail("E154", relation.span, found=relation.text)
    kind = Relation(RELATIONS[relation.text])
    found, expected = right.term.sort, left.term.sort
    left, right = _applied(left), _applied(right)
    alike = open_arguments(left.term) == open_arguments(right.term)
    if alike:
        found, expected = right.term.sort, left.term.sort
    if not alike or not (accepts(expected, found) or accepts(found, expected)):
        facts = sort_facts(expected, found, roles)
        if facts["expected"] == facts["found"]:
            missing = "left" if len(open_arguments(left.term)) > len(open_arguments(right.term)) else "right"
            facts = {"what": "argument", "side": missing}
        fail("E211", right.span, related=[(left.span, "the other side")], **facts)
    if kind in ORDER and not is_scalar(expected):
        facts = {"expected": "a real number", "found": in_words(expected, roles)}
        fail("E211", left.span, what="order", relation=relation.text, **facts)
    _same_placeholder(left, right)
    return Comparison(left, kind, right)


def _same_placeholder(left: Formula, right: Formula) -> None:
    """``[\\bullet]`` must have arguments of the same sorts on both sides."""
    first = {var.sort for var in free_variables(left.term) if var.name == BULLET}
    second = {var.sort for var in free_variables(right.term) if var.name == BULLET} if first else first
    if second and first != second:
        fail("E211", right.span, related=[(left.span, "the other side")], placeholder=True,
             expected=f"{BULLET} of the same variables", found="other variables")  # fmt: skip


def read_statement(tokens: list[Token], scope: Scope, at: Span = NOWHERE) -> Statement:
    """Read a comparison, or an implication ``P \\implies Q``, ``P \\iff Q`` of two."""
    tokens = _stripped(tokens)
    cuts = [n for n, token in enumerate(tokens) if RELATIONS.get(token.text) in IMPLICATIONS]
    if not cuts:
        return read_comparison(tokens, scope, at)
    if len(cuts) > 1:
        fail("E102", tokens[cuts[1]].span, found=tokens[cuts[1]].text, expected=("the end of the formula",))
    arrow = tokens[cuts[0]]
    premise = read_comparison(tokens[: cuts[0]], scope, arrow.span)
    conclusion = read_comparison(tokens[cuts[0] + 1 :], scope, arrow.span)
    return Implication(premise, conclusion, RELATIONS[arrow.text] == "\\iff")


# --- names -------------------------------------------------------------------------------------------


def _trees(tokens: list[Token], scope: Scope) -> list[Tree]:
    parts = [_stripped(part) for _, part in split_relations(tokens)]
    return [_parsed(part, scope, NOWHERE) for part in parts if part]


def free_names(tokens: list[Token], scope: Scope) -> frozenset[str]:
    """The variables (not functions) that surely occur free, also through abbreviations and definitions.

    What a compound element of a sum binds is left open, and its names are not counted
    unless they also stand outside; but beside ``\\sum_{h \\in ...}`` a sum over ``h_3h``
    leaves ``h_3`` free. Use it over all lines of a proposition to fill
    ``Scope.free``. Raises Malformed as reading does for brackets and syntax (E1xx).
    """
    trees = _trees(tokens, scope)
    bound = _bound(trees, scope)
    with _room():
        return frozenset().union(*(free_in(tree, scope, bound) for tree in trees))


def bound_names(tokens: list[Token], scope: Scope) -> frozenset[str]:
    """The names that stand alone under a sum or union somewhere, and so are bound: for ``Scope.bound``."""
    return frozenset().union(*(bound_in(tree, scope) for tree in _trees(tokens, scope)))


__all__ = [
    "bound_names", "compare", "free_names", "read_comparison", "read_sort", "read_statement", "read_term",
    "relation_of", "split_relations",
]  # fmt: skip
