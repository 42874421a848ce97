"""A layer applied to a layer, and sums outside of one: inner centres and inner arguments hold outer variables."""

import pytest

from tests.algebras.latex import GROUP, equal

LAYERS = r"""
Define $A[f](i) := \sum_{j\in N(i)} f(j)$. Define $B[f](i) := \sum_{j\in N(i)} \sigma_j(\langle f(i),f(j)\rangle) f(j)$.
Define $C[q](i,h) := \sum_{(j,s)\in M(i,h)} q(j,s)$.
"""
STABLE = r"Assume that $N$ is stable under $\mathcal{H}$. Assume that $M$ is stable under $\mathcal{H}$."
MOVED = r"Assume that $N$ is translation-equivariant. Assume that $M$ is translation-equivariant."
TURNED = (
    r"\sum_{j\in N(i)}\sum_{k\in N(j)} f(h^{-1}k) = \sum_{j\in N(h^{-1}i)}\sum_{k\in N(j)} f(k)",
    r"A[A[L_h[f]]](i) = L_h[A[A[f]]](i)",
    r"A[A[A[L_h[f]]]](i) = L_h[A[A[A[f]]]](i)",
    r"B[A[L_h[f]]](i) = L_h[B[A[f]]](i)",
    r"A[B[L_h[f]]](i) = L_h[A[B[f]]](i)",
    r"C[C[L_h[q]]](i,g) = L_h[C[C[q]]](i,g)",
)
WRONG = (
    r"\sum_{j\in N(i)}\sum_{k\in N(j)} f(h^{-1}k) = \sum_{j\in N(hi)}\sum_{k\in N(j)} f(k)",
    r"\sum_{j\in N(i)}\sum_{k\in N(j)} f(h^{-1}k) = \sum_{j\in N(i)}\sum_{k\in N(h^{-1}j)} f(h^{-1}k)",
    r"A[A[L_h[f]]](i) = L_{h^{-1}}[A[A[f]]](i)",
    r"B[A[L_h[f]]](i) = L_h[A[B[f]]](i)",
    r"C[C[L_h[q]]](i,g) = C[L_{h^{-1}}[C[q]]](i,g)",
)


@pytest.mark.parametrize("claim", TURNED)
def test_both_layers_are_turned(claim: str) -> None:
    assert equal(claim, LAYERS + STABLE, base=GROUP)


@pytest.mark.parametrize("claim", [claim for claim in TURNED if "L_h" in claim])
def test_both_layers_are_moved(claim: str) -> None:
    assert equal(claim.replace("L_h", "L_yL_h"), LAYERS + STABLE + MOVED, base=GROUP)
    assert equal(claim.replace("L_h", "L_y"), LAYERS + MOVED, base=GROUP)


@pytest.mark.parametrize("claim", [*TURNED, *WRONG])
@pytest.mark.parametrize("assuming", ["", MOVED])
def test_not_without_stability(claim: str, assuming: str) -> None:
    assert not equal(claim, LAYERS + assuming, base=GROUP)


@pytest.mark.parametrize("claim", WRONG)
def test_not_the_wrong_way(claim: str) -> None:
    assert not equal(claim, LAYERS + STABLE, base=GROUP)
    assert not equal(claim, LAYERS + STABLE + MOVED, base=GROUP)


KERNELS = r"""
Let $\eta : V \to \mathbb{R}$. Define $D[f](i) := \sum_{j\in S} m(i,j)f(j)$. Define $E[f](i) := \sum_{j\in S} \eta(x(j)-x(i))f(j)$.
"""
JOINT = r"Assume that $m(gi,gj) = m(i,j)$ for all $g, i, j$. Assume that $\eta(gv) = \eta(v)$ for all $g, v$."
INVARIANT = (
    r"\sum_{j\in S}\sum_{k\in S} m(i,j)m(j,k)f(h^{-1}k) = \sum_{j\in S}\sum_{k\in S} m(h^{-1}i,j)m(j,k)f(k)",
    r"\sum_{j\in S}\sum_{k\in S} m(i,j)m(j,k)m(k,i) = \sum_{j\in S}\sum_{k\in S} m(gi,j)m(j,k)m(k,gi)",
    r"D[D[L_h[f]]](i) = L_h[D[D[f]]](i)",
    r"D[D[D[L_h[f]]]](i) = L_h[D[D[D[f]]]](i)",
    r"E[E[E[L_yL_h[f]]]](i) = L_yL_h[E[E[E[f]]]](i)",
)
NOT_INVARIANT = (
    r"\sum_{j\in S}\sum_{k\in S} m(i,j)m(j,k)f(h^{-1}k) = \sum_{j\in S}\sum_{k\in S} m(hi,j)m(j,k)f(k)",
    r"\sum_{j\in S}\sum_{k\in S} m(i,j)m(j,k)m(k,i) = \sum_{j\in S}\sum_{k\in S} m(i,j)m(j,k)m(k,gi)",
    r"D[D[L_h[f]]](i) = L_{h^{-1}}[D[D[f]]](i)",
    r"D[E[L_h[f]]](i) = L_h[E[D[f]]](i)",
    r"E[E[L_yL_h[f]]](i) = L_hL_y[E[E[f]]](i)",
)


@pytest.mark.parametrize("claim", INVARIANT)
def test_kernels_that_are_invariant_together(claim: str) -> None:
    assert equal(claim, KERNELS + JOINT, base=GROUP)
    assert not equal(claim, KERNELS, base=GROUP)


@pytest.mark.parametrize("claim", NOT_INVARIANT)
def test_not_otherwise(claim: str) -> None:
    assert not equal(claim, KERNELS + JOINT, base=GROUP)


OUTER = r"\sum_{h\in\mathcal{H}} \varphi(\sum_{j\in N(i)} \psi(f(j)+\theta(WORD(x(j)-x(i)))))"
WHOLE = r"\sum_{h\in\mathcal{H}} \varphi(\sum_{j\in S} \psi(f(j)+\theta(WORDx(j))))"


@pytest.mark.parametrize("line", [OUTER, WHOLE, WHOLE.replace("+", r"+\tau(g)+")])
@pytest.mark.parametrize("word", ["gh", "hg", "h^{-1}", "gh^{-1}s"])
def test_a_sum_outside_of_a_map_absorbs_a_factor(line: str, word: str) -> None:
    assert equal(f"{line.replace('WORD', 'h')} = {line.replace('WORD', word)}")


@pytest.mark.parametrize("line", [OUTER, WHOLE])
@pytest.mark.parametrize(("one", "other"), [("h", "h^2"), ("h", "g"), ("h", "hgh"), ("h", "e"), ("h^2", "h^2g")])
def test_it_absorbs_nothing_else(line: str, one: str, other: str) -> None:
    assert not equal(f"{line.replace('WORD', one)} = {line.replace('WORD', other)}")
    weighted = line.replace(r"\varphi", r"c(h)\varphi")
    assert not equal(f"{weighted.replace('WORD', 'h')} = {weighted.replace('WORD', 'gh')}")
