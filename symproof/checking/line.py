"""A line of a chain between its neighbours, and what edits make of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sympy import Basic, Tuple

from symproof.checking.places import shared
from symproof.checking.prove import Proof
from symproof.checking.report import Change
from symproof.checking.spread import Edit, distance
from symproof.terms import Term, Var
from symproof.theory.document import Formula, Path, Reason


@dataclass(frozen=True)
class Neighbour:
    """A line beside the one in question, and the reason and number of the step between them."""

    term: Term
    reason: Reason
    step: int = 0


@dataclass(frozen=True)
class Line:
    """A line with its neighbours; None where there is nothing to follow from, or to lead to."""

    formula: Formula
    before: Neighbour | None
    after: Neighbour | None
    number: int = 0  # of the step whose right side it is

    @property
    def term(self) -> Term:
        return self.formula.term

    def sides(self, term: Term) -> list[tuple[Term, Term, Reason, int]]:
        """The steps to this line and from it, with another term in its place."""
        before = [(s.term, term, s.reason, s.step) for s in (self.before,) if s is not None]
        return before + [(term, s.term, s.reason, s.step) for s in (self.after,) if s is not None]

    def shared(self) -> Line:
        """The line and its neighbours with equal sub-terms as one object."""
        term, *around = shared((self.term, *self.around))
        sides = iter(around)
        before = None if self.before is None else replace(self.before, term=next(sides))
        after = None if self.after is None else replace(self.after, term=next(sides))
        return replace(self, formula=replace(self.formula, term=term), before=before, after=after)

    def closeness(self, term: Term) -> int:
        """How far a term is from the nearest of the lines around."""
        return min((distance(side, term) for side in self.around), default=0)

    @property
    def around(self) -> tuple[Term, ...]:
        return tuple(side.term for side in (self.before, self.after) if side is not None)


@dataclass(frozen=True)
class EditedLine:
    """An edited line with its two proofs."""

    edits: tuple[Edit, ...]
    term: Term
    proofs: tuple[Proof, ...]
    closeness: int
    copied: bool = False  # it is the line beside it, word for word

    @property
    def size(self) -> int:
        return sum(edit.size for edit in self.edits)

    @property
    def rank(self) -> tuple[bool, int, int, int, int]:
        """Hypotheses used, sums moved, size, and how far it is from the lines around; copies last."""
        used = frozenset().union(*(proof.hypotheses for proof in self.proofs))
        moved = sum(map(moved_by, self.proofs))
        return self.copied, len(used), moved, self.size, self.closeness


def moved_by(proof: Proof) -> int:
    """How many sums a proof moved."""
    return len(proof.reindexed) or int(proof.moved)


def changes_between(formula: Formula, found: EditedLine) -> tuple[Change, ...]:
    """The changed parts of a line, with their places in the source."""
    if len(found.edits) == 1:
        parts = [(one.path, one.old, one.new) for one in found.edits[0].changes]
    else:
        parts = list(_differing(formula.term, found.term, ()))
    return tuple(Change(path, old, new, formula.places.get(path, formula.span)) for path, old, new in parts)


def _differing(old: Basic, new: Basic, path: Path) -> Iterator[tuple[Path, Term, Term]]:
    """The smallest sub-terms that differ."""
    if old == new:
        return
    alike = type(old) is type(new) and len(old.args) == len(new.args) and not isinstance(old, Var)
    below = [(k, a, b) for k, (a, b) in enumerate(zip(old.args, new.args, strict=False)) if a != b] if alike else []
    if below and all(isinstance(part, Term | Tuple) for _, *pair in below for part in pair):
        for k, a, b in below:
            yield from _differing(a, b, (*path, k))
    elif isinstance(old, Term) and isinstance(new, Term):
        yield path, old, new
