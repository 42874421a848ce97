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
from symproof.reading.declarations import Declarations
from symproof.reading.scan import Inline, Piece, Region
from symproof.reading.sentences import Clause, clauses_of
from symproof.terms import IllSorted, Var
from symproof.theory.diagnostic import Diagnostic, Malformed

DEFINING = re.compile(r":=|=:|\\(?:coloneqq?|defeq|triangleq|eqdef)(?![A-Za-z])")
GIVING = ("let", "write", "define", "set", "put", "denote")


def names_of_proof(
    pieces: Iterable[Piece], declarations: Declarations, claimed: frozenset[str]
) -> Iterator[Diagnostic]:
    """Let the sentences of a proof give names; ``claimed`` are the free names of the claims, which have a meaning."""
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
    """Raises Malformed where a name that is given is free in the claims."""
    names = {var.name for var in _meanings(declarations).keys() - _meanings(before).keys()}
    for name in sorted(names & claimed):
        facts = {"name": name, "expected": "a free name of the claim", "found": "an abbreviation"}
        raise Malformed(Diagnostic("E251", region.span, facts))


def _meanings(declarations: Declarations) -> dict[Var, object]:
    setting = declarations.setting
    terms: dict[Var, object] = {var: one.term for var, one in setting.abbreviations.items()}
    return terms | {var: (one.parameters, one.body) for var, one in setting.definitions.items()}


def _same(declarations: Declarations, region: Region) -> bool:
    """Does a definition that is there already say the same?"""
    old = _meanings(declarations)
    kept = declarations.setting
    for var in old:
        short = {one: meaning for one, meaning in kept.abbreviations.items() if one != var}
        definitions = {one: meaning for one, meaning in kept.definitions.items() if one != var}
        declarations.setting = replace(kept, abbreviations=short, definitions=definitions)
        try:
            declarations.define(region)
        except (Malformed, IllSorted, RecursionError):
            continue
        return _meanings(declarations).get(var) == old[var]
    return False


def _given(declarations: Declarations, clause: Clause, claimed: frozenset[str]) -> None:
    """``Let $j \\in S$``, ``let $k = h^{-1}g$`` with a new name; anything else changes nothing."""
    before = declarations.copy()
    understood = _understood(declarations, clause)
    old, new = before.setting, declarations.setting
    meant = {var.name for var in _meanings(declarations).keys() - _meanings(before).keys()}
    known = claimed.union(old.symbols)
    if (
        not understood
        or meant & known
        or (old.hypotheses, old.roles, old.groups) != (new.hypotheses, new.roles, new.groups)
    ):
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
