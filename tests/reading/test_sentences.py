"""Every kind of sentence: what it declares."""

from __future__ import annotations

import pytest

from symproof.groups import parse_action
from symproof.reading.language import EXAMPLES_ELSEWHERE, PATTERNS
from symproof.reading.read import read_document
from symproof.terms import HEAD, NATURAL, REAL, Arrow, H, NeighbourhoodSort, S, Space, V, Var
from symproof.theory.document import Document
from symproof.theory.hypotheses import (
    Commutative,
    Equation,
    Injective,
    Linear,
    Stable,
    TranslationEquivariant,
)
from symproof.theory.setting import Setting
from tests.reading.malformed import HEAD as BEGIN
from tests.reading.malformed import SETTING, TAIL

F, K = Space("F"), Space("K")


def read(sentence: str, before: str = SETTING) -> Document:
    return read_document("x.tex", BEGIN + before + sentence + "\n\\end{setting}\n" + TAIL)


def setting(sentence: str, before: str = SETTING) -> Setting:
    document = read(sentence, before)
    assert not document.diagnostics, document.diagnostics
    return document.settings[-1]


NEW = "\\begin{setting}\n"
CARRIERS = [
    (r"Let $\mathcal{H}$ be a group that acts on the abelian group $V$.", {"group": r"\mathcal{H}", "module": "V"}),
    (r"Let $G$ be a finite group which acts on the abelian group $A$ by automorphisms.", {"group": "G", "module": "A"}),
    (r"Let $V$ be an abelian group on which $\mathcal H$ acts.", {"group": r"\mathcal{H}", "module": "V"}),
    (r"Let $\mathcal{H}$ be a finite group. Let $V$ be an abelian group. Let $\mathcal{H}$ act on $V$.", {"module": "V"}),
    ("Let $G$ be a group,\n$A$ an abelian group and $z : T \\to A$ a bijection.",
     {"group": "G", "module": "A", "coordinate": "z", "positions": "T"}),
    (r"Let $\mathcal{H}$ act on $S$.", {"positions": "S", "plain_set": True}),
    (r"Let $G$ be a group acting on the set $X$.", {"group": "G", "positions": "X", "plain_set": True}),
    (r"Let $X$ be a finite set on which $G$ acts.", {"group": "G", "positions": "X", "plain_set": True}),
    (r"Let $\mathcal{H}$ act on $S$ by permutations.", {"positions": "S", "plain_set": True}),
    (r"Let $G$ be a finite group that acts on the set $X$ by permutations.", {"group": "G", "plain_set": True}),
    (r"Let $T$ be a finite set.", {"positions": "T", "plain_set": False}),
    (r"Let $[M]$ be the set of heads.", {"heads": "[M]"}),
    (r"Let $x : S \to V$ be a bijection.", {"coordinate": "x", "positions": "S", "module": "V"}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "roles"), CARRIERS)
def test_carriers(sentence: str, roles: dict[str, object]) -> None:
    found = setting(sentence, NEW).roles
    assert {name: getattr(found, name) for name in roles} == roles


NAMES = [
    (r"Let $u, v \in V$ and $g \in \mathcal{H}$.", {"u": V, "v": V, "g": H}),
    (r"Let $l$ be an element of $S$.", {"l": S}),
    (r"Let $l,n$ be positions of $S$.", {"l": S, "n": S}),
    (r"Let $a \in \mathbb R$ and $d \in \mathbb{N}$.", {"a": REAL, "d": NATURAL}),
    (r"Let $d, r$ be positive naturals.", {"d": NATURAL, "r": NATURAL}),
    (r"Let $d$ be a natural number.", {"d": NATURAL}),
    (r"Let $a$ be a real number.", {"a": REAL}),
    (r"Let $g : S \to F$.", {"g": Arrow((S,), F)}),
    (r"Let $g : S \to F$ be a signal and $\lambda : V \times \mathcal{H} \to \mathbb{R}$ a function.",
     {"g": Arrow((S,), F), r"\lambda": Arrow((V, H), REAL)}),
    (r"Let $\psi_{a}^{(h)}, \Delta\psi_a^{(h)} : F \to K$ for each head $h$.",
     {r"\psi_a": Arrow((HEAD,), Arrow((F,), K)), r"\Delta\psi_a": Arrow((HEAD,), Arrow((F,), K)), "h": H}),
    (r"Let $\psi^{head} : F \to K$ for $head \in [H]$.", {r"\psi": Arrow((HEAD,), Arrow((F,), K)), "head": HEAD}),
    (r"Let $M(i,h) \subseteq S \times \mathcal{H}$.", {"M": NeighbourhoodSort((S, H), (S, H))}),
    (r"Let $M(i) \subset S$ be a neighbourhood of $i$.", {"M": NeighbourhoodSort((S,), (S,))}),
    (r"Let $i \in S$.", {"i": S}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "sorts"), NAMES)
