"""Commands for what the theory does not have, by kind: each kind has one message that says what to write instead."""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, tuple[str, ...]] = {
    "extremum": ("\\max", "\\min", "\\sup", "\\inf", "\\limsup", "\\liminf", "\\bigvee", "\\bigwedge"),
    "product": ("\\prod", "\\coprod", "\\bigotimes", "\\bigodot"),
    "direct sum": ("\\bigoplus", "\\biguplus", "\\bigsqcup"),
    "integral": ("\\int", "\\iint", "\\iiint", "\\oint"),
    "operation": (
        "\\otimes", "\\oplus", "\\ominus", "\\odot", "\\oslash", "\\boxtimes", "\\boxplus", "\\bowtie", "\\wedge",
        "\\vee", "\\sqcup", "\\uplus", "\\Vert", "\\parallel", "\\rtimes", "\\ltimes", "\\amalg",
    ),
    "difference of sets": ("\\setminus", "\\backslash", "\\smallsetminus"),
    "set": (
        "\\cup", "\\cap", "\\bigcap", "\\subset", "\\subseteq", "\\supset", "\\supseteq",
        "\\varnothing", "\\complement",
    ),
    "quantifier": ("\\forall", "\\exists", "\\nexists"),
    "logic": ("\\land", "\\lor", "\\lnot", "\\neg", "\\vdash", "\\models", "\\therefore", "\\because"),
    "limit": ("\\lim", "\\varlimsup", "\\varliminf"),
    "approximation": ("\\approx", "\\simeq", "\\cong", "\\propto", "\\ll", "\\gg", "\\asymp", "\\lesssim", "\\gtrsim"),
    "similarity": ("\\sim", "\\perp", "\\prec", "\\succ", "\\preceq", "\\succeq"),
    "dots": ("\\dots", "\\ldots", "\\cdots", "\\dotsb", "\\dotsc", "\\vdots", "\\ddots"),
    "rounding": ("\\lfloor", "\\rfloor", "\\lceil", "\\rceil"),
    "sign": ("\\pm", "\\mp"),
    "arrow": (
        "\\to", "\\mapsto", "\\rightarrow", "\\longrightarrow", "\\longmapsto", "\\leftarrow",
        "\\gets", "\\hookrightarrow",
    ),
    "layout": ("\\begin", "\\end", "\\binom", "\\atop", "\\over", "\\choose", "\\hline"),
    "modulus": ("\\mid", "\\vert", "\\lvert", "\\rvert", "\\|", "\\lVert", "\\rVert"),
    "remainder": ("\\bmod", "\\pmod", "\\mod", "\\gcd"),
}  # fmt: skip
CONSTRUCTS: Mapping[str, str] = {command: kind for kind, commands in KINDS.items() for command in commands}
