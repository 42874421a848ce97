"""``symproof render --errata`` and ``--corrected``: the review of printed documents, folder by folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from symproof.checking.budget import Options
from symproof.checking.check import check_document, cited_claims
from symproof.checking.mend import FAILING, Wish, mended
from symproof.checking.report import DocumentReport, ExitCode, PropositionReport, Report, Verdict
from symproof.commands.accepted import Accepted, Corrected, accepted_for, corrected
from symproof.commands.documents import Target, require_folder
from symproof.commands.problems import UsageProblem
from symproof.commands.verify import require_propositions
from symproof.reading.read import read_document
from symproof.theory.document import Document, Step
from symproof.theory.setting import Setting
from symproof.writing.corrected import Chapter, to_latex
from symproof.writing.errata import Errata, Note, Review, errata
from symproof.writing.errata_latex import to_latex as errata_latex
from symproof.writing.errata_text import to_json as errata_json
from symproof.writing.errata_text import to_markdown as errata_markdown
from symproof.writing.exit_code import exit_code
from symproof.writing.findings import findings
from symproof.writing.pdf import CannotCompile, WouldOverwrite, to_pdf, write_source
from symproof.writing.terminal import shown_path

WRITERS = {"tex": errata_latex, "md": errata_markdown, "json": errata_json}
MARK = "<!-- Written by symproof render --errata. Do not edit. -->\n"


def write_errata(targets: Sequence[Target], options: Options, form: str | None, output: str) -> tuple[str, int]:
    """Write the errata of each folder; the lines that say so, and 1 where there is an erratum, else 0.

    ``form`` None: as LaTeX, Markdown and JSON. Raises UsageProblem.
    """
    require_folder(output)
    papers = [_errata(folder, inside, options) for folder, inside in _folders(targets).items()]
    lines = [_written(paper, one, output) for paper in papers for one in ([form] if form else list(WRITERS))]
    found = any(paper.items for paper in papers)
    return "".join(f"wrote {line}\n" for line in lines), ExitCode.FOUND if found else ExitCode.OK


def _folders(targets: Sequence[Target]) -> dict[Path, list[Target]]:
    folders: dict[Path, list[Target]] = {}
    for target in targets:
        folders.setdefault(Path(target.path).resolve().parent, []).append(target)
    names = [folder.name for folder in folders]
    if len(set(names)) < len(names):
        raise UsageProblem("two folders have one name; write them apart with -o")
    if not folders:
        raise UsageProblem("no document is named; name the folder of a paper")
    return folders


def _errata(folder: Path, targets: Sequence[Target], options: Options) -> Errata:
    return errata(folder.name, [_reviewed(target, options) for target in targets])


def _reviewed(target: Target, options: Options) -> Review:
    """A document as printed, with what was accepted for it (judged again) or is proposed."""
    document = _read(target)
    report = check_document(document, replace(options, only=target.only))
    made = corrected(document, options, target.only)
    entries = [one for one in accepted_for(document.path) if not target.only or one.proposition in target.only]
    settled = _settled(report, made) if made else frozenset()
    anew = _anew(made, entries) if made else {}
    notes = tuple(map(note_of, entries))
    after = made.report if made else None
    return Review(_with_proposals(report, options, entries, settled), notes, settled, anew, after)


def _anew(
    made: Corrected, entries: Sequence[Accepted]
) -> dict[tuple[str, int | None], tuple[Setting, tuple[Step, ...]]]:
    """The lines that were written anew as a whole, from the document after the repairs."""
    found = {one.label: one for one in made.report.document.propositions}
    lines: dict[tuple[str, int | None], tuple[Setting, tuple[Step, ...]]] = {}
    for entry in entries:
        if entry.line and entry.step:
            first = made.number(entry.proposition, entry.step)
            steps = [step for chain in found[entry.proposition].chains for step in chain.steps]
            chosen = tuple(step for step in steps if first <= step.number <= first + entry.added)
            lines[entry.proposition, entry.step] = found[entry.proposition].setting, chosen
    return lines


def _settled(report: DocumentReport, made: Corrected) -> frozenset[tuple[str, int | None]]:
    """The claims and lines that are not proved as printed, but are after the repairs."""
    return frozenset(place for found in report.propositions for place in _settled_in(found, made))


def _settled_in(found: PropositionReport, made: Corrected) -> Iterator[tuple[str, int | None]]:
    label = found.proposition.label
    now = next((one for one in made.report.propositions if one.proposition.label == label), None)
    if now is None:
        return
    if not _outside(made.report):
        yield "", None
    if found.claim is not Verdict.PROVED and now.claim is Verdict.PROVED:
        yield label, None
    proved = {one.step.number for one in now.steps if one.verdict is Verdict.PROVED}
    for one in found.steps:
        if one.verdict is not Verdict.PROVED and made.number(label, one.step.number) in proved:
            yield label, one.step.number


def _read(target: Target) -> Document:
    document = read_document(target.path)
    require_propositions(document, target)
    return document


def note_of(entry: Accepted) -> Note:
    """What is told of an accepted repair."""
    place = "reason" if entry.reason else entry.place
    return Note(
        entry.proposition, entry.step, entry.why, entry.changes, entry.line, entry.assume or entry.reason, place
    )


def _outside(report: DocumentReport) -> bool:
    """Is there an error in the settings?"""
    return any(not one.proposition for one in findings(report) if one.severity == "error")


def _with_proposals(
    report: DocumentReport, options: Options, entries: Sequence[Accepted], settled: Iterable[tuple[str, int | None]]
) -> DocumentReport:
    """The report with a search for repairs of the failing steps that nobody has repaired."""
    done = {*((one.proposition, one.step) for one in entries), *settled}
    cited = cited_claims(report)
    propositions = []
    for found in report.propositions:
        failing = _open_steps(found, done)
        if failing:
            wish = Wish(1, failing[0]) if len(failing) == 1 else Wish()
            found = mended(replace(report, propositions=(found,)), options, cited, wish).propositions[0]
        propositions.append(found)
    return replace(report, propositions=tuple(propositions))


def _open_steps(found: PropositionReport, done: Iterable[tuple[str, int | None]]) -> list[int]:
    label, numbers = found.proposition.label, set(done)
    helped = (label, None) in numbers  # a hypothesis was added; what it mends is no slip of a line
    return [
        step.step.number
        for step in found.steps
        if step.verdict in FAILING and (label, step.step.number) not in numbers and not (helped and step.missing)
    ]


def _written(paper: Errata, form: str, output: str) -> str:
    name = Path(output, f"errata-{paper.name}.{form}")
    try:
        if form == "pdf":
            return shown_path(str(to_pdf(errata_latex(paper), name)))
        if form == "tex":
            return shown_path(str(write_source(errata_latex(paper), name)))
    except (CannotCompile, WouldOverwrite) as problem:
        raise UsageProblem(str(problem)) from None
    text = WRITERS[form](paper)
    return shown_path(str(_write(name, MARK + text if form == "md" else text)))


def _write(name: Path, text: str) -> Path:
    """Write, but over nothing that was not written here."""
    if name.exists() and not _ours(name):
        raise UsageProblem(f"{str(name)!r} exists and was not written by symproof render; move it away first")
    name.parent.mkdir(parents=True, exist_ok=True)
    name.write_text(text, encoding="utf-8", newline="\n")
    return name


def _ours(name: Path) -> bool:
    held = name.read_text(encoding="utf-8", errors="replace")
    if name.suffix == ".md":
        return held.startswith(MARK)
    try:
        data = json.loads(held)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and {"errata", "paper", "schema"} <= set(data)


# --- the corrected text ------------------------------------------------------------------------------


def write_corrected(targets: Sequence[Target], options: Options, form: str | None, output: str) -> tuple[str, int]:
    """Write the corrected derivations into one file (``output``, if it ends in .tex or .pdf) or one a folder."""
    named = Path(output).suffix in (".tex", ".pdf")
    chapters = {folder: [_chapter(one, options) for one in inside] for folder, inside in _folders(targets).items()}
    if named:
        files = {Path(output): [one for inside in chapters.values() for one in inside]}
    else:
        files = {Path(output, f"corrected-{f.name}.{form or 'tex'}"): inside for f, inside in chapters.items()}
    lines = [_corrected_file(name, inside, targets) for name, inside in files.items()]
    reports = tuple(chapter.report for inside in files.values() for chapter in inside)
    return "".join(f"wrote {line}\n" for line in lines), exit_code(Report(reports))


def _chapter(target: Target, options: Options) -> Chapter:
    """A document after its repairs, and what it said before them."""
    document = _read(target)
    printed = _reviewed(target, options)
    made: Corrected | None = corrected(document, options, target.only)
    report = made.report if made else check_document(document, options)
    if target.only:
        chosen = tuple(found for found in report.propositions if found.proposition.label in target.only)
        report = replace(report, propositions=chosen)
    return Chapter(replace(printed, anew={}), report)  # the new lines stand in the derivation itself


def _corrected_file(name: Path, chapters: Sequence[Chapter], targets: Sequence[Target]) -> str:
    source = to_latex(chapters, name.stem.replace("-", " ").capitalize())
    inputs = [Path(target.path) for target in targets]
    try:
        made = to_pdf(source, name, inputs) if name.suffix == ".pdf" else write_source(source, name, inputs)
    except (CannotCompile, WouldOverwrite) as problem:
        raise UsageProblem(str(problem)) from None
    return shown_path(str(made))