def test_names(sentence: str, sorts: dict[str, object]) -> None:
    symbols = setting(sentence).symbols
    assert {name: symbols[name].sort for name in sorts} == sorts


N, Q = Var("N", NeighbourhoodSort((S,), (S,))), Var("q", Arrow((F,), K))
HYPOTHESES = [
    (r"Assume that $N$ is translation-equivariant.", [TranslationEquivariant(N)]),
    (r"Assume that $N$ is translation equivariant and stable under $\mathcal{H}$.",
     [TranslationEquivariant(N), Stable(N)]),
    (r"Assume $N$ is invariant under translations and $\mathcal{H}$-stable.", [TranslationEquivariant(N), Stable(N)]),
    (r"Suppose that $N$ is stable and $q$ is linear.", [Stable(N), Linear(Q)]),
    (r"Assume that $q$ is linear and injective, and that $\mathcal{H}$ is abelian.",
     [Linear(Q), Injective(Q), Commutative()]),
    (r"Let $q$ be linear. Let $\mathcal{H}$ be commutative.", [Linear(Q), Commutative()]),
    (r"Let $g : F \to K$ be a linear map.", [Linear(Var("g", Arrow((F,), K)))]),
    (r"Let $M(i) \subseteq S$ be a stable neighbourhood.", [Stable(Var("M", NeighbourhoodSort((S,), (S,))))]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "hypotheses"), HYPOTHESES)
def test_hypotheses(sentence: str, hypotheses: list[object]) -> None:
    assert list(setting(sentence).hypotheses) == hypotheses


def test_a_law_binds_its_variables() -> None:
    (law,) = setting(r"Assume that $\rho^P(gv) = \rho^P(v)$ for all $g \in \mathcal{H}$ and $v \in V$.").hypotheses
    assert isinstance(law, Equation)
    assert law.variables == (Var("g", H), Var("v", V))
    assert law.source == r"\rho^P(gv) = \rho^P(v)"


NODES = "Let $G$ be a group. Let $S$ be a finite set on which $G$ acts. Let $i, j \\in S$ and $g \\in G$. " + (
    r"Let $w : S \times S \to \mathbb{R}$ and $c : S \to \mathbb{R}$. Let $P : (S \to \mathbb{R}) \to (S \to \mathbb{R})$. "
)
POINTS = [
    (r"Assume that $w(gi, gj) = w(i, j)$ for all $g \in G$.", ["g", "i", "j"]),
    (r"Assume that $w(gi, gj) = w(i, j)$ for all $g \in G$ and $i \in S$.", ["g", "i"]),  # not all j
    (r"Assume that $c(gi) = c(i)$.", ["i"]),  # g may be one element
    (r"Assume that $w(i, j) = w(j, i)$.", ["i", "j"]),
    (r"Assume that $P[L_gc] = L_gP[c]$ for all $g \in G$.", ["g", "c"]),
    (r"Assume that $c(i) = c(j)$.", []),  # it may be about two positions
    (r"Assume that $c(i) = 0$.", []),
    (r"Assume that $gi = j$.", []),
]


@pytest.mark.parametrize(("sentence", "names"), POINTS)
def test_positions_that_nobody_quantifies(sentence: str, names: list[str]) -> None:
    document = read(sentence, NEW + NODES)
    (law,) = document.settings[-1].hypotheses
    assert isinstance(law, Equation)
    assert [var.name for var in law.variables if not var.name.startswith("\\cdot")] == names
    told = [problem.code for problem in document.diagnostics]
    assert told == (["W107"] if "i \\in" in sentence or set(names) - {"g"} else [])


def test_in_a_proposition_names_are_given() -> None:
    text = BEGIN + NEW + NODES + "\n\\end{setting}\n\\begin{lemma}\nAssume that $c(gi) = c(i)$. Then $c(g^2i) = c(i)$\n"
    document = read_document("x.tex", text + "\\end{lemma}\n\\end{document}\n")
    (law,) = document.propositions[0].hypotheses
    assert isinstance(law, Equation) and law.variables == ()
    assert not document.diagnostics


def test_an_equation_without_variables_is_about_the_names() -> None:
    (law,) = setting(r"Assume that $h^2 = e$.").hypotheses
    assert isinstance(law, Equation) and law.variables == ()


