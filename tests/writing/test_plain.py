from __future__ import annotations

import pytest

from symproof.writing.plain import clean, one_line, plain

CASES = [
    (r"\varphi_{qry}^{head} is linear", "phi_qry^head is linear"),
    (r"\Delta\varphi_{qry}^{(h)}", "Delta phi_qry^(h)"),
    (r"$\bar i$", "i-bar"),
    (r"substitute $\bar i$, $h_1'$ and $j = k$", "substitute i-bar, h_1' and j = k"),
    (r"$N$ is $\mathcal{H}$-invariant ($h$).", "N is H-invariant (h)."),
    (r"with $y \in \mathbb{R}^{d_{in}}$", "with y in R^d_in"),
    (r"\overline{i}", "i-bar"),
    (r"\tilde{\mathbf{h}}\mathbf{h}^{-1}", "h-tilde h^-1"),
    (r"h_1'\bar{h}", "h_1' h-bar"),
    (r"\bar hx(\bar j)", "h-bar x(j-bar)"),
    (r"\bar{x}_i", "x-bar_i"),
    (r"\widehat\rho", "rho-hat"),
    (r"\rho^P(hv,k) = \rho^P(v,k)", "rho^P(hv,k) = rho^P(v,k)"),
    (r"x^{-1}(h_3^{-1}(x(i)-y))", "x^-1(h_3^-1(x(i)-y))"),
    (r"N is stable under $\mathcal{H}$", "N is stable under H"),
    (r"{h'_1}^{-1}", "h'_1^-1"),
    (r"\sigma_{j'}\big(\langle a, b \rangle\big)", "sigma_j'(<a, b >)"),
    (r"a \neq b", "a != b"),
    ("a\x1b[31mb", "a\ufffd[31mb"),
    (r"x(j) \in \{(0, r), (1, e)\}", "x(j) in {(0, r), (1, e)}"),
    ("", ""),
    ("\\", ""),
    ("{{{{", "{{{{"),
    (r"\unknown{x}", "unknown x"),
]


@pytest.mark.parametrize(("latex", "text"), CASES)
def test_latex_as_text(latex: str, text: str) -> None:
    assert plain(latex) == text


DANGEROUS = [
    "\x1b[2J",
    "\x07",
    "\x9b31m",
    "\r",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ud800",
    "\u2028",
    "\x00",
    "\ufeff",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_nothing_that_moves_a_cursor_gets_through(text: str) -> None:
    assert not set(text) & set(clean(f"a{text}b")) - set("[0123456789mJ")
    assert len(clean(text)) == len(text)


def test_one_line() -> None:
    assert one_line("  a \n b\tc ") == "a b c"
