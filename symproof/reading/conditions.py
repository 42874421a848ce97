"""Conditions that are no equations: ``h \\neq e``, ``\\alpha > 0``, ``r \\le n``.

No proof uses them; a counterexample has to meet them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from symproof.reading.carriers import cut_at
from symproof.reading.declarations import Declarations
from symproof.reading.elaborate import read_comparison, relation_of, split_relations
from symproof.reading.names import canonical_name
from symproof.reading.scan import Region
from symproof.reading.values import subterms
from symproof.terms import NATURAL, ExpOf, Sort, Term, Var, Weight
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.document import Comparison
from symproof.theory.hypotheses import Condition, open_arguments

POSITIVE = ((">", "0"), (r"\ge", "1"))  # which a natural is anyway


def condition(d: Declarations, found: Comparison, bound: Collection[Var], region: Region) -> tuple[Condition, ...]:
    """The condition that a relation states; W109 for one that no counterexample can be shown to meet."""
    left, right = found.left.term, found.right.term
    if not bound and not open_arguments(left, right) and not any(map(_grows, (left, right))):
        return (Condition(left, str(found.relation), right, " ".join(region.text.split())),)
    d.setting = replace(d.setting, unread=True)
    d.diagnostics.append(Diagnostic("W109", region.span, {"found": str(found.relation)}, severity="warning"))
    return ()


def bounded(d: Declarations, region: Region, sort: Sort) -> bool:
    """``$\\alpha, \\beta > 0$`` of a sort: the names and what is said of them; False where no relation stands there."""
    parts = split_relations(d.tokens(region))
    names, (relation, least) = parts[0][1], parts[-1]
    if len(parts) != 2 or relation is None:
        return False
    bound = (relation_of(relation), "".join(token.text for token in least))
    for name in cut_at(names, ","):
        d.declare(canonical_name(name), sort, region.span)
        if sort != NATURAL or bound not in POSITIVE:
            d.assume(*condition(d, read_comparison([*name, relation, *least], d.scope(), region.span), (), region))
    return True


def _grows(term: Term) -> bool:
    """Does exp stand in it? A model has 2^t for it, which has the laws of exp and not its size."""
    return any(isinstance(part, ExpOf | Weight) for part in subterms(term))
