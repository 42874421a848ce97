"""What follows from a sentence that cannot be read: a name that it would have declared is missing, and missed once."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from symproof.reading.macros import Macros
from symproof.reading.names import parse_name
from symproof.reading.scan import Region
from symproof.reading.sentences import Clause
from symproof.reading.signatures import read_signature
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


def told_once(
    found: Iterable[Diagnostic], failed: dict[str, Span], sentences: Sequence[Region]
) -> Iterator[Diagnostic]:
    """Of the places where a name is missed since its declaration cannot be read, the first, which says so.

    ``failed``: the names that sentences would have declared; ``sentences``: what is not understood at all.
    """
    found, told = list(found), set[Span]()
    missed = [(one.facts.get("name"), one.span) for one in found if one.code in MISSED]
    roots: dict[Span, Span] = {}  # of a sentence that cannot be read only because of another: the first such
    for diagnostic in found:
        cause = _cause(diagnostic, failed) or _mentioned(diagnostic, sentences, missed)
        if cause is None:
            yield diagnostic
            continue
        root = roots.get(cause, cause)
        roots.update({one.span: root for one in sentences if _inside(diagnostic.span, one.span)})
        if root not in told:
            told.add(root)
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


def _mentioned(
    diagnostic: Diagnostic, sentences: Sequence[Region], missed: Sequence[tuple[object, Span]]
) -> Span | None:
    """The first of the sentences that holds the missing name, and does not miss it itself."""
    name = str(diagnostic.facts.get("name", ""))
    if diagnostic.code not in MISSED or not name:
        return None
    word = re.compile(rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z])")
    holding = (one.span for one in sentences if word.search(one.text))
    missing = [place for other, place in missed if other == name]
    return next((span for span in holding if not any(_inside(place, span) for place in missing)), None)


def without_cut_formulas(found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Where a formula is never closed, its sentence is cut and its claim is missed: that alone is told."""
    opened = [one.span for one in found if one.code == "E118"]
    unread = [one.span for one in found if one.severity == "error"]
    for diagnostic in found:
        blamed = unread if diagnostic.code == "W106" else opened
        if not any(_cut(diagnostic, span) for span in blamed):
            yield diagnostic


def _cut(diagnostic: Diagnostic, opened: Span) -> bool:
    span = diagnostic.span
    if span.path != opened.path:
        return False
    if diagnostic.code in ("E140", "W106"):
        until = diagnostic.facts.get("until", ())
        return isinstance(until, tuple) and bool(until) and span.line <= opened.line <= int(until[0])
    near = span.end_line == opened.line and span.end_column <= opened.column <= span.end_column + 2
    return diagnostic.code in ("E120", "W102") and near


def declared_later(found: Iterable[Diagnostic], names: Container[str]) -> Iterator[Diagnostic]:
    """A name that is missed where it stands, and is among ``names`` at the end of the document, says so."""
    for diagnostic in found:
        missed = diagnostic.code == "E201" and diagnostic.facts.get("what", "") in ("", "set")
        if missed and diagnostic.facts.get("name") in names:
            yield replace(diagnostic, facts={**diagnostic.facts, "what": "later"}, nearest=())
        else:
            yield diagnostic


def without_a_setting(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Where a document has no setting, the first name that is missed says so, and no other is missed."""
    told = False
    for diagnostic in found:
        if diagnostic.code not in (*MISSED, "E158"):
            yield diagnostic
        elif not told and diagnostic.code == "E201":
            told = True
            yield replace(diagnostic, facts={**diagnostic.facts, "what": "no setting"}, nearest=())


def _inside(span: Span, sentence: Span) -> bool:
    start, end = (sentence.line, sentence.column), (sentence.end_line, sentence.end_column)
    return span.path == sentence.path and start <= (span.line, span.column) < end
