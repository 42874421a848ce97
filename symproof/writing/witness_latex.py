"""A witness as a paragraph of LaTeX: the whole model, so that anybody can recompute both sides."""

from __future__ import annotations

import re

from symproof.checking.report import Witness
from symproof.writing.messages import told_maps, witness_place
from symproof.writing.templating import Tex, escape

WORDS = frozenset(("heads", "dimension of feature spaces", "exp t"))  # of a witness, that are no names
_SPECIAL = re.compile(r"\$([^$]*)\$|\\([{}])|Z_(\d+)(?:\^(\d+))?|\^(-?\d+|[a-z]\b)")


def witness_latex(witness: Witness) -> Tex:
    """Group, action, elements, neighbourhoods, scalars, maps, tables and both values."""
    rest, identity = told_maps(witness)
    pairs = [*witness.elements, *witness.neighbourhoods, *witness.scalars, *rest]
    model = [f"{name(symbol)} = {exact(value)}" for symbol, value in pairs]
    model += [identity] if identity else []
    model += [table(symbol, entries) for symbol, entries in witness.functions]
    sides = f"left side {exact(witness.left)}, right side {exact(witness.right)}"
    return Tex("; ".join([f"Witness on {exact(witness_place(witness))}", *model, sides]) + ".")


def table(symbol: str, entries: tuple[tuple[tuple[str, ...], str], ...]) -> str:
    """The non-zero values of a function."""
    shown = [f"{name(symbol)}({', '.join(map(exact, at))}) = {exact(value)}" for at, value in entries]
    return ", ".join([*shown, f"{name(symbol)} = 0" + (" elsewhere" if shown else "")])


def name(symbol: str) -> str:
    """A name in LaTeX, or words."""
    return symbol if symbol in WORDS else f"${symbol}$"


def exact(value: str) -> str:
    """A value in plain text, with its powers, its cyclic groups and what is between dollars as formulas."""
    parts, at = [], 0
    for found in _SPECIAL.finditer(value):
        parts += [escape(value[at : found.start()]), _formula(found)]
        at = found.end()
    return "".join([*parts, escape(value[at:])])


def _formula(found: re.Match[str]) -> str:
    formula, brace, modulus, rank, power = found.groups()
    if formula is not None:
        return f"${formula}$"
    if brace is not None:
        return rf"\{brace}"
    if power is not None:
        return f"$^{{{power}}}$"
    return rf"$\mathbb{{Z}}_{{{modulus}}}" + (f"^{{{rank}}}$" if rank else "$")
