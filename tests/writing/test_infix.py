r"""Names that stand between their two arguments: written so, and read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from symproof.reading.read import read_document
from symproof.theory.document import Comparison
from symproof.writing.latex import latex
from symproof.writing.text import explain_term, text
from tests.writing.test_round_trip import meaning, written_and_read

DOCUMENT = r"""\documentclass{article}
\usepackage{symproof}
\begin{document}
\begin{setting}
Let $G$ be a group. Let $g, h, u \in G$. Let $F$ be a feature space. Let $a, b, c \in F$.
Let $f : G \to F$ and $\psi, \kappa : G \to \mathbb{R}$. Let $\otimes : F \times F \to F$.
Define $[\psi \star f](g) := \sum_{h \in G} \psi(g^{-1}h) f(h)$.
Define $[\psi * \kappa](g) := \sum_{h \in G} \psi(h) \kappa(h^{-1}g)$.
Define $a \oplus b := 2a + b$.
\end{setting}
\begin{proposition}\label{it}
$SIDE = c$
\end{proposition}
\end{document}
"""

WRITTEN = [
    (r"[\psi \star L_u f](g)", r"(\psi \star L_u[f])(g)", "(psi star L_u[f])(g)"),
    (r"L_u[\psi \star f](g)", r"L_u[\psi \star f](g)", "L_u[psi star f](g)"),
    (r"[(\psi * \kappa) \star f](g)", r"((\psi \ast \kappa) \star f)(g)", "((psi ast kappa) star f)(g)"),
    (r"a \oplus b", r"a \oplus b", "a oplus b"),
    (r"(a \oplus b) + c", r"(a \oplus b) + c", "(a oplus b) + c"),
    (r"(a + b) \oplus 2c", r"(a + b) \oplus (2c)", "(a + b) oplus (2 c)"),
    (r"2(a \oplus b)", r"2(a \oplus b)", "2 (a oplus b)"),
    (r"-(a \oplus b)", r"-(a \oplus b)", "-(a oplus b)"),
    (r"(a \oplus b) \oplus c", r"(a \oplus b) \oplus c", "(a oplus b) oplus c"),
    (r"a \otimes (b \oplus c)", r"a \otimes (b \oplus c)", "a otimes (b oplus c)"),
]


@pytest.mark.parametrize(("source", "tex", "plain"), WRITTEN)
def test_between_its_arguments(source: str, tex: str, plain: str, tmp_path: Path) -> None:
    path = tmp_path / "infix.tex"
    path.write_text(DOCUMENT.replace("SIDE", source))
    document = read_document(str(path))
    assert not document.diagnostics
    statement = document.propositions[0].claims[0].statement
    assert isinstance(statement, Comparison)
    assert (latex(statement.left.term), text(statement.left.term)) == (tex, plain)
    assert "[" not in explain_term(statement.left.term)[0].replace("L_u[", "")
    assert meaning(written_and_read(document, tmp_path).propositions[0]) == meaning(document.propositions[0])
