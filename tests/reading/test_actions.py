"""The action on functions in the notations of the literature, each beside ``L_g`` and beside its values."""

from __future__ import annotations

import pytest

from symproof.reading.read import read_document
from symproof.terms import Term, alpha_equal
from symproof.theory.document import Comparison, Document
from symproof.theory.setting import Setting
from tests.reading.malformed import HEAD as BEGIN

SET = r"""Let $G$ be a group. Let $S$ be a finite set on which $G$ acts. Let $i, j \in S$ and $g, h, k \in G$.
Let $F$ and $K$ be feature spaces. Let $f, z : S \to F$, $w : S \times G \to K$ and $q : F \to K$.
Let $\Phi : (S \to F) \to (S \to K)$. Let $\rho : S \times S \to \mathbb{R}$.
"""
GRID = r"""Let $G$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection. Let $i, j \in S$,
$y, v \in V$ and $g, h \in G$. Let $F$ be a feature space. Let $f, z : S \to F$ and $\psi : V \to F$.
"""


def read(claim: str, more: str = "", before: str = SET) -> Document:
    text = BEGIN + "\\begin{setting}\n" + before + more + "\n\\end{setting}\n\\begin{lemma}\n"
    return read_document("x.tex", text + claim + "\n\\end{lemma}\n\\end{document}\n")


def sides(claim: str, more: str = "", before: str = SET) -> tuple[Term, Term]:
    document = read(claim, more, before)
    assert not document.diagnostics, document.diagnostics
    statement = document.propositions[0].claims[0].statement
    assert isinstance(statement, Comparison)
    return statement.left.term, statement.right.term


def setting(more: str, before: str = SET) -> Setting:
    document = read("$f(i) = f(i)$", more, before)
    assert not document.diagnostics, document.diagnostics
    return document.settings[-1]


ALIKE = [
    (r"(g \cdot f)(i)", r"L_g[f](i)"),
    (r"(gf)(i)", r"L_g[f](i)"),
    (r"[g \triangleright f](i)", r"L_g[f](i)"),
    (r"(g \rhd f)(g \rhd i)", r"L_g[f](gi)"),
    (r"(g \cdot h \cdot f)(i)", r"L_gL_h[f](i)"),
    (r"(g \cdot (h \cdot f))(i)", r"L_g[L_h[f]](i)"),
    (r"((gh) \cdot f)(i)", r"L_{gh}[f](i)"),
    (r"(g \cdot w)(i, h)", r"L_g[w](i,h)"),
    (r"\Phi[g \cdot f](i)", r"\Phi[L_g[f]](i)"),
    (r"(g \cdot \Phi[f])(i)", r"L_g[\Phi[f]](i)"),
    (r"(g \cdot (f + z))(i)", r"L_g[f + z](i)"),
    (r"({}^g f)(i)", r"L_g[f](i)"),
    (r"{}^{gh}f(i)", r"L_{gh}[f](i)"),
    (r"{}^g({}^hf)(i)", r"L_g[L_h[f]](i)"),
    (r"(f \circ g^{-1})(i)", r"L_g[f](i)"),
    (r"(f \circ g)(i)", r"L_{g^{-1}}[f](i)"),
    (r"(q \circ f \circ g^{-1})(i)", r"(q \circ L_g[f])(i)"),
    (r"\Phi[f \circ g^{-1}](i)", r"\Phi[L_g[f]](i)"),
    (r"(\Phi[f] \circ g^{-1})(i)", r"L_g[\Phi[f]](i)"),
    (r"(\rho \circ g^{-1})(i,j)", r"L_g[\rho](i,j)"),
    (r"L_g \Phi f(i)", r"L_g[\Phi[f]](i)"),
    (r"q(L_gf)(i)", r"q(L_g[f](i))"),  # a map of values before a function in brackets
    (r"q (g \cdot f)(i)", r"q(L_g[f](i))"),
    (r"q(f + z)(i)", r"q(f(i) + z(i))"),
]


