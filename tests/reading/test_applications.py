"""Functions and their arguments."""

from __future__ import annotations

import pytest

from symproof.reading.scope import Scope
from tests.reading.formulas import SETTING, SYMBOLS, place, refusal, shown, term

G = Scope(SETTING, pairs={"g": (SYMBOLS["y"], SYMBOLS["h"])})


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("f(i)", "f i", "f[i]", r"f\bigl(i\bigr)", "f((i))", "{f}(i)"), "Apply(f, i)"),
        ((r"\eta((i,h_1),(j,h_2))", r"\eta(i,h_1,j,h_2)"), r"Apply(\eta, i, h_1, j, h_2)"),
        (("m^r[f,\\rho](i,h)", "m^{r}(f,\\rho)(i,h)"), r"Apply(Apply(m^r, f, \rho), i, h)"),
        ((r"\psi(f(i))", r"\psi f(i)", r"(\psi\circ f)(i)"), r"Apply(\psi, Apply(f, i))"),
        ((r"\psi\chi\psi s", r"(\psi\circ\chi\circ\psi)(s)"), r"Apply(\psi, Apply(\chi, Apply(\psi, s)))"),
        (("L_y[f](i)", "L_yf(i)", "L_y(f)(i)", "L_{y} f (i)"), "Apply(Shift(y, f), i)"),
        (
            ("L_yL_h[f](i)", "L_yL_hf(i)", "L_y[L_h[f]](i)", "L_{(y,h)}[f](i)", r"(L_y\circ L_h)[f](i)", "L_g[f](i)"),
            "Apply(Shift(y, Shift(h, f)), i)",
        ),
        (
            (r"L_{h_3^{-1}h}[\eta]((i,h_1),(j,h_2))", r"L_{h_3^{-1}h}\eta(i,h_1,j,h_2)"),
            r"Apply(Shift(GroupProduct(GroupPower(h_3, -1), h), \eta), i, h_1, j, h_2)",
        ),
        (("L_y[m^r[f,\\rho]](i,h)", "L_ym^r[f,\\rho](i,h)"), r"Apply(Shift(y, Apply(m^r, f, \rho)), i, h)"),
        ((r"m^r[L_yL_{h}[f],\rho](i,h)",), r"Apply(Apply(m^r, Shift(y, Shift(h, f)), \rho), i, h)"),
        ((r"\bigcup_{a\in[H]}\varphi_{val}^{a}(s)", r"\bigcup_{a\in[H]}\varphi_{val}^{(a)} s", r"\bigcup_{a\in[H]}{\varphi_{val}}_a(s)"),
         r"HeadUnion(a, Apply(Apply(\varphi_{val}, a), s))"),
        ((r"(\psi+\Delta\psi)(s)",), r"Plus(Apply(\psi, s), Apply(\Delta\psi, s))"),
        ((r"(\psi-\alpha\Delta\psi)(s)",), r"Plus(Apply(\psi, s), Negative(Times(\alpha, Apply(\Delta\psi, s))))"),
        ((r"L_y[\psi\circ f](i)",), r"Apply(\psi, Apply(Shift(y, f), i))"),
        (("x^{-1}(v)", "x^{-1}v", "{x}^{-1}(v)"), "Place(v)"),
        (("x(i)", "x i"), "Coordinate(i)"),
        (("g.i",), "Place(Plus(Act(h, Coordinate(i)), y))"),
        (("g h_1",), "GroupProduct(h, h_1)"),
        ((r"\exp(\alpha+\beta)", r"\exp{(\alpha+\beta)}", r"\exp[\alpha+\beta]"), r"ExpOf(Plus(\alpha, \beta))"),
        ((r"\exp\langle s,s\rangle", r"\exp(\langle s,s\rangle)"), "ExpOf(Pairing(s, s))"),
        ((r"\exp\alpha\exp\beta", r"\exp\alpha\cdot\exp\beta"), r"Times(ExpOf(\alpha), ExpOf(\beta))"),
    ],
)  # fmt: skip
def test_applications(texts: tuple[str, ...], expected: str) -> None:
    for text in texts:
        assert shown(term(text, G).term) == expected, text


