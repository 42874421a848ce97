"""Files and claims by their names: odd names, claims that cite others, repairs of documents that are not there."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from symproof import cli
from symproof.commands.new import starter

PROPOSITION = starter()[starter().index("\\begin{proposition}") : starter().index("\\end{document}")]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.run(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize("name", ["mine.tex", "my text.tex", "-x.tex", "a'b.tex", "$HOME.tex", "ü.tex"])
def test_what_new_says_to_do_can_be_done(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "new", "--", name)
    assert code == 0
    command = shlex.split(out.partition("; now: ")[2])
    assert run(capsys, *command[1:], "--general")[0] == 0


@pytest.mark.parametrize("name", ["", ".", "..", ".tex", "folder", "folder/"])
def test_what_names_no_file(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("folder").mkdir()
    code, _, err = run(capsys, "new", name)
    assert code == 2 and "names no file" in err
    assert [path.name for path in Path().iterdir()] == ["folder"]


def test_standard_input(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "verify", "-")
    assert code == 2 and "standard input is not read" in err


def test_two_colons_in_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a::b.tex").write_text(starter())
    for what in ("a::b.tex", "a::b.tex::translations"):
        assert run(capsys, "verify", what, "--general")[0] == 0
        assert run(capsys, "explain", what, "--general")[0] == 0
    assert run(capsys, "verify", "a::b.tex::nothing", "--general")[0] == 2


# --- citations ------------------------------------------------------------------------------------


def citing(label: str, before: bool) -> None:
    """Two claims; the last line of ``second`` (of ``translations``, if not ``before``) cites ``label``."""
    cites = f"\\text{{by \\ref{{{label}}}}}\n\\end{{align*}}"
    other = PROPOSITION.replace("{translations}", "{second}")
    old = "\\text{algebra}\n\\end{align*}"
    first, last = (PROPOSITION, other.replace(old, cites)) if before else (PROPOSITION.replace(old, cites), other)
    assert cites in first + last
    Path("a.tex").write_text(starter().replace(PROPOSITION, first + last))


def why(capsys: pytest.CaptureFixture[str], what: str) -> tuple[int, list[str]]:
    code, out, _ = run(capsys, "verify", what, "--general", "--format", "json")
    data = json.loads(out)
    assert data["summary"]["exit_code"] == code
    return code, [step["why"] for step in data["steps"] if step["verdict"] != "proved"]


def test_one_claim_alone_may_cite_those_before(capsys: pytest.CaptureFixture[str]) -> None:
    citing("translations", before=True)
    assert why(capsys, "a.tex") == why(capsys, "a.tex::second") == (0, [])


def test_what_a_cited_claim_is_like_counts(capsys: pytest.CaptureFixture[str]) -> None:
    citing("translations", before=True)
    Path("a.tex").write_text(Path("a.tex").read_text().replace("$m[L_y[f]](i) = L_y[m[f]](i)$", "$f(i) = f(j)$", 1))
    assert why(capsys, "a.tex::second") == (1, ["the cited claim 'translations' is refuted"])


CIRCLES = {
    "translations": "a claim cannot be cited in its own proof",
    "second": "the claim 'second' stands after this one",
    "translation": "no claim before this one is labelled 'translation'; did you mean translations?",
    "nowhere": "no claim before this one is labelled 'nowhere'",
}


@pytest.mark.parametrize("label", CIRCLES)
def test_circles(label: str, capsys: pytest.CaptureFixture[str]) -> None:
    citing(label, before=False)
    code, found = why(capsys, "a.tex")
    assert code != 0 and found == [CIRCLES[label]]


# --- repairs --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["b.tex", "", ".", "../a.tex", "./a.tex"])
def test_a_repair_of_a_document_that_is_not_there(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.tex").write_text(starter())
    entry = {"document": name, "proposition": "translations", "step": 1, "why": "", "reason": "algebra"}
    Path("repairs.json").write_text(json.dumps([entry]))
    code, _, err = run(capsys, "render", "--corrected", "a.tex", "--general")
    assert code == 2 and f"there is no document {name!r} beside it" in err
    assert not Path("latex_out").exists()


@pytest.mark.parametrize("step", [True, 1.0, [1], {}])
def test_a_pin_of_another_kind(step: object, capsys: pytest.CaptureFixture[str]) -> None:
    """``true`` is not the first step, though Python takes it for 1."""
    Path("a.tex").write_text(starter())
    pin = {"document": "a.tex", "proposition": "translations", "step": step, "code": "E301", "verdict": "refuted"}
    Path("e.json").write_text(json.dumps([pin]))
    code, _, err = run(capsys, "verify", "a.tex", "--general", "--expect", "e.json")
    assert code == 2 and "values are texts, numbers or null" in err
