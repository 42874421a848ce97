"""Sums over the group of layers whose own sums stand inside an arbitrary map: pooling behind attention."""

from __future__ import annotations

import pytest

from symproof import Options, check_document, read_document

SETTING = r"""\begin{setting}
Let $H$ be a finite group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $F$, $K$, $U$ be feature spaces. Let $f : S \times H \to F$. Let $q : F \to K$, $v : F \to U$, $o : U \to U$.
Let $w^a : F \to U$ for each head $a \in [A]$. Let $p : U^{[A]} \to U$. Let $i, j \in S$ and $h, k, g \in H$.
Let $N(i,h) \subseteq S \times H$. STABLE
Define $B[f](i,h) := \sum_{(j,k)\in N(i,h)} v(f(j,k))$ and $C[f](i,h) := o(B[f](i,h))$.
Define $D[f](i,h) := o(\sum_{(j,k)\in N(i,h)} v(f(j,k)+f(i,h)))$.
Define $E[f](i,h) := o(\sum_{(j,k)\in N(i,h)} \sigma_{j,k}(\langle q(f(i,h)), q(f(j,k))\rangle) v(f(j,k)))$.
Define $M[f](i,h) := p(\bigcup_{a\in[A]} \sum_{(j,k)\in N(i,h)} w^a(f(j,k)))$.
Define $P[f](i,h) := p(\bigcup_{a\in[A]} \sum_{(j,k)\in N(i,h)} w^a(f(j,k)+f(i,h)))$.
\end{setting}
"""
STABLE = "Assume that $N$ is stable under $H$."
LAYERS = "BCDEMP"


def verdict(claim: str, stable: str = STABLE, general: bool = True) -> str:
    text = SETTING.replace("STABLE", stable) + rf"\begin{{proposition}}\label{{a}}${claim}$\end{{proposition}}"
    options = Options(general_only=general, groups=() if general else ("C2 on Z_3", "S3 on Z_2^2"))
    found = check_document(read_document("a.tex", text), options)
    assert not found.disagreements
    return found.propositions[0].claim.value


@pytest.mark.parametrize("layer", LAYERS)
def test_the_pooled_layer_is_invariant_in_the_group(layer: str) -> None:
    claim = rf"\sum_{{h\in H}} {layer}[L_gf](i,h) = \sum_{{h\in H}} {layer}[f](g^{{-1}}i,h)"
    assert verdict(claim) == "proved"
    assert verdict(claim, general=False) == "proved"  # both tiers
    assert verdict(claim, stable="") != "proved"


FALSE = (
    r"\sum_{h\in H} LAYER[L_gf](i,h) = \sum_{h\in H} LAYER[f](gi,h)",
    r"\sum_{h\in H} LAYER[L_gf](i,h) = \sum_{h\in H} LAYER[f](i,h)",
    r"\sum_{h\in H} LAYER[L_gf](i,h) = \sum_{h\in H} LAYER[f](g^{-1}i,g)",
    r"\sum_{h\in H} LAYER[f](i,h) = \sum_{h\in H} LAYER[f](j,h)",
    r"\sum_{h\in H} LAYER[f](hi,h) = \sum_{h\in H} LAYER[f](i,h)",
)


@pytest.mark.parametrize("claim", FALSE)
@pytest.mark.parametrize("layer", LAYERS)
def test_other_claims_are_not_proved(layer: str, claim: str) -> None:
    assert verdict(claim.replace("LAYER", layer)) != "proved"
