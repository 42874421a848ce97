"""Hypotheses in words: ``$N$ is stable``, ``$\\varphi$ and $\\psi$ are linear``, equations that hold for all.

The same words assume a hypothesis in a setting and name it in a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from symproof.reading.carriers import COLON, IN, cut_at, refuse
from symproof.reading.conditions import condition
from symproof.reading.declarations import Declarations
from symproof.reading.elaborate import read_comparison
from symproof.reading.failure import nearest_names
from symproof.reading.laws import law_of, law_of_values
from symproof.reading.names import canonical_name, split_head
from symproof.reading.neighbourhoods import stability
from symproof.reading.scan import Region
from symproof.reading.sentences import LIST, Clause
from symproof.reading.tokens import Token
from symproof.reading.unquantified import unquantified
from symproof.terms import (
    HEAD,
    Arrow,
    GroupPower,
    GroupProduct,
    GroupUnit,
    H,
    NeighbourhoodSort,
    Term,
    V,
    Var,
    fresh,
)
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.document import Relation
from symproof.theory.hypotheses import (
    Commutative,
    Equation,
    Hypothesis,
    Injective,
    Linear,
    Stable,
    TranslationEquivariant,
    open_arguments,
)
from symproof.theory.span import Span

TRANSLATIONS = (
    r"translation[- ](?:equivariant|invariant)|(?:equivariant|invariant) under (?:all )?translation"
    r"|compatible with translation|relative"
)
UNDER = (
    r"(?:stable|(?:equivariant|invariant)) under (?:action of )?#"
    r"|# [- ]?stable|stable|# [- ]?(?:equivariant|invariant)"
)
OF_VALUES = "constant|even|odd|symmetric|antisymmetric|skew-symmetric|idempotent|involutive"
PROPERTY = (
    rf"(?:{TRANSLATIONS}|{UNDER}|equivariant|invariant|linear|injective|commutative|abelian|bijective"
    rf"|involution|self-inverse|central|{OF_VALUES})"
)
PROPERTIES = rf"{PROPERTY}(?:(?: ,)?(?: and)? {PROPERTY})*"
ASSERTION = rf"{LIST} is (?:both )?{PROPERTIES}(?: for (?:each|all) (?:head(?: #)?|#))?"
ASSERTIONS = re.compile(rf"{ASSERTION}(?:(?: ,)?(?: and)?(?: that)? {ASSERTION})*")
ONE_ASSERTION = re.compile(
    rf"(?P<who>{LIST}) is (?:both )?(?P<what>{PROPERTIES})"
    r"(?: for (?:each|all) (?:head(?: (?P<head>#))?|(?P<index>#)))?"
)
ONE_PROPERTY = re.compile(PROPERTY)
OF_ELEMENTS = ("involution", "self-inverse", "involutive", "central")
SPELLINGS_OF_MAPS = {"involution": "involutive", "self-inverse": "involutive"}
LAW = re.compile(rf"#(?:(?: ,)? for (?:all|each) (?P<all>{LIST}))?")
COMMUTING = re.compile(rf"{LIST} commutes?(?: with (?:#|each other|one another))?")
JOINT = re.compile(r"(?:(?: ,)? and(?: that)?| ,(?: that)?) ")
SIMPLE: dict[str, type[Linear] | type[Injective]] = {"linear": Linear, "injective": Injective}


def assumed_by(declarations: Declarations, clause: Clause, shape: str, offset: int) -> tuple[Hypothesis, ...] | None:
    """The hypotheses that the words after "assume that" state; None if they are not understood.

    ``shape`` is the part of the clause's shape from ``offset`` on. An identification of
    spaces (``F = K``) is carried out at once and gives no hypothesis.
    """
    first = clause.shape.count("#", 0, offset)
    formulas = clause.formulas[first : first + shape.count("#")]
    law = LAW.fullmatch(shape)
    if law is not None:
        return _law(declarations, formulas[0], formulas[1:] if law["all"] else ())
    if COMMUTING.fullmatch(shape) is not None:
        return tuple(_commuting(declarations, formulas))
    if _is_kind(shape, formulas):
        return tuple(assertions(declarations, formulas, shape))
    for joint in reversed(list(JOINT.finditer(shape))):
        before, after = shape[: joint.start()], shape[joint.end() :]
        if not _is_kind(after, formulas[before.count("#") :]):
            continue
        left = assumed_by(declarations, clause, before, offset)
        if left is not None:
            return left + (assumed_by(declarations, clause, after, offset + joint.end()) or ())
    return _several(declarations, formulas) if re.fullmatch(LIST, shape) else None


def _is_kind(shape: str, formulas: Sequence[Region]) -> bool:
    """Are these words a list of properties of names, or a law: an equation with what it holds for?"""
    law = bool(formulas) and "=" in formulas[0].text
    if not law and any("=" in region.text for region in formulas):
        return False
    return (LAW if law else ASSERTIONS).fullmatch(shape) is not None


def _several(declarations: Declarations, regions: Sequence[Region]) -> tuple[Hypothesis, ...]:
    return tuple(law for region in regions for law in _law(declarations, region, ()))


# --- properties ---------------------------------------------------------------------------


def assertions(declarations: Declarations, formulas: Sequence[Region], shape: str) -> Iterator[Hypothesis]:
    """``# and # is P and Q , # is R``: the hypotheses one by one."""
    for match in ONE_ASSERTION.finditer(shape):
        who = _formulas(match, "who", formulas)
        what = _formulas(match, "what", formulas)
        index = _formulas(match, "head", formulas) + _formulas(match, "index", formulas)
        for name in (part for region in who for part in cut_at(declarations.tokens(region), ",")):
            under = iter(what)
            for words in ONE_PROPERTY.findall(match["what"]):
                extra = next(under, None) if "#" in words else None
                yield _property(declarations, name, words, extra, index)


