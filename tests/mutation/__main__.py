"""``python -m tests.mutation``: judge thousands of single edits of the corrected chains by both tiers."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import fields
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tests.mutation.cases import Mutant, drawn, subjects
from tests.mutation.judging import Finding, judged
from tests.mutation.table import ACCEPTED, rendered

TABLE = Path(__file__).with_name("TABLE.md")


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 where the tiers disagree or an acceptance is unexplained."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--count", type=int, default=5_000, help="how many mutants")
    parser.add_argument("--seed", type=int, default=0, help="which ones")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--write", action="store_true", help=f"write {TABLE.name}")
    options = parser.parse_args(arguments)
    start = time.perf_counter()
    findings = run(drawn(subjects(), options.count, options.seed), options.jobs)
    table = rendered(findings, options.seed)
    print(table)
    _slowest(findings, time.perf_counter() - start)
    if options.write:
        TABLE.write_text(table, encoding="utf-8")
    wrong = list(_wrong(findings))
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


def run(mutants: Sequence[Mutant], jobs: int) -> list[Finding]:
    """The findings, in the order of the mutants. Processes are forked, so that terms need not travel."""
    if jobs < 2:
        return [judged(mutant) for mutant in mutants]
    _SHARED[:] = mutants
    with get_context("fork").Pool(jobs) as pool:
        facts = pool.imap(_facts, range(len(mutants)), chunksize=8)
        return [Finding(mutant, **found) for mutant, found in zip(mutants, facts, strict=True)]


_SHARED: list[Mutant] = []


def _facts(number: int) -> dict[str, Any]:
    finding = judged(_SHARED[number])
    return {field.name: getattr(finding, field.name) for field in fields(finding) if field.name != "mutant"}


def _wrong(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        subject, kind = finding.mutant.subject, finding.mutant.kind
        place = f"{subject.document}, {subject.proposition}, step {subject.number}: {kind}"
        if finding.disagreement:
            yield f"DISAGREEMENT on {finding.disagreement}: {place}: {finding.mutant.right}"
        elif finding.verdict in ACCEPTED and not finding.rests_on:
            yield f"UNEXPLAINED: {place}: {finding.mutant.right}"


def _slowest(findings: Sequence[Finding], total: float) -> None:
    print(f"{len(findings)} mutants in {total:.0f} s; the slowest:")
    for finding in sorted(findings, key=lambda f: -f.seconds)[:5]:
        subject = finding.mutant.subject
        print(
            f"  {finding.seconds:.1f} s  {subject.document}, step {subject.number}: {finding.mutant.kind}, {finding.verdict}"
        )


if __name__ == "__main__":
    sys.exit(main())
