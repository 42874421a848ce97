r"""Terms as LaTeX, the way papers write them, and such that the reader gets the same term back.

>>> from symproof.terms import Act, Coordinate, H, Place, Plus, S, V, Var
>>> h, y, j = Var("h_3", H), Var("y", V), Var(r"\bar{j}", S)
>>> print(latex(Place(Plus(Act(h, Coordinate(j)), y))))
x^{-1}(h_3x(\bar{j})+y)

``LatexPrinter`` makes a document tree (``layout``), so that one printer serves a formula
inside a sentence and a display of many rows. ``sized`` brackets grow with what they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import ClassVar

from symproof.terms import (
    HEAD,
    Act,
    Apply,
    Arrow,
    Composition,
    Condition,
    Coordinate,
    Everywhere,
    ExpOf,
    GroupPower,
    GroupProduct,
    GroupUnit,
    H,
    HeadUnion,
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
    S,
    Shift,
    Sort,
    SquareRoot,
    SumOver,
    Term,
    Times,
    V,
    Var,
    Weight,
    Zero,
    free_variables,
)
from symproof.terms.term import PRINTERS
from symproof.theory.notation import INFIX, MODULUS, NORM
from symproof.theory.setting import Roles
from symproof.writing.layout import Concat, Doc, Group, Line, Nest, Stack, concat, flat
from symproof.writing.medium import MEDIUM, join, subscript, text
from symproof.writing.nesting import room
from symproof.writing.piece import SIZES, Height, Level, Piece, composed, edge, separator, signed, with_commas

ROLES = Roles()
BARS = {NORM: (r"\lVert ", r"\rVert"), MODULUS: (r"\lvert ", r"\rvert")}
PAIRING = 26.0  # em: a wider pairing has its arguments one under the other


def latex(term: Term, roles: Roles = ROLES) -> str:
    """The term in one row with plain brackets; ``roles`` are the document's own letters."""
    return LatexPrinter(roles).source(term)


