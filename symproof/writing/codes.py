"""All codes of findings, each with a short title and a page.

E1xx the text cannot be read · E2xx sorts, names and binding · E3xx what the checker found ·
W1xx, W3xx warnings. Those of the reader are listed in its own room.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files

from symproof.reading.document_codes import DOCUMENT_CODES
from symproof.reading.formula_codes import CODES

CHECKER = {
    "E301": "a step is false",
    "E302": "a step holds, but not for the reason given",
    "E303": "a claim is false",
    "E304": "the proof does not lead to the claim",
    "E305": "undecided",
    "E306": "checked on finite groups only",
    "E307": "a step cannot be judged because a formula of it cannot be read",
    "E308": "assumed",
    "E309": "a false step whose line returns to the start of the chain",
    "E310": "a consequence of an earlier line",
    "E311": "the sides of a \\neq are equal",
    "E312": "a cited claim is unknown or not proved",
    "E313": "a substitution named in the reason does not apply",
    "E390": "the two tiers disagree: a bug of symproof",
    "W301": "a reason that is not needed",
    "W302": "a hypothesis that is not needed",
    "W303": "the natural action is overridden",
}


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    """Every code that symproof can report, with its title."""
    return dict(sorted({**CODES, **DOCUMENT_CODES, **CHECKER}.items()))


def is_code(text: str) -> bool:
    """Does the text look like a code (E301, w101)?"""
    return re.fullmatch(r"[EeWw]\d{1,4}", text) is not None


def page(code: str) -> str | None:
    """The markdown page of a code; None if there is no such code."""
    found = files("symproof.writing").joinpath("pages", f"{code.upper()}.md")
    return found.read_text(encoding="utf-8") if is_code(code) and found.is_file() else None


def codes_with_pages() -> tuple[str, ...]:
    """The codes that ``symproof explain`` knows, in order."""
    names = (entry.name for entry in files("symproof.writing").joinpath("pages").iterdir())
    return tuple(sorted(name[:-3] for name in names if name.endswith(".md")))


def near(code: str) -> list[str]:
    """Codes that look like the one given, best first."""
    return get_close_matches(code.upper(), codes_with_pages(), n=3, cutoff=0.5)
