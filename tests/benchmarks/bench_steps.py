"""One step of the group layer: the general proof that its reason allows.

A step is timed from nothing (a fresh prover, both lines) and as ``verify`` runs it, where the
normal form of the line before is at hand.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from functools import cache

from symproof.checking.prove import Allowance, Prover
from symproof.checking.reasons import read_reason
from symproof.reading.read import read_document
from symproof.theory.document import Proposition, Step
from symproof.theory.hypotheses import Hypothesis
from tests.algebras.layers import INVARIANT, group_claim, group_setting
from tests.benchmarks.rows import Check, Row
from tests.benchmarks.timing import TOP, best_of


@cache
def proposition() -> Proposition:
    (found,) = read_document(TOP / "proofs/corrected/03-group.tex").propositions
    return found


def steps() -> list[Step]:
    return [step for chain in proposition().chains for step in chain.steps]


def proved(step: Step, prover: Prover | None = None) -> bool:
    setting = proposition().setting
    left, right = step.left.term, step.right.term
    allowance = read_reason(step.reason, setting, left, right).allowance
    return (prover or Prover(setting)).prove(left, right, allowance) is not None


def claimed(hypotheses: frozenset[Hypothesis] = INVARIANT) -> bool:
    """The claim from end to end, every definition unfolded, all hypotheses allowed."""
    setting = group_setting()
    return Prover(setting).prove(*group_claim(), Allowance(hypotheses=hypotheses)) is not None


def rows() -> Iterator[Row]:
    each = {step.number: best_of(lambda s=step: proved(s), seconds=0.2) for step in steps()}
    hardest = max(each, key=each.__getitem__)
    yield Row(
        f"a step of the group layer from nothing, median of {len(each)}", statistics.median(each.values()), at_most=5e-3
    )
    yield Row(f"a step of the group layer from nothing, the hardest ({hardest})", each[hardest], at_most=5e-3)
    yield Row("a step of the group layer in its chain, mean", _chain_seconds() / len(each), at_most=5e-3)
    yield Row("the claim of the group layer end to end", best_of(claimed))


def _chain_seconds(rounds: int = 5) -> float:
    """All steps by one prover."""
    times = []
    for _ in range(rounds):
        prover, start = Prover(proposition().setting), time.perf_counter()
        for step in steps():
            proved(step, prover)
        times.append(time.perf_counter() - start)
    return min(times)


def checks() -> Iterator[Check]:
    for step in steps():
        yield f"group layer, step {step.number}: proved for its reason", lambda s=step: proved(s)
    yield "group layer: the claim is proved end to end", claimed
    for hypothesis in INVARIANT:
        yield f"group layer: not proved without '{hypothesis.name}'", lambda h=hypothesis: not claimed(INVARIANT - {h})
