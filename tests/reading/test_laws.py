"""Maps that are invariant or equivariant, in words, each beside the equation that says so."""

from __future__ import annotations

import pytest

from symproof.checking.check import Options, check_document
from symproof.reading.read import read_document
from symproof.terms import Var, substitute
from symproof.theory.document import ByHypothesis, Document
from symproof.theory.hypotheses import Equation, Hypothesis
from tests.reading.malformed import HEAD as BEGIN

PLAIN = r"""Let $G$ be a group. Let $S$ be a finite set on which $G$ acts. Let $i, j \in S$ and $g, h \in G$.
Let $F$ and $K$ be feature spaces. Let $f : S \to F$ and $u : S \to K$. Let $c : S \to \mathbb{R}$.
Let $w : S \times S \to \mathbb{R}$, $b : S \times G \to F$ and $\tau : S \to S$.
Let $\Phi : (S \to F) \to (S \to K)$, $\Psi : (S \to F) \to F$ and $q : F \to K$. Let $N(i) \subseteq S$.
"""
GRID = r"""Let $G$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection. Let $i, j \in S$,
$y, v \in V$ and $g, h \in G$. Let $F$ be a feature space. Let $f : S \to F$ and $\psi : V \to F$.
Let $w : S \times S \to \mathbb{R}$ and $\Phi : (S \to F) \to (S \to F)$.
"""


def read(sentences: str, before: str = PLAIN, rest: str = "") -> Document:
    return read_document("x.tex", BEGIN + "\\begin{setting}\n" + before + sentences + "\n\\end{setting}\n" + rest
                         + "\\end{document}\n")  # fmt: skip


def laws(sentences: str, before: str = PLAIN) -> list[tuple[Hypothesis, ...]]:
    """What is assumed, without its wording; the order of what it holds for means nothing."""
    document = read(sentences, before)
    assert not document.diagnostics, document.diagnostics
    found = document.settings[-1].hypotheses
    return [(one.left, one.right, frozenset(one.variables)) for one in found if isinstance(one, Equation)]  # type: ignore[misc]


ALIKE = [
    (r"Assume that $w$ is $G$-invariant.", r"Assume that $w(gi, gj) = w(i, j)$ for all $g \in G$ and $i, j \in S$."),
    (r"Assume that $w$ is invariant under $G$.", r"Assume that $w(gi, gj) = w(i, j)$ for all $g, i, j$."),
    (r"Assume that $w$ is invariant.", r"Assume that $w(gi, gj) = w(i, j)$ for all $g, i, j$."),
    (r"Assume that $c$ and $w$ are invariant under $G$.",
     r"Assume that $c(gi) = c(i)$ for all $g, i$. Assume that $w(gi, gj) = w(i, j)$ for all $g, i, j$."),
    (r"Assume that $b$ is $G$-invariant.", r"Assume that $b(gi, gh) = b(i, h)$ for all $g, h, i$."),
    (r"Assume that $\tau$ is $G$-equivariant.", r"Assume that $\tau(gi) = g\tau(i)$ for all $g, i$."),
    (r"Assume that $\Phi$ is $G$-equivariant.", r"Assume that $\Phi[L_g f] = L_g \Phi[f]$ for all $g$, $f$."),
    (r"Assume that $\Phi$ is equivariant.", r"Assume that $\Phi[L_g f] = L_g \Phi[f]$ for all $g$, $f$."),
    (r"Assume that $\Phi$ is invariant under $G$.", r"Assume that $\Phi[L_g f] = \Phi[f]$ for all $g$, $f$."),
    (r"Assume that $\Psi$ is invariant.", r"Assume that $\Psi[L_g f] = \Psi[f]$ for all $g$, $f$."),
    (r"Let $\Xi : (S \to F) \to (S \to K)$ be an equivariant layer.",
     r"Let $\Xi : (S \to F) \to (S \to K)$. Assume that $\Xi[L_g f] = L_g \Xi[f]$ for all $g$, $f$."),
    (r"Let $a : S \times S \to \mathbb{R}$ be $G$-invariant.",
     r"Let $a : S \times S \to \mathbb{R}$. Assume that $a(gi, gj) = a(i, j)$ for all $g, i, j$."),
]  # fmt: skip


