"""``symproof fix``: what is printed and written, and what is refused."""

from __future__ import annotations

import json
import re
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


def test_a_reason_that_says_too_little(attempt: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = r"$N$ is translation-equivariant and stable"
    source = Path("right.tex").read_text()
    assert said in source
    Path("short.tex").write_text(source.replace(said, r"$N$ is stable"))
    code, out, _ = run(capsys, "short.tex", "--general", "--write", "long.tex")
    assert code == 0
    assert "1. in the reason of step 7: N is translation-equivariant" in out
    assert r"\text{$N$ is stable and $N$ is translation-equivariant}" in Path("long.tex").read_text()


TWICE = SLIP.replace("h_3^{-1}(x(i)", "h_3(x(i)")


def test_what_has_no_repair_is_said(attempt: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("twice.tex").write_text(Path(attempt).read_text().replace(SLIP, TWICE.replace(",h_3^{-1}h)", ",hh_3)")))
    code, out, _ = run(capsys, "twice.tex", "--general")
    assert code == 1
    assert "single edits makes it follow as stated: several slips, or one of another kind" in out
    code, out, _ = run(capsys, "twice.tex", "--general", "--budget", "repairs=3")
    assert code == 1
    assert "no edit was found before the budget 'repairs' ran out (" in out


def test_a_hypothesis_that_nobody_states(attempt: str, capsys: pytest.CaptureFixture[str]) -> None:
    bare = Path("settings/lifting.tex").read_text()
    Path("settings/lifting.tex").write_text(re.sub(r"Assume that[^.]*\.", "", bare))
    Path("bare.tex").write_text(Path("right.tex").read_text())
    code, out, _ = run(capsys, "bare.tex", "--general", "--write", "stated.tex")
    assert code == 0
    assert "1. in the proposition: a hypothesis more: N is translation-equivariant and N is stable under H" in out
    assert "+Assume that $N$ is translation-equivariant and $N$ is stable under $\\mathcal{H}$." in out
    assert "wrote stated.tex (1 repaired)" in out
    data = json.loads(run(capsys, "bare.tex", "--general", "--format", "json")[1])
    told = [one for step in data["steps"] for one in step["repairs"] if one["kind"] == "statement"]
    assert [one["assumes"] for one in told] == [
        ["$N$ is translation-equivariant", "$N$ is stable under $\\mathcal{H}$"]
    ]


def test_a_slip_in_two_lines_is_mended_in_both(attempt: str, capsys: pytest.CaptureFixture[str]) -> None:
    good = r"\varphi_{key}^{head}(f(\bar j)+L_{h_3^{-1}h}[\rho](\bar i,\bar j)) + \Delta"
    source = Path("right.tex").read_text()
    assert source.count(good) == 2
    Path("two.tex").write_text(source.replace(good, good.replace("L_{h_3^{-1}h}", "L_{h}")))
    code, out, _ = run(capsys, "two.tex", "--general", "--write", "one.tex")
    assert code == 0
    assert "1. in lines 6 to 7, alike: " in out
    assert Path("one.tex").read_text() == source


@pytest.mark.parametrize(
    "text", ["", "\\begin{document}", "\\begin{document}\\end{document}", "\x00\\sum_", "\\[ a = b"]
)
def test_broken_documents(attempt: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("broken.tex").write_text(text)
    code, out, err = run(capsys, "broken.tex")
    assert code in (1, 5)
    assert "Traceback" not in out + err


# --- what cannot be read ------------------------------------------------------------------------------


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Two lines that cannot be read: a bracket that is missing, a name that nobody declared."""
    cli.run(["new", str(tmp_path / "right.tex")])
    source = (tmp_path / "right.tex").read_text()
    slips = {
        r"\sum_{j\in N(i)} \psi(x(j)-x(i)) L_y[f](j)": r"\sum_{j\in N(i)} \psi(x(j)-x(i) L_y[f](j)",
        r"&= L_y[m[f]](i)": r"&= L_y[m[g]](i)",
    }
    for good, bad in slips.items():
        assert source.count(good) == 1
        source = source.replace(good, bad)
    (tmp_path / "broken.tex").write_text(source)
    monkeypatch.chdir(tmp_path)
    return "broken.tex"


def test_spellings_are_told_with_their_verdicts(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    code, out, _ = run(capsys, broken, "--general")
    assert code == 0
    assert "step 1: malformed" in out
    assert "  1. read with a bracket more: `)` put in\n     the step is then proved" in out
    assert r"+ &= \sum_{j\in N(i)} \psi(x(j)-x(i)) L_y[f](j)" in out
    assert "  1. read with another name: `f` for `g`\n     the step is then proved\n" in out


def test_what_was_broken_is_written_whole(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(broken).read_bytes()
    capsys.readouterr()
    code, out, _ = run(capsys, broken, "--general", "--write", "mended.tex")
    assert (code, out.splitlines()[-1]) == (0, "wrote mended.tex (2 repaired)")
    assert Path("mended.tex").read_text() == Path("right.tex").read_text()
    assert Path(broken).read_bytes() == before


def test_spellings_in_json(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    _, out, _ = run(capsys, broken, "--general", "--format", "json")
    steps = {step["step"]: step for step in json.loads(out)["steps"]}
    best = steps[1]["repairs"][0]
    assert steps[1]["verdict"] == "malformed"
    assert (best["kind"], best["kinds"], best["verdict"], best["next"]) == (
        "spelling",
        ["bracket put in"],
        "proved",
        "proved",
    )
    (change,) = best["changes"]
    assert (change["old"], change["new"]) == ("", ")")
    line, at = Path(broken).read_text().splitlines()[change["line"] - 1], change["column"] - 1
    assert r"\psi(x(j)-x(i)) L_y[f](j)" in line[:at] + change["new"] + line[at:]
    assert change["end_column"] == change["column"]


def test_a_spelling_that_does_not_follow_is_told_to_be_false(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Readable is not right: the only bracket that helps leaves a line that is false."""
    source = Path("right.tex").read_text().replace(r"&= L_y[m[f]](i)", r"&= L_y[m[f](i)")
    Path("false.tex").write_text(source.replace(r"\psi(x(j)-x(i)) L_y[f](j)", r"\psi(x(j)+x(i) L_y[f](j)", 1))
    capsys.readouterr()
    code, out, _ = run(capsys, "false.tex", "--general")
    assert "the step is then refuted" in out
    assert "and as it then stands:\n     1. in line 1: a sign" in out
    assert code == 0


def test_where_one_space_stands_for_another(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    source = Path("right.tex").read_text().replace("Let $F$ be a feature space.", "Let $F$, $K$ be feature spaces.")
    source = source.replace("Let $f : S", "Let $g : S \\to K$. Let $f : S").replace(
        r"\sum_{j\in N(i)} \psi(x(j)-x(i)) L_y[f](j)", r"\sum_{j\in N(i)} \psi(x(j)-x(i)) (L_y[f](j) + g(j) - g(j))"
    )
    Path("spaces.tex").write_text(source)
    capsys.readouterr()
    _, out, _ = run(capsys, "spaces.tex", "--general")
    assert "read with one space for another: Assume that $F = K$." in out
    assert "+Assume that $F = K$." in out


CLAIMS = r"""\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $\mathcal{H}$ be a group. Let $a, b \in \mathcal{H}$. Let $F$ be a feature space. Let $f : \mathcal{H} \to F$.
Define $w(a) := f(a^{-1}$.
\end{setting}
\begin{proposition}\label{order}
$ab = ba$
\end{proposition}
\begin{proposition}\label{lost}
$w(a) = f(a)$
\end{proposition}
\end{document}
"""


def test_a_false_claim_without_a_proof_is_told_and_no_name_stands_for_a_lost_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("claims.tex").write_text(CLAIMS)
    code, out, _ = run(capsys, "claims.tex", "--general")
    assert code == 1
    assert out.split("\n\n") == [
        "claims.tex:6:18: `(` is never closed\n  to be mended first: only claims and lines of proofs are edited",
        "claims.tex:9:2: order: the claim: refuted\n  no edit of the claim itself is looked for\n"
        "  it would follow with this hypothesis: H is commutative",
        "claims.tex:11:1: lost: the claim: malformed\n  no other spelling was found that can be read",
        "",
    ]
