"""A setting: the declared names, definitions, abbreviations, hypotheses and groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from symproof.terms import Sort, Term, Var, free_variables
from symproof.theory.hypotheses import Condition, Equation, Hypothesis
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
class NamedSet:
    """``N(i) := S \\setminus \\{i\\}``: a name that a document gives to a set, with the LaTeX that it stands for."""

    name: str
    parameters: tuple[str, ...]
    text: str


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
    count: str = ""  # n, where the positions are called [n] or {1, ..., n}
    other_actions: tuple[str, ...] = ()  # further names that the document gives to the action
    sets: tuple[NamedSet, ...] = field(default=(), compare=False)  # of its notation, written out where they stand


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

    def meanings(self, name: Var) -> Iterator[tuple[Term, frozenset[Var]]]:
        """The terms that a name stands for, each with its parameters."""
        if name in self.definitions:
            definition = self.definitions[name]
            yield definition.body, frozenset().union(*definition.parameters)
        if name in self.abbreviations:
            yield self.abbreviations[name].term, frozenset()
        if name in self.overrides:
            rule = self.overrides[name]
            yield rule.body, frozenset((rule.actor, *rule.parameters))

    def mentioned(self, terms: Iterable[Term]) -> frozenset[Var]:
        """The free names of terms, and of all that they stand for."""
        seen: set[Var] = set()
        todo = [var for term in terms for var in free_variables(term)]
        while todo:
            var = todo.pop()
            if var not in seen:
                seen.add(var)
                todo += [other for body, _ in self.meanings(var) for other in free_variables(body)]
        return frozenset(seen)

    def spoken_of(self, hypotheses: Iterable[Hypothesis]) -> frozenset[Var]:
        """The names that are not just any: definitions, abbreviations, actions or equations say something of them."""
        taken = {*self.definitions, *self.abbreviations, *self.overrides}
        for body, own in [meaning for name in tuple(taken) for meaning in self.meanings(name)]:
            taken |= free_variables(body) - own
        for h in hypotheses:
            if isinstance(h, Equation | Condition):
                own = frozenset(h.variables) if isinstance(h, Equation) else frozenset[Var]()
                taken |= (free_variables(h.left) | free_variables(h.right)) - own
        return frozenset(taken)

    def assuming(self, *hypotheses: Hypothesis) -> Setting:
        """This setting with further hypotheses (a proposition's own)."""
        return replace(self, hypotheses=self.hypotheses + hypotheses)
