"""A recorded walk gives the numbers of the walk itself, on every group, from one record."""

from __future__ import annotations

import numpy as np
import pytest

from symproof.algebras.field import Field, TooMany
from symproof.algebras.recorded import Recorded, shape_of
from symproof.algebras.structure import Frame
from symproof.checking.drawing import draw
from symproof.checking.model import symbol_table
from symproof.checking.problem import problem
from symproof.groups import parse_action
from tests.benchmarks.bench_witnesses import FALSE

GROUPS = ("C1 on Z_2", "C2 on Z_3", "C3 on Z_2^2", "S3 on Z_2^2")


def drawn(line, frame, count=24):
    goal = problem(*line)
    return draw(goal, frame, symbol_table(goal, frame)[0], count, seed=5)


@pytest.mark.parametrize("name", FALSE)
@pytest.mark.parametrize(("heads", "dimension"), [(1, 1), (2, 1), (1, 2)])
def test_the_same_numbers(name: str, heads: int, dimension: int) -> None:
    left, right, setting = FALSE[name]
    record = None
    for spec in GROUPS:
        models = drawn(FALSE[name], Frame(parse_action(spec), heads, dimension, {}))
        record = record or Recorded(setting, models, (left, right))
        with np.errstate(all="ignore"):
            found, peak = record.components(models)
            field = Field(setting, models)
            wanted = tuple(field.components(side) for side in (left, right))
        np.testing.assert_allclose(np.array(found), np.array(wanted), rtol=1e-12)
        assert peak == field.peak <= record.most(models.frame)


def test_too_many_summands() -> None:
    left, right, setting = FALSE["h_2 h_1^-1 for h_1^-1 h_2"]
    models = drawn(FALSE["h_2 h_1^-1 for h_1^-1 h_2"], Frame(parse_action("S3 on Z_2^2"), 1, 1, {}))
    with pytest.raises(TooMany), np.errstate(all="ignore"):
        Recorded(setting, models, (left, right)).components(models, room=1)


def test_frames_that_share_a_record() -> None:
    line = FALSE["Delta terms without L_y"]
    frames = [Frame(parse_action(spec), heads, 1, {}) for spec in GROUPS for heads in (1, 2)]
    shapes = [shape_of(frame, tuple(drawn(line, frame).symbols.values())) for frame in frames]
    assert len(set(shapes)) == 2
