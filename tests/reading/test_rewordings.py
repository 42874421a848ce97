"""Sentences of a setting in other words, each beside the plain sentences that declare the same."""

from __future__ import annotations

import pytest

from tests.reading.test_descriptions import PLAIN, meant, read

ALIKE = [
    # names before what they are, in lists
    (r"Let $k \in G$, $u : S \to F$ a signal, and $w : S \times S \to \mathbb{R}$ a weight.",
     r"Let $k \in G$. Let $u : S \to F$. Let $w : S \times S \to \mathbb{R}$."),
    (r"Let $k\in G$; $l \in S$; $u : S \to F$.", r"Let $k \in G$. Let $l \in S$. Let $u : S \to F$."),
    (r"Let $D$ and $E$ be feature spaces, $u : S \to E$ and $k, l \in G$, $m \in S$.",
     r"Let $D$ and $E$ be feature spaces. Let $u : S \to E$. Let $k, l \in G$. Let $m \in S$."),
    (r"Consider feature spaces $D$ and $E$.", r"Let $D$ and $E$ be feature spaces."),
    (r"Consider maps $u, v : F \to K$ and $p : F \to F$.", r"Let $u, v : F \to K$. Let $p : F \to F$."),
    (r"Let $u : F \to K$ be the frozen weights and $v : F \to K$ the adapter; set $p := u + v$.",
     r"Let $u, v : F \to K$. Define $p := u + v$."),
    (r"Denote by $u : S \to F$ a signal and by $\psi : G \to \mathbb{R}$ a filter.",
     r"Let $u : S \to F$. Let $\psi : G \to \mathbb{R}$."),
    # sentences without "let"
    (r"Throughout, $E$ is a feature space.", r"Let $E$ be a feature space."),
    (r"Here $D$ and $E$ are feature spaces, $u : S \to E$ is a signal, and $v : E \to D$ is a map.",
     r"Let $D$ and $E$ be feature spaces. Let $u : S \to E$. Let $v : E \to D$."),
    (r"Signals are functions $u : S \to F$.", r"Let $u : S \to F$."),
    (r"Let $u : S \to F$ (the input, say).", r"Let $u : S \to F$."),
    (r"Let $u : S \times S \to \mathbb{R}$ be a relative bias (as in Shaw et al.) and $k \in G$.",
     r"Let $u : S \times S \to \mathbb{R}$. Let $k \in G$."),
    # definitions in prose
    (r"The weights are $a(i,j) := f(i) + f(j)$ and the output is $m(i) := \sum_{j\in S} a(i,j)$.",
     r"Define $a(i,j) := f(i) + f(j)$. Define $m(i) := \sum_{j\in S} a(i,j)$."),
    (r"Let the layer be $m[f](i) := f(i) + f(i)$.", r"Define $m[f](i) := f(i) + f(i)$."),
    (r"Pooling is $m[f] := \sum_{j\in S} f(j)$.", r"Define $m[f] := \sum_{j\in S} f(j)$."),
    (r"Define the network by $m[f](i) := f(i) + f(i)$.", r"Define $m[f](i) := f(i) + f(i)$."),
    (r"Write $m[f](i) := f(i) + f(i)$ for the doubled signal.", r"Define $m[f](i) := f(i) + f(i)$."),
    (r"The layer is given by \[ m[f](i) = f(i) + f(i). \]", r"Define $m[f](i) := f(i) + f(i)$."),
    (r"Define the mean by \[ (mf)(i) = \sum_{j\in S} f(j). \]", r"Define $(mf)(i) := \sum_{j\in S} f(j)$."),
    (r"The convolution is $(f * u)(i) = \sum_{j\in S} u(j) f(j)$, where $u : S \to \mathbb{R}$.",
     r"Let $u : S \to \mathbb{R}$. Define $(f * u)(i) := \sum_{j\in S} u(j) f(j)$."),
    (r"Define the left and right translations by $(\lambda_g f)(i) := f(gi)$ and $(\mu_g f)(i) := f(ggi)$.",
     r"Define $(\lambda_gf)(i) := f(gi)$. Define $(\mu_gf)(i) := f(ggi)$."),
    (r"Define $m[f](i) := \tau(f(i))$, where $\tau : F \to K$ is a nonlinearity and $k \in G$ is arbitrary.",
     r"Let $\tau : F \to K$. Let $k \in G$. Define $m[f](i) := \tau(f(i))$."),
    (r"Let $u : (S \to F) \to (S \to F)$ and $v : (S \to F) \to (S \to K)$ be equivariant layers.",
     r"Let $u : (S \to F) \to (S \to F)$. Let $v : (S \to F) \to (S \to K)$. Assume that $u$ and $v$ are equivariant."),
    (r"We write $gf$ for the function $i \mapsto f(g^{-1}i)$.", r"Define $(gf)(i) := f(g^{-1}i)$."),
    (r"Write $m$ for the function $i \mapsto f(i) + f(i)$.", r"Define $m(i) := f(i) + f(i)$."),
    (r"Write $a(i) := f(i)$ for the input and $m(i) := a(i) + a(i)$ for the output.",
     r"Define $a(i) := f(i)$. Define $m(i) := a(i) + a(i)$."),
    (r"Let $F_1$ be a feature space, and fix a linear map $T : F \to K$, a vector $b \in K$ and signals $u, v : S \to F$.",
     r"Let $F_1$ be a feature space. Let $T : F \to K$ be linear. Let $b \in K$. Let $u, v : S \to F$."),
    (r"The query and key maps are $u : F \to K$ and $v : F \to K$; both of them are linear.",
     r"Let $u : F \to K$ and $v : F \to K$. Assume that $u$ is linear and $v$ is linear."),
    (r"Take $u : S \to F$, $k \in G$.", r"Let $u : S \to F$, $k \in G$."),
    (r"Given a signal $f$, let $m(i) := f(i) + f(i)$.", r"Define $m(i) := f(i) + f(i)$."),
    (r"Let $m(i) := u(f(i))$ with $u : F \to K$.", r"Let $u : F \to K$. Define $m(i) := u(f(i))$."),
    (r"Let $k = g^{-1}h$.", r"Define $k := g^{-1}h$."),
    (r"Denote by $u : S \to F$ the input sequence.", r"Let $u : S \to F$."),
    (r"Suppose that $u : F \to K$ is any (pointwise) nonlinearity.", r"Let $u : F \to K$."),
    (r"For $k \in G$ write ${}^{k}f(i) := f(k^{-1}i)$.", r"Let $k \in G$. Define $({}^kf)(i) := f(k^{-1}i)$."),
    # a map of maps is a map
    (r"Let $u, v : F \to K$. Define $w := u + v$.",
     r"Let $u, v : F \to K$. Let $f_1 \in F$. Define $w(f_1) := u(f_1) + v(f_1)$."),
    # names that a later sentence declares
    (r"Define $m[f](i) := \tau(f(i))$. Let $\tau : F \to K$.", r"Let $\tau : F \to K$. Define $m[f](i) := \tau(f(i))$."),
    (r"Define $m[f](i) := \sigma(f(i))$. Here $\sigma : F \to K$ is a nonlinearity.",
     r"Let $\sigma : F \to K$. Define $m[f](i) := \sigma(f(i))$."),
    (r"Assume that $u$ is linear. Define $m[u](i) := u(v(f(i)))$. Let $u : F \to K$. Let $v : F \to F$.",
     r"Let $u : F \to K$. Let $v : F \to F$. Assume that $u$ is linear. Define $m[u](i) := u(v(f(i)))$."),
    # what is said of a name
    (r"Let $u : S \to \mathbb{R}$ where the weights $u$ are invariant: $u(gi) = u(i)$ for all $g \in G$ and $i \in S$.",
     r"Let $u : S \to \mathbb{R}$. Assume that $u(gi) = u(i)$ for all $g \in G$ and $i \in S$."),
    (r"Let $u : S \to \mathbb{R}$ be a kernel with $u(gi) = u(i)$ for all $g \in G$ and $i \in S$.",
     r"Let $u : S \to \mathbb{R}$. Assume that $u(gi) = u(i)$ for all $g \in G$ and $i \in S$."),
    (r"Let $u : S \to \mathbb{R}$ be a function such that $u(gi) = u(i)$ for all $g \in G$, $i \in S$.",
     r"Let $u : S \to \mathbb{R}$. Assume that $u(gi) = u(i)$ for all $g \in G$ and $i \in S$."),
    (r"Let $u : S \to \mathbb{R}$ be an even function, i.e. $u(gi) = u(i)$ for all $g \in G$ and $i \in S$.",
     r"Let $u : S \to \mathbb{R}$. Assume that $u(gi) = u(i)$ for all $g \in G$ and $i \in S$."),
    (r"Let $u : F \to K$. The map $u$ is linear.", r"Let $u : F \to K$. Assume that $u$ is linear."),
    (r"Let $u : F \to K$. Assume that the map $u$ is linear.", r"Let $u : F \to K$. Assume that $u$ is linear."),
    (r"Let $u : S \to \mathbb{R}$. The weights $u$ satisfy $u(gi) = u(i)$ for all $g \in G$ and $i \in S$.",
     r"Let $u : S \to \mathbb{R}$. Assume that $u(gi) = u(i)$ for all $g \in G$ and $i \in S$."),
]  # fmt: skip


