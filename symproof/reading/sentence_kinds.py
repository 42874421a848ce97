"""The kinds of sentences of a setting: each with an example, its shape and what it declares."""

from __future__ import annotations

import re
from typing import TypeAlias

from symproof.reading.carriers import IN, cut_at, refuse
from symproof.reading.conditions import bounded
from symproof.reading.declarations import Declarations
from symproof.reading.descriptions import undescribed
from symproof.reading.names import canonical_name
from symproof.reading.scan import Region
from symproof.reading.sentences import (
    Clause,
    Found,
    Pattern,
    nearest_examples,
    pattern,
)
from symproof.terms import NATURAL, REAL, Arrow, NeighbourhoodSort, Sort
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.hypotheses import (
    Injective,
    Linear,
    Stable,
    TranslationEquivariant,
)

SentencePattern: TypeAlias = Pattern[Declarations]
BY = r"(?: by(?: group)? (?:automorphism|permutations?)| linearly| (?:from|on) left)?"
FINITE = r"(?:finite )?"
TOLD = r"(?:(?:of|on)(?: (?:group|set|node|vertex|token|head))? #|,|[a-z][-\w]*)"
MAP_WORDS = (
    r"(?P<how>(?:(?:arbitrary|real|scalar|linear|injective|feature|node|edge|input|output|hidden|token|message|update"
    r"|query|key|value|attention|positional|trainable|learnable|learned|neural|graph|point) )*)"
    r"(?:(?:map|signal|encoding|field|operator|layer|matrix|(?:column )?vector|scalar|position|feature|embedding|token"
    r"|weight|kernel|filter|representation|network|state|score|message|update|coordinate|label|query|key|value)s?"
    r"|queries|mlp|matrices|element)(?: of (?:#|node|edge|token|point|graph|network|layer)s?)?"
    r"(?: (?:of|on|in) group(?: algebra)?)?"
)
ABELIAN = r"(?:abelian|commutative)"
OF_THESE = (
    r"(?: of (?:all )?(?:\w+ )?(?:node|vertice|vertex|position|token|point|pixel|index|indice|element|site|entitie)s?"
    r"(?: of (?:graph|grid|image|sequence|sentence|input))?)?"
)
SPACE = (
    rf"(?:(?P<module>(?:finite )?{ABELIAN} group) |(?P<set>(?:finite )?(?:index )?set){OF_THESE} )?(?P<on>#){OF_THESE}"
)
KINDS = r"(?:finite |permutation |discrete |symmetry |symmetric |full )*"
ACTED_ON = (
    rf"(?:on that {KINDS}(?:group )?(?P<by>#)(?: of permutations?)? acts(?: from left)?|acted (?:up)?on by {KINDS}"
    rf"(?:group )?(?P<under>#)|(?:equipped |endowed )?with (?:left )?action (?:of|by) {KINDS}(?:group )?(?P<with>#)"
    r"|(?:equipped |endowed )?with (?:left )?(?P<of># )action(?: #)?)"
)
HEADS = r"(?: for (?:each |all )?(?:head )?(?P<index>#))?"
NUMBER_SORTS = {"natural": NATURAL, "integer": NATURAL, "real": REAL, "scalar": REAL, "number": REAL}


# --- carriers --------------------------------------------------------------------------


def _group(d: Declarations, found: Found) -> None:
    _not_any_group(d, found)
    who = found.formula("group" if found.has("group") else "who")
    d.group(who, commutative="commutative" in found.clause.shape.split(" that ")[0])


def _not_any_group(d: Declarations, found: Found) -> None:
    """The symmetric group is taken as any group, of which fewer claims hold (W104)."""
    if "symmetric " in found.clause.shape:
        span = found.clause.region.span
        d.diagnostics.append(Diagnostic("W104", span, {"found": "symmetric"}, severity="warning"))


def _abelian(d: Declarations, found: Found) -> None:
    """An abelian group is the module, unless its name is that of the group."""
    region = found.formula("who")
    if d.name(region) == d.setting.roles.group:
        d.group(region, commutative=True)
    else:
        d.module(region)


def _group_acts(d: Declarations, found: Found) -> None:
    _group(d, found)
    d.acts(found.formula("who"), found.formula("on"), _kind(found))


def _acts(d: Declarations, found: Found) -> None:
    who, on = found.formula("who"), found.formula("on")
    _not_any_group(d, found)
    if "=" in who.text or ("=" in on.text and not d.is_range(on)):
        d.restrict(who, on)
    else:
        d.acts(who, on, _kind(found))


def _kind(found: Found) -> str:
    if " by permutation" in found.clause.shape:
        return "set"  # of a module H permutes the elements, and more is known
    return "module" if found.has("module") else "set" if found.has("set") else ""