def test_spaces_can_be_identified() -> None:
    found = setting(r"Assume that $F = K$.")
    assert found.spaces == {"F": F, "K": F}
    assert found.symbols["q"].sort == Arrow((F,), F)


def test_definitions() -> None:
    found = setting(
        r"Define $g[f](i) := \sum_{j\in N(i)} f(j)$. Define \[ p(i) := x(i) + y. \] Put $h' := h^{-1}k$."
        r" Denote $x^{-1}(x(j)+y)$ by $\tilde j$. Define $L_h[\rho](i,j) := \rho^P(x(j)-x(i))$."
    )
    names = {var.name: definition.parameters for var, definition in found.definitions.items()}
    assert names["g"] == ((Var("f", Arrow((S,), F)),), (Var("i", S),))
    assert set(names) == {r"\rho", "g", "p"}
    assert {var.name for var in found.abbreviations} == {r"\bar{i}", r"\tilde{j}", "h'"}
    assert [override.actor.name for override in found.overrides.values()] == ["h"]


def test_groups() -> None:
    assert setting(r"Check on p4:3 and $S_3$ on $\mathbb{Z}_2^2$.").groups == ("p4:3", "S3 on Z_2^2")
    found = setting(r"Let $\mathcal H = C_4$ act on $V = \mathbb Z_3^2$.", NEW)
    assert found.restricted is not None
    assert parse_action(found.restricted).order == 4


def test_a_later_setting_extends_and_a_new_one_starts_afresh() -> None:
    more = "\\begin{setting}\nLet $u \\in V$.\n\\end{setting}\n"
    fresh = "\\begin{setting}[new]\nLet $u \\in \\mathcal{H}$.\n\\end{setting}\n"
    found = read_document("x.tex", BEGIN + SETTING + "\\end{setting}\n" + more + fresh + TAIL)
    assert [d.code for d in found.diagnostics] == ["W103"]
    assert found.settings[1].symbols["u"].sort == V and "f" in found.settings[1].symbols
    assert dict(found.settings[2].symbols) == {"u": Var("u", H)}


def test_a_bad_sentence_leaves_the_others_alone() -> None:
    found = read(r"Let $u \in Q$. Let it be. Let $v \in V$ and $w \in Q$. Let $z \in V$.")
    assert [d.code for d in found.diagnostics] == ["E201", "E120", "E201"]
    assert "z" in found.settings[-1].symbols and "v" not in found.settings[-1].symbols


@pytest.mark.parametrize("sentence", [pattern.example for pattern in PATTERNS] + list(EXAMPLES_ELSEWHERE))
def test_the_examples_that_messages_show_are_understood(sentence: str) -> None:
    codes = {d.code for d in read(sentence).diagnostics}
    assert not codes & {"E120", "E122", "E124"}


SAID_IN_WORDS = [
    (r"Let $u$ be a function from $S$ to $F$.", r"Let $u : S \to F$."),
    (r"Let $u, w$ be maps from $S \times \mathcal{H}$ to $F$.", r"Let $u, w : S \times \mathcal{H} \to F$."),
    (r"Let $u$ be a linear map from $F$ to $K$.", r"Let $u : F \to K$ be linear."),
    (r"Let $u$ be a function from $V$ into $\mathbb{R}$.", r"Let $u : V \to \mathbb{R}$."),
    (r"Let $M(i)$ be a subset of $S$.", r"Let $M(i) \subseteq S$."),
    (r"Let $M(i,h)$ be a finite subset of $S \times \mathcal{H}$.", r"Let $M(i,h) \subseteq S \times \mathcal{H}$."),
]


@pytest.mark.parametrize(("words", "signs"), SAID_IN_WORDS)
def test_words_for_arrows_and_subsets(words: str, signs: str) -> None:
    assert setting(words) == setting(signs)


@pytest.mark.parametrize(("sentence", "codes"), [
    (r"Let $u$ be a function from $S$ to $S \times S$.", ["E102"]),
    (r"Let $u$ be a function from $Q$ to $F$.", ["E201"]),
    (r"Let $u(i)$ be a function from $S$ to $F$.", ["E102"]),
    (r"Let $M(i)$ be a subset of $F$.", ["E122"]),
    (r"Let $M$ be a subset of $S$.", ["E122"]),
    (r"Let $V$ be an abelian group on which $\mathcal{H}$ acts by permutations.", ["E120"]),
    (r"Let $\mathcal{H}$ act on the abelian group $V$ by permutations.", ["E254"]),
])  # fmt: skip
def test_words_for_arrows_and_subsets_that_say_nothing(sentence: str, codes: list[str]) -> None:
    assert [problem.code for problem in read(sentence).diagnostics] == codes
