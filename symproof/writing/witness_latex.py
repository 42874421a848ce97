"""A witness as a paragraph of LaTeX: the whole model, so that anybody can recompute both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symproof.checking.report import Witness
from symproof.writing.messages import told_maps, witness_place
from symproof.writing.templating import Tex, escape

WORDS = {  # of a witness, that are no names: how each is said with its value
    "heads": "{value} heads",
    "dimension of feature spaces": "feature spaces of dimension {value}",
    "exp t": r"$\exp t = {value}$",
}
_FRESH = "\\cdot_"  # in front of the numbers of arguments that have no name
PLACEHOLDERS = {"\\bullet": "[\\bullet]", "\\cdot": "[\\,\\cdot\\,]"}  # of functions without a name
_WORD = re.compile(r"[A-Za-z]{2}")
_GROUP = re.compile(r"\b(C|D|S|A)(\d+)\b")
_SPECIAL = re.compile(r"\$([^$]*)\$|\\([{}])|Z_(\d+)(?:\^(\d+))?|\^(-?\d+|[a-z]\b)")


def witness_latex(witness: Witness) -> Tex:
    """Group, action, elements, neighbourhoods, scalars, maps, tables and both values, as a sentence."""
    rest, identity = told_maps(witness)
    pairs = [*witness.neighbourhoods, *witness.scalars, *rest]
    model = [*_elements(witness), *(_valued(symbol, value) for symbol, value in pairs)]
    model += [identity] if identity else []
    model += [table(symbol, entries) for symbol, entries in witness.functions]
    sides = f"the left side is {exact(witness.left)}, the right side is {exact(witness.right)}"
    place = _GROUP.sub(r"$\1_{\2}$", re.sub(r"^C1 on ", "the trivial group on ", witness_place(witness)))
    where = f" for {exact(place)}" if place else ""
    given = f", with {'; '.join(model)}" if model else ""
    return Tex(f"The two sides differ{where}{given}: {sides}.")


def _elements(witness: Witness) -> Iterator[str]:
    """Values of names; those of arguments without a name together."""
    fresh = [value for symbol, value in witness.elements if symbol.startswith(_FRESH)]
    yield from (_valued(s, value) for s, value in witness.elements if not s.startswith(_FRESH))
    if fresh:
        yield f"at the argument{'s' if len(fresh) > 1 else ''} ({', '.join(map(exact, fresh))})"


def table(symbol: str, entries: tuple[tuple[tuple[str, ...], str], ...]) -> str:
    """The non-zero values of a function."""
    word = PLACEHOLDERS.get(symbol, symbol)
    shown = [_valued(f"{word}({', '.join(map(_powers, at))})", value) for at, value in entries]
    return ", ".join([*shown, f"${word} = 0$" + (" elsewhere" if shown else "")])


def name(symbol: str) -> str:
    """A name in LaTeX."""
    return f"${PLACEHOLDERS.get(symbol, symbol)}$"


def _valued(symbol: str, value: str) -> str:
    """A name with its value, as one formula where the value holds no words."""
    if symbol in WORDS:
        one = symbol == "heads" and value == "1"
        return "one head" if one else WORDS[symbol].format(value=_powers(value))
    if _WORD.search(value) or "$" in value:
        return f"${PLACEHOLDERS.get(symbol, symbol)}$ = {exact(value)}"
    return f"${PLACEHOLDERS.get(symbol, symbol)} = {_powers(value)}$"


def _powers(value: str) -> str:
    """A value without words inside a formula."""
    braced = value.replace("\\", "").replace("{", r"\{").replace("}", r"\}")
    return re.sub(r"\^(-?\d+|[A-Za-z])", r"^{\1}", braced)


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
