"""The trusted part with its size: ``python -m tests.trusted`` prints the table of the README, ``--write`` puts it there.

A verdict ``proved`` rests on these files alone (with sympy and numpy), and on the reader for what a formula says.
Lines are those with code: blank lines, comments and docstrings do not count.
"""

from __future__ import annotations

import ast
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).parent.parent
README = TOP / "README.md"
BEGIN, END = "<!-- trusted: begin -->", "<!-- trusted: end -->"
TRUSTED = {
    "both tiers": (
        "terms/sorts", "terms/term", "terms/nodes", "terms/binders", "terms/naturals", "theory/hypotheses", "theory/setting",
        "algebras/fold", "checking/step",
    ),
    "the general tier": (
        "algebras/words", "algebras/atoms", "algebras/polynomials", "algebras/rewriting", "algebras/equations",
        "algebras/matrices",
        "algebras/laws", "algebras/completion", "algebras/relations", "algebras/sums", "algebras/consequences",
        "algebras/normal_form",
        "checking/prove", "checking/congruence", "checking/reasons", "checking/citation", "checking/ends",
    ),
    "the finite tier": (
        "groups/action", "groups/orbits", "algebras/axes", "algebras/identifiers", "algebras/exact_ids",
        "algebras/instances",
    ),
}  # fmt: skip
LAYOUT = {
    tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING,
    tokenize.ENDMARKER,
}  # fmt: skip


def path_of(name: str) -> Path:
    return TOP / "symproof" / f"{name}.py"


def files() -> list[Path]:
    """The trusted files, in order."""
    return [path_of(name) for names in TRUSTED.values() for name in names]


def code_lines(path: Path) -> int:
    """How many lines of a file hold code."""
    with path.open("rb") as file:
        lines = {
            line
            for token in tokenize.tokenize(file.readline)
            if token.type not in LAYOUT
            for line in range(token.start[0], token.end[0] + 1)
        }
    return len(lines - set(_docstring_lines(ast.parse(path.read_text(encoding="utf-8")))))


def _docstring_lines(tree: ast.AST) -> Iterator[int]:
    """The lines of strings that stand alone: docstrings and notes below names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from range(node.lineno, (node.end_lineno or node.lineno) + 1)


def table() -> str:
    """The rows of the README."""
    rows, total = [], 0
    for tier, names in TRUSTED.items():
        counts = {name: code_lines(path_of(name)) for name in names}
        rows += [f"| `symproof/{name}.py` | {count} |" for name, count in counts.items()]
        rows.append(f"| **{tier}** | **{sum(counts.values())}** |")
        total += sum(counts.values())
    return "\n".join(["| file | lines |", "| --- | ---: |", *rows, f"| **together** | **{total}** |"])


def in_readme() -> str:
    """The rows that the README has now."""
    text = README.read_text(encoding="utf-8")
    return text[text.index(BEGIN) + len(BEGIN) : text.index(END)].strip()


def main() -> None:
    text = README.read_text(encoding="utf-8")
    if "--write" in sys.argv[1:]:
        before, after = text[: text.index(BEGIN)], text[text.index(END) :]
        README.write_text(f"{before}{BEGIN}\n{table()}\n{after}", encoding="utf-8")
    print(table())


if __name__ == "__main__":
    main()