def _formulas(match: re.Match[str], group: str, formulas: Sequence[Region]) -> tuple[Region, ...]:
    start, end = match.span(group)
    if start < 0:
        return ()
    first = match.string.count("#", 0, start)
    return tuple(formulas[first : first + match.string.count("#", start, end)])


def _property(
    declarations: Declarations, name: list[Token], words: str, under: Region | None, index: Sequence[Region]
) -> Hypothesis:
    span = name[0].span.through(name[-1].span)
    roles = declarations.setting.roles
    if words in ("commutative", "abelian"):
        if canonical_name(name) != roles.group:
            refuse("E127", span, name=canonical_name(name), expected="the group", found=words)
        return Commutative()
    if words in SIMPLE:
        return SIMPLE[words](map_named(declarations, name, index))
    if words in OF_ELEMENTS and (var := symbol(declarations, name)).sort == H:
        return _of_an_element(declarations, var, words)
    words = SPELLINGS_OF_MAPS.get(words, words)
    if (law := _law_of(declarations, name, words, under)) is not None:
        return law
    family = _family(declarations, name, words)
    if under is None:
        return Stable(family) if words == "stable" else TranslationEquivariant(family)
    by = declarations.name(under)
    if by == roles.group:
        return Stable(family)
    if by == roles.module and "stable" not in words:
        return TranslationEquivariant(family)
    return refuse("E127", under.span, name=by, expected=f"the group {roles.group}", under=canonical_name(name))


def _law_of(declarations: Declarations, name: list[Token], words: str, under: Region | None) -> Equation | None:
    """``$\\kappa$ is $G$-invariant``, ``$\\Phi$ is translation-equivariant``, of a function or an operator."""
    var = symbol(declarations, name)
    if re.fullmatch(OF_VALUES, words):
        law = law_of_values(var, words, declarations.setting)
        if law is None:
            span = name[0].span.through(name[-1].span)
            refuse("E127", span, name=var.name, expected=f"a map that can be {words}", found=words, sort=var.sort)
        return law
    found = re.search(r"equivariant|invariant", words)
    if found is None or not isinstance(var.sort, Arrow):
        return None
    roles = declarations.setting.roles
    by = declarations.name(under) if under is not None else roles.group
    sort = V if "translation" in words or by == roles.module else H if by == roles.group else None
    return law_of(var, found[0], sort, declarations.setting) if sort is not None else None


def _of_an_element(declarations: Declarations, var: Var, words: str) -> Equation:
    """``$g$ is an involution``: g^2 = e; ``$g$ is central``: gh = hg for all h."""
    roles = declarations.setting.roles
    if words == "central":
        other = fresh(Var("h", H), {*declarations.setting.symbols})
        source = f"{var.name} {other.name} = {other.name} {var.name}"
        return Equation(GroupProduct(var, other), GroupProduct(other, var), (other,), source)
    return Equation(GroupPower(var, 2), GroupUnit(), (), f"{var.name}^2 = {roles.unit}")


def _commuting(declarations: Declarations, formulas: Sequence[Region]) -> Iterator[Equation]:
    """``$g$ and $h$ commute``: gh = hg, for each two of the names."""
    elements = []
    for name in (part for region in formulas for part in cut_at(declarations.tokens(region), ",")):
        var = symbol(declarations, name)
        if var.sort != H:
            span = name[0].span.through(name[-1].span)
            refuse("E127", span, name=var.name, expected="an element of the group", found="commuting", sort=var.sort)
        elements.append(var)
    for one, other in combinations(elements, 2):
        source = f"{one.name} {other.name} = {other.name} {one.name}"
        yield Equation(GroupProduct(one, other), GroupProduct(other, one), (), source)


def _family(declarations: Declarations, name: list[Token], words: str) -> Var:
    var = symbol(declarations, name)
    alone = words in ("equivariant", "invariant")  # under what?
    if not isinstance(var.sort, NeighbourhoodSort) or alone:
        span = name[0].span.through(name[-1].span)
        found = words.replace("#", "the group")
        expected = "a function of positions or an operator" if alone else "a neighbourhood"
        expected += ", a function of positions or an operator" if "variant" in words and not alone else ""
        refuse("E127", span, name=var.name, expected=expected, found=found, sort=var.sort)
    return var


