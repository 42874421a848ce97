"""Every code of the formula reader with its one-line summary; the words and pages are made in ``writing``.

Facts of the findings (all are text, numbers or tuples of text; empty where there is none; undefined: the
declared name whose definition cannot be read):
E101 opened, expected, found, bar (place of a bar that may be a misprint) · E102 found,
expected, and inside, role (set, action, softmax) or words · E103 expected · E104 kind
(superscript, subscript, script, base), remedy · E105 name · E106 name, why (recursion,
arguments), expected, found · E107 what (argument, division, numbers, script) ·
E108 what (a key of ``constructs``), found · E201 name,
variant_of, what (set, head, space, function, failed, later) · E202 name, expected, found, sorts, missing (head), hint ·
E203 expected, found, identify, alike, pointwise, moved, acting, redeclared, what (script), base ·
E204 operation, expected, found, left, identify · E205 name, kind (free, abbreviation, enclosing, assumed), fresh ·
E206 why (several, none, no set, no range, bounds, union), names, reasons, element, sets · E207 index, indices ·
E208 name, found, fresh · E209 what (set, module, heads, union, centre, element, size, variable),
sets, module, positions, coordinate, expected, found ·
E210 limit (tokens, nesting, exponent, nodes, unfolded), maximum · E211 expected,
found, identify, placeholder.
"""

from __future__ import annotations

CODES = {
    "E101": "a bracket is not closed, not opened, or closed by another kind",
    "E102": "a symbol stands where something else is expected",
    "E103": "the formula ends too early",
    "E104": "a second superscript or subscript, which TeX refuses",
    "E105": "a command that the formulas of symproof do not know",
    "E106": "a macro cannot be expanded",
    "E107": "a formula that readers may bracket in two ways",
    "E108": "a notion that the theory does not have",
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
