"""``latex_out/`` is what ``symproof render proofs/corrected`` writes, byte for byte."""

from pathlib import Path

import pytest

from symproof.checking.check import check_document
from symproof.reading.read import read_document
from symproof.writing.render import render

TOP = Path(__file__).parents[2]
NAMES = sorted(path.name for path in (TOP / "proofs" / "corrected").glob("*.tex"))
REVIEWS = {"errata-may-19.tex", "errata-may-21.tex", "corrected-appendix.tex"}  # see test_errata.py
QUICK = ("06-encodings.tex", "08-lora.tex")


def test_every_corrected_document_is_there_and_nothing_else():
    assert sorted(path.name for path in (TOP / "latex_out").glob("*.tex") if path.name not in REVIEWS) == NAMES


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in NAMES]
)
def test_rendered_again_it_is_the_same(name):
    report = check_document(read_document(TOP / "proofs" / "corrected" / name))
    assert render(report).encode() == (TOP / "latex_out" / name).read_bytes()
