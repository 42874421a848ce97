"""Clauses of a setting: which kind of sentence each is, alone or in parts, and what that declares."""

from __future__ import annotations

import re

from symproof.reading.declarations import Declarations
from symproof.reading.hypotheses import OF_VALUES, PROPERTIES, assertions, assumed_by
from symproof.reading.rewordings import rewordings, without_asides
from symproof.reading.scan import Region
from symproof.reading.sentence_kinds import (
    CARRIERS,
    DECLARING,
    EXAMPLES_ELSEWHERE,
    PATTERNS,
    SentencePattern,
    defines,
    suggestions,
)
from symproof.reading.sentences import (
    LIST,
    MAX_WORDS,
    VERBS,
    Clause,
    Word,
    matching,
    spelling,
)
from symproof.theory.diagnostic import Malformed
from symproof.theory.span import Span

UNDECLARED = ("E120", "E122", "E124")  # codes of sentences that may be meant in another way
MAX_REWORDINGS = 40  # of one sentence, with those of its parts
ASSUME = re.compile(r"(?:assume|suppose|if|assuming)(?: that)? ")
HYPOTHESIS = re.compile(
    r"\b(?:assum|suppos|hypothes|requir|stab|equivarian|invarian|linear|commut|injecti|relativ|symmetr|if\b)"
)
LAWS = re.compile(rf"variant|\b(?:{OF_VALUES})\b")  # laws of functions, which their type does not say
EQUATION = re.compile(r"(?<!:)=")
BEING = re.compile(rf"let {LIST} be {PROPERTIES}(?: (?:map|operator|layer|network|kernel|encoding|transformation))?")


def assumes(clause: Clause) -> bool:
    """May the clause be meant to state a hypothesis, in whatever words?"""
    stated = any(EQUATION.search(region.text) for region in clause.formulas) and clause.verb not in VERBS
    return stated or HYPOTHESIS.search(clause.shape) is not None


def declare(d: Declarations, clause: Clause, reworded: bool = True) -> bool:
    """Let a clause of a setting take effect; False if it is not understood. Raises Malformed.

    ``reworded``: what is not understood as it stands may be said in other words.
    """
    if len(clause.words) > MAX_WORDS:
        return False
    return _declare(d, without_asides(clause), [MAX_REWORDINGS if reworded else 0])


def _declare(d: Declarations, clause: Clause, left: list[int]) -> bool:
    """The clause as it stands, or the first of its rewordings that is understood; ``left``: how many may be tried."""
    before, told = d.copy(), len(d.diagnostics)
    try:
        if _as_it_stands(d, clause):
            return True
        problem = None
    except Malformed as found:
        problem = found
        if found.diagnostic.code not in UNDECLARED:
            raise
    for parts in rewordings(clause) if left[0] > 0 else ():
        d.restore(before)
        del d.diagnostics[told:]
        left[0] -= 1
        try:
            if all(_declare(d, part, left) for part in parts):
                return True
        except Malformed as found:
            problem = found if problem is None or problem.diagnostic.code == "E120" else problem
    d.restore(before)
    del d.diagnostics[told:]
    if problem is not None:
        raise problem
    return False


def _as_it_stands(d: Declarations, clause: Clause) -> bool:
    assume = ASSUME.match(clause.shape)
    if assume is not None:
        hypotheses = assumed_by(d, clause, clause.shape[assume.end() :], assume.end())
        if hypotheses is None:
            return _as_declaration(d, clause, assume.end())
        d.assume(*hypotheses)
        return True
    typed = any(r"\to" in region.text for region in clause.formulas) and LAWS.search(clause.shape) is None
    if BEING.fullmatch(clause.shape) is not None and not typed:
        _with_properties(d, clause)
        return True
    if clause.verb == "check":
        return _check(d, clause)
    pair = matching(clause, _candidates(clause))
    pairs = [pair] if pair is not None else [matching(part, _candidates(part)) for part in _parts(clause)]
    known = [found for found in pairs if found is not None]
    if not known or len(known) < len(pairs):
        return False
    for sentence, found in known:
        sentence.handle(d, found)
    return True


