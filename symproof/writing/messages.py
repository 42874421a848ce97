"""The words of every finding, in one place.

``describe`` turns a diagnostic of the reader into a headline and notes, ``step_finding``,
``claim_finding`` and the others what the checker reports. Nothing here decides anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from string import Formatter
from typing import Any

from symproof.checking.report import (
    ClaimReport,
    Disagreement,
    GroupRun,
    Missing,
    StepReport,
    Verdict,
    Witness,
)
from symproof.terms import Sort, Term, Var
from symproof.theory.diagnostic import Diagnostic
from symproof.writing.code_words import Words
from symproof.writing.plain import one_line, plain
from symproof.writing.reader_words import WORDS as READER_WORDS
from symproof.writing.sort_words import element_of
from symproof.writing.text import text

MAX_SHOWN = 200  # characters of a fact
NO_BREAK = "\N{NO-BREAK SPACE}"

VERDICT_WORDS: Mapping[Verdict, str] = {
    Verdict.PROVED: "proved",
    Verdict.NOT_AS_STATED: "not as stated",
    Verdict.CHECKED: "checked on finite groups",
    Verdict.REFUTED: "refuted",
    Verdict.UNDECIDED: "undecided",
    Verdict.MALFORMED: "malformed",
    Verdict.ASSUMED: "assumed",
}

PROOF_WORDS: Mapping[str, str] = {
    "follows": "follows",
    "gap": "has a gap",
    "wrong": "wrong",
    "none": "none",
}

STEP_CODES: Mapping[Verdict, str] = {
    Verdict.REFUTED: "E301",
    Verdict.NOT_AS_STATED: "E302",
    Verdict.UNDECIDED: "E305",
    Verdict.CHECKED: "E306",
    Verdict.MALFORMED: "E307",
    Verdict.ASSUMED: "E308",
}

CLAIM_CODES: Mapping[Verdict, str] = {**STEP_CODES, Verdict.REFUTED: "E303"}

_HEADLINES: Mapping[str, str] = {
    "E301": "{subject} is false",
    "E302": "{subject} holds, but not for the reason given",
    "E303": "{subject} is false",
    "E304": "the proof does not lead to the claim",
    "E305": "{subject} is undecided",
    "E306": "{subject} is checked on finite groups only, not proved",
    "E307": "{subject} cannot be judged: it cannot be read",
    "E308": "{subject} is assumed, not proved",
    "E309": "{subject} is false, yet its line equals the first one",
    "E310": "{subject} is false, after an earlier line has departed",
    "E311": "{subject} says that the sides differ, but they are equal",
    "E312": "{subject} cites a claim that is unknown or not proved",
    "E313": "{subject}: the substitution in its reason does not apply",
    "E390": "a bug of symproof: its two tiers disagree",
}

_LABELS: Mapping[str, str] = {
    "E301": "differs from the line before",
    "E302": "does not follow by the reason given",
    "E309": "differs from the line before",
    "E310": "differs from the line before",
    "E311": "equal to the line before",
}


def describe(diagnostic: Diagnostic) -> tuple[str, tuple[str, ...]]:
    """The headline of a diagnostic, and notes: what was expected, what looks alike, further places."""
    facts = {key: _fact(key, value) for key, value in diagnostic.facts.items()}
    words = READER_WORDS.get(diagnostic.code, Words(()))
    first = next(filter(None, (fill(template, facts) for template in words.headlines)), None)
    notes = [fill(note, facts) for note in words.notes] if first else _facts_as_notes(facts)
    told = [*filter(None, notes), *_nearest(diagnostic.nearest), *_related(diagnostic)]
    return first or _title(diagnostic.code), tuple(told)


def fill(template: str, facts: Mapping[str, str]) -> str | None:
    """The template with its facts; None where one is missing or empty, or its condition fails.

    A condition stands first, as in ``[why=recursion] {name} calls itself``.
    """
    condition, wanted = re.match(r"\[(\w+)=([^\]]*)\] ", template), template
    if condition:
        if facts.get(condition[1], "") != condition[2]:
            return None
        wanted = template[condition.end() :]
    names = _names(wanted)
    return wanted.format_map(facts) if wanted and all(facts.get(name) for name in names) else None


@lru_cache(maxsize=1024)
def _names(template: str) -> tuple[str, ...]:
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name)


def _facts_as_notes(facts: Mapping[str, str]) -> list[str]:
    return [f"{name}: {value}" for name, value in facts.items() if value and name != "limit"]


def _title(code: str) -> str:
    from symproof.writing.codes import titles

    return titles().get(code, "this cannot be read")


_JOINTS = {"identify": " = ", "sorts": ", ", "pointwise": "` and `", "acting": "` and `", "redeclared": "` and `"}


def _fact(name: str, value: Any) -> str:
    """A fact as text; some lists are no choice but all of it."""
    if name in _JOINTS and isinstance(value, tuple):
        return _JOINTS[name].join(map(_shown, value))
    return _shown(value)


def _shown(value: Any) -> str:
    """A fact as text: sorts and terms in words, a choice joined by "or"; "" where there is nothing."""
    if isinstance(value, Sort):
        return element_of(value)
    if isinstance(value, Var):
        return one_line(value.name)
    if isinstance(value, Term):
        return text(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{_shown(key)} is {_shown(part)}" for key, part in value.items())
    if isinstance(value, tuple | list | set | frozenset):
        parts = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return _either([_shown(part) for part in parts])
    return "" if value is None else _clipped(one_line(str(value)))


def _clipped(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN].rstrip() + " ..."


def _either(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}" if parts else ""


def _nearest(names: tuple[str, ...]) -> list[str]:
    """Names that look alike; sentences, each on its own."""
    if any(" " in name.strip() for name in names):
        return [f"known is: {one_line(name)}" for name in names]
    return [f"did you mean {_either([one_line(name) for name in names])}?"] if names else []


def _related(diagnostic: Diagnostic) -> list[str]:
    places = ((f"{span.path}:" if span.path else "", span, label) for span, label in diagnostic.related)
    return [f"{one_line(label)}: {path}{span.line}:{span.column}" for path, span, label in places]


# --- what the checker found ------------------------------------------------------------------


def step_code(step: StepReport) -> str:
    """The code of a step that is not proved: the report's, else that of its verdict."""
    if step.returns and step.verdict is Verdict.REFUTED and step.code in ("", "E301"):
        return "E309"
    return step.code or STEP_CODES[step.verdict]


