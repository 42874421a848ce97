"""Does a chain lead from one end of the claim to the other?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, permutations

from symproof.checking.prove import Allowance, Prover, Undecidable
from symproof.terms import Term, free_variables, substitute
from symproof.theory.document import Chain, Claim, Comparison, Proposition, Relation, Statement
from symproof.theory.hypotheses import open_arguments
from symproof.theory.setting import Setting

MAX_CHAINS = 12  # that are put together
MAX_CHOICES = 200  # of names of a chain for the arguments of an equation between functions

LITERALLY = Allowance(frozenset(), frozenset(), frozenset())


def carries(proposition: Proposition, prover: Prover) -> bool:
    """Is every claim the two ends of some chain, or a step that stands in the proof itself?"""
    return all(_carried(claim, proposition, prover) for claim in proposition.claims)


def _carried(claim: Claim, proposition: Proposition, prover: Prover) -> bool:
    for chain in proposition.chains:
        if any(step.statement is not None and _same(step.statement, claim.statement, prover) for step in chain.steps):
            return True
        if isinstance(claim.statement, Comparison) and spans(chain, claim.statement, proposition.setting, prover):
            return True
    statement = claim.statement
    return isinstance(statement, Comparison) and bool(_connecting(proposition.chains, statement, prover))


def joining(chains: Sequence[Chain], claim: Comparison, setting: Setting, prover: Prover) -> tuple[Chain, ...]:
    """The chains of equations that lead from one side of an equation to the other; none where they do not."""
    if claim.relation != Relation.EQUAL:
        return ()
    whole = next((one for one in chains if linked(one) and spans(one, claim, setting, prover)), None)
    return _connecting(chains, claim, prover) if whole is None else (whole,)


def _connecting(chains: Sequence[Chain], claim: Comparison, prover: Prover) -> tuple[Chain, ...]:
    """Several chains of equations that join both sides: an end of one is, read literally, an end of another."""
    left = [(chain, pair) for chain in chains for pair in _equated(chain)]
    if claim.relation != Relation.EQUAL or not 1 < len(left) <= MAX_CHAINS:
        return ()
    reached, used = [claim.left.term], list[Chain]()
    while left:
        met = [one for one in left if any(_equal(end, known, prover) for end in one[1] for known in reached)]
        if not met:
            break
        used += [chain for chain, _ in met]
        reached += [end for _, pair in met for end in pair]
        if any(_equal(end, claim.right.term, prover) for end in reached[1:]):
            return tuple(used)
        left = [one for one in left if one not in met]
    return ()


def _equated(chain: Chain) -> Iterator[tuple[Term, Term]]:
    """Both ends of a chain of equations."""
    last = chain.steps[-1].right if chain.steps else None
    if chain.start is not None and last is not None and linked(chain) and _relation(chain) == Relation.EQUAL:
        yield chain.start.term, last.term


def spans(chain: Chain, claim: Comparison, setting: Setting, prover: Prover) -> bool:
    """Are both sides of the claim the two ends of the chain, in either order?"""
    return any(_spans(chain, form, prover) for form in (claim, *_at_names(chain, claim, setting)))


def _at_names(chain: Chain, claim: Comparison, setting: Setting) -> Iterator[Comparison]:
    """An equation between functions at arguments that the chain names, of which nothing is known."""
    left, right = claim.left.term, claim.right.term
    opened = open_arguments(left, right)
    if not opened or chain.start is None:
        return
    known = free_variables(left) | free_variables(right) | setting.spoken_of(setting.hypotheses)
    names = sorted(free_variables(chain.start.term) - known, key=lambda var: var.name)
    for chosen in islice(permutations(names, len(opened)), MAX_CHOICES):
        if all(var.sort == one.sort for var, one in zip(chosen, opened, strict=True)):
            values = dict(zip(opened, chosen, strict=True))
            sides = (replace(side, term=substitute(side.term, values)) for side in (claim.left, claim.right))
            yield Comparison(next(sides), claim.relation, next(sides))


def _spans(chain: Chain, claim: Comparison, prover: Prover) -> bool:
    if chain.start is None or not chain.steps or chain.steps[-1].right is None:
        return False
    first, last = chain.start.term, chain.steps[-1].right.term
    if _relation(chain) != claim.relation:
        return False
    left, right = claim.left.term, claim.right.term
    ways = [(left, right), (right, left)] if claim.relation in (Relation.EQUAL, Relation.UNEQUAL) else [(left, right)]
    return any(_equal(first, one, prover) and _equal(last, other, prover) for one, other in ways)


def linked(chain: Chain) -> bool:
    """Does each line begin where the one before it ends?"""
    expressions = [chain.start, *(step.right for step in chain.steps)]
    return None not in expressions and all(
        step.left is not None and before is not None and step.left.term == before.term
        for step, before in zip(chain.steps, expressions, strict=False)
    )


def _relation(chain: Chain) -> Relation | None:
    """What a chain shows between its ends; None where its relations do not compose."""
    kinds = {step.relation for step in chain.steps} - {Relation.EQUAL}
    if not kinds:
        return Relation.EQUAL
    if kinds == {Relation.UNEQUAL}:
        return Relation.UNEQUAL if sum(s.relation == Relation.UNEQUAL for s in chain.steps) == 1 else None
    for strict, weak in ((Relation.LESS, Relation.AT_MOST), (Relation.GREATER, Relation.AT_LEAST)):
        if kinds <= {strict, weak}:
            return strict if strict in kinds else weak
    return None


def _same(one: Statement, two: Statement, prover: Prover) -> bool:
    if isinstance(one, Comparison) and isinstance(two, Comparison):
        return (
            one.relation == two.relation
            and _equal(one.left.term, two.left.term, prover)
            and _equal(one.right.term, two.right.term, prover)
        )
    if isinstance(one, Comparison) or isinstance(two, Comparison):
        return False
    return (
        one.both == two.both
        and _same(one.premise, two.premise, prover)
        and _same(one.conclusion, two.conclusion, prover)
    )


def _equal(one: Term, two: Term, prover: Prover) -> bool:
    """The same expression, read literally: bound names, brackets and abbreviations aside, definitions written out."""
    by_definition = replace(LITERALLY, definitions=frozenset(prover.setting.definitions))
    return any(_proved(one, two, allowed, prover) for allowed in (LITERALLY, by_definition))


def _proved(one: Term, two: Term, allowed: Allowance, prover: Prover) -> bool:
    try:
        return prover.prove(one, two, allowed) is not None
    except Undecidable:
        return False
