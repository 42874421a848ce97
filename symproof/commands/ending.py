"""Where a command meets its process: results to stdout, every error one line on stderr, the end.

Nothing heavy is imported: help and completion pass through here too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Any, NoReturn

import click


def coloured(choice: str) -> bool:
    """May results be coloured?"""
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def show(text: str) -> None:
    """Results to stdout; a reader that has gone away is no error."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (until the process ends)


def outcome(command: Callable[[], Any], given: Sequence[str]) -> int:
    """The exit code of a command that was given these words; every error is one line on stderr."""
    try:
        result = command()
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        error = _with_two_hyphens(error, given)
        _tell_json(given, error.format_message(), 2)
        with suppress(OSError):  # nobody may be there to be told
            error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        _tell_json(given, "interrupted", 130)
        return fail("interrupted", 130)
    except BrokenPipeError:
        return 0
    except Exception as error:
        return _failed(error, given)


def _with_two_hyphens(error: click.ClickException, given: Sequence[str]) -> click.ClickException:
    """``-general`` is taken for options of one letter: name the one that is meant."""
    if not isinstance(error, click.NoSuchOption) or error.ctx is None or error.possibilities:
        return error
    known = {name for parameter in error.ctx.command.params for name in parameter.opts}
    meant = [word for word in given if f"-{word}".partition("=")[0] in known]
    return click.NoSuchOption(meant[0], possibilities=[f"-{meant[0]}"], ctx=error.ctx) if meant else error


def _tell_json(given: Sequence[str], message: str, code: int) -> None:
    """With ``--format json`` what went wrong is on stdout too."""
    if "--format=json" in given or ("--format", "json") in pairwise(given):
        from symproof.commands.problems import as_json

        show(as_json(message, code))


def _failed(error: Exception, given: Sequence[str]) -> int:
    from symproof.commands.problems import UsageProblem, internal_error

    if isinstance(error, OSError) and error.strerror:
        return fail(f"{error.strerror}{f': {error.filename}' if error.filename else ''}", 2)
    if os.environ.get("SYMPROOF_TRACEBACK") and not isinstance(error, UsageProblem):
        raise error
    message = str(error) if isinstance(error, UsageProblem) else internal_error(error).removeprefix("symproof: ")
    _tell_json(given, message, 2)
    return fail(message, 2)


def fail(message: str, code: int) -> int:
    """The message in one line on stderr; the code."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(message.split()))
    with suppress(OSError):
        click.echo(f"symproof: {shown}", err=True)
    return code


def prepare_streams() -> None:
    """Closed streams are no error, nor letters that a terminal cannot show."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (closed by whoever called)
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def leave(code: int) -> NoReturn:
    """End at once: taking apart all that sympy has made costs a fifth of importing it."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # a full disk has been told, a reader may have gone away
            stream.flush()
    os._exit(code)
