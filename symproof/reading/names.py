"""Names: one canonical LaTeX spelling for every way to write them."""

from __future__ import annotations

from dataclasses import dataclass

from symproof.reading.tokens import Token
from symproof.theory.span import Span


def canonical_name(tokens: list[Token]) -> str:
    """The canonical spelling of one name: ``\\overline i`` -> ``\\bar{i}``, ``h'_{1}`` -> ``h_1'``.

    Order: accents on the base, subscript, primes, superscript; braces only around
    scripts of two or more characters. Raises Malformed E102 when the tokens are not
    exactly one name (``x^{-1}``, ``ab(c)``), E104 for a double script.
    """
    raise NotImplementedError


def split_head(tokens: list[Token], index: str) -> tuple[str, bool]:
    """A name and whether it carries the head ``index``: ``\\varphi_{qry}^{(h)}``, "h" -> (``\\varphi_{qry}``, True)."""
    raise NotImplementedError


@dataclass(frozen=True)
class Signature:
    """The left side of a declaration or definition: ``m[f,\\rho](i,h)``, ``N(i,h_1)``, ``L_h[\\rho](i,j)``.

    ``brackets``: the names in each bracket with their spans, nested tuples flattened;
    ``actor``: for ``L_h[\\rho](...)`` the name h, and then ``name`` is that of ``\\rho``;
    ``head``: a leftover superscript of the name that is the head index, if one was asked for.
    """

    name: str
    span: Span
    brackets: tuple[tuple[tuple[str, Span], ...], ...] = ()
    actor: str | None = None
    head: str | None = None


def read_signature(tokens: list[Token], action: str = "L", head: str | None = None) -> Signature:
    """Read the left side of a declaration; raises Malformed E101, E102, E103."""
    raise NotImplementedError
