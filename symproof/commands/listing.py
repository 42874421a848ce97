"""``symproof list``: documents, their propositions, the number of their steps."""

from __future__ import annotations

from collections.abc import Sequence

from symproof.commands.documents import Target
from symproof.reading.read import read_document
from symproof.theory.document import Document, Proposition
from symproof.writing.plain import one_line, plain
from symproof.writing.terminal import shown_path


def listing(targets: Sequence[Target]) -> str:
    """One line a proposition: label, steps, title."""
    documents = [_lines(read_document(target.path), target) for target in targets]
    return "".join(f"{line}\n" for lines in documents for line in lines)


def _lines(document: Document, target: Target) -> list[str]:
    chosen = [p for p in document.propositions if not target.only or p.label in target.only]
    errors = sum(d.severity == "error" for d in document.diagnostics)
    unread = f", {errors} place{'s' if errors > 1 else ''} cannot be read" if errors else ""
    head = f"{shown_path(document.path)}: {_number(len(chosen), 'proposition')}{unread}"
    return [head, *map(_line, chosen)]


def _line(proposition: Proposition) -> str:
    steps = sum(len(chain.steps) for chain in proposition.chains)
    title = plain(proposition.title)
    return f"  {one_line(proposition.label):30} {_number(steps, 'step'):10} {title}".rstrip()


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
