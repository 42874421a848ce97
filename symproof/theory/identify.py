"""One sort in the place of another, everywhere in a setting: ``F = K``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from symproof.terms import Sort
from symproof.theory.hypotheses import Condition, Equation, Hypothesis, Injective, Linear
from symproof.theory.setting import Setting


def swapped(thing: Any, old: Sort, new: Sort) -> Any:
    """A term or sort, rebuilt with ``new`` for ``old``."""
    if thing == old:
        return new
    args = getattr(thing, "args", ())
    return thing.func(*[swapped(arg, old, new) for arg in args]) if args else thing


def identified(setting: Setting, old: Sort, new: Sort) -> Setting:
    """The setting with one space in the place of another, everywhere."""

    def swap(thing: Any) -> Any:
        return swapped(thing, old, new)

    return Setting(
        roles=setting.roles,
        symbols={name: swap(var) for name, var in setting.symbols.items()},
        spaces={name: swap(space) for name, space in setting.spaces.items()},
        definitions={
            swap(var): replace(
                d,
                symbol=swap(var),
                body=swap(d.body),
                parameters=tuple(tuple(map(swap, b)) for b in d.parameters),
            )
            for var, d in setting.definitions.items()
        },
        abbreviations={
            swap(var): replace(a, symbol=swap(var), term=swap(a.term)) for var, a in setting.abbreviations.items()
        },
        pairs=setting.pairs,
        overrides={
            swap(var): replace(
                o,
                symbol=swap(var),
                actor=swap(o.actor),
                parameters=tuple(map(swap, o.parameters)),
                body=swap(o.body),
            )
            for var, o in setting.overrides.items()
        },
        hypotheses=tuple(_swapped(h, swap) for h in setting.hypotheses),
        groups=setting.groups,
        unread=setting.unread,
        restricted=setting.restricted,
    )


def _swapped(hypothesis: Hypothesis, swap: Any) -> Hypothesis:
    if isinstance(hypothesis, Linear | Injective):
        return replace(hypothesis, map=swap(hypothesis.map))
    if isinstance(hypothesis, Condition):
        return replace(hypothesis, left=swap(hypothesis.left), right=swap(hypothesis.right))
    if isinstance(hypothesis, Equation):
        return replace(
            hypothesis,
            left=swap(hypothesis.left),
            right=swap(hypothesis.right),
            variables=tuple(map(swap, hypothesis.variables)),
        )
    return hypothesis
