"""What the table of a restricted group proves under an equation rests on that equation."""

from symproof.checking.budget import Options
from symproof.checking.report import Verdict
from symproof.checking.step import Judge
from symproof.terms import Act, GroupPower, Negative
from symproof.theory.hypotheses import Equation
from symproof.theory.setting import Setting
from tests.unsound.names import h, y


def test_the_equation_is_named() -> None:
    turned = Equation(Act(h, y), Negative(y))
    setting = Setting(restricted="C4 on Z_5", hypotheses=(turned,))
    outcome = Judge(setting, Options()).equation(Act(GroupPower(h, 2), y), y)
    assert outcome.verdict == Verdict.PROVED
    assert outcome.hypotheses == {turned}
    assert (
        Judge(Setting(restricted="C4 on Z_5"), Options()).equation(Act(GroupPower(h, 2), y), y).verdict
        == Verdict.REFUTED
    )
