"""Sentences of a proof that suppose what the proposition does not: its steps are not judged without them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from symproof.reading.declarations import Declarations
from symproof.reading.plain_words import PROPERTY
from symproof.reading.scan import Display, Piece
from symproof.reading.sentences import Clause, Word, clauses_of
from symproof.reading.statements import declare_clause
from symproof.terms import H
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.hypotheses import Equation

SUPPOSING = ("assume", "suppose")
CHOOSING = re.compile(r"(?:choose|take|pick|select) .*\b(?:so|such) that #")
CASE = re.compile(
    r"(?:(?:if|when|whenever)(?: that)? # ?(?:,|:|#|then|we|have|one|it|$)|provided(?: that)? #"
    r"|in case (?:that |of |where )?#|under (?:assumption|condition|hypothesis)(?: that)? #)"
)


def supposed_in(pieces: Iterable[Piece], declarations: Declarations) -> Diagnostic | None:
    """E145 for the first sentence that supposes something for the steps of a proof; None where none does."""
    clauses = list(clauses_of(pieces))
    displayed = [any(isinstance(word.formula, Display) for word in clause.words) for clause in clauses]
    for at, clause in enumerate(clauses):
        if any(displayed[at:]) and _supposes(clauses[at:], displayed[at:], declarations):
            words = clause.words if not displayed[at] else _before_display(clause)
            region = Clause(words).region
            facts = {"words": re.sub(r"\s+", " ", region.text).strip(), "what": "proof"}
            return Diagnostic("E145", region.span, facts)
    return None


def _before_display(clause: Clause) -> tuple[Word, ...]:
    end = next(n for n, word in enumerate(clause.words) if isinstance(word.formula, Display))
    return clause.words[:end] or clause.words[:1]


def _supposes(clauses: Sequence[Clause], displayed: Sequence[bool], declarations: Declarations) -> bool:
    """Does the first clause suppose what is not known, for a display behind it?"""
    first = clauses[0]
    if first.verb in SUPPOSING:
        return not _known(first, declarations)
    if CHOOSING.match(first.shape):
        return True
    of_elements = any(isinstance(h, Equation) and h.left.sort == H for h in declarations.setting.hypotheses)
    if displayed[0] and not of_elements and _for_some(_before_display(first)):
        return True  # no equation between elements is assumed that these words could repeat
    follows = any(then and clause.verb == "then" for clause, then in list(zip(clauses, displayed, strict=True))[1:2])
    return CASE.match(first.shape) is not None and (displayed[0] or follows)


def _for_some(words: Sequence[Word]) -> bool:
    """``For involutions``, ``for commuting $g$ and $h$``: a property behind "for" at the beginning."""
    if words[0].shape.lower() != "for":
        return False
    end = next((n for n, word in enumerate(words) if word.shape in (",", ":", "we", "one", "it")), len(words))
    return any(word.formula is None and PROPERTY.fullmatch(word.shape.lower()) for word in words[1:end])


def _known(clause: Clause, declarations: Declarations) -> bool:
    """Is it a hypothesis that the proposition has already?"""
    copy, problems = declarations.copy(), list[Diagnostic]()
    declare_clause(copy, clause, problems, complete=False)
    known = declarations.setting.hypotheses
    return not any(one.severity == "error" for one in problems) and set(copy.setting.hypotheses) <= set(known)
