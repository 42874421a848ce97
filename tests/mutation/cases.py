"""The steps of the corrected documents, and the mutants of each: of its terms, its reason, its hypotheses."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sympy import Basic, Tuple

from symproof.checking import naturals
from symproof.checking.budget import Options
from symproof.checking.check import _citable as citable
from symproof.checking.check import check_document
from symproof.checking.reasons import bound_variables
from symproof.checking.step import Cited
from symproof.reading.read import read_document
from symproof.terms import NATURAL, Arrow, IllSorted, SumOver, Term, Var, free_variables
from symproof.terms.sorts import FEATURES, H, S, V
from symproof.theory.document import (
    ByAlgebra,
    ByDefinition,
    ByHypothesis,
    ByReindexing,
    BySubstitution,
    Comparison,
    Document,
    Reason,
    ReasonPart,
    Relation,
)
from symproof.theory.setting import Setting
from tests.mutation.edits import edits

CORRECTED = Path(__file__).parents[2] / "proofs" / "corrected"
REASON_KINDS = ("reason weakened", "reason about another sum", "hypothesis removed")


@dataclass(frozen=True)
class Subject:
    """One step of a corrected chain: an equation with its reason, in its setting."""

    document: str
    proposition: str
    number: int
    setting: Setting
    left: Term
    right: Term
    reason: Reason
    cited: Mapping[str, Cited] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Mutant:
    """A subject with one edit; ``right`` is None where the edit is ill-sorted."""

    subject: Subject
    kind: str
    setting: Setting
    right: Term | None
    reason: Reason

    @property
    def line(self) -> Term:
        """The edited line. Raises ValueError where there is none."""
        if self.right is None:
            raise ValueError(self.kind)
        return self.right


def subjects(paths: Iterable[Path] | None = None) -> list[Subject]:
    """Every equation with a reason in the chains of the documents."""
    chosen = sorted(CORRECTED.glob("*.tex")) if paths is None else paths
    return [subject for path in chosen for subject in _subjects(path)]


def _subjects(path: Path) -> Iterator[Subject]:
    document = read_document(path)
    cited = _cited(document)
    for proposition in document.propositions:
        for chain in proposition.chains:
            for step in chain.steps:
                if step.left is None or step.right is None or step.relation != Relation.EQUAL:
                    continue
                if naturals.applies(Comparison(step.left, step.relation, step.right)):
                    continue
                left, right = step.left.term, step.right.term
                yield Subject(
                    path.stem,
                    proposition.label,
                    step.number,
                    proposition.setting,
                    left,
                    right,
                    step.reason,
                    cited,
                )


def _cited(document: Document) -> dict[str, Cited]:
    """What steps may cite: the claims of the document that have a general proof."""
    reports = check_document(document, Options(general_only=True)).propositions
    return {report.proposition.label: citable(report) for report in reports}


def mutants(subject: Subject) -> list[Mutant]:
    """All single edits of a subject; the terms of those that are ill-sorted are None."""
    return [*_of_terms(subject), *_of_reasons(subject), *_of_hypotheses(subject)]


def drawn(everything: list[Subject], count: int, seed: int) -> list[Mutant]:
    """So many mutants, the same share of each step as far as it has them, kinds in turn."""
    share = -(-count // len(everything))
    while True:
        sizes, found = [], []
        for number, subject in enumerate(everything):
            pool = mutants(subject)
            sizes.append(len(pool))
            found.append(_in_turn(pool, share, random.Random(f"{seed} {number}")))
        if sum(map(len, found)) >= count or share >= max(sizes):
            return _thinned(found, count)
        share = next(
            n for n in range(share, max(sizes) + 1) if sum(min(n, size) for size in sizes) >= min(count, sum(sizes))
        )


def _thinned(found: list[list[Mutant]], count: int) -> list[Mutant]:
    """The first so many, one less from each of the longest where there are too many."""
    surplus = sum(map(len, found)) - count
    longest = max(map(len, found), default=0)
    for some in reversed(found):
        if surplus > 0 and len(some) == longest:
            some.pop()
            surplus -= 1
    return [mutant for some in found for mutant in some][:count]


def _in_turn(pool: list[Mutant], count: int, dice: random.Random) -> list[Mutant]:
    """One of each kind, then a second one of each, until there are enough."""
    kinds: dict[str, list[Mutant]] = {}
    for mutant in dice.sample(pool, len(pool)):
        kinds.setdefault(mutant.kind, []).append(mutant)
    queues = [kinds[kind] for kind in sorted(kinds)]
    chosen: list[Mutant] = []
    while len(chosen) < count and any(queues):
        for queue in dice.sample(queues, len(queues)):
            if queue and len(chosen) < count:
                chosen.append(queue.pop())
    return chosen


def _of_terms(subject: Subject) -> Iterator[Mutant]:
    seen = {subject.right}
    for edit in edits(subject.right, names_for(subject)):
        try:
            right = edit.applied(subject.right)
            _require_bound_elements(right)
        except IllSorted:
            yield Mutant(subject, edit.kind, subject.setting, None, subject.reason)
            continue
        if right not in seen:
            seen.add(right)
            yield Mutant(subject, edit.kind, subject.setting, right, subject.reason)


def _require_bound_elements(term: Basic) -> None:
    """Each slot under a sum holds a variable of its own, as the reader asks."""
    if isinstance(term, SumOver):
        held = [free_variables(slot) & frozenset(term.variables) for slot in term.element]
        if any(len(variables) != 1 for variables in held) or len(frozenset().union(*held)) < len(held):
            raise IllSorted(SumOver, 1, "a variable of its own in each slot", term.element)
    for part in term.args if isinstance(term, Term | Tuple) and not isinstance(term, Var) else ():
        _require_bound_elements(part)


def names_for(subject: Subject) -> frozenset[Var]:
    """What an author may write by mistake: the names of the step, abbreviations, functions of the setting."""
    around = free_variables(subject.left) | free_variables(subject.right)
    setting = subject.setting
    functions = {var for var in setting.symbols.values() if isinstance(var.sort, Arrow)}
    taken = bound_variables(subject.right)
    short = {var for var in setting.abbreviations if var.sort in (H, V, S) and var not in taken}
    return frozenset(v for v in around | functions | short if not isinstance(v.sort, FEATURES) and v.sort != NATURAL)


# --- reasons and hypotheses -------------------------------------------------------------------


def _of_reasons(subject: Subject) -> Iterator[Mutant]:
    parts = subject.reason.parts
    for k, part in enumerate(parts):
        for kind, weaker in _weakened(part, subject):
            changed = (*parts[:k], *weaker, *parts[k + 1 :]) or (ByAlgebra(),)
            reason = replace(subject.reason, parts=changed)
            yield Mutant(subject, kind, subject.setting, subject.right, reason)


def _weakened(part: ReasonPart, subject: Subject) -> Iterator[tuple[str, tuple[ReasonPart, ...]]]:
    if isinstance(part, ByDefinition | BySubstitution | ByReindexing):
        yield "reason weakened", ()
    if isinstance(part, ByHypothesis):
        for k in range(len(part.hypotheses)):
            fewer = part.hypotheses[:k] + part.hypotheses[k + 1 :]
            yield "reason weakened", (ByHypothesis(fewer),) if fewer else ()
    bound = sorted(bound_variables(subject.left) | bound_variables(subject.right), key=lambda v: v.name)
    if isinstance(part, ByReindexing):
        for other in bound:
            if other.name != part.variable.name:
                yield "reason about another sum", (ByReindexing(other),)
    if isinstance(part, BySubstitution) and part.term is not None:
        for other in bound:
            if other != part.variable and other.sort == part.variable.sort:
                yield "reason about another sum", (BySubstitution(other, part.term),)
        for edit in edits(part.term, names_for(subject) | free_variables(part.term)):
            try:
                yield "reason about another sum", (BySubstitution(part.variable, edit.applied(part.term)),)
            except IllSorted:
                continue


def _of_hypotheses(subject: Subject) -> Iterator[Mutant]:
    setting = subject.setting
    for k in range(len(setting.hypotheses)):
        fewer = setting.hypotheses[:k] + setting.hypotheses[k + 1 :]
        weaker = replace(setting, hypotheses=fewer)
        yield Mutant(subject, "hypothesis removed", weaker, subject.right, subject.reason)


__all__ = ["Mutant", "Subject", "drawn", "mutants", "names_for", "subjects"]
