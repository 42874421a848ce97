"""Names that are written otherwise than before their arguments: between two of them, or around one."""

NORM, MODULUS = r"\lVert\cdot\rVert", r"\lvert\cdot\rvert"
INFIX = ("\\star", "\\ast", "\\odot", "\\otimes", "\\oplus", "\\ominus", "\\boxtimes", "\\diamond")
