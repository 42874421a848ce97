"""A sum of exponentials cancels only where its index set cannot be empty: j in N(j) may be."""

import pytest

from symproof.checking.report import Verdict
from symproof.terms import (
    Apply,
    Coordinate,
    ExpOf,
    GroupProduct,
    H,
    Member,
    NeighbourhoodSort,
    Numeral,
    Place,
    Plus,
    Ratio,
    SumOver,
    Term,
    Var,
)
from symproof.theory.hypotheses import Stable, TranslationEquivariant
from symproof.theory.setting import Setting
from tests.unsound.names import M, N, a, h, i, j, judged, k, near, over, p, u

close = Var("P", NeighbourhoodSort((H,), (H,)))
b = Var("b", a.sort.func((H,), a.sort.codomain))
MAY_BE_EMPTY: dict[str, Term] = {
    "centre and element are the same": over(j, near(j, j), ExpOf(Apply(a, j))),
    "two conditions in a circle": SumOver((j, k), (near(j, k), near(k, j)), ExpOf(Apply(a, j))),
    "two conditions on one variable": SumOver((j, k), (near(j, i), near(j, i, M)), ExpOf(Apply(a, j))),
    "an element that is no bijection": over(j, near(Place(Plus(Coordinate(j), Apply(p, j))), i), ExpOf(Apply(a, j))),
    "an element that lacks the variable": SumOver((j,), (near(i, i),), ExpOf(Apply(a, j))),
    "an element with the variable twice": over(u, Member((GroupProduct(u, u),), close, (h,)), ExpOf(Apply(b, u))),
    "conditions in the wrong order": SumOver((j, k), (near(j, k), near(k, k)), ExpOf(Apply(a, j))),
}
NEVER_EMPTY: dict[str, Term] = {
    "one neighbourhood": over(j, near(j, i), ExpOf(Apply(a, j))),
    "a path": SumOver((j, k), (near(j, i), near(k, j)), ExpOf(Apply(a, k))),
    "a moved element": over(u, Member((GroupProduct(h, u),), close, (h,)), ExpOf(Apply(b, u))),
}


@pytest.mark.parametrize("hypotheses", [(), (TranslationEquivariant(N), Stable(N))], ids=["any N", "invariant N"])
@pytest.mark.parametrize("name", MAY_BE_EMPTY)
def test_a_sum_that_may_be_empty_does_not_cancel(name: str, hypotheses: tuple[TranslationEquivariant, ...]) -> None:
    total = MAY_BE_EMPTY[name]
    assert judged(Setting(hypotheses=hypotheses), Ratio(total, total), Numeral(1)).verdict != Verdict.PROVED


@pytest.mark.parametrize("name", NEVER_EMPTY)
def test_a_sum_that_is_not_empty_cancels(name: str) -> None:
    total = NEVER_EMPTY[name]
    assert judged(Setting(), Ratio(total, total), Numeral(1)).verdict == Verdict.PROVED