class LatexPrinter:
    """Dispatches on the type of a node; each method gives a ``Piece``."""

    def __init__(self, roles: Roles = ROLES, sized: bool = False):
        self.roles, self.sized = roles, sized

    def source(self, term: Term) -> str:
        with room():
            return flat(self.doc(term), MEDIUM)

    def doc(self, term: Term) -> Doc:
        return self.piece(term).doc

    def piece(self, term: Term) -> Piece:
        function = self._function(term)
        if function is not None:
            return function
        for cls in type(term).__mro__:
            if cls in self._METHODS:
                return self._METHODS[cls](self, term)
        raise TypeError(f"no LaTeX for {type(term).__name__}")

    def _function(self, term: Term) -> Piece | None:
        r"""Equations between functions are read at arguments that nobody can name: leave these out again.

        ``f(\cdot_1)`` is ``f``, ``f(g(\cdot_1))`` is ``f \circ g``.
        """
        if not isinstance(term, Apply | Coordinate | Place | ExpOf):
            return None
        arguments = term.arguments if isinstance(term, Apply) else term.args
        if not any(map(_speaks_of_fresh, arguments)):
            return None
        outer = self.piece(term.fn) if isinstance(term, Apply) else Piece(text(self._name_of(term)))
        if all(map(is_fresh, arguments)):
            return outer
        inner = self.at(Level.ATOM, arguments[0])
        return composed((outer, inner), concat(outer.doc, text(r" \circ "), inner.doc), Level.PRODUCT)

    def _name_of(self, term: Term) -> str:
        """The function that a node applies."""
        if isinstance(term, ExpOf):
            return r"\exp"
        name = self.roles.coordinate
        return name if isinstance(term, Coordinate) else _base(name) + "^{-1}"

    # --- brackets and rows ------------------------------------------------------------------

    def at(self, level: Level, term: Term) -> Piece:
        """The term, in brackets if it is looser than ``level``."""
        piece = self.piece(term)
        return piece if piece.level >= level else self.bracketed(piece)

    def bracketed(self, piece: Piece, left: str = "(", right: str = ")") -> Piece:
        before, after = self._size(piece)
        inside = piece.doc if piece.level == Level.OPEN else Nest(piece.doc)
        doc = concat(text(before + left), inside, text(after + right))
        return replace(piece, doc=doc, level=Level.ATOM, depth=piece.depth + 1)

    def _size(self, piece: Piece) -> tuple[str, str]:
        """Sums in brackets are set off where they hold brackets in brackets."""
        nested = Height.NESTED if piece.level == Level.SUM and piece.depth >= 2 else Height.LOW
        return SIZES[max(piece.height, nested)] if self.sized else ("", "")

    def _sequence(self, pieces: Sequence[Piece], left: str, right: str) -> Piece:
        """``(a, b, c)``: what a function is applied to."""
        if len(pieces) == 1:
            return self.bracketed(replace(pieces[0], level=max(pieces[0].level, Level.PRODUCT)), left, right)
        inside = composed(pieces, with_commas([piece.doc for piece in pieces]), Level.SUM)
        before, after = SIZES[inside.height] if self.sized else ("", "")
        doc = concat(text(before + left), Nest(Group(inside.doc)), text(after + right))
        return Piece(doc, Level.ATOM, inside.height, inside.depth + 1)

    def row(self, terms: Sequence[Term]) -> Piece:
        """A single term as it is, several in brackets."""
        pieces = [self.piece(term) for term in terms]
        return pieces[0] if len(pieces) == 1 else self._sequence(pieces, "(", ")")

    def _plain(self, pieces: Iterable[Piece]) -> str:
        return ",".join(flat(piece.doc, MEDIUM) for piece in pieces)

    def _script(self, term: Term) -> str:
        """For a subscript or superscript: never sized, never broken."""
        return LatexPrinter(self.roles).source(term)

    # --- names and functions ------------------------------------------------------------------

    def _var(self, term: Var) -> Piece:
        return Piece(text(term.name))

    def _apply(self, term: Apply) -> Piece:
        if term.fn.sort.domain == (HEAD,):
            return Piece(text(self._headed(term)))
        fn = self.at(Level.ATOM, term.fn)
        if isinstance(term.fn, Var) and term.fn.name == r"\bullet":
            return Piece(text(r"[\bullet]"))
        if isinstance(term.fn, Var) and term.fn.name in BARS:
            return self._sequence(self._arguments(term), *BARS[term.fn.name])
        if is_infix(term):
            return self._between(term)
        functions = any(isinstance(arg.sort, Arrow) for arg in term.arguments)
        arguments = self._sequence(self._arguments(term), *("[]" if functions else "()"))
        return composed((fn, arguments), concat(fn.doc, arguments.doc), Level.ATOM)

    def _between(self, term: Apply) -> Piece:
        r"""``a \star b``, in brackets wherever anything stands beside it."""
        left, right = (self.at(Level.ATOM, argument) for argument in term.arguments)
        return composed((left, right), concat(left.doc, text(f" {term.fn.name} "), right.doc), Level.SUM)

    def _headed(self, term: Apply) -> str:
        """A map of a head: the head is a superscript."""
        head = self._script(term.arguments[0])
        head = f"({head})" if len(head) == 1 else head
        name = self._script(term.fn)
        return f"{_base(name)}^{{{head}}}"

    def _arguments(self, term: Apply) -> list[Piece]:
        """Positions and group elements that alternate are written in pairs."""
        terms = term.arguments
        if not in_pairs([argument.sort for argument in terms]):
            return [self.piece(argument) for argument in terms]
        return [self.row(terms[n : n + 2]) for n in range(0, len(terms), 2)]

    def _composition(self, term: Composition) -> Piece:
        outer, inner = (self.at(Level.ATOM, part) for part in term.args)
        return composed((outer, inner), concat(outer.doc, text(r" \circ "), inner.doc), Level.PRODUCT)

    def _shift(self, term: Shift) -> Piece:
        operators = self.roles.action + subscript(self._script(term.actor))
        inner = term.fn
        while isinstance(inner, Shift):
            operators = join(operators, self.roles.action + subscript(self._script(inner.actor)))
            inner = inner.fn
        if is_fresh(inner):
            return Piece(text(operators))
        fn = self.piece(inner)
        return replace(fn, doc=concat(text(operators + "["), fn.doc, text("]")), level=Level.ATOM)

    # --- group, module, positions -------------------------------------------------------------

    def _unit(self, term: GroupUnit) -> Piece:
        return Piece(text(self.roles.unit))

    def _group_power(self, term: GroupPower) -> Piece:
        return Piece(text(f"{self._power_base(term.base)}^{{{term.exponent}}}"))

    def _power_base(self, base: Term) -> str:
        name = self._script(base)
        return _base(name) if isinstance(base, Var | GroupUnit | Numeral) else f"({name})"

    def _coordinate(self, term: Coordinate) -> Piece:
        return self._named(self._name_of(term), term.args[0])

    def _place(self, term: Place) -> Piece:
        return self._named(self._name_of(term), term.args[0])

    def _named(self, name: str, argument: Term) -> Piece:
        inside = self._sequence([self.piece(argument)], "(", ")")
        return replace(inside, doc=concat(text(name), inside.doc))

    def _act(self, term: Act | MatrixApply) -> Piece:
        """``h_1h_2v`` is ``(h_1h_2)v``: a product acts as a whole."""
        actor, point = term.args
        whole = isinstance(actor, GroupProduct | MatrixProduct)
        first = self.piece(actor) if whole else self.at(Level.ATOM, actor)
        return self._product([first, self.at(Level.ATOM, point)])

    # --- sums and products ----------------------------------------------------------------------

    def _plus(self, term: Plus) -> Piece:
        signs, pieces = [], []
        for number, part in enumerate(term.args):
            last = number == len(term.args) - 1
            negative = isinstance(part, Negative) and number > 0
            signs.append("-" if negative else "+")
            pieces.append(self._summand(part.args[0] if negative else part, number == 0, last))
        compact = term.sort == V
        doc = pieces[0].doc
        rest = [signed(sign, piece.doc, compact) for sign, piece in zip(signs[1:], pieces[1:], strict=True)]
        return composed(pieces, Group(concat(doc, *rest)), Level.SUM)

    def _summand(self, part: Term, first: bool, last: bool) -> Piece:
        """A negative may stand first without brackets; a sum over an index, last."""
        piece = self.piece(part)
        fits = piece.level >= Level.PRODUCT or (first and isinstance(part, Negative))
        return piece if fits and (last or not _open(part)) else self.bracketed(piece)

    def _negative(self, term: Negative) -> Piece:
        inner = self._summand(term.args[0], False, True)
        return replace(inner, doc=concat(text("-"), inner.doc), level=Level.SUM)

    def _zero(self, term: Zero) -> Piece:
        return Piece(text("0"))

    def _numeral(self, term: Numeral) -> Piece:
        value = term.value
        source = str(value) if value.is_Integer else rf"\frac{{{value.p}}}{{{value.q}}}"
        return Piece(text(source), Level.SUM if value < 0 else Level.ATOM)

    def _factors(self, term: Term) -> Piece:
        *before, last = term.args
        pieces = [self.at(Level.ATOM, factor) for factor in before]
        return self._product([*pieces, self.at(Level.OPEN, last)])

    def _product(self, pieces: Sequence[Piece]) -> Piece:
        """Factors side by side; where they do not fit, each begins a row."""
        docs: list[Doc] = [pieces[0].doc]
        for left, right in pairwise(pieces):
            gap = text(separator(edge(left.doc, -1), edge(right.doc, 0)))
            breakable = self.sized and max(left.height, right.height) > Height.LOW
            docs += [Line(gap) if breakable else gap, right.doc]
        return composed(pieces, Group(Concat(tuple(docs))), Level.PRODUCT)

    def _ratio(self, term: Ratio) -> Piece:
        above, below = (self.piece(part) for part in term.args)
        return Piece(Stack(above.doc, below.doc), Level.ATOM, Height.TALL)

    def _nth_power(self, term: NthPower) -> Piece:
        return Piece(text(f"{self._power_base(term.args[0])}^{{{term.exponent}}}"))

    def _root(self, term: SquareRoot) -> Piece:
        return Piece(text(rf"\sqrt{{{self._script(term.args[0])}}}"))

    def _exp(self, term: ExpOf) -> Piece:
        inner = self.piece(term.args[0])
        if not isinstance(term.args[0], Pairing):
            inner = self._sequence([inner], "(", ")")
        return replace(inner, doc=concat(text(r"\exp"), inner.doc))

    def _pairing(self, term: Pairing) -> Piece:
        pieces = [self.piece(part) for part in term.args]
        inside = composed(pieces, with_commas([piece.doc for piece in pieces], " "), Level.SUM)
        tall = inside.depth >= 1 or inside.height > Height.LOW
        before, after = SIZES[max(inside.height, Height.NESTED)] if self.sized and tall else ("", "")
        doc = concat(text(before + r"\langle "), Group(Nest(inside.doc), PAIRING), text(after + r"\rangle"))
        return Piece(doc, Level.ATOM, max(inside.height, Height.NESTED), inside.depth + 1)

    # --- binders ------------------------------------------------------------------------------------

    def _sum(self, term: SumOver) -> Piece:
        domain = ",".join(self.condition(condition) for condition in term.conditions)
        return self._operator(rf"\sum_{{{domain}}}", term.body)

    def _union(self, term: HeadUnion) -> Piece:
        domain = rf"{self._script(term.variable)}\in{self.roles.heads}"
        return self._operator(rf"\bigcup_{{{domain}}}", term.body)

    def _operator(self, operator: str, body: Term) -> Piece:
        """A large operator; a chain of them stays in one row, the body may begin the next."""
        inner = self.at(Level.PRODUCT, body)
        if isinstance(body, SumOver | HeadUnion):
            return replace(inner, doc=concat(text(operator + " "), inner.doc))
        beside = text(" ") if isinstance(body, ExpOf | Pairing) else Line(text(" "))
        doc = Group(concat(text(operator), Nest(concat(beside, inner.doc), 2)))
        return Piece(doc, Level.OPEN, Height.TALL, inner.depth)

    def condition(self, condition: Condition) -> str:
        r"""``(j,h_2)\in N(i,h_1)``."""
        flat_printer = LatexPrinter(self.roles)
        element = flat(flat_printer.row(condition.element).doc, MEDIUM)
        return join(element + r"\in", join(" ", flat_printer._domain(condition)).strip())

    def _domain(self, condition: Condition) -> str:
        if isinstance(condition, Member):
            return f"{condition.family.name}({self._plain(map(self.piece, condition.centre))})"
        letters = {S: self.roles.positions, H: self.roles.group}
        product = letters[condition.element[0].sort]
        for part in condition.element[1:]:
            product = join(product + r"\times", letters[part.sort])
        return product

    def _condition(self, term: Condition) -> Piece:
        return Piece(text(self.condition(term)), Level.SUM)

    def _weight(self, term: Weight) -> Piece:
        index = self._plain([LatexPrinter(self.roles).row(term.index)])
        inside = self._sequence([self.piece(term.score)], "(", ")")
        return replace(inside, doc=concat(text(self.roles.softmax + subscript(index)), inside.doc))

    # --- matrices -----------------------------------------------------------------------------------

    def _transpose(self, term: MatrixTranspose) -> Piece:
        return Piece(text(f"{self._power_base(term.args[0])}^T"))

    _METHODS: ClassVar[dict[type, Callable[..., Piece]]] = {
        Var: _var,
        Apply: _apply,
        Composition: _composition,
        Shift: _shift,
        GroupUnit: _unit,
        GroupProduct: _factors,
        GroupPower: _group_power,
        Act: _act,
        Coordinate: _coordinate,
        Place: _place,
        Plus: _plus,
        Negative: _negative,
        Zero: _zero,
        Times: _factors,
        Numeral: _numeral,
        Ratio: _ratio,
        NthPower: _nth_power,
        SquareRoot: _root,
        ExpOf: _exp,
        Pairing: _pairing,
        SumOver: _sum,
        HeadUnion: _union,
        Weight: _weight,
        Member: _condition,
        Everywhere: _condition,
        MatrixProduct: _factors,
        MatrixTranspose: _transpose,
        MatrixApply: _act,
    }


