"""Reasons: ``definition of $m$``, ``substitute $j = E$``, ``$N$ is stable``, joined by "and".

A reason is read from left to right, phrase by phrase. Words that belong to no phrase are
reported (W101) and allow nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from difflib import get_close_matches

from symproof.reading.action_definitions import unnamed_action
from symproof.reading.action_names import spelling
from symproof.reading.carriers import cut_at, refuse
from symproof.reading.elaborate import read_statement, read_term, split_relations
from symproof.reading.grounds import assertion, commutes, every_hypothesis, invariance, neighbourhood, noun
from symproof.reading.hypotheses import ONE_ASSERTION, map_named, quantified, same_equation
from symproof.reading.links import is_relation
from symproof.reading.names import canonical_name
from symproof.reading.phrases import Phrase, Reader, Setting, head, items, outside, sums_in
from symproof.reading.scan import Region
from symproof.reading.sentences import MAX_EXCERPT, MAX_WORDS, Clause, Word
from symproof.reading.shorthands import hidden_name, is_size
from symproof.reading.signatures import read_signature
from symproof.reading.tokens import Token, span_of, split_at
from symproof.terms import H, Place, S, V, Var, free_variables
from symproof.theory.diagnostic import Diagnostic, Malformed
from symproof.theory.document import (
    Assumed,
    ByAlgebra,
    ByClaim,
    ByDefinition,
    ByHypothesis,
    ByReindexing,
    ByStatement,
    BySubstitution,
    Claim,
    Comparison,
    Reason,
    ReasonPart,
    Relation,
    Statement,
)
from symproof.theory.hypotheses import Equation, Linear, Stable, TranslationEquivariant
from symproof.theory.notation import INFIX

ITEM = r"#(?! is\b)"
ITEMS = rf"{ITEM}(?:(?: ,)?(?: and)? {ITEM})*"
OWN = r"(?:(?:group |natural )?action|softmax|pairing)"
THEOREM = r"(?:proposition|lemma|theorem|corollary|equation|claim|statement)"
DEFINED = rf"(?:{ITEMS}|{OWN})"


def read_reason(words: Sequence[Word], setting: Setting) -> tuple[Reason, list[Diagnostic]]:
    """The reason that the words give, and what is wrong with them. Never raises."""
    if not words:
        return Reason(), []
    clause = Clause(tuple(words))
    if len(words) > MAX_WORDS:
        facts = {"limit": MAX_WORDS, "name": "MAX_WORDS"}
        return Reason((), clause.region.span, clause.excerpt), [Diagnostic("E129", clause.region.span, facts)]
    parts: list[ReasonPart] = []
    problems: list[Diagnostic] = []
    for phrase, read in _phrases(clause, problems):
        try:
            parts.extend(part for part in read(setting, phrase) if part not in parts)
        except Malformed as problem:
            problems.append(problem.diagnostic)
    parts.extend(part for part in _unseen(parts, setting) if part not in parts)
    return Reason(tuple(parts), clause.region.span, clause.raw), _one_warning(problems)


def _one_warning(problems: list[Diagnostic]) -> list[Diagnostic]:
    """What is not understood of a reason is told once: its words, else the first of its formulas."""
    lost = [problem for problem in problems if problem.code == "W101"]
    return [one for one in problems if one.code != "W101" or one is lost[-1]]


def _unseen(parts: Sequence[ReasonPart], setting: Setting) -> Iterator[ReasonPart]:
    """The sums that nobody writes: those behind ``|N(i)|``, and in a softmax that is no weight of a sum around it.

    The first may be re-indexed wherever a reason is given and they differ, the second with the sum named.
    """
    if parts and len(setting.expressions) == 2:
        left, right = (dict.fromkeys(node for node in sums_in(term) if is_size(node)) for term in setting.expressions)
        apart = [node for node in (*left, *right) if (node in left) != (node in right)]  # in the order of the text
        yield from (ByReindexing(var) for node in apart for var in node.variables)
    named = [part.variable for part in parts if isinstance(part, ByReindexing | BySubstitution)]
    behind = {hidden_name(one.name) for one in named}
    yield from (ByReindexing(var) for name, var in setting.bound.items() if name in behind)


def _phrases(clause: Clause, problems: list[Diagnostic]) -> Iterator[tuple[Phrase, Reader]]:
    """The phrases from left to right; words between them go to ``problems``."""
    shape, at = clause.shape, 0
    lost: list[tuple[int, int]] = []
    while at < len(shape):
        joint = JOINT.match(shape, at)
        if joint and joint.end() > at:
            at = joint.end()
            continue
        if lost and lost[-1][1] + 1 == at and JOINED.match(shape, at):
            at += 2  # the first name goes with what is lost
            continue
        found = next(((m, read) for regex, read in PHRASES for m in (regex.match(shape, at),) if m), None)
        if found is None:
            stop = shape.find(" ", at)
            stop = len(shape) if stop < 0 else stop
            lost.append((at, stop))
            at = stop + 1
            continue
        yield Phrase(found[0], clause), found[1]
        at = found[0].end()
    if lost:
        words = " ".join(shape[a:b] for a, b in lost)
        facts = {"found": words[:MAX_EXCERPT], "reason": clause.excerpt}
        near = _nearest_reasons(words)
        problems.append(Diagnostic("W101", clause.region.span, facts, near, severity="warning"))


KNOWN_REASONS = {
    "definition": "definition of $m$", "unfold": "definition of $m$", "expand": "definition of $m$",
    "by def": "definition of $m$", "insert": "definition of $m$", "plugging": "definition of $m$",
    "algebra": "algebra", "simplify": "algebra", "linear": r"$\varphi$ is linear",
    "linearity": r"linearity of $\varphi$",
    "rename": "algebra", "renaming": "algebra", "relabel": "re-index the sum over $j$",
    "relabelling": "re-index the sum over $j$", "relabeling": "re-index the sum over $j$",
    "re-index": "re-index the sum over $j$", "reorder": "re-index the sum over $j$",
    "permute": "re-index the sum over $j$", "bijection": "re-index the sum over $j$",
    "change of variable": "substitute $j = E$", "substitute": "substitute $j = E$", "replace": "substitute $j = E$",
    "stable": r"$N$ is stable under $\mathcal{H}$", "stability": r"$N$ is stable under $\mathcal{H}$",
    "invariance": "invariance of $f$", "invariant": "invariance of $f$", "hypothesis": "invariance of $f$",
    "equivariant": "$N$ is translation-equivariant", "equivariance": "$N$ is translation-equivariant",
    "theorem": r"by \ref{label}", "lemma": r"by \ref{label}", "proposition": r"by \ref{label}",
    "obvious": "assumed", "clear": "assumed", "clearly": "assumed", "trivial": "assumed", "trivially": "assumed",
    "commute": r"$\mathcal{H}$ is commutative", "abelian": r"$\mathcal{H}$ is commutative",
}  # fmt: skip


def _nearest_reasons(words: str) -> tuple[str, ...]:
    """Reasons that the words may be meant as, two at most."""
    near = (get_close_matches(word, KNOWN_REASONS, n=1, cutoff=0.75) for word in words.split())
    return tuple(dict.fromkeys(KNOWN_REASONS[found] for match in near for found in match))[:2]


# --- the kinds of phrases --------------------------------------------------------------


def _definition(setting: Setting, phrase: Phrase) -> Iterator[ReasonPart]:
    if not phrase.formulas:
        yield ByDefinition(None)
    for region, tokens in items(setting, phrase):
        if any(map(is_relation, outside(tokens))):
            yield from _named_by(setting, tokens)
            yield from _statement(setting, region, tokens)
        else:
            yield _defined(setting, tokens)


def _named_by(setting: Setting, tokens: list[Token]) -> Iterator[ReasonPart]:
    """``definition of $\\rho(i,j) = E$``: the definition of what stands left, beside the equation itself."""
    known = setting.declarations.setting
    left = split_relations(tokens)[0][1]
    if not left:
        return
    try:
        signature = read_signature(left, known.roles.action)
    except Malformed:
        return  # a left side of another form: the equation speaks for itself
    var = known.symbols.get(signature.name)
    if signature.actor is not None and var in known.overrides:
        yield ByDefinition(var, action=True)
    elif var in known.definitions:
        yield ByDefinition(var)


def _defined(setting: Setting, tokens: list[Token]) -> ReasonPart:
    """``m``, ``m[f,\\rho]``, ``L_h[\\rho]``, ``L``, ``\\sigma_j``: what "definition of" names."""
    roles, known = setting.declarations.setting.roles, setting.declarations.setting
    own = (roles.action, *roles.other_actions, roles.softmax, roles.coordinate)
    if unnamed_action(tokens) is not None and not any(token.text in INFIX for token in tokens):
        return ByDefinition(None)
    signature = read_signature(tokens, roles.action)
    var = known.symbols.get(signature.name)
    if signature.actor is not None:
        if var is not None and var in known.overrides:
            return ByDefinition(var, action=True)
        return ByDefinition(None)
    if var is None:
        if signature.name.split("_")[0] in own:
            return ByDefinition(None)
        var = map_named(setting.declarations, head(tokens))
    if var in known.abbreviations:
        return BySubstitution(var)
    return ByDefinition(var)


def _algebra(setting: Setting, phrase: Phrase) -> Iterator[ReasonPart]:
    yield ByAlgebra()


def _assumed(setting: Setting, phrase: Phrase) -> Iterator[ReasonPart]:
    yield Assumed()


def _substitution(setting: Setting, phrase: Phrase) -> Iterator[ReasonPart]:
    for region, tokens in items(setting, phrase):
        yield from _substituted(setting, region, tokens)


def _substituted(setting: Setting, region: Region, tokens: list[Token]) -> Iterator[ReasonPart]:
    sides = cut_at(tokens, "=", ":=", r"\mapsto", r"\to", r"\leftarrow")
    if any(token.text in (r"\implies", r"\Rightarrow", r"\iff") for token in outside(tokens)):
        yield from _statement(setting, region, tokens)
    elif len(sides) == 1:
        yield _short(setting, tokens)
    elif len(sides) == 2 and all(sides):
        yield from _equated(setting, region, tokens, sides[0], sides[1])
    else:
        refuse("E158", region.span, found=region.text.strip())


def _short(setting: Setting, tokens: list[Token]) -> ReasonPart:
    """``substitute \\bar i``: an abbreviation."""
    name = canonical_name(tokens)
    known = setting.declarations.setting
    var = known.symbols.get(name)
    if var is None or var not in known.abbreviations:
        bound = setting.bound.get(name)
        if bound is not None:
            return BySubstitution(bound)
        refuse("E159", span_of(tokens), name=name, nearest=tuple(v.name for v in known.abbreviations)[:3])
    return BySubstitution(var)


def _equated(
    setting: Setting, region: Region, tokens: list[Token], left: list[Token], right: list[Token]
) -> Iterator[ReasonPart]:
    """``j = E``, or ``x(j) = E``: for a bound variable a substitution, for any other name a statement."""
    point = _at_point(setting, left)
    if point is not None:
        yield BySubstitution(point, Place(read_term(right, setting.scope, V, region.span).term))
        return
    if any(token.kind == "open" for token in left):
        refuse("E158", span_of(left), found="".join(token.text for token in left), nearest=tuple(setting.bound)[:3])
    name = canonical_name(left)
    known = setting.declarations.setting
    var = known.symbols.get(name)
    if var is not None and var in known.abbreviations:
        yield BySubstitution(var)
        yield from _statement(setting, region, tokens)
        return
    bound = setting.bound.get(name) or (var if var is not None and not setting.expressions else None)
    bound = bound or setting.hidden(name)
    if bound is None and (var is None or var.sort not in (S, H)):
        refuse("E158", span_of(left), found=name, nearest=tuple(setting.bound)[:3])
    if bound is None:
        yield from _statement(setting, region, tokens)
        return
    yield BySubstitution(bound, read_term(right, setting.scope, bound.sort, region.span).term)


def _at_point(setting: Setting, tokens: list[Token]) -> Var | None:
    """The position j of ``x(j)``, if a sum runs over it."""
    if len(tokens) < 4 or (tokens[1].text, tokens[-1].text) != ("(", ")"):
        return None
    if tokens[0].text != setting.declarations.setting.roles.coordinate:
        return None
    name = canonical_name(tokens[2:-1])
    point = setting.bound.get(name) or setting.hidden(name)
    return point if point is not None and point.sort == S else None


def _reindexing(setting: Setting, phrase: Phrase) -> Iterator[ReasonPart]:
    """``re-index the sum over $h$``; without a name, every sum of the step."""
    if not phrase.formulas:
        yield from (ByReindexing(var) for var in setting.bound.values() if var.sort in (S, H))
    for _, tokens in items(setting, phrase):
        sides = cut_at(_unwrapped(cut_at(tokens, r"\in")[0]), "=", ":=", r"\mapsto", r"\to", r"\leftarrow")
        for part in cut_at(_unwrapped(sides[0]), ","):
            yield ByReindexing(_summed(setting, part))


def _bijection(setting: Setting, phrase: Phrase) -> Iterator[ReasonPart]:
    """``$j \\mapsto gj$ is a bijection of $S$``: the sum over j may be re-indexed."""
    tokens = setting.declarations.tokens(phrase.formulas[0])
    yield ByReindexing(_summed(setting, cut_at(tokens, r"\mapsto", "=", r"\to")[0]))


MAPS = (r"\mapsto", r"\longmapsto", r"\to", r"\rightarrow", r"\leftarrow")


def _unwrapped(tokens: list[Token]) -> list[Token]:
    """Without the bracket around a pair."""
    return tokens[1:-1] if len(tokens) > 2 and tokens[0].text == "(" and tokens[-1].text == ")" else tokens


def _summed(setting: Setting, tokens: list[Token]) -> Var:
    name = canonical_name(tokens)
    var = setting.bound.get(name) or setting.declarations.setting.symbols.get(name)
    if var is None or var.sort not in (S, H):
        refuse("E158", span_of(tokens), found=name, what="sum", nearest=tuple(setting.bound)[:3])
    return var


def _every_definition(setting: Setting, phrase: Phrase) -> Iterator[ReasonPart]:
    """``by definition``: the names that one side of the step has and the other has not, or else all of them."""
    known = setting.declarations.setting
    names = [free_variables(term) & set(known.definitions) for term in setting.expressions]
    both = names[0] & names[1] if len(names) == 2 else frozenset[Var]()
    found, todo = set[Var](), frozenset[Var]().union(*names) - both or both
    while todo := todo - found:
        found |= todo
        bodies = (free_variables(known.definitions[var].body) for var in todo)
        todo = frozenset[Var]().union(*bodies) & set(known.definitions) - both
    yield from (ByDefinition(var) for var in sorted(found, key=lambda var: var.name))
    if not found:
        yield ByDefinition(None)


def _remark(setting: Setting, phrase: Phrase) -> Iterator[ReasonPart]:
    """``for all $i \\in S$``: a step holds for all values anyway; a smaller set would restrict it (E145)."""
    for region in phrase.formulas:
        try:
            quantified(setting.declarations, region)
        except Malformed as problem:
            if problem.diagnostic.code == "E201":
                raise
            refuse("E145", region.span, found=region.text.strip())
    yield from ()


def _citation(setting: Setting, phrase: Phrase) -> Iterator[ReasonPart]:
    yield from (ByClaim(word.text, word.region.span) for word in phrase.labels)


def _formula(setting: Setting, phrase: Phrase) -> Iterator[ReasonPart]:
    region = phrase.formulas[0]
    tokens = setting.declarations.tokens(region)
    if not any(map(is_relation, tokens)) and len(split_at(_unwrapped(tokens), *MAPS)) == 2:
        yield ByReindexing(_summed(setting, cut_at(_unwrapped(tokens), *MAPS)[0]))  # j \\mapsto gj
        return
    if not any(is_relation(token) or token.text == ":=" for token in tokens):
        words = {"found": region.text.strip(), "reason": phrase.clause.excerpt}
        raise Malformed(Diagnostic("W101", region.span, words, severity="warning"))
    sides = cut_at(tokens, "=", ":=")
    if len(sides) == 2 and all(sides) and _is_summed(setting, sides[0]):
        yield from _equated(setting, region, tokens, sides[0], sides[1])  # with $d = bc$
        return
    yield from _statement(setting, region, tokens)


def _is_summed(setting: Setting, tokens: list[Token]) -> bool:
    """Is it the variable of a sum of the step, of which a statement would say nothing?"""
    if any(token.kind == "open" for token in tokens):
        return _at_point(setting, tokens) is not None
    name = spelling(tokens)
    known = setting.declarations.setting.symbols.get(name)
    short = known is not None and known in setting.declarations.setting.abbreviations
    return name in setting.bound and name not in setting.scope.free and not short


def _statement(setting: Setting, region: Region, tokens: list[Token]) -> Iterator[ReasonPart]:
    """A formula with a relation: a hypothesis of the setting, or a claim of its own."""
    if len(split_relations(tokens)) > 2 and not any(t.text in (r"\implies", r"\iff") for t in outside(tokens)):
        refuse("E157", region.span, found=region.text.strip())
    known = _of_laws(setting)
    if known:  # a law is named with its own variables, which need no other declaration
        with suppress(Malformed):
            named = _assumed_as(setting, read_statement(tokens, setting.scope.with_parameters(known), region.span))
            if named is not None:
                yield named
                return
    statement = read_statement(tokens, setting.scope, region.span)
    yield _assumed_as(setting, statement) or ByStatement(Claim(statement, None, region.span, region.text.strip()))


def _of_laws(setting: Setting) -> dict[str, Var]:
    """The variables of the laws assumed that are no names of the setting."""
    laws = [h for h in setting.declarations.setting.hypotheses if isinstance(h, Equation)]
    return {var.name: var for law in laws for var in law.variables if setting.scope.variable(var.name) is None}


def _assumed_as(setting: Setting, statement: Statement) -> ByHypothesis | None:
    """The hypothesis that says the same."""
    if not isinstance(statement, Comparison) or statement.relation != Relation.EQUAL:
        return None
    pair = statement.left.term, statement.right.term
    found = next((h for h in setting.declarations.setting.hypotheses if same_equation(*pair, h)), None)
    return None if found is None else ByHypothesis((found,))


JOINT = re.compile(
    r" *(?:(?:and\b|then\b|,|;|:) *)*"
    r"(?:(?:by|using|use|since|because|as|with|we|from|apply|applying|that) +)*"
)
JOINED = re.compile(r"# and # is\b")
PHRASES: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(rf"(?:definition(?: (?:of|for))?|unfold|unfolding|expand|expanding) {DEFINED}"
                rf"(?: and (?:of )?{OWN})?"), _definition),
    (re.compile(r"definition(?: of (?:map|layer|network|convolution|attention))?(?= (?:and|,|;)|$)"),
     _every_definition),
    (re.compile(rf"(?:linearity|bilinearity|distributivity|symmetry) of (?:{OWN}|(?:inner|scalar) product|sum)\b"),
     _algebra),
    (re.compile(r"(?:algebra|computation|calculation|simplification|simplify|rearranging|distributivity|associativity"
                r"|bilinearity|cancelling|cancellation|arithmetic|group (?:law|axiom)s?"
                r"|action is (?:linear|by automorphism|homomorphism))\b"),
     _algebra),
    (re.compile(rf"for (?:all|each|any) {ITEMS}"), _remark),
    (re.compile(r"(?:map )?# (?:is (?:bijection|permutation|bijective|one-to-one)(?: (?:of|on|from|onto) #)?"
                r"|(?:just |merely )?permutes (?:#|position|node|token|element|term|summand)s?)"), _bijection),
    (re.compile(rf"substitute(?: by| of| with)? {ITEMS}"), _substitution),
    (re.compile(rf"(?:re-index|change)(?: (?:of )?(?:sum )?(?:sum|index|variable))?(?: over| in| to)? {ITEMS}"
                rf"(?: and sum over {ITEMS})*"), _reindexing),
    (re.compile(r"re-index(?: (?:both|all|each|these|inner|outer))*(?: sums?)?\b"), _reindexing),
    (re.compile(rf"(?P<assertion>{ONE_ASSERTION.pattern})"), assertion),
    (re.compile(r"# is (?:invariant|equivariant)(?: under (?:action|permutation)(?: of #)?)?"), invariance),
    (re.compile(rf"linearity of {ITEMS}"), noun(lambda d, tokens: Linear(map_named(d, tokens)))),
    (re.compile(rf"stable of {ITEMS}"), neighbourhood(Stable)),
    (re.compile(rf"translation[- ](?:equivariance|invariance) of {ITEMS}"),
     neighbourhood(TranslationEquivariant)),
    (re.compile(rf"(?:invariance|equivariance) of {ITEMS}"), invariance),
    (re.compile(rf"(?:our )?(?:assumption|hypothesis) (?:on|about|of) {ITEMS}"), invariance),
    (re.compile(r"(?:our )?(?:assumption|hypothesis)\b"), every_hypothesis),
    (re.compile(r"commutativity(?: of #)?"), commutes),
    (re.compile(rf"(?:{THEOREM} )?@(?:(?: ,)?(?: and)? (?:{THEOREM} )?@)*"), _citation),
    (re.compile(r"assumed\b"), _assumed),
    (re.compile(r"#"), _formula),
)  # fmt: skip
