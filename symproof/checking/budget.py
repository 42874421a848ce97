"""Named budgets and the options of a run. Running out of a budget is `undecided`, by name."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Budget:
    """What deciding one step may cost."""

    rewrites: int = 60_000  # atoms of one normal form
    models: int = 8_000  # models evaluated in the search for a counterexample
    elements: int = 40_000_000  # array elements of one exhaustive run on a finite group
    instances: int = 64  # sampled instances where the exhaustive run is too large
    repairs: int = 30_000  # edits of one line looked at in the search for a repair
    seconds: float = 20.0  # one search for a counterexample; a safety, not part of the result


@dataclass(frozen=True)
class Options:
    """How documents are checked."""

    general_only: bool = False  # no finite groups
    groups: tuple[str, ...] = ()  # instead of the document's own and the default ones
    exhaustive: bool = False  # no sampling
    fail_fast: bool = False  # stop at the first finding
    only: tuple[str, ...] = ()  # labels of propositions
    budgets: Budget = field(default_factory=Budget)
