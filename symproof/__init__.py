"""symproof: a symbolic proof checker for equivariance proofs written in LaTeX.

Importing the package imports nothing heavy; the rooms are imported where they are used.
"""

__version__ = "0.1.0"
