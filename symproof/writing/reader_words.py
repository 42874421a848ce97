"""The words of the reader's codes.

Each code has headlines, of which the first is taken whose facts (in braces) are all there, and notes,
of which every one is given whose facts are there. ``[name=value]`` in front is a condition on a fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Headlines to choose from, and notes."""

    headlines: tuple[str, ...]
    notes: tuple[str, ...] = ()


WORDS: Mapping[str, Words] = {
    "E101": Words(
        (
            "`{opened}` is closed by `{found}`",
            "`{found}` closes a bracket that was never opened",
            "`{opened}` is never closed",
        ),
        ("expected `{expected}`",),
    ),
    "E102": Words(
        ("`{found}` cannot stand here", "something else is expected here"),
        ("expected {expected}", "in {context}"),
    ),
    "E103": Words(("the formula ends too early",), ("expected {expected}", "after `{found}`")),
    "E104": Words(
        (
            "a second superscript on `{name}`, which TeX refuses",
            "a second superscript or subscript, which TeX refuses",
        ),
        ("put braces around the base, as in {{h'}}^{{-1}}",),
    ),
    "E105": Words(
        ("the command `{name}` is not known", "the command `{found}` is not known"),
        ("\\newcommand can define it",),
    ),
    "E106": Words(
        (
            "[why=recursion] the macro `{name}` calls itself",
            "[why=arguments] the macro `{name}` takes {expected} argument(s), found {found}",
            "the macro `{name}` cannot be expanded",
        ),
        ("{why}",),
    ),
    "E107": Words(
        ("readers may bracket `{found}` in two ways", "readers may bracket this in two ways"),
        ("write {first} or {second}", "write {expected}"),
    ),
    "E201": Words(("`{name}` is not declared", "`{found}` is not declared"), ("expected {expected}",)),
    "E202": Words(
        ("`{name}` takes {expected} argument(s), found {found}", "a wrong number of arguments"),
        ("it is declared as {declared}",),
    ),
    "E203": Words(
        ("`{name}` is {found}, but {expected} is wanted here", "{expected} is wanted here, found {found}"),
        ("in {context}",),
    ),
    "E204": Words(
        ("{left} and {right} do not go together", "{found} does not go with {expected}"),
        ("{why}",),
    ),
    "E205": Words(
        ("`{name}` has a meaning already and cannot be bound here",),
        ("take a name that is free, for instance `{suggestion}`", "{why}"),
    ),
    "E206": Words(
        ("it is not clear which variable this sum binds",),
        ("candidates: {candidates}", "expected {expected}", "found {found}", "write {suggestion}"),
    ),
    "E207": Words(
        (
            "`{found}` is not the index of a sum around this softmax",
            "no sum around this softmax has its subscript as index",
        ),
        ("expected {expected}",),
    ),
    "E208": Words(
        ("`{name}` names a head and something else",), ("take another name for the head, `{suggestion}`",)
    ),
    "E209": Words(
        ("`{found}` is not a set to sum over", "this is not a set to sum over"), ("expected {expected}",)
    ),
    "E210": Words(
        ("the formula is too large: more than {maximum} {limit}", "the formula is too large"),
        ("break it up with a definition or an abbreviation",),
    ),
    "E211": Words(
        ("the sides are of different sorts: {left} and {right}", "the sides are of different sorts"),
    ),
    "E212": Words(
        ("`[\\bullet]` stands outside of a sum",), ("it means one fresh function of the bound variables",)
    ),
    "E115": Words(("`{found}` is never closed",), ("expected `{expected}`",)),
    "E116": Words(("`\\begin{{{name}}}` is never closed", "an environment is never closed"), ()),
    "E117": Words(
        ("`\\end{{{found}}}` closes `\\begin{{{expected}}}`", "`\\end{{{found}}}` without its `\\begin`"), ()
    ),
    "E118": Words(("`{found}` is never closed",), ("expected `{expected}`",)),
    "E119": Words(("`{found}` cannot stand here",), ()),
}
