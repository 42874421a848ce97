"""Words beside a claim: what may state a condition is told, and nothing is judged without it."""

import pytest

from symproof import read_document
from symproof.theory.document import Document

DOCUMENT = r"""\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j \in S$, $y \in V$ and $h, k \in \mathcal{H}$. Let $F$, $K$ be feature spaces.
Let $f : S \to F$. Let $q : F \to K$. Let $u,v \in F$. Let $a : S \to \mathbb{R}$. Let $N(i) \subseteq S$.
Define $m[f](i) := \sum_{j \in S} q(f(j))$.
\end{setting}
\begin{proposition}
%s
\end{proposition}
\end{document}
"""
CLAIM = "$hh^{-1} = e$"


def read(text: str) -> Document:
    return read_document("x.tex", DOCUMENT % text)


RESTRICTED = [
    ("Choose $h$ so that $h^2 = e$. Then $h = h^{-1}$.", "Choose"),
    ("Take $h$ of order two. Then $h = h^{-1}$.", "Take"),
    ("Pick an involution. Then $h = h^{-1}$.", "Pick"),
    ("For involutions, $h = h^{-1}$.", "For involutions"),
    ("For involutions $h$ we have $h = h^{-1}$.", "For involutions"),
    ("$h = h^{-1}$ for every involution $h$.", "for every involution"),
    ("$h = h^{-1}$ for involutions.", "for involutions"),
    ("For one $h$, $h = e$.", "For one"),
    ("For the first position, $a(i) = a(j)$.", "For the first position"),
    ("For linear maps, $q(u+v) = q(u) + q(v)$.", "For linear maps"),
    ("For translations, $hk = kh$.", "For translations"),
    ("For a constant signal $f$, $f(i) = f(j)$.", "For a constant signal"),
    ("For $i$ next to $j$, $a(i) = a(j)$.", "next"),
    ("Involutions satisfy $h = h^{-1}$.", "Involutions"),
    ("Commuting elements satisfy $hk = kh$.", "Commuting"),
    ("Translations commute, so $hk = kh$.", "Translations commute"),
    ("As $h$ and $k$ commute, $hk = kh$.", "commute"),
    ("The linear map $q$ satisfies $q(u+v) = q(u) + q(v)$.", "linear"),
    ("With $f$ constant, $f(i) = f(j)$.", "constant"),
    ("The trivial element $h$ satisfies $h = e$.", "trivial"),
    ("In the commutative case, $hk = kh$.", "commutative case"),
    ("In case of involutions, $h = h^{-1}$.", "case"),
    ("Among involutions, $h = h^{-1}$.", "Among involutions"),
    ("On the diagonal, $a(i) = a(j)$.", "diagonal"),
    ("Up to sign, $y = -y$.", "Up"),
    ("Given that all elements are involutions, $h = h^{-1}$.", "involutions"),
    ("Because every element is self-inverse, $h = h^{-1}$.", "Because"),
    ("Recall that $h^2 = e$. Then $h = h^{-1}$.", "Recall"),
    (r"\[ h = h^{-1} \quad \text{for involutions } h \]", "for involutions"),
    (r"\[ h = h^{-1} \quad (h \text{ self-inverse}) \]", "self-inverse"),
    ("The element $h$ is an involution. Then $h = h^{-1}$.", "involution"),
    ("All elements are involutions. Then $h = h^{-1}$.", "involutions"),
    (r"$\mathcal{H}$ is commutative. Then $hk = kh$.", "commutative"),
    ("The map $q$ is linear. Then $q(u+v) = q(u) + q(v)$.", "linear"),
    ("We restrict ourselves to involutions. Then $h = h^{-1}$.", "restrict"),
    ("We only treat involutions. Then $h = h^{-1}$.", "only"),
    ("$h = h^{-1}$. This is for involutions only.", "for involutions only"),
    ("$h = h^{-1}$. Here $h$ is self-inverse.", "self-inverse"),
]


@pytest.mark.parametrize(("text", "words"), RESTRICTED)
def test_words_that_may_restrict_a_claim_are_told(text: str, words: str) -> None:
    document = read(text)
    assert [(one.code, one.facts.get("words")) for one in document.diagnostics] == [("E145", words)]
    assert not document.propositions[0].claims


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Here $h^2 = e$. Then $h = h^{-1}$.", "here"),
        ("Since $h^2 = e$, $h = h^{-1}$.", "since"),
        ("$h = h^{-1}$, as $h^2 = e$.", "as"),
        ("For $i \\in N(j)$ we have $a(i) = a(j)$.", "for"),
    ],
)
def test_a_formula_that_restricts_a_claim_is_told(text: str, found: str) -> None:
    document = read(text)
    assert [(one.code, one.facts.get("found")) for one in document.diagnostics] == [("E145", found)]
    assert not document.propositions[0].claims


def test_one_claim_is_not_judged_without_the_words_beside_another() -> None:
    assert not read("For involutions, $h = h^{-1}$. Moreover, $hk = k^{-1}h$.").propositions[0].claims


