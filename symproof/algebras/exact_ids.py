"""The finite tier: exact identifiers of terms on a concrete finite group.

Every value of every index variable is visited: a free variable is an axis over all its values, a
bound one an axis over all candidates, each tested for membership. Nothing is solved, substituted
or re-indexed. Equal identifiers mean terms that are equal modulo the associativity and
commutativity of + and times and the symmetry of the pairing, at every instance and for all
uninterpreted maps and neighbourhoods that meet the hypotheses; unequal ones say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, reduce
from math import prod
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from sympy import Basic

from symproof.algebras.axes import Array, Axis, Mask, classes, listed, on_axis
from symproof.algebras.fold import Closure, Env, Fold, Leaf, OutsideTheory, Overridden, Pointwise, Shifted, Value
from symproof.algebras.identifiers import Budget, Identifiers, Index, Node, Op, Slot
from symproof.groups import Action, pair_orbits, require_stable
from symproof.terms import (
    Arrow,
    H,
    HeadUnion,
    MatrixApply,
    MatrixProduct,
    MatrixTranspose,
    Member,
    Numeral,
    Ratio,
    S,
    Sort,
    SumOver,
    Term,
    Times,
    V,
    Var,
    Weight,
)
from symproof.theory.hypotheses import Equation, Hypothesis, Stable, TranslationEquivariant
from symproof.theory.setting import Setting

INDICES = (H, V, S)
ZERO = Op("zero")
BODY = 4_000  # elements for which the body of a definition counts, each time that it is gone through

Edge: TypeAlias = tuple[Array, Array, tuple[int, ...]]  # flat places that a law identifies, and sizes


@dataclass(frozen=True, eq=False)
class Table:
    """A function of indices with indices or labels below ``size`` as values."""

    values: NDArray[np.integer]
    size: int


@dataclass(frozen=True, eq=False)
class Frame:
    """What a sum runs over: its axes, a label of membership for each condition, the entries that count."""

    axes: tuple[Axis, ...]
    members: tuple[Node, ...]
    present: Mask | None


@dataclass(frozen=True, eq=False)
class Summation:
    """A sum whose identifier nobody has asked for yet, so that one directly inside another can join it."""

    frame: Frame
    body: Node


class ExactIds(Fold):
    """Terms as identifiers on ``action``; ``free`` are the index variables that have an axis.

    ``window``: points of V; a neighbourhood is then what lies at these offsets (times H where it
    has a group component) instead of symbolic. Values of sort H, V, S are ``Index``.
    ``canonical``: see ``Identifiers``.
    """

    def __init__(
        self,
        setting: Setting,
        action: Action,
        free: Sequence[Var] = (),
        *,
        hypotheses: frozenset[Hypothesis] = frozenset(),
        unfold: frozenset[Var] | None = None,
        window: frozenset[int] | None = None,
        budget: Budget | None = None,
        canonical: bool = True,
    ):
        super().__init__(setting, unfold)
        self.action, self.free, self.hypotheses, self.window = action, tuple(free), hypotheses, window
        self.ids = Identifiers(budget or Budget(), canonical)
        self._products, self._actions = Table(action.product, action.order), Table(action.moved, action.size)
        if window is not None and any(isinstance(hypothesis, Stable) for hypothesis in hypotheses):
            require_stable(action, window)
        self._tables: dict[object, Table] = {}
        self._laws: dict[object, Table] = {}
        self._laws = self._quotients()

    def identify(self, term: Term, at: Mapping[Var, Index] | None = None) -> Array:
        """The identifiers of a term (the points themselves for sorts H, V, S), an array that broadcasts
        over the axes of the variables; ``at`` says which of their values to visit, by default all.

        Raises OutsideTheory, BudgetExceeded.
        """
        values = self.everywhere() if at is None else at
        self._enter_block(values, _depth(values))
        value = self.value(term, {})
        return value.array if term.sort in INDICES else self.ids.each(self._node(value)).array

    def everywhere(self) -> dict[Var, Index]:
        """All values of the free variables, an axis each, in their order."""
        return {
            var: Index(on_axis(np.arange(self.count(var.sort)), axis), self.count(var.sort))
            for axis, var in enumerate(reversed(self.free))
        }

    def count(self, sort: Sort) -> int:
        """How many elements H, V or S has."""
        return self.action.order if sort == H else self.action.size

    def _enter_block(self, values: Mapping[Var, Index], depth: int) -> None:
        self._values, self._depth = values, depth
        self._known: dict[tuple[int, ...], tuple[Index, tuple[object, ...]]] = {}
        self.ids.forget()
        self._frames: dict[int, Frame] = {}
        self._sums = []

    def _enter(self, fn: Closure, args: tuple[Value, ...]) -> Value:
        """Definitions inside definitions may double at every level: each is paid for."""
        self.ids.spend(BODY)
        return super()._enter(fn, args)

    # --- indices ----------------------------------------------------------------------------

    def _look(self, table: Table, *at: Index) -> Index:
        """``table[at]``; the same slots always give the same slot."""
        key = (id(table), *map(id, at))
        if key not in self._known:
            self.ids.require(prod(np.broadcast_shapes(*(slot.array.shape for slot in at))))
            flat: Array = at[0].array
            for n, slot in zip(table.values.shape[1:], at[1:], strict=True):
                flat = flat * n + slot.array
            values = table.values.ravel().take(flat).astype(np.intp)
            self._known[key] = Index(values, table.size), (table, at)
        return self._known[key][0]

    def atom(self, var: Var) -> Value:
        if var in self._values:
            return self._values[var]
        if var.sort in INDICES:
            raise OutsideTheory(f"{var.name} without a value")
        return Op(("free", var))

    def unit(self) -> Value:
        return Index(np.zeros((), np.intp), self.action.order)

    def product(self, factors: tuple[Value, ...]) -> Value:
        return self._folded(self._products, factors)

    def _folded(self, table: Table, slots: tuple[Index, ...]) -> Index:
        total = slots[0]
        for slot in slots[1:]:
            total = self._look(table, total, slot)
        return total

    def power(self, element: Value, exponent: int) -> Value:
        n = exponent % self.action.exponent
        if n not in self._tables:
            powers = np.zeros(self.action.order, np.intp)
            for _ in range(n):
                powers = self.action.product[powers, np.arange(self.action.order)].astype(np.intp)
            self._tables[n] = Table(powers, self.action.order)
        return self._look(self._tables[n], element)

    def act(self, actor: Value, point: Value) -> Value:
        return self._look(self._actions, actor, point)

    def _vectors(self, name: str) -> Table:
        values = getattr(self.action, name)
        if values is None:
            raise OutsideTheory(f"a vector: {self.action.name} is a plain set")
        return self._tables.setdefault(name, Table(values, self.action.size))

    # --- scalars and features ------------------------------------------------------------------

    def _node(self, value: Value) -> Node:
        """A scalar or a feature as a tree; a sum becomes the identifier of its multiset of summands."""
        if isinstance(value, Slot | Op):
            return value
        if not isinstance(value, Summation):
            raise OutsideTheory("a function where a value is wanted")
        row = Op("row", (Op("members", value.frame.members, commutative=True), value.body))
        return self.ids.along("sum", row, value.frame.axes, value.frame.present)

    def plus(self, parts: tuple[Value, ...], sort: Sort) -> Value:
        if sort in INDICES:
            return self._folded(self._vectors("added"), parts)
        kept = tuple(p for p in _flat("plus", map(self._node, parts)) if p is not ZERO)
        return kept[0] if len(kept) == 1 else Op("plus", kept, commutative=True) if kept else ZERO

    def negative(self, part: Value, sort: Sort) -> Value:
        if sort in INDICES:
            return self._look(self._vectors("negated"), part)
        node = self._node(part)
        if node is ZERO:
            return ZERO
        return node.parts[0] if isinstance(node, Op) and node.tag == "negative" else Op("negative", (node,))

    def zero(self, sort: Sort) -> Value:
        return Index(np.zeros((), np.intp), self.action.size) if sort == V else ZERO

    def times(self, factors: tuple[Value, ...], term: Times) -> Value:
        return self._times(factors)

    def _times(self, factors: tuple[Value, ...]) -> Node:
        return Op("times", _flat("times", map(self._node, factors)), commutative=True)

    def numeral(self, term: Numeral) -> Value:
        return Op(("numeral", term.value)) if term.value else ZERO

    def ratio(self, above: Value, below: Value, term: Ratio) -> Value:
        return self._times((above, Op("inverse", (self._node(below),))))

    def nth_power(self, base: Value, exponent: int) -> Value:
        return Op("inverse" if exponent == -1 else ("power", exponent), (self._node(base),))

    def root(self, radicand: Value) -> Value:
        return Op("root", (self._node(radicand),))

    def exp(self, exponent: Value) -> Value:
        return Op("exp", (self._node(exponent),))

    def pairing(self, left: Value, right: Value, sort: Sort) -> Value:
        return Op("pairing", (self._node(left), self._node(right)), commutative=True)

    def matrix_product(self, factors: tuple[Value, ...], term: MatrixProduct) -> Value:
        return Op("matrices", _flat("matrices", map(self._node, factors)))

    def matrix_transpose(self, matrix: Value, term: MatrixTranspose) -> Value:
        return Op("transpose", (self._node(matrix),))

    def matrix_apply(self, matrix: Value, column: Value, term: MatrixApply) -> Value:
        return Op("matrix at", (self._node(matrix), self._node(column)))

    # --- functions and laws about them ------------------------------------------------------------

    def leaf(self, leaf: Leaf, sort: Sort) -> Value:
        if sort in INDICES:
            raise OutsideTheory(f"{leaf.symbol.name}, a function with values in H, V or S")
        tag = ("apply", leaf.symbol, tuple(map(len, leaf.brackets)))
        parts = self._arguments(leaf)
        if tag in self._laws:
            indices = [part for part in parts if isinstance(part, Index)]
            others = [part for part in parts if not isinstance(part, Index)]
            parts = (*others, self._look(self._laws[tag], *indices))
        return Op(tag, tuple(parts))

    def _arguments(self, leaf: Leaf) -> Sequence[Node]:
        """The arguments of all brackets; a function is given by its values."""
        parts: list[Node] = []
        sort: Any = leaf.symbol.sort
        for bracket in leaf.brackets:
            for n, value in enumerate(bracket):
                function = isinstance(value, Closure | Leaf | Shifted | Overridden | Pointwise)
                parts.append(self._tabulated(value, sort.domain[n]) if function else self._node(value))
            sort = getattr(sort, "codomain", sort)
        return parts

    def _tabulated(self, fn: Value, sort: Arrow) -> Node:
        """A function as the row of its values at all points; a name of unlimited domain as that name."""
        if not set(sort.domain) <= set(INDICES):
            if not isinstance(fn, Leaf) or self.definition(fn.symbol):
                raise OutsideTheory("a function of features as an argument")
            return Op(("function", fn.symbol, tuple(map(len, fn.brackets))), tuple(self._arguments(fn)))
        base = self._depth
        points, axes = self._new_axes(sort.domain)
        value = self.apply(fn, points, Var("value", sort.codomain))
        curried = isinstance(sort.codomain, Arrow)
        node = self._tabulated(value, sort.codomain) if curried else self._node(value)
        self._depth = base
        return self.ids.along(("table", sort.domain), Op("entry", (node,)), axes)

    def _new_axes(self, sorts: Sequence[Sort]) -> tuple[tuple[Index, ...], tuple[Axis, ...]]:
        """All values of each sort, each on an axis of its own."""
        axes = tuple((self._depth + n, self.count(sort)) for n, sort in enumerate(sorts))
        self._depth += len(axes)
        return tuple(Index(on_axis(np.arange(size), axis), size) for axis, size in axes), axes

    def _quotients(self) -> dict[object, Table]:
        """For each symbol with laws: the class of each tuple of its index arguments, found by enumeration."""
        edges: dict[object, list[Edge]] = {}
        for law in self.hypotheses:
            if isinstance(law, Equation) and law.variables and law.left.sort not in INDICES:
                with suppress(OutsideTheory):  # a law that is not used makes fewer terms equal
                    tag, edge = self._law(law)
                    edges.setdefault(tag, []).append(edge)
        return {tag: _quotient(found) for tag, found in edges.items()}

    def _law(self, law: Equation) -> tuple[object, Edge]:
        """The tag of the symbol, and the arguments that the law identifies."""
        self._enter_block({}, 0)
        indices = [var for var in law.variables if var.sort in INDICES]
        points, _ = self._new_axes([var.sort for var in indices])
        others = {var: Op(("any", var)) for var in law.variables if var.sort not in INDICES}
        env = {**dict(zip(indices, points, strict=True)), **others}
        left, right = self.value(law.left, env), self.value(law.right, env)
        if not (isinstance(left, Op) and isinstance(right, Op) and left.tag == right.tag and _is_leaf(left)):
            raise OutsideTheory("a law that is not between values of one function")
        free, same = ([part for part in side.parts if not isinstance(part, Index)] for side in (left, right))
        if free != same or not _distinct_in(free, others):
            raise OutsideTheory("a law for some features only")
        sizes = tuple(part.size for part in left.parts if isinstance(part, Index))
        one, two = np.broadcast_arrays(_flat_index(left), _flat_index(right))
        return left.tag, (one.ravel(), two.ravel(), sizes)

    def holds(self, law: Equation, at: Mapping[Var, Index]) -> Mask:
        """At which instances an equation of sort H, V or S holds, for all values of its own variables."""
        base = _depth(at)
        self._enter_block(at, base)
        points, _ = self._new_axes([var.sort for var in law.variables])
        env = dict(zip(law.variables, points, strict=True))
        same = np.asarray(self.value(law.left, env).array == self.value(law.right, env).array)
        return np.asarray(same.all(axis=tuple(range(same.ndim - base))))

    # --- sums ---------------------------------------------------------------------------------------

    def sum_over(self, term: SumOver, env: Env) -> Value:
        base = self._depth
        inner, frame = self._framed(term, env)
        self._frames[id(inner)] = frame
        body = self.body_of(term, inner)
        del self._frames[id(inner)]
        if isinstance(body, Summation) and min(body.frame.axes)[0] >= self._depth:
            frame, body = _joined(frame, body.frame), body.body  # evaluated inside, so on axes of its own
        self._depth = base
        return Summation(frame, self._node(body))

    def _framed(self, term: SumOver, env: Env) -> tuple[Env, Frame]:
        """Every candidate of the bound variables, and what the conditions say of it."""
        points, axes = self._new_axes([var.sort for var in term.variables])
        inner = {**env, **dict(zip(term.variables, points, strict=True))}
        conditions = [condition for condition in term.conditions if isinstance(condition, Member)]
        if self.window is not None:
            return self._windowed(term.variables, conditions, inner, axes)
        return inner, Frame(axes, tuple(self._membership(condition, inner) for condition in conditions), None)

    def _membership(self, condition: Member, env: Env) -> Node:
        """The opaque 0/1 symbol for the orbit of (centre, element)."""
        at = self.values(condition.centre, env) + self.values(condition.element, env)
        return Op(("member", condition.family), (self._look(self._orbits(condition.family), *at),))

    def _orbits(self, family: Var) -> Table:
        if family not in self._tables:
            words = (family.sort.centre, family.sort.element)
            centre, element = ("".join("H" if sort == H else "S" for sort in word) for word in words)
            translations = TranslationEquivariant(family) in self.hypotheses
            stable = Stable(family) in self.hypotheses
            labels = pair_orbits(self.action, centre, element, translations=translations, stable=stable)
            self._tables[family] = Table(labels, int(labels.max()) + 1)
        return self._tables[family]

    def weight(self, term: Weight, env: Env, owner: SumOver, owner_env: Env) -> Value:
        """``exp(score) / sum exp(score)``, over what the owner sums over."""
        if not _stands_in(term, owner.body):
            raise OutsideTheory("a softmax outside its sum")
        if any(env.get(var) is not owner_env[var] for var in owner.variables):
            raise OutsideTheory("a softmax whose index is bound again")
        exp = self.exp(self.value(term.score, env))
        return self._times((exp, Op("inverse", (self._node(Summation(self._frames[id(owner_env)], exp)),))))

    def union(self, term: HeadUnion, env: Env) -> Value:
        """The bound head is named by the height of the body, which no union inside binds."""
        height = 0
        while True:
            head = Op(("head", height))
            body = self._node(self.value(term.body, {**env, term.variable: head}))
            if body.height == height:
                return Op("union", (body,), binds=1)
            height = body.height

    # --- concrete windows ---------------------------------------------------------------------------

    def _windowed(
        self, variables: Sequence[Var], conditions: Sequence[Member], env: Env, axes: tuple[Axis, ...]
    ) -> tuple[Env, Frame]:
        """The sum over those candidates alone that lie in the window."""
        tests = [self._inside(condition, env) for condition in conditions]
        if not tests:
            return env, Frame(axes, (), None)
        inside = reduce(np.logical_and, tests)
        chosen = [n for n, (axis, _) in enumerate(axes) if inside.ndim > axis and inside.shape[-1 - axis] > 1]
        if not chosen:
            return env, Frame(axes, (), inside)
        bound = [variables[n] for n in chosen]
        points, present = listed(inside, [axes[n] for n in chosen], self._depth)
        axis: Axis = (self._depth, len(points[0]))
        self._depth += 1
        inner = {**env, **{v: Index(at, env[v].size) for v, at in zip(bound, points, strict=True)}}
        return inner, Frame((*(a for n, a in enumerate(axes) if n not in chosen), axis), (), present)

    def _inside(self, condition: Member, env: Env) -> Mask:
        """Are the positions of the element at the window's offsets from the position of the centre?"""
        centre, element = (
            [value for value, part in zip(self.values(parts, env), parts, strict=True) if part.sort == S]
            for parts in (condition.centre, condition.element)
        )
        back = [self._look(self._vectors("negated"), point) for point in centre[:1]]
        offsets = [self._look(self._vectors("added"), point, o) for point in element for o in back]
        tests = [np.isin(np.arange(self.action.size), list(self.window or ()))[o.array] for o in offsets]
        return reduce(np.logical_and, tests, np.ones((), bool))