def _module_acted_on(d: Declarations, found: Found) -> None:
    if " by permutation" in found.clause.shape:
        refuse("E120", found.clause.region.span, found=found.clause.excerpt, nearest=suggestions(found.clause))
    d.acts(_actor(found), found.formula("who"), "module")


def _set_acted_on(d: Declarations, found: Found) -> None:
    """A set on which the group acts; also a finite ``$G$``-set."""
    if found.has("its"):
        d.acts(found.formula("its"), found.formula("set"), "set")
        return
    d.acts(_actor(found), found.formula("who"), "set")


def _actor(found: Found) -> Region:
    return next(found.formula(name) for name in ("by", "with", "under", "of") if found.has(name))


def _positions(d: Declarations, found: Found) -> None:
    region = found.formula("who")
    if any(sign in region.text for sign in SUBSET):
        d.typed(region)
    else:
        d.positions(region)


def _bijection(d: Declarations, found: Found) -> None:
    d.bijection(found.formula("who"))


def _heads(d: Declarations, found: Found) -> None:
    d.heads(found.formula("who"))


# --- names -----------------------------------------------------------------------------


def _spaces(d: Declarations, found: Found) -> None:
    for region in found.formulas("who"):
        d.space(region, found.formula("dimension") if found.has("dimension") else None)


def _elements(d: Declarations, found: Found) -> None:
    sort = d.domain(d.tokens(found.formula("of")))
    for region in found.formulas("who"):
        d.of_sort(region, sort)


def _numbers(d: Declarations, found: Found) -> None:
    _sorted(d, found, NUMBER_SORTS[found.match["kind"]])


def _sorted(d: Declarations, found: Found, sort: Sort) -> None:
    for region in found.formulas("who"):
        if len(cut_at(d.tokens(region), *IN)) > 1:
            d.typed(region)
        elif not bounded(d, region, sort):
            d.of_sort(region, sort)


def _matrices(d: Declarations, found: Found) -> None:
    for region in found.formulas("who"):
        d.matrix(region, found.formula("shape"))


def _typed(d: Declarations, found: Found) -> None:
    """``$i \\in S$ and $f : S \\to F$ (for $head \\in [H]$)``."""
    index = d.running(found.formula("index")) if found.match.groupdict().get("index") else None
    for region in found.formulas("who"):
        for var in d.typed(region, index):
            _adjectives(d, found, region, var)


def _described(d: Declarations, found: Found) -> None:
    """``$b : V \\to \\mathbb{R}$`` be whatever: its words declare nothing (W104), and may not be properties (E120)."""
    lost = undescribed(re.sub(r"(?:of|on) (?:\w+ )?#", "", found.match["told"]))
    declares = all(any(sign in region.text for sign in DECLARING) for region in found.formulas("who"))
    if lost is None or not declares:
        refuse("E120", found.clause.region.span, found=found.clause.excerpt, nearest=suggestions(found.clause))
    _typed(d, found)
    if lost:
        facts = {"found": " ".join(lost)}
        d.diagnostics.append(Diagnostic("W104", found.clause.region.span, facts, severity="warning"))


def _between(d: Declarations, found: Found) -> None:
    """``$f$`` be a function from ``$S$`` to ``$F$``."""
    source, target = found.formula("from"), found.formula("to")
    for region in found.formulas("who"):
        for var in d.between(region, source, target):
            _adjectives(d, found, region, var)


def _subset(d: Declarations, found: Found) -> None:
    d.family(found.formula("who"), found.formula("of"))


SUBSET = (r"\subset", "⊆")
DECLARING = (":", r"\to", r"\in", r"\subset", r"\rightarrow", "→", "∈", "⊆", r"\colon")


def _adjectives(d: Declarations, found: Found, region: Region, var: object) -> None:
    words = (found.match.groupdict().get("how") or "").split()
    symbol = d.setting.symbols.get(getattr(var, "name", ""))
    if symbol is None:
        return
    if {"linear", "injective"} & set(words) and not isinstance(symbol.sort, Arrow):
        refuse("E127", region.span, name=symbol.name, expected="a function", found=" ".join(words))
    if "linear" in words:
        d.assume(Linear(symbol))
    if "injective" in words:
        d.assume(Injective(symbol))


def _neighbourhoods(d: Declarations, found: Found) -> None:
    for region in found.formulas("who"):
        for var in d.typed(region):
            if not isinstance(var.sort, NeighbourhoodSort):
                refuse("E127", region.span, name=var.name, expected="a neighbourhood", found="neighbourhood")
            words = found.match["how"] or ""
            if "translation" in words:
                d.assume(TranslationEquivariant(var))
            for by in found.formulas("how"):
                if d.name(by) != d.setting.roles.group:
                    refuse(
                        "E127", by.span, name=d.name(by), expected=f"the group {d.setting.roles.group}", under=var.name
                    )
            if "stable" in words or found.formulas("how"):
                d.assume(Stable(var))


