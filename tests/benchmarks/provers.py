"""Z3 and cvc5 on the obligations, each attempt in a process of its own with a hard limit.

``python -m tests.benchmarks.provers PROVER OBLIGATION SECONDS`` prints the answer and the seconds of
the check alone: building the theory is not counted. Neither prover is needed by symproof.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks.obligations import OBLIGATIONS, Obligation
from tests.benchmarks.smt import script

LIMIT = 2.0  # seconds that a prover is given
ANSWERS = {"unsat": "proved", "sat": "refuted"}


@dataclass(frozen=True)
class Answer:
    """``word``: proved, refuted, or no answer within the limit."""

    word: str
    seconds: float


def z3(problem: str, limit: float) -> Answer:
    import z3

    solver = z3.Solver()
    solver.set("timeout", int(1000 * limit))
    solver.from_string(problem)
    return _timed(lambda: str(solver.check()))


def cvc5(problem: str, limit: float, **options: str) -> Answer:
    import cvc5

    solver = cvc5.Solver(cvc5.TermManager())
    for name, value in {"tlimit-per": str(int(1000 * limit)), **options}.items():
        solver.setOption(name.replace("_", "-"), value)
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, problem, "obligation")
    while not (command := parser.nextCommand()).isNull():
        command.invoke(solver, parser.getSymbolManager())
    return _timed(lambda: str(solver.checkSat()))


PROVERS: dict[str, Callable[[str, float], Answer]] = {
    "Z3": z3,
    "cvc5": cvc5,
    "cvc5, finite models": lambda problem, limit: cvc5(problem, limit, finite_model_find="true"),
}


def _timed(check: Callable[[], str]) -> Answer:
    start = time.perf_counter()
    word = ANSWERS.get(check(), "no answer")
    return Answer(word, time.perf_counter() - start)


def installed(prover: str) -> bool:
    return importlib.util.find_spec("z3" if prover == "Z3" else "cvc5") is not None


def attempt(prover: str, obligation: Obligation, limit: float = LIMIT) -> Answer:
    """One attempt; a prover that does not keep to its limit is ended at twice that and a second."""
    command = [sys.executable, "-m", __spec__.name, prover, obligation.name, str(limit)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=2 * limit + 1)
    except subprocess.TimeoutExpired:
        return Answer("no answer", 2 * limit + 1)
    if done.returncode:
        return Answer("failed", 0.0)
    word, seconds = done.stdout.rsplit(maxsplit=1)
    return Answer(word, float(seconds))


def main(prover: str, name: str, limit: str) -> None:
    (obligation,) = (o for o in OBLIGATIONS if o.name == name)
    answer = PROVERS[prover](script(obligation), float(limit))
    print(answer.word, answer.seconds)


if __name__ == "__main__":
    main(*sys.argv[1:])
