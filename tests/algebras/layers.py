"""Settings and terms that several tests speak of: attention with LoRA between positions, and between pairs."""

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
from symproof.theory.setting import Definition, Setting

F, K, U, W = (Space(name) for name in "FKUW")
HEADED = {name: Arrow((HEAD,), Arrow((F,), to)) for name, to in {"qry": K, "key": K, "val": U}.items()}
PHI = {name: Var(rf"\varphi_{{{name}}}", sort) for name, sort in HEADED.items()}
DELTA = {name: Var(rf"\Delta\varphi_{{{name}}}", sort) for name, sort in HEADED.items()}
OUT, HEAD_VAR = Var(r"\varphi_{out}", Arrow((Family(U),), W)), Var("head", HEAD)

i, j, y = Var("i", S), Var("j", S), Var("y", V)
h, h1, h2, h3 = (Var(name, H) for name in ("h", "h_1", "h_2", "h_3"))
f, f1 = Var("f", Arrow((S, H), F)), Var("f", Arrow((S,), F))
RHO_P, RHO_P1 = Var(r"\rho^P", Arrow((V, H), F)), Var(r"\rho^P", Arrow((V,), F))
RHO, RHO1 = Var(r"\rho", Arrow((S, H, S, H), F)), Var(r"\rho", Arrow((S, S), F))
N = Var("N", NeighbourhoodSort((S, H), (S, H)))
N1 = Var("N", NeighbourhoodSort((S,), (S,)))
M = Var("m", Arrow((f.sort, RHO.sort), Arrow((S, H), W)))
M1 = Var("m", Arrow((f1.sort, RHO1.sort), Arrow((S,), W)))
A, B = Var("a", RHO.sort), Var("b", RHO1.sort)  # the parameters rho

INVARIANT: frozenset[Hypothesis] = frozenset((TranslationEquivariant(N), Stable(N)))
INVARIANT1: frozenset[Hypothesis] = frozenset((TranslationEquivariant(N1), Stable(N1)))


def adapted(name: str, at: Term, lora: bool = True) -> Term:
    """phi(at) + Delta phi(at)."""
    parts = [Apply(Apply(maps[name], HEAD_VAR), at) for maps in (PHI, DELTA)]
    return Plus(*parts) if lora else parts[0]


def group_layer(encoding: Term | None = None, lora: bool = True, **changes: Term) -> Term:
    """m[f, a](i, h_1); ``changes``: another query, key or value argument."""
    turned = Apply(Shift(h, A), i, h1, j, h2) if encoding is None else encoding
    key = Plus(Apply(f, j, h2), turned)
    at = {"query": Apply(f, i, h1), "key": key, "value": Apply(f, j, h2), **changes}
    score = Pairing(adapted("qry", at["query"]), adapted("key", at["key"], lora))
    summand = Times(Weight((j, h2), score), adapted("val", at["value"], lora))
    inner = SumOver((j, h2), (Member((j, h2), N, (i, h1)),), summand)
    return Apply(OUT, HeadUnion(HEAD_VAR, SumOver((h,), (Everywhere((h,)),), inner)))


def group_setting(body: Term | None = None, relative: Term | None = None) -> Setting:
    """m[f, a](i, h_1) := the layer, rho(i, h_1, j, h_2) := rho^P(x(j) - x(i), h_1^-1 h_2)."""
    between = relative or GroupProduct(inverse(h1), h2)
    encoding = Apply(RHO_P, minus(Coordinate(j), Coordinate(i)), between)
    return Setting(
        definitions={
            RHO: Definition(RHO, ((i, h1, j, h2),), encoding),
            M: Definition(M, ((f, A), (i, h1)), body or group_layer()),
        },
        hypotheses=tuple(INVARIANT),
    )


def both_shifts(fn: Term) -> Term:
    """L_y L_{h_3} fn."""
    return Shift(y, Shift(h3, fn))


def group_claim() -> tuple[Term, Term]:
    """m[L_y L_{h_3} f, rho](i, h_1) and L_y L_{h_3} m[f, rho] at (i, h_1)."""
    left = Apply(Apply(M, both_shifts(f), RHO), i, h1)
    return left, Apply(both_shifts(Apply(M, f, RHO)), i, h1)


def lifting_layer(**changes: Term) -> Term:
    """m[f, b](i, h): attention between positions with the encoding L_h[b]."""
    at = {
        "query": Apply(f1, i),
        "key": Plus(Apply(f1, j), Apply(Shift(h, B), i, j)),
        "value": Apply(f1, j),
        **changes,
    }
    score = Pairing(adapted("qry", at["query"]), adapted("key", at["key"]))
    summand = Times(Weight((j,), score), adapted("val", at["value"]))
    return Apply(OUT, HeadUnion(HEAD_VAR, SumOver((j,), (Member((j,), N1, (i,)),), summand)))


LIFTED = Var("m", Arrow((f1.sort, RHO1.sort), Arrow((S, H), W)))


def lifting_setting(body: Term | None = None) -> Setting:
    encoding = Apply(RHO_P1, minus(Coordinate(j), Coordinate(i)))
    return Setting(
        definitions={
            RHO1: Definition(RHO1, ((i, j),), encoding),
            LIFTED: Definition(LIFTED, ((f1, B), (i, h)), body or lifting_layer()),
        },
        hypotheses=tuple(INVARIANT1),
    )


def lifting_claim() -> tuple[Term, Term]:
    left = Apply(Apply(LIFTED, both_shifts(f1), RHO1), i, h)
    return left, Apply(both_shifts(Apply(LIFTED, f1, RHO1)), i, h)


def moved(point: Term) -> Term:
    """x^{-1}(h_3 x(i) + y)."""
    return Place(Plus(Act(h3, Coordinate(point)), y))


def moved_back(point: Term) -> Term:
    """x^{-1}(h_3^{-1} (x(i) - y))."""
    return Place(Act(inverse(h3), minus(Coordinate(point), y)))
