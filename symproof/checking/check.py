"""Documents to reports: every claim end to end, every line of every chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from symproof.checking import naturals
from symproof.checking.budget import Options
from symproof.checking.ends import carries, joining
from symproof.checking.missing import superfluous
from symproof.checking.prove import Undecidable
from symproof.checking.reasons import everything, inapplicable, read_reason
from symproof.checking.reindexing import told_apart
from symproof.checking.report import (
    ClaimReport,
    Disagreement,
    DocumentReport,
    ProofStatus,
    PropositionReport,
    StepReport,
    SupposedReport,
    Verdict,
    Witness,
)
from symproof.checking.step import Cited, Judge, Outcome
from symproof.terms import Term
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.document import (
    ByClaim,
    Chain,
    Claim,
    Comparison,
    Document,
    Formula,
    Implication,
    Proposition,
    Relation,
    Statement,
    Step,
    Supposed,
)
from symproof.theory.hypotheses import Hypothesis, reported
from symproof.theory.setting import Setting
from symproof.theory.span import NOWHERE, Span

GRAVITY = [
    Verdict.PROVED,
    Verdict.ASSUMED,
    Verdict.CHECKED,
    Verdict.UNDECIDED,
    Verdict.NOT_AS_STATED,
    Verdict.MALFORMED,
    Verdict.REFUTED,
]
TRUE = {Verdict.PROVED, Verdict.NOT_AS_STATED}
FOUND = (Verdict.REFUTED, Verdict.NOT_AS_STATED, Verdict.MALFORMED)


def check_document(document: Document, options: Options = Options()) -> DocumentReport:  # noqa: B008
    """Judge every proposition of a document, in order; claims may cite earlier ones."""
    cited = {one.label: _unfit(f"the claim '{one.label}' stands after this one") for one in document.propositions}
    reports: list[PropositionReport] = []
    disagreements: list[Disagreement] = []
    needed = _needed(document, options.only)
    for proposition in document.propositions:
        if needed is not None and proposition.label not in needed:
            continue
        cited[proposition.label] = _unfit("a claim cannot be cited in its own proof")
        report, found = PropositionCheck(proposition, options, cited).report()
        cited[proposition.label] = _citable(report)
        if options.only and proposition.label not in options.only:
            continue
        reports.append(report)
        disagreements.extend(found)
        if options.fail_fast and (report.claim in FOUND or report.proof == ProofStatus.WRONG):
            break
    return DocumentReport(document, tuple(reports), document.diagnostics, tuple(disagreements))


def _unfit(why: str) -> Cited:
    return Cited(None, Verdict.UNDECIDED, unfit=why)


def _needed(document: Document, only: tuple[str, ...]) -> frozenset[str] | None:
    """The labels asked for, and those of the claims that their proofs cite; None for all."""
    if not only:
        return None
    needed = set(only)
    for proposition in reversed(document.propositions):
        if proposition.label in needed:
            parts = (part for chain in proposition.chains for step in chain.steps for part in step.reason.parts)
            needed |= {part.label for part in parts if isinstance(part, ByClaim)}
    return frozenset(needed)


def _citable(report: PropositionReport) -> Cited:
    """What later steps may use of a proposition: its first equation."""
    claims = report.proposition.claims
    statement = claims[0].statement if len(claims) == 1 else None
    equation = statement if isinstance(statement, Comparison) else None
    verdict = _worst([report.claim, *(Verdict.ASSUMED for s in report.steps if s.verdict == Verdict.ASSUMED)])
    used = {name for claim in report.claims for name in claim.hypotheses}
    setting = report.proposition.setting
    needs = frozenset(h for h in setting.hypotheses if reported(h, setting.roles.group) in used)
    return Cited(equation, verdict, needs, report.proposition.setting)


def cited_claims(report: DocumentReport) -> dict[str, Cited]:
    """What became of the claims of a document that has been judged, by label."""
    return {found.proposition.label: _citable(found) for found in report.propositions if found.proposition.label}


def _worst(verdicts: list[Verdict]) -> Verdict:
    return max(verdicts, key=GRAVITY.index, default=Verdict.UNDECIDED)


class PropositionCheck:
    """The judging of one proposition."""

    def __init__(self, proposition: Proposition, options: Options, cited: dict[str, Cited]):
        self.proposition, self.options, self.cited = proposition, options, cited
        self.judge = Judge(proposition.setting, options, cited)
        self.disagreements: list[Disagreement] = []
        self.used: set[Hypothesis] = set()

    def report(self) -> tuple[PropositionReport, list[Disagreement]]:
        """The record of the proposition, and contradictions between the tiers."""
        claims = tuple(self.claim(claim) for claim in self.proposition.claims)
        steps = tuple(step for chain in self.proposition.chains for step in self.chain(chain))
        claims = tuple(self._by_its_proof(claim, steps) for claim in claims)
        broken = any(d.severity == "error" for d in self.proposition.diagnostics)
        unread = [Verdict.MALFORMED] if not claims or self._has_unread_claim() else []
        verdict = _worst([*(claim.verdict for claim in claims), *unread])
        proof = self._proof_status(steps, broken)
        warnings = (*(self._unused() if verdict == Verdict.PROVED else ()), *self._overrides())
        supposed = tuple(self.supposed_claims())
        report = PropositionReport(self.proposition, verdict, proof, claims, steps, warnings, supposed)
        return report, self.disagreements

    def _has_unread_claim(self) -> bool:
        """Is there a fault in the text of the proposition itself, apart from its proof?"""
        span = self.proposition.span
        lines = range(span.line, span.end_line + 1)
        wrong = (one.span for one in self.proposition.diagnostics if one.severity == "error")
        return span != NOWHERE and any(one.path == span.path and one.line in lines for one in wrong)

    def _head(self) -> Span:
        """Where the proposition begins."""
        span = self.proposition.span
        return Span(span.line, span.column, span.line, span.column + 1, span.path)

    def _overrides(self) -> tuple[Diagnostic, ...]:
        """Functions of the claims and chains on which the document defines an action of its own."""
        setting, span = self.proposition.setting, self._head()
        used = setting.mentioned(_terms(self.proposition)) & frozenset(setting.overrides)
        names = sorted(var.name for var in used)
        return tuple(Diagnostic("W303", span, {"name": name}, severity="warning") for name in names)

    def _unused(self) -> tuple[Diagnostic, ...]:
        """Hypotheses of the proposition's own that nothing used, where it is proved."""
        return tuple(
            Diagnostic("W302", self._head(), {"hypothesis": self._name(h)}, severity="warning")
            for h in self.proposition.hypotheses
            if h not in self.used and not any(_is_inequation(claim) for claim in self.proposition.claims)
        )

    # --- claims ------------------------------------------------------------------------------

    def claim(self, claim: Claim) -> ClaimReport:
        """Judge a claim end to end, with everything that the setting allows."""
        outcome = self.statement(claim.statement, claim.unless)
        code = {"E301": "E303"}.get(outcome.code, outcome.code)
        return ClaimReport(
            claim,
            outcome.verdict,
            code,
            told_apart(outcome.reindexed, self.proposition.setting),
            self._hypotheses(outcome),
            outcome.groups,
            outcome.witness,
            outcome.missing,
            outcome.why,
        )

    def _by_its_proof(self, found: ClaimReport, steps: tuple[StepReport, ...]) -> ClaimReport:
        """A chain of lines that are all proved shows that its ends are equal, where nothing else does."""
        statement = found.claim.statement
        if found.verdict not in (Verdict.UNDECIDED, Verdict.CHECKED) or not isinstance(statement, Comparison):
            return found
        sound = [chain for chain in self.proposition.chains if _all_true(chain, _lines_of(chain, steps))]
        used = joining(sound, statement, self.proposition.setting, self.judge.prover)
        if not used:
            return found
        needed = {name for chain in used for line in _lines_of(chain, steps) for name in line.hypotheses}
        names = dict.fromkeys(self._name(h) for h in self.proposition.setting.hypotheses)
        here = tuple(name for name in names if name in needed)
        return ClaimReport(found.claim, Verdict.PROVED, hypotheses=here, groups=found.groups)

    def statement(self, statement: Statement, unless: Comparison | None = None) -> Outcome:
        """Judge a comparison or an implication."""
        if (counts := naturals.written_out(statement, self.judge.setting)) is not None:
            found = naturals.decide(counts, self.judge.setting.hypotheses, unless, self.judge.setting)
            if found.holds is None and unless is None and naturals.applies(statement):  # whatever its names stand for
                any_values = naturals.decide(statement, self.judge.setting.hypotheses)
                found = any_values if any_values.holds and any_values.used else found
            by_numbers = found.holds is False or getattr(statement, "relation", None) == Relation.UNEQUAL
            return self.judge.unproved.open("") if by_numbers and self.judge.setting.unread else _counted(found)
        if isinstance(statement, Implication):
            return self._implication(statement)
        left, right = statement.left.term, statement.right.term
        if statement.relation == Relation.EQUAL:
            return self._noted(self.judge.equation(left, right), None)
        if statement.relation == Relation.UNEQUAL:
            return self._noted(self.judge.inequation(left, right, unless), None)
        return self.judge.unproved.inequality(left, statement.relation, right)

    def _implication(self, statement: Implication) -> Outcome:
        parts = [(statement.premise, statement.conclusion)]
        if statement.both:
            parts.append((statement.conclusion, statement.premise))
        outcomes = []
        for premise, conclusion in parts:
            if premise.relation != Relation.EQUAL or conclusion.relation != Relation.EQUAL:
                why = "an implication between such relations lies outside the theory"
                return Outcome(Verdict.UNDECIDED, "E305", why=why)
            outcomes.append(self._noted(self.judge.under(premise, conclusion), None))
        return max(outcomes, key=lambda o: GRAVITY.index(o.verdict))

    def _noted(self, outcome: Outcome, step: int | None) -> Outcome:
        self.used |= outcome.hypotheses
        if outcome.disagreement is not None:
            group, witness = outcome.disagreement
            self.disagreements.append(Disagreement(self.proposition.label, step, group, witness))
        return outcome

    def _name(self, hypothesis: Hypothesis) -> str:
        return reported(hypothesis, self.proposition.setting.roles.group)

    def _hypotheses(self, outcome: Outcome) -> tuple[str, ...]:
        order = {h: k for k, h in enumerate(self.proposition.setting.hypotheses)}
        return tuple(self._name(h) for h in sorted(outcome.hypotheses, key=lambda h: order.get(h, len(order))))

    # --- chains --------------------------------------------------------------------------------

    def chain(self, chain: Chain) -> Iterator[StepReport]:
        """Judge each line against the line before; after a departure, against the first one too."""
        departed = False
        for step in chain.steps:
            report = self.step(step)
            if departed and report.verdict != Verdict.MALFORMED:
                report = replace(report, consequence=not self._returns(chain, step))
            if report.verdict in (Verdict.REFUTED, Verdict.MALFORMED) and step.relation == Relation.EQUAL:
                returns = report.verdict == Verdict.REFUTED and self._returns(chain, step)
                report = replace(report, returns=returns, consequence=report.consequence and not returns)
                departed = not returns
            elif departed and not report.consequence and report.verdict != Verdict.MALFORMED:
                report, departed = replace(report, returns=True), False
            yield report

    def _returns(self, chain: Chain, step: Step) -> bool:
        """Does this line equal the chain's first expression?"""
        if chain.start is None or step.right is None:
            return False
        try:
            everything_ = everything(self.judge.setting)
            return self.judge.prover.prove(chain.start.term, step.right.term, everything_) is not None
        except Undecidable:
            return False

    def step(self, step: Step) -> StepReport:
        """Judge one line."""
        if step.statement is not None:
            return self._from(step, self._noted(self.statement(step.statement, step.unless), step.number), step.span)
        if step.left is None or step.right is None:
            return StepReport(step, Verdict.MALFORMED, "E307", place=step.span, presumed=self._presumed(step))
        left, right = step.left, step.right
        place = difference(left, right)
        if step.relation == Relation.EQUAL and not _counts(step, self.judge.setting):
            outcome = self.judge.equation(left.term, right.term, step.reason)
        else:
            outcome = self.statement(Comparison(left, step.relation, right), step.unless)
        return self._with_reason(self._from(step, self._noted(outcome, step.number), place), outcome)

    def _presumed(self, step: Step) -> StepReport | None:
        """The step with what its unreadable right side seems to mean; nothing in the proof rests on it."""
        if step.left is None or step.presumed is None:
            found = [one for one in self.proposition.supposed if one.step and one.step.number == step.number]
            return self._under(found[0]).step(found[0].step) if found and found[0].step else None
        return self.step(replace(step, right=step.presumed, presumed=None))

    def _under(self, supposed: Supposed) -> PropositionCheck:
        """The judging of the proposition under a supposition; what it finds out is no part of this one."""
        proposition = replace(self.proposition, setting=supposed.setting, supposed=())
        return PropositionCheck(proposition, self.options, self.cited)

    def supposed_claims(self) -> Iterator[SupposedReport]:
        """The claims that cannot be read, under what they are supposed to say."""
        for one in self.proposition.supposed:
            if one.claim is not None:
                yield SupposedReport(one.instead, self._under(one).claim(one.claim))

    def _from(self, step: Step, outcome: Outcome, place: Span) -> StepReport:
        return StepReport(
            step,
            outcome.verdict,
            outcome.code,
            told_apart(outcome.reindexed, self.proposition.setting),
            self._hypotheses(outcome),
            outcome.definitions,
            outcome.groups,
            outcome.witness,
            outcome.missing,
            outcome.why,
            place if outcome.code else step.span,
        )

    def _with_reason(self, report: StepReport, outcome: Outcome) -> StepReport:
        """Judge the formulas inside the reason, and look for parts that were not needed."""
        step = report.step
        if step.left is None or step.right is None:
            return report
        left, right = step.left.term, step.right.term
        reading = read_reason(step.reason, self.proposition.setting, left, right)
        statements = tuple(self.claim(part.claim) for part in reading.statements)
        report = replace(report, statements=statements)
        void = inapplicable(reading, left, right, self.proposition.setting)
        if void is not None and report.verdict in (Verdict.PROVED, Verdict.NOT_AS_STATED):
            why = f"no sum can be written with {void.name} so replaced"
            return replace(report, verdict=Verdict.NOT_AS_STATED, code="E313", why=why)
        if report.verdict != Verdict.PROVED:
            return report
        bad = next((s for s in statements if s.verdict != Verdict.PROVED), None)
        if bad is not None:
            if bad.verdict == Verdict.ASSUMED:
                return replace(report, verdict=Verdict.ASSUMED, code="E308")
            why = "a formula in the reason does not hold"
            return replace(report, verdict=Verdict.NOT_AS_STATED, code="E302", why=why)
        idle = superfluous(reading, step.reason, outcome.hypotheses, left, right, self.proposition.setting)
        extra = [] if step.reason.displays else idle
        absent = [f"hypothesis that is not assumed: {self._name(h)}" for h in reading.absent]
        warnings = tuple(
            Diagnostic("W301", step.reason.span, {"what": what}, severity="warning") for what in [*extra, *absent]
        )
        return replace(report, warnings=warnings)

    # --- the whole -------------------------------------------------------------------------------

    def _proof_status(self, steps: tuple[StepReport, ...], broken: bool) -> ProofStatus:
        if not steps:
            return ProofStatus.NONE
        verdicts = {report.verdict for report in steps}
        if verdicts & {Verdict.REFUTED, Verdict.MALFORMED}:
            return ProofStatus.WRONG
        enough = {Verdict.PROVED, Verdict.ASSUMED}
        if self.proposition.setting.restricted is not None:
            enough.add(Verdict.CHECKED)
        if verdicts - enough or broken:
            return ProofStatus.GAP
        return ProofStatus.FOLLOWS if carries(self.proposition, self.judge.prover) else ProofStatus.GAP


