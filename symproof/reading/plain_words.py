"""Words beside a claim: which ones leave it as it is, which ones may restrict it, and which ones nobody knows.

In the sentence of a claim every word counts: one that is known to leave it as it is passes, one of a
condition or a property, or behind "for" or "every", may restrict it; of all others it is only told that they
say nothing. A sentence of its own before or after the claim may describe, unless it holds a word of a
condition, speaks of a formula, or says what something is.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise

from symproof.reading.denials import describing
from symproof.reading.sentences import VERBS, Word


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CONNECTIVES = _words(
    """
    then hence thus so therefore thereby consequently accordingly moreover furthermore further finally also now
    again besides indeed similarly likewise analogously conversely equivalently particular fact general other
    words immediately clearly obviously evidently easily especially namely explicitly more precisely detail
    below above throughout henceforth lastly altogether too well and but while that which this these those it
    its itself there they them their a an the any each every all both same we one us our you of in on as by to
    at from between over into per i.e ie cf see note notice observe remark here
    """
)
STATING = _words(
    """
    suffices suffice desired asserted main important useful direct
    is are be being been was has have had having holds hold holding valid true get gets obtain obtains obtained
    gives give giving given yields yield yielding satisfies satisfy satisfied fulfils fulfills obeys obey
    follows follow following implies imply equals equal coincide coincides agree agrees identical reads read
    becomes become means meaning expresses states state stated says say claim claims show shows shown prove
    proves proved proven see seen find finds found know conclude deduce verify check can must will shall does do
    written write writes expressed expressing denotes denoted called defined described computed calculated known
    well-known clear easy straightforward immediate sense let's rewritten simplifies reduces transforms
    transform behaves maps takes sends computes compute evaluates evaluate makes
    intertwine intertwines
    """
)
THINGS = _words(
    """
    operation operations diagram computation calculation transformed
    layer layers network networks attention self cross transformer transformers convolution convolutions
    correlation map maps mapping mappings function functions functional operator operators kernel kernels
    encoding encodings embedding embeddings positional position positions feature features signal signals field
    fields value values key keys query queries weight weights score scores logit logits softmax head heads
    output outputs input inputs sum sums summation summand summands term terms side sides left right hand lhs
    rhs lifting group groups element elements vector vectors scalar scalars matrix matrices space spaces set
    sets neighbourhood neighbourhoods neighborhood neighborhoods expression expressions quantity quantities
    model models block blocks module modules definition definitions notation setting representation
    representations composition projection projections result results claim statement statements assertion
    equation equations formula formulas identity identities equality equalities relation relations rule law
    property properties theorem theorems lemma lemmas proposition propositions corollary proof section sections
    paper display update updates adapter adapters lora low-rank parameter parameters pair pairs product products
    inner action actions index indices dimension point points multi equivariance invariance covariance linearity
    additivity homogeneity associativity commutativity change variable variables two three four
    """
)
PLAIN = CONNECTIVES | STATING | THINGS
ALIKE = _words("equivariant invariant covariant equivariantly invariantly")
PREDICATES = ALIKE | _words(
    "linear additive homogeneous commute commutes stable symmetric associative relative independent"
)
TAIL = _words(
    """
    translation translations rotation rotations shift shifts transformation transformations with under respect
    regular permutation permutations
    """
)
TAILED = THINGS & _words("equivariance invariance covariance operator operators action actions")
FOR_WORDS = _words(
    """
    all any each every both a an the element elements position positions head heads vector vectors scalar
    scalars and of group layer layers map maps function functions feature features signal signals input inputs
    it this that these two our convenience brevity later use reference example instance completeness
    arbitrary choice choices pointwise nonlinearity nonlinearities activation activations weights parameters token
    tokens node nodes kernel kernels filter filters query key value
    """
)
CONDITIONS = _words(
    """
    if when whenever where wherever provided providing only except unless suppose supposing supposed assume
    assumed assuming assumption assumptions hypothesis hypotheses condition conditions conditional conditionally
    choose chosen choosing take taken taking pick picked picking select selected restrict restricted restricting
    restriction restrictions such case cases iff once until fix fixing consider considering given require
    required requires requiring supposedly otherwise false untrue wrong fails fail up recall recalling among
    next adjacent apart outside inside within without beyond because
    """
)
PROPERTY = re.compile(
    r"self-?inverses?|(?:non-?|un|in|anti-?|bi|pairwise-?)?"
    r"(?:linear|affine|constant|commut\w+|abelian|involut\w+|idempotent|nilpotent|trivial|diagonal|symmetric"
    r"|injective|surjective|jective|bijective|invertible|orthogonal|unitary|isometr\w+|even|odd|positive|negative|zero"
    r"|vanish\w*|central|normal|normali[sz]ed|cyclic|transitive|faithful|distinct|different|equal|homogeneous"
    r"|additive|periodic|monotone|bounded|continuous|empty|degenerate|generic|stable|fixed|\w*variant|special"
    r"|minimal|maximal)s?"
)
QUANTIFIERS = _words("all any each every both some certain")
HARMLESS = tuple(
    tuple(phrase.split())
    for phrase in (
        "in this case", "in that case", "in each case", "in every case", "in any case", "in either case",
        "in both cases", "in all cases", "the following cases", "with respect to", "under our assumptions",
        "under these assumptions", "under this assumption", "under the above assumptions",
        "under the assumptions above",
        "together with", "along with", "as such", "as required", "the given", "so that", "up to here",
        "for short", "unless #",
    )
)  # fmt: skip
SATISFYING = _words("satisfy satisfies obey obeys fulfil have")
COPULAS = _words("is are be remains remain")
ENDS = frozenset((":", ";", "i", "i.e", "ie", "meaning", "means", "namely"))
AFTER = ("for", "with")
OPENING = _words("first second third next")  # at the beginning of a sentence only
MARKS = frozenset((",", ";", ":", "?", "#", "@", "", "!"))


def beside_a_claim(words: Sequence[Word]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The first words in the sentence of a claim that may restrict it, and the first of which nothing is known."""
    spelt = _spelt(words)
    unknown = _strict(spelt)
    told = next(_restricting(spelt, unknown), len(spelt))
    return _first(words, [n for n in unknown if n >= told]), _first(words, unknown)


