"""How large a body is with all that it speaks of written out: each definition may double the one before."""

from __future__ import annotations

from collections.abc import Mapping

from symproof.reading.failure import fail
from symproof.terms import Term, Var
from symproof.theory.span import Span

MAX_UNFOLDED = 10_000  # nodes of a definition or abbreviation, with those that it uses written out


def unfolded_size(term: Term, sizes: Mapping[Var, int], span: Span) -> int:
    """The nodes of a body; a name counts as what it stands for (``sizes``). Raises Malformed (E210)."""
    found = 0
    todo: list[object] = [term]
    while todo:
        node = todo.pop()
        if isinstance(node, Var):
            found += 1 + sizes.get(node, 0)
        elif isinstance(node, Term):
            found += 1
            todo.extend(node.args)
        else:
            todo.extend(getattr(node, "args", ()) or (node if isinstance(node, tuple) else ()))
    if found > MAX_UNFOLDED:
        fail("E210", span, limit="unfolded", maximum=MAX_UNFOLDED)
    return found
