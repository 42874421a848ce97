"""Slips in layers that are in none of the papers: the first repair is the line as it was."""

from __future__ import annotations

import pytest

from symproof.checking.budget import Options
from symproof.checking.check import check_document, cited_claims
from symproof.checking.mend import Wish, mended
from symproof.checking.prove import Allowance, Prover
from symproof.checking.report import DocumentReport, Verdict
from symproof.reading.read import read_document
from symproof.terms import Term

GENERAL = Options(general_only=True)
UNFOLDED = Allowance(None, frozenset(), frozenset())
DOCUMENT = r"""
\begin{document}
\begin{setting}
SETTING
\end{setting}
\begin{proposition}\label{p}
\[ CLAIM \]
\end{proposition}
\begin{proof}
\begin{align*}
  & ROWS
\end{align*}
\end{proof}
\end{document}
"""
ON_POSITIONS = r"""
Let $\mathcal{H}$ be a finite group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j, \bar j, k \in S$, $y \in V$ and $h, h_1, h_2, h_3 \in \mathcal{H}$. Let $F$, $K$ be feature spaces.
"""

LAYERS: dict[str, tuple[str, str, str, list[tuple[str, str]]]] = {  # setting, claim, first line, others with reasons
    "lifting convolution": (
        ON_POSITIONS + r"""
Let $f : S \to F$. Let $\psi : V \to \mathbb{R}$.
Define $c[f](i,h) := \sum_{j\in S} \psi(h^{-1}(x(j)-x(i))) f(j)$.""",
        r"c[L_yL_{h_3}[f]](i,h) = L_yL_{h_3}[c[f]](i,h)",
        r"c[L_yL_{h_3}[f]](i,h)",
        [
            (r"\sum_{j\in S} \psi(h^{-1}(x(j)-x(i))) L_yL_{h_3}[f](j)", r"definition of $c$"),
            (r"\sum_{j\in S} \psi(h^{-1}(x(j)-x(i))) f(x^{-1}(h_3^{-1}(x(j)-y)))", r"algebra"),
            (r"\sum_{\bar j\in S} \psi(h^{-1}((h_3x(\bar j)+y)-x(i))) f(\bar j)", r"substitute $j = x^{-1}(h_3x(\bar j)+y)$"),
            (r"\sum_{\bar j\in S} \psi(h^{-1}h_3(x(\bar j)-h_3^{-1}(x(i)-y))) f(\bar j)", r"algebra"),
            (r"c[f](x^{-1}(h_3^{-1}(x(i)-y)),h_3^{-1}h)", r"definition of $c$"),
            (r"L_yL_{h_3}[c[f]](i,h)", r"algebra"),
        ],
    ),
    "group convolution": (
        ON_POSITIONS + r"""
Let $\bar h \in \mathcal{H}$. Let $f : S \times \mathcal{H} \to F$. Let $\psi : V \times \mathcal{H} \to \mathbb{R}$.
Define $c[f](i,h) := \sum_{h_1\in\mathcal{H}} \sum_{j\in S} \psi(h^{-1}(x(j)-x(i)), h^{-1}h_1) f(j,h_1)$.""",
        r"c[L_yL_{h_3}[f]](i,h) = L_yL_{h_3}[c[f]](i,h)",
        r"c[L_yL_{h_3}[f]](i,h)",
        [
            (r"\sum_{h_1\in\mathcal{H}} \sum_{j\in S} \psi(h^{-1}(x(j)-x(i)), h^{-1}h_1) L_yL_{h_3}[f](j,h_1)", r"definition of $c$"),
            (r"\sum_{h_1\in\mathcal{H}} \sum_{j\in S} \psi(h^{-1}(x(j)-x(i)), h^{-1}h_1) f(x^{-1}(h_3^{-1}(x(j)-y)),h_3^{-1}h_1)", r"algebra"),
            (r"\sum_{\bar h\in\mathcal{H}} \sum_{\bar j\in S} \psi(h^{-1}((h_3x(\bar j)+y)-x(i)), h^{-1}h_3\bar h) f(\bar j,\bar h)", r"substitute $j = x^{-1}(h_3x(\bar j)+y)$ and $h_1 = h_3\bar h$"),
            (r"\sum_{\bar h\in\mathcal{H}} \sum_{\bar j\in S} \psi(h^{-1}h_3(x(\bar j)-h_3^{-1}(x(i)-y)), h^{-1}h_3\bar h) f(\bar j,\bar h)", r"algebra"),
            (r"c[f](x^{-1}(h_3^{-1}(x(i)-y)),h_3^{-1}h)", r"definition of $c$"),
            (r"L_yL_{h_3}[c[f]](i,h)", r"algebra"),
        ],
    ),
    "messages between tokens": (
        r"""
Let $\mathcal{H}$ be a finite group that acts on $S$. Let $i, j, k \in S$ and $h, h_1 \in \mathcal{H}$.
Let $F$, $K$, $U$ be feature spaces. Let $f : S \to F$. Let $\psi : F \times F \to K$ and $\varphi : F \times K \to U$. Let $N(i) \subseteq S$.
Define $m[f](i) := \varphi(f(i), \sum_{j\in N(i)} \psi(f(i), f(j)))$.
Assume that $N$ is stable under $\mathcal{H}$.""",
        r"m[L_h[f]](i) = L_h[m[f]](i)",
        r"m[L_h[f]](i)",
        [
            (r"\varphi(L_h[f](i), \sum_{j\in N(i)} \psi(L_h[f](i), L_h[f](j)))", r"definition of $m$"),
            (r"\varphi(f(h^{-1}i), \sum_{j\in N(i)} \psi(f(h^{-1}i), f(h^{-1}j)))", r"algebra"),
            (r"\varphi(f(h^{-1}i), \sum_{hk\in N(i)} \psi(f(h^{-1}i), f(k)))", r"substitute $j = hk$"),
            (r"\varphi(f(h^{-1}i), \sum_{k\in N(h^{-1}i)} \psi(f(h^{-1}i), f(k)))", r"$N$ is stable under $\mathcal{H}$"),
            (r"m[f](h^{-1}i)", r"definition of $m$"),
            (r"L_h[m[f]](i)", r"algebra"),
        ],
    ),
    "gated attention": (
        ON_POSITIONS + r"""
Let $f : S \to F$. Let $q, \Delta q, r, v, \Delta v : F \to K$. Let $\gamma : F \to \mathbb{R}$. Let $N(i) \subseteq S$.
Write $\bar i := x^{-1}(h_3^{-1}(x(i)-y))$.
Define $g[f](i) := \gamma(f(i)) \sum_{j\in N(i)} \sigma_j(\langle q(f(i)) + \Delta q(f(i)), r(f(j)) \rangle) (v(f(j)) + \Delta v(f(j)))$.
Assume that $N$ is translation-equivariant and stable under $\mathcal{H}$.""",
        r"g[L_yL_{h_3}[f]](i) = L_yL_{h_3}[g[f]](i)",
        r"g[L_yL_{h_3}[f]](i)",
        [
            (r"\gamma(L_yL_{h_3}[f](i)) \sum_{j\in N(i)} \sigma_j(\langle q(L_yL_{h_3}[f](i)) + \Delta q(L_yL_{h_3}[f](i)), r(L_yL_{h_3}[f](j)) \rangle) (v(L_yL_{h_3}[f](j)) + \Delta v(L_yL_{h_3}[f](j)))", r"definition of $g$"),
            (r"\gamma(f(\bar i)) \sum_{x^{-1}(h_3x(\bar j)+y)\in N(x^{-1}(h_3x(\bar i)+y))} \sigma_{x^{-1}(h_3x(\bar j)+y)}(\langle q(f(\bar i)) + \Delta q(f(\bar i)), r(f(\bar j)) \rangle) (v(f(\bar j)) + \Delta v(f(\bar j)))", r"substitute $\bar i$ and $j = x^{-1}(h_3x(\bar j)+y)$"),
            (r"\gamma(f(\bar i)) \sum_{\bar j\in N(\bar i)} \sigma_{\bar j}(\langle q(f(\bar i)) + \Delta q(f(\bar i)), r(f(\bar j)) \rangle) (v(f(\bar j)) + \Delta v(f(\bar j)))", r"$N$ is translation-equivariant and stable under $\mathcal{H}$"),
            (r"g[f](\bar i)", r"definition of $g$"),
            (r"L_yL_{h_3}[g[f]](i)", r"algebra"),
        ],
    ),
    "softmax over the group": (
        ON_POSITIONS + r"""
Let $\bar h \in \mathcal{H}$. Let $f : S \times \mathcal{H} \to F$. Let $\alpha : F \to \mathbb{R}$ and $v : F \to K$.
Define $a[f](i) := \sum_{h_1\in\mathcal{H}} \sigma_{h_1}(\alpha(f(i,h_1))) v(f(i,h_1))$.""",
        r"a[L_{h_3}[f]](i) = L_{h_3}[a[f]](i)",
        r"a[L_{h_3}[f]](i)",
        [
            (r"\sum_{h_1\in\mathcal{H}} \sigma_{h_1}(\alpha(L_{h_3}[f](i,h_1))) v(L_{h_3}[f](i,h_1))", r"definition of $a$"),
            (r"\sum_{h_1\in\mathcal{H}} \sigma_{h_1}(\alpha(f(x^{-1}(h_3^{-1}x(i)),h_3^{-1}h_1))) v(f(x^{-1}(h_3^{-1}x(i)),h_3^{-1}h_1))", r"algebra"),
            (r"\sum_{h_3\bar h\in\mathcal{H}} \sigma_{h_3\bar h}(\alpha(f(x^{-1}(h_3^{-1}x(i)),\bar h))) v(f(x^{-1}(h_3^{-1}x(i)),\bar h))", r"substitute $h_1 = h_3\bar h$"),
            (r"\sum_{\bar h\in\mathcal{H}} \sigma_{\bar h}(\alpha(f(x^{-1}(h_3^{-1}x(i)),\bar h))) v(f(x^{-1}(h_3^{-1}x(i)),\bar h))", r"algebra"),
            (r"a[f](x^{-1}(h_3^{-1}x(i)))", r"definition of $a$"),
            (r"L_{h_3}[a[f]](i)", r"algebra"),
        ],
    ),
    "mean of differences": (
        ON_POSITIONS + r"""
Let $f : S \to F$. Let $\varphi : F \to K$. Let $N(i) \subseteq S$. Write $\bar i := x^{-1}(x(i)-y)$.
Define $p[f](i) := \frac{1}{\sum_{k\in N(i)} 1} \sum_{j\in N(i)} \varphi(f(j) - f(i))$.
Assume that $N$ is translation-equivariant.""",
        r"p[L_y[f]](i) = L_y[p[f]](i)",
        r"p[L_y[f]](i)",
        [
            (r"\frac{1}{\sum_{k\in N(i)} 1} \sum_{j\in N(i)} \varphi(L_y[f](j) - L_y[f](i))", r"definition of $p$"),
            (r"\frac{1}{\sum_{k\in N(i)} 1} \sum_{x^{-1}(x(\bar j)+y)\in N(x^{-1}(x(\bar i)+y))} \varphi(f(\bar j) - f(\bar i))", r"substitute $\bar i$ and $j = x^{-1}(x(\bar j)+y)$"),
            (r"\frac{1}{\sum_{k\in N(\bar i)} 1} \sum_{\bar j\in N(\bar i)} \varphi(f(\bar j) - f(\bar i))", r"$N$ is translation-equivariant"),
            (r"p[f](\bar i)", r"definition of $p$"),
            (r"L_y[p[f]](i)", r"algebra"),
        ],
    ),
}  # fmt: skip