def is_fresh(term: Term) -> bool:
    r"""Is it one of the arguments or functions at which the reader compares functions and operators?"""
    return isinstance(term, Var) and term.name.startswith(r"\cdot")


def _speaks_of_fresh(term: Term) -> bool:
    return any(is_fresh(var) and not isinstance(var.sort, Arrow) for var in free_variables(term))


def is_infix(term: Apply) -> bool:
    """Does the function stand between its two arguments?"""
    return isinstance(term.fn, Var) and term.fn.name in INFIX and len(term.arguments) == 2


def in_pairs(sorts: Sequence[Sort]) -> bool:
    """Do the sorts alternate S, H, S, H, for two pairs at least?"""
    pairs = list(zip(sorts[::2], sorts[1::2], strict=False))
    return len(sorts) % 2 == 0 and len(pairs) >= 2 and all(pair == (S, H) for pair in pairs)


def _base(name: str) -> str:
    """A name that may carry one more superscript: TeX refuses two."""
    return f"{{{name}}}" if "^" in name or "'" in name else name


def _open(term: Term) -> bool:
    """Does the printed term end in a sum, which would take in what follows?"""
    if isinstance(term, SumOver | HeadUnion):
        return True
    if isinstance(term, Times | GroupProduct | MatrixProduct):
        return _open(term.args[-1])
    return isinstance(term, Negative) and _open(term.args[0])


PRINTERS["latex"] = latex

__all__ = ["LatexPrinter", "latex"]
