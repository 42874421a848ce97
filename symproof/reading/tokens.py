"""LaTeX tokens of a formula, with the author's macros expanded.

Kinds: ``command`` (``\\varphi``), ``letter``, ``digit`` (one each), ``open`` and ``close``
(``( [ \\{ \\langle`` and partners), ``begin`` and ``end`` (braces), ``script`` (``_ ^``),
``prime``, ``text`` (``\\text{...}``: the words are the token's text), ``word`` (``\\mathrm{...}``
and its like around two or more letters: one name), ``symbol`` (the
rest; ``:=`` is one token) and, only on request, ``layout`` (``&``, ``\\\\``, ``\\quad`` ...).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter

from symproof.reading.alphabets import TYPED, spelling
from symproof.reading.failure import fail
from symproof.reading.macros import Macro, Macros, Partners, brace_partners
from symproof.reading.source import Source
from symproof.theory.span import Span

MAX_TOKENS = 20_000  # of one formula, macros expanded
MAX_EXPANSION = 40  # macros inside macros

SPACES = frozenset(
    (
        "\\quad", "\\qquad", "\\,", "\\;", "\\:", "\\!", "\\>", "\\/", "\\ ", "\\\n", "\\\t", "\\nonumber",
        "\\notag", "\\displaystyle", "\\textstyle", "\\scriptstyle", "\\scriptscriptstyle", "\\limits",
        "\\nolimits",
        "\\allowbreak", "\\nobreak", "\\hfill", "\\thinspace", "\\medspace", "\\thickspace", "\\negthinspace",
        "\\enspace", "\\mathstrut", "\\strut", "\\relax", "\\mathop", "\\mathbin", "\\mathrel",
        "\\mathord", "\\mathopen", "\\mathclose", "\\mathinner", "\\smash", "\\ensuremath",
        "\\allowdisplaybreaks", "\\break",
        "\\newline", "\\noindent", "\\par", "\\centering", "\\qed", "\\qedhere",
    )
)  # fmt: skip
SIZES = frozenset(
    (
        "\\left", "\\right", "\\middle", "\\big", "\\Big", "\\bigg", "\\Bigg",
        *(f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in "lrm"),
    )
)  # fmt: skip
WITH_ARGUMENT = frozenset(
    (
        "\\hspace",
        "\\vspace",
        "\\mspace",
        "\\phantom",
        "\\hphantom",
        "\\vphantom",
        "\\label",
        "\\tag",
        "\\intertext",
        "\\shortintertext",
        "\\color",
    )
)
WRAPPERS = frozenset(
    (
        "\\mathrm",
        "\\textrm",
        "\\mathit",
        "\\textit",
        "\\operatorname",
        "\\operatornamewithlimits",
        "\\mathnormal",
    )
)
WORDS = frozenset(("\\text", "\\mbox", "\\hbox", "\\textnormal", "\\textup", "\\textsf", "\\texttt", "\\textbf"))
ROW_END = "\\\\"
TAKING = WORDS | {ROW_END}  # what follows belongs to the token
BRACKETS = {
    "(": ("open", "("), ")": ("close", ")"), "[": ("open", "["), "]": ("close", "]"),
    "\\{": ("open", "\\{"), "\\}": ("close", "\\}"), "\\langle": ("open", "\\langle"),
    "\\rangle": ("close", "\\rangle"), "\\lbrack": ("open", "["), "\\rbrack": ("close", "]"),
    "\\lbrace": ("open", "\\{"), "\\rbrace": ("close", "\\}"), "\\lparen": ("open", "("),
    "\\rparen": ("close", ")"), "{": ("begin", "{"), "}": ("end", "}"),
}  # fmt: skip
BRACES = {"begin": 1, "end": -1}  # by the kind of a token: how much deeper it leads
DEEPER = {**BRACES, "open": 1, "close": -1}
ANGLES = {"<": ("open", "\\langle"), ">": ("close", "\\rangle")}
TOKEN = re.compile(  # matches wherever it is tried
    r"(?:\s|%[^\n]*+)*+(?:(\\[A-Za-z]+|\\(?s:.)|:=|" + TYPED + r"|(?s:.))|\Z)"
)
BREAK = re.compile(r"\*?(?:\s*\[\s*-?[\d.]+\s*[a-z]{2}\s*\])?")
STACKED = {"\\overset": 1, "\\underset": 1, "\\stackrel": 1, "\\underbrace": 0, "\\overbrace": 0, "\\boxed": 0,
           "\\textcolor": 1}  # fmt: skip
ARRANGING = SIZES | WITH_ARGUMENT | WRAPPERS | STACKED.keys() | {"\\not", "\\substack"}
NOT = {"=": "\\neq", "\\in": "\\notin"}


@dataclass(eq=False, slots=True)
class Token:
    """``start`` and ``end`` are offsets in the source; a token from a macro has those of the call.

    Nothing changes a token; to freeze it, or to make it a tuple, would take longer.
    """

    kind: str
    text: str
    start: int
    end: int
    source: Source

    @property
    def span(self) -> Span:
        return self.source.span(self.start, self.end)


def tokenize(source: Source, start: int, end: int, macros: Macros | None = None, layout: bool = False) -> list[Token]:
    """The tokens of ``source.text[start:end]``; comments are skipped, layout is dropped unless asked for.

    Raises Malformed: E106 for a macro (recursion, missing arguments), E210 when too long.
    """
    raw = _raw(source, start, end)
    if macros and not macros.keys().isdisjoint([token.text for token in raw]):
        raw = _expanded(raw, macros)
    if len(raw) > MAX_TOKENS:
        fail("E210", raw[0].span, limit="tokens", maximum=MAX_TOKENS)
    return _arranged(raw, layout)


def _raw(source: Source, start: int, end: int) -> list[Token]:
    """Tokens as they stand; spaces and comments are skipped."""
    text, at = source.text, start
    partners: Partners | None = None
    raw: list[Token] = []
    while (taking := _plain(source, at, end, raw)) is not None:
        word, begin, at = taking[1], taking.start(1), taking.end()
        if word == ROW_END:
            more = BREAK.match(text, at, end)
            at = more.end() if more is not None else at
            raw.append(Token("layout", word, begin, at, source))
            continue
        partners = brace_partners(text, begin, end) if partners is None else partners
        word, at = _words(text, begin, at, end, partners)
        raw.append(Token("text", word, begin, at, source))
    return raw


def _plain(source: Source, start: int, end: int, raw: list[Token]) -> re.Match[str] | None:
    """Add the tokens up to the next that takes along what follows, ``\\\\[2mm]`` or ``\\text{...}``, and find that."""
    for match in TOKEN.finditer(source.text, start, end):
        word = match[1]
        if word is None:  # the end
            break
        if word in TAKING:
            return match
        begin, stop = match.span(1)
        if not word.isascii() and (spelt := spelling(word)) != word:
            raw.extend(Token(kind, text, begin, stop, source) for kind, text in _words_of(spelt))
            continue
        kind, spelt = _kind(word)
        raw.append(Token(kind, spelt, begin, stop, source))
    return None


def _words(text: str, begin: int, at: int, end: int, partners: Partners) -> tuple[str, int]:
    """The contents of ``\\text{...}`` and where it ends."""
    brace = at
    while brace < end and text[brace].isspace():
        brace += 1
    close = partners.get(brace)
    return (text[begin:at], at) if close is None else (" ".join(text[brace + 1 : close].split()), close + 1)


@lru_cache(maxsize=4096)
def _kind(word: str) -> tuple[str, str]:
    """The kind of a token and its spelling, which for brackets is one of several."""
    if word in BRACKETS:
        return BRACKETS[word]
    if word in "_^":
        return "script", word
    if word in ("&", "~", "\\\\") or word in SPACES:
        return "layout", word
    if word == "'" or word == "’":
        return "prime", word
    if word.startswith("\\"):
        return "command", word
    if word.isascii() and word.isalpha():
        return "letter", word
    return ("digit" if word.isascii() and word.isdigit() else "symbol"), word


# --- macros --------------------------------------------------------------------------


def _expanded(raw: list[Token], macros: Macros) -> list[Token]:
    """Replace the macros, outermost first; new tokens carry the place of the call."""
    stack = [(token, 0) for token in reversed(raw)]
    done: list[Token] = []
    while stack:
        token, depth = stack.pop()
        macro = macros.get(token.text) if token.kind in ("command", "layout") else None
        if macro is None:
            done.append(token)
        else:
            body = _call(token, macro, stack, depth)
            stack.extend((part, depth + 1) for part in reversed(body))
        if len(done) + len(stack) > MAX_TOKENS:
            fail("E210", token.span, limit="tokens", maximum=MAX_TOKENS)
    return done


def _call(token: Token, macro: Macro, stack: list[tuple[Token, int]], depth: int) -> list[Token]:
    if depth >= MAX_EXPANSION:
        fail("E106", token.span, name=macro.name, why="recursion")
    arguments: list[list[Token]] = []
    if macro.optional is not None:
        arguments.append(_optional(stack) or _tokens_of(macro.optional, token))
    while len(arguments) < macro.parameters:
        argument = _argument(stack)
        if argument is None:
            fail(
                "E106",
                token.span,
                name=macro.name,
                why="arguments",
                expected=macro.parameters,
                found=len(arguments),
            )
        arguments.append(argument)
    return _filled(_tokens_of(macro.body, token), arguments)


def _tokens_of(text: str, call: Token) -> list[Token]:
    place = call.start, call.end, call.source
    return [Token(kind, word, *place) for kind, word in _words_of(text)]


@lru_cache(maxsize=1024)
def _words_of(text: str) -> tuple[tuple[str, str], ...]:
    """The tokens of a macro's body without their places."""
    return tuple([(token.kind, token.text) for token in _raw(Source("", text), 0, len(text))])


