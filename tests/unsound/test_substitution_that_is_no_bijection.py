"""x(k) + p(x(k)) was taken for a bijection of k, although p is an arbitrary function."""

import pytest

from symproof.checking.report import Verdict
from symproof.terms import Act, Apply, Arrow, Coordinate, GroupProduct, Place, Plus, S, Term, Var
from symproof.theory.document import BySubstitution
from symproof.theory.setting import Setting
from tests.unsound.names import F, c, cS, everywhere, f, g, h, i, j, judged, k, p, q

CASES: dict[str, tuple[Var, Var, Term]] = {
    "a vector that depends on the position": (j, k, Place(Plus(Coordinate(k), Apply(p, k)))),
    "a turn that depends on the position": (j, k, Place(Act(Apply(cS, k), Coordinate(k)))),
    "a factor that depends on the element": (g, h, GroupProduct(h, Apply(c, h))),
}


@pytest.mark.parametrize("name", CASES)
def test_an_arbitrary_function_of_the_variable_is_no_bijection(name: str) -> None:
    old, new, image = CASES[name]
    of = f if old.sort == S else q
    left, right = everywhere(old, Apply(of, old)), everywhere(new, Apply(of, image))
    assert judged(Setting(), left, right, BySubstitution(old, image)).verdict == Verdict.REFUTED
    assert judged(Setting(), left, right).verdict == Verdict.REFUTED


def test_a_function_of_something_else_does_no_harm() -> None:
    image, both = Place(Plus(Coordinate(k), Apply(p, i))), Var("b", Arrow((S, S), F))
    left, right = everywhere(j, Apply(both, i, j)), everywhere(k, Apply(both, i, image))
    assert judged(Setting(), left, right, BySubstitution(j, image)).verdict == Verdict.PROVED
