"""Documents to a report: read, check, gather, always in the order of the documents."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, fields, replace
from importlib import import_module
from typing import Any, TypeAlias

from symproof.checking.budget import Options
from symproof.checking.check import check_document
from symproof.checking.report import DocumentReport, ExitCode, GroupRun, Report
from symproof.commands.documents import Target
from symproof.commands.problems import UsageProblem, internal_error, unknown
from symproof.reading.read import read_document
from symproof.theory.document import Document
from symproof.writing.exit_code import Failure, exit_code
from symproof.writing.progress import Progress

Task: TypeAlias = tuple[Target, Options]
Work: TypeAlias = Callable[[Task], Any]


@dataclass
class Run:
    """What came out of the documents that were judged, until the end or until an interruption."""

    documents: list[DocumentReport] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    interrupted: bool = False
    total: int = 0

    def report(self, options: Options) -> Report:
        """The report that all printers read."""
        groups = [run.group for one in self.documents for run in _runs(one) if run.outcome != "not run"]
        named = tuple((name, str(value)) for name, value in sorted(vars(options).items()) if _told(name, value))
        return Report(tuple(self.documents), tuple(dict.fromkeys(groups)), options.general_only, named)


def _runs(report: DocumentReport) -> Iterator[GroupRun]:
    for found in report.propositions:
        for claim in found.claims:
            yield from claim.groups
        for step in found.steps:
            yield from step.groups


def _told(name: str, value: object) -> bool:
    """Is the option set, and not one that the report says elsewhere?"""
    return name not in ("only", "budgets") and bool(value)


def options_from(
    general: bool, groups: Sequence[str], exhaustive: bool, fail_fast: bool, budgets: Sequence[str]
) -> Options:
    """The checker's options. Raises UsageProblem for an unknown group or budget."""
    if general and groups:
        raise UsageProblem("--general runs no finite group; leave out --general or --group")
    for spec in groups:
        require_group(spec)
    options = Options(general_only=general, groups=tuple(groups), exhaustive=exhaustive, fail_fast=fail_fast)
    return replace(options, budgets=_with_budgets(options.budgets, budgets))


def require_group(spec: str) -> None:
    """Raise UsageProblem, with near misses, unless the spec names a group and where it acts."""
    from symproof.groups import GroupError, parse_action

    try:
        parse_action(spec)
    except GroupError as error:
        raise UsageProblem(str(error)) from None


def _with_budgets(budget: Any, given: Sequence[str]) -> Any:
    """The budgets with ``name=number`` applied."""
    known = {one.name: getattr(budget, one.name) for one in fields(budget)}
    for text in given:
        name, _, number = text.partition("=")
        if name not in known:
            raise unknown("budget", name, known, f"known are {', '.join(known)}")
        try:
            value = type(known[name])(number)
        except ValueError:
            value = -1
        if not 0 <= value < 10**12:
            raise UsageProblem(f"--budget {name} wants a number from 0 to 10^12, as in {name}=100, not {number!r}")
        budget = replace(budget, **{name: value})
    return budget


def verify(targets: Sequence[Target], options: Options, jobs: int | None = None, repairs: bool = False) -> Run:
    """Judge the documents; an interruption keeps what is done.

    ``jobs`` None: as many processes as processors. ``repairs``: with the first repair of what fails.

    Raises UsageProblem for a document that cannot be opened and for an unknown proposition.
    """
    run = Run(total=len(targets))
    with closing(over_documents(targets, options, judge_and_repair if repairs else judge, jobs)) as results:
        try:
            for result in results:
                if _keep(run, result) and options.fail_fast:
                    break
        except KeyboardInterrupt:
            run.interrupted = True
    return run


def over_documents(
    targets: Sequence[Target], options: Options, work: Work, jobs: int | None = None
) -> Generator[Any, None, None]:
    """What ``work`` makes of each document, in order, with progress; it must be a function of a module."""
    tasks = [(target, replace(options, only=target.only)) for target in targets]
    count = min(jobs or os.cpu_count() or 1, len(tasks))
    with Progress([one.path for one in targets]) as progress, _results(tasks, count, work) as results:
        for result in results:
            progress.done()
            yield result


