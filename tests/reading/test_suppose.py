"""Claims and lines that cannot be read, under the least supposition that makes them readable."""

from __future__ import annotations

import pytest

from symproof.reading.read import read_document
from symproof.terms import Apply, Arrow, S, Space, Var
from symproof.theory.document import Comparison, Proposition

START = r"""\documentclass{article}
\begin{document}
\begin{setting}
Let $S$ be a finite set. Let $i, j \in S$. Let $F$, $K$, $U$ be feature spaces. Let $f, g : S \to F$.
Let $\varphi : L_F(S) \to L_K(S)$ and $\psi : L_K(S) \to L_U(S)$ and $\pi : L_F(S) \times L_F(S) \to L_K(S)$.
Let $\alpha : L_F(S) \to L_K(S \times S)$. Let $\chi : F \to K$ and $\theta : F \to U$ and $\omega : K \to F$.
"""
F, K, U = Space("F"), Space("K"), Space("U")
f, g, i = Var("f", Arrow((S,), F)), Var("g", Arrow((S,), F)), Var("i", S)
phi, psi = Var(r"\varphi", Arrow((F,), K)), Var(r"\psi", Arrow((K,), U))


def read(claim: str, rows: str = "", declared: str = "") -> Proposition:
    proof = f"\\begin{{proof}}\n\\begin{{align*}}\n{rows}\n\\end{{align*}}\n\\end{{proof}}\n" if rows else ""
    end = f"\\end{{setting}}\n\\begin{{proposition}}\n${claim}$\n\\end{{proposition}}\n{proof}\\end{{document}}\n"
    return read_document("text.tex", START + declared + end).propositions[0]


def sides(found: Proposition) -> tuple[object, object]:
    claim = found.supposed[0].claim
    assert claim is not None and isinstance(claim.statement, Comparison)
    return claim.statement.left.term, claim.statement.right.term


# --- maps of functions, applied to values


def test_a_map_of_functions_acts_at_each_position() -> None:
    found = read(r"\varphi(f(i)) = \varphi(f(i))")
    assert not found.claims and [one.code for one in found.diagnostics] == ["E203"]
    assert sides(found)[0] == Apply(phi, Apply(f, i))
    assert found.supposed[0].instead == (("", r"\varphi : F \to K"),)


def test_applied_to_a_function_it_is_an_operator() -> None:
    found = read(r"\varphi[f](i) = \varphi(f)(i)")
    assert len(found.claims) == 1 and not found.supposed and not found.diagnostics


def test_applied_to_both_it_is_composed_with_the_function() -> None:
    left, right = sides(read(r"\varphi[f](i) = \varphi(f(i))"))
    assert left == right == Apply(phi, Apply(f, i))


def test_compositions() -> None:
    left, right = sides(read(r"(\psi \circ \varphi)(f(i)) = \psi(\varphi(f(i)))"))
    assert left == right == Apply(psi, Apply(phi, Apply(f, i)))


def test_several_functions() -> None:
    found = read(r"\pi(f(i), g(i)) = \pi(f(i), f(i))")
    assert sides(found)[0] == Apply(Var(r"\pi", Arrow((F, F), K)), Apply(f, i), Apply(g, i))


def test_only_the_maps_that_are_applied_to_values() -> None:
    """phi stays an operator on functions where nothing says otherwise."""
    found = read(r"\psi(\varphi[f](i)) = \psi(\varphi[f](i))")
    assert found.supposed[0].instead == (("", r"\psi : K \to U"),)
    operator = Var(r"\varphi", Arrow((Arrow((S,), F),), Arrow((S,), K)))
    assert sides(found)[0] == Apply(psi, Apply(Apply(operator, f), i))


@pytest.mark.parametrize(
    "claim",
    [
        r"\alpha(f(i)) = \alpha(f(i))",  # of two positions: no map of values does that
        r"m(f(i)) = m(f(i))",  # m is defined, and not at each position
        r"\varphi(i) = \varphi(i)",  # a position is no value of a function
        r"\varphi(f(i), f(j)) = \varphi(f(i))",
    ],
)
def test_no_such_reading(claim: str) -> None:
    found = read(claim, declared=r"Define $m[f](i) := f(i) + f(j)$.")
    assert not found.claims and found.diagnostics and not found.supposed


