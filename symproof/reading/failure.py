"""Raising findings of the formula reader, and names that look alike."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any, NoReturn

from symproof.theory.diagnostic import Diagnostic, Malformed
from symproof.theory.span import Span

MAX_LENGTH = 80  # of a name that may be a misspelling of another
LOOK_ALIKE = (("rn", "m"), ("v", "y"), ("0", "o"), ("O", "o"), ("I", "l"), ("1", "l"), ("overline", "bar"))


def malformed(
    code: str,
    span: Span,
    nearest: Iterable[str] = (),
    related: Iterable[tuple[Span, str]] = (),
    **facts: Any,
) -> Malformed:
    """A finding with its code, place and facts, to be raised."""
    return Malformed(Diagnostic(code, span, facts, tuple(nearest), tuple(related)))


def fail(
    code: str,
    span: Span,
    nearest: Iterable[str] = (),
    related: Iterable[tuple[Span, str]] = (),
    **facts: Any,
) -> NoReturn:
    """Raise ``malformed(...)``."""
    raise malformed(code, span, nearest, related, **facts)


def nearest_names(name: str, declared: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """The declared names most like ``name``; letters that scanners confuse count as equal."""
    if len(name) > MAX_LENGTH:
        return ()
    scored = sorted((-_likeness(name, other), other) for other in declared if other != name)
    return tuple(other for score, other in scored[:limit] if -score >= 0.6)


def _likeness(name: str, other: str) -> float:
    if _blurred(name) == _blurred(other):
        return 1.0
    return max(
        SequenceMatcher(None, name, other).ratio(),
        SequenceMatcher(None, _blurred(name), _blurred(other)).ratio() - 0.05,
    )


def _blurred(name: str) -> str:
    for alike, letter in LOOK_ALIKE:
        name = name.replace(alike, letter)
    return "".join(character for character in name if character not in "{}' ")
