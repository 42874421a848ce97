"""Findings that are known: written to a file once, compared ever after.

The file is a JSON list of ``{document, proposition, step, code, verdict}`` (step null for a claim, verdict
empty for a warning). A document is known by its path as shown, with forward slashes.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

from symproof.checking.report import ExitCode, Report
from symproof.commands.problems import UsageProblem
from symproof.theory.frozen import dataclass
from symproof.writing.findings import findings, serious
from symproof.writing.plain import one_line

KEYS = ("document", "proposition", "step", "code", "verdict")
Pin: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True)
class Difference:
    """What was expected and not found, and what was found and not expected."""

    missing: tuple[Pin, ...] = ()
    unexpected: tuple[Pin, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.unexpected)


def pins(report: Report) -> list[Pin]:
    """The findings of a report that count, in order."""
    found = (finding.pin for document in report.documents for finding in serious(findings(document)))
    return [_pin(one) for one in found]


def _pin(entry: dict[str, Any]) -> Pin:
    values = {**entry, "document": str(entry["document"]).replace("\\", "/")}
    return tuple(values[key] for key in KEYS)


def read(path: str) -> list[Pin]:
    """The pins of a file. Raises UsageProblem with what is wrong with it."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageProblem(f"{path!r} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    except (ValueError, RecursionError) as error:
        raise UsageProblem(f"{path!r} is not JSON: {error}") from None
    if not isinstance(data, list):
        raise UsageProblem(f"{path!r} holds no list of findings")
    return [_checked(entry, number, path) for number, entry in enumerate(data, start=1)]


def _checked(entry: Any, number: int, path: str) -> Pin:
    if not isinstance(entry, dict) or set(entry) != set(KEYS):
        raise UsageProblem(f"entry {number} of {path!r} must have exactly the keys {', '.join(KEYS)}")
    if not all(isinstance(entry[key], str | int | None) and not isinstance(entry[key], bool) for key in KEYS):
        raise UsageProblem(f"entry {number} of {path!r}: values are texts, numbers or null")
    return _pin(entry)


def require_ours(path: str) -> None:
    """Raise UsageProblem where something else than a list of findings would be written over."""
    if os.path.isdir(path):
        raise UsageProblem(f"{path!r} cannot be written: it is a folder")
    if not os.path.isdir(os.path.dirname(path) or "."):
        raise UsageProblem(f"{path!r} cannot be written: there is no folder {os.path.dirname(path)!r}")
    if os.path.isfile(path) and os.path.getsize(path):
        try:
            read(path)
        except UsageProblem:
            raise UsageProblem(f"{path!r} exists and is no list of findings; nothing is overwritten") from None


def write(path: str, found: Iterable[Pin]) -> None:
    """Write the pins of this run. Raises UsageProblem where the file cannot be written."""
    entries = [dict(zip(KEYS, pin, strict=True)) for pin in found]
    try:
        Path(path).write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageProblem(f"{path!r} cannot be written: {error.strerror or error}") from None


def compare(expected: Iterable[Pin], found: Iterable[Pin]) -> Difference:
    """The difference of two lists of findings, each counted as often as it occurs."""
    wanted, seen = Counter(expected), Counter(found)
    return Difference(tuple((wanted - seen).elements()), tuple((seen - wanted).elements()))


def as_data(difference: Difference) -> dict[str, list[dict[str, Any]]]:
    """The difference for JSON, each entry as in the file."""
    sides = {"missing": difference.missing, "unexpected": difference.unexpected}
    return {name: [dict(zip(KEYS, pin, strict=True)) for pin in found] for name, found in sides.items()}


def lines(difference: Difference) -> list[str]:
    """The difference in words; ``findings are those expected`` where there is none."""
    if not difference:
        return ["The findings are exactly those expected."]
    lost = [f"  - {words(pin)}" for pin in difference.missing]
    new = [f"  + {words(pin)}" for pin in difference.unexpected]
    head = f"The findings differ from those expected: {len(lost)} missing (-), {len(new)} new (+)."
    return [head, *lost, *new]


def words(pin: Pin) -> str:
    """One pin on one line."""
    document, proposition, step, code, verdict = pin
    where = [str(document), str(proposition or ""), "" if step is None else f"step {step}"]
    shown = ", ".join(part for part in where if part)
    return one_line(f"{shown}: {code} {verdict or ''}")


def code_after(difference: Difference, code: int) -> int:
    """Exit code of a run with expected findings: pinned findings no longer count, differences do."""
    if code == ExitCode.USAGE:
        return code
    if difference:
        return ExitCode.FOUND
    return code if code == ExitCode.EMPTY else ExitCode.OK
