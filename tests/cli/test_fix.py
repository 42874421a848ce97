"""``symproof fix``: what is printed and written, and what is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from symproof import cli

CORRECTED = Path(__file__).parents[2] / "proofs" / "corrected"
AS_IT_IS = r"[f,\rho](x^{-1}(h_3^{-1}(x(i)-y)),h_3^{-1}h)"
SLIP = r"[f,\rho](x^{-1}(h_3^{-1}(x(i)+y)),h_3^{-1}h)"


@pytest.fixture
def attempt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A derivation with one wrong sign."""
    shutil.copytree(CORRECTED / "settings", tmp_path / "settings")
    source = (CORRECTED / "02-lifting.tex").read_text()
    (tmp_path / "attempt.tex").write_text(source.replace(AS_IT_IS, SLIP))
    (tmp_path / "right.tex").write_text(source)
    monkeypatch.chdir(tmp_path)
    return "attempt.tex"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.run(["fix", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_repair_is_told_and_shown(attempt: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, attempt)
    assert code == 0
    assert "lifting: step 9: refuted" in out
    assert "1. in line 9: a sign: x(i)-y for x(i)+y" in out
    assert "uses no hypothesis" in out
    assert f"+  &= m^{{r,LoRA}}_{{G\\uparrow}}{AS_IT_IS}" in out
    assert "step 10: refuted\n  repaired with the line before" in out


def test_diff_alone_is_a_patch(attempt: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, attempt, "--diff", "--general")
    rows = out.splitlines()
    assert code == 0
    assert rows[0] == "--- attempt.tex"
    assert [row for row in rows if row.startswith("-")][1].endswith(SLIP)
    assert [row for row in rows if row.startswith("+")][1].endswith(AS_IT_IS)


def test_json_lists_the_edits(attempt: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, attempt, "--format", "json", "--general")
    data = json.loads(out)
    edits = {step["step"]: [one for one in step["repairs"] if one["kind"] == "edit"] for step in data["steps"]}
    assert data["summary"]["exit_code"] == code == 0
    assert [number for number, found in edits.items() if found] == [9]
    best = edits[9][0]
    assert best["kinds"] == ["sign"] and best["line"] == 9 and best["onward"] is True
    assert best["changes"][0]["old"] == "x(i)+y" and best["changes"][0]["new"] == "x(i)-y"
    assert AS_IT_IS in best["latex"]


def test_write_makes_a_new_document_that_verifies(attempt: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(attempt).read_bytes()
    code, out, _ = run(capsys, attempt, "--write", "mended.tex", "--general")
    assert code == 0
    assert "wrote mended.tex (1 repaired)" in out
    assert Path("mended.tex").read_text() == Path("right.tex").read_text()
    assert Path(attempt).read_bytes() == before


@pytest.mark.parametrize("target", ["attempt.tex", "right.tex", "settings"])
def test_write_never_overwrites(attempt: str, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in Path().rglob("*.tex")}
    code, _, err = run(capsys, attempt, "--write", target)
    assert code == 2
    assert "exists already" in err
    assert {path: path.read_bytes() for path in Path().rglob("*.tex")} == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("missing.tex",), "there is no file"),
        (("attempt.tex::other",), "no proposition"),
        (("attempt.tex", "--edits", "3"), "3 is not in the range"),
        (("attempt.tex", "--step", "0"), "0 is not in the range"),
        (("attempt.tex", "--write", "nowhere/new.tex"), "there is no folder"),
        (("attempt.tex", "right.tex", "--write", "new.tex"), "wants one document"),
        (("attempt.tex", "--budget", "nothing=1"), "nothing"),
        (("attempt.tex", "--format", "xml"), "xml"),
    ],
)
def test_wrong_usage(attempt: str, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, *arguments)
    assert code == 2
    assert words in err
    assert "Traceback" not in err


def test_nothing_to_repair(attempt: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "right.tex", "--general", "--write", "new.tex")
    assert (code, out) == (0, "right.tex: nothing to repair\n")
    assert not Path("new.tex").exists()


def test_what_has_no_repair_is_said(attempt: str, capsys: pytest.CaptureFixture[str]) -> None:
    source = Path(attempt).read_text().replace(r"\input{settings/lifting.tex}", Path("settings/lifting.tex").read_text().split("Assume")[0])
    Path("bare.tex").write_text(source.replace(SLIP, AS_IT_IS))
    code, out, _ = run(capsys, "bare.tex", "--general")
    assert code == 1
    assert "no edit of the line was found" in out
    assert "it would follow with this hypothesis: N is" in out


@pytest.mark.parametrize("text", ["", "\\begin{document}", "\\begin{document}\\end{document}", "\x00\\sum_", "\\[ a = b"])
def test_broken_documents(attempt: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("broken.tex").write_text(text)
    code, out, err = run(capsys, "broken.tex")
    assert code in (1, 5)
    assert "Traceback" not in out + err
