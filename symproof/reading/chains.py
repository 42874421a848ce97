"""Proofs: displays become chains of steps, linked through their expressions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from symproof.reading.broken import Broken, Meaning
from symproof.reading.declarations import Declarations
from symproof.reading.display_labels import granted, labels_of, steps_of
from symproof.reading.elaborate import Presumed, compare, presumed, read_comparison, read_statement, read_term
from symproof.reading.links import Link, chains_of
from symproof.reading.phrases import Setting as ReasonSetting
from symproof.reading.quantifiers import ARROWS
from symproof.reading.reasons import read_reason
from symproof.reading.scan import Display
from symproof.reading.scope import Scope
from symproof.reading.tokens import Token, span_of
from symproof.terms import Term
from symproof.theory.diagnostic import Diagnostic, Malformed
from symproof.theory.document import (
    ByClaim,
    Chain,
    Comparison,
    Formula,
    Implication,
    Reason,
    ReasonPart,
    Relation,
    Statement,
    Step,
)
from symproof.theory.span import NOWHERE, Span

MAX_STEPS = 2_000  # of one proof
BESIDE = 4  # expressions of a proof that are a pattern for one that cannot be read
RELATION_OF = {
    "=": Relation.EQUAL, r"\neq": Relation.UNEQUAL, r"\ne": Relation.UNEQUAL, "<": Relation.LESS,
    r"\lt": Relation.LESS, r"\le": Relation.AT_MOST, r"\leq": Relation.AT_MOST,
    r"\leqslant": Relation.AT_MOST,
    ">": Relation.GREATER, r"\gt": Relation.GREATER, r"\ge": Relation.AT_LEAST, r"\geq": Relation.AT_LEAST,
    r"\geqslant": Relation.AT_LEAST,
}  # fmt: skip


@dataclass
class Growing:
    """A chain while it is read: its last expression is the left side of the next step."""

    start: Formula | None = None
    last: Formula | None = None
    steps: list[Step] = field(default_factory=list)
    unequal: Span | None = None
    opened: Span | None = None  # of a first expression that nothing follows yet


@dataclass
class ProofReader:
    """Reads the displays of one proof, in order; ``diagnostics`` says what is wrong with them."""

    declarations: Declarations
    scope: Scope
    chains: list[Growing] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    number: int = 0
    presumed: Presumed | None = None  # of the formula that was read last, if it cannot be read
    broken: list[Broken] = field(default_factory=list)
    rows: list[tuple[Token, ...]] = field(default_factory=list)  # the expressions of the displays so far
    labelled: dict[str, tuple[Step, ...]] = field(default_factory=dict)  # steps by the labels of their displays
    claimed: dict[str, str] = field(default_factory=dict)  # labels of displays of claims: of which proposition

    def copy(self) -> ProofReader:
        """An independent copy, to read the same displays under other names."""
        chains = [replace(chain, steps=list(chain.steps)) for chain in self.chains]
        kept = replace(self, chains=chains, diagnostics=list(self.diagnostics), broken=list(self.broken))
        kept.labelled = dict(self.labelled)
        return kept

    @property
    def faults(self) -> list[Diagnostic]:
        """What cannot be read."""
        return [one for one in self.diagnostics if one.severity == "error"]

    def read(self, display: Display) -> None:
        """Add the chains of a display. Never raises for what is in it."""
        before = self.number
        self._read(display)
        steps = [step for chain in self.chains for step in chain.steps if step.number > before]
        for name, place in labels_of(display) if steps else ():
            self.labelled.setdefault(name, steps_of(display, steps, place))

    def _read(self, display: Display) -> None:
        try:
            chains = chains_of(display, self.declarations.macros)
        except Malformed as problem:
            self.diagnostics.append(problem.diagnostic)
            self._unreadable(problem.diagnostic.span)
            return
        for links in chains:
            if any(link.relation is not None and link.relation.text in ARROWS for link in links):
                self._implications(links)
            else:
                self._chain(links)

    def _unreadable(self, span: Span) -> None:
        """A display of which nothing can be read counts as a step, so that it is missed in the proof."""
        if not self.chains:
            self.chains.append(Growing())
        chain = self.chains[-1]
        chain.steps.append(
            Step(self._next(span), chain.last, Relation.EQUAL, None, span=span, chain=len(self.chains) - 1)
        )
        chain.last = None

    def finished(self) -> tuple[Chain, ...]:
        """The chains with at least one step; a lone expression is reported."""
        for chain in self.chains:
            if not chain.steps and chain.opened is not None and chain.start is not None:
                self._warn("W105", chain.opened)
        kept = [chain for chain in self.chains if chain.steps]
        return tuple(
            Chain(chain.start, tuple(replace(step, chain=number) for step in chain.steps), chain.opened or NOWHERE)
            for number, chain in enumerate(kept)
        )

    def _warn(self, code: str, span: Span) -> None:
        self.diagnostics.append(Diagnostic(code, span, severity="warning"))

    # --- chains ------------------------------------------------------------------------------

    def _chain(self, links: Sequence[Link]) -> None:
        self.rows += [tuple(link.tokens) for link in links if link.tokens]
        first, rest = links[0], links[1:]
        if first.relation is None:
            self.chains.append(Growing(opened=first.span))
            known = len(self.diagnostics)
            formula = self._formula(first, None)
            if formula is None:
                self._break(True, first, None, known)
            self.chains[-1].start = self.chains[-1].last = formula
            self._reason(first.reason if not rest else (), ())
        elif not self.chains:
            self.diagnostics.append(Diagnostic("E151", first.span, {"found": first.relation.text}))
            self.chains.append(Growing())
            rest = links
        else:
            rest = links
        for link in rest:
            self._step(link)

    def _formula(self, link: Link, expected: Formula | None) -> Formula | None:
        """The expression of a link; None where it cannot be read."""
        self.presumed = None
        if link.wrong is not None:
            self.diagnostics.append(link.wrong)
            return None
        if not link.tokens:
            relation = link.relation.text if link.relation is not None else ""
            self.diagnostics.append(Diagnostic("E153", link.span, {"found": relation}))
            return None
        try:
            return read_term(list(link.tokens), self.scope, expected.term.sort if expected else None, link.span)
        except Malformed as problem:
            self.presumed = presumed(list(link.tokens), self.scope, link.span)
            told = [fault for fault in self.presumed.faults if fault.span != problem.diagnostic.span]
            self.diagnostics.extend([_on_a_row(problem.diagnostic, link.tokens), *told])
            return None

    def _step(self, link: Link) -> None:
        chain = self.chains[-1]
        relation = self._relation(link, chain)
        known = len(self.diagnostics)
        right = self._formula(link, chain.last or chain.start)
        left, shown = chain.last, right
        if left is not None and right is not None and link.relation is not None:
            try:
                pair = compare(left, link.relation, right)
                left, shown = pair.left, pair.right
            except Malformed as problem:
                self.diagnostics.append(problem.diagnostic)
                right = shown = None
        if not chain.steps and left is not None:
            chain.start = left
        guess = self._guess(left, link) if shown is None else None
        if shown is None:
            self._break(False, link, left, known)
        self._add(chain, link, relation, left, shown, guess)
        chain.last = guess.formula if guess is not None else right

    def _break(self, first: bool, link: Link, left: Formula | None, known: int) -> None:
        """Keep what cannot be read; its faults are those told since ``known``."""

        def read(tokens: list[Token]) -> Meaning:
            formula = read_term(tokens, self.scope, left.term.sort if left is not None else None, link.span)
            if left is not None and link.relation is not None:
                formula = compare(left, link.relation, formula).right
            return (formula.term,)

        faults = tuple(self.diagnostics[known:])
        around = _beside(self.rows, tuple(link.tokens))
        self.broken.append(Broken(self.number + 1, first, link.tokens, faults, self.scope, read, around))

    def _guess(self, left: Formula | None, link: Link) -> Presumed | None:
        """What an unreadable right side seems to mean, if it can stand beside the left one."""
        guess = self.presumed
        if guess is None or guess.formula is None or link.relation is None:
            return None
        try:
            if left is not None:
                compare(left, link.relation, guess.formula)
        except Malformed:
            return None
        return guess

    def _relation(self, link: Link, chain: Growing) -> Relation:
        text = link.relation.text if link.relation is not None else "="
        relation = RELATION_OF.get(text)
        if relation is None and link.relation is not None:
            self.diagnostics.append(Diagnostic("E154", link.relation.span, {"found": text}))
        if relation is None:
            return Relation.EQUAL
        if relation == Relation.UNEQUAL and link.relation is not None:
            if chain.unequal is not None:
                related = ((chain.unequal, "the first one"),)
                self.diagnostics.append(Diagnostic("E150", link.relation.span, related=related))
            chain.unequal = chain.unequal or link.relation.span
        return relation

    def _add(
        self,
        chain: Growing,
        link: Link,
        relation: Relation,
        left: Formula | None,
        right: Formula | None,
        guess: Presumed | None,
    ) -> None:
        expressions = tuple(formula.term for formula in (left, right) if formula is not None)
        step = Step(
            number=self._next(link.span),
            left=left,
            relation=relation,
            right=right,
            reason=self._reason(link.reason, expressions),
            span=link.span,
            unless=self.exception(link, relation),
            chain=len(self.chains) - 1,
            presumed=guess.formula if guess is not None else None,
            instead=guess.instead if guess is not None else (),
        )
        chain.steps.append(step)

    def _next(self, span: Span) -> int:
        self.number += 1
        if self.number == MAX_STEPS + 1:
            self.diagnostics.append(Diagnostic("E129", span, {"limit": MAX_STEPS, "name": "MAX_STEPS"}))
        return self.number

    def _reason(self, words: Sequence[object], expressions: tuple[Term, ...]) -> Reason:
        setting = ReasonSetting(self.declarations, self.scope, expressions)
        reason, problems = read_reason(words, setting)  # type: ignore[arg-type]
        self.diagnostics.extend(problems)
        if not any(isinstance(part, ByClaim) for part in reason.parts):
            return reason
        parts = dict.fromkeys(new for part in reason.parts for new in self._cited(part))
        labels = (part.label for part in reason.parts if isinstance(part, ByClaim))
        return replace(reason, parts=tuple(parts), displays=tuple(name for name in labels if name in self.labelled))

    def _cited(self, part: ReasonPart) -> Iterable[ReasonPart]:
        """A claim that is cited; for the label of a display what its lines rest on, or the claim that stands there."""
        if isinstance(part, ByClaim) and part.label in self.labelled:
            return granted(self.labelled[part.label], self.declarations.setting)
        if isinstance(part, ByClaim):
            return (replace(part, label=self.claimed.get(part.label, part.label)),)
        return (part,)

    def exception(self, link: Link, relation: Relation) -> Comparison | None:
        """``\\text{unless } C``, which only a ``\\neq`` can have."""
        if not link.unless:
            return None
        span = span_of(list(link.unless))
        if relation != Relation.UNEQUAL:
            self.diagnostics.append(Diagnostic("E155", span, {"found": relation.value}))
            return None
        try:
            return read_comparison(list(link.unless), self.scope, span)
        except Malformed as problem:
            self.diagnostics.append(problem.diagnostic)
            return None

    # --- implications ----------------------------------------------------------------------------

    def _implications(self, links: Sequence[Link]) -> None:
        """``P \\iff Q \\implies R``: one step for each arrow."""
        chain = Growing()
        self.chains.append(chain)
        number = len(self.chains) - 1
        self.diagnostics.extend(link.wrong for link in links if link.wrong is not None)
        segments, arrows = _segments(links)
        for premise, arrow, conclusion in zip(segments, arrows, segments[1:], strict=False):
            statement = self._arrow(premise, arrow, conclusion)
            reason = self._reason(arrow.reason, _terms(statement))
            span = span_of([*premise, *conclusion]) if premise and conclusion else arrow.span
            chain.steps.append(
                Step(self._next(span), None, Relation.EQUAL, None, reason, span, None, number, statement)
            )

    def _arrow(self, premise: list[Token], arrow: Link, conclusion: list[Token]) -> Statement | None:
        relation = arrow.relation
        if arrow.wrong is not None:
            return None
        if relation is None or not premise or not conclusion:
            self.diagnostics.append(Diagnostic("E153", arrow.span, {"found": relation.text if relation else ""}))
            return None
        try:
            return read_statement([*premise, relation, *conclusion], self.scope, arrow.span)
        except Malformed as problem:
            self.diagnostics.append(problem.diagnostic)
            return None


def _beside(rows: Sequence[tuple[Token, ...]], row: tuple[Token, ...]) -> tuple[tuple[Token, ...], ...]:
    """The expressions beside one, the nearest first: below, above, and so on."""
    at = next((n for n, other in enumerate(rows) if other is row or other == row), len(rows))
    others = [(abs(n - at), n < at, other) for n, other in enumerate(rows) if n != at]
    return tuple(other for *_, other in sorted(others, key=lambda one: one[:2])[:BESIDE])


def _on_a_row(found: Diagnostic, tokens: Sequence[Token]) -> Diagnostic:
    """With ``row``, where the fault is at the beginning of a row, which goes on with the row before."""
    for before, token in pairwise(tokens):
        if (token.span.line, token.span.column) == (found.span.line, found.span.column):
            gap = token.source.text[before.end : token.start] if before.source is token.source else ""
            return replace(found, facts={**found.facts, "row": True}) if r"\\" in gap else found
    return found


def _segments(links: Iterable[Link]) -> tuple[list[list[Token]], list[Link]]:
    """The comparisons between the arrows, and the arrows."""
    segments: list[list[Token]] = [[]]
    arrows: list[Link] = []
    for link in links:
        if link.relation is not None and link.relation.text in ARROWS:
            segments.append(list(link.tokens))
            arrows.append(link)
        else:
            segments[-1].extend([*([link.relation] if link.relation else []), *link.tokens])
    return segments, arrows


def _terms(statement: Statement | None) -> tuple[Term, ...]:
    if isinstance(statement, Implication):
        return (*_terms(statement.premise), *_terms(statement.conclusion))
    return () if statement is None else (statement.left.term, statement.right.term)