# --- definitions, hypotheses, groups ------------------------------------------------------


def defines(d: Declarations, found: Found) -> None:
    """``Define ...``: all formulas of the sentence. Raises Malformed E120."""
    if RESTRICTING.search(found.match.groupdict().get("told") or ""):
        refuse("E120", found.clause.region.span, found=found.clause.excerpt, nearest=(DEFINITION,))
    for region in found.formulas("over"):
        d.running(region)
    for region in found.formulas("typed") if "typed" in found.match.groupdict() else ():
        if any(sign in region.text for sign in DECLARING):
            d.typed(region)
    for region in found.formulas("what"):
        d.define(region)


RESTRICTING = re.compile(r"\b(?:if|when|whenever|where|unless|otherwise|except|only|not|provided|for|in)\b")
DEFINITION = r"Define $\rho(i,j) := \rho^P(x(j) - x(i))$."


def _denote(d: Declarations, found: Found) -> None:
    body, name = found.formula("body"), found.formula("name")
    d.define_as(d.tokens(name), d.tokens(body), name)


def _action(d: Declarations, found: Found) -> None:
    """``$T_g$``, ``$\\pi(g)$`` or ``$T$``; with an equation, a definition that says so itself."""
    region = found.formula("who")
    if "=" in region.text:
        d.define(region)
        return
    tokens = d.tokens(region)
    cut = next((n for n, token in enumerate(tokens) if token.text in ("_", "(", "[")), len(tokens))
    d.name_action(canonical_name(tokens[:cut] or tokens), region.span)


