"""The author's own commands: \\newcommand, \\renewcommand, \\def, \\DeclareMathOperator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from symproof.reading.source import Source


@dataclass(frozen=True)
class Macro:
    """``name`` with its backslash; ``parameters`` their number; ``optional`` the default of the first."""

    name: str
    parameters: int
    body: str
    optional: str | None = None


Macros: TypeAlias = Mapping[str, Macro]


def read_macros(source: Source, known: Macros | None = None) -> dict[str, Macro]:
    """The macros that a text defines, on top of ``known``. What cannot be read is skipped."""
    raise NotImplementedError
