"""The command line: options and exit codes. What a command does is in ``symproof.commands``.

Nothing heavy is imported before a command runs: help, version and completion stay quick.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from symproof import __version__
from symproof.commands.ending import coloured, fail, leave, outcome, prepare_streams, show

if TYPE_CHECKING:
    from symproof.commands.documents import Target
    from symproof.commands.verify import Run

Command = TypeVar("Command", bound=Callable[..., Any])

EXIT_CODES = """\b
Exit codes, the first that applies:
  2  usage or internal error, missing file, the two tiers disagree
  1  something refuted, not as stated or malformed, or a proof that does not
     lead to its claim
  3  something undecided, or only checked on finite groups
  4  something assumed
  0  everything proved
  5  no file holds a claim
"""
NEW_OBJECTS = 250_000  # after so many is garbage looked for; terms are trees, and next to nothing is ever found


class Commands(click.Group):
    """A group that knows what a misspelt command was meant to be, and lists commands in their own order."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command named first. Raises UsageError with near misses."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and self.get_command(ctx, name) is None:
            near = get_close_matches(name, self.list_commands(ctx), n=2, cutoff=0.5)
            hint = (
                f" Did you mean {' or '.join(near)}?" if near else f" Known are {', '.join(self.list_commands(ctx))}."
            )
            ctx.fail(f"No such command {name!r}.{hint}")
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of their definition."""
        return list(self.commands)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXIT_CODES)
@click.version_option(__version__, prog_name="symproof", message="%(prog)s %(version)s")
def cli() -> None:
    """Check proofs written in LaTeX, line by line.

    \b
    symproof new mine.tex               a document to start from
    symproof verify                     proofs/corrected, or the .tex files here
    symproof verify paper.tex           does every line follow?
    symproof explain paper.tex::label   each formula as read, what each step used
    """


COLOUR = click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
    help="Colours; auto: on a terminal, unless NO_COLOR is set.",
)  # fmt: skip
PATHS = click.argument("paths", nargs=-1, metavar="[PATH[::PROPOSITION]]...")
BUDGETS = click.option(
    "--budget", "budgets", multiple=True, metavar="NAME=NUMBER",
    help="A budget by its name, such as models=2000; may be repeated.",
)  # fmt: skip
JOBS = click.option(
    "--jobs", type=click.IntRange(1, 256),
    help="Processes; as many as processors unless given. Results are the same.",
)  # fmt: skip


def _format(*names: str) -> Callable[[Command], Command]:
    """The forms in which a command writes what it found; the first unless another is given."""
    how = "How it is written."
    return click.option("--format", "form", type=click.Choice(names), default=names[0], show_default=True, help=how)


def _checking_options(command: Any) -> Any:
    """The options that say how documents are judged."""
    for option in reversed(
        [
            click.option("--general", is_flag=True, help="General proofs only, no finite group."),
            click.option("--group", "groups", multiple=True, metavar="SPEC",
                         help="A finite group, such as p4:3 or 'S3 on Z_2^2'; may be repeated."),
            click.option("--exhaustive", is_flag=True, help="All instances on every group, none sampled."),
            BUDGETS,
        ]
    ):  # fmt: skip
        command = option(command)
    return command


@cli.command(short_help="Does every line follow?")
@PATHS
@_checking_options
@_format("full", "concise", "json", "github")
@JOBS
@click.option("--fail-fast", is_flag=True, help="Stop after the first finding.")
@click.option("--expect", metavar="FILE", help="Findings that are known: exit code 0 if they are all there is, else 1.")
@click.option("--write-expect", metavar="FILE", help="Write the findings of this run, for --expect.")
@click.option("--quiet", "-q", is_flag=True, help="Findings and the last line only; with concise, findings only.")
@click.option("--times", is_flag=True, help="Add how long it took.")
@click.option("--repairs", is_flag=True, help="The first repair of each line that fails, as fix finds it.")
@COLOUR
def verify(
    paths: tuple[str, ...], general: bool, groups: tuple[str, ...], exhaustive: bool, form: str, jobs: int | None,
    budgets: tuple[str, ...], fail_fast: bool, expect: str | None, write_expect: str | None, quiet: bool,
    times: bool, repairs: bool, color: str,
) -> int:  # fmt: skip
    """Does every line follow? Judge documents, line by line.

    PATH is a document, a folder, or one proposition of a document; without one, proofs/corrected if it
    exists, else the .tex files of the current folder. A folder is searched for .tex files that hold a
    \\begin{document}.
    """
    started = time.monotonic()
    from symproof.commands.verify import options_from
    from symproof.commands.verify import verify as judge_all

    options = options_from(general, groups, exhaustive, fail_fast, budgets)
    expected = _expected(expect, write_expect)
    done = judge_all(_targets(paths), options, jobs, repairs)
    from symproof.commands.reporting import Wanted, report_run

    since = started if times else None
    wanted = Wanted(form, coloured(color), quiet, since, expected, write_expect)
    text, code = report_run(done, options, wanted)
    show(text)
    _tell_interruption(done)
    return code


def _expected(expect: str | None, write_expect: str | None) -> list[Any] | None:
    """The findings that are known; whether those of this run can be written is asked before it begins."""
    if expect is None and write_expect is None:
        return None
    from symproof.commands.expect import read, require_ours

    if write_expect is not None:
        require_ours(write_expect)
    return None if expect is None else read(expect)


def _tell_interruption(run: Run) -> None:
    if run.interrupted:
        done = len(run.documents) + len(run.failures)
        fail(f"interrupted after {done} of {run.total} documents", 130)


@cli.command(short_help="A proposition step by step, or what a code means.")
@click.argument("what", metavar="PATH::PROPOSITION | CODE")
@click.option("--step", type=click.IntRange(1), help="This step only.")
@_checking_options
@COLOUR
def explain(
    what: str, step: int | None, general: bool, groups: tuple[str, ...], exhaustive: bool,
    budgets: tuple[str, ...], color: str,
) -> int:  # fmt: skip
    """A proposition step by step, or a code.

    \b
    symproof explain paper.tex::label --step 3
        all brackets and sorts, what each sum binds and what was used; the
        verdict, with its counterexample in full
    symproof explain E301
        what the code means, and what to do
    """
    from symproof.writing.codes import is_code

    if is_code(what) and not os.path.exists(what):
        return _explain_code(what)
    from symproof.commands.reporting import explain_proposition
    from symproof.commands.verify import options_from

    options = options_from(general, groups, exhaustive, False, budgets)
    text, code = explain_proposition(what, step, options, coloured(color))
    show(text)
    return code


def _explain_code(code: str) -> int:
    from symproof.commands.problems import unknown
    from symproof.writing.codes import codes_with_pages, page

    found = page(code)
    if found is None:
        raise unknown("code", code.upper(), codes_with_pages(), "codes are E1xx, E2xx, E3xx, W1xx and W3xx")
    show(found)
    return 0


class ProposalNumber(click.IntRange):
    """The number behind ``--accept``, where a path that follows it is easily taken for one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Raises BadParameter."""
        if isinstance(value, str) and not value.lstrip("-").isdigit():
            self.fail(f"{value!r} is no number of a proposal; a path stands before --accept.", param, ctx)
        return super().convert(value, param, ctx)


@cli.command(short_help="The smallest edits under which a proof follows.")
@PATHS
@click.option("--step", type=click.IntRange(1), help="This step only.")
@click.option(
    "--edits",
    type=click.IntRange(1, 2),
    default=1,
    show_default=True,
    help="How many places may be wrong; two take minutes.",
)
@click.option("--write", metavar="FILE", help="Write a new document with the first repair of each step made.")
@click.option(
    "--accept",
    type=ProposalNumber(1),
    is_flag=False,
    flag_value="1",
    metavar="[N]",
    help="Record proposal N (else the first) in the repairs.json beside the document.",
)
@click.option("--diff", is_flag=True, help="Only the difference that the first repairs make.")
@_format("full", "json")
@_checking_options
@COLOUR
def fix(
    paths: tuple[str, ...],
    step: int | None,
    edits: int,
    write: str | None,
    accept: int | None,
    diff: bool,
    form: str,
    general: bool,
    groups: tuple[str, ...],
    exhaustive: bool,
    budgets: tuple[str, ...],
    color: str,
) -> int:
    """The smallest edit of a false line that makes it follow, and the next line from it, as stated.

    What cannot be read is spelled otherwise: a bracket, a name, what an operator lacks. Nothing is changed in
    place: --write makes a new file. Exit code 0 if every failing step has a repair, 1 if one has none; with
    --write that of the document written.
    """
    from symproof.checking.mend import Wish
    from symproof.commands.fix import Asked
    from symproof.commands.fix import fix as repair_all
    from symproof.commands.verify import options_from
    from symproof.writing.terminal import Style

    if accept is not None and (write is not None or diff or form == "json"):
        raise click.UsageError("--accept goes with neither --write nor --diff nor --format json")
    options = options_from(general, groups, exhaustive, False, budgets)
    asked = Asked(Wish(edits, step), write, accept, diff, form, Style(coloured(color)))
    text, code = repair_all(_targets(paths), options, asked)
    show(text)
    return code


@cli.command(short_help="Write what was verified as LaTeX.")
@PATHS
@click.option(
    "--to",
    "form",
    type=click.Choice(["tex", "pdf", "md", "json"]),
    help="What to write: tex unless given; errata as tex, md and json.",
)
@click.option("-o", "--output", default="latex_out", show_default=True, metavar="FOLDER", help="Where to write it.")
@click.option("--all", "everything", is_flag=True, help="Also what is not verified, marked as such.")
@click.option("--errata", "list_errata", is_flag=True, help="The list of errata of each folder.")
@click.option("--corrected", "correct", is_flag=True, help="What results from the accepted repairs (repairs.json).")
@_checking_options
def render(
    paths: tuple[str, ...], form: str | None, output: str, everything: bool, list_errata: bool, correct: bool,
    general: bool, groups: tuple[str, ...], exhaustive: bool, budgets: tuple[str, ...],
) -> int:  # fmt: skip
    """Write what was verified as LaTeX, from the formulas as they were understood.

    A document with a step that is not proved, checked or assumed is refused, unless --all marks it.
    """
    from symproof.commands.render import render_all
    from symproof.commands.verify import options_from

    options = options_from(general, groups, exhaustive, False, budgets)
    if list_errata or correct:
        text, code = _render_review(paths, options, form, output, (list_errata, correct, everything))
    elif form in ("md", "json"):
        raise click.UsageError(f"--to {form} is for --errata")
    else:
        text, code = render_all(_targets(paths), options, form or "tex", output, everything)
    show(text)
    return code


def _render_review(
    paths: tuple[str, ...], options: Any, form: str | None, output: str, flags: tuple[bool, bool, bool]
) -> tuple[str, int]:
    """Errata, or the corrected text."""
    from symproof.commands.documents import reviewed
    from symproof.commands.errata import write_corrected, write_errata

    list_errata, correct, everything = flags
    if list_errata + correct + everything > 1:
        raise click.UsageError("--errata, --corrected and --all exclude one another")
    if correct and form in ("md", "json"):
        raise click.UsageError(f"--to {form} is for --errata")
    return (write_errata if list_errata else write_corrected)(_targets(reviewed(paths)), options, form, output)


@cli.command(short_help="Texts under review: what was found and repaired.")
@PATHS
@click.option("--times", is_flag=True, help="Add how long it took.")
@click.option("--search/--no-search", default=True, help="Look for repairs by one edit.")
@_checking_options
def review(
    paths: tuple[str, ...], times: bool, search: bool, general: bool, groups: tuple[str, ...], exhaustive: bool,
    budgets: tuple[str, ...],
) -> int:  # fmt: skip
    """A table for each folder: claims and lines by verdict, what was repaired, and what results.

    Without a PATH, the texts under review in proofs/printed, if there are any.
    """
    from symproof.commands.documents import reviewed
    from symproof.commands.review import review as review_all
    from symproof.commands.verify import options_from

    options = options_from(general, groups, exhaustive, False, budgets)
    text, code = review_all(_targets(reviewed(paths)), options, times, search)
    show(text)
    return code


@cli.command(short_help="What each theorem needs, and why.")
@PATHS
@_format("full", "json")
@JOBS
@BUDGETS
@COLOUR
def hypotheses(paths: tuple[str, ...], form: str, jobs: int | None, budgets: tuple[str, ...], color: str) -> int:
    """What each theorem needs: every hypothesis that it uses is left out, and a counterexample looked for.

    Told are also those that are stated and not used, and those that a false claim lacks. No finite group is run;
    the exit code is that of verifying.
    """
    from symproof.commands.hypotheses import hypotheses as over
    from symproof.commands.verify import options_from
    from symproof.writing.terminal import Style

    options = options_from(True, (), False, False, budgets)
    text, code = over(_targets(paths), options, form, Style(coloured(color)), jobs)
    show(text)
    return code


@cli.command(short_help="The finite groups, or one in detail.")
@click.argument("spec", required=False)
def groups(spec: str | None) -> int:
    """The finite groups and where they act; with SPEC, that one in detail."""
    from symproof.groups import describe, list_groups, parse_action

    if spec is not None:
        from symproof.commands.verify import require_group

        require_group(spec)
    show((describe(parse_action(spec)) if spec is not None else list_groups()) + "\n")
    return 0


@cli.command("list", short_help="Documents, propositions, numbers of steps.")
@PATHS
def list_documents(paths: tuple[str, ...]) -> int:
    """The documents, their propositions and the number of steps."""
    from symproof.commands.listing import listing

    found = _targets(paths)
    show(listing(found) or "no documents\n")
    return 0 if found else 5


@cli.command(short_help="Write a document to start from.")
@click.argument("file")
def new(file: str) -> int:
    """Write a document to start from; nothing is overwritten."""
    from symproof.commands.new import as_argument, create

    written = create(file)
    show(f"wrote {' and '.join(written)}; now: symproof verify {as_argument(written[0])}\n")
    return 0


def _targets(paths: Sequence[str]) -> list[Target]:
    """The documents meant; that there is none is told. Raises UsageProblem."""
    from symproof.commands.documents import nothing_in, targets

    found = targets(paths)
    if not found:
        fail(nothing_in(paths), 5)
    return found


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; every error is one line on stderr."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    return outcome(lambda: cli.main(given, "symproof", standalone_mode=False), given)


def main() -> NoReturn:
    """The entry point: ends the process with the command's exit code."""
    gc.set_threshold(NEW_OBJECTS, 10, 10)
    prepare_streams()
    leave(run())
