"""One identity in H or V: normal forms, and built counterexamples, against provers of first-order logic."""

from __future__ import annotations

from collections.abc import Iterator

from symproof.algebras.normal_form import NormalForm
from symproof.checking.separate import separate
from symproof.theory.setting import Setting
from tests.benchmarks.obligations import OBLIGATIONS, Obligation
from tests.benchmarks.provers import LIMIT, PROVERS, Answer, attempt, installed
from tests.benchmarks.rows import Check, Row, duration
from tests.benchmarks.timing import best_of

SETTING = Setting()
EXPECTED = {True: "proved", False: "refuted"}


def holds(obligation: Obligation) -> bool:
    """Decide the obligation from nothing: an empty table of atoms, both normal forms."""
    form = NormalForm(SETTING)
    return form.same(form.normal(obligation.left), form.normal(obligation.right))


def rows() -> Iterator[Row]:
    for obligation in OBLIGATIONS:
        seconds = best_of(lambda o=obligation: holds(o))
        yield Row(f"{obligation.name} decided by normal forms: {EXPECTED[obligation.holds]}", seconds, at_most=50e-6)
        for prover in PROVERS:
            yield Row(f"    beside {prover}", seconds, *_yardstick(prover, obligation))
        if not obligation.holds:
            built = best_of(lambda o=obligation: separate(o.left, o.right, SETTING))
            yield Row(f"{obligation.name} with a counterexample that is evaluated", built, at_most=0.5)


def _yardstick(prover: str, obligation: Obligation) -> tuple[str, float | None]:
    if not installed(prover):
        return "skipped: not installed (pip install 'symproof[bench]')", None
    answers = [attempt(prover, obligation) for _ in range(3)]
    best = min(answers, key=lambda answer: (answer.word == "no answer", answer.seconds))
    if best.word == "no answer":
        return f"no answer in {duration(LIMIT)}", None
    return f"{best.word}{_wrong(best, obligation)} in", best.seconds


def _wrong(answer: Answer, obligation: Obligation) -> str:
    return "" if answer.word == EXPECTED[obligation.holds] else " (wrong)"


def checks() -> Iterator[Check]:
    for obligation in OBLIGATIONS:
        yield f"{obligation.name}: decided", lambda o=obligation: holds(o) is o.holds
        yield (
            f"{obligation.name}: a counterexample just where it is false",
            lambda o=obligation: (separate(o.left, o.right, SETTING) is None) is o.holds,
        )
    for prover in filter(installed, PROVERS):
        for obligation in OBLIGATIONS:
            yield f"{obligation.name}: {prover} does not disagree", lambda p=prover, o=obligation: _agrees(p, o)


def _agrees(prover: str, obligation: Obligation) -> bool:
    return attempt(prover, obligation, 0.5).word in (EXPECTED[obligation.holds], "no answer")
