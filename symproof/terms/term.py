"""Terms: immutable sympy ``Basic`` trees that carry their sort, and names.

A constructor that is handed parts of the wrong sort raises ``IllSorted``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from sympy import Basic
from sympy.core.symbol import Str

from symproof.terms.sorts import NAME, Sort, accepts, part


class IllSorted(TypeError):
    """A node was handed a part of the wrong sort.

    ``node`` is the class, ``position`` the number of the offending argument (from 0;
    None for the node as a whole), ``expected`` words or a sort, ``found`` a sort.
    """

    def __init__(self, node: type, position: int | None, expected: Sort | str, found: object):
        super().__init__(node, position, expected, found)
        self.node, self.position, self.expected, self.found = node, position, expected, found

    def __str__(self) -> str:
        where = "" if self.position is None else f" (argument {self.position + 1})"
        return f"{self.node.__name__}{where}: expected {self.expected}, found {self.found}"


def require(holds: bool, node: type, position: int | None, expected: Sort | str, found: object) -> None:
    """Raise ``IllSorted`` unless ``holds``."""
    if not holds:
        raise IllSorted(node, position, expected, found)


class Term(Basic):
    """Base of all terms; ``sort`` is computed and checked when the term is built."""

    __slots__ = ("sort",)
    sort: Sort

    def __new__(cls, *args: Any) -> Term:
        node: Term = Basic.__new__(cls, *args)
        node.sort = cls._sort(*args)
        return node

    def __eq__(self, other: object) -> bool:
        """Equal class and arguments; hashes, which are kept, come first."""
        if self is other:
            return True
        return type(self) is type(other) and hash(self) == hash(other) and self.args == other.args

    __hash__ = Basic.__hash__

    @classmethod
    def _sort(cls, *args: Any) -> Sort:
        raise NotImplementedError(cls.__name__)

    def _sympystr(self, printer: Any) -> str:
        show = PRINTERS.get("text")
        return show(self) if show else f"{type(self).__name__}({', '.join(map(str, self.args))})"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        show = PRINTERS.get("latex", str)
        return show(self) if exp is None else rf"\left({show(self)}\right)^{{{exp}}}"


PRINTERS: dict[str, Callable[[Term], str]] = {}
"""How sympy and notebooks show a term: filled by the room ``writing`` when it is imported."""


def required(cls: type, args: Iterable[Any], sort: Sort) -> Sort:
    """The sort that all the parts must have."""
    for number, arg in enumerate(args):
        require(isinstance(arg, Term) and accepts(sort, arg.sort), cls, number, sort, getattr(arg, "sort", arg))
    return sort


class Var(Term):
    """A name with its sort: a free or bound variable, a function, a neighbourhood family."""

    __slots__ = ()
    name: str = part(0, NAME)

    def __new__(cls, name: str | Str, sort: Sort) -> Term:
        if not isinstance(sort, Sort):
            raise IllSorted(cls, 1, "a sort", sort)
        return _variable(str(name), sort)

    @classmethod
    def _sort(cls, name: Str, sort: Sort) -> Sort:
        return sort


@lru_cache(maxsize=1 << 14)
def _variable(name: str, sort: Sort) -> Term:
    """One object for a name and a sort, so that tables of names find it by identity."""
    return Term.__new__(Var, Str(name), sort)
