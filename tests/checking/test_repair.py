"""Repairs: what comes back of slips made in corrected chains, and what must not be proposed."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

import pytest

from symproof.checking.budget import Options
from symproof.checking.check import check_document, cited_claims
from symproof.checking.line import Line, Neighbour
from symproof.checking.mend import Wish, mended
from symproof.checking.repair import LineRepair, RepairBudget
from symproof.checking.report import Repair, Verdict
from symproof.checking.step import Judge
from symproof.reading.read import read_document
from symproof.theory.document import ByAlgebra, Formula, Reason
from symproof.writing.latex import latex
from tests.checking.repairs import _follows, slips, tried
from tests.mutation.cases import CORRECTED

GENERAL = Options(general_only=True)
SAMPLE = ("02-lifting", "05-output-lora-lifting", "07-reindexing-group")


def test_slips_in_corrected_chains_are_undone() -> None:
    results = [tried(slip) for slip in slips(36, 3, SAMPLE)]
    among_three = [result for result in results if 0 < result.rank <= 3]
    assert len(results) == 36
    assert len(among_three) >= 0.95 * len(results)
    assert all(result.proposals <= 3 for result in results)


def test_every_repair_follows_as_stated_on_both_sides() -> None:
    for slip in slips(8, 11, SAMPLE):
        for repair in LineRepair(slip.line, slip.judge, RepairBudget()).repairs():
            assert _follows(slip.line, repair.term, slip.judge)
            assert repair.changes and repair.size > 0


# --- whole chains ----------------------------------------------------------------------------------


@lru_cache
def lifting() -> str:
    return (CORRECTED / "02-lifting.tex").read_text()


def repairs_of(*changes: tuple[str, str], wish: Wish = Wish()) -> dict[int, tuple[Repair, ...]]:  # noqa: B008
    """The repairs of the lifting layer with these slips, by step; each text is replaced in one row only."""
    source = lifting()
    for old, new in changes:
        assert old in source
        source = source.replace(old, new, 1)
    report = check_document(read_document(CORRECTED / "attempt.tex", source), GENERAL)
    found = mended(report, GENERAL, cited_claims(report), wish)
    return {step.step.number: step.repairs for step in found.propositions[0].steps if step.repairs}


KEY = r"\varphi_{key}^{head}(f(\bar j)+\rho^P(h^{-1}h_3(x(\bar j)-x(\bar i))))"
VAL = r"m^{r,LoRA}_{G\uparrow}[f,\rho](x^{-1}(h_3^{-1}(x(i)-y)),h_3^{-1}h)"
ROW = r"""\varphi_{key}^{head}(f(\bar j)+\rho^P(h^{-1}h_3(x(\bar j)-x(\bar i)))) \\*
  &\qquad {} + \Delta\varphi_{key}^{head}(f(\bar j)+\rho^P(h^{-1}h_3(x(\bar j)-x(\bar i))))"""
SLIPS = [  # the slip, the step that is mended, what is written instead
    ((KEY, KEY.replace("h^{-1}h_3", "hh_3")), 5, "h^{-1}"),
    ((KEY, KEY.replace("h^{-1}h_3", "h_3h^{-1}")), 5, "h^{-1}h_3"),
    ((KEY, KEY.replace(r"x(\bar j)-x(\bar i)", r"x(\bar i)-x(\bar j)")), 5, None),
    ((KEY, KEY.replace(r"f(\bar j)", r"f(\bar i)")), 5, r"\bar{j}"),
    ((ROW, ROW.replace("h^{-1}h_3", "hh_3")), 5, "h^{-1}"),
    ((ROW, ROW.replace(r"x(\bar j)-", "")), 5, None),
    ((VAL, VAL.replace("(x(i)-y)", "(x(i)+y)")), 9, "x(i)-y"),
    ((VAL, VAL.replace("h_3^{-1}(x(i)-y)", "h_3^{-1}x(i)-y")), 9, None),
    ((VAL, VAL.replace(",h_3^{-1}h)", ",hh_3^{-1})")), 9, "h_3^{-1}h"),
    ((VAL, VAL.replace(",h_3^{-1}h)", ",h)")), 9, None),
]


@pytest.mark.parametrize(("slip", "step", "new"), SLIPS)
def test_a_slip_is_mended_where_it_is(slip: tuple[str, str], step: int, new: str | None) -> None:
    found = repairs_of(slip)
    assert set(found) == {step}
    best = found[step][0]
    assert best.line == step and best.onward
    if new is not None:
        assert new in {latex(change.new) for change in best.changes}


def test_a_slip_at_several_places_is_one_edit() -> None:
    found = repairs_of((ROW, ROW.replace("h^{-1}h_3", "hh_3")))[5][0]
    assert len(found.changes) == 2
    assert found.size < 2 * repairs_of((KEY, KEY.replace("h^{-1}h_3", "hh_3")))[5][0].size


def test_changes_have_their_places_in_the_source() -> None:
    change = repairs_of((KEY, KEY.replace("h^{-1}h_3", "hh_3")))[5][0].changes[0]
    row = lifting().replace(KEY, KEY.replace("h^{-1}h_3", "hh_3"), 1).splitlines()[change.span.line - 1]
    assert row[change.span.column - 1 : change.span.end_column - 1] == "h"


def test_a_slip_that_goes_on_is_followed() -> None:
    """The same slip in a line and in the next one is one edit of both."""
    one = r"\varphi_{key}^{head}(f(\bar j)+L_{h_3^{-1}h}[\rho](\bar i,\bar j)) + \Delta"
    slip = one.replace("L_{h_3^{-1}h}", "L_{h}")
    found = repairs_of((one, slip), (one, slip))
    assert set(found) == {6}
    best = found[6][0]
    assert best.lines == (6, 7) and best.onward
    assert {change.line for change in (best, *best.also)} == {6, 7}
    assert latex(best.changes[0].new) == latex(best.also[0].changes[0].new)


def test_a_slip_that_goes_on_to_the_end_is_no_run() -> None:
    """The last line of a run must lead on to a line as it is written, or to the end of the claim."""
    slip = (VAL, VAL.replace("(x(i)-y)", "(x(i)+y)"))
    found = repairs_of(slip, (r"L_yL_{h_3}[m", r"L_{h_3}L_y[m"))
    assert all(one.lines in ((9,), (10,)) for repairs in found.values() for one in repairs)


def test_nothing_is_proposed_where_nothing_is_wrong() -> None:
    assert repairs_of() == {}


def test_a_missing_hypothesis_is_not_mended_by_an_edit() -> None:
    """Dropping the step would make the chain follow; that is no repair."""
    source = (CORRECTED / "settings" / "lifting.tex").read_text()
    found = repairs_of((r"\input{settings/lifting.tex}", re.sub(r"Assume that[^.]*\.", "", source)))
    assert set(found) == {7}
    (stated,) = found[7]
    assert not stated.changes and not stated.lines
    assert {one.name for one in stated.assumed} == {"N is translation-equivariant", "N is stable under H"}


LAYER = r"""\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j \in S$ and $y \in V$. Let $F$ be a feature space.
Let $f : S \to F$, $\varphi : F \to F$ and $\psi : V \to \mathbb{R}$. Let $N(i) \subseteq S$.
Define $m[f](i) := \sum_{j\in N(i)} \psi(x(j)-x(i)) f(j)$.
\end{setting}
\begin{proposition}\label{a} $m[L_y[f]](i) = L_y[m[f]](i)$ \end{proposition}
\begin{proof} \begin{align*}
m[L_y[f]](i) &= \sum_{j\in N(i)} \psi(x(j)-x(i)) L_y[f](j) \\
 &= \sum_{j\in N(i)} \psi(x(j)-x(i)) f(x^{-1}(x(j)-y)) \\
 &= \sum_{j\in N(x^{-1}(x(i)-y))} \psi(x(j)-x(x^{-1}(x(i)-y))) f(j) REASON\\
 &= m[f](x^{-1}(x(i)-y)) \\
 &= L_y[m[f]](i)