def of_a_kind(words: Sequence[Word]) -> tuple[Word, ...]:
    """``Linear maps satisfy: #``: a property of all things of a kind; "the linear map" is one that is given."""
    spelt = _spelt(words)
    end = spelt.index(":") if ":" in spelt else 0
    for at, word in enumerate(spelt[:end]):
        kind = next((n for n in range(at + 1, end) if spelt[n] in THINGS and spelt[n].endswith(("s", "ices"))), None)
        if kind is None or PROPERTY.fullmatch(word) is None or word in ALIKE:
            continue
        between = all(PROPERTY.fullmatch(one) or one in ("and", "or", ",") for one in spelt[at + 1 : kind])
        alone = set(spelt[kind + 1 : end]) <= SATISFYING
        if between and alone and (at == 0 or spelt[at - 1] in (*QUANTIFIERS, "for", ",")):
            return tuple(words[at : kind + 1])
    return ()


def of_a_description(words: Sequence[Word]) -> tuple[Word, ...]:
    """The first words of a sentence without a claim that may be a condition of the claims around it."""
    spelt = _spelt(words)
    known = _passed(spelt)
    said = frozenset(spelt)
    if said & COPULAS:
        alike = {n for n, word in enumerate(spelt) if _is_plain(word, PLAIN | ALIKE | TAIL)}
        alike |= {n for n, pair in enumerate(pairwise(spelt)) if pair[0] == "relative" and pair[1].startswith("posit")}
        return _first(words, [n for n in _strict(spelt) if n not in alike or spelt[n] in CONDITIONS])
    wrong = {n for n, word in enumerate(spelt) if word in CONDITIONS and n not in known}
    if "#" in said:
        unknown = _strict(spelt)
        wrong |= set(_restricting(spelt, unknown))
    return _first(words, sorted(wrong | set(_after_for(spelt, known, PLAIN | ALIKE | TAIL))))


def describes(words: Sequence[Word]) -> bool:
    """Is it a sentence of a text that states nothing: no formula, no condition, no property, no command?"""
    spelt = _spelt(words)
    parts = {part for word in spelt for part in (word, *word.split("-"))}
    first = next(iter(spelt), "")
    commands = get_close_matches(first, (*VERBS, "suppose", "fix"), n=1, cutoff=0.75)
    wrong = parts & (CONDITIONS - {"given", "such", "case", "next", "because", "where", "without", "among"})
    stated = any(PROPERTY.fullmatch(part) for part in parts) or not parts.isdisjoint(TAIL - {"with", "under"})
    return "#" not in parts and not commands and not wrong and not stated and len(spelt) > 3


def _spelt(words: Sequence[Word]) -> list[str]:
    return [word.shape.lower().replace("’", "'") if word.formula is None else "#" for word in words]


