"""The LaTeX of every kind of node, with the traps of TeX and of juxtaposition."""

import pytest
from hypothesis import HealthCheck, given, settings

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
    Space,
    SquareRoot,
    SumOver,
    Times,
    V,
    Var,
    Weight,
    Zero,
    inverse,
    minus,
)
from symproof.theory.setting import Roles
from symproof.writing.latex import LatexPrinter, latex
from symproof.writing.layout import lay_out
from symproof.writing.medium import MEDIUM
from tests.strategies import terms

F, K, U, W = map(Space, "FKUW")
h, h1, h2, h3, primed = (Var(name, H) for name in ("h", "h_1", "h_2", "h_3", "h_1'"))
y, v = Var("y", V), Var("v", V)
i, j, bar_i, bar_j = (Var(name, S) for name in ("i", "j", r"\bar{i}", r"\bar{j}"))
a, b, c = (Var(name, REAL) for name in "abc")
d, r = Var("d_k", NATURAL), Var("r", NATURAL)
u, w = Var("u", F), Var("w", F)
head = Var("head", HEAD)
f, q = Var("f", Arrow((S,), F)), Var("q", Arrow((S, H), F))
rho = Var(r"\rho", Arrow((S, H, S, H), F))
rho_p = Var(r"\rho^P", Arrow((V, H), F))
phi = Var(r"\varphi_{qry}", Arrow((HEAD,), Arrow((F,), K)))
val, out = Var(r"\varphi_{val}", Arrow((F,), U)), Var(r"\varphi_{out}", Arrow((Family(U),), W))
m = Var("m^r", Arrow((q.sort, rho.sort), Arrow((S, H), W)))
N = Var("N", NeighbourhoodSort((S, H), (S, H)))
A, B = Var("A", MatrixSort(r, d)), Var("B", MatrixSort(d, r))
p = Var("p", RealVectors(d))
move = Plus(Act(h3, Coordinate(bar_j)), y)

