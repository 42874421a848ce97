"""Hypotheses: what a document may assume beyond the sorts of its symbols.

Each is a frozen record with a ``name`` for people and for JSON. A hypothesis never
acts by itself: an algebra is told which ones it may use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from symproof.terms import Term, Var, free_variables

OPEN = "\\cdot"  # begins the names of the arguments at which functions are compared; nobody can declare one


@dataclass(frozen=True)
class TranslationEquivariant:
    """``N(y.a) = y.N(a)`` for all y in V."""

    family: Var

    @property
    def name(self) -> str:
        return f"{self.family.name} is translation-equivariant"


@dataclass(frozen=True)
class Stable:
    """``N(h.a) = h.N(a)`` for all h in H."""

    family: Var

    @property
    def name(self) -> str:
        return f"{self.family.name} is stable under H"


@dataclass(frozen=True)
class Linear:
    """A map between feature spaces (for each head, if it has one) is linear."""

    map: Var

    @property
    def name(self) -> str:
        return f"{self.map.name} is linear"


@dataclass(frozen=True)
class Injective:
    """A map is injective. Only a condition on models: the normal form does not use it."""

    map: Var

    @property
    def name(self) -> str:
        return f"{self.map.name} is injective"


@dataclass(frozen=True)
class Commutative:
    """H is commutative."""

    @property
    def name(self) -> str:
        return "H is commutative"


@dataclass(frozen=True)
class Equation:
    """``left = right`` for all values of ``variables`` (none: for the free names as they are).

    With variables it is a law, for instance the invariance of a map:
    ``rho^P(hv, k) = rho^P(v, k)`` for all h, v, k.
    """

    left: Term
    right: Term
    variables: tuple[Var, ...] = ()
    source: str = ""  # as written

    @property
    def name(self) -> str:
        return self.source or f"{self.left} = {self.right}"


@dataclass(frozen=True)
class Condition:
    """``left relation right``, no equation: a condition on models. The normal form does not use it."""

    left: Term
    relation: str  # as ``theory.document.Relation`` spells it
    right: Term
    source: str = ""  # as written

    @property
    def name(self) -> str:
        return self.source or f"{self.left} {self.relation} {self.right}"


def open_arguments(*sides: Term) -> tuple[Var, ...]:
    """The arguments that the sides were given because they are functions: an equation of functions,
    taken as a hypothesis, holds for all of them."""
    found = {var for side in sides for var in free_variables(side) if var.name.startswith(OPEN)}
    return tuple(sorted(found, key=lambda var: var.name))


def in_words(hypothesis: Hypothesis, group: str) -> str:
    """The hypothesis as a document states it; ``group`` is what the document calls H (LaTeX)."""
    if isinstance(hypothesis, TranslationEquivariant):
        return f"${hypothesis.family.name}$ is translation-equivariant"
    if isinstance(hypothesis, Stable):
        return f"${hypothesis.family.name}$ is stable under ${group}$"
    if isinstance(hypothesis, Commutative):
        return f"${group}$ is commutative"
    if isinstance(hypothesis, Equation | Condition):
        return f"${hypothesis.name}$"
    return f"${hypothesis.map.name}$ is {'linear' if isinstance(hypothesis, Linear) else 'injective'}"


def reported(hypothesis: Hypothesis, group: str) -> str:
    """Its name in reports: with what the document calls H (LaTeX), where that is another letter."""
    usual = group in ("H", r"\mathcal{H}", r"\mathcal H")
    return hypothesis.name if usual else in_words(hypothesis, group).replace("$", "")


Hypothesis: TypeAlias = TranslationEquivariant | Stable | Linear | Injective | Commutative | Equation | Condition
