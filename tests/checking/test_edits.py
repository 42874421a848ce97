"""Which lines one edit reaches, and which it does not."""

from __future__ import annotations

import pytest

from symproof.checking.places import vocabulary
from symproof.checking.spread import distance, made, rebuilt, spread, well_bound
from symproof.reading.read import read_document
from symproof.terms import Term, alpha_equal, free_variables
from symproof.theory.document import Comparison
from symproof.theory.setting import Setting

DOCUMENT = r"""
\begin{document}
\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j, k \in S$, $y, z, v \in V$ and $g, h, h_1, h_2, h_3 \in \mathcal{H}$. Let $F$, $K$ be feature spaces.
Let $f : S \to F$, $r : V \to F$ and $q : S \times S \to F$.
Let $\varphi, \Delta\varphi : F \to K$. Let $\psi : F \to F$. Let $N(i) \subseteq S$.
\end{setting}
\begin{proposition}
\[ LEFT = RIGHT \]
\end{proposition}
\end{document}
"""

REACHED = [  # as written, as meant, the kind of edit
    ("f(i) + f(j)", "f(i) + f(i)", "name"),
    (r"r(h^{-1}h_3v)", r"r(hh_3v)", "inverse"),
    (r"r(hh_3v)", r"r(h^{-1}h_3v)", "inverse"),
    (r"r(h_1h_2v)", r"r(h_2h_1v)", "order"),
    (r"r(h_1h_2h_3v)", r"r(h_3h_2h_1v)", "order"),
    (r"r(h_1h_2v)", r"r(h_1v)", "factor dropped"),
    (r"r(h_1v) + r(h_2y)", r"r(h_1h_2^{-1}v) + r(h_2y)", "factor inserted"),
    (r"r((h_1h_2)^{-1}v)", r"r(h_1^{-1}h_2^{-1}v)", "bracket"),
    (r"r(h_1^{-1}h_2v)", r"r((h_1h_2)^{-1}v)", "bracket"),
    (r"r(hv)", r"r(v)", "action dropped"),
    (r"r(v) + r(hy)", r"r(hv) + r(hy)", "action inserted"),
    (r"r(h(v - y))", r"r(hv - y)", "bracket"),
    (r"r(hv - y)", r"r(h(v - y))", "bracket"),
    (r"r(v - y)", r"r(v + y)", "sign"),
    (r"r(v - y)", r"r(y - v)", "difference"),
    (r"q(i,j)", r"q(j,i)", "argument order"),
    (r"q(h^{-1}i,hj)", r"q(hj,h^{-1}i)", "argument order"),
    (r"r(v - y)", r"r(v)", "summand dropped"),
    (r"r(v) + r(y)", r"r(v - y) + r(y)", "summand inserted"),
    (r"\varphi(f(i))", r"\varphi(f(i)) + \Delta\varphi(f(i))", "Delta inserted"),
    (r"\Delta\varphi(f(i))", r"\varphi(f(i)) + \Delta\varphi(f(i))", "Delta inserted"),
    (r"\varphi(f(i))", r"\Delta\varphi(f(i))", "function"),
    (r"\varphi(f(i)) + \varphi(f(j))", r"\varphi(f(i) + f(j))", "bracket"),
    (r"\varphi(f(i) + f(j))", r"\varphi(f(i)) + \varphi(f(j))", "bracket"),
    (r"\psi(f(i) + f(j))", r"\psi(f(i)) + f(j)", "bracket"),
    (r"\psi(f(i)) + f(j)", r"\psi(f(i) + f(j))", "bracket"),
    (r"f(i) + r(y)", r"L_y[f](i) + r(y)", "L inserted"),
    (r"f(i) + r(hy)", r"L_yL_h[f](i) + r(hy)", "L inserted"),
    (r"L_yL_h[f](i)", r"L_hL_y[f](i)", "L order"),
    (r"L_y[f](i)", r"f(i)", "L dropped"),
    (r"\sum_{j \in N(k)} f(i)", r"\sum_{j \in N(i)} f(i)", "name"),
    (r"\sum_{j \in N(k)} f(i)", "f(i)", "sum dropped"),
    (r"\sum_{j \in N(i)} f(j) + f(k)", r"\sum_{j \in N(k)} f(j) + f(i)", "exchange"),
    (r"q(i,j) + q(i,i)", r"q(j,i) + q(j,j)", "exchange"),
    (r"\varphi(f(i)) + \Delta\varphi(f(j))", r"\Delta\varphi(f(i)) + \varphi(f(j))", "exchange"),
    (r"f(i) + \sum_{j \in N(k)} f(j)", r"\sum_{j \in N(k)} f(i) + \sum_{j \in N(k)} f(j)", "sum inserted"),
    (r"\sum_{j \in N(k)} \sigma_j(\langle f(i), f(j) \rangle) f(j)", r"\sum_{j \in N(k)} \langle f(i), f(j) \rangle f(j)", "softmax dropped"),
    (r"\sum_{j \in N(k)} \langle f(i), f(j) \rangle f(j)", r"\sum_{j \in N(k)} \sigma_j(\langle f(i), f(j) \rangle) f(j)", "softmax inserted"),
    (r"\varphi(f(i)) - \varphi(f(j))", r"\varphi(f(i) - f(j))", "bracket"),
    (r"\varphi(f(i) - f(j))", r"\varphi(f(i)) - \varphi(f(j))", "bracket"),
    (r"\frac{\langle f(i), f(j) \rangle}{\langle f(j), f(j) \rangle} f(k)", r"\frac{\langle f(j), f(j) \rangle}{\langle f(i), f(j) \rangle} f(k)", "fraction"),
    (r"\frac{\langle f(i), f(j) \rangle}{\langle f(j), f(j) \rangle} f(k)", r"\langle f(i), f(j) \rangle f(k)", "factor dropped"),
    # at every place of the same part, inside equal surroundings, as a rule
    (r"\varphi(f(i)) + \Delta\varphi(f(i)) + \varphi(f(j))", r"\varphi(f(j)) + \Delta\varphi(f(j)) + \varphi(f(j))", "name"),
    (r"\varphi(q(i,j)) + \Delta\varphi(q(i,j)) + \varphi(f(i))", r"\varphi(q(j,j)) + \Delta\varphi(q(j,j)) + \varphi(f(i))", "name"),
    (r"r(hv) + r(hy)", r"r(h^{-1}v) + r(h^{-1}y)", "inverse"),
    (r"r(hv) + r(hy) + r(hz)", r"r(v) + r(y) + r(z)", "action dropped"),
    (r"\varphi(f(i)) + \varphi(L_y[f](j)) + \varphi(f(k))", r"\varphi(L_y[f](i)) + \varphi(L_y[f](j)) + \varphi(L_y[f](k))", "L inserted"),
]  # fmt: skip

