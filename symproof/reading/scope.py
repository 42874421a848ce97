"""What names mean where a formula stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from functools import cached_property

from symproof.reading.vocabulary import Vocabulary
from symproof.terms import Arrow, Var
from symproof.theory.frozen import dataclass
from symproof.theory.setting import Setting


@dataclass(frozen=True)
class Scope:
    """``free``: names free in the proposition, which no sum may bind (the formula's own are added).

    ``bound``: names that some sum of the proposition binds for certain (see ``bound_names``);
    they settle what a compound element such as ``h_3h`` binds.
    ``parameters``: names that shadow the setting's (parameters of a definition, the
    variables of a law), by canonical name; they count as free. ``pairs``: names of
    elements g = (y, h) of G. ``operand``: the sort of the functions on which a bare
    operator equation such as ``L_yL_h = L_{(y,h)}`` acts (default S x H -> a fresh space).
    ``pointwise``: maps that are declared between functions and supposed to act at each position;
    applied to a function they are composed with it. ``undefined``: names whose definition cannot be read;
    ``lost``: all names that a sentence would declare, could it be read, so that no other name is meant by them.
    """

    setting: Setting
    free: frozenset[str] = frozenset()
    bound: frozenset[str] = frozenset()
    parameters: Mapping[str, Var] = field(default_factory=dict)
    pairs: Mapping[str, tuple[Var, Var]] = field(default_factory=dict)
    operand: Arrow | None = None
    pointwise: frozenset[str] = frozenset()
    undefined: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The names that a formula may use here."""
        return Vocabulary(self.setting, self.parameters, self.pairs, self.undefined)

    def knowing(self, free: frozenset[str], bound: frozenset[str]) -> Scope:
        """The same names, of which more are known to be free or bound."""
        other = replace(self, free=self.free | free, bound=self.bound | bound)
        other.__dict__["vocabulary"] = self.vocabulary
        return other

    def with_parameters(self, names: Mapping[str, Var]) -> Scope:
        """Where these names shadow the setting's too."""
        return replace(self, parameters={**self.parameters, **names})

    def variable(self, name: str) -> Var | None:
        """The declared variable, function or neighbourhood of this name."""
        found = self.parameters.get(name) or self.setting.symbols.get(name)
        if found is None:
            found = next((var for var in self.setting.abbreviations if var.name == name), None)
        return found

    def pair(self, name: str) -> tuple[Var, Var] | None:
        """The y and h of a name that stands for an element g = (y, h)."""
        if name in self.parameters:
            return None
        return self.pairs.get(name) or self.setting.pairs.get(name)

    def abbreviates(self, name: str) -> bool:
        """Is it the name of an abbreviation (and not of a parameter that shadows it)?"""
        if name in self.parameters:
            return False
        return any(var.name == name for var in self.setting.abbreviations)
