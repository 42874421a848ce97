"""Reasons that name hypotheses: ``$N$ is stable``, ``invariance of $\\kappa$``, ``by assumption``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from symproof.reading.carriers import cut_at, refuse
from symproof.reading.declarations import Declarations
from symproof.reading.hypotheses import assertions, map_named
from symproof.reading.names import canonical_name
from symproof.reading.phrases import Phrase, Reader, Setting, head, items
from symproof.reading.scan import Region
from symproof.reading.tokens import Token, span_of
from symproof.terms import Arrow, NeighbourhoodSort, Var, free_variables
from symproof.theory.document import Assumed, ByHypothesis, ReasonPart
from symproof.theory.hypotheses import Commutative, Condition, Equation, Hypothesis, Stable, TranslationEquivariant


def invariance(setting: Setting, phrase: Phrase) -> Iterator[ReasonPart]:
    """``invariance of $\\psi$``: what is assumed of it, equations and properties."""
    for _, tokens in items(setting, phrase):
        yield from _assumed_of(setting, tokens)


def _assumed_of(setting: Setting, tokens: list[Token]) -> Iterator[ReasonPart]:
    """All that is assumed of a map (E127 where nothing is)."""
    var = map_named(setting.declarations, head(tokens))
    found = [one for one in setting.declarations.setting.hypotheses if var in spoken_of(one)]
    if not found:
        wanted = "a name of which something is assumed"
        refuse("E127", span_of(tokens), name=var.name, expected=wanted, found="invariant")
    yield from (ByHypothesis((one,)) for one in found)


ALONE = re.compile(r"# is (?:in|equi)variant")
INVARIANT = re.compile(r"\b(?:in|equi)variant\b")


def _is_neighbourhood(setting: Setting, region: Region) -> bool:
    tokens = setting.declarations.tokens(region)
    var = setting.declarations.setting.symbols.get(canonical_name(cut_at(tokens, ",")[0])) if tokens else None
    return var is None or not isinstance(var.sort, Arrow)


def every_hypothesis(setting: Setting, phrase: Phrase) -> Iterator[ReasonPart]:
    """``by assumption``: the hypotheses that speak of names of the step, or else all; where there is none, assumed."""
    known = setting.declarations.setting.hypotheses
    names = setting.declarations.setting.mentioned(setting.expressions)
    about = tuple(one for one in known if spoken_of(one) & names) or known
    yield ByHypothesis(about) if about else Assumed()


def spoken_of(hypothesis: Hypothesis) -> frozenset[Var]:
    """The names that a hypothesis is about."""
    if isinstance(hypothesis, Equation | Condition):
        return free_variables(hypothesis.left) | free_variables(hypothesis.right)
    names = (getattr(hypothesis, name, None) for name in ("family", "map", "fn", "symbol"))
    return frozenset(one for one in names if isinstance(one, Var))


def _of_family(setting: Setting, region: Region) -> list[ReasonPart]:
    """What is assumed of a neighbourhood."""
    known = setting.declarations.setting
    var = known.symbols.get(canonical_name(setting.declarations.tokens(region)))
    laws = (h for h in known.hypotheses if isinstance(h, TranslationEquivariant | Stable))
    return [ByHypothesis((law,)) for law in laws if law.family == var]


def assertion(setting: Setting, phrase: Phrase) -> Iterator[ReasonPart]:
    """``$N$ is stable``: the hypotheses that these words state."""
    shape = phrase.match["assertion"]
    if INVARIANT.search(shape) and not _is_neighbourhood(setting, phrase.formulas[0]):
        yield from _assumed_of(setting, setting.declarations.tokens(phrase.formulas[0]))
        return
    if ALONE.fullmatch(shape):  # under what, is for the hypotheses to say
        known = _of_family(setting, phrase.formulas[0])
        yield from known
        if known:
            return
    yield from (ByHypothesis((h,)) for h in assertions(setting.declarations, phrase.formulas, shape))


def noun(make: Callable[[Declarations, list[Token]], Hypothesis]) -> Reader:
    """``linearity of $\\varphi$``, ``stability of $N$``."""

    def read(setting: Setting, phrase: Phrase) -> Iterator[ReasonPart]:
        for _, tokens in items(setting, phrase):
            yield ByHypothesis((make(setting.declarations, tokens),))

    return read


def neighbourhood(kind: type[Stable] | type[TranslationEquivariant]) -> Reader:
    """A reader of the hypothesis of this kind about the neighbourhood named. It raises Malformed E127."""

    def make(declarations: Declarations, tokens: list[Token]) -> Hypothesis:
        var = declarations.setting.symbols.get(canonical_name(tokens))
        if var is None or not isinstance(var.sort, NeighbourhoodSort):
            refuse(
                "E127",
                span_of(tokens),
                name=canonical_name(tokens),
                expected="a neighbourhood",
                found=kind.__name__,
            )
        return kind(var)

    return noun(make)


def commutes(setting: Setting, phrase: Phrase) -> Iterator[ReasonPart]:
    """``$\\mathcal{H}$ is commutative``."""
    yield ByHypothesis((Commutative(),))