PATTERNS: tuple[SentencePattern, ...] = (
    pattern(
        r"Let $\mathcal{H}$ be a group that acts on the abelian group $V$.",
        rf"let (?P<who>#) be {KINDS}(?P<commutative>{ABELIAN} )?{KINDS}group that acts{BY} on "
        rf"{SPACE}{BY}",
        _group_acts,
    ),
    pattern(
        r"Let $V$ be an abelian group on which $\mathcal{H}$ acts by automorphisms.",
        rf"let (?P<who>#) be {FINITE}(?:abelian|commutative) group {ACTED_ON}{BY}",
        _module_acted_on,
    ),
    pattern(
        r"Let $S$ be a finite set on which $\mathcal{H}$ acts.",
        rf"let (?P<who>#) be {FINITE}(?:index )?set{OF_THESE} {ACTED_ON}|let (?P<set>#) be {FINITE}(?P<its>#) set",
        _set_acted_on,
    ),
    pattern(
        r"Let $\mathcal{H}$ be a finite group.",
        rf"let (?P<who>#) be {KINDS}group|let {KINDS}group (?P<group>#)",
        _group,
    ),
    pattern(
        r"Let $V$ be an abelian group.",
        rf"let (?P<who>#) be {FINITE}(?:abelian|commutative) {FINITE}group",
        _abelian,
    ),
    pattern(
        r"Let $\mathcal{H}$ act on $V$.",
        rf"let {KINDS}(?:group )?(?P<who>#) (?:act|that acts){BY} on {SPACE}{BY}",
        _acts,
    ),
    pattern(r"Let $x : S \to V$ be a bijection.", r"let (?P<who>#) be bijection", _bijection),
    pattern(
        r"Let $[H]$ be the set of heads.",
        rf"let (?P<who>#) be (?:finite |ordered |, )*(?:set|index set) of {FINITE}head",
        _heads,
    ),
    pattern(r"Let $S$ be a finite set.", rf"let (?P<who>#) be {FINITE}(?:index )?set{OF_THESE}", _positions),
    pattern(
        r"Let $F$, $K$ and $U$ be feature spaces.",
        r"let (?P<who>LIST) be (?:feature space|(?:finite[- ]dimensional )?(?:real )?vector space(?: of features?)?)"
        r"(?: of dimension (?P<dimension>#))?",
        _spaces,
    ),
    pattern(
        r"Let $d, r$ be positive naturals.",
        r"let (?P<who>LIST) be (?P<positive>positive )?(?P<real>real )?"
        r"(?P<kind>natural|integer|real|scalar|number)(?: number)?",
        _numbers,
    ),
    pattern(
        r"Let $W$ be a real $m \times n$ matrix.",
        r"let (?P<who>LIST) be (?:real )?(?P<shape>#)[- ]?(?: matrix)",
        _matrices,
    ),
    pattern(
        r"Let $i, j$ be elements of $S$.",
        r"let (?P<who>LIST) be (?:element|position|vector) of (?P<of>#)",
        _elements,
    ),
    pattern(
        r"Let $N(i) \subseteq S$ be a neighbourhood.",
        r"let (?P<who>LIST) be (?P<how>(?:(?:translation[- ]equivariant|# (?:stable|equivariant|invariant)"
        r"|stable|finite|non-empty|and|,) )*)"
        r"(?:(?:set of )?neighbou?r(?:hood)?s?)"
        r"(?: family| system)?(?: of (?:node |vertex |position |token |point )?#)?",
        _neighbourhoods,
    ),
    pattern(
        r"Let $N(i)$ be a subset of $S$.",
        r"let (?P<who>#) be (?:finite |non-empty |, )*subset of (?P<of>#)",
        _subset,
    ),
    pattern(
        r"Let $f$ be a function from $S$ to $F$.",
        r"let (?P<who>LIST) be (?P<how>(?:linear |injective |arbitrary )*)map from (?P<from>#) (?:in)?to (?P<to>#)",
        _between,
    ),
    pattern(
        r"Let $f : S \to F$ and $\rho^P : V \to F$.",
        rf"let (?P<who>LIST)(?: be {MAP_WORDS})?{HEADS}",
        _typed,
    ),
    pattern(
        r"Let $f : S \to F$ be injective.",
        rf"let (?P<who>LIST) be (?P<how>linear|injective|(?:linear and injective)){HEADS}",
        _typed,
    ),
    pattern(r"Denote $x^{-1}(x(i) - y)$ by $\bar i$.", r"denote (?P<body>#) by (?P<name>#)", _denote),
    pattern(
        r"Denote by $T_g$ the action of $G$ on functions.",
        r"(?:denote by|let|write) (?P<who>#) (?:be |for )?(?:left |natural |regular |standard |usual |induced )*"
        r"(?:action|representation|translation)(?: operator)?(?: (?:of|by) (?:group |element )?#)?"
        r"(?: on (?:feature )?map)?",
        _action,
    ),
    pattern(
        r"Denote by $\bar i$ the position $x^{-1}(x(i) - y)$.",
        r"denote by (?P<name>#)(?: position| element| map| matrix)? (?P<body>#)",
        _denote,
    ),
    pattern(
        r"Write $\bar i$ for $x^{-1}(x(i) - y)$.",
        r"write (?P<name>#) for (?:map |element |position )?(?P<body>#)",
        _denote,
    ),
    pattern(
        DEFINITION,
        r"let (?P<what>LIST)(?:(?: ,)? for (?:each |all )?(?P<over>LIST))?",
        defines,
    ),
    pattern(
        DEFINITION,
        r"(?:define|set|put|write|denote)(?: by)?(?: (?!by |for |be )[a-z][-\w]*){0,5} (?P<what>LIST)"
        r"(?:(?: ,)? for (?:each |all )?(?P<over>LIST))?(?P<told>(?: ,)?(?: (?:[a-z][-\w]*|of #|on #))+)?",
        defines,
    ),
    pattern(
        DEFINITION,
        r"(?:let )?(?:(?!let )[a-z][-\w]* ){0,5}(?:(?P<typed>#) )?(?:is|be) (?:then )?(?:defined|given) (?:by|as) "
        r"(?P<what>#)(?:(?: ,)? for (?:each |all )?(?P<over>LIST))?",
        defines,
    ),
    pattern(
        r"Let $b : V \to \mathbb{R}$ be the relative positional bias.",
        rf"let (?P<who>LIST) be (?P<told>{TOLD}(?: {TOLD})*)",
        _described,
    ),
)

CARRIERS = tuple(p for p in PATTERNS if p.handle not in (defines, _denote, _typed, _described, _neighbourhoods))

EXAMPLES_ELSEWHERE = (
    r"Assume that $N$ is translation-equivariant and stable under $\mathcal{H}$.",
    r"Assume that $\varphi$ is linear.",
    r"Assume that $\kappa(hv) = \kappa(v)$ for all $h \in \mathcal{H}$ and $v \in V$.",
    r"Check on p4:3 and $S_3$ on $\mathbb{Z}_2^2$.",
)


NAMED_GROUPS = re.compile(
    r"\b(?:(?:cyclic|dihedral|symmetric|alternating|quaternion|octahedral) group of (?:order|degree|size)\b"
    r"|klein|four-group|quaternion group)"
)
A_NAMED_GROUP = r"Let $\mathcal{H} = C_4$ act on $V = \mathbb{Z}_3^2$."


def suggestions(clause: Clause) -> tuple[str, ...]:
    """Known sentences that are most like the clause."""
    if NAMED_GROUPS.search(clause.shape) is not None:
        return (A_NAMED_GROUP,)
    extra = tuple(pattern(example, "", defines) for example in EXAMPLES_ELSEWHERE)
    return nearest_examples(clause, (*PATTERNS, *extra))
