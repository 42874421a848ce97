"""Notations of the field, each beside the long way to write it: both must be read as one term."""

from __future__ import annotations

from pathlib import Path

import pytest

from symproof.checking.budget import Options
from symproof.checking.check import check_document
from symproof.reading.read import read_document
from symproof.terms import Apply, Term, alpha_equal
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.document import ByReindexing, Comparison, Document, Formula
from symproof.writing.latex import latex

BEGIN = "\\documentclass{article}\n\\usepackage{symproof}\n\\begin{document}\n\\begin{setting}\n"
SETTING = r"""Let $G$ be a group. Let $S$ be a finite set on which $G$ acts.
Let $i, j, k \in S$ and $g, h, \pi \in G$. Let $F$, $K$ and $U$ be feature spaces. Let $d \in \mathbb{N}$.
Let $f, z : S \to F$. Let $q, p : F \to K$ and $v : F \to U$. Let $w : S \times S \to \mathbb{R}$ and $c : S \to \mathbb{R}$. Let $\varphi : S \times S \to \mathbb{R}$.
Let $A, B \in \mathbb{R}^{d \times d}$ and $a, b \in \mathbb{R}^d$. Let $\mathrm{net} : F \to K$.
Let $\lambda \in \mathbb{R}$. Let $N(i) \subseteq S$. Let $\kappa : S \to \mathbb{R}$.
"""


def read(claim: str, more: str = "", macros: str = "") -> Document:
    """A document whose proposition says the claim, under the setting and further sentences."""
    before = BEGIN.replace("\\begin{document}", macros + "\\begin{document}")
    text = before + SETTING + more + "\n\\end{setting}\n\\begin{proposition}\\label{p}\n"
    return read_document("x.tex", text + claim + "\n\\end{proposition}\n\\end{document}\n")


def sides(claim: str, more: str = "", macros: str = "") -> tuple[Term, Term]:
    document = read(claim, more, macros)
    assert not document.diagnostics, document.diagnostics
    statement = document.propositions[0].claims[0].statement
    assert isinstance(statement, Comparison)
    return statement.left.term, statement.right.term


def claimed(claim: str, more: str) -> str:
    """The verdict on a claim that can be read."""
    document = read(claim, more)
    assert not document.diagnostics, document.diagnostics
    return str(check_document(document, Options(general_only=True)).propositions[0].claim)


def refusals(claim: str, more: str = "") -> list[Diagnostic]:
    return list(read(claim, more).diagnostics)


