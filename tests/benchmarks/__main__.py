"""The project's figures beside their yardsticks, measured in one run.

``python -m tests.benchmarks [NAME ...]`` prints the rows (of the rooms named: identities, steps,
witnesses, identifiers, cold). ``--check`` measures nothing: it asks only whether each answer that
is benchmarked is right, and exits with 1 if one is not.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from symproof.algebras.instances import compare
from symproof.groups import parse_action
from symproof.theory.hypotheses import Hypothesis
from tests.algebras.layers import INVARIANT, group_claim, group_setting
from tests.benchmarks import bench_cold, bench_exact_ids, bench_identities, bench_steps, bench_witnesses
from tests.benchmarks.bench_exact_ids import Float64, all_moves
from tests.benchmarks.rows import Check, Row, judged
from tests.benchmarks.timing import best_of


def identifier_rows() -> Iterator[Row]:
    action = parse_action("p4:8")
    floats = best_of(lambda: Float64(action).claim(all_moves(action)), least=3)
    exact = best_of(lambda: bench_exact_ids.exhaustive(action), least=3)
    yield Row("exact identifiers, group layer, p4:8, 3x3 x H, all", exact, "float64", floats, 3, relative=True)
    for name in bench_exact_ids.SMALL:
        yield Row(f"exact identifiers, group layer, N symbolic, {name}", best_of(lambda n=name: _equal(n), least=3))


def identifier_checks() -> Iterator[Check]:
    for name in bench_exact_ids.SMALL:
        yield f"{name}: both sides of the group layer have equal identifiers", lambda n=name: _equal(n)
    for hypothesis in INVARIANT:
        fewer = INVARIANT - {hypothesis}
        yield f"S3 on Z_2^2: not equal without '{hypothesis.name}'", lambda rest=fewer: not _equal("S3 on Z_2^2", rest)
    action = parse_action("p4:3")
    yield "p4:3: float64 agrees", lambda: Float64(action).claim(all_moves(action)) < 1e-9
    yield "p4:3 with the 3x3 window: equal", lambda: bench_exact_ids.exhaustive(action)


def _equal(name: str, hypotheses: frozenset[Hypothesis] = INVARIANT) -> bool:
    return compare(*group_claim(), group_setting(), parse_action(name), hypotheses).equal


ROOMS: dict[str, tuple[Callable[[], Iterator[Row]], Callable[[], Iterator[Check]]]] = {
    "identities": (bench_identities.rows, bench_identities.checks),
    "steps": (bench_steps.rows, bench_steps.checks),
    "witnesses": (bench_witnesses.rows, bench_witnesses.checks),
    "identifiers": (identifier_rows, identifier_checks),
    "cold": (bench_cold.rows, bench_cold.checks),
}


def main(arguments: list[str]) -> int:
    names = [name for name in arguments if name != "--check"]
    unknown = [name for name in names if name not in ROOMS]
    if unknown:
        print(f"no such room: {', '.join(unknown)}; there are {', '.join(ROOMS)}", file=sys.stderr)
        return 2
    if "--check" in arguments:
        passed, failed = judged(check for name in names or ROOMS for check in ROOMS[name][1]())
        print(f"{passed} passed, {failed} failed")
        return 1 if failed or not passed else 0
    for name in names or ROOMS:
        for row in ROOMS[name][0]():
            print(row, flush=True)
    if not names or "cold" in names:
        print(bench_cold.memory())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
