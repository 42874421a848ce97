"""Errata, accepted repairs and the corrected text: on a small document, and the committed files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from symproof.checking.budget import Options
from symproof.cli import run
from symproof.commands.accepted import Stale, accepted_for, corrected, read
from symproof.commands.problems import UsageProblem
from symproof.reading.read import read_document
from symproof.writing.errata import read as as_read
from symproof.writing.errata_latex import _formula

TOP = Path(__file__).parents[2]
GENERAL = Options(general_only=True)

SLIPPED = r"""\documentclass{article}
\usepackage[review]{symproof}
\begin{document}
\section*{Section 3}
\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i \in S$ and $y \in V$ and $h \in \mathcal{H}$. Let $F$ be a feature space. Let $f : S \to F$.
\end{setting}
\begin{proposition}[(7)]\label{seven}
\[ L_yL_h[f](i) = f(x^{-1}(h^{-1}(x(i) - y))) \]
\end{proposition}
\begin{proof}
\begin{align*}
 & L_yL_h[f](i) \\
 &= L_h[f](x^{-1}(x(i) + y)) \\
 &= f(x^{-1}(h^{-1}(x(i) - y)))
\end{align*}
\end{proof}
\end{document}
"""
GOOD = {
    "document": "a.tex", "proposition": "seven", "step": 1, "why": "the translation is undone, so $y$ is subtracted",
    "changes": [{"printed": "x(i)+y", "corrected": "x(i) - y"}],
}  # fmt: skip


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    folder = tmp_path / "paper"
    folder.mkdir()
    (folder / "a.tex").write_text(SLIPPED, encoding="utf-8")
    return folder


def accept(paper: Path, *entries: object) -> Path:
    (paper / "repairs.json").write_text(json.dumps(entries), encoding="utf-8")
    return paper / "a.tex"


def test_an_accepted_repair_is_made_and_judged(paper: Path) -> None:
    made = corrected(read_document(accept(paper, GOOD)), GENERAL)
    assert made is not None
    assert "x(i) - y))" in made.source
    assert [step.verdict for step in made.report.propositions[0].steps] == ["proved", "proved"]


def test_without_a_file_there_is_nothing(paper: Path) -> None:
    assert corrected(read_document(paper / "a.tex"), GENERAL) is None


REFUSED = {
    "the text has changed": (
        GOOD | {"changes": [{"printed": "x(i) + 2y", "corrected": "x(i) - y"}]},
        "text has changed",
    ),
    "the new line does not follow": (
        GOOD | {"changes": [{"printed": "x(i)+y", "corrected": "x(i)"}]},
        "line 1 of the corrected derivation is refuted",
    ),
    "it cannot be read": (
        GOOD | {"changes": [{"printed": "x(i)+y", "corrected": "x(i) - h"}]},
        "line 1 of the corrected derivation is malformed",
    ),
    "no such step": (GOOD | {"step": 9}, "no such step"),
    "no such proposition": (GOOD | {"proposition": "eight"}, "no proposition 'eight'"),
    "a proof that is there": (
        {"document": "a.tex", "proposition": "seven", "why": "", "proof": r"\[ a = a \]"},
        "a proof already",
    ),
    "not in the settings": (
        {"document": "a.tex", "proposition": "seven", "why": "", "setting": True, "changes": GOOD["changes"]},
        "is not in the settings",
    ),
}


@pytest.mark.parametrize(("entry", "words"), REFUSED.values(), ids=REFUSED)
def test_a_stale_repair_is_refused(paper: Path, entry: object, words: str) -> None:
    document = read_document(accept(paper, entry))
    with pytest.raises(Stale, match="entry 1") as caught:
        corrected(document, GENERAL)
    assert words in str(caught.value)


BROKEN = {
    "no list": '{"a": 1}',
    "no JSON": "[",
    "deep": "[" * 100_000,
    "no object": "[1]",
    "no why": '[{"document": "a.tex", "proposition": "seven", "step": 1, "changes": []}]',
    "no place": '[{"document": "a.tex", "proposition": "seven", "why": ""}]',
    "two places": '[{"document": "a.tex", "proposition": "seven", "why": "", "step": 1, "claim": true}]',
    "a negative step": '[{"document": "a.tex", "proposition": "seven", "why": "", "step": -1}]',
    "nothing changed": '[{"document": "a.tex", "proposition": "seven", "why": "", "step": 1}]',
    "changes of a wrong shape": '[{"document": "a.tex", "proposition": "s", "why": "", "step": 1, "changes": [{}]}]',
    "an unknown key": '[{"document": "a.tex", "proposition": "seven", "why": "", "stpe": 1}]',
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused(paper: Path, text: str) -> None:
    (paper / "repairs.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageProblem, match=r"repairs\.json"):
        read(paper / "repairs.json")


def test_the_three_forms(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accept(paper, GOOD)
    out = str(paper / "out")
    assert run(["render", "--errata", str(paper), "--general", "-o", out]) == 1
    assert run(["render", "--errata", str(paper), "--general", "-o", out]) == 1  # over its own files it may write
    data = json.loads((paper / "out" / "errata-paper.json").read_text())
    first, second = data["errata"]
    assert (first["section"], first["title"], first["step"], first["verdict"]) == ("Section 3", "(7)", 1, "refuted")
    assert first["corrected"] == [{"for": "x(i)+y", "read": "x(i) - y"}]
    assert first["witness"]
    assert second["correction"] == "settled"
    markdown = (paper / "out" / "errata-paper.md").read_text()
    assert "line 1 of 2 of the derivation" in markdown
    assert "x(i) - y" in markdown
    latex = (paper / "out" / "errata-paper.tex").read_text()
    assert "For $x(i)+y$ read $x(i) - y$." in latex
    assert r"\begin{picture}" in latex
    capsys.readouterr()


def test_the_corrected_text(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accept(paper, GOOD)
    target = paper / "corrected.tex"
    assert run(["render", "--corrected", f"{paper / 'a.tex'}::seven", "--general", "-o", str(target)]) == 0
    source = target.read_text()
    assert "one place does not hold" not in source or "As printed" in source
    assert r"L_h[f](x^{-1}(x(i)-y))" in source
    capsys.readouterr()


@pytest.mark.parametrize(
    "arguments",
    [["--errata", "--corrected"], ["--errata", "--all"], ["--corrected", "--to", "md"], ["--to", "json"]],
    ids=" ".join,
)
def test_options_that_do_not_go_together(paper: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", str(paper), *arguments, "-o", str(paper / "out")]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_file_of_the_user_is_kept(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = paper / "out"
    out.mkdir()
    (out / "errata-paper.md").write_text("mine", encoding="utf-8")
    assert run(["render", "--errata", str(paper), "--to", "md", "--general", "-o", str(out)]) == 2
    assert (out / "errata-paper.md").read_text() == "mine"
    capsys.readouterr()


def test_the_table(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accept(paper, GOOD)
    assert run(["review", str(paper), "--general", "--no-search"]) == 1
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["lines", "after", "them", "2"] in rows
    assert ["refuted", "2"] in rows


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"\conversion{a}{b} + \conversion[undecided]{}{c}", "b + c"),
        (r"\conversion{\Bigr) \Bigg)}{\Bigr)}", r"\Bigr)"),
        (r"a \\ &\qquad {} + b", "a + b"),
        (r"h'_1{}^{-1} h_2", r"h'_1{}^{-1} h_2"),  # without the braces TeX refuses it
        (r"\conversion{a", r"\conversion{a"),
    ],
)
def test_text_as_it_was_read(source: str, shown: str) -> None:
    assert as_read(source) == shown


@pytest.mark.parametrize("source", [r"[m_", r"}a{", r"\text{x}", "a # b", "x" * 200, "\\"])
def test_what_would_break_tex_is_code(source: str) -> None:
    assert r"\ttfamily" in _formula(source)


DECLARED = r"""\documentclass{article}
\usepackage[review]{symproof}
\begin{document}
\section*{Maps}
\begin{setting}
Let $S$ be a finite set. Let $i \in S$. Let $F$, $K$ be feature spaces. Let $f : S \to F$.
Let $\varphi : \conversion{L_F (S) \to L_k(S)}{L_F(S) \to L_K(S)}$. Let $\psi : K \to F$.
Define $m[f](i) := \psi(\varphi(f(i)))$.
\end{setting}
\begin{proposition}[(8)]\label{eight}
\[ m[f](i) = \psi(\varphi(f(i))) \]
\end{proposition}
\begin{proposition}[(9)]\label{nine}
\[ L_yL_h[f](i) = \psi(f(i) + \varphi(f(i)) + f(i) + \varphi(f(i)) + f(i) + \varphi(f(i)) + f(i) + f(i) + \varphi(f(i)) + f(i)) \]
\end{proposition}
\end{document}
"""
REDECLARED = {
    "document": "a.tex", "proposition": "eight", "setting": True, "why": "$\\varphi$ is applied to values",
    "changes": [{"printed": "L_F(S) \\to L_K(S)", "corrected": "F \\to K"}],
}  # fmt: skip


@pytest.fixture
def declared(paper: Path) -> Path:
    (paper / "a.tex").write_text(DECLARED, encoding="utf-8")
    return paper


def written(paper: Path, form: str) -> str:
    run(["render", "--errata", str(paper), "--general", "--to", form, "-o", str(paper / "out")])
    return (paper / "out" / f"errata-paper.{form}").read_text()


def test_what_was_accepted_for_declarations_stands_at_them(declared: Path) -> None:
    accept(declared, REDECLARED)
    data = json.loads(written(declared, "json"))
    first, second = data["errata"][:2]
    assert (first["title"], first["proposition"], first["correction"]) == ("the declarations", "", "accepted")
    assert first["corrected"] == [{"for": r"L_F(S) \to L_K(S)", "read": r"F \to K"}]
    assert (second["title"], second["correction"]) == ("(8)", "settled")
    assert r"read $F \to K$." in written(declared, "tex")


def test_a_piece_that_crosses_a_conversion_is_refused(declared: Path) -> None:
    crossing = {**REDECLARED, "changes": [{"printed": r"\varphi : L_F(S)", "corrected": r"\varphi : F"}]}
    with pytest.raises(Stale, match="crosses a conversion"):
        corrected(read_document(accept(declared, crossing)), GENERAL)


def test_what_a_place_says_under_a_supposition(declared: Path) -> None:
    """Only where nothing was accepted: that is not needed beside a correction."""
    found = json.loads(written(declared, "json"))["errata"]
    assert found[0]["why"][0].startswith("`f(i)` is an element of F")
    why = found[1]["why"]
    assert why[0].startswith("`m` is not known")
    assert why[-1].endswith("applied at each position: proved")


def test_a_long_line_that_cannot_be_read_is_set_in_rows(declared: Path) -> None:
    latex = written(declared, "tex")
    assert r"\begin{flalign*}" in latex and r"\\*" in latex
    assert r"\ttfamily L" not in latex.split("Readings of converted text")[0]


def test_no_advice_to_an_author(paper: Path) -> None:
    (paper / "a.tex").write_text(SLIPPED.replace("L_h[f](x^{-1}(x(i) + y))", "q(i)"), encoding="utf-8")
    assert "declare it in the setting" not in written(paper, "md")
    assert "(reason:" not in written(paper, "md")


def test_the_title_of_the_paper_is_what_all_titles_begin_with(paper: Path) -> None:
    """One document says nothing of a paper; its title may have a colon of its own."""
    titled = SLIPPED.replace("\\begin{document}", "\\title{On $L_h$, 1999: section 1, TOPIC}\n\\begin{document}")
    (paper / "a.tex").write_text(titled.replace("TOPIC", "shifts"), encoding="utf-8")
    assert json.loads(written(paper, "json"))["title"] == "paper"
    (paper / "b.tex").write_text(titled.replace("TOPIC", "again"), encoding="utf-8")
    assert json.loads(written(paper, "json"))["title"] == "On $L_h$, 1999"
    latex = written(paper, "tex")
    assert r"\title{Errata: On $L_h$, 1999}" in latex and "Reviewed: section 1, shifts; section 1, again." in latex


def test_sides_that_differ_are_shown_where_the_hypothesis_holds(paper: Path) -> None:
    """Without the hypothesis on N they differ for the trivial group; with it they need an element that turns."""
    claim = r"\sum_{j \in N(x^{-1}(hx(i)+y))} f(j) \neq \sum_{j \in N(i)} f(x^{-1}(x(j)+y))"
    setting = SLIPPED[: SLIPPED.index(r"\end{setting}")].replace("Let $i", "Let $i, j")
    proposition = f"\\begin{{proposition}}[(5)]\\label{{five}}\n\\[ {claim} \\]\n\\end{{proposition}}\n"
    source = setting + "Let $N(i) \\subseteq S$.\n\\end{setting}\n" + proposition + "\\end{document}\n"
    (paper / "a.tex").write_text(source, encoding="utf-8")
    stated = "Assume that $N$ is translation-equivariant and stable under $\\mathcal{H}$."
    accept(paper, {"document": "a.tex", "proposition": "five", "assume": stated, "why": "for any N"})
    (found,) = json.loads(written(paper, "json"))["errata"]
    assert found["verdict"] == "proved" and found["witness"].startswith("On C2 on Z_3")


def test_a_claim_in_its_sentence_is_shown_without_its_frame(paper: Path) -> None:
    """One that cannot be read: the environment is no part of what is printed. The set that it sums over is V."""
    claim = r"$\sum_{y \in V} f(i) = f(i)$"
    source = SLIPPED[: SLIPPED.index(r"\begin{proposition}")] + f"\\begin{{theorem}}[On [V]]\\label{{v}}\n{claim}\n"
    (paper / "a.tex").write_text(source + "\\end{theorem}\n\\end{document}\n", encoding="utf-8")
    (found,) = json.loads(written(paper, "json"))["errata"]
    assert found["printed"] == claim
    assert any(r"Let $x : S \to V$ be a bijection" in line for line in found["why"])


def test_a_proposal_is_told_as_a_correction(paper: Path) -> None:
    assert "; ".join(json.loads(written(paper, "json"))["errata"][0]["corrected"][0].values()).startswith("a sign: ")
    assert r"Proposed: for $x(i)+y$ read $x(i)-y$." in written(paper, "tex")
    assert "- Proposed: a sign: x(i)-y for x(i)+y." in written(paper, "md")


def test_where_a_piece_was_converted(declared: Path) -> None:
    (found,) = json.loads(written(declared, "json"))["conversions"]
    assert (found["line"], found["title"], found["step"]) == (7, "", None)
    line = SLIPPED.replace("(x(i) + y)", r"(x(i) \conversion{-}{+} y) \conversion[undecided]{)}{}")
    (declared / "a.tex").write_text(line, encoding="utf-8")
    one, two = json.loads(written(declared, "json"))["conversions"]
    assert (one["title"], one["step"], one["undecided"]) == ("(7)", 1, False) and two["undecided"]
    assert "| (7), line 1 (undecided) (`a.tex:15`) |" in written(declared, "md")
    assert written(declared, "tex").count("(7), line 1 &") == 1
    first = SLIPPED.replace(" & L_yL_h[f](i) ", r" & \conversion{L_y}{L_yL_h}[f](i) ")
    (declared / "a.tex").write_text(first, encoding="utf-8")
    (found,) = json.loads(written(declared, "json"))["conversions"]
    assert (found["title"], found["step"]) == ("(7)", 0)
    assert "(7), the first expression &" in written(declared, "tex")


# --- the committed files -------------------------------------------------------------------------

APPENDIX = ["derivation", "invariance", "operators", "redefined", "equivariant"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["may-19", "may-21"])
def test_the_errata_are_written_to_the_same_bytes(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = str(TOP / "proofs" / "printed" / name)
    run(["render", "--errata", paper, "--to", "tex", "--general", "-o", str(tmp_path)])
    capsys.readouterr()
    written = (tmp_path / f"errata-{name}.tex").read_bytes()
    assert written == (TOP / "latex_out" / f"errata-{name}.tex").read_bytes()


@pytest.mark.slow
def test_the_appendix_is_written_to_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = TOP / "proofs" / "printed" / "may-19"
    parts = [f"{folder / '07-appendix.tex'}::{label}" for label in APPENDIX] + [f"{folder / '06-group.tex'}::group"]
    run(["render", "--corrected", *parts, "-o", str(tmp_path / "corrected-appendix.tex")])
    capsys.readouterr()
    written = (tmp_path / "corrected-appendix.tex").read_bytes()
    assert written == (TOP / "latex_out" / "corrected-appendix.tex").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["may-19", "may-21"])
def test_every_accepted_repair_holds_and_all_derivations_follow(name: str) -> None:
    for path in sorted((TOP / "proofs" / "printed" / name).glob("*.tex")):
        made = corrected(read_document(path), GENERAL)
        if accepted_for(str(path)):
            assert made is not None
            assert {step.verdict for found in made.report.propositions for step in found.steps} <= {"proved"}


@pytest.mark.latex
@pytest.mark.slow
@pytest.mark.parametrize("name", ["errata-may-19", "errata-may-21", "corrected-appendix"])
def test_it_compiles_without_an_overfull_box(name: str, tmp_path: Path) -> None:
    if shutil.which("pdflatex") is None:
        pytest.skip("pdflatex is not installed")
    (tmp_path / f"{name}.tex").write_bytes((TOP / "latex_out" / f"{name}.tex").read_bytes())
    style = {"TEXINPUTS": f"{TOP / 'symproof' / 'reading'}:"}
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | style, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0
    assert "Overfull" not in (tmp_path / f"{name}.log").read_text(errors="replace")