ALIKE = [
    # a name
    (r"\mathrm{net}(f(i))", r"net(f(i))"),
    (r"\operatorname*{net}(f(i))", r"net(f(i))"),
    (r"\mathrm{gh}i", r"g h i"),
    (r"∑_{j∈S} φ(i, j)·f_j", r"\sum_{j\in S} \varphi(i,j) f(j)"),  # signs of other keyboards
    (r"\sum_{j\in S}　f（j）", r"\sum_{j\in S} f(j)"),
    ("f\u200b(i)", "f(i)"),
    # exponentials and softmax
    (r"e^{c(i)}", r"\exp(c(i))"),
    (r"\frac{\mathrm{e}^{c(i)}}{\sum_{j\in S} e^{c(j)}}", r"\frac{\exp(c(i))}{\sum_{j\in S} \exp(c(j))}"),
    (r"\sum_{j\in S} \mathrm{softmax}_j(c(j)) f(j)", r"\sum_{j\in S} \sigma_j(c(j)) f(j)"),
    (r"\sum_{j\in S} \operatorname{softmax}_{j}\left(c(j)\right) f(j)", r"\sum_{j\in S} \sigma_j(c(j)) f(j)"),
    (r"\sum_{j\in N(i)} \text{softmax}_{j \in N(i)}(c(j)) f(j)", r"\sum_{j\in N(i)} \sigma_j(c(j)) f(j)"),
    (r"\mathrm{softmax}_{j \in N(i)}(w(i,j))", r"\frac{\exp(w(i,j))}{\sum_{k\in N(i)} \exp(w(i,k))}"),
    (r"\sum_{j\in S} \mathrm{softmax}_{j \in N(i)}(c(j)) f(j)",
     r"\sum_{j\in S} \frac{\exp(c(j))}{\sum_{k\in N(i)} \exp(c(k))} f(j)"),
    # pairings
    (r"q(f(i)) \cdot p(f(j))", r"\langle q(f(i)), p(f(j))\rangle"),
    (r"q(f(i))^\top p(f(j))", r"\langle q(f(i)), p(f(j))\rangle"),
    (r"(q(f(i)))^{T} p(f(j)) v(f(j))", r"\langle q(f(i)), p(f(j))\rangle v(f(j))"),
    (r"\lambda q(f(i)) \cdot p(f(j))", r"\lambda \langle q(f(i)), p(f(j))\rangle"),
    (r"a^\top A B b", r"\langle a, A B b\rangle"),
    (r"a^\top b", r"\langle a, b\rangle"),
    (r"\left\lVert q(f(i)) \right\rVert^2", r"\langle q(f(i)), q(f(i))\rangle"),
    (r"\|f(i)\|^{4}", r"\langle f(i), f(i)\rangle^2"),
    # sizes
    (r"\frac{1}{|S|}", r"\frac{1}{\sum_{j\in S} 1}"),
    (r"\left|N(i)\right| f(i)", r"(\sum_{j\in N(i)} 1) f(i)"),
    (r"\lvert G \rvert", r"\sum_{h\in G} 1"),
    (r"|S \times G|", r"\sum_{(j,h)\in S\times G} 1"),
    # arguments as subscripts
    (r"f_i", r"f(i)"),
    (r"\sum_{j\in S} w_{ij} f_j", r"\sum_{j\in S} w(i,j) f(j)"),
    (r"w_{gi,j}", r"w(gi,j)"),
    (r"f_{\pi i} + f_{\pi(i)}", r"f(\pi i) + f(\pi i)"),
    (r"q(f_i - z_j)", r"q(f(i) - z(j))"),
]  # fmt: skip


@pytest.mark.parametrize(("short", "long"), ALIKE)
def test_alike(short: str, long: str) -> None:
    left, right = sides(f"${short} = {long}$")
    assert alpha_equal(left, right), (left, right)


DECLARED = [
    (r"Define $T_g[f](i) := f(g^{-1}i)$.", r"T_{\pi h}[z](k)", r"T_{\pi h}[z]_k"),
    (r"Define $(T_g f)(i) := f(g^{-1}i)$.", r"(T_{\pi} T_h z)(k)", r"T_{\pi}[T_h[z]](k)"),
    (r"Define $y_i := \sum_{j\in S} w_{ij} f_j$.", r"y_{gk}", r"y(gk)"),
    (r"Define $y[f]_{ij} := w_{ij} f_j$.", r"y[z]_{ki}", r"y[z](k, i)"),
    (r"Let $u \in F$.", r"L_g[f]_i", r"L_g[f](i)"),
    (r"Define $y_i := f_i$ for all $i$.", r"y_k", r"y(k)"),
    (r"Let $u_i \in F$ for $i \in S$.", r"q(u_k)", r"q(u(k))"),
    (r"Let $u_{ij} \in \mathbb{R}$.", r"u_{kj} f_j", r"u(k,j) f(j)"),
    (r"Let $\phi_i : F \to K$ for $i \in S$.", r"\phi_k(f_j)", r"\phi(k)(f(j))"),
    (r"Define $[\kappa \star f](i) := \sum_{j\in S} \kappa(j) f(j)$.", r"[\kappa \star L_g f](i)",
     r"\star[\kappa, L_g[f]](i)"),
    (r"Define $(\kappa * f)(i) := \sum_{j\in S} \kappa(j) f(j)$.", r"(\kappa * L_g f)(i)", r"\ast[\kappa, L_g[f]](i)"),
    (r"Define $[\kappa \ast f](i) := \sum_{j\in S} \kappa(j) f(j)$.", r"L_g[\kappa * f](i)",
     r"L_g[\ast[\kappa, f]](i)"),
    (r"Let $s, t \in F$. Define $s \oplus t := 2s + t$.", r"f(i) \oplus (f(j) + f(k))", r"\oplus(f(i), f(j) + f(k))"),
    (r"Define $m(i) \triangleq f(i)$. Define $n(i) \equiv f(i)$.", r"m(i) + n(i)", r"m(i) + n(i)"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "short", "long"), DECLARED)
