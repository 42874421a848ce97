"""Arrays with one axis a variable: axis 0 is numpy's last, and axes that are not there have length 1."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.intp]
Mask: TypeAlias = NDArray[np.bool_]
Axis: TypeAlias = tuple[int, int]  # number and length

T = TypeVar("T", bound=np.generic)


def on_axis(values: Array, axis: int) -> Array:
    """Values along one axis."""
    return values.reshape((len(values),) + (1,) * axis)


def deep(array: NDArray[T], ndim: int) -> NDArray[T]:
    """The same array with ``ndim`` axes."""
    return array.reshape((1,) * (ndim - array.ndim) + array.shape)


def unravelled(numbers: Array, sizes: Sequence[int]) -> tuple[Array, ...]:
    """The tuples with these flat numbers, an array for each size.

    By division: ``np.unravel_index`` errs on large arrays that have axes of length 1 (numpy 2.4).
    """
    found = []
    for size in reversed(sizes):
        found.append(numbers % size)
        numbers = numbers // size
    return tuple(reversed(found))


def listed(inside: Mask, axes: Sequence[Axis], depth: int) -> tuple[tuple[Array, ...], Mask | None]:
    """The entries of a mask along some axes, as lists along the new axis ``depth``.

    Answers the place on each of the axes, and which entries of the lists count (None: all do).
    """
    last = [depth - 1 - axis for axis, _ in axes]
    order = [n for n in range(depth) if n not in last] + last
    mask = deep(inside, depth).transpose(order)
    outer = mask.shape[: depth - len(last)]
    row, entry = np.nonzero(mask.reshape(prod(outer), -1))
    counts = np.bincount(row, minlength=prod(outer))
    places = np.zeros((len(counts), counts.max(initial=0)), np.intp)
    places[row, np.arange(len(row)) - (np.cumsum(counts) - counts)[row]] = entry
    shape, back = (-1, *outer, *[1] * len(last)), [0, *(1 + np.argsort(order))]
    found = unravelled(places, [size for _, size in axes])
    points = tuple(place.T.reshape(shape).transpose(back) for place in found)
    counted = np.arange(places.shape[1]) < counts[:, None]
    return points, None if counted.all() else counted.T.reshape(shape).transpose(back)


def classes(size: int, pairs: Sequence[tuple[Array, Array]]) -> Array:
    """The finest classes of 0..size-1 that unite each pair; each is named by its least member."""
    label = np.arange(size)
    settled = False
    while not settled:
        before = label.copy()
        for one, two in pairs:
            least = np.minimum(label[one], label[two])
            np.minimum.at(label, one, least)
            np.minimum.at(label, two, least)
        label = label[label]
        settled = bool((label == before).all())
    return label


def box(sizes: Sequence[int], start: int, room: int) -> list[range]:
    """A range for each size: the tuples from number ``start`` on, at most ``room`` but at least one."""
    at = [int(n) for n in unravelled(np.array(start), sizes)]
    ranges: list[range] = []
    for n, (size, first) in enumerate(zip(sizes, at, strict=True)):
        inner = prod(sizes[n + 1 :])
        if inner <= room and not any(at[n + 1 :]):
            stop = min(size, first + room // inner)
            return [*ranges, range(first, stop), *map(range, sizes[n + 1 :])]
        ranges.append(range(first, first + 1))
    return ranges
