"""``verify --repairs`` and ``explain --step``: the first repair of a line that fails, under its refusal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from symproof import cli

FALSE = (r"\psi(x(j)-x(i)) L_y[f](j)", r"\psi(x(j)+x(i)) L_y[f](j)")
BROKEN = (r"m[f](x^{-1}(x(i)-y)) &&", r"m[q](x^{-1}(x(i)-y)) &&")


@pytest.fixture
def attempt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """One line that is false, one that cannot be read."""
    monkeypatch.chdir(tmp_path)
    cli.run(["new", "right.tex"])
    source = Path("right.tex").read_text()
    for good, bad in (FALSE, BROKEN):
        assert source.count(good) == 1
        source = source.replace(good, bad)
    Path("attempt.tex").write_text(source)
    capsys.readouterr()
    return "attempt.tex"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = cli.run([*arguments, "--general"])
    return code, capsys.readouterr().out


def test_under_the_refusal(attempt: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "verify", attempt, "--repairs")
    assert code == 1
    assert "   Smallest repair: a sign: x(j)-x(i) for x(j)+x(i); uses no hypothesis.\n" in out
    assert out.count("step 4, read with another name: `f` for `q`: proved") == 1
    assert out.count("[E307]") == 1


def test_only_where_asked_for(attempt: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "verify", attempt)
    assert code == 1 and "repair" not in out
    _, right = run(capsys, "verify", "right.tex")
    assert run(capsys, "verify", "right.tex", "--repairs") == (0, right)


def test_json(attempt: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out = run(capsys, "verify", attempt, "--repairs", "--format", "json")
    steps = {step["step"]: step for step in json.loads(out)["steps"]}
    assert [one["kinds"] for one in steps[1]["repairs"]] == [["sign"]]
    assert [one["kinds"] for one in steps[4]["repairs"]] == [["name"]]
    assert [steps[n]["repairs"] for n in (3, 5)] == [[], []]
    _, out = run(capsys, "verify", attempt, "--format", "json")
    assert all(step["repairs"] == [] for step in json.loads(out)["steps"])


def test_the_findings_that_are_pinned_stay(attempt: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "verify", attempt, "--write-expect", "pins.json")
    code, out = run(capsys, "verify", attempt, "--repairs", "--expect", "pins.json")
    assert code == 0, out


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("1", ["Smallest repair: a sign", "line 1 would be: sum over j in N(i): psi(x(j) - x(i)) L_y[f](j)"]),
        ("4", ["read with: another name: `f` for `q`: proved"]),
    ],
)
def test_explained(attempt: str, step: str, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "explain", f"{attempt}::translations", "--step", step)
    assert code == 1
    assert all(word in out for word in words)
    _, whole = run(capsys, "explain", f"{attempt}::translations")
    assert not any(word in whole for word in words)


def test_a_sound_step_is_explained_without(attempt: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "explain", "right.tex::translations", "--step", "2")
    assert code == 0 and "repair" not in out and "read by" not in out


def test_the_group_has_its_own_name(attempt: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Hypotheses in tables, explanations, notes and JSON speak of the group as the document does."""
    claim = r"\sum_{j\in N(x^{-1}(hx(i)))} f(j) = \sum_{j\in N(i)} f(x^{-1}(hx(j)))"
    source = Path("right.tex").read_text().split(r"\begin{proposition}")[0].replace(r"\mathcal{H}", r"\mathcal{G}")
    stable = "Assume that $N$ is stable under $\\mathcal{G}$."
    Path("group.tex").write_text(
        f"{source}\\begin{{proposition}}\\label{{p}}\n{stable} Then ${claim}$.\n\\end{{proposition}}\n"
        f"\\begin{{proposition}}\\label{{q}}\n${claim}$\n\\end{{proposition}}\n\\end{{document}}\n"
    )
    code, out = run(capsys, "verify", "group.tex")
    assert code == 1
    assert "uses N is stable under G" in out
    assert "The claim would hold if N is stable under G" in out
    assert "under H" not in out
    _, out = run(capsys, "explain", "group.tex::p")
    assert "it assumes that N is stable under G" in out and "hypotheses used: N is stable under G" in out
    _, out = run(capsys, "verify", "group.tex", "--format", "json")
    first, second = json.loads(out)["propositions"]
    assert first["hypotheses"] == [r"N is stable under \mathcal{G}"]
    assert [one["name"] for one in second["claims"][0]["repairs"]] == [r"N is stable under \mathcal{G}"]


def test_review_counts_what_is_repaired_and_what_is_read_otherwise(
    attempt: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = run(capsys, "review", attempt)
    assert code == 1
    rows = {" ".join(line.split()[:-1]): line.split()[-1] for line in out.splitlines()[1:]}
    assert (rows["readable lines that fail"], rows["repaired by one edit"]) == ("2", "1")
    assert rows["by that of the line before"] == "1"
    assert (rows["lines that cannot be read"], rows["read by one edit of the text"], rows["proved so"]) == ("1",) * 3
    _, out = run(capsys, "review", attempt, "--no-search")
    assert "lines that cannot be read" in out and "read by" not in out