def test_families(sentence: str, short: str, long: str) -> None:
    left, right = sides(f"${short} = {long}$", sentence)
    assert alpha_equal(left, right), (left, right)


DIFFERENT = [
    (r"w_{ij}", r"w(j,i)"),
    (r"\sum_{j\in S} \mathrm{softmax}_{j \in N(i)}(c(j)) f(j)", r"\sum_{j\in S} \sigma_j(c(j)) f(j)"),
    (r"|N(i)|", r"|N(j)|"),
    (r"\|f(i)\|^4", r"\langle f(i), f(i)\rangle"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different(one: str, other: str) -> None:
    left, right = sides(f"${one} = {other}$")
    assert not alpha_equal(left, right)


REFUSED = [
    (r"f_1 = f(i)", "E201"),  # a number is no position
    (r"f_g = f(i)", "E201"),  # nor is an element of the group
    (r"w_i = w(i,j)", "E201"),  # nor one position a pair
    (r"q(f(i))^\top v(f(i)) = c(i)", "E204"),  # of two spaces
    (r"q(f(i)) \cdot v(f(i)) = c(i)", "E204"),
    (r"q(f(i))^\top = q(f(i))", "E203"),
    (r"\lVert f(i)\rVert = c(i)", "E108"),
    (r"|c(i)| = c(i)", "E108"),
    (r"|F| = c(i)", "E209"),
    (r"\mathrm{gate}(f(i)) = f(i)", "E201"),
    (r"\mathrm{softmax}_j(c(j)) = c(j)", "E207"),
    (r"\mathrm{softmax}_{j\in F}(c(j)) = c(j)", "E209"),
]


@pytest.mark.parametrize(("claim", "code"), REFUSED)
def test_refused(claim: str, code: str) -> None:
    assert [problem.code for problem in refusals(f"${claim}$")] == [code]


def test_a_carrier_gives_way_to_a_declared_name() -> None:
    """``V`` for the set of the points is not the module."""
    text = BEGIN + r"Let $V$ be a finite set on which $G$ acts. Let $i, j \in V$. Let $N(i) \subseteq V$." + "\n"
    document = read_document("x.tex", text + "\\end{setting}\n\\end{document}\n")
    assert not document.diagnostics
    assert document.settings[0].roles.plain_set


NODES = r"""\begin{setting}
Let $\Sigma$ be a group. Let $\mathcal{V}$ be a finite set on which $\Sigma$ acts.
Let $i, j \in \mathcal{V}$ and $\sigma \in \Sigma$. Let $A$, $B$ and $C$ be feature spaces.
Let $h : \mathcal{V} \to A$ be the node features. Let $w : \mathcal{V} \times \mathcal{V} \to B$ be edge weights.
"""


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (r"\sum_j h_j", r"\sum_{j\in\mathcal{V}} h(j)"),
        (r"\sum_\sigma h_{\sigma i}", r"\sum_{\sigma\in\Sigma} h(\sigma i)"),
        (r"\sum_{\substack{j \in \mathcal{V} \\ \sigma \in \Sigma}} h_{\sigma j}",
         r"\sum_{j\in\mathcal{V},\sigma\in\Sigma} h(\sigma j)"),
    ],
)  # fmt: skip
def test_whole_sets(short: str, long: str) -> None:
    """Without a neighbourhood in the setting, a sum over j runs over all j."""
    text = BEGIN.replace("\\begin{setting}\n", NODES) + "\\end{setting}\n\\begin{lemma}\n$" + short + " = " + long
    statement = read_document("x.tex", text + "$\n\\end{lemma}\n\\end{document}\n").propositions[0].claims[0].statement
    assert isinstance(statement, Comparison)
    assert alpha_equal(statement.left.term, statement.right.term)


