"""Every code of the reader with its one-line summary; the words and pages are made in ``writing``."""

from __future__ import annotations

CODES = {
    "E101": "a bracket is not closed, not opened, or closed by another kind",
    "E102": "a symbol stands where something else is expected",
    "E103": "the formula ends too early",
    "E104": "a second superscript or subscript, which TeX refuses",
    "E105": "a command that the formulas of symproof do not know",
    "E106": "a macro cannot be expanded",
    "E107": "a formula that readers may bracket in two ways",
    "E201": "an unknown name",
    "E202": "a wrong number of arguments",
    "E203": "an argument or operand of the wrong sort",
    "E204": "a sum or product of things that do not go together",
    "E205": "a sum or union binds a name that has a meaning already",
    "E206": "it is not clear which variable a sum binds",
    "E207": "the subscript of a softmax is not the index of an enclosing sum",
    "E208": "one name for a head and for something else",
    "E209": "a sum or union over something that is not a set of the right kind",
    "E210": "a formula that is too large",
    "E211": "the two sides of a relation are of different sorts",
    "E212": "a placeholder outside of a sum",
}
