"""Names shared by the tests of this room, and a judge without finite groups."""

from __future__ import annotations

from symproof.checking.budget import Options
from symproof.checking.step import Cited, Judge, Outcome
from symproof.terms import (
    REAL,
    Arrow,
    Condition,
    Everywhere,
    H,
    Member,
    NeighbourhoodSort,
    S,
    Space,
    SumOver,
    Term,
    V,
    Var,
)
from symproof.theory.document import Comparison, Formula, Reason, ReasonPart, Relation
from symproof.theory.setting import Setting

F = Space("F")
i, j, k = (Var(name, S) for name in "ijk")
g, h, u = (Var(name, H) for name in "ghu")
y, v = Var("y", V), Var("v", V)
a = Var("a", Arrow((S,), REAL))
f = Var("f", Arrow((S,), F))
q = Var("q", Arrow((H,), F))
q2 = Var("q_2", Arrow((F, H), F))
p = Var("p", Arrow((S,), V))
c, cS = Var("c", Arrow((H,), H)), Var("c", Arrow((S,), H))
N, M = Var("N", NeighbourhoodSort((S,), (S,))), Var("M", NeighbourhoodSort((S,), (S,)))


def judged(
    setting: Setting, left: Term, right: Term, *parts: ReasonPart, cited: dict[str, Cited] | None = None
) -> Outcome:
    """The general verdict on ``left = right``."""
    return Judge(setting, Options(general_only=True), cited).equation(left, right, Reason(parts))


def everywhere(var: Var, body: Term) -> Term:
    """The sum over all values of a variable."""
    return SumOver((var,), (Everywhere((var,)),), body)


def over(var: Var, condition: Condition, body: Term) -> Term:
    return SumOver((var,), (condition,), body)


def near(element: Term, centre: Term, family: Var = N) -> Member:
    return Member((element,), family, (centre,))


def equation(left: Term, right: Term) -> Comparison:
    return Comparison(Formula(left), Relation.EQUAL, Formula(right))