def test_a_sum_without_a_set_beside_a_neighbourhood() -> None:
    assert [problem.code for problem in refusals(r"$\sum_j f_j = f(i)$")] == ["E206"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.5\n%\xd0\xd4\n", "a PDF"),
        ("\\documentclass{article}".encode("utf-16"), "a text in UTF-16"),
        (b"\x7fELF" + bytes(100), "no text but a binary file"),
    ],
)
def test_what_is_no_text_is_told_once(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "x.tex"
    path.write_bytes(data)
    found = read_document(path).diagnostics
    assert [(one.code, one.facts["found"]) for one in found] == [("E113", kind)]


@pytest.mark.parametrize("name", ["theorem*", "thm", "lem", "prop", "cor", "claim", "lemma*"])
def test_other_names_of_propositions(name: str) -> None:
    text = BEGIN + SETTING + "\\end{setting}\n\\begin{" + name + "}$f_i = f(i)$\\end{" + name + "}\n\\end{document}\n"
    document = read_document("x.tex", text)
    assert not document.diagnostics
    assert len(document.propositions) == 1


LAYER = r"Let $\Phi : (S \to F) \to (S \to K)$ and $\Psi : (S \to K) \to (S \to U)$. Let $u : S \to K$."


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (r"(\Phi \circ L_g)[f](i)", r"\Phi[L_g[f]](i)"),
        (r"(L_g \circ \Phi)[f](i)", r"L_g[\Phi[f]](i)"),
        (r"(\Psi \circ \Phi \circ L_g)[f](i)", r"\Psi[\Phi[L_g[f]]](i)"),
        (r"(\Psi \circ L_g \circ \Phi)[f](i)", r"\Psi[L_g[\Phi[f]]](i)"),
        (r"(L_g \circ \Psi \circ \Phi)[f](i)", r"L_g[\Psi[\Phi[f]]](i)"),
    ],
)
def test_layers_composed_with_the_action(short: str, long: str) -> None:
    left, right = sides(f"${short} = {long}$", LAYER)
    assert alpha_equal(left, right), (left, right)


def test_a_layer_that_commutes_is_an_equation_of_operators() -> None:
    left, right = sides(r"$\Phi \circ L_g = L_g \circ \Phi$", LAYER)
    long = sides(r"$\Phi[L_g[f]](i) = L_g[\Phi[f]](i)$", LAYER)
    assert not alpha_equal(left, right)
    assert {type(left), type(right)} == {type(side) for side in long}


@pytest.mark.parametrize(
    "claim",
    [
        r"$f_{gi} = f(gi) \quad \forall g \in G$",
        r"$f_{gi} = f(gi) \qquad (\forall g \in G, \, i \in S)$",
        r"$\forall g, h \in G,\ i \in S: f_{gi} = f(gi)$",
        r"\[ f_{gi} = f(gi), \; \forall \, g \in G. \]",
        r"\begin{equation} f_{gi} = f(gi), \qquad i \in S. \end{equation}",
        r"$f_{gi} \overset{(1)}{=} f(gi)$",
        r"$f_{gi} = f(gi), \quad \forall g \in G,\ \forall i \in S$",
        r"$\forall g \in G\ \forall i \in S: f_{gi} = f(gi)$",
        r"$f_{gi} \stackrel{\text{def}}{=} \underbrace{f(gi)}_{\text{moved}}$",
    ],
)
def test_what_stands_beside_an_equation(claim: str) -> None:
    document = read(claim)
    assert not document.diagnostics, document.diagnostics
    (one,) = document.propositions[0].claims
    assert isinstance(one.statement, Comparison)
    assert alpha_equal(one.statement.left.term, one.statement.right.term)


@pytest.mark.parametrize(
    "claim", [r"$f_i = z_i \; \forall i \in S \implies f_j = z_j$", r"$f_i = q(\forall i)$", r"$\exists i: f_i = z_i$"]
)
def test_quantifiers_that_would_change_a_claim(claim: str) -> None:
    assert "E108" in [problem.code for problem in refusals(claim)]


def test_sums_that_nobody_writes_are_re_indexed_with_those_that_are_named() -> None:
    """The size of N(i) and the denominator of a softmax of its own."""
    more = r"Define $a_{ij} := \mathrm{softmax}_{j\in N(i)}(w_{ij})$. Assume that $N$ is stable under $G$."
    steps = r"""\end{proposition}
\begin{proof}
\begin{align*}
\frac{1}{|N(i)|} \sum_{j \in N(i)} f_{g^{-1}j}
 &= \frac{1}{|N(g^{-1}i)|} \sum_{j \in N(g^{-1}i)} f_j && \text{re-indexing $j \mapsto gj$, since $N$ is stable}
\end{align*}
\end{proof}
"""
    text = (
        BEGIN + SETTING + more + "\n\\end{setting}\n\\begin{proposition}\n$f_i = f_i$\n" + steps + "\\end{document}\n"
    )
    document = read_document("x.tex", text)
    (step,) = document.propositions[0].chains[0].steps
    names = {part.variable.name for part in step.reason.parts if isinstance(part, ByReindexing)}
    assert names == {"j", "s"}


