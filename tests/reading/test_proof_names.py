"""Names that the text of a proof gives hold for its displays; what would change the claim is refused."""

from __future__ import annotations

import pytest

from symproof import Options, check_document, read_document
from symproof.theory.document import Document
from symproof.writing.render import render
from tests.reading.malformed import HEAD, TAIL

SETTING = r"""\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j, i' \in S$, $y \in V$ and $h, k \in \mathcal{H}$. Let $F$ be a feature space. Let $f : S \to F$.
Define $m[f](i) := \sum_{j\in S} f(j) + f(i)$.
\end{setting}
\begin{proposition}\label{p}
$m[L_yf](i) = L_y[m[f]](i)$
\end{proposition}
"""
CHAIN = r"""\begin{align*}
m[L_yf](i) &= \sum_{j\in S} L_yf(j) + f(i') \\
&= \sum_{j\in S} f(j) + f(i') && \text{re-index the sum over $j$} \\
&= L_y[m[f]](i)
\end{align*}
"""
GIVEN = r"i' := x^{-1}(x(i) - y)"


def proved(text: str) -> Document:
    return read_document("x.tex", HEAD + SETTING + "\\begin{proof}\n" + text + "\n\\end{proof}\n" + TAIL)


def verdicts(text: str) -> list[str]:
    document = proved(text)
    assert not [d for d in document.diagnostics if d.severity == "error"], document.diagnostics
    return [step.verdict.value for step in check_document(document, Options(general_only=True)).propositions[0].steps]


PLACES = [
    rf"Write ${GIVEN}$." + CHAIN,
    rf"Let ${GIVEN}$. Then" + CHAIN,
    CHAIN + rf"where ${GIVEN}$.",  # behind its first use
    rf"We abbreviate ${GIVEN}$ and substitute." + CHAIN,
    CHAIN + rf"Here ${GIVEN}$ is the position that $y$ moves to $i$.",
]


@pytest.mark.parametrize("text", PLACES)
def test_the_name_holds_for_all_displays(text: str) -> None:
    assert verdicts(text) == ["proved", "proved", "proved"]


def test_without_it_the_name_is_any_position() -> None:
    assert verdicts(CHAIN) == ["refuted", "proved", "refuted"]


def test_a_wrong_one_is_found() -> None:
    assert verdicts(r"Write $i' := x^{-1}(x(i) + y)$." + CHAIN) == ["refuted", "proved", "refuted"]


def test_a_name_that_nothing_declares() -> None:
    text = CHAIN.replace("i'", r"\bar i")
    assert verdicts(r"Let $\bar i = x^{-1}(x(i) - y)$ be the moved position." + text) == ["proved"] * 3


def test_said_twice_it_is_said_once() -> None:
    assert verdicts(rf"Write ${GIVEN}$. Recall that ${GIVEN}$." + CHAIN) == ["proved"] * 3


