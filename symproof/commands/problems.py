"""What ends a command with exit code 2 and one line: wrong usage, a missing file, an unknown name."""

from __future__ import annotations

import json
from collections.abc import Iterable
from difflib import get_close_matches

from symproof.writing.schema import SCHEMA


class UsageProblem(Exception):
    """Something that the user can put right; the message says how."""


def unknown(kind: str, name: str, known: Iterable[str], elsewhere: str = "") -> UsageProblem:
    """``there is no <kind> called <name>; did you mean ...?``"""
    near = get_close_matches(name, list(known), n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else elsewhere
    return UsageProblem(f"no {kind} is called {name!r}" + (f"; {hint}" if hint else ""))


def internal_error(error: BaseException) -> str:
    """The one line that stands for a traceback."""
    kind = type(error).__name__
    detail = " ".join(str(error).split())[:200]
    where = f"{kind}: {detail}" if detail else kind
    return f"symproof: internal error ({where}); please report it (SYMPROOF_TRACEBACK=1 shows the traceback)"


def as_json(message: str, code: int) -> str:
    """What ``--format json`` prints where nothing could be judged: no document, the exit code and why."""
    summary = {"exit_code": code, "error": message}
    data = {"schema": SCHEMA, "documents": [], "propositions": [], "steps": [], "summary": summary}
    return json.dumps(data, indent=1, sort_keys=True) + "\n"
