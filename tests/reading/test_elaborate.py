"""Terms, comparisons and statements with their places."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from symproof.reading.elaborate import compare, read_term, relation_of, split_relations
from symproof.reading.scope import Scope
from symproof.terms import REAL, Arrow, H, S, Sort, Space, Term, V, Var
from symproof.theory.document import Implication, Relation
from symproof.theory.setting import Roles, Setting
from symproof.theory.span import Span
from tests.reading.formulas import SCOPE, SETTING, comparison, place, refusal, shown, statement, term, tokens


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (r"a = b \neq c", [(None, "a"), ("=", "b"), (r"\neq", "c")]), ("= b", [("=", "b")]), ("a", [(None, "a")]),
        (r"f(i=j) \le \sum_{j=1}", [(None, "f(i=j)"), (r"\le", r"\sum_{j=1}")]), (r"a \ne b", [(None, "a"), (r"\neq", "b")]),
        (r"a := b", [(None, "a"), (":=", "b")]), (r"a \Rightarrow b", [(None, "a"), (r"\implies", "b")]),
    ],
)  # fmt: skip
def test_split_relations(text: str, parts: list[tuple[str | None, str]]) -> None:
    found = split_relations(tokens(text))
    assert [(r and relation_of(r), "".join(t.text for t in part)) for r, part in found] == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f(i) = s", "Apply(f, i) = s"), ("f(i) = s.", "Apply(f, i) = s"), (r"h i \neq j", r"Act(h, i) \neq j"),
        ("f = L_y[f]", r"Apply(f, \cdot_1) = Apply(Shift(y, f), \cdot_1)"),
        (r"\chi\circ\psi = \chi\circ\Delta\psi", r"Apply(\chi, Apply(\psi, \cdot_1)) = Apply(\chi, Apply(\Delta\psi, \cdot_1))"),
        ("L_yL_h = L_{(y,h)}", r"Apply(Shift(y, Shift(h, \cdot)), \cdot_1, \cdot_2) = Apply(Shift(y, Shift(h, \cdot)), \cdot_1, \cdot_2)"),
        ("0 = y-y", "Zero(ModuleSort()) = Plus(y, Negative(y))"), ("s = 0", "s = Zero(Space(F))"), ("r < d", "r < d"),
        ("2r = \\alpha", r"Times(2, r) = \alpha"), (r"h^{12} = e", "GroupPower(h, 12) = GroupUnit()"),
    ],
)  # fmt: skip
def test_comparisons(text: str, expected: str) -> None:
    found = comparison(text)
    assert f"{shown(found.left.term)} {found.relation} {shown(found.right.term)}" == expected


@pytest.mark.parametrize(
    ("text", "code", "columns", "facts"),
    [
        ("s = t", "E211", (5, 6), {"identify": ("F", "K")}), ("f(i) = h", "E211", (8, 9), {}), ("f = s", "E211", None, {}),
        ("s < s", "E211", (1, 2), {"expected": "a real number"}), (r"h \le h_1", "E211", (1, 2), {}), ("f = \\psi", "E211", None, {}), (r"f = \rho^P", "E211", None, {}), (r"\psi(s) = \psi\circ\chi", "E211", None, {}),
        (r"\sum_{j\in S}[\bullet] = \sum_{h\in\mathcal H}[\bullet]", "E211", (26, 56), {"placeholder": True}),
        ("s", "E103", (1, 2), {}), ("s =", "E103", (3, 4), {}), ("= s", "E103", (1, 4), {}), ("s = s = s", "E102", (7, 8), {}),
        (r"s \implies s", "E103", (1, 2), {}), ("s := s", "E102", (3, 5), {}), ("s = (s", "E101", (5, 6), {}),
        (r"s = s \implies s = s \implies s = s", "E102", (22, 30), {}), (r"s = s \implies", "E103", (7, 15), {}), ("", "E103", None, {}),
    ],
)  # fmt: skip
def test_refused(text: str, code: str, columns: tuple[int, int] | None, facts: dict[str, object]) -> None:
    finding = refusal(statement, text)
    assert finding.code == code, finding
    assert columns is None or place(finding) == columns, finding
    assert facts.items() <= finding.facts.items()


def test_implications() -> None:
    found = statement(r"\bar i = i \implies i = \bar i")
    assert isinstance(found, Implication) and not found.both
    both = statement(r"r < d \iff 2r < 2d")
    assert isinstance(both, Implication) and both.both and both.premise.relation is Relation.LESS


def test_links_of_a_chain_are_joined() -> None:
    (_, left), (relation, right) = split_relations(tokens("f = L_y[f]"))
    assert relation is not None
    joined = compare(read_term(left, SCOPE), relation, read_term(right, SCOPE))
    assert joined.left.places[(0,)] == Span(1, 1, 1, 2)


def test_every_node_knows_its_place() -> None:
    text = r"\sum_{j\in N(i)} \sigma_j(b(j))\, f(x^{-1}(h x(j)+y))"
    formula = term(text)

    def at(*path: int) -> str:
        span = formula.places[path]
        return text[span.column - 1 : span.end_column - 1]

    assert at() == text and at(0, 0) == "j" and at(1, 0) == r"j\in N(i)" and at(1, 0, 2, 0) == "i"
    assert at(2) == r"\sigma_j(b(j))\, f(x^{-1}(h x(j)+y))" and at(2, 0) == r"\sigma_j(b(j))"
    assert at(2, 0, 1) == "b(j)" and at(2, 1, 1) == "x^{-1}(h x(j)+y)" and at(2, 1, 1, 0, 0) == "h x(j)"
    assert at(2, 1, 1, 0, 0, 1) == "x(j)"
    for path in formula.places:
        sub: object = formula.term
        for step in path:
            sub = sub.args[step]  # type: ignore[attr-defined]


def test_spans_cross_lines_and_keep_the_text() -> None:
    formula = term("s\n  + f(i)")
    assert formula.places[(1,)] == Span(2, 5, 2, 9) and formula.source == "s + f(i)"


def test_new_notation() -> None:
    """Nothing of the notation is known to the code."""
    roles = Roles(r"\Gamma", "M", "X", r"[n]", "p", r"\varepsilon", r"\tau", r"\omega")
    sorts: dict[str, Sort] = {
        "a": S,
        "b": S,
        r"\gamma": H,
        "m": V,
        "u": Arrow((S,), Space("E")),
        "q": Arrow((S, S), REAL),
    }
    scope = Scope(Setting(roles, {name: Var(name, sort) for name, sort in sorts.items()}))
    cases: list[tuple[str, str]] = [
        (r"p^{-1}(\gamma p(a)+m)", r"Place(Plus(Act(\gamma, Coordinate(a)), m))"),
        (r"\tau_{\gamma}[u](a)", r"Apply(Shift(\gamma, u), a)"),
        (r"\varepsilon\gamma", r"GroupProduct(GroupUnit(), \gamma)"),
        (r"\sum_{b\in X}\omega_b(q(a,b))u(b)", "SumOver(<b>, <Everywhere(<b>)>, Times(Weight(<b>, Apply(q, a, b)), Apply(u, b)))"),
        (r"\bigcup_{k\in[n]}u(a)", "HeadUnion(k, Apply(u, a))"),
    ]  # fmt: skip
    for text, expected in cases:
        assert shown(term(text, scope).term) == expected
    for text in ("x(a)", r"L_\gamma[u](a)", r"e\gamma", r"\sum_{b\in S}u(b)"):
        assert refusal(term, text, scope).code == "E201", text


def test_declared_names_come_before_roles() -> None:
    scope = Scope(Setting(symbols={name: Var(name, REAL) for name in ("e", "x", "L", r"\sigma", "S")}))
    assert shown(term(r"exL\sigma S", scope).term) == r"Times(e, x, L, \sigma, S)"


def test_a_plain_set_has_no_coordinates() -> None:
    setting = Setting(Roles(plain_set=True), {"i": Var("i", S), "h": Var("h", H)})
    assert shown(term("h i", Scope(setting)).term) == "Act(h, i)"
    assert refusal(term, "x(i)", Scope(setting)).code == "E201"


def test_the_longest_name_wins() -> None:
    symbols = {
        name: Var(name, REAL) for name in ("h", "e", "a", "d", "head", r"\rho", r"\rho^P", r"\Delta\rho", r"\Delta")
    }
    scope = Scope(Setting(symbols=symbols))
    assert shown(term(r"head h\rho^P\Delta\rho\Delta", scope).term) == r"Times(head, h, \rho^P, \Delta\rho, \Delta)"
    assert shown(term(r"hea", scope).term) == "Times(h, e, a)"


def test_powers_of_e() -> None:
    setting = Setting(Roles(unit=r"\iota"), SETTING.symbols)
    assert shown(term(r"e^{\alpha+\beta}", Scope(setting)).term) == r"ExpOf(Plus(\alpha, \beta))"
    assert shown(term(r"e^{\alpha}").term) == r"ExpOf(\alpha)"
    assert term(r"e^{12}").term.sort == H
    declared = Setting(symbols={**SETTING.symbols, "e": Var("e", REAL)})
    assert refusal(term, r"e^{\alpha}", Scope(declared)).code == "E203"


@pytest.mark.parametrize("make", [lambda n: "(" * n + "s" + ")" * n, lambda n: r"\chi(\psi(" * n + "s" + "))" * n])
def test_depth(make: Callable[[int], str]) -> None:
    assert isinstance(term(make(70)).term, Term)
    assert refusal(term, make(160)).code == "E210"


def test_a_long_line_takes_milliseconds() -> None:
    line = r"\sum_{j\in N(i)} \sigma_j(\langle \psi(f(i)), \psi(f(j)+\rho(i,j))\rangle) f(j)"
    text = " + ".join([line] * 25)
    term(text)
    start = time.perf_counter()
    term(text)
    assert len(text) > 2_000 and time.perf_counter() - start < 0.5
