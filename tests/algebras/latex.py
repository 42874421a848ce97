"""Equations as text: the shortest way to write down what the normal form must and must not equate."""

from __future__ import annotations

from functools import lru_cache

from symproof.algebras.normal_form import NormalForm
from symproof.reading.read import read_document
from symproof.theory.document import Claim, Comparison
from symproof.theory.setting import Setting

GROUP = r"""
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j, k, l \in S$, $y, v, w \in V$ and $g, h, s, t, u \in \mathcal{H}$.
Let $F$, $K$, $U$, $W$ be feature spaces.
Let $f, f' : S \to F$, $q : S \times \mathcal{H} \to F$, $r : S \times S \to F$, $\tau : \mathcal{H} \to F$ and $\theta : V \to F$.
Let $a, b : S \to \mathbb{R}$, $c, d : \mathcal{H} \to \mathbb{R}$, $m : S \times S \to \mathbb{R}$, $n : S \times \mathcal{H} \to \mathbb{R}$.
Let $\alpha, \beta \in \mathbb{R}$ and $z, z', z'' \in F$. Let $p : S \to V$ and $\kappa : S \to \mathcal{H}$.
Let $\varphi, \psi : F \to F$ and $\lambda : F \to K$.
Let $\omega^{head} : F \to U$ for $head \in [H]$. Let $\Omega : U^{[H]} \to W$.
Let $N(i) \subseteq S$. Let $M(i, h) \subseteq S \times \mathcal{H}$. Let $P(h) \subseteq \mathcal{H}$.
"""


class Unread(ValueError):
    """The reader found something wrong with the text of a test."""


def equal(equation: str, assuming: str = "", movable: frozenset[str] | None = None, base: str = GROUP) -> bool:
    """Does the normal form equate the sides, under everything that ``assuming`` says?"""
    setting, claim = read(equation, base + assuming)
    statement = claim.statement
    if not isinstance(statement, Comparison):
        raise Unread(equation)
    form = NormalForm(setting, frozenset(setting.hypotheses))
    left, right = statement.left.term, statement.right.term
    return form.same(form.normal(left, movable), form.normal(right, movable))


@lru_cache(maxsize=512)
def read(equation: str, sentences: str) -> tuple[Setting, Claim]:
    """The setting of the sentences and the claim; raises Unread."""
    text = (
        "\\documentclass{article}\\usepackage{symproof}\\begin{document}\n"
        f"\\begin{{setting}}\n{sentences}\n\\end{{setting}}\n"
        f"\\begin{{proposition}}\\label{{it}}\n\\[ {equation} \\]\n\\end{{proposition}}\n\\end{{document}}\n"
    )
    document = read_document("test.tex", text)
    errors = [d for d in document.diagnostics if d.severity == "error"]
    if errors or len(document.propositions) != 1 or len(document.propositions[0].claims) != 1:
        raise Unread(f"{equation}: {[(d.code, d.span.line, d.facts) for d in errors]}")
    return document.propositions[0].setting, document.propositions[0].claims[0]
