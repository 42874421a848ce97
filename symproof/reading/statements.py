"""Clauses that declare, one by one: what goes wrong in one leaves the others alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from symproof.reading import language
from symproof.reading.declarations import Declarations
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
            problems.append(
                Diagnostic(
                    "E120", clause.region.span, {"found": clause.excerpt}, language.suggestions(clause)
                )
            )
        elif complete and not clause.ended and not isinstance(clause.words[-1].formula, Display):
            problems.append(Diagnostic("W102", clause.region.span, severity="warning"))
        problems.extend(declarations.diagnostics)
    except Malformed as problem:
        declarations.restore(before)
        problems.append(problem.diagnostic)
    except (IllSorted, RecursionError) as problem:
        declarations.restore(before)
        problems.append(
            Diagnostic("E121", clause.region.span, {"found": clause.excerpt, "reason": str(problem)})
        )
    if language.assumes(clause) and any(problem.severity == "error" for problem in problems[known:]):
        declarations.setting = replace(declarations.setting, unread=True)
