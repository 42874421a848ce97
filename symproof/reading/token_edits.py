"""Edits of the tokens of an expression near a fault: of its brackets, of its names, of what an operator lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product

from symproof.reading.brackets import BARS, PARTNER, well_nested
from symproof.reading.failure import nearest_names
from symproof.reading.lexemes import Lexer
from symproof.reading.names import joined
from symproof.reading.scope import Scope
from symproof.reading.source import Source
from symproof.reading.tokens import Token, tokenize
from symproof.terms import Arrow
from symproof.theory.diagnostic import Diagnostic, Malformed
from symproof.theory.frozen import dataclass
from symproof.theory.span import Span

ROUND = frozenset(("open", "close"))
OPENING = tuple(one for one in PARTNER if one != "{")
BRACKETS = (*OPENING, *(PARTNER[one] for one in OPENING))
NAMED = frozenset(("E201", "E202", "E203", "E204", "E207", "E208", "E209", "E211"))
NESTED = frozenset(("E101", "E102", "E103", "E202", "E203", "E204", "E211"))
AFTER_OPERAND = frozenset(("open", "begin", "script"))
NO_OPERAND = frozenset((",", "+", "-", "\\cdot", "\\in", "\\sum", "\\bigcup", "/", "\\circ", "\\frac", "\\times"))
MAX_FUNCTIONS = 12  # ways to give an operator its functions


@dataclass(frozen=True)
class Edit:
    """Tokens with a change; ``cost`` is small for one near the fault."""

    kind: str
    tokens: tuple[Token, ...]
    cost: float


def edits(tokens: Sequence[Token], fault: Diagnostic, scope: Scope) -> Iterator[Edit]:
    """The edits that may mend a fault, by what kind of fault it is."""
    near = _place_of(tokens, fault.span)
    if fault.code in NESTED and not fault.facts.get("missing"):
        yield from brackets(tokens, near, _inner(tokens, scope))
    if fault.code in NAMED:
        yield from Names(tokens, scope, fault, near.start).edits()


def place_of(tokens: Sequence[Token], fault: Diagnostic) -> range:
    """The numbers of the tokens of a fault, with what does not fit together with them."""
    spans = [fault.span, *(span for span, _ in fault.related if fault.code == "E204")]
    places = [_place_of(tokens, span) for span in spans]
    return range(min(one.start for one in places), max(one.stop for one in places))


def _place_of(tokens: Sequence[Token], span: Span) -> range:
    at = _index(tokens, span)
    end = _index(tokens, Span(span.end_line, span.end_column, span.end_line, span.end_column, span.path))
    return range(at, max(at, end) + 1)


def _index(tokens: Sequence[Token], span: Span) -> int:
    """The number of the first token at a place or after it."""
    place = span.line, span.column
    return next((n for n, token in enumerate(tokens) if (token.span.line, token.span.column) >= place), len(tokens) - 1)


# --- brackets ---------------------------------------------------------------------------------------


def brackets(tokens: Sequence[Token], at: range, inner: frozenset[int]) -> Iterator[Edit]:
    """The tokens with one bracket put in, left out, exchanged or moved, where all brackets then have their partner.

    ``at``: the tokens of the fault.
    ``inner``: numbers of tokens before which nothing can be put, since they go on with a name.
    """
    held = [(n, token.text) for n, token in enumerate(tokens) if token.kind in ROUND | {"begin", "end"}]
    yield from _exchanged(tokens, held, at)
    yield from _put_in(tokens, held, at, inner)
    yield from _left_out(tokens, held, at, inner)


def _exchanged(tokens: Sequence[Token], held: Sequence[tuple[int, str]], at: range) -> Iterator[Edit]:
    bars = [(n, token.text) for n, token in enumerate(tokens) if token.text in BARS]
    shape = sorted((*held, *bars))
    for k, (n, old) in enumerate(shape):
        for new in BRACKETS if old not in ("{", "}") else ():
            marks = [text for m, text in [*shape[:k], (n, new), *shape[k + 1 :]] if text not in BARS]
            if new != old and well_nested(marks):
                yield Edit("bracket exchanged", swap(tokens, n, n + 1, (_bracket(new, tokens[n]),)), _far(n, at))


def _put_in(
    tokens: Sequence[Token], held: Sequence[tuple[int, str]], at: range, inner: frozenset[int]
) -> Iterator[Edit]:
    for k, places in _gaps(held, len(tokens)):
        marks = [text for _, text in held]
        for new in BRACKETS:
            if well_nested([*marks[:k], new, *marks[k:]]):
                for place in places:
                    if place not in inner and _may_stand(tokens, place, new):
                        bracket = _bracket(new, tokens[min(place, len(tokens) - 1)])
                        cost = 1 + _far(place, at) + _unlikely(tokens, place, new)
                        yield Edit("bracket put in", swap(tokens, place, place, (bracket,)), cost)


def _left_out(
    tokens: Sequence[Token], held: Sequence[tuple[int, str]], at: range, inner: frozenset[int]
) -> Iterator[Edit]:
    """Also put in again elsewhere, where the brackets do not match without it."""
    for k, (n, old) in enumerate(held):
        if old in ("{", "}"):
            continue
        rest = [*held[:k], *held[k + 1 :]]
        marks = [text for _, text in rest]
        if well_nested(marks):
            yield Edit("bracket left out", swap(tokens, n, n + 1, ()), 1.5 + _far(n, at))
            continue
        for j, places in _gaps(rest, len(tokens)):
            if well_nested([*marks[:j], old, *marks[j:]]):
                for place in places:
                    if place not in (n, n + 1) and place not in inner and _may_stand(tokens, place, old):
                        cost = 2 + _aside(n, at) + _aside(place, at) + _unlikely(tokens, place, old)
                        yield Edit("bracket moved", _moved(tokens, n, place), cost)


def _gaps(held: Sequence[tuple[int, str]], count: int) -> Iterator[tuple[int, range]]:
    """The places between the brackets: how many brackets stand before, and the numbers of tokens to put one before."""
    ends = [-1, *(n for n, _ in held), count]
    for k in range(len(held) + 1):
        yield k, range(ends[k] + 1, ends[k + 1] + 1)


def _may_stand(tokens: Sequence[Token], place: int, bracket: str) -> bool:
    """Could a formula have the bracket before token ``place``?"""
    before = tokens[place - 1] if place else None
    after = tokens[place] if place < len(tokens) else None
    if before is not None and (before.kind == "script" or before.text == "\\frac"):
        return False
    if bracket in OPENING:
        return after is not None and after.kind not in ("close", "end", "script", "prime") and after.text != ","
    if before is None or before.kind in AFTER_OPERAND or before.text in NO_OPERAND:
        return False
    return after is None or not (after.kind in ("prime", "begin") or after.text == "_")


def _unlikely(tokens: Sequence[Token], place: int, bracket: str) -> float:
    """A bracket that closes is missed before a comma, a sign, another one; one that opens is missed after a name."""
    if bracket in OPENING:
        before = tokens[place - 1] if place else None
        return 4.0 + (before is None or before.text in NO_OPERAND or before.kind == "open")
    after = tokens[place] if place < len(tokens) else None
    ends = after is None or after.kind == "close" or after.text in NO_OPERAND
    return 0.0 if ends or (bracket == "]" and after is not None and after.text == "(") else 4.0


def _far(place: int, at: range) -> float:
    """How far a token is from the fault, which begins and ends at these."""
    return max(at.start - place, place - at.stop, 0) / 4


def _aside(place: int, at: range) -> float:
    """How far a token is from an end of the fault: what a moved bracket takes in or leaves out is the fault."""
    return min(abs(place - at.start), abs(place - at.stop + 1)) / 4


def _bracket(text: str, near: Token) -> Token:
    return Token("open" if text in OPENING else "close", text, near.start, near.start, near.source)


def swap(tokens: Sequence[Token], start: int, end: int, new: Sequence[Token]) -> tuple[Token, ...]:
    return (*tokens[:start], *new, *tokens[end:])


def _moved(tokens: Sequence[Token], n: int, place: int) -> tuple[Token, ...]:
    bracket = (_bracket(tokens[n].text, tokens[min(place, len(tokens) - 1)]),)
    if place > n:
        return (*tokens[:n], *tokens[n + 1 : place], *bracket, *tokens[place:])
    return (*tokens[:place], *bracket, *tokens[place:n], *tokens[n + 1 :])


def _inner(tokens: Sequence[Token], scope: Scope) -> frozenset[int]:
    """The tokens that go on with a name: nothing can be put before them."""
    return frozenset(n for start, end, _ in _named(tokens, scope) for n in range(start + 1, end))


def _named(tokens: Sequence[Token], scope: Scope) -> list[tuple[int, int, str]]:
    """The names among the tokens: number of the first, of the one after the last, spelling."""
    try:
        lexemes = Lexer(scope.vocabulary).lexemes(list(tokens))
    except (Malformed, IndexError):
        return []
    number = {id(token): n for n, token in enumerate(tokens)}
    return [
        (number[id(one.first)], number[id(one.last)] + 1, str(one.payload.name))
        for one in lexemes
        if one.type == "NAME" and id(one.first) in number and id(one.last) in number
    ]


# --- names --------------------------------------------------------------------------------------------


class Names:
    """Edits of the names at a fault."""

    def __init__(self, tokens: Sequence[Token], scope: Scope, fault: Diagnostic, at: int):
        self.tokens, self.scope, self.fault, self.at = tokens, scope, fault, at
        self.named = _named(tokens, scope)
        self.known = tuple(scope.setting.symbols) + tuple(var.name for var in scope.setting.abbreviations)

    def edits(self) -> Iterator[Edit]:
        ways: dict[str, Callable[[], Iterator[Edit]]] = {
            "E201": self._unknown, "E202": self._functions, "E207": self._subscript, "E208": self._head,
        }  # fmt: skip
        yield from ways.get(self.fault.code, self._look_alikes)()
        if self.fault.code in ("E203", "E209", "E211"):
            yield from self._without()

    def _inside(self) -> list[tuple[int, int, str]]:
        """The names in the fault's place, else the one that is next to it."""
        span = self.fault.span
        end = span.end_line, span.end_column
        inside = [one for one in self.named if one[0] >= self.at and _place(self.tokens[one[0]]) < end]
        return inside or [one for one in self.named if one[0] <= self.at < one[1]]

    def _unknown(self) -> Iterator[Edit]:
        """An undeclared name, at all its places: those that look like it first."""
        for _, _, name in self._inside()[:1]:
            if name in self.scope.lost:
                return
            places = [one for one in self.named if one[2] == name]
            near = nearest_names(name, self.known, len(self.known))
            for cost, new in enumerate(dict.fromkeys((*self.fault.nearest, *near, *self.known))):
                yield Edit("name", self._renamed(places, new), cost / 4 + (new not in near))

    def _look_alikes(self) -> Iterator[Edit]:
        """A declared name that was taken for one that looks like it."""
        for n, place in enumerate(self._inside()):
            for cost, new in enumerate(nearest_names(place[2], self.known)):
                yield Edit("name", self._renamed([place], new), 1 + n + cost / 4)

    def _without(self) -> Iterator[Edit]:
        """``i`` for ``x(i)``: a name left out, with the brackets that it alone stands before."""
        for n, (start, end, _) in enumerate(self._inside()):
            last = closing(self.tokens, end)
            if last is not None:
                kept = self.tokens[end + 1 : last]
                yield Edit("name left out", swap(self.tokens, start, last + 1, kept), 1 + n)

    def _renamed(self, places: Sequence[tuple[int, int, str]], name: str) -> tuple[Token, ...]:
        tokens = tuple(self.tokens)
        for start, end, _ in sorted(places, reverse=True):
            tokens = swap(tokens, start, end, spelled(name, self.tokens[start]))
        return tokens

    def _functions(self) -> Iterator[Edit]:
        """``m[f,\\rho](i)`` for ``m(i)``: the functions that stand after the name elsewhere come first."""
        if self.fault.facts.get("missing") not in ("functions", "operand"):
            yield from self._look_alikes()
            return
        places = [one for one in self.named if one[0] <= self.at < one[1]] or self._inside()[:1]
        for start, end, name in places[:1]:
            stop = past_scripts(self.tokens, end)
            for cost, names in enumerate(islice(self._lists(name), MAX_FUNCTIONS)):
                new = spelled(f"[{','.join(names)}]", self.tokens[start])
                yield Edit("functions put in", swap(self.tokens, stop, stop, new), cost / 4)

    def _lists(self, name: str) -> Iterator[tuple[str, ...]]:
        """Lists of the functions that are missing after a name, of the sorts that it takes."""
        var = self.scope.variable(name)
        used = {name for _, _, name in self.named}
        known = sorted(self.scope.setting.symbols.items(), key=lambda pair: pair[0] not in used)
        functions = [(other, one.sort) for other, one in known if isinstance(one.sort, Arrow)]
        if var is None or not isinstance(var.sort, Arrow):
            likely = [other for other, _ in functions if other not in self.fault.nearest]
            yield from ((other,) for other in (*self.fault.nearest, *likely))
            return
        yield from product(*([other for other, sort in functions if sort == wanted] for wanted in var.sort.domain))

    def _subscript(self) -> Iterator[Edit]:
        """The subscript of a softmax: the element of a sum around it, the nearest first."""
        start = next((n for n in range(self.at, len(self.tokens)) if self.tokens[n].text == "_"), self.at) + 1
        end = past_group(self.tokens, start)
        for cost, index in enumerate(reversed(list(_elements(self.tokens[:start])))):
            new = spelled(f"{{{joined([token.text for token in index])}}}", self.tokens[start])
            yield Edit("subscript", swap(self.tokens, start, end, new), float(cost))

    def _head(self) -> Iterator[Edit]:
        """A name for the heads of its own, where the union binds it and above the maps."""
        name, fresh = str(self.fault.facts.get("name", "")), str(self.fault.facts.get("fresh", ""))
        own = [one for one in self.named if one[2] == name and (one[0] == self.at or self._above(*one[:2]))]
        yield Edit("name", self._renamed(own, fresh), 0.0)

    def _above(self, start: int, end: int) -> bool:
        """Is it all of a superscript, perhaps in brackets?"""
        before = [token.text for token in self.tokens[max(0, start - 3) : start]]
        after = [token.text for token in self.tokens[end : end + 2]]
        return (before[-3:], after[:2]) == (["^", "{", "("], [")", "}"]) or (
            before[-2:] == ["^", "{"] and after[:1] == ["}"]) or before[-1:] == ["^"]  # fmt: skip


