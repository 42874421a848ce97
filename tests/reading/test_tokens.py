"""Tokens: layout dropped, brackets in one spelling, macros at the place of use."""

from __future__ import annotations

import pytest

from symproof.reading.macros import read_macros
from symproof.reading.source import Source
from symproof.reading.tokens import Token, split_at, tokenize
from tests.reading.formulas import place, refusal, tokens

MACROS = r"""\newcommand{\G}{\mathcal{H}} \newcommand\nb[2][i]{N(#1,#2)} \def\twice#1{#1#1}
\DeclareMathOperator{\att}{att} \newcommand{\loop}{\loop x} \renewcommand*{\big}{Q} % \newcommand{\no}{x}
\newcommand{\words}{\text{for #1}} \newcommand{\bomb}[1]{#1#1#1#1#1#1#1#1#1#1}"""


def texts(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


def expanded(text: str) -> list[Token]:
    return tokenize(Source("", text), 0, len(text), read_macros(Source("", MACROS)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\bigl(\bigcup\Bigr)", ["(", r"\bigcup", ")"]),  # \big does not eat \bigcup
        (r"\left.\left<a\right>\right.", [r"\langle", "a", r"\rangle"]),
        (r"\left\langle a \right\rangle", [r"\langle", "a", r"\rangle"]),
        (r"a\quad b\,c\;d~e\!f", list("abcdef")),
        (r"a & = \\* b \nonumber \\[2pt] c", ["a", "=", "b", "c"]),
        ("a % b\n c", ["a", "c"]),
        (r"\lbrace\lbrack\rbrack\rbrace", [r"\{", "[", "]", r"\}"]),
        (r"\mathrm{a}\operatorname{b}", ["{", "a", "}", "{", "b", "}"]),
        (r"\text{ two  words }", ["two words"]),
        (r"a \not= b \not\in C", ["a", r"\neq", "b", r"\notin", "C"]),
        (r"a := b", ["a", ":=", "b"]),
        (r"\label{x}\hspace{2pt} a", ["a"]),
        (r"\displaystyle\sum\limits_i", [r"\sum", "_", "i"]),
    ],
)
def test_layout_is_dropped(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_layout_is_kept_on_request() -> None:
    source = Source("", r"a & b \\ c")
    kept = tokenize(source, 0, len(source.text), layout=True)
    assert [token.text for token in kept if token.kind == "layout"] == ["&", r"\\"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\G", [r"\mathcal", "{", "H", "}"]),
        (r"\nb{j}", list("N(i,j)")),
        (r"\nb[k]j", list("N(k,j)")),
        (r"\twice{\nb 1}", list("N(i,1)") * 2),
        (r"\att", ["att"]),
        (r"\no", [r"\no"]),
    ],
)
def test_macros(text: str, expected: list[str]) -> None:
    assert [token.text for token in expanded(text)] == expected


def test_tokens_of_a_macro_stand_at_its_call_and_arguments_at_their_own_place() -> None:
    found = expanded(r"a + \nb{jj}")
    assert [(t.text, t.span.column) for t in found[2:]] == [
        ("N", 5), ("(", 5), ("i", 5), (",", 5), ("j", 9), ("j", 10), (")", 5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "why", "column"),
    [
        (r"x \loop", "E106", "recursion", 3),
        (r"\twice", "E106", "arguments", 1),
        (r"{\nb}", "E106", "arguments", 2),
        (r"\bomb{\bomb{\bomb{\bomb{\bomb{x}}}}}", "E210", None, 25),
        ("x" * 20_001, "E210", None, 1),
    ],
)
def test_macros_that_cannot_be_expanded(text: str, code: str, why: str | None, column: int) -> None:
    finding = refusal(expanded, text)
    assert (finding.code, finding.facts.get("why"), place(finding)[0]) == (code, why, column)


def test_places_over_several_lines() -> None:
    source = Source("other.tex", "a\n  \\alpha b")
    token = tokenize(source, 0, len(source.text))[1]
    assert (token.span.line, token.span.column, token.span.end_column) == (2, 3, 9)
    assert token.span.path == "other.tex"


def test_split_outside_brackets() -> None:
    parts = split_at(tokens(r"i, N(j,k), m_{G,r}[a,b]"), ",")
    assert ["".join(token.text for token in part) for part in parts] == ["i", "N(j,k)", "m_{G,r}[a,b]"]
