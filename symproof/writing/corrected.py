"""The corrected text: each derivation after its repairs, behind what was wrong in it as printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from symproof.checking.report import DocumentReport
from symproof.theory.frozen import dataclass
from symproof.writing.errata import Erratum, Review, errata
from symproof.writing.errata_latex import erratum_latex
from symproof.writing.render import Part, heading, parts
from symproof.writing.templating import Tex, escape, fill


@dataclass(frozen=True)
class Chapter:
    """A document as printed, the same after its repairs, and these."""

    printed: Review
    report: DocumentReport


@dataclass(frozen=True)
class _Section:
    part: Part
    printed: Tex


@dataclass(frozen=True)
class _Shown:
    title: Tex
    sections: list[_Section]


def to_latex(chapters: Sequence[Chapter], title: str) -> str:
    """A document of its own; what is not verified after the repairs carries its verdict."""
    return fill("corrected.tex.j2", title=title, chapters=[_shown(chapter) for chapter in chapters])


def _shown(chapter: Chapter) -> _Shown:
    document = chapter.report.document
    title = heading(document.title or Path(document.path).stem)
    return _Shown(title, list(_sections(chapter)))


def _sections(chapter: Chapter) -> Iterator[_Section]:
    found = errata("", [chapter.printed]).items
    for record, part in zip(chapter.report.propositions, parts(chapter.report), strict=True):
        label = record.proposition.label
        yield _Section(part, _printed([one for one in found if one.proposition == label]))


def _printed(items: Sequence[Erratum]) -> Tex:
    """What was wrong before the repairs."""
    if not items:
        return Tex("")
    seen: dict[object, int] = {}
    shown = "\n".join(erratum_latex(number, one, seen) for number, one in enumerate(items, start=1))
    return Tex(f"As printed, {escape(_count(len(items)))} not hold:\n\\begin{{errata}}\n{shown}\n\\end{{errata}}")


def _count(number: int) -> str:
    return "one place does" if number == 1 else f"{number} places do"
