"""Names: one canonical LaTeX spelling for every way to write them.

A name is one or more base symbols (``j``, ``head``, ``\\Delta\\varphi``), of which each
may carry accents, and at most one subscript, one superscript and some primes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from symproof.reading.brackets import check_brackets
from symproof.reading.failure import fail, malformed, nearest_names
from symproof.reading.source import Source
from symproof.reading.tokens import Token, span_of, tokenize
from symproof.theory.notation import INFIX, MODULUS, NORM

ACCENTS = {
    "\\overline": "\\bar", "\\widetilde": "\\tilde", "\\widehat": "\\hat", "\\overrightarrow": "\\vec",
    "\\bm": "\\boldsymbol", "\\mathscr": "\\mathcal",
    **{
        f"\\{accent}": f"\\{accent}"
        for accent in (
            "bar", "tilde", "hat", "vec", "dot", "ddot", "check", "acute", "grave", "breve",
            "underline", "mathring", "mathcal", "mathbb", "mathbf", "mathsf", "mathfrak", "mathtt",
            "boldsymbol",
        )
    },
}  # fmt: skip
DOTLESS = {"\\imath": "i", "\\jmath": "j"}  # as they are written under an accent
FONTS = frozenset(("\\mathcal", "\\mathbb", "\\mathbf", "\\mathsf", "\\mathfrak", "\\mathtt", "\\boldsymbol"))
FUNCTIONS = (  # LaTeX has commands for them; a document that wants one declares it
    "tanh", "log", "ln", "lg", "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh",
    "cosh", "coth", "det", "dim", "ker", "deg", "arg",
)  # fmt: skip
DOUBLE_BARS = ((r"\lVert", r"\rVert"), (r"\|", r"\|"), (r"\Vert", r"\Vert"))
SINGLE_BARS = ((r"\lvert", r"\rvert"), ("|", "|"), (r"\vert", r"\vert"))
NAME_COMMANDS = frozenset(
    f"\\{name}"
    for name in (
        "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta",
        "vartheta", "iota", "kappa", "varkappa", "lambda", "mu", "nu", "xi", "omicron", "pi",
        "varpi", "rho", "varrho", "sigma", "varsigma", "tau", "upsilon", "phi", "varphi", "chi",
        "psi", "omega", "digamma", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma",
        "Upsilon", "Phi", "Psi", "Omega", "ell", "hbar", "imath", "jmath", "wp", "Re", "Im",
        "aleph", "beth", "partial", "nabla", "star", "ast", "dagger", "ddagger", "square",
        "blacksquare", "triangle", "diamond", "emptyset", "infty", "bot", "top", "natural", "sharp",
        "flat", "uparrow", "downarrow",
        *FUNCTIONS, *(name.lstrip("\\") for name in INFIX),
    )
)  # fmt: skip
DECLARING = (r"\to", r"\rightarrow", r"\longrightarrow", r"\times", r"\in", r"\subseteq", r"\colon")
ACTING = "{}"  # what stands before the script of ``{}^gf``, which is read as ``L_gf``
PRIMES = ("'", "\\prime")


class Name(NamedTuple):
    """A name by its parts; scripts are spellings without the outer braces."""

    base: tuple[str, ...]
    sub: str = ""
    primes: int = 0
    sup: str = ""

    def __str__(self) -> str:
        return joined(self.base) + _script("_", self.sub) + "'" * self.primes + _script("^", self.sup)

    @property
    def plain(self) -> Name:
        """The name without accents and primes: that of which it is a variant."""
        return self._replace(base=tuple(_bare(symbol) for symbol in self.base), primes=0)


def _bare(symbol: str) -> str:
    while symbol.startswith("\\") and symbol.endswith("}"):
        accent, _, inner = symbol[:-1].partition("{")
        if accent in FONTS:
            return symbol
        symbol = inner
    return symbol


def joined(symbols: tuple[str, ...] | list[str]) -> str:
    """Symbols one after the other, with a space where a command meets a letter."""
    text = "".join(symbols)
    if "\\" not in text:
        return text
    text = ""
    for symbol in symbols:
        command = text.rpartition("\\")[2] if "\\" in text else "0"
        text += (" " if command.isalpha() and symbol[:1].isalpha() else "") + symbol
    return text


def _script(mark: str, text: str) -> str:
    if not text:
        return ""
    single = len(text) == 1 or (text.startswith("\\") and text[1:].isalpha())
    return mark + (text if single else "{" + text + "}")


# --- scripts ------------------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class Script:
    """``_{...}`` or ``^{...}`` (``kind``); ``first`` is its mark, ``last`` its last token."""

    kind: str
    tokens: tuple[Token, ...]
    first: Token
    last: Token
    _text: str | None = None

    @property
    def text(self) -> str:
        """The one spelling of its contents, which only names need. Raises Malformed E103 for a bare accent."""
        if self._text is None:
            self._text = script_text(self.tokens)
        return self._text


@dataclass(eq=False, slots=True)
class Scripts:
    """All scripts of one base, in order; primes are counted apart. ``end``: the token after them."""

    subs: tuple[Script, ...] = ()
    sups: tuple[Script, ...] = ()
    primes: int = 0
    end: int = 0
    last: Token | None = None


NO_SCRIPTS = Scripts()


def group_end(tokens: list[Token], at: int) -> int:
    """The index of the ``}`` that closes the ``{`` at ``at``. The brackets have been checked."""
    depth = 0
    for n in range(at, len(tokens)):
        depth += (tokens[n].kind == "begin") - (tokens[n].kind == "end")
        if depth == 0:
            return n
    raise malformed("E101", tokens[at].span, opened="{", expected="}", found="", bar="")


def script_text(tokens: tuple[Token, ...] | list[Token]) -> str:
    """One spelling of the contents of a script: accents normalised, needless braces dropped."""
    if len(tokens) == 1 and tokens[0].kind in ("letter", "digit", "word"):
        return tokens[0].text
    parts: list[str] = []
    at, tokens = 0, list(tokens)
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "begin":
            end = group_end(tokens, at)
            inner = script_text(tokens[at + 1 : end])
            mark = parts[-1] if parts else ""
            single = len(inner) == 1 or (inner.startswith("\\") and inner[1:].isalpha())
            needed = (mark in ("_", "^") and not single) or mark in ACCENTS
            parts.append("{" + inner + "}" if needed else inner)
            at = end + 1
            continue
        if token.text in ACCENTS:
            symbol, at = _accented(tokens, at)
            parts.append(symbol)
            continue
        parts.append("'" if token.text in PRIMES else token.text)
        at += 1
    return joined(parts)


def _accented(tokens: list[Token], at: int) -> tuple[str, int]:
    """``\\bar i``, ``\\overline{i}`` as one symbol, and the index after it."""
    accent = tokens[at]
    if at + 1 >= len(tokens) or tokens[at + 1].kind in ("end", "script"):
        fail("E103", accent.span, expected=("the letter under the accent",))
    if tokens[at + 1].kind == "begin":
        end = group_end(tokens, at + 1)
        inner = script_text(tokens[at + 2 : end])
        return ACCENTS[accent.text] + "{" + DOTLESS.get(inner, inner) + "}", end + 1
    if tokens[at + 1].text in ACCENTS:
        inner, after = _accented(tokens, at + 1)
        return ACCENTS[accent.text] + "{" + inner + "}", after
    under = DOTLESS.get(tokens[at + 1].text, tokens[at + 1].text) if accent.text not in FONTS else tokens[at + 1].text
    return ACCENTS[accent.text] + "{" + under + "}", at + 2


def read_scripts(tokens: list[Token], at: int) -> Scripts:
    """The scripts that begin at ``at``. Raises E104 where TeX sees two of one kind, E103 for none."""
    if at >= len(tokens) or tokens[at].kind not in ("script", "prime", "begin"):
        return _none(at)
    subs: list[Script] = []
    sups: list[Script] = []
    primes, last, begin = 0, None, at
    has_sub = has_sup = after_prime = False
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "begin" and _empty_group(tokens, at):
            has_sub = has_sup = after_prime = False
            at, last = at + 2, tokens[at + 1]
            continue
        if token.kind == "prime":
            if has_sup and not after_prime:
                _double(tokens, begin, at)
            primes, has_sup, after_prime, last, at = primes + 1, True, True, token, at + 1
            continue
        if token.kind != "script":
            break
        script, after = _one_script(tokens, at)
        if (token.text == "_" and has_sub) or (token.text == "^" and has_sup and not after_prime):
            _double(tokens, begin, at)
        if token.text == "_":
            subs.append(script)
            has_sub = True
        else:
            count = _leading_primes(script.tokens)
            primes += count
            if not count:
                sups.append(script)
            elif rest := script.tokens[count:]:
                sups.append(replace(script, tokens=rest, _text=None))
            has_sup = True
        after_prime, last, at = False, script.last, after
    return Scripts(tuple(subs), tuple(sups), primes, at, last)


@lru_cache(maxsize=1024)
def _none(at: int) -> Scripts:
    return Scripts(end=at)


def _empty_group(tokens: list[Token], at: int) -> bool:
    """``{}`` before a script: it takes up the scripts of what stands before."""
    following = tokens[at + 1 : at + 3]
    return len(following) == 2 and following[0].kind == "end" and following[1].kind in ("script", "prime")


def _leading_primes(tokens: tuple[Token, ...]) -> int:
    count = 0
    while count < len(tokens) and tokens[count].text in PRIMES:
        count += 1
    return count


def _double(tokens: list[Token], begin: int, at: int) -> None:
    """Two superscripts or two subscripts: TeX stops with "Double superscript"."""
    kind = "subscript" if tokens[at].text == "_" else "superscript"
    start = begin - 1
    if start >= 0 and tokens[start].kind == "end":
        depth = 0
        while start >= 0:
            depth += (tokens[start].kind == "end") - (tokens[start].kind == "begin")
            if depth == 0:
                break
            start -= 1
    start = max(start, 0)
    after = at + 1
    if tokens[at].kind == "script":
        after = _one_script(tokens, at)[1]
    base = "".join(token.text for token in tokens[start:at])
    script = "".join(token.text for token in tokens[at:after])
    fail("E104", span_of(tokens[at:after]), kind=kind, remedy="{" + base + "}" + script)


def _one_script(tokens: list[Token], at: int) -> tuple[Script, int]:
    mark = tokens[at]
    if at + 1 >= len(tokens) or tokens[at + 1].kind in ("end", "close"):
        fail("E103", mark.span, expected=("what stands in the script",))
    first = tokens[at + 1]
    if first.kind == "script":
        fail("E104", first.span, kind="script", remedy="")
    if first.kind == "begin":
        end = group_end(tokens, at + 1)
        inner, after = tuple(tokens[at + 2 : end]), end + 1
        if not inner:
            fail("E103", span_of(tokens[at:after]), expected=("what stands in the script",))
    elif first.text in ACCENTS:
        after = _accented(tokens, at + 1)[1]
        inner = tuple(tokens[at + 1 : after])
    else:
        inner, after = (first,), at + 2
    return Script(mark.text, inner, mark, tokens[after - 1]), after


# --- bases ----------------------------------------------------------------------------------


def is_base(token: Token) -> bool:
    """May a name begin with this token?"""
    return token.kind in ("letter", "word", "text") or token.text in NAME_COMMANDS or token.text in ACCENTS


def read_symbol(tokens: list[Token], at: int) -> tuple[tuple[str, ...], int, Scripts]:
    """The symbols at ``at`` (several for ``\\text``), the index after, scripts under an accent."""
    token = tokens[at]
    if token.kind in ("text", "word"):
        return tuple(token.text.replace(" ", "")), at + 1, NO_SCRIPTS
    if token.text in ACCENTS:
        return _accented_symbol(tokens, at)
    return (token.text,), at + 1, NO_SCRIPTS


def _accented_symbol(tokens: list[Token], at: int) -> tuple[tuple[str, ...], int, Scripts]:
    """``\\bar{h_1}`` is ``\\bar{h}_1``: the scripts leave the accent."""
    accent = tokens[at]
    if at + 1 < len(tokens) and tokens[at + 1].kind == "begin" and accent.text not in FONTS:
        end = group_end(tokens, at + 1)
        inner = tokens[at + 2 : end]
        if inner and is_base(inner[0]):
            symbols, after, within = read_symbol(inner, 0)
            scripts = read_scripts(inner, after)
            if scripts.end == len(inner) and len(symbols) == 1 and scripts.last is not None:
                return (ACCENTS[accent.text] + "{" + symbols[0] + "}",), end + 1, merged_scripts(within, scripts)
    symbol, after = _accented(tokens, at)
    return (symbol,), after, NO_SCRIPTS


def merged_scripts(left: Scripts, right: Scripts) -> Scripts:
    """Those under an accent and those after it."""
    if left.last is None:
        return right
    return replace(right, subs=left.subs + right.subs, sups=left.sups + right.sups, primes=left.primes + right.primes)


# --- whole names --------------------------------------------------------------------------------


def read_name(tokens: list[Token]) -> tuple[Name, int]:
    """The name at the start, with as many letters as there are, and the index after it."""
    if not tokens:
        raise ValueError("no tokens")
    if tokens[0].kind == "begin":
        end = group_end(tokens, 0)
        name, after = read_name(tokens[1:end]) if end > 1 else (Name(()), 0)
        if after == end - 1 and end > 1:
            scripts = read_scripts(tokens, end + 1)
            return _with_scripts(name, scripts, tokens), scripts.end
    if (bars := _bars(tokens)) is not None:
        return Name((bars,)), 3
    base: list[str] = []
    at, scripts = 0, NO_SCRIPTS
    while at < len(tokens) and is_base(tokens[at]) and scripts.last is None:
        symbols, at, within = read_symbol(tokens, at)
        base.extend(symbols)
        scripts = merged_scripts(within, read_scripts(tokens, at))
        at = scripts.end if scripts.last is not None else at
    if not base:
        fail("E102", tokens[0].span, found=tokens[0].text, expected=("a name",))
    return _with_scripts(Name(tuple(base)), scripts, tokens), at


def _bars(tokens: list[Token]) -> str | None:
    """``\\lVert\\cdot\\rVert``, ``\\|\\cdot\\|`` and ``|\\cdot|``: the names of a norm and of an absolute value."""
    texts = [token.text for token in tokens[:3]]
    if len(texts) < 3 or texts[1] != "\\cdot" or (texts[0], texts[2]) not in (*DOUBLE_BARS, *SINGLE_BARS):
        return None
    return NORM if (texts[0], texts[2]) in DOUBLE_BARS else MODULUS


def _with_scripts(name: Name, scripts: Scripts, tokens: list[Token]) -> Name:
    subs = [script.text for script in scripts.subs] + ([name.sub] if name.sub else [])
    sups = [script.text for script in scripts.sups] + ([name.sup] if name.sup else [])
    if len(subs) > 1 or len(sups) > 1:
        fail("E104", span_of(tokens), kind="subscript" if len(subs) > 1 else "superscript", remedy="")
    return Name(name.base, "".join(subs), name.primes + scripts.primes, "".join(sups))


def with_places(name: str, count: int) -> str:
    """What ``m_i`` is called beside ``m_{ij}``, which has the name m: ``m_{(1)}``, with the number of its indices."""
    return str(parse_name(name)._replace(sub=f"({count})"))


def name_of(tokens: list[Token]) -> Name:
    """The one name that the tokens are. Raises E102 where they are more or something else."""
    check_brackets(tokens)
    name, after = read_name(tokens)
    if after < len(tokens) and tokens[after].kind == "digit":
        fail("E102", tokens[after].span, found=tokens[after].text, digit=f"{name}_{tokens[after].text}")
    if after < len(tokens):
        beyond, following = tokens[after], tokens[after + 1 : after + 2]
        slip = "arrow" if beyond.text == "-" and [token.text for token in following] == [">"] else ""
        near = nearest_names(beyond.text, DECLARING) if beyond.kind == "command" else ()
        fail("E102", beyond.span, near, found=beyond.text, expected=("the end of the name",), slip=slip)
    _check_scripts(name, tokens)
    return name


def _check_scripts(name: Name, tokens: list[Token]) -> None:
    """``x^{-1}`` and ``x^2`` are no names; ``h_1``, ``\\rho^P`` and ``m^{r,LoRA}`` are."""
    if name.sup.lstrip("+-").isdigit() or name.sup[:1] in ("+", "-"):
        fail("E102", span_of(tokens), found=str(name), expected=("a name",))


def canonical_name(tokens: list[Token]) -> str:
    """The canonical spelling of one name: ``\\overline i`` -> ``\\bar{i}``, ``h'_{1}`` -> ``h_1'``.

    Order: accents on the base, subscript, primes, superscript; braces only around
    scripts of two or more characters. Raises Malformed E102 when the tokens are not
    exactly one name (``x^{-1}``, ``ab(c)``), E104 for a double script.
    """
    if not tokens:
        raise ValueError("a name needs at least one token")
    return str(name_of(tokens))


@lru_cache(maxsize=4096)
def parse_name(text: str) -> Name:
    """The parts of a canonical name."""
    return name_of(tokenize(Source("", text), 0, len(text)))


def split_head(tokens: list[Token], index: str) -> tuple[str, bool]:
    """A name, and does it carry the head ``index``: ``\\varphi^{(h)}``, "h" -> (``\\varphi``, True)."""
    name = name_of(tokens)
    if name.sup in (index, f"({index})"):
        return str(name._replace(sup="")), True
    if name.sub in (index, f"({index})"):
        return str(name._replace(sub="")), True
    return str(name), False