SLIPS = [  # layer, line, as it was, as it is
    ("lifting convolution", 2, r"h_3^{-1}(x(j)-y)", r"h_3(x(j)-y)"),
    ("lifting convolution", 2, r"h_3^{-1}(x(j)-y)", r"h_3^{-1}x(j)-y"),
    ("lifting convolution", 3, r"\psi(h^{-1}((h_3x(\bar j)+y)-x(i)))", r"\psi(h^{-1}(h_3x(\bar j)-x(i)))"),
    ("lifting convolution", 4, r"h^{-1}h_3(", r"h_3h^{-1}("),
    ("lifting convolution", 4, r"(x(i)-y)", r"(x(i)+y)"),
    ("lifting convolution", 4, r"f(\bar j)", r"f(i)"),
    ("lifting convolution", 4, r"x(\bar j)-h_3^{-1}(x(i)-y)", r"h_3^{-1}(x(i)-y)-x(\bar j)"),
    ("lifting convolution", 5, r",h_3^{-1}h)", r",hh_3^{-1})"),
    ("group convolution", 2, r",h_3^{-1}h_1)", r",h_1)"),
    ("group convolution", 2, r",h_3^{-1}h_1)", r",h_1h_3^{-1})"),
    ("group convolution", 3, r"h^{-1}h_3\bar h)", r"h_3^{-1}h\bar h)"),
    ("group convolution", 3, r"h^{-1}h_3\bar h)", r"h^{-1}\bar h)"),
    ("group convolution", 3, r"\sum_{\bar j\in S} ", r""),
    ("group convolution", 4, r"\sum_{\bar h\in\mathcal{H}} \sum_{\bar j\in S}", r"\sum_{\bar j\in S}"),
    ("group convolution", 4, r"f(\bar j,\bar h)", r"f(\bar j,h)"),
    ("group convolution", 5, r"x^{-1}(h_3^{-1}(x(i)-y))", r"x^{-1}(h^{-1}(x(i)-y))"),
    ("group convolution", 5, r"c[f](x^{-1}(h_3^{-1}(x(i)-y)),h_3^{-1}h)", r"c[f](x^{-1}(h_3^{-1}(x(i)-y)),h)"),
    ("messages between tokens", 1, r"\psi(L_h[f](i), L_h[f](j))", r"\psi(L_h[f](j), L_h[f](i))"),
    ("messages between tokens", 1, r"\psi(L_h[f](i), L_h[f](j))", r"\psi(L_h[f](i), f(j))"),
    ("messages between tokens", 2, r"f(h^{-1}j)", r"f(hj)"),
    ("messages between tokens", 2, r"\sum_{j\in N(i)} \psi(f(h^{-1}i), f(h^{-1}j))", r"\sum_{j\in N(i)} \psi(f(h^{-1}j), f(h^{-1}i))"),
    ("messages between tokens", 3, r"hk\in N(i)", r"k\in N(i)"),
    ("messages between tokens", 3, r"hk\in N(i)", r"hk\in S"),
    ("messages between tokens", 4, r"N(h^{-1}i)", r"N(i)"),
    ("messages between tokens", 4, r"N(h^{-1}i)", r"N(hi)"),
    ("messages between tokens", 4, r"f(k)", r"f(hk)"),
    ("gated attention", 1, r"+ \Delta q(L_yL_{h_3}[f](i))", r""),
    ("gated attention", 1, r"\gamma(L_yL_{h_3}[f](i)) ", r""),
    ("gated attention", 1, r"L_yL_{h_3}[f](i)", r"L_{h_3}L_y[f](i)"),
    ("gated attention", 2, r"\Delta v(f(\bar j))", r"v(f(\bar j))"),
    ("gated attention", 2, r"N(x^{-1}(h_3x(\bar i)+y))", r"N(\bar i)"),
    ("gated attention", 3, r"\langle q(f(\bar i)) + \Delta q(f(\bar i)), r(f(\bar j)) \rangle", r"\langle q(f(\bar j)) + \Delta q(f(\bar j)), r(f(\bar i)) \rangle"),
    ("gated attention", 3, r"\sigma_{\bar j}(\langle q(f(\bar i)) + \Delta q(f(\bar i)), r(f(\bar j)) \rangle)", r"\sigma_{\bar j}(\langle q(f(\bar i)), r(f(\bar j)) \rangle)"),
    ("gated attention", 3, r"\sum_{\bar j\in N(\bar i)}", r"\sum_{\bar j\in S}"),
    ("gated attention", 3, r"(v(f(\bar j)) + \Delta v(f(\bar j)))", r"(v(f(\bar j)) - \Delta v(f(\bar j)))"),
    ("gated attention", 3, r"\sigma_{\bar j}(\langle q(f(\bar i)) + \Delta q(f(\bar i)), r(f(\bar j)) \rangle) ", r""),
    ("softmax over the group", 2, r"v(f(x^{-1}(h_3^{-1}x(i)),h_3^{-1}h_1))", r"v(f(i,h_3^{-1}h_1))"),
    ("softmax over the group", 3, r"v(f(x^{-1}(h_3^{-1}x(i)),\bar h))", r"v(f(x^{-1}(h_3^{-1}x(i)),h_3\bar h))"),
    ("softmax over the group", 3, r"\sigma_{h_3\bar h}(\alpha(f(x^{-1}(h_3^{-1}x(i)),\bar h)))", r"\sigma_{h_3\bar h}(\alpha(f(i,\bar h)))"),
    ("softmax over the group", 4, r"x^{-1}(h_3^{-1}x(i)),\bar h))) v", r"x^{-1}(h_3x(i)),\bar h))) v"),
    ("softmax over the group", 4, r"\sigma_{\bar h}(\alpha(f(x^{-1}(h_3^{-1}x(i)),\bar h))) ", r"\alpha(f(x^{-1}(h_3^{-1}x(i)),\bar h)) "),
    ("mean of differences", 1, r"\varphi(L_y[f](j) - L_y[f](i))", r"\varphi(L_y[f](i) - L_y[f](j))"),
    ("mean of differences", 1, r"\frac{1}{\sum_{k\in N(i)} 1} ", r""),
    ("mean of differences", 2, r"\sum_{k\in N(i)} 1", r"\sum_{k\in S} 1"),
    ("mean of differences", 2, r"\varphi(f(\bar j) - f(\bar i))", r"(\varphi(f(\bar j)) - \varphi(f(\bar i)))"),
    ("mean of differences", 3, r"\sum_{k\in N(\bar i)} 1", r"\sum_{k\in N(\bar i)} 2"),
    ("mean of differences", 3, r"f(\bar j) - f(\bar i)", r"f(\bar j) + f(\bar i)"),

]  # fmt: skip


