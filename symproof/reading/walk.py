"""The walk over a syntax tree: what each node denotes, by the sorts of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from symproof.reading.applications import (
    check_argument,
    found_words,
    node,
    sort_facts,
)
from symproof.reading.binding import OpenSum, big
from symproof.reading.constructs import CONSTRUCTS
from symproof.reading.failure import fail, malformed, nearest_names
from symproof.reading.juxtaposition import product
from symproof.reading.names import FUNCTIONS
from symproof.reading.scope import Scope
from symproof.reading.scripts import SOFTMAX, under_scripts
from symproof.reading.shorthands import bars
from symproof.reading.sort_words import in_words
from symproof.reading.syntax import (
    BarsNode,
    BigNode,
    BulletNode,
    ElementNode,
    ExpNode,
    FractionNode,
    GroupNode,
    NameNode,
    NumberNode,
    PairingNode,
    ProductNode,
    RootNode,
    ScriptedNode,
    SumNode,
    Tree,
    unwrapped,
)
from symproof.reading.values import (
    CoordinateMap,
    Exponential,
    Operator,
    PairElement,
    Placed,
    Pointwise,
    Softmax,
    Value,
    is_map,
)
from symproof.terms import (
    Apply,
    Arrow,
    GroupUnit,
    Negative,
    NeighbourhoodSort,
    Numeral,
    Pairing,
    Plus,
    Ratio,
    S,
    Sort,
    Space,
    SquareRoot,
    V,
    Var,
    Zero,
    is_linear,
    is_scalar,
)
from symproof.theory.diagnostic import Diagnostic, Malformed
from symproof.theory.span import Span

MAX_NESTING = 150
BULLET = "\\bullet"


class Walk:
    """One formula. ``free``: no sum may bind these; ``must_bind``: some sum does; ``env``: bound here.

    ``faults``: where it is a list, faults that can be passed over are noted there, and the
    walk goes on with what was probably meant; its value is then of no use.
    """

    def __init__(self, scope: Scope, free: frozenset[str], must_bind: frozenset[str]):
        self.scope = scope
        self.roles = scope.setting.roles
        self.free = free
        self.must_bind = must_bind
        self.env: dict[str, Var] = {}
        self.plain: dict[str, Var] = {}  # the names met so far that mean a declared variable and nothing else
        self.sums: list[OpenSum] = []
        self.faults: list[Diagnostic] | None = None
        self.instead: list[tuple[str, str]] | None = []  # what was read instead; None where nothing could be
        self.apart: dict[str, Var] = {}  # heads whose name means something else as well
        self._nesting = 0

    def excuse(self, problem: Malformed, instead: tuple[str, str] | None = None) -> None:
        """Note a fault that can be passed over, with what is read instead; raise it where the first one counts."""
        if self.faults is None:
            raise problem
        self.faults.append(problem.diagnostic)
        if instead is None:
            self.instead = None
        elif self.instead is not None and instead not in self.instead:
            self.instead.append(instead)

    @contextmanager
    def nested(self, span: Span) -> Iterator[None]:
        """Count applications without brackets inside one another (E210)."""
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            fail("E210", span, limit="nesting", maximum=MAX_NESTING)
        yield
        self._nesting -= 1

    # --- entry points for the parts of the walk -------------------------------------------

    def term(self, tree: Tree, expected: Sort | None = None) -> Placed:
        """The term that a node denotes; E203 for a map without its argument."""
        value = self.value(tree, expected)
        if not isinstance(value, Placed):
            fail("E203", value.span, expected="a term", found=found_words(value, self.roles))
        return value

    def argument(self, tree: Tree, sort: Sort) -> Placed:
        """A term of the sort, for an argument place (E203)."""
        return check_argument(self.value(tree, sort), sort, self)

    def value(self, tree: Tree, expected: Sort | None = None) -> Value:
        """What a node denotes; ``expected`` decides only what 0 is."""
        match tree:
            case NameNode():
                return self._name(tree)
            case NumberNode():
                return self._number(tree, expected)
            case ProductNode():
                return product(self, tree)
            case SumNode():
                return self._sum(tree, expected)
            case BigNode():
                return big(self, tree)
            case GroupNode():
                return self._group(tree, expected)
            case ScriptedNode():
                return under_scripts(self, tree)
            case PairingNode():
                return self._pairing(tree)
            case FractionNode():
                parts = (self.term(tree.above), self.term(tree.below))
                return node(Ratio, tree.span, parts, self.roles)
            case BarsNode():
                return bars(self, tree)
            case RootNode():
                return node(SquareRoot, tree.span, (self.term(tree.radicand),), self.roles)
            case ExpNode():
                return Exponential(tree.span)
            case _:
                return self._misplaced(tree)

    def _misplaced(self, tree: Tree) -> NoReturn:
        if isinstance(tree, BulletNode) and tree.source == BULLET:
            fail("E102", tree.span, found=BULLET, expected=("[\\bullet]",))
        if isinstance(tree, BulletNode):
            fail("E108", tree.span, what="place", found=tree.source)
        found = "\\in" if isinstance(tree, ElementNode) else tree.source
        fail("E102", tree.span, found=found, expected=("a term",))

    def fresh(self, name: str) -> str:
        """A name like ``name`` that means nothing yet."""
        while name in self.env or name in self.free or self.scope.variable(name) is not None:
            name += "'"
        return name

    # --- names --------------------------------------------------------------------------------

    def _name(self, tree: NameNode) -> Value:
        text, span = tree.text, tree.span
        var = self.env.get(text) or self.plain.get(text)
        if var is not None:
            return Placed(var, span)
        pair = self.scope.pair(text)
        if pair is not None:
            vector, element = pair
            return PairElement(Placed(vector, span), Placed(element, span), span)
        var = self.scope.variable(text)
        if self._is_coordinate(text, var):
            return CoordinateMap(span)
        if var is not None and isinstance(var.sort, NeighbourhoodSort):
            fail("E102", span, found=text, expected=("a term",), role="neighbourhood")
        if var is not None:
            self.plain[text] = var
            return Placed(var, span)
        if text == self.roles.unit:
            return Placed(GroupUnit(), span)
        if text in (self.roles.softmax, SOFTMAX):
            fail("E207", span, found=text, index="", indices=())
        if text in self.scope.undefined:
            fail("E201", span, name=text)  # which is told with the sentence that defines it
        if tree.known:
            fail("E102", span, found=text, expected=("a term",), role=self._role(text))
        raise self.unknown(tree)

    def _is_coordinate(self, text: str, var: Var | None) -> bool:
        """Is it x : S -> V, which may be among the declared names or not?"""
        named = text == self.roles.coordinate and not self.roles.plain_set
        return named and (var is None or var.sort == Arrow((S,), V))

    def _role(self, text: str) -> str:
        roles = self.roles
        if text in roles.other_actions:
            return "action"
        return {roles.action: "action", roles.softmax: "softmax"}.get(text, "set")

    def unknown(self, tree: NameNode) -> Malformed:
        """E201, with the declared names that look alike."""
        declared = [*self.scope.setting.symbols, *self.scope.parameters, *self.env]
        variant = tree.variant_of.name if tree.variant_of is not None else ""
        if tree.first.kind == "text":
            return malformed("E102", tree.span, found=tree.first.text, expected=("a term",), words=True)
        near = nearest_names(tree.text, declared)
        if tree.text in CONSTRUCTS:
            return malformed("E108", tree.span, what=CONSTRUCTS[tree.text], found=tree.text)
        what = "function" if tree.text.lstrip("\\") in FUNCTIONS else ""
        what = "space" if tree.text in self.scope.setting.spaces else what
        return malformed("E201", tree.span, near, name=tree.text, variant_of=variant, what=what)

    # --- numbers, brackets, pairings -------------------------------------------------------------

    def _number(self, tree: NumberNode, expected: Sort | None) -> Placed:
        if tree.value == 0 and expected is not None and _has_zero(expected):
            return Placed(Zero(expected), tree.span)
        return Placed(Numeral(tree.value), tree.span)

    def _group(self, tree: GroupNode, expected: Sort | None) -> Value:
        first = tree.entries[0]
        if isinstance(first, BulletNode) and first.source == BULLET and tree.bracket == "[" and len(tree.entries) == 1:
            return self._bullet(tree.span)
        if len(tree.entries) > 1:
            fail("E202", tree.span, name="a bracket", what="bracket", expected=1, found=len(tree.entries), sorts=())
        return self.value(first, expected)

    def _bullet(self, span: Span) -> Placed:
        """``[\\bullet]``: one fresh function of all bound variables, outermost first."""
        variables = tuple(self.env.values())
        if not variables:
            fail("E212", span)
        fn = Var(BULLET, Arrow(tuple(var.sort for var in variables), Space(BULLET)))
        parts = (Placed(fn, span), *(Placed(var, span) for var in variables))
        return node(Apply, span, parts, self.roles)

    def _pairing(self, tree: PairingNode) -> Placed:
        if len(tree.entries) != 2:
            fail("E202", tree.span, name="\\langle , \\rangle", expected=2, found=len(tree.entries), sorts=())
        left, right = (self.term(entry) for entry in tree.entries)
        return node(Pairing, tree.span, (left, right), self.roles)

    # --- sums -------------------------------------------------------------------------------------

    def _sum(self, tree: SumNode, expected: Sort | None) -> Value:
        values: list[Value | None] = [None if _is_zero(part) else self.value(part, expected) for _, part in tree.parts]
        sort = next((v.sort for v in values if isinstance(v, Placed)), expected)
        read = [
            value if value is not None else self.value(part, sort)
            for value, (_, part) in zip(values, tree.parts, strict=True)
        ]
        if all(is_map(value) for value in read):
            return self._sum_of_maps(tree, read)
        parts = []
        for (sign, _), value in zip(tree.parts, read, strict=True):
            if not isinstance(value, Placed) or is_map(value):
                fail(
                    "E204",
                    value.span,
                    operation="sum",
                    expected="a term",
                    found=found_words(value, self.roles),
                )
            parts.append((sign, value))
        self._check_summands([part for _, part in parts])
        if self.faults is not None:
            parts = [(sign, part) for sign, part in parts if part.sort == parts[0][1].sort]
        summands = tuple(self._signed(sign, part) for sign, part in parts)
        return summands[0].at(tree.span) if len(summands) == 1 else node(Plus, tree.span, summands, self.roles, "E204")

    def _signed(self, sign: str, part: Placed) -> Placed:
        return part if sign == "+" else node(Negative, part.span, (part,), self.roles, "E204")

    def _sum_of_maps(self, tree: SumNode, maps: list[Value]) -> Value:
        for value in maps:
            if isinstance(value, Operator | Softmax):
                fail(
                    "E204",
                    value.span,
                    operation="sum",
                    expected="a term",
                    found=found_words(value, self.roles),
                )
        parts = tuple((sign, (), value) for (sign, _), value in zip(tree.parts, maps, strict=True))
        return Pointwise(parts, tree.span)  # type: ignore[arg-type]

    def _check_summands(self, parts: list[Placed]) -> None:
        """E204 at the first summand whose sort is not that of the first."""
        first = parts[0]
        if not (_has_zero(first.sort) or is_scalar(first.sort)):
            fail("E204", first.span, operation="sum", what="not added",
                 found=in_words(first.sort, self.roles))  # fmt: skip
        for part in parts[1:]:
            try:
                Plus(first.term, part.term)
            except TypeError:
                related = [(first.span, in_words(first.sort, self.roles))]
                self.excuse(malformed("E204", part.span, related=related, operation="sum",
                                      **sort_facts(first.sort, part.sort, self.roles)))  # fmt: skip


def _is_zero(tree: Tree) -> bool:
    tree = unwrapped(tree)
    return isinstance(tree, NumberNode) and tree.value == 0


def _has_zero(sort: Sort) -> bool:
    return sort == V or is_linear(sort)