@pytest.mark.parametrize(
    ("text", "code", "columns", "facts"),
    [
        ("f(i,j)", "E202", (3, 6), {"expected": 1, "found": 2, "name": "f"}),
        (r"\rho(i)", "E202", (6, 7), {"expected": 2, "found": 1}),
        (r"\rho i", "E202", (6, 7), {"expected": 2, "found": 1}),
        (r"\eta((i,h_1),j)", "E202", (7, 15), {"expected": 4, "found": 3}),
        (r"\varphi_{qry}(s)", "E202", (1, 14), {"missing": "head"}),
        ("f(h)", "E203", (3, 4), {"expected": "an element of S", "found": r"an element of \mathcal{H}"}),
        (r"\psi(t)", "E203", (6, 7), {"identify": ("F", "K")}),
        (r"\chi(\chi(t))", "E203", (6, 13), {"identify": ("K", "F")}),
        ("f(x(i))", "E203", (3, 7), {"found": "an element of V"}),
        ("x(v)", "E203", (3, 4), {}), ("x^{-1}(i)", "E203", (8, 9), {}), ("x^{-1}h v", "E203", (7, 8), {}),
        ("m^r[i,\\rho]", "E203", (5, 6), {}), ("m^r[\\psi,\\rho]", "E203", (5, 9), {}),
        ("m^r[\\chi\\circ\\psi,\\rho]", "E203", (5, 18), {"found": "a function F \\to F"}),
        ("L_h[\\psi](s)", "E203", (5, 9), {}), ("L_y[\\rho^P](v)", "E203", (5, 11), {}),
        ("L_h i", "E203", (5, 6), {}), ("L_i[f](j)", "E203", (2, 4), {}), ("L_{(h,y)}[f](j)", "E203", (5, 6), {}),
        ("L_h(i,j)", "E202", (1, 9), {"missing": "operand"}), ("L_h[i](j)", "E203", (5, 6), {}),
        ("m^r(i,h)", "E202", (1, 4), {"missing": "functions", "name": "m^r"}),
        ("m^r[q,\\rho](i,h)", "E201", (5, 6), {"map": "m^r", "wanted": r"a function S \to F"}),
        (r"\bigcup_{a\in[H]}\varphi_{val}^a(s,s)", "E202", (34, 37), {"name": r"\varphi_{val}"}),
        ("L_h[f,f](i)", "E202", (4, 9), {}), ("f(f)", "E203", (3, 4), {"found": r"a function S \to F"}),
        (r"(s\circ\psi)(s)", "E204", (2, 3), {"operation": r"\circ"}),
        (r"\langle s,t\rangle", "E203", (11, 12), {"identify": ("F", "K")}),
        (r"\langle s\rangle", "E202", (1, 17), {"expected": 2}), (r"\langle s,s,s\rangle", "E202", (1, 21), {}),
        (r"\langle i,i\rangle", "E203", (9, 10), {}), (r"\exp s", "E203", (6, 7), {}),
        (r"\exp\alpha\beta", "E107", (11, 16), {"what": "argument"}), (r"\exp^2(1)", "E105", (1, 7), {}),
        (r"\varphi_{qry}^{head}(s)", "E201", (16, 20), {"name": "head"}),
        (r"\varphi_{qry}^{h}(s)", "E208", (16, 17), {"name": "h"}),
        ("(i,j)", "E202", (1, 6), {}), ("f", "E211", (1, 2), {}),
    ],
)  # fmt: skip
def test_refusals(text: str, code: str, columns: tuple[int, int], facts: dict[str, object]) -> None:
    expected = SYMBOLS["s"].sort if text == "f" else None
    finding = refusal(term, text, G, expected)
    assert (finding.code, place(finding)) == (code, columns), finding
    assert facts.items() <= finding.facts.items()


def test_sums_of_maps_do_not_explode() -> None:
    nested = r"(\chi\circ(\psi+\Delta\psi))(" * 30 + "s" + ")" * 30
    assert refusal(term, nested).code == "E210"
