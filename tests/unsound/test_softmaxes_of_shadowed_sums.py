"""A softmax is one of the sum whose element it carries: the same body may belong to different sums."""

from symproof.checking.report import Verdict
from symproof.terms import Act, Apply, Everywhere, SumOver, Term, Times, Var, Weight
from symproof.theory.setting import Setting
from tests.unsound.names import a, everywhere, h, j, judged, k

b = Var("b", a.sort)


def inner(element: Term) -> Term:
    return SumOver((j,), (Everywhere((element,)),), Times(Weight((j,), Apply(a, j)), Apply(b, j)))


def test_the_same_body_is_weighted_over_another_sum() -> None:
    """Of the inner sum here, there of the outer one, which the inner one shadows."""
    left, right = everywhere(j, inner(j)), everywhere(j, inner(Act(h, j)))
    assert judged(Setting(), left, right).verdict != Verdict.PROVED


def test_bodies_of_the_same_sums_are_the_same() -> None:
    assert judged(Setting(), everywhere(k, inner(j)), everywhere(k, inner(j))).verdict == Verdict.PROVED
    turned = SumOver((j,), (Everywhere((Act(h, j),)),), Times(Weight((Act(h, j),), Apply(a, j)), Apply(b, j)))
    assert judged(Setting(), everywhere(k, inner(j)), everywhere(k, turned)).verdict == Verdict.PROVED
