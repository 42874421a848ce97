"""Places that were mended after a conversion: read as mended, kept with both readings."""

from __future__ import annotations

import pytest

from symproof.reading.read import read_document
from symproof.theory.document import Document

START = r"""\documentclass{article}
\usepackage[review]{symproof}
\begin{document}
\begin{setting}
Let $V$ be an abelian group. Let $x : S \to V$ be a bijection. Let $i \in S$ and $y \in V$.
\end{setting}
\begin{proposition}
"""


def document(text: str) -> Document:
    return read_document("text.tex", START + text + "\n\\end{proposition}\n\\end{document}\n")


@pytest.mark.parametrize(
    ("text", "converted", "read", "undecided"),
    [
        (r"$x(\conversion{j}{i}) = x(i)$", "j", "i", False),
        (r"$x(i\conversion{\bigg|}{\bigg)} = x(i)$", r"\bigg|", r"\bigg)", False),  # half a bracket
        (r"$x(i) + \conversion[undecided]{v}{y} = x(i) + y$", "v", "y", True),
        (r"$x(i)\conversion{)}{} = x(i)$", ")", "", False),
        (r"$x(i)\conversion{}{ + y} - y = x(i)$", "", "+ y", False),
        ("$x(\\conversion{j}\n {i}) = x(i)$", "j", "i", False),
    ],
)
def test_the_second_reading_counts(text: str, converted: str, read: str, undecided: bool) -> None:
    found = document(text)
    assert [(one.converted, one.read, one.undecided) for one in found.conversions] == [(converted, read, undecided)]
    assert found.conversions[0].span.line == 8
    assert not found.diagnostics and found.propositions[0].claims


@pytest.mark.parametrize(
    ("text", "number", "codes"),
    [
        ("% \\conversion{j}{i}\n$x(i) = x(i)$", 0, set()),
        (r"$\conversions{j}{i} = x(i)$", 0, {"E105"}),
        (r"$x(\conversion{i}) = x(i)$", 0, {"E102"}),  # TeX takes the bracket for the second argument
        (r"$x(\conversion{i}{j}) = x(i)$", 1, {"E201"}),  # what is read must be right
        (r"$x(\conversion{i}{i)}) = x(i)$", 1, {"E101"}),
    ],
)
def test_what_is_none(text: str, number: int, codes: set[str]) -> None:
    found = document(text)
    assert len(found.conversions) == number
    assert {one.code for one in found.diagnostics if one.severity == "error"} == codes