def _filled(body: list[Token], arguments: list[list[Token]]) -> list[Token]:
    """The body with its ``#1 #2 ...`` replaced."""
    filled: list[Token] = []
    at = 0
    while at < len(body):
        token = body[at]
        number = _number_of(body, at)
        if 1 <= number <= len(arguments):
            filled.extend(arguments[number - 1])
            at += 2
            if len(filled) > MAX_TOKENS:
                fail("E210", token.span, limit="tokens", maximum=MAX_TOKENS)
            continue
        if token.kind == "text" and "#" in token.text:
            token = replace(token, text=_worded(token.text, arguments))
        filled.append(token)
        at += 1
    return filled


def _number_of(body: list[Token], at: int) -> int:
    """The number of the parameter ``#1`` that stands at ``at``; 0 for none."""
    following = body[at + 1] if at + 1 < len(body) else None
    is_parameter = body[at].text == "#" and following is not None and following.kind == "digit"
    return int(following.text) if is_parameter and following is not None else 0


def _worded(text: str, arguments: list[list[Token]]) -> str:
    for number, argument in enumerate(arguments, start=1):
        text = text.replace(f"#{number}", "".join(token.text for token in argument))
    return text


def _argument(stack: list[tuple[Token, int]]) -> list[Token] | None:
    """Take one argument: a token or a group, of which the braces are dropped."""
    while stack and stack[-1][0].kind == "layout":
        stack.pop()
    if not stack or stack[-1][0].kind == "end":
        return None
    first = stack.pop()[0]
    if first.kind != "begin":
        return [first]
    return _until(stack, "begin", "end")


