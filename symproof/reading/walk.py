"""The walk over a syntax tree: what each node denotes, by the sorts of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from sympy import Integer

from symproof.reading.applications import (
    check_argument,
    domain_of,
    found_words,
    node,
    sort_facts,
)
from symproof.reading.binding import OpenSum, big, check_index
from symproof.reading.constructs import CONSTRUCTS
from symproof.reading.failure import fail, malformed, nearest_names
from symproof.reading.juxtaposition import product
from symproof.reading.names import ACTING, FUNCTIONS
from symproof.reading.scope import Scope
from symproof.reading.shorthands import at_index, bars, softmax_over, squared_norm
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
    ScriptNode,
    SumNode,
    Tree,
    flattened,
    unwrapped,
)
from symproof.reading.values import (
    CoordinateMap,
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
    HEAD,
    Apply,
    Arrow,
    ExpOf,
    GroupPower,
    GroupUnit,
    H,
    MatrixSort,
    MatrixTranspose,
    Negative,
    NeighbourhoodSort,
    NthPower,
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
    is_feature,
    is_linear,
    is_scalar,
)
from symproof.theory.diagnostic import Diagnostic, Malformed
from symproof.theory.span import Span

MAX_POWER = 1_000  # of a scalar
MAX_GROUP_POWER = 1_000_000
MAX_NESTING = 150
TRANSPOSES = ("T", "\\top", "\\intercal", "t")
BULLET = "\\bullet"
SOFTMAX = "softmax"


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
                return self._scripted(tree)
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

    # --- scripts -----------------------------------------------------------------------------------

    def _scripted(self, tree: ScriptedNode) -> Value:
        base, scripts = tree.base, tree.scripts
        if isinstance(base, NameNode) and (not self._declared(base) or self._exponential(base, scripts[0])):
            special = self._special(base, scripts[0])
            if special is not None:
                return self.scripted(special, scripts[1:], tree)
        if isinstance(base, BarsNode) and (exponent := _integer(scripts[0])) is not None:
            span = tree.first.source.span(tree.first.start, scripts[0].last.end)
            if (square := squared_norm(self, base, exponent, span)) is not None:
                return self.scripted(square, scripts[1:], tree)
        if isinstance(base, ExpNode):
            fail("E105", tree.span, name="\\exp with a script")
        if isinstance(base, GroupNode) and base.bracket == "{":
            _check_braced(base)
        return self.scripted(self.value(base), scripts, tree)

    def _exponential(self, name: NameNode, script: ScriptNode) -> bool:
        """Is it ``e^a`` where e is a function, which has no powers?"""
        var = self.scope.variable(name.text) if name.text == "e" and script.kind == "^" else None
        if var is None or not isinstance(var.sort, Arrow) or var.sort.domain == (HEAD,) or name.text in self.env:
            return False
        return _integer(script) is None

    def _declared(self, name: NameNode) -> bool:
        return name.text in self.env or self.scope.variable(name.text) is not None

    def _special(self, base: NameNode, script: ScriptNode) -> Value | None:
        """``L_g``, ``\\sigma_t``, and ``e^a`` where e is no unit."""
        span = base.span.through(script.span)
        if base.text in (self.roles.action, *self.roles.other_actions, ACTING) and script.kind == "_":
            return Operator(self._actors(script), span)
        if base.text in (self.roles.softmax, SOFTMAX) and script.kind == "_":
            if (over := softmax_over(self, script, span, base)) is not None:
                return over
            index = tuple(self.term(entry) for entry in flattened(script.entries))
            return Softmax(check_index(self, index, span, script.source), span, base)
        exponential = base.text == "e" if base.text != self.roles.unit else _integer(script) is None
        if exponential and script.kind == "^" and len(script.entries) == 1:
            return node(ExpOf, span, (self.term(script.entries[0]),), self.roles)
        return None

    def _actors(self, script: ScriptNode) -> tuple[Placed, ...]:
        """The subscript of L: an element of H or V, or a pair (y, h), which acts as L_y after L_h."""
        entries = flattened(script.entries)
        value = self.value(entries[0])
        if isinstance(value, PairElement) and len(entries) == 1:
            return value.vector, value.element
        if len(entries) == 2:
            return self.argument(entries[0], V), self.argument(entries[1], H)
        if len(entries) != 1 or not isinstance(value, Placed) or value.sort not in (H, V):
            expected = f"an element of {self.roles.group} or {self.roles.module}"
            name = unwrapped(entries[0])
            unit = self.roles.unit if isinstance(name, NameNode) and name.text == self.roles.unit else ""
            fail("E203", script.span, expected=expected, found=found_words(value, self.roles), unit=unit)
        return (value,)

    def scripted(self, value: Value, scripts: tuple[ScriptNode, ...], tree: ScriptedNode) -> Value:
        """A value under the scripts that are not part of a name: head, power, inverse, transpose."""
        for script in scripts:
            value = self._under(value, script, tree)
        return value

    def _under(self, value: Value, script: ScriptNode, tree: ScriptedNode) -> Value:
        span = tree.first.source.span(tree.first.start, script.last.end)
        if isinstance(value, Placed) and isinstance(value.sort, Arrow) and value.sort.domain == (HEAD,):
            return node(Apply, span, (value, self._head(script)), self.roles)
        if (value_there := at_index(self, value, script, span)) is not None:
            return value_there
        if script.kind == "_":
            raise self._stray(value, script, tree, span)
        if isinstance(value, Placed) and isinstance(value.sort, MatrixSort):
            return self._transposed(value, script, span)
        if isinstance(value, Placed) and is_feature(value.sort) and _is_transpose(script):
            return Row(value, span)
        exponent = _integer(script)
        if isinstance(value, CoordinateMap) and exponent == -1:
            return CoordinateMap(span, not value.inverse)
        if isinstance(value, Placed) and value.sort == H and exponent is not None:
            return self._power(GroupPower, value, exponent, MAX_GROUP_POWER, span)
        if isinstance(value, Placed) and is_scalar(value.sort) and exponent is not None:
            return self._power(NthPower, value, exponent, MAX_POWER, span)
        raise self._stray(value, script, tree, span)

    def _head(self, script: ScriptNode) -> Placed:
        """The head on a map that is declared for each head: E208 for a variable of another sort."""
        inner = unwrapped(script.entries[0])
        if isinstance(inner, NameNode):
            if inner.text in self.apart:
                return Placed(self.apart[inner.text], inner.span)
            head = self.term(inner)
            if head.sort != HEAD:
                fail(
                    "E208",
                    head.span,
                    name=inner.text,
                    found=in_words(head.sort, self.roles),
                    fresh=self.fresh("head"),
                )
            return head
        word = "".join(token for token in inner.source if token.isalpha())
        raise malformed("E201", inner.span, nearest_names(word, self.env), name=word, what="head")

    def _power(self, cls: type, base: Placed, exponent: int, limit: int, span: Span) -> Placed:
        if abs(exponent) > limit:
            fail("E210", span, limit="exponent", maximum=limit)
        return Placed(cls(base.term, exponent), span, (base, None))

    def _transposed(self, value: Placed, script: ScriptNode, span: Span) -> Placed:
        if not _is_transpose(script):
            fail("E203", script.span, expected="^T", found=script.source, what="script")
        return node(MatrixTranspose, span, (value,), self.roles)

    def _stray(self, value: Value, script: ScriptNode, tree: ScriptedNode, span: Span) -> Malformed:
        """A script that means nothing here: an unknown name (E201) or a wrong exponent (E203)."""
        base = tree.base
        word = script.entries[0]
        is_exponent = script.kind == "^" and (not isinstance(word, NameNode) or word.known)
        if isinstance(base, NameNode) and not is_exponent:
            text = tree.source
            declared = [*self.scope.setting.symbols, *self.scope.parameters]
            takes = [in_words(sort, self.roles) for sort in domain_of(value)] if is_map(value) else []
            taker = base.text if takes and base.known else ""
            what = "action" if base.text == self.roles.action else ""
            return malformed("E201", span, nearest_names(text, declared), name=text, map=taker or (what and base.text),
                             wanted=" and ".join(takes), what=what)  # fmt: skip
        power = script.kind == "^" and _integer(script) is not None
        expected = "" if power else "an integer exponent" if script.kind == "^" else "no subscript"
        return malformed("E203", script.span, what="script", expected=expected, found=script.source,
             base=found_words(value, self.roles), powers="none" if power else "")  # fmt: skip


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


def _is_zero(tree: Tree) -> bool:
    tree = unwrapped(tree)
    return isinstance(tree, NumberNode) and tree.value == 0


def _has_zero(sort: Sort) -> bool:
    return sort == V or is_linear(sort)
