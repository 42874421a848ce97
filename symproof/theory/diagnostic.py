"""What is wrong with a document, as a record: the words are made in ``writing.messages``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from symproof.theory.frozen import dataclass
from symproof.theory.span import Span

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Diagnostic:
    """A finding about the text itself: code ``E1xx`` (reading), ``E2xx`` (sorts, binding), ``W...`` (warning).

    ``facts`` holds what the words need (expected, found, name, ...); ``nearest`` the
    declared names that look alike; ``related`` further places with a label each.
    """

    code: str
    span: Span
    facts: Mapping[str, Any] = field(default_factory=dict)
    nearest: tuple[str, ...] = ()
    related: tuple[tuple[Span, str], ...] = ()
    severity: Severity = "error"


class Malformed(Exception):
    """Raised by the reader inside one formula or sentence; caught where the next one begins."""

    def __init__(self, diagnostic: Diagnostic):
        super().__init__(diagnostic)
        self.diagnostic = diagnostic
