"""A sentence that is lost may hold the hypothesis that a claim needs: then nothing is refuted."""

from __future__ import annotations

from pathlib import Path

import pytest

from symproof.checking.budget import Options
from symproof.checking.check import check_document
from symproof.checking.report import DocumentReport, Verdict
from symproof.commands.new import starter
from symproof.reading.read import read_document

ASSUME = "Assume that $N$ is translation-equivariant."
LOST = {
    "a dollar that is not closed": f"Let $u \\in V. {ASSUME}",
    "two of them": f"Let $u \\in V$. Let $v \\in V. {ASSUME} Let $w \\in V$.",
    "a parenthesis that is not closed": f"Let \\(u \\in V. {ASSUME}",
    "a display that is not closed": f"\\[ u \\in V. {ASSUME}",
    "a file that is missing": "\\input{nowhere}",
    "a file named by a macro": "\\input\\jobname",
    "a file whose name is not closed": "\\input{hypotheses",
    "a file that takes itself in": "\\input{a}",
    "a file outside": "\\input{/nowhere/hypotheses}",
    "a file that is no text": "\\input{binary}",
    "a file with a fault": "\\input{open}",
    "a setting whose name is misspelt": f"\\end{{setting}}\n\\begin{{seting}}\n{ASSUME}\n\\end{{seting}}\n\\begin{{setting}}",
}


def judged(folder: Path, text: str) -> DocumentReport:
    (folder / "binary.tex").write_bytes(bytes(range(256)) * 8)
    (folder / "open.tex").write_text(f"Let $u \\in V. {ASSUME}\n")
    (folder / "a.tex").write_text(text)
    return check_document(read_document(folder / "a.tex"), Options(general_only=True))


@pytest.mark.parametrize("lost", LOST.values(), ids=LOST.keys())
def test_nothing_is_refuted(tmp_path: Path, lost: str) -> None:
    report = judged(tmp_path, starter().replace(ASSUME, lost))
    (found,) = report.propositions
    assert any(one.severity == "error" for one in report.diagnostics)
    assert found.claim is Verdict.UNDECIDED
    assert Verdict.REFUTED not in {step.verdict for step in found.steps}


NOT_LOST = {
    "the hypothesis was never there": "",
    "a setting that is not closed": "\\begin{quote}",
    "a bracket too many": "\\]",
}


@pytest.mark.parametrize("text", NOT_LOST.values(), ids=NOT_LOST.keys())
def test_what_is_false_is_refuted(tmp_path: Path, text: str) -> None:
    (found,) = judged(tmp_path, starter().replace(ASSUME, text)).propositions
    assert found.claim is Verdict.REFUTED


def test_a_fault_elsewhere_costs_nothing(tmp_path: Path) -> None:
    """A dollar that is not closed in a proof loses no hypothesis."""
    text = starter().replace(ASSUME, "").replace("\\begin{proof}", "\\begin{proof}\nFor $u, this is clear.\n\n")
    report = judged(tmp_path, text)
    assert [one.code for one in report.diagnostics if one.severity == "error"] == ["E118"]
    assert report.propositions[0].claim is Verdict.REFUTED
