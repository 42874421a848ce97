"""``k(v)v = v`` for all v says nothing of k(v)w: an element that hangs on the variables of a law is not one of its own."""

import pytest

from symproof.algebras.normal_form import NormalForm
from tests.algebras.latex import equal, read

FIXES = r"Let $k : V \to \mathcal{H}$. Assume that $k(v)v = v$ for all $v$."
FIXED = r"Let $p : \mathcal{H} \to V$. Assume that $hp(h) = p(h)$ for all $h$."
BASE = r"""
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j \in S$, $v, w \in V$ and $g, h, s \in \mathcal{H}$. Let $F$ be a feature space. Let $f : S \to F$.
"""


@pytest.mark.parametrize(
    ("equation", "assuming"),
    [
        (r"k(v)w = w", FIXES),
        (r"\sum_{j\in S} f(x^{-1}(k(x(j))x(i))) = \sum_{j\in S} f(i)", FIXES),
        (r"\sum_{j\in S} f(x^{-1}(k(x(j))x(i) + x(j))) = \sum_{j\in S} f(j)", FIXES),
        (r"gp(h) = p(h)", FIXED),
        (r"\sum_{h\in\mathcal{H}} f(x^{-1}(gp(h))) = \sum_{h\in\mathcal{H}} f(x^{-1}(p(h)))", FIXED),
        (r"\sum_{h\in\mathcal{H}}\sum_{s\in\mathcal{H}} f(x^{-1}(hp(s))) = \sum_{h\in\mathcal{H}}\sum_{s\in\mathcal{H}} f(x^{-1}(p(s)))", FIXED),
    ],
)  # fmt: skip
def test_it_is_not_used_for_others(equation: str, assuming: str) -> None:
    assert not equal(equation, assuming, base=BASE)


@pytest.mark.parametrize(
    ("equation", "assuming"),
    [
        (r"gh = hg", r"Assume that $gs = sg$ for all $s$. Let $t \in \mathcal{H}$."),
        (r"gv = v", r"Assume that $gv = v$ for all $v$."),
    ],
)
def test_a_named_element_is_one(equation: str, assuming: str) -> None:
    assert equal(equation, assuming, base=BASE)


@pytest.mark.parametrize("assuming", [FIXES, FIXED])
def test_nothing_is_kept_of_it(assuming: str) -> None:
    setting, _ = read("g = g", BASE + assuming)
    form = NormalForm(setting, frozenset(setting.hypotheses))
    assert setting.hypotheses and not form.signs and not form.still