def _place(token: Token) -> tuple[int, int]:
    return token.span.line, token.span.column


def spelled(text: str, near: Token) -> tuple[Token, ...]:
    """The tokens of a text, all at the place of one that stands there."""
    made = tokenize(Source("", text), 0, len(text))
    return tuple(Token(one.kind, one.text, near.start, near.start, near.source) for one in made)


def closing(tokens: Sequence[Token], at: int) -> int | None:
    """The number of the bracket that closes the one at ``at``."""
    depth = 0
    for n in range(at, len(tokens)):
        depth += (tokens[n].kind == "open") - (tokens[n].kind == "close")
        if depth <= 0:
            return n if n > at and tokens[at].kind == "open" else None
    return None


def past_group(tokens: Sequence[Token], at: int) -> int:
    """The number of the token after a group in braces, or after one token."""
    depth = 0
    for n in range(at, len(tokens)):
        depth += (tokens[n].kind == "begin") - (tokens[n].kind == "end")
        if depth <= 0:
            return n + 1
    return len(tokens)


def _elements(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """What stands before the sign of membership under each sum."""
    for n, token in enumerate(tokens):
        if token.text == "\\sum" and [one.text for one in tokens[n + 1 : n + 3]] == ["_", "{"]:
            inner = tokens[n + 3 : past_group(tokens, n + 2) - 1]
            yield inner[: next((k for k, one in enumerate(inner) if one.text == "\\in"), 0)]


def past_scripts(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].kind == "script":
        at = past_group(tokens, at + 1)
    return at


__all__ = [
    "ROUND", "Edit", "Names", "brackets", "closing", "edits", "past_group", "past_scripts", "place_of", "spelled",
    "swap",
]  # fmt: skip
