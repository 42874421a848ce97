"""Claims that need several instances of what is assumed, at values that the claim does not name; and false ones beside.

Verdicts are by hand: a claim that holds is derived in a line from the laws of groups, modules and rings, a false one
has the model named beside it.
"""

from pathlib import Path

import pytest

from symproof import Options, check_document, read_document

SETTING = r"""\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j, k \in S$, $u, v, w \in V$ and $a, b, c, g, h \in \mathcal{H}$. Let $F$ be a feature space.
Let $f, f' : S \to F$, $\psi : V \to \mathbb{R}$, $\chi : \mathcal{H} \to \mathbb{R}$, $\theta : \mathcal{H} \to \mathcal{H}$.
Let $\kappa : S \to \mathcal{H}$, $\tau : S \to S$, $m : \mathcal{H} \times S \to \mathcal{H}$, $E : \mathcal{H} \to F$.
Let $s : S \times S \to \mathbb{R}$, $q : S \to \mathbb{R}$, $\lambda, \mu \in \mathbb{R}$. Let $\Phi : (S \to F) \to (S \to F)$.
Let $d$ be a positive natural. Let $R : V \to \mathbb{R}^{d\times d}$, $C, D \in \mathbb{R}^{d\times d}$, $p, r \in \mathbb{R}^d$.
Let $\pi : \mathcal{H} \to \mathbb{R}^{d\times d}$.
\end{setting}
"""
EXPONENT_3 = r"$h^3 = e$ for all $h$"
ORDER_2 = r"$2v = 0$ for all $v$"
ODD = r"$\psi(-v) = -\psi(v)$ for all $v$"
ADDITIVE = r"$\psi(v+w) = \psi(v) + \psi(w)$ for all $v, w$"
CHARACTER = r"$\chi(gh) = \chi(g)\chi(h)$ for all $g, h$"
HOMOMORPHISM = r"$\theta(gh) = \theta(g)\theta(h)$ for all $g, h$"
SKEW = r"$s(i,j) = -s(j,i)$ for all $i, j$"
ROTATIONS = r"$R(v+w) = R(v)R(w)$ for all $v, w$"
AT_H = r"$\Phi[L_h[f]] = L_h[\Phi[f]]$ for all $f$"

SUMS = r"$\Phi[f + f'] = \Phi[f] + \Phi[f']$ for all $f, f'$"
CARRIED = r"$\kappa(hi) = h\kappa(i)$ for all $h, i$"
COCYCLE = r"$m(gh,i) = m(g,hi)m(h,i)$ for all $g, h, i$"
TURNED = r"$\pi(gh) = \pi(g)\pi(h)$ for all $g, h$"

