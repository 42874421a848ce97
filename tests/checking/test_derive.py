"""Witnesses where equations that are assumed say what a symbol is: found, and meeting the equations when recomputed."""

from __future__ import annotations

import re
from ast import literal_eval
from itertools import product

import numpy as np
import pytest

from symproof.checking.derive import derived
from symproof.checking.problem import problem
from symproof.checking.report import Verdict, Witness
from symproof.checking.witness import find_witness
from symproof.theory.document import Comparison
from tests.algebras.latex import GROUP, read

from .judged import outcome

MORE = r"""
Let $\ell, \ell'$ be positive naturals. Let $\chi : F \to F$, $\pi : S \to S$ and $\varsigma : F \times F \to \mathbb{R}$.
Let $A, A' \in \mathbb{R}^{\ell \times \ell'}$, $B \in \mathbb{R}^{\ell' \times \ell}$, $D, E \in \mathbb{R}^{\ell' \times \ell'}$.
"""
NAMED = {
    r"Assume that $E = D + BA$.": [r"E^\top = D^\top + BA", r"E^\top = D^\top + A^\top A'", r"E = D + E"],
    r"Assume that $E - BA = D$.": [r"E = D", r"E = D - BA"],
    r"Assume that $D = E - BA$. Assume that $A = 2A'$.": [r"E = D + BA'", r"E = D + 4BA'"],
    r"Assume that $f = f'$.": [r"f(i) = f'(j)"],
    r"Assume that $f(i) = f'(i)$ for all $i$.": [r"\sum_{j\in N(i)} f(j) = \sum_{j\in S} f'(j)"],
    r"Assume that $f(i) = 2f'(j)$.": [r"f(j) = 2f'(j)", r"f(i) = f'(j)"],
    r"Assume that $\psi(z) = \chi(z)\alpha$ for all $z$.": [r"\psi(z + z') = \chi(z)\alpha + \chi(z')\alpha"],
    r"Assume that $\psi(z) = \varphi(\chi(z))$ for all $z$.": [r"\psi(z) = \chi(\varphi(z))"],
    r"Assume that $\theta(hv) = f(x^{-1}(v))$ for all $v$.": [r"\theta(x(i)) = f(i)", r"\theta(hv) = \theta(v)"],
    r"Assume that $j = \pi(i)$.": [r"f(j) = f(\pi(j))"],
    r"Assume that $m(i,j) = a(i)b(j)$ for all $i, j$.": [r"m(i,j) = m(j,i)", r"m(i,i) = a(i)"],
    r"Assume that $m(i,j) = a(i)b(j)$ for all $i, j$. Assume that $b = a$.": [r"m(i,j) = a(i)", r"m(i,j) = m(i,i)"],
}
TRUE = {
    r"Assume that $E = D + BA$.": [r"E^\top = D^\top + A^\top B^\top"],
    r"Assume that $\psi(z) = \varphi(\chi(z))$ for all $z$.": [r"\psi(z + z') = \varphi(\chi(z' + z))"],
    r"Assume that $\theta(hv) = f(x^{-1}(v))$ for all $v$.": [r"\theta(hx(i)) = f(i)"],
    r"Assume that $\theta(hv) = f(x^{-1}(v))$ for all $v$, $h$.": [r"\theta(v) = \theta(hv)", r"\theta(x(i)) = f(i)"],
    r"Assume that $m(i,j) = a(i)b(j)$ for all $i, j$. Assume that $b = a$.": [r"m(i,j) = m(j,i)"],
    r"Assume that $f = f'$. Assume that $f'(i) = 0$ for all $i$.": [r"f(i) = f(j)"],
}


def _pairs(cases: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(assumed, claim) for assumed, claims in cases.items() for claim in claims]


def witness(claim: str, assumed: str) -> Witness | None:
    setting, stated = read(claim, GROUP + MORE + assumed)
    statement = stated.statement
    assert isinstance(statement, Comparison)
    return find_witness(statement.left.term, statement.right.term, setting)


@pytest.mark.parametrize(("assumed", "claim"), _pairs(NAMED))
def test_a_false_claim_is_refuted(assumed: str, claim: str) -> None:
    found = outcome(claim, MORE + assumed)
    assert found.verdict == Verdict.REFUTED
    assert found.witness is not None
    assert found.witness.left != found.witness.right


@pytest.mark.parametrize(("assumed", "claim"), _pairs(TRUE))
def test_a_true_claim_has_no_witness(assumed: str, claim: str) -> None:
    assert witness(claim, assumed) is None


def test_matrices_recomputed() -> None:
    found = witness(r"E^\top = D^\top + BA", r"Assume that $E = D + BA$.")
    assert found is not None
    size = dict(found.scalars)
    a, b, d, e = (np.array(literal_eval(size[name])) for name in "ABDE")
    assert (e == d + b @ a).all()
    assert literal_eval(found.left) == e.T.tolist()
    assert literal_eval(found.right) == (d.T + b @ a).tolist()
    assert found.left != found.right


def test_tables_recomputed() -> None:
    found = witness(r"m(i,j) = m(j,i)", r"Assume that $m(i,j) = a(i)b(j)$ for all $i, j$.")
    assert found is not None
    tables = {name: {at: int(value) for at, value in entries} for name, entries in found.functions}
    where = dict(found.elements)
    points = {at[0] for name in "ab" for at in tables[name]} | set(where.values())
    for i, j in product(points, points):
        assert tables["m"].get((i, j), 0) == tables["a"].get((i,), 0) * tables["b"].get((j,), 0)
    i, j = where["i"], where["j"]
    assert int(found.left) == tables["m"].get((i, j), 0) != tables["m"].get((j, i), 0) == int(found.right)


@pytest.mark.parametrize("claim", [r"\psi(z) = \chi(\varphi(z))", r"\psi(z + z') = \psi(z) + \psi(z')"])
def test_composed_maps_recomputed(claim: str) -> None:
    """The formulas in the witness are read and composed here, at more points than their degrees."""
    found = witness(claim, r"Assume that $\psi(z) = \varphi(\chi(z))$ for all $z$.")
    assert found is not None
    maps = {name.split("(")[0]: text for name, text in found.maps}
    for t in range(-7, 8):
        assert at(maps[r"\psi"], t) == at(maps[r"\varphi"], at(maps[r"\chi"], t))


def at(formula: str, t: int) -> int:
    """The value of a formula such as ``-t + 2 t^2 - 1``."""
    total = 0
    for sign, count, letter, power in re.findall(r"([+-]?) ?(?=[t\d])(\d*) ?(t?)\^?(\d?)", formula):
        size = int(count or 1) * (t ** int(power or 1) if letter else 1)
        total += -size if sign == "-" else size
    return total


def test_what_rests_on_another_comes_later() -> None:
    assumed = r"Assume that $f = f'$. Assume that $f'(i) = \varphi(\theta(x(i)))$ for all $i$. Assume that $\theta(v) = z$ for all $v$."
    setting, claim = read(r"f(i) = z", GROUP + assumed)
    statement = claim.statement
    assert isinstance(statement, Comparison)
    order = [entry.symbol.name for entry in derived(problem(statement.left.term, statement.right.term, setting))]
    assert order == [r"\theta", "f'", "f"]


def test_equations_in_a_circle_leave_a_symbol_to_be_drawn() -> None:
    setting, claim = read(r"f(i) = f'(j)", GROUP + r"Assume that $f = f'$. Assume that $f' = f$.")
    statement = claim.statement
    assert isinstance(statement, Comparison)
    entries = derived(problem(statement.left.term, statement.right.term, setting))
    assert [entry.symbol.name for entry in entries] == ["f"]
