"""A verified document as LaTeX, written from its terms.

What is written holds only what was verified: a document with a step that is neither
proved nor checked nor assumed is refused, unless all of it is asked for; then such
steps carry their verdict in the margin. The reader takes what is written here and gets
the same terms, hypotheses and reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from symproof.checking.report import (
    ClaimReport,
    DocumentReport,
    PropositionReport,
    Reindexing,
    StepReport,
    Verdict,
)
from symproof.theory.document import Proposition
from symproof.theory.frozen import dataclass
from symproof.theory.hypotheses import reported
from symproof.theory.setting import Roles, Setting
from symproof.writing.display import DisplayWriter
from symproof.writing.picture import picture, picture_latex, terms_of, terms_of_sides
from symproof.writing.sentences import SettingWriter, group_name, listed, math
from symproof.writing.templating import Tex, escape, fill
from symproof.writing.witness_latex import witness_latex

ACCEPTED = frozenset((Verdict.PROVED, Verdict.CHECKED, Verdict.ASSUMED))


@dataclass(frozen=True)
class Unverified:
    """A step, or with ``step`` None a claim, that keeps a document from being rendered."""

    proposition: str
    step: int | None
    verdict: Verdict


class NotVerified(Exception):
    """The document holds what was not verified; ``findings`` lists it."""

    def __init__(self, findings: Sequence[Unverified]):
        super().__init__(findings)
        self.findings = tuple(findings)

    def __str__(self) -> str:
        return "; ".join(
            f"{found.proposition or 'proposition'}{f', step {found.step}' if found.step else ''}: "
            f"{words(found.verdict)}"
            for found in self.findings
        )


def words(verdict: Verdict) -> str:
    """A verdict in words."""
    return verdict.value.replace("_", " ")


def render(report: DocumentReport, all: bool = False) -> str:
    """The LaTeX source; raises ``NotVerified`` where something is not, unless ``all``."""
    missing = unverified(report)
    if missing and not all:
        raise NotVerified(missing)
    return fill(
        "document.tex.j2",
        title=heading(report.document.title),
        parts=list(parts(report)),
        summary=[_summary(proposition) for proposition in report.propositions],
        groups=Tex(_groups(report.propositions)),
    )


def unverified(report: DocumentReport) -> list[Unverified]:
    """The steps and claims that are neither proved nor checked nor assumed, and text that cannot be read."""
    unreadable = any(problem.severity == "error" for problem in report.document.diagnostics)
    found = [Unverified("the document", None, Verdict.MALFORMED)] if unreadable else []
    for proposition in report.propositions:
        label = proposition.proposition.label
        if proposition.claim not in ACCEPTED:
            found.append(Unverified(label, None, proposition.claim))
        found += [
            Unverified(label, step.step.number, step.verdict)
            for step in proposition.steps
            if step.verdict not in ACCEPTED
        ]
    return found


# --- propositions ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Table:
    """The steps below a proof; a column that would be empty is left out."""

    columns: Tex
    heads: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Part:
    """A proposition, with the setting if a new one begins before it."""

    kind: str
    title: Tex
    label: Tex
    option: Tex
    setting: list[Tex]
    claim: list[Tex]
    proof: list[Tex] | None
    table: Table | None
    witnesses: list[Tex]


def parts(report: DocumentReport) -> Iterable[Part]:
    """The propositions, each with what the setting in front of it adds."""
    known = Setting()
    for found in report.propositions:
        setting = shared_setting(found.proposition, report.document.settings)
        part = _part(found, setting)
        if setting != known:
            new = not contains(setting, known)
            added = setting if new else beyond(setting, known)
            sentences = setting_sentences(added, setting)
            part = replace(part, setting=sentences, option=Tex("[new]" if new else ""))
        yield part
        known = setting


MAPPINGS = ("symbols", "spaces", "definitions", "abbreviations", "overrides")


def shared_setting(proposition: Proposition, settings: Sequence[Setting]) -> Setting:
    """The setting of the document that holds where the proposition stands: without what is its own."""
    own = [setting for setting in settings if contains(proposition.setting, setting)]
    if own:
        return max(own, key=lambda setting: sum(len(getattr(setting, name)) for name in MAPPINGS))
    kept = tuple(h for h in proposition.setting.hypotheses if h not in proposition.hypotheses)
    return replace(proposition.setting, hypotheses=kept)


def contains(setting: Setting, other: Setting) -> bool:
    """Does a setting hold all that the other does?"""
    parts = all(getattr(other, name).items() <= getattr(setting, name).items() for name in MAPPINGS)
    same = other.restricted in (None, setting.restricted) and other.roles in (Roles(), setting.roles)
    return parts and same and set(other.hypotheses) <= set(setting.hypotheses)


def beyond(setting: Setting, known: Setting) -> Setting:
    """What a setting adds to one that it contains."""
    kept: dict[str, Any] = {
        name: {key: value for key, value in getattr(setting, name).items() if key not in getattr(known, name)}
        for name in MAPPINGS
    }
    hypotheses = tuple(h for h in setting.hypotheses if h not in known.hypotheses)
    groups = tuple(group for group in setting.groups if group not in known.groups)
    restricted = None if known.restricted else setting.restricted
    return replace(setting, hypotheses=hypotheses, groups=groups, restricted=restricted, **kept)


def setting_sentences(setting: Setting, within: Setting | None = None) -> list[Tex]:
    """The sentences of a setting in an order that the reader takes; ``within`` includes what is known."""
    writer = SettingWriter(setting, within)
    display = DisplayWriter(writer)
    sentences = [
        *writer.declarations(),
        *map(display.equality, writer.definitions()),
        *writer.hypotheses(setting.hypotheses),
        *writer.groups(),
    ]
    return [Tex(sentence) for sentence in sentences]


def _part(report: PropositionReport, setting: Setting) -> Part:
    proposition = report.proposition
    display = DisplayWriter(SettingWriter(proposition.setting))
    marks = {step.step.number: words(step.verdict) for step in report.steps if step.verdict not in ACCEPTED}
    chains = [Tex(display.chain(chain, marks)) for chain in proposition.chains]
    witnesses = _witnesses(report)
    if not chains and witnesses:
        chains = [Tex("A witness stands below.")]
    return Part(
        kind=proposition.kind,
        title=Tex(f"[{heading(proposition.title)}]" if proposition.title else ""),
        label=Tex(re.sub(r"[^\w:.+/ -]", "", proposition.label)),
        option=Tex(""),
        setting=[],
        claim=_claim(proposition, setting, display),
        proof=chains if proposition.has_proof else None,
        table=_table(report.steps, display.writer),
        witnesses=[*_marked(report.claim), *_in_short(report.steps, display.writer), *witnesses],
    )


def _marked(claim: Verdict) -> list[Tex]:
    """What is said of a claim that was not verified."""
    return [] if claim in ACCEPTED else [Tex(rf"\textbf{{The claim is {words(claim)}.}}")]


def _claim(proposition: Proposition, setting: Setting, display: DisplayWriter) -> list[Tex]:
    """The proposition's own declarations and hypotheses, then its claims."""
    own = beyond(proposition.setting, setting)
    sentences = setting_sentences(replace(own, groups=(), restricted=None), proposition.setting)
    if sentences:
        sentences.append(Tex("Then"))
    return [*sentences, *(Tex(display.claim(claim)) for claim in proposition.claims)]


