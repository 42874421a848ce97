"""A sample of the mutation run, and proof that it bites: checkers that always say one thing fail it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import pytest

from symproof.checking.report import Verdict
from symproof.checking.step import Outcome
from tests.mutation.cases import Mutant, Subject, drawn, subjects
from tests.mutation.edits import KINDS
from tests.mutation.judging import Finding, judged
from tests.mutation.table import ACCEPTED, rendered

COUNT, SEED = 150, 1
HARMLESS = ("summands reordered", "bound name changed", "sums exchanged")


@lru_cache(maxsize=1)
def everything() -> list[Subject]:
    return subjects()


@lru_cache(maxsize=1)
def sample() -> tuple[Mutant, ...]:
    return tuple(drawn(everything(), COUNT, SEED))


@lru_cache(maxsize=1)
def findings() -> tuple[Finding, ...]:
    return tuple(judged(mutant) for mutant in sample())


def faults(found: list[Finding]) -> list[Finding]:
    """What a right checker never gives: contradictions, unexplained acceptances, harmless edits refused,
    too much undecided."""
    wrong = [f for f in found if f.disagreement or (f.verdict in ACCEPTED and not f.rests_on)]
    wrong += [f for f in found if f.mutant.kind in HARMLESS[:2] and f.verdict not in (*ACCEPTED, Verdict.MALFORMED)]
    wrong += [
        f for f in found if f.verdict in (Verdict.UNDECIDED, Verdict.CHECKED) and not f.why.startswith("the cited")
    ]
    return wrong


def test_the_tiers_agree_and_every_acceptance_is_explained() -> None:
    assert [(f.mutant.subject.document, f.mutant.kind, f.verdict) for f in faults(list(findings()))] == []


def test_mutants_are_refuted_and_accepted() -> None:
    verdicts = [finding.verdict for finding in findings()]
    assert verdicts.count(Verdict.REFUTED) > len(verdicts) // 2
    assert verdicts.count(Verdict.PROVED) > 10
    assert verdicts.count(Verdict.NOT_AS_STATED) > 3


def test_all_documents_and_nearly_all_kinds_occur() -> None:
    assert len({mutant.subject.document for mutant in sample()}) >= 12
    assert len({mutant.kind for mutant in sample()}.intersection(KINDS)) > len(KINDS) - 5


def test_a_sample_is_drawn_the_same_way_twice() -> None:
    few = everything()[::25]
    assert drawn(few, 40, SEED) == drawn(few, 40, SEED) != drawn(few, 40, SEED + 1)
    assert len(drawn(few, 40, SEED)) == 40
    assert rendered(findings(), SEED) == rendered(findings(), SEED)


def always(verdict: Verdict) -> Callable[[Mutant], Outcome]:
    return lambda mutant: Outcome(verdict, hypotheses=frozenset(mutant.setting.hypotheses))


@pytest.mark.parametrize("verdict", [Verdict.PROVED, Verdict.REFUTED, Verdict.UNDECIDED])
def test_the_sample_bites(verdict: Verdict) -> None:
    """Always yes, always no, always undecided."""
    few = [mutant for mutant in sample() if mutant.subject.document in ("02-lifting", "07-reindexing-positions")]
    assert faults([judged(mutant, always(verdict)) for mutant in few])
