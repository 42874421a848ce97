"""Room on the stack for formulas inside formulas, of which the reader limits the depth."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

FRAMES = 20_000


@contextmanager
def room() -> Iterator[None]:
    """Inside, recursion may go as deep as the deepest formula that can be read needs."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, FRAMES))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