@pytest.mark.parametrize(
    "claim",
    [
        r"$f_i = z_i, \quad i \in N(j)$",
        r"$f_i = z_i$ for all $i \in N(j)$",
        r"$f_i = z_i \quad \forall i \in G$",
        r"$f_i = z_i$ for all $i \in G$",
    ],
)
def test_a_smaller_set_is_not_passed_over(claim: str) -> None:
    """It would make the claim a stronger one, which may be false."""
    document = read(claim)
    assert [problem.code for problem in document.diagnostics] == ["E145"]
    assert not document.propositions[0].claims


def test_an_operation_that_is_declared() -> None:
    more = r"Let $\odot : F \times F \to F$."
    left, right = sides(r"$f_i \odot \sum_{j\in S} z_j = \odot(f(i), \sum_{j\in S} z(j))$", more)
    assert alpha_equal(left, right)


@pytest.mark.parametrize(
    ("sentence", "claim", "name"),
    [
        (r"Let $\lVert\cdot\rVert : F \to \mathbb{R}$.", r"$\|f_i - f_j\| = c(i)$", r"\lVert\cdot\rVert"),
        (r"Let $\|\cdot\| : F \to \mathbb{R}$.", r"$\left\lVert f_i - f_j \right\rVert = c(i)$", r"\lVert\cdot\rVert"),
        (r"Let $|\cdot| : \mathbb{R} \to \mathbb{R}$.", r"$|c(j)| = c(i)$", r"\lvert\cdot\rvert"),
    ],
)
def test_bars_that_are_declared(sentence: str, claim: str, name: str) -> None:
    left, _ = sides(claim, sentence)
    assert isinstance(left, Apply)
    assert left.fn.name == name
    assert sides(f"${latex(left)} = {latex(left)}$", sentence) == (left, left)  # what is printed is read as the same


@pytest.mark.parametrize(
    "row",
    [
        r"&= \sum_{j\in S} f(j) && \text{re-index the sum over $j$}.",
        r"&= \sum_{j\in S} f(j) & \text{re-index the sum over $j$},",
        r"&= \sum_{j\in S} f(j) \qquad (\text{re-index the sum over $j$}).",
        r"&= \sum_{j\in S} f(j) && [\text{re-index the sum over $j$}]",
        r"&= \sum_{j\in S} f(j) && (\text{by re-indexing } j \mapsto gj)",
        r"&= \sum_{j\in S} f(j), & \because j \mapsto gj \text{ is a bijection}.",
        r"&= \sum_{j\in S} f(j) \qquad (j \mapsto gj)",
        r"&= \sum_{j\in S} f(j). \quad [j \mapsto gj]",
        r"&= \sum_{j\in S} f(j) \tag*{(1)} && \text{re-index the sum over $j$}",
    ],
)
def test_reasons_in_brackets_and_with_full_stops(row: str) -> None:
    text = BEGIN + SETTING + "\\end{setting}\n\\begin{lemma}\n$f_i = f_i$\n\\end{lemma}\n\\begin{proof}\n\\begin{align*}\n"
    text += r"\sum_{j\in S} f(g^{-1}j) " + row + "\n\\end{align*}\n\\end{proof}\n\\end{document}\n"
    document = read_document("x.tex", text)
    assert not document.diagnostics, document.diagnostics
    (step,) = document.propositions[0].chains[0].steps
    assert [part.variable.name for part in step.reason.parts if isinstance(part, ByReindexing)] == ["j"]
    assert isinstance(step.right, Formula)
    assert alpha_equal(step.right.term, sides(r"$\sum_{k\in S} f(k) = f_i$")[0])