ORDINARY = r"""Then {}.
We have {}.
One has {}.
It holds that {}.
In particular, for all $h$, {}.
The following are equal: {}.
The following equation holds: {}.
Equation {} holds.
The equation {} holds for all $h \in \mathcal{{H}}$.
The layer $m$ is equivariant: {}.
The layer $m$ is equivariant under translations: {}.
The layer $m$ is translation-equivariant, that is, {}.
The layer $m$ is equivariant, i.e. {}.
The layer $m$ is equivariant. {}.
The layer is equivariant under the group action. We have {}.
The attention layer $m$ satisfies {}.
The attention is permutation equivariant: {}.
Self-attention is equivariant in the sense that {}.
Equivariance of lifting self-attention. {}.
\textbf{{Translation equivariance.}} {}.
Translation equivariance: {}.
Let $k \in \mathcal{{H}}$. Then, for all $h$, {}.
Hence {}. This is clear.
Note that {}. Moreover, {}.
We claim that {}.
By definition of $m$, {}.
The map $q$ is linear: {}.
Lifting self-attention with relative positional encodings is equivariant. {}.
The output of the layer transforms as follows: {}.
For every element $h$ of the group, {}.
The inner product is invariant: {}.
In other words, {}.
The main theorem of this section. {}.
The left-hand side equals the right-hand side: {}.
With the notation above, {}.
In this case {}.
The elements $h$ and $k$ commute: {}.
The sum is invariant under a change of variable: {}.
Furthermore, the feature map $m[f]$ is given by {}.
It suffices to show that {}.
This result is well-known. {}.""".splitlines()


KINDS = [
    ("Linear maps satisfy: $q(u+v) = q(u) + q(v)$.", "Linear maps"),
    ("All commuting elements: $hk = kh$.", "commuting elements"),
    ("Commuting or central elements satisfy: $hk = kh$.", "Commuting or central elements"),
]


@pytest.mark.parametrize(("text", "words"), KINDS)
def test_a_property_of_all_of_a_kind_is_a_condition(text: str, words: str) -> None:
    document = read(text)
    assert [(one.code, one.facts.get("words")) for one in document.diagnostics] == [("E145", words)]
    assert not document.propositions[0].claims


DESCRIBED = [
    "The weights do not change: {}.",
    "The update does not depend on the basis: {}.",
    "Left or right translation: {}.",
    "There are no additional parameters, {}.",
    "The layer is never affected by the choice: {}.",
    "The linear map $q$ satisfies: {}.",
    "Equivariant layers: {}.",
]


@pytest.mark.parametrize("text", DESCRIBED)
def test_descriptions_with_a_denial(text: str) -> None:
    document = read(text.format(CLAIM))
    assert not [one for one in document.diagnostics if one.severity == "error"]
    assert document.propositions[0].claims


@pytest.mark.parametrize(
    "text",
    [
        "The following does not hold: {}.",
        "It is not true that {}.",
        "Not always, {}.",
        "The sides do not agree: {}.",
        "It does not change, in general: {}.",
        "{} or {}.",
        "Either {}, or {}.",
        "The weights do not change if $h = e$: {}.",
        "The output does not change {}.",
        "Never: {}.",
        "No map changes: {}.",
    ],
)
def test_denials_of_a_claim(text: str) -> None:
    document = read(text.format(CLAIM, CLAIM))
    assert "E145" in [one.code for one in document.diagnostics]
    assert not document.propositions[0].claims


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_passed_over(text: str) -> None:
    document = read(text.format(*[CLAIM] * 2))
    assert not document.diagnostics
    assert {claim.source for claim in document.propositions[0].claims} == {CLAIM.strip("$")}


def proof(text: str, claim: str = CLAIM) -> Document:
    closed = "\\end{proposition}\n\\begin{proof}\n" + text + "\n\\end{proof}"
    return read_document("x.tex", (DOCUMENT % claim).replace("\\end{proposition}", closed))


STEP = r"\[ h = h^{-1} \]"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Assume that $h^2 = e$. Then", "Assume that $h^2 = e$"),
        ("Suppose all is well. Then", "Suppose all is well"),
        ("Choose $h$ so that $h^2 = e$. Then", "Choose $h$ so that $h^2 = e$"),
        ("If $h^2 = e$, we have", "If $h^2 = e$, we have"),
        ("If $h^2 = e$, then", "If $h^2 = e$"),
        ("In case $h^2 = e$ we have", "In case $h^2 = e$ we have"),
        ("Under the assumption $h^2 = e$,", "Under the assumption $h^2 = e$,"),
    ],
)
def test_a_step_is_not_judged_without_what_its_proof_supposes(text: str, words: str) -> None:
    document = proof(text + STEP)
    assert [(one.code, one.facts.get("words")) for one in document.diagnostics] == [("E145", words)]
    assert not document.propositions[0].chains


@pytest.mark.parametrize(
    "text",
    [
        "We compute",
        "Assume that $h^2 = e$. Then",
        "If we substitute $k = h$, we get",
        "If $j' = hj$ runs over all positions, so does $j$. Hence",
        "For the second factor we obtain",
        "Let $k = h$. Then",
        "Choose $k := h$. Then",
        "Take the sum over all positions, where $h$ is fixed:",
    ],
)
def test_ordinary_words_of_a_proof_are_passed_over(text: str) -> None:
    document = proof(text + STEP, "Assume that $h^2 = e$. Then $h = h^{-1}$.")
    assert not document.diagnostics
    assert document.propositions[0].chains


DESCRIBED = [
    ("Rotating the input does nothing: $h = k$.", "Rotating"),
    ("By construction, $h = k$.", "construction"),
    ("Linear layers with an invariant kernel commute with rotations: $h = k$.", "Linear"),
    ("The gizmo satisfies $h = k$.", "gizmo"),
    ("Message passing does nothing: $h = k$.", "Message passing"),
    ("The output is independent of tokens: $h = k$.", "independent"),
]


@pytest.mark.parametrize(("text", "words"), DESCRIBED)
def test_words_that_say_nothing_are_told_and_the_claim_is_judged(text: str, words: str) -> None:
    document = read(text)
    told = [(one.code, one.severity) for one in document.diagnostics]
    assert told == [("W108", "warning")]
    assert str(document.diagnostics[0].facts["words"]).startswith(words)
    assert len(document.propositions[0].claims) == 1