@pytest.mark.parametrize(("said", "plain"), ALIKE)
def test_alike(said: str, plain: str) -> None:
    assert meant(said) == meant(plain)


CARRIERS = [
    r"Let $X$ be a finite set acted on by a group $\Gamma$.",
    r"Let $X$ be a finite set with a left $\Gamma$-action.",
    r"Let $X$ be a finite $\Gamma$-set.",
    r"Let $X$ be a finite set, acted upon by the group $\Gamma$.",
    r"Let $X$ be a finite set with a left $\Gamma$-action $(g,s) \mapsto gs$.",
    r"Let $X$ be the set of tokens, on which the group $\Gamma$ of permutations acts.",
    r"Let $X$ be the set of nodes of a graph, a finite set, on which the group $\Gamma$ acts.",
    r"Throughout, $\Gamma$ denotes a finite group acting on a finite set $X$.",
    r"Consider a finite group $\Gamma$ which acts on a finite set $X$ from the left.",
]


@pytest.mark.parametrize("said", CARRIERS)
def test_carriers(said: str) -> None:
    plain = r"Let $\Gamma$ be a group. Let $X$ be a finite set on which $\Gamma$ acts."
    assert meant(said, "") == meant(plain, "")


def test_positions_that_are_counted() -> None:
    plain = r"Let $S = [n]$ be a finite set. Let $G$ act on $S$."
    for said in (r"Let $S = [n]$ and let $G$ act on $S$.", r"Set $S := \{1,\dots,n\}$. Let $G$ act on $S$."):
        assert meant(said, "") == meant(plain, "")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (r"Define $m[f](i) := \tau(f(i))$.", "E201"),
        (r"Define $m[u](i) := u(f(i))$. Let $u : F \to P$.", "E256"),
        (r"Assume that $u$ is linear. Let $v : F \to K$.", "E201"),
    ],
)
def test_a_name_that_no_sentence_declares(said: str, code: str) -> None:
    assert code in {one.code for one in read(said).diagnostics}


