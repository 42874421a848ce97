"""Documents from a small grammar of what authors write: many are right, some are not."""

from __future__ import annotations

import re
from random import Random

STANDARD = (
    r"Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.",
    r"Let $i, j, k \in S$, $y, v \in V$ and $h, h_1, h_2, h_3 \in \mathcal{H}$. Let $F$, $K$, $U$, $W$ be feature spaces.",
    r"Let $f : S \to F$ and $\rho^P : V \to F$. Let $q : F \to K$. Let $N(i) \subseteq S$. Let $M(i,h_1) \subseteq S \times \mathcal{H}$.",
    r"Let $\varphi_{qry}^{head} : F \to K$ for $head \in [H]$. Let $\varphi_{out} : K^{[H]} \to W$.",
    r"Define $\rho(i,j) := \rho^P(x(j) - x(i))$. Define $m[f,\rho](i) := \sum_{j \in N(i)} f(j)$.",
)
SENTENCES = (
    r"Let $\mathcal{H}$ be a finite group.", r"Let $\mathcal{H}$ act on $S$.", "Let $G$ be a group.", r"Let $g : S \times \mathcal{H} \to F$.",
    r"Let $p : F \to K$ be linear.", r"Let $d, r$ be positive naturals.", r"Let $A$ be a real $r \times d$ matrix.",
    r"Define $g(i,h) := f(i)$.", r"Write $\bar i := x^{-1}(h_3^{-1}(x(i) - y))$.", "Write $g := (y, h)$.", "Denote $x(i)$ by $v$.",
    "Assume that $N$ is stable.", r"Assume that $N$ is translation-equivariant and stable under $\mathcal{H}$.",
    r"Assume that $\mathcal{H}$ is commutative.", "Assume that $h_1 = h_2$.", "Check on p4:3.", "Suppose nothing.", "Let us begin", r"Let $\sum$ be.",
    r"Assume that $\rho^P(hv) = \rho^P(v)$ for all $h \in \mathcal{H}$ and $v \in V$.", r"Check on $S_3$ on $\mathbb{Z}_2^2$ and p4:3.",
    r"Let $\mathcal{H} = C_4$ act on $V = \mathbb{Z}_3^2$.", r"Define $L_h[\rho](i,j) := \rho(i,j)$.", "",
)  # fmt: skip
REASONS = (
    "definition of $m$", "algebra", r"substitute $\bar i$", "substitute $j = x^{-1}(x(k) + y)$", "re-index the sum over $j$",
    "$N$ is stable", "$q$ is linear", r"by \ref{p}", "assumed", "since $h_1 = h_2$", "unless $h = e$", "magic", r"by \eqref{}", "and",
    "substitute", "definition of $m$ and $\\rho$, and $N$ is translation-equivariant",
)  # fmt: skip
RELATIONS = (*["="] * 15, r"\neq", "<", r"\le", r"\implies", r"\iff", ":=", r"\in", "==", "")
SORTS = ("S", "H", "V", "F", "K", "W", "R")
LEAVES = {
    "S": ("i", "j", "k", "k"), "H": ("h", "h_1", "h_3", "e", "h_2'"), "V": ("y", "v", "0"), "F": ("f(i)", r"\rho(i,j)", r"\rho^P(y)"),
    "K": ("q(f(i))", "q(f(j))"), "W": (r"\varphi_{out}(\bigcup_{head \in [H]} \varphi_{qry}^{head}(f(i)))",), "R": ("2", "1/3", r"\exp(0)"),
}  # fmt: skip
FORMS = {
    "S": ("x^{-1}(<V>)", "x^{-1}(<H>x(<S>) + <V>)", "<H><S>", "(<V>,<H>).<S>"),
    "H": ("<H><H>", "(<H>)^{-1}", "(<H><H>)^{-1}", "(<H>)^{2}", "h_1^{-1}<H>"),
    "V": ("x(<S>)", "<V> + <V>", "<V> - <V>", "-y", "<H><V>", "<H>(<V> + <V>)", "2<V>"),
    "F": ("f(<S>)", r"\rho(<S>,<S>)", r"\rho^P(<V>)", "<F> + <F>", r"\sum_{j \in N(<S>)} <F>", "L_y[f](<S>)", "L_{<H>}[f](<S>)", r"m[f,\rho](<S>)",
          r"<R><F>", r"\sum_{h \in \mathcal{H}} <F>", r"\sum_{x^{-1}(x(j)+<V>) \in N(<S>)} <F>", r"\sum_{h_3h \in \mathcal{H}} [\bullet]",
          r"\sum_{(j,h_2) \in M(<S>,<H>)} <F>", r"\sum_{j \in N(<S>)} \sigma_j(<R>) <F>", "L_yL_h[f](<S>)", "(<F>)"),
    "K": ("q(<F>)", "<K> + <K>", r"\varphi_{qry}^{head}(<F>)", r"\sum_{j \in S} <K>"),
    "W": (r"\varphi_{out}\big(\bigcup_{head \in [H]} <K>\big)", "<W> + <W>", "<R><W>"),
    "R": (r"\langle <F>, <F> \rangle", r"\exp(<R>)", r"\frac{<R>}{<R>}", "<R> + <R>", "<R><R>", r"\sum_{j \in S} <R>", r"\sqrt{<R>}", "(<R>)^2"),
}  # fmt: skip
PART = re.compile("<([SHVFKWR])>")
SLIP = 0.02  # how often a part is of some other sort


