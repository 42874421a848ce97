"""Text that nobody reads, though it may hold a hypothesis: behind an open dollar, in a file that is missing.

No counterexample counts where a hypothesis may have been lost: it might not meet it.
"""

from __future__ import annotations

from dataclasses import dataclass

from symproof.reading.outline import Part
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.span import Span

LOSING = frozenset(("E110", "E111", "E112", "E113", "E114", "E118", "E119"))  # files, formulas, arguments


@dataclass(frozen=True)
class Losses:
    """The faults of files and of the skeleton of a document."""

    faults: tuple[Diagnostic, ...] = ()

    def concern(self, part: Part) -> bool:
        """May a sentence of this setting or proposition be lost, or a setting before it?"""
        return any(_inside(fault, part) or _before(fault, part.begin.region.span) for fault in self.faults)


def _inside(fault: Diagnostic, part: Part) -> bool:
    """Does the fault stand in the part, or in a file that it may take in?"""
    if fault.code not in LOSING or "opening" in fault.facts:  # an end too many loses nothing
        return False
    if fault.span.path != part.span.path:
        return bool(fault.span.path)
    return part.span.line <= fault.span.line <= part.span.end_line


def _before(fault: Diagnostic, begin: Span) -> bool:
    """Is it a setting whose name is misspelt, so that nothing in it is read?"""
    misspelt = fault.code == "E146" and "setting" in fault.nearest
    return misspelt and (fault.span.path != begin.path or fault.span.line <= begin.line)
