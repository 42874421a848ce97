"""Actions that are tried after all others, where what is assumed asks for them.

Under an equation between points that holds for all of them: those in which an element other than e moves
nothing. For claims about elements alone under an equation of H: larger groups.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from symproof.checking.problem import Problem
from symproof.groups import Action, parse_action
from symproof.terms import H, S, V

ON_MODULES = (
    "matrices [[0,0,1],[1,0,0],[0,1,0]]; [[-1,0,0],[0,-1,0],[0,0,1]] on Z_3^3",  # A4
    "matrices [[1,1,0],[0,1,0],[0,0,1]]; [[1,0,0],[0,1,1],[0,0,1]] on Z_3^3",  # 27 elements, h^3 = e for all
)
ON_SETS = (
    "permutations (0 1 2 3)(4 5 6 7); (0 4 2 6)(1 7 3 5) on 8 points",  # the quaternions
    "permutations (0 1 2); (0 1)(2 3) on 4 points",
    "permutations (0 1 2 3 4); (1 2 4 3) on 5 points",
    "permutations (0 3 6)(1 4 7)(2 5 8); (3 4 5)(6 8 7) on 9 points",
)


def larger(problem: Problem) -> tuple[Action, ...]:
    """The groups to try; none where functions are free, or where no equation of H is assumed."""
    names = {var for var in problem.names if var.sort not in (H, V, S)}
    if names or not any(e.left.sort == H for e in problem.equations):
        return ()
    return tuple(map(parse_action, ON_SETS if problem.setting.roles.plain_set else ON_MODULES))


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


__all__ = ["larger", "unfaithful"]
