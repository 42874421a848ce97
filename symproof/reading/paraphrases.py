"""Turns of phrase of the literature, each with the sentences that say the same (a table; beside ``rewordings``).

    Every position $i \\in S$ has a neighbourhood $N(i) \\subseteq S$.     Let $i \\in S$. Let $N(i) \\subseteq S$.

What the words mean is left to the sentences that are known, so a word that these do not understand is told as in
any other sentence. In a shape a group says by its name what its formulas must be (``FORMULAS``); ``noun`` says that
its words only describe what follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from symproof.reading.descriptions import undescribed
from symproof.reading.hypotheses import PROPERTIES
from symproof.reading.sentences import LIST, Clause, Word, spelling
from symproof.theory.frozen import dataclass

MAX_WORDS = 80  # of a sentence that is said again
TYPED = re.compile(r"(?<!:):(?!=)|\\(?:to|rightarrow|in|subset|subseteq|colon)(?![A-Za-z])|[∈→⊆]")
DEFINING = re.compile(r":=|\\(?:mapsto|longmapsto|coloneqq?|defeq|triangleq|eqdef)(?![A-Za-z])")
RELATION = re.compile(r"[=<>≠≤≥]|\\(?:ne|neq|leq?|geq?|leqslant|geqslant|lt|gt)(?![A-Za-z])")

Fits: TypeAlias = Callable[[str], bool]


def _typed(formula: str) -> bool:
    return TYPED.search(formula) is not None and DEFINING.search(formula) is None


def _equation(formula: str) -> bool:
    return RELATION.search(formula) is not None and DEFINING.search(formula) is None


def _name(formula: str) -> bool:
    return "=" not in formula and TYPED.search(formula) is None


FORMULAS: Mapping[str, Fits] = {
    "typed": _typed,  # each of them declares
    "names": _name,  # each of them is a name or an expression
    "law": _equation,  # the first is an equation
    "family": lambda formula: r"\subset" in formula or "⊆" in formula,
}
NARROWING = frozenset(("of", "and", "or", "in", "on", "to", "from", "for", "by"))  # it is not said of the name itself


@dataclass(frozen=True)
class Paraphrase:
    """A shape of sentences, and the sentences that say the same; ``{group}`` stands for words of the first."""

    shape: re.Pattern[str]
    said: tuple[str, ...]


def paraphrase(shape: str, *said: str) -> Paraphrase:
    """``LIST`` stands for formulas, ``WORD`` for a word that is no verb, ``NOUN`` for some of these."""
    for name, meant in (("LIST", LIST), ("PROPERTIES", PROPERTIES), ("NOUN", NOUN), ("WORD", WORD)):
        shape = shape.replace(name, meant)
    return Paraphrase(re.compile(shape), said)


WORD = (
    r"(?!(?:let|be|is|that|for|with|where|if|such|by|as|assume|suppose|define|check|unless|when|whenever|satisf\w+"
    r"|not|no|only|has|acts?|we|set|given|via)\b)[a-z][-\w]*"
)
NOUN = rf"{WORD}(?:(?: ,)? {WORD}){{0,7}}"
WITH = (
    r"(?:with|satisfy|satisfies|satisfying|that satisfy|that satisfies|obeying|that obeys?|fulfilling|that fulfils?"
    r"|(?:be )?such that|so that|for that|subject to|i\.e|that is|meaning that|namely)"
    r"(?: (?:property|law|identity|condition|symmetry|relation|constraint|equation)(?: that)?)?(?: ,| :)?"
)
PHRASE = (
    r"(?:for (?:brevity|short|simplicity|convenience|clarity|later use|later reference|ease of notation"
    r"|notational convenience)|in (?:what follows|following|addition|this (?:section|note|paper|document|text))"
    r"|as (?:usual|before|above)|to this end|additionally|besides|then)"
)
OPENING = rf"(?:[,;:]|{PHRASE}|(?:let )?us|recall(?: that)?|note(?: that)?|and)"

PARAPHRASES = (
    paraphrase(rf"{OPENING}(?: ,)? (?P<rest>.+)", "{rest}"),
    paraphrase(rf"(?:, )?{PHRASE}"),
    paraphrase(r"(?P<head>.+?) (?:possibly|(?:but )?not necessarily) (?:non-?)?WORD(?P<rest> .+)?", "{head} {rest}"),
    # what a name is
    paraphrase(r"let (?P<typed>LIST) be (?P<what>NOUN)(?: ,)? (?:that|and) (?:is|be) (?P<more>.+)",
               "let {typed} be {what}", "let {typed} be {more}"),
    paraphrase(r"let (?P<typed>LIST) be (?P<more>PROPERTIES) (?P<noun>NOUN)", "let {typed} be {more}"),
    paraphrase(r"let (?P<typed>LIST) be (?P<noun>NOUN) (?P<more>PROPERTIES)", "let {typed} be {more}"),
    paraphrase(r"(?P<head>let LIST be (?:feature|vector) space) (?:on that (?:nothing acts|# acts trivially)"
               r"|with trivial action(?: of #)?)", "{head}"),
    paraphrase(r"let (?P<family>#) be (?:(?:finite|non-empty|nonempty|,|and) )*(?:set|subset|neighbourhood)"
               r"(?: of (?:neighbours|positions|points|tokens|nodes))?(?: (?:of|around|at|for)(?: each)?(?: WORD)? #)?",
               "let {family}"),
    paraphrase(r"each (?:(?P<noun>WORD) )?(?P<typed>#) has (?:(?P<noun_2>NOUN) )?(?:neighbourhood|set) (?P<family>#)",
               "let {typed}", "let {family}"),
    paraphrase(r"let (?P<names>#) be (?P<what>NOUN) that (?P<acts>acts (?:from left )?on) (?P<names_2>#) (?:, )?"
               r"(?P<kind>(?:finite )?(?:commutative group|(?:index )?set))",
               "let {names_2} be {kind}", "let {names} be {what} that {acts} {names_2}"),
    paraphrase(r"for (?:all|each) head (?P<head>#)(?: ,)? let (?P<rest>LIST(?: be NOUN)?)",
               "let {rest} for each head {head}"),
    paraphrase(r"let (?P<names>#) (?:be|denotes?)(?: (?P<noun>NOUN))? (?P<names_2>#)", "denote by {names} {names_2}"),
    # laws
    paraphrase(rf"let (?P<head>#.*?)(?: ,)?(?: and)? {WITH} (?P<law>#.*)", "let {head}", "assume {law}"),
    paraphrase(r"(?P<head>.+?)(?: ,)? whenever (?P<typed>LIST)", "{head} for all {typed}"),
    paraphrase(r"assume(?: that)? for (?:all|each) (?P<typed>LIST)(?: (?:,|:|it holds|holds|have|that))* (?P<law>#)",
               "assume {law} for all {typed}"),
    paraphrase(r"(?P<head>.+?)(?: ,)? where (?P<names>LIST is .+)", "{head}", "assume {names}"),
    # what is understood of itself
    paraphrase(r"(?:all )?(?:(?:other|these|such|WORD) ){0,2}(?:map|sum|set|group|space|neighbourhood|weight|parameter"
               r"|index set)s? is (?:finite|arbitrary|otherwise arbitrary|non-empty|finite and non-empty)"),
)  # fmt: skip


def paraphrased(clause: Clause) -> Iterator[list[Clause]]:
    """The sentences that say what a clause says, in each way that its shape allows."""
    words = [word for word in clause.words if spelling(word)]
    if len(words) > MAX_WORDS:
        return
    shape = " ".join(spelling(word) for word in words)
    for one in PARAPHRASES:
        match = one.shape.fullmatch(shape)
        if match is not None and all(_fits(group, _words(match, group, words)) for group in match.groupdict()):
            yield [Clause(tuple(_said(text, match, words)), clause.ended) for text in one.said]


def _fits(group: str, words: list[Word]) -> bool:
    kind = group.partition("_")[0]
    if kind == "noun":
        said = [spelling(word) for word in words]
        return undescribed(" ".join(said)) == () and NARROWING.isdisjoint(said)
    formulas = [word.formula.region.text for word in words if word.formula is not None]
    return all(map(FORMULAS[kind], formulas[:1] if kind == "law" else formulas)) if kind in FORMULAS else True


def _words(match: re.Match[str], group: str, words: list[Word]) -> list[Word]:
    """The words of a group of a match; none where it is absent."""
    start, end = match.span(group)
    place, found = 0, []
    for word in words:
        found.extend([word] if start <= place < end else [])
        place += len(spelling(word)) + 1
    return found


def _said(text: str, match: re.Match[str], words: list[Word]) -> Iterator[Word]:
    """The words of a sentence in place of another; new words stand where the one before them does."""
    here = words[0]
    for part in text.split():
        if part.startswith("{"):
            found = _words(match, part[1:-1], words)
            yield from found
            here = found[-1] if found else here
        else:
            yield replace(here, shape=part, text=part, formula=None)


__all__ = ["paraphrased"]