REFUSED = [
    (r"Write $i := x^{-1}(x(j) - y)$." + CHAIN, "E251"),  # i is free in the claim
    (rf"Write ${GIVEN}$ and $i' := x^{{-1}}(x(i) + y)$." + CHAIN, "E252"),
    (r"Write $i' := x^{-1}(x(i) - z)$." + CHAIN, "E201"),
    (r"Write $i' := x^{-1}(x(i) - y$." + CHAIN, "E101"),
    (r"Write $j := x^{-1}(x(i) - y)$." + CHAIN, "E205"),  # an abbreviation must not be bound
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_what_cannot_be_given(text: str, code: str) -> None:
    assert code in [d.code for d in proved(text).diagnostics]


def test_other_equations_of_a_text_give_nothing() -> None:
    """``$j = x^{-1}(x(k) + y)$`` tells what is substituted; j stays the variable of the sum."""
    document = proved(r"We put $j = x^{-1}(x(i') + y)$." + CHAIN.replace("i'", "i"))
    assert not document.propositions[0].setting.abbreviations


def test_the_claim_is_judged_without_it() -> None:
    report = check_document(proved(rf"Write ${GIVEN}$." + CHAIN), Options(general_only=True)).propositions[0]
    assert report.claims[0].verdict.value == "proved"


def test_rendered_it_is_read_back() -> None:
    document = proved(rf"Write ${GIVEN}$." + CHAIN)
    again = read_document("y.tex", render(check_document(document, Options(general_only=True))))
    old, new = document.propositions[0], again.propositions[0]
    assert not [d for d in again.diagnostics if d.severity == "error"]
    assert [step.right.term for step in new.chains[0].steps] == [step.right.term for step in old.chains[0].steps]
    assert new.setting.abbreviations.keys() == old.setting.abbreviations.keys()


def test_a_reason_names_a_law_with_its_own_variables() -> None:
    before = SETTING.replace(r"\end{setting}", r"Let $b : V \to F$ with $b(kw) = b(w)$ for all $k \in \mathcal{H}$, "
                             r"$w \in V$." + "\n\\end{setting}").replace(r"$m[L_yf](i) = L_y[m[f]](i)$", "$b(hy) = b(y)$")  # fmt: skip
    text = HEAD + before + "\\begin{proof}\n\\[ b(hy) = b(y) \\qquad \\text{$b(kw) = b(w)$} \\]\n\\end{proof}\n" + TAIL
    report = check_document(read_document("x.tex", text), Options(general_only=True)).propositions[0]
    assert [step.verdict.value for step in report.steps] == ["proved"]
    assert not report.proposition.diagnostics


LAYER = r"""\begin{setting}
Let $G$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection. Let $F$ be a feature space.
Let $f : S \to F$. Let $i, j \in S$ and $g \in G$. Let $N(i) \subseteq S$. ASSUMED
\end{setting}
\begin{proposition}\label{p} $\sum_{j\in N(i)} f(g^{-1}j) = \sum_{j\in N(g^{-1}i)} f(j)$ \end{proposition}
\begin{proof}
\[ \sum_{j\in N(i)} f(g^{-1}j) = \sum_{j\in N(g^{-1}i)} f(j) \qquad \text{re-index, $N$ is invariant} \]
\end{proof}
"""


@pytest.mark.parametrize(
    ("assumed", "verdict", "codes"),
    [("Assume that $N$ is stable under $G$.", "proved", []), ("", "refuted", ["E127"]),
     ("Assume that $N$ is translation-equivariant.", "refuted", [])],
)  # fmt: skip
def test_an_invariant_neighbourhood_is_what_is_assumed_of_it(assumed: str, verdict: str, codes: list[str]) -> None:
    document = read_document("x.tex", HEAD + LAYER.replace("ASSUMED", assumed) + TAIL)
    report = check_document(document, Options(general_only=True)).propositions[0]
    assert ([step.verdict.value for step in report.steps], [d.code for d in document.diagnostics]) == ([verdict], codes)


CHANGED = r"""\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j, k \in S$, $y \in V$ and $h \in \mathcal{H}$. Let $F$ be a feature space. Let $f : S \to F$ and $q, p : F \to F$.
Let $a \in F$. Define $c(i) := q(f(i))$ and $d(i) := f(i) + f(k)$. Assume that $p(p(a)) = p(a)$ for all $a$.
\end{setting}
\begin{proposition}\label{p} $CLAIM$ \end{proposition}
"""
SAID = [
    ("q(f(i)) = f(i)", "For example take $q(a) := a$."),
    ("c(i) = f(i)", "Write $q(a) := a$."),  # c speaks of q
    ("d(i) = f(i) + f(i)", "Write $k := i$."),
    ("d(i) = f(i) + f(i)", "Write $k = i$."),
    ("L_hf(i) = f(i)", "Define $L_h[f](i) := f(i)$."),
    ("L_hf(i) = f(i)", "Define $L_h[f](i) = f(i)$."),
    ("L_hc(i) = c(i)", "Define $L_h[c](i) := c(i)$."),
    ("p(f(i)) = f(i)", "Write $p(a) := a$."),
    ("f(i) = a", "Write $p(a) := a$."),  # of which something is assumed
    ("hi = i", "Write $h := e$."),
]


@pytest.mark.parametrize(("claim", "said"), SAID)
def test_a_proof_does_not_change_what_is_claimed(claim: str, said: str) -> None:
    text = HEAD + CHANGED.replace("CLAIM", claim) + rf"\begin{{proof}} {said} \[ {claim} \] \end{{proof}}" + TAIL
    report = check_document(read_document("x.tex", text), Options(general_only=True)).propositions[0]
    assert report.claim.value == "refuted"
    assert [step.verdict.value for step in report.steps] == ["refuted"]


def test_a_name_that_no_claim_rests_on_may_be_given_a_meaning() -> None:
    text = HEAD + CHANGED.replace("CLAIM", "f(i) = f(i)") + (
        r"\begin{proof} Write $q(a) := a$. \[ f(i) = q(f(i)) = f(i) \] \end{proof}") + TAIL  # fmt: skip
    document = read_document("x.tex", text.replace(r"c(i) := q(f(i))$ and $", ""))
    report = check_document(document, Options(general_only=True)).propositions[0]
    assert [step.verdict.value for step in report.steps] == ["proved", "proved"]
