"""Labels of displays: ``by \\eqref{eq:score}`` allows what the equation of that label rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from symproof.reading.grounds import spoken_of
from symproof.reading.scan import Display
from symproof.theory.document import (
    ByAlgebra,
    ByClaim,
    ByDefinition,
    ByHypothesis,
    ByReindexing,
    ReasonPart,
    Step,
)
from symproof.theory.setting import Setting
from symproof.theory.span import Span

LABEL = re.compile(r"\\label\s*\{\s*([^{}]*?)\s*\}")
COMMENT = re.compile(r"(?<!\\)%")
WHOLE = ("equation", "\\[", "$$", "multline", "displaymath", "dmath")  # one equation, however many rows it takes
GRANTED = (ByAlgebra, ByClaim, ByDefinition, ByHypothesis, ByReindexing)


def labels_of(display: Display) -> Iterator[tuple[str, Span]]:
    """The names that a display gives to its equations, with their places; not those in comments."""
    source, start, end = display.region.source, display.region.start, display.region.end
    for match in LABEL.finditer(source.text, start, end):
        line = source.text[source.text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if COMMENT.search(line) is None:
            yield match[1], source.span(match.start(), match.end())


def steps_of(display: Display, steps: Sequence[Step], label: Span) -> tuple[Step, ...]:
    """The steps that a label stands for: that of its row; all where it stands first, or for the whole display."""
    before = [step for step in steps if (step.span.line, step.span.column) < (label.line, label.column)]
    whole = (display.environment or "").rstrip("*") in WHOLE
    return tuple(steps if whole or not before else before[-1:])


def granted(steps: Iterable[Step], setting: Setting) -> Iterator[ReasonPart]:
    """What a reason that cites these steps allows: what their reasons do; without one what they speak of."""
    for step in steps:
        parts = [part for part in step.reason.parts if isinstance(part, GRANTED)]
        yield from parts or _spoken_of(step, setting)
    yield ByAlgebra()


def _spoken_of(step: Step, setting: Setting) -> Iterator[ReasonPart]:
    names = setting.mentioned([side.term for side in (step.left, step.right) if side is not None])
    yield from (ByDefinition(var) for var in sorted(names & {*setting.definitions}, key=lambda var: var.name))
    yield from (ByDefinition(var, True) for var in sorted(names & {*setting.overrides}, key=lambda var: var.name))
    yield from (ByHypothesis((law,)) for law in setting.hypotheses if names & spoken_of(law))