def test_a_definition_that_needs_it() -> None:
    """What is defined by a formula of that kind is known under the supposition."""
    found = read(r"n[f](i) = \varphi(f(i))", declared=r"Define $n[f](i) := \varphi(f(i))$.")
    assert not found.claims
    assert [var.name for var in found.supposed[0].setting.definitions] == ["n"]


# --- spaces


def test_two_spaces() -> None:
    found = read(r"\chi(f(i)) = \chi(f(i)) + f(i)")
    assert found.supposed[0].instead == (("K", "F"),)
    assert {side.sort for side in sides(found)} == {F}  # type: ignore[attr-defined]


def test_the_lines_after_one_are_read_under_it_as_well() -> None:
    rows = r"\chi(f(i)) &= \chi(f(i)) + f(i) \\ &= \chi(f(i)) + f(j) \\ &= \chi(f(i))"
    found = read(r"\chi(f(i)) = \chi(f(i))", rows)
    assert [one.step.number for one in found.supposed if one.step] == [1, 2, 3]
    assert all(one.instead == (("K", "F"),) and one.against is None for one in found.supposed)
    assert [one.step.left is not None for one in found.supposed if one.step] == [True] * 3


def test_three_spaces_and_no_more() -> None:
    found = read(r"\theta(f(i)) = \chi(f(i)) + f(i)")
    assert set(found.supposed[0].instead) == {("K", "F"), ("U", "F")}


def test_the_least_is_supposed() -> None:
    """One line needs K = F, another U = F: neither is given both."""
    rows = r"\chi(f(i)) &= \chi(f(i)) + f(i) \\ \theta(f(i)) &= \theta(f(i)) + f(i)"
    found = read(r"\chi(f(i)) = \chi(f(i))", rows)
    assert [one.instead for one in found.supposed] == [(("K", "F"),), (("U", "F"),)]


def test_sorts_that_cannot_be_one() -> None:
    found = read(r"\chi(f(i)) = i")
    assert found.diagnostics and not found.supposed


# --- a line that cannot be read at all


def test_the_line_after_it_is_compared_with_the_last_one_that_can() -> None:
    rows = r"f(i) &= f(i) + f(j) \\ &= f(i \\ &= f(j) + f(i) \\ &= f(j)"
    found = read(r"f(i) = f(i)", rows)
    one = found.supposed[0]
    assert len(found.supposed) == 1 and one.against == 1 and one.step is not None and one.step.number == 3
    assert one.step.left == found.chains[0].steps[0].right


def test_not_across_an_inequality() -> None:
    rows = r"f(i) &\neq f(j) \\ &= f(i \\ &= f(i)"
    assert not read(r"f(i) = f(i)", rows).supposed


# --- what the faults say of it


def told(found: Proposition) -> dict[str, object]:
    return dict(found.diagnostics[0].facts)


def test_a_fault_names_what_makes_its_place_readable() -> None:
    assert told(read(r"\varphi(f(i)) = \psi(\varphi(f(i)))", declared="Assume that $K = U$."))["acting"] == (
        r"\varphi : F \to K",
    )
    assert told(read(r"\chi(f(i)) = \chi(f(i)) + f(i)"))["identify"] == ("F", "K")
    assert told(read(r"\theta(f(i)) = \chi(f(i)) + f(i)"))["identify"] == ("F", "K", "U")


def test_and_nothing_that_does_not() -> None:
    """K = F alone would not do, for a position is added as well."""
    assert "identify" not in told(read(r"\chi(f(i)) = \chi(f(i)) + f(i) + i"))


def test_a_hypothesis_that_cannot_be_read_is_not_forgotten_over_spaces_taken_for_one() -> None:
    declared = "Assume that $\\chi$ is wonderful. Assume that $F = K$."
    assert read(r"f(i) = f(j)", declared=declared).setting.unread


