"""One spelling for every way to write a name."""

from __future__ import annotations

import pytest

from symproof.reading.names import canonical_name, split_head
from symproof.reading.signatures import read_signature
from tests.reading.formulas import refusal, tokens


@pytest.mark.parametrize(
    ("spellings", "canonical"),
    [
        ((r"\bar i", r"\overline i", r"\bar{i}", r"{\bar i}"), r"\bar{i}"),
        (("h'_1", "h_1'", "h_{1}'", r"h^{\prime}_1", r"h_1^\prime", "{h_1}'", "h{}'_1"), "h_1'"),
        (
            (r"\varphi_{qry}", r"\varphi_{\mathrm{qry}}", r"\varphi_{\text{qry}}", r"\varphi_\mathrm{qry}"),
            r"\varphi_{qry}",
        ),
        ((r"\rho^P", r"\rho^{P}"), r"\rho^P"),
        ((r"\Delta\varphi_{qry}", r"\Delta \varphi_{qry}"), r"\Delta\varphi_{qry}"),
        (
            (r"m_{G\uparrow}^{r,LoRA}", r"m^{r,LoRA}_{G\uparrow}", r"m^{r, \mathrm{LoRA}}_{G \uparrow}"),
            r"m_{G\uparrow}^{r,LoRA}",
        ),
        ((r"\mathcal H", r"\mathcal{H}", r"\mathscr H"), r"\mathcal{H}"),
        ((r"\bar{h_1}'", r"\bar h_1'", r"\bar{h}'_1", r"\overline{h_1'}"), r"\bar{h}_1'"),
        (("head", r"\mathrm{head}", r"\text{head}"), "head"),
        ((r"\Delta W", r"\Delta  W"), r"\Delta W"),
        ((r"x_{\bar i}", r"x_{\overline{i}}"), r"x_{\bar{i}}"),
        (("a''", r"a^{\prime\prime}", "a'{}'"), "a''"),
    ],
)
def test_spellings_of_one_name(spellings: tuple[str, ...], canonical: str) -> None:
    for spelling in spellings:
        assert canonical_name(tokens(spelling)) == canonical, spelling
    assert canonical_name(tokens(canonical)) == canonical


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("h_1", "h_2"),
        ("h_1", "h'"),
        ("h_{12}", "h_1"),
        (r"\bar i", "i"),
        (r"\varphi^P", r"\varphi_P"),
        ("a'", "a''"),
    ],
)
def test_different_names(left: str, right: str) -> None:
    assert canonical_name(tokens(left)) != canonical_name(tokens(right))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x^{-1}", "E102"), ("x^2", "E102"), ("f(i)", "E102"), ("a+b", "E102"), ("+", "E102"), ("12", "E102"),
        ("h'_1^{-1}", "E104"), ("h_1_2", "E104"), ("h^P^Q", "E104"), ("h^P'", "E104"),
        (r"\bar", "E103"), ("h_", "E103"), ("h_{}", "E103"), ("(i", "E101"), ("h_{1", "E101"),
    ],
)  # fmt: skip
def test_not_one_name(text: str, code: str) -> None:
    assert refusal(canonical_name, tokens(text)).code == code


def test_the_remedy_for_a_double_superscript() -> None:
    assert refusal(canonical_name, tokens("h'_1^{-1}")).facts["remedy"] == "{h'_1}^{-1}"


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        (r"\varphi_{qry}^{head}", "head", (r"\varphi_{qry}", True)),
        (r"\varphi_{qry}^{(h)}", "h", (r"\varphi_{qry}", True)),
        (r"\varphi_h", "h", (r"\varphi", True)),
        (r"\varphi_{qry}^{P}", "h", (r"\varphi_{qry}^P", False)),
    ],
)
def test_heads(text: str, index: str, expected: tuple[str, bool]) -> None:
    assert split_head(tokens(text), index) == expected


@pytest.mark.parametrize(
    ("text", "name", "actor", "brackets"),
    [
        ("f", "f", None, ()),
        (r"m[f,\rho](i,h)", "m", None, (("f", r"\rho"), ("i", "h"))),
        (r"\rho((i,h_1),(j,h_2))", r"\rho", None, (("i", "h_1", "j", "h_2"),)),
        (r"L_h[\rho](\bar i,j)", r"\rho", "h", ((r"\bar{i}", "j"),)),
        (r"N_{(a)}(i)", "N_{(a)}", None, (("i",),)),
    ],
)
def test_signatures(text: str, name: str, actor: str | None, brackets: tuple[tuple[str, ...], ...]) -> None:
    signature = read_signature(tokens(text))
    assert (signature.name, signature.actor) == (name, actor)
    assert tuple(tuple(part for part, _ in bracket) for bracket in signature.brackets) == brackets


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("f(i,)", "E103"),
        ("f(i+j)", "E102"),
        ("(i)", "E102"),
        ("f(i)j", "E102"),
        ("f(i", "E101"),
        ("f(h^{-1})", "E102"),
    ],
)
def test_signatures_that_are_none(text: str, code: str) -> None:
    assert refusal(read_signature, tokens(text)).code == code
