"""Equations between scalars and features as hypotheses: what follows is proved, what does not is evaluated."""

from __future__ import annotations

import pytest

from symproof.checking.report import Verdict

from .judged import outcome, verdict

LINEAR = r"Assume that $\varphi$ is linear."
SUM = r"Define $C[f](i) := \sum_{j\in N(i)} b(x^{-1}(x(j)-x(i))) f(j)$."

HOLD: dict[str, list[str]] = {
    r"Assume that $f(i) = f(j)$.": [
        r"\varphi(f(i)) = \varphi(f(j))",
        r"\langle f(i), z\rangle = \langle z, f(j)\rangle",
        r"\sum_{k\in S} \varphi(f(i) + f(k)) = \sum_{k\in S} \varphi(f(j) + f(k))",
    ],
    r"Assume that $\alpha = \beta + 1$.": [r"\alpha z - z = \beta z", r"\exp(\alpha - \beta) = \exp(1)"],
    r"Assume that $\alpha + \beta = 0$.": [r"\exp(\alpha)\exp(\beta) = 1", r"\alpha^{2} = \beta^{2}"],
    r"Assume that $\alpha = 2$ and $\beta = \alpha + 1$.": [r"\alpha\beta = 6", r"\beta z = 3z"],
    r"Assume that $\beta = \alpha + 1$ and $\alpha = 2$.": [r"\alpha\beta = 6"],
    r"Assume that $\varphi(z) = z'$ and $z = f(i)$.": [r"\psi(\varphi(f(i))) = \psi(z')"],
    r"Assume that $z = f(i)$ and $\varphi(z) = z'$.": [r"\psi(\varphi(f(i))) = \psi(z')"],
    LINEAR + r"Assume that $z = 0$.": [r"\varphi(z) = 0", r"\varphi(z + z') = \varphi(z')"],
    r"Assume that $\langle z, z'\rangle = 0$.": [
        r"\langle z + z', z\rangle = \langle z, z\rangle",
        r"\exp\langle z', 2z\rangle = 1",
    ],
    r"Assume that $\sum_{j\in N(i)} a(j) = 1$.": [r"\sum_{j\in N(i)} a(j) z = z"],
    r"Assume that $\sum_{j\in N(i)} m(i,j) = 1$ for all $i$.": [
        r"\sum_{j\in N(k)} m(k,j) z = z",
        r"\sum_{j\in N(hk)} m(hk,j) (f(j) + z) = z + \sum_{j\in N(hk)} m(hk,j) f(j)",
        r"\sum_{k\in N(i)} \varphi(\sum_{j\in N(k)} m(k,j) f(k)) = \sum_{k\in N(i)} \varphi(f(k))",
    ],
    r"Assume that $\sum_{h\in\mathcal{H}} n(hi,h) = a(i)$ for all $i$.": [
        r"\sum_{h\in\mathcal{H}} n(hgj,h) = a(gj)",
        r"\sum_{h\in\mathcal{H}} n(hgj,hg) = a(j)",
    ],
    SUM + r"Assume that $C[f] = f$.": [r"C[C[f]] = f", r"C[f](hi) = f(hi)", r"C[f + f'] = f + C[f']"],
    SUM + r"Assume that $C[f] = 0$.": [r"C[f - f'](i) = -C[f'](i)"],
    r"Assume that $a(i) = b(i)$ for all $i$.": [
        r"\sum_{j\in N(i)} a(hj) f(j) = \sum_{j\in N(i)} b(hj) f(j)",
        r"\sum_{j\in N(i)} \sigma_j(a(j)) f(j) = \sum_{j\in N(i)} \sigma_j(b(j)) f(j)",
    ],
    r"Assume that $a(i) = 1$ for all $i$.": [r"\sum_{j\in N(i)} a(j) f(j) = \sum_{j\in N(i)} f(j)"],
    r"Assume that $f = f'$." + SUM: [r"C[f] = C[f']", r"C[f - f'](i) = 0"],
    r"Assume that $a(i) = \exp(b(i))$ for all $i$.": [r"a(j)^{2} = \exp(2b(j))", r"a(i)a(j) = \exp(b(i) + b(j))"],
    r"Assume that $f(hi) = f(i)$ for all $i$.": [r"f(h^{2}j) = f(j)", r"f(h^{-1}gj) = f(gj)"],
    r"Assume that $\theta(hv) = \theta(v)$ for all $v$.": [r"\theta(hx(i) - hx(j)) = \theta(x(i) - x(j))"],
    r"Assume that $\theta(v + w) = \theta(v)$ for all $v$.": [r"\theta(y - 2w) = \theta(y)"],
    r"Assume that $L_h[f] = f$.": [r"L_h[L_h[f]] = f", r"f(hi) = f(i)"],
    r"Assume that $L_y[f] = f$. Assume that $N$ is translation-equivariant." + SUM: [r"L_y[C[f]] = C[f]"],
    r"Assume that $\varphi(\varphi(z)) = \varphi(z)$ for all $z$.": [
        r"\varphi(\varphi(\varphi(f(i)))) = \varphi(f(i))"
    ],
    r"Assume that $\varphi(\psi(z)) = z$ for all $z$.": [r"\psi(\varphi(\psi(f(i)))) = \psi(f(i))"],
    r"Assume that $\varphi(\psi(z)) = \psi(\varphi(z))$ for all $z$.": [
        r"\varphi(\psi(\psi(z))) = \psi(\psi(\varphi(z)))"
    ],
    r"Assume that $\varphi(-z) = -\varphi(z)$ for all $z$.": [r"\varphi(f(i) - f(j)) = -\varphi(f(j) - f(i))"],
    r"Assume that $\varphi(-z) = \varphi(z)$ for all $z$.": [r"\varphi(f(i) - f(j)) = \varphi(f(j) - f(i))"],
    r"Assume that $\varphi(\alpha z) = \alpha\varphi(z)$ for all $\alpha$, $z$.": [r"\varphi(2f(i)) = 2\varphi(f(i))"],
    r"Assume that $\varphi(0) = 0$.": [r"\varphi(f(i) - f(i)) = 0"],
}
FAIL: dict[str, list[str]] = {
    r"Assume that $f(i) = f(j)$.": [r"f(i) = f(k)", r"f(hi) = f(hj)", r"a(i) = a(j)", r"r(i,j) = r(j,i)"],
    r"Assume that $\alpha = \beta + 1$.": [r"\alpha z = \beta z", r"\exp(\alpha) = \exp(\beta) + 1"],
    r"Assume that $\alpha + \beta = 0$.": [r"\exp(\alpha) = \exp(\beta)", r"\alpha = 0"],
    r"Assume that $z = 0$.": [r"\varphi(z) = 0", r"\varphi(z + z') = \varphi(z) + \varphi(z')"],
    r"Assume that $\langle z, z'\rangle = 0$.": [r"\langle z, z''\rangle = 0"],
    r"Assume that $\sum_{j\in N(i)} m(i,j) = 1$ for all $i$.": [
        r"\sum_{j\in N(k)} m(j,k) = 1",
        r"\sum_{j\in N(k)} m(i,j) = 1",
        r"\sum_{j\in N(k)} m(k,j) f(j) = f(k)",
    ],
    r"Assume that $\sum_{j\in N(i)} a(j) = 1$.": [r"\sum_{j\in N(k)} a(j) = 1"],
    SUM + r"Assume that $C[f] = 0$.": [r"C[f'] = 0", r"f = 0"],
    r"Assume that $a(i) = 1$ for all $i$.": [r"b(i) = 1", r"\sum_{j\in N(i)} a(j) = 1"],
    r"Assume that $a(i) = 1$.": [r"a(j) = 1", r"\sum_{j\in N(i)} a(j) f(j) = \sum_{j\in N(i)} f(j)"],
    r"Assume that $f(hi) = f(i)$ for all $i$.": [r"f(gi) = f(i)", r"f(ghi) = f(gi)", r"f'(hi) = f'(i)"],
    r"Assume that $\theta(v + w) = \theta(v)$ for all $v$.": [r"\theta(v + y) = \theta(v)"],
    r"Assume that $L_y[f] = f$." + SUM: [r"L_y[C[f]] = C[f]"],
    r"Assume that $\varphi(0) = 0$.": [r"\varphi(2z) = 2\varphi(z)"],
}


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(assuming, equation) for assuming, equations in table.items() for equation in equations]


