"""How wide a piece of LaTeX mathematics comes out, in em, without running TeX.

The numbers are those of Computer Modern at 10 pt; sub- and superscripts count less.
They err a little to the wide side, so that what is said to fit does fit.
"""

from __future__ import annotations

import re
from functools import lru_cache

LETTERS = dict.fromkeys("abcdeghkopqrsuvxyz", 0.55) | dict.fromkeys("ijlt", 0.42)
LETTERS |= {"f": 0.6, "m": 0.88, "w": 0.72}
CAPITAL, DIGIT, BRACKET, COMMA, BINARY, RELATION = 0.82, 0.5, 0.39, 0.45, 1.23, 1.34
SIGNS = {",": COMMA, "'": 0.28, "/": 0.5, ":": 0.56, ".": 0.28}
SIGNS |= dict.fromkeys("+-", BINARY) | dict.fromkeys("=<>", RELATION)
SIGNS |= dict.fromkeys("()[]|", BRACKET) | dict.fromkeys("{}&~ ", 0.0)
COMMANDS = {
    "quad": 1.0, "qquad": 2.0, "times": BINARY, "cdot": 0.72, "langle": BRACKET, "rangle": BRACKET,
    "sum": 1.45, "bigcup": 1.12, "exp": 1.5, "to": 1.56, "implies": 2.6, "mathcal": 0.1, "mathbb": 0.1,
    ",": 0.17, ";": 0.28, "!": -0.17, "{": 0.5, "}": 0.5, "bullet": 0.5,
    **dict.fromkeys(("in", "neq", "le", "ge"), RELATION),
    **dict.fromkeys(("bar", "tilde", "hat", "overline", "mathrm", "mathbf", "text"), 0.0),
}  # fmt: skip
SIZES = {"big": 0.07, "Big": 0.21, "bigg": 0.35, "Bigg": 0.49}
SIZES |= {name + side: more for name, more in SIZES.items() for side in "lr"}
SCRIPT = 0.8  # size of scripts, which are cut wider
LIMITS = ("sum", "bigcup")

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)


@lru_cache(maxsize=1 << 14)
def width(source: str) -> float:
    """The estimated width of a formula in em."""
    return _Ruler(_TOKEN.findall(source)).row()


class _Ruler:
    """Reads tokens from left to right; groups and arguments by recursion."""

    def __init__(self, tokens: list[str]):
        self.tokens, self.at = [token for token in tokens if not token.isspace()], 0
        self.limits = True  # of large operators, below them: not inside a fraction

    def row(self) -> float:
        """The width up to the closing brace or the end."""
        total = 0.0
        while self.at < len(self.tokens) and self.tokens[self.at] != "}":
            total += self.nucleus()
        return total

    def nucleus(self) -> float:
        """One symbol with its scripts."""
        operator = self.limits and self.tokens[self.at].lstrip("\\") in LIMITS
        base, scripts = self.symbol(), 0.0
        while self.at < len(self.tokens) and self.tokens[self.at] in "_^":
            self.at += 1
            scripts = max(scripts, SCRIPT * self.symbol())
        return max(base, scripts) + 0.17 if operator else base + scripts

    def symbol(self) -> float:
        if self.at >= len(self.tokens):
            return 0.0
        token = self.tokens[self.at]
        self.at += 1
        if token == "{":
            return self.group()
        return self.command(token[1:]) if token.startswith("\\") else _letter(token)

    def group(self) -> float:
        inside = self.row()
        self.at += 1
        return inside

    def fraction(self) -> float:
        outside, self.limits = self.limits, False
        widest = max(self.symbol(), self.symbol())
        self.limits = outside
        return widest + 0.24

    def command(self, name: str) -> float:
        if name in SIZES:
            return SIZES[name] + self.symbol()
        if name == "frac":
            return self.fraction()
        if name == "sqrt":
            return self.symbol() + 0.83
        return COMMANDS.get(name, 0.85 if name[:1].isupper() else 0.66)


def _letter(token: str) -> float:
    if token in SIGNS:
        return SIGNS[token]
    if token.isdigit():
        return DIGIT
    return CAPITAL if token.isupper() else LETTERS.get(token, 0.6)


def text_width(words: str) -> float:
    """The estimated width of a sentence with formulas between dollar signs, in em."""
    parts = words.split("$")
    return 0.46 * sum(map(len, parts[::2])) + sum(map(width, parts[1::2]))
