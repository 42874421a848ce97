"""Terms with the bodies of definitions in the place of their names."""

from __future__ import annotations

from typing import Any

from sympy import Basic, Tuple

from symproof.terms import Apply, Term, Var, substitute
from symproof.theory.setting import Setting


def unfolded(term: Basic, setting: Setting, names: frozenset[Var] | None) -> Any:
    """The term with the named definitions (None: all) put in where they are fully applied, once."""
    if isinstance(term, Var) or not isinstance(term, Term | Tuple):
        return term
    brackets: list[tuple[Term, ...]] = []
    head: Basic = term
    while isinstance(head, Apply):
        brackets.insert(0, head.arguments)
        head = head.fn
    definition = setting.definitions.get(head) if isinstance(head, Var) else None
    if definition is not None and (names is None or head in names) and len(brackets) == len(definition.parameters):
        pairs = zip(definition.parameters, brackets, strict=True)
        return substitute(definition.body, {p: a for ps, xs in pairs for p, a in zip(ps, xs, strict=True)})
    parts = [unfolded(part, setting, names) for part in term.args]
    same = all(new is old for new, old in zip(parts, term.args, strict=True))
    return term if same else term.func(*parts)