def _report(layer: str, *slips: tuple[int, str, str]) -> DocumentReport:
    setting, claim, first, further = LAYERS[layer]
    rows = [first, *(rf"&= {row} && \text{{{reason}}}" for row, reason in further)]
    for line, old, new in slips:
        assert old in rows[line]
        rows[line] = rows[line].replace(old, new, 1)
    parts = {"SETTING": setting, "CLAIM": claim, "ROWS": "\\\\\n  ".join(rows)}
    source = DOCUMENT
    for name, text in parts.items():
        source = source.replace(name, text)
    return check_document(read_document("layer.tex", source), GENERAL)


def _proposed(report: DocumentReport, line: int, edits: int = 1) -> Term:
    """The line as the first proposal that changes it has it."""
    found = mended(report, GENERAL, cited_claims(report), Wish(edits=edits)).propositions[0]
    return next(step.repairs[0].term for step in found.steps if step.repairs and step.repairs[0].line == line)


def _line(report: DocumentReport, number: int) -> Term:
    right = report.propositions[0].steps[number - 1].step.right
    assert right is not None
    return right.term


@pytest.mark.parametrize("layer", LAYERS)
def test_each_layer_is_proved_as_it_is(layer: str) -> None:
    assert {step.verdict for step in _report(layer).propositions[0].steps} == {Verdict.PROVED}