# --- what was verified ------------------------------------------------------------------------


WIDTHS = {"reason": 0.25, "re-indexed": 0.27, "hypotheses used": 0.21}  # of the line


def _table(steps: Sequence[StepReport], writer: SettingWriter) -> Table | None:
    """Step, verdict, reason, what was re-indexed, hypotheses used; None where there is nothing to tell."""
    rows = [[str(step.step.number), words(step.verdict), *_used(step, writer)] for step in steps]
    if _plainly_proved(steps, writer):
        return None
    heads = ["step", "verdict", *WIDTHS]
    kept = [n for n in range(len(heads)) if n < 3 or any(row[n] for row in rows)]
    share = {head: width for head, width in WIDTHS.items() if heads.index(head) in kept}
    spread = sum(WIDTHS.values()) / sum(share.values())
    columns = "".join(rf"L{{{width * spread:.2f}\linewidth}}" for width in share.values())
    shown = [[row[n] for n in kept] for row in (heads, *rows)]
    return Table(Tex(f"@{{}}rl{columns}@{{}}"), shown[0], shown[1:])


def _plainly_proved(steps: Sequence[StepReport], writer: SettingWriter) -> bool:
    """Is every step proved, with no reason given, nothing re-indexed and no hypothesis used?"""
    return all(step.verdict is Verdict.PROVED and not any(_used(step, writer)) for step in steps)


def _in_short(steps: Sequence[StepReport], writer: SettingWriter) -> list[Tex]:
    """What stands instead of a table that would be empty."""
    if not steps or not _plainly_proved(steps, writer):
        return []
    told = "The step is" if len(steps) == 1 else f"All {len(steps)} steps are"
    return [Tex(f"{told} proved; no hypothesis is used.")]


