"""Matrices: products as words of matrices that may be transposed, columns under them, and pairings.

<Av, Bw> = <v, (A^T B)w> = <w, (B^T A)v>
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, TypeAlias

from symproof.algebras.atoms import EMPTY, Atom, Atoms
from symproof.algebras.polynomials import Polynomial
from symproof.terms import MatrixApply, MatrixProduct, MatrixTranspose

MatrixWord: TypeAlias = tuple[tuple[Atom, bool], ...]  # a product of matrices, each perhaps transposed


class Matrices:
    """Part of the normal form: an atom "matrix" is a word, an atom "column" such a word before another atom."""

    atoms: Atoms

    def matrix(self, atom: Atom) -> Polynomial:
        value: Polynomial = self.written(self.tail(self.matrix_word(((atom, False),))))
        return value

    def matrix_word(self, word: MatrixWord) -> Atom:
        """A product of matrices, each perhaps transposed."""
        support = EMPTY.union(*[self.atoms.supports[a] for a, _ in word])
        return self.atoms.intern(("matrix", word), support, max(self.atoms.heights[a] for a, _ in word))

    def matrix_product(self, factors: Sequence[Polynomial], term: MatrixProduct) -> Polynomial:
        return self.times_matrices(factors)

    def times_matrices(self, factors: Sequence[Polynomial]) -> Polynomial:
        return reduce(lambda a, b: self.spread_both(a, b, lambda m, n: self.tail(self._matrix_product(m, n))), factors)

    def _matrix_product(self, a: Atom, b: Atom) -> Atom:
        return self.matrix_word((*self.atoms.keys[a][1], *self.atoms.keys[b][1]))

    def matrix_transpose(self, matrix: Polynomial, term: MatrixTranspose) -> Polynomial:
        return self.transposed(matrix)

    def transposed(self, matrix: Polynomial) -> Polynomial:
        return self.spread(matrix, lambda atom: self.tail(self.matrix_word(transposed_word(self.atoms.keys[atom][1]))))

    def matrix_apply(self, matrix: Polynomial, column: Polynomial, term: MatrixApply) -> Polynomial:
        return self.times_column(matrix, column)

    def times_column(self, matrix: Polynomial, column: Polynomial) -> Polynomial:
        return self.spread_both(matrix, column, lambda a, b: self.tail(self._column(a, b)))

    def _column(self, matrix: Atom, column: Atom) -> Atom:
        """A(Bv) = (AB)v"""
        if self.kind(column) == "column":
            _, inner, column = self.atoms.keys[column]
            matrix = self._matrix_product(matrix, inner)
        return self.joined_atom("column", matrix, column)

    # --- pairings -----------------------------------------------------------------------------------

    def paired(self, left: Polynomial, right: Polynomial) -> Polynomial:
        return self.spread_both(left, right, self._pair)

    def _pair(self, a: Atom, b: Atom) -> Polynomial:
        """<Av, Bw> = <v, (A^T B)w> = <w, (B^T A)v>: of the two the one that is less."""
        least = (min(a, b), max(a, b))
        if "column" in (self.kind(a), self.kind(b)):
            (left, v), (right, w) = self.stripped(a), self.stripped(b)
            word = (*transposed_word(left), *right)
            least = min((v, self.after(word, w)), (w, self.after(transposed_word(word), v)))
        pair: Polynomial = self.written(self.factor(self.joined_atom("pair", *least)))
        return pair

    def stripped(self, column: Atom) -> tuple[MatrixWord, Atom]:
        """``A v`` as A and v."""
        if self.kind(column) != "column":
            return (), column
        _, matrix, column = self.atoms.keys[column]
        return self.atoms.keys[matrix][1], column

    def after(self, word: MatrixWord, column: Atom) -> Atom:
        """The column under a word of matrices."""
        return self.joined_atom("column", self.matrix_word(word), column) if word else column

    def joined_atom(self, kind: str, a: Atom, b: Atom) -> Atom:
        """An atom made of two, which depends on what they depend on."""
        supports, heights = self.atoms.supports, self.atoms.heights
        return self.atoms.intern((kind, a, b), supports[a] | supports[b], max(heights[a], heights[b]))

    # what the other parts of the normal form provide
    kind: Callable[[Atom], str]
    tail: Callable[[Atom], Polynomial]
    factor: Callable[[Atom], Polynomial]
    written: Callable[..., Any]
    spread: Callable[..., Polynomial]
    spread_both: Callable[..., Polynomial]


def transposed_word(word: MatrixWord) -> MatrixWord:
    """(AB)^T = B^T A^T"""
    return tuple([(atom, not turned) for atom, turned in reversed(word)])


__all__ = ["Matrices", "MatrixWord", "transposed_word"]
