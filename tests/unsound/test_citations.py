"""Citing a claim: its fixed names must not be captured, its setting must be this one."""

from dataclasses import replace

import pytest

from symproof.checking.report import Verdict
from symproof.checking.step import Cited
from symproof.terms import (
    Act,
    Apply,
    Arrow,
    Coordinate,
    GroupPower,
    GroupUnit,
    Place,
    S,
    Shift,
    Term,
    V,
    Var,
    inverse,
)
from symproof.theory.document import ByClaim
from symproof.theory.hypotheses import Equation
from symproof.theory.setting import ActionOverride, Definition, Setting
from tests.unsound.names import F, equation, everywhere, f, g, h, i, j, judged, q, q2, u, v, y

ORDER_TWO = Setting(hypotheses=(Equation(GroupPower(h, 2), GroupUnit()),))


def test_a_claim_about_a_fixed_element_says_nothing_of_a_bound_one() -> None:
    cited = {"order": Cited(equation(GroupPower(h, 2), GroupUnit()), Verdict.PROVED)}
    left, right = everywhere(h, Apply(q, GroupPower(h, 2))), everywhere(h, Apply(q, GroupUnit()))
    assert judged(ORDER_TWO, left, right, ByClaim("order"), cited=cited).verdict == Verdict.REFUTED
    assert (
        judged(ORDER_TWO, Apply(q, GroupPower(h, 2)), Apply(q, GroupUnit()), ByClaim("order"), cited=cited).verdict
        == Verdict.PROVED
    )


def test_what_is_put_in_is_not_captured() -> None:
    setting = Setting(hypotheses=(Equation(h, u),))
    cited = {"same": Cited(equation(Apply(q, h), Apply(q, u)), Verdict.PROVED)}
    left, right = (everywhere(u, Apply(q2, Apply(q, x), u)) for x in (h, u))
    assert judged(setting, left, right, ByClaim("same"), cited=cited).verdict == Verdict.REFUTED


def _moved(position: Var) -> Term:
    return Place(Act(inverse(h), Coordinate(position)))


def test_the_natural_action_is_not_the_defined_one() -> None:
    rho, anything = Var("rho", Arrow((S, S), F)), Var("z", Arrow((S, S), F))
    setting = Setting(overrides={rho: ActionOverride(rho, h, (i, j), Apply(rho, i, j))})
    claim = equation(Apply(Shift(h, anything), i, j), Apply(anything, _moved(i), _moved(j)))
    cited = {"action": Cited(claim, Verdict.PROVED)}
    left, right = Apply(Shift(h, rho), i, j), Apply(rho, _moved(i), _moved(j))
    assert judged(setting, left, right, ByClaim("action"), cited=cited).verdict == Verdict.REFUTED


def test_a_claim_of_another_setting_is_not_cited() -> None:
    d, s = Var("d", Arrow((S,), F)), Var("s", Arrow((F,), F))
    one = Setting(definitions={d: Definition(d, ((i,),), Apply(f, i))})
    two = Setting(definitions={d: Definition(d, ((i,),), Apply(s, Apply(f, i)))})
    cited = {"d": Cited(equation(Apply(d, j), Apply(f, j)), Verdict.PROVED, setting=one)}
    assert judged(one, Apply(d, j), Apply(f, j), ByClaim("d"), cited=cited).verdict == Verdict.PROVED
    assert judged(two, Apply(d, j), Apply(f, j), ByClaim("d"), cited=cited).verdict == Verdict.REFUTED
    assert judged(Setting(), Apply(d, j), Apply(f, j), ByClaim("d"), cited=cited).verdict == Verdict.REFUTED


def test_a_claim_about_one_group_is_not_cited_for_all() -> None:
    small = Setting(restricted="C2 on Z_3")
    cited = {"order": Cited(equation(GroupPower(h, 2), GroupUnit()), Verdict.PROVED, setting=small)}
    assert judged(small, GroupPower(h, 2), GroupUnit(), ByClaim("order"), cited=cited).verdict == Verdict.PROVED
    general = replace(small, restricted=None)
    assert judged(general, GroupPower(h, 2), GroupUnit(), ByClaim("order"), cited=cited).verdict == Verdict.REFUTED


def test_a_true_line_does_not_rest_on_a_claim_that_fails() -> None:
    cited = {"false": Cited(equation(Apply(f, i), Apply(f, j)), Verdict.REFUTED)}
    assert judged(Setting(), Apply(f, i), Apply(f, i), ByClaim("false"), cited=cited).verdict == Verdict.NOT_AS_STATED
    assert judged(Setting(), Apply(f, i), Apply(f, j), ByClaim("false"), cited=cited).verdict == Verdict.REFUTED


def test_what_a_cited_claim_rests_on_is_named_where_the_line_is_false() -> None:
    cited = {"order": Cited(equation(GroupPower(h, 2), GroupUnit()), Verdict.PROVED, frozenset(ORDER_TWO.hypotheses))}
    found = judged(Setting(), GroupPower(h, 2), GroupUnit(), ByClaim("order"), cited=cited)
    assert found.verdict == Verdict.REFUTED and ORDER_TWO.hypotheses[0].name in found.why
    assert judged(ORDER_TWO, GroupPower(h, 2), GroupUnit(), ByClaim("order"), cited=cited).verdict == Verdict.PROVED