UNREACHED = [  # two slips that have nothing to do with one another
    (r"r(hv) + f(i)", r"r(h^{-1}v) + f(j)"),
    (r"r(h_1h_2v - y)", r"r(h_2h_1v + y)"),
    (r"\varphi(L_y[f](i)) + \varphi(f(j))", r"\varphi(f(i)) + \Delta\varphi(f(j))"),
    (r"f(i) + r(hv) + f(j)", r"f(j) + r(h^{-1}v) + f(i)"),
    (r"r(h_1h_2h_3v)", r"r(h_3h_1^{-1}v)"),
    (r"\sum_{j \in N(i)} f(j) + r(hv)", r"\sum_{j \in N(k)} f(j) + r(v)"),
]


def _sides(left: str, right: str) -> tuple[Setting, Term, Term]:
    document = read_document("edits.tex", DOCUMENT.replace("LEFT", left).replace("RIGHT", right))
    (claim,) = document.propositions[0].claims
    assert isinstance(claim.statement, Comparison)
    return document.propositions[0].setting, claim.statement.left.term, claim.statement.right.term


def _reached(left: str, right: str) -> set[str]:
    """The kinds of edits that lead from one line to the other; names and letters come from a third line."""
    setting, wrong, meant = _sides(left, right)
    _, letters, _ = _sides(r"r(hh_1h_2h_3(v+y+z)) + f(i) + f(j) + f(k)", "f(i)")
    words = vocabulary(setting, (wrong, letters))
    edits = (made(wrong, group) for group in spread(wrong, words))
    return {edit.kind for edit in edits if edit is not None and alpha_equal(edit.term, meant)}


@pytest.mark.parametrize(("left", "right", "kind"), REACHED)
def test_one_edit_reaches(left: str, right: str, kind: str) -> None:
    assert kind in _reached(left, right)


@pytest.mark.parametrize(("left", "right"), UNREACHED)
def test_one_edit_does_not_reach(left: str, right: str) -> None:
    assert not _reached(left, right)


@pytest.mark.parametrize("left", [case[0] for case in REACHED])
def test_edited_lines_are_well_formed(left: str) -> None:
    setting, term, _ = _sides(left, left)
    for group in spread(term, vocabulary(setting, (term,))):
        edit = made(term, group)
        if edit is not None:
            assert edit.term.sort == term.sort
            assert well_bound(edit.term)
            assert edit.term != term
            assert edit.size > 0


def test_nothing_is_inserted_that_means_nothing_here() -> None:
    """A bound variable stays inside its sum."""
    setting, term, _ = _sides(r"f(i) + \sum_{j \in N(i)} f(j)", "f(i)")
    outside = [made(term, group) for group in spread(term, vocabulary(setting, (term,))) if group[0].path[:1] == (0,)]
    names = {var.name for edit in outside if edit is not None for var in free_variables(edit.term.args[0])}
    assert outside and "j" not in names


@pytest.mark.parametrize(
    ("left", "right", "cost"),
    [
        ("f(i)", "f(i)", 0),
        ("f(i)", "f(j)", 1),
        ("r(hv)", "r(h^{-1}v)", 1),
        ("r(hv)", "r(v)", 1),
        ("r(h_1h_2v)", "r(h_2h_1v)", 2),
    ],
)
def test_distance(left: str, right: str, cost: int) -> None:
    _, one, two = _sides(left, right)
    assert distance(one, two) == distance(two, one) == cost


def test_a_changed_element_takes_its_subscripts_along() -> None:
    setting, term, meant = _sides(
        r"\sum_{x^{-1}(hx(j)) \in N(i)} \sigma_{x^{-1}(hx(j))}(\langle f(i), f(j) \rangle) f(j) + r(hv)",
        r"\sum_{x^{-1}(h^{-1}x(j)) \in N(i)} \sigma_{x^{-1}(h^{-1}x(j))}(\langle f(i), f(j) \rangle) f(j) + r(hv)",
    )
    found = [made(term, group) for group in spread(term, vocabulary(setting, (term,)))]
    assert any(edit is not None and alpha_equal(edit.term, meant) for edit in found)


def test_rebuilding_nothing_changes_nothing() -> None:
    _, term, _ = _sides("f(i)", "f(i)")
    assert rebuilt(term, {}) is term
