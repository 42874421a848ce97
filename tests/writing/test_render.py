"""Rendered documents: what they hold, what is refused, and that TeX takes them."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from symproof.checking.report import Verdict
from symproof.terms import H, Var, inverse
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.document import (
    Assumed,
    ByClaim,
    ByReindexing,
    ByStatement,
    Claim,
    Comparison,
    Formula,
    Reason,
    Relation,
)
from symproof.theory.hypotheses import Commutative, Equation, Linear, Stable
from symproof.theory.span import NOWHERE
from symproof.writing.pdf import CannotCompile, WouldOverwrite, to_pdf, write_source
from symproof.writing.render import NotVerified, heading, render
from symproof.writing.sentences import SettingWriter, group_name, listed
from symproof.writing.templating import Tex, escape
from tests.writing import documents as made

needs_latex = pytest.mark.skipif(shutil.which("pdflatex") is None, reason="needs pdflatex")


def test_the_source_is_the_same_every_time():
    assert render(made.report()) == render(made.report())


@pytest.mark.parametrize(
    "sentence",
    [
        r"Let $\mathcal{H}$ be a group that acts on the abelian group $V$.",
        r"Let $x : S \to V$ be a bijection.",
        r"Let $F$, $K$, $U$, $W$ be feature spaces.",
        r"Let $i, j, \bar{j}, k \in S$, $y \in V$ and $h, h_3 \in \mathcal{H}$.",
        r"Let $\varphi_{val}^{head}, \Delta\varphi_{val}^{head} : F \to U$ for $head \in [H]$.",
        r"Let $\varphi_{out} : U^{[H]} \to W$.",
        r"Let $N(i) \subseteq S$.",
        r"Define $\rho(i,j) := \rho^P(x(j)-x(i))$.",
        r"Write $\bar{i} := x^{-1}(h_3^{-1}(x(i)-y))$.",
        r"Assume that $N$ is translation-equivariant and stable under $\mathcal{H}$.",
        r"Check on p4:3 and $S_3$ on $\mathbb{Z}_2^2$.",
    ],
)
def test_the_setting_in_sentences(sentence):
    assert sentence in render(made.report())


@pytest.mark.parametrize(
    "piece",
    [
        r"\begin{proposition}[Lifting self-attention with LoRA is equivariant]\label{lifting}",
        r"&& \text{substitute $\bar{i}$ and $j = x^{-1}(h_3x(\bar{j})+y)$}",
        r"&& \text{$N$ is translation-equivariant and stable}",
        r"$j = x^{-1}(h_3x(\bar{j})+y)$, inverse $\bar{j} = x^{-1}(h_3^{-1}(x(j)-y))$",
        r"Finite groups on which lines were run as well: p4:3 and $S_3$ on $\mathbb{Z}_2^2$.",
    ],
)
def test_the_proof_and_what_was_verified(piece):
    assert piece in render(made.report())


@pytest.mark.parametrize("verdict", [Verdict.REFUTED, Verdict.NOT_AS_STATED, Verdict.UNDECIDED, Verdict.MALFORMED])
def test_what_is_not_verified_is_refused(verdict):
    with pytest.raises(NotVerified) as caught:
        render(made.report(verdicts={3: verdict}))
    assert [(found.step, found.verdict) for found in caught.value.findings] == [(3, verdict)]
    assert "step 3" in str(caught.value)


@pytest.mark.parametrize("verdict", [Verdict.PROVED, Verdict.CHECKED, Verdict.ASSUMED])
def test_what_is_verified_is_not_marked(verdict):
    assert r"\unproved{" not in render(made.report(verdicts={3: verdict})).partition(r"\begin{document}")[2]


def test_all_marks_the_steps_that_are_not_verified():
    source = render(made.report(verdicts={3: Verdict.NOT_AS_STATED}), all=True)
    assert source.count(r"\unproved{not as stated}") == 1


def test_a_refuted_claim_is_refused_though_every_step_holds():
    given = made.report()
    wrong = replace(given.propositions[0], claim=Verdict.REFUTED)
    with pytest.raises(NotVerified):
        render(replace(given, propositions=(wrong,)))


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Plain", "Plain"),
        (r"Not for $\rho^P$", r"Not for $\rho^P$"),
        (r"\emph{Yes}", r"\emph{Yes}"),
        (r"\input{/etc/passwd}", r"\textbackslash{}input\{/etc/passwd\}"),
        ("50% & more_", r"50\% \& more\_"),
        ("}{", r"\}\{"),
        ("one $ sign", r"one \$ sign"),
    ],
)
def test_titles_are_escaped_unless_they_are_harmless(title, shown):
    assert heading(title) == shown


def test_a_template_escapes_what_does_not_say_it_is_latex():
    assert escape(r"a_b\c{}~^") == r"a\_b\textbackslash{}c\{\}\textasciitilde{}\textasciicircum{}"
    assert isinstance(escape("a"), Tex)


# --- reasons -----------------------------------------------------------------------------------

WRITER = SettingWriter(made.setting())
SAME = Comparison(Formula(made.back(made.i)), Relation.EQUAL, Formula(made.bar_i))


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((), ""),
        ((Assumed(),), "assumed"),
        ((ByClaim("group:heads"),), r"by \ref{group:heads}"),
        ((ByReindexing(made.h),), "re-index the sum over $h$"),
        ((made.ByDefinition(made.m), made.ByDefinition(None)), r"definition of $m_{G\uparrow}^{r,LoRA}$ and $\sigma$"),
        ((made.ByDefinition(made.rho), made.ByAlgebra()), r"definition of $\rho$ and algebra"),
        (
            (made.ByDefinition(made.rho), made.ByHypothesis((Stable(made.N),))),
            r"definition of $\rho$; $N$ is stable",
        ),
        (
            (made.ByHypothesis((made.TranslationEquivariant(made.N),)), made.ByHypothesis((Stable(made.N),))),
            "$N$ is translation-equivariant and stable",
        ),
        ((made.ByHypothesis((Commutative(),)),), r"$\mathcal{H}$ is commutative"),
        ((made.ByHypothesis((Linear(made.out),)),), r"$\varphi_{out}$ is linear"),
        ((ByStatement(Claim(SAME)),), r"$x^{-1}(h_3^{-1}(x(i)-y)) = \bar{i}$"),
    ],
)
def test_reasons_in_words(parts, words):
    assert WRITER.reason(Reason(parts)) == words


def test_a_law_names_its_variables():
    k = Var("k", H)
    law = Equation(inverse(inverse(k)), k, (k,))
    assert WRITER.hypotheses([law]) == [r"Assume that $(k^{-1})^{-1} = k$ for all $k \in \mathcal{H}$."]


@pytest.mark.parametrize(
    ("spec", "shown"),
    [
        ("p4:3", "p4:3"),
        ("S3 on Z_2^2", r"$S_3$ on $\mathbb{Z}_2^2$"),
        ("C12 on Z_13", r"$C_{12}$ on $\mathbb{Z}_{13}$"),
        ("S4 on 4 points", "$S_4$ on 4 points"),
    ],
)
def test_names_of_groups(spec, shown):
    assert group_name(spec) == shown


def test_lists():
    assert [listed("abc"[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


# --- TeX ------------------------------------------------------------------------------------------


def compiled(source: str, folder: Path) -> str:
    """The log of two runs of pdflatex."""
    (folder / "d.tex").write_text(source)
    style = Path(made.__file__).parents[2] / "symproof" / "reading" / "symproof.sty"
    shutil.copy(style, folder)
    for _ in range(2):
        subprocess.run(
            ["pdflatex", "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "d.tex"],
            cwd=folder, capture_output=True, timeout=120, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    return (folder / "d.log").read_bytes().decode("utf-8", "replace")


@needs_latex
@pytest.mark.latex
@pytest.mark.parametrize("explicit", [False, True])
def test_tex_takes_it_without_an_overfull_box(explicit, tmp_path):
    source = render(made.report(explicit, {2: Verdict.NOT_AS_STATED}), all=True)
    log = compiled(source, tmp_path)
    assert "Output written" in log
    assert not re.findall("Overfull.*", log)


@needs_latex
@pytest.mark.latex
def test_pdf(tmp_path):
    out = to_pdf(render(made.report()), tmp_path / "new" / "lifting.pdf")
    assert out.read_bytes().startswith(b"%PDF")


@needs_latex
@pytest.mark.latex
@pytest.mark.parametrize(
    ("body", "said"),
    [
        (r"\undefinedcommand", "line 2: Undefined control sequence."),
        (r"\input{/etc/hostname}", "hostname"),
        (r"\usepackage{nosuchpackage}", "nosuchpackage.sty"),
    ],
)
def test_what_tex_refuses_is_said_in_a_line(body, said, tmp_path):
    with pytest.raises(CannotCompile) as caught:
        to_pdf("\\documentclass{article}\n" + body + "\n\\begin{document}x\\end{document}", tmp_path / "a.pdf")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_pdflatex_names_the_package(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(CannotCompile, match="texlive-latex-base"):
        to_pdf("", tmp_path / "a.pdf")


@pytest.mark.parametrize("write", [write_source, to_pdf])
def test_a_document_that_was_read_is_never_written_over(write, tmp_path):
    given = tmp_path / "proof.tex"
    given.write_text("precious")
    with pytest.raises(WouldOverwrite):
        write("other", tmp_path / "." / "proof.tex", [given])
    assert given.read_text() == "precious"


@pytest.mark.parametrize("write", [write_source, to_pdf])
def test_a_text_of_the_user_is_never_written_over(write, tmp_path):
    notes = tmp_path / "notes.tex"
    notes.write_text("mine")
    with pytest.raises(WouldOverwrite, match="move it away"):
        write(render(made.report()), notes)
    assert notes.read_text() == "mine"


def test_what_was_rendered_is_replaced(tmp_path):
    out = tmp_path / "out.tex"
    for _ in range(2):
        write_source(render(made.report()), out)
    assert out.read_text(encoding="utf-8") == render(made.report())


def test_a_document_with_unreadable_text_is_refused():
    given = made.report()
    problem = Diagnostic("E101", NOWHERE)
    with pytest.raises(NotVerified, match="malformed"):
        render(replace(given, document=replace(given.document, diagnostics=(problem,))))
