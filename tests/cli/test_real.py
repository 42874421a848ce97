"""The command line with the real reader and checker, on the starter document and edits of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from symproof import cli
from symproof.commands.new import starter

GOOD = starter()
EDITS = {
    "as it is": ("", "", 0, []),
    "a sign": (r"f(x^{-1}(x(j)-y)) &&", r"f(x^{-1}(x(j)+y)) &&", 1, ["E301", "E309"]),
    "the hypothesis is gone": (r"Assume that $N$ is translation-equivariant.", "", 1, None),
    "the reason is too weak": (
        r"re-index the sum over $j$ and $N$ is translation-equivariant", "re-index the sum over $j$", 1, ["E302"]
    ),
    "assumed": (r"\text{re-index the sum over $j$ and $N$ is translation-equivariant}", r"\text{assumed}", 4, ["E308"]),
    "a name": (r"\psi(x(j)-x(i)) L_y", r"\pSi(x(j)-x(i)) L_y", 1, None),
    "a bracket": (r"&= m[f](x^{-1}(x(i)-y)) &&", r"&= m[f](x^{-1}(x(i)-y) &&", 1, None),
    "a line twice": (r"&= L_y[m[f]](i) && \text{algebra}", r"&= m[f](x^{-1}(x(i)-y)) && \text{algebra}", 0, []),
    "the claim is another": (r"$m[L_y[f]](i) = L_y[m[f]](i)$", r"$f(i) = f(i)$", 1, []),
    "no claim": (r"$m[L_y[f]](i) = L_y[m[f]](i)$", "", 1, None),
    "another group": (r"Assume that $N$", r"Check on p44. Assume that $N$", 1, ["E125"]),
}  # fmt: skip


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str]:
        code = cli.run(arguments)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        assert "internal error" not in captured.out + captured.err
        return code, captured.out

    return command


@pytest.mark.parametrize(("old", "new", "code", "codes"), EDITS.values(), ids=EDITS.keys())
def test_edits_of_the_starter(run, tmp_path, old, new, code, codes) -> None:
    assert old in GOOD
    (tmp_path / "a.tex").write_text(GOOD.replace(old, new, 1) if old else GOOD)
    found, out = run("verify", "--general", "--format", "json", "a.tex")
    data = json.loads(out)
    assert found == data["summary"]["exit_code"] == code
    if codes is not None:
        told = [one["code"] for one in data["steps"] if one["code"]]
        told += [one["code"] for document in data["documents"] for one in document["diagnostics"]]
        assert told == codes
    for form in ("full", "concise", "github"):
        assert run("verify", "--general", "--format", form, "a.tex")[0] == code
    assert run("explain", "a.tex", "--general")[0] == code


def test_new_verify_render_verify(run, tmp_path) -> None:
    assert run("new", "mine.tex")[0] == 0
    assert run("verify", "--group", "C2 on Z_3")[0] == 0
    assert run("render", "mine.tex", "--general") == (0, "wrote latex_out/mine.tex\n")
    assert run("verify", "--general", "latex_out")[0] == 0
    assert run("list") == (
        0,
        "mine.tex: 1 proposition\n  translations                   5 steps    The layer commutes with translations\n",
    )


def test_several_processes_give_the_same_bytes(run, tmp_path) -> None:
    for length, name in enumerate("abc"):  # the last is the longest, and is begun with
        (tmp_path / f"{name}.tex").write_text(GOOD.replace("translations}", f"{name}}}") + length * "% more\n")
    assert run("verify", "--general", "--jobs", "2") == run("verify", "--general", "--jobs", "1")


ODD = {
    "empty.tex": b"",
    "zero.tex": b"\x00" * 100,
    "latin.tex": "\\begin{document}é\\end{document}".encode("latin-1"),
    "noise.tex": bytes(range(256)) * 20,
    "open.tex": b"\\begin{document}\\begin{proposition}$",
    "deep.tex": b"\\begin{document}\\begin{proposition}\\[" + b"(" * 5000 + b"\\]\\end{proposition}\\end{document}",
    "braces.tex": b"{" * 20000,
    "escape.tex": "\\begin{document}\\begin{setting}Let \x1b[31m \u202e$q \\in Q$.\\end{setting}\\end{document}".encode(),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_files_are_told_about(run, tmp_path, name) -> None:
    (tmp_path / name).write_bytes(ODD[name])
    for form in ("full", "concise", "json", "github"):
        code, out = run("verify", "--general", "--format", form, name)
        assert code in (1, 5)
        assert not set(out) & set("\x1b\x00\u202e")
