"""Words that would turn a claim around, and descriptions in which they turn nothing.

``The weights do not change: $Wx = Ux$`` says in words what the claim says again; ``This does not hold: ...`` denies it.
A denial describes where a colon or a comma stands between it and the formula and its verb is one that denies no
equation; an "or" describes where it joins words before the first formula.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

TURNING = frozenset((
    "not", "never", "no", "false", "fails", "fail", "wrong", "untrue", "cannot", "neither", "nor",
    "hardly", "when", "whenever", "where", "provided", "exists", "exist", "except", "or", "either", "iff",
    "only", "if", "some", "almost", "sometimes", "usually",
))  # fmt: skip
DENYING = ("not", "never", "no")
CHANGING = re.compile(
    r"(?:chang|depend|matter|affect|alter|break|broken|destroy|disturb|disrupt|involv|increas|influenc|spoil|harm|touch"
    r"|need|add|cost|lose|mix|see|notic|enter|interfer|introduc|move|modif)\w*"
)
MORE = ("additional", "extra", "further", "new", "more")
WEAK = frozenset((  # beside these a denial may be one of the claim
    "hold", "holds", "held", "true", "valid", "equal", "equals", "coincide", "agree", "follow", "follows", "case",
    "satisfied", "general", "always",
))  # fmt: skip


def describing(spelt: Sequence[str]) -> set[int]:
    """The places of denials and alternatives that turn no claim around, with the verbs of the denials.

    ``spelt``: the words of the sentence in small letters, ``#`` for a formula.
    """
    first = next((n for n, word in enumerate(spelt) if word == "#"), len(spelt))
    before = spelt[:first]
    if not before or before[-1] not in (":", ",") or not WEAK.isdisjoint(before):
        return set()
    found: set[int] = set()
    for n, word in enumerate(before[:-1]):
        after = before[n + 1]
        if word in DENYING and (CHANGING.fullmatch(after) or (word == "no" and after in MORE)):
            found |= {n, n + 1}
        elif word in DENYING and after == "be" and n + 2 < first and CHANGING.fullmatch(before[n + 2]):
            found |= {n, n + 1, n + 2}
        elif word == "or" and n and after.isalpha() and after not in TURNING and before[n - 1].isalpha():
            found.add(n)
    return found


def turning(spelt: Sequence[str]) -> int | None:
    """The place of the first word that may turn or restrict the claim."""
    harmless = describing(spelt)
    return next((n for n, word in enumerate(spelt) if word in TURNING and n not in harmless), None)
