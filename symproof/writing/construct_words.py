"""What is said of a notion that the theory does not have (E108), by its kind: a headline, and what to write instead.

The kinds are those of ``symproof.reading.constructs``, with ``norm`` and ``modulus``.
"""

from __future__ import annotations

from collections.abc import Mapping

CONSTRUCTS: Mapping[str, tuple[str, str]] = {
    "norm": (
        "a norm: the theory has the square of one on a feature space, and functions that are declared",
        r"write \lVert a\rVert^2 for \langle a, a\rangle, or declare it: Let $\lVert\cdot\rVert : V \to \mathbb{{R}}$",
    ),
    "modulus": (
        "bars: the theory has the size of a set, as in |S|, and functions that are declared",
        r"declare the function: Let $\lvert\cdot\rvert : \mathbb{{R}} \to \mathbb{{R}}$",
    ),
    "extremum": (
        "`{found}`: the theory has no maximum and no minimum",
        r"declare it as a function, with what you use of it as a hypothesis: of a signal Let $M : (S \to F) \to F$,"
        r" of two arguments Let $m : F \times F \to F$",
    ),
    "product": (
        "`{found}`: the theory has no product over a set",
        r"write \exp(\sum_{{j \in S}} ...) for positive factors, or declare a function: Let $P : (S \to F) \to F$",
    ),
    "direct sum": (
        "`{found}`: the theory has no sum of spaces and no operation of that name over a set",
        r"heads are joined by \bigcup_{{h \in [H]}}; another operation is a function: Let $P : (S \to F) \to F$",
    ),
    "integral": (
        "`{found}`: the theory has no integrals, its sums are finite",
        r"write a sum: \sum_{{j \in S}}, \sum_{{h \in \mathcal{{H}}}}",
    ),
    "operation": (
        "`{found}`: the theory has no such operation",
        r"declare a function of two arguments: Let $\odot : F \times F \to F$, or Define $(a \star b)(i) := ...$;"
        r" \star, \ast, \odot, \otimes and \oplus then stand between their arguments",
    ),
    "difference of sets": (
        "`{found}`: sums run over whole sets, all but one of their elements, and neighbourhoods",
        r"write \sum_{{j \in S \setminus \{{i\}}}} for all but i; for a smaller set declare a neighbourhood:"
        r" Let $N(i) \subseteq S$",
    ),
    "place": (
        "`{found}` with nothing behind it is the place of an argument, and here stands none that can be left open",
        r"write f(g^{{-1}}\cdot) for f \circ g^{{-1}}, or the factor that is missing; other functions are defined by"
        r" their value: Define $u(j) := w(i,j)$",
    ),
    "set": (
        "`{found}`: the theory has no operations with sets",
        r"declare a neighbourhood: Let $N(i) \subseteq S$",
    ),
    "quantifier": (
        "`{found}` cannot stand inside a formula",
        r"names hold for all their values; beside a claim stands \forall h \in \mathcal{{H}}, or 'for all' in words",
    ),
    "logic": (
        r"`{found}`: statements are joined by \implies and \iff only",
        "write one claim for each part",
    ),
    "limit": ("`{found}`: the theory has no limits", "all its sums are finite"),
    "approximation": ("`{found}`: only equations and inequalities are judged", r"write =, \neq, <, \le, > or \ge"),
    "similarity": ("`{found}`: only equations and inequalities are judged", r"write =, \neq, <, \le, > or \ge"),
    "dots": (
        "`{found}`: what the dots leave out cannot be read",
        r"write it out, or as a sum: \sum_{{j \in S}} f(j)",
    ),
    "rounding": ("`{found}`: the theory does not round", "declare the rounded number as a scalar of its own"),
    "sign": ("`{found}`: two formulas in one", "write one claim for each sign"),
    "arrow": (
        "`{found}`: an arrow is no part of a formula",
        r"a function is defined by its value: Define $f(i) := ...$; spaces stand in the setting: Let $f : S \to F$",
    ),
    "layout": (
        "`{found}` cannot be read in a formula",
        r"fractions are \frac{{a}}{{b}}; of cases and arrays each entry is a claim of its own",
    ),
    "remainder": (
        "`{found}`: the theory does not divide with remainder",
        "numbers with remainders are elements of the module V",
    ),
}
