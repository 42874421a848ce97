"""Golden files: ``SYMPROOF_GOLDEN=write pytest tests/writing`` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def same_as_golden(name: str, text: str) -> None:
    """Compare with the file of that name, or write it."""
    path = FOLDER / name
    if os.environ.get("SYMPROOF_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
