"""Frozen dataclasses with shared methods behave as the standard ones do, which are the second source here."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, replace
from functools import cached_property
from typing import Any

import pytest

from symproof.theory.frozen import dataclass


@dataclass(frozen=True)
class Point:
    x: int
    y: tuple[int, ...] = ()
    note: str = field(default="", compare=False, repr=False)

    @cached_property
    def total(self) -> int:
        return self.x + sum(self.y)


@dataclass(frozen=True)
class Other:
    x: int
    y: tuple[int, ...] = ()
    note: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True)
class Nothing:
    pass


@dataclass(frozen=True, eq=False)
class Thing:
    x: int


@dataclass(frozen=True)
class Own:
    x: int

    def __repr__(self) -> str:
        return "own"

    def __hash__(self) -> int:
        return 5


def standard() -> Any:
    """The class ``Point`` as the standard library makes it."""
    parts: list[Any] = [
        ("x", int),
        ("y", tuple[int, ...], ()),
        ("note", str, field(default="", compare=False, repr=False)),
    ]
    return dataclasses.make_dataclass("Point", parts, frozen=True)


@pytest.mark.parametrize("make", [Point, standard()], ids=["shared", "standard"])
def test_comparison_hash_and_text(make: Callable[..., Any]) -> None:
    one = make(1, (2,), note="a")
    assert one == make(1, (2,), note="b") and hash(one) == hash(make(1, (2,), note="b"))
    assert one != make(1, (3,)) and one != make(2, (2,)) and one != (1, (2,))
    assert repr(one) == "Point(x=1, y=(2,))"
    assert replace(one, x=4) == make(4, (2,))


def test_another_class_with_equal_fields_is_not_equal() -> None:
    assert Point(1) != Other(1)
    assert Nothing() == Nothing() and len({Nothing(), Nothing()}) == 1


@pytest.mark.parametrize("name", ["x", "y", "note", "unknown", "total"])
def test_nothing_is_set_or_deleted(name: str) -> None:
    point = Point(1)
    with pytest.raises(FrozenInstanceError):
        setattr(point, name, 2)
    with pytest.raises(FrozenInstanceError):
        delattr(point, name)
    assert point == Point(1)


def test_what_is_kept_on_an_object_does_not_count() -> None:
    point = Point(1, (2,))
    assert point.total == 3 and point == Point(1, (2,)) and hash(point) == hash(Point(1, (2,)))


def test_copies() -> None:
    point = Point(1, (2,), "a")
    for other in (pickle.loads(pickle.dumps(point)), copy.copy(point), copy.deepcopy(point)):
        assert other == point and other.note == "a" and other is not point


def test_without_eq_only_the_same_object_is_equal() -> None:
    thing = Thing(1)
    assert thing == thing and thing != Thing(1) and len({thing, Thing(1)}) == 2
    with pytest.raises(FrozenInstanceError):
        thing.x = 2  # type: ignore[misc]


def test_methods_of_the_class_stay() -> None:
    assert repr(Own(1)) == "own" and hash(Own(1)) == 5 and Own(1) == Own(1)


def test_arguments_are_checked_as_usual() -> None:
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Point(1, z=2)  # type: ignore[call-arg]