def document(rng: Random) -> str:
    """A whole document."""
    parts = [r"\documentclass{article}", r"\usepackage{symproof}", r"\begin{document}", r"\begin{setting}"]
    parts += STANDARD if rng.random() < 0.9 else rng.sample(STANDARD, 3)
    parts += [rng.choice(SENTENCES) for _ in range(rng.choice((0, 0, 1, 4)))]
    parts.append(r"\end{setting}")
    for number in range(rng.randrange(1, 4)):
        kind = rng.choice(("proposition", "lemma", "theorem"))
        parts += [rf"\begin{{{kind}}}\label{{{rng.choice('pqr')}{number}}}", *_statement(rng), rf"\end{{{kind}}}"]
        if number or rng.random() < 0.8:
            parts += [r"\begin{proof}", *(_display(rng) for _ in range(rng.randrange(1, 3))), r"\end{proof}"]
    return "\n".join([*parts, r"\end{document}", ""])


def _statement(rng: Random) -> list[str]:
    before = [rng.choice((*SENTENCES, "Then"))] if rng.random() < 0.2 else []
    sort = rng.choice(SORTS)
    claim = f"{term(rng, sort)} {rng.choice(RELATIONS)} {term(rng, sort)}"
    said = rng.choice(
        (f"${claim}$", f"\\[ {claim} \\]", f"For all $h \\in \\mathcal{{H}}$: ${claim}$.", f"${claim}$ unless $h = e$")
    )
    return [*before, said]


def _display(rng: Random) -> str:
    environment, sort = (
        rng.choice(("align*", "align*", "align", "equation*", "gather*", "multline*")),
        rng.choice(SORTS),
    )
    rows = [f"{term(rng, sort)} &{rng.choice(RELATIONS)} {term(rng, sort)}{_reason(rng)}"]
    rows += [f"&{rng.choice(RELATIONS)} {term(rng, sort)}{_reason(rng)}" for _ in range(rng.randrange(4))]
    return f"\\begin{{{environment}}}\n" + " \\\\\n".join(rows) + f"\n\\end{{{environment}}}"


def _reason(rng: Random) -> str:
    said = rng.choice(REASONS)
    return rng.choice(("", f" && \\text{{{said}}}", f" & & \\text{{({said})}}", f" % by: {said}"))


def term(rng: Random, sort: str, depth: int = 3) -> str:
    """A formula of the sort, or by a slip of another."""
    if rng.random() < SLIP:
        sort = rng.choice(SORTS)
    if depth == 0 or rng.random() < 0.3:
        return rng.choice(LEAVES[sort])
    return PART.sub(lambda part: term(rng, part[1], depth - 1), rng.choice(FORMS[sort]))
