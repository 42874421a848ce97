"""What claims and lines that cannot be read say under one supposition, and which that is.

A supposition takes two declared spaces for one, or maps of functions for maps of values that are applied
at each position. The declarations are read again under it, and the proposition with its proof;
what can be read then is kept, the least that is to be supposed first. Nothing in a proof rests on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from symproof.reading.sort_words import in_latex
from symproof.terms import HEAD, Arrow, Sort, Term, free_variables
from symproof.theory.change import Change, at_each_position, with_arguments_moved
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.document import Chain, Claim, Comparison, Formula, Proposition, Reason, Relation, Step, Supposed
from symproof.theory.hypotheses import Equation
from symproof.theory.setting import Roles
from symproof.theory.span import Span

MAX_READINGS = 8  # of one proposition
MAX_SPACES = 3  # taken for one

Reread = Callable[[Change], tuple[Proposition, tuple[Diagnostic, ...]]]


def suppositions(printed: Proposition, told: Iterable[Diagnostic], reread: Reread) -> tuple[Supposed, ...]:
    """One for each claim and line of ``printed`` that needs it, as far as there is one.

    ``told``: what is wrong with the declarations; ``reread``: the proposition under a change, and what is
    wrong with its declarations then.
    """
    open_ = _Open(printed)
    seen: list[Change] = [Change()]
    todo = list(_next(Change(), (*printed.diagnostics, *told)))
    while todo and open_.places and len(seen) <= MAX_READINGS:  # breadth first: the least comes first
        change = todo.pop(0)
        if change in seen:
            continue
        seen.append(change)
        again, problems = reread(change)
        open_.settle(again, change)
        todo.extend(_next(change, (*again.diagnostics, *problems)))
    return (*open_.found, *_against(printed, open_.places))


def _next(change: Change, faults: Iterable[Diagnostic]) -> Iterator[Change]:
    """What would have to be supposed as well."""
    told = tuple(faults)
    names = change.pointwise.union(*(one.facts.get("pointwise") or () for one in told))
    if names != change.pointwise:
        yield replace(change, pointwise=names)  # which changes what the other faults complain of
        return
    moved = change.moved.union(*(one.facts.get("moved") or () for one in told))
    if moved != change.moved:
        yield replace(change, moved=moved)
        return
    for pair in _pairs(told):
        more = change.merging(*pair)
        if len(more.spaces) < MAX_SPACES:
            yield more


def _pairs(told: Iterable[Diagnostic]) -> list[tuple[Any, Any]]:
    """The two spaces of which a fault complains that they differ: the longer or later name gives way."""
    pairs = (one.facts.get("alike") for one in told)
    return list(dict.fromkeys(tuple(sorted(pair, key=_name, reverse=True)) for pair in pairs if pair))


def _name(sort: Sort) -> tuple[int, str]:
    return len(str(sort)), str(sort)


class _Open:
    """The claims and lines that cannot be read, and what was found for them."""

    def __init__(self, printed: Proposition):
        self.printed = printed
        self.found: list[Supposed] = []
        claims: list[Span | int] = [one.span for one in printed.diagnostics if one.severity == "error"]
        steps: list[Span | int] = [step.number for step in _steps(printed) if _unread(step) and not step.presumed]
        self.places = [*claims, *steps]

    def settle(self, again: Proposition, change: Change) -> None:
        """Keep what can be read now and could not before."""
        known = [claim.span for claim in (*self.printed.claims, *(one.claim for one in self.found if one.claim))]
        for claim in again.claims:
            if claim.span not in known:
                words = _instead(change, self.printed, again, _of_claim(claim))
                self.found.append(Supposed(again.setting, words, claim=claim))
        for step in _steps(again):
            right = step.right or step.presumed
            if step.number in self.places and right is not None and step.left is not None:
                words = (*step.instead, *_instead(change, self.printed, again, (step.left, right)))
                read = replace(step, right=right, presumed=None, instead=words)
                self.found.append(Supposed(again.setting, words, step=read))
                self.places.remove(step.number)


def _steps(proposition: Proposition) -> list[Step]:
    return [step for chain in proposition.chains for step in chain.steps]


def _unread(step: Step) -> bool:
    return step.statement is None and (step.left is None or step.right is None)


def _of_claim(claim: Claim) -> tuple[Formula, ...]:
    statement = claim.statement
    parts = [statement] if isinstance(statement, Comparison) else [statement.premise, statement.conclusion]
    return tuple(side for part in parts for side in (part.left, part.right))


def _instead(
    change: Change, printed: Proposition, again: Proposition, sides: Iterable[Formula]
) -> tuple[tuple[str, str], ...]:
    """In words: spaces that are taken for one, and the maps of the formulas that are read in another way."""
    roles = again.setting.roles
    spaces = tuple((in_latex(old, roles), in_latex(new, roles)) for old, new in change.spaces)
    held = {var.name for side in sides for var in _names(side.term, again)}
    maps = [var for name, var in printed.setting.symbols.items() if name in change.pointwise & held]
    acting = [(var.name, at_each_position(var.sort)) for var in maps]
    numbers = {name: {n for other, n in change.moved if other == name} for name, _ in change.moved}
    of_points = [var for name, var in printed.setting.symbols.items() if name in held & set(numbers)]
    moved = [(var, var.sort, with_arguments_moved(var.sort, numbers[var.name])) for var in of_points]
    redeclared = [
        (_declared(var.name, old, roles), _declared(var.name, new, roles))
        for var, old, new in moved
        if isinstance(old, Arrow) and isinstance(new, Arrow)
    ]
    return (*spaces, *redeclared, *(("", _declared(name, sort, roles)) for name, sort in acting if sort))


def _declared(name: str, sort: Arrow, roles: Roles) -> str:
    return f"{name} : {in_latex(_of_one_head(sort), roles)}"


def _of_one_head(sort: Arrow) -> Arrow:
    return sort.codomain if sort.domain == (HEAD,) else sort


def _names(term: Term, again: Proposition) -> frozenset[Any]:
    """The free names of a term, through abbreviations, definitions and actions that are defined."""
    setting, seen, todo = again.setting, set[Any](), [term]
    while todo:
        for var in free_variables(todo.pop()) - seen:
            seen.add(var)
            meant = setting.definitions.get(var), setting.overrides.get(var)
            todo.extend(one.body for one in meant if one is not None)
            todo.extend([setting.abbreviations[var].term] if var in setting.abbreviations else [])
    return frozenset(seen)


def spoken_of(proposition: Proposition) -> frozenset[str]:
    """The names in its claims, lines and hypotheses, and in what they stand for."""
    formulas = [side for claim in proposition.claims for side in _of_claim(claim)]
    formulas += [one for step in _steps(proposition) for one in (step.left, step.right, step.presumed) if one]
    terms = [formula.term for formula in formulas]
    equations = [one for one in proposition.setting.hypotheses if isinstance(one, Equation)]
    terms += [side for one in equations for side in (one.left, one.right)]
    return frozenset(var.name for term in terms for var in _names(term, proposition))


# --- what the faults say of it ------------------------------------------------------------------


def with_remedies(told: Iterable[Diagnostic], supposed: Sequence[Supposed]) -> list[Diagnostic]:
    """The faults of a proposition, each with what makes its place readable, and without what does not."""
    return [_with_remedy(one, supposed) if {"identify", "pointwise", "moved"} & set(one.facts) else one for one in told]


def _with_remedy(told: Diagnostic, supposed: Sequence[Supposed]) -> Diagnostic:
    facts = {key: fact for key, fact in told.facts.items() if key != "identify"}
    found = next((one for one in supposed if one.against is None and _about(one, told.span)), None)
    instead = found.instead if found and "alike" in told.facts else ()
    spaces = [pair for pair in instead if pair[0] and " : " not in pair[0]]
    if spaces:
        facts["identify"] = tuple(sorted({name for pair in spaces for name in pair}))
    if found and "pointwise" in told.facts:
        maps = [new for old, new in found.instead if not old]
        facts["acting"] = tuple(one for one in maps if one.split(" : ")[0] in told.facts["pointwise"])
    if found and facts.get("moved"):
        names = {name for name, _ in facts["moved"]}
        facts["redeclared"] = tuple(new for old, new in found.instead if old.split(" : ")[0] in names)
    return replace(told, facts={key: fact for key, fact in facts.items() if key != "moved"})


def _about(supposed: Supposed, span: Span) -> bool:
    place = supposed.claim.span if supposed.claim else supposed.step.span if supposed.step else span
    return place.path == span.path and (place.line, place.column) <= (span.line, span.column) <= (
        place.end_line, place.end_column)  # fmt: skip


# --- lines after one that cannot be read -----------------------------------------------------------


def _against(printed: Proposition, places: Iterable[Span | int]) -> Iterator[Supposed]:
    """A line after one that cannot be read at all, compared with the last one before that can."""
    for chain in printed.chains:
        for step in chain.steps:
            last = _last_read(chain, step)
            if step.number in places and step.left is None and step.right is not None and last is not None:
                number, formula = last
                beside = replace(step, left=formula, reason=Reason(), instead=())
                yield Supposed(printed.setting, (), step=beside, against=number)


def _last_read(chain: Chain, step: Step) -> tuple[int, Formula] | None:
    """The nearest line before a step that can be read, with only equalities between; 0 for the first expression."""
    found = (0, chain.start) if chain.start is not None else None
    for one in chain.steps:
        if one.number >= step.number:
            break
        if one.relation != Relation.EQUAL:
            return None
        if one.right is not None:
            found = one.number, one.right
    return found if step.relation == Relation.EQUAL else None


__all__ = ["Reread", "spoken_of", "suppositions", "with_remedies"]
