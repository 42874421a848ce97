"""The project's figures beside their yardsticks, measured in one run: ``python -m tests.benchmarks --help``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator

from tests.benchmarks import (
    bench_cold,
    bench_exact_ids,
    bench_identities,
    bench_repairs,
    bench_steps,
    bench_witnesses,
)
from tests.benchmarks.rows import Check, Row, judged

ROOMS: dict[str, tuple[Callable[[], Iterator[Row]], Callable[[], Iterator[Check]]]] = {
    "identities": (bench_identities.rows, bench_identities.checks),
    "steps": (bench_steps.rows, bench_steps.checks),
    "witnesses": (bench_witnesses.rows, bench_witnesses.checks),
    "repairs": (bench_repairs.rows, bench_repairs.checks),
    "identifiers": (bench_exact_ids.rows, bench_exact_ids.checks),
    "cold": (bench_cold.rows, bench_cold.checks),
}


def asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=f"of {', '.join(ROOMS)}; all of them if none is named")
    parser.add_argument("--check", action="store_true", help="measure nothing: is each answer right?")
    found = parser.parse_args(arguments)
    unknown = [name for name in found.rooms if name not in ROOMS]
    if unknown:
        parser.error(f"no such room: {', '.join(unknown)}; there are {', '.join(ROOMS)}")
    return found


def main(arguments: list[str]) -> int:
    """The exit code: 1 if an answer is wrong, 2 for a room that is not there."""
    found = asked(arguments)
    names = found.rooms or list(ROOMS)
    if found.check:
        passed, failed = judged(check for name in names for check in ROOMS[name][1]())
        print(f"{passed} passed, {failed} failed")
        return 1 if failed or not passed else 0
    for name in names:
        for row in ROOMS[name][0]():
            print(row, flush=True)
    if "cold" in names:
        print(bench_cold.memory())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
