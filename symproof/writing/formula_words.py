"""The words of the codes of formulas, those of ``symproof.reading.formula_codes``."""

from __future__ import annotations

from collections.abc import Mapping

from symproof.writing.code_words import Words
from symproof.writing.construct_words import CONSTRUCTS

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
            "[slip=arrow] an arrow is written \\to",
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
            "[what=later] `{name}` is declared only further down",
            "[what=failed] `{name}` is not known: its sentence in line {failed} cannot be read",
            "`{name}` is not declared",
        ),
        (
            "[what=] `{map}` takes {wanted} here",
            "[what=action] `{map}` is declared in the setting; `{name}` is the action only where `{map}` is not",
            "it looks like a variant of `{variant_of}`, which cannot have one here",
            "[what=function] Let ${name} : \\mathbb{{R}} \\to \\mathbb{{R}}$ declares it, as an arbitrary function",
            "[what=later] a name is declared before it is used: move its sentence up",
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
        (
            "[limit=nesting] break it up with a definition or an abbreviation",
            "[limit=tokens] break it up with a definition or an abbreviation, a chain into several displays",
            "[limit=nodes] break it up with a definition or an abbreviation",
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
