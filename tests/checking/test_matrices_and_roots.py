"""Transposes in pairings, equations between matrices, square roots of naturals, powers and exponentials."""

from __future__ import annotations

from math import isqrt

import pytest

from symproof.algebras.normal_form import NormalForm
from symproof.algebras.polynomials import Polynomials
from symproof.checking.report import Verdict
from symproof.theory.setting import Setting

from .judged import outcome, verdict

MATRICES = r"""
Let $\ell, \ell'$ be positive naturals.
Let $A, A' \in \mathbb{R}^{\ell \times \ell'}$, $B \in \mathbb{R}^{\ell' \times \ell}$, $D, E \in \mathbb{R}^{\ell' \times \ell'}$.
Let $\nu, \nu' \in \mathbb{R}^{\ell'}$ and $\mu \in \mathbb{R}^{\ell}$. Let $\epsilon : S \to \mathbb{R}^{\ell'}$.
"""

HOLD: dict[str, list[str]] = {
    "": [
        r"\langle A\nu, \mu\rangle = \langle \nu, A^\top \mu\rangle",
        r"\langle A\nu, A'\nu'\rangle = \langle A'^\top A\nu, \nu'\rangle",
        r"\langle D\nu, D\nu\rangle = \langle \nu, D^\top D\nu\rangle",
        r"\langle D\nu, \nu\rangle = \langle D^\top\nu, \nu\rangle",
        r"\langle (D + BA)\nu, \nu'\rangle = \langle \nu, D^\top\nu' + A^\top B^\top\nu'\rangle",
        r"\sum_{j\in S} \langle D \epsilon(j), \nu\rangle = \langle \sum_{j\in S} \epsilon(j), D^\top \nu\rangle",
        r"\sum_{j\in S} \langle D\epsilon(j), D\epsilon(i)\rangle = \sum_{j\in S} \langle \epsilon(i), D^\top D \epsilon(j)\rangle",
        r"\sqrt{\ell^{2}} = \ell",
        r"\sqrt{\ell \ell'} = \sqrt{\ell}\sqrt{\ell'}",
        r"\sqrt{\ell^{2} + 2\ell\ell' + \ell'^{2}} = \ell + \ell'",
        r"\sqrt{\ell \ell' + \ell^{2}} = \sqrt{\ell}\sqrt{\ell + \ell'}",
        r"\sqrt{12} = 2\sqrt{3}",
        r"\sqrt{2}\sqrt{6} = 2\sqrt{3}",
        r"\frac{\alpha}{\sqrt{\ell}}\sqrt{\ell^{3}} = \alpha \ell",
        r"\exp(-\alpha) = \frac{1}{\exp(\alpha)}",
        r"\frac{\exp(2\alpha)}{\exp(\alpha)^{2}} = \exp(0)",
    ],
    r"Assume that $D^\top = D$.": [
        r"\langle D\nu, \nu'\rangle = \langle \nu, D\nu'\rangle",
        r"(DED)^\top = DE^\top D",
        r"\langle D\nu, D\nu'\rangle = \langle \nu, D^{\top}D\nu'\rangle",
    ],
    r"Assume that $D^\top D = D$.": [
        r"\langle D\nu, D\nu'\rangle = \langle \nu, D\nu'\rangle",
        r"D^\top = D",
        r"DD\nu = D\nu",
    ],
    r"Assume that $E = D + BA$.": [r"E\nu - D\nu = BA\nu", r"E^\top = D^\top + A^\top B^\top"],
}
FAIL: dict[str, list[str]] = {
    "": [
        r"\langle D\nu, \nu'\rangle = \langle \nu, D\nu'\rangle",
        r"\langle D\nu, D\nu'\rangle = \langle \nu, DD^\top \nu'\rangle",
        r"\langle D\nu, E\nu'\rangle = \langle E\nu, D\nu'\rangle",
        r"\langle DE\nu, \nu'\rangle = \langle \nu, D^\top E^\top\nu'\rangle",
        r"\langle D\nu, \nu\rangle = \langle E\nu, \nu\rangle",
        r"\sqrt{\ell^{2} \ell'} = \ell'\sqrt{\ell}",
        r"\sqrt{\ell^{3}} = \ell^{2}",
        r"\frac{\alpha}{\sqrt{\ell}} \ell = \alpha",
        r"\exp(-\alpha) = -\exp(\alpha)",
        r"\exp(\alpha\beta) = \exp(\alpha)\exp(\beta)",
    ],
    r"Assume that $E = D + BA$.": [r"E\nu = BA\nu"],
}


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(assuming, equation) for assuming, equations in table.items() for equation in equations]


@pytest.mark.parametrize(("assuming", "equation"), cases(HOLD))
def test_what_holds_is_proved(assuming: str, equation: str) -> None:
    assert verdict(equation, MATRICES + assuming) == Verdict.PROVED


@pytest.mark.parametrize(("assuming", "equation"), [case for case in cases(HOLD) if case[0]])
def test_it_needs_the_equation(assuming: str, equation: str) -> None:
    assert verdict(equation, MATRICES) != Verdict.PROVED or not outcome(equation, MATRICES + assuming).hypotheses


@pytest.mark.parametrize(("assuming", "equation"), cases(FAIL))
def test_what_fails_is_evaluated(assuming: str, equation: str) -> None:
    found = outcome(equation, MATRICES + assuming)
    assert found.verdict == Verdict.REFUTED and found.witness is not None
    assert found.witness.left != found.witness.right


@pytest.mark.parametrize("number", [*range(1, 60), 72, 98, 180, 10_000, 9973, 9973 * 4])
def test_roots_of_numerals(number: int) -> None:
    """Each root is the square factor of the numeral times roots of distinct primes."""
    form = NormalForm(Setting())
    (((_, factors, _), outside),) = form.square_root(form.constant(number)).items()
    inside = [form.unpack(form.atoms.keys[atom][1]) for atom, _ in factors]
    product = Polynomials.constant(1)
    for base in inside:
        product = form.multiply(product, base)
    ((_, square_free),) = product.items()
    assert outside * outside * square_free == number
    assert all(square_free % (k * k) for k in range(2, isqrt(int(square_free)) + 1))