@pytest.mark.parametrize(("assuming", "equation"), cases(HOLD))
def test_what_follows_is_proved(assuming: str, equation: str) -> None:
    assert verdict(equation, assuming) == Verdict.PROVED


@pytest.mark.parametrize(("assuming", "equation"), cases(HOLD))
def test_it_follows_from_the_equation(assuming: str, equation: str) -> None:
    """Without the equation the same line is not proved, or does not use it."""
    plain = SUM if SUM in assuming else ""
    assert verdict(equation, plain) != Verdict.PROVED or not outcome(equation, assuming).hypotheses


@pytest.mark.parametrize(("assuming", "equation"), cases(FAIL))
def test_what_does_not_follow_is_evaluated(assuming: str, equation: str) -> None:
    found = outcome(equation, assuming)
    assert found.verdict == Verdict.REFUTED and found.witness is not None
    assert found.witness.left != found.witness.right


CIRCULAR = [
    r"Assume that $\varphi(\psi(z)) = \psi(\varphi(z))$ for all $z$. Assume that $\psi(\varphi(z)) = \varphi(\psi(z))$ for all $z$.",
    r"Assume that $a(i) = b(i)$ for all $i$. Assume that $b(i) = a(i)$ for all $i$.",
    r"Assume that $a(i) = b(i) + 1$ for all $i$. Assume that $b(i) = a(i) - 1$ for all $i$.",
    r"Assume that $\varphi(z) = \varphi(\varphi(z))$ for all $z$.",
    r"Assume that $z = \varphi(z)$. Assume that $z = \psi(z)$.",
    r"Assume that $\alpha = \alpha^{2}$. Assume that $\alpha = \alpha\beta$.",
]


@pytest.mark.parametrize("assuming", CIRCULAR)
def test_equations_that_lead_back_prove_nothing_else(assuming: str) -> None:
    assert verdict(r"f(i) = f'(i)", assuming) in (Verdict.REFUTED, Verdict.UNDECIDED)
    assert verdict(r"\varphi(\psi(f(i))) + f(i) = f(i) + \varphi(\psi(f(i)))", assuming) == Verdict.PROVED
