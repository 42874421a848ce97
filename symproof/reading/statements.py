"""Clauses that declare, one by one: what goes wrong in one leaves the others alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from symproof.reading import language
from symproof.reading.declarations import Declarations
from symproof.reading.missed_names import names_meant
from symproof.reading.misspelt import not_understood
from symproof.reading.plain_words import describes
from symproof.reading.scan import Display
from symproof.reading.sentences import Clause
from symproof.terms import IllSorted
from symproof.theory.diagnostic import Diagnostic, Malformed

MISSING = ("E201", "E207", "E256")  # codes of names that a later sentence may declare


def declare_all(declarations: Declarations, clauses: Iterable[Clause]) -> list[Diagnostic]:
    """Let the clauses of a setting take effect in order; one that misses a name waits for what comes after it."""
    problems: list[Diagnostic] = []
    waiting: list[tuple[Clause, list[Diagnostic]]] = []
    for clause in clauses:
        found = _attempt(declarations, clause)
        if any(one.severity == "error" and one.code in MISSING for one in found):
            waiting.append((clause, found))
        else:
            problems.extend(_noted(declarations, clause, found))
            waiting = list(_again(declarations, waiting, problems))
    for clause, found in waiting:
        problems.extend(_noted(declarations, clause, found))
    return problems


def _again(
    declarations: Declarations, waiting: list[tuple[Clause, list[Diagnostic]]], problems: list[Diagnostic]
) -> Iterator[tuple[Clause, list[Diagnostic]]]:
    """The clauses that still miss a name."""
    for clause, _ in waiting:
        found = _attempt(declarations, clause)
        if any(one.severity == "error" and one.code in MISSING for one in found):
            yield clause, found
        else:
            problems.extend(_noted(declarations, clause, found))


def declare_clause(
    declarations: Declarations, clause: Clause, problems: list[Diagnostic], complete: bool = True
) -> None:
    """Let one clause take effect; a full stop is missed where ``complete``."""
    problems.extend(_noted(declarations, clause, _attempt(declarations, clause, complete)))


def _attempt(declarations: Declarations, clause: Clause, complete: bool = True) -> list[Diagnostic]:
    """What is wrong with a clause; it takes effect where nothing is."""
    before, problems = declarations.copy(), list[Diagnostic]()
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
    return problems


def _noted(declarations: Declarations, clause: Clause, problems: list[Diagnostic]) -> list[Diagnostic]:
    """The problems of a clause, after what follows from them for others was noted."""
    wrong = [problem for problem in problems if problem.severity == "error"]
    declarations.undefined.update(problem.facts["undefined"] for problem in wrong if "undefined" in problem.facts)
    if wrong:
        _note_names(declarations, clause)
    if wrong and language.assumes(clause):
        declarations.setting = replace(declarations.setting, unread=True)
    return problems


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