@pytest.mark.parametrize(("words", "law"), ALIKE)
def test_alike(words: str, law: str) -> None:
    assert laws(words) == laws(law) != []


TRANSLATIONS = [
    (r"Assume that $w$ is translation-invariant.",
     r"Assume that $w(x^{-1}(x(i)+y), x^{-1}(x(j)+y)) = w(i, j)$ for all $y, i, j$."),
    (r"Assume that $\Phi$ is translation-equivariant.", r"Assume that $\Phi[L_y f] = L_y \Phi[f]$ for all $y, f$."),
    (r"Assume that $\psi$ is $G$-invariant.", r"Assume that $\psi(gv) = \psi(v)$ for all $g, v$."),
]


@pytest.mark.parametrize(("words", "law"), TRANSLATIONS)
def test_on_a_module(words: str, law: str) -> None:
    found, wanted = laws(words, GRID), laws(law, GRID)
    assert len(found) == len(wanted) == 1
    renamed = [(one[0], one[1]) for one in (*found, *wanted)]
    assert renamed[0] == renamed[1] or len(found[0][2]) == len(wanted[0][2])


REFUSED = [
    r"Assume that $q$ is invariant.",  # G does not act on F
    r"Assume that $q$ is $G$-equivariant.",
    r"Assume that $f$ is equivariant.",
    r"Assume that $\Psi$ is equivariant.",
    r"Assume that $\tau$ is invariant.",
    r"Assume that $N$ is invariant.",  # under translations or under G?
    r"Assume that $w$ is translation-invariant.",  # there are no translations of a plain set
    r"Assume that $i$ is invariant.",
]


@pytest.mark.parametrize("words", REFUSED)
def test_refused(words: str) -> None:
    assert [one.code for one in read(words).diagnostics] == ["E127"]


def test_names_that_are_not_declared() -> None:
    before = r"Let $G$ be a group. Let $S$ be a finite set on which $G$ acts. Let $w : S \times S \to \mathbb{R}$. "
    ((_, _, names),) = laws(r"Assume that $w$ is $G$-invariant.", before)
    assert {var.name for var in names} == {"g_1", "i_1", "i_2"}


PROOF = r"""\begin{lemma}
$\sum_{j\in S} w(i, j) f(g^{-1}j) = \sum_{j\in S} w(g^{-1}i, j) f(j)$
\end{lemma}
\begin{proof}
\begin{align*}
\sum_{j\in S} w(i, gj) f(j) &= \sum_{j\in S} w(g^{-1}i, j) f(j) && \text{REASON}
\end{align*}
\end{proof}
"""


@pytest.mark.parametrize(
    "words", [r"$w$ is invariant", r"as $w$ is $G$-invariant", r"since $w$ is invariant under $G$", r"by assumption on $w$"]
)
def test_as_a_reason(words: str) -> None:
    document = read(r"Assume that $w$ is $G$-invariant.", rest=PROOF.replace("REASON", words))
    assert not document.diagnostics, document.diagnostics
    (step,) = document.propositions[0].chains[0].steps
    assert [type(part) for part in step.reason.parts] == [ByHypothesis]
    report = check_document(document, Options(general_only=True)).propositions[0]
    assert (report.claim, report.steps[0].verdict) == ("proved", "proved")
    without = check_document(read("", rest=PROOF.replace("REASON", "algebra")), Options(general_only=True))
    assert without.propositions[0].claim == "refuted"


