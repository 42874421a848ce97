"""``\\conversion{as converted}{as read}``: places where a text was mended after its conversion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symproof.reading.macros import Partners, brace_partners, without_comments
from symproof.reading.source import Source
from symproof.theory.document import Conversion

MAX_CONVERSIONS = 2_000  # of one document
MAX_HEAD = 80  # characters of \newcommand{ and its like
CALL = re.compile(r"(?<!\\)(?:\\\\)*\\conversion(?![A-Za-z])\s*(?:\[\s*(?P<mark>\w*)\s*\])?\s*(?=\{)")
DEFINES = re.compile(r"\\(?:(?:re)?newcommand|providecommand)\*?\s*\{?\s*$")


def conversions_of(source: Source) -> Iterator[Conversion]:
    """The conversions that a text marks, in order; one without its two arguments is passed over."""
    if r"\conversion" not in source.text:
        return
    text = without_comments(source.text)
    partners = brace_partners(text)
    for call in CALL.finditer(text):
        start = call.start() + call.group().index(r"\conversion")
        converted = _argument(text, call.end(), partners)
        read = _argument(text, converted[1], partners) if converted else None
        if converted and read and not DEFINES.search(text, max(0, start - MAX_HEAD), start):
            span = source.span(start, read[1])
            yield Conversion(span, converted[0], read[0], call["mark"] == "undecided")


def _argument(text: str, at: int, partners: Partners) -> tuple[str, int] | None:
    """The contents of the braces at ``at``, on one line, and the offset after them."""
    while at < len(text) and text[at].isspace():
        at += 1
    end = partners.get(at)
    return None if end is None else (" ".join(text[at + 1 : end].split()), end + 1)
