"""Edits of the symbols of an expression near a fault, with the lines around as a pattern.

What scanners and copyists do to symbols: one taken for another, a script lost or turned, factors and arguments left
out, put in the other order or in another's place, a letter bound that stands for something else. What is put in
stands in the expression itself or in a line beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from symproof.reading.failure import nearest_names
from symproof.reading.lexemes import KNOWN_COMMANDS
from symproof.reading.names import ACCENTS, joined
from symproof.reading.symbols import (
    LONG,
    NOT_SYMBOLS,
    SIGNS,
    TRANSPOSED,
    Group,
    Row,
    Unit,
    arguments_of,
    depth,
    ends_factor,
    groups,
    head,
    is_big,
    letter,
    letter_end,
    listed,
    segments,
    split,
    texts,
    unit_at,
    units_of,
    written,
)
from symproof.reading.token_edits import Edit, closing, past_group, spelled, swap
from symproof.theory.diagnostic import Diagnostic

AROUND = 12  # tokens on each side of a fault at which symbols are edited
POOL = 16  # different symbols and heads that are put in
READ_AS: Mapping[str, tuple[str, ...]] = {
    "l": ("1", "i"), "1": ("l", "i"), "i": ("1", "l"), "j": ("i",), "O": ("0",), "o": ("0",), "I": ("1",),
    "\\Sigma": ("\\sum",), "\\cup": ("\\bigcup",), "*": ("\\star",), "\\ast": ("\\star",),
    "\\epsilon": ("\\in",), "\\varepsilon": ("\\in",),
}  # fmt: skip
MEMBER = frozenset(("e", "E", "c", "\\epsilon", "\\varepsilon", "\\subset", "\\subseteq", "\\ni"))


def symbol_edits(tokens: Row, fault: Diagnostic, near: range, around: Sequence[Row]) -> Iterator[Edit]:
    """Edits of the symbols near a fault. ``near``: its tokens; ``around``: the expressions beside this one."""
    symbols = _Symbols(tokens, fault, near, around)
    ways: tuple[Callable[[], Iterator[Edit]], ...] = (
        symbols.misread, symbols.commands, symbols.scripts, symbols.commas, symbols.exchanged, symbols.others,
        symbols.left_out, symbols.put_in, symbols.arguments, symbols.unapplied, symbols.applied, symbols.bound,
        symbols.domains, symbols.pairings,
    )  # fmt: skip
    for way in ways:
        yield from way()


class _Symbols:
    """The edits, each way to make them one method; ``cost`` is less for what happens more often."""

    def __init__(self, tokens: Row, fault: Diagnostic, near: range, around: Sequence[Row]):
        self.tokens, self.fault = tokens, fault
        self.near = near
        self.window = range(max(0, near.start - AROUND), min(len(tokens), near.stop + AROUND))
        self.all = units_of(tokens)
        self.units = [unit for unit in self.all if unit.start in self.window]
        self.rows: list[tuple[Row, list[Unit]]] = [(tokens, self.all), *((row, units_of(row)) for row in around)]
        self.pool = self._distinct(lambda row, unit: texts(row, unit.start, unit.end))

    def _distinct(self, part: Callable[[Row, Unit], tuple[str, ...] | None], most: int = POOL) -> list[tuple[str, ...]]:
        """Parts of the rows that belong to their symbols, each once, those of this row first."""
        found: dict[tuple[str, ...], None] = {}
        for row, units in self.rows:
            for unit in units:
                text = part(row, unit)
                if text:
                    found.setdefault(text)
        return list(found)[:most]

    def _edit(self, kind: str, start: int, end: int, new: Sequence[str], cost: float) -> Edit:
        put = spelled(joined(list(new)), self.tokens[min(start, len(self.tokens) - 1)]) if new else ()
        return Edit(kind, swap(self.tokens, start, end, put), cost + self._far(start, end))

    def _wrapped(
        self, kind: str, start: int, end: int, before: Sequence[str], after: Sequence[str], cost: float
    ) -> Edit:
        """With something in front of the tokens from ``start`` to ``end``, which stay, and behind them."""
        tokens = self.tokens
        front = spelled(joined(list(before)), tokens[start])
        back = spelled(joined(list(after)), tokens[min(end, len(tokens) - 1)])
        new = (*tokens[:start], *front, *tokens[start:end], *back, *tokens[end:])
        return Edit(kind, new, cost + self._far(start, end))

    def _far(self, start: int, end: int) -> float:
        return max(self.near.start - end + 1, start - self.near.stop + 1, 0) / 8

    # --- one symbol for another ---------------------------------------------------------------------

    def misread(self) -> Iterator[Edit]:
        """``l`` for ``1``, ``e`` for ``\\in``: symbols that look like others."""
        for n in self.window:
            text = self.tokens[n].text
            for new in READ_AS.get(text, ()):
                after_minus = n > 0 and self.tokens[n - 1].text == "-"
                yield self._edit("symbol", n, n + 1, (new,), 0.25 if after_minus else 0.75)
            if text in MEMBER and self._in_domain(n):
                yield self._edit("symbol", n, n + 1, ("\\in",), 0.0)

    def _in_domain(self, at: int) -> bool:
        """Is it under a sum that has no sign of membership?"""
        for n in range(at, -1, -1):
            if self.tokens[n].text == "\\sum":
                group = range(n + 2, past_group(self.tokens, n + 2)) if n + 2 < len(self.tokens) else range(0)
                return at in group and all(self.tokens[k].text != "\\in" for k in group)
        return False

    def commands(self) -> Iterator[Edit]:
        """A command that nobody knows: one that is spelt nearly so, or one that runs into a letter."""
        if self.fault.code != "E105":
            return
        n = self.near.start
        name = self.tokens[n].text
        used = {token.text for row, _ in self.rows for token in row if token.kind == "command"} - {name}
        known = [text for text in used if text in KNOWN_COMMANDS or text in ACCENTS]
        for length in range(len(name) - 1, 2, -1):
            if name[:length] in used or name[:length] in KNOWN_COMMANDS:
                yield self._edit("symbol", n, n + 1, (name[:length], *name[length:]), 1.0)
        near = (*nearest_names(name, known, 4), *nearest_names(name, KNOWN_COMMANDS, 6))
        for cost, new in enumerate(dict.fromkeys(near)):
            yield self._edit("symbol", n, n + 1, (new,), cost / 4)

    def others(self) -> Iterator[Edit]:
        """Another symbol of the lines around."""
        for unit in self.units:
            old = texts(self.tokens, unit.start, unit.end)
            for new in self.pool:
                if new != old:
                    yield self._edit("name", unit.start, unit.end, new, 1.5)

    def domains(self) -> Iterator[Edit]:
        """What a letter runs through, as under other sums."""
        ends = {n: past_group(self.tokens, n + 2) - 1 for n, token in enumerate(self.tokens[:-2]) if is_big(token)}
        found = [(k + 1, end) for n, end in ends.items() for k in range(n, end) if self.tokens[k].text == "\\in"]
        other = self._distinct_domains()
        for start, end in found:
            for new in other:
                if new != texts(self.tokens, start, end):
                    yield self._edit("domain", start, end, new, 1.0)

    def _distinct_domains(self) -> list[tuple[str, ...]]:
        found: dict[tuple[str, ...], None] = {}
        for row, _ in self.rows:
            for n, token in enumerate(row[:-2]):
                group = texts(row, n + 3, past_group(row, n + 2) - 1) if is_big(token) else ()
                if "\\in" in group:
                    found.setdefault(group[group.index("\\in") + 1 :])
        return list(found)[:POOL]

    # --- scripts ------------------------------------------------------------------------------------

    def scripts(self) -> Iterator[Edit]:
        """Lost, turned, or as the same symbol has them elsewhere; transposes."""
        for n in self.window:
            text, kind = self.tokens[n].text, self.tokens[n].kind
            if kind == "script":
                yield self._edit("script", n, n + 1, ("^" if text == "_" else "_",), 0.5)
            if texts(self.tokens, n, n + 2) == ("-", "1"):
                raised = n > 0 and self.tokens[n - 1].text == "^"
                yield self._edit("script", n - raised, n + 2, ("^", "{", "-", "1", "}"), 0.25)
            if n and kind in ("digit", "letter") and self.tokens[n - 1].kind == "letter":
                yield self._edit("script", n, n + 1, ("_", text), 0.5 if kind == "digit" else 1.25)
        for unit in self.units:
            yield from self._as_elsewhere(unit)
            yield from self._domain_below(unit)
        if any(token.text in TRANSPOSED for row, _ in self.rows for token in row):
            yield from self._transposes()

    def _as_elsewhere(self, unit: Unit) -> Iterator[Edit]:
        base = texts(self.tokens, unit.start, unit.base)
        found = {
            texts(row, other.base, other.end)
            for row, units in self.rows for other in units if texts(row, other.start, other.base) == base
        }  # fmt: skip
        for new in sorted(found):
            if new != texts(self.tokens, unit.base, unit.end):
                yield self._edit("script", unit.base, unit.end, new, 1.0)

    def _domain_below(self, unit: Unit) -> Iterator[Edit]:
        """``\\sum_h \\in G``: what belongs into one script."""
        if self.tokens[unit.start - 1].text == "_" and texts(self.tokens, unit.base, unit.base + 1) == ("\\in",):
            domain = unit_at(self.tokens, unit.base + 1) if unit.base + 1 < len(self.tokens) else None
            if domain is not None:
                yield self._wrapped("script", unit.start, domain.end, "{", "}", 0.25)

    def _transposes(self) -> Iterator[Edit]:
        sign = next(token.text for row, _ in self.rows for token in row if token.text in TRANSPOSED)
        ends = {unit.end for unit in self.units} | {n + 1 for n in self.window if self.tokens[n].text == ")"}
        for end in sorted(ends):
            if texts(self.tokens, end, end + 1) != ("^",) and self.tokens[end - 1].text not in TRANSPOSED:
                yield self._edit("script", end, end, ("^", sign), 1.0)
        for n in self.window:
            if self.tokens[n].text in TRANSPOSED and self.tokens[n - 1].text == "^":
                yield self._edit("script", n - 1, n + 1, (), 1.0)

    # --- signs, factors -----------------------------------------------------------------------------

    def commas(self) -> Iterator[Edit]:
        """A comma or a sign more or less between two symbols."""
        for n in self.window:
            if self.tokens[n].text == ",":
                yield self._edit("sign left out", n, n + 1, (), 0.75)
            elif n and self.tokens[n].kind in ("letter", "command", "word", "open") and ends_factor(self.tokens[n - 1]):
                yield self._edit("sign put in", n, n, (",",), 1.0)
                for sign in SIGNS:
                    yield self._edit("sign put in", n, n, (sign,), 1.5)

    def exchanged(self) -> Iterator[Edit]:
        """Two factors in the other order; a map and the one that it is applied to."""
        at = {unit.start: unit for unit in self.all}
        pairs = [(one, at[start]) for one in self.units for start in (one.end, one.end + 1) if start in at]
        for one, two in pairs:
            between = texts(self.tokens, one.end, two.start)
            if between in ((), ("(",)):
                first, second = texts(self.tokens, one.start, one.end), texts(self.tokens, two.start, two.end)
                if first != second:
                    new = (*second, *between, *first)
                    yield self._edit("order", one.start, two.end, new, 1.0 if not between else 1.5)

    def left_out(self) -> Iterator[Edit]:
        """A factor less; a map less, with its brackets."""
        for unit in self.units:
            yield self._edit("symbol left out", unit.start, unit.end, (), 1.5)
            last = closing(self.tokens, unit.end)
            if last is not None:
                kept = self.tokens[unit.end + 1 : last]
                cost = 1.5 + self._far(unit.start, last)
                yield Edit("name left out", swap(self.tokens, unit.start, last + 1, kept), cost)

    def put_in(self) -> Iterator[Edit]:
        """A factor more."""
        places = sorted({unit.start for unit in self.units} | {unit.end for unit in self.units}
                        | {n for n in self.window if self.tokens[n].kind == "close"})  # fmt: skip
        for place in places:
            for new in self.pool:
                yield self._edit("symbol put in", place, place, new, 2.0)

    # --- arguments ----------------------------------------------------------------------------------

    def arguments(self) -> Iterator[Edit]:
        """The arguments of a map in another order, more or fewer, or as it has them elsewhere."""
        for group in groups(self.tokens, self.all):
            start, last = group.start, group.end
            if last < self.window.start or start >= self.window.stop:
                continue
            here = split(self.tokens, start + 1, last)
            for k in range(len(here) - 1):
                turned = [*here[:k], here[k + 1], here[k], *here[k + 2 :]]
                yield self._edit("arguments", start + 1, last, listed(turned), 1.0)
            for k, other in enumerate(self._given(group)):
                if len(other) > len(here):
                    yield self._edit("arguments", last, last, (",", *listed(other[len(here) :])), 0.75 + k / 8)
                if other != here and sum(map(len, other)) <= LONG:
                    yield self._edit("arguments", start + 1, last, listed(other), 2.5 + k / 8)
            for new in self._letters():
                yield self._edit("arguments", last, last, (",", *new), 1.75)
            yield self._edit("arguments", start, last + 1, (), 1.5)

    def _given(self, group: Group) -> list[list[tuple[str, ...]]]:
        """The lists of arguments that the same symbol has elsewhere, in the same place."""
        found: list[list[tuple[str, ...]]] = []
        for row, units in self.rows:
            for other in groups(row, units):
                given = split(row, other.start + 1, other.end) if other.of == group.of else []
                if given and given not in found:
                    found.append(given)
        return found[:POOL]

    def unapplied(self) -> Iterator[Edit]:
        """The arguments that a map lacks: those that another one has."""
        given = self._distinct(arguments_of)
        ends = {unit.end for unit in self.units} | {n + 1 for n in self.window if self.tokens[n].text in (")", "]")}
        for end in sorted(ends):
            if self.tokens[end - 1].text not in NOT_SYMBOLS and texts(self.tokens, end, end + 1) != ("(",):
                for new in given:
                    yield self._edit("arguments", end, end, new, 1.75)

    def applied(self) -> Iterator[Edit]:
        """A map more, around an argument or a summand at the fault, or around one symbol."""
        heads = self._distinct(head)
        for start, end in self._places():
            for new in heads:
                yield self._wrapped("name put in", start, end, new, (")",), 1.5)

    def _places(self) -> list[tuple[int, int]]:
        """From the start of what may be an argument to its end."""
        found = [(unit.start, unit.end) for unit in self.units if closing(self.tokens, unit.end) is None]
        outer = max((n for n in range(self.near.start) if depth(self.tokens[n : self.near.start]) > 0), default=-1)
        last = (closing(self.tokens, outer) if outer >= 0 else None) or len(self.tokens)
        inside = [(start, end) for start, end in segments(self.tokens) if outer <= start and end <= last]
        found += [one for one in inside if one[0] in self.window or one[1] in self.window]
        return list(dict.fromkeys(found))

    # --- binding ------------------------------------------------------------------------------------

    def bound(self) -> Iterator[Edit]:
        """A letter that is free and bound: another one under the sum, in it too, or where it is free."""
        if self.fault.code == "E207":
            yield from self._as_in_softmax()
        if self.fault.code != "E205":
            return
        name = str(self.fault.facts.get("name", ""))
        own = [unit for unit in self.all if written(self.tokens, unit) == name]
        letters = [new for new in self._letters() if joined(list(new)) != name]
        for n, token in enumerate(self.tokens[:-2]):
            stop = past_group(self.tokens, n + 2) if is_big(token) else 0
            if not any(n < unit.start < stop for unit in own):
                continue
            ends = (k for k in range(stop, len(self.tokens)) if depth(self.tokens[n : k + 1]) < 0)
            last = next(ends, len(self.tokens))
            for new in letters:
                below = [unit for unit in own if n < unit.start < stop]
                softmaxes = [unit for unit in own if stop < unit.start < last and self._in_softmax(unit)]
                yield self._renamed(below, new, 0.5)
                yield self._renamed([*below, *softmaxes], new, 0.5)
                yield self._renamed([unit for unit in own if n < unit.start < last], new, 0.75)
                for unit in own:
                    if not n < unit.start < last:
                        yield self._renamed([unit], new, 0.5)

    def _in_softmax(self, unit: Unit) -> bool:
        before = texts(self.tokens, max(0, unit.start - 3), unit.start)
        return before[-2:] == ("\\sigma", "_") or before == ("\\sigma", "_", "{")

    def _as_in_softmax(self) -> Iterator[Edit]:
        """What the subscript of a softmax names, under a sum before it."""
        at = next((n for n in range(self.near.start, len(self.tokens)) if self.tokens[n].text == "_"), len(self.tokens))
        stop = past_group(self.tokens, at + 1)
        index = texts(self.tokens, at + 1, stop)
        index = index[1:-1] if index[:1] == ("{",) else index
        for n, token in enumerate(self.tokens[:at]):
            inner = texts(self.tokens, n + 3, past_group(self.tokens, n + 2)) if is_big(token) else ()
            if "\\in" in inner and index:
                yield self._edit("name", n + 3, n + 3 + inner.index("\\in"), index, 0.5)

    def _letters(self) -> list[tuple[str, ...]]:
        """Symbols of the lines around, without scripts such as inverses."""
        names = {joined(list(text)) for text in self.pool}
        return [new for new in self._distinct(letter) if joined(list(new)) in names or len(new) == 1]

    def _renamed(self, units: Sequence[Unit], new: tuple[str, ...], cost: float) -> Edit:
        tokens = tuple(self.tokens)
        for unit in sorted(units, reverse=True):
            put = spelled(joined(list(new)), self.tokens[unit.start])
            tokens = swap(tokens, unit.start, letter_end(self.tokens, unit), put)
        return Edit("name", tokens, cost)

    # --- brackets in pairs --------------------------------------------------------------------------

    def pairings(self) -> Iterator[Edit]:
        """``(a, b)`` for ``\\langle a, b\\rangle``; brackets around what stands between two places."""
        for n, token in enumerate(self.tokens):
            last = closing(self.tokens, n) if token.kind == "open" and n in self.window else None
            if last is not None and token.text != "\\langle" and len(split(self.tokens, n + 1, last)) == 2:
                one, two = spelled("\\langle", token), spelled("\\rangle", self.tokens[last])
                inside = self.tokens[n + 1 : last]
                yield Edit("bracket exchanged", swap(self.tokens, n, last + 1, (*one, *inside, *two)), 1.0)
        starts = [unit.start for unit in self.units]
        for start in starts:
            for end in (unit.end for unit in self.units):
                if start < end and depth(self.tokens[start:end]) == 0:
                    for opening, close in ("()", "[]"):
                        yield self._wrapped("bracket put in", start, end, opening, close, 2.5)


__all__ = ["symbol_edits"]
