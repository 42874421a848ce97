"""What a reason has to name besides, so that a step that is true follows as stated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symproof.checking.missing import needed_besides
from symproof.checking.prove import Undecidable
from symproof.checking.reasons import bound_variables, everything, read_reason
from symproof.checking.report import Missing
from symproof.checking.step import Judge
from symproof.terms import Term
from symproof.theory.document import Assumed, ByDefinition, ByHypothesis, ByReindexing, Reason, ReasonPart
from symproof.theory.hypotheses import reported


def completed(judge: Judge, left: Term, right: Term, reason: Reason) -> tuple[Reason, tuple[Missing, ...]] | None:
    """The reason with what it lacks, and that; None where no such reason makes the step follow as stated."""
    if judge.follows(left, right, reason) is not None:
        return reason, ()
    if not reason.parts or any(isinstance(part, Assumed) for part in reason.parts):
        return None
    try:
        proof = judge.prover.prove(left, right, everything(judge.setting))
    except Undecidable:
        return None
    if proof is None:
        return None
    allowed = read_reason(reason, judge.setting, left, right).allowance
    lacking = tuple(_single(needed_besides(judge.prover, left, right, allowed, proof)))
    new = sorted({move.new.name for move in proof.reindexed} - {one.name for one in lacking})
    both = (*lacking, *map(_reindexed, new)) if any(one.kind == "reindexing" for one in lacking) else lacking
    for wanted in dict.fromkeys((lacking, both)):
        parts = [_part(one, judge, left, right) for one in wanted]
        longer = replace(reason, parts=(*reason.parts, *(part for part in parts if part is not None)))
        if None not in parts and judge.follows(left, right, longer) is not None:
            return longer, wanted
    return None


def _single(lacking: tuple[Missing, ...]) -> Iterator[Missing]:
    """Sums one by one, and each thing in the words of a reason."""
    for one in lacking:
        if one.kind == "reindexing":
            yield from map(_reindexed, one.name.split(", "))
        elif one.kind == "definition":
            yield replace(one, words=f"definition of ${one.name}$")
        else:
            yield one


def _reindexed(name: str) -> Missing:
    return Missing(name, "reindexing", f"re-index the sum over ${name}$")


def _part(lacking: Missing, judge: Judge, left: Term, right: Term) -> ReasonPart | None:
    """It as a part of a reason."""
    if lacking.kind == "hypothesis":
        group = judge.setting.roles.group
        found = [h for h in judge.setting.hypotheses if reported(h, group) == lacking.name]
        return ByHypothesis(tuple(found)) if found else None
    if lacking.kind == "definition":
        symbols = (*judge.setting.definitions, *judge.setting.overrides)
        return next((ByDefinition(v) for v in symbols if v.name == lacking.name), None)
    bound = [*bound_variables(left), *bound_variables(right), *judge.setting.symbols.values()]
    return next((ByReindexing(v) for v in bound if v.name == lacking.name), None)


__all__ = ["completed"]
