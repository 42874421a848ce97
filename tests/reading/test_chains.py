"""Proofs: steps, links between displays, implications, exceptions; what is broken hides nothing else."""

from __future__ import annotations

from symproof.reading.read import read_document
from symproof.theory.document import Implication, Proposition, Relation
from tests.reading.malformed import proof, proposition

A, B = r"\rho(i,j)", r"\rho^P(x(j) - x(i))"


def prove(text: str, *codes: str) -> Proposition:
    document = read_document("x.tex", proof(text))
    assert [d.code for d in document.diagnostics] == list(codes), document.diagnostics
    return document.propositions[-1]


def align(rows: str) -> str:
    return f"\\begin{{align*}}\n{rows}\n\\end{{align*}}"


def test_steps_begin_at_relations_not_at_rows() -> None:
    found = prove(align(rf"& {A} \\ &= \rho^P(x(j) \\ &\qquad - x(i)) \\ &= {A} = {B}"))
    steps = found.chains[0].steps
    assert [step.number for step in steps] == [1, 2, 3]
    assert steps[0].right is not None and steps[0].right.term == steps[2].right.term  # type: ignore[union-attr]
    assert found.chains[0].start == steps[0].left
    assert steps[1].left is not None and steps[1].left.term == steps[0].right.term


def test_a_display_that_begins_with_a_relation_goes_on() -> None:
    found = prove(rf"First \[ {A} = {B} \] and so $$= {A}.$$ Then \begin{{equation}} = {B} \end{{equation}}")
    assert [len(chain.steps) for chain in found.chains] == [3]
    assert {step.chain for step in found.chains[0].steps} == {0}


def test_a_display_with_its_own_start_is_a_new_chain() -> None:
    found = prove(rf"\[ {A} = {B} \] \[ f(i) = f(i) \]")
    assert [[step.chain for step in chain.steps] for chain in found.chains] == [[0], [1]]


def test_a_row_of_its_own_begins_a_new_chain() -> None:
    found = prove(align(rf"{A} &= {B} \\ f(i) &= f(i) \\ &= f(i)"))
    assert [len(chain.steps) for chain in found.chains] == [1, 2]


def test_displays_of_all_kinds() -> None:
    for name in ("equation", "equation*", "align", "gather*", "multline", "eqnarray*"):
        found = prove(rf"\begin{{{name}}} {A} = {B} \end{{{name}}}")
        assert len(found.chains[0].steps) == 1, name
    found = prove(rf"\[ \begin{{aligned}} {A} &= {B} \\ &= {A} \end{{aligned}} \]")
    assert len(found.chains[0].steps) == 2


def test_a_broken_row_hides_no_other() -> None:
    found = prove(align(rf"{A} &= \rho^P(x(j) - x(i) \\ &= {B} \\ &= {A}"), "E101")
    steps = found.chains[0].steps
    assert [(step.left is None, step.right is None) for step in steps] == [
        (False, True), (True, False), (False, False),
    ]  # fmt: skip


def test_a_broken_display_hides_no_other() -> None:
    found = prove(r"\[ ) = \] \[ f(i) = f(i) \]", "E101", "E153")
    assert found.chains[-1].steps[-1].right is not None


def test_a_display_that_cannot_be_cut_is_missed_in_the_proof() -> None:
    found = prove(rf"\[ {A} = {B} \] \[ = \newline \foo \]", "E105")
    assert [step.right is None for step in found.chains[0].steps] == [False, True]


def test_reasons_stand_after_two_ampersands_in_text_or_in_a_comment() -> None:
    rows = rf"{A} &= {B} && \text{{definition of $\rho$}} \\ &= {A} \quad\text{{algebra}} \\ &= {B} % by: algebra"
    found = prove(align(rows))
    assert [step.reason.source for step in found.chains[0].steps] == [r"definition of $\rho$", "algebra", "algebra"]


def test_the_reason_may_stand_on_any_row_of_the_step() -> None:
    found = prove(align(rf"{A} &= \rho^P(x(j) && \text{{definition of $\rho$}} \\ &\quad - x(i)) \\ &= {A}"))
    assert [len(step.reason.parts) for step in found.chains[0].steps] == [1, 0]


def test_exceptions() -> None:
    found = prove(align(r"f(i) &\neq f(j) \quad\text{unless } i = j && \text{algebra}"))
    step = found.chains[0].steps[0]
    assert step.relation == Relation.UNEQUAL and step.unless is not None and step.reason.parts


def test_implications() -> None:
    rows = r"h = k &\iff hk^{-1} = e && \text{algebra} \\ &\implies k = h"
    steps = prove(align(rows)).chains[0].steps
    assert [isinstance(step.statement, Implication) for step in steps] == [True, True]
    assert [step.statement.both for step in steps if isinstance(step.statement, Implication)] == [True, False]


def test_functions_are_compared_at_fresh_arguments() -> None:
    step = prove(r"\[ L_yL_h[f] = L_hL_y[f] \]").chains[0].steps[0]
    assert step.left is not None and "F" in str(step.left.term.sort)


def test_a_proof_may_name_its_proposition() -> None:
    text = proposition("$h = h$").replace(
        r"\begin{proposition}", r"\begin{lemma}\label{a}$k = k$\end{lemma}\begin{proposition}"
    )
    text = text.replace(r"\end{document}", r"\begin{proof}[Proof of \ref{a}] \[ k = k \] \end{proof}\end{document}")
    first, second = read_document("x.tex", text).propositions
    assert first.has_proof and first.chains and not second.has_proof


def test_prose_between_displays_is_not_read() -> None:
    assert len(prove(rf"Here $nonsense ( = 3$ holds. \[ {A} = {B} \]").chains) == 1


def test_ampersands_before_a_line_hide_nothing() -> None:
    for rows in (rf"&& {A} &= {B} && \text{{algebra}}", rf"& & {A} & = & {B}", rf"{A} \\ && = {B}"):
        steps = prove(align(rows)).chains[0].steps
        assert [step.right is not None and step.left is not None for step in steps] == [True], rows
    found = prove(align(rf"{A} &= {B} \\ && \text{{algebra}}"))
    assert [type(part).__name__ for part in found.chains[0].steps[0].reason.parts] == ["ByAlgebra"]


def test_equations_side_by_side_are_chains_of_their_own() -> None:
    found = prove(align(rf"{A} &= {B} & f(i) &= f(i) & \text{{algebra}} \\ &= {A}"))
    assert [[step.relation for step in chain.steps] for chain in found.chains] == [[Relation.EQUAL], [Relation.EQUAL] * 2]
    found = prove(rf"\begin{{eqnarray*}} {A} & = & {B} \\ & = & {A} \end{{eqnarray*}}")
    assert [len(chain.steps) for chain in found.chains] == [2]


def test_rows_without_anything_are_passed_over() -> None:
    for rows in ("", r"\\", r"& \\ && \\", r"\qquad"):
        assert not prove(align(rows), *["W106"]).chains
    found = prove(align(rf"{A} &= {B} \\ \\ & \\ &= {A}"))
    assert [len(chain.steps) for chain in found.chains] == [2]


def test_words_beside_a_formula_are_a_reason() -> None:
    for words in (r"\text{since } h = h", r"\text{by } h = h", r"\quad \text{using } h = h", r"&& \text{magic } h", r"\text{(clear)}"):
        found = prove(align(rf"{A} &= {B} {words}"), *(["W101"] if "h = h" not in words else []))
        assert found.chains[0].steps[0].right is not None, words
