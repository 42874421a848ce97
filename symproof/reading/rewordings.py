"""Sentences of a setting in other words: each is said again in sentences that may be known.

A rewording changes the order of words, cuts a sentence in two or leaves out nouns; it never leaves out a word
that looks like a property or a condition, and every formula of the sentence stays in one of the new ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from symproof.reading.descriptions import undescribed, with_given, with_where
from symproof.reading.sentences import Clause, Word, spelling

Words: TypeAlias = Sequence[Word]
TYPING = (":", r"\to", r"\in", r"\subset", r"\rightarrow", r"\colon", "→", "∈", "⊆")
DEFINING = (":=", r"\mapsto", r"\longmapsto", r"\coloneq", r"\defeq", r"\triangleq", r"\eqdef", "=:")
RELATING = (
    "=", "<", ">", r"\ne", r"\le", r"\ge", r"\lt", r"\gt", r"\mid", r"\iff", r"\implies", r"\Rightarrow", r"\equiv",
    r"\approx", r"\sim", r"\notin", "≠", "≤", "≥", *TYPING,
)  # fmt: skip
VERBS = ("let", "define", "set", "put", "write", "denote")
COPULAS = ("is", "be", "denotes", "denote")
JOINTS = (",", ";", "and")
SAYING = ("with", "such that", "so that", "satisfying", "that satisfies", "that is", "i.e", "satisfies", "obeys",
          "that satisfy", "satisfy", "obeying", "fulfilling", "with property that", "meaning that", ":")  # fmt: skip
EXPLAINING = ("that is", "i.e", "meaning that", ":")
CONDITIONS = frozenset((
    "if", "when", "whenever", "unless", "otherwise", "except", "only", "not", "no", "provided", "or", "where", "such",
    "in", "assume", "suppose", "assuming", "except", "without", "once", "satisfying", "satisfies",
))  # fmt: skip


PLACES = ("on", "at", "inside", "outside", "within", "near", "away", "over", "along", "up", "below", "above", "where")


def rewordings(clause: Clause) -> Iterator[list[Clause]]:
    """Other ways to say a clause, none of them the clause itself; the first one that is understood counts."""
    from symproof.reading.paraphrases import paraphrased  # many patterns, which most documents do without

    yield from paraphrased(clause)
    for reword in ALL:
        parts = reword(clause)
        if parts and [part.words for part in parts] != [clause.words]:
            yield parts


def without_asides(clause: Clause) -> Clause:
    """Words in brackets, such as ``(the kernel trick)``, say nothing; those that look like a property stay."""
    aside = " ".join(spelling(word) for word in clause.words if word.aside)
    if not aside or undescribed(aside) is None:
        return clause
    return replace(clause, words=tuple(word for word in clause.words if not word.aside) or clause.words)


# --- words ------------------------------------------------------------------------------------


def _is(word: Word, *spellings: str) -> bool:
    return word.formula is None and spelling(word) in spellings


def _typed(word: Word) -> bool:
    return word.formula is not None and "=" not in word.text and any(sign in word.text for sign in TYPING)


def _defined(word: Word) -> bool:
    return word.formula is not None and any(sign in word.text for sign in DEFINING)


def _law(word: Word) -> bool:
    """An equation that defines nothing."""
    return word.formula is not None and "=" in word.text and not _defined(word)


def _named(text: str, near: Word) -> Word:
    return Word(text, near.region, text=text)


def _says(word: Word) -> bool:
    """Is it a word that is neither a formula nor a joint?"""
    return word.formula is None and not _is(word, *JOINTS, "", "with")


def _trimmed(words: Words) -> tuple[Word, ...]:
    words = list(words)
    while words and (_is(words[-1], *JOINTS) or spelling(words[-1]) == ""):
        words.pop()
    while words and _is(words[0], *JOINTS):
        words.pop(0)
    return tuple(words)


def _clause(words: Words, of: Clause) -> Clause:
    return Clause(tuple(words), of.ended)


def _list_end(words: Words, start: int) -> int:
    """Where the list of formulas that begins at ``start`` ends."""
    at = end = start
    while at < len(words) and (words[at].formula is not None or _is(words[at], *JOINTS, "")):
        at += 1
        end = at if words[at - 1].formula is not None else end
    return end


def _plain(words: Words, known: bool = False) -> bool:
    """Are these nouns and harmless words, no properties and conditions? With ``known`` none that nobody knows."""
    said = [spelling(word) for word in words if word.formula is None]
    lost = undescribed(" ".join(said)) if CONDITIONS.isdisjoint(said) else None
    return lost == () if known else lost is not None


def _nouns(words: Words) -> bool:
    """Are these known nouns of what follows, ``the weights``, and not ``the square of``?"""
    return _plain(words, known=True) and not any(_is(word, "of", *JOINTS[1:]) for word in words)


def _mention(word: Word) -> bool:
    """A formula that relates nothing."""
    return not any(sign in word.text for sign in RELATING)


# --- the rewordings ------------------------------------------------------------------------------


def _where_last(clause: Clause) -> list[Clause]:
    """``Let $w : S \\to F$ where $w$ is linear``: what is said after "where" is about names before it."""
    *parts, head = with_where(clause) or [clause]
    return [head, *parts]


def _without_commas(clause: Clause) -> list[Clause]:
    """``Let $S$ be a finite set, on which $G$ acts``: a comma before a relative clause; ``;`` as a comma."""
    words = clause.words
    kept: list[Word] = []
    for n, word in enumerate(words):
        relative = n + 1 < len(words) and _is(words[n + 1], "on", "that", "equipped", "endowed", "acted")
        if _is(word, ",", ";") and (n == 0 or relative):
            while kept and _is(kept[-1], "finite", "set", "", ",") and "," in map(spelling, kept):
                kept.pop()  # an apposition: "the set of nodes, a finite set, on which ..."
            continue
        kept.append(replace(word, shape=",") if _is(word, ";") else word)
    return [_clause(kept, clause)] if kept else []


def _with_verb(clause: Clause) -> list[Clause]:
    """``$F$ is a feature space``, ``Signals are functions $f : S \\to F$``: with "let" or "assume that"."""
    words = clause.words
    if _is(words[0], "assume", "suppose") and len(words) > 3 and any(map(_typed, words)):
        words = words[2:] if _is(words[1], "that") else words[1:]
    if _is(words[0], *VERBS, "assume", "suppose", "if", "check", "for", "given"):
        return []
    first = next((n for n, word in enumerate(words) if word.formula is not None), None)
    verb = next((n for n, word in enumerate(words) if _is(word, *COPULAS)), None)
    typed = verb is not None and first is not None and verb < first and _typed(words[first])
    nouns = [word for word in words[: min(first or 0, verb or 0)] if not (typed and _is(word, *JOINTS))]
    if first is None or verb is None or not _nouns(nouns):
        return []
    let = _named("let", words[0])
    if verb < first:  # Signals are functions $f$
        return [_clause((let, *words[verb + 1 :]), clause)] if _typed(words[first]) else []
    if _list_end(words, first) != verb:
        return []
    verbs = {n for n, word in enumerate(words) if _is(word, *COPULAS) and n and words[n - 1].formula is not None}
    rest = (_named("be", word) if n in verbs else word for n, word in enumerate(words))
    return [_clause((let, *list(rest)[first:]), clause)]


def _with_assumption(clause: Clause) -> list[Clause]:
    """``The kernel $k$ is invariant``, ``the weights $w$ satisfy $w(gi) = w(i)$``: with "assume that"."""
    words = clause.words
    if _is(words[0], *VERBS, "check", "for", "given"):
        return []
    start = 1 if _is(words[0], "assume", "suppose") else 0
    start += bool(start and _is(words[start], "that")) if start < len(words) else 0
    kept: list[Word] = []
    nouns: list[Word] = []
    for n, word in enumerate(words[start:], start=start):
        if word.formula is not None:
            kept.extend([] if _plain(nouns, known=True) and not any(_is(one, *KEPT) for one in nouns) else nouns)
            if not (n + 1 < len(words) and _is(words[n + 1], "satisfies", "satisfy", "obeys", "fulfils")):
                kept.append(word)
            nouns = []
        else:
            if _is(word, "satisfies", "satisfy", "obeys", "fulfils") and n and words[n - 1].formula is not None:
                continue
            joint = _is(word, *JOINTS, *COPULAS, *KEPT)
            kept.extend([*nouns, word] if joint else [])
            nouns = [] if joint else [*nouns, word]
    return [_clause((_named("assume", words[0]), _named("that", words[0]), *kept, *nouns), clause)]


KEPT = ("is", "for", "all", "each", "under", "that", "both", "with", "respect", "to", "of", "by")


def _by_turns(clause: Clause) -> list[Clause]:
    """``Denote by $f : S \\to F$ a signal and by $k \\in G$ an element``: a sentence for each."""
    words = clause.words
    if not _is(words[0], "denote") or not any(map(_typed, words)):
        return []
    places = [n for n, word in enumerate(words) if _is(word, "by") and n + 1 < len(words) and _typed(words[n + 1])]
    ends = [*places[1:], len(words)]
    parts = [_trimmed(words[start + 1 : end]) for start, end in zip(places, ends, strict=True)]
    let = _named("let", words[0])
    return [_clause((let, *_with_be(part)), clause) for part in parts]


def _with_be(words: Words) -> Words:
    """``$f$ a signal`` with the verb that is understood."""
    end = _list_end(words, 0)
    if not end or end == len(words) or _is(words[end], "be"):
        return words
    return (*words[:end], _named("be", words[end - 1]), *words[end:])


def _nouns_last(clause: Clause) -> list[Clause]:
    """``Consider feature spaces $F$ and $K$``: what they are stands behind the names; ``Let the map $f$ be ...``."""
    words = clause.words
    first = next((n for n, word in enumerate(words) if word.formula is not None), 0)
    if not _is(words[0], "let") or first < 2 or any(_is(word, *COPULAS, "by") for word in words[1:first]):
        return []
    end = _list_end(words, first)
    nouns, names, rest = words[1:first], words[first:end], words[end:]
    if any(_is(word, *JOINTS) for word in nouns):
        return []
    if rest and _is(rest[0], "be"):
        return [_clause((words[0], *names, *rest), clause)] if _nouns(nouns) else []
    if rest and not _is(rest[0], "that", "that acts", "acts", "on", "of", "from", "for", "with", "in", *JOINTS):
        return []  # "let the weights $w$ sum to one"
    be = _named("be", names[-1])
    return [_clause((words[0], *names, be, *nouns, *rest), clause)]


def _with_law(clause: Clause) -> list[Clause]:
    """``Let $k$ be a kernel with $k(gi) = k(i)$ for all $g$``: what is said of the names as an assumption."""
    words = clause.words
    for n in range(1, len(words) - 1):
        for after in range(n + 1, min(n + 4, len(words))):
            said = " ".join(spelling(word) for word in words[n:after])
            if words[n].formula is not None or said not in SAYING:
                continue
            while after < len(words) and _is(words[after], ",", ""):
                after += 1
            if after < len(words) and _law(words[after]) and not any(map(_law, words[1:n])):
                return _law_apart(clause, n, after, said)
    return []


def _law_apart(clause: Clause, at: int, law: int, said: str) -> list[Clause]:
    head, rest = _trimmed(clause.words[:at]), clause.words[law:]
    if said in EXPLAINING and head and not _is(head[0], "assume", "suppose"):
        head = _without_property(head)
    assumed = (_named("assume", rest[0]), _named("that", rest[0]), *rest)
    if said in EXPLAINING and head and all(map(_mention, (word for word in head if word.formula is not None))):
        return [_clause(assumed, clause)]  # of names that are declared elsewhere
    return [_clause(head, clause), _clause(assumed, clause)] if len(head) > 1 else []


def _without_property(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """``a class function, that is, ...``: the last noun with its adjectives, which the law says again."""
    end = max((n for n, word in enumerate(words) if word.formula is not None), default=-1)
    tail = words[end + 1 :]
    if end < 0 or not tail or any(_is(word, *JOINTS) for word in tail):
        return words
    return words[: end + 1]


def _in_parts(clause: Clause) -> list[Clause]:
    """``Let $G$ be a finite group, $F$ and $K$ feature spaces, and $f : G \\to F$``: a sentence for each."""
    words = clause.words
    if not _is(words[0], "let") or len(words) < 4:
        return []
    parts: list[list[Word]] = [[]]
    for n, word in enumerate(words[1:], start=1):
        joined = _is(words[n - 1], *JOINTS) or (_is(words[n - 1], "with") and n > 2 and _is(words[n - 2], ","))
        if word.formula is not None and joined and any(map(_says, parts[-1])):
            if _is(parts[-1][-1], "with"):
                parts[-1].pop()
            parts.append([])
        parts[-1].append(word)
    trimmed = [_with_be(_trimmed(part)) for part in parts]
    return [_clause((words[0], *part), clause) for part in trimmed] if len(parts) > 1 else []


def _defining(clause: Clause) -> list[Clause]:
    """``The weights are $a(i) := ...$ and the output $m(i) := ...$``: definitions with harmless words between."""
    words = clause.words
    found = [word for word in words if word.formula is not None]
    verb = _is(words[0], *VERBS)
    definitions = [word for word in found if _defined(word)]
    given = not _is(words[0], "let") or len(words) == 2
    if not definitions and ((verb and given) or _copula_before(words)):
        definitions = [word for word in found if _law(word)][:1]
    typed = [word for word in found if _typed(word)]
    others = [word for word in found if word not in definitions and word not in typed]
    said = [spelling(word) for word in words if word.formula is None]
    if not definitions or not CONDITIONS.isdisjoint(said) or not (all(map(_mention, others)) and _harmless_for(words)):
        return []
    last = max(n for n, word in enumerate(words) if word.formula is not None)
    if any(_is(word, *PLACES) for word in words[last + 1 :]):
        return []  # "on the boundary"
    let, define = _named("let", words[0]), _named("define", words[0])
    parts = [*((let, word) for word in typed), *((define, word) for word in definitions)]
    return [_clause(part, clause) for part in parts]


def _with_types(clause: Clause) -> list[Clause]:
    """``Let $D = BA$ with $B \\in ...$ and $A \\in ...$``: what is declared behind "with" comes first."""
    words = clause.words
    for n in range(2, len(words) - 1):
        rest = words[n + 1 :]
        typed = [word for word in rest if word.formula is not None]
        joints = all(_is(word, *JOINTS, "") for word in rest if word.formula is None)
        if _is(words[n], "with") and _is(words[0], *VERBS) and typed and all(map(_typed, typed)) and joints:
            head = _clause(_trimmed(words[:n]), clause)
            return [*(_clause((_named("let", word), word), clause) for word in typed), head]
    return []


def _all_of_them(clause: Clause) -> list[Clause]:
    """``The maps are $q$ and $k$; all of them are linear``: what is said of all names of the sentence."""
    words = clause.words
    start = next((n for n, word in enumerate(words) if n and _is(word, "all", "both", "each")), 0)
    verb = next((n for n in range(start, len(words)) if start and _is(words[n], "is")), 0)
    said = [spelling(word) for word in words[start:verb]]
    typed = [word for word in words[:start] if _typed(word)]
    rest = words[verb + 1 :]
    if not typed or not verb or set(said) - {"all", "both", "each", "of", "them", "these", "maps", "map"} or not rest:
        return []
    if any(word.formula is not None for word in rest):
        return []
    let, be = _named("let", words[0]), _named("be", words[verb])
    head = _clause(_trimmed(words[:start]), clause)
    return [head, *(_clause((let, word, be, *rest), clause) for word in typed)]


def _noun_parts(clause: Clause) -> list[Clause]:
    """``Fix a linear map $T : A \\to B$, a vector $b \\in B$ and signals $f : S \\to A$``: a sentence for each."""
    words = clause.words
    if not _is(words[0], "let", "take") or len(words) < 4:
        return []
    parts: list[list[Word]] = [[]]
    for n, word in enumerate(words[1:], start=1):
        formula = next((k for k in range(n, len(words)) if words[k].formula is not None), n)
        nouns = words[n:formula]
        plain = bool(nouns) and not any(_is(one, *JOINTS, *COPULAS) for one in nouns)
        begins = plain and n > 1 and _is(words[n - 1], *JOINTS)
        if begins and any(one.formula is not None for one in parts[-1]):
            parts.append([])
        parts[-1].append(word)
    let = _named("let", words[0])
    kept = [_trimmed(part) for part in parts]
    return [_clause((let, *part), clause) for part in kept] if len(parts) > 1 or _is(words[0], "take") else []


def _copula_before(words: Words) -> bool:
    """``The layer is $m(i) = ...$``, ``given by $m(i) = ...$``."""
    law = next((n for n, word in enumerate(words) if _law(word)), 0)
    return law > 1 and _is(words[law - 1], "is", "be", "by", "as")


def _harmless_for(words: Words) -> bool:
    """``for the convolution`` names; ``for small $i$`` might restrict."""
    for n, word in enumerate(words):
        if _is(word, "for"):
            stop = next((k for k in range(n + 1, len(words)) if _is(words[k], *JOINTS)), len(words))
            rest = [one for one in words[n + 1 : stop] if spelling(one)]
            ahead = next((k for k, one in enumerate(rest) if one.formula is not None), len(rest))
            mention = 1 < ahead < len(rest) and _is(rest[ahead - 1], "of", "by") and _mention(rest[ahead])
            quantified = all(_is(one, "all", "each", "given") for one in rest[:ahead])
            if ahead < len(rest) and not (mention or quantified):
                return False
            if not _plain(rest[:ahead]):
                return False
    return True


ALL: tuple[Callable[[Clause], list[Clause]], ...] = (
    with_where, _where_last, with_given, _without_commas, _with_law, _in_parts, _by_turns, _nouns_last, _with_types,
    _noun_parts, _all_of_them, _defining, _with_verb, _with_assumption,
)  # fmt: skip