def _flat(tag: str, parts: Iterable[Node]) -> tuple[Node, ...]:
    """The parts, those of a part of the same kind in its place."""
    return tuple(
        piece for part in parts for piece in (part.parts if isinstance(part, Op) and part.tag == tag else (part,))
    )


def _joined(outer: Frame, inner: Frame) -> Frame:
    masks = [mask for mask in (outer.present, inner.present) if mask is not None]
    present = reduce(np.logical_and, masks) if masks else None
    return Frame(outer.axes + inner.axes, outer.members + inner.members, present)


def _is_leaf(node: Op) -> bool:
    return isinstance(node.tag, tuple) and node.tag[0] == "apply"


@lru_cache(maxsize=1 << 12)
def _stands_in(part: Basic, whole: Basic) -> bool:
    return part == whole or any(_stands_in(part, arg) for arg in whole.args)


def _depth(at: Mapping[Var, Index]) -> int:
    return max((slot.array.ndim for slot in at.values()), default=0)


def _distinct_in(parts: Sequence[Node], known: Mapping[Var, Node]) -> bool:
    return len(set(parts)) == len(parts) and set(parts) <= set(known.values())


def _flat_index(leaf: Op) -> Array:
    """The place of the index arguments in a flat table of the function."""
    flat: Array = np.zeros((), np.intp)
    for part in leaf.parts:
        if isinstance(part, Index):
            flat = flat * part.size + part.array
    return flat


def _quotient(edges: Sequence[Edge]) -> Table:
    sizes = edges[0][2]
    labels = classes(prod(sizes), [(one, two) for one, two, _ in edges])
    return Table(labels.reshape(sizes), prod(sizes))
