"""What a proposition says: its own declarations and hypotheses, and its claims.

In a clause that is no declaration every formula with a relation is a claim; a formula
without one is a mention. Words that would turn the claim around or restrict it are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from symproof.reading.brackets import well_nested
from symproof.reading.broken import Broken, Meaning
from symproof.reading.carriers import IN, cut_at
from symproof.reading.declarations import Declarations
from symproof.reading.denials import turning
from symproof.reading.elaborate import bound_names, free_names, read_comparison, read_statement
from symproof.reading.hypotheses import quantified
from symproof.reading.links import Link, chains_of, is_relation
from symproof.reading.plain_words import beside_a_claim, of_a_description, of_a_kind
from symproof.reading.quantifiers import ARROWS
from symproof.reading.scan import Display, Inline, Region
from symproof.reading.scope import Scope
from symproof.reading.sentences import VERBS, Clause, Word, clauses_of, spelling
from symproof.reading.statements import declare_clause
from symproof.reading.tokens import Token, span_of
from symproof.terms import HEAD, H, S, Term, V, Var, free_variables, fresh
from symproof.theory.diagnostic import Diagnostic, Malformed, Severity
from symproof.theory.document import Claim, Comparison, Relation
from symproof.theory.hypotheses import Condition, Equation
from symproof.theory.span import Span

MAX_CLAIMS = 200  # of one proposition
RESTRICTING = frozenset((  # before an equation, which then is no claim but says when the claims hold
    "for", "with", "given", "under", "assumed", "assumption", "assuming", "condition", "hypothesis", "having",
    "satisfying", "such", "supposing", "once", "here", "since", "because",
))  # fmt: skip
QUANTIFYING = frozenset(("for", "with", "each", "all", "element", "position", "vector"))
FOR_ALL = (["for", "all"], ["for", "each"])
UNDER = (["as", "long", "as"], ["in", "case"])  # the same in more words
NONE: frozenset[str] = frozenset()
DECLARING = (*VERBS, "if")


@dataclass
class Candidate:
    """A chain of a proposition that will become claims once the free names are known."""

    links: list[Link]
    unless: tuple[Token, ...] = ()

    @property
    def sides(self) -> Iterator[tuple[Token, ...]]:
        """The tokens of its expressions and of its exception."""
        yield from (link.tokens for link in self.links)
        yield self.unless


@dataclass
class ClaimReader:
    """Reads the text of a proposition; ``declarations`` are its own copy of the setting's."""

    declarations: Declarations
    diagnostics: list[Diagnostic] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    quantified: dict[str, Span] = field(default_factory=dict)  # "for all $h \\in ...$": free names, not to be bound
    attempted: bool = False
    broken: list[Broken] = field(default_factory=list)
    unread: bool = False  # a hypothesis that cannot be read: without it the claims may be false

    def read(self, clauses: Iterable[Clause]) -> None:
        for clause in clauses:
            if clause.verb in DECLARING:
                problems: list[Diagnostic] = []
                declare_clause(self.declarations, clause, problems, complete=False)
                self.diagnostics.extend(problems)
                self.unread |= any(problem.severity == "error" for problem in problems)
            else:
                self._sentence(clause.words)

    def _sentence(self, words: Sequence[Word]) -> None:
        """Read the claims of a clause, if there are any; words that may restrict them are not passed over."""
        claims, told = len(self.candidates), len(self.diagnostics)
        self._clause(words)
        if len(self.diagnostics) == told and len(self.candidates) > claims:
            self._understood(words)
        elif len(self.diagnostics) == told:
            self._unconditional(of_a_description(words))

    def _understood(self, words: Sequence[Word]) -> bool:
        """May claims be judged without the other words of their sentence? Those that say nothing are told (W108)."""
        restricting, lost = beside_a_claim(words)
        assumed = self.declarations.setting.hypotheses  # which such words may be about
        if not self._unconditional(restricting or (() if assumed else of_a_kind(words))):
            return False
        if lost:
            self.diagnostics.append(_about("W108", lost, "warning"))
        return True

    def _unconditional(self, lost: Sequence[Word]) -> bool:
        """E145 for words that may state a condition: no claim can be judged without it."""
        if lost:
            self._wrong(_about("E145", lost))
            self.unread = True
        return not lost

    def _clause(self, words: Sequence[Word]) -> bool:
        """Read the formulas of a clause; False where its words make another claim of them."""
        before = len(self.candidates)
        exception = restricted = False
        condition: Diagnostic | None = None
        said: list[str] = []
        just: list[str] = []  # since the last formula
        for word in words:
            if word.formula is not None:
                known = len(self.candidates)
                self._formula(word.formula, exception)
                self._one_exception(restricted, word.region.span, known)
                claims = len(self.candidates) > known
                refused = self._restriction(word, just, said[-2:]) if claims else self._quantified(word, said[-2:])
                condition = condition or refused
                just = []
                exception = False
                continue
            said.extend({spelling(word)} - {"and", ","})
            just.extend({spelling(word) or ("here" if word.shape.lower() == "here" else "")} - {""})
            exception |= spelling(word) == "unless"
            restricted |= exception
        if condition is not None:
            self._wrong(condition)
            self.unread = True
        if condition is None and (len(self.candidates) == before or self._plain(words)):
            return True
        del self.candidates[before:]
        return False

    def _one_exception(self, restricted: bool, span: Span, known: int) -> None:
        """``unless C and D`` must not be read as an exception C and a claim D."""
        if 0 < known < len(self.candidates) and restricted:
            self._wrong(Diagnostic("E145", span, {"found": "and"}))
            del self.candidates[known - 1 :]

    def _plain(self, words: Sequence[Word]) -> bool:
        """Words that negate or restrict must not be passed over."""
        place = turning([word.shape.lower() if word.formula is None else "#" for word in words])
        if place is not None:
            self._wrong(Diagnostic("E145", words[place].region.span, {"found": words[place].shape}))
        return place is None

    def _formula(self, formula: Inline | Display, exception: bool) -> None:
        display = formula if isinstance(formula, Display) else Display(formula.region, formula.outer, "$")
        try:
            chains = chains_of(display, self.declarations.macros)
        except Malformed as problem:
            self._wrong(problem.diagnostic)
            return
        for links in chains:
            if exception and self.candidates:
                self._exception(links)
            elif len(links) > 1 or links[0].relation is not None or _swallowed(links[0]):
                self.candidates.append(Candidate(links, links[-1].unless))
                self._beside(links)
            elif links[0].wrong is not None:
                self._wrong(links[0].wrong)
            elif isinstance(formula, Display):
                self._wrong(Diagnostic("E141", links[0].span))

    def _beside(self, links: list[Link]) -> None:
        """The words and formulas beside those of a chain."""
        known = len(self.candidates)
        words = list(dict.fromkeys(word for link in links for word in link.reason))
        plain = self._clause(words) and (len(self.candidates) > known or self._plain(words))
        if not (plain and self._understood(words)):
            del self.candidates[known - 1 :]
        elif links[-1].unless and len(self.candidates) > known:
            self._wrong(Diagnostic("E145", words[0].region.span, {"found": words[0].shape}))
            del self.candidates[known - 1 :]

    @staticmethod
    def _restriction(word: Word, just: list[str], said: list[str]) -> Diagnostic | None:
        """E145 where the words before an equation make it a condition."""
        found = " ".join([one for one in said if one] or just)
        return Diagnostic("E145", word.region.span, {"found": found}) if _restricts(just) else None

    def _quantified(self, word: Word, said: list[str]) -> Diagnostic | None:
        """``for all $g, h \\in \\mathcal{H}$``: these names stand for themselves in the claims.

        E145 for a formula that is no such list: for some of the values only, perhaps. E201 where a name is unknown.
        """
        if word.formula is None or not (said in FOR_ALL or self._element(word, said)):
            return None
        try:
            names = quantified(self.declarations, word.formula.region)
        except Malformed as problem:
            if problem.diagnostic.code == "E201":
                return problem.diagnostic
            return Diagnostic("E145", word.region.span, {"found": " ".join(said) or word.text})
        self.quantified.update(dict.fromkeys((var.name for var in names), word.formula.region.span))
        return None

    def _element(self, word: Word, said: list[str]) -> bool:
        """Is it ``i \\in N(j)`` behind "for" or the like, which restricts the values of i?"""
        if word.formula is None or said[-1:] == [] or said[-1] not in QUANTIFYING:
            return False
        try:
            return len(cut_at(self.declarations.tokens(word.formula.region), *IN)) > 1
        except Malformed:
            return False

    def _exception(self, links: list[Link]) -> None:
        tokens = [t for link in links for t in (*([link.relation] if link.relation else []), *link.tokens)]
        self.candidates[-1].unless = tuple(tokens)

    def _wrong(self, diagnostic: Diagnostic) -> None:
        self.attempted = True
        self.diagnostics.append(diagnostic)

    # --- from candidates to claims --------------------------------------------------------------

    def scope(self) -> Scope:
        """The scope of the proposition: the names free in its claims and in equations that it assumes.

        Each side is read on its own, so what any of them binds for certain is bound in all.
        """
        sides = [list(tokens) for candidate in self.candidates for tokens in candidate.sides if tokens]
        scope = self.declarations.scope()
        scope = scope.knowing(NONE, NONE.union(*(_names(bound_names, side, scope) for side in sides)))
        free = frozenset(self.quantified).union(*(_names(free_names, side, scope) for side in sides))
        fixed = self._fixed()
        self._not_for_all(frozenset(var.name for var in fixed), free)
        return scope.knowing(free.union(var.name for var in fixed if var.sort in (S, H, V, HEAD)), NONE)

    def _fixed(self) -> frozenset[Var]:
        """The names that an equation among the hypotheses speaks of, each as one thing."""
        assumed = [h for h in self.declarations.setting.hypotheses if isinstance(h, Equation | Condition)]
        named = ((free_variables(h.left) | free_variables(h.right)) - set(getattr(h, "variables", ())) for h in assumed)
        return frozenset[Var]().union(*named)

    def _not_for_all(self, fixed: frozenset[str], free: frozenset[str]) -> None:
        """What is assumed of one element must not prove a claim for all."""
        for name in sorted(fixed & frozenset(self.quantified)):
            other = fresh(Var(name, H), free | fixed).name
            facts = {"name": name, "kind": "assumed", "fresh": other}
            self._wrong(Diagnostic("E205", self.quantified[name], facts))
            self.unread = True

    def proof_scope(self, scope: Scope, claims: Iterable[Claim]) -> Scope:
        """The scope of the proofs: what is free in the claims as they were read is free there too."""
        names = {
            var.name
            for claim in claims
            for side in sides_of(claim)
            for var in free_variables(side)
            if var.sort in (S, H, V, HEAD)
        }
        return scope.knowing(frozenset(names), NONE)

    def claims(self, scope: Scope) -> tuple[Claim, ...]:
        """The claims that can be read, none where a hypothesis cannot; the others are reported."""
        found = [claim for one in self.candidates[:MAX_CLAIMS] for claim in self._claims(one, scope)]
        for candidate in self.candidates[MAX_CLAIMS:][:1]:
            facts = {"limit": MAX_CLAIMS, "name": "MAX_CLAIMS"}
            self.diagnostics.append(Diagnostic("E129", candidate.links[0].span, facts))
        return () if self.unread else tuple(found)

    def _claims(self, candidate: Candidate, scope: Scope) -> Iterable[Claim]:
        links = candidate.links
        self.attempted = True
        wrong = [link.wrong for link in links if link.wrong is not None]
        if wrong:
            self._break(links, scope, wrong)
            return
        arrow = any(link.relation is not None and link.relation.text in ARROWS for link in links)
        if arrow or (len(links) == 1 and links[0].relation is None):
            yield from self._implication(links, scope)
            return
        if links[0].relation is not None:
            self.diagnostics.append(Diagnostic("E151", links[0].span, {"found": links[0].relation.text}))
        for left, right in pairwise(links):
            last = right is links[-1]
            yield from self._comparison(left, right, candidate.unless if last else (), scope)

    def _implication(self, links: list[Link], scope: Scope) -> Iterable[Claim]:
        tokens = [t for link in links for t in (*([link.relation] if link.relation else []), *link.tokens)]
        span = span_of(tokens)
        try:
            yield Claim(read_statement(tokens, scope, span), None, span, _source(tokens))
        except Malformed as problem:
            self._break(links, scope, [problem.diagnostic])

    def _break(self, links: Sequence[Link], scope: Scope, faults: Sequence[Diagnostic]) -> None:
        """Report a claim that cannot be read, and keep it."""
        tokens = [t for link in links for t in (*([link.relation] if link.relation else []), *link.tokens)]

        def read(other: list[Token]) -> Meaning:
            statement = read_statement(other, scope, span_of(tokens))
            parts = [statement] if isinstance(statement, Comparison) else [statement.premise, statement.conclusion]
            return tuple(one for part in parts for one in (part.left.term, part.relation, part.right.term))

        self.diagnostics.extend(faults)
        self.broken.append(Broken(None, False, tuple(tokens), tuple(faults), scope, read))

    def _comparison(self, left: Link, right: Link, unless: tuple[Token, ...], scope: Scope) -> Iterable[Claim]:
        relation = right.relation
        if relation is None or not left.tokens or not right.tokens:
            found = relation.text if relation is not None else ""
            if left.tokens or left.relation is None:  # else it has been said of the relation before
                self.diagnostics.append(Diagnostic("E153", right.span, {"found": found}))
            return
        tokens = [*left.tokens, relation, *right.tokens]
        span = span_of(tokens)
        try:
            statement = read_comparison(tokens, scope, span)
            exception = self._unless(statement, unless, scope)
        except Malformed as problem:
            self._break([replace(left, relation=None), right], scope, [problem.diagnostic])
            return
        yield Claim(statement, exception, span, _source(tokens))

    def _unless(self, statement: Comparison, tokens: tuple[Token, ...], scope: Scope) -> Comparison | None:
        if not tokens:
            return None
        span: Span = span_of(list(tokens))
        if statement.relation != Relation.UNEQUAL:
            raise Malformed(Diagnostic("E155", span, {"found": statement.relation.value}))
        return read_comparison(list(tokens), scope, span)


