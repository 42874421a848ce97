"""Clauses that declare, one by one: what goes wrong in one leaves the others alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from symproof.reading import language
from symproof.reading.consequences import names_meant
from symproof.reading.declarations import Declarations
from symproof.reading.misspelt import not_understood
from symproof.reading.plain_words import describes
from symproof.reading.scan import Display
from symproof.reading.sentences import Clause
from symproof.terms import IllSorted
from symproof.theory.diagnostic import Diagnostic, Malformed


def declare_all(declarations: Declarations, clauses: Iterable[Clause]) -> list[Diagnostic]:
    """Let the clauses of a setting take effect in order."""
    problems: list[Diagnostic] = []
    for clause in clauses:
        declare_clause(declarations, clause, problems)
    return problems


def declare_clause(
    declarations: Declarations, clause: Clause, problems: list[Diagnostic], complete: bool = True
) -> None:
    """Let one clause take effect; a full stop is missed where ``complete``."""
    before, known = declarations.copy(), len(problems)
    declarations.diagnostics.clear()
    try:
        if not language.declare(declarations, clause):
            problems.append(_not_understood(declarations, clause))
        elif complete and not clause.ended and not isinstance(clause.words[-1].formula, Display):
            problems.append(Diagnostic("W102", clause.region.span, severity="warning"))
        problems.extend(declarations.diagnostics)
    except Malformed as problem:
        declarations.restore(before)
        problems.append(problem.diagnostic)
    except (IllSorted, RecursionError) as problem:
        declarations.restore(before)
        problems.append(Diagnostic("E121", clause.region.span, {"found": clause.excerpt, "reason": str(problem)}))
    wrong = [problem for problem in problems[known:] if problem.severity == "error"]
    declarations.undefined.update(problem.facts["undefined"] for problem in wrong if "undefined" in problem.facts)
    if wrong and not language.assumes(clause):
        _note_names(declarations, clause)
    if wrong and language.assumes(clause):
        declarations.setting = replace(declarations.setting, unread=True)


def _not_understood(declarations: Declarations, clause: Clause) -> Diagnostic:
    """E120; for words that declare nothing and may state no hypothesis either, W104."""
    found = not_understood(declarations, clause)
    if "what" in found.facts or not describes(clause.words):
        return found
    return Diagnostic("W104", clause.region.span, {"found": clause.excerpt}, severity="warning")


def _note_names(declarations: Declarations, clause: Clause) -> None:
    """The names that the clause would have declared are known to be missing."""
    known = declarations.setting
    declarations.unread.append(clause.region)
    for name in names_meant(clause, declarations.macros, known.roles.action):
        if name not in known.symbols and name not in known.spaces:
            declarations.failed.setdefault(name, clause.region.span)
