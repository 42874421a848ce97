"""Names that the text of a proof gives: ``Write $\\bar i := x^{-1}(x(i) - y)$``, ``where $k := h^{-1}g$``.

They hold for all displays of the proof, wherever the sentence stands. A formula with a sign that defines must be
understood; another sentence that might give a name, and is not understood, is part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace

from symproof.reading import language
from symproof.reading.claims import sides_of
from symproof.reading.declarations import Declarations
from symproof.reading.grounds import spoken_of
from symproof.reading.scan import Inline, Piece, Region
from symproof.reading.sentences import Clause, clauses_of
from symproof.terms import IllSorted, Var
from symproof.theory.diagnostic import Diagnostic, Malformed
from symproof.theory.document import Proposition

DEFINING = re.compile(r":=|=:|\\(?:coloneqq?|defeq|triangleq|eqdef)(?![A-Za-z])")
GIVING = ("let", "write", "define", "set", "put", "denote")


def meant_already(proposition: Proposition) -> frozenset[str]:
    """The names that claims, and what they are claimed under, rest on: a proof does not change what they mean."""
    setting = proposition.setting
    terms = [side for claim in proposition.claims for side in sides_of(claim)]
    about = frozenset[Var]().union(*map(spoken_of, setting.hypotheses))
    meant = setting.mentioned(terms) | setting.mentioned(about) | setting.spoken_of(setting.hypotheses)
    return frozenset(var.name for var in meant)


def names_of_proof(
    pieces: Iterable[Piece], declarations: Declarations, claimed: frozenset[str]
) -> Iterator[Diagnostic]:
    """Let the sentences of a proof give names; ``claimed`` are the names that have a meaning in the claims."""
    for clause in clauses_of(pieces):
        formulas = [word.formula.region for word in clause.words if isinstance(word.formula, Inline)]
        defining = [region for region in formulas if DEFINING.search(region.text)]
        for region in defining:
            yield from _defined(declarations, region, claimed)
        if not defining and clause.verb in GIVING and len(formulas) == len(clause.formulas) > 0:
            _given(declarations, clause, claimed)


def _defined(declarations: Declarations, region: Region, claimed: frozenset[str]) -> Iterator[Diagnostic]:
    before, again = declarations.copy(), declarations.copy()
    try:
        declarations.define(region)
        _require_unclaimed(declarations, before, claimed, region)
        if not _only_names(before, declarations):
            declarations.restore(before)
    except Malformed as problem:
        declarations.restore(before)
        if problem.diagnostic.code != "E252" or not _same(again, region):
            yield problem.diagnostic
    except (IllSorted, RecursionError) as problem:
        declarations.restore(before)
        yield Diagnostic("E121", region.span, {"found": region.text, "reason": str(problem)})
    yield from declarations.diagnostics
    declarations.diagnostics.clear()


def _require_unclaimed(
    declarations: Declarations, before: Declarations, claimed: frozenset[str], region: Region
) -> None:
    """Raises Malformed where a name that is given has a meaning in the claims: they would say something else."""
    for name in sorted(_names_given(before, declarations) & claimed):
        facts = {"name": name, "expected": "a name of the claim", "found": "a name that the proof gives"}
        raise Malformed(Diagnostic("E251", region.span, facts))


def _names_given(before: Declarations, declarations: Declarations) -> set[str]:
    return {var.name for _, var in _meanings(declarations).keys() - _meanings(before).keys()}


def _only_names(before: Declarations, declarations: Declarations) -> bool:
    """Has nothing changed but that there are more names, and names mean more?"""
    old, new = before.setting, declarations.setting
    kept = ("hypotheses", "roles", "groups", "restricted")
    same = all(getattr(old, part) == getattr(new, part) for part in kept)
    return same and old.symbols.items() <= new.symbols.items() and old.spaces.items() <= new.spaces.items()


def _meanings(declarations: Declarations) -> dict[tuple[str, Var], object]:
    """What names stand for, and the actions that are defined on them."""
    setting = declarations.setting
    return {
        **{("short", var): one.term for var, one in setting.abbreviations.items()},
        **{("value", var): (one.parameters, one.body) for var, one in setting.definitions.items()},
        **{("action", var): one.body for var, one in setting.overrides.items()},
    }


def _same(declarations: Declarations, region: Region) -> bool:
    """Does a definition that is there already say the same?"""
    old = _meanings(declarations)
    kept = declarations.setting
    for _, var in old:
        short = {one: meaning for one, meaning in kept.abbreviations.items() if one != var}
        definitions = {one: meaning for one, meaning in kept.definitions.items() if one != var}
        declarations.setting = replace(kept, abbreviations=short, definitions=definitions)
        try:
            declarations.define(region)
        except (Malformed, IllSorted, RecursionError):
            continue
        return _meanings(declarations) == old
    return False


def _given(declarations: Declarations, clause: Clause, claimed: frozenset[str]) -> None:
    """``Let $j \\in S$``, ``let $k = h^{-1}g$`` with a new name; anything else changes nothing."""
    before = declarations.copy()
    understood = _understood(declarations, clause)
    known = claimed.union(before.setting.symbols)
    if not understood or _names_given(before, declarations) & known or not _only_names(before, declarations):
        declarations.restore(before)
    declarations.diagnostics.clear()


def _understood(declarations: Declarations, clause: Clause) -> bool:
    with suppress(Malformed, IllSorted, RecursionError):
        if language.declare(declarations, clause, reworded=False):
            return True
    with suppress(Malformed, IllSorted, RecursionError):
        if "=" in clause.formulas[0].text:  # "be the moved position" may follow
            declarations.define(clause.formulas[0])
            return True
    return False