CASES = {
    "group": [
        (GroupUnit(), "e"),
        (GroupProduct(h, h1, h2), "hh_1h_2"),
        (GroupProduct(GroupProduct(h1, h2), h3), "(h_1h_2)h_3"),
        (GroupProduct(h1, GroupProduct(h2, h3)), "h_1(h_2h_3)"),
        (inverse(h), "h^{-1}"),
        (inverse(primed), "{h_1'}^{-1}"),
        (inverse(GroupProduct(h3, primed)), "(h_3h_1')^{-1}"),
        (GroupPower(inverse(h), 2), "(h^{-1})^{2}"),
        (GroupPower(h, 12), "h^{12}"),
        (GroupPower(GroupUnit(), 3), "e^{3}"),
    ],
    "module and positions": [
        (Place(move), r"x^{-1}(h_3x(\bar{j})+y)"),
        (Place(Act(inverse(h3), minus(Coordinate(i), y))), "x^{-1}(h_3^{-1}(x(i)-y))"),
        (minus(v, y), "v-y"),
        (minus(v, Plus(v, y)), "v-(v+y)"),
        (Plus(Plus(v, y), v), "(v+y)+v"),
        (minus(v, Negative(y)), "v-(-y)"),
        (Plus(Negative(v), y), "-v+y"),
        (Negative(Plus(v, y)), "-(v+y)"),
        (Negative(Act(h, v)), "-hv"),
        (Act(h, Negative(v)), "h(-v)"),
        (Act(h3, Zero(V)), r"h_3 \cdot 0"),
    ],
    "functions": [
        (Apply(Apply(phi, head), Apply(f, i)), r"\varphi_{qry}^{head}(f(i))"),
        (Apply(Apply(phi, Var("h", HEAD)), u), r"\varphi_{qry}^{(h)}(u)"),
        (Apply(Shift(y, Shift(h3, q)), i, h), "L_yL_{h_3}[q](i,h)"),
        (Apply(Shift(GroupProduct(inverse(h3), h), rho), i, h1, j, h2), r"L_{h_3^{-1}h}[\rho]((i,h_1),(j,h_2))"),
        (Apply(Apply(m, q, rho), i, h), r"m^r[q,\rho](i,h)"),
        (Apply(Shift(y, Apply(m, q, rho)), i, h), r"L_y[m^r[q,\rho]](i,h)"),
        (Apply(rho_p, minus(Coordinate(j), Coordinate(i)), GroupProduct(inverse(h1), h2)), r"\rho^P(x(j)-x(i),h_1^{-1}h_2)"),
        (Apply(Var(r"\bullet", Arrow((S,), F)), j), r"[\bullet]"),
    ],
    "scalars and features": [
        (Pairing(u, w), r"\langle u, w\rangle"),
        (ExpOf(Pairing(u, w)), r"\exp\langle u, w\rangle"),
        (ExpOf(Plus(a, b)), r"\exp(a + b)"),
        (Ratio(Numeral(1), SquareRoot(d)), r"\frac{1}{\sqrt{d_k}}"),
        (Times(a, Plus(b, c)), "a(b + c)"),
        (Times(Numeral(2), Numeral(3)), r"2 \cdot 3"),
        (Times(a, Numeral(3)), "a 3"),
        (Times(Negative(a), b), "(-a)b"),
        (Negative(Times(a, b)), "-ab"),
        (Times(Times(a, b), c), "(ab)c"),
        (NthPower(a, 2), "a^{2}"),
        (NthPower(Plus(a, b), 2), "(a + b)^{2}"),
        (NthPower(Numeral(10), 2), "10^{2}"),
    ],
    "sums and unions": [
        (SumOver([j], [Everywhere([j])], Apply(f, j)), r"\sum_{j\in S} f(j)"),
        (SumOver([h], [Everywhere([GroupProduct(h3, h)])], Apply(q, i, h)), r"\sum_{h_3h\in\mathcal{H}} q(i,h)"),
        (SumOver([j, h2], [Member([j, h2], N, [i, h1])], a), r"\sum_{(j,h_2)\in N(i,h_1)} a"),
        (SumOver([j, h2], [Everywhere([j, h2])], a), r"\sum_{(j,h_2)\in S\times\mathcal{H}} a"),
        (SumOver([j], [Everywhere([j])], Plus(a, b)), r"\sum_{j\in S} (a + b)"),
        (Plus(SumOver([j], [Everywhere([j])], a), b), r"(\sum_{j\in S} a) + b"),
        (Plus(b, SumOver([j], [Everywhere([j])], a)), r"b + \sum_{j\in S} a"),
        (Times(SumOver([j], [Everywhere([j])], a), b), r"(\sum_{j\in S} a)b"),
        (Times(b, SumOver([j], [Everywhere([j])], a)), r"b\sum_{j\in S} a"),
        (
            SumOver([j, h2], [Member([j, h2], N, [i, h1])], Times(Weight([j, h2], a), Apply(val, u))),
            r"\sum_{(j,h_2)\in N(i,h_1)} \sigma_{(j,h_2)}(a)\varphi_{val}(u)",
        ),
        (SumOver([bar_j], [Everywhere([bar_j])], Weight([bar_j], a)), r"\sum_{\bar{j}\in S} \sigma_{\bar{j}}(a)"),
        (Apply(out, HeadUnion(head, Apply(val, u))), r"\varphi_{out}(\bigcup_{head\in[H]} \varphi_{val}(u))"),
    ],
    "products that act": [
        (Act(GroupProduct(inverse(h), h3), minus(v, y)), "h^{-1}h_3(v-y)"),
        (Act(GroupProduct(GroupProduct(h1, h2), h3), v), "(h_1h_2)h_3v"),
        (Act(h1, Act(h2, v)), "h_1(h_2v)"),
    ],
    "matrices": [
        (MatrixApply(B, MatrixApply(A, p)), "B(Ap)"),
        (MatrixApply(MatrixProduct(B, A), p), "BAp"),
        (MatrixTranspose(MatrixProduct(B, A)), "(BA)^T"),
        (MatrixTranspose(A), "A^T"),
        (MatrixApply(Plus(MatrixProduct(B, A), MatrixProduct(B, A)), p), "(BA + BA)p"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("term", "expected"), [case for cases in CASES.values() for case in cases], ids=lambda value: str(value)[:60]
)
def test_reads_like_a_paper(term, expected):
    assert latex(term) == expected


def test_the_letters_are_those_of_the_document():
    roles = Roles(group="G", coordinate="z", unit="1_G", action="T", softmax="s", heads="[M]")
    bound = SumOver([h], [Everywhere([h])], Weight([h], a))
    assert latex(bound, roles) == r"\sum_{h\in G} s_h(a)"
    assert latex(Apply(Shift(h, f), Place(Coordinate(i))), roles) == "T_h[f](z^{-1}(z(i)))"


def test_sized_brackets_reach_round_what_they_hold():
    score = Pairing(Apply(Apply(phi, head), Apply(f, j)), Var("k", K))
    term = Apply(out, HeadUnion(head, SumOver([j], [Everywhere([j])], Times(Weight([j], score), Apply(val, u)))))
    shown = LatexPrinter(sized=True).source(term)
    assert r"\varphi_{out}\biggl(\bigcup" in shown
    assert r"\sigma_j\bigl(\bigl\langle" in shown
    assert r"(f(j))" in shown


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(terms())
def test_every_term_is_printed_and_breaking_loses_nothing(term):
    printer = LatexPrinter(sized=True)
    rows = lay_out(printer.doc(term), MEDIUM, 20.0)
    broken = "".join(row.source for row in rows).replace("{} ", "").replace(" ", "")
    if r"\frac" not in broken:
        assert broken == printer.source(term).replace(" ", "")