@pytest.mark.parametrize(("layer", "line", "old", "new"), SLIPS)
def test_the_line_as_it_was_is_proposed_first(layer: str, line: int, old: str, new: str) -> None:
    as_it_was, broken = _report(layer), _report(layer, (line, old, new))
    assert {step.verdict for step in broken.propositions[0].steps} != {Verdict.PROVED}
    term = _proposed(broken, line)
    prover = Prover(as_it_was.propositions[0].proposition.setting)
    assert prover.prove(term, _line(as_it_was, line), UNFOLDED) is not None


TWICE = [  # layer, line, two slips that have nothing to do with one another
    ("group convolution", 5, ("(x(i)-y)", "(x(i)+y)"), ("h_3^{-1}h)", "hh_3^{-1})")),
    ("messages between tokens", 2, ("f(h^{-1}j)", "f(hj)"), (r"\varphi(f(h^{-1}i)", r"\varphi(f(i)")),
    ("gated attention", 1, ("L_yL_{h_3}[f](i)", "L_{h_3}L_y[f](i)"), ("v(L_yL_{h_3}[f](j)) +", "v(f(j)) +")),
    ("gated attention", 2, (r"\gamma(f(\bar i))", r"\gamma(f(i))"), (r"\Delta v(f(\bar j))", r"v(f(\bar j))")),
    ("mean of differences", 2, (r"\sum_{k\in N(i)} 1", r"\sum_{k\in S} 1"), (r"f(\bar j) - f(\bar i)", r"f(\bar j) + f(\bar i)")),
]  # fmt: skip


@pytest.mark.parametrize(("layer", "line", "one", "other"), TWICE)
def test_two_slips_in_a_line_are_undone_by_two_edits(
    layer: str, line: int, one: tuple[str, str], other: tuple[str, str]
) -> None:
    as_it_was, broken = _report(layer), _report(layer, (line, *one), (line, *other))
    term = _proposed(broken, line, edits=2)
    prover = Prover(as_it_was.propositions[0].proposition.setting)
    assert prover.prove(term, _line(as_it_was, line), UNFOLDED) is not None