@pytest.mark.parametrize(("short", "long"), ALIKE)
def test_without_a_definition(short: str, long: str) -> None:
    left, right = sides(f"${short} = {long}$")
    assert alpha_equal(left, right), (left, right)


NATURAL = [
    (r"Define $(T_gf)(i) := f(g^{-1}i)$.", r"(T_gf)(i)"),
    (r"Define $T_g[f](i) := f(g^{-1}i)$.", r"T_g[f](i)"),
    (r"Define $[\lambda_g f](j) := f(g^{-1}j)$.", r"[\lambda_g f](i)"),
    (r"Define $(\pi(g)f)(i) := f(g^{-1}i)$.", r"(\pi(g)f)(i)"),
    (r"Define $\pi(g)[f](i) := f(g^{-1}i)$.", r"\pi(g)[f](i)"),
    (r"Denote by $\mathcal{L}_g[f](i) = f(g^{-1}i)$ the action of $G$ on functions.", r"\mathcal{L}_g[f](i)"),
    (r"Define $\mathsf{T}_g f := f \circ g^{-1}$.", r"\mathsf{T}_g f(i)"),
    (r"Define $(T_gw)(i, h) := w(g^{-1}i, g^{-1}h)$.", r"(T_gf)(i)"),
    (r"Define $(L_gf)(i) := f(g^{-1}i)$.", r"(L_gf)(i)"),
    (r"Define $(g \cdot f)(i) := f(g^{-1}i)$.", r"(g \cdot f)(i)"),
    (r"Define $(g \triangleright f)(i) := f(g^{-1} \triangleright i)$.", r"(g \triangleright f)(i)"),
    (r"Define $(gf)(i) := f(g^{-1}i)$.", r"(gf)(i)"),
    (r"Define $({}^gf)(i) := f(g^{-1}i)$.", r"({}^gf)(i)"),
    (r"Define $T_gf := f \circ g^{-1}$.", r"T_gf(i)"),
]


@pytest.mark.parametrize(("sentence", "short"), NATURAL)
def test_the_action_under_a_name(sentence: str, short: str) -> None:
    left, right = sides(f"${short} = L_g[f](i)$", sentence)
    assert alpha_equal(left, right), (left, right)
    found = setting(sentence)
    assert not found.definitions and not found.overrides


def test_a_name_for_the_action_serves_every_function() -> None:
    """As L does; a definition would be about functions of one sort."""
    left, right = sides(r"$T_g[\Phi[T_h[f]]](i) = L_g[\Phi[L_h[f]]](i)$", r"Define $(T_gf)(i) := f(g^{-1}i)$.")
    assert alpha_equal(left, right)


@pytest.mark.parametrize(
    ("sentence", "short", "long"),
    [
        (r"Define $(T_gf)(i) := f(x^{-1}(g^{-1}x(i)))$.", r"T_g[\psi](v)", r"L_g[\psi](v)"),
        (r"Define $(T_yf)(i) := f(x^{-1}(x(i) - y))$.", r"T_y[z](i)", r"L_y[z](i)"),
        (r"Define $(T_yf)(i) := f(x^{-1}(-y + x(i)))$. Define $(T_gf)(i) := f(x^{-1}(g^{-1}x(i)))$.",
         r"T_yT_g[z](i)", r"L_yL_g[z](i)"),
    ],
)  # fmt: skip
def test_translations(sentence: str, short: str, long: str) -> None:
    left, right = sides(f"${short} = {long}$", sentence, GRID)
    assert alpha_equal(left, right), (left, right)