def _about(code: str, words: Sequence[Word], severity: Severity = "error") -> Diagnostic:
    """A diagnostic for words that stand beside each other."""
    found = " ".join(word.text or word.shape for word in words)
    region = Region(words[0].region.source, words[0].region.start, words[-1].region.end)
    return Diagnostic(code, region.span, {"words": found}, severity=severity)


def _restricts(said: list[str]) -> bool:
    """Do the words before an equation make it a condition: "for", "with", "such that"?"""
    that = said[-1:] == ["that"]
    last = said[:-1] if that else said
    if last == ["as"] or last[-2:] == [",", "as"]:
        return True
    return bool(last) and (last[-1] in RESTRICTING or last[-2:] in FOR_ALL or any(last[-len(u) :] == u for u in UNDER))


def _swallowed(link: Link) -> bool:
    """Does a bracket that is never closed hide the relation of a claim?"""
    marks = [token.text for token in link.tokens if token.kind in ("open", "close", "begin", "end")]
    return any(map(is_relation, link.tokens)) and not well_nested(marks)


def _names(read: Callable[[list[Token], Scope], frozenset[str]], tokens: list[Token], scope: Scope) -> frozenset[str]:
    """The free or bound names of a side; none where it cannot be read, which is reported with the claim."""
    try:
        return read(tokens, scope)
    except Malformed:
        return NONE


def sides_of(claim: Claim) -> Iterable[Term]:
    """The terms on both sides of all comparisons in a claim."""
    statement = claim.statement
    parts = [statement] if isinstance(statement, Comparison) else [statement.premise, statement.conclusion]
    for part in (*parts, *([claim.unless] if claim.unless is not None else [])):
        yield from (part.left.term, part.right.term)


def _source(tokens: list[Token]) -> str:
    text = tokens[0].source.text[tokens[0].start : max(token.end for token in tokens)]
    return " ".join(text.split())


__all__ = ["ClaimReader", "clauses_of"]
