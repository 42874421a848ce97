"""What a benchmark says: one row a figure, beside its yardstick; one line a checked answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

Check: TypeAlias = tuple[str, Callable[[], bool]]


@dataclass(frozen=True)
class Row:
    """``at_most``: the figure to keep to, in seconds, or as a multiple of the yardstick if ``relative``."""

    work: str
    seconds: float
    yardstick: str = ""
    yardstick_seconds: float | None = None
    at_most: float | None = None
    relative: bool = False

    def __str__(self) -> str:
        parts = [f"{self.work:58} {duration(self.seconds):>9}"]
        if self.yardstick_seconds is not None:
            ratio = self.seconds / self.yardstick_seconds
            parts.append(f"{self.yardstick} {duration(self.yardstick_seconds)}, ratio {ratio:.3g}")
        elif self.yardstick:
            parts.append(self.yardstick)
        if self.at_most is not None:
            limit = f"{self.at_most:g} times that" if self.relative else duration(self.at_most)
            parts.append(f"at most {limit}: {'met' if self.met else 'NOT MET'}")
        return "  ".join(parts)

    @property
    def met(self) -> bool:
        if self.at_most is None:
            return True
        figure = self.seconds / (self.yardstick_seconds or 1.0) if self.relative else self.seconds
        return figure <= self.at_most


def duration(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-6:.3g} us"


def judged(checks: Iterator[Check]) -> tuple[int, int]:
    """Run checks, print those that fail; how many passed and failed."""
    passed = failed = 0
    for name, holds in checks:
        if holds():
            passed += 1
        else:
            failed += 1
            print(f"FAILED  {name}")
    return passed, failed
