"""Errata as LaTeX: items that a reader of the paper alone can follow, with formulas that fit the line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from symproof.writing import messages
from symproof.writing.display import LINE
from symproof.writing.errata import Errata, Erratum, Reading, read
from symproof.writing.errata_words import (
    HOW_TO_READ,
    UNDECIDED,
    counted,
    place_words,
    reading_place,
    settled_words,
    verdict_words,
)
from symproof.writing.picture import picture_latex
from symproof.writing.printed_rows import printed_rows
from symproof.writing.render import heading
from symproof.writing.templating import Tex, escape, fill
from symproof.writing.width import width
from symproof.writing.witness_latex import witness_latex

MARGIN = 6.0  # em beside a formula in a list


def to_latex(found: Errata) -> str:
    """A document of its own."""
    return fill(
        "errata.tex.j2",
        title=Tex(f"Errata: {heading(found.title)}"),
        counted=counted(found),
        how_to_read=HOW_TO_READ,
        undecided=UNDECIDED,
        reviewed=Tex("; ".join(map(heading, found.reviewed))),
        sections=list(_sections(found)),
        conversions=list(_readings(found.conversions)),
    )


def _readings(found: Sequence[Reading]) -> Iterator[tuple[Tex, Tex, Tex]]:
    """Rows of a table; a place is named once."""
    known = None
    for one in found:
        title, line = reading_place(one)
        place = one.document, title, line
        shown = Tex("") if place == known else Tex(f"{heading(title)}{escape(line)}")
        known = place
        mark = " (undecided)" if one.conversion.undecided else ""
        yield shown, _code(one.conversion.converted), Tex(_code(one.conversion.read) + mark)


def _sections(found: Errata) -> Iterator[tuple[Tex, list[Tex]]]:
    items: list[Tex] = []
    known: tuple[str, str] | None = None
    seen: dict[Any, int] = {}
    for number, one in enumerate(found.items, start=1):
        if (one.document, one.section) != known:
            if items:
                yield _section_title(known), items
            known, items = (one.document, one.section), []
        items.append(erratum_latex(number, one, seen))
    if items:
        yield _section_title(known), items


def _section_title(known: tuple[str, str] | None) -> Tex:
    document, section = known or ("", "")
    return Tex(f"{heading(section)} \\normalfont\\footnotesize\\texttt{{{escape(document)}}}")


def erratum_latex(number: int, one: Erratum, seen: dict[Any, int]) -> Tex:
    """An item of a list; a counterexample that was shown before is referred to."""
    where = Tex(heading(one.title) + escape(place_words(one)[len(one.title) :]))
    parts = [f"\\item[\\textbf{{{number}.}}] \\textbf{{{where}}} {{\\footnotesize ({escape(str(one.span.line))})}}"]
    if one.source == "settled":
        return Tex(f"{parts[0]}\\par {_sentence(verdict_words(one))} {settled_words(one)}")
    parts[0] += "\\nopagebreak"
    parts += _printed_latex(one)
    said = [*one.why, *(note.why for note in one.notes)]
    parts += [f"\\par {' '.join(_sentence(line) for line in said)}"] if said else []
    parts += _witness_part(number, one, seen)
    return Tex("\n".join([*parts, *_corrected_latex(one)]))


def _printed_latex(one: Erratum) -> list[str]:
    if not one.printed or (not one.proposition and one.notes):
        return []  # declarations are shown by what is changed in them
    if one.step is not None and one.shown:
        return [f"\\par As printed:\n{one.shown}"]
    if not _sets(one.printed) or width(one.printed) < LINE - MARGIN:
        return [f"\\par As printed: {_formula(one.printed)}"]
    rows = "&" + " \\\\*\n&\\qquad ".join(_printed_rows(one))
    return [f"\\par As printed:\n\\begin{{flalign*}}\n{rows} &&\n\\end{{flalign*}}"]


def _printed_rows(one: Erratum) -> list[str]:
    """The line with its relation, in small brackets."""
    return printed_rows(_flat(re.sub(r"(?<![A-Za-z])&", " ", one.printed)), LINE - MARGIN)


def _witness_part(number: int, one: Erratum, seen: dict[Any, int]) -> list[str]:
    if one.witness is None:
        return []
    if one.witness in seen:
        return [f"\\par The counterexample of {seen[one.witness]}."]
    seen[one.witness] = number
    lines = [f"\\par{{\\footnotesize {witness_latex(one.witness)}\\par}}"]
    return [*lines, f"\\smallskip{{\\footnotesize {picture_latex(one.drawn)}}}"] if one.drawn else lines


def _corrected_latex(one: Erratum) -> list[str]:
    pairs = [(read(old), new) for note in one.notes for old, new in note.changes if old != new]
    lines = [f"\\par For {_quoted(old)} read {_quoted(new)}." for old, new in pairs]
    whole = "The corrected line" if one.added == 0 else "The corrected line and those added to it"
    lines += [f"\\par {whole}:\n{one.anew}"] if one.anew else []
    lines += [f"\\par Reason: {_text(note.added)}." for note in one.notes if note.added and note.place == "reason"]
    lines += [f"\\par Add: {_text(note.added)}" for note in one.notes if note.added and note.place != "reason"]
    proposed = [f"for {_formula(old)} read {_formula(new)}" for old, new in one.exchanged]
    proposed += [_words(one.besides)] if one.besides else []
    return lines + ([f"\\par Proposed: {'; '.join(proposed)}."] if one.proposal else [])


def _quoted(piece: str) -> str:
    """What is to be replaced, or replaces it; a sentence in quotation marks."""
    return f"``{_formula(piece.rstrip('.'))}''" if "$" in piece else _formula(piece)


def _text(sentence: str) -> Tex:
    """A sentence of the document language, which is LaTeX where its formulas are balanced."""
    return Tex(sentence) if sentence.count("$") % 2 == 0 else escape(sentence)


def _formula(source: str) -> Tex:
    """A formula as mathematics where it fits the line and its braces match, else as code."""
    if "$" in source and source.count("$") % 2 == 0:
        return _text(source)  # a sentence
    if _sets(source) and width(source) < LINE - MARGIN:
        return Tex(f"${re.sub(r'(?<![A-Za-z])&', ' ', _flat(source))}$")
    return _code(source)


def _sets(source: str) -> bool:
    """Will TeX set this as a formula?"""
    safe = _balanced(source) and not re.search(r"[$#%~]|\\(?:text|begin|end|item|par|conversion)\b", source)
    return safe and not source.rstrip().endswith(("_", "^", "\\"))


def _flat(source: str) -> str:
    """Without brackets that are larger than the line: they would spread it."""
    return re.sub(r"\\(?:big|Big|bigg|Bigg)[lr]?(?![A-Za-z])", "", source)


def _balanced(source: str) -> bool:
    depth = 0
    for char in source.replace("\\{", "").replace("\\}", ""):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth < 0:
            return False
    return depth == 0


def _code(source: str) -> Tex:
    """Source text that may be broken after every few letters."""
    if not source:
        return Tex("nothing")
    parts = re.findall(r"\\[A-Za-z]+|.", source)
    shown = "\\allowbreak{}".join(map(escape, parts))
    return Tex(f"{{\\footnotesize\\ttfamily {shown}}}")


_MATHS = re.compile(r"\\|[_^]\{|^[B-HJ-Z]$")


def _words(line: str) -> Tex:
    """A message with its formulas set as formulas: words with commands or scripts, and what joins them."""
    parts = re.split(r"`([^`]*)`|\$([^$]*)\$", line.replace(messages.NO_BREAK, " "))
    plain_parts, formulas = parts[::3], [a or b or "" for a, b in zip(parts[1::3], parts[2::3], strict=True)]
    done = [_run(plain_parts[0])]
    for source, after in zip(formulas, plain_parts[1:], strict=True):
        done += [_formula(source) if source else "", _run(after)]
    return Tex("".join(done))


def _run(text: str) -> str:
    shown: list[str] = []
    formula = ""
    for word in re.split(r"(\s+)", text):
        bare = word.rstrip(".,;:?")
        if _open(formula) or _MATHS.search(bare) or (formula and (not word.strip() or bare == "=")):
            formula += word
            if bare == word or _open(formula):
                continue
            word = ""
        if formula:
            shown.append(_joined(formula))
            formula = ""
        shown.append(escape(word))
    return "".join([*shown, _joined(formula)])


def _open(source: str) -> bool:
    return source.count("{") > source.count("}")


def _joined(words: str) -> str:
    body = words.strip()
    bare = body.rstrip(".,;:?")
    tail = body[len(bare) :] + (" " if words.endswith(" ") else "")
    return f"{_formula(bare)}{escape(tail)}" if bare else tail


def _sentence(line: str) -> str:
    first = line.split(" ", 1)[0]
    shown = _words(line[:1].upper() + line[1:] if len(first) > 1 or first == "a" else line)
    return shown + ("" if line.rstrip().endswith((".", "?", "!")) else ".")


__all__ = ["erratum_latex", "to_latex"]
