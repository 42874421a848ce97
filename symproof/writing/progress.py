"""How far a long run is: on stderr, on a terminal only, after half a second."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

DELAY = 0.5


class Progress:
    """Shows the document in work; nothing where stderr is no terminal or the run is short."""

    def __init__(self, names: Sequence[str], delay: float = DELAY):
        self._names, self._done = list(names), 0
        self._status: Any = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(delay, self._show) if sys.stderr.isatty() else None
        self._over = False

    def __enter__(self) -> Self:
        if self._timer:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer:
            self._timer.cancel()
        with self._lock:
            self._over = True
            if self._status:
                self._status.stop()

    def done(self) -> None:
        """One more document is finished."""
        with self._lock:
            self._done += 1
            if self._status:
                self._status.update(self._words())

    def _words(self) -> str:
        from rich.markup import escape

        from symproof.writing.plain import one_line

        name = self._names[min(self._done, len(self._names) - 1)] if self._names else ""
        return f"verifying {escape(one_line(name))} ({self._done} of {len(self._names)} done)"

    def _show(self) -> None:
        from rich.console import Console

        with self._lock:
            if not self._over:
                self._status = self._started(Console(stderr=True).status(self._words()))

    @staticmethod
    def _started(status: Any) -> Any:
        status.start()
        return status


class Busy(Progress):
    """Shows what a long piece of work is at."""

    def __init__(self, work: str, delay: float = DELAY):
        self._work, self._now = work, ""
        super().__init__([], delay)

    def tell(self, now: str) -> None:
        """It is at this now."""
        with self._lock:
            self._now = now
            if self._status:
                self._status.update(self._words())

    def _words(self) -> str:
        from rich.markup import escape

        from symproof.writing.plain import one_line

        return escape(one_line(f"{self._work}: {self._now}" if self._now else self._work))