def _optional(stack: list[tuple[Token, int]]) -> list[Token] | None:
    if not stack or stack[-1][0].text != "[":
        return None
    stack.pop()
    return _until(stack, "[", "]")


def _until(stack: list[tuple[Token, int]], opening: str, closing: str) -> list[Token] | None:
    taken: list[Token] = []
    depth = 1
    while stack:
        token = stack.pop()[0]
        what = token.kind if opening == "begin" else token.text
        depth += (what == opening) - (what == closing)
        if depth == 0:
            return taken
        taken.append(token)
    return None


# --- layout ----------------------------------------------------------------------------


def _arranged(raw: list[Token], layout: bool) -> list[Token]:
    """Drop layout and sizes, join ``\\not`` to what it negates."""
    if ARRANGING.isdisjoint([token.text for token in raw]):
        return raw if layout else [token for token in raw if token.kind != "layout"]
    tokens: list[Token] = []
    at, count = 0, len(raw)
    while at < count:
        token = raw[at]
        at += 1
        if token.text not in ARRANGING:
            if layout or token.kind != "layout":
                tokens.append(token)
        elif token.text in SIZES:
            at = _sized(raw, at, token, tokens)
        elif token.text in WITH_ARGUMENT:
            at = _after_argument(raw, at + (at < len(raw) and raw[at].text == "*"))
        elif token.text in STACKED:
            at = _unstacked(raw, at, token)
        elif token.text == "\\substack":
            _stacked(raw, at)
        elif token.text in WRAPPERS:
            at = _wrapped(raw, at, token, tokens)
        elif token.text == "\\not":
            tokens.append(_negated(token, raw[at]) if at < len(raw) else token)
            at += 1
    return tokens