def _used(report: StepReport, writer: SettingWriter) -> tuple[Tex, Tex, Tex]:
    return (
        Tex(writer.reason(report.step.reason)),
        Tex("; ".join(_reindexing(change, writer) for change in report.reindexed)),
        hypotheses_used(report.hypotheses, writer),
    )


def _witnesses(report: PropositionReport) -> list[Tex]:
    """The witnesses of claims and steps, each once."""
    records: list[StepReport | ClaimReport] = [*report.claims, *report.steps]
    shown: dict[Tex, tuple[str, Tex]] = {}
    for record in records:
        if record.witness is not None:
            shown.setdefault(witness_latex(record.witness), (_named(record), pictured(record)))
    return [
        Tex((told.replace("The two sides", f"The two sides of {what}", 1) if len(shown) > 1 else told) + drawn)
        for told, (what, drawn) in shown.items()
    ]


def _named(record: StepReport | ClaimReport) -> str:
    return "the claim" if isinstance(record, ClaimReport) else f"step {record.step.number}"


def pictured(record: StepReport | ClaimReport) -> Tex:
    """The picture of a record's witness, in a paragraph of its own; nothing where it cannot be drawn."""
    if record.witness is None:
        return Tex("")
    if isinstance(record, ClaimReport):
        terms = terms_of(record.claim.statement)
    else:
        statement = record.step.statement
        terms = terms_of(statement) if statement else terms_of_sides(record.step.left, record.step.right)
    drawn = picture(record.witness, terms)
    return Tex(f"\\par\\smallskip\n{picture_latex(drawn)}") if drawn else Tex("")


def _reindexing(change: Reindexing, writer: SettingWriter) -> str:
    forth = math(f"{change.variable.name} = {writer.latex(change.term)}")
    back = math(f"{change.new.name} = {writer.latex(change.inverse)}")
    return f"{forth}, inverse {back}"


def hypotheses_used(names: Sequence[str], writer: SettingWriter) -> Tex:
    """The hypotheses by their names, as the setting writes them."""
    setting = writer.setting
    by_name = {reported(hypothesis, setting.roles.group): hypothesis for hypothesis in setting.hypotheses}
    known = [by_name[name] for name in names if name in by_name]
    others = [escape(name) for name in names if name not in by_name]
    return Tex("; ".join([*writer.phrases(known), *others]))


@dataclass(frozen=True)
class Summary:
    """A row of the table of what was verified."""

    proposition: Tex
    steps: str
    verdict: str
    hypotheses: Tex


def _summary(report: PropositionReport) -> Summary:
    proposition = report.proposition
    records: list[StepReport | ClaimReport] = [*report.steps, *report.claims]
    used = list(dict.fromkeys(name for record in records for name in record.hypotheses))
    return Summary(
        heading(proposition.title or proposition.label),
        str(len(report.steps)),
        words(report.claim),
        hypotheses_used(used, SettingWriter(proposition.setting)),
    )


def _groups(propositions: Iterable[PropositionReport]) -> str:
    """On which finite groups the lines were run."""
    sampled: dict[str, bool] = {}
    for proposition in propositions:
        records: list[StepReport | ClaimReport] = [*proposition.steps, *proposition.claims]
        for run in (run for record in records for run in record.groups if run.outcome != "not run"):
            sampled[run.group] = sampled.get(run.group, False) or run.sampled
    if not sampled:
        return "No line was run on a finite group."
    names = [group_name(name) + (" (sampled)" if some else "") for name, some in sampled.items()]
    return f"Finite groups on which lines were run as well: {listed(names)}."


# --- headings -----------------------------------------------------------------------------------

_SAFE = frozenset(("emph", "textit", "textbf", "textrm", "texttt"))
_COMMANDS = re.compile(r"\\([A-Za-z]+|.)")


def heading(title: str) -> Tex:
    """A title as the author wrote it where that is plain LaTeX, else escaped."""
    outside = title.split("$")[::2]
    commands = {name for part in outside for name in _COMMANDS.findall(part)}
    balanced = title.count("$") % 2 == 0 and _balanced(title)
    plain = not any(char in part for part in outside for char in "_^&#%~\n")
    return Tex(title) if balanced and plain and commands <= _SAFE else escape(title)


def _balanced(title: str) -> bool:
    depth = 0
    for char in title:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth < 0:
            return False
    return depth == 0
