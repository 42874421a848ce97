from __future__ import annotations

import pytest

from symproof.theory.diagnostic import Diagnostic
from symproof.theory.span import Span
from symproof.writing.codes import titles
from symproof.writing.messages import describe, fill

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
    headline, notes = describe(
        Diagnostic(code, Span(1, 1, 1, 2), facts, ("y",), ((Span(1, 1, 1, 2), "opened here"),))
    )
    assert headline and "..." not in headline and "None" not in headline
    assert "did you mean y?" in notes
    assert "opened here: 1:1" in notes


def test_lists_are_joined() -> None:
    found = Diagnostic("E103", Span(1, 1, 1, 1), {"expected": ("a name", "a bracket", "a number")})
    assert "expected a name, a bracket or a number" in describe(found)[1]