def symbol(declarations: Declarations, name: list[Token], heads: Sequence[str] = ()) -> Var:
    """The declared name; E201 with near misses."""
    symbols = declarations.setting.symbols
    for head in heads:
        plain, _ = split_head(name, head)
        if plain in symbols:
            return symbols[plain]
    canonical = canonical_name(name)
    if canonical not in symbols:
        span: Span = name[0].span.through(name[-1].span)
        refuse("E201", span, name=canonical, nearest=nearest_names(canonical, symbols))
    return symbols[canonical]


def map_named(declarations: Declarations, name: list[Token], index: Sequence[Region] = ()) -> Var:
    """A declared function, with or without the index of a head on it."""
    heads = [canonical_name(cut_at(declarations.tokens(region), *IN)[0]) for region in index]
    known = (var.name for var in declarations.setting.symbols.values() if var.sort == HEAD)
    var = symbol(declarations, name, (*heads, *known))
    if not isinstance(var.sort, Arrow):
        refuse("E127", name[0].span.through(name[-1].span), name=var.name, expected="a function", sort=var.sort)
    return var


# --- equations ----------------------------------------------------------------------------


def _law(declarations: Declarations, region: Region, bound: Sequence[Region]) -> tuple[Hypothesis, ...]:
    tokens = declarations.tokens(region)
    sides = cut_at(tokens, "=")
    if len(sides) == 2 and not bound:
        names = [_space_name(declarations, side) for side in sides]
        if names[0] and names[1]:
            declarations.identify(names[0], names[1])
            return ()
    variables = tuple(var for part in bound for var in quantified(declarations, part))
    scope = declarations.scope({var.name: var for var in variables})
    if len(sides) == 2 and (stable := stability(sides[0], sides[1], scope)) is not None:
        family, moving = stable
        given = ", ".join(sorted(moving - {var.name for var in variables}))
        if given and declarations.local:
            refuse("E127", region.span, what="given", name=family.name, given=given)
        if given:
            facts = {"found": given, "what": "all"}
            declarations.diagnostics.append(Diagnostic("W107", region.span, facts, severity="warning"))
        return (Stable(family),)
    found = read_comparison(tokens, scope, region.span)
    if found.relation != Relation.EQUAL:
        return condition(declarations, found, variables, region)
    source = " ".join(region.text.split())
    left, right = found.left.term, found.right.term
    variables += _points(declarations, (left, right), variables, region)
    return (Equation(left, right, (*variables, *open_arguments(left, right)), source),)


def _points(
    declarations: Declarations, sides: tuple[Term, Term], variables: tuple[Var, ...], region: Region
) -> tuple[Var, ...]:
    """The i and j of ``\\rho(gi,gj) = \\rho(i,j)`` that nobody quantifies, with a warning (W107).

    In a setting they stand for all positions. In a proposition, whose names are given, or where the sentence
    quantifies some of them and not the others, the others stand for themselves.
    """
    left = unquantified(*sides, variables, declarations.setting)
    given = declarations.local or left.beside
    if left.names and (variables or not declarations.local):
        facts = {"found": ", ".join(var.name for var in left.names), "what": "given" if given else "all"}
        declarations.diagnostics.append(Diagnostic("W107", region.span, facts, severity="warning"))
    return () if given else left.names


def _space_name(declarations: Declarations, tokens: list[Token]) -> str:
    spaces = declarations.setting.spaces
    text = "".join(token.text for token in tokens)
    return next((name for name in spaces if name.replace("{", "").replace("}", "") == text.strip("{}")), "")


def quantified(declarations: Declarations, region: Region) -> tuple[Var, ...]:
    """``h, k \\in \\mathcal{H}`` or ``h, k`` (declared already) after "for all"."""
    tokens = declarations.tokens(region)
    parts = cut_at(tokens, *IN)
    names = cut_at(parts[0], ",")
    if len(parts) == 2:
        sort = declarations.domain(parts[1])
        found = tuple(Var(canonical_name(name), sort) for name in names)
        for var in found:
            known = declarations.setting.symbols.get(var.name)
            if known is not None and known.sort != sort:
                refuse("E251", region.span, name=var.name, expected=known.sort, found=sort)
        return found
    if len(cut_at(tokens, *COLON)) > 1:
        refuse("E122", region.span, expected=r"names such as $h \in \mathcal{H}$")
    pairs = declarations.setting.pairs
    spelt = (pairs.get(canonical_name(name)) or (symbol(declarations, name),) for name in names)
    return tuple(var for one in spelt for var in one)


def same_equation(left: Term, right: Term, hypothesis: Hypothesis) -> bool:
    """Is it this hypothesis, read from left to right or from right to left?"""
    return isinstance(hypothesis, Equation) and {left, right} == {hypothesis.left, hypothesis.right}
