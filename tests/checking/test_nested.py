"""A softmax inside a score: witnesses whose inner means are integers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symproof.checking.report import Verdict, Witness

from .judged import outcome

OUTER = r"\sum_{j\in S} \sigma_{j\in S}(\sum_{k\in S} \sigma_{k\in S}(%s) b(k)) f(j)"
PAIRS = [("m(j,k)", "m(k,j)"), ("m(i,k)", "m(j,k)"), ("m(j,k)", "2m(j,k)")]


def refuted(one: str, other: str) -> Witness:
    found = outcome(f"{OUTER % one} = {OUTER % other}")
    assert found.verdict == Verdict.REFUTED
    assert found.witness is not None
    return found.witness


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_other_inner_scores_are_refuted(one: str, other: str) -> None:
    assert refuted(one, other).left != refuted(one, other).right


def test_swapped_inner_scores_recomputed() -> None:
    found = refuted("m(j,k)", "m(k,j)")
    tables = {name: {at: int(value) for at, value in entries} for name, entries in found.functions}
    points = {"C1 on Z_2": "01", "C1 on Z_3": "012"}[found.action.split(":")[0]]
    m = {(j, k): tables["m"].get((j, k), 0) for j in points for k in points}
    b, f = ({k: tables[name].get((k,), 0) for k in points} for name in "bf")

    def mean(scores: dict[str, Fraction], values: dict[str, int]) -> Fraction:
        assert all(score.denominator == 1 for score in scores.values())
        weights = {k: Fraction(2) ** int(score) for k, score in scores.items()}
        return sum((weights[k] * values[k] for k in weights), Fraction(0)) / sum(weights.values())

    def layer(swap: bool) -> Fraction:
        inner = {j: mean({k: Fraction(m[(k, j) if swap else (j, k)]) for k in points}, b) for j in points}
        return mean(inner, f)

    assert (str(layer(False)), str(layer(True))) == (found.left, found.right)
    assert found.left != found.right