@pytest.mark.parametrize(
    "said",
    [
        r"Assume that $N(gi) = gN(i)$ for all $g \in G$ and $i \in S$.",
        r"Assume that $g\cdot N(i) = N(gi)$ for all $g$, $i$.",
        r"Let $N(i) \subseteq S$ be a neighbourhood with $N(hj) = hN(j)$ for every $h \in G$ and $j \in S$.",
        r"The neighbourhoods $N$ satisfy $N(gi) = gN(i)$ for all $g$ and $i$.",
    ],
)
def test_stability_as_an_equation(said: str) -> None:
    assert laws(said) == laws(r"Assume that $N$ is stable under $G$.")


def test_stability_of_pairs() -> None:
    before = PLAIN + r"Let $M(i,h) \subseteq S \times G$. "
    said = r"Assume that $M(gi,gh) = gM(i,h)$ for all $g, h \in G$ and $i \in S$."
    assert laws(said, before) == laws(r"Assume that $M$ is stable under $G$.", before)


def test_stability_of_neighbourhoods_with_subscripts() -> None:
    before = PLAIN + r"Let $M_i \subseteq S$. "
    said = r"Assume that $M_{gi} = gM_i$ for all $g \in G$ and $i \in S$."
    assert laws(said, before) == laws(r"Assume that $M$ is stable under $G$.", before)


def test_stability_that_nobody_quantifies_is_told() -> None:
    document = read(r"Assume that $N(gi) = gN(i)$.")
    assert [(one.code, one.facts["found"]) for one in document.diagnostics] == [("W107", "g, i")]


@pytest.mark.parametrize(
    "said",
    [
        r"Assume that $N(gi) = hN(i)$ for all $g, h \in G$ and $i \in S$.",
        r"Assume that $N(gi) = gN(j)$ for all $g \in G$ and $i, j \in S$.",
        r"Assume that $N(gi) = N(i)$ for all $g \in G$ and $i \in S$.",
        r"Assume that $N(ggi) = gN(i)$ for all $g \in G$ and $i \in S$.",
        r"Assume that $N(g^{-1}i) = gN(i)$ for all $g \in G$ and $i \in S$.",
    ],
)
def test_other_equations_between_neighbourhoods(said: str) -> None:
    document = read(said)
    assert [one.code for one in document.diagnostics] == ["E102"]
    assert document.settings[-1].unread


def test_stability_for_given_elements_is_no_hypothesis() -> None:
    claim = "\\begin{lemma}\nAssume that $N(gi) = gN(i)$. Then $f(i) = f(i)$.\n\\end{lemma}\n"
    assert [one.code for one in read("", rest=claim).diagnostics] == ["E127"]


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        (r"Assume that $g$ is an involution.", r"Assume that $g^2 = e$."),
        (r"Assume that $g$ and $h$ are involutions.", r"Assume that $g^2 = e$ and $h^2 = e$."),
        (r"Assume that $g$ is an involution and $h$ is an involution.", r"Assume that $g^2 = e$ and $h^2 = e$."),
        (r"Let $g$ be self-inverse.", r"Assume that $g^2 = e$."),
        (r"Assume that $g$ is central.", r"Assume that $gk = kg$ for all $k \in G$."),
    ],
)
def test_words_for_elements(said: str, plain: str) -> None:
    def meant(sentence: str) -> list[object]:
        found = read(sentence)
        assert not found.diagnostics
        laws_of = [one for one in found.settings[-1].hypotheses if isinstance(one, Equation)]
        return [alpha(one) for one in laws_of]

    def alpha(one: Equation) -> tuple[object, ...]:
        names = {var: Var(f"v_{n}", var.sort) for n, var in enumerate(one.variables)}
        return (substitute(one.left, names), substitute(one.right, names), len(names))

    assert meant(said) == meant(plain)


def test_an_involution_is_an_element_or_a_map() -> None:
    assert [one.code for one in read(r"Assume that $f$ is an involution.").diagnostics] == ["E127"]
    assert [one.code for one in read(r"Assume that $i$ is central.").diagnostics] == ["E127"]
