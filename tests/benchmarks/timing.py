"""Measuring: functions in this process, commands in fresh ones."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


def best_of(work: Callable[[], object], seconds: float = 0.5, least: int = 5) -> float:
    """The least seconds of one call, over as many calls as fit, after one that does not count."""
    work()
    times: list[float] = []
    end = time.perf_counter() + seconds
    while len(times) < least or time.perf_counter() < end:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


@dataclass(frozen=True)
class Process:
    """A finished command: seconds of the clock, seconds of the processor, exit code."""

    seconds: float
    processor: float
    exit_code: int


@cache
def compiled() -> tempfile.TemporaryDirectory[str]:
    """Where the byte code of these processes is kept, as that of an installed package would be."""
    return tempfile.TemporaryDirectory(prefix="symproof-bytecode-")


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": compiled().name}


def run(arguments: Sequence[str]) -> Process:
    """Run this Python with arguments in a fresh process; what it prints is thrown away."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], cwd=TOP, capture_output=True, env=environment())
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Process(seconds, used, done.returncode)


def median_seconds(arguments: Sequence[str], rounds: int = 5) -> float:
    """The median seconds of a command in a fresh process, after one run that compiles what it imports."""
    run(arguments)
    return statistics.median(run(arguments).seconds for _ in range(rounds))


def peak_megabytes(arguments: Sequence[str]) -> float:
    """The resident size of the largest process of a command, asked of one that has no other children."""
    script = (
        "import resource, subprocess, sys;"
        "subprocess.run([sys.executable, *sys.argv[1:]], capture_output=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", script, *arguments], cwd=TOP, capture_output=True, text=True)
    return int(done.stdout) / (1 << 20 if sys.platform == "darwin" else 1 << 10)
