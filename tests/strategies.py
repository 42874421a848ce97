"""Random well-sorted terms over one fixed setting, for properties that hold of every term.

``terms(sort, depth)`` draws a term; sums bind fresh names, softmaxes carry the index of
the sum around them. Nothing that the notation cannot tell apart is drawn: no negative
or broken numerals, no empty products, a zero only where its sort is plain.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from symproof.terms import (
    HEAD,
    NATURAL,
    REAL,
    Act,
    Apply,
    Arrow,
    Coordinate,
    Everywhere,
    ExpOf,
    Family,
    GroupPower,
    GroupProduct,
    GroupUnit,
    H,
    HeadUnion,
    MatrixApply,
    MatrixProduct,
    MatrixSort,
    MatrixTranspose,
    Member,
    Negative,
    NeighbourhoodSort,
    NthPower,
    Numeral,
    Pairing,
    Place,
    Plus,
    Ratio,
    RealVectors,
    S,
    Shift,
    Sort,
    Space,
    SquareRoot,
    SumOver,
    Term,
    Times,
    V,
    Var,
    Weight,
)
from symproof.theory.setting import Setting

F, K, U, W = map(Space, "FKUW")
d, r = Var("d", NATURAL), Var("r", NATURAL)
COLUMN, MATRIX, DOWN, UP = RealVectors(d), MatrixSort(d, d), MatrixSort(r, d), MatrixSort(d, r)
SIGNAL, LIFTED = Arrow((S,), F), Arrow((S, H), F)
f, f_lifted = Var("f", SIGNAL), Var("q", LIFTED)
ENCODINGS = (
    Var(r"\rho", Arrow((S, S), F)),
    Var(r"\eta", Arrow((S, H, S, H), F)),
    Var(r"\rho^P", Arrow((V, H), F)),
)
LAYER = Var("m_{LoRA}^r", Arrow((SIGNAL, Arrow((S, S), F)), Arrow((S,), W)))
HEADED = tuple(Var(name, Arrow((HEAD,), Arrow((F,), K))) for name in (r"\varphi_{qry}", r"\Delta\varphi_{qry}"))
VALUE = Var(r"\varphi_{val}", Arrow((F,), U))
OUT = Var(r"\varphi_{out}", Arrow((Family(U),), W))
SCORE = Var(r"\alpha", Arrow((S, S), REAL))
NEAR = Var("N", NeighbourhoodSort((S,), (S,)))
PAIRS = Var("M", NeighbourhoodSort((S, H), (S, H)))
NAMES = {
    H: [Var(name, H) for name in ("h", "h_3", "h_1'", r"\bar{g}")],
    V: [Var(name, V) for name in ("y", "v")],
    S: [Var(name, S) for name in ("i", r"\bar{i}")],
    REAL: [Var(name, REAL) for name in ("a", "c_1")],
    NATURAL: [d, r],
    F: [Var("u", F)],
    K: [Var("k", K)],
    U: [Var("w", U)],
    COLUMN: [Var("p", COLUMN)],
    MATRIX: [Var("A", MATRIX), Var("D", MATRIX)],
    DOWN: [Var("B", DOWN)],
    UP: [Var("C", UP)],
}
BOUND_S = [Var(name, S) for name in ("j", r"\bar{j}", "l", "n")]
BOUND_H = [Var(name, H) for name in ("h_2", "h_2'", "t", "s")]
head = Var("head", HEAD)

DECLARED = [
    *(var for names in NAMES.values() for var in names),
    *BOUND_S, *BOUND_H, f, f_lifted, *ENCODINGS, LAYER, *HEADED, VALUE, OUT, SCORE, NEAR, PAIRS,
]  # fmt: skip
SETTING = Setting(symbols={var.name: var for var in DECLARED}, spaces={space.name: space for space in (F, K, U, W)})


@dataclass(frozen=True)
class Place_:
    """Where a term is drawn: what is bound around it, how deep it may still go."""

    depth: int
    bound: tuple[Var, ...] = ()
    index: tuple[Term, ...] | None = None  # of the innermost sum
    headed: bool = False

    def deeper(self, by: int = 1) -> Place_:
        return replace(self, depth=self.depth - by)


Draw = Callable[..., object]
SORTS = (H, V, S, REAL, NATURAL, F, K, U, W, COLUMN, MATRIX)


@st.composite
def terms(draw: Draw, sort: Sort | None = None, depth: int = 4) -> Term:
    """A term of the sort, or of any sort."""
    chosen = sort if sort is not None else draw(st.sampled_from(SORTS))
    return _term(draw, chosen, Place_(depth))


@st.composite
def pairs(draw: Draw, depth: int = 3) -> tuple[Term, Term]:
    """Two terms of one sort."""
    sort = draw(st.sampled_from(SORTS))
    return _term(draw, sort, Place_(depth)), _term(draw, sort, Place_(depth))


def _term(draw: Draw, sort: Sort, at: Place_) -> Term:
    names = [*NAMES.get(sort, ()), *(var for var in at.bound if var.sort == sort)]
    if names and (at.depth <= 0 or draw(st.integers(0, 3)) == 0):
        return draw(st.sampled_from(names))
    makers = MAKERS[sort if sort in MAKERS else type(sort)]
    last = at.depth <= 0
    return draw(st.sampled_from(makers[:1] if last else makers))(draw, sort, at.deeper())


def _several(draw: Draw, sort: Sort, at: Place_, most: int = 3) -> list[Term]:
    return [_term(draw, sort, at) for _ in range(draw(st.integers(2, most)))]


# --- H, V, S ------------------------------------------------------------------------------


def _unit(draw: Draw, sort: Sort, at: Place_) -> Term:
    return GroupUnit()


def _product(draw: Draw, sort: Sort, at: Place_) -> Term:
    return GroupProduct(*_several(draw, H, at))


def _power(draw: Draw, sort: Sort, at: Place_) -> Term:
    return GroupPower(_term(draw, H, at), draw(st.sampled_from((-1, -1, -1, 2, 12, -3))))


def _act(draw: Draw, sort: Sort, at: Place_) -> Term:
    return Act(_term(draw, H, at), _term(draw, V, at))


def _coordinate(draw: Draw, sort: Sort, at: Place_) -> Term:
    return Coordinate(_term(draw, S, at))


def _place(draw: Draw, sort: Sort, at: Place_) -> Term:
    return Place(_term(draw, V, at))


# --- sums and products ----------------------------------------------------------------------


def _plus(draw: Draw, sort: Sort, at: Place_) -> Term:
    return Plus(*_several(draw, sort, at))


def _minus(draw: Draw, sort: Sort, at: Place_) -> Term:
    return Plus(_term(draw, sort, at), Negative(_term(draw, sort, at)))


def _negative(draw: Draw, sort: Sort, at: Place_) -> Term:
    return Negative(_term(draw, sort, at))


def _times(draw: Draw, sort: Sort, at: Place_) -> Term:
    return Times(*_several(draw, sort, at))


def _scaled(draw: Draw, sort: Sort, at: Place_) -> Term:
    return Times(_term(draw, REAL, at), _term(draw, sort, at))


def _numeral(draw: Draw, sort: Sort, at: Place_) -> Term:
    return Numeral(draw(st.integers(1, 120)))


def _fraction(draw: Draw, sort: Sort, at: Place_) -> Term:
    return Ratio(_term(draw, sort, at), _term(draw, REAL, at))


def _nth(draw: Draw, sort: Sort, at: Place_) -> Term:
    return NthPower(_term(draw, sort, at), draw(st.integers(2, 12)))


def _root(draw: Draw, sort: Sort, at: Place_) -> Term:
    return SquareRoot(_term(draw, NATURAL, at))


def _exp(draw: Draw, sort: Sort, at: Place_) -> Term:
    return ExpOf(_term(draw, REAL, at))


def _pairing(draw: Draw, sort: Sort, at: Place_) -> Term:
    space = draw(st.sampled_from((F, K, U)))
    return Pairing(_term(draw, space, at), _term(draw, space, at))


# --- functions --------------------------------------------------------------------------------


def _call(draw: Draw, fn: Term, at: Place_) -> Term:
    return Apply(fn, *(_term(draw, part, at) for part in fn.sort.domain))


def _signal(draw: Draw, sort: Sort, at: Place_) -> Term:
    """A feature: a signal or an encoding, perhaps moved, at a place."""
    fn: Term = draw(st.sampled_from((f, f_lifted, *ENCODINGS)))
    for _ in range(draw(st.integers(0, 2))):
        by = draw(st.sampled_from((H, V))) if S in fn.sort.domain else H
        fn = Shift(_term(draw, by, at.deeper(2)), fn)
    return _call(draw, fn, at)


def _mapped(draw: Draw, sort: Sort, at: Place_) -> Term:
    """A key or query: a map of a head where there is one, else a name."""
    if not at.headed:
        return NAMES[K][0]
    return Apply(Apply(draw(st.sampled_from(HEADED)), head), _term(draw, F, at))


def _value(draw: Draw, sort: Sort, at: Place_) -> Term:
    return Apply(VALUE, _term(draw, F, at))


def _score(draw: Draw, sort: Sort, at: Place_) -> Term:
    return _call(draw, SCORE, at)


def _weight(draw: Draw, sort: Sort, at: Place_) -> Term:
    if at.index is None:
        return _score(draw, sort, at)
    return Weight(at.index, _term(draw, REAL, at))


def _layer(draw: Draw, sort: Sort, at: Place_) -> Term:
    signal: Term = draw(st.sampled_from((f, Shift(NAMES[V][0], f))))
    fn: Term = Apply(LAYER, signal, ENCODINGS[0])
    if draw(st.booleans()):
        fn = Shift(_term(draw, H, at.deeper(2)), fn)
    return _call(draw, fn, at)


# --- binders ------------------------------------------------------------------------------------


def _sum(draw: Draw, sort: Sort, at: Place_) -> Term:
    """A sum over a neighbourhood, S or H; the element may be compound."""
    free_s = [var for var in BOUND_S if var not in at.bound]
    free_h = [var for var in BOUND_H if var not in at.bound]
    if not free_s or not free_h:
        return _term(draw, sort, replace(at, depth=0))
    j, k = free_s[0], free_h[0]
    moved, turned = draw(st.booleans()), draw(st.booleans())
    element_s = Place(Plus(Coordinate(j), NAMES[V][0])) if moved else j
    element_h = GroupProduct(NAMES[H][1], k) if turned else k
    centre = _term(draw, S, at.deeper(2)), _term(draw, H, at.deeper(2))
    kind = draw(st.sampled_from(("near", "pairs", "positions", "group")))
    variables, conditions = {
        "near": ([j], [Member([element_s], NEAR, centre[:1])]),
        "pairs": ([j, k], [Member([element_s, element_h], PAIRS, centre)]),
        "positions": ([j], [Everywhere([element_s])]),
        "group": ([k], [Everywhere([element_h])]),
    }[kind]
    index = tuple(part for condition in conditions for part in condition.element)
    inside = replace(at, bound=(*at.bound, *variables), index=index)
    return SumOver(variables, conditions, _term(draw, sort, inside))


def _union(draw: Draw, sort: Sort, at: Place_) -> Term:
    inside = replace(at, headed=True)
    if at.headed:
        return _layer(draw, sort, at)
    return Apply(OUT, HeadUnion(head, _term(draw, U, inside)))


# --- matrices -------------------------------------------------------------------------------------


def _matrix_product(draw: Draw, sort: Sort, at: Place_) -> Term:
    if draw(st.booleans()):
        return MatrixProduct(_term(draw, UP, at), _term(draw, DOWN, at))
    return MatrixProduct(*_several(draw, MATRIX, at))


def _transpose(draw: Draw, sort: Sort, at: Place_) -> Term:
    rows, columns = sort.shape
    return MatrixTranspose(_term(draw, MatrixSort(columns, rows), at))


def _matrix_apply(draw: Draw, sort: Sort, at: Place_) -> Term:
    return MatrixApply(_term(draw, MATRIX, at), _term(draw, COLUMN, at))


_SUMS = (_plus, _minus, _negative)
MAKERS: dict[object, tuple[Callable[..., Term], ...]] = {
    H: (_unit, _product, _product, _power, _power),
    V: (_coordinate, _act, _act, *_SUMS),
    S: (_place, _place),
    REAL: (_score, _times, _fraction, _nth, _root, _exp, _pairing, _weight, _sum, *_SUMS),
    NATURAL: (_numeral, _plus, _times, _nth),
    F: (_signal, _signal, _scaled, _sum, *_SUMS),
    K: (_mapped, _mapped, _scaled, *_SUMS),
    U: (_value, _scaled, _sum, _fraction, *_SUMS),
    W: (_layer, _union, _scaled, *_SUMS),
    COLUMN: (_matrix_apply, _matrix_apply, *_SUMS),
    MatrixSort: (_transpose, _matrix_product, *_SUMS),
}
MAKERS[MATRIX] = (_transpose, _matrix_product, _scaled, *_SUMS)
MAKERS[DOWN] = MAKERS[UP] = (_transpose, *_SUMS)
