"""Single edits of terms: the slips that authors make, and some that change nothing.

``edits(term, names)`` yields each edit with its kind; ``Edit.applied`` builds the mutant and
raises IllSorted where the edit does not fit its surroundings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sympy import Basic, Tuple

from symproof.terms import (
    HEAD,
    Act,
    Apply,
    Arrow,
    GroupPower,
    GroupProduct,
    H,
    HeadUnion,
    IllSorted,
    Member,
    Negative,
    Plus,
    S,
    Shift,
    SumOver,
    Term,
    Times,
    V,
    Var,
    Weight,
    bound_by,
    free_variables,
    inverse,
    is_feature,
    rename_bound,
)

Path = tuple[int, ...]

KINDS = (
    "index swapped",
    "domain centre changed",
    "bound element changed",
    "inverse dropped",
    "inverse added",
    "group factors swapped",
    "group factor dropped",
    "group factor inserted",
    "action dropped",
    "bracket moved",
    "summand dropped",
    "summand negated",
    "summand duplicated",
    "Delta dropped",
    "factor dropped",
    "L dropped",
    "L inserted",
    "map swapped",
    "sigma index changed",
    "sigma over another sum",
    "sums exchanged",
    "summands reordered",
    "bound name changed",
)


@dataclass(frozen=True)
class Edit:
    """``new`` in the place of the sub-term at ``path``."""

    kind: str
    path: Path
    new: Basic

    def applied(self, term: Term) -> Term:
        """The mutant; raises IllSorted."""
        changed: Term = _put(term, self.path, self.new)
        return changed


def _put(term: Basic, path: Path, new: Basic) -> Basic:
    if not path:
        return new
    args = list(term.args)
    args[path[0]] = _put(args[path[0]], path[1:], new)
    return term.func(*args)


@dataclass(frozen=True)
class Place:
    """Where the walk stands: the sub-term, the names in scope, the sums around it, the role of the place."""

    path: Path
    scope: tuple[Var, ...]
    sums: tuple[SumOver, ...] = ()
    role: str = ""  # centre, element, or nothing in particular
    inverted: bool = False  # directly below an inverse


def edits(term: Term, names: Iterable[Var]) -> Iterator[Edit]:
    """All single edits of a term; ``names`` may be put in besides those bound around a place."""
    scope = tuple(sorted(names, key=lambda v: (v.name, str(v.sort))))
    yield from _walk(term, Place((), scope))


def _walk(term: Basic, at: Place) -> Iterator[Edit]:
    if isinstance(term, Term):
        for kind, new in _here(term, at):
            yield Edit(kind, at.path, new)
    if isinstance(term, Var) or not isinstance(term, Term | Tuple):
        return
    scope = tuple(dict.fromkeys((*bound_by(term), *at.scope)))
    sums = (*at.sums, term) if isinstance(term, SumOver) else at.sums
    for number, part in enumerate(term.args):
        if number == 0 and isinstance(term, SumOver | HeadUnion | Weight):
            continue
        role = _role(term, number, at)
        down = isinstance(term, GroupPower)
        yield from _walk(part, Place((*at.path, number), scope, sums, role, down))


def _role(term: Basic, number: int, at: Place) -> str:
    if isinstance(term, Member):
        return {0: "element", 2: "centre"}.get(number, "family")
    return "element" if type(term).__name__ == "Everywhere" else at.role


def _here(term: Term, at: Place) -> Iterator[tuple[str, Term]]:
    for edit in (_swaps, _words, _vectors, _sums, _functions, _binders):
        yield from edit(term, at)


def _swaps(term: Term, at: Place) -> Iterator[tuple[str, Term]]:
    """A name for another one of its sort."""
    if not isinstance(term, Var) or at.role == "family":
        return
    index = term.sort in (S, H, V, HEAD)
    kind = {"centre": "domain centre changed", "element": "bound element changed"}.get(at.role, "index swapped")
    for other in at.scope:
        if other.sort == term.sort and other != term:
            yield kind if index else "map swapped", other


def _words(term: Term, at: Place) -> Iterator[tuple[str, Term]]:
    if term.sort != H:
        return
    if isinstance(term, GroupPower) and term.exponent == -1:
        yield "inverse dropped", term.base
    elif not at.inverted:
        yield "inverse added", inverse(term)
    if isinstance(term, GroupProduct):
        factors = term.args
        for k in range(len(factors) - 1):
            yield (
                "group factors swapped",
                GroupProduct(*factors[:k], factors[k + 1], factors[k], *factors[k + 2 :]),
            )
        for k in range(len(factors)):
            rest = factors[:k] + factors[k + 1 :]
            yield "group factor dropped", rest[0] if len(rest) == 1 else GroupProduct(*rest)
        if isinstance(factors[0], GroupPower) and len(factors) == 2:  # a^-1 b to (a b)^-1
            yield "bracket moved", inverse(GroupProduct(factors[0].base, factors[1]))
    if isinstance(term, GroupPower) and isinstance(term.base, GroupProduct):
        yield "bracket moved", GroupProduct(*[inverse(part) for part in term.base.args])
    for other in at.scope:
        if other.sort == H:
            yield "group factor inserted", GroupProduct(other, term)
            yield "group factor inserted", GroupProduct(term, other)


def _vectors(term: Term, at: Place) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Act):
        yield "action dropped", term.args[1]
        if isinstance(term.args[1], Plus):
            first, *rest = term.args[1].args
            yield "bracket moved", Plus(Act(term.args[0], first), *rest)
    if isinstance(term, Plus) and term.sort == V and any(isinstance(part, Act) for part in term.args):
        for k, part in enumerate(term.args):
            if isinstance(part, Act):
                inner = [*term.args[:k], part.args[1], *term.args[k + 1 :]]
                yield "bracket moved", Act(part.args[0], Plus(*inner))


def _sums(term: Term, at: Place) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Plus):
        parts = term.args
        yield "summands reordered", Plus(*reversed(parts))
        for k, part in enumerate(parts):
            rest = parts[:k] + parts[k + 1 :]
            kind = "Delta dropped" if _is_delta(part) else "summand dropped"
            yield kind, rest[0] if len(rest) == 1 else Plus(*rest)
            turned = part.args[0] if isinstance(part, Negative) else Negative(part)
            yield "summand negated", Plus(*parts[:k], turned, *parts[k + 1 :])
            yield "summand duplicated", Plus(*parts, part)
    if isinstance(term, Times):
        for k in range(len(term.args)):
            rest = term.args[:k] + term.args[k + 1 :]
            yield "factor dropped", rest[0] if len(rest) == 1 else Times(*rest)


def _is_delta(term: Basic) -> bool:
    while isinstance(term, Apply):
        term = term.fn
    return isinstance(term, Var) and term.name.startswith(r"\Delta")


def _functions(term: Term, at: Place) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Shift):
        yield "L dropped", term.fn
    if isinstance(term.sort, Arrow) and isinstance(term, Var | Shift):
        for actor in at.scope:
            if actor.sort in (H, V) and _movable(actor, term.sort):
                yield "L inserted", Shift(actor, term)
    if isinstance(term, Apply) and len(term.arguments) == 1 and isinstance(term.arguments[0], Plus):
        parts = term.arguments[0].args
        if is_feature(term.sort):
            yield "bracket moved", Plus(*[Apply(term.fn, part) for part in parts])
        if term.sort == parts[-1].sort:
            yield "bracket moved", Plus(Apply(term.fn, parts[0]), *parts[1:])


def _movable(actor: Var, sort: Arrow) -> bool:
    try:
        Shift(actor, Var("", sort))
    except IllSorted:
        return False
    return True


def _binders(term: Term, at: Place) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Weight):
        for around in at.sums:
            if around.element != term.index:
                yield "sigma over another sum", Weight(around.element, term.score)
        for k, part in enumerate(term.index):
            for other in at.scope:
                if other.sort == part.sort and other != part:
                    yield (
                        "sigma index changed",
                        Weight((*term.index[:k], other, *term.index[k + 1 :]), term.score),
                    )
    if isinstance(term, SumOver):
        inner = term.body
        if isinstance(inner, SumOver):
            yield (
                "sums exchanged",
                SumOver(inner.variables, inner.conditions, SumOver(term.variables, term.conditions, inner.body)),
            )
        for var in term.variables:
            new = Var(f"{var.name}''", var.sort)
            if new not in free_variables(term):
                yield "bound name changed", rename_bound(term, var, new)
        yield from _domains(term, at)


def _domains(term: SumOver, at: Place) -> Iterator[tuple[str, Term]]:
    """Element and index of the softmax changed together, as a consistent slip would."""
    for number, condition in enumerate(term.conditions):
        for k, part in enumerate(condition.element):
            for new in _elements(part, term.variables, at.scope):
                element = (*condition.element[:k], new, *condition.element[k + 1 :])
                changed = condition.func(Tuple(*element), *condition.args[1:])
                conditions = (*term.conditions[:number], changed, *term.conditions[number + 1 :])
                index = tuple(slot for c in conditions for slot in c.element)
                yield (
                    "bound element changed",
                    SumOver(term.variables, conditions, _indexed(term.body, term, index)),
                )


def _elements(part: Term, variables: tuple[Var, ...], scope: tuple[Var, ...]) -> Iterator[Term]:
    if part.sort == H:
        yield part.base if isinstance(part, GroupPower) and part.exponent == -1 else inverse(part)
        yield from (GroupProduct(other, part) for other in scope if other.sort == H and other not in variables)
        yield from (GroupProduct(part, other) for other in scope if other.sort == H and other not in variables)


def _indexed(term: Basic, owner: SumOver, index: tuple[Term, ...]) -> Basic:
    """The body with its softmaxes over ``owner`` at the new index."""
    if isinstance(term, SumOver) and term.element == owner.element:
        return term
    if isinstance(term, Weight) and term.index == owner.element:
        return Weight(index, _indexed(term.score, owner, index))
    if isinstance(term, Var) or not isinstance(term, Term | Tuple):
        return term
    return term.func(*[_indexed(part, owner, index) for part in term.args])
