r"""The picture of a defect: positions, a signal, what g does to it, and the two outputs that should agree.

A ``Picture`` is made from a witness, whose entries are text, and from the terms that it is about; the group is
built again from its name. Printers: lines of at most 80 columns, and LaTeX (tabular and picture environments).
Pictures are drawn on Z_n, Z_n^2 and small plain sets; elsewhere there is none.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache

from sympy import Basic

from symproof.checking.report import Witness
from symproof.groups import Action, GroupError, parse_action
from symproof.terms import Arrow, GroupPower, GroupProduct, GroupUnit, H, S, Shift, Term, Var, free_variables
from symproof.theory.document import Formula, Implication, Statement
from symproof.theory.frozen import dataclass
from symproof.writing.latex import latex
from symproof.writing.plain import plain
from symproof.writing.templating import Tex, escape
from symproof.writing.witness_latex import PLACEHOLDERS, exact

MAX_POINTS, MAX_ROW, MAX_ORDER = 64, 16, 12  # what still fits a page
MAX_PANELS, MAX_MOVES = 4, 9
WIDTH = 80

Cell = tuple[int, int]  # a point of V (or of a plain set), and an element of H (0 where f has no such argument)
_NUMBER = re.compile(r"-?\d+(?:/\d+)?\Z")


@dataclass(frozen=True)
class Panel:
    """A signal over one element of H: rows from top to bottom; "" is zero."""

    over: str
    before: tuple[tuple[str, ...], ...]
    after: tuple[tuple[str, ...], ...]
    marked: tuple[int, int] | None = None  # row and column of the place where the output is taken


@dataclass(frozen=True)
class Picture:
    """``signal`` and ``moved`` are names in LaTeX; ``moves`` says where g takes the positions."""

    space: str
    signal: str
    moved: str
    element: tuple[tuple[str, str], ...]
    at: tuple[tuple[str, str], ...]
    panels: tuple[Panel, ...]
    moves: tuple[tuple[str, str], ...] = ()
    left: str = ""
    right: str = ""
    hidden: int = field(default=0)  # elements of H over which the signal is zero before and after


def picture(witness: Witness, terms: Sequence[Term]) -> Picture | None:
    """The picture of a witness about these terms; None where there is nothing to be drawn."""
    action = _action(witness)
    if action is None:
        return None
    drawer = _Drawer(witness, action, terms)
    found = next(drawer.signals(), None)
    return None if found is None else drawer.draw(*found)


def _action(witness: Witness) -> Action | None:
    name, separator, _ = witness.action.partition(": acting on ")
    action = _parsed(name) if separator else None
    if action is None or action.size > MAX_POINTS or action.order > MAX_ORDER:
        return None
    width = max(column for column, *_ in action.points) + 1
    return action if len(action.points[0]) <= 2 and width <= MAX_ROW else None


@lru_cache(maxsize=16)
def _parsed(name: str) -> Action | None:
    try:
        return parse_action(name)
    except GroupError:
        return None


class _Drawer:
    """One witness, with its names as elements of the group again."""

    def __init__(self, witness: Witness, action: Action, terms: Sequence[Term]):
        self.witness, self.action, self.terms = witness, action, terms
        self.values = dict(witness.elements)
        self.tables = dict(witness.functions)
        self.points = {action.show(n).replace(" ", ""): n for n in range(action.size)}
        self.elements = {name: n for n, name in enumerate(action.elements)}

    # --- which signal --------------------------------------------------------------------------

    def signals(self) -> Iterator[tuple[Var, Term]]:
        """The functions of one position (and one element of H) with a term that moves them, those first."""
        moved = [(_innermost(part), part) for term in self.terms for part in _shifts(term)]
        still = [(part, part) for term in self.terms for part in sorted(term.atoms(Var), key=lambda v: v.name)]
        for var, term in (*moved, *still):
            if isinstance(var, Var) and self._drawable(var) and self._steps(term) is not None:
                yield var, term

    def _drawable(self, var: Var) -> bool:
        kinds = var.sort.domain if isinstance(var.sort, Arrow) else ()
        entries = self.tables.get(var.name)
        return kinds in ((S,), (S, H)) and bool(entries) and all(_NUMBER.match(value) for _, value in entries or ())

    def _steps(self, term: Term) -> list[tuple[str, int]] | None:
        """The elements that move the signal, the innermost first: sort V or H, and number."""
        steps: list[tuple[str, int]] = []
        while isinstance(term, Shift):
            kind = "H" if term.actor.sort == H else "V"
            number = self._number(term.actor)
            if number is None or (kind == "V" and self.action.added is None):
                return None
            steps.append((kind, number))
            term = term.fn
        return steps[::-1]

    def _number(self, term: Basic) -> int | None:
        """A word in named elements as an element."""
        if isinstance(term, Var):
            known = self.elements if term.sort == H else self.points
            return known.get(self.values.get(term.name, ""))
        if isinstance(term, GroupUnit):
            return 0
        if isinstance(term, GroupPower | GroupProduct):
            return self._word(term)
        return None

    def _word(self, term: GroupPower | GroupProduct) -> int | None:
        if isinstance(term, GroupProduct):
            parts = [self._number(part) for part in term.args]
        else:
            power = int(term.args[1]) if getattr(term.args[1], "is_Integer", False) else None
            base = self._number(term.args[0])
            if power is None or base is None or abs(power) > MAX_ORDER:
                return None
            parts = [base if power > 0 else int(self.action.inverse[base])] * abs(power)
        number = 0
        for part in parts:
            if part is None:
                return None
            number = int(self.action.product[number, part])
        return number

    # --- what is drawn ---------------------------------------------------------------------------

    def draw(self, var: Var, term: Term) -> Picture | None:
        cells = self._cells(var)
        steps = self._steps(term)
        if cells is None or steps is None:
            return None
        group = H in var.sort.domain
        moved = {}
        for cell, value in cells.items():
            point, over = self._move(cell, steps)
            moved[point, over if group else 0] = value
        panels, hidden = self._panels(cells, moved, group)
        named = tuple((latex(actor), self._shown(actor)) for actor in _actors(term))
        moves = self._moves(steps) if steps else ()
        name = PLACEHOLDERS.get(var.name, latex(var))
        after = latex(term) + (name if var.name == "\\cdot" and steps else "")  # L_yL_h stands there alone
        return Picture(
            self.action.space, name, after, named, self._places(term), panels, moves,
            self.witness.left, self.witness.right, hidden,
        )  # fmt: skip

    def _shown(self, actor: Term) -> str:
        number = self._number(actor) or 0
        return self.action.elements[number] if actor.sort == H else self.action.show(number)

    def _cells(self, var: Var) -> dict[Cell, str] | None:
        cells: dict[Cell, str] = {}
        for at, value in self.tables[var.name]:
            point, over = self.points.get(at[0]), self.elements.get(at[1]) if len(at) > 1 else 0
            if point is None or over is None:
                return None
            cells[point, over] = value
        return cells

    def _move(self, cell: Cell, steps: Sequence[tuple[str, int]]) -> Cell:
        point, over = cell
        for kind, number in steps:
            if kind == "H":
                point, over = int(self.action.moved[number, point]), int(self.action.product[number, over])
            elif self.action.added is not None:
                point = int(self.action.added[number, point])
        return point, over

    def _moves(self, steps: Sequence[tuple[str, int]]) -> tuple[tuple[str, str], ...]:
        where = [(n, self._move((n, 0), steps)[0]) for n in range(self.action.size)]
        return tuple((self.action.show(n), self.action.show(m)) for n, m in where)

    # --- where the output is taken -----------------------------------------------------------------

    def _free(self, sort: object, but: Term) -> list[Var]:
        """Free names of the terms that stand for elements of the witness, without those that move the signal."""
        free = set[Var]().union(*map(free_variables, self.terms)) - free_variables(but)
        return sorted((v for v in free if v.sort == sort and v.name in self.values), key=lambda v: v.name)

    def _places(self, moved: Term) -> tuple[tuple[str, str], ...]:
        return tuple((v.name, self.values[v.name]) for sort in (S, H) for v in self._free(sort, moved))

    def _panels(
        self, before: Mapping[Cell, str], after: Mapping[Cell, str], group: bool
    ) -> tuple[tuple[Panel, ...], int]:
        place = self._positions()
        shown = sorted({over for _, over in (*before, *after)})[:MAX_PANELS] or [0]
        panels = []
        for over in shown:
            mark = self._square(place[0]) if len(place) == 1 else None
            name = self.action.elements[over] if group else ""
            panels.append(Panel(name, self._grid(before, over), self._grid(after, over), mark))
        return tuple(panels), self.action.order - len(shown) if group else 0

    def _positions(self) -> list[int]:
        """The free position, where there is only one."""
        free = set[Var]().union(*map(free_variables, self.terms))
        named = [self.values.get(v.name, "") for v in free if v.sort == S]
        return [self.points[name] for name in named if name in self.points]

    def _square(self, point: int) -> tuple[int, int]:
        """Row and column of a point; the second coordinate grows upwards."""
        column, *rest = self.action.points[point]
        rows = max((p[1] for p in self.action.points if len(p) > 1), default=0)
        return (rows - rest[0] if rest else 0), column

    def _grid(self, cells: Mapping[Cell, str], over: int) -> tuple[tuple[str, ...], ...]:
        rows = max((p[1] for p in self.action.points if len(p) > 1), default=0) + 1
        grid = [[""] * (max(p[0] for p in self.action.points) + 1) for _ in range(rows)]
        for (point, element), value in cells.items():
            if element == over:
                row, column = self._square(point)
                grid[row][column] = value
        return tuple(map(tuple, grid))


def _shifts(term: Basic) -> Iterator[Shift]:
    """The outermost terms ``L_a L_b ... [f]``, from left to right."""
    if isinstance(term, Shift):
        yield term
    elif not isinstance(term, Var):
        for part in term.args:
            yield from _shifts(part)


def _innermost(term: Term) -> Term:
    while isinstance(term, Shift):
        term = term.fn
    return term


def _actors(term: Term) -> Iterator[Term]:
    while isinstance(term, Shift):
        yield term.actor
        term = term.fn


def terms_of(statement: Statement) -> tuple[Term, ...]:
    """The sides that a witness of the statement is about."""
    compared = statement.conclusion if isinstance(statement, Implication) else statement
    return terms_of_sides(compared.left, compared.right)


def terms_of_sides(left: Formula | None, right: Formula | None) -> tuple[Term, ...]:
    """The terms of the sides that could be read."""
    return tuple(side.term for side in (left, right) if side is not None)


# --- for the terminal ----------------------------------------------------------------------------


def picture_lines(drawn: Picture, indent: str = "    ") -> list[str]:
    """The picture in plain letters, at most 80 columns wide."""
    head = f"{_word(drawn.signal)} on {plain(drawn.space)}" + (", before and after" if drawn.element else "")
    lines = [f"{head}{f' {_names(drawn.element)}' if drawn.element else ''}:"]
    for panel in drawn.panels:
        lines += _side_by_side(drawn, panel)
    if drawn.hidden and len(drawn.panels):
        lines.append(f"zero over the other {drawn.hidden} element{'s' if drawn.hidden > 1 else ''} of H")
    lines += _legend(drawn)
    return [indent + line if line else "" for line in lines]


def _names(pairs: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{plain(name)} = {plain(value)}" for name, value in pairs if plain(name)[:1].isalpha())


def _side_by_side(drawn: Picture, panel: Panel) -> list[str]:
    before = _framed(panel.before, panel.marked)
    if not drawn.element:
        return _titled(_over(drawn.signal, panel.over), before)
    after = _framed(panel.after, panel.marked)
    left, right = _over(drawn.signal, panel.over), _over(drawn.moved, panel.over)
    width = max(map(len, [left, *before]))
    middle = len(before) // 2
    arrows = ["   ->  " if n == middle else " " * 7 for n in range(len(before))]
    rows = [f"{a:{width}}{arrow}{b}" for a, arrow, b in zip(before, arrows, after, strict=True)]
    if max(map(len, rows)) > WIDTH - 8:
        return [*_titled(left, before), *_titled(right, after)]
    return _titled(f"{left:{width}}{'':7}{right}", rows)


def _titled(title: str, rows: Sequence[str]) -> list[str]:
    return [f"  {title}", *(f"  {row}".rstrip() for row in rows)]


def _over(name: str, element: str) -> str:
    return f"{_word(name)} over {element}" if element else _word(name)


def _word(name: str) -> str:
    """A name in plain letters; a function without one is called so."""
    for placeholder in PLACEHOLDERS.values():
        if name.endswith(placeholder):
            return f"{plain(name.removesuffix(placeholder))} of the function".removeprefix(" of ")
    return plain(name)


def _framed(grid: Sequence[Sequence[str]], marked: tuple[int, int] | None) -> list[str]:
    """Cells in columns; zero is a dot, the marked place stands in brackets."""
    width = max((len(value) for row in grid for value in row), default=1) or 1
    return ["".join(_cell(value, width, (r, c) == marked) for c, value in enumerate(row)) for r, row in enumerate(grid)]


def _cell(value: str, width: int, marked: bool) -> str:
    text = f"{value or '.':>{width}}"
    return f"[{text}]" if marked else f" {text} "


def _legend(drawn: Picture) -> list[str]:
    lines = []
    changed = [(a, b) for a, b in drawn.moves if a != b]
    if changed:
        shown = ", ".join(f"{a} -> {b}" for a, b in changed[:MAX_MOVES])
        lines.append(f"positions move: {shown}{', ...' if len(changed) > MAX_MOVES else ''}")
    where = f" at {_names(drawn.at)}" if _names(drawn.at) else ""
    brackets = " (in brackets)" if drawn.at and any(panel.marked for panel in drawn.panels) else ""
    end = f"the two sides{where}{brackets} do not agree: left {plain(drawn.left)}, right {plain(drawn.right)}"
    return [*(line[: WIDTH - 4] for line in lines), *_broken(end)]


def _broken(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH - 4, subsequent_indent="  ", break_on_hyphens=False)


# --- for LaTeX -----------------------------------------------------------------------------------

UNIT = "1.5em"


def picture_latex(drawn: Picture) -> Tex:
    """The picture as a paragraph of LaTeX that needs the picture environment and amsmath only."""
    pairs = [_panel_latex(drawn, panel) for panel in drawn.panels]
    rows = " \\\\[6pt]\n".join(pairs)
    columns = "@{}l@{\\quad}l@{\\quad}c@{\\quad}l@{\\quad}l@{}" if drawn.element else "@{}l@{\\quad}l@{}"
    table = f"\\setlength{{\\unitlength}}{{{UNIT}}}\\begin{{tabular}}{{{columns}}}\n{rows}\n\\end{{tabular}}"
    return Tex(f"{{\\noindent {table}\\par\\smallskip\\noindent {_caption(drawn)}\\par}}")


def _panel_latex(drawn: Picture, panel: Panel) -> str:
    over = f"\\text{{ over }}{_element(panel.over)}" if panel.over else ""
    before = f"${drawn.signal}{over}$ & {_grid_latex(panel.before, panel.marked)}"
    if not drawn.element:
        return before
    after = f"{_grid_latex(panel.after, panel.marked)} & ${drawn.moved}{over}$"
    return f"{before} & $\\longrightarrow$ & {after}"


def _element(name: str) -> str:
    return f"\\text{{{escape(name)}}}" if not re.fullmatch(r"[a-z](\^-?\d+)?", name) else _powers(name)


def _powers(name: str) -> str:
    base, caret, power = name.partition("^")
    return f"{base}^{{{power}}}" if caret else base


def _grid_latex(grid: Sequence[Sequence[str]], marked: tuple[int, int] | None) -> str:
    height, width = len(grid), max(map(len, grid))
    lines = f"\\multiput(0,0)(1,0){{{width + 1}}}{{\\line(0,1){{{height}}}}}"
    lines += f"\\multiput(0,0)(0,1){{{height + 1}}}{{\\line(1,0){{{width}}}}}"
    for r, row in enumerate(grid):
        for c, value in enumerate(row):
            at = f"({c}.5,{height - r - 1}.5)"
            lines += f"\\put{at}{{\\makebox(0,0){{${_fraction(value)}$}}}}" if value else ""
            lines += f"\\put{at}{{\\circle{{0.85}}}}" if (r, c) == marked else ""
    drawn = f"\\begin{{picture}}({width},{height}){lines}\\end{{picture}}"
    return f"\\raisebox{{{0.3 - height / 2:.1f}\\unitlength}}{{{drawn}}}"


def _fraction(value: str) -> str:
    sign, _, digits = value.rpartition("-")
    top, bar, bottom = digits.partition("/")
    return f"{'-' if sign or value.startswith('-') else ''}" + (f"\\tfrac{{{top}}}{{{bottom}}}" if bar else top)


def _caption(drawn: Picture) -> str:
    kind = "function" if drawn.signal in PLACEHOLDERS.values() else "signal"
    said = [f"The {kind} ${drawn.signal}$ on {exact(drawn.space)}; an empty cell is $0$."]
    if drawn.element:
        said.append(f"It is moved by {_pairs(drawn.element)}.")
    if drawn.hidden:
        said.append("Over the other elements of the group it is zero.")
    marked = any(panel.marked for panel in drawn.panels)
    named = tuple(pair for pair in drawn.at if not pair[0].startswith("\\cdot"))
    where = f" at {_pairs(named)}{' (the circle)' if marked else ''}" if named else " at the circle" if marked else ""
    left, right = (f"${_fraction(v)}$" if _NUMBER.match(v) else escape(v) for v in (drawn.left, drawn.right))
    said.append(f"The two sides{where} do not agree: left {left}, right {right}.")
    return " ".join(said)


def _pairs(pairs: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"${name} = {_value(value)}$" for name, value in pairs)


def _value(value: str) -> str:
    return value if re.fullmatch(r"[\d(), -]+", value) else _element(value)


__all__ = ["Panel", "Picture", "picture", "picture_latex", "picture_lines", "terms_of", "terms_of_sides"]
