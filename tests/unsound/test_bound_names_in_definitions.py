"""A definition, an abbreviation or a defined action may mention the setting's h: no sum over h binds that one."""

import pytest

from symproof.checking.report import Verdict
from symproof.terms import Act, Apply, Arrow, Coordinate, H, Place, S, Shift, Term, Var
from symproof.theory.document import ByDefinition
from symproof.theory.setting import Abbreviation, ActionOverride, Definition, Setting
from tests.unsound.names import F, everywhere, g, h, i, j, judged, q2

x, t = Var("x_0", F), Var("t", F)
d = Var("d", Arrow((F,), F))
short = Var(r"\bar i", S)
w = Var("w", Arrow((S, H), F))
rho, other = Var("rho", Arrow((S, S), F)), Var("eta", Arrow((S, S), F))
HERE = Place(Act(h, Coordinate(i)))

CASES: dict[str, tuple[Setting, Term, Term, Var | None]] = {
    "definition": (
        Setting(definitions={d: Definition(d, ((t,),), Apply(q2, t, h))}),
        Apply(q2, x, h),
        Apply(d, x),
        d,
    ),
    "abbreviation": (
        Setting(abbreviations={short: Abbreviation(short, HERE)}),
        Apply(w, short, h),
        Apply(w, HERE, h),
        None,
    ),
    "defined action": (
        Setting(overrides={rho: ActionOverride(rho, g, (i, j), Apply(other, HERE, j))}),
        Apply(Shift(h, rho), i, j),
        Apply(other, HERE, j),
        rho,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_sum_does_not_bind_the_names_of_a_body(name: str) -> None:
    setting, left, right, symbol = CASES[name]
    reasons = [(), (ByDefinition(symbol),)]
    for parts in reasons:
        outcome = judged(setting, everywhere(h, left), everywhere(h, right), *parts)
        assert outcome.verdict == Verdict.REFUTED


@pytest.mark.parametrize("name", CASES)
def test_a_sum_over_another_name_is_no_obstacle(name: str) -> None:
    setting, left, right, symbol = CASES[name]
    outcome = judged(setting, everywhere(Var("s", H), left), everywhere(Var("s", H), right), ByDefinition(symbol))
    assert outcome.verdict == Verdict.PROVED
