"""Many documents, in one process or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.documents import Case, case
from tests.fuzz.judging import Outcome, judged


@dataclass(frozen=True)
class Found:
    """What became of a document."""

    number: int
    kind: str
    outcome: Outcome


def tried(seed: int, number: int) -> Found:
    """Make, read and judge document ``number``."""
    made = case(seed, number)
    return Found(number, made.kind, _judged(made))


def _judged(made: Case) -> Outcome:
    if not made.files:
        return judged(made.folder / "fuzz.tex", made.text)
    with TemporaryDirectory() as folder:
        for name, data in made.files.items():
            (Path(folder) / name).write_bytes(data)
        return judged(Path(folder) / "main.tex")


def run(seed: int, numbers: Sequence[int], jobs: int = 1) -> Iterator[Found]:
    """The outcomes, in order."""
    if jobs < 2:
        yield from (tried(seed, number) for number in numbers)
        return
    with get_context("fork").Pool(jobs) as pool:
        yield from pool.imap(partial(tried, seed), numbers, chunksize=16)
