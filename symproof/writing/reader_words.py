"""The words of the reader's codes.

Each code has headlines, of which the first is taken whose facts (in braces) are all there, and notes,
of which every one is given whose facts are there. ``[name=value]`` in front is a condition on a fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from symproof.writing.construct_words import CONSTRUCTS


@dataclass(frozen=True)
class Words:
    """Headlines to choose from, and notes."""

    headlines: tuple[str, ...]
    notes: tuple[str, ...] = ()


CONSTRUCT_WORDS = Words(
    tuple(f"[what={kind}] {headline}" for kind, (headline, _) in CONSTRUCTS.items()),
    tuple(f"[what={kind}] {remedy}" for kind, (_, remedy) in CONSTRUCTS.items()),
)


FORMULAS: Mapping[str, Words] = {
    "E101": Words(
        (
            "`{opened}` is closed by `{found}`",
            "`{found}` closes a bracket that was never opened",
            "`{opened}` is never closed",
        ),
        ("expected `{expected}`",),
    ),
    "E102": Words(
        ("`{found}` cannot stand here", "something else is expected here"),
        (
            *(f"[slip={slip}] expected {{expected}}" for slip in ("", "letter")),
            "[role=set] `{found}` is a set",
            "[role=action] `{found}` is the action, which takes an element: `{found}_h[f]`",
            "[role=softmax] `{found}` is the softmax, which takes the index of a sum",
            "[role=neighbourhood] `{found}` is a neighbourhood: it stands below a sum, behind \\in",
            "[slip=script] a script of more than one symbol stands in braces: `{sign}{{...}}`",
            "[slip=condition] what a sum runs over stands below it, in braces: `{sign}_{{j \\in ...}}`",
            "[slip=decimal] decimals are written with a point: {sign}",
            "[slip=list] a formula holds one term, or one equation: give each a formula of its own",
            "[slip=letter] it is {sign}; formulas are written with the letters a-z, A-Z and commands such as \\rho",
            "inside {inside}",
            "a name ends at a digit, which may stand below: `{digit}`",
        ),
    ),
    "E103": Words(
        (
            "[side=before] nothing stands before `{sign}`",
            "[side=after] nothing stands after `{sign}`",
            "the formula ends too early",
        ),
        ("expected {expected}",),
    ),
    "E104": Words(
        (
            "[kind=subscript] a second subscript, which TeX refuses",
            "[kind=script] a script upon a script, which TeX refuses",
            "[kind=base] a script without anything that it belongs to",
            "a second superscript, which TeX refuses",
        ),
        ("write {remedy}",),
    ),
    "E105": Words(("the command `{name}` is not known in formulas",), ("\\newcommand can define it",)),
    "E106": Words(
        (
            "[why=recursion] the macro `{name}` calls itself",
            "[why=arguments] the macro `{name}` takes {expected} argument(s), found {found}",
            "the macro `{name}` cannot be expanded",
        ),
    ),
    "E107": Words(
        (
            "[what=argument] readers may take this for an argument or for a factor",
            "[what=division] readers may bracket this quotient in two ways",
            "[what=numbers] two numbers side by side",
            "[what=script] readers may attach this script in two ways",
            "readers may bracket this in two ways",
        ),
        (
            "[what=division] use brackets or \\frac",
            "[what=numbers] write \\cdot between them",
            "[what=argument] put the argument, or the product, in brackets",
            "[what=script] put what it belongs to in ( and )",
        ),
    ),
    "E108": CONSTRUCT_WORDS,
    "E201": Words(
        (
            "[what=set] `{name}` is not a declared set",
            "[what=space] `{name}` is a feature space, and no function or element of one",
            "[what=no setting] `{name}` is not declared: the document has no setting",
            "[what=failed] `{name}` is not known: its sentence in line {failed} cannot be read",
            "`{name}` is not declared",
        ),
        (
            "[what=] `{map}` takes {wanted} here",
            "[what=action] `{map}` is declared in the setting; `{name}` is the action only where `{map}` is not",
            "it looks like a variant of `{variant_of}`, which cannot have one here",
            "[what=function] Let ${name} : \\mathbb{{R}} \\to \\mathbb{{R}}$ declares it, as an arbitrary function",
            "[what=no setting] names are declared in sentences between \\begin{{setting}} and \\end{{setting}}",
            *(f"[what={what}] declare it in the setting" for what in ("", "set", "head")),
        ),
    ),
    "E202": Words(
        (
            "[missing=head] `{name}` lacks its head index",
            "[missing=operand] `{name}` lacks the function that it moves, as in `{name}_h[F](...)`",
            "[missing=functions] `{name}` lacks the functions that it acts on, as in `{name}[...](...)`",
            "[what=bracket] a bracket holds one term here, found {found}",
            "[expected=1] `{name}` takes one argument, found {found}",
            "`{name}` takes {expected} arguments, found {found}",
            "a wrong number of arguments",
        ),
        (
            "[missing=head] write `{name}^{{head}}` under a union over the heads",
            "it takes: {sorts}",
            "a pairing is written with {hint}",
        ),
    ),
    "E203": Words(
        (
            "[what=script] the script `{found}` does not fit {base}",
            "[what=script] the script `{found}` cannot stand here",
            "this is {found}, where {expected} is wanted",
            "this is of the wrong sort",
        ),
        (
            "[what=script] expected {expected}",
            "[powers=none] powers are those of scalars, of naturals and of elements of the group",
            "`{function}` itself is wanted here, not one of its values",
            "`{unit}` is declared in the setting; it is the neutral element only where it is not",
            "`{pointwise}` is declared on functions, and applied to a value here",
            "it can be read with `{acting}`, applied at each position",
            "it can be read with `{redeclared}`",
            "it can be read if ${identify}$ is assumed",
        ),
    ),
    "E204": Words(
        (
            "[operation=sum] {found} cannot be added to {expected}",
            "[what=not added] {found} cannot be added or subtracted",
            "[operation=product] {left} and {found} cannot be multiplied",
            "[operation=product] {found} cannot be a factor here",
            "{found} does not go with {expected}",
            "these do not go together",
        ),
        (
            "[what=not added] sums are those of scalars, features, matrices, functions and elements of the module",
            "[row=True] the row begins without a relation, and goes on with the row before",
            "it can be read if ${identify}$ is assumed",
        ),
    ),
    "E205": Words(
        (
            "[kind=free] `{name}` is free in the proposition and cannot be bound here",
            "[kind=abbreviation] `{name}` is an abbreviation and cannot be bound here",
            "[kind=assumed] a hypothesis speaks of one `{name}`, and the claim is made for all",
            "[kind=enclosing] `{name}` is bound already by an enclosing sum or union",
            "`{name}` has a meaning already and cannot be bound here",
        ),
        (
            "[kind=assumed] make it for all in the hypothesis too, or take another name, such as `{fresh}`",
            "take another name, such as `{fresh}`",
        ),
    ),
    "E206": Words(
        (
            "[why=bounds] an upper bound: sums here run over sets",
            "[why=from to] a range of numbers: sums here run over sets",
            "[why=which] the sum over `{name}` may run over both names, of which nothing else gives one",
            "[why=all but itself] `{name}` is left out of its own sum",
            "[why=softmax] a softmax over all but one element",
            "[why=several gaps] several conditions beside one that leaves out an element",
            "[why=relation] a condition: sums here run over sets",
            "[why=no range] `{operator}` without what it runs over",
            "[why=no variable] which name runs through `{name}`?",
            "[why=no set] `{name}` without the set that it runs through",
            "[why=union] a union runs over the heads only",
            "[why=several] the sum over `{element}` could bind {names}",
            "[why=none] the sum over `{element}` binds nothing",
            "it is not clear which variable this sum binds",
        ),
        (
            "[why=no variable] write it below the sum: j \\in {name}",
            "write {name} \\in and one of {sets}",
            "write a union over an index of {heads}",
            "{reasons}",
            "[why=several] write the sum over a single name, or make all but one of them free",
            "[why=no range] write the set below it, as in {operator}_{{j \\in N(i)}}",
            "[why=bounds] write the set below the sum, as in \\sum_{{j \\in N(i)}}",
            "[why=from to] name the set, Let $S$ be a finite set on which $\\mathcal{{H}}$ acts, and write"
            " {operator}_{{j \\in S}}",
            "[why=which] name the set: \\sum_{{j \\in S \\setminus \\{{i\\}}}} for a given i, and a sum over i"
            " before it for both",
            "[why=all but itself] write \\sum_{{j \\in S \\setminus \\{{i\\}}}} with another name for what is left out",
            "[why=softmax] declare a neighbourhood, Let $N(i) \\subseteq S$, and sum over it",
            "[why=several gaps] write one sum for each condition",
            "[why=relation] declare a neighbourhood, Let $N(i) \\subseteq S$, and write {operator}_{{j \\in N(i)}}",
        ),
    ),
    "E207": Words(
        (
            "`{index}` is not the index of a sum around this softmax",
            "`{found}` is the softmax, and has no index here",
        ),
        (
            "the sums around it run over {indices}",
            "[indices=] outside of its sum a softmax names the set: \\mathrm{{softmax}}_{{j \\in S}}(...)",
            "another function that is called `{found}` is declared in the setting",
        ),
    ),
    "E208": Words(
        ("`{name}` is {found} and cannot name a head as well",),
        ("take another name for the head, such as `{fresh}`",),
    ),
    "E209": Words(
        (
            "[what=union] a union runs over {heads}",
            "[what=size] `{domain}` holds tuples of {expected}, found {found}",
            "[what=element] an element is {expected}, found {found}",
            "[what=centre] the centre of `{name}` is {expected}, found {found}",
            "[what=variable] a sum binds {expected}, found {found}",
            "[what=heads] a sum cannot run over the heads; a union can",
            "this is not a set to sum over",
        ),
        (
            "expected one of {sets}",
            "positions are summed over, and functions are of positions: "
            "Let ${coordinate} : {positions} \\to {module}$ be a bijection",
        ),
    ),
    "E210": Words(
        (
            "[limit=exponent] an exponent beyond {maximum}",
            "[limit=digits] a number of more than {maximum} digits",
            "[limit=nesting] brackets nested deeper than {maximum}",
            "[limit=unfolded] with its definitions written out, this holds more than {maximum} terms",
            "the formula is too large: more than {maximum} {limit}",
            "the formula is too large",
        ),
        tuple(
            f"[limit={limit}] break it up with a definition or an abbreviation"
            for limit in ("nesting", "tokens", "nodes")
        ),
    ),
    "E211": Words(
        (
            "[placeholder=True] the placeholders stand for functions of different variables",
            "[what=order] `{relation}` compares real numbers, this is {found}",
            "[what=dimension] a dimension is {expected}, this is {found}",
            "[side=left] a function and a value: the other side lacks an argument",
            "[side=right] a function and a value: this lacks an argument",
            "the other side is {expected}, this is {found}",
            "the two sides are of different sorts",
        ),
        ("it can be read if ${identify}$ is assumed",),
    ),
    "E212": Words(("`[\\bullet]` stands outside of a sum",), ("it means one fresh function of the bound variables",)),
}

DOCUMENTS: Mapping[str, Words] = {
    "E110": Words(
        ("[reason=] there is no file `{name}`", "the file `{name}` cannot be read"),
        ("looked for in {folder}", "{reason}"),
    ),
    "E111": Words(("the files input each other: {chain}", "`{name}` inputs itself")),
    "E112": Words(
        ("`{name}` is not beside the document", "\\input without the name of a file"),
        ("\\input takes files of the document's folder and those below",),
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
            "`{under}` cannot be stable under `{name}`",
            "`{name}` is {sort}, not {expected}",
            "`{name}` is not {expected}",
        ),
        ("only {expected} can be {found}", "`{under}` can be stable under {expected}"),
    ),
    "E128": Words(("a hypothesis with `{found}`: only equations can be assumed",)),
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
        ("`{found}` would turn or restrict the claim",),
        ("write a restriction as an assumption (Assume that ...) or as \\text{{unless ...}}, a denial with \\neq",),
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
        ("the abbreviation `{abbreviation}` speaks of `{name}`, which is a parameter here",),
        ("an abbreviation means the setting's `{name}`, not the parameter; write it out",),
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
