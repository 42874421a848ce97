"""Whatever places and values are proposed for a cited equation, only its instances are put in."""

from collections.abc import Iterator
from itertools import islice, product
from typing import Any

import pytest

from symproof.checking import citation
from symproof.checking.report import Verdict
from symproof.checking.step import Cited
from symproof.terms import Act, Apply, GroupProduct, GroupUnit, Plus, Term, Var, bound_by
from symproof.theory.document import ByClaim
from symproof.theory.hypotheses import Equation
from symproof.theory.setting import Setting
from tests.unsound.names import S, a, equation, everywhere, f, g, h, i, j, judged, k

b = Var("b", a.sort)
CITED = {
    "a name that something is said of": (Apply(f, Act(g, i)), Apply(f, i), Apply(f, Act(h, i)), Apply(f, i)),
    "another function": (Apply(f, Act(g, i)), Apply(f, i), Apply(Var("f'", f.sort), Act(g, i)), Apply(f, i)),
    "one name for two": (Plus(Apply(a, i), Apply(a, i)), Apply(b, i), Plus(Apply(a, i), Apply(a, j)), Apply(b, i)),
    "under a binder": (
        everywhere(j, Apply(a, i)),
        Apply(b, i),
        everywhere(j, Apply(a, j)),
        Apply(b, j),
    ),
}
SETTING = Setting(hypotheses=(Equation(GroupProduct(g, g), GroupUnit()), Equation(Apply(f, k), Apply(f, k))))


def anything(pattern: Term, term: Any, free: frozenset[Var], fixed: frozenset[Var]) -> Iterator[tuple[Term, Any]]:
    """Each sub-term, at all values of all names."""
    parts = list(dict.fromkeys(parts_of(term)))
    names = [var for var in (i, j, g, h, f) if var.sort == S or var in (g, h)]
    for part in parts:
        for values in islice(product([i, j], [i, j], [g, h], [g, h]), 16):
            yield part, dict(zip(names, values, strict=True))
        yield part, {}


def parts_of(term: Any) -> Iterator[Term]:
    if isinstance(term, Term):
        yield term
    for part in term.args if getattr(term, "args", None) and not isinstance(term, Var) else ():
        yield from parts_of(part)


@pytest.mark.parametrize("name", CITED)
def test_what_is_no_instance_is_not_put_in(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, left, right = CITED[name]
    cited = {"c": Cited(equation(one, other), Verdict.PROVED)}
    assert judged(SETTING, one, other, ByClaim("c"), cited=cited).verdict == Verdict.PROVED
    monkeypatch.setattr(citation, "places", anything)
    assert judged(SETTING, left, right, ByClaim("c"), cited=cited).verdict != Verdict.PROVED
    assert not bound_by(left) or left != one