def _unstacked(raw: list[Token], at: int, command: Token) -> int:
    """``\\overset{(1)}{=}`` is ``=``, ``\\underbrace{a}_{b}`` is ``a``: the index from which to read on.

    A group of one token loses its braces, a script below or above a brace is dropped.
    """
    start = _after_argument(raw, at) if STACKED[command.text] else at
    end = _after_argument(raw, start)
    if end == start + 3:
        raw[start], raw[end - 1] = (replace(raw[n], kind="layout", text="\\,") for n in (start, end - 1))
    if command.text in ("\\underbrace", "\\overbrace") and end < len(raw) and raw[end].kind == "script":
        script = _after_argument(raw, end + 1)
        for n in range(end, script if script > end + 1 else min(end + 2, len(raw))):
            raw[n] = replace(raw[n], kind="layout", text="\\,")
    return start


def _stacked(raw: list[Token], at: int) -> None:
    """``\\substack{a \\\\ b}`` is ``{a, b}``."""
    for n in range(at, _after_argument(raw, at)):
        if raw[n].kind == "layout" and raw[n].text.startswith("\\\\"):
            raw[n] = replace(raw[n], kind="symbol", text=",")


def _wrapped(raw: list[Token], at: int, wrapper: Token, tokens: list[Token]) -> int:
    """``\\mathrm{MLP}`` is one word; around anything else the wrapper is dropped."""
    at += at < len(raw) and raw[at].text == "*"
    end = at + 1
    while end < len(raw) and raw[end].kind == "letter":
        end += 1
    if end < at + 3 or end == len(raw) or raw[at].kind != "begin" or raw[end].kind != "end":
        return at
    word = "".join(token.text for token in raw[at + 1 : end])
    tokens.append(Token("word", word, wrapper.start, raw[end].end, wrapper.source))
    return end + 1


def _negated(sign: Token, token: Token) -> Token:
    return Token("command", NOT.get(token.text, "\\not" + token.text), sign.start, token.end, sign.source)


def _sized(raw: list[Token], at: int, size: Token, tokens: list[Token]) -> int:
    """What follows ``\\left`` and its like: ``.`` is nothing, ``<`` an angle."""
    if at < len(raw):
        following = raw[at]
        if following.text == "." and size.text in ("\\left", "\\right"):
            return at + 1
        if following.text in ANGLES:
            kind, text = ANGLES[following.text]
            tokens.append(replace(following, kind=kind, text=text))
            return at + 1
    return at


def _after_argument(raw: list[Token], at: int) -> int:
    if at >= len(raw) or raw[at].kind != "begin":
        return at
    depth = 0
    for n in range(at, len(raw)):
        depth += (raw[n].kind == "begin") - (raw[n].kind == "end")
        if depth == 0:
            return n + 1
    return at  # never closed: the brace is reported where the brackets are checked


# --- cutting ----------------------------------------------------------------------------


END = attrgetter("end")


def span_of(tokens: list[Token]) -> Span:
    """From the first to the last of one or more tokens."""
    return tokens[0].source.span(tokens[0].start, max(map(END, tokens)))


def source_of(tokens: list[Token]) -> str:
    """The text from the first to the last token, spaces joined."""
    if not tokens:
        return ""
    return " ".join(tokens[0].source.text[tokens[0].start : max(map(END, tokens))].split())


def split_at(tokens: list[Token], *texts: str) -> list[list[Token]]:
    """The parts between the tokens with one of these texts, outside all brackets and braces.

    ``split_at(tokens, ",")`` of ``i, N(j, k)`` gives two parts.
    """
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        if depth == 0 and token.text in texts:
            parts.append([])
            continue
        depth += DEEPER.get(token.kind, 0)
        parts[-1].append(token)
    return parts
