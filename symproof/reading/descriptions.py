"""What a sentence says of a name beside its sort: "be the relative positional bias", "where $F$ is a feature space".

The formula declares; nouns and harmless adjectives beside it say nothing more. A word that looks like a property
(``symmetric``, ``invertible``) would be a hypothesis that nobody assumes, and makes the sentence unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from symproof.reading.sentences import Clause, Word, spelling

HARMLESS = frozenset((
    "positional", "relational", "convolutional", "residual", "neural", "spatial", "local", "global",
    "initial", "final", "additional", "internal", "external", "original", "individual", "general",
    "multi-head", "self-attention", "optional", "arbitrary", "given", "fixed", "certain", "input", "output",
    "hidden", "feature", "node", "edge", "graph", "token", "message", "update", "query", "key", "value",
    "attention", "trainable", "learnable", "learned", "pretrained", "pre-trained", "frozen", "adaptive",
    "relative", "absolute", "real", "real-valued", "vector-valued", "scalar", "scalar-valued", "usual",
    "standard", "classical", "canonical", "corresponding", "associated", "following", "respective",
    "nonlinear", "non-linear", "pointwise", "point-wise", "position-wise", "element-wise", "elementwise",
    "ordinary", "typical", "activation", "low-rank", "possibly", "one", "ones", "its", "their", "lora",
    "two", "three", "several", "finite", "dense", "sparse", "parametric",
    "numerical",
))  # fmt: skip
PROPERTY = (  # this pattern and the next are compiled when they are needed, which is seldom
    r"(?:[-\w]*(?:variant|metric|linear|jective|tible|gible|sible|able|onal|ical|odic|tive|nic|matic|ous|oid|free)"
    r"|(?:un|a)?stable|even|odd|constant|zero|non-?zero|unit|monotone|identity|inverse|compact|convex|bounded|discrete"
    r"|unitary|stationary|cyclic|quadratic|harmonic|isotropic|elliptic|diagonal|polynomial|exponential|affine"
    r"|[-\w]*(?:morphism|jection|isometry|involution|permutation|character|cocycle|norm|metric|distance|inverse)s?"
    r"|probabilit(?:y|ies)|distributions?|densit(?:y|ies)|solutions?|basis|bases|stabili[sz]ers?|generators?"
    r"|order|rank|equal|conjugates?|(?:non-?)?trivial|band-?limited|supported|adjacent|identical|commuting"
    r"|groups?|subgroups?|rings?|algebras?|sets?|subsets?|dual|adjoint|transpose|derivative|fourier|mean|average"
    r"|positive|negative|normali[sz]ed|orthogonal|orthonormal|real|same|not|no|only|if|when|unless|otherwise|except"
    r"|differ\w*|distinct|such|that|satisf\w+|with|without)"
)
NOUNS = (
    r"(?:map|nonlinearit|activation|bias|function|operator|transformation|projection|embedding|encoding|term|weight"
    r"|attention|head|input|output|image|feature|vector|value|quer|key|node|edge|token|element|variable|point|pixel"
    r"|perceptron|adapter|block|layer|network|module|parameter|coefficient|scale|scaling|factor|constant|matri|filter"
    r"|kernel|signal|field|message|update|state|residual|readout|aggregat|combin|logit|score|temperature|neighbo"
    r"|stack|sequence|tensor|row|column|channel|position|coordinate|label|colou?r|mlp|data|sample|representation)"
)


def undescribed(words: str) -> tuple[str, ...] | None:
    """The words that are not known to be harmless; None where one looks like a property, which would be lost."""
    told = [word for word in words.split() if word not in (",", "and", "of", "on", "for", "in", "or", "by", "to", "#")]
    if any(re.fullmatch(PROPERTY, word) and word not in HARMLESS for word in told):
        return None
    return tuple(word for word in told if word not in HARMLESS and not re.match(NOUNS, word))


def with_given(clause: Clause) -> list[Clause]:
    """``For $f : S \\to F$ and $g \\in G$ we write A``, ``Given functions $f, h$, set A``: the names, then A."""
    words = clause.words
    if words[0].shape.lower() not in ("for", "given"):
        return []
    verb = next((n for n, word in enumerate(words) if n and word.shape.lower() in DEFINING), len(words))
    said = " ".join(spelling(word) for word in words[1:verb] if word.formula is None)
    given = [word for word in words[1:verb] if word.formula is not None]
    if not given or undescribed(said.replace("each", "").replace("group", "").replace("set", "")) is None:
        return []
    let = replace(words[0], shape="let", text="let")
    typed = [word for word in given if any(sign in word.text for sign in (":", "\\in", "\\colon"))]
    if verb == len(words) and not typed:
        return [Clause((let, *words[1:]), clause.ended)]
    rest = [Clause(words[verb:], clause.ended)] if verb < len(words) else []
    return [*(Clause((let, word), clause.ended) for word in typed), *rest]


DEFINING = ("write", "define", "set", "put", "denote", "let")


def with_where(clause: Clause) -> list[Clause]:
    """``A, where $F$ is a feature space``: what stands after "where" as sentences of their own, then A."""
    words = list(clause.words)
    at = next((n for n, word in enumerate(words) if word.formula is None and word.shape.lower() in WHERE), None)
    if at is None or at < 2 or at + 2 > len(words):
        return []
    head = words[:at]
    while head and spelling(head[-1]) in (",", ";", "and"):
        head.pop()
    parts = list(_parts(words[at + 1 :], words[at]))
    return [*(Clause(tuple(part), clause.ended) for part in parts), Clause(tuple(head), clause.ended)] if head else []


WHERE = ("where", "wherein")


def _parts(words: list[Word], where: Word) -> Iterator[list[Word]]:
    """``Let $F$ be ...`` for each ``$F$ is ...``; "and" joins two where a verb follows the second formula."""
    verbs = [n for n, word in enumerate(words) if word.formula is None and word.shape.lower() in VERBS]
    starts = [0, *(_start(words, n) for n in verbs[1:])]
    let = replace(where, shape="let", text="let")
    for start, stop in zip(starts, [*starts[1:], len(words)], strict=True):
        part = [_be(word) for word in words[start:stop]]
        while part and spelling(part[0]) in (",", "and"):
            part.pop(0)
        while part and spelling(part[-1]) in (",", "and"):
            part.pop()
        yield [let, *part]


VERBS = ("is", "are", "denotes", "denote")


def _be(word: Word) -> Word:
    return replace(word, shape="be", text="be") if word.formula is None and word.shape.lower() in VERBS else word


def _start(words: list[Word], verb: int) -> int:
    """Where the names before a verb begin."""
    at = verb
    while at > 0 and (words[at - 1].formula is not None or spelling(words[at - 1]) in (",", "and")):
        at -= 1
    return at


__all__ = ["undescribed", "with_given", "with_where"]
