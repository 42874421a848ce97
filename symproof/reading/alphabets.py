"""Signs and letters typed as themselves, as LaTeX spells them: ``∈``, ``φ``, ``ℋ``, ``𝑖``, ``x⁻¹``, ``h₃``, ``ȳ``."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SIGNS = {
    "∑": "\\sum", "∈": "\\in", "≠": "\\neq", "≤": "\\le", "≥": "\\ge", "·": "\\cdot", "⋅": "\\cdot", "×": "\\times",
    "∘": "\\circ", "⟨": "\\langle", "⟩": "\\rangle", "→": "\\to", "⟹": "\\implies", "⇒": "\\implies", "⟺": "\\iff",
    "⇔": "\\iff", "⊆": "\\subseteq", "⋃": "\\bigcup", "‖": "\\|", "⊤": "\\top", "∗": "*", "≔": ":=", "√": "\\sqrt",
    "φ": "\\varphi", "ϕ": "\\phi", "ε": "\\varepsilon", "ϵ": "\\epsilon", "ϑ": "\\vartheta", "ϱ": "\\varrho",
    "ς": "\\varsigma", "ℓ": "\\ell", "⊙": "\\odot", "⊗": "\\otimes", "⊕": "\\oplus", "∫": "\\int", "∏": "\\prod",
    "∀": "\\forall", "∃": "\\exists", "↦": "\\mapsto", "≈": "\\approx", "…": "\\dots", "⋯": "\\cdots",
    "∖": "\\setminus", "′": "'", "″": "''", "‴": "'''", "∂": "\\partial", "∇": "\\nabla", "∞": "\\infty",
    "⊂": "\\subset", "≡": "\\equiv", "∼": "\\sim", "≃": "\\simeq", "≅": "\\cong",
    "∪": "\\cup", "∩": "\\cap", "∥": "\\|", "⋆": "\\star", "∅": "\\emptyset",
}  # fmt: skip
MARKS = {
    "\u0304": "\\bar", "\u0305": "\\bar", "\u0303": "\\tilde", "\u0302": "\\hat", "\u0307": "\\dot",
    "\u0308": "\\ddot", "\u20d7": "\\vec", "\u030c": "\\check", "\u0301": "\\acute", "\u0300": "\\grave",
    "\u0306": "\\breve",
}  # fmt: skip
FONTS = {
    "SCRIPT": "\\mathcal", "DOUBLE-STRUCK": "\\mathbb", "FRAKTUR": "\\mathfrak", "BLACK-LETTER": "\\mathfrak",
    "SANS-SERIF": "\\mathsf", "MONOSPACE": "\\mathtt", "BOLD": "\\mathbf",
}  # fmt: skip
SCRIPTS = {"<super>": "^", "<sub>": "_"}
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀʰ"
LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"
TYPED = rf"[{RAISED}]+|[{LOWERED}]+|[^\W\d_][{''.join(MARKS)}]+"  # several characters that are spelt as one
GREEK = re.compile(r"GREEK (SMALL|CAPITAL) LETTER ([A-Z]+)")


@lru_cache(maxsize=4096)
def spelling(typed: str) -> str:
    """How LaTeX spells a sign or letter, or what ``TYPED`` matches; the text itself where it is none of these."""
    if typed in SIGNS:
        return SIGNS[typed]
    if typed[0] in RAISED or typed[0] in LOWERED:
        return _script(typed)
    plain = unicodedata.normalize("NFD", typed)
    if len(plain) > 1:
        return _accented(plain) or typed
    if (greek := GREEK.fullmatch(unicodedata.name(typed, ""))) is not None:
        name = {"LAMDA": "lambda"}.get(greek[2], greek[2].lower())
        return "\\" + (name if greek[1] == "SMALL" else name.capitalize())
    kind, _, code = unicodedata.decomposition(typed).partition(" ")
    if kind not in ("<font>", "<wide>") or " " in code:
        return typed
    return _in_font(spelling(chr(int(code, 16))), unicodedata.name(typed, "") if kind == "<font>" else "")


def _script(typed: str) -> str:
    """``⁻¹`` as ``^{-1}``."""
    sign = SCRIPTS[unicodedata.decomposition(typed[0]).split()[0]]
    inner = unicodedata.normalize("NFKD", typed).replace("\N{MINUS SIGN}", "-")
    return f"{sign}{{{inner}}}"


def _accented(plain: str) -> str:
    """``\\bar{y}`` from a letter and the marks on it; empty where LaTeX has no such mark."""
    letter = spelling(plain[0])
    for mark in plain[1:]:
        if mark not in MARKS:
            return ""
        letter = f"{MARKS[mark]}{{{letter}}}"
    return letter


def _in_font(letter: str, name: str) -> str:
    """``\\mathcal{H}`` from a letter and the name of its character; italics are how letters stand anyway."""
    words = name.split()
    font = next((command for word, command in FONTS.items() if word in words and not letter.isdigit()), "")
    if font == "\\mathbf" and letter.startswith("\\"):
        font = "\\boldsymbol"
    return f"{font}{{{letter}}}" if font else letter


__all__ = ["TYPED", "spelling"]
