"""What follows from a sentence that cannot be read: a name that it would have declared is missing, and missed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from symproof.reading.macros import Macros
from symproof.reading.names import parse_name, read_signature
from symproof.reading.scan import Region
from symproof.reading.sentences import Clause
from symproof.reading.tokens import split_at, tokenize
from symproof.theory.diagnostic import Diagnostic, Malformed
from symproof.theory.span import Span

SIGNS = (":=", r"\coloneqq", r"\coloneq", r"\defeq", ":", r"\colon", r"\in", r"\subseteq", r"\subset", "=")
MISSED = ("E201", "E256")  # codes of a name that nothing declares


def names_meant(clause: Clause, macros: Macros, action: str) -> Iterator[str]:
    """The names that a sentence seems to declare: what stands left of ``:=``, ``:``, ``\\in``, or alone."""
    for region in clause.formulas:
        yield from _of_formula(region, macros, action)


def _of_formula(region: Region, macros: Macros, action: str) -> Iterator[str]:
    try:
        tokens = tokenize(region.source, region.start, region.end, macros)
    except Malformed:
        return
    for part in split_at(split_at(tokens, *SIGNS)[0], ","):
        try:
            name = read_signature(part, action).name if part else ""
            yield from dict.fromkeys((name, _base(name)) if name else ())
        except (Malformed, ValueError):
            continue


def _base(name: str) -> str:
    """A name without its scripts and primes."""
    return str(parse_name(name)._replace(sub="", sup="", primes=0))


def told_once(found: Iterable[Diagnostic], failed: dict[str, Span]) -> Iterator[Diagnostic]:
    """Of the places where a name is missed since its declaration cannot be read, the first, which says so."""
    told: set[Span] = set()
    for diagnostic in found:
        cause = _cause(diagnostic, failed)
        if cause is None:
            yield diagnostic
        elif cause not in told:
            told.add(cause)
            line = f"{cause.path}:{cause.line}" if cause.path else str(cause.line)
            facts = {**diagnostic.facts, "failed": line, "what": "failed"}
            yield replace(diagnostic, facts=facts, nearest=())


def _cause(diagnostic: Diagnostic, failed: dict[str, Span]) -> Span | None:
    name = str(diagnostic.facts.get("name", ""))
    if diagnostic.code not in MISSED or not name or not failed:
        return None
    try:
        cause = failed.get(name) or failed.get(_base(name))
    except (Malformed, ValueError):
        return None
    return None if cause is None or _inside(diagnostic.span, cause) else cause


def _inside(span: Span, sentence: Span) -> bool:
    start, end = (sentence.line, sentence.column), (sentence.end_line, sentence.end_column)
    return span.path == sentence.path and start <= (span.line, span.column) < end
