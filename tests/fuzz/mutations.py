"""Ways to break a text, one function each: (text, random numbers) to text."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import TypeAlias

from tests.fuzz.corpus import drawn

Mutation: TypeAlias = Callable[[str, Random], str]
TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[A-Za-z]+|\s+|.", re.DOTALL)
EDGE = re.compile(r"\\(begin|end)\{(\w+\*?)\}")
FORMULA = re.compile(r"\$([^$\n]+)\$|(?:&=|=) ([^&\n\\]+)")
BRACKETS = ("(", ")", "[", "]", "{", "}", r"\{", r"\}", r"\langle", r"\rangle", r"\left(", r"\right.", "|")
ENVIRONMENTS = (
    "setting", "proposition", "lemma", "proof", "document", "align*", "align", "equation*", "aligned", "gather",
    "alignat", "cases", "matrix", "verbatim", "comment", "itemize", "split", "math", "theorem",
)  # fmt: skip
COMMANDS = (
    r"\sum", r"\bigcup", r"\frac", r"\sqrt", r"\text", r"\bar", r"\overline", r"\in", r"\exp", r"\sigma", r"\circ",
    r"\big", r"\left", r"\right", r"\not", r"\neq", r"\implies", r"\iff", r"\quad", r"\\", "&", "&&", "$", "$$", r"\[",
    r"\]", r"\(", r"\)", "_", "^", "'", "%", "~", "#1", r"\label", r"\ref", r"\input", r"\newcommand", r"\def", r"\begin",
    r"\end", r"\item", r"\tag", r"\mathcal", r"\operatorname", r"\prime", r"\bullet", r"[\bullet]", r"\times", ":=",
    "=", "<", r"\le", "0", "1", "10{,}000", "0.5", r"\text{unless }", r"\text{by \ref{p}}", "% by: algebra\n",
)  # fmt: skip
ODD = (
    "é", "ß", "Ω", "ℋ", "𝓗", "∑", "∈", "−", "–", "’", "′", "″", "“", "\u200b", "\u202e", "\u2066", "\ufeff", "\u00a0",
    "\u2028", "e\u0301", "\u0301", "🜁", "👩‍👩‍👧", "٣", "²", "ﬁ", "ǆ", "İ", "\x1b[31m", "\x07", "\x0b", "\x0c", "\x85", "\x7f",
    "\t", "\r", "\ud7ff", "\ue000", "\U0010ffff", "中文", "{\u0338}",
)  # fmt: skip


def tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


def _edited(text: str, rng: Random, edit: Callable[[list[str], int], None]) -> str:
    parts = tokens(text)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        if parts:
            edit(parts, rng.randrange(len(parts)))
    return "".join(parts)


def deleted(text: str, rng: Random) -> str:
    def edit(parts: list[str], at: int) -> None:
        del parts[at : at + rng.choice((1, 1, 1, 2, 5, 20))]

    return _edited(text, rng, edit)


def duplicated(text: str, rng: Random) -> str:
    def edit(parts: list[str], at: int) -> None:
        parts[at:at] = parts[at : at + rng.choice((1, 1, 3, 10))] * rng.choice((1, 1, 2, 7))

    return _edited(text, rng, edit)


def swapped(text: str, rng: Random) -> str:
    def edit(parts: list[str], at: int) -> None:
        other = min(len(parts) - 1, at + rng.choice((1, 1, 2, 3, 30)))
        parts[at], parts[other] = parts[other], parts[at]

    return _edited(text, rng, edit)


def inserted(text: str, rng: Random) -> str:
    def edit(parts: list[str], at: int) -> None:
        parts.insert(at, rng.choice(COMMANDS))

    return _edited(text, rng, edit)


def brackets(text: str, rng: Random) -> str:
    def edit(parts: list[str], at: int) -> None:
        places = [n for n, part in enumerate(parts) if part in BRACKETS]
        if places and rng.random() < 0.6:
            parts[rng.choice(places)] = rng.choice(("", *BRACKETS))
        else:
            parts.insert(at, rng.choice(BRACKETS))

    return _edited(text, rng, edit)


def scripts(text: str, rng: Random) -> str:
    def edit(parts: list[str], at: int) -> None:
        script = rng.choice(
            ("_1", "^{-1}", "'", "^T", "_{h,k}", "^{(h)}", "^", "_", "^^", "_{}", "{}^2", r"^\prime", "^{_1}")
        )
        parts.insert(at, script * rng.choice((1, 1, 1, 2)))

    return _edited(text, rng, edit)


def noisy(text: str, rng: Random) -> str:
    """Bytes that are changed, as text: those above 127 come back as broken UTF-8."""
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(rng.choice((1, 3, 10, 100))):
        if data:
            data[rng.randrange(len(data))] = rng.choice(
                (0, 10, 13, 27, 92, 123, 125, 36, 37, 128, 195, 255, rng.randrange(256))
            )
    return data.decode("utf-8", "surrogateescape")


def macros(text: str, rng: Random) -> str:
    """A definition in front, and its name in the text."""
    name = rng.choice((r"\foo", r"\sum", r"\rho", r"\text", r"\begin", r"\h", r"\bar", r"\frac", r"\conversion"))
    body = rng.choice(("x", "h_3", name, rf"{name}{name}", "#1", "#1#1#1#1", "#2", "{", "}", r"\text{#1}", "", "a = b", r"$h$",
                       r"\\", "&", r"\left(", r"\begin{align*}", "%", r"\foo\foo\foo\foo\foo\foo\foo\foo"))  # fmt: skip
    head = rng.choice((rf"\newcommand{{{name}}}", rf"\newcommand{name}[1]", rf"\renewcommand{{{name}}}[2][{body}]", rf"\def{name}",
                       rf"\def{name}#1", rf"\DeclareMathOperator{{{name}}}", rf"\newcommand{{{name}}}[9]", rf"\providecommand{name}",
                       rf"\def{name}#1#2\stop", rf"\newcommand{{{name}"))  # fmt: skip
    parts = tokens(text)
    for _ in range(rng.choice((1, 2, 5))):
        parts.insert(rng.randrange(len(parts) + 1), name + rng.choice(("", "{i}", "[i]", "{i}{j}", " ")))
    return f"{head}{{{body}}}\n" + "".join(parts)


def nested(text: str, rng: Random) -> str:
    """A formula inside many brackets, scripts, fractions, texts or environments."""
    before, after = rng.choice((
        ("(", ")"), ("{", "}"), ("[", "]"), (r"\text{", "}"), (r"\frac{1}{", "}"), ("h^{", "}"), ("h_{", "}"), (r"\bar{", "}"),
        ("f(", ")"), (r"\sqrt{", "}"), (r"\exp(", ")"), (r"\sum_{j \in N(i)} (", ")"), ("x(x^{-1}(", "))"), (r"\langle ", ", s\\rangle"),
        ("L_h[", "]"), ("-", ""), ("+", ""), (r"\mathrm{", "}"), (r"\begin{aligned}", r"\end{aligned}"), (r"\text{$", "$}"), ("$", "$"),
        (r"\left(", r"\right)"), (r"\bigcup_{head \in [H]} ", ""), (r"\sum_{j \in S} ", ""), ("h", ""), (r"\begin{center}", r"\end{center}"),
        ("", r" \\ ="), ("", " = h"), ("x^{-1}", ""), ("a,", ""), (r"\not", ""), ("'", ""),
    ))  # fmt: skip
    depth = rng.choice((2, 5, 40, 200, 1000))
    if rng.random() < 0.2:
        after = ""
    formulas = list(FORMULA.finditer(text))
    at = rng.choice(formulas).span(0) if formulas else (len(text) // 2, len(text) // 2)
    inner = text[at[0] : at[1]]
    mark = "$" if inner.startswith("$") else ""
    return text[: at[0]] + mark + before * depth + inner.strip("$") + after * depth + mark + text[at[1] :]


def truncated(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] if rng.random() < 0.8 else text[at:]


def environments(text: str, rng: Random) -> str:
    """The names in \\begin and \\end mixed up, dropped, doubled or moved."""
    edges = list(EDGE.finditer(text))
    for _ in range(rng.choice((1, 2, 4))):
        if not edges:
            break
        edge = rng.choice(edges)
        new = rng.choice(("", edge[0] * 2, rf"\begin{{{rng.choice(ENVIRONMENTS)}}}", rf"\end{{{rng.choice(ENVIRONMENTS)}}}",
                          rf"\{edge[1]}{{{rng.choice(ENVIRONMENTS)}}}", rf"\{edge[1]}{{{edge[2]}", rf"\{edge[1]} {{{edge[2]}}}"))  # fmt: skip
        text = text[: edge.start()] + new + text[edge.end() :]
        edges = list(EDGE.finditer(text))
    return text


def unicode(text: str, rng: Random) -> str:
    parts = list(text)
    for _ in range(rng.choice((1, 2, 10))):
        parts.insert(rng.randrange(len(parts) + 1), rng.choice(ODD))
    return "".join(parts)


def long(text: str, rng: Random) -> str:
    """A name, word, line, number or sum of great length."""
    piece = rng.choice((
        "a" * 5_000, r"\varphi" * 2_000, "h_3" * 2_000, "9" * 5_000, "i+" * 3_000, " " * 20_000, "\n" * 5_000, "h" * 10_000,
        r"\text{" + "word " * 3_000 + "}", "$h$ " * 1_000, r"\foo" + "o" * 5_000, "Let $i \\in S$. " * 500, "%" + "c" * 20_000 + "\n",
        "h^{" + "1" * 3_000 + "}", "i,j," * 2_000, "h = " * 1_000, r"\\ &= h " * 1_000, "'" * 3_000, "[" * 3_000, "_" * 3_000,
        r"\text{" * 3_000, r"\begin{align*}" * 1_000, r"\newcommand{" * 2_000, r"\conversion{" * 2_000, r"\ref{" * 2_000, "$" * 3_001,
        "word" * 3_000, r"h\text{and " * 1_000, "Let " * 2_000, "and " * 3_000, r"\input{nowhere}" * 300, "(" * 20_000,
    ))  # fmt: skip
    at = rng.randrange(len(text) + 1)
    return text[:at] + piece + text[at:]


def lines(text: str, rng: Random) -> str:
    """Lines in another order, joined, doubled."""
    rows = text.split("\n")
    for _ in range(rng.choice((1, 2, 5))):
        first, second = rng.randrange(len(rows)), rng.randrange(len(rows))
        rows[first], rows[second] = rows[second], rng.choice((rows[first], rows[first] + rows[second], ""))
    return "\n".join(rows)


def spliced(text: str, rng: Random) -> str:
    """The beginning of one text and the end of another."""
    other = drawn(rng).text
    return text[: rng.randrange(len(text) + 1)] + other[rng.randrange(len(other) + 1) :]


def many(text: str, rng: Random) -> str:
    """Several mutations, one after the other."""
    for _ in range(rng.choice((2, 3, 5))):
        text = rng.choice([mutation for mutation in MUTATIONS.values() if mutation is not many])(text, rng)
        text = text[:60_000]
    return text


MUTATIONS: dict[str, Mutation] = {
    "tokens deleted": deleted,
    "tokens doubled": duplicated,
    "tokens swapped": swapped,
    "tokens inserted": inserted,
    "brackets": brackets,
    "scripts": scripts,
    "byte noise": noisy,
    "macros": macros,
    "nesting": nested,
    "truncation": truncated,
    "environments": environments,
    "unicode": unicode,
    "great length": long,
    "lines moved": lines,
    "two texts spliced": spliced,
    "several at once": many,
}
