from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

EXIT_CODES = [
    ("% a: proved proved", 0),
    ("% a: proved refuted", 1),
    ("% a: not_as_stated", 1),
    ("% a: malformed", 1),
    ("% a: undecided", 3),
    ("% a: checked", 3),
    ("% a: assumed", 4),
    ("% a: assumed undecided", 3),
    ("% a: undecided refuted", 1),
    ("", 5),
    ("% internal", 2),
]


@pytest.mark.parametrize(("text", "code"), EXIT_CODES)
@pytest.mark.parametrize("form", ["full", "concise", "json", "github"])
def test_exit_codes(symproof, write, text, code, form) -> None:
    write("a.tex", text)
    result = symproof("verify", "a.tex", "--format", form)
    assert result.code == code
    if form == "json":
        assert json.loads(result.out)["summary"]["exit_code"] == code


USAGE = [
    (("verify", "missing.tex"), "there is no file 'missing.tex'"),
    (("verify", "aa.tex"), "did you mean a.tex?"),
    (("verify", "a.tex::lfting"), "did you mean lifting?"),
    (("verify", "a.tex::zzz"), "it holds lifting"),
    (("verify", "a\x00.tex"), "there is no file"),
    (("verify", "x" * 5000), "there is no file"),
    (("verify", "/dev/null"), "not an ordinary file"),
    (("verify", "--group", "p44"), "p4"),
    (("verify", "--group", ""), ""),
    (("verify", "--general", "--group", "p4:3"), "leave out"),
    (("verify", "--budget", "modls=3"), "did you mean models?"),
    (("verify", "--budget", "models=many"), "wants a number"),
    (("verify", "--budget", "models=-1"), "wants a number"),
    (("verify", "--budget", "seconds=nan"), "wants a number"),
    (("verify", "--budget", "models"), "wants a number"),
    (("verify", "--formt", "json"), "--format"),
    (("verify", "--format", "xml"), "json"),
    (("verify", "--jobs", "0"), "--jobs"),
    (("verify", "--expect", "missing.json"), "cannot be read"),
    (("verfy",), "Did you mean verify?"),
    (("zzz",), "Known are verify"),
    (("groups", "p44"), "p4"),
    (("explain", "E399"), "no code is called 'E399'"),
    (("explain", "a.tex::lfting"), "did you mean lifting?"),
    (("explain", "a.tex::lifting", "--step", "9"), "lifting has 2 steps"),
    (("explain", "b.tex::lifting"), "there is no file"),
    (("explain", "."), "is a folder"),
    (("list", "missing"), "there is no file"),
    (("verify", "a.tex:lifting"), "a proposition is named with two colons, a.tex::lifting"),
    (("verify", ""), "the path is empty"),
    (("verify", "::lifting"), "the path is empty"),
    (("verify", "link.tex"), "it is a link to 'nowhere.tex', which is not there"),
    (("render", "a.tex", "-o", "a.tex"), "-o takes a folder, and 'a.tex' is none"),
    (("render", "--errata", "a.tex", "-o", "a.tex"), "-o takes a folder, and 'a.tex' is none"),
    (("verify", "-general", "a.tex"), "Did you mean '--general'?"),
    (("verify", "-jobs=2", "a.tex"), "Did you mean '--jobs=2'?"),
    (("fix", "--accept", "a.tex"), "'a.tex' is no number of a proposal; a path stands before --accept."),
    (("verify", "a.tex", "--budget", "models=1e3"), "wants a number from 0 to 10^12, as in models=100, not '1e3'"),
    (("groups", "P4:3"), "did you mean p4:3?"),
    (("fix", "a.tex", "--step", "9"), "there is no step 9: lifting has 2 steps"),
    (("render", "missing.tex"), "there is no file"),
    (("new", "a.tex"), "exists already"),
    (("new", "no/such/folder/b.tex"), "cannot be written"),
    (("new",), "Missing argument"),
]


