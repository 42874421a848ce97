"""What a step lacks and what its reason has too much, in words: nothing here decides a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

from symproof.checking.prove import Allowance, Proof, Prover, Undecidable
from symproof.checking.reasons import Reading, bound_variables, everything
from symproof.checking.report import Missing
from symproof.terms import Arrow, H, NeighbourhoodSort, S, Term, Var, free_variables, is_feature
from symproof.theory.document import ByDefinition, Reason
from symproof.theory.hypotheses import (
    Commutative,
    Hypothesis,
    Linear,
    Stable,
    TranslationEquivariant,
    in_words,
    reported,
)
from symproof.theory.setting import Setting

NONE: frozenset[Var] = frozenset()

# --- of a step that is true, but not for its reason --------------------------------------------


def needed_besides(prover: Prover, left: Term, right: Term, allowed: Allowance, proof: Proof) -> tuple[Missing, ...]:
    """What a proof with everything allowed used that the reason does not name."""
    missing = [named(h, prover.setting) for h in proof.hypotheses if h not in allowed.hypotheses]
    missing += [Missing(v.name, "definition") for v in _definitions(prover, left, right, allowed, proof)]
    still = replace(everything(prover.setting), movable=allowed.movable, substitutions=allowed.substitutions)
    if proof.moved and not _provable(prover, left, right, still):
        sums = ", ".join(sorted({move.variable.name for move in proof.reindexed}))
        missing.append(Missing(sums or "a sum", "reindexing"))
    if not missing:
        missing.append(Missing("the substitution or the claim that the reason names", "reason"))
    return tuple(sorted(missing, key=lambda m: (m.kind, m.name)))


def needed_beside_claims(
    follows: Callable[[Allowance], bool], left: Term, right: Term, allowed: Allowance, setting: Setting
) -> tuple[Missing, ...]:
    """What a step needs beside the claims that its reason cites; ``follows`` uses these. Nothing where none helps."""
    known = frozenset({*setting.definitions, *setting.overrides}) & setting.mentioned((left, right))
    wide = replace(
        everything(setting), definitions=known | (allowed.definitions or NONE), substitutions=allowed.substitutions
    )
    if not follows(wide):
        return ()
    least = replace(wide, movable=allowed.movable)
    wide = least if follows(least) else wide
    for symbol in sorted(known - (allowed.definitions or NONE), key=lambda v: v.name):
        fewer = replace(wide, definitions=(wide.definitions or NONE) - {symbol})
        wide = fewer if follows(fewer) else wide
    for law in sorted(wide.hypotheses - allowed.hypotheses, key=lambda h: h.name):
        fewer = replace(wide, hypotheses=wide.hypotheses - {law})
        wide = fewer if follows(fewer) else wide
    missing = [named(h, setting) for h in wide.hypotheses - allowed.hypotheses]
    missing += [Missing(v.name, "definition") for v in (wide.definitions or NONE) - (allowed.definitions or NONE)]
    missing += [Missing("a sum", "reindexing")] if wide.movable != allowed.movable else []
    return tuple(sorted(missing, key=lambda m: (m.kind, m.name)))


def _definitions(prover: Prover, left: Term, right: Term, allowed: Allowance, proof: Proof) -> list[Var]:
    """Definitions that the reason does not name and that cannot be spared."""
    needed = allowed.definitions or frozenset()
    extra = sorted(proof.definitions - needed, key=lambda v: v.name)
    open_ = needed | frozenset(extra)
    for symbol in list(extra):
        fewer = replace(everything(prover.setting), definitions=open_ - {symbol})
        if _provable(prover, left, right, fewer):
            extra.remove(symbol)
            open_ -= {symbol}
    return extra


def _provable(prover: Prover, left: Term, right: Term, allowed: Allowance) -> bool:
    try:
        return prover.prove(left, right, allowed) is not None
    except Undecidable:
        return False


def named(hypothesis: Hypothesis, setting: Setting) -> Missing:
    """A hypothesis as something that a step lacks."""
    group = setting.roles.group
    return Missing(reported(hypothesis, group), "hypothesis", in_words(hypothesis, group), hypothesis)


# --- of a step that is false ---------------------------------------------------------------------


def would_close(left: Term, right: Term, setting: Setting, rewrites: int) -> tuple[Missing, ...]:
    """Hypotheses not in the setting, one or two, under which the equation holds, as things that it lacks."""
    candidates = list(_candidates(left, right, setting))
    on_families = [h for h in candidates if isinstance(h, TranslationEquivariant | Stable)]
    for extras in (combinations(candidates, 1), combinations(on_families, 2)):
        for extra in extras:
            wider = setting.assuming(*extra)
            try:
                proof = Prover(wider, rewrites).prove(left, right, everything(wider))
            except Undecidable:
                proof = None
            if proof is not None and proof.hypotheses >= set(extra):
                return tuple(named(h, setting) for h in extra)
    return ()


def _candidates(left: Term, right: Term, setting: Setting) -> Iterator[Hypothesis]:
    names = sorted(setting.mentioned((left, right)), key=lambda v: v.name)
    present = set(setting.hypotheses)
    for var in names:
        options: list[Hypothesis] = []
        if isinstance(var.sort, NeighbourhoodSort):
            if S in var.sort.centre and not setting.roles.plain_set:
                options.append(TranslationEquivariant(var))
            options.append(Stable(var))
        elif _is_map(var) and var not in setting.definitions:
            options.append(Linear(var))
        yield from (h for h in options if h not in present)
    if any(var.sort == H for var in names) and Commutative() not in present:
        yield Commutative()


def _is_map(var: Var) -> bool:
    """A map between feature spaces, perhaps one for each head."""
    sort = var.sort
    while isinstance(sort, Arrow):
        if len(sort.domain) == 1 and is_feature(sort.domain[0]) and not isinstance(sort.codomain, Arrow):
            return is_feature(sort.codomain)
        sort = sort.codomain
    return False


# --- of a step that is true ------------------------------------------------------------------------


def superfluous(
    reading: Reading,
    reason: Reason,
    used: frozenset[Hypothesis],
    left: Term,
    right: Term,
    setting: Setting,
) -> list[str]:
    """Parts of a reason that the step does not need, in words."""
    idle = [h for h in reading.named if h in setting.hypotheses and h not in used]
    extra = [f"hypothesis: {reported(h, setting.roles.group)}" for h in idle]
    names = setting.mentioned((left, right))
    extra += [
        f"definition of {part.symbol.name}"
        for part in reason.parts
        if isinstance(part, ByDefinition) and part.symbol is not None and part.symbol not in names
    ]
    visible = bound_variables(left) | bound_variables(right)
    hidden = reading.allowance.movable or frozenset()
    extra += [
        f"substitution of {var.name}"
        for var in reading.allowance.substitutions
        if var not in visible and var.name not in hidden and var not in free_variables(left)
    ]
    return extra
