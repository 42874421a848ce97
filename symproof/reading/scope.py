"""What names mean where a formula stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from symproof.terms import Arrow, Var
from symproof.theory.setting import Setting


@dataclass(frozen=True)
class Scope:
    """``free``: names free in the proposition, which no sum may bind (the formula's own are added).

    ``parameters``: names that shadow the setting's (parameters of a definition, the
    variables of a law), by canonical name; they count as free. ``pairs``: names of
    elements g = (y, h) of G. ``operand``: the sort of the functions on which a bare
    operator equation such as ``L_yL_h = L_{(y,h)}`` acts (default S x H -> a fresh space).
    """

    setting: Setting
    free: frozenset[str] = frozenset()
    parameters: Mapping[str, Var] = field(default_factory=dict)
    pairs: Mapping[str, tuple[Var, Var]] = field(default_factory=dict)
    operand: Arrow | None = None
