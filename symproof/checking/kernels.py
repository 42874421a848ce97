"""Actions in which an element other than e moves nothing: where laws say that points stay where they are.

Such an action is tried after all others, and only for claims under an equation between points that
holds for all of them.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from symproof.checking.problem import Problem
from symproof.groups import Action, parse_action
from symproof.terms import S, V


def unfaithful(problem: Problem) -> tuple[Action, ...]:
    """The actions to try, the smallest first; none where no law makes points equal."""
    laws = (e for e in problem.equations if e.left.sort in (V, S))
    if not any(var.sort in (V, S) for law in laws for var in law.variables):
        return ()
    return _on_sets() if problem.setting.roles.plain_set else _on_modules()


@lru_cache(maxsize=1)
def _on_modules() -> tuple[Action, ...]:
    plain = parse_action("C1 on Z_2")
    specs = ("C2 on Z_2", "C3 on Z_3", "C4 on Z_3")
    return (*map(parse_action, specs), _unmoved(parse_action("S3 on Z_2^2"), plain))


@lru_cache(maxsize=1)
def _on_sets() -> tuple[Action, ...]:
    plain = parse_action("C1 on 2 points")
    return tuple(_unmoved(parse_action(spec), plain) for spec in ("C2 on 2 points", "C4 on 4 points", "S3 on 3 points"))


def _unmoved(acting: Action, place: Action) -> Action:
    """The group of the one, under which the points of the other stay."""
    moved = np.tile(np.arange(place.size, dtype=np.int32), (acting.order, 1))
    name = f"{acting.group} on {place.space}, nothing moved"
    return Action(name, acting.group, place.space, acting.elements, acting.product, moved, place.points, place.added)


__all__ = ["unfaithful"]
