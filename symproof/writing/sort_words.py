"""What a term of a sort is, in words: ``a function S x H -> F``, ``an element of the group H``."""

from __future__ import annotations

from symproof.terms import (
    Arrow,
    GroupSort,
    HeadSort,
    MatrixSort,
    ModuleSort,
    NaturalSort,
    NeighbourhoodSort,
    PositionSort,
    RealSort,
    Sort,
)
from symproof.theory.setting import Roles
from symproof.writing.latex import ROLES
from symproof.writing.text import sort_text, text

_ELEMENTS = {
    GroupSort: "an element of the group {0}",
    ModuleSort: "a vector of {0}",
    PositionSort: "a position in {0}",
    HeadSort: "a head",
    RealSort: "a real number",
    NaturalSort: "a positive natural",
}


def element_of(sort: Sort, roles: Roles = ROLES) -> str:
    """What a term of this sort is."""
    shown = sort_text(sort, roles)
    if type(sort) in _ELEMENTS:
        return _ELEMENTS[type(sort)].format(shown)
    if isinstance(sort, Arrow):
        return f"a function {shown}"
    if isinstance(sort, NeighbourhoodSort):
        return f"a neighbourhood ({shown})"
    if isinstance(sort, MatrixSort):
        rows, columns = sort.shape
        return f"a matrix with {text(rows, roles)} rows and {text(columns, roles)} columns"
    return f"an element of {shown}"
