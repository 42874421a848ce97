"""The words of the reader's codes: of documents and of warnings here, of formulas in ``formula_words``."""

from __future__ import annotations

from collections.abc import Mapping

from symproof.writing.code_words import Words
from symproof.writing.formula_words import FORMULAS

DOCUMENTS: Mapping[str, Words] = {
    "E110": Words(
        ("[reason=] there is no file `{name}`", "the file `{name}` cannot be read"),
        ("looked for in {folder}", "{reason}"),
    ),
    "E111": Words(("the files input each other: {chain}", "`{name}` inputs itself")),
    "E112": Words(
        ("`{name}` is no path from the document's folder", "\\input without the name of a file"),
        ("\\input takes a path from the folder of the document, such as `settings/rings.tex`",),
    ),
    "E113": Words(
        (
            "[found=a NUL character] the text holds a NUL character",
            "[what=no text] this is {found}, not a LaTeX text in UTF-8",
            "the text is not UTF-8: {found}",
        ),
        (
            "[found=a NUL character] delete it",
            "[what=byte] save it as UTF-8",
            "[what=no text] give the .tex file, saved as UTF-8",
        ),
    ),
    "E114": Words(
        (
            "[name=MAX_BYTES] the text is too large: {found} bytes, at most {limit} are read",
            "[name=MAX_FILES] too many files: at most {limit} are read",
            "[name=MAX_NESTING] \\input within \\input: at most {limit} files deep",
            "too large",
        ),
    ),
    "E115": Words(
        ("[found=empty] the file is empty", "there is no \\begin{{document}}"),
        ("`symproof new FILE` writes a document to start from",),
    ),
    "E116": Words(("`\\begin{{{name}}}` is never closed",), ("expected `\\end{{{name}}}`",)),
    "E117": Words(
        (
            "`\\end{{{found}}}` where `\\end{{{expected}}}` is wanted",
            "`\\end{{{found}}}` without its `\\begin`",
            "an \\end that does not fit what is open",
        ),
    ),
    "E118": Words(("the formula opened by `{found}` is never closed",), ("expected `{expected}`",)),
    "E119": Words(
        ("`{found}` without its `{expected}`", "`{found}` ends a formula that was not opened"),
        ("open it with `{opening}`",),
    ),
    "E120": Words(
        (
            "[what=option] `{found}` is no option of a setting",
            "[what=word] the word `{found}` is not known here",
            "[what=letter] `{found}` stands outside of a formula",
            "[what=dollars] a formula without its dollars: {found}",
            "this sentence is not understood: {found}",
        ),
        (
            "[what=option] without one, a setting goes on from the one before",
            "[what=letter] write ${found}$",
            "[what=dollars] a formula stands between dollars, as in $i \\in S$",
        ),
    ),
    "E121": Words(("this sentence cannot take effect",), ("{reason}",)),
    "E122": Words(
        (
            "[found=an empty formula] the formula is empty",
            "[what=braces] a set that is written out",
            "`{found}` declares nothing",
            "this cannot be declared",
        ),
        (
            "expected {expected}",
            "say what {name} is, as in $i \\in S$ or $f : S \\to F$",
            "[what=braces] give it a name: Let $S$ be a finite set on which $\\mathcal{{H}}$ acts. Let $i, j \\in S$",
        ),
    ),
    "E123": Words(("`{name}` is not declared, nothing can act on it",), ("declare it first",)),
    "E124": Words(("`{found}` is not a definition",), ("write $name(parameters) := body$",)),
    "E125": Words(("no group is known as `{found}`",), ("{reason}",)),
    "E127": Words(
        (
            "[what=given] `{name}` can be stable for all {given} only, not for those that are given",
            "`{under}` cannot be stable under `{name}`",
            "`{name}` is {sort}, not {expected}",
            "`{name}` is not {expected}",
        ),
        (
            "[what=given] add: for all ${given}$",
            "only {expected} can be {found}",
            "`{under}` can be stable under {expected}",
        ),
    ),
    "E129": Words(
        (
            "[name=MAX_CLAIMS] more than {limit} claims in one proposition",
            "[name=MAX_CONVERSIONS] more than {limit} places mended after a conversion",
            "[name=MAX_DIAGNOSTICS] more than {limit} findings in one document: {found}",
            "[name=MAX_LINKS] more than {limit} relations in one chain",
            "[name=MAX_NAMES] more than {limit} names in one setting",
            "[name=MAX_PROPOSITIONS] more than {limit} propositions in one document",
            "[name=MAX_STEPS] more than {limit} steps in one proof",
            "[name=MAX_WORDS] more than {limit} words in one reason",
            "more than {limit} of what one document may hold ({name})",
            "more than one document may hold",
        ),
        ("what lies beyond may be left out; divide the document",),
    ),
    "E140": Words(
        ("[what=relation] `{found}` makes no claim here", "this {kind} claims nothing"),
        (
            "it needs a formula with =, \\neq, \\implies or the like",
            "[what=dollars] a formula stands between dollars, as in $h = h$",
        ),
    ),
    "E141": Words(
        ("a displayed claim without a relation",),
        ("a claim has =, \\neq, \\implies or the like; a formula that is only mentioned stands in the text",),
    ),
    "E142": Words(("the label `{name}` is used twice",), ("give each its own, so that \\ref can tell them apart",)),
    "E143": Words(
        ("a proof without a proposition before it",),
        ("a proof follows what it proves, which stands in proposition, lemma, theorem or corollary",),
    ),
    "E144": Words(
        ("`\\begin{{{name}}}` outside of a formula: nothing in it is read",),
        ("put \\[ before and \\] behind it, or write align* instead",),
    ),
    "E145": Words(
        (
            "`{found}` would turn or restrict the claim",
            "[what=proof] `{words}`: the proposition does not suppose this",
            "`{words}`: not understood, and may restrict the claim",
        ),
        (
            "[words=] write a restriction as an assumption (Assume that ...) or as \\text{{unless ...}},"
            " a denial with \\neq",
            "[what=proof] no step is judged without it; assume it in the proposition (Assume that ... Then ...)",
            "[what=] if `{words}` states a condition, assume it in a sentence before the claim"
            " (Assume that ... Then ...); if it only describes, leave it out",
        ),
    ),
    "E146": Words(
        ("`\\begin{{{name}}}` is not known: nothing in it is read",),
        ("other environments are left alone; this one looks like one that is read",),
    ),
    "E150": Words(
        ("a second \\neq in one chain: nothing follows for its ends",),
        ("state it in a chain of its own",),
    ),
    "E151": Words(("this line begins with `{found}` and continues nothing",), ("write the left side before it",)),
    "E153": Words(
        ("nothing stands beside `{found}`", "nothing stands beside a relation"),
        ("a relation has a term on its left and one on its right",),
    ),
    "E154": Words(
        ("`{found}` cannot stand in this chain",),
        (
            "[found=:=] a definition belongs in the setting: Define $... := ...$",
            "[found=\\coloneqq] a definition belongs in the setting: Define $... := ...$",
        ),
    ),
    "E155": Words(
        ("an exception to `{found}`: only \\neq has one",),
        ("write the condition as an assumption: Assume that ...",),
    ),
    "E157": Words(("a chain inside a reason",), ("give one equation, or a lemma of its own",)),
    "E158": Words(
        (
            "[what=sum] no sum of the step is over `{found}`",
            "nothing can be substituted for `{found}` here",
        ),
        (
            "[what=sum] name a variable that a sum of the step binds",
            "[what=] write $j = E$ for a variable j that a sum of the step binds",
        ),
    ),
    "E159": Words(("`{name}` is not an abbreviation",), ("declare it with Write $... := ...$, or substitute $j = E$",)),
    "E251": Words(
        (
            "`{name}` is declared already as {expected}, here as {found}",
            "`{name}` is declared already as {expected}",
            "`{name}` is declared already",
        ),
        ("take another name for one of them",),
    ),
    "E252": Words(("`{name}` is defined twice",), ("take another name for one of them",)),
    "E253": Words(
        (
            "[kind=coordinate] a second bijection: `{name}` beside `{expected}`",
            "[kind=positions] a second index set: `{name}` beside `{expected}`",
            "a second {kind}: `{name}` beside `{expected}`",
        ),
        ("a setting has one; \\begin{{setting}}[new] starts afresh",),
    ),
    "E254": Words(
        ("`{name}` is a plain set and cannot have coordinates as well", "a plain set beside a module"),
        ("the group acts on a module and a bijection leads there, or it acts on the set itself",),
    ),
    "E256": Words(
        (
            "[what=failed] the parameter `{name}` has no sort: its sentence in line {failed} cannot be read",
            "the parameter `{name}` has no sort",
        ),
        ("[what=] declare it before, as in Let $i \\in S$",),
    ),
    "E257": Words(("the parameter `{name}` is an abbreviation",), ("take another name",)),
    "E258": Words(("the parameter `{name}` occurs twice",), ("take another name for one of them",)),
    "E259": Words(
        ("the definition of `{name}` speaks of itself",),
        ("take a name that does not occur on the right side",),
    ),
    "E260": Words(
        (
            "[what=definition] `{abbreviation}` speaks of `{name}`, which is a parameter here",
            "the abbreviation `{abbreviation}` speaks of `{name}`, which is a parameter here",
        ),
        (
            "[what=definition] there it means the setting's `{name}`, not the parameter: give it that parameter too, as"
            " in ${abbreviation}[{name}](\\dots) := \\dots$",
            "an abbreviation means the setting's `{name}`, not the parameter; write it out",
        ),
    ),
    "E261": Words(
        ("an action on `{name}` needs an actor of the group and the arguments of `{name}`",),
        ("it is {expected}",),
    ),
    "E262": Words(
        (
            "`{actor} \\cdot {name}` is the natural action, {name} at the arguments moved by {actor}^{{-1}}, and cannot"
            " be defined otherwise",
        ),
        ("give another action a name: Define $(T_{{{actor}}}{name})(\\dots) := \\dots$",),
    ),
}

