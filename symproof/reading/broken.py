"""Expressions and claims that cannot be read, kept with what a reader needs to try them in another spelling."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeAlias

from symproof.reading.scope import Scope
from symproof.reading.tokens import Token
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.frozen import dataclass

Meaning: TypeAlias = tuple[Hashable, ...]  # the terms of it; equal for spellings that mean the same


@dataclass(frozen=True)
class Broken:
    """``step``: the one whose right side it is, or, as the ``first`` expression of a chain, whose left side.

    None: a claim. ``read`` reads other tokens in its place, and raises Malformed where they cannot be read either.
    """

    step: int | None
    first: bool
    tokens: tuple[Token, ...]
    faults: tuple[Diagnostic, ...]
    scope: Scope
    read: Callable[[list[Token]], Meaning]
    around: tuple[tuple[Token, ...], ...] = ()  # expressions beside it, the nearest first