def test_dimensions_that_are_no_polynomials() -> None:
    """r(A) is no other dimension, and taking the spaces for one is a supposition."""
    declared = r"""Let $d, k$ be positive naturals. Let $A \in \mathbb{R}^{d \times d}$.
Let $r : \mathbb{R}^{d \times d} \to \mathbb{N}$. Let $p : S \to \mathbb{R}^{d}$ and $q : \mathbb{R}^{r(A)} \to \mathbb{R}^{k}$.
"""
    found = read(r"q(p(i)) = q(p(j))", declared=declared)
    assert [one.code for one in found.diagnostics] == ["E203"] and not found.claims
    assert found.supposed[0].instead == ((r"\mathbb{R}^{r(A)}", r"\mathbb{R}^{d}"),)


# --- names whose definition cannot be read


def test_a_name_whose_definition_cannot_be_read_is_told_so() -> None:
    found = read(r"\Delta n[f](i) = f(i)", declared=r"Define $\Delta n[f](i) := f(q)$.")
    assert [(one.code, one.facts["name"]) for one in found.diagnostics] == [("E201", r"\Delta n")]


@pytest.mark.parametrize(
    ("declared", "claim", "unread"),
    [
        (r"Let $n : L_F(S) \to L_F(S)$. Define $n[f](i) := f(q)$.", r"n[f](i) = f(i)", True),
        (r"Let $n : L_F(S) \to L_F(S)$. Define $n[f](i) := f(q)$.", r"f(j) = f(i)", False),  # n is not spoken of
        (r"Let $n : L_F(S) \to L_F(S)$. Define $n[f](i) := f(q)$. Define $m[f](i) := n[f](i)$.", r"m[f](i) = f(i)", True),
        (r"Define $m[f](i) := f(i)$. Define $m[f](i) := f(q)$.", r"m[f](i) = f(j)", False),  # the first one counts
        (r"Let $h \in \mathcal{H}$. Define $L_h[f](i) := f(q)$.", r"L_h[f](i) = f(i)", True),  # not the natural action
    ],
)  # fmt: skip
def test_no_counterexample_counts_without_a_definition(declared: str, claim: str, unread: bool) -> None:
    assert read(claim, declared=declared).setting.unread == unread


# --- functions of positions, applied to V, and the other way round

POINTS = r"""\begin{document}
\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j \in S$ and $y \in V$. Let $F$ be a feature space. Let $\varphi^{head} : S \to F$ for $head \in [H]$.
Let $b : S \to F$, $w : V \to F$ and $p : S \times S \to F$.
DECLARED
\end{setting}
\begin{proposition}
$CLAIM$
\end{proposition}
\end{document}
"""


def on_points(claim: str, declared: str = "") -> Proposition:
    return read_document("text.tex", POINTS.replace("CLAIM", claim).replace("DECLARED", declared)).propositions[0]


@pytest.mark.parametrize(
    ("claim", "instead"),
    [
        ("b(x(j)-x(i)) = b(x(j)-x(i))", ((r"b : S \to F", r"b : V \to F"),)),
        ("w(i) = w(i)", ((r"w : V \to F", r"w : S \to F"),)),
        ("b(y) + w(i) = w(i) + b(y)", ((r"b : S \to F", r"b : V \to F"), (r"w : V \to F", r"w : S \to F"))),
    ],
)
def test_a_function_of_positions_is_read_as_one_of_v(claim: str, instead: tuple[tuple[str, str], ...]) -> None:
    found = on_points(claim)
    assert not found.claims and {one.code for one in found.diagnostics} == {"E203"}
    assert [one.instead for one in found.supposed] == [instead]


@pytest.mark.parametrize("claim", ["b(x(j)-x(i)) = b(i)", "p(x(i),j) = p(i,j)", r"b(b(i)) = b(i)"])
def test_what_no_declaration_mends(claim: str) -> None:
    """A name used both ways, one of two arguments, a feature."""
    assert not on_points(claim).supposed


def test_in_a_definition() -> None:
    found = on_points("m(i,j) = m(i,j)", r"Define $m(i,j) := b(x(j) - x(i))$.")
    assert [one.instead for one in found.supposed] == [((r"b : S \to F", r"b : V \to F"),)]
