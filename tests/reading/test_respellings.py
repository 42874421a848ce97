"""Lines that cannot be read, and the edits of their text under which they can."""

from __future__ import annotations

from pathlib import Path

import pytest

from symproof.reading.brackets import well_nested
from symproof.reading.read import read_broken, read_document
from symproof.reading.respellings import Respelling, respelled, respellings
from symproof.theory.diagnostic import Malformed

START = r"""\documentclass{article}
\newcommand{\at}[1]{f(#1}
\begin{document}
\begin{setting}
Let $\mathcal{H}$ be a group that acts on the abelian group $V$. Let $x : S \to V$ be a bijection.
Let $i, j, k \in S$, $y \in V$ and $h, h_3 \in \mathcal{H}$.
Let $F$, $K$ be feature spaces. Let $f : S \to F$ and $\rho : S \times S \to F$. Let $u : S \times \mathcal{H} \to F$.
Let $\varphi^{head} : F \to K$ for $head \in [H]$. Let $\psi : F \to K$. Let $\omega : K^{[H]} \to K$.
Let $\tau(i) \in \mathbb{R}$ for $i \in S$.
Let $N(i) \subseteq S$.
Define $m[f,\rho](i,h) := \sum_{k\in N(i)} L_h[\rho](i,k)$.
Define $a[f](i) := \sum_{j\in N(i)} \sigma_j(\langle f(i), f(j)\rangle) f(j)$.
\end{setting}
\begin{proposition}
$f(i) = f(i)$
\end{proposition}
\begin{proof}
\begin{align*}
"""
START = START.replace("Let $\\tau(i) \\in \\mathbb{R}$ for $i \\in S$.\n", "")
END = "\n\\end{align*}\n\\end{proof}\n\\end{document}\n"


def spellings(rows: str) -> tuple[str, list[Respelling]]:
    text = START + rows + END
    (broken, *_) = read_broken(read_document(Path("text.tex"), text))["proposition-1"]
    return text, respellings(broken)


def rows_of(text: str) -> str:
    return text.removeprefix(START).removesuffix(END)


CASES = [
    # brackets: put in, left out, exchanged, moved
    (r"f(i) &= f(i", r"f(i) &= f(i)", "bracket put in"),
    (r"f(i) &= f(i))", r"f(i) &= f(i)", "bracket left out"),
    (r"f(i) &= f(i]", r"f(i) &= f(i)", "bracket exchanged"),
    (r"f(i) &= L_h[f(i)", r"f(i) &= L_h[f](i)", "bracket put in"),
    (r"f(i) &= \langle f(i), f(j) ) f(k)", r"f(i) &= \langle f(i), f(j) \rangle f(k)", "bracket exchanged"),
    (r"f(i) &= \langle f(i), f(j) \bigr| f(k)", r"f(i) &= \langle f(i), f(j) \bigr\rangle f(k)", "bracket exchanged"),
    (r"\psi(f(i)) &= \psi(f(i)) + f(j)", r"\psi(f(i)) &= \psi(f(i) + f(j))", "bracket moved"),
    (r"u(i,h) &= u(x^{-1}(h x(i)), h)", r"u(i,h) &= u(x^{-1}(h x(i)), h)", ""),
    (r"\psi(u(i,h)) &= \psi(u(x^{-1}(h x(i))), h)", r"\psi(u(i,h)) &= \psi(u(x^{-1}(h x(i)), h))", "bracket moved"),
    # names: unknown ones at all their places, look-alikes, one too many
    (r"f(i) &= f(\hat q) + f(i) - f(\hat q)", r"f(i) &= f(i) + f(i) - f(i)", "name"),
    (r"f(i) &= m[r,\rho](i,h)", r"f(i) &= m[f,\rho](i,h)", "name"),
    (r"f(i) &= \sum_{k\in N(x(i))} f(k)", r"f(i) &= \sum_{k\in N(i)} f(k)", "name left out"),
    # what an operator lacks
    (r"f(i) &= m(i,h)", r"f(i) &= m[f,\rho](i,h)", "functions put in"),
    (r"f(i) &= L_h(i,j)", r"f(i) &= L_h[\rho](i,j)", "functions put in"),
    # subscripts and heads
    (r"f(i) &= \sum_{j\in N(i)} \sigma_k(\langle f(i), f(j)\rangle) f(j)",
     r"f(i) &= \sum_{j\in N(i)} \sigma_j(\langle f(i), f(j)\rangle) f(j)", "subscript"),
    (r"\psi(f(i)) &= \omega(\bigcup_{h\in[H]} \varphi^{(h)}(L_h[f](i)))",
     r"\psi(f(i)) &= \omega(\bigcup_{head\in[H]} \varphi^{(head)}(L_h[f](i)))", "name"),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "meant", "kind"), [case for case in CASES if case[2]])
