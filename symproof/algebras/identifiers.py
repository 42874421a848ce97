"""Hash-consing of terms over whole arrays at once: equal identifiers, equal terms; no probability.

A scalar or a feature is a tree of ``Op`` nodes whose tips are ``Slot`` arrays of integers, one
numpy axis a variable (of length 1 where an array does not depend on it; later variables on
earlier axes, so that arrays of different depth broadcast). Trees stay as they are until a sum, or
the end, asks for identifiers. Then the slots are packed into one integer an entry, and only the
different packings are looked up node by node in tables that live as long as ``Identifiers``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import prod
from typing import Any, TypeAlias, cast

import numpy as np

from symproof.algebras.axes import Array, Axis, Mask, deep

Columns: TypeAlias = Mapping[int, Array]  # by id() of a slot: one value an entry

ABSENT = -1  # an entry that is no summand
SPAN = 1 << 62  # codes stay below: they must fit int64
USUAL = 1 << 20  # identifiers in the span of a slot, at least: so that it seldom changes
BITS = 31  # of an identifier: two make a key
NOTHING = np.array([-1])  # the table without keys
DIRECT = 1 << 22  # spans up to this are made dense through a table, others by sorting


@dataclass(frozen=True)
class Budget:
    """``elements``: summands that one comparison may visit; ``at_once``: entries that one array may have.

    Arrays are kept at about an eighth of the latter where the instances can be taken in portions.
    """

    elements: int = 1 << 26
    at_once: int = 1 << 23


class BudgetExceeded(Exception):
    """The budget called ``name`` ran out at ``limit``; ``needed`` is what it would have taken so far."""

    def __init__(self, name: str, limit: int, needed: int):
        super().__init__(name, limit, needed)
        self.name, self.limit, self.needed = name, limit, needed

    def __str__(self) -> str:
        return f"budget {self.name} = {self.limit} exceeded"


@dataclass(frozen=True, eq=False)
class Slot:
    """Integers from 0 to ``size`` - 1: points, group elements, labels or identifiers of terms.

    ``height``: how deeply unions are nested in the terms that the identifiers stand for.
    """

    array: Array
    size: int
    height: int = 0


class Index(Slot):
    """A slot whose integers are points or group elements."""


@dataclass(frozen=True, eq=False)
class Op:
    """A node of a term; the order of the parts of a commutative one does not count."""

    tag: Hashable
    parts: tuple[Node, ...] = ()
    commutative: bool = False
    binds: int = 0  # 1 for a union

    @cached_property
    def height(self) -> int:
        return max((part.height for part in self.parts), default=0) + self.binds


Node: TypeAlias = Slot | Op


class Identifiers:
    """The tables: one integer for each term met so far.

    Not ``canonical``: a sum is known by its packed summands as they are. That is much faster, and
    equal identifiers still mean equal terms, but equal terms may have different ones, where they
    were not built alike.
    """

    def __init__(self, budget: Budget, canonical: bool = True):
        self.budget, self.canonical = budget, canonical
        self.spent = 0
        self.widest = 0  # entries of the largest array since this was last reset
        self._count = 0
        self._tables: dict[Hashable, tuple[Array, Array]] = {}  # sorted keys and their numbers
        self._lists: dict[tuple[Hashable, bytes], int] = {}
        self._rows: dict[Hashable, dict[bytes, int]] = {}
        self._found: dict[Hashable, tuple[Slot, object]] = {}

    def forget(self) -> None:
        """Let go of the arrays; the tables stay."""
        self._found = {}

    def each(self, root: Node) -> Slot:
        """The identifier of the tree at every entry."""
        slots, _ = _listed(root)
        ndim = max((slot.array.ndim for slot in slots), default=0)
        packed = pack([(n, deep(slot.array, ndim), slot.size) for n, slot in enumerate(slots)])
        self.require(packed.codes.size)
        self.spend(packed.codes.size)
        codes, inverse = distinct(packed.codes.ravel())
        ids = np.broadcast_to(self._at(root, slots, packed, codes), codes.shape)
        return _slot(ids[inverse].reshape(packed.codes.shape), root.height)

    def along(self, tag: Hashable, root: Node, axes: Sequence[Axis], present: Mask | None = None) -> Slot:
        """The identifier of the row of the tree's identifiers along the axes: for the tag ``sum``
        their multiset without the entries that are not ``present``, else their sequence."""
        slots, structure = _listed(root)
        key = (tag, structure, *axes, id(present), *map(id, slots))
        if key not in self._found:
            self._found[key] = self._along(tag, root, slots, structure, axes, present), (slots, present)
        return self._found[key][0]

    def _along(
        self,
        tag: Hashable,
        root: Node,
        slots: list[Slot],
        structure: Hashable,
        axes: Sequence[Axis],
        present: Mask | None,
    ) -> Slot:
        arrays = [slot.array for slot in slots]
        masks = [] if present is None else [present]
        ndim = max([axis + 1 for axis, _ in axes] + [array.ndim for array in (*arrays, *masks)])
        last, inner = [ndim - 1 - axis for axis, _ in axes], ndim - len(axes)
        order = [n for n in range(ndim) if n not in last] + last
        views = [deep(array, ndim).transpose(order) for array in arrays]
        masks = [deep(mask, ndim).transpose(order) for mask in masks]
        outer = np.broadcast_shapes((1,) * inner, *(view.shape[:inner] for view in (*views, *masks)))
        full = outer + tuple(size for _, size in axes)
        self.require(prod(full))
        self.spend(prod(full))
        packed = pack([(n, view, slots[n].size) for n, view in enumerate(views)])
        rows = _rows(packed.codes, full, masks).reshape(prod(outer), -1)
        if tag == "sum":
            rows.sort(axis=1)
        cache = self._rows.setdefault((tag, structure, packed.layout, rows.dtype, rows.shape[1]), {})
        ids = self._cached(cache, rows, lambda new: self._fresh(tag, root, slots, packed, new))
        return _slot(ids.reshape(outer + (1,) * len(last)).transpose(np.argsort(order)), root.height)

    def spend(self, elements: int) -> None:
        """So many more elements, or work that takes as long. Raises BudgetExceeded."""
        self.spent += elements
        if self.spent > self.budget.elements:
            raise BudgetExceeded("elements", self.budget.elements, self.spent)

    def require(self, elements: int) -> None:
        """Refuse an array of so many entries where it is too large. Raises BudgetExceeded."""
        self.widest = max(self.widest, elements)
        if elements > self.budget.at_once:
            raise BudgetExceeded("at_once", self.budget.at_once, elements)

    def _cached(self, cache: dict[bytes, int], rows: Array, fresh: Callable[[Array], list[int]]) -> Array:
        """One identifier a row; rows not met before are handed to ``fresh``, each once."""
        first, inverse = _alike(rows)
        rows = rows[first]
        keys = _keys(rows)
        new = [n for n, key in enumerate(keys) if key not in cache]
        if new:
            cache.update(zip([keys[n] for n in new], fresh(rows[new]), strict=True))
        return np.fromiter(map(cache.__getitem__, keys), np.intp, len(keys))[inverse]

    def _fresh(self, tag: Hashable, root: Node, slots: list[Slot], packed: Packed, rows: Array) -> list[int]:
        if not self.canonical:
            self._count += len(rows)
            return list(range(self._count - len(rows), self._count))
        codes, inverse = distinct(rows.ravel())
        found = self._at(root, slots, packed, np.maximum(codes, 0))
        ids = np.where(codes == ABSENT, ABSENT, found)[inverse].reshape(rows.shape)
        if tag == "sum":
            ids.sort(axis=1)
        return [self._row_number((tag, row[row != ABSENT].tobytes())) for row in ids]

    def _row_number(self, row: tuple[Hashable, bytes]) -> int:
        number = self._lists.setdefault(row, self._count)
        self._count += number == self._count
        return number

    def _at(self, root: Node, slots: list[Slot], packed: Packed, codes: Array) -> Array:
        values = packed.decode(codes.astype(np.intp))
        return self._evaluated(root, {id(slot): values[n] for n, slot in enumerate(slots)}, {})

    def _evaluated(self, node: Node, columns: Columns, known: dict[int, Array]) -> Array:
        """The identifiers of a node, where its slots have the values in ``columns``."""
        if isinstance(node, Slot):
            return columns[id(node)]
        if id(node) not in known:
            parts = [self._evaluated(part, columns, known) for part in node.parts]
            known[id(node)] = self._consed(node.tag, parts, node.commutative)
        return known[id(node)]

    def _consed(self, tag: Hashable, parts: list[Array], commutative: bool) -> Array:
        stack = _stacked(parts) if parts else np.zeros((1, 1), np.intp)
        if commutative:
            stack.sort(axis=0)
        keys = stack[0]
        for n, part in enumerate(stack[1:]):
            keys = self._numbered((tag, len(parts), n), keys) << BITS | part
        return self._numbered((tag, len(parts)), keys)

    def _numbered(self, name: Hashable, keys: Array) -> Array:
        """The number of each key in the table of that name, new ones for new keys."""
        known, numbers = self._tables.get(name, (NOTHING, NOTHING))
        place = np.searchsorted(known, keys)
        missing = known.take(place, mode="clip") != keys
        if missing.any():
            new = _once(keys[missing])
            self._count += len(new)
            fresh = np.arange(self._count - len(new), self._count)
            place = np.searchsorted(known, new)
            known, numbers = np.insert(known, place, new), np.insert(numbers, place, fresh)
            self._tables[name] = known, numbers
            place = np.searchsorted(known, keys)
        if self._count >> BITS:
            raise BudgetExceeded("identifiers", 1 << BITS, self._count)
        found: Array = numbers[place]
        return found


def _listed(root: Node) -> tuple[list[Slot], Hashable]:
    """The slots under a root, each once, and what the tree does with them, the same for like trees."""
    number: dict[int, int] = {}
    slots: list[Slot] = []
    shape: list[Hashable] = []

    def visit(node: Node) -> int:
        if id(node) not in number:
            if isinstance(node, Slot):
                slots.append(node)
                shape.append(None)
            else:
                parts = tuple([visit(part) for part in node.parts])
                shape.append((node.tag, node.commutative, parts))
            number[id(node)] = len(number)
        return number[id(node)]

    visit(root)
    return slots, tuple(shape)


def _slot(ids: Array, height: int) -> Slot:
    """Identifiers as a slot, without leading axes of length 1."""
    lead = next((n for n, size in enumerate(ids.shape) if size > 1), ids.ndim)
    return Slot(ids.reshape(ids.shape[lead:]), max(USUAL, 1 << int(ids.max()).bit_length()), height)


def _rows(codes: Array, full: tuple[int, ...], masks: Sequence[Mask]) -> Array:
    """The codes in full along the inner axes: what a sum does not mention still counts."""
    rows = np.broadcast_to(codes, full) if codes.shape != full else codes
    for mask in masks:
        rows = np.where(mask, rows, ABSENT).astype(codes.dtype)
    return np.require(rows, requirements=["C", "W"])


def _stacked(parts: Sequence[Array]) -> Array:
    stack = np.empty((len(parts), max(map(len, parts))), np.intp)
    for row, part in zip(stack, parts, strict=True):
        row[:] = part
    return stack


def _alike(rows: Array) -> tuple[Array, Array]:
    """Rows of which none stands for another, and for each row the place of an equal one among them.

    Rows are sorted out by a mixture of their entries, then compared in full.
    """
    _, first, inverse = np.unique(rows @ _weights(rows.shape[1]), return_index=True, return_inverse=True)
    if np.array_equal(rows[first][inverse], rows):
        return first, inverse
    return np.arange(len(rows)), np.arange(len(rows))


@lru_cache(maxsize=256)
def _weights(count: int) -> Array:
    """The same numbers each time for rows of a length."""
    return np.random.default_rng(count).integers(1 << 62, size=count)


def _keys(rows: Array) -> list[bytes]:
    """The bytes of each row."""
    whole = rows.view(np.dtype((np.void, rows.itemsize * rows.shape[1])))
    return cast(list[bytes], whole.ravel().tolist())


# --- packing ---------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Packed:
    """Several arrays in one: equal codes, equal entries of all of them. Equal layouts, comparable codes."""

    codes: Array
    layout: Hashable
    decode: Callable[[Array], dict[int, Array]]


def pack(columns: Sequence[tuple[int, Array, int]]) -> Packed:
    """Pack arrays, given as (key, array, span), as the digits of one number."""
    spans = [span for _, _, span in columns]
    if prod(spans) > SPAN:
        return _in_halves(columns)
    kind: Any = np.int32 if prod(spans) <= np.iinfo(np.int32).max else np.int64
    places = [prod(spans[n + 1 :]) for n in range(len(spans))]
    digits = zip(columns, places, strict=True)
    codes = _added([array.astype(kind) * kind(place) for (_, array, _), place in digits])

    def decode(codes: Array) -> dict[int, Array]:
        return {key: codes // place % span for (key, _, span), place in zip(columns, places, strict=True)}

    return Packed(codes if columns else np.zeros((), kind), tuple(spans), decode)


def _added(arrays: list[Array]) -> Array:
    """Their sum, in an order that keeps the intermediate results small."""
    while len(arrays) > 1:
        pairs = [(one, two) for n, two in enumerate(arrays) for one in arrays[:n]]
        one, two = min(pairs, key=_joint_size)
        rest = [array for array in arrays if array is not one and array is not two]
        arrays = [*rest, np.add(one, two, order="C")]
    return arrays[0] if arrays else np.zeros((), np.intp)


def _joint_size(pair: tuple[Array, Array]) -> int:
    one, two = (array.shape for array in pair)
    return prod(map(max, one, two))


def _in_halves(columns: Sequence[tuple[int, Array, int]]) -> Packed:
    """Where the number would be too large: each half with codes 0, 1, ..., comparable with no others."""
    half = len(columns) // 2
    halves = [pack(columns[:half]), pack(columns[half:])]
    dense = [distinct(part.codes.ravel()) for part in halves]
    both = pack(
        [
            (n, inverse.reshape(part.codes.shape), len(values))
            for n, (part, (values, inverse)) in enumerate(zip(halves, dense, strict=True))
        ]
    )

    def decode(codes: Array) -> dict[int, Array]:
        digits = both.decode(codes)
        parts = [part.decode(dense[n][0][digits[n]]) for n, part in enumerate(halves)]
        return {**parts[0], **parts[1]}

    return Packed(both.codes, object(), decode)


def _once(values: Array) -> Array:
    """The different values, in order."""
    values = np.sort(values)
    return values[np.concatenate(([True], values[1:] != values[:-1]))]


def distinct(codes: Array) -> tuple[Array, Array]:
    """The different codes of a flat array in order, and the place of each entry among them."""
    low = int(codes.min())
    span = int(codes.max()) - low + 1
    if span > max(DIRECT, 2 * len(codes)):
        values, inverse = np.unique(codes, return_inverse=True)
        return values, inverse
    seen = np.zeros(span, bool)
    seen[codes - low] = True
    values = np.flatnonzero(seen)
    rank = np.empty(span, np.intp)
    rank[values] = np.arange(len(values))
    return values + low, rank[codes - low]
