"""The texts that the fuzz run breaks: corrected documents, the starter, the table of malformed ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from symproof.commands.new import starter
from tests.reading.malformed import CASES

CORRECTED = Path(__file__).parents[2] / "proofs" / "corrected"
CLAIM = re.compile(r"\\begin\{(?:proposition|lemma|theorem|corollary)\}")


@dataclass(frozen=True)
class Seed:
    """A text; ``folder`` is where its \\input files lie."""

    name: str
    text: str
    folder: Path = CORRECTED


@cache
def seeds() -> tuple[Seed, ...]:
    """All of them, in an order that does not change."""
    corrected = [Seed(path.name, path.read_text("utf-8")) for path in sorted(CORRECTED.glob("*.tex"))]
    malformed = [Seed(f"malformed: {case.name}", case.text) for case in CASES]
    return (*corrected, Seed("starter", starter()), *malformed)


def drawn(rng: Random) -> Seed:
    """A seed: a part of a corrected document, the starter, or a malformed document."""
    everything = seeds()
    corrected = [seed for seed in everything if seed.name.endswith(".tex")]
    kind = rng.random()
    if kind < 0.45:
        return _shortened(rng.choice(corrected), rng)
    return everything[len(corrected)] if kind < 0.6 else rng.choice(everything[len(corrected) + 1 :])


def _shortened(seed: Seed, rng: Random) -> Seed:
    """The setting with one proposition and its proofs."""
    cuts = [match.start() for match in CLAIM.finditer(seed.text)]
    end = seed.text.rfind(r"\end{document}")
    if not cuts or end < 0:
        return seed
    number = rng.randrange(len(cuts))
    stop = cuts[number + 1] if number + 1 < len(cuts) else end
    return Seed(seed.name, seed.text[: cuts[0]] + seed.text[cuts[number] : stop] + seed.text[end:])