def _first(words: Sequence[Word], wrong: Sequence[int]) -> tuple[Word, ...]:
    """The first of the words at these places, with those that follow it immediately."""
    run = [n for count, n in enumerate(wrong) if n == wrong[0] + count]
    return tuple(words[n] for n in run)


def _strict(spelt: Sequence[str]) -> list[int]:
    """The places of all words that are not known to leave a claim as it is."""
    known = _passed(spelt) | set(_predicates(spelt))
    wrong = {n for n, word in enumerate(spelt) if n not in known and not _in_place(spelt, n, word)}
    return sorted(wrong | set(_after_for(spelt, known, FOR_WORDS)))


def _restricting(spelt: Sequence[str], unknown: Sequence[int]) -> Iterator[int]:
    """The places of unknown words that may restrict a claim, in order."""
    lost = frozenset(unknown)
    known = [n for n in range(len(spelt)) if n not in lost]
    explained = max((n for n, word in enumerate(spelt) if word != "i" and _explains(spelt, n)), default=-1)
    for at in unknown:
        place = bisect(known, at)
        before = spelt[known[place - 1]] if place else ""
        after = spelt[known[place]] if place < len(known) else ""
        if _may_restrict(spelt[at], before, after, at <= explained):
            yield at


def _may_restrict(word: str, before: str, after: str, explained: bool) -> bool:
    """A condition, a property, a movement (``translations``), words behind "for" or between "every" and a formula.

    ``before`` and ``after``: the known words next to it. A property before a colon is part of what the claim says
    again in symbols: it is ``explained``.
    """
    if word in CONDITIONS or word == "for":
        return True
    if not explained and (word in TAIL or any(map(PROPERTY.fullmatch, (word, *word.split("-"))))):
        return True
    return before in QUANTIFIERS and after == "#"


def _in_place(spelt: Sequence[str], at: int, word: str) -> bool:
    if word in TAIL:
        return word in ("with", "under") or (at + 1 < len(spelt) and spelt[at + 1] in TAILED)
    return word in AFTER or (at == 0 and word in OPENING) or _is_plain(word, PLAIN)


def _is_plain(word: str, known: frozenset[str]) -> bool:
    """Is it one of the known words, a mark, a number, a letter, or put together of known words by hyphens?"""
    if word in MARKS or word in known or word.isdigit() or len(word) == 1:
        return True
    return "-" in word and all(part in known or part in TAIL for part in word.split("-"))


def _passed(spelt: Sequence[str]) -> set[int]:
    """The places of phrases that are harmless as a whole."""
    return describing(spelt) | {
        at + n
        for at in range(len(spelt))
        for phrase in HARMLESS
        if tuple(spelt[at : at + len(phrase)]) == phrase
        for n in range(len(phrase))
    }


def _predicates(spelt: Sequence[str]) -> Iterator[int]:
    """``is equivariant under translations:``: what the claim, which follows, says in symbols."""
    for at, word in enumerate(spelt):
        plain = word.rsplit("-", 1)[-1]
        if plain not in PREDICATES or not (word.startswith("commute") or _asserted(spelt, at)):
            continue
        end = next((n for n in range(at, len(spelt)) if _explains(spelt, n)), None)
        if end is not None and all(_is_plain(one, PLAIN | TAIL) for one in spelt[at + 1 : end]):
            yield from range(at - (spelt[at - 1] in TAIL), end)


def _asserted(spelt: Sequence[str], at: int) -> bool:
    """Does ``is`` or the like stand before the word, adverbs aside?"""
    return any(word in COPULAS for word in spelt[max(0, at - 3) : at])


def _explains(spelt: Sequence[str], at: int) -> bool:
    return spelt[at] in ENDS or spelt[at : at + 2] == ["that", "is"] or spelt[at : at + 2] == ["sense", "that"]


def _after_for(spelt: Sequence[str], passed: set[int], known: frozenset[str]) -> Iterator[int]:
    """``for`` with words behind it that may make it a part of all values: all of them up to the formula."""
    for at, word in enumerate(spelt):
        if word != "for" or at in passed:
            continue
        ends = (n for n in range(at + 1, len(spelt)) if spelt[n] in MARKS or (n > at + 1 and spelt[n] in VERBS_AFTER))
        end = next(ends, len(spelt))
        if not all(_is_plain(one, known) for one in spelt[at + 1 : end]):
            yield from range(at, end)


VERBS_AFTER = _words("we one it there holds hold have has is are that")
