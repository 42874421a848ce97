"""Document number ``n`` of a run: the same text for the same seed, whatever the other documents are."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.fuzz.corpus import CORRECTED, drawn
from tests.fuzz.generated import document
from tests.fuzz.mutations import MUTATIONS

OTHERS = ("generated", "generated and broken", "input")
KINDS = (*MUTATIONS, *OTHERS)


@dataclass(frozen=True)
class Case:
    """A document; ``files`` are written beside it where it must be read from a disk."""

    number: int
    kind: str
    text: str
    folder: Path = CORRECTED
    files: dict[str, bytes] = field(default_factory=dict)


def case(seed: int, number: int) -> Case:
    """The kinds take turns."""
    rng, kind = Random(f"{seed}/{number}"), KINDS[number % len(KINDS)]
    if kind == "generated":
        return Case(number, kind, document(rng))
    if kind == "generated and broken":
        return Case(number, kind, rng.choice(list(MUTATIONS.values()))(document(rng), rng))
    source = drawn(rng)
    if kind == "input":
        return _inputs(number, source.text, rng)
    text = MUTATIONS[kind](source.text, rng)
    if kind == "byte noise" or any("\ud800" <= character <= "\udfff" for character in text):
        return Case(number, kind, text, files={"main.tex": text.encode("utf-8", "surrogateescape")})
    return Case(number, kind, text, source.folder)


def _inputs(number: int, text: str, rng: Random) -> Case:
    """Files that take in each other, themselves, nothing, or a broken text."""
    names = ["main.tex", "a.tex", "b.tex", "c.tex"]
    files = {}
    for name in names:
        body = text if name == "main.tex" else drawn(rng).text
        for _ in range(rng.randrange(1, 4)):
            at = rng.randrange(len(body) + 1)
            target = rng.choice(
                (
                    *names,
                    "a",
                    "./b",
                    "../a",
                    "nowhere",
                    "",
                    "/etc/passwd",
                    "a.tex.tex",
                    ".",
                    "a\\b",
                    "$x$",
                    "%",
                    "\u00e9",
                    "b" * 300,
                )
            )
            body = (
                body[:at]
                + rng.choice((rf"\input{{{target}}}", rf"\include{{{target}}}", rf"\input {target} "))
                + body[at:]
            )
        files[name] = body.encode("utf-8", "surrogateescape")
    return Case(number, "input", text, files=files)