def _lines_of(chain: Chain, steps: Sequence[StepReport]) -> list[StepReport]:
    return [line for line in steps if line.step in chain.steps]


def _all_true(chain: Chain, lines: Sequence[StepReport]) -> bool:
    return len(lines) == len(chain.steps) and {line.verdict for line in lines} <= TRUE


def _terms(proposition: Proposition) -> Iterator[Term]:
    """All terms of the claims and the chains."""
    for claim in proposition.claims:
        statement = claim.statement
        parts = [statement] if isinstance(statement, Comparison) else [statement.premise, statement.conclusion]
        yield from (side.term for part in parts for side in (part.left, part.right))
    for chain in proposition.chains:
        yield from (step.right.term for step in chain.steps if step.right is not None)


def _is_inequation(claim: Claim) -> bool:
    return isinstance(claim.statement, Comparison) and claim.statement.relation == Relation.UNEQUAL


def _counts(step: Step, setting: Setting) -> bool:
    """Is it a step between numbers of parameters?"""
    if step.left is None or step.right is None:
        return False
    return naturals.written_out(Comparison(step.left, step.relation, step.right), setting) is not None


def _counted(found: naturals.Outcome) -> Outcome:
    if found.holds:
        return Outcome(Verdict.PROVED, hypotheses=frozenset(found.used))
    if found.holds is None:
        return Outcome(Verdict.UNDECIDED, "E305", why="neither a proof by signs nor a small counterexample was found")
    values = tuple((found.values or {}).items())
    elements = tuple((name, str(value)) for name, value in values)
    witness = Witness("", "", elements, (), (), (), (), *found.sides, 1)
    return Outcome(Verdict.REFUTED, "E301", witness=witness)


def difference(left: Formula, right: Formula) -> Span:
    """Where the right side first departs from the left: the smallest differing sub-formula with a place."""
    path: tuple[int, ...] = ()
    a, b = left.term, right.term
    place = right.places.get((), right.span)
    while type(a) is type(b) and len(a.args) == len(b.args):
        apart = [k for k, (x, y) in enumerate(zip(a.args, b.args, strict=True)) if x != y]
        if len(apart) != 1 or not isinstance(b.args[apart[0]], Term):
            break
        path = (*path, apart[0])
        a, b = a.args[apart[0]], b.args[apart[0]]
        place = right.places.get(path, place)
    return place if place != NOWHERE else right.span
