"""A formula that has no value leaves nothing behind, and no hypothesis brings the checker down."""

import pytest

from symproof.algebras.fold import OutsideTheory
from symproof.algebras.normal_form import NormalForm
from symproof.checking.report import Verdict
from symproof.terms import Apply, GroupPower, GroupProduct, GroupUnit, Plus, Times, Weight, Zero
from symproof.theory.document import BySubstitution
from symproof.theory.hypotheses import Equation
from symproof.theory.setting import Setting
from tests.unsound.names import F, a, everywhere, f, g, h, i, j, judged, k, near, over, q, u


def test_a_softmax_outside_its_sum_stays_outside() -> None:
    form = NormalForm(Setting())
    stray = over(j, near(j, i), Times(Weight((k,), Apply(a, j)), Apply(f, j)))
    for term in (stray, Weight((j,), Apply(a, j))):
        with pytest.raises(OutsideTheory, match="softmax outside its sum"):
            form.normal(term)


def test_a_stray_softmax_is_not_compared() -> None:
    stray = over(j, near(j, i), Times(Weight((k,), Apply(a, j)), Apply(f, j)))
    assert judged(Setting(), stray, Plus(stray, Zero(F))).verdict == Verdict.UNDECIDED


def test_long_words_are_out_of_budget_wherever_they_stand() -> None:
    long = GroupPower(h, 30_000)
    setting = Setting(hypotheses=(Equation(long, GroupUnit()),))
    assert judged(setting, GroupPower(h, 2), GroupUnit()).verdict != Verdict.PROVED
    image = GroupProduct(u, GroupPower(h, 30_000))
    outcome = judged(
        Setting(),
        everywhere(g, Apply(q, g)),
        everywhere(u, Apply(q, GroupProduct(u, u))),
        BySubstitution(g, image),
    )
    assert outcome.verdict == Verdict.REFUTED
