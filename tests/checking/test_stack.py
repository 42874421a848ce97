"""Versions evaluated together have the values that they have one by one."""

from __future__ import annotations

import numpy as np
import pytest

from symproof.checking.places import vocabulary
from symproof.checking.sieve import Sieve
from symproof.checking.spread import Spread, made
from symproof.checking.stack import stacked
from symproof.reading.read import read_document
from symproof.terms import Term
from symproof.theory.document import Comparison
from symproof.theory.setting import Setting
from tests.mutation.cases import CORRECTED

EVERY = 7  # of so many edits one is compared

LINES = [  # a document and the number of the line in its first chain
    ("01-translation", 3),
    ("02-lifting", 3),
    ("02-lifting", 8),
    ("03-group", 4),
    ("04-group-rc-layout", 6),
]

LAYER = r"""
\begin{document}
\begin{setting}
Let $\mathcal{H}$ be a finite group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j, k \in S$, $y, z \in V$ and $g, h, h_1, h_2, h_3 \in \mathcal{H}$. Let $F$, $K$ be feature spaces.
Let $f : S \to F$. Let $\varphi, \psi : F \to K$. Let $N(i) \subseteq S$.
Define $m[f](i) := \sum_{j\in N(i)} \sigma_j(\langle \varphi(f(i)), \psi(f(j)) \rangle) \varphi(f(j))$.
\end{setting}
\begin{proposition}
\[ LINE = m[f](i) \]
\end{proposition}
\end{document}
"""
OWN = [
    r"\sum_{x^{-1}(h_3x(j)+y) \in N(i)} \sigma_{x^{-1}(h_3x(j)+y)}(\langle \varphi(f(i)), \psi(f(j)) \rangle) \varphi(f(j))"
    r" + \varphi(L_yL_{h_3}[f](i))",
    r"L_yL_{h_3}[m[f]](i) + m[L_yL_{h_3}[f]](x^{-1}(h_3^{-1}(x(i)-y)))",
    r"\sum_{h_1 \in \mathcal H} \sum_{j \in N(i)} (\varphi(f(x^{-1}(h_1h_3x(j) - h_3y))) + \psi(L_{h_1h_2}[f](j)))",
]


def _printed(name: str, number: int) -> tuple[Setting, Term]:
    proposition = read_document(CORRECTED / f"{name}.tex").propositions[0]
    line = proposition.chains[0].steps[number].right
    assert line is not None
    return proposition.setting, line.term


def _own(line: str) -> tuple[Setting, Term]:
    proposition = read_document("stack.tex", LAYER.replace("LINE", line)).propositions[0]
    statement = proposition.claims[0].statement
    assert isinstance(statement, Comparison)
    return proposition.setting, statement.left.term


def _compared(setting: Setting, term: Term, quick: bool) -> int:
    """How many versions were compared."""
    words = vocabulary(setting, (term,))
    spread = Spread(term, words)
    pairs = [(group, spread.lifted(group)) for group in list(spread.groups())[::EVERY]]
    versions = [(edit, places) for group, places in pairs if places and (edit := made(term, group)) is not None]
    sieve = Sieve(setting, (term,), tuple(v for v in words.functions), quick)
    assert sieve.values(term, keep=True) is not None
    field = sieve._field
    assert field is not None
    together = field.of_versions(stacked(term, [places for _, places in versions]))
    dead = set(field.dead)
    for number, (edit, _) in enumerate(versions):
        alone = sieve.values(edit.term)
        assert (alone is None) <= (number in dead or not np.isfinite([part[number] for part in together]).all())
        if alone is not None and number not in dead:
            assert np.allclose([part[number] for part in together], alone, rtol=1e-9, atol=1e-12), edit
    assert len(dead) < len(versions) / 4
    return len(versions)


@pytest.mark.parametrize("quick", [True, False])
@pytest.mark.parametrize(("name", "number"), LINES)
def test_lines_of_the_papers(name: str, number: int, quick: bool) -> None:
    assert _compared(*_printed(name, number), quick) > 20


@pytest.mark.parametrize("quick", [True, False])
@pytest.mark.parametrize("line", OWN)
def test_lines_with_compound_elements_operators_and_definitions(line: str, quick: bool) -> None:
    assert _compared(*_own(line), quick) > 20


def test_an_element_and_the_body_may_change_together() -> None:
    """The softmax follows the element of its sum."""
    setting, term = _own(OWN[0])
    spread = Spread(term, vocabulary(setting, (term,)))
    both = [group for group in spread.groups() if {(0, 1), (0, 2)} <= {one.path[:2] for one in group}]
    assert both
    places = [found for group in both if (found := spread.lifted(group)) is not None]
    sieve = Sieve(setting, (term,))
    assert sieve.values(term, keep=True) is not None
    assert sieve._field is not None
    sieve._field.of_versions(stacked(term, places))
    assert len(sieve._field.dead) < len(places)