def _with_properties(d: Declarations, clause: Clause) -> None:
    """``Let $N$ be stable``, ``Let $N(i) \\subseteq S$ be stable``: the second declares N too."""
    first = clause.shape[: clause.shape.index(" be ")].count("#")
    names = [_declared(d, region) for region in clause.formulas[:first]]
    formulas = (*names, *clause.formulas[first:])
    d.assume(*assertions(d, formulas, clause.shape[4:].replace(" be ", " is ", 1)))


def _declared(d: Declarations, region: Region) -> Region:
    """The name in a formula, which is declared if the formula does so."""
    if not any(sign in region.text for sign in DECLARING):
        return region
    d.typed(region)
    cut = next((m.start() for m in re.finditer(r"[(:]|\\(?:subset|in|colon)", region.text)), len(region.text))
    return Region(region.source, region.start, region.start + cut)


def _as_declaration(d: Declarations, clause: Clause, said: int) -> bool:
    """``Suppose that $G$ acts on $X$``, ``Suppose $F$ is a feature space``: a declaration in other words."""
    shape = re.sub(r"\b(?:is|acts)\b", lambda m: {"is": "be", "acts": "act"}[m[0]], clause.shape[said:], count=1)
    pair = matching(clause, CARRIERS, "let " + shape)
    if pair is not None:
        pair[0].handle(d, pair[1])
    return pair is not None


def _parts(clause: Clause) -> list[Clause]:
    """``Let $a$ be a group, $b$ an abelian group and $c$ a bijection``: one clause for each."""
    head, parts = clause.words[0], [[clause.words[0]]]
    words = clause.words
    for n, word in enumerate(words[1:], start=1):
        joined = n > 2 and spelling(words[n - 1]) in (",", "and") and word.formula is not None
        before = next((w for w in reversed(words[:n]) if spelling(w) not in (",", "and", "")), head)
        if joined and before.formula is None:
            parts[-1] = _trimmed(parts[-1])
            parts.append([head])
        parts[-1].append(word)
    return [Clause(tuple(_with_be(part)), clause.ended) for part in parts] if len(parts) > 1 else []


def _trimmed(words: list[Word]) -> list[Word]:
    while words and spelling(words[-1]) in (",", "and"):
        words = words[:-1]
    return words


def _with_be(words: list[Word]) -> list[Word]:
    """``let # bijection`` with the verb that is understood."""
    shapes = [spelling(word) for word in words]
    formula = next((n for n, word in enumerate(words) if word.formula is not None), None)
    if formula is None or "be" in shapes or formula + 1 >= len(words) or shapes[formula + 1] in (",", "and"):
        return words
    return [*words[: formula + 1], Word("be", words[formula].region), *words[formula + 1 :]]


DEFINES = (":=", r"\mapsto", r"\longmapsto", r"\coloneq", r"\defeq", r"\triangleq", r"\eqdef")


def _candidates(clause: Clause) -> tuple[SentencePattern, ...]:
    """``Let $a := b$`` defines; every other clause is tried in the order of the table."""
    signs = any(sign in region.text for region in clause.formulas for sign in DEFINES)
    if clause.verb == "let" and signs and " action #" not in clause.shape:
        return tuple(p for p in PATTERNS if p.handle is defines)
    return PATTERNS


def _check(d: Declarations, clause: Clause) -> bool:
    """``Check on p4:3 and $S_3$ on $\\mathbb{Z}_2^2$``: the specs as written, between commas and "and"."""
    head = re.match(
        r"\s*check\s+(?:(?:it|everything|all|them|(?:(?:all|the|these)\s+)*(?:claims?|steps?|statements?|proofs?))\s+)?"
        r"(?:on|with|for)\s+(?:the\s+groups?\s+)?",
        clause.raw,
        re.IGNORECASE,
    )
    if head is None:
        return False
    specs = [spec.strip() for spec in re.split(r",\s*(?:and\s+)?|\s+and\s+", clause.raw[head.end() :]) if spec.strip()]
    d.check_on((spec, _place_of(spec, clause.region)) for spec in specs)
    return bool(specs)


def _place_of(words: str, region: Region) -> Span:
    """Where the words stand, if they stand on one line as they are; else the whole region."""
    at = region.source.text.find(words, region.start, region.end)
    return region.span if at < 0 else region.source.span(at, at + len(words))


__all__ = ["EXAMPLES_ELSEWHERE", "PATTERNS", "assumes", "declare", "suggestions"]
