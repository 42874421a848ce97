from __future__ import annotations

import pytest

from symproof import cli
from symproof.commands.new import starter
from symproof.writing.codes import codes_with_pages
from tests.writing.golden_files import same_as_golden


def test_explain_a_proposition(symproof, write) -> None:
    write("a.tex", "% lifting: proved refuted")
    result = symproof("explain", "a.tex::lifting")
    assert result.code == 1
    same_as_golden("explain_proposition.txt", result.out)


def test_explain_a_step(symproof, write) -> None:
    write("a.tex", "% lifting: proved refuted", "% other: proved")
    out = symproof("explain", "a.tex::lifting", "--step", "2").out
    assert "step 2" in out
    assert "step 1" not in out
    assert ": other" not in out and "proposition other" not in out


@pytest.mark.parametrize("code", ["E301", "e301", "W301"])
def test_explain_a_code(symproof, code) -> None:
    result = symproof("explain", code)
    assert result.code == 0
    assert result.out.startswith(f"# {code.upper()}: ")


def test_every_page_can_be_printed(symproof) -> None:
    assert all(symproof("explain", code).code == 0 for code in codes_with_pages())


def test_list(symproof, write) -> None:
    write("a.tex", "% lifting: proved refuted", "% other: proved")
    result = symproof("list")
    assert result.code == 0
    assert result.out.splitlines()[0] == "a.tex: 2 propositions"
    assert "  lifting                        2 steps" in result.out


def test_list_nothing(symproof) -> None:
    assert symproof("list").code == 5


def test_groups(symproof) -> None:
    assert "p4:3" in symproof("groups").out
    assert "|H| = 4" in symproof("groups", "p4:3").out


def test_new_writes_a_document_and_its_style_and_overwrites_nothing(symproof, tmp_path) -> None:
    result = symproof("new", "mine")
    assert result.code == 0
    assert result.out == "wrote mine.tex and symproof.sty; now: symproof verify mine.tex\n"
    assert (tmp_path / "mine.tex").read_text() == starter()
    (tmp_path / "symproof.sty").write_text("mine")
    assert symproof("new", "mine.tex").code == 2
    assert symproof("new", "other").out.startswith("wrote other.tex; now")
    assert (tmp_path / "symproof.sty").read_text() == "mine"


@pytest.mark.parametrize("verdict", ["refuted", "not_as_stated", "undecided", "malformed"])
def test_render_refuses_what_is_not_verified(symproof, write, tmp_path, verdict) -> None:
    write("a.tex", f"% lifting: proved {verdict}")
    result = symproof("render", "a.tex")
    assert result.code in (1, 3)
    assert "a.tex: not written" in result.out
    assert not (tmp_path / "latex_out").exists()


def test_render_refuses_two_documents_of_one_name(symproof, write) -> None:
    write("a/x.tex", "% lifting: proved")
    write("b/x.tex", "% lifting: proved")
    result = symproof("render", "a", "b")
    assert result.code == 2
    assert "two documents would be written" in result.err


@pytest.mark.parametrize("command", ["", *cli.cli.list_commands(None)])  # type: ignore[arg-type]
def test_help_fits_a_terminal_and_cuts_no_sentence(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([*filter(None, [command]), "--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert not [line for line in lines if len(line) > 80 or (line.endswith("...") and "[" not in line)]
