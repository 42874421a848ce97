"""``symproof verify`` from a cold start, against importing sympy and numpy; and its memory."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.rows import Check, Row
from tests.benchmarks.timing import median_seconds, peak_megabytes, run

IMPORTS = ["-c", "import sympy, numpy"]
VERIFY = ["-m", "symproof", "verify", "proofs/corrected"]
GENERAL = [*VERIFY, "--general"]
MEGABYTES = 512


def rows() -> Iterator[Row]:
    imports = median_seconds(IMPORTS)
    yardstick = "importing sympy and numpy"
    yield Row("symproof --help", median_seconds(["-m", "symproof", "--help"]), yardstick, imports)
    yield Row("verify --general proofs/corrected", median_seconds(GENERAL), yardstick, imports, 3, relative=True)
    yield Row("verify proofs/corrected", median_seconds(VERIFY, rounds=3), yardstick, imports, 10, relative=True)


def memory() -> str:
    peak = peak_megabytes(VERIFY)
    met = "met" if peak <= MEGABYTES else "NOT MET"
    return f"{'memory of verify proofs/corrected, peak':58} {peak:6.0f} MB  at most {MEGABYTES} MB: {met}"


def checks() -> Iterator[Check]:
    yield "verify --general proofs/corrected: exit code 0", lambda: run(GENERAL).exit_code == 0
