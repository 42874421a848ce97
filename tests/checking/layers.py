"""Attention layers built as terms, with a place for each mistake that the tests plant."""

from __future__ import annotations

from symproof.terms import (
    HEAD,
    Act,
    Apply,
    Arrow,
    Coordinate,
    Everywhere,
    Family,
    GroupProduct,
    H,
    HeadUnion,
    Member,
    NeighbourhoodSort,
    Pairing,
    Place,
    Plus,
    S,
    Shift,
    Space,
    SumOver,
    Term,
    Times,
    V,
    Var,
    Weight,
    inverse,
    minus,
)
from symproof.theory.hypotheses import Hypothesis, Stable, TranslationEquivariant
from symproof.theory.setting import ActionOverride, Definition, Setting

F, W = Space("F"), Space("W")
i, j, y = Var("i", S), Var("j", S), Var("y", V)
h, h1, h2, h3 = (Var(name, H) for name in ("h", "h_1", "h_2", "h_3"))
head = Var("head", HEAD)
f = Var("f", Arrow((S,), F))
g = Var("g", Arrow((S, H), F))
position = Var(r"\rho^P", Arrow((V,), F))
pose = Var(r"\rho^P", Arrow((V, H), F))
rho = Var(r"\rho", Arrow((S, H, S, H), F))
qry, key, val = (Var(rf"\varphi_{{{n}}}", Arrow((HEAD,), Arrow((F,), F))) for n in ("qry", "key", "val"))
d_qry, d_key, d_val = (Var(rf"\Delta\varphi_{{{n}}}", Arrow((HEAD,), Arrow((F,), F))) for n in ("qry", "key", "val"))
out = Var(r"\varphi_{out}", Arrow((Family(F),), W))
near = Var("N", NeighbourhoodSort((S,), (S,)))
close = Var("N", NeighbourhoodSort((S, H), (S, H)))
invariant = (TranslationEquivariant(near), Stable(near))
carried = (TranslationEquivariant(close), Stable(close))


def of(a_map: Term, argument: Term) -> Term:
    return Apply(Apply(a_map, head), argument)


def lora(a_map: Term, delta: Term | None, argument: Term, other: Term | None = None) -> Term:
    """phi(a) + Delta phi(b)."""
    plain = of(a_map, argument)
    return plain if delta is None else Plus(plain, of(delta, argument if other is None else other))


def layer(query: Term, keys: Term, values: Term, centre: Term = i) -> Term:
    """phi_out of the union over heads of the attention over j in N(centre)."""
    body = Times(Weight((j,), Pairing(query, keys)), values)
    return Apply(out, HeadUnion(head, SumOver((j,), (Member((j,), near, (centre,)),), body)))


def offset(to: Term = j, start: Term = i) -> Term:
    return minus(Coordinate(to), Coordinate(start))


def attention(signal: Term, encoding: Term, *, other: Term | None = None, centre: Term = i, delta: bool = True) -> Term:
    """The layer on one signal at ``centre``; ``other`` is the signal in the terms of LoRA."""
    deltas = (d_qry, d_key, d_val) if delta else (None, None, None)
    other = signal if other is None else other
    at, by = Apply(signal, centre), Apply(signal, j)
    at_other, by_other = Apply(other, centre), Apply(other, j)
    return layer(
        lora(qry, deltas[0], at, at_other),
        lora(key, deltas[1], Plus(by, encoding), Plus(by_other, encoding)),
        lora(val, deltas[2], by, by_other),
        centre,
    )


def translated(position_of: Term = i) -> Term:
    """x^-1(x(i) - y)."""
    return Place(minus(Coordinate(position_of), y))


def group_layer(encoding: Term, signal: Term = g) -> Term:
    """The sum over h and (j, h_2) in N(i, h_1)."""
    keys = Plus(Apply(signal, j, h2), encoding)
    query = lora(qry, d_qry, Apply(signal, i, h1))
    body = Times(
        Weight((j, h2), Pairing(query, lora(key, d_key, keys))),
        lora(val, d_val, Apply(signal, j, h2)),
    )
    inner = SumOver((j, h2), (Member((j, h2), close, (i, h1)),), body)
    return Apply(out, HeadUnion(head, SumOver((h,), (Everywhere((h,)),), inner)))


M = Var("m", Arrow((Arrow((S, H), F), rho.sort), Arrow((S, H), W)))


def group_setting(*, corrected: bool, hypotheses: tuple[Hypothesis, ...] = carried) -> Setting:
    """m[f, rho](i, h_1) with L_h[rho] as corrected, or with the additional h^-1 of the original."""
    signal, encoding = Var("s", g.sort), Var("r", rho.sort)
    a, b, k, k1, k2 = Var("a", S), Var("b", S), Var("k", H), Var("k_1", H), Var("k_2", H)
    last = (inverse(k1), k2) if corrected else (inverse(k), inverse(k1), k2)
    rule = Apply(pose, Act(inverse(k), offset(b, a)), GroupProduct(*last))
    body = group_layer(Apply(Shift(h, encoding), i, h1, j, h2), signal)
    return Setting(
        definitions={M: Definition(M, ((signal, encoding), (i, h1)), body)},
        overrides={rho: ActionOverride(rho, k, (a, k1, b, k2), rule)},
        hypotheses=hypotheses,
    )


moved_first = Apply(Apply(M, Shift(y, Shift(h3, g)), rho), i, h1)
moved_last = Apply(Shift(y, Shift(h3, Apply(M, g, rho))), i, h1)
