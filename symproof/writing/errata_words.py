"""What every list of errata says besides its entries: how to read it, places, counts."""

from __future__ import annotations

from symproof.writing.errata import Errata, Erratum, Reading

HOW_TO_READ = (
    "The lines of a derivation are counted by their relation signs, through all its displays. A counterexample names a "
    "finite group, the positions and all functions, so that both sides can be computed by hand; the base of exp is 2 "
    "there, which only rescales the scores, so that all values are exact."
)
UNDECIDED = "Undecided are those of which the fault may be that of the printed text."


def settled_words(one: Erratum) -> str:
    """Of a place that another correction mends."""
    mended = "it is proved" if one.proposition else "it can be read"
    return f"It needs no change of its own: {mended} once the other corrections are made."


def verdict_words(one: Erratum) -> str:
    """What is wrong, in a few words."""
    return one.why[0] if one.why else "as printed it does not hold"


def counted(found: Errata) -> str:
    """How many places there are."""
    accepted = sum(one.source == "accepted" for one in found.items)
    settled = sum(one.source == "settled" for one in found.items)
    return (
        f"{len(found.items)} places: {accepted} with a correction that was judged again and is proved, {settled} "
        f"that are proved once these are made, {len(found.items) - accepted - settled} without a correction. "
        f"{len(found.conversions)} readings of converted text stand at the end."
    )


def place_words(one: Erratum) -> str:
    """Where in the paper: its own title and the line of the derivation."""
    where = "the claim" if one.step is None and one.proposition else ""
    where = f"line {one.step} of {one.of} of the derivation" if one.step is not None else where
    return f"{one.title}{f', {where}' if where else ''}"


def reading_place(one: Reading) -> tuple[str, str]:
    """The title of the proposition, if any, and the line of its derivation."""
    if not one.title:
        return "", "declarations"
    line = "" if one.step is None else f", line {one.step}" if one.step else ", the first expression"
    return one.title, line


__all__ = ["HOW_TO_READ", "UNDECIDED", "counted", "place_words", "reading_place", "settled_words", "verdict_words"]