@pytest.mark.parametrize(
    "sentence",
    [
        r"Define $(T_gf)(i) := f(gi)$.",
        r"Define $(T_gf)(i) := f(i)$.",
        r"Define $(T_gf)(i) := f(g^{-1}i) + f(i)$.",
        r"Define $(T_gw)(i,h) := w(g^{-1}i,h)$.",
        r"Define $(T_gf)(i) := f(h^{-1}i)$.",
        r"Define $(T_gf)(i) := z(g^{-1}i)$.",
    ],
)
def test_other_operators_stay_definitions(sentence: str) -> None:
    found = setting(sentence)
    assert [symbol.name for symbol in found.definitions] == ["T"]
    assert not found.roles.other_actions


def test_another_action_on_one_function_is_still_an_override() -> None:
    assert [symbol.name for symbol in setting(r"Define $L_g[f](i) := f(gi)$.").overrides] == ["f"]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        (r"Define $(g \cdot f)(i) := f(gi)$.", "E262"),
        (r"Define $(g \triangleright f)(i) := f(i)$.", "E262"),
        (r"Define $({}^gf)(i) := z(g^{-1}i)$.", "E262"),
        (r"Define $(T_gf)(i) := f(g^{-1}i)$. Define $(T_gf)(i) := f(gi)$.", "E251"),
        (r"Define $(T_gf)(i) := f(g^{-1}i)$. Let $T : S \to F$.", "E251"),
        (r"Let $\pi : S \to F$. Define $(\pi(g)f)(i) := f(g^{-1}i)$.", "E251"),
    ],
)
def test_refused(sentence: str, code: str) -> None:
    assert [one.code for one in read("$f(i) = f(i)$", sentence).diagnostics] == [code]


@pytest.mark.parametrize(
    "claim",
    [
        r"$g \cdot f(i) = f(i)$",  # f(i) is no function
        r"$(f \cdot g)(i) = f(i)$",
        r"$(q \circ g)(f(i)) = q(f(i))$",  # G does not act on F
        r"$(i \triangleright f)(i) = f(i)$",
        r"$(g \cdot q)(f(i)) = q(f(i))$",
    ],
)
def test_what_is_no_action(claim: str) -> None:
    assert {one.code for one in read(claim).diagnostics} <= {"E203", "E204"} and read(claim).diagnostics


def test_composition_with_an_element_is_not_an_action_that_the_document_defines() -> None:
    found = read(r"$(\rho \circ g^{-1})(i,j) = \rho(i,j)$", r"Define $L_g[\rho](i,j) := \rho(i,j)$.")
    assert [one.code for one in found.diagnostics] == ["E204"]


def test_where_L_is_something_else_the_action_has_its_other_name() -> None:
    found = setting(r"Let $L : F \to K$. Define $(T_gf)(i) := f(g^{-1}i)$.")
    assert found.roles.action == "T"
    assert setting(r"Define $(T_gf)(i) := f(g^{-1}i)$. Let $L : F \to K$.").roles.action == "T"


@pytest.mark.parametrize("name", [r"\pi(g)", r"\pi_g", r"\pi"])
def test_a_name_is_enough(name: str) -> None:
    for before in ("", r"Let $L : F \to K$."):
        sentence = rf"{before} Denote by ${name}$ the left regular representation of $G$."
        left, right = sides(r"$(\pi(g)\pi(h)f)(i) = (\pi(g)(h \cdot f))(i)$", sentence)
        assert alpha_equal(left, right)


def test_the_reason_may_name_it() -> None:
    text = BEGIN + "\\begin{setting}\n" + SET + r"Define $(T_gf)(i) := f(g^{-1}i)$." + "\n\\end{setting}\n"
    text += "\\begin{lemma}\n$T_g[f](i) = f(g^{-1}i)$\n\\end{lemma}\n\\begin{proof}\n\\[ T_g[f](i) = f(g^{-1}i) "
    for words in (r"definition of $T_g$", r"definition of $T$", r"definition of $g \cdot f$"):
        document = read_document("x.tex", text + r"\qquad \text{" + words + "} \\]\n\\end{proof}\n\\end{document}\n")
        assert not document.diagnostics, document.diagnostics
