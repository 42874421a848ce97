"""Laws of functions whose values are elements: a function within its own argument, and what is read off its values."""

from collections.abc import Iterator

import pytest

from symproof.algebras.matching import Matching
from symproof.checking.report import Verdict

from .judged import outcome

SETTING = r"Let $\mu : S \to S$ and $\nu : \mathcal{H} \to \mathcal{H}$. "
THRICE = r"Assume that $\mu(\mu(\mu(i))) = i$ for all $i$."
VALUE = r"Assume that $a(\mu(i)) = b(i)$ for all $i$."
AROUND = r"Assume that $\mu(x^{-1}(gx(\mu(i)))) = i$ for all $i$."
ANY = r"Assume that $\nu(g\nu(h)) = gh$ for all $g$, $h$."
CASES = [
    (THRICE, r"\mu(\mu(\mu(\mu(i)))) = \mu(i)", Verdict.PROVED),
    (THRICE, r"\mu(x^{-1}(y+x(\mu(\mu(\mu(j)))))) = \mu(x^{-1}(y+x(j)))", Verdict.PROVED),
    (THRICE, r"\mu(\mu(i)) = i", Verdict.REFUTED),
    (THRICE, r"\mu(x^{-1}(gx(\mu(\mu(j))))) = x^{-1}(gx(j))", Verdict.REFUTED),
    (VALUE, r"a(\mu(x^{-1}(gx(j)))) = b(x^{-1}(gx(j)))", Verdict.PROVED),
    (VALUE, r"a(\mu(x^{-1}(gx(j)))) = b(j)", Verdict.REFUTED),
    (VALUE, r"a(x^{-1}(gx(\mu(j)))) = b(x^{-1}(gx(j)))", Verdict.REFUTED),
    (AROUND, r"\mu(x^{-1}(gx(\mu(x^{-1}(hx(j)))))) = x^{-1}(hx(j))", Verdict.PROVED),
    (AROUND, r"\mu(x^{-1}(hx(\mu(j)))) = j", Verdict.REFUTED),
    (ANY, r"\nu(h\nu(s)) = hs", Verdict.PROVED),
    (ANY, r"\nu(\nu(s)h) = sh", Verdict.REFUTED),
]


@pytest.mark.parametrize(("law", "equation", "verdict"), CASES)
def test_what_follows(law: str, equation: str, verdict: Verdict) -> None:
    assert outcome(equation, SETTING + law).verdict == verdict


def test_a_law_does_not_look_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work grows with the depth of the pattern, not with a power of it."""
    calls: Iterator[int] = iter(range(200))
    plain = Matching.instance

    def counted(self, law, brackets):
        next(calls)  # StopIteration after 200
        return plain(self, law, brackets)

    monkeypatch.setattr(Matching, "instance", counted)
    assert outcome(r"\mu(\mu(\mu(\mu(i)))) = \mu(i)", SETTING + THRICE).verdict == Verdict.PROVED