@pytest.mark.parametrize(
    "sentence",
    [
        r"Define $m : f \mapsto \sum_{j\in S} f(j)$.",
        r"Let $m : f \longmapsto \sum_{j\in S} f(j)$.",
        r"Define $m[f] \triangleq \sum_{j\in S} f(j)$.",
        r"Define $m[f] \equiv \sum_{j\in S} f(j)$.",
        r"Define $m[f] \overset{\mathrm{def}}{=} \sum_{j\in S} f(j)$.",
        r"Define $\sum_{j\in S} f(j) =: m[f]$.",
    ],
)
def test_signs_that_define(sentence: str) -> None:
    document, plain = (read("$f_i = f_i$", one) for one in (sentence, r"Define $m[f] := \sum_{j\in S} f(j)$."))
    assert not document.diagnostics, document.diagnostics
    found, wanted = (one.settings[-1].definitions for one in (document, plain))
    ((one, other),) = zip(found.values(), wanted.values(), strict=True)
    assert (one.symbol, one.parameters) == (other.symbol, other.parameters) and alpha_equal(one.body, other.body)


TWO_FAMILIES = r"Define $y_{ij} := w_{ij} f_j$. Define $y_i := \sum_{j\in S} y_{ij}$. "


@pytest.mark.parametrize(
    ("sentence", "short", "long"),
    [
        (TWO_FAMILIES, r"y_{gk}", r"\sum_{j\in S} y_{gk,j}"),
        (TWO_FAMILIES, r"y_{ki}", r"w(k,i) f(i)"),
        (r"Define $y_i := q(f_i)$. Define $y_{ij} := y_i + y_j$.", r"y_{kj}", r"y_k + y_j"),
        (r"Let $u_{ij} \in F$. Define $u_i[z] := \sum_{j\in S} u_{ij}$.", r"u_{gk}[f]", r"\sum_{j\in S} u(gk,j)"),
    ],
)
def test_one_name_with_two_numbers_of_subscripts(sentence: str, short: str, long: str) -> None:
    assert claimed(f"${short} = {long}$", sentence) == "proved"


@pytest.mark.parametrize("claim", ["$y_{kij} = f_i$", "$y_g = f_i$", "$y = f_i$"])
def test_neither_of_two_families(claim: str) -> None:
    assert {one.code for one in refusals(claim, TWO_FAMILIES)} <= {"E201", "E203", "E211"}
    assert refusals(claim, TWO_FAMILIES)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (r"f(g^{-1}\cdot)(i)", r"L_gf(i)"),
        (r"f(\,g^{-1}\,\cdot\,)(i)", r"f(g^{-1}i)"),
        (r"f(\cdot)(i)", r"f(i)"),
        (r"f(hg\cdot)(i)", r"f(hgi)"),
        (r"w(g\cdot,g\cdot)(i,j)", r"w(gi,gj)"),
        (r"\Psi[f(g^{-1}\cdot)](i)", r"\Psi[L_gf](i)"),
        (r"\sum_{j \in gN(i)} f(j)", r"\sum_{g^{-1}j \in N(i)} f(j)"),
        (r"\sum_{j \in gh\cdot N(i)} f(j)", r"\sum_{h^{-1}g^{-1}j \in N(i)} f(j)"),
        (r"\sum_{j \in M(i)} f(j)", r"\sum_{j \in S\setminus\{i\}} f(j)"),
        (r"\sum_{j \in M_{gi}} f(j)", r"\sum_{j \neq gi} f(j)"),
        (r"|S \setminus \{i\}|", r"|S| - 1"),
        (r"\frac{1}{|M(gi)|} f(i)", r"\frac{1}{|S| - 1} f(i)"),
        (r"|gN(i)|", r"|N(i)|"),
        (r"\sum_{j \in D_i} f(j)", r"\sum_{k \in D(i)} f(k)"),
        (r"\sum_{j \in D_{gi}} f(j)", r"\sum_{j \in D(gi)} f(j)"),
        (r"\sum_{j \in gD_i} f(j)", r"\sum_{g^{-1}j \in D(i)} f(j)"),
        (r"\frac{1}{|D_i|} f(i)", r"\frac{1}{\sum_{j \in D(i)} 1} f(i)"),
    ],
)
def test_places_and_sets(short: str, long: str) -> None:
    more = r"Let $\Psi : (S \to F) \to (S \to F)$. Put $M(i) := S \setminus \{i\}$. Let $D_i \subseteq S$."
    assert claimed(f"${short} = {long}$", more) == "proved"


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        (r"$w(i,\cdot)(j) = w(i,j)$", "E108"),
        (r"$w(g\cdot,\cdot)(i,j) = w(i,j)$", "E108"),
        (r"$q(g\cdot) = q$", "E204"),
        (r"$f(i \cdot)(j) = f(j)$", "E203"),
        (r"$[\cdot] = f(i)$", "E108"),
        (r"$\sum_{j \in iN(i)} f(j) = f(i)$", "E203"),
        (r"$\sum_{j \in gS} f(j) = f(i)$", "E209"),
        (r"$|S \setminus \{g\}| = |S|$", "E209"),
        (r"$|S \setminus \{i,j\}| = |S|$", "E108"),
    ],
)
def test_places_and_sets_that_mean_nothing(claim: str, code: str) -> None:
    assert [one.code for one in refusals(claim)] == [code]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        (r"Put $M(i) := S \setminus \{j\}$.", "E102"),  # j would be that of the place where M is used
        (r"Put $f(i) := S \setminus \{i\}$.", "E251"),
        (r"Put $M(i) := N(i) \setminus \{i\}$.", "E102"),
    ],
)
def test_names_of_other_sets(sentence: str, code: str) -> None:
    assert [one.code for one in refusals("$f_i = f_i$", sentence)] == [code]


