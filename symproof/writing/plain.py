r"""LaTeX names as plain text, and text of others made harmless for a terminal.

``plain(r"\varphi_{qry}^{head}")`` is ``phi_qry^head``.
"""

from __future__ import annotations

import re
import unicodedata

_SYMBOLS = {
    "langle": "<", "rangle": ">", "neq": " != ", "ne": " != ",
    "le": " <= ", "leq": " <= ", "ge": " >= ", "geq": " >= ",
    "in": " in ", "cdot": " ", "times": " x ", "circ": " o ", "bullet": "*", "to": " -> ", "mapsto": " -> ",
    "implies": " => ", "iff": " <=> ", "rtimes": " x| ", "ltimes": " |x ", "dots": "...", "ldots": "...",
    "cdots": "...", "subseteq": " subset of ", "varphi": "phi", "varrho": "rho", "vartheta": "theta",
    "varepsilon": "epsilon", "infty": "infinity", "bigcup": "union", "cup": " union ", "colon": ":",
    "ell": "l", "lVert": "||", "rVert": "||", "Vert": "||", "lvert": "|", "rvert": "|", "vert": "|",
}  # fmt: skip
_SILENT = frozenset(
    (
        *("left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr"),
        *("Biggl", "Biggr", "displaystyle", "textstyle", "mathcal", "mathbb", "mathrm", "mathbf", "mathsf"),
        *("mathit", "operatorname", "text", "textrm", "mathopen", "mathclose", "limits", "nolimits", "quad"),
        *("qquad", "ensuremath", "em", "emph", "textit", "textbf"),
    )
)
_ACCENTS = {
    "bar": "bar", "overline": "bar", "hat": "hat", "widehat": "hat", "tilde": "tilde",
    "widetilde": "tilde", "vec": "vec",
}  # fmt: skip
_ACCENT = re.compile(
    r"\\(" + "|".join(sorted(_ACCENTS, key=len, reverse=True)) + r")(?![A-Za-z])\s*(?:\{([^{}]*)\}|(\\[A-Za-z]+|\w))"
)
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_TWICE = re.compile(r"\{\{([^{}]*)\}\}")
_ALONE = re.compile(r"\{([()\w,+'-]*)\}")
_OPEN, _CLOSE = "\x00", "\x01"  # braces that are to be seen
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def plain(latex: str) -> str:
    """The formula or sentence in letters that any terminal shows, on one line."""
    text = _COMMAND.sub(lambda m: "" if m[1] in _SILENT else m[0], clean(latex))
    text = _ACCENT.sub(_accented, _TWICE.sub(r"{\1}", text))
    text = re.sub(r"\$(?=[-,.;:)])|(?<=\()\$", "", text)  # a formula with what stands beside it at once
    text = re.sub(r"\\[,;:!> ]|~|\$|\\\\|&", " ", text)
    text = _COMMAND.sub(_word, text)
    text = text.replace("\\{", _OPEN).replace("\\}", _CLOSE)
    for _ in range(3):
        text = _ALONE.sub(r"\1", text)
    text = text.replace("\\", "").replace(_OPEN, "{").replace(_CLOSE, "}")
    return re.sub(r"\s+", " ", text).strip()


def _accented(found: re.Match[str]) -> str:
    """The letter with the word for its accent, apart from letters beside it."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    apart = " " if before[-1:].isalnum() or before[-1:] in ("}", "'") else ""
    return f"{apart}{found[2] or found[3]}-{_ACCENTS[found[1]]}" + " " * bool(re.match(r"[A-Za-z0-9{\\]", after))


def _word(found: re.Match[str]) -> str:
    name = found[1]
    word = _SYMBOLS.get(name, name)
    follows = found.string[found.end() : found.end() + 1]
    return word + " " if word[-1:].isalnum() and (follows.isalpha() or follows in ("\\", "{")) else word


def clean(text: str) -> str:
    """The text without anything that moves a cursor, hides or reorders letters; same length.

    Control and format characters, line separators and lone surrogates become U+FFFD.
    """
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in _UNSAFE else c for c in text)


def one_line(text: str) -> str:
    """``clean`` text with every run of white space as one space."""
    return clean(re.sub(r"\s+", " ", text).strip())
