"""What is forgotten in a chain or a reason costs no more than itself."""

from __future__ import annotations

import pytest

from symproof.reading.read import read_document
from symproof.theory.document import ByDefinition, ByHypothesis, Step
from tests.reading.malformed import chain

ONE = r"\rho(i,j) &= \rho^P(x(j) - x(i)) && \text{definition of $\rho$}"
TWO = r" &= \rho(i,j) && \text{definition of $\rho$}"


def steps(rows: str) -> tuple[Step, ...]:
    (found,) = read_document("a.tex", chain(rows)).propositions
    return tuple(step for one in found.chains for step in one.steps)


@pytest.mark.parametrize("between", [r"\\", "\n", "\\\n", "\n\n"])
def test_the_end_of_a_row(between: str) -> None:
    """``\\\\`` between two rows, of which the first has a reason."""
    found = steps(ONE + between + TWO)
    assert [type(step.reason.parts[0]) for step in found] == [ByDefinition, ByDefinition]
    assert [len(step.reason.parts) for step in found] == [1, 1]
    assert found[1].span.line - found[0].span.line == between.count("\n")


@pytest.mark.parametrize("reason", [r"\text{since} && N(i) = N(i)", r"\text{as $i = i$} & \text{and $j = j$}"])
def test_a_reason_of_several_columns_is_one(reason: str) -> None:
    assert len(steps(r"\rho(i,j) &= \rho^P(x(j) - x(i)) && " + reason)) == 1


def test_a_word_that_is_not_known_keeps_its_name() -> None:
    """``reindx the sum over $j$ and $N$ is ...``: j goes with the word, and is not taken for what the rest is about."""
    text = chain(r"\rho(i,j) &= \rho(i,j) && \text{reindx the sum over $j$ and $q$ is linear}")
    found = read_document("a.tex", text.replace("Define", "Assume that $q$ is linear. Define", 1))
    assert [one.code for one in found.diagnostics] == ["W101"]
    (step,) = found.propositions[0].chains[0].steps
    assert [type(part) for part in step.reason.parts] == [ByHypothesis]
