"""A setting: the declared names, definitions, abbreviations, hypotheses and groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from symproof.terms import Sort, Term, Var
from symproof.theory.hypotheses import Hypothesis
from symproof.theory.span import NOWHERE, Span


@dataclass(frozen=True)
class Definition:
    """``m[f, rho](i, h) := body``: one tuple of parameters for each bracket. Parameters shadow."""

    symbol: Var
    parameters: tuple[tuple[Var, ...], ...]
    body: Term
    span: Span = NOWHERE


@dataclass(frozen=True)
class Abbreviation:
    """``\\bar i := x^{-1}(...)``: a name that stands for a term wherever it occurs free."""

    symbol: Var
    term: Term
    span: Span = NOWHERE


@dataclass(frozen=True)
class ActionOverride:
    """``L_h[rho](a, b) := body``: replaces the natural action of H on the named function."""

    symbol: Var  # rho
    actor: Var  # h, a parameter
    parameters: tuple[Var, ...]
    body: Term
    span: Span = NOWHERE


@dataclass(frozen=True)
class Roles:
    """How this document writes the carriers of the theory (LaTeX)."""

    group: str = r"\mathcal{H}"
    module: str = "V"
    positions: str = "S"
    heads: str = "[H]"
    coordinate: str = "x"
    unit: str = "e"
    action: str = "L"
    softmax: str = r"\sigma"
    plain_set: bool = False  # H acts on S itself; there is no V and no x


@dataclass(frozen=True)
class Setting:
    """All that the lines of a proposition may refer to. Names are unique within it."""

    roles: Roles = field(default_factory=Roles)
    symbols: Mapping[str, Var] = field(default_factory=dict)
    spaces: Mapping[str, Sort] = field(default_factory=dict)  # declared feature spaces by name
    definitions: Mapping[Var, Definition] = field(default_factory=dict)
    abbreviations: Mapping[Var, Abbreviation] = field(default_factory=dict)
    overrides: Mapping[Var, ActionOverride] = field(default_factory=dict)
    pairs: Mapping[str, tuple[Var, Var]] = field(default_factory=dict)  # names of elements g = (y, h) of V x| H
    hypotheses: tuple[Hypothesis, ...] = ()
    groups: tuple[str, ...] = ()  # "Check on ...": specs for symproof.groups.parse_action
    unread: bool = False  # some hypothesis could not be read: a counterexample might not meet it
    restricted: str | None = None  # "Let H = C_4 act on V = Z_3^2": the only group that the claims are about

    def assuming(self, *hypotheses: Hypothesis) -> Setting:
        """This setting with further hypotheses (a proposition's own)."""
        return replace(self, hypotheses=self.hypotheses + hypotheses)
