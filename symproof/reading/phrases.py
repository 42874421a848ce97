"""What the phrases of a reason have to go by: the names of the document, the step, the formulas of the phrase."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

from symproof.reading.carriers import cut_at
from symproof.reading.declarations import Declarations
from symproof.reading.scan import Region
from symproof.reading.scope import Scope
from symproof.reading.sentences import Clause, Word
from symproof.reading.tokens import Token
from symproof.reading.values import subterms
from symproof.terms import HeadUnion, SumOver, Term, Var, bound_by, free_variables
from symproof.theory.document import ReasonPart
from symproof.theory.frozen import dataclass


@dataclass(frozen=True)
class Setting:
    """What a reason may speak of: the names, and the expressions before and after the step."""

    declarations: Declarations
    scope: Scope
    expressions: tuple[Term, ...] = ()

    @property
    def bound(self) -> dict[str, Var]:
        """The variables that sums of the step bind, by name."""
        found: dict[str, Var] = {}
        for term in self.expressions:
            found.update(bound_in(term))
        return found

    def hidden(self, name: str) -> Var | None:
        """The variable of this name that a sum inside a definition of the step binds; None for a free name."""
        if name in self.scope.free:
            return None
        known = self.declarations.setting.definitions
        symbols = frozenset[Var]().union(*map(free_variables, self.expressions))
        bodies = [known[symbol].body for symbol in symbols if symbol in known]
        return next((var for body in bodies for found, var in bound_in(body) if found == name), None)


def bound_in(term: Term) -> Iterator[tuple[str, Var]]:
    """The variables that sums of the term bind, by name."""
    for node in sums_in(term):
        yield from ((var.name, var) for var in bound_by(node))


@lru_cache(maxsize=64)
def sums_in(term: Term) -> tuple[SumOver | HeadUnion, ...]:
    """The sums and unions of a term; kept, as a line is looked at with the line before it and with the next."""
    return tuple([node for node in subterms(term) if isinstance(node, SumOver | HeadUnion)])


@dataclass(frozen=True)
class Phrase:
    """A phrase of a reason with its formulas."""

    match: re.Match[str]
    clause: Clause

    @property
    def formulas(self) -> tuple[Region, ...]:
        shape = self.match.string
        first = shape.count("#", 0, self.match.start())
        return self.clause.formulas[first : first + self.match.group().count("#")]

    @property
    def labels(self) -> tuple[Word, ...]:
        references = [word for word in self.clause.words if word.shape == "@"]
        first = self.match.string.count("@", 0, self.match.start())
        return tuple(references[first : first + self.match.group().count("@")])


Reader: TypeAlias = Callable[[Setting, Phrase], Iterable[ReasonPart]]


def items(setting: Setting, phrase: Phrase) -> Iterator[tuple[Region, list[Token]]]:
    """The formulas of a phrase, those with commas outside brackets apart."""
    for region in phrase.formulas:
        tokens = setting.declarations.tokens(region)
        for part in cut_at(tokens, ","):
            yield region, part


def outside(tokens: list[Token]) -> Iterator[Token]:
    """The tokens outside all brackets."""
    depth = 0
    for token in tokens:
        depth += (token.kind in ("open", "begin")) - (token.kind in ("close", "end"))
        if depth == 0:
            yield token


def head(tokens: list[Token]) -> list[Token]:
    """The tokens before the first bracket: the name of what is applied."""
    cut = next((n for n, token in enumerate(tokens) if token.kind == "open"), len(tokens))
    return tokens[:cut] or tokens