def test_the_spelling_that_was_meant_is_found(printed: str, meant: str, kind: str) -> None:
    text, found = spellings(printed)
    by_text = {rows_of(respelled(text, one.rewrites)).replace("{j}", "j"): one for one in found}
    assert meant in by_text
    assert by_text[meant].kinds == (kind,)


@pytest.mark.parametrize("printed", [case[0] for case in CASES if case[2]])
def test_every_spelling_can_be_read_in_the_document(printed: str) -> None:
    text, found = spellings(printed)
    for one in found:
        again = read_document(Path("text.tex"), respelled(text, one.rewrites))
        assert not [d for d in again.diagnostics if d.severity == "error"]
        step = again.propositions[0].chains[0].steps[0]
        assert step.right is not None and step.right.term == one.meaning[0]


def test_two_faults_are_mended_one_after_the_other() -> None:
    text, found = spellings(r"\psi(f(i)) &= \omega(\bigcup_{h\in[H]} \varphi^{(h)}(L_h(i,i)))")
    wanted = r"\psi(f(i)) &= \omega(\bigcup_{head\in[H]} \varphi^{(head)}(L_h[\rho](i,i)))"
    assert [one.kinds for one in found if rows_of(respelled(text, one.rewrites)) == wanted] == [
        ("name", "functions put in")
    ]


def test_spellings_that_mean_the_same_are_told_once() -> None:
    _, found = spellings(r"f(i) &= f(i))")
    assert len({one.meaning for one in found}) == len(found)


@pytest.mark.parametrize(
    "printed",
    [
        r"f(i) &= \at{i}",  # the bracket is missing in a macro
        r"f(i) &= x(i)",  # no edit of one bracket or name makes a feature of it that stands beside
        r"f(i) &= ",
        r"f(i) &= \unknowncommand",
    ],
)
def test_where_no_edit_helps_none_is_told(printed: str) -> None:
    text, found = spellings(printed)
    for one in found:
        assert "\\at" not in "".join(rewrite.old + rewrite.new for rewrite in one.rewrites)
        assert rows_of(respelled(text, one.rewrites)) != printed


def test_claims_too() -> None:
    text = (
        START.replace("$f(i) = f(i)$", "$L_h[f(i) = L_h[f](i)$").removesuffix("\\begin{proof}\n\\begin{align*}\n")
        + "\\end{document}\n"
    )
    (broken,) = read_broken(read_document(Path("text.tex"), text))["proposition-1"]
    assert broken.step is None
    assert any("$L_h[f](i) = L_h[f](i)$" in respelled(text, one.rewrites) for one in respellings(broken))


@pytest.mark.parametrize(
    ("marks", "good"),
    [("()", True), ("([])", True), ("([)]", False), ("(", False), (")", False), ("", True), ("(]", False)],
)
def test_well_nested(marks: str, good: bool) -> None:
    assert well_nested(list(marks)) is good


def test_reading_another_text_in_its_place_is_refused_as_ever() -> None:
    text = START + r"f(i) &= f(i" + END
    (broken,) = read_broken(read_document(Path("text.tex"), text))["proposition-1"]
    with pytest.raises(Malformed) as caught:
        broken.read(list(broken.tokens))
    assert caught.value.diagnostic.code == "E101"