SCORE = r"Define $s_f(i,j) := \langle q(f(i)), p(f(j))\rangle$. "


@pytest.mark.parametrize(
    ("sentence", "short", "long"),
    [
        (SCORE, r"s_{L_gz}(k,i)", r"\langle q(z(g^{-1}k)), p(z(g^{-1}i))\rangle"),
        (SCORE, r"s_{f+z}(k,i)", r"\langle q(f(k)+z(k)), p(f(i)+z(i))\rangle"),
        (SCORE + r"Define $m[f](i) := \sum_{j\in S} s_f(i,j) f(j)$.", r"m[z](k)",
         r"\sum_{j\in S} \langle q(z(k)), p(z(j))\rangle z(j)"),
        (r"Define $s_{f,z}(i) := c(i) (f(i) + z(i))$.", r"s_{z,L_gf}(k)", r"c(k) (z(k) + f(g^{-1}k))"),
        (r"Let $\hat f : S \to F$. Define $s_{\hat f}(i) := q(\hat f(i))$.", r"s_{z}(k)", r"q(z(k))"),
    ],
)  # fmt: skip
def test_a_signal_below_a_name_is_a_parameter(sentence: str, short: str, long: str) -> None:
    assert claimed(f"${short} = {long}$", sentence) == "proved"


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        (r"Define $s(i,j) := \langle q(f(i)), p(f(j))\rangle$. Define $m[f](i) := \sum_{j\in S} s(i,j) f(j)$.", "E260"),
        (r"Define $s(i) := c(j) f(i)$. Define $m(j) := s(j)$.", "E260"),  # the j of c(j) is another one
        (SCORE + r"Define $m(i) := s_q(i,i)$.", "E201"),  # q is no signal
        (SCORE + r"Define $m(i) := s_{gf}$.", ""),  # the action on f
    ],
)
def test_a_definition_does_not_hide_a_parameter(sentence: str, code: str) -> None:
    assert [one.code for one in refusals("$f_i = f_i$", sentence)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (r"\sum_{l\in S} w(l,i) f(l)", r"\sum_{j\in S} w(j,i) f(j)"),
        (r"\sum_{u\in G} f(u^{-1}i)", r"\sum_{h\in G} f(h^{-1}i)"),
        (r"\sum_{\ell'\in N(i)} f_{\ell'}", r"\sum_{j\in N(i)} f(j)"),
        (r"\sum_{(l,u)\in S\times G} f(ul)", r"\sum_{(j,h)\in S\times G} f(hj)"),
        (r"\mathrm{softmax}_{l \in N(i)}(w(i,l))", r"\mathrm{softmax}_{l \in N(i)}(w(i,l))"),
    ],
)
def test_bound_letters_that_are_not_declared(short: str, long: str) -> None:
    if "softmax" in short:
        assert "E201" in [one.code for one in refusals(f"${short} = c(i)$")]  # nothing binds it
        return
    left, right = sides(f"${short} = {long}$")
    assert alpha_equal(left, right), (left, right)
