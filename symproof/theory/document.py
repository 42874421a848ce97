"""A document as the checker sees it: propositions, claims, chains, reasons, with their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Literal, TypeAlias

from symproof.terms import Term, Var
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.frozen import dataclass
from symproof.theory.hypotheses import Hypothesis
from symproof.theory.setting import Setting
from symproof.theory.span import NOWHERE, Span

Path: TypeAlias = tuple[int, ...]  # argument numbers from the root of a term


@dataclass(frozen=True)
class Formula:
    """A term with its place; ``places`` has the span of each sub-term by its path of ``args`` numbers."""

    term: Term
    span: Span = NOWHERE
    places: Mapping[Path, Span] = field(default_factory=dict, compare=False)
    source: str = ""


class Relation(StrEnum):
    """What may stand between two sides; the values are LaTeX."""

    EQUAL = "="
    UNEQUAL = r"\neq"
    LESS = "<"
    AT_MOST = r"\le"
    GREATER = ">"
    AT_LEAST = r"\ge"


@dataclass(frozen=True)
class Comparison:
    """``left relation right``, between terms of one sort (functions and operators are applied to fresh arguments)."""

    left: Formula
    relation: Relation
    right: Formula


@dataclass(frozen=True)
class Implication:
    """``P \\implies Q``, or with ``both`` ``P \\iff Q``."""

    premise: Comparison
    conclusion: Comparison
    both: bool = False


Statement: TypeAlias = Comparison | Implication


@dataclass(frozen=True)
class Claim:
    """What a proposition asserts. ``unless``: the exception of a ``\\neq`` claim (under it, equality is claimed)."""

    statement: Statement
    unless: Comparison | None = None
    span: Span = NOWHERE
    source: str = ""


# --- reasons ---------------------------------------------------------------------------


@dataclass(frozen=True)
class ByDefinition:
    """``definition of X``; ``symbol`` None: of the theory's own (L, sigma), which is always free.

    For an overridden action the symbol is the function acted on and ``action`` is true.
    """

    symbol: Var | None
    action: bool = False


@dataclass(frozen=True)
class ByAlgebra:
    """``algebra``: the laws of the theory, which every step may use."""


@dataclass(frozen=True)
class BySubstitution:
    """``substitute j = E``: the sum that binds ``variable`` is written with ``term`` in its place.

    ``term`` None: ``substitute \\bar i`` names an abbreviation only.
    """

    variable: Var
    term: Term | None = None


@dataclass(frozen=True)
class ByReindexing:
    """``re-index the sum over v``."""

    variable: Var


@dataclass(frozen=True)
class ByHypothesis:
    """``N is stable``, ``phi is linear``, ``H is commutative``, a named equation: exactly these hypotheses."""

    hypotheses: tuple[Hypothesis, ...]


@dataclass(frozen=True)
class ByClaim:
    """``by \\ref{label}``."""

    label: str
    span: Span = NOWHERE


@dataclass(frozen=True)
class ByStatement:
    """A formula inside a reason: a claim itself, judged on its own."""

    claim: Claim


@dataclass(frozen=True)
class Assumed:
    """``assumed``: the author takes the step for granted."""


ReasonPart: TypeAlias = (
    ByDefinition | ByAlgebra | BySubstitution | ByReindexing | ByHypothesis | ByClaim | ByStatement | Assumed
)


@dataclass(frozen=True)
class Reason:
    """The parts of a step's reason; no parts: everything in the setting is allowed."""

    parts: tuple[ReasonPart, ...] = ()
    span: Span = NOWHERE
    source: str = ""
    displays: tuple[str, ...] = ()  # labels of displays of the proof, whose grounds are among the parts


# --- propositions ------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """``left relation right  (reason)``. ``left`` is the expression of the line before.

    ``left`` or ``right`` is None where the formula could not be read (its diagnostic is
    in the document); the steps around it are judged all the same.
    """

    number: int  # from 1 within the proposition
    left: Formula | None
    relation: Relation
    right: Formula | None
    reason: Reason = Reason()
    span: Span = NOWHERE
    unless: Comparison | None = None
    chain: int = 0  # number of the chain it belongs to, from 0; a display that goes on has its predecessor's
    statement: Statement | None = None  # a step that is an implication or stands alone: then left is right is None
    presumed: Formula | None = None  # what a right side that cannot be read seems to mean; then ``right`` is None
    instead: tuple[tuple[str, str], ...] = ()  # for that: (as written, as read)


@dataclass(frozen=True)
class Chain:
    """Steps linked through their expressions; ``start`` is the first expression, ``opened`` its place."""

    start: Formula | None
    steps: tuple[Step, ...]
    opened: Span = NOWHERE


@dataclass(frozen=True)
class Supposed:
    """What a claim or line that cannot be read says under one supposition; nothing in a proof rests on it.

    ``instead``: (as written, as read); as written is empty where a map of functions is read as one of values.
    ``setting``: under which it is read. ``against``: the line with which a step is compared, where
    that is not the line before it (0 is the first expression); then nothing is supposed.
    """

    setting: Setting
    instead: tuple[tuple[str, str], ...]
    claim: Claim | None = None
    step: Step | None = None
    against: int | None = None


@dataclass(frozen=True)
class Proposition:
    """``setting`` includes the proposition's own hypotheses, listed again in ``hypotheses``."""

    label: str
    title: str
    setting: Setting
    claims: tuple[Claim, ...]
    chains: tuple[Chain, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    kind: Literal["proposition", "lemma", "theorem", "corollary"] = "proposition"
    span: Span = NOWHERE
    has_proof: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()  # those that lie inside it
    supposed: tuple[Supposed, ...] = ()  # of claims and lines that cannot be read


@dataclass(frozen=True)
class Conversion:
    """A place that the conversion of a printed text has spoilt: both readings; ``read`` is the one judged.

    ``undecided``: it may be the author's own.
    """

    span: Span
    converted: str
    read: str
    undecided: bool = False


@dataclass(frozen=True)
class Document:
    """``diagnostics`` holds every finding of the reader, those of the propositions included."""

    path: str
    source: str
    title: str = ""
    propositions: tuple[Proposition, ...] = ()
    settings: tuple[Setting, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    under_review: bool = False
    conversions: tuple[Conversion, ...] = ()
