"""Formulas: from tokens to sorted terms with places."""

from __future__ import annotations

from symproof.reading.scope import Scope
from symproof.reading.tokens import Token
from symproof.terms import Sort, Term
from symproof.theory.document import Comparison, Formula, Statement
from symproof.theory.setting import Setting
from symproof.theory.span import NOWHERE, Span


def read_term(tokens: list[Token], scope: Scope, expected: Sort | None = None, at: Span = NOWHERE) -> Formula:
    """Read one term; ``at`` is blamed when there are no tokens. Raises Malformed (codes.py).

    A trailing ``. , ;`` is dropped. With ``expected`` another sort is E211.
    """
    raise NotImplementedError


def read_comparison(tokens: list[Token], scope: Scope, at: Span = NOWHERE) -> Comparison:
    """Read ``left relation right`` with exactly one relation; both sides get one sort (E211)."""
    raise NotImplementedError


def read_statement(tokens: list[Token], scope: Scope, at: Span = NOWHERE) -> Statement:
    """Read a comparison, or an implication ``P \\implies Q``, ``P \\iff Q`` of two."""
    raise NotImplementedError


def compare(left: Formula, relation: Token, right: Formula) -> Comparison:
    """Join two sides that were read apart (links of a chain); functions get fresh arguments. Raises E211."""
    raise NotImplementedError


def split_relations(tokens: list[Token]) -> list[tuple[Token | None, list[Token]]]:
    """Cut at the relations outside all brackets: the first pair has None unless the text begins with one.

    Relations: ``= \\neq \\ne < > \\le \\leq \\ge \\geq := \\implies \\Rightarrow \\iff \\Leftrightarrow``.
    ``a = b \\neq c`` gives [(None, a), (=, b), (\\neq, c)]; ``= b`` gives [(=, b)].
    """
    raise NotImplementedError


def free_names(tokens: list[Token], scope: Scope) -> frozenset[str]:
    """The variables (not functions) that surely occur free, also through abbreviations and definitions.

    What a compound element of a sum binds is left open: its names are not counted
    unless they also stand outside. Use it over all lines of a proposition to fill
    ``Scope.free``. Raises Malformed as reading does for brackets and syntax (E1xx).
    """
    raise NotImplementedError


def read_sort(tokens: list[Token], setting: Setting) -> Sort:
    """Read ``S \\to F``, ``V \\times \\mathcal{H} \\to F``, ``U^{[H]}``, ``\\mathbb{R}^{m \\times n}``, ``L_F(S)``, ...

    Feature spaces are looked up in ``setting.spaces``. Raises Malformed E201, E102, E103.
    """
    raise NotImplementedError
