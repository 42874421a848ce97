"""The symbols of a row of tokens with their scripts and arguments, whether or not the row can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from symproof.reading.names import ACCENTS, joined
from symproof.reading.token_edits import closing, past_group, past_scripts
from symproof.reading.tokens import Token

Row: TypeAlias = Sequence[Token]

LONG = 12  # tokens that are put in for others at once
SIGNS = ("-", "+")
ENDING = frozenset(("letter", "digit", "command", "word", "close", "end", "prime"))  # kinds that a factor ends with
PREFIXES = ("\\Delta", "\\delta")  # that make one name with the next symbol
TRANSPOSED = ("\\top", "T")
NOT_SYMBOLS = frozenset(
    ("\\sum", "\\bigcup", "\\in", "\\exp", "\\frac", "\\sqrt", "\\cdot", "\\times", "\\circ", "\\setminus")
)


class Unit(NamedTuple):
    """A symbol with its scripts: numbers of its first token, of the one after it, and after its scripts."""

    start: int
    base: int
    end: int


class Group(NamedTuple):
    """Brackets with arguments: the symbol that takes them and which of its lists they are; where they stand."""

    of: tuple[tuple[str, ...], int, str]
    start: int
    end: int


def _is_symbol(token: Token) -> bool:
    return token.kind in ("letter", "word") or (token.kind == "command" and token.text not in NOT_SYMBOLS)


def unit_at(tokens: Row, at: int) -> Unit | None:
    """The symbol that begins at a token, with its accent and scripts."""
    if not _is_symbol(tokens[at]):
        return None
    more = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at].text in PREFIXES and more is not None and _is_symbol(more):
        rest = unit_at(tokens, at + 1)
        return Unit(at, rest.base, rest.end) if rest is not None else None
    base = past_group(tokens, at + 1) if tokens[at].text in ACCENTS and more is not None else at + 1
    end = past_scripts(tokens, base)
    while end < len(tokens) and tokens[end].kind == "prime":
        end = past_scripts(tokens, end + 1)
    return Unit(at, base, end)


def units_of(tokens: Row) -> list[Unit]:
    """All symbols, those inside scripts too."""
    found: list[Unit] = []
    inside = 0
    for at in range(len(tokens)):
        unit = unit_at(tokens, at) if at >= inside else None
        transposed = at > 0 and tokens[at - 1].text == "^" and tokens[at].text in TRANSPOSED
        if unit is not None and not transposed and not _in_word(tokens, at):
            found.append(unit)
            inside = unit.base
    return found


def _in_word(tokens: Row, at: int) -> bool:
    """Is it a letter of several in a script, such as ``{val}``?"""
    return any(
        0 <= n < len(tokens) and tokens[n].kind in ("letter", "digit") and tokens[at].kind == "letter"
        and _script_of_letters(tokens, at) for n in (at - 1, at + 1)
    )  # fmt: skip


def _script_of_letters(tokens: Row, at: int) -> bool:
    start = at
    while start > 0 and tokens[start - 1].kind in ("letter", "digit"):
        start -= 1
    end = at
    while end + 1 < len(tokens) and tokens[end + 1].kind in ("letter", "digit"):
        end += 1
    inside = start > 1 and tokens[start - 1].kind == "begin" and tokens[start - 2].kind == "script"
    return inside and end + 1 < len(tokens) and tokens[end + 1].kind == "end" and end - start > 1


def texts(tokens: Row, start: int, end: int) -> tuple[str, ...]:
    """What is written from one token to another."""
    return tuple(token.text for token in tokens[start:end])


def is_big(token: Token) -> bool:
    """Does it bind a letter?"""
    return token.text in ("\\sum", "\\bigcup")


def ends_factor(token: Token) -> bool:
    """May a factor end here?"""
    return token.kind in ENDING and token.text not in NOT_SYMBOLS


def depth(tokens: Row) -> int:
    """How many brackets more are opened than closed."""
    return sum((token.kind in ("open", "begin")) - (token.kind in ("close", "end")) for token in tokens)


def split(tokens: Row, start: int, end: int) -> list[tuple[str, ...]]:
    """The texts between the commas that stand in no brackets of their own."""
    parts: list[list[str]] = [[]]
    level = 0
    for token in tokens[start:end]:
        level += depth([token])
        if token.text == "," and not level:
            parts.append([])
        else:
            parts[-1].append(token.text)
    return [tuple(part) for part in parts]


def listed(arguments: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Arguments with commas between them."""
    return tuple(text for k, one in enumerate(arguments) for text in ((",",) if k else ()) + one)


def segments(tokens: Row) -> Iterator[tuple[int, int]]:
    """Arguments and summands: what stands between brackets, commas and signs, the whole in brackets too."""
    opened: list[list[int]] = [[0]]  # for each open bracket the places where its parts begin
    for n, token in enumerate((*tokens, None)):
        change = depth([token]) if token is not None else -1
        if change > 0:
            opened.append([n + 1])
        elif change < 0 or (token is not None and token.text in (",", *SIGNS)):
            starts = opened.pop() if change < 0 and len(opened) > 1 else opened[-1]
            yield from ((start, n) for start in {starts[0], starts[-1]} if start < n)
            if change >= 0:
                starts.append(n + 1)


def groups(row: Row, units: Sequence[Unit]) -> Iterator[Group]:
    """``[f]`` and ``(i, h)`` of ``m[f](i, h)``."""
    for unit in units:
        at, number = unit.end, 0
        while (last := closing(row, at)) is not None:
            yield Group((texts(row, unit.start, unit.base), number, row[at].text), at, last)
            at, number = last + 1, number + 1


def head(row: Row, unit: Unit) -> tuple[str, ...] | None:
    """``\\varphi^{n}(``, ``L_h[f](``: the symbol with what it takes in square brackets, and the round one."""
    last = closing(row, unit.end) if texts(row, unit.end, unit.end + 1) == ("[",) else None
    end = last + 1 if last is not None else unit.end
    return texts(row, unit.start, end + 1) if texts(row, end, end + 1) == ("(",) else None


def arguments_of(row: Row, unit: Unit) -> tuple[str, ...] | None:
    """What the symbol takes in round brackets, with them, if that is not long."""
    last = closing(row, unit.end) if texts(row, unit.end, unit.end + 1) == ("(",) else None
    return texts(row, unit.end, last + 1) if last is not None and last - unit.end <= LONG else None


def letter_end(row: Row, unit: Unit) -> int:
    """The end of a letter with its subscript: a superscript is a power."""
    end = unit.base
    while end < unit.end and (row[end].text == "_" or row[end].kind == "prime"):
        end = past_scripts(row, end) if row[end].text == "_" and not _raised(row, end) else end + 1
        if row[end - 1].kind != "prime" and end >= unit.end:
            break
    return end


def _raised(row: Row, at: int) -> bool:
    return any(token.text == "^" for token in row[at : past_scripts(row, at)])


def letter(row: Row, unit: Unit) -> tuple[str, ...] | None:
    """What names a letter: the symbol with its subscript."""
    end = letter_end(row, unit)
    return texts(row, unit.start, end) if row[unit.start].kind in ("letter", "command") else None


def written(row: Row, unit: Unit) -> str:
    """A letter as findings name it."""
    return joined(list(texts(row, unit.start, letter_end(row, unit))))


__all__ = [
    "LONG", "NOT_SYMBOLS", "SIGNS", "TRANSPOSED", "Group", "Row", "Unit", "arguments_of", "depth", "ends_factor",
    "groups", "head", "is_big", "letter", "letter_end", "listed", "segments", "split", "texts", "unit_at", "units_of",
    "written",
]  # fmt: skip