def claim_code(claim: ClaimReport) -> str:
    """The code of a claim that is not proved."""
    return claim.code or CLAIM_CODES[claim.verdict]


def headline(code: str, subject: str) -> str:
    """The sentence of a code about ``step 3`` or ``the claim``."""
    return _HEADLINES.get(code, "{subject}: {code}").format(subject=subject, code=code)


def presumed_headline(
    subject: str, instead: tuple[tuple[str, str], ...], verdict: Verdict, against: int | None = None
) -> str:
    """``step 4, read with `head` for `the head h`: false``; ``against``: the line that a step is compared with."""
    if against is not None:
        line = f"line {against}" if against else "the first expression"
        return f"{subject}, compared with {line}, the last before it that can be read: {VERDICT_WORDS[verdict]}"
    words = [f"`{new}` for `{old}`" for old, new in instead if old]
    maps = [f"`{new}`" for old, new in instead if not old]
    words += [f"{listed(maps)}, applied at each position"] if maps else []
    return f"{subject}, read with {' and '.join(words)}: {VERDICT_WORDS[verdict]}"


def listed(words: Sequence[str]) -> str:
    """``a, b and c``."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def caret_label(code: str) -> str:
    """What stands behind the carets."""
    return _LABELS.get(code, "")


def step_notes(step: StepReport) -> tuple[str, ...]:
    """Witness, what is missing, why it is open, and how the step stands in its chain."""
    lines = _notes(step, "The step would follow")
    if step.returns:
        lines.append("This line equals the first line of its chain: the slip before is taken back here.")
    if step.consequence:
        lines.append("An earlier line of the chain departs already; this step is judged on its own all the same.")
    return tuple(lines)


def claim_notes(claim: ClaimReport) -> tuple[str, ...]:
    """Witness, what is missing, why it is open."""
    return tuple(_notes(claim, "The claim would hold"))


def _notes(found: StepReport | ClaimReport, would: str) -> list[str]:
    lines = [witness_words(found.witness)] if found.witness else []
    lines += _missing_words(found.missing, found.verdict, would)
    if found.verdict is Verdict.CHECKED and found.groups:
        lines.append(f"{_extent(found.groups)}; no general proof was found.")
    if found.why:
        lines.append(_sentence(found.why))
    return lines


def _extent(runs: tuple[GroupRun, ...]) -> str:
    """On which groups a step was run, and how completely."""
    whole = groups_words(tuple(run for run in runs if not run.sampled))
    part = groups_words(tuple(replace(run, sampled=False) for run in runs if run.sampled))
    told = [f"exhaustive on {whole}" if whole else "", f"on sampled instances of {part}" if part else ""]
    return f"Exact, {' and '.join(filter(None, told))}"


def _sentence(text: str) -> str:
    text = plain(text)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def _missing_words(missing: tuple[Missing, ...], verdict: Verdict, would: str) -> list[str]:
    if not missing:
        return []
    phrases = _NEEDED if verdict is Verdict.NOT_AS_STATED else _MISSING
    told = [(one.kind, plain(one.words.replace("$", "") or one.name)) for one in missing]
    names = " and ".join(phrases[kind].format(name=name) for kind, name in told)
    if verdict is Verdict.NOT_AS_STATED:
        return [f"It needs, beyond what the reason names: {names}."]
    hint = (
        f' (reason: "{missing[0].words or plain(missing[0].name)}")'
        if len(missing) == 1 and missing[0].kind == "hypothesis"
        else ""
    )
    return [f"{would} if {names}{hint}."]


_NEEDED = {
    "hypothesis": "{name}",
    "definition": "the definition of {name}",
    "reindexing": "re-indexing the sum over {name}",
    "reason": "{name}",
}
_MISSING = {
    "hypothesis": "{name}",
    "definition": "the definition of {name} were used",
    "reindexing": "the sum over {name} were re-indexed",
    "reason": "the reason were {name}",
}


def witness_words(witness: Witness) -> str:
    """The whole model on one long line; the printers break it."""
    tables = [table_words(name, entries) for name, entries in witness.functions]
    model = ", ".join(map(_together, [*witness_values(witness), *tables]))
    place = bare(witness_place(witness))
    where = f"On {place}" + (f": {model}" if model else "") if place else f"With {model}" if model else "Evaluated"
    return f"{where}:    left {plain(witness.left)}    right {plain(witness.right)}"


def _together(entry: str) -> str:
    """A short entry with spaces at which no line is broken."""
    return entry.replace(" ", NO_BREAK) if len(entry) <= 24 else entry.replace(" = ", f"{NO_BREAK}={NO_BREAK}")


def witness_place(witness: Witness) -> str:
    """The group and how it acts, once; formulas stand between dollars."""
    group, action = witness.group, witness.action
    name, acting, where = action.partition(": acting on ")
    if not acting:
        return f"{group} ({action})" if action else group
    if name.startswith(f"{group} on "):
        known = name.removeprefix(f"{group} on ")
        return f"{name}{where.removeprefix(known)}" if where.startswith(known) else f"{name}, acting on {where}"
    return f"{name}, {group} acting on {where}"


def bare(value: str) -> str:
    """Text with formulas between dollars as plain text."""
    return plain(value.replace("$", ""))


def witness_values(witness: Witness) -> list[str]:
    """Elements, neighbourhoods, scalars and maps, each as ``name = value``; plain maps together."""
    rest, identity = told_maps(witness)
    pairs = [*witness.elements, *witness.neighbourhoods, *witness.scalars, *rest]
    return [*(f"{symbol_words(name)} = {bare(value)}" for name, value in pairs), *([identity] if identity else [])]


def told_maps(witness: Witness) -> tuple[tuple[tuple[str, str], ...], str]:
    """The maps that have to be listed, and a word for the others: all (other) maps are the identity."""
    plainest = [pair for pair in witness.maps if pair[1] == "t" and pair[0].endswith("(t)")]
    if len(plainest) < 2:
        return witness.maps, ""
    rest = tuple(pair for pair in witness.maps if pair not in plainest)
    return rest, "all other maps the identity" if rest else "all maps the identity"


def table_words(name: str, entries: tuple[tuple[tuple[str, ...], str], ...]) -> str:
    """The non-zero values of a function: ``f(2) = 1, f = 0 elsewhere``."""
    word = symbol_words(name)
    shown = [f"{word}({', '.join(map(plain, at))}) = {plain(value)}" for at, value in entries]
    return ", ".join([*shown, f"{word} = 0 elsewhere" if shown else f"{word} = 0"])


def symbol_words(name: str) -> str:
    """A name in plain letters; functions and arguments without a name are called so."""
    if name.startswith("\\cdot_"):
        return "argument " + name.removeprefix("\\cdot_")
    return {"\\cdot": "the function", "\\bullet": "[*]"}.get(name) or plain(name)


def groups_words(runs: tuple[GroupRun, ...]) -> str:
    """The names of the groups that were run, the sampled ones marked."""
    run = [one for one in runs if one.outcome != "not run"]
    return ", ".join(plain(one.group) + (" (sampled)" if one.sampled else "") for one in run)


def gap_notes() -> tuple[str, ...]:
    """What a gap means."""
    return ("Every written line holds, but they do not join one end of the claim to the other.",)


def disagreement_words(found: Disagreement) -> tuple[str, tuple[str, ...]]:
    """Headline and notes of a contradiction between the tiers."""
    where = "the claim" if found.step is None else f"step {found.step}"
    subject = where[:1].upper() + where[1:]
    fact = f"{subject} has a general proof, yet its sides have different values on {plain(found.group)}."
    notes = [f"{fact} Please report it."]
    return _HEADLINES["E390"], (*notes, *([witness_words(found.witness)] if found.witness else []))
