"""Whatever values are proposed for the variables of a law, only its instances are used: nothing false follows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import Any

import pytest

from symproof.algebras.atoms import OutOfBudget
from symproof.algebras.fold import OutsideTheory
from symproof.algebras.matching import Matching
from symproof.algebras.normal_form import NormalForm
from symproof.terms import Arrow, H, Var, free_variables, is_scalar
from tests.algebras.latex import GROUP, equal, read
from tests.algebras.test_relations import CASES

ROWS = [
    # a name that the law does not speak of in general, one point for all, points exchanged
    (r"$f(hi) = f(i)$ for all $i$", r"f(hj) = f(j)", r"f(gj) = f(j)"),
    (r"$f(hi) = f(i)$ for all $i$", r"f(hhj) = f(j)", r"f(i) = f(j)"),
    (r"$a(i) = b(k)$ for all $i$", r"a(j) = b(k)", r"a(j) = b(j)"),
    (r"$a(i) = b(k)$ for all $i$", r"\sum_{j\in S} a(j) = \sum_{j\in S} b(k)", r"\sum_{j\in S} a(j) = \sum_{j\in S} b(j)"),
    (r"$r(k,k) = f(k)$ for all $k$", r"r(j,j) = f(j)", r"r(i,j) = f(i)"),
    (r"$m(k,l) = m(l,k)$ for all $k$, $l$", r"m(i,j) = m(j,i)", r"m(i,j) = m(i,i)"),
    (r"$m(i,l) = m(l,k)$ for all $l$", r"m(i,j) = m(j,k)", r"m(k,j) = m(j,i)"),
    (r"$\varphi(-z) = -\varphi(z)$ for all $z$", r"\varphi(-f(i)) = -\varphi(f(i))", r"\varphi(f(i)) = -\varphi(f(i))"),
    (r"$\varphi(\psi(z)) = z$ for all $z$", r"\varphi(\psi(f(i))) = f(i)", r"\psi(\varphi(f(i))) = f(i)"),
    (r"$\varphi(z) = z'$ for all $z$", r"\varphi(f(j)) = z'", r"\varphi(f(j)) = f(j)"),
    # what a sum binds
    (
        r"$a(i) = \sum_{k\in S} m(i,k)$ for all $i$",
        r"\sum_{k\in S} a(k)b(k) = \sum_{k\in S}\sum_{l\in S} m(k,l)b(k)",
        r"\sum_{k\in S} a(k)b(k) = \sum_{k\in S}\sum_{l\in S} m(l,l)b(k)",
    ),
    (
        r"$f(i) = z$ for all $i$",
        r"\sum_{j\in S} \varphi(f(j)) = \sum_{j\in S} \varphi(z)",
        r"\sum_{j\in S} \varphi(q(j,h)) = \sum_{j\in S} \varphi(z)",
    ),
    # operators
    (r"$R[f] = f(i)$ for all $f$", r"R[L_g[f']] = f'(g^{-1}i)", r"R[f'] = f'(j)"),
    (r"$R[f] = \sum_{j\in S} a(j)f(j)$ for all $f$", r"R[f'] = \sum_{j\in S} a(j)f'(j)", r"R[f'] = \sum_{j\in S} a(j)f'(i)"),
    (
        r"$T[L_s[f],L_s[f']] = T[f,f']$ for all $s$, $f$, $f'$",
        r"T[L_g[f'],L_gL_h[f]] = T[f',L_h[f]]",
        r"T[L_g[f'],L_h[f]] = T[f',f]",
    ),
]  # fmt: skip
OPERATORS = r"Let $R : (S \to F) \to F$. Let $T : (S \to F) \times (S \to F) \to F$."
FALSE = [(false, f"{OPERATORS} Assume that {law}.") for law, _, false in ROWS]
FALSE += [(r"R[L_g[f']] = R[f']", f"{OPERATORS} Assume that $R[L_s[f]] = R[f]$ for all ${all_of}$.") for all_of in "fs"]
FALSE += [(claim, assuming) for claim, assuming, true in CASES if not true and "for all" in assuming]


@pytest.mark.parametrize(("law", "true", "false"), ROWS)
def test_a_law_gives_its_instances(law: str, true: str, false: str) -> None:
    assert equal(true, f"{OPERATORS} Assume that {law}.")
    assert not equal(false, f"{OPERATORS} Assume that {law}.")
    assert not equal(true, OPERATORS)


def anything(matching: Any, law: Any, brackets: Any) -> Iterator[dict[Var, Any]]:
    """Values for the variables of a law, and for what it speaks of besides: whatever stands in the arguments."""
    form = matching.form
    names = sorted(free_variables(law.one) | free_variables(law.other), key=lambda var: var.name)
    fitting = [(var, pool(form, var, brackets)) for var in names if var in law.variables or var.sort == H]
    chosen = [(var, values) for var, values in fitting if values]
    for values in islice(product(*[values for _, values in chosen]), 24):
        yield dict(zip([var for var, _ in chosen], values, strict=True))


def pool(form: Any, var: Var, brackets: Any) -> list[Any]:
    args = [arg for bracket in brackets for arg in bracket]
    if isinstance(var.sort, Arrow):
        return [data for tag, data in args if tag == "F"]
    if is_scalar(var.sort) or not {"H", "V"} & {tag for tag, _ in args}:
        return [form.unpack(data) for tag, data in args if tag == "P"]
    mine = "H" if var.sort == H else "V"
    words = [word for tag, data in args if tag == "V" for (word, _), _ in data] if mine == "H" else []
    return [(), *[data for tag, data in args if tag == mine], *words]


def accepted(claim: str, assuming: str) -> bool:
    try:
        return equal(claim, assuming)
    except (OutOfBudget, OutsideTheory, RecursionError):
        return False


def test_what_is_no_instance_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"instance": 0, "moves": 0}

    def instance(self: Any, law: Any, brackets: Any) -> dict[Var, Any] | None:
        answers["instance"] += 1
        found = list(anything(self, law, brackets))
        return found[answers["instance"] % len(found)] if found else None

    def moves(self: Any, law: Any, brackets: Any, sort: Any) -> Iterator[dict[Var, Any]]:
        answers["moves"] += 1
        yield from anything(self, law, brackets)

    monkeypatch.setattr(Matching, "instance", instance)
    monkeypatch.setattr(Matching, "moves", moves)
    for turn in range(3):
        answers["instance"] += turn
        assert [claim for claim, assuming in FALSE if accepted(claim, assuming)] == []
    assert min(answers.values()) > 30


def test_a_law_with_a_sum_is_not_used_at_names_that_a_sum_binds() -> None:
    """Its sum might bind the same name: a(i) = sum_k m(i, k) at i = k is not sum_k m(k, k)."""
    setting, _ = read("a(i) = 0", GROUP + r"Assume that $a(i) = \sum_{k\in S} m(i,k)$ for all $i$.")
    form = NormalForm(setting, frozenset(setting.hypotheses))
    free, bound = form.atoms.fresh("V"), form.atoms.bound("V", True, 1, 0)
    at = {name: ((("V", form.as_point(name)),),) for name in (free, bound)}
    assert form.by_law(setting.symbols["a"], at[free]) is not None
    assert form.by_law(setting.symbols["a"], at[bound]) is None
