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
    "symproof/terms": ("sorts", "nodes", "binders", "naturals"),
    "symproof/theory": ("hypotheses", "setting"),
    "symproof/groups": ("action", "orbits"),
    "symproof/algebras": (
        "fold", "words", "atoms", "polynomials", "relations", "sums", "normal_form",  # the general tier
        "axes", "identifiers", "exact_ids", "instances",  # the finite tier
    ),
    "symproof/checking": ("prove", "congruence", "reasons", "citation", "step"),
}  # fmt: skip
LAYOUT = {
    tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING,
    tokenize.ENDMARKER,
}  # fmt: skip


def files() -> list[Path]:
    """The trusted files, in order."""
    return [TOP / folder / f"{name}.py" for folder, names in TRUSTED.items() for name in names]


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
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            yield from range(node.lineno, (node.end_lineno or node.lineno) + 1)


def table() -> str:
    """The rows of the README."""
    counted = [(path.relative_to(TOP).as_posix(), code_lines(path)) for path in files()]
    rows = [f"| `{name}` | {count} |" for name, count in counted]
    total = sum(count for _, count in counted)
    return "\n".join(["| file | lines |", "| --- | ---: |", *rows, f"| together | {total} |"])


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
