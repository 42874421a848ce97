"""Files: what they may hold, \\input and its limits; a file that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from symproof.reading import files
from symproof.reading.files import Unreadable
from symproof.reading.read import read_document
from tests.reading.malformed import CLAIM, HEAD, SETTING, TAIL


def codes(path: Path) -> list[str]:
    return [d.code for d in read_document(path).diagnostics]


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_missing_file_is_no_document(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.tex", tmp_path, "bad\0name.tex"):
        with pytest.raises(Unreadable):
            read_document(path)


def test_settings_are_shared(tmp_path: Path) -> None:
    inside = SETTING.removeprefix("\\begin{setting}\n") + "Let $u \\in Q$.\n"
    write(tmp_path, "settings/common.tex", inside)
    path = write(
        tmp_path, "a.tex", HEAD + "\\begin{setting}\n\\input{settings/common}\n\\end{setting}\n" + CLAIM + TAIL
    )
    document = read_document(path)
    (problem,) = document.diagnostics
    assert (problem.code, problem.span.path, problem.span.line) == ("E201", "settings/common.tex", 5)
    assert document.propositions[0].claims


def test_a_macro_of_an_input_is_known(tmp_path: Path) -> None:
    write(tmp_path, "macros.tex", "\\newcommand{\\pos}[1]{x(#1)}\n")
    text = HEAD.replace("\\begin{document}", "\\input{macros}\n\\begin{document}") + SETTING
    path = write(tmp_path, "a.tex", text + "Define $g(i) := \\pos{i} + y$.\n\\end{setting}\n" + CLAIM + TAIL)
    assert codes(path) == []


def test_files_that_take_each_other_in(tmp_path: Path) -> None:
    write(tmp_path, "b.tex", "\\input{c}")
    write(tmp_path, "c.tex", "\\input{b}")
    assert codes(write(tmp_path, "a.tex", HEAD + "\\input{b}" + TAIL)) == ["E111"]
    assert codes(write(tmp_path, "d.tex", HEAD + "\\input{d}" + TAIL)) == ["E111"]


def test_the_number_of_files_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILES", 3)
    write(tmp_path, "b.tex", "")
    assert codes(write(tmp_path, "a.tex", HEAD + "\\input{b}" * 5 + TAIL)) == ["E114"] * 3


def test_input_in_input(tmp_path: Path) -> None:
    """As deep as allowed, and one deeper: that is no cycle."""
    for n in range(1, 12):
        write(tmp_path, f"n{n}.tex", f"\\input{{n{n + 1}}}\n")
    write(tmp_path, "n12.tex", "")
    write(tmp_path, "m10.tex", "")
    for n in range(1, 10):
        write(tmp_path, f"m{n}.tex", f"\\input{{m{n + 1}}}\n" if n < 9 else "")
    (found,) = read_document(write(tmp_path, "a.tex", HEAD + "\\input{n1}" + TAIL)).diagnostics
    assert (found.code, found.facts["name"], found.span.path) == ("E114", "MAX_NESTING", "n9.tex")
    assert codes(write(tmp_path, "b.tex", HEAD + "\\input{m1}" + TAIL)) == []


def test_input_as_tex_writes_it(tmp_path: Path) -> None:
    write(tmp_path, "c.tex", "Let $k \\in S$.")
    text = HEAD + "\\begin{setting}\nLet $S$ be a finite set. \\input c\n\\end{setting}\n" + TAIL
    (setting,) = read_document(write(tmp_path, "a.tex", text)).settings
    assert "k" in setting.symbols


def test_a_file_may_be_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    path = write(tmp_path, "a.tex", HEAD + SETTING)
    (first, *_) = read_document(path).diagnostics
    assert first.code == "E114" and first.facts["name"] == "MAX_BYTES"


@pytest.mark.parametrize("name", ["b" * 300, "a\\input{nowhere}", "a/" * 3_000, "\u00e9\u0301", "a\nb"])
def test_names_that_no_file_has(tmp_path: Path, name: str) -> None:
    assert set(codes(write(tmp_path, "a.tex", HEAD + f"\\input{{{name}}}" + TAIL))) <= {"E110", "E112", "E119"}


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\r\n\r", b"\xef\xbb\xbf\r\r\n", "\u00e9".encode()])
def test_the_place_of_a_byte_that_is_no_text(tmp_path: Path, before: bytes) -> None:
    path = tmp_path / "a.tex"
    path.write_bytes(before + HEAD.replace("\n", "\r\n").encode() + b"na\xef\xefve" + TAIL.encode())
    document = read_document(path)
    (problem,) = document.diagnostics
    assert problem.code == "E113" and problem.span.column == 3
    assert document.source.split("\n")[problem.span.line - 1].startswith("na\ufffd")


def test_other_encodings(tmp_path: Path) -> None:
    path = tmp_path / "a.tex"
    path.write_bytes((HEAD + "na").encode() + b"\xefve" + TAIL.encode())
    (problem,) = read_document(path).diagnostics
    assert (problem.code, problem.span.line, problem.span.column) == ("E113", 4, 3)


def test_line_ends_and_byte_order_marks_do_not_move_places(tmp_path: Path) -> None:
    text = HEAD + SETTING + "Let $u \\in Q$.\n\\end{setting}\n" + TAIL
    plain = read_document("x.tex", text).diagnostics
    for other in (text.replace("\n", "\r\n"), "\ufeff" + text, text.replace("\n", "\r")):
        path = tmp_path / "a.tex"
        path.write_bytes(other.encode())
        assert read_document(path).diagnostics == plain
