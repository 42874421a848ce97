"""What stands side by side: actions, products, quotients."""

from __future__ import annotations

import pytest

from tests.reading.formulas import place, refusal, shown, term


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("h_3x(i)+y", "h_3 x i + y", "h_3\\cdot x(i)+y"), "Plus(Act(h_3, Coordinate(i)), y)"),
        (("h^{-1}h_3(x(j)-x(i))",), "Act(GroupProduct(GroupPower(h, -1), h_3), Plus(Coordinate(j), Negative(Coordinate(i))))"),
        (("h i", "h.i", r"h\cdot i"), "Act(h, i)"),
        (("h(h_1 i)",), "Act(h, Act(h_1, i))"),
        (("(h_3h_1)^{-1}(h_3h_2)",), "GroupProduct(GroupPower(GroupProduct(h_3, h_1), -1), GroupProduct(h_3, h_2))"),
        (("h_3h",), "GroupProduct(h_3, h)"),
        (("h^{12}",), "GroupPower(h, 12)"), (("h^{-1}", "{h}^{-1}", "h{}^{-1}"), "GroupPower(h, -1)"),
        (("e h e^{3}",), "GroupProduct(GroupUnit(), h, GroupPower(GroupUnit(), 3))"),
        (("h^{1000000}",), "GroupPower(h, 1000000)"),
        ((r"\alpha f(i)", r"\alpha\cdot f(i)", r"\alpha\times f(i)", r"\alpha(f(i))"), r"Times(\alpha, Apply(f, i))"),
        ((r"f(i)\alpha",), r"Times(Apply(f, i), \alpha)"),
        ((r"\alpha\beta s",), r"Times(\alpha, \beta, s)"),
        ((r"1/\sqrt{d}\langle s,s\rangle", r"\frac{1}{\sqrt d}\langle s,s\rangle"),
         "Times(Ratio(1, SquareRoot(d)), Pairing(s, s))"),
        ((r"s/2",), "Ratio(s, 2)"), ((r"\alpha/\beta/2",), r"Ratio(Ratio(\alpha, \beta), 2)"),
        ((r"\alpha/\beta\cdot 2",), r"Times(Ratio(\alpha, \beta), 2)"), ((r"\alpha/2 s",), r"Times(Ratio(\alpha, 2), s)"),
        (("r(d+r)",), "Times(r, Plus(d, r))"), (("dd",), "Times(d, d)"), (("2r",), "Times(2, r)"),
        (("100^2",), "NthPower(100, 2)"), (("10{,}000", r"10\,000", "10000"), "10000"), (("0.5",), "1/2"),
        (("(Q+BA)w",), "MatrixApply(Plus(Q, MatrixProduct(B, A)), w)"), (("B(Aw)",), "MatrixApply(B, MatrixApply(A, w))"),
        (("BAw",), "MatrixApply(MatrixProduct(B, A), w)"), ((r"\alpha Qw",), r"Times(\alpha, MatrixApply(Q, w))"),
        (("A^TB^T", r"A^{\top}B^{T}"), "MatrixProduct(MatrixTranspose(A), MatrixTranspose(B))"),
        (("(BA)^T",), "MatrixTranspose(MatrixProduct(B, A))"),
        (("2y",), "Plus(y, y)"), (("-y+v", "{} - y + v"), "Plus(Negative(y), v)"), (("+y",), "y"), (("-2",), "Negative(2)"),
        (("y-(v-y)",), "Plus(y, Negative(Plus(v, Negative(y))))"),
        (("y+0", ), "Plus(y, Zero(ModuleSort()))"), (("0+s",), "Plus(Zero(Space(F)), s)"),
        ((r"\{s+s\}",), "Plus(s, s)"), (("[s+s]",), "Plus(s, s)"),
    ],
)  # fmt: skip
def test_products(texts: tuple[str, ...], expected: str) -> None:
    for text in texts:
        assert shown(term(text).term) == expected, text


@pytest.mark.parametrize(
    ("text", "code", "columns", "facts"),
    [
        ("f(i)f(j)", "E204", (5, 9), {"operation": "product"}), ("y v", "E204", (3, 4), {}), ("y h", "E204", (3, 4), {}),
        ("h s", "E204", (3, 4), {}), ("h i j", "E204", (3, 4), {}), (r"\alpha y", "E204", (8, 9), {}),
        (r"h\alpha", "E204", (2, 8), {}), ("i.j", "E204", (1, 2), {"operation": "action"}), ("0.5.5", "E204", (1, 4), {}),
        ("AB B w", "E204", (4, 5), {}), ("A A", "E204", (3, 4), {"operation": "product"}), ("Qs", "E204", (2, 3), {}),
        ("w Q", "E204", (3, 4), {}), ("s+t", "E204", (3, 4), {"operation": "sum", "identify": ("F", "K")}),
        ("x(i)+h", "E204", (6, 7), {}), ("i+j", "E204", (1, 2), {}), ("h-h_1", "E204", (1, 2), {}), ("-h", "E204", (2, 3), {}),
        ("h+0", "E204", (1, 2), {}), ("Q+A", "E204", (3, 4), {}), ("s+f", "E204", (3, 4), {}),
        ("2 3", "E107", (1, 4), {"what": "numbers"}), ("1/2r", "E107", (3, 5), {"what": "division"}),
        (r"\alpha/\beta d", "E107", (8, 15), {"what": "division"}), (r"{d r}^2", "E107", (1, 6), {"what": "script"}),
        ("1/s", "E203", (3, 4), {}), (r"\sqrt s", "E203", (7, 8), {}), (r"\sqrt{\alpha}", "E203", (7, 13), {}),
        (r"\frac{i}{2}", "E203", (7, 8), {}), ("h^{h_1}", "E203", (2, 8), {"what": "script"}), ("s^2", "E203", (2, 4), {}),
        ("x^2", "E203", (2, 4), {}), ("h^{1/2}", "E203", (2, 8), {}), ("Q^2", "E203", (2, 4), {}), ("i^{-1}", "E203", (2, 7), {}),
        ("f_h", "E201", (1, 4), {"name": "f_h", "map": "f"}), ("x_1", "E201", (1, 4), {}), ("h^{1000001}", "E210", (1, 12), {"limit": "exponent"}),
        ("2^{1001}", "E210", (1, 9), {"limit": "exponent"}), ("1 L_y", "E204", (3, 6), {}), ("S", "E102", (1, 2), {"role": "set"}),
        ("L", "E102", (1, 2), {"role": "action"}), (r"\text{so that }s", "E102", (1, 16), {"words": True}),
    ],
)  # fmt: skip
def test_refusals(text: str, code: str, columns: tuple[int, int], facts: dict[str, object]) -> None:
    finding = refusal(term, text)
    assert (finding.code, place(finding)) == (code, columns), finding
    assert facts.items() <= finding.facts.items()


def test_applications_without_brackets_have_a_limit() -> None:
    assert refusal(term, r"\chi\psi " * 200 + "s").facts["limit"] == "nesting"
