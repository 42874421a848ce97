"""Which hypotheses each theorem needs: for people and as data."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from symproof.checking.necessity import Need, Needs, Standing
from symproof.checking.report import DocumentReport, Verdict
from symproof.theory.document import Comparison, Relation
from symproof.theory.hypotheses import Hypothesis, in_words, reported
from symproof.theory.setting import Setting
from symproof.writing.excerpt import WIDTH
from symproof.writing.json import witness_as_data
from symproof.writing.messages import VERDICT_WORDS, witness_words
from symproof.writing.plain import one_line, plain
from symproof.writing.schema import SCHEMA
from symproof.writing.terminal import Style, shown_path, wrapped

CONDITIONS = (
    "the group acts on the module by automorphisms",
    "the coordinate of a position is a bijection",
    "sums and neighbourhoods are finite, and neighbourhoods are not empty",
    "exp(a + b) = exp(a)exp(b) > 0",
)
Theorems = Sequence[tuple[DocumentReport, Sequence[Needs]]]


def to_text(theorems: Theorems, style: Style) -> str:
    """A block for each theorem that holds or lacks hypotheses, the theory's own conditions, and the numbers."""
    lines: list[str] = []
    for document, found in theorems:
        told = [row for one in found for row in _theorem(one, found, style)]
        if told:
            lines += [style.paint(shown_path(document.document.path), 1), *told, ""]
    conditions = f"The theory's own conditions, for all documents: {'; '.join(CONDITIONS)}."
    rows = [*lines, *_wrap(conditions, ""), *_wrap(_numbers([one for _, found in theorems for one in found]), "")]
    return "".join(f"{row}\n" for row in rows)


def words(hypothesis: Hypothesis, setting: Setting) -> str:
    """The hypothesis in the document's own names."""
    return plain(in_words(hypothesis, setting.roles.group).replace("$", ""))


def superfluous(one: Needs, beside: Iterable[Needs]) -> tuple[Hypothesis, ...]:
    """Those stated for the theorem itself and not used, or for the document and used by none of its theorems.

    A claim that two sides differ uses none: its counterexample meets them, which says more.
    """
    if _differs(one) or one.found.claim is not Verdict.PROVED:
        return ()
    own = set(one.found.proposition.hypotheses)
    others = {need.hypothesis for other in beside for need in other.used} | {
        hypothesis for other in beside if _differs(other) for hypothesis in other.unused
    }
    return tuple(h for h in one.unused if h in own or h not in others)


def _differs(one: Needs) -> bool:
    statements = [claim.claim.statement for claim in one.found.claims]
    return any(isinstance(s, Comparison) and s.relation == Relation.UNEQUAL for s in statements)


def _theorem(one: Needs, beside: Sequence[Needs], style: Style) -> list[str]:
    setting = one.found.proposition.setting
    rows = [row for need in one.used for row in _need(need, setting)]
    extra = superfluous(one, beside)
    rows += _wrap(f"superfluous: {'; '.join(words(h, setting) for h in extra)}", "    ") if extra else []
    idle = "; ".join(words(h, setting) for h in one.unused if h not in extra)
    how = "met by the counterexample" if _differs(one) else "not used here"
    rows += _wrap(f"{how}: {idle}", "    ") if idle else []
    if not rows:
        return []
    verdict = style.verdict(VERDICT_WORDS[one.found.claim], one.found.claim)
    return [f"  {one_line(one.found.proposition.label)}: {verdict}", *rows]


def _need(need: Need, setting: Setting) -> list[str]:
    name = words(need.hypothesis, setting)
    where = f" ({_steps(need.steps)})" if need.steps else ""
    if not need.stated:
        head = f"needs, and nobody states: {name}; without it the claim is false"
    elif need.standing is Standing.NECESSARY:
        head = f"needs {name}{where}; without it the claim is false"
    elif need.standing is Standing.SPARE:
        head = f"uses {name}{where}; the claim is proved without it"
    else:
        head = f"uses {name}{where}; without it neither a proof nor a counterexample was found"
    rows = _wrap(f"{head}{':' if need.witness is not None else ''}", "    ")
    return [*rows, *(wrapped(witness_words(need.witness), "      ", "      ", WIDTH) if need.witness else [])]


def _steps(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"step {numbers[0]}"
    return f"steps {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def _wrap(text: str, margin: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=margin, subsequent_indent=f"{margin}  ", break_on_hyphens=False)


def _numbers(found: Sequence[Needs]) -> str:
    used = [need for one in found for need in one.used if need.stated]
    counts = Counter(need.standing for need in used)
    missing = sum(not need.stated for one in found for need in one.used)
    theorems = sum(any(need.stated for need in one.used) for one in found)
    how = [(Standing.NECESSARY, "shown necessary by a counterexample"), (Standing.SPARE, "not needed for the claim"),
           (Standing.OPEN, "open")]  # fmt: skip
    told = ", ".join(f"{counts[standing]} {words}" for standing, words in how if counts[standing])
    head = f"{len(found)} theorem{'' if len(found) == 1 else 's'}: "
    head += f"{theorems} with hypotheses, {len(used)} in all: {told}." if used else "none uses a hypothesis."
    return f"{head} {missing} that nobody stated." if missing else head


# --- as data -------------------------------------------------------------------------------------------


def to_json(theorems: Theorems, code: int) -> str:
    """``{"schema": 1, "conditions": [...], "theorems": [...], "summary": {...}}``; the words are for people.

    A theorem has document, proposition, title, claim (a verdict), hypotheses (name, words, stated, standing, steps,
    counterexample: witness and the number of the claim that it refutes, why), superfluous, unused.
    """
    told = [_data(document, one, found) for document, found in theorems for one in found]
    needs = [need for theorem in told for need in theorem["hypotheses"]]
    summary = {
        "exit_code": code,
        "theorems": len(told),
        "proved": sum(theorem["claim"] == Verdict.PROVED.value for theorem in told),
        **{one.value: sum(n["standing"] == one.value and n["stated"] for n in needs) for one in Standing},
        "unstated": sum(not need["stated"] for need in needs),
        "superfluous": sum(len(theorem["superfluous"]) for theorem in told),
    }
    data = {"schema": SCHEMA, "conditions": list(CONDITIONS), "theorems": told, "summary": summary}
    return json.dumps(data, indent=1, sort_keys=True) + "\n"


def _data(document: DocumentReport, one: Needs, beside: Sequence[Needs]) -> dict[str, Any]:
    setting = one.found.proposition.setting
    return {
        "document": document.document.path,
        "proposition": one.found.proposition.label,
        "title": one.found.proposition.title,
        "claim": one.found.claim.value,
        "hypotheses": [dict(_need_data(need, setting)) for need in one.used],
        "superfluous": [reported(h, setting.roles.group) for h in superfluous(one, beside)],
        "unused": [reported(h, setting.roles.group) for h in one.unused],
    }


def _need_data(need: Need, setting: Setting) -> Iterator[tuple[str, Any]]:
    yield "name", reported(need.hypothesis, setting.roles.group)
    yield "words", in_words(need.hypothesis, setting.roles.group)
    yield "stated", need.stated
    yield "standing", need.standing.value
    yield "steps", list(need.steps)
    yield "claim", need.claim
    yield "witness", witness_as_data(need.witness)
    yield "why", need.why


__all__ = ["CONDITIONS", "superfluous", "to_json", "to_text", "words"]