CASES = [
    # values that move as their arguments are moved
    (CARRIED, r"\kappa(i)^{-1}\kappa(j) = \kappa(hi)^{-1}\kappa(hj)", "proved"),
    (CARRIED, r"\kappa(\kappa(i)^{-1}i) = e", "proved"),
    (CARRIED, r"f(\kappa(hi)^{-1}hj) = f(\kappa(i)^{-1}j)", "proved"),
    (CARRIED, r"\sum_{j\in S} E(\kappa(i)^{-1}\kappa(j)) = \sum_{j\in S} E(\kappa(hi)^{-1}\kappa(j))", "proved"),
    (CARRIED, r"\sum_{j\in S} E(\kappa(j)) = \sum_{j\in S} E(h\kappa(j))", "proved"),
    (r"$\tau(hi) = h\tau(i)$ for all $h, i$", r"\tau(\tau(ghi)) = gh\tau(\tau(i))", "proved"),
    (r"$\tau(hi) = h\tau(i)$ for all $h, i$", r"\tau(i) = i", "refuted"),
    (r"$\tau(hi) = h\tau(i)$ for all $i$", r"\tau(gi) = g\tau(i)", "refuted"),
    (COCYCLE, r"m(abc,i) = m(a,bci)m(b,ci)m(c,i)", "proved"),
    (COCYCLE, r"m(e,i) = e", "proved"),
    (COCYCLE, r"m(h^{-1},hi) = m(h,i)^{-1}", "proved"),
    (TURNED, r"\pi(abc)p = \pi(a)\pi(b)\pi(c)p", "proved"),
    (TURNED, r"\pi(g)\sum_{h\in\mathcal{H}}\pi(h)p = \sum_{h\in\mathcal{H}}\pi(h)p", "proved"),
    (TURNED, r"\pi(g)p = p", "refuted"),
    (r"$E(gh) = \lambda E(h)$ for all $g, h$", r"E(ab) = \lambda^2E(e)", "proved"),
    (r"$E(gh) = \lambda E(h)$ for all $g, h$", r"E(ab) = \lambda E(a)", "proved"),
    (r"$\chi(gh) = -\chi(h)$ for all $h$", r"\chi(gga) = \chi(a)", "proved"),
    (r"$\chi(gh) = -\chi(h)$ for all $h$", r"\chi(ga) = \chi(ag)", "refuted"),
    # H
    (EXPONENT_3, r"(ab)^2 = b^{-1}a^{-1}", "proved"),
    (EXPONENT_3, r"ab^2a = ba^2b", "proved"),  # (ab^{-1})^3 = e
    (EXPONENT_3, r"a^2 = a", "refuted"),  # C3
    (r"$(gh)^2 = g^2h^2$ for all $g, h$", r"ab = ba", "proved"),
    (r"$(ab)^2 = e$", r"ab = ba", "refuted"),  # S3
    (HOMOMORPHISM, r"\theta(e) = e", "proved"),
    (HOMOMORPHISM, r"\theta(a^{-1}) = \theta(a)^{-1}", "proved"),
    # V
    (ORDER_2, r"u = -u", "proved"),
    (ORDER_2, r"u + w - hv = w + hv + u", "proved"),
    (ORDER_2, r"u + w = u", "refuted"),
    (r"$2v = 0$", r"2(hv) = 0", "proved"),
    (r"$2v = 0$", r"2u = 0", "refuted"),
    (r"$2v = 0$ and $3v = 0$", r"v = 0", "proved"),
    (r"$2v = 0$", r"v = 0", "refuted"),
    (r"$hv = -v$", r"h^2v = v", "proved"),
    (r"$hv = -v$", r"h^3v = v", "refuted"),
    (r"$hv + v = 0$ and $h^2v = -v$", r"2v = 0", "proved"),
    (r"$hv + v = 0$", r"2v = 0", "refuted"),
    # scalars
    (r"$\lambda^2 = 1$", r"\lambda^3 = \lambda", "proved"),
    (r"$\lambda^2 = 1$", r"\lambda = 1", "refuted"),
    (r"$\lambda^2 = 1$", r"\lambda^3 = 1", "refuted"),
    (r"$\lambda^2 = \lambda$", r"\lambda^5 = \lambda", "proved"),
    (r"$\lambda^2 = \lambda$", r"\lambda^2 = 1", "refuted"),
    (r"$\lambda\mu = 1$", r"\lambda^2\mu^3 = \mu", "proved"),
    (r"$\lambda\mu = 1$", r"\lambda^2\mu = 1", "refuted"),
    (r"$\lambda\mu = 0$", r"(\lambda + \mu)^2 = \lambda^2 + \mu^2", "proved"),
    (r"$\lambda\mu = 0$", r"\lambda + \mu = 0", "refuted"),
    # functions
    (ODD, r"\psi(0) = 0", "proved"),
    (ODD, r"\psi(u)\psi(w) = \psi(-u)\psi(-w)", "proved"),
    (ODD, r"\psi(u-w) = \psi(w-u)", "refuted"),
    (ODD, r"\psi(u+w) = \psi(u) + \psi(w)", "refuted"),
    (ADDITIVE, r"\psi(u - 2w) = \psi(u) - 2\psi(w)", "proved"),
    (CHARACTER, r"\chi(abc) = \chi(c)\chi(b)\chi(a)", "proved"),
    (CHARACTER, r"\chi(aba^{-1}) = \chi(b)", "proved"),
    (CHARACTER, r"\chi(a)\chi(a^{-1}) = 1", "refuted"),  # the character that is zero
    (CHARACTER, r"\chi(ab) = \chi(a)", "refuted"),
    (SKEW, r"s(k,k) = 0", "proved"),
    (SKEW, r"s(i,k) = s(k,i)", "refuted"),
    # under sums
    (SKEW, r"\sum_{i\in S}\sum_{j\in S} s(i,j) = 0", "proved"),
    (SKEW, r"\sum_{i\in S}\sum_{j\in S} s(i,j)q(i)q(j) = 0", "proved"),
    (SKEW, r"\sum_{j\in S} s(i,j) = 0", "refuted"),
    (SKEW, r"\sum_{i\in S}\sum_{j\in S} s(i,j)q(j) = 0", "refuted"),
    (CHARACTER, r"\chi(g)\sum_{h\in\mathcal{H}}\chi(h) = \sum_{h\in\mathcal{H}}\chi(h)", "proved"),
    (CHARACTER, r"\chi(g)\sum_{h\in\mathcal{H}}\chi(h)q(hi) = \sum_{h\in\mathcal{H}}\chi(h)q(hi)", "refuted"),
    (CHARACTER, r"\sum_{h\in\mathcal{H}}\chi(h) = 0", "refuted"),
    # matrices
    (ROTATIONS, r"R(u)R(v)R(w) = R(w+v+u)", "proved"),
    (ROTATIONS, r"R(u)R(v) = R(v)R(u)", "proved"),
    (ROTATIONS, r"R(u) = R(v)", "refuted"),
    (
        rf"{ROTATIONS} and $R(-v) = R(v)^T$ for all $v$",
        r"\langle R(u)p, R(w)r\rangle = \langle p, R(w-u)r\rangle",
        "proved",
    ),
    (
        r"$R(v)^TR(w) = R(w-v)$ for all $v, w$",
        r"\langle R(u+v)p, R(w+v)r\rangle = \langle R(u)p, R(w)r\rangle",
        "proved",
    ),
    (r"$R(v)^TR(w) = R(w-v)$ for all $v, w$", r"\langle R(u)p, R(w)r\rangle = \langle p, r\rangle", "refuted"),
    (r"$C^TCp = p$", r"\lVert Cp\rVert^2 = \lVert p\rVert^2", "proved"),
    (r"$C^TCp = p$", r"\lVert Cr\rVert^2 = \lVert r\rVert^2", "refuted"),
    (r"$CCp = Cp$", r"C(C(Cp)) = Cp", "proved"),
    (r"$CCp = Cp$", r"C(Cr) = Cr", "refuted"),
    # operators
    (AT_H, r"\Phi[L_{h^{-1}}[f]](i) = L_{h^{-1}}[\Phi[f]](i)", "proved"),
    (AT_H, r"\Phi[L_{h^2}[f]](i) = L_{h^2}[\Phi[f]](i)", "proved"),
    (AT_H, r"\Phi[L_{hg}[f]](i) = L_{hg}[\Phi[f]](i)", "refuted"),
    (SUMS, r"\Phi[3f](i) = 3\Phi[f](i)", "proved"),
    (SUMS, r"\Phi[f - f'](i) = \Phi[f](i) - \Phi[f'](i)", "proved"),
    (SUMS, r"\Phi[f - f'](i) = \Phi[f](i)", "refuted"),
    (SUMS, r"\Phi[3f](i) = f(i)", "refuted"),
    (r"$\Phi[\Phi[f]] = \Phi[f]$ for all $f$", r"\Phi[\Phi[\Phi[f]]](i) = \Phi[f](i)", "proved"),
    (r"$\Phi[\Phi[f]] = \Phi[f]$ for all $f$", r"\Phi[f](i) = f(i)", "refuted"),
    (r"$\Phi[\Phi[f]] = f$ for all $f$", r"\Phi[\Phi[\Phi[f]]](i) = \Phi[f](i)", "proved"),
    # inside of other functions
    (CHARACTER, r"\exp(\chi(gh)) = \exp(\chi(hg))", "proved"),
    (CHARACTER, r"\exp(\chi(gh)) = \exp(\chi(g))", "refuted"),
    (ORDER_2, r"\psi(u - w) = \psi(w - u)", "proved"),
    (ORDER_2, r"\psi(u - w) = \psi(u)", "refuted"),
]


@pytest.mark.parametrize(("assumed", "claim", "verdict"), CASES)
def test_what_follows_from_several_instances(assumed: str, claim: str, verdict: str, tmp_path: Path) -> None:
    path = tmp_path / "claim.tex"
    body = rf"\begin{{proposition}}\label{{it}}Assume that {assumed}. Then \[ {claim} \]\end{{proposition}}"
    path.write_text(SETTING + body + "\\end{document}")
    document = read_document(str(path))
    assert not [found for found in document.diagnostics if found.severity == "error"]
    report = check_document(document, Options(groups=("C2 on Z_3", "S3 on Z_2^2")))
    assert not report.disagreements
    assert report.propositions[0].claim.value == verdict
    assert verdict != "proved" or report.propositions[0].claims[0].hypotheses


def test_the_table_rejects_too() -> None:
    verdicts = [verdict for _, _, verdict in CASES]
    assert 2 * verdicts.count("refuted") >= verdicts.count("proved")