REFUSED = [
    r"Let $u : F \to K$ be a periodic function, $k \in G$ an element.",  # a hypothesis that would be lost
    r"Denote by $u : F \to K$ an invertible map and by $k \in G$ an element.",
    r"Let $u : S \to F$ (with mean zero).",
    r"The network is $m[f](i) := f(i)$ if nothing moves.",
    r"The network is $m[f](i) := f(i)$ for small $i \in S$.",
    r"The network is $m[f](i) := f(i)$ for all $j \neq i$.",
    r"The network is not $m[f](i) := f(i)$.",
    r"The network is $m[f](i) := f(i)$ on the boundary.",
    r"Let the weights $u : S \to \mathbb{R}$ sum to one.",
    r"Let $u : S \to F$ be a signal supported on one orbit.",
    r"Let $u : F \to K$ be a map, linear on a subspace.",
    r"Let $k \in G$ be an element of order two.",
    r"Let $u, v : F \to K$ be maps; at least one of them is linear.",
    r"Let $u, v : F \to K$; all of them are linear except $v$.",
    r"Let $u : S \to \mathbb{R}$ with $u(gi) = u(i)$ for some $g \in G$.",
    r"Let $u : S \to \mathbb{R}$ with $u(gi) = u(i)$ only for $g = e$.",
    r"Take commuting elements $k, l \in G$.",
    r"Let $u : S \to F$. No weight $u$ satisfies $u(gi) = u(i)$ for all $g \in G$ and $i \in S$.",
    r"Let $u : S \to F$. Some of the weights $u$ satisfy $u(gi) = u(i)$.",
    r"Let $u : F \to K$. The square of the map $u$ is linear.",
    r"Let $u : F \to K$ be an orthogonal map with $u(f(i)) = f(i)$.",
]


@pytest.mark.parametrize("said", REFUSED)
def test_words_that_would_be_lost(said: str) -> None:
    assert [one.code for one in read(said).diagnostics if one.severity == "error"]


@pytest.mark.parametrize("said", ["the cyclic group of order 4", "the Klein four-group", "the symmetric group of degree 3"])
def test_a_group_by_its_name(said: str) -> None:
    document = read(f"Let $\\Gamma$ be {said}.", "")
    assert [one.code for one in document.diagnostics] == ["E120"]
    assert document.diagnostics[0].nearest == (r"Let $\mathcal{H} = C_4$ act on $V = \mathbb{Z}_3^2$.",)


def test_a_sentence_that_is_refused_declares_nothing() -> None:
    said = r"Let $u : S \to F$, $k \in G$ and let the square of the gadget $v : F \to K$ be orthogonal."
    assert "v" not in read(said, PLAIN).settings[-1].symbols