@pytest.mark.parametrize(("arguments", "words"), USAGE)
def test_usage_problems_are_one_line_and_exit_code_2(symproof, write, arguments, words) -> None:
    write("a.tex", "% lifting: proved proved")
    os.symlink("nowhere.tex", "link.tex")
    result = symproof(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert words in result.err
    assert "Traceback" not in result.err
    assert result.err.startswith("Usage: ") or result.err.count("\n") == 1


def test_a_usage_problem_is_json_too(symproof) -> None:
    result = symproof("verify", "missing.tex", "--format", "json")
    data = json.loads(result.out)
    assert result.code == data["summary"]["exit_code"] == 2
    assert data["steps"] == data["documents"] == data["propositions"] == []
    assert data["summary"]["error"] == "there is no file 'missing.tex'"


@pytest.mark.parametrize("arguments", [
    ("fix", "missing.tex"), ("hypotheses", "missing.tex"), ("verify", "--jobs", "0"), ("verify", "--genral"),
    ("verify", "--expect", "missing.json"), ("verify", "--write-expect", "no/such/folder/known.json"), ("verfy",),
    ("verify", "a.tex", "--group", "p5:3"), ("verify", "a.tex::unknown"), ("fix", "a.tex", "--step", "9"),
])  # fmt: skip
def test_whatever_is_wrong_with_the_usage_is_json_too(symproof, write, arguments) -> None:
    write("a.tex", "% a: proved")
    result = symproof(*arguments, "--format=json")
    data = json.loads(result.out)
    assert result.code == data["summary"]["exit_code"] == 2
    assert data["summary"]["error"] in " ".join(result.err.split())


@pytest.mark.parametrize("command", ["verify", "list", "render"])
def test_a_document_that_cannot_be_read_is_not_passed_over(symproof, write, command, monkeypatch) -> None:
    write("d/a.tex", "% a: proved")
    write("d/b.tex", "% b: proved")

    def read(path: Path) -> bytes:
        if path.name == "b.tex":
            raise PermissionError(13, "Permission denied", str(path))
        return b"\\\\begin{document}"

    monkeypatch.setattr(Path, "read_bytes", read)
    for folder in ("d", "."):
        result = symproof(command, folder)
        assert (result.code, result.out) == (2, "")
        assert result.err == "symproof: 'd/b.tex' cannot be read: permission denied\n"


@pytest.mark.parametrize("command", ["verify", "fix", "hypotheses", "review", "list"])
def test_a_folder_without_a_document_is_told(symproof, write, command) -> None:
    write("empty/part.tex", "% p: proved", whole=False)
    result = symproof(command, "empty")
    assert result.code == 5
    assert "no document in 'empty': a document is a .tex file that holds \\begin{document}\n" in result.err


def test_a_review_is_of_what_is_printed(symproof, write, tmp_path) -> None:
    """Without a path, the folder of texts under review; else what any command takes."""
    write("a.tex", "% a: proved")
    assert symproof("review").out.splitlines()[0].split() == [tmp_path.name]
    write("proofs/printed/b.tex", "% b: proved")
    write("proofs/corrected/c.tex", "% c: proved")
    assert symproof("review").out.splitlines()[0].split() == ["proofs/printed"]


def test_an_internal_error_is_one_line_and_the_others_are_judged(symproof, write) -> None:
    write("a.tex", "% internal")
    write("b.tex", "% b: proved")
    result = symproof("verify", "a.tex", "b.tex")
    assert result.code == 2
    assert "a.tex: symproof: internal error (RuntimeError: something �[31m went wrong); please report" in result.out
    assert "1 proposition, 1 step: 1 proved." in result.out
    assert "\x1b" not in result.out


def test_interruption_keeps_what_is_done(symproof, write) -> None:
    write("a.tex", "% a: proved")
    write("b.tex", "% interrupt")
    result = symproof("verify", "a.tex", "b.tex")
    assert result.code == 130
    assert "1 proposition, 1 step: 1 proved." in result.out
    assert "Interrupted: 1 of 2 documents." in result.out
    assert "interrupted after 1 of 2 documents" in result.err
    data = json.loads(symproof("verify", "a.tex", "b.tex", "--format", "json").out)
    assert data["summary"]["exit_code"] == 130
    assert data["summary"]["interrupted"] is True


def test_which_documents(symproof, write) -> None:
    write("z.tex", "% z: proved")
    write("setting.tex", "% s: proved", whole=False)
    write("d/b.tex", "% b: proved")
    write("d/a.tex", "% a: proved")
    write("d/e/c.tex", "% c: proved")
    write("d/.hidden/h.tex", "% h: proved")
    write("d/part.tex", "% p: proved", whole=False)

    def shown(*paths: str) -> list[str]:
        return re.findall(r"^(\S+\.tex)$", symproof("verify", *paths).out, flags=re.MULTILINE)

    assert shown() == ["z.tex"]
    assert shown("d") == ["d/a.tex", "d/b.tex", "d/e/c.tex"]
    assert shown("d/b.tex", "d") == ["d/b.tex", "d/a.tex", "d/e/c.tex"]
    assert shown("setting.tex") == ["setting.tex"]
    write("proofs/corrected/p.tex", "% p: proved")
    assert shown() == ["proofs/corrected/p.tex"]


def test_one_proposition(symproof, write) -> None:
    write("a.tex", "% a: refuted", "% b: proved")
    assert symproof("verify", "a.tex").code == 1
    assert symproof("verify", "a.tex::b").code == 0
    assert "2 propositions" in symproof("verify", "a.tex::b", "a.tex::a").out
    assert "2 propositions" in symproof("verify", "a.tex::b", "a.tex").out


def test_nothing_to_verify(symproof) -> None:
    result = symproof("verify")
    assert (result.code, result.out) == (5, "No propositions.\n")


@pytest.mark.parametrize("form", ["full", "concise", "json", "github"])
def test_fail_fast_stops_at_the_first_document_with_a_finding(symproof, write, form) -> None:
    write("a.tex", "% a: undecided")
    write("b.tex", "% b: refuted")
    write("c.tex", "% c: proved")
    result = symproof("verify", "a.tex", "b.tex", "c.tex", "--fail-fast", "--format", form)
    assert result.code == 1
    assert "c.tex" not in result.out


def test_two_runs_give_the_same_bytes(symproof, write) -> None:
    write("a.tex", "% a: refuted undecided", "% b: assumed")
    for form in ("full", "json", "github", "concise"):
        assert symproof("verify", "--format", form).out == symproof("verify", "--format", form).out


def test_times_only_on_request(symproof, write) -> None:
    write("a.tex", "% a: proved")
    assert not re.search(r"\d s\n", symproof("verify").out)
    assert re.search(r"\n\d+\.\d\d s\n", symproof("verify", "--times").out)


def test_colours(symproof, write, monkeypatch) -> None:
    write("a.tex", "% a: refuted")
    assert "\x1b[" not in symproof("verify").out
    assert "\x1b[" in symproof("verify", "--color", "always").out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in symproof("verify").out


# --- expected findings -------------------------------------------------------------------


def test_expect_round_trip(symproof, write) -> None:
    write("a.tex", "% a: refuted proved", "% b: undecided")
    assert symproof("verify", "--write-expect", "known.json").code == 1
    with open("known.json") as file:
        assert [one["code"] for one in json.load(file)] == ["E301", "E305"]
    result = symproof("verify", "--expect", "known.json")
    assert result.code == 0
    assert "The findings are exactly those expected." in result.out


@pytest.mark.parametrize("held", ["\\begin{document}\n% a: proved\n", "{}", '[{"a": 1}]', "\0"])
def test_only_findings_are_written_over(symproof, write, tmp_path, held) -> None:
    write("a.tex", "% a: refuted proved")
    (tmp_path / "notes").write_text(held)
    result = symproof("verify", "a.tex", "--write-expect", "notes")
    assert (result.code, result.out) == (2, "")
    assert "'notes' exists and is no list of findings; nothing is overwritten" in result.err
    assert (tmp_path / "notes").read_text() == held


def test_findings_are_written_over_those_of_before(symproof, write, tmp_path) -> None:
    write("a.tex", "% a: refuted proved")
    for held in ("[]", ""):
        (tmp_path / "known.json").write_text(held)
        assert symproof("verify", "a.tex", "--write-expect", "known.json").code == 1
        assert len(json.loads((tmp_path / "known.json").read_text())) == 1


def test_expect_tells_differences(symproof, write) -> None:
    write("a.tex", "% a: refuted proved")
    symproof("verify", "--write-expect", "known.json")
    write("a.tex", "% a: proved refuted")
    result = symproof("verify", "--expect", "known.json")
    assert result.code == 1
    assert "  - a.tex, a, step 1: E301 refuted\n  + a.tex, a, step 2: E301 refuted" in result.out
    data = json.loads(symproof("verify", "--expect", "known.json", "--format", "json").out)
    assert data["summary"]["exit_code"] == 1
    assert data["summary"]["expected"]["missing"][0]["step"] == 1
    assert data["summary"]["expected"]["unexpected"][0]["step"] == 2
    write("a.tex", "% a: proved proved")
    assert symproof("verify", "--expect", "known.json").code == 1


def test_expect_does_not_hide_an_internal_error(symproof, write) -> None:
    write("a.tex", "% internal")
    write("known.json", "[]", whole=False)
    assert symproof("verify", "a.tex", "--expect", "known.json").code == 2


BROKEN = ["", "{", "{}", "[1]", "[{}]", '[{"document": "a"}]', "[" * 5000,
          '[{"document": [], "proposition": "a", "step": 1, "code": "E301", "verdict": "refuted"}]']  # fmt: skip


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_file_of_expectations(symproof, write, text) -> None:
    write("a.tex", "% a: proved")
    write("known.json", text, whole=False)
    result = symproof("verify", "--expect", "known.json")
    assert result.code == 2
    assert "known.json" in result.err
    assert result.err.count("\n") == 1