WARNINGS: Mapping[str, Words] = {
    "W101": Words(
        (
            "words of the reason are not understood: {words}",
            "words of the reason are not understood: {found}",
        ),
        (
            "they count as no reason; a reason says: definition of $m$, algebra, substitute $j = E$, re-index the"
            " sum over $j$, $N$ is stable, by \\ref{{...}}, assumed",
        ),
    ),
    "W102": Words(("a sentence without a full stop",), ("it is read as if it had one",)),
    "W103": Words(
        ("`{name}` is used without being declared",),
        ("say what it is, as in Let $\\mathcal{{H}}$ be a group that acts on the abelian group $V$",),
    ),
    "W104": Words(
        ("these words declare nothing: {found}",),
        ("the formula does; what is to be assumed is a sentence of its own: Assume that $\\varphi$ is linear",),
    ),
    "W105": Words(
        ("nothing follows this displayed expression",), ("a step is written as $... = ...$; this counts as none",)
    ),
    "W106": Words(
        ("no line of this proof is judged",),
        ("the lines of a proof stand in displays, as in \\[ ... = ... \\]; formulas within its text are left aside",),
    ),
    "W107": Words(
        (
            "[what=given] the equation is assumed for the given {found} alone",
            "the equation is assumed for all {found}",
        ),
        (
            "[what=given] if it holds for all of them, add: for all ${found}$",
            "[what=all] say so: for all ${found}$; for given ones, state it in the proposition",
        ),
    ),
    "W108": Words(
        ("these words beside the claim say nothing: {words}",),
        ("if they restrict it, assume what they say in a sentence before it: Assume that ... Then ...",),
    ),
    "W109": Words(
        ("neither proofs nor counterexamples use this condition with `{found}`",),
        ("what follows without it is proved; while it stands nothing is refuted",),
    ),
    "W301": Words(("a part of the reason is not used: {what}", "a part of the reason is not used")),
    "W302": Words(("the hypothesis is not needed: {hypothesis}", "a hypothesis is not needed")),
    "W303": Words(
        (
            "the action on `{name}` is the one that the document defines",
            "the natural action is overridden here",
        ),
        ("not the natural one, L_h[F] = F o h^-1",),
    ),
}

WORDS: Mapping[str, Words] = {**FORMULAS, **DOCUMENTS, **WARNINGS}
