"""From an author's reason to what it allows, exactly."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from symproof.checking.prove import Allowance, substituted_sum
from symproof.terms import Numeral, SumOver, Term, Var, free_variables
from symproof.theory.document import (
    Assumed,
    ByClaim,
    ByDefinition,
    ByHypothesis,
    ByReindexing,
    ByStatement,
    BySubstitution,
    Comparison,
    Reason,
    Relation,
)
from symproof.theory.hypotheses import Equation, Hypothesis
from symproof.theory.setting import Setting


@dataclass(frozen=True)
class Reading:
    """What a reason says: the allowance, claims that it cites or makes, what is not in the setting."""

    allowance: Allowance
    open: bool = False  # nothing is said: everything is allowed
    assumed: bool = False
    cited: tuple[ByClaim, ...] = ()
    statements: tuple[ByStatement, ...] = ()
    absent: tuple[Hypothesis, ...] = ()  # named, but nowhere assumed
    named: tuple[Hypothesis, ...] = field(default=())


def everything(setting: Setting) -> Allowance:
    """All that the setting has."""
    return Allowance(None, frozenset(setting.hypotheses), None)


def read_reason(reason: Reason, setting: Setting, left: Term, right: Term) -> Reading:
    """What a step from ``left`` to ``right`` may use."""
    parts = reason.parts
    if not parts:
        return Reading(everything(setting), open=True)
    statements = tuple(part for part in parts if isinstance(part, ByStatement))
    named = _named(parts, statements, setting)
    substitutions = _substitutions(parts, statements, left, right)
    movable = {part.variable.name for part in parts if isinstance(part, ByReindexing)}
    movable |= _renamed(movable, left, right)
    return Reading(
        Allowance(
            frozenset(part.symbol for part in parts if isinstance(part, ByDefinition) and part.symbol is not None),
            frozenset(named) & frozenset(setting.hypotheses),
            frozenset(movable),
            substitutions,
        ),
        assumed=any(isinstance(part, Assumed) for part in parts),
        cited=tuple(part for part in parts if isinstance(part, ByClaim)),
        statements=tuple(s for s in statements if not _quotes(s, setting)),
        absent=tuple(h for h in named if h not in setting.hypotheses),
        named=tuple(named),
    )


def _named(parts: tuple[object, ...], statements: tuple[ByStatement, ...], setting: Setting) -> list[Hypothesis]:
    named = [h for part in parts if isinstance(part, ByHypothesis) for h in part.hypotheses]
    return named + [h for statement in statements if (h := _quotes(statement, setting)) is not None]


def _quotes(part: ByStatement, setting: Setting) -> Hypothesis | None:
    """The hypothesis that a formula in a reason repeats."""
    statement = part.claim.statement
    if not isinstance(statement, Comparison) or statement.relation != Relation.EQUAL:
        return None
    sides = {statement.left.term, statement.right.term}
    equations = (h for h in setting.hypotheses if isinstance(h, Equation))
    return next((h for h in equations if {h.left, h.right} == sides), None)


def _substitutions(
    parts: tuple[object, ...], statements: tuple[ByStatement, ...], left: Term, right: Term
) -> dict[Var, Term]:
    found = {p.variable: p.term for p in parts if isinstance(p, BySubstitution) and p.term is not None}
    bound = bound_variables(left) | bound_variables(right)
    for part in statements:
        statement = part.claim.statement
        equation = statement if isinstance(statement, Comparison) else statement.conclusion
        variable = equation.left.term
        if equation.relation == Relation.EQUAL and isinstance(variable, Var) and variable in bound:
            found.setdefault(variable, equation.right.term)
    return found


@lru_cache(maxsize=1 << 14)
def bound_variables(term: Term) -> frozenset[Var]:
    """The variables that sums bind anywhere in a term."""
    own = frozenset(term.variables) if isinstance(term, SumOver) else frozenset()
    return own.union(*[bound_variables(part) for part in term.args if getattr(part, "args", None)])


def _renamed(movable: set[str], left: Term, right: Term) -> set[str]:
    """The names that re-indexed sums have in the other line, where it calls their variables differently."""
    before, after = ({var.name for var in _summation_names(line)} for line in (left, right))
    gone, new = before - after, after - before
    return (new if gone and gone <= movable else set()) | (gone if new and new <= movable else set())


@lru_cache(maxsize=1 << 14)
def _summation_names(term: Term) -> frozenset[Var]:
    """The variables that sums bind anywhere in a term; those of a size such as |S| have no name in the text."""
    inner = [_summation_names(part) for part in term.args if getattr(part, "args", None)]
    counted = isinstance(term, SumOver) and not isinstance(term.body, Numeral)
    return frozenset(term.variables if counted else ()).union(*inner)


def inapplicable(reading: Reading, left: Term, right: Term, setting: Setting) -> Var | None:
    """A variable that some sum of the step binds and that cannot be replaced as the reason says."""
    given = free_variables(left) | free_variables(right)
    for var, term in reading.allowance.substitutions.items():
        sides = [side for side in (left, right) if var in bound_variables(side)]
        if sides and all(substituted_sum(side, {var: term}, setting, given) is None for side in sides):
            return var
    return None
