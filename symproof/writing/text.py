"""Terms as plain text for terminals, and as the reader understood them: every bracket, every sort.

>>> from symproof.terms import Act, Coordinate, H, Place, S, V, Var, inverse, minus
>>> i, y, h = Var("i", S), Var("y", V), Var("h_3", H)
>>> text(Place(Act(inverse(h), minus(Coordinate(i), y))))
'x^-1(h_3^-1 (x(i) - y))'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar

from symproof.terms import (
    HEAD,
    NATURAL,
    REAL,
    Act,
    Apply,
    Arrow,
    Composition,
    Condition,
    Coordinate,
    Everywhere,
    ExpOf,
    Family,
    GroupPower,
    GroupProduct,
    GroupUnit,
    H,
    HeadUnion,
    MatrixApply,
    MatrixProduct,
    MatrixSort,
    MatrixTranspose,
    Member,
    Negative,
    NeighbourhoodSort,
    NthPower,
    Numeral,
    Pairing,
    Place,
    Plus,
    Ratio,
    RealVectors,
    S,
    Shift,
    Sort,
    Space,
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
from symproof.theory.notation import MODULUS, NORM
from symproof.theory.setting import Roles
from symproof.writing.latex import ROLES, in_pairs, is_infix
from symproof.writing.nesting import room
from symproof.writing.piece import Level
from symproof.writing.plain import plain

BARS = {NORM: "||", MODULUS: "|"}  # names that are written around


def text(term: Term, roles: Roles = ROLES) -> str:
    """The term in one line of plain text."""
    with room():
        return TextPrinter(roles).text(term)


def explain_term(term: Term, roles: Roles = ROLES) -> list[str]:
    """The term with all its brackets, the sorts of its names, and what each sum binds."""
    with room():
        return _explained(term, TextPrinter(roles, all_brackets=True))


def _explained(term: Term, printer: TextPrinter) -> list[str]:
    roles = printer.roles
    names = sorted((var for var in free_variables(term)), key=lambda var: var.name)
    lines = [printer.text(term), f"  sort: {sort_text(term.sort, roles)}"]
    lines += [f"  {plain(var.name)} : {sort_text(var.sort, roles)}" for var in names]
    return lines + [f"  {line}" for line in _binders(term, printer)]


def sort_text(sort: Sort, roles: Roles = ROLES) -> str:
    """A sort in words and letters: ``V x H -> F``."""
    letters = {H: roles.group, V: roles.module, S: roles.positions, HEAD: roles.heads}
    if sort in letters:
        return plain(letters[sort])
    if sort in (REAL, NATURAL):
        return "R" if sort == REAL else "positive natural"
    if isinstance(sort, Space):
        return plain(sort.name)
    if isinstance(sort, Family):
        space = sort_text(sort.space, roles)
        return f"{space if isinstance(sort.space, Space) else f'({space})'}^{plain(roles.heads)}"
    if isinstance(sort, RealVectors):
        return f"R^({text(sort.dimension, roles)})"
    if isinstance(sort, MatrixSort):
        return f"R^({' x '.join(text(side, roles) for side in sort.shape)})"
    if isinstance(sort, NeighbourhoodSort):
        return f"subsets of {_product(sort.element, roles)}, by {_product(sort.centre, roles)}"
    if isinstance(sort, Arrow):
        return f"{_product(sort.domain, roles)} -> {_side(sort.codomain, roles)}"
    return "condition"


def _product(sorts: Sequence[Sort], roles: Roles) -> str:
    return " x ".join(_side(sort, roles) for sort in sorts)


def _side(sort: Sort, roles: Roles) -> str:
    shown = sort_text(sort, roles)
    return f"({shown})" if isinstance(sort, Arrow) else shown


def _binders(term: Term, printer: TextPrinter) -> Iterator[str]:
    """One line for each sum, union and softmax, from the outside in."""
    if isinstance(term, SumOver):
        bound = ", ".join(printer.typed(var) for var in term.variables)
        yield f"sum over {printer.conditions(term)}: binds {bound}"
    elif isinstance(term, HeadUnion):
        yield f"union: binds {printer.typed(term.variable)}"
    elif isinstance(term, Weight):
        yield f"softmax over the sum whose element is {printer.row(term.index)}"
    for part in term.args:
        yield from _binders_of(part, printer)


def _binders_of(part: object, printer: TextPrinter) -> Iterator[str]:
    parts: Iterable[object] = (part,) if isinstance(part, Term) else getattr(part, "args", ())
    for inner in parts:
        if isinstance(inner, Term):
            yield from _binders(inner, printer)


class TextPrinter:
    """Dispatches on the type of a node; each method gives the text and its level."""

    def __init__(self, roles: Roles = ROLES, all_brackets: bool = False):
        self.roles, self.all_brackets = roles, all_brackets

    def text(self, term: Term) -> str:
        return self.piece(term)[0]

    def piece(self, term: Term) -> tuple[str, Level]:
        for cls in type(term).__mro__:
            if cls in self._METHODS:
                return self._METHODS[cls](self, term)
        raise TypeError(f"no text for {type(term).__name__}")

    def at(self, level: Level, term: Term) -> str:
        """The term, in brackets if it is looser than ``level``; with all brackets, unless it is an atom."""
        shown, found = self.piece(term)
        return shown if found >= (Level.ATOM if self.all_brackets else level) else f"({shown})"

    def row(self, terms: Sequence[Term]) -> str:
        inside = self._list(terms)
        return inside if len(terms) == 1 else f"({inside})"

    def _list(self, terms: Sequence[Term]) -> str:
        return ", ".join(map(self.text, terms))

    def typed(self, var: Var) -> str:
        return f"{plain(var.name)} in {sort_text(var.sort, self.roles)}"

    # --- functions and names ----------------------------------------------------------------

    def _var(self, term: Var) -> tuple[str, Level]:
        return plain(term.name), Level.ATOM

    def _apply(self, term: Apply) -> tuple[str, Level]:
        fn = self.at(Level.ATOM, term.fn)
        if term.fn.sort.domain == (HEAD,):
            return f"{fn}^{self.text(term.arguments[0])}", Level.ATOM
        if isinstance(term.fn, Var) and term.fn.name in BARS:
            bar = BARS[term.fn.name]
            return f"{bar}{self._arguments(term.arguments)}{bar}", Level.ATOM
        if is_infix(term):
            return f" {fn} ".join(self.at(Level.ATOM, argument) for argument in term.arguments), Level.SUM
        left, right = "[]" if any(isinstance(arg.sort, Arrow) for arg in term.arguments) else "()"
        return f"{fn}{left}{self._arguments(term.arguments)}{right}", Level.ATOM

    def _arguments(self, terms: Sequence[Term]) -> str:
        if not in_pairs([term.sort for term in terms]):
            return self._list(terms)
        return ", ".join(self.row(terms[n : n + 2]) for n in range(0, len(terms), 2))

    def _composition(self, term: Composition) -> tuple[str, Level]:
        return " o ".join(self.at(Level.ATOM, part) for part in term.args), Level.PRODUCT

    def _shift(self, term: Shift) -> tuple[str, Level]:
        actor = _script(self.text(term.actor))
        return f"{plain(self.roles.action)}_{actor}[{self.text(term.fn)}]", Level.ATOM

    # --- group, module, positions -----------------------------------------------------------

    def _unit(self, term: GroupUnit) -> tuple[str, Level]:
        return plain(self.roles.unit), Level.ATOM

    def _power(self, term: GroupPower | NthPower) -> tuple[str, Level]:
        base = term.args[0]
        shown = self.text(base)
        simple = isinstance(base, Var | GroupUnit | Numeral)
        return f"{shown if simple else f'({shown})'}^{term.exponent}", Level.ATOM

    def _coordinate(self, term: Coordinate) -> tuple[str, Level]:
        return f"{plain(self.roles.coordinate)}({self.text(term.args[0])})", Level.ATOM

    def _place(self, term: Place) -> tuple[str, Level]:
        return f"{plain(self.roles.coordinate)}^-1({self.text(term.args[0])})", Level.ATOM

    def _beside(self, term: Term) -> tuple[str, Level]:
        """A product: factors side by side."""
        *before, last = term.args
        factors = [self.at(Level.ATOM, factor) for factor in before]
        return " ".join((*factors, self.at(Level.OPEN, last))), Level.PRODUCT

    # --- sums ---------------------------------------------------------------------------------

    def _plus(self, term: Plus) -> tuple[str, Level]:
        shown = ""
        for number, part in enumerate(term.args):
            negative = isinstance(part, Negative) and number > 0
            inner = self._summand(part.args[0] if negative else part, number)
            shown += inner if number == 0 else f" {'-' if negative else '+'} {inner}"
        return shown, Level.SUM

    def _summand(self, part: Term, number: int) -> str:
        shown, level = self.piece(part)
        first = number == 0 and isinstance(part, Negative)
        loose = level < Level.PRODUCT or isinstance(part, SumOver | HeadUnion)
        bare = first or not (loose or (self.all_brackets and level < Level.ATOM))
        return shown if bare else f"({shown})"

    def _negative(self, term: Negative) -> tuple[str, Level]:
        return f"-{self._summand(term.args[0], 1)}", Level.SUM

    def _zero(self, term: Zero) -> tuple[str, Level]:
        return "0", Level.ATOM

    def _numeral(self, term: Numeral) -> tuple[str, Level]:
        whole = term.value.is_Integer and term.value >= 0
        return str(term.value), Level.ATOM if whole else Level.SUM

    def _ratio(self, term: Ratio) -> tuple[str, Level]:
        return " / ".join(self.at(Level.ATOM, part) for part in term.args), Level.PRODUCT

    def _root(self, term: SquareRoot) -> tuple[str, Level]:
        return f"sqrt({self.text(term.args[0])})", Level.ATOM

    def _exp(self, term: ExpOf) -> tuple[str, Level]:
        return f"exp({self.text(term.args[0])})", Level.ATOM

    def _pairing(self, term: Pairing) -> tuple[str, Level]:
        return f"<{self._list(term.args)}>", Level.ATOM

    # --- binders ------------------------------------------------------------------------------

    def conditions(self, term: SumOver) -> str:
        return ", ".join(map(self.text, term.conditions))

    def _sum(self, term: SumOver) -> tuple[str, Level]:
        return f"sum over {self.conditions(term)}: {self.at(Level.PRODUCT, term.body)}", Level.OPEN

    def _union(self, term: HeadUnion) -> tuple[str, Level]:
        domain = f"{self.text(term.variable)} in {plain(self.roles.heads)}"
        return f"union over {domain}: {self.at(Level.PRODUCT, term.body)}", Level.OPEN

    def _condition(self, term: Condition) -> tuple[str, Level]:
        if isinstance(term, Member):
            domain = f"{plain(term.family.name)}({self._list(term.centre)})"
        else:
            domain = _product([part.sort for part in term.element], self.roles)
        return f"{self.row(term.element)} in {domain}", Level.SUM

    def _weight(self, term: Weight) -> tuple[str, Level]:
        name = f"{plain(self.roles.softmax)}_{_script(self.row(term.index))}"
        return f"{name}({self.text(term.score)})", Level.ATOM

    # --- matrices -----------------------------------------------------------------------------

    def _transpose(self, term: MatrixTranspose) -> tuple[str, Level]:
        inner = self.text(term.args[0])
        return f"{inner if isinstance(term.args[0], Var) else f'({inner})'}^T", Level.ATOM

    _METHODS: ClassVar[dict[type, Callable[..., tuple[str, Level]]]] = {
        Var: _var,
        Apply: _apply,
        Composition: _composition,
        Shift: _shift,
        GroupUnit: _unit,
        GroupProduct: _beside,
        GroupPower: _power,
        Act: _beside,
        Coordinate: _coordinate,
        Place: _place,
        Plus: _plus,
        Negative: _negative,
        Zero: _zero,
        Times: _beside,
        Numeral: _numeral,
        Ratio: _ratio,
        NthPower: _power,
        SquareRoot: _root,
        ExpOf: _exp,
        Pairing: _pairing,
        SumOver: _sum,
        HeadUnion: _union,
        Weight: _weight,
        Member: _condition,
        Everywhere: _condition,
        MatrixProduct: _beside,
        MatrixTranspose: _transpose,
        MatrixApply: _beside,
    }


def _script(shown: str) -> str:
    """What stands below: a name as it is, the rest in brackets."""
    name = all(char.isalnum() or char in "_'-" for char in shown)
    return shown if name or shown.startswith("(") else f"({shown})"


PRINTERS["text"] = text
