"""A sum over g is not re-indexed by k(h) where h is bound by a sum inside: no such k(h) is there outside."""

import pytest

from symproof.checking.report import Verdict
from symproof.terms import (
    HEAD,
    REAL,
    Act,
    Apply,
    Arrow,
    Coordinate,
    ExpOf,
    Family,
    GroupProduct,
    H,
    HeadUnion,
    Numeral,
    Place,
    Plus,
    Ratio,
    Term,
    Var,
)
from symproof.theory.setting import Setting
from tests.unsound.names import F, c, cS, everywhere, f, g, h, i, j, judged, p, q

phi = Var("phi", Arrow((F,), F))
r = Var("r", Arrow((H,), REAL))
head = Var("head", HEAD)
out = Var("out", Arrow((Family(F),), F))


def inverted(total: Term) -> Term:
    return Ratio(Numeral(1), total)


CASES: dict[str, tuple[Term, Term]] = {
    "a value in H, inside a map": (
        everywhere(g, Apply(phi, everywhere(h, Apply(q, GroupProduct(Apply(c, h), g))))),
        everywhere(g, Apply(phi, everywhere(h, Apply(q, g)))),
    ),
    "a value in H at a position": (
        everywhere(g, Apply(phi, everywhere(j, Apply(q, GroupProduct(Apply(cS, j), g))))),
        everywhere(g, Apply(phi, everywhere(j, Apply(q, g)))),
    ),
    "a value in V": (
        everywhere(i, Apply(phi, everywhere(j, Apply(f, Place(Plus(Coordinate(i), Apply(p, j))))))),
        everywhere(i, Apply(phi, everywhere(j, Apply(f, i)))),
    ),
    "a value in H that acts": (
        everywhere(i, Apply(phi, everywhere(j, Apply(f, Act(Apply(cS, j), i))))),
        everywhere(i, Apply(phi, everywhere(j, Apply(f, i)))),
    ),
    "below a fraction": (
        everywhere(g, inverted(everywhere(h, ExpOf(Apply(r, GroupProduct(Apply(c, h), g)))))),
        everywhere(g, inverted(everywhere(h, ExpOf(Apply(r, g))))),
    ),
    "in a union": (
        everywhere(g, Apply(out, HeadUnion(head, everywhere(h, Apply(q, GroupProduct(Apply(c, h), g)))))),
        everywhere(g, Apply(out, HeadUnion(head, everywhere(h, Apply(q, g))))),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_refuted(name: str) -> None:
    assert judged(Setting(), *CASES[name]).verdict == Verdict.REFUTED


def test_a_value_from_outside_is_absorbed() -> None:
    left = everywhere(g, Apply(phi, everywhere(h, Apply(q, GroupProduct(Apply(cS, i), g, h)))))
    right = everywhere(g, Apply(phi, everywhere(h, Apply(q, GroupProduct(g, h)))))
    assert judged(Setting(), left, right).verdict == Verdict.PROVED
