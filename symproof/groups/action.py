"""A finite group H and where it acts, given by tables; no `Action` exists that was not checked.

The checks use a generating set found in the table itself: associativity by Light's test
(Clifford & Preston, The Algebraic Theory of Semigroups I, 1.2), the axioms of an action and of
automorphisms by induction on words. They are complete, not sampled.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from symproof.groups.errors import GroupError, NotAGroup, NotAnAction, TooLarge

MAX_GROUP = 400  # |H|
MAX_SPACE = 4096  # |V|, or the points of a plain set

Table = NDArray[np.int32]
Names = Callable[[int], str]


@dataclass(frozen=True, eq=False)
class Action:
    """A finite group H acting on a finite abelian group V by automorphisms, or on a plain set.

    Elements of H are 0..|H|-1 with unit 0, those of V are 0..|V|-1 with zero 0.
    All tables are read-only. Raises NotAGroup, NotAnAction, TooLarge.
    """

    name: str  # canonical spec, e.g. 'p4:3'
    group: str  # 'C4'
    space: str  # 'Z_3^2', or 'a set of 4 points'
    elements: tuple[str, ...]  # display names of H; the unit is 'e'
    product: Table  # (|H|, |H|): product[a, b] = a b
    moved: Table  # (|H|, |V|): moved[h, v] = h.v, a left action
    points: tuple[tuple[int, ...], ...]  # coordinates of V's elements; (k,) for a plain set
    added: Table | None = None  # (|V|, |V|) sums; None for a plain set
    inverse: Table = field(init=False)  # (|H|,)
    negated: Table | None = field(init=False)  # (|V|,)
    faithful: bool = field(init=False)

    def __post_init__(self) -> None:
        _require_size("|H|", len(self.elements), MAX_GROUP)
        _require_size("|V|", len(self.points), MAX_SPACE)
        self._freeze("product", _table(self.product, (self.order, self.order), self.order, NotAGroup))
        self._freeze("moved", _table(self.moved, (self.order, self.size), self.size, NotAnAction))
        self._freeze("inverse", _inverses(self.product, self.elements.__getitem__))
        _require_associative(self.product, self.elements.__getitem__)
        self._require_action()
        self._check_space()
        object.__setattr__(self, "faithful", len(self.kernel) == 1)

    @property
    def order(self) -> int:
        """|H|."""
        return len(self.elements)

    @property
    def size(self) -> int:
        """|V|, or the number of points of a plain set."""
        return len(self.points)

    @property
    def total(self) -> int:
        """|G|: |V||H| for G = V x| H, |H| on a plain set."""
        return self.order if self.added is None else self.order * self.size

    @cached_property
    def generators(self) -> tuple[int, ...]:
        """Elements that generate H."""
        return generating_set(self.product)

    @cached_property
    def translations(self) -> tuple[int, ...]:
        """Elements that generate V; empty for a plain set."""
        return () if self.added is None else generating_set(self.added)

    @cached_property
    def kernel(self) -> tuple[int, ...]:
        """The elements of H that move nothing."""
        return _indices((self.moved == np.arange(self.size)).all(axis=1))

    @cached_property
    def commutative(self) -> bool:
        """Whether a b = b a for all a, b of H."""
        return bool((self.product == self.product.T).all())

    @cached_property
    def involutive(self) -> bool:
        """Whether h = h^-1 for all h of H."""
        return bool((self.inverse == np.arange(self.order)).all())

    @cached_property
    def exponent(self) -> int:
        """The least m > 0 with h^m = e for all h of H."""
        exponent, everything = 1, self.product[0]
        power = everything
        while power.any():
            power, exponent = self.product[power, everything], exponent + 1
        return exponent

    def show(self, point: int) -> str:
        """The coordinates of a point, as '2' or '(0, 2)'."""
        return _show(self.points[point])

    def point(self, coordinates: tuple[int, ...]) -> int:
        """The element of V with these coordinates, each read modulo its range. Raises GroupError."""
        if len(coordinates) != len(self.points[0]):
            raise GroupError(
                f"{_show(coordinates)} has {len(coordinates)} coordinates",
                remedy=f"give {len(self.points[0])} for {self.space}",
            )
        moduli = (max(column) + 1 for column in zip(*self.points, strict=True))
        return self.points.index(tuple(c % m for c, m in zip(coordinates, moduli, strict=True)))

    def _freeze(self, name: str, table: Table | None) -> None:
        if table is not None:
            table.setflags(write=False)
        object.__setattr__(self, name, table)

    def _require_action(self) -> None:
        """e.v = v and (a g).v = a.(g.v) for all a and every generator g."""
        idle = _first(self.moved[0] != np.arange(self.size))
        if idle:
            raise NotAnAction("the unit moves a point", (self.show(*idle),), "let e act as the identity")
        for g in self.generators:
            bad = _first(self.moved[self.product[:, g]] != self.moved[:, self.moved[g]])
            if bad:
                a, v = bad
                where = (f"a = {self.elements[a]}", f"b = {self.elements[g]}", f"v = {self.show(v)}")
                raise NotAnAction("(a b).v is not a.(b.v)", where, "a left action applies b first")

    def _check_space(self) -> None:
        """V is an abelian group with zero 0, and each generator of H is additive on it."""
        if self.added is None:
            self._freeze("negated", None)
            return
        self._freeze("added", _table(self.added, (self.size, self.size), self.size, NotAGroup))
        self._freeze("negated", _inverses(self.added, self.show))
        _require_associative(self.added, self.show)
        bad = _first(self.added != self.added.T)
        if bad:
            raise NotAGroup("u + v is not v + u", tuple(map(self.show, bad)), "V must be abelian")
        for g in self.generators:
            self._require_additive(g)

    def _require_additive(self, g: int) -> None:
        if self.added is None:
            return
        moved = self.moved[g]
        bad = _first(moved[self.added] != self.added[np.ix_(moved, moved)])
        if bad:
            u, v = map(self.show, bad)
            where = (f"h = {self.elements[g]}", f"u = {u}", f"v = {v}")
            raise NotAnAction("h.(u + v) is not h.u + h.v", where, "H must act on V by automorphisms")


def generating_set(product: Table) -> tuple[int, ...]:
    """A small set whose left-normed products reach every element of the table."""
    reached = np.zeros(len(product), dtype=bool)
    reached[0] = True
    chosen: list[int] = []
    for a in range(len(product)):
        if not reached[a]:
            chosen.append(a)
            _reach(product, chosen, reached)
    return tuple(chosen)


def _reach(product: Table, chosen: list[int], reached: NDArray[np.bool_]) -> None:
    """Close `reached` in place under multiplication by the chosen elements from the right."""
    count = 0
    while count < reached.sum():
        count = int(reached.sum())
        reached[product[np.ix_(reached, np.array(chosen))]] = True


def _table(values: ArrayLike, shape: tuple[int, int], bound: int, error: type[GroupError]) -> Table:
    """A private copy of the table; its entries must be elements, so it is closed."""
    array = np.array(values)
    if array.shape != shape or array.dtype.kind not in "iu":
        what = f"a table of shape {array.shape} and type {array.dtype}"
        raise error(what, remedy=f"give integers of shape {shape}")
    outside = _first((array < 0) | (array >= bound))
    if outside:
        raise error(f"not closed: entry {outside} is {array[outside]}", remedy=f"use 0..{bound - 1}")
    return array.astype(np.int32)


def _inverses(product: Table, name: Names) -> Table:
    """The inverse of each element; the unit is 0. Raises NotAGroup."""
    everything = np.arange(len(product))
    bad = _first((product[0] != everything) | (product[:, 0] != everything))
    if bad:
        raise NotAGroup("element 0 is not a unit", (name(*bad),), "list the unit first")
    inverse: Table = (product == 0).argmax(axis=1).astype(np.int32)
    bad = _first((product[everything, inverse] != 0) | (product[inverse, everything] != 0))
    if bad:
        raise NotAGroup("an element has no inverse", (name(*bad),), "every row needs the unit once")
    return inverse


def _require_associative(product: Table, name: Names) -> None:
    """Light's test: (a g) b = a (g b) for all a, b and each g of a generating set."""
    for g in generating_set(product):
        bad = _first(product[product[:, g]] != product[:, product[g]])
        if bad:
            where = (f"a = {name(bad[0])}", f"b = {name(g)}", f"c = {name(bad[1])}")
            raise NotAGroup("(a b) c is not a (b c)", where, "correct the table")


def _require_size(what: str, found: int, limit: int) -> None:
    if not 1 <= found <= limit:
        raise TooLarge(f"{what} = {found} is outside 1..{limit}", remedy="choose another size")


def _first(mask: NDArray[np.bool_]) -> tuple[int, ...]:
    """The first place where the mask holds, () if nowhere."""
    return tuple(map(int, np.unravel_index(mask.argmax(), mask.shape))) if mask.any() else ()


def _indices(mask: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(int(k) for k in np.flatnonzero(mask))


def _show(coordinates: tuple[int, ...]) -> str:
    return str(coordinates[0]) if len(coordinates) == 1 else str(coordinates)
