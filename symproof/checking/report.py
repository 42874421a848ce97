"""Verdicts and reports: the only thing that the printers read."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import Literal

from symproof.terms import Term, Var
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.document import Claim, Document, Path, Proposition, Step
from symproof.theory.frozen import dataclass
from symproof.theory.hypotheses import Hypothesis
from symproof.theory.span import NOWHERE, Span


class Verdict(StrEnum):
    """What is known of a step or a claim (DESIGN: seven words that never stand for one another)."""

    PROVED = "proved"
    NOT_AS_STATED = "not_as_stated"
    CHECKED = "checked"
    REFUTED = "refuted"
    UNDECIDED = "undecided"
    MALFORMED = "malformed"
    ASSUMED = "assumed"


class ProofStatus(StrEnum):
    """Does the written proof carry the claim?"""

    FOLLOWS = "follows"
    GAP = "gap"  # every written line holds, yet the lines do not lead from one end of the claim to the other
    WRONG = "wrong"
    NONE = "none"


@dataclass(frozen=True)
class Reindexing:
    """A change of the summation variable that a step makes, and its inverse.

    In the sum before, ``variable`` is ``term``; in the sum after, ``new`` is ``inverse``.
    """

    variable: Var
    term: Term
    new: Var
    inverse: Term


@dataclass(frozen=True)
class GroupRun:
    """One finite group on which a step was run."""

    group: str
    instances: int
    sampled: bool = False
    outcome: Literal["identical", "equal values", "different values", "not run"] = "identical"


@dataclass(frozen=True)
class Witness:
    """A concrete model in which two sides differ, complete enough to be recomputed by hand.

    ``elements``: value of each free group element, position, vector; ``functions``: the
    non-zero entries of each table as (arguments, value); ``maps``: formulas such as
    ``2 t + t^2``. All names are LaTeX. ``left`` and ``right`` are exact.
    """

    group: str
    action: str
    elements: tuple[tuple[str, str], ...]
    neighbourhoods: tuple[tuple[str, str], ...]
    functions: tuple[tuple[str, tuple[tuple[tuple[str, ...], str], ...]], ...]
    maps: tuple[tuple[str, str], ...]
    scalars: tuple[tuple[str, str], ...]  # dimensions, heads, base of exp
    left: str
    right: str
    order: int  # |G|


@dataclass(frozen=True)
class Missing:
    """A hypothesis or definition under which a step that fails as it stands would follow."""

    name: str
    kind: Literal["hypothesis", "definition", "reindexing", "reason"]
    words: str = ""  # a hypothesis as the document would state it
    hypothesis: Hypothesis | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Change:
    """A new part of a line: ``path`` from its root, the part as written, and what to write instead."""

    path: Path
    old: Term
    new: Term
    span: Span = NOWHERE


@dataclass(frozen=True)
class Repair:
    """An edit of one line that makes it follow from the line before, and the next one from it, as stated.

    ``line``: the number of the step whose right side is edited; 0 is the chain's first expression.
    ``onward`` is false where the next line does not follow (the slip goes on there). ``size`` counts
    nodes, a node at four. Both neighbouring steps were proved, and confirmed on the finite groups.
    ``assumed``: hypotheses that have to be stated besides; a repair without changes states them alone.
    ``also``: the same edit in the lines that follow, where a slip is carried on. ``reasons``: what the
    reasons of steps have to name besides, by the number of the step.
    """

    line: int
    kinds: tuple[str, ...]
    changes: tuple[Change, ...]
    term: Term
    hypotheses: tuple[str, ...] = ()
    moved: int = 0
    size: int = 0
    onward: bool = True
    span: Span = NOWHERE
    assumed: tuple[Missing, ...] = ()
    also: tuple[Repair, ...] = ()
    reasons: tuple[tuple[int, tuple[Missing, ...]], ...] = ()

    @property
    def lines(self) -> tuple[int, ...]:
        """The steps whose right sides it changes."""
        return (self.line, *(one.line for one in self.also)) if self.changes else ()


@dataclass(frozen=True)
class Searched:
    """A search for a repair that found none.

    ``edits`` were looked at; ``apart``: the lines on both sides have different values, so that no line
    between them can follow from one and lead to the other; ``exhausted``: the budget that ran out.
    """

    edits: int = 0
    apart: bool = False
    exhausted: str = ""


@dataclass(frozen=True)
class Rewriting:
    """What stands at a place of the text, and what to write instead; the span is empty where something is put in."""

    span: Span
    old: str
    new: str


@dataclass(frozen=True)
class Suggestion:
    """Another spelling of an expression or claim that cannot be read, under which it can.

    ``line``: the number of the step whose right side it is, 0 for the chain's first expression, None for a claim.
    ``verdict``: of the step or claim as it then is; ``onward`` that of the next step. ``assume``: a sentence that
    the proposition needs besides. ``repairs``: edits of the line once it is so spelled.
    """

    line: int | None
    kinds: tuple[str, ...]
    rewritings: tuple[Rewriting, ...]
    verdict: Verdict
    onward: Verdict | None = None
    assume: str = ""
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True)
class StepReport:
    """What became of one line."""

    step: Step
    verdict: Verdict
    code: str = ""  # E301 refuted, E302 not as stated, ... ; empty where proved
    reindexed: tuple[Reindexing, ...] = ()
    hypotheses: tuple[str, ...] = ()  # used, minimal by inclusion
    definitions: tuple[str, ...] = ()  # unfolded beyond what the reason names
    groups: tuple[GroupRun, ...] = ()
    witness: Witness | None = None
    missing: tuple[Missing, ...] = ()  # what a not-as-stated or refuted step would have needed
    why: str = ""  # undecided: which budget ran out, or what lies outside the theory
    place: Span = NOWHERE  # where the sides first differ, else the step's right side
    returns: bool = False  # the step is wrong, yet this line equals the chain's first expression
    consequence: bool = False  # follows a line that departs; still judged
    warnings: tuple[Diagnostic, ...] = ()
    statements: tuple[ClaimReport, ...] = ()  # formulas inside the reason
    repairs: tuple[Repair, ...] = ()  # the best first; only where they were asked for
    searched: Searched | None = None  # where no repair was found
    suggestions: tuple[Suggestion, ...] = ()  # other spellings of a line that cannot be read; where asked for
    presumed: StepReport | None = None  # of an unreadable line: the step with what it seems to mean


@dataclass(frozen=True)
class ClaimReport:
    """What became of one claim, or of a formula inside a reason, judged end to end; fields as in ``StepReport``."""

    claim: Claim
    verdict: Verdict
    code: str = ""
    reindexed: tuple[Reindexing, ...] = ()
    hypotheses: tuple[str, ...] = ()
    groups: tuple[GroupRun, ...] = ()
    witness: Witness | None = None
    missing: tuple[Missing, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class SupposedReport:
    """A claim that cannot be read, judged under a supposition; ``instead``: (as written, as read)."""

    instead: tuple[tuple[str, str], ...]
    claim: ClaimReport


@dataclass(frozen=True)
class PropositionReport:
    """The two records of a proposition: its claim and its proof."""

    proposition: Proposition
    claim: Verdict  # end to end, the worst of its claims
    proof: ProofStatus
    claims: tuple[ClaimReport, ...] = ()
    steps: tuple[StepReport, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()  # superfluous hypotheses, uncited reasons
    supposed: tuple[SupposedReport, ...] = ()  # of claims that cannot be read
    suggestions: tuple[Suggestion, ...] = ()  # other spellings of claims that cannot be read; where asked for


@dataclass(frozen=True)
class Disagreement:
    """A general proof and a finite model contradict each other: a bug of symproof."""

    proposition: str
    step: int | None
    group: str
    witness: Witness | None


@dataclass(frozen=True)
class DocumentReport:
    """The propositions of one document, and what is wrong with its text."""

    document: Document
    propositions: tuple[PropositionReport, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True)
class Report:
    """One run over documents."""

    documents: tuple[DocumentReport, ...] = ()
    groups: tuple[str, ...] = ()  # names of the finite groups in use
    general_only: bool = False
    options: tuple[tuple[str, str], ...] = field(default=())


class ExitCode:
    """Public and tested: the first that applies, in this order."""

    USAGE = 2  # usage or internal error, missing file, disagreement of the tiers
    FOUND = 1  # something refuted, not as stated, or malformed
    OPEN = 3  # something undecided, or only checked where the claim is general
    ASSUMED = 4
    OK = 0
    EMPTY = 5  # no file holds a claim