def test_the_functions_behind_a_definition_stay_as_they_are() -> None:
    d, s = Var("d", Arrow((S,), F)), Var("f'", Arrow((S,), F))
    setting = Setting(definitions={d: Definition(d, ((i,),), Apply(f, i))})
    cited = {"d": Cited(equation(Apply(d, j), Apply(f, j)), Verdict.PROVED)}
    assert judged(setting, Apply(d, i), Apply(f, i), ByClaim("d"), cited=cited).verdict == Verdict.PROVED
    assert judged(setting, Apply(d, i), Apply(s, i), ByClaim("d"), cited=cited).verdict == Verdict.REFUTED


LAYER = Var("T", Arrow((f.sort,), f.sort))
INNER, OUTER = Apply(LAYER, f), Var("f_2", f.sort)
LAYERS = {"layer": Cited(equation(Apply(INNER, i), Apply(OUTER, i)), Verdict.PROVED)}
WITHIN = Apply(Apply(LAYER, INNER), j), Apply(Apply(LAYER, OUTER), j)


def test_what_holds_at_every_place_holds_of_the_functions() -> None:
    assert judged(Setting(), *WITHIN, ByClaim("layer"), cited=LAYERS).verdict == Verdict.PROVED


def test_what_holds_at_one_place_does_not() -> None:
    setting = Setting(hypotheses=(Equation(Coordinate(i), y),))
    assert judged(setting, *WITHIN, ByClaim("layer"), cited=LAYERS).verdict != Verdict.PROVED
    same = {"same": Cited(equation(Apply(q2, Apply(f, i), h), Apply(q2, Apply(OUTER, i), h)), Verdict.PROVED)}
    assert judged(Setting(), *WITHIN, ByClaim("same"), cited=same).verdict != Verdict.PROVED


def test_equal_functions_need_not_have_equal_actions_of_their_own() -> None:
    rho, other = Var("rho", Arrow((S,), F)), Var("rho_2", Arrow((S,), F))
    setting = Setting(overrides={rho: ActionOverride(rho, h, (i,), Apply(rho, i))})
    cited = {"equal": Cited(equation(Apply(rho, i), Apply(other, i)), Verdict.PROVED)}
    left, right = (Apply(Shift(h, one), j) for one in (rho, other))
    assert judged(setting, left, right, ByClaim("equal"), cited=cited).verdict != Verdict.PROVED


w = Var("w", Arrow((V,), F))
NEEDED = Equation(Apply(w, Act(h, v)), Apply(w, v), (h, v), "of the claim")
TURNED = Apply(w, Act(g, Act(u, y))), Apply(w, y)
CITED = {"turned": Cited(equation(*TURNED), Verdict.PROVED, frozenset((NEEDED,)))}


@pytest.mark.parametrize(
    "law",
    [
        Equation(Apply(w, Act(h, v)), Apply(w, v), (v, h), "in another order"),
        Equation(Apply(w, v), Apply(w, Act(h, v)), (h, v), "the other way round"),
        Equation(Apply(w, Act(u, y)), Apply(w, y), (u, y), "with other names"),
    ],
)
def test_a_law_in_other_words_is_assumed(law: Equation) -> None:
    found = judged(Setting(hypotheses=(law,)), *TURNED, ByClaim("turned"), cited=CITED)
    assert found.verdict == Verdict.PROVED and found.hypotheses == {law}


@pytest.mark.parametrize(
    "law",
    [
        Equation(Apply(w, Act(h, v)), Apply(w, v), (v,), "for one element"),
        Equation(Apply(w, Act(h, v)), Apply(w, v), (h,), "for one vector"),
        Equation(Apply(w, Act(GroupPower(h, 2), v)), Apply(w, v), (h, v), "for squares"),
        Equation(v, y, (), "about the names of its variables"),
        Equation(Act(h, v), v, (), "about the names of its variables as well"),
    ],
)
def test_a_weaker_law_is_not(law: Equation) -> None:
    found = judged(Setting(hypotheses=(law,)), *TURNED, ByClaim("turned"), cited=CITED)
    assert found.verdict in (Verdict.REFUTED, Verdict.UNDECIDED)


def test_names_of_hypotheses_mean_the_same_in_both_settings() -> None:
    d, s = Var("d", Arrow((S,), F)), Var("s", Arrow((S,), F))
    law = Equation(Apply(f, i), Apply(d, i), (i,))
    one = Setting(definitions={d: Definition(d, ((i,),), Apply(s, i))}, hypotheses=(law,))
    two = Setting(definitions={d: Definition(d, ((i,),), Apply(s, Place(Act(h, Coordinate(i)))))}, hypotheses=(law,))
    cited = {"d": Cited(equation(Apply(f, j), Apply(s, j)), Verdict.PROVED, frozenset((law,)), one)}
    assert judged(one, Apply(f, j), Apply(s, j), ByClaim("d"), cited=cited).verdict == Verdict.PROVED
    assert judged(two, Apply(f, j), Apply(s, j), ByClaim("d"), cited=cited).verdict != Verdict.PROVED
