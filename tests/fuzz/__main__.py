"""``python -m tests.fuzz``: read thousands of broken documents; nothing may crash, hang or point nowhere."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.run import Found, run
from tests.fuzz.table import counted, rendered

TABLE = Path(__file__).with_name("TABLE.md")


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 where a document fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=20_000, help="how many documents")
    parser.add_argument("--seed", type=int, default=0, help="which ones")
    parser.add_argument("--from", type=int, default=0, dest="first", help="number of the first document")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--write", action="store_true", help=f"write {TABLE.name}")
    options = parser.parse_args(arguments)
    found: list[Found] = []
    for one in run(options.seed, range(options.first, options.first + options.count), options.jobs):
        found.append(one)
        _told(one, options.seed)
    if options.write:
        TABLE.write_text(rendered(found, options.seed), encoding="utf-8")
    print(rendered(found, options.seed), end="")
    return 0 if counted(found).endswith(" 0 failed") else 1


def _told(one: Found, seed: int) -> None:
    if one.outcome.wrong:
        again = f"python -m tests.fuzz --seed {seed} --from {one.number} --count 1"
        print(f"{one.outcome.wrong} in {one.kind} ({again}):\n{one.outcome.detail}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
