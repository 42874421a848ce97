"""Definitions that double at every level: the work is bounded, and what ran out is named."""

from __future__ import annotations

import pytest

from symproof.algebras.atoms import OutOfBudget
from symproof.algebras.identifiers import Budget as IdBudget
from symproof.algebras.identifiers import BudgetExceeded
from symproof.algebras.instances import compare
from symproof.algebras.normal_form import NormalForm
from symproof.algebras.recorded import MAX_ENTERED
from symproof.checking.budget import Budget, Options
from symproof.checking.check import check_document
from symproof.checking.report import Verdict
from symproof.groups import parse_action
from symproof.reading.read import read_document
from symproof.terms import NATURAL, NotPolynomial, NthPower, Plus, Var, polynomial
from symproof.theory.document import Comparison
from symproof.theory.setting import Setting

TEXT = r"""\begin{document}\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j \in S$, $y \in V$ and $h \in \mathcal{H}$. Let $F$ be a feature space. Let $f : S \to F$. Let $N(i) \subseteq S$.
Define $D[f](i) := f(i) + f(x^{-1}(x(i)+y))$.
Define $E[f](i) := \sum_{j\in N(i)} \langle f(i), f(j)\rangle f(j)$.
Assume that $N$ is translation-equivariant.
\end{setting}
\begin{proposition}\label{p}
$§$
\end{proposition}\end{document}"""


def claim(text: str) -> tuple[Setting, Comparison]:
    (found,) = read_document("a.tex", TEXT.replace("§", text)).propositions
    (statement,) = (one.statement for one in found.claims)
    assert isinstance(statement, Comparison)
    return found.setting, statement


def nested(operator: str, levels: int, inner: str = "f") -> str:
    return f"{operator}[" * levels + inner + "]" * levels


SUMS = nested("E", 4, "L_y[f]") + "(i) = L_y[" + nested("E", 4) + "](i)"


@pytest.mark.parametrize(("rewrites", "verdict"), [(60_000, Verdict.PROVED), (2_000, Verdict.UNDECIDED)])
def test_sums_that_triple(rewrites: int, verdict: Verdict) -> None:
    document = read_document("a.tex", TEXT.replace("§", SUMS))
    report = check_document(document, Options(general_only=True, budgets=Budget(rewrites=rewrites)))
    (found,) = report.propositions
    assert found.claim is verdict
    whys = [one.why for one in found.claims]
    assert whys == (["the budget 'rewrites' ran out"] if verdict is Verdict.UNDECIDED else [""])


def test_each_body_is_paid_for() -> None:
    setting, statement = claim(nested("D", 9) + "(i) = f(i)")  # 511 bodies, of few different atoms
    assert NormalForm(setting, limit=200).normal(statement.left.term)
    with pytest.raises(OutOfBudget) as spent:
        NormalForm(setting, limit=100).normal(statement.left.term)
    assert spent.value.budget == "rewrites"


def test_the_next_normal_form_has_its_whole_budget() -> None:
    setting, statement = claim(nested("D", 9) + "(i) = f(i)")
    form = NormalForm(setting, limit=200)
    assert form.normal(statement.left.term) == form.normal(statement.left.term)


def test_identifiers() -> None:
    setting, statement = claim(nested("D", 8) + "(i) = f(i)")
    sides, action = (statement.left.term, statement.right.term), parse_action("C2 on Z_3")
    assert not compare(*sides, setting, action, frozenset()).equal
    with pytest.raises(BudgetExceeded):
        compare(*sides, setting, action, frozenset(), budget=IdBudget(elements=100_000))


def test_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_document("a.tex", TEXT.replace("§", nested("D", 8) + "(i) = f(i)"))
    assert MAX_ENTERED > 255
    assert check_document(document, Options(general_only=True)).propositions[0].claim is Verdict.REFUTED
    monkeypatch.setattr("symproof.algebras.recorded.MAX_ENTERED", 100)
    report = check_document(document, Options(general_only=True))
    assert report.propositions[0].claim is Verdict.UNDECIDED  # and not refuted without evaluated numbers


NAMES = [Var(name, NATURAL) for name in "abcd"]


@pytest.mark.parametrize(("names", "power", "small"), [(4, 20, True), (4, 60, False), (2, 300, True), (1, 10**6, True)])
def test_powers_of_sums_of_naturals(names: int, power: int, small: bool) -> None:
    total = Plus(*NAMES[:names]) if names > 1 else NAMES[0]
    if small:
        assert polynomial(NthPower(total, power))
    else:
        with pytest.raises(NotPolynomial):
            polynomial(NthPower(total, power))


@pytest.mark.parametrize("name", ["models", "seconds"])
def test_the_budget_of_a_search_is_named(name: str) -> None:
    """``f(i) = f(j)`` is false; where nothing may be tried, it is undecided, and says why."""
    document = read_document("a.tex", TEXT.replace("§", "f(i) = f(j)"))
    assert check_document(document, Options(general_only=True)).propositions[0].claim is Verdict.REFUTED
    spent = Budget(models=0) if name == "models" else Budget(seconds=-1.0)
    (found,) = check_document(document, Options(general_only=True, budgets=spent)).propositions
    assert [(one.verdict, f"'{name}' ran out" in one.why) for one in found.claims] == [(Verdict.UNDECIDED, True)]
