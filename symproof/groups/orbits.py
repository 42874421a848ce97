"""Orbits of pairs (centre, element): one opaque membership symbol each, by what N's hypotheses name.

Found by enumeration: labels spread along the generators until nothing changes. Nothing is solved.
"""

from collections.abc import Iterable
from math import prod

import numpy as np
from numpy.typing import NDArray

from symproof.groups.action import Action, Table
from symproof.groups.errors import GroupError, NoTranslations, NotStable, TooLarge

MAX_PAIRS = 2**25  # pairs (centre, element)

Labels = NDArray[np.int64]


def pair_orbits(action: Action, centre: str, element: str, *, translations: bool, stable: bool) -> Labels:
    """Label the orbits of pairs (a, b), a of signature `centre`, b of signature `element`.

    Signatures are words over 'S' and 'H': N(i) subset S is ('S', 'S'), N(i, h) subset S x H is
    ('SH', 'SH'). The answer has one axis a letter, of length |V| or |H|; labels are 0, 1, ... in
    order of first occurrence. `translations`: y moves every S by addition and no H
    (N(y.a) = y.N(a)). `stable`: h moves every S by the action and every H by left multiplication
    (N(h.a) = h.N(a)). With neither, each pair has its own label.
    Raises NoTranslations, TooLarge, GroupError.
    """
    signature = centre + element
    shape = _shape(action, signature)
    moves = _translate(action, signature) if translations else []
    moves += _act(action, signature) if stable else []
    return _dense(_spread([_on_tuples(move) for move in moves], prod(shape))).reshape(shape)


def closed_window(action: Action, window: Iterable[int]) -> tuple[int, ...]:
    """The smallest union of H-orbits that holds the window; points of V, sorted."""
    return tuple(int(v) for v in np.unique(action.moved[:, sorted(set(window))]))


def require_stable(action: Action, window: Iterable[int]) -> None:
    """Refuse a window of offsets that some element of H moves out of itself. Raises NotStable."""
    inside = frozenset(window)
    for h in range(action.order):
        for v in sorted(inside):
            image = int(action.moved[h, v])
            if image not in inside:
                name = action.elements[h]
                where = f"{name} moves {action.show(v)} to {action.show(image)}, outside it"
                closed = ", ".join(map(action.show, closed_window(action, inside)))
                raise NotStable(f"the window is not stable: {where}", (name,), f"use {closed}")


def _shape(action: Action, signature: str) -> tuple[int, ...]:
    if not set(signature) <= {"S", "H"}:
        raise GroupError(f"{signature!r} is not a signature", remedy="use the letters S and H")
    shape = tuple(action.size if sort == "S" else action.order for sort in signature)
    if prod(shape) > MAX_PAIRS:
        raise TooLarge(f"{prod(shape)} pairs on {action.name}", remedy=f"use at most {MAX_PAIRS}")
    return shape


def _translate(action: Action, signature: str) -> list[list[Table]]:
    """What each generator (y, e) does to each axis."""
    if action.added is None:
        raise NoTranslations(f"{action.name} has no translations", remedy="use one that acts on Z_n^d")
    still = np.arange(action.order, dtype=np.int32)
    return [[action.added[y] if sort == "S" else still for sort in signature] for y in action.translations]


def _act(action: Action, signature: str) -> list[list[Table]]:
    """What each generator (0, h) does to each axis."""
    return [[action.moved[h] if sort == "S" else action.product[h] for sort in signature] for h in action.generators]


def _on_tuples(axes: list[Table]) -> Labels:
    """The permutation of flat indices of tuples that moves each axis by its own table."""
    flat = np.zeros(1, dtype=np.int64)
    for axis in axes:
        flat = (flat[:, None] * len(axis) + axis).ravel()
    return flat


def _spread(moves: list[Labels], size: int) -> Labels:
    """The least index of each orbit: label[p] stays in the orbit of p, until no move changes it."""
    label = np.arange(size)
    settled = False
    while not settled:
        before = label
        for move in moves:
            label = np.minimum(label, label[move])
        label = label[label]
        settled = bool((label == before).all())
    return label


def _dense(label: Labels) -> Labels:
    return np.unique(label, return_inverse=True)[1].ravel()
