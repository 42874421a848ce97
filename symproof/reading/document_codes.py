"""The codes of the document reader with their one-line summaries; those of formulas are in ``formula_codes``."""

from __future__ import annotations

DOCUMENT_CODES = {
    # files
    "E110": "a file that \\input names is not there",
    "E111": "files that \\input each other",
    "E112": "\\input of an absolute path, or of nothing",
    "E113": "a text that is not UTF-8, or holds a NUL character",
    "E114": "a file that is too large, or too many files",
    "E115": "no \\begin{document}",
    # the skeleton
    "E116": "an environment that is not closed",
    "E117": "an \\end that does not fit what is open",
    "E118": "a formula that is not closed",
    "E119": "the end of a formula that was not opened, or an argument without its bracket",
    # sentences
    "E120": "a sentence that is not understood",
    "E121": "a sentence that cannot take effect",
    "E122": "a formula that declares nothing",
    "E123": "an action on something that is not declared",
    "E124": "a definition that is not of the form left := right",
    "E125": "an unknown group",
    "E127": "a property of something that cannot have it",
    "E129": "more than symproof reads in one document",
    # propositions
    "E140": "a proposition without a claim",
    "E141": "a displayed claim without a relation",
    "E142": "a label that is used twice",
    "E143": "a proof without a proposition",
    "E144": "an environment that only a formula can hold, outside of one",
    "E146": "an environment that is not known, and looks like one that is",
    "E145": "words that would turn or restrict a claim",
    # chains and reasons
    "E150": "a second \\neq in one chain",
    "E151": "a line that begins with a relation and continues nothing",
    "E153": "nothing beside a relation",
    "E154": "a relation that cannot stand in this chain",
    "E155": "an exception to something other than \\neq",
    "E157": "a chain inside a reason",
    "E158": "a substitution or re-indexing that cannot be read",
    "E159": "an abbreviation that is not declared",
    # declarations
    "E251": "a name declared twice, with another meaning",
    "E252": "a name defined twice",
    "E253": "a second group, module or index set",
    "E254": "a plain set beside a module and its bijection",
    "E256": "a parameter that has no sort",
    "E257": "a parameter that is an abbreviation",
    "E258": "a parameter that occurs twice",
    "E259": "a definition that speaks of itself",
    "E260": "an abbreviation that hides a parameter",
    "E261": "an action defined for arguments of other sorts",
    "E262": "an action without a name that is not the natural one",
    # warnings
    "W101": "words of a reason that are not understood",
    "W102": "a sentence without a full stop",
    "W103": "a carrier that is used without being declared",
    "W104": "words of a declaration that say nothing to symproof",
    "W105": "a displayed expression that nothing follows",
    "W106": "a proof whose formulas are not displayed",
    "W107": "names in an assumed equation that nobody quantifies",
    "W108": "words beside a claim that say nothing to symproof",
    "W109": "a condition that no counterexample can be shown to meet",
}
