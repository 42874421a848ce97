"""Four obligations about any group H and any H-module V, and the theory that provers are given.

G1 and G2 hold in every group and module; F1 and F2 are the slips that look like them.
"""

from __future__ import annotations

from dataclasses import dataclass

from symproof.terms import Act, GroupProduct, GroupUnit, H, Negative, Plus, Term, V, Var, Zero, inverse, minus


@dataclass(frozen=True)
class Obligation:
    name: str
    left: Term
    right: Term
    holds: bool


a, b, c, h, h3 = (Var(name, H) for name in ("a", "b", "c", "h", "h3"))
u, v, w = (Var(name, V) for name in "uvw")
e, zero = GroupUnit(), Zero(V)


def times(*factors: Term) -> Term:
    return GroupProduct(*factors)


def shifted(point: Term) -> Term:
    """h_3 u + w."""
    return Plus(Act(h3, point), w)


TURNED = inverse(times(inverse(h3), h))  # (h_3^-1 h)^-1
DIFFERENCE = minus(shifted(u), shifted(v))

OBLIGATIONS = (
    Obligation("G1", Act(inverse(h), DIFFERENCE), Act(TURNED, minus(u, v)), True),
    Obligation("G2", times(inverse(times(h3, a)), times(h3, b)), times(inverse(a), b), True),
    Obligation("F1", times(inverse(h), times(inverse(a), b)), times(TURNED, times(inverse(a), b)), False),
    Obligation("F2", Act(inverse(h), DIFFERENCE), Act(inverse(h), minus(u, v)), False),
)

AXIOMS_OF_H: tuple[tuple[Term, Term], ...] = (
    (times(times(a, b), c), times(a, times(b, c))),
    (times(e, a), a),
    (times(inverse(a), a), e),
)
AXIOMS_OF_V: tuple[tuple[Term, Term], ...] = (
    (Plus(Plus(u, v), w), Plus(u, Plus(v, w))),
    (Plus(u, v), Plus(v, u)),
    (Plus(zero, u), u),
    (Plus(Negative(u), u), zero),
    (Act(e, u), u),
    (Act(times(a, b), u), Act(a, Act(b, u))),
    (Act(a, Plus(u, v)), Plus(Act(a, u), Act(a, v))),
)
LEMMAS_OF_H: tuple[tuple[Term, Term], ...] = (
    (times(a, e), a),
    (times(a, inverse(a)), e),
    (inverse(e), e),
    (inverse(inverse(a)), a),
    (inverse(times(a, b)), times(inverse(b), inverse(a))),
    (times(inverse(a), times(a, b)), b),
    (times(a, times(inverse(a), b)), b),
)
LEMMAS_OF_V: tuple[tuple[Term, Term], ...] = (
    (Negative(zero), zero),
    (Negative(Negative(u)), u),
    (Negative(Plus(u, v)), Plus(Negative(u), Negative(v))),
    (Act(a, zero), zero),
    (Act(a, Negative(u)), Negative(Act(a, u))),
)


def theory_of(obligation: Obligation) -> tuple[tuple[Term, Term], ...]:
    """What a prover gets: axioms and lemmas, those of V only where the obligation speaks of V."""
    about_h = AXIOMS_OF_H + LEMMAS_OF_H
    return about_h if obligation.left.sort == H else about_h + AXIOMS_OF_V + LEMMAS_OF_V
