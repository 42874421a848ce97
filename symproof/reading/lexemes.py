"""From LaTeX tokens to the terminals of ``formula.lark``: names resolved, numbers joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sympy import Rational

from symproof.reading.constructs import CONSTRUCTS
from symproof.reading.failure import fail, nearest_names
from symproof.reading.names import (
    ACTING,
    NAME_COMMANDS,
    NO_SCRIPTS,
    Script,
    Scripts,
    group_end,
    is_base,
    merged_scripts,
    name_of,
    read_scripts,
    read_symbol,
)
from symproof.reading.ranges import as_membership, with_sets
from symproof.reading.signatures import bracket_end
from symproof.reading.tokens import Token, span_of, split_at
from symproof.reading.vocabulary import Match, Vocabulary, unknown
from symproof.theory.diagnostic import Malformed

SINGLE = {
    "+": "SIGN", "-": "SIGN", "\\cdot": "OPERATOR", "\\times": "OPERATOR", "*": "OPERATOR", "/": "OPERATOR",
    "\\setminus": "OPERATOR", "\\backslash": "OPERATOR", "\\smallsetminus": "OPERATOR",
    "\\circ": "OPERATOR", ".": "OPERATOR", "\\triangleright": "OPERATOR", "\\rhd": "OPERATOR",
    ",": "COMMA", "\\in": "IN", "\\exp": "EXP", "\\bullet": "BULLET",
    "(": "LPAR", ")": "RPAR", "[": "LBRACK", "]": "RBRACK", "\\{": "LCURLY", "\\}": "RCURLY",
    "\\langle": "LANGLE", "\\rangle": "RANGLE", "\\sum": "BIG", "\\bigcup": "BIG",
}  # fmt: skip
RELATIONS = {
    "=": "=", "\\neq": "\\neq", "\\ne": "\\neq", "<": "<",
    ">": ">", "\\lt": "<", "\\gt": ">",
    "\\le": "\\le",
    "\\leq": "\\le", "\\leqslant": "\\le", "\\ge": "\\ge", "\\geq": "\\ge", "\\geqslant": "\\ge",
    ":=": ":=",
    "\\coloneqq": ":=", "\\implies": "\\implies", "\\Rightarrow": "\\implies",
    "\\Longrightarrow": "\\implies",
    "\\iff": "\\iff", "\\Leftrightarrow": "\\iff", "\\Longleftrightarrow": "\\iff",
}  # fmt: skip
BARS = {
    "|": "|", "\\vert": "\\vert", "\\lvert": "\\rvert",
    "\\|": "\\|", "\\Vert": "\\Vert", "\\lVert": "\\rVert",
}  # fmt: skip
SETMINUS = ("\\setminus", "\\backslash", "\\smallsetminus")
UNEQUAL = ("\\neq", "\\ne")
PLACE = "\\cdot"  # of an argument, where nothing stands behind it
EVERYTHING = "*"  # the name of the set in ``\\sum_{j \\neq i}``, which nobody writes
RANGES = (*(sign for sign in RELATIONS if sign not in UNEQUAL), "\\sim", "\\simeq", ":")
NAMING = frozenset(("letter", "word", "text"))  # kinds of tokens that begin a name in any case
NORMS = ("\\|", "\\Vert", "\\lVert")
FRACTIONS = ("\\frac", "\\dfrac", "\\tfrac", "\\cfrac")
MAX_DIGITS = 100  # of one number
MINUS = ("\u2212", "\u2013")  # the minus sign and the dash of other alphabets


@dataclass(eq=False, slots=True)
class Lexeme:
    """A terminal with its place. ``payload``: the match of a name, the value of a number."""

    type: str
    first: Token
    last: Token
    payload: Any = None

    def __str__(self) -> str:
        return self.first.text


class Lexer:
    """One pass over checked tokens; scripts are read by the same pass on their contents."""

    def __init__(self, vocabulary: Vocabulary):
        self.vocabulary = vocabulary
        self.tokens: list[Token] = []

    @cached_property
    def commas(self) -> frozenset[int]:
        """Those outside all brackets and scripts, which separate nothing but the digits of a number."""
        return frozenset(_commas_outside(self.tokens))

    def lexemes(self, tokens: list[Token]) -> list[Lexeme]:
        """The terminals of a formula. Raises E102 to E105 for what no formula may hold."""
        tokens = self.tokens = with_sets(tokens, self.vocabulary.roles)
        extra = _dummy_heads(tokens, self.vocabulary)
        if extra:
            self.vocabulary = self.vocabulary.with_names(extra)
        out: list[Lexeme] = []
        self._read(tokens, out)
        return out

    def _read(self, tokens: list[Token], out: list[Lexeme]) -> None:
        at = 0
        while at < len(tokens):
            at = self._one(tokens, at, out)

    def _one(self, tokens: list[Token], at: int, out: list[Lexeme]) -> int:
        token = tokens[at]
        kind, text = token.kind, token.text
        if kind in NAMING:
            return self._name(tokens, at, out)
        if kind == "digit":
            return self._number(tokens, at, out)
        if kind == "begin":
            return self._braces(tokens, at, out)
        if text == "*" and self.vocabulary.find(("\\ast",), NO_SCRIPTS) is not None:
            tokens = [*tokens[:at], replace(token, kind="command", text="\\ast"), *tokens[at + 1 :]]
            return self._name(tokens, at, out)
        if text in SINGLE:
            return self._single(tokens, at, SINGLE[text], out)
        if is_base(token):
            return self._name(tokens, at, out)
        if text in BARS and (end := _closing_bar(tokens, at)) is not None:
            return self._bars(tokens, at, end, out)
        if text in FRACTIONS:
            return self._command(tokens, at, "FRAC", 2, out)
        if text == "\\sqrt":
            return self._command(tokens, at, "SQRT", 1, out)
        if text in RELATIONS:
            out.append(Lexeme("RELATION", token, token))
            return at + 1
        return self._other(tokens, at, out)

    def _single(self, tokens: list[Token], at: int, terminal: str, out: list[Lexeme]) -> int:
        """A symbol on its own; scripts may follow a closing bracket or a big operator."""
        token = tokens[at]
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.text == PLACE and following is not None and (following.kind == "close" or following.text == ","):
            terminal = "BULLET"  # f(g^{-1}\\cdot): the place of an argument
        out.append(Lexeme(terminal, token, token))
        if terminal == "BIG":
            return self._range(tokens, at, out)
        if token.kind == "close" or terminal in ("BULLET", "EXP"):
            return self._scripts(tokens, at + 1, out)
        return at + 1

    def _range(self, tokens: list[Token], at: int, out: list[Lexeme]) -> int:
        """What stands below and above a sum or union: ``_{j=1}^n`` over the positions is membership too (E206)."""
        scripts = read_scripts(tokens, at + 1)
        if len(scripts.subs) == len(scripts.sups) == 1:
            counted = as_membership(scripts.subs[0], scripts.sups[0], self.vocabulary.roles)
            if counted is not None:
                self._script(counted, out)
                return scripts.end
        _check_range(tokens[at], scripts)
        return self._scripts(tokens, at + 1, out, _with_differences)

    def _other(self, tokens: list[Token], at: int, out: list[Lexeme]) -> int:
        token = tokens[at]
        if token.text in MINUS:
            out.append(Lexeme("SIGN", token, token))
            return at + 1
        if token.kind in ("script", "prime"):
            fail("E104", token.span, kind="base", remedy="")
        if token.kind == "command" and token.text in CONSTRUCTS:
            fail("E108", token.span, what=CONSTRUCTS[token.text], found=token.text)
        if token.kind == "command":
            fail("E105", token.span, nearest_names(token.text, KNOWN_COMMANDS), name=token.text)
        out.append(Lexeme("OTHER", token, token))
        return at + 1

    # --- names ------------------------------------------------------------------------

    def _name(self, tokens: list[Token], at: int, out: list[Lexeme]) -> int:
        """The longest declared name that begins here, with what is left of its scripts."""
        stops = self._stops(tokens, at)
        for symbols, after, within in reversed(stops):
            scripts = merged_scripts(within, read_scripts(tokens, after))
            match = self.vocabulary.find(symbols, scripts)
            if match is not None:
                return self._emit(tokens, at, after, match, scripts, out)
        symbols, after, within = stops[0]
        if tokens[at].kind == "word" and (letters := self._letters(tokens[at])) is not None:
            return self._emit_letters(tokens, at, letters, out)
        scripts = merged_scripts(within, read_scripts(tokens, after))
        return self._emit(tokens, at, after, unknown(symbols, scripts), scripts, out)

    def _letters(self, word: Token) -> list[Token] | None:
        """The letters of a word that is no name, if each of them is one: ``\\mathrm{gh}`` is g h."""
        letters = [Token("letter", letter, word.start, word.end, word.source) for letter in word.text]
        known = all(self.vocabulary.find((letter.text,), NO_SCRIPTS) for letter in letters)
        return letters if known else None

    def _emit_letters(self, tokens: list[Token], at: int, letters: list[Token], out: list[Lexeme]) -> int:
        """The letters of the word at ``at``; scripts after it belong to the last."""
        self._read(letters[:-1], out)
        rest = [letters[-1], *tokens[at + 1 :]]
        return at + self._name(rest, 0, out)

    def _stops(self, tokens: list[Token], at: int) -> list[tuple[tuple[str, ...], int, Scripts]]:
        """Where a name may end: its symbols, the index after them, scripts under an accent."""
        symbols, end, within = read_symbol(tokens, at)
        stops = [(symbols, end, within)]
        if tokens[at].kind in ("text", "word") or (longest := self.vocabulary.longest(symbols[0])) == 1:
            return stops
        while end < len(tokens) and len(symbols) < longest and within.last is None and is_base(tokens[end]):
            new, end, within = read_symbol(tokens, end)
            symbols = (*symbols, *new)
            stops.append((symbols, end, within))
        return stops

    def _emit(self, tokens: list[Token], at: int, after: int, match: Match, scripts: Scripts, out: list[Lexeme]) -> int:
        if not scripts.subs and not scripts.sups and not scripts.primes:
            out.append(Lexeme("NAME", tokens[at], tokens[after - 1], match))
            return self._acting(tokens, max(after, scripts.end), match, out)
        used = [*scripts.subs[: match.rest_subs], *scripts.sups[: match.rest_sups]]
        left = [*scripts.subs[match.rest_subs :], *scripts.sups[match.rest_sups :]]
        last = tokens[after - 1]
        for script in used:
            last = script.last if script.last.end > last.end else last
        if match.name.primes and not left and scripts.last is not None:
            last = scripts.last
        out.append(Lexeme("NAME", tokens[at], last, match))
        for script in left:
            self._script(script, out)
        return max(after, scripts.end)

    def _acting(self, tokens: list[Token], at: int, match: Match, out: list[Lexeme]) -> int:
        """``\\pi(g)`` as ``\\pi_g``, where that is the action."""
        if match.text not in self.vocabulary.actions or at >= len(tokens) or tokens[at].text != "(":
            return at
        end = bracket_end(tokens, at)
        self._script(Script("_", tuple(tokens[at + 1 : end]), replace(tokens[at], text="_"), tokens[end]), out)
        return end + 1

    # --- numbers, braces, scripts ---------------------------------------------------------

    def _number(self, tokens: list[Token], at: int, out: list[Lexeme]) -> int:
        """Adjacent digits; ``10{,}000``, ``10\\,000`` and outside brackets ``10,000`` group by threes."""
        digits, end = tokens[at].text, at + 1
        while end < len(tokens):
            if tokens[end].kind == "digit" and _touch(tokens[end - 1], tokens[end]):
                digits, end = digits + tokens[end].text, end + 1
            elif (start := _thousands(tokens, end, self.commas)) is not None:
                digits, end = digits + "".join(token.text for token in tokens[start : start + 3]), start + 3
            elif _point(tokens, end) and "." not in digits:
                digits, end = digits + "." + tokens[end + 1].text, end + 2
            else:
                break
        if len(digits) > MAX_DIGITS:
            fail("E210", span_of(tokens[at:end]), limit="digits", maximum=MAX_DIGITS)
        out.append(Lexeme("NUMBER", tokens[at], tokens[end - 1], Rational(digits)))
        return self._scripts(tokens, end, out)

    def _braces(self, tokens: list[Token], at: int, out: list[Lexeme]) -> int:
        """``{...}``: a group that is not seen, unless a script follows: then one symbol or bracket."""
        end = group_end(tokens, at)
        inner = tokens[at + 1 : end]
        scripts = read_scripts(tokens, end + 1)
        if scripts.last is None:
            self._read(inner, out)
            return end + 1
        if not inner and len(scripts.sups) == 1 and not scripts.subs and scripts.end < len(tokens):
            out.append(Lexeme("NAME", tokens[at], tokens[end], unknown((ACTING,), NO_SCRIPTS)))  # {}^g f
            sup = scripts.sups[0]
            self._script(replace(sup, kind="_", first=replace(sup.first, text="_")), out)
            return scripts.end
        if not inner:
            fail("E104", tokens[at].span, kind="base", remedy="")
        if (name := self._sole_name(inner)) is not None:
            symbols, own = name
            both = merged_scripts(own, scripts)
            match = self.vocabulary.find(symbols, both) or unknown(symbols, both)
            return self._emit(tokens, at, end + 1, match, both, out)
        out.append(Lexeme("LBRACE", tokens[at], tokens[at]))
        self._read(inner, out)
        out.append(Lexeme("RBRACE", tokens[end], tokens[end]))
        return self._scripts(tokens, end + 1, out)

    def _sole_name(self, inner: list[Token]) -> tuple[tuple[str, ...], Scripts] | None:
        """The symbols and scripts, if the tokens are one declared name and nothing else."""
        if not is_base(inner[0]):
            return None
        symbols: list[str] = []
        end, within = 0, NO_SCRIPTS
        while end < len(inner) and is_base(inner[end]) and within.last is None:
            new, end, within = read_symbol(inner, end)
            symbols.extend(new)
        scripts = merged_scripts(within, read_scripts(inner, end))
        if max(end, scripts.end) < len(inner) or (
            len(symbols) > 1 and not self.vocabulary.find(tuple(symbols), scripts)
        ):
            return None
        return tuple(symbols), scripts

    def _scripts(
        self, tokens: list[Token], at: int, out: list[Lexeme], spelt: Callable[[Script], Script] | None = None
    ) -> int:
        """Scripts after a bracket or number, or spelt otherwise after a sum."""
        scripts = read_scripts(tokens, at)
        if scripts.last is None:
            return at
        if scripts.primes:
            prime = next(
                token for token in tokens[at : scripts.end] if token.kind == "prime" or token.text == "\\prime"
            )
            out.append(Lexeme("OTHER", prime, prime))
        for script in (*scripts.subs, *scripts.sups):
            self._script(spelt(script) if spelt is not None else script, out)
        return max(at, scripts.end)

    def _script(self, script: Script, out: list[Lexeme]) -> None:
        out.append(Lexeme("SUB" if script.kind == "_" else "SUP", script.first, script.first))
        if script.kind == "^" and script.text in ("T", "\\top", "\\intercal", "t"):
            out.append(Lexeme("NAME", script.tokens[0], script.tokens[-1], unknown((script.text,), NO_SCRIPTS)))
        else:
            self._read(list(script.tokens), out)
        out.append(Lexeme("END_SCRIPT", script.last, script.last))

    def _bars(self, tokens: list[Token], at: int, end: int, out: list[Lexeme]) -> int:
        """``|...|`` and ``\\lVert...\\rVert``."""
        out.append(Lexeme("BAR", tokens[at], tokens[at], tokens[at].text in NORMS))
        self._read(tokens[at + 1 : end], out)
        out.append(Lexeme("END_BAR", tokens[end], tokens[end]))
        return self._scripts(tokens, end + 1, out)

    def _command(self, tokens: list[Token], at: int, kind: str, arguments: int, out: list[Lexeme]) -> int:
        """``\\frac`` and ``\\sqrt`` with their arguments."""
        command = tokens[at]
        out.append(Lexeme(kind, command, command))
        at += 1
        for _ in range(arguments):
            if at >= len(tokens) or tokens[at].kind in ("end", "close"):
                fail("E103", command.span, expected=(f"the argument of {command.text}",))
            if tokens[at].kind == "begin":
                end = group_end(tokens, at)
                inner, first, last, at = tokens[at + 1 : end], tokens[at], tokens[end], end + 1
            elif tokens[at].kind == "open":
                fail("E102", tokens[at].span, found=tokens[at].text, expected=("an argument in braces",))
            else:
                inner, first, last, at = [tokens[at]], tokens[at], tokens[at], at + 1
            out.append(Lexeme("ARGUMENT", first, first))
            self._read(inner, out)
            out.append(Lexeme("END_ARGUMENT", last, last))
        return self._scripts(tokens, at, out)


KNOWN_COMMANDS = tuple(
    sorted({*SINGLE, *RELATIONS, *FRACTIONS, "\\sqrt", *NAME_COMMANDS} - {text for text in SINGLE if text[0] != "\\"})
)


def _check_range(operator: Token, scripts: Scripts) -> None:
    """``\\sum_{j=1}^n``, ``\\sum_{j\\neq i}``: sums run over sets (E206)."""
    for script in scripts.subs:
        sign = next((token for token in script.tokens if token.text in RANGES), None)
        if sign is not None:
            why = "from to" if sign.text == "=" else "relation"
            fail("E206", span_of(list(script.tokens)), why=why, operator=operator.text)


def _with_differences(script: Script) -> Script:
    """``j \\neq i`` as ``j \\in * \\setminus \\{i\\}``, and ``j \\in S, j \\neq i`` as one condition."""
    if script.kind != "_" or not any(token.text in UNEQUAL for token in script.tokens):
        return script
    inner = list(script.tokens)
    while inner[0].kind == "begin" and group_end(inner, 0) == len(inner) - 1:
        inner = inner[1:-1]
    parts = split_at(inner, ",")
    if not all(parts):
        fail("E103", span_of(list(script.tokens)), expected=("a condition",))
    kept = [part for part in parts if not any(token.text in UNEQUAL for token in part)]
    for part in parts:
        sides = split_at(part, *UNEQUAL)
        if len(sides) == 1:
            continue
        if len(sides) > 2 or not all(sides):
            fail("E206", span_of(part), why="relation", operator="\\sum")
        same = [n for n, one in enumerate(kept) if _texts(split_at(one, "\\in")[0]) == _texts(sides[0])]
        before = kept.pop(same[0]) if same else _everything(sides[0])
        kept.append([*before, *_but(sides[1])])
    tokens = [token for n, part in enumerate(kept) for token in (_comma(part, n), *part) if token is not None]
    return replace(script, tokens=tuple(tokens))


def _texts(tokens: list[Token]) -> list[str]:
    return [token.text for token in tokens]


def _comma(part: list[Token], number: int) -> Token | None:
    return replace(part[0], kind="symbol", text=",") if number else None


def _everything(element: list[Token]) -> list[Token]:
    last = element[-1]
    return [*element, replace(last, kind="command", text="\\in"), replace(last, kind="word", text=EVERYTHING)]


def _but(value: list[Token]) -> list[Token]:
    """``\\setminus \\{i\\}``."""
    kinds = (("command", "\\setminus"), ("open", "\\{"))
    opened = [replace(value[0], kind=kind, text=text) for kind, text in kinds]
    return [*opened, *value, replace(value[-1], kind="close", text="\\}")]


def _closing_bar(tokens: list[Token], at: int) -> int | None:
    """The index of the bar that closes the one at ``at``; None where a bracket ends before."""
    depth, wanted = 0, BARS[tokens[at].text]
    for n in range(at + 1, len(tokens)):
        if depth == 0 and tokens[n].text == wanted:
            return n if n > at + 1 else None
        depth += (tokens[n].kind in ("open", "begin")) - (tokens[n].kind in ("close", "end"))
        if depth < 0:
            return None
    return None


def _touch(left: Token, right: Token) -> bool:
    """Do two digits stand side by side in the source (or come from one macro call)?"""
    return left.end == right.start or (left.start, left.end) == (right.start, right.end)


def _commas_outside(tokens: list[Token]) -> Iterator[int]:
    """The places in the text of the commas outside brackets and scripts."""
    opened: list[bool] = []  # for each brace or bracket: does a comma in it separate?
    for at, token in enumerate(tokens):
        if token.kind in ("open", "begin"):
            opened.append(token.kind == "open" or (at > 0 and tokens[at - 1].kind == "script"))
        elif token.kind in ("close", "end") and opened:
            opened.pop()
        elif token.text == "," and not any(opened):
            yield token.start


def _thousands(tokens: list[Token], at: int, commas: frozenset[int]) -> int | None:
    """The index of three digits after ``{,}``, a thin space or a comma that separates nothing, at ``at``."""
    comma = [token.text for token in tokens[at : at + 3]] == ["{", ",", "}"]
    bare = at < len(tokens) and tokens[at].text == "," and tokens[at].start in commas
    start = at + 3 if comma else at + 1 if bare else at
    digits = tokens[start : start + 3]
    if len(digits) < 3 or any(token.kind != "digit" for token in digits):
        return None
    if bare:
        more = start + 3 < len(tokens) and tokens[start + 3].kind == "digit"
        touching = _touch(tokens[at - 1], tokens[at]) and _touch(tokens[at], tokens[start])
        return start if touching and not (more and _touch(tokens[start + 2], tokens[start + 3])) else None
    between = tokens[at - 1].source.text[tokens[at - 1].end : tokens[start].start].strip()
    return start if comma or between == "\\," else None


def _point(tokens: list[Token], at: int) -> bool:
    """A decimal point between two digits."""
    return (
        at + 1 < len(tokens) and tokens[at].text == "." and tokens[at + 1].kind == "digit"
        and _touch(tokens[at - 1], tokens[at]) and _touch(tokens[at], tokens[at + 1])
    )  # fmt: skip


def _dummy_heads(tokens: list[Token], vocabulary: Vocabulary) -> list[Any]:
    """Names of several letters that only a union binds: ``\\bigcup_{head \\in [H]}``."""
    found = []
    for at, token in enumerate(tokens):
        if token.text == "\\bigcup" and [t.text for t in tokens[at + 1 : at + 3]] == ["_", "{"]:
            inner = tokens[at + 3 : group_end(tokens, at + 2)]
            cut = next((n for n, t in enumerate(inner) if t.text == "\\in"), 0)
            try:
                name = name_of(inner[:cut]) if cut else None
            except Malformed:
                continue
            if name is not None and name not in vocabulary.names:
                found.append(name)
    return found
