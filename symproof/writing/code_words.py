"""What a code says: headlines to choose from, and notes.

Of the headlines the first is taken whose facts (in braces) are all there; of the notes every one is given
whose facts are there. ``[name=value]`` in front is a condition on a fact.
"""

from __future__ import annotations

from symproof.theory.frozen import dataclass


@dataclass(frozen=True)
class Words:
    """Headlines to choose from, and notes."""

    headlines: tuple[str, ...]
    notes: tuple[str, ...] = ()
