from __future__ import annotations

import re

import pytest

from symproof.theory.diagnostic import Diagnostic
from symproof.theory.span import Span
from symproof.writing.exit_code import Failure
from symproof.writing.github import to_github
from tests.writing.golden_files import same_as_golden
from tests.writing.reports import PROVED, REFUTED, proposition, report, step
from tests.writing.test_terminal import HOSTILE, REPORTS, V

LINE = re.compile(
    r"::(error|warning|notice) file=[^:,]+,line=\d+,col=\d+,endLine=\d+,endColumn=\d+,title=symproof [EW]\d{3}::"
)


def test_golden() -> None:
    same_as_golden("github_refuted.txt", to_github(REFUTED))


@pytest.mark.parametrize("name", REPORTS)
def test_every_line_is_an_annotation_or_the_summary(name: str) -> None:
    commands = [line for line in to_github(REPORTS[name]).splitlines() if line.startswith("::")]
    assert all(LINE.match(line) for line in commands)


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "a\n::error::b",
        "a\r::stop-commands::x",
        "100%0A::error::b",
        "##[error]x",
        "a,line=1::b",
        "\x85::error::b",
    ],
)
def test_nothing_in_a_document_starts_a_command(text: str) -> None:
    found = report(
        proposition(step(1, V.UNDECIDED, why=text), label=text),
        diagnostics=(Diagnostic("E201", Span(1, 1, 1, 9), {"name": text}, (text,)),),
        path=f"{text}.tex",
    )
    output = to_github(found, (Failure(text, text),))
    lines = re.split(r"[\r\n\x85\u2028]", output.rstrip("\n"))
    assert len([line for line in lines if line.lstrip().startswith("::")]) == 3
    assert "##[" not in output
    assert all(LINE.match(line) or line.startswith("::error file=") for line in lines if line.startswith("::"))


def test_nothing_found() -> None:
    assert to_github(PROVED).startswith("1 proposition, 2 steps: 2 proved.")
