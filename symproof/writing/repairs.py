"""Repairs for people: what is to be changed, in words, as a diff of the source, as data."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from symproof.checking.report import Change, Missing, Repair, StepReport, Suggestion
from symproof.terms import Term
from symproof.theory.document import Formula, Path, Step
from symproof.theory.setting import Roles
from symproof.theory.span import NOWHERE, Span
from symproof.writing.latex import latex
from symproof.writing.plain import one_line, plain

MAX_LEVELS = 6
SMALLEST = "Smallest repair"
KIND_WORDS: Mapping[str, str] = {
    "name": "another name",
    "function": "another function",
    "inverse": "an inverse",
    "bracket": "a moved bracket",
    "order": "the order of factors",
    "argument order": "the order of arguments",
    "difference": "a difference the other way round",
    "factor dropped": "a factor less",
    "factor inserted": "a factor more",
    "action dropped": "an action less",
    "action inserted": "an action more",
    "summand dropped": "a summand less",
    "summand inserted": "a summand more",
    "sign": "a sign",
    "Delta inserted": "a second map more",
    "L dropped": "an operator less",
    "L inserted": "an operator more",
    "L order": "the order of operators",
    "subscript": "the subscript of a softmax",
    "element": "the element under a sum",
    "sums": "the order of sums",
    "sum dropped": "a sum less",
    "sum inserted": "a sum more",
    "softmax dropped": "a softmax less",
    "softmax inserted": "a softmax more",
    "bound": "the bound variable",
    "exchange": "two names exchanged",
    "fraction": "a fraction the other way up",
    "transpose": "a transpose",
    "part": "another part",
}


SPELLING_WORDS: Mapping[str, str] = {
    "name": "another name",
    "name left out": "a name less",
    "subscript": "the subscript of a softmax",
    "spaces": "one space for another",
    "bracket put in": "a bracket more",
    "bracket left out": "a bracket less",
    "bracket exchanged": "another bracket",
    "bracket moved": "a moved bracket",
    "functions put in": "the functions that an operator lacks",
    "name put in": "a name more",
    "symbol": "another symbol",
    "symbol put in": "a symbol more",
    "symbol left out": "a symbol less",
    "sign put in": "a sign more",
    "sign left out": "a sign less",
    "script": "another script",
    "order": "another order",
    "arguments": "other arguments",
    "domain": "another domain",
}


def words(repair: Repair, roles: Roles) -> str:
    """``another name: i for j, at 2 places``; a hypothesis that has to be stated; what a reason has to name."""
    edit = [_edit_words(repair, roles)] if repair.changes else []
    stated = " and ".join(bare(one) for one in repair.assumed)
    named = [" and ".join(map(bare, lacking)) for _, lacking in repair.reasons]
    more = [f"a hypothesis more: {stated}"] if stated else []
    alone = len(named) == 1 and not (edit or more)
    more += [
        told if alone else f"in the reason of step {number}: {told}"
        for (number, _), told in zip(repair.reasons, named, strict=True)
    ]
    return one_line("; ".join([*edit, *more]))


def bare(lack: Missing) -> str:
    """What is lacking, in plain letters, as the document would say it."""
    return plain(lack.words.replace("$", "") or lack.name)


def where(repair: Repair) -> str:
    """``line 3``, ``lines 3 to 5, alike``, ``the proposition`` where nothing but a hypothesis is added."""
    lines = repair.lines
    if not lines:
        return "the proposition" if repair.assumed else f"the reason of step {repair.line}"
    if len(lines) > 1:
        return f"lines {lines[0]} to {lines[-1]}, alike"
    return "the first line" if repair.line == 0 else f"line {repair.line}"


def unrepaired(step: StepReport) -> str:
    """Why no repair is shown, in one sentence."""
    searched = step.searched
    if searched is None:
        return "no edit of the line was found under which it follows as stated"
    if searched.exhausted:
        return f"no edit was found before the budget '{searched.exhausted}' ran out ({searched.edits} edits looked at)"
    if searched.apart:
        more = f", and none of {searched.edits} edits beside it helps" if searched.edits else ""
        return f"no edit of this line alone will do: the lines before and after it differ from one another{more}"
    return f"none of {searched.edits} single edits makes it follow as stated: several slips, or one of another kind"


def _edit_words(repair: Repair, roles: Roles) -> str:
    kinds = " and ".join(KIND_WORDS.get(kind, kind) for kind in repair.kinds)
    distinct = dict.fromkeys((change.old, change.new) for change in repair.changes)
    shown = [f"{plain(latex(new, roles))} for {plain(latex(old, roles))}" for old, new in distinct]
    places = len(repair.changes)
    at = f", at {places} places" if places > 1 else ""
    return one_line(f"{kinds}: {'; '.join(shown)}{at}")


def grounds(repair: Repair) -> str:
    """What the steps on both sides of the line use."""
    used = "; ".join(map(plain, repair.hypotheses)) or "no hypothesis"
    sums = f"{repair.moved} re-indexed sum{'s' if repair.moved > 1 else ''}" if repair.moved else ""
    return ", ".join(part for part in (used, sums) if part)


def notes(step: StepReport, roles: Roles) -> tuple[str, ...]:
    """The smallest repair of a step that fails, where one was looked for and found."""
    if not step.repairs:
        return ()
    best = step.repairs[0]
    place = "" if best.lines == (step.step.number,) else f" (in {where(best)})"
    onward = "" if best.onward else "; the next line has to change as well"
    return (f"{SMALLEST}{place}: {words(best, roles)}; uses {grounds(best)}{onward}.",)


def as_data(repair: Repair, roles: Roles) -> dict[str, Any]:
    """A repair for JSON."""
    return {
        "kind": "edit" if repair.changes else "statement",
        "name": words(repair, roles),
        "line": repair.line,
        "kinds": list(repair.kinds),
        "changes": [_change(change, roles) for change in repair.changes],
        "latex": latex(repair.term, roles),
        "hypotheses": list(repair.hypotheses),
        "reindexed_sums": repair.moved,
        "size": repair.size,
        "onward": repair.onward,
        "assumes": [one.words or one.name for one in repair.assumed],
        "reasons": [{"step": n, "name": one.words or one.name} for n, lacking in repair.reasons for one in lacking],
        "also": [as_data(one, roles) for one in repair.also],
    }


def _change(change: Change, roles: Roles) -> dict[str, Any]:
    span = change.span
    return {
        "old": latex(change.old, roles),
        "new": latex(change.new, roles),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


# --- other spellings ---------------------------------------------------------------------------


def spelling_words(found: Suggestion) -> str:
    """``a bracket moved: `)` left out, `)` put in``."""
    kinds = " and ".join(SPELLING_WORDS.get(kind, kind) for kind in found.kinds)
    if found.assume:
        return one_line(f"{kinds}: {found.assume}")
    if found.kinds == ("bracket moved",):
        return one_line(f"{kinds}: {'; '.join(f'`{one.new.strip()}`' for one in found.rewritings if one.new)}")
    distinct = Counter((one.old.strip(), one.new.strip()) for one in found.rewritings)
    return one_line(f"{kinds}: {'; '.join(_rewriting_words(*pair, count) for pair, count in distinct.items())}")


def _rewriting_words(old: str, new: str, count: int) -> str:
    where = f" at {count} places" if count > 1 else ""
    if not old or not new:
        return f"`{new or old}` {'put in' if new else 'left out'}{where}"
    return f"`{new}` for `{old}`{where}"


def spelling_as_data(found: Suggestion, roles: Roles) -> dict[str, Any]:
    """A suggestion for JSON."""
    return {
        "kind": "spelling",
        "name": spelling_words(found),
        "line": found.line,
        "kinds": list(found.kinds),
        "changes": [
            {"old": one.old, "new": one.new, "line": one.span.line, "column": one.span.column,
             "end_line": one.span.end_line, "end_column": one.span.end_column}
            for one in found.rewritings
        ],
        "assume": found.assume,
        "verdict": found.verdict.value,
        "next": found.onward.value if found.onward is not None else None,
        "repairs": [as_data(one, roles) for one in found.repairs],
    }  # fmt: skip


# --- in the source ------------------------------------------------------------------------------


def rewritings(source: str, formula: Formula, repair: Repair, roles: Roles) -> Iterator[str]:
    """The source with the changed parts written anew: the smallest parts first, then larger ones.

    Whether a text still means what it should is for the reader to say: brackets may be missing.
    """
    for cut in range(MAX_LEVELS):
        paths = _homes([change.path[: max(len(change.path) - cut, 0)] for change in repair.changes], formula)
        for bracketed in (False, True) if () not in paths else (False,):
            text = _written(source, formula, repair.term, paths, roles, bracketed)
            if text is not None:
                yield text
    whole = _written(source, formula, repair.term, {()}, roles, False)
    if whole is not None:
        yield whole


def stating(source: str, repair: Repair, at: int, steps: Iterable[Step]) -> str:
    """The source with the hypotheses of a repair as a sentence at this offset, and in the reasons that lack them."""
    starts = _line_starts(source)
    sentence = assumption(repair)
    edits = [(at, f"\n{sentence}" + ("" if source[at : at + 1].isspace() else "\n"))] if sentence else []
    lacking = dict(repair.reasons)
    for step in steps:
        if step.number in lacking and step.reason.span != NOWHERE and not step.reason.span.path:
            named = "".join(f" and {one.words}" for one in lacking[step.number])
            edits.append((_offsets(step.reason.span, starts)[1], named))
    for place, text in sorted(edits, reverse=True):
        source = source[:place] + text + source[place:]
    return source


def assumption(repair: Repair) -> str:
    """The sentence that states the hypotheses of a repair; empty where there are none."""
    return f"Assume that {' and '.join(one.words for one in repair.assumed)}." if repair.assumed else ""


def _homes(paths: list[Path], formula: Formula) -> set[Path]:
    """The parts to be written, each with a place in the source, none inside another."""
    placed = {_placed(path, formula) for path in paths}
    return {p for p in placed if not any(p != q and p[: len(q)] == q for q in placed)}


def _placed(path: Path, formula: Formula) -> Path:
    while path and path not in formula.places:
        path = path[:-1]
    return path


def _written(source: str, formula: Formula, term: Term, paths: set[Path], roles: Roles, bracketed: bool) -> str | None:
    from symproof.checking.spread import at_path  # with all edits; few reports hold a repair

    spans = [(formula.places.get(path, formula.span), path) for path in paths]
    if any(span == NOWHERE or span.path for span, _ in spans):
        return None
    starts = _line_starts(source)
    for span, path in sorted(spans, key=lambda pair: (pair[0].line, pair[0].column), reverse=True):
        part = at_path(term, path)
        if not isinstance(part, Term):
            return None
        shown = latex(part, roles)
        begin, end = _offsets(span, starts)
        source = source[:begin] + _set_apart(f"({shown})" if bracketed else shown, source, begin, end) + source[end:]
    return source


def _set_apart(shown: str, source: str, begin: int, end: int) -> str:
    """A space where letters of the new part would run into a command in front of it, or it into those behind."""
    before, after = source[:begin], source[end : end + 1]
    command = before[len(before.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1 : begin]
    front = " " if command.startswith("\\") and shown[:1].isalpha() else ""
    last = shown.rsplit("\\", 1)
    back = " " if len(last) == 2 and last[1].isalpha() and after.isalpha() else ""
    return f"{front}{shown}{back}"


def _line_starts(source: str) -> list[int]:
    return [0, *(n + 1 for n, character in enumerate(source) if character == "\n")]


def _offsets(span: Span, starts: list[int]) -> tuple[int, int]:
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1


def unified(before: str, after: str, path: str, context: int = 1) -> str:
    """The difference of two sources, for people and for ``patch``."""
    rows = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), path, f"{path} (repaired)", n=context
    )
    return "".join(row if row.endswith("\n") else f"{row}\n\\ No newline at end of file\n" for row in rows)


__all__ = [
    "as_data", "assumption", "grounds", "notes", "rewritings", "spelling_as_data", "spelling_words", "stating",
    "unified", "unrepaired", "where", "words",
]  # fmt: skip