\end{align*} \end{proof}"""
EQUIVARIANT = ["N is translation-equivariant"]


def mended_layer(*changes: tuple[str, str]) -> dict[int, tuple[Repair, ...]]:
    source = LAYER
    for old, new in changes:
        assert old in source
        source = source.replace(old, new, 1)
    report = check_document(read_document("a.tex", source.replace("REASON", "")), GENERAL)
    found = mended(report, GENERAL, {}, Wish())
    return {step.step.number: step.repairs for step in found.propositions[0].steps if step.repairs}


def test_a_hypothesis_is_stated() -> None:
    found = mended_layer()
    assert set(found) == {3}
    assert [one.name for one in found[3][0].assumed] == EQUIVARIANT and not found[3][0].changes


def test_an_edit_and_a_hypothesis_are_combined() -> None:
    """The slip stands in the line that needs the hypothesis too: neither alone will do."""
    found = mended_layer((r"\psi(x(j)-x(x^{-1}(x(i)-y))) f(j)", r"\psi(x(j)-x(x^{-1}(x(i)+y))) f(j)"))
    assert set(found) == {3}
    best = found[3][0]
    assert best.lines == (3,) and best.onward and [one.name for one in best.assumed] == EQUIVARIANT
    assert latex(best.changes[0].new) == "x(i)-y" and best.hypotheses == tuple(EQUIVARIANT)


def test_no_hypothesis_is_stated_that_an_edit_does_without() -> None:
    """The claim does not need that the map is linear; the line is at fault."""
    found = mended_layer((r"\psi(x(j)-x(i)) L_y[f](j) \\", r"\psi(x(j)-x(i)) L_y[f](i) \\"))
    assert not found[1][0].assumed and found[1][0].lines == (1,)


def test_a_reason_names_what_is_stated() -> None:
    found = mended_layer(("REASON", r"&& \text{re-index the sum over $j$}"))
    (stated,) = found[3]
    assert [(number, [one.name for one in lacking]) for number, lacking in stated.reasons] == [(3, EQUIVARIANT)]


def test_a_reason_is_completed_where_the_step_is_true() -> None:
    """Not as stated: nothing is to be assumed, and no line is to be changed."""
    given = (r"Let $N(i) \subseteq S$.", r"Let $N(i) \subseteq S$. Assume that $N$ is translation-equivariant.")
    (done,) = mended_layer(given, ("REASON", r"&& \text{algebra}"))[3]
    assert not done.assumed and not done.changes
    ((number, lacking),) = done.reasons
    assert number == 3
    assert [one.words for one in lacking] == ["$N$ is translation-equivariant", "re-index the sum over $j$"]


def test_an_edit_comes_before_a_longer_reason() -> None:
    """A slip that a hypothesis absorbs is no matter of the reason."""
    given = (r"Let $N(i) \subseteq S$.", r"Let $N(i) \subseteq S$. Assume that $N$ is translation-equivariant.")
    slip = (r"f(x^{-1}(x(j)-y)) \\", r"f(x^{-1}(x(j)-y)) && \text{algebra} \\")
    moved = (
        r"\sum_{j\in N(i)} \psi(x(j)-x(i)) f(x^{-1}(x(j)-y))",
        r"\sum_{j\in N(x^{-1}(x(i)-y))} \psi(x(j)+y-x(i)) f(j)",
    )
    found = mended_layer(given, slip, moved)
    assert found[2][0].changes or found[2][0].reasons
    assert all(not one.assumed for one in found[2])
    assert [bool(one.changes) for one in found[2]] == sorted((bool(one.changes) for one in found[2]), reverse=True)


def test_a_longer_reason_comes_before_an_edit_that_uses_no_less() -> None:
    """The edits that would do as well turn a line into one that nobody means."""
    given = (r"Let $N(i) \subseteq S$.", r"Let $N(i) \subseteq S$. Assume that $N$ is translation-equivariant.")
    found = mended_layer(given, ("REASON", r"&& \text{re-index the sum over $j$}"))
    assert [bool(one.changes) for one in found[3]] == sorted(bool(one.changes) for one in found[3])
    assert found[3][0].reasons and not found[3][0].changes


def test_an_edit_and_a_longer_reason_are_combined() -> None:
    """The sign is wrong and the reason does not name the hypothesis that is stated: nothing has to be assumed."""
    given = (r"Let $N(i) \subseteq S$.", r"Let $N(i) \subseteq S$. Assume that $N$ is translation-equivariant.")
    slip = (r"\psi(x(j)-x(x^{-1}(x(i)-y))) f(j)", r"\psi(x(j)-x(x^{-1}(x(i)+y))) f(j)")
    best = mended_layer(given, slip, ("REASON", r"&& \text{re-index the sum over $j$}"))[3][0]
    assert latex(best.changes[0].new) == "x(i)-y" and not best.assumed
    assert [(number, [one.name for one in lacking]) for number, lacking in best.reasons] == [(3, EQUIVARIANT)]


def test_a_chain_that_another_one_goes_on_with_need_not_reach_the_claim() -> None:
    """The slip is mended at the end of its own display; that the line does not reach the claim is no fault."""
    split = (r"L_y[f](j) \\", r"f(j) \end{align*} \begin{align*} m[L_y[f]](i) ")
    found = mended_layer(split)
    assert found[1][0].onward and latex(found[1][0].changes[0].new) == "L_y[f]"
    assert 2 not in found


def test_what_was_looked_at_is_told() -> None:
    source = LAYER.replace("REASON", "").replace("m[f](x^{-1}(x(i)-y)) ", r"\psi(y) m[\varphi\circ f](x^{-1}(x(i)+y)) ")
    source = source.replace(
        r"Let $N(i) \subseteq S$.", r"Let $N(i) \subseteq S$. Assume that $N$ is translation-equivariant."
    )
    report = check_document(read_document("a.tex", source), GENERAL)
    steps = {step.step.number: step for step in mended(report, GENERAL, {}, Wish()).propositions[0].steps}
    assert steps[4].repairs == () and steps[4].searched is not None
    assert steps[4].searched.edits > 0 and not steps[4].searched.exhausted
    assert steps[1].searched is None
    few = replace(GENERAL, budgets=replace(GENERAL.budgets, repairs=3))
    steps = {step.step.number: step for step in mended(report, few, {}, Wish()).propositions[0].steps}
    assert steps[4].searched is not None and steps[4].searched.exhausted == "repairs"


def test_two_slips_need_two_edits() -> None:
    slip = VAL.replace("(x(i)-y)", "(x(i)+y)").replace(",h_3^{-1}h)", ",hh_3^{-1})")
    assert repairs_of((VAL, slip)) == {}
    found = repairs_of((VAL, slip), wish=Wish(edits=2))
    assert set(found) == {9}
    assert len(found[9][0].kinds) == 2 or len(found[9][0].changes) >= 2


def test_one_step_only() -> None:
    slip = (VAL, VAL.replace("(x(i)-y)", "(x(i)+y)"))
    assert repairs_of(slip, wish=Wish(step=3)) == {}
    assert set(repairs_of(slip, wish=Wish(step=9))) == {9}


# --- one line ---------------------------------------------------------------------------------------


def test_a_copy_of_the_line_before_is_no_repair() -> None:
    (slip,) = slips(1, 2, ("07-reindexing-group",))
    before = Neighbour(slip.original, Reason((ByAlgebra(),)))
    line = Line(slip.line.formula, before, None)
    found = LineRepair(line, slip.judge, RepairBudget(), copies=False).repairs()
    assert all(repair.term != slip.original for repair in found)


def test_budgets_say_that_they_ran_out() -> None:
    (slip,) = slips(1, 5, ("02-lifting",))
    search = LineRepair(slip.line, slip.judge, RepairBudget(candidates=10))
    search.repairs()
    assert search.told.exhausted == "repairs"
    assert search.told.candidates == 10


def test_what_the_tiers_disagree_on_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    (slip,) = slips(1, 5, ("02-lifting",))
    assert LineRepair(slip.line, slip.judge, RepairBudget()).repairs()
    sure = Judge.equation

    def doubtful(self: Judge, *step: object) -> object:
        return replace(sure(self, *step), verdict=Verdict.REFUTED)  # type: ignore[arg-type]

    monkeypatch.setattr(Judge, "equation", doubtful)
    assert not LineRepair(slip.line, slip.judge, RepairBudget()).repairs()


def test_fewer_hypotheses_come_first() -> None:
    for slip in slips(4, 13, SAMPLE):
        found = LineRepair(slip.line, slip.judge, RepairBudget()).found(slip.line)
        ranks = [one.rank for one in found]
        assert ranks == sorted(ranks)


def test_a_line_without_neighbours_is_left_alone() -> None:
    (slip,) = slips(1, 2, ("02-lifting",))
    line = Line(Formula(slip.original), slip.line.before, slip.line.after)
    assert all(repair.term != slip.original for repair in LineRepair(line, slip.judge, RepairBudget()).repairs())
