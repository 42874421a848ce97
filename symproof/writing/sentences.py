"""A setting as sentences of the controlled language, and reasons in words.

Every sentence is one that the reader takes: ``read(sentences(setting))`` declares the
same names, definitions and hypotheses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from symproof.terms import (
    HEAD,
    NATURAL,
    REAL,
    Apply,
    Arrow,
    Family,
    H,
    MatrixSort,
    NeighbourhoodSort,
    RealVectors,
    S,
    Shift,
    Sort,
    Space,
    Term,
    V,
    Var,
    free_variables,
)
from symproof.theory.document import (
    Assumed,
    ByAlgebra,
    ByClaim,
    ByDefinition,
    ByHypothesis,
    ByReindexing,
    ByStatement,
    BySubstitution,
    Claim,
    Comparison,
    Formula,
    Implication,
    Reason,
    ReasonPart,
    Statement,
)
from symproof.theory.frozen import dataclass
from symproof.theory.hypotheses import (
    Commutative,
    Condition,
    Equation,
    Hypothesis,
    Linear,
    Stable,
    TranslationEquivariant,
)
from symproof.theory.setting import Abbreviation, ActionOverride, Definition, Roles, Setting
from symproof.writing.latex import LatexPrinter, is_fresh
from symproof.writing.medium import join, subscript
from symproof.writing.templating import escape

_NAMED = re.compile(r"[A-Z]\d+(?:x[A-Z]\d+)*")
SPARE = {S: "i", H: "h", V: "v", HEAD: "head"}
UNREADABLE = r"\cdots"


def listed(items: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else "".join(items)


def math(source: str) -> str:
    """A formula within a sentence."""
    return f"${source}$"


@dataclass(frozen=True)
class Equality:
    """``left relation right`` to be set in a display, as one sentence with the words before it."""

    words: str
    left: Term
    relation: str
    right: Term


class SettingWriter:
    """Sentences and formulas in the letters of one setting.

    ``within`` is the whole setting where ``setting`` is only what is added to it.
    """

    def __init__(self, setting: Setting, within: Setting | None = None):
        self.setting, self.roles = setting, setting.roles
        self.within = within if within is not None else setting
        self.printer = LatexPrinter(setting.roles)

    def latex(self, term: Term) -> str:
        return self.printer.source(term)

    # --- declarations -----------------------------------------------------------------------

    def declarations(self) -> list[str]:
        """Carriers, feature spaces and names, in the order in which the document has them."""
        return [*self._carriers(), *self._spaces(), *self._names()]

    def _carriers(self) -> Iterator[str]:
        roles = self.roles
        group, module, positions = math(roles.group), math(roles.module), math(roles.positions)
        names = self.setting.symbols
        used = _carriers_in(names.values())
        if used <= _carriers_in(var for name, var in self.within.symbols.items() if name not in names):
            return
        if self.setting.restricted:
            yield self._restricted()
        elif self.roles.plain_set:
            counted = rf"{positions[:-1]} = [{self.roles.count}]$"
            named = self.roles.count and self.roles.positions != f"[{self.roles.count}]"
            yield f"Let {group} be a group that acts on the set {counted if named else positions}."
        elif used & {S, V} and H in used:
            yield f"Let {group} be a group that acts on the abelian group {module}."
        elif used & {S, V}:
            yield f"Let {module} be an abelian group."
        elif H in used:
            yield f"Let {group} be a group."
        if S in used and not self.roles.plain_set:
            arrow = rf"{self.roles.coordinate} : {self.roles.positions} \to {self.roles.module}"
            yield f"Let {math(arrow)} be a bijection."
        if self.roles.action != Roles.action:
            yield f"Denote by {math(self.roles.action)} the action of {group} on functions."

    def _restricted(self) -> str:
        """``Let $\\mathcal{H} = C_4$ act on $V = \\mathbb{Z}_3^2$.``"""
        group, _, space = str(self.setting.restricted).partition(" on ")
        carrier = self.roles.positions if self.roles.plain_set else self.roles.module
        acting = math(f"{self.roles.group} = {_group_letters(group)}")
        return f"Let {acting} act on {math(f'{carrier} = {_space_letters(space)}')}."

    def _spaces(self) -> Iterator[str]:
        names = [name for name, sort in self.setting.spaces.items() if sort == Space(name)]
        if names:
            many = "be feature spaces" if len(names) > 1 else "be a feature space"
            yield f"Let {', '.join(map(math, names))} {many}."

    def _names(self) -> Iterator[str]:
        defined = {*self.setting.definitions, *self.setting.abbreviations}
        names = [var for var in self.setting.symbols.values() if var not in defined]
        naturals = [var.name for var in names if var.sort == NATURAL]
        if naturals:
            kind = "a positive natural" if len(naturals) == 1 else "positive naturals"
            yield f"Let {math(', '.join(naturals))} be {kind}."
        elements = [var for var in names if not isinstance(var.sort, Arrow | NeighbourhoodSort)]
        elements = [var for var in elements if var.sort != NATURAL]
        members = [self._members(sort, list(of_sort)) for sort, of_sort in groupby(elements, key=_sort_of)]
        if members:
            yield f"Let {listed(members)}."
        for sort, of_sort in groupby((v for v in names if isinstance(v.sort, Arrow)), key=_sort_of):
            yield self._functions(sort, list(of_sort))
        yield from (self._neighbourhood(v) for v in names if isinstance(v.sort, NeighbourhoodSort))

    def _members(self, sort: Sort, names: Sequence[Var]) -> str:
        return math(rf"{', '.join(var.name for var in names)} \in {self.sort(sort)}")

    def _functions(self, sort: Sort, names: Sequence[Var]) -> str:
        shown = ", ".join(self.headed(var) for var in names)
        if not _of_head(sort):
            return f"Let {math(f'{shown} : {self.arrow(sort)}')}."
        head = math(rf"{self._spare(HEAD, set())} \in {self.roles.heads}")
        return f"Let {math(f'{shown} : {self.arrow(sort.codomain)}')} for {head}."

    def headed(self, symbol: Var) -> str:
        """A map with its head, if it has one."""
        if not _of_head(symbol.sort):
            return symbol.name
        return self.latex(Apply(symbol, Var(self._spare(HEAD, set()), HEAD)))

    def _neighbourhood(self, family: Var) -> str:
        taken: set[str] = set()
        centre = []
        for sort in family.sort.centre:
            centre.append(self._spare(sort, taken))
            taken.add(centre[-1])
        left = f"{family.name}({','.join(centre)})"
        family_of = rf"{left} \subseteq {self._product(family.sort.element)}"
        return f"Let {math(family_of)}."

    def _spare(self, sort: Sort, taken: set[str]) -> str:
        """The first declared name of the sort that is not taken."""
        abbreviated = self.within.abbreviations
        names = (v.name for v in self.within.symbols.values() if v.sort == sort and v not in abbreviated)
        return next((name for name in names if name not in taken), SPARE[sort])

    # --- sorts ----------------------------------------------------------------------------------

    def sort(self, sort: Sort) -> str:
        letters = {H: self.roles.group, V: self.roles.module, S: self.roles.positions, HEAD: self.roles.heads}
        if sort in letters:
            return letters[sort]
        if sort in (REAL, NATURAL):
            return r"\mathbb{R}"
        if isinstance(sort, Space):
            return sort.name
        if isinstance(sort, Family):
            space = self.sort(sort.space)
            return f"{space if isinstance(sort.space, Space) else f'({space})'}^{{{self.roles.heads}}}"
        if isinstance(sort, RealVectors):
            return rf"\mathbb{{R}}^{{{self.latex(sort.dimension)}}}"
        if isinstance(sort, MatrixSort):
            shape = r" \times ".join(map(self.latex, sort.shape))
            return rf"\mathbb{{R}}^{{{shape}}}"
        return f"({self.arrow(sort)})"

    def arrow(self, sort: Sort) -> str:
        codomain = self.arrow(sort.codomain) if isinstance(sort.codomain, Arrow) else self.sort(sort.codomain)
        return join(self._product(sort.domain) + r" \to", " " + codomain)

    def _product(self, sorts: Sequence[Sort]) -> str:
        return r" \times ".join(map(self.sort, sorts))

    # --- definitions ------------------------------------------------------------------------------

    def definitions(self) -> list[Equality]:
        """Definitions, actions and abbreviations, each after those that it speaks of."""
        waiting: dict[Var, list[Equality]] = {}
        needs: dict[Var, frozenset[Var]] = {}
        for symbol, definition in self.setting.definitions.items():
            waiting[symbol], needs[symbol] = [self._definition(definition)], free_variables(definition.body)
        for symbol, override in self.setting.overrides.items():
            waiting.setdefault(symbol, []).append(self._override(override))
            needs[symbol] = needs.get(symbol, frozenset()) | free_variables(override.body)
        for symbol, short in self.setting.abbreviations.items():
            if symbol.name == self.roles.count:
                continue  # the n of [n], which the name of the set says
            waiting[symbol], needs[symbol] = [self._abbreviation(short)], free_variables(short.term)
        return [sentence for symbol in _ordered(needs) for sentence in waiting[symbol]]

    def _definition(self, definition: Definition) -> Equality:
        left: Term = definition.symbol
        for bracket in definition.parameters:
            left = Apply(left, *bracket)
        return Equality("Define", left, ":=", definition.body)

    def _override(self, override: ActionOverride) -> Equality:
        left = Apply(Shift(override.actor, override.symbol), *override.parameters)
        return Equality("Define", left, ":=", override.body)

    def _abbreviation(self, short: Abbreviation) -> Equality:
        return Equality("Write", short.symbol, ":=", short.term)

    def groups(self) -> list[str]:
        """``Check on ...``."""
        names = list(map(group_name, self.setting.groups))
        return [f"Check on {listed(names)}."] if names else []

    # --- hypotheses --------------------------------------------------------------------------------

    def hypotheses(self, hypotheses: Sequence[Hypothesis]) -> list[str]:
        """``Assume that ...``, one sentence a subject."""
        return [f"Assume that {phrase}." for phrase in self.phrases(hypotheses, True)]

    def phrases(self, hypotheses: Iterable[Hypothesis], full: bool = False) -> list[str]:
        """``$N$ is translation-equivariant and stable``; ``full``: as a sentence of the setting has it."""
        adjectives: dict[str, list[str]] = {}
        for hypothesis in hypotheses:
            subject, adjective = self._hypothesis(hypothesis, full)
            adjectives.setdefault(subject, []).append(adjective)
        return [f"{subject} is {listed(words)}" if words[0] else subject for subject, words in adjectives.items()]

    def _hypothesis(self, hypothesis: Hypothesis, full: bool) -> tuple[str, str]:
        if isinstance(hypothesis, Equation):
            return self._equation(hypothesis, full), ""
        if isinstance(hypothesis, Condition):
            return math(f"{self.latex(hypothesis.left)} {hypothesis.relation} {self.latex(hypothesis.right)}"), ""
        if isinstance(hypothesis, Commutative):
            return math(self.roles.group), "commutative"
        if isinstance(hypothesis, TranslationEquivariant):
            return math(hypothesis.family.name), "translation-equivariant"
        if isinstance(hypothesis, Stable):
            under = f" under {math(self.roles.group)}" if full else ""
            return math(hypothesis.family.name), f"stable{under}"
        word = "linear" if isinstance(hypothesis, Linear) else "injective"
        return math(self.headed(hypothesis.map)), word

    def _equation(self, equation: Equation, full: bool) -> str:
        law = math(f"{self.latex(equation.left)} = {self.latex(equation.right)}")
        named = [var for var in equation.variables if not is_fresh(var)]
        if not (full and named):
            return law
        return f"{law} for all {listed([math(self.typed(var)) for var in named])}"

    def typed(self, var: Var) -> str:
        return rf"{var.name} \in {self.sort(var.sort)}"

    # --- claims and reasons ----------------------------------------------------------------------------

    def statement(self, statement: Statement) -> str:
        if isinstance(statement, Implication):
            return f"{self.statement(statement.premise)} {self.consequence(statement)}"
        return f"{self.formula(statement.left)} {statement.relation} {self.formula(statement.right)}"

    def consequence(self, statement: Statement) -> str:
        """What follows the premise of an implication, with its arrow; all of any other statement."""
        if not isinstance(statement, Implication):
            return self.statement(statement)
        arrow = r"\iff" if statement.both else r"\implies"
        return f"{arrow} {self.statement(statement.conclusion)}"

    def formula(self, formula: Formula | None) -> str:
        return UNREADABLE if formula is None else self.latex(formula.term)

    def claim(self, claim: Claim) -> str:
        return self.statement(claim.statement) + self.unless(claim.unless)

    def unless(self, condition: Comparison | None) -> str:
        return "" if condition is None else rf" \quad\text{{unless }} {self.statement(condition)}"

    def reason(self, reason: Reason) -> str:
        """The reason in words; empty if there is none."""
        words = ""
        for kind, parts in groupby(reason.parts, key=type):
            phrase = self._parts(kind, list(parts))
            # a formula after "and" would go on with the list before it
            words += ("; " if phrase.startswith("$") else " and ") + phrase if words else phrase
        return words

    def _parts(self, kind: type, parts: Sequence[ReasonPart]) -> str:
        hypotheses = [h for part in parts if isinstance(part, ByHypothesis) for h in part.hypotheses]
        if hypotheses:
            return listed(self.phrases(hypotheses))
        shown = [self._part(part) for part in parts]
        if kind is ByDefinition:
            return f"definition of {listed(shown)}"
        return f"substitute {listed(shown)}" if kind is BySubstitution else listed(shown)

    def _part(self, part: ReasonPart) -> str:
        if isinstance(part, ByDefinition):
            return math(self._defined(part))
        if isinstance(part, BySubstitution):
            name = part.variable.name
            return math(name if part.term is None else f"{name} = {self.latex(part.term)}")
        if isinstance(part, ByReindexing):
            return f"re-index the sum over {math(part.variable.name)}"
        if isinstance(part, ByClaim):
            return rf"by \ref{{{part.label}}}"
        if isinstance(part, ByStatement):
            return math(self.claim(part.claim))
        return {ByAlgebra: "algebra", Assumed: "assumed"}[type(part)]

    def _defined(self, part: ByDefinition) -> str:
        if part.symbol is None:
            return self.roles.softmax
        override = self.within.overrides.get(part.symbol)
        if part.action and override is not None:
            return f"{self.roles.action}_{{{override.actor.name}}}[{part.symbol.name}]"
        return self.headed(part.symbol)


def group_name(spec: str) -> str:
    """``S3 on Z_2^2`` as ``$S_3$ on $\\mathbb{Z}_2^2$``; ``p4:3`` as it is."""
    group, on, space = spec.partition(" on ")
    if not on or not _NAMED.fullmatch(group):
        return str(escape(spec))
    where = math(_space_letters(space)) if space.startswith("Z") else space
    return f"{math(_group_letters(group))} on {where}"


def _group_letters(group: str) -> str:
    return re.sub(r"([A-Z])(\d+)", lambda m: m[1] + subscript(m[2]), group).replace("x", r" \times ")


def _space_letters(space: str) -> str:
    if not space.startswith("Z"):
        return rf"\text{{{space}}}"
    return re.sub(r"Z_?(\d+)", lambda m: r"\mathbb{Z}" + subscript(m[1]), space)


def _of_head(sort: Sort) -> bool:
    return isinstance(sort, Arrow) and sort.domain == (HEAD,) and isinstance(sort.codomain, Arrow)


def _sort_of(var: Var) -> Sort:
    return var.sort


def _carriers_in(names: Iterable[Var]) -> set[Sort]:
    """Which of H, V, S occur in the sorts of the names."""
    return {sort for var in names for sort in _subsorts(var.sort)} & {H, V, S}


def _subsorts(sort: Sort) -> Iterator[Sort]:
    yield sort
    if isinstance(sort, Arrow):
        for part in (*sort.domain, sort.codomain):
            yield from _subsorts(part)
    if isinstance(sort, NeighbourhoodSort):
        yield from (*sort.centre, *sort.element)


def _ordered(needs: Mapping[Var, frozenset[Var]]) -> list[Var]:
    """The symbols, each after those it needs, else in the given order."""
    done: list[Var] = []

    def visit(symbol: Var, above: tuple[Var, ...]) -> None:
        if symbol in done or symbol in above:
            return
        for needed in needs:
            if needed in needs[symbol]:
                visit(needed, (*above, symbol))
        done.append(symbol)

    for symbol in needs:
        visit(symbol, ())
    return done
