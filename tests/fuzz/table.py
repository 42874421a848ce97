"""The table of a run, without times: the same at every run of the same documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tests.fuzz.run import Found

HEAD = ("", "documents", "without an error", "codes met", "traceback", "hang", "report")


def rendered(found: Sequence[Found], seed: int) -> str:
    """The whole table in Markdown, with the line that counts."""
    kinds = sorted({one.kind for one in found})
    rows = [_row(kind, [one for one in found if one.kind == kind]) for kind in kinds]
    return "\n".join(
        [
            "# Broken documents",
            "",
            f"`python -m tests.fuzz --count {len(found)} --seed {seed} --write`. Each document is read within a time limit, and",
            'its report is printed for the terminal and as JSON. "report": a finding without a place or outside the text, or a',
            "report that cannot be printed.",
            "",
            _line(HEAD),
            _line(["---", *["---:"] * (len(HEAD) - 1)]),
            *map(_line, rows),
            _line(_row("all", found)),
            "",
            "## How many documents met each code",
            "",
            _codes(found),
            "",
            counted(found),
            "",
        ]
    )


def counted(found: Iterable[Found]) -> str:
    """``N passed, N failed``."""
    failed = [bool(one.outcome.wrong) for one in found]
    return f"{len(failed) - sum(failed)} passed, {sum(failed)} failed"


def _row(name: str, found: Sequence[Found]) -> list[str]:
    wrong = Counter(one.outcome.wrong for one in found)
    whole = sum(not any(code.startswith("E") for code in one.outcome.codes) and not one.outcome.wrong for one in found)
    codes = {code for one in found for code in one.outcome.codes}
    return [name, *map(str, (len(found), whole, len(codes), wrong["traceback"], wrong["hang"], wrong["report"]))]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _codes(found: Iterable[Found]) -> str:
    counts = Counter(code for one in found for code in one.outcome.codes)
    return ", ".join(f"{code} {count}" for code, count in sorted(counts.items()))
