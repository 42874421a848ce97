"""The table of a run: by document and by kind of edit, without times, the same at every run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from symproof.checking.report import Verdict
from tests.mutation.judging import GROUPS, Finding

COLUMNS = (
    Verdict.PROVED,
    Verdict.NOT_AS_STATED,
    Verdict.REFUTED,
    Verdict.CHECKED,
    Verdict.UNDECIDED,
    Verdict.MALFORMED,
)
ACCEPTED = (Verdict.PROVED, Verdict.NOT_AS_STATED)


def rendered(findings: Sequence[Finding], seed: int) -> str:
    """The whole table in Markdown."""
    return "\n".join(
        [
            "# Mutants of the corrected chains",
            "",
            f"`python -m tests.mutation --count {len(findings)} --seed {seed} --write`. Each mutant is one edit of a"
            " corrected step; both tiers judge it.",
            f"Identifiers and values on {', '.join(GROUPS)}; witnesses on the whole ladder of groups.",
            "",
            "## By document",
            "",
            *_counted(findings, lambda f: f.mutant.subject.document),
            "",
            "## By kind of edit",
            "",
            *_counted(findings, lambda f: f.mutant.kind),
            "",
            "## What the acceptances rest on",
            "",
            *_explanations(findings),
            "",
            "## What is neither proved nor refuted",
            "",
            *_open(findings),
            "",
            "## Groups that do not see a refuted mutant",
            "",
            *_blind(findings),
            "",
        ]
    )


def _counted(findings: Iterable[Finding], key: Callable[[Finding], str]) -> list[str]:
    rows: dict[str, list[Finding]] = {}
    for finding in findings:
        rows.setdefault(key(finding), []).append(finding)
    head = ["", "mutants", *[str(verdict).replace("_", " ") for verdict in COLUMNS], "disagreements"]
    lines = [_row(head), _row(["---", *["---:"] * (len(head) - 1)])]
    lines += [_row([name, *_numbers(rows[name])]) for name in sorted(rows)]
    everything = [finding for found in rows.values() for finding in found]
    return [*lines, _row(["all", *_numbers(everything)])]


def _numbers(findings: Sequence[Finding]) -> list[str]:
    verdicts = Counter(finding.verdict for finding in findings)
    disagreements = sum(bool(finding.disagreement) for finding in findings)
    return [str(n) for n in (len(findings), *(verdicts[v] for v in COLUMNS), disagreements)]


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _explanations(findings: Iterable[Finding]) -> list[str]:
    accepted = [f for f in findings if f.verdict in ACCEPTED]
    counted = Counter((str(f.verdict).replace("_", " "), f.rests_on or "UNEXPLAINED") for f in accepted)
    lines = [_row(["verdict", "rests on", "mutants"]), _row(["---", "---", "---:"])]
    return lines + [_row([verdict, f"`{why}`", str(n)]) for (verdict, why), n in sorted(counted.items())]


def _open(findings: Iterable[Finding]) -> list[str]:
    """One line each: where, what was changed, and what the identifiers say."""
    found = [f for f in findings if f.verdict in (Verdict.CHECKED, Verdict.UNDECIDED)]
    lines = [_row(["step", "edit", "why", "identifiers equal on", "different on"]), _row(["---"] * 5)]
    return lines + [
        _row([_where(f), f.mutant.kind, f.why, ", ".join(f.blind) or "-", ", ".join(f.apart) or "-"])
        for f in sorted(found, key=lambda f: (_where(f), f.mutant.kind))
    ]


def _where(finding: Finding) -> str:
    subject = finding.mutant.subject
    return f"{subject.document}, {subject.proposition}, step {subject.number}"


def _blind(findings: Iterable[Finding]) -> list[str]:
    """For each group, how many refuted mutants it cannot tell from the truth."""
    refuted = [f for f in findings if f.verdict == Verdict.REFUTED]
    lines = [_row(["group", "mutants run", "identifiers equal"]), _row(["---", "---:", "---:"])]
    for group in GROUPS:
        run = [f for f in refuted if group in (*f.blind, *f.apart)]
        lines.append(_row([group, str(len(run)), str(sum(group in f.blind for f in run))]))
    nowhere = sum(bool(f.blind) and not f.apart for f in refuted)
    return [*lines, _row(["all of them", str(len(refuted)), str(nowhere)])]
