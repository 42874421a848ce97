from __future__ import annotations

import pytest

from symproof.terms import Arrow, H, S, Space
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.span import Span
from symproof.writing.codes import titles
from symproof.writing.messages import describe, fill
from tests.writing.golden_files import same_as_golden

FILL = [
    ("`{name}` is not declared", {"name": "x"}, "`x` is not declared"),
    ("`{name}` is not declared", {}, None),
    ("`{name}` is not declared", {"name": ""}, None),
    ("[why=recursion] {name} calls itself", {"why": "recursion", "name": "m"}, "m calls itself"),
    ("[why=recursion] {name} calls itself", {"why": "arguments", "name": "m"}, None),
    ("[why=recursion] {name} calls itself", {"name": "m"}, None),
    ("braces {{x}}", {}, "braces {x}"),
    ("", {}, None),
]


@pytest.mark.parametrize(("template", "facts", "text"), FILL)
def test_fill(template: str, facts: dict[str, str], text: str | None) -> None:
    assert fill(template, facts) == text


@pytest.mark.parametrize("code", [*titles(), "E999", "W999", "", "nonsense"])
@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"found": ")"},
        {"name": "{x}", "expected": ("a", "b"), "found": 3, "why": None},
        {"limit": "tokens"},
    ],
)
def test_every_code_has_words_whatever_the_facts(code: str, facts: dict[str, object]) -> None:
    headline, notes = describe(Diagnostic(code, Span(1, 1, 1, 2), facts, ("y",), ((Span(1, 1, 1, 2), "opened here"),)))
    assert headline and "..." not in headline and "None" not in headline
    assert "did you mean y?" in notes
    assert "opened here: 1:1" in notes


def test_lists_are_joined() -> None:
    found = Diagnostic("E103", Span(1, 1, 1, 1), {"expected": ("a name", "a bracket", "a number")})
    assert "expected a name, a bracket or a number" in describe(found)[1]


# What the reader says of a mistake, in words: facts as it gives them.
SAID: list[tuple[str, dict[str, object]]] = [
    ("E101", {"opened": "(", "expected": ")", "found": "\\rangle"}),
    ("E101", {"opened": "(", "expected": ")", "found": ""}),
    ("E101", {"opened": "", "expected": "", "found": ")"}),
    ("E102", {"found": ",", "expected": ("a term", "a bracket")}),
    ("E102", {"found": "", "expected": ("=", "\\neq")}),
    ("E103", {"expected": "what stands in the script"}),
    ("E104", {"kind": "superscript", "remedy": "{h'_1}^{-1}"}),
    ("E104", {"kind": "base", "remedy": ""}),
    ("E105", {"name": "\\heartsuit"}),
    ("E106", {"name": "\\w", "why": "recursion"}),
    ("E106", {"name": "\\w", "why": "arguments", "expected": 2, "found": 0}),
    *(("E107", {"what": what}) for what in ("argument", "division", "numbers", "script")),
    ("E110", {"name": "s.tex", "folder": "d"}),
    ("E111", {"name": "a.tex", "chain": "a.tex -> b.tex -> a.tex"}),
    ("E113", {"found": "byte 0xff"}),
    ("E114", {"limit": 100, "name": "MAX_BYTES", "found": 200}),
    ("E115", {"found": "empty"}),
    ("E115", {"found": ""}),
    ("E116", {"name": "proof"}),
    ("E117", {"found": "aligned", "expected": "align*"}),
    ("E117", {"found": "proof", "expected": ""}),
    ("E118", {"found": "$", "expected": "$"}),
    ("E119", {"found": "\\]", "expected": "\\["}),
    ("E120", {"found": "Take $i$ from $S$."}),
    ("E122", {"found": "i", "name": "i", "kind": ""}),
    ("E122", {"expected": r"a shape $m \times n$"}),
    ("E125", {"found": "p44", "reason": "no group is called 'p44'"}),
    ("E127", {"name": "i", "expected": "a function", "found": "linear"}),
    ("E129", {"limit": 100, "name": "MAX_STEPS"}),
    ("E140", {"kind": "proposition"}),
    ("E145", {"found": "not"}),
    ("E151", {"found": "="}),
    ("E153", {"found": ""}),
    ("E158", {"found": "f(j)"}),
    ("E201", {"name": r"\varphi_{kev}"}),
    ("E201", {"name": "T", "what": "set"}),
    ("E202", {"name": r"\rho", "expected": 2, "found": 1, "sorts": ("a position", "a position")}),
    ("E202", {"name": r"\varphi", "missing": "head", "expected": 1, "found": 0}),
    ("E203", {"expected": "a position", "found": "a vector of V"}),
    ("E203", {"expected": "an element of F", "found": "an element of K", "identify": ("F", "K")}),
    ("E203", {"what": "script", "expected": "no subscript", "found": "_2", "base": "a real number"}),
    ("E204", {"operation": "sum", "expected": "an element of F", "found": "a vector of V"}),
    ("E204", {"operation": "product", "left": "a matrix", "found": "a vector of V"}),
    *(("E205", {"name": "i", "kind": kind, "fresh": "i'"}) for kind in ("free", "abbreviation", "enclosing")),
    ("E206", {"why": "several", "names": ("j", "k"), "element": "x(j)+x(k)"}),
    ("E206", {"why": "none", "names": ("j",), "element": "j", "reasons": {"j": "free in the proposition"}}),
    ("E206", {"why": "no set", "name": "j", "sets": ("N(i)", "S")}),
    ("E206", {"why": "bounds"}),
    ("E207", {"index": "k", "indices": ("j",)}),
    ("E208", {"name": "h", "found": "an element of the group", "fresh": "head"}),
    ("E209", {"what": "size", "expected": 2, "found": 1, "domain": "N(i,h)"}),
    ("E209", {"what": "set", "sets": ("N", "S"), "heads": "[H]"}),
    ("E210", {"limit": "tokens", "maximum": 20000}),
    ("E211", {"expected": "an element of F", "found": "a vector of V"}),
    ("E211", {"placeholder": True, "expected": "a", "found": "b"}),
    ("E251", {"name": "h", "expected": H, "found": Arrow((S,), Space("F"))}),
    ("E252", {"name": "m"}),
    ("E253", {"kind": "group", "name": "G", "expected": r"\mathcal{H}"}),
    ("E260", {"name": "i", "abbreviation": r"\bar i"}),
    ("W101", {"words": "clearly", "reason": "clearly"}),
    ("W103", {"name": "S"}),
    ("W301", {"what": "definition of m"}),
    ("W302", {"hypothesis": "N is stable under H"}),
]


def test_golden_words() -> None:
    lines = []
    for code, facts in SAID:
        headline, notes = describe(Diagnostic(code, Span(1, 1, 1, 2), facts))
        lines += [f"{code} {headline}", *(f"     {note}" for note in notes)]
    same_as_golden("messages.txt", "\n".join(lines) + "\n")
