"""Sorts, nodes, binders and substitution: the language of formulas.

>>> from symproof.terms import Var, Apply, Arrow, Space, S
>>> f, i = Var("f", Arrow((S,), Space("F"))), Var("i", S)
>>> Apply(f, i).sort == Space("F")
True
"""

from symproof.terms.binders import (
    alpha_equal,
    bound_by,
    free_variables,
    fresh,
    rename_bound,
    substitute,
)
from symproof.terms.naturals import NotPolynomial, polynomial
from symproof.terms.nodes import (
    Act,
    Apply,
    Composition,
    Condition,
    Coordinate,
    Everywhere,
    ExpOf,
    GroupPower,
    GroupProduct,
    GroupUnit,
    HeadUnion,
    IllSorted,
    MatrixApply,
    MatrixProduct,
    MatrixTranspose,
    Member,
    Negative,
    NthPower,
    Numeral,
    Pairing,
    Place,
    Plus,
    Ratio,
    Shift,
    SquareRoot,
    SumOver,
    Term,
    Times,
    Var,
    Weight,
    Zero,
    inverse,
    minus,
)
from symproof.terms.sorts import (
    HEAD,
    NATURAL,
    REAL,
    Arrow,
    Family,
    GroupSort,
    H,
    HeadSort,
    MatrixSort,
    ModuleSort,
    NaturalSort,
    NeighbourhoodSort,
    PositionSort,
    RealSort,
    RealVectors,
    S,
    Sort,
    Space,
    V,
    accepts,
    is_feature,
    is_linear,
    is_scalar,
)

__all__ = [
    "HEAD", "NATURAL", "REAL", "Act", "Apply", "Arrow", "Composition", "Condition", "Coordinate", "Everywhere", "ExpOf",
    "Family", "GroupPower", "GroupProduct", "GroupSort", "GroupUnit", "H", "HeadSort", "HeadUnion", "IllSorted",
    "MatrixApply", "MatrixProduct", "MatrixSort", "MatrixTranspose", "Member", "ModuleSort", "NaturalSort", "Negative",
    "NeighbourhoodSort", "NotPolynomial", "NthPower", "Numeral", "Pairing", "Place", "Plus", "PositionSort", "Ratio",
    "RealSort", "RealVectors", "S", "Shift", "Sort", "Space", "SquareRoot", "SumOver", "Term", "Times", "V", "Var",
    "Weight", "Zero", "accepts", "alpha_equal", "bound_by", "free_variables", "fresh", "inverse",
    "is_feature", "is_linear", "is_scalar", "minus", "polynomial", "rename_bound", "substitute",
]
