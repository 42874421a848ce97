"""What keeps a sentence from being understood: one misspelt word, a letter or a formula without its dollars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache

from symproof.reading import language
from symproof.reading.declarations import Declarations
from symproof.reading.hypotheses import PROPERTIES
from symproof.reading.scan import Inline
from symproof.reading.sentences import ARTICLES, FILLERS, MARKS, SPELLINGS, VERBS, Clause, Word, spelling
from symproof.theory.diagnostic import Diagnostic, Malformed

KNOWN = re.compile(r"(?<![\\<a-z])[a-z]+(?:[- ]?[a-z]+)*")
BARE = re.compile(r":=|=|\\in\b|\\to\b|∈")
MAX_TRIES = 24  # sentences that are tried in place of one
MAX_WORDS = 80  # of a sentence; what is longer is no sentence with a slip
SMALL = ARTICLES | FILLERS  # which say nothing: no word may be taken for one of them
OTHERS = ("assume", "suppose", "if", "assuming", "that", "check", "with", "where", "for", "all", "under")


def not_understood(declarations: Declarations, clause: Clause) -> Diagnostic:
    """E120: at the word that is to blame, where another in its place makes the sentence known; else of all of it."""
    for word, other, what in _suspects(clause):
        changed = Clause(tuple(other if one is word else one for one in clause.words), clause.ended)
        if _understood(declarations, changed):
            near = (other.shape,) if what == "word" else ()
            return Diagnostic("E120", word.region.span, {"found": word.text or word.shape, "what": what}, near)
    if not clause.formulas and clause.verb in VERBS and BARE.search(clause.raw):
        return Diagnostic("E120", clause.region.span, {"found": clause.excerpt, "what": "dollars"})
    return Diagnostic("E120", clause.region.span, {"found": clause.excerpt}, language.suggestions(clause))


def _suspects(clause: Clause) -> Iterator[tuple[Word, Word, str]]:
    """A word, what may be meant by it, and the kind of slip."""
    tried = 0
    for word in clause.words[:MAX_WORDS]:
        lower = spelling(word)
        if word.formula is not None or not lower.replace("-", "").isalpha() or tried >= MAX_TRIES:
            continue
        if len(lower) == 1:
            tried += 1
            yield word, Word("#", word.region, Inline(word.region, word.region), word.text), "letter"
        elif len(lower) > 2 and lower not in vocabulary():
            for near in _alike(lower):
                tried += 1
                yield word, replace(word, shape=near), "word"


@lru_cache(maxsize=1024)
def _alike(word: str) -> tuple[str, ...]:
    """The words of the language that look most like it."""
    return tuple(get_close_matches(word, vocabulary() - SMALL, n=3, cutoff=0.75 if len(word) > 4 else 0.6))


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """The words of the language, in all spellings."""
    shapes = [*(re.sub(r"\(\?P<\w+>", "(", one.shape.pattern) for one in language.PATTERNS), PROPERTIES]
    examples = (*(one.example for one in language.PATTERNS), *language.EXAMPLES_ELSEWHERE)
    words = {word.strip(".,").lower() for one in examples for word in one.split() if "-" in word and "$" not in word}
    words |= {part for shape in shapes for found in KNOWN.findall(shape) for part in (found, *found.split())}
    return frozenset((words | {*SPELLINGS, *SPELLINGS.values(), *VERBS, *SMALL, *OTHERS}) - MARKS)


def _understood(declarations: Declarations, clause: Clause) -> bool:
    """Is the sentence of a known kind? What it says may still be wrong."""
    try:
        return language.declare(declarations.copy(), clause, reworded=False)
    except Malformed as problem:
        return problem.diagnostic.code != "E120"
    except Exception:  # nothing that is only tried may end the reading
        return False
