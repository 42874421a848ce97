"""LaTeX tokens of a formula, with the author's macros expanded.

Kinds: ``command`` (``\\varphi``), ``letter``, ``digit`` (one each), ``open`` and ``close``
(``( [ \\{ \\langle`` and partners), ``begin`` and ``end`` (braces), ``script`` (``_ ^``),
``prime``, ``text`` (``\\text{...}``: the words are the token's text), ``symbol`` (the
rest; ``:=`` is one token) and, only on request, ``layout`` (``&``, ``\\\\``, ``\\quad`` ...).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from symproof.reading.macros import Macros
from symproof.reading.source import Source
from symproof.theory.span import Span


@dataclass(frozen=True)
class Token:
    """``start`` and ``end`` are offsets in the source; a token from a macro has those of the call."""

    kind: str
    text: str
    start: int
    end: int
    source: Source = field(repr=False, compare=False)

    @property
    def span(self) -> Span:
        return self.source.span(self.start, self.end)


def tokenize(source: Source, start: int, end: int, macros: Macros | None = None, layout: bool = False) -> list[Token]:
    """The tokens of ``source.text[start:end]``; comments are skipped, layout is dropped unless asked for.

    Raises Malformed: E106 for a macro (recursion, missing arguments), E210 when too long.
    """
    raise NotImplementedError


def span_of(tokens: list[Token]) -> Span:
    """From the first to the last of one or more tokens."""
    return tokens[0].source.span(tokens[0].start, max(token.end for token in tokens))


def split_at(tokens: list[Token], *texts: str) -> list[list[Token]]:
    """The parts between the tokens with one of these texts, outside all brackets and braces.

    ``split_at(tokens, ",")`` of ``i, N(j, k)`` gives two parts.
    """
    raise NotImplementedError
