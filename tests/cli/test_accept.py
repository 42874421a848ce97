"""``symproof fix --accept``: what is recorded, and that it is what ``render --corrected`` makes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from symproof import cli
from symproof.commands.accept import pieces

SIGN = (r"\psi(x(j)-x(i)) f(x^{-1}(x(j)-y))", r"\psi(x(j)-x(i)) f(x^{-1}(x(j)+y))")
BRACKET = (r"\psi(x(j)-x(i)) L_y[f](j)", r"\psi(x(j)-x(i) L_y[f](j)")
NAME = (r"m[f](x^{-1}(x(i)-y)) &&", r"m[q](x^{-1}(x(i)-y)) &&")
SPELLED_AND_FALSE = (BRACKET[0], r"\psi(x(j)+x(i) L_y[f](j)")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.chdir(tmp_path)
    cli.run(["new", "right.tex"])
    capsys.readouterr()
    return tmp_path


def slipped(*slips: tuple[str, str]) -> str:
    source = Path("right.tex").read_text()
    for good, bad in slips:
        assert source.count(good) == 1
        source = source.replace(good, bad)
    Path("attempt.tex").write_text(source)
    return "attempt.tex"


def fix(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.run(["fix", "--general", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize(
    "slips", [(SIGN,), (BRACKET,), (NAME,), (SPELLED_AND_FALSE,), (BRACKET, NAME), (SIGN, NAME)], ids=str
)
def test_what_is_recorded_gives_a_derivation_that_is_proved(
    here: Path, slips: tuple[tuple[str, str], ...], capsys: pytest.CaptureFixture[str]
) -> None:
    name = slipped(*slips)
    before = Path(name).read_bytes()
    code, out, _ = fix(capsys, name, "--accept")
    assert code == 0
    assert out.count("recorded in repairs.json: attempt.tex, translations, step") == len(slips)
    assert Path(name).read_bytes() == before
    assert cli.run(["render", "--corrected", name, "--general", "-o", "corrected.tex"]) == 0
    assert cli.run(["render", "--errata", name, "--general", "-o", "out"]) == 1
    errata = json.loads(next(Path("out").glob("*.json")).read_text())
    assert len(errata["errata"]) >= len(slips)


def test_an_entry_says_what_stands_there_and_what_is_to_stand_there(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fix(capsys, slipped(SIGN), "--accept")
    (entry,) = json.loads(Path("repairs.json").read_text())
    assert (entry["document"], entry["proposition"], entry["step"]) == ("attempt.tex", "translations", 2)
    (change,) = entry["changes"]
    line = next(row for row in Path("attempt.tex").read_text().splitlines() if SIGN[1] in row)
    assert line.count(change["printed"]) == 1
    assert SIGN[0] in line.replace(change["printed"], change["corrected"])
    assert entry["why"] == "a sign: $x(j)-y$ for $x(j)+y$"


def test_an_entry_that_is_there_is_left_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fix(capsys, slipped(SIGN), "--accept")
    before = Path("repairs.json").read_bytes()
    code, out, _ = fix(capsys, "attempt.tex", "--accept")
    assert code == 1
    assert "not recorded: there is an entry for translations, step 2 already" in out
    assert Path("repairs.json").read_bytes() == before


def test_other_entries_are_kept(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = {"document": "other.tex", "proposition": "p", "assume": "Assume that $N$ is stable.", "why": "ä"}
    Path("repairs.json").write_text(json.dumps([other], ensure_ascii=False))
    fix(capsys, slipped(SIGN), "--accept")
    first, second = json.loads(Path("repairs.json").read_text())
    assert first == other and second["document"] == "attempt.tex"


@pytest.mark.parametrize("held", ["{}", "[", '[{"document": 1}]', '[{"what": 1}]',
    '[{"document": "attempt.tex", "proposition": "translations", "why": "", "step": 1, "reason": "algebra", "line": 5}]',
    '[{"document": "attempt.tex", "proposition": "translations", "why": "", "step": 1, "reason": "x", "onward": 0}]'])
def test_a_broken_file_is_refused_and_left(here: Path, held: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("repairs.json").write_text(held)
    code, _, err = fix(capsys, slipped(SIGN), "--accept")
    assert code == 2 and "repairs.json" in err
    assert Path("repairs.json").read_text() == held


def test_only_what_is_proved_is_recorded(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line can be read with a bracket more, and is false for another reason as well."""
    bad = (BRACKET[0], r"\psi(y+y) f(i")
    code, out, _ = fix(capsys, slipped(bad), "--accept", "--budget", "repairs=0")
    assert code == 1
    assert "not recorded:" in out and "not proved" in out
    assert not Path("repairs.json").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("right.tex", "--accept"), "there is no proposal 1"),
        (("attempt.tex", "--accept", "9"), "there is no proposal 9"),
        (("attempt.tex", "--accept", "0"), "0 is not in the range"),
        (("attempt.tex", "--accept", "--write", "new.tex"), "--accept goes with neither"),
        (("attempt.tex", "--accept", "--diff"), "--accept goes with neither"),
        (("attempt.tex", "--step", "1", "--accept"), "there is no proposal 1 to accept for step 1"),
    ],
)
def test_wrong_usage(here: Path, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    slipped(SIGN)
    code, _, err = fix(capsys, *arguments)
    assert code == 2 and words in err
    assert not Path("repairs.json").exists()


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("= a + b", "= a + c", [("b", "c")]),
        ("= f(i) + a + b + f(i)", "= f(i) + a + b + f(j)", [("i)", "j)")]),  # grown until it stands there once
        ("= f(i) + f(k) g(i)", "= f(j) + f(k) g(j)", [("f(i", "f(j"), ("g(i", "g(j")]),
        ("= f (i)", "= f(i)", []),  # white space alone
        ("= f(i", "= f(i)", [("i", "i)")]),
        (r"x_{\pi n} + x_{\pi m}", r"x_{\pi^{-1} n} + x_m", [("a", "b")]),  # no brace is torn
        (r"a\tilde{\mathbf{h}}\mathbf{h}^{-1}b", r"a\mathbf{h}^{-1}\tilde{\mathbf{h}}b", [("a", "b")]),
        (r"f(h^{-1}i) + g", r"f(h^{2}i) + g", [("a", "b")]),
    ],
)
def test_pieces_make_the_new_line_of_the_old_one(old: str, new: str, wanted: list[tuple[str, str]]) -> None:
    found = pieces(old, (0, len(old)), new)
    made = old
    for printed, corrected in found:
        assert "".join(old.split()).count("".join(printed.split())) == 1
        made = made.replace(printed, corrected)
    assert "".join(made.split()) == "".join(new.split())
    assert len(found) == len(wanted)
    assert all(piece.count("{") == piece.count("}") and piece[:1] not in ("^", "_") for pair in found for piece in pair)