def _keep(run: Run, result: DocumentReport | Failure | UsageProblem) -> bool:
    """Add a result; is it one that ends the run under ``--fail-fast``?"""
    if isinstance(result, UsageProblem):
        raise result
    if isinstance(result, Failure):
        run.failures.append(result)
        return True
    run.documents.append(result)
    return exit_code(Report((result,))) in (ExitCode.USAGE, ExitCode.FOUND)


@contextmanager
def _results(tasks: list[Task], jobs: int, work: Work) -> Iterator[Iterator[Any]]:
    """The results in the order of the tasks, from this process or from several."""
    if jobs <= 1:
        yield map(work, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor

    if not all(options.general_only for _, options in tasks):
        import_module("symproof.checking.finite")  # once, not in every process
    executor = ProcessPoolExecutor(jobs, initializer=_start_worker)
    started: dict[int, Any] = {}
    try:
        with _without_interrupts():  # a process that is born has none yet either
            for n in sorted(range(len(tasks)), key=lambda n: -_length(tasks[n][0])):  # the longest must not come last
                started[n] = executor.submit(work, tasks[n])
        import_module("symproof.writing.terminal")  # while the others work: with this is reported
        yield _gathered([started[n] for n in range(len(tasks))], tasks)
    finally:
        complete = len(started) == len(tasks) and all(future.done() for future in started.values())
        executor.shutdown(wait=complete, cancel_futures=True)
        if not complete:
            _end_children()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Ctrl-C waits until the end, also for the processes that are started inside."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _length(target: Target) -> int:
    """The size of a document in bytes; 0 where it cannot be told, which is for the reader to say."""
    try:
        return os.path.getsize(target.path)
    except OSError:
        return 0


def _end_children() -> None:
    """What the other processes still work on is not wanted any more."""
    import multiprocessing

    for child in multiprocessing.active_children():
        child.kill()


def _gathered(futures: Sequence[Any], tasks: list[Task]) -> Iterator[Any]:
    """The results in order, at an interruption all there are; a process that was killed is a failure."""
    from concurrent.futures.process import BrokenProcessPool

    for n, (future, (target, _)) in enumerate(zip(futures, tasks, strict=True)):
        try:
            result = future.result()
        except BrokenProcessPool as error:
            result = Failure(target.path, internal_error(error))
        except KeyboardInterrupt:
            yield from (one.result() for one in futures[n:] if one.done() and one.exception() is None)
            raise
        yield result


def _start_worker() -> None:
    """Ctrl-C reaches the parent, which stops the others; where the parent is killed, they end by themselves."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def judge(task: Task) -> DocumentReport | Failure | UsageProblem:
    """One document; what goes wrong comes back as a record, not as an exception."""
    target, options = task
    try:
        document = read_document(target.path)
        require_propositions(document, target)
        report: DocumentReport = check_document(document, options)
        return report
    except UsageProblem as problem:
        return problem
    except OSError as error:
        return UsageProblem(f"{target.path!r} cannot be read: {error.strerror or error}")
    except Exception as error:
        if os.environ.get("SYMPROOF_TRACEBACK"):
            raise
        return Failure(target.path, internal_error(error))


def judge_and_repair(task: Task) -> DocumentReport | Failure | UsageProblem:
    """One document, with the first repair of each line that fails."""
    from symproof.checking.mend import Wish
    from symproof.checking.repair import RepairBudget
    from symproof.commands.proposals import with_proposals

    report = judge(task)
    if not isinstance(report, DocumentReport):
        return report
    try:
        return with_proposals(report, task[1], Wish(budget=RepairBudget(shown=1)))
    except Exception as error:
        if os.environ.get("SYMPROOF_TRACEBACK"):
            raise
        return Failure(task[0].path, internal_error(error))


def require_propositions(document: Document, target: Target) -> None:
    """Raise UsageProblem, with near misses, for a label that the document does not hold."""
    labels = [proposition.label for proposition in document.propositions]
    for label in target.only:
        if label not in labels:
            elsewhere = f"it holds {', '.join(labels)}" if labels else "it holds none"
            raise unknown(f"proposition of {target.path}", label, labels, elsewhere)
