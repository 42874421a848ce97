"""symproof: a symbolic proof checker for equivariance proofs written in LaTeX.

Importing the package imports nothing heavy; what is named below is imported where it is
first used. Terms are built from ``symproof.terms``.

>>> from symproof import latex, terms as t
>>> i, h, y = t.Var("i", t.S), t.Var("h", t.H), t.Var("y", t.V)
>>> f = t.Var("f", t.Arrow((t.S,), t.Space("F")))
>>> print(latex(t.Apply(t.Shift(y, t.Shift(h, f)), i)))
L_yL_h[f](i)
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, whose import takes most of the time that this module takes
if TYPE_CHECKING:
    from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "terms": "symproof.terms",
    "read_document": "symproof.reading.read",  # a path to a Document
    "check_document": "symproof.checking.check",  # a Document to a DocumentReport
    "Options": "symproof.checking.budget",
    "Prover": "symproof.checking.prove",  # general proofs of equations between terms
    "find_witness": "symproof.checking.witness",  # a finite model in which two terms differ
    "compare": "symproof.algebras.instances",  # exact identifiers on a finite group
    "to_sympy": "symproof.algebras.expand",  # a term over a finite group as an ordinary sympy expression
    "parse_action": "symproof.groups",  # 'p4:3', 'S3 on Z_2^2'
    "latex": "symproof.writing.latex",
    "text": "symproof.writing.text",
    "render": "symproof.writing.render",
    "Setting": "symproof.theory.setting",
}
__all__ = [
    "Options", "Prover", "Setting", "__version__", "check_document", "compare", "find_witness", "latex",
    "parse_action", "read_document", "render", "terms", "text", "to_sympy",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import a public name from its room when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'symproof' has no attribute {name!r}")
    from importlib import import_module

    module = import_module(_HOMES[name])
    return module if name == "terms" else getattr(module, name)
