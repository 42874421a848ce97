r"""jinja2 for LaTeX: every value is escaped unless it says that it is LaTeX.

The delimiters keep a template valid TeX: ``\VAR{...}``, ``\BLOCK{...}``, and lines that
begin with ``%%``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from jinja2 import PackageLoader, StrictUndefined
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment

SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
SPECIAL |= {char: "\\" + char for char in "&%$#_{}"}
ON_ONE_PAGE = 16  # rows of a table
_SPECIAL = re.compile("|".join(map(re.escape, SPECIAL)))


class Tex(str):
    """Text that is LaTeX already."""

    __slots__ = ()


def escape(text: str) -> Tex:
    """Plain text as LaTeX."""
    return Tex(_SPECIAL.sub(lambda found: SPECIAL[found.group()], text))


def _finalize(value: Any) -> Tex:
    return value if isinstance(value, Tex) else escape(str(value))


def cells(row: Iterable[str]) -> Tex:
    """The cells of a row of a table."""
    return Tex(" & ".join(map(_finalize, row)))


def row_end(loop: LoopContext) -> Tex:
    """What ends a row: all rows of a short table stay on one page, and the last three of a long one."""
    together = loop.length <= ON_ONE_PAGE or loop.revindex <= 3
    return Tex(r"\\*" if together and not loop.last else r"\\")


@lru_cache(maxsize=1)
def environment() -> SandboxedEnvironment:
    """The sandbox that fills the templates of this room."""
    made = SandboxedEnvironment(
        loader=PackageLoader("symproof.writing", "templates"),
        block_start_string=r"\BLOCK{",
        block_end_string="}",
        variable_start_string=r"\VAR{",
        variable_end_string="}",
        comment_start_string=r"\#{",
        comment_end_string="}",
        line_statement_prefix="%%",
        line_comment_prefix="%#",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        undefined=StrictUndefined,
        finalize=_finalize,
    )
    made.filters["cells"] = cells
    made.filters["row_end"] = row_end
    return made


def fill(template: str, **values: Any) -> str:
    """The template with its values."""
    return environment().get_template(template).render(**values)
