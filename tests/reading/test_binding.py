"""What a sum binds: exactly one new variable a slot, and never a name that has a meaning."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symproof.reading.elaborate import bound_names, free_names
from symproof.reading.scope import Scope
from symproof.terms import HEAD, S, Var
from tests.reading.formulas import SCOPE, SETTING, comparison, place, refusal, shown, term, tokens

FREE = Scope(SETTING, free=frozenset(("i", "h_3", "y")))
MOVED = r"x^{-1}(h_3x(\bar j)+y)"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((r"\sum_{j\in N(i)} f(j)", r"\sum_{(j)\in N(i)}f(j)", r"\sum\limits_{j \in N(i)}f(j)"),
         "SumOver(<j>, <Member(<j>, N, <i>)>, Apply(f, j))"),
        ((r"\sum_{(j,h)\in M(i,h_1)}\kappa(j,h)", r"\sum_{j,h\in M(i,h_1)}\kappa(j,h)", r"\sum_{(j,h)\in M((i,h_1))}\kappa(j,h)"),
         r"SumOver(<j, h>, <Member(<j, h>, M, <i, h_1>)>, Apply(\kappa, j, h))"),
        ((r"\sum_{j\in N(i), h\in\mathcal H}\kappa(j,h)", r"\sum_{(j,h)\in N(i)\times\mathcal{H}}\kappa(j,h)"),
         r"SumOver(<j, h>, <Member(<j>, N, <i>), Everywhere(<h>)>, Apply(\kappa, j, h))"),
        ((r"\sum_{(j,h)\in S\times\mathcal H}\kappa(j,h)",), r"SumOver(<j, h>, <Everywhere(<j, h>)>, Apply(\kappa, j, h))"),
        ((r"\sum_{j,k\in S}\rho(j,k)",), r"SumOver(<j, k>, <Everywhere(<j>), Everywhere(<k>)>, Apply(\rho, j, k))"),
        ((r"\sum_{j\in N(i), k\in N(j)}\rho(j,k)",),
         r"SumOver(<j, k>, <Member(<j>, N, <i>), Member(<k>, N, <j>)>, Apply(\rho, j, k))"),
        ((r"\sum_{h_3h\in\mathcal H}\kappa(i,h)",), r"SumOver(<h>, <Everywhere(<GroupProduct(h_3, h)>)>, Apply(\kappa, i, h))"),
        ((rf"\sum_{{{MOVED}\in N(x^{{-1}}(h_3x(i)+y))}} b(\bar j)",),
         r"SumOver(<\bar{j}>, <Member(<Place(Plus(Act(h_3, Coordinate(\bar{j})), y))>, N, "
         r"<Place(Plus(Act(h_3, Coordinate(i)), y))>)>, Apply(b, \bar{j}))"),
        ((r"\sum_{j'\in S}f(j')", r"\sum_{j^\prime\in S}f(j')"), "SumOver(<j'>, <Everywhere(<j'>)>, Apply(f, j'))"),
        ((r"\sum_{j\in S}b(j)f(j)+f(i)",), "Plus(SumOver(<j>, <Everywhere(<j>)>, Times(Apply(b, j), Apply(f, j))), Apply(f, i))"),
        ((r"\sum_{j\in S}\sigma_j(b(j))f(j)", r"\sum_{j\in S}\sigma_{j}(b(j))(f(j))"),
         "SumOver(<j>, <Everywhere(<j>)>, Times(Weight(<j>, Apply(b, j)), Apply(f, j)))"),
        ((r"\sum_{(j,h)\in M(i,h_1)}\sigma_{(j,h)}(b(j))\kappa(j,h)", r"\sum_{(j,h)\in M(i,h_1)}\sigma_{j,h}(b(j))\kappa(j,h)"),
         r"SumOver(<j, h>, <Member(<j, h>, M, <i, h_1>)>, Times(Weight(<j, h>, Apply(b, j)), Apply(\kappa, j, h)))"),
        ((r"\sum_{j\in S}\sum_{h\in\mathcal H}[\bullet]",),
         r"SumOver(<j>, <Everywhere(<j>)>, SumOver(<h>, <Everywhere(<h>)>, Apply(\bullet, j, h)))"),
        ((r"\bigcup_{head\in[H]}\sum_{j\in S}\varphi_{val}^{head}(f(j))",),
         r"HeadUnion(head, SumOver(<j>, <Everywhere(<j>)>, Apply(Apply(\varphi_{val}, head), Apply(f, j))))"),
    ],
)  # fmt: skip
def test_bound(texts: tuple[str, ...], expected: str) -> None:
    for text in texts:
        assert shown(term(text, FREE).term) == expected, text


@pytest.mark.parametrize(
    ("text", "code", "columns", "facts"),
    [
        (r"\sum_{i\in S}f(i)", "E205", (7, 8), {"kind": "free", "fresh": "i'"}),
        (r"\sum_{\bar i\in S}f(\bar i)", "E205", (7, 13), {"kind": "abbreviation"}),
        (r"\sum_{j\in S}\sum_{j\in N(i)}f(j)", "E205", (20, 21), {"kind": "enclosing"}),
        (r"f(j)+\sum_{j\in S}f(j)", "E205", (12, 13), {"kind": "free"}),
        (r"\sum_{j\in N(j)}f(j)", "E205", (7, 8), {"kind": "free"}),
        (r"\sum_{h_1h\in\mathcal H}\kappa(i,h)", "E206", (7, 11), {"why": "several", "names": ("h_1", "h")}),
        (r"\sum_{h_3\cdot h_3\in\mathcal H}\kappa(i,h_3)", "E206", (7, 19), {"why": "none"}),
        (r"\sum_{x^{-1}(y)\in S}f(i)", "E206", (7, 16), {"why": "none"}),
        (r"\sum_{(x^{-1}(h x(j)),h)\in M(i,h_1)}[\bullet]+\kappa(j,h)", "E205", (23, 24), {"kind": "free"}),
        (r"\sum_j f(j)", "E206", (6, 7), {"why": "no set"}), (r"\sum f(i)", "E206", (1, 5), {"why": "no range"}),
        (r"\sum_{j\in S}^{d} f(j)", "E206", (14, 18), {"why": "bounds"}),
        (r"\sum_{j\in S}\sigma_i(b(j))f(j)", "E207", (14, 22), {"indices": ("j",)}),
        (r"\sum_{j\in S}\sum_{h\in\mathcal H}\sigma_{j,h}(b(j))f(j)", "E207", (35, 47), {"indices": ("h", "j")}),
        (r"\sigma_j(b(j))", "E207", (1, 9), {"indices": ()}),
        (rf"\sum_{{{MOVED}\in S}}\sigma_{{\bar j}}(b(\bar j))", "E207", (35, 50), {}),
        (r"\sum_{j\in S}\sigma_j(f(i),f(j))f(j)", "E202", (23, 32), {"hint": r"\langle"}),
        (r"\sum_{j\in S}\sigma_j(f(j))f(j)", "E203", (23, 27), {}),
        (r"\sum_{j\in S}\sigma_j b(j)f(j)", "E107", (27, 28), {}),
        (r"\bigcup_{h\in[H]}\varphi_{val}^{h}(s)", "E208", (10, 11), {"name": "h"}),
        (r"\bigcup_{a\in[H]}\bigcup_{a\in[H]} s", "E205", (27, 28), {}), (r"\bigcup_{j\in N(i)} s", "E209", (15, 19), {}),
        (r"\bigcup_{a\in[H]} b(i)", "E203", (19, 23), {}), (r"\bigcup_a s", "E206", (9, 10), {}),
        (r"\bigcup_{a\in[H], c\in[H]} s", "E206", (10, 11), {"why": "union"}),
        (r"\sum_{a\in[H]} s", "E209", (11, 14), {"what": "heads"}), (r"\sum_{j\in V} s", "E209", (12, 13), {"what": "module"}),
        (r"\sum_{j\in N(x(i))} s", "E209", (14, 18), {"what": "centre"}), (r"\sum_{h\in N(i)} s", "E209", (7, 8), {"what": "element"}),
        (r"\sum_{j\in M(i,h_1)} s", "E209", (7, 8), {"what": "size", "expected": 2}), (r"\sum_{j\in N(i,h_1)} s", "E202", (13, 20), {}),
        (r"\sum_{j\in N} s", "E202", (12, 13), {}), (r"\sum_{v\in S} s", "E209", (7, 8), {"what": "variable"}),
        (r"\sum_{\mathrm{qq}\in S} s", "E201", (7, 18), {}), (r"\sum_{j\in P(i)} s", "E201", (12, 13), {"name": "P"}),
        (r"\sum_{j\in f(i)} s", "E209", (12, 16), {"what": "set"}), (r"\sum_{j\in S} h", "E203", (15, 16), {}),
        (r"\sum_{j\in S} x(j)", "E203", (15, 19), {}), (r"[\bullet]", "E212", (1, 10), {}), (r"\bullet", "E102", (1, 8), {}),
        ("f(j')", "E201", (3, 5), {"variant_of": "j"}), (r"f(\tilde j)", "E201", (3, 11), {"variant_of": "j"}),
        (r"\sum_{j\in S}f(j'')", "E201", (16, 19), {"variant_of": "j"}), (r"\sum_{j'\in S}f(j)+f(j')", "E201", (22, 24), {}),
        ("f(j_1)", "E201", (3, 6), {}), (r"\varphi_{arv}", "E201", (1, 14), {}),
    ],
)  # fmt: skip
def test_refusals(text: str, code: str, columns: tuple[int, int], facts: dict[str, object]) -> None:
    finding = refusal(term, text, FREE)
    assert (finding.code, place(finding)) == (code, columns), finding
    assert facts.items() <= finding.facts.items(), finding.facts


def test_look_alikes_are_offered() -> None:
    assert refusal(term, r"\varphi_{qrv}").nearest[0] == r"\varphi_{qry}"
    assert refusal(term, "h_l").nearest[0] == "h_1"


def test_another_sum_of_the_line_settles_what_is_bound() -> None:
    both = comparison(r"\sum_{h_1h\in\mathcal H}[\bullet] = \sum_{h\in\mathcal H}[\bullet]")
    assert shown(both.left.term) == r"SumOver(<h>, <Everywhere(<GroupProduct(h_1, h)>)>, Apply(\bullet, h))"
    refused = refusal(comparison, r"\sum_{h_1h\in\mathcal H}[\bullet] = \sum_{h_2\in\mathcal H}[\bullet]")
    assert refused.code == "E206"
    known = replace(SCOPE, bound=frozenset("h"))
    assert "SumOver(<h>" in shown(term(r"\sum_{h_1h\in\mathcal H}[\bullet]", known).term)


@pytest.mark.parametrize(
    ("text", "free", "bound"),
    [
        (r"f(i)+\sum_{j\in N(k)}f(j)", {"i", "k"}, {"j"}),
        (r"f(\bar i)", {r"\bar{i}", "y"}, set()),  # what the abbreviation stands for
        (r"\sum_{h_1h\in\mathcal H}\kappa(i,h)", {"i"}, set()),
        (r"\sum_{h_1h\in\mathcal H}[\bullet] = \sum_{h\in\mathcal H}[\bullet]", {"h_1"}, {"h"}),
        (r"\sum_{x^{-1}(x(\bar j)+y)\in N(x^{-1}(x(i)+y))}[\bullet]", {"i", "y"}, set()),
        (r"\bigcup_{h\in[H]}s", {"s"}, {"h"}),
        (r"L_{h}[f]", {"h"}, set()),
    ],
)
def test_free_and_bound_names(text: str, free: set[str], bound: set[str]) -> None:
    assert free_names(tokens(text), SCOPE) == free
    assert bound_names(tokens(text), SCOPE) == bound


def test_a_parameter_shadows_and_must_not_be_bound() -> None:
    scope = Scope(SETTING, parameters={"h": Var("h", S), "a": Var("a", HEAD)})
    assert shown(term("f(h)", scope).term) == "Apply(f, h)"
    assert shown(term(r"\varphi_{qry}^{a}(s)", scope).term) == r"Apply(Apply(\varphi_{qry}, a), s)"
    assert refusal(term, r"\sum_{h\in S}f(h)", scope).code == "E205"
