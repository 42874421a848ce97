"""An equation that says what a sum is for all elements is used inside other sums as well."""

import pytest

from tests.algebras.latex import equal

ONE = r"Assume that $\sum_{j\in S} m(i,j) = 1$ for all $i$."
NEAR = r"Assume that $\sum_{j\in N(i)} m(i,j) = a(i)$ for all $i$."
NONE = r"Assume that $\sum_{j\in S} m(i,j) = 0$ for all $i$."
EMPTY = r"\sum_{x^{-1}(\kappa(j)x(j))\in N(l)} \exp(b(j))"  # there may be no such j
CASES = [
    (ONE, r"\sum_{i\in S}\sum_{j\in S} m(i,j)f(i) = \sum_{i\in S} f(i)", True),
    (ONE, r"\sum_{i\in S}\sum_{j\in S} m(i,j)f(j) = \sum_{i\in S} f(i)", False),
    (ONE, r"\sum_{i\in S}\sum_{j\in S} m(j,i)f(i) = \sum_{i\in S} f(i)", False),
    (ONE, r"\sum_{i\in N(k)}\sum_{j\in S} m(i,j)f(i) = \sum_{i\in N(k)} f(i)", True),
    (ONE, r"\sum_{i\in S}\sum_{j\in N(k)} m(i,j)f(i) = \sum_{i\in S} f(i)", False),
    (ONE, r"\sum_{i\in S}\sum_{j\in S}\sum_{k\in S} m(i,j)m(j,k)f(i) = \sum_{i\in S} f(i)", True),
    (ONE, r"\sum_{j\in S}\sum_{k\in S} m(i,j)m(k,j) = 1", False),
    (ONE, r"\sum_{i\in S} \sigma_i(b(i))\sum_{j\in S} m(i,j)f(i) = \sum_{i\in S} \sigma_i(b(i))f(i)", True),
    (ONE, r"\sum_{i\in S}\sum_{j\in S} m(gi,j)f(i) = \sum_{i\in S} f(i)", True),
    (NEAR, r"\sum_{i\in N(k)}\sum_{j\in N(i)} m(i,j)f(i) = \sum_{i\in N(k)} a(i)f(i)", True),
    (NEAR, r"\sum_{i\in N(k)}\sum_{j\in N(i)} m(i,j)f(i) = \sum_{i\in N(k)} f(i)", False),
    (NEAR, r"\sum_{i\in N(k)}\sum_{j\in N(k)} m(i,j)f(i) = \sum_{i\in N(k)} a(i)f(i)", False),
    (NONE, r"\sum_{i\in S}\sum_{j\in S} m(i,j)f(i) = 0", True),
    (NONE, r"\sum_{i\in S}\sum_{j\in S} m(i,j)f(j) = 0", False),
    (ONE, rf"\frac{{\sum_{{i\in S}}a(i){EMPTY}}}{{{EMPTY}}} = \sum_{{i\in S}} a(i)", False),
    (ONE, rf"\frac{{\sum_{{i\in S}}\sum_{{k\in S}}m(i,k){EMPTY}}}{{{EMPTY}}} = \sum_{{i\in S}}\sum_{{k\in S}}m(i,k)", False),
]  # fmt: skip


@pytest.mark.parametrize(("assuming", "claim", "follows"), CASES)
def test_what_it_says_of_an_inner_sum(assuming: str, claim: str, follows: bool) -> None:
    assert equal(claim, assuming) == follows
    assert not equal(claim)
