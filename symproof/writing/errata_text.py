"""The list of errata of a paper as Markdown and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from symproof.writing import messages
from symproof.writing.errata import Errata, Erratum, Reading, read
from symproof.writing.errata_words import (
    HOW_TO_READ,
    UNDECIDED,
    counted,
    place_words,
    reading_place,
    settled_words,
    verdict_words,
)
from symproof.writing.picture import picture_lines

SCHEMA = 1

# --- JSON -------------------------------------------------------------------------------------------


def to_json(found: Errata) -> str:
    """One object, stable from run to run."""
    data = {
        "schema": SCHEMA,
        "paper": found.name,
        "title": found.title,
        "errata": [_as_data(one) for one in found.items],
        "conversions": [
            {"document": one.document, "line": one.conversion.span.line, "column": one.conversion.span.column,
             "title": one.title, "step": one.step, "converted": one.conversion.converted, "read": one.conversion.read,
             "undecided": one.conversion.undecided} for one in found.conversions
        ],
    }  # fmt: skip
    return json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _as_data(one: Erratum) -> dict[str, Any]:
    witness = one.witness
    return {
        "document": one.document, "line": one.span.line, "column": one.span.column, "section": one.section,
        "proposition": one.proposition, "title": one.title, "step": one.step, "codes": list(one.codes),
        "verdict": one.verdict, "printed": one.printed, "why": [*one.why, *(note.why for note in one.notes)],
        "correction": one.source, "corrected": _corrections(one), "witness": messages.witness_words(witness).replace(
            messages.NO_BREAK, " ") if witness else None,
    }  # fmt: skip


def _corrections(one: Erratum) -> list[dict[str, str]]:
    made = [{"for": read(old), "read": new} for note in one.notes for old, new in note.changes if old != new]
    made += [{"line": note.line} for note in one.notes if note.line]
    made += [{"add": note.added} for note in one.notes if note.added]
    return made + ([{"proposal": one.proposal}] if one.proposal else [])


# --- Markdown -----------------------------------------------------------------------------------------


def to_markdown(found: Errata) -> str:
    """For people: a heading a section, an item an erratum."""
    lines = [f"# Errata: {found.title}", "", counted(found), HOW_TO_READ, ""]
    section = None
    for number, one in enumerate(found.items, start=1):
        if (one.document, one.section) != section:
            section = (one.document, one.section)
            lines += [f"## {one.section} (`{one.document}`)", ""]
        lines += [*_item(number, one), ""]
    if found.conversions:
        lines += ["## Readings of converted text", "", UNDECIDED, ""]
        lines += ["| place | as converted | as read |", "| --- | --- | --- |"]
        lines += map(_conversion_row, found.conversions)
    return "\n".join(lines).rstrip() + "\n"


def _item(number: int, one: Erratum) -> Iterator[str]:
    yield f"**{number}. {place_words(one)}** (`{one.document}:{one.span.line}`)"
    yield ""
    if one.source == "settled":
        yield f"- {verdict_words(one)}. {settled_words(one)}"
        return
    if one.printed:
        yield from ("As printed:", "", "```latex", one.printed, "```", "")
    for line in (*one.why, *(note.why for note in one.notes)):
        yield f"- {line}"
    if one.witness:
        yield f"- Counterexample. {messages.witness_words(one.witness).replace(messages.NO_BREAK, ' ')}"
    if one.drawn:
        yield from ("", "```", *picture_lines(one.drawn, ""), "```")
    for made in _corrections(one):
        yield from _made(made)


def _made(made: dict[str, str]) -> Iterator[str]:
    if "proposal" in made:
        yield f"- Proposed: {made['proposal']}."
    elif "for" in made:
        yield from ("", "For", "", "```latex", made["for"], "```", "", "read", "", "```latex", made["read"], "```")
    else:
        words = {"line": "The whole line corrected:", "add": "Add:"}
        key = next(iter(made))
        yield from ("", words[key], "", "```latex", made[key], "```")


def _conversion_row(one: Reading) -> str:
    pieces = (one.conversion.converted, one.conversion.read)
    cells = (f"`` {text} ``".replace("|", "\\|") if text else "nothing" for text in pieces)
    place = "".join(reading_place(one)) + (" (undecided)" if one.conversion.undecided else "")
    return f"| {place} (`{one.document}:{one.conversion.span.line}`) | {' | '.join(cells)} |"


__all__ = ["to_json", "to_markdown"]
