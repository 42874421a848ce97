"""What the sentences of a setting declare beside its carriers: spaces, names, definitions, groups.

``Declarations`` builds a ``Setting`` step by step; its methods raise ``Malformed``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from symproof.reading.action_definitions import unnamed_action
from symproof.reading.action_names import Acting, spelling
from symproof.reading.brackets import check_brackets
from symproof.reading.carriers import COLON, IN, checked_group, cut_at, refuse, spelled, spelled_text
from symproof.reading.definition_notation import DEFINED, MAPS_TO, as_equation, as_map, spellings
from symproof.reading.elaborate import read_dimension, read_sort, read_term
from symproof.reading.laws import name_for
from symproof.reading.names import ACCENTS, canonical_name, is_base, parse_name, split_head, with_places
from symproof.reading.scan import Region
from symproof.reading.signatures import Signature, read_signature, single_names
from symproof.reading.source import Source
from symproof.reading.tokens import Token, span_of, split_at, tokenize
from symproof.reading.unfolded_size import unfolded_size
from symproof.terms import (
    HEAD,
    NATURAL,
    REAL,
    Arrow,
    H,
    MatrixSort,
    NeighbourhoodSort,
    S,
    Sort,
    Space,
    Term,
    V,
    Var,
    free_variables,
    substitute,
)
from symproof.theory.diagnostic import Diagnostic, Malformed
from symproof.theory.document import Formula
from symproof.theory.hypotheses import open_arguments
from symproof.theory.identify import identified
from symproof.theory.setting import Abbreviation, ActionOverride, Definition, Setting
from symproof.theory.span import Span

SUBSET = (r"\subseteq", r"\subset")
NUMBERS: Mapping[tuple[str, ...], Sort] = {
    (r"\mathbb", "R"): REAL, (r"\mathbb", "N"): NATURAL, (r"\mathbf", "R"): REAL,
    (r"\R",): REAL, (r"\N",): NATURAL,
}  # fmt: skip


@dataclass
class Declarations(Acting):
    """A setting with spaces, names of every sort, definitions and hypotheses."""

    # --- spaces ------------------------------------------------------------------------------

    def space(self, region: Region, dimension: Region | None = None) -> None:
        """Feature spaces, one or several in a formula."""
        for part in cut_at(self.tokens(region), ","):
            name = canonical_name(part)
            known = self.setting.spaces.get(name)
            if known is None:
                self._require_new(name, None, region.span)
                known = self.change.sort(Space(name))
            if dimension is not None:
                read_dimension(self.tokens(dimension), self.scope(), dimension.span)
            self.setting = replace(self.setting, spaces={**self.setting.spaces, name: known})
            self.places[name] = region.span

    def identify(self, left: str, right: str) -> None:
        """``F = K``: one space from here on, also in what was declared before."""
        old, new = self.setting.spaces[right], self.setting.spaces[left]
        self.setting = identified(self.setting, old, new)

    # --- typed names ---------------------------------------------------------------------------

    def typed(self, region: Region, index: str | None = None, kind: str = "") -> tuple[Var, ...]:
        """A formula that declares: ``i, j \\in S``, ``f : S \\to F``, ``N(i) \\subseteq S``."""
        tokens = self.tokens(region)
        for signs, read in ((COLON, self._maps), (SUBSET, self._families), (IN, self._members)):
            parts = cut_at(tokens, *signs)
            if len(parts) == 2 and all(parts):
                return read(parts[0], parts[1], region.span, index)
        check_brackets(tokens)
        if self.is_range(region):
            self.positions(region)
            return ()
        if any(token.text == "\\{" for token in tokens):
            refuse("E122", region.span, what="braces")
        names = [self.setting.symbols.get(spelling(part)) for part in cut_at(tokens, ",")]
        if not kind and all(var is not None for var in names):
            return tuple(var for var in names if var is not None)  # "Given a signal $f$", which is declared
        facts = {"found": region.text.strip(), "name": self._names_only(tokens), "kind": kind}
        raise Malformed(Diagnostic("E122", region.span, facts))

    def index(self, region: Region) -> str:
        """``head \\in [H]`` after "for": declares the index unless the name has a meaning already."""
        tokens = self.tokens(region)
        parts = cut_at(tokens, *IN)
        name = canonical_name(parts[0])
        if len(parts) > 1 and _heads_like(parts[1]) and self.setting.roles.heads not in self.places:
            self.role(region.span, heads=spelled(parts[1]))
        if len(parts) > 1 and not self.is_heads(parts[1]):
            refuse(
                "E122",
                region.span,
                expected=rf"an index of the heads, such as $h \in {self.setting.roles.heads}$",
            )
        if name not in self.setting.symbols:
            self.declare(name, HEAD, region.span)
            self.indices.add(name)
        return name

    def running(self, region: Region) -> str | None:
        """What stands after "for": the index of the heads; None for variables ``i \\in S``, which are declared."""
        parts = cut_at(self.tokens(region), *IN)
        if len(parts) == 2 and not self.is_heads(parts[1]) and not _heads_like(parts[1]):
            self._members(parts[0], parts[1], region.span, None)
            return None
        return self.index(region)

    @staticmethod
    def _names_only(tokens: list[Token]) -> str:
        return " ".join(token.text for token in tokens)[:60]

    def _maps(self, names: list[Token], sort: list[Token], span: Span, index: str | None) -> tuple[Var, ...]:
        """``f, g : S \\to F``; with an index of the heads, one function for each head."""
        arrow = read_sort(sort, self.setting)
        if not isinstance(arrow, Arrow):
            refuse("E122", span, expected="a function, with \\to between its sorts")
        made = []
        for part in cut_at(names, ","):
            name, indexed = split_head(part, index) if index else (canonical_name(part), False)
            made.append(self.declare(name, Arrow((HEAD,), arrow), span) if indexed else self._family(name, arrow, span))
        return tuple(made)

    def between(self, region: Region, source: Region, target: Region) -> tuple[Var, ...]:
        """``f, g`` from ``S`` to ``F``: as ``f, g : S \\to F``."""
        before = self.tokens(source)
        arrow = replace(before[-1], kind="command", text=r"\to")
        return self._maps(self.tokens(region), [*before, arrow, *self.tokens(target)], region.span, None)

    def family(self, region: Region, of: Region) -> tuple[Var, ...]:
        """``N(i)``, a subset of ``S``: as ``N(i) \\subseteq S``."""
        return self._families(self.tokens(region), self.tokens(of), region.span, None)

    def _families(self, left: list[Token], right: list[Token], span: Span, index: str | None) -> tuple[Var, ...]:
        """``N(i,h_1) \\subseteq S \\times \\mathcal{H}``; the names in brackets need a sort."""
        signature = self._indexed(read_signature(left))
        if len(signature.brackets) != 1:
            refuse("E122", span, expected=r"a neighbourhood such as $N(i) \subseteq S$")
        centre = tuple(self.sort_of(name, place) for name, place in signature.brackets[0])
        element = tuple(self._carrier_sort(part) for part in cut_at(right, r"\times"))
        if not all(sort in (S, H) for sort in centre):
            refuse("E122", span, expected="names of S or H in the brackets of a neighbourhood")
        return (self.declare(signature.name, NeighbourhoodSort(centre, element), span),)

    def _carrier_sort(self, tokens: list[Token]) -> Sort:
        sort = read_sort(tokens, self.setting)
        if sort not in (S, H):
            refuse(
                "E122",
                tokens[0].span,
                expected=r"$S$ or $\mathcal{H}$, or a product of these",
            )
        return sort

    def _members(self, names: list[Token], domain: list[Token], span: Span, index: str | None) -> tuple[Var, ...]:
        """``i, j \\in S``."""
        sort = self.domain(domain)
        return tuple(self._family(canonical_name(part), sort, span) for part in cut_at(names, ","))

    def _family(self, name: str, sort: Sort, span: Span) -> Var:
        """A name, or with a subscript of variables (``x_i \\in F``) a function of these."""
        signature = self._indexed(Signature(name, span))
        sorts = tuple(self.setting.symbols[one].sort for bracket in signature.brackets for one, _ in bracket)
        return self.declare(signature.name, Arrow(sorts, sort) if sorts else sort, span)

    def domain(self, tokens: list[Token]) -> Sort:
        """The sort of the elements of a set: a carrier, a space, numbers, the heads."""
        if self.is_heads(tokens):
            return HEAD
        if tokens[0].text in ("\\{", "["):
            refuse("E122", span_of(tokens), what="braces")
        key = tuple(t.text for t in tokens if t.kind not in ("begin", "end"))
        if key in NUMBERS:
            return NUMBERS[key]
        return read_sort(tokens, self.setting)

    def of_sort(self, region: Region, sort: Sort) -> tuple[Var, ...]:
        """``$i, j$ ... elements of S``: several names of one sort."""
        parts = cut_at(self.tokens(region), ",")
        return tuple(self.declare(canonical_name(part), sort, region.span) for part in parts)

    def matrix(self, region: Region, shape: Region) -> None:
        """``$W$ ... a real $m \\times n$ matrix``."""
        parts = cut_at(self.tokens(shape), r"\times")
        if len(parts) != 2:
            refuse("E122", shape.span, expected=r"a shape $m \times n$")
        rows, columns = (read_dimension(part, self.scope(), shape.span).term for part in parts)
        self.of_sort(region, MatrixSort(rows, columns))

    # --- definitions ---------------------------------------------------------------------------

    def define(self, region: Region) -> None:
        """``\\rho(i,j) := ...``, ``\\bar i := ...``, ``L_h[\\rho](i,j) := ...``."""
        if self.is_range(region):
            self.positions(region)
            return
        tokens = self._typed_first(self.tokens(region), region.span)
        parts = cut_at(as_equation(tokens), *DEFINED)
        if len(parts) == 1:
            parts = cut_at(tokens, "=")
        if len(parts) == 2 and parts[1][0].text in COLON:  # E =: m(i)
            parts = [parts[1][1:] or parts[0], parts[0]]
        if len(parts) != 2 or not all(parts):
            check_brackets(tokens)
            refuse("E124", region.span, found=region.text.strip()[:60])
        self.define_as(parts[0], parts[1], region)

    def _typed_first(self, tokens: list[Token], span: Span) -> list[Token]:
        """``T : F \\to K, a \\mapsto E`` declares T; what is left is ``T : a \\mapsto E``."""
        parts, colon = cut_at(tokens, ","), next((n for n, token in enumerate(tokens) if token.text in COLON), 0)
        if len(parts) != 2 or not colon or not any(token.text in MAPS_TO for token in parts[1]):
            return tokens
        self._maps(parts[0][:colon], parts[0][colon + 1 :], span, None)
        return [*tokens[: colon + 1], *parts[1]]

    def define_as(self, left: list[Token], body: list[Token], region: Region) -> None:
        """Raises Malformed; where nothing else says what the name means, with the fact ``undefined``."""
        left, body = as_map(left, body)
        if (unnamed := unnamed_action(left)) is not None and self.acts_on_functions(unnamed):
            self.unnamed(unnamed, body, region)
            return
        signature = self._indexed(read_signature(left, self.setting.roles.action), body)
        if self.is_a_set(signature, body):
            self.name_set(signature, body)
            return
        if self.is_the_action(signature, body, region):
            self.name_action(signature.name if signature.actor is None else self.setting.roles.action, region.span)
            return
        try:
            self._define(signature, body, region)
        except Malformed as problem:
            found, told = self.setting, problem.diagnostic
            tables = (found.overrides,) if signature.actor else (found.definitions, found.abbreviations)
            if any(var.name == signature.name for table in tables for var in table):
                raise
            raise Malformed(replace(told, facts={**told.facts, "undefined": signature.name})) from None

    # --- what a definition declares ---------------------------------------------------------------

    def _define(self, signature: Signature, body: list[Token], region: Region) -> None:
        if signature.actor is not None:
            self._override(signature, body, region)
        elif signature.brackets:
            self._definition(signature, body, region)
        elif (pair := self._pair_of(body)) is not None:
            self._pair(signature, pair)
        else:
            self._abbreviation(signature, body, region)

    def _indexed(self, signature: Signature, body: list[Token] | None = None) -> Signature:
        """``T_g[f](i)``, ``s_f(i,j)``: a subscript of variables is a bracket of parameters, unless the name is taken.

        A function is one where it is a signal that the ``body`` speaks of.
        """
        signature = replace(signature, brackets=tuple(map(self._spelt, signature.brackets)))
        name = parse_name(signature.name)
        names = self._variables_in(name.sub, body or []) if signature.actor is None else ()
        base = str(name._replace(sub=""))
        sorts = tuple(self.setting.symbols[one].sort for one in names)
        if not names or signature.name in self.setting.symbols:
            return signature
        if not self._may_take(base, sorts):
            base = self._beside(base, len(names))
        if not base:
            return signature
        first = tuple((one, signature.span) for one in names)
        return replace(signature, name=base, brackets=(first, *signature.brackets))

    def _beside(self, name: str, count: int) -> str:
        """The name of ``m_i`` beside ``m_{ij}``; empty where the name is that of no family."""
        known = self.setting.symbols.get(name)
        if known is None or not isinstance(known.sort, Arrow) or not all(s in (S, H, V) for s in known.sort.domain):
            return ""
        other = with_places(name, count)
        found = self.setting.symbols.get(other)
        return "" if found is not None and found not in self.setting.definitions else other

    def _spelt(self, bracket: tuple[tuple[str, Span], ...]) -> tuple[tuple[str, Span], ...]:
        """``ij`` of a subscript as i and j."""
        if len(bracket) != 1 or bracket[0][0] in self.setting.symbols:
            return bracket
        names = self._variables_in(bracket[0][0])
        return tuple((name, bracket[0][1]) for name in names) or bracket

    def _may_take(self, name: str, sorts: tuple[Sort, ...]) -> bool:
        """Is the name free, or that of a function of such arguments?"""
        known = self.setting.symbols.get(name)
        if known is not None:
            return isinstance(known.sort, Arrow) and known.sort.domain == sorts
        if name in self.setting.roles.other_actions:
            return True
        return name not in self.setting.spaces and not (self._carrier(name) and name in self.places)

    def _variables_in(self, subscript: str, body: list[Token] | None = None) -> tuple[str, ...]:
        """The declared elements of S, H and V that make up a subscript: ``ij``, ``i,j``; none where it holds more.

        With a ``body`` those of its signals too.
        """
        tokens = tokenize(Source("", subscript), 0, len(subscript))
        names: list[str] = []
        if any(token.kind in ("open", "symbol") and token.text != "," for token in tokens):
            return ()
        for part in split_at(tokens, ","):
            whole = spelling(part) if part else ""
            singles = [whole] if self._is_index(whole, body) else [spelling(one) for one in single_names(part)]
            names.extend(singles)
        return tuple(names) if names and all(self._is_index(name, body) for name in names) else ()

    def _is_index(self, name: str, body: list[Token] | None) -> bool:
        """Is it a declared element of S, H or V, or a signal that the body speaks of?"""
        var, setting = self.setting.symbols.get(name), self.setting
        if var is None or var in setting.abbreviations or var in setting.definitions:
            return False
        signal = isinstance(var.sort, Arrow) and any(sort in (S, H, V) for sort in var.sort.domain)
        return var.sort in (S, H, V) or (signal and spelled_text(name) in spellings(body or []))

    def _definition(self, signature: Signature, body: list[Token], region: Region) -> None:
        brackets = tuple(self._taken(signature))
        formula = self._body(signature, [var for bracket in brackets for var in bracket], body, region)
        sort: Sort = formula.term.sort
        size = unfolded_size(formula.term, self.sizes, formula.span)
        for bracket in reversed(brackets):
            sort = Arrow(tuple(var.sort for var in bracket), sort)
        symbol = self._defined(signature, sort)
        self.sizes[symbol] = size
        definition = Definition(symbol, brackets, formula.term, region.span)
        self.setting = replace(self.setting, definitions={**self.setting.definitions, symbol: definition})

    def _taken(self, signature: Signature) -> Iterator[tuple[Var, ...]]:
        """Bracket by bracket; a name that nothing declares has the sort that a declared symbol takes there."""
        known = self.setting.symbols.get(signature.name)
        sort = None if known is None else known.sort
        for bracket in signature.brackets:
            told = isinstance(sort, Arrow) and len(sort.domain) == len(bracket)
            taken = sort.domain if told and isinstance(sort, Arrow) else (None,) * len(bracket)
            yield tuple(self.parameter(name, span, one) for (name, span), one in zip(bracket, taken, strict=True))
            sort = sort.codomain if isinstance(sort, Arrow) else None

    def _defined(self, signature: Signature, sort: Sort) -> Var:
        known = self.setting.symbols.get(signature.name)
        if known is not None:
            self._require_undefined(known, signature.span)
        return self.declare(signature.name, sort, signature.span)

    def _body(self, signature: Signature, parameters: list[Var], body: list[Token], region: Region) -> Formula:
        names = [var.name for var in parameters]
        places = [place for bracket in signature.brackets for _, place in bracket]
        for n, name in enumerate(names):
            if name in names[:n]:
                first = places[names.index(name)]
                refuse("E258", places[n], (first, "first here"), name=name)
        known = self.setting.symbols.get(signature.name)
        if known is not None:
            self._require_undefined(known, signature.span)
        formula = read_term(body, self.scope({var.name: var for var in parameters}), None, region.span)
        self._require_no_recursion(signature, known, formula)
        self._require_no_hidden_parameter(parameters, formula)
        return formula

    def _require_no_recursion(self, signature: Signature, known: Var | None, formula: Formula) -> None:
        if known is not None and known in unfolded_names(formula.term, self.setting):
            refuse("E259", signature.span, name=signature.name)

    def _require_no_hidden_parameter(self, parameters: list[Var], formula: Formula) -> None:
        """What the body names must not speak of a parameter in its own body: there it is the setting's name."""
        for var in free_variables(formula.term) - set(parameters):
            short, known = self.setting.abbreviations.get(var), self.setting.definitions.get(var)
            hidden = self._behind(var) & set(parameters)
            if hidden and (short or known):
                name = min(hidden, key=lambda v: v.name).name
                place = short.span if short else known.span if known else formula.span
                what, said = ("", "abbreviated here") if short else ("definition", "defined here")
                refuse("E260", formula.span, (place, said), name=name, abbreviation=var.name, what=what)

    def _behind(self, var: Var, seen: frozenset[Var] = frozenset()) -> frozenset[Var]:
        """The names of the setting that what a name stands for speaks of."""
        found = frozenset[Var]()
        for term, own in self.setting.meanings(var) if var not in seen else ():
            names = free_variables(term) - own
            found = found.union(names, *(self._behind(one, seen | {var}) for one in names))
        return found

    def _abbreviation(self, signature: Signature, body: list[Token], region: Region) -> None:
        if self.is_the_count(signature.name, body, region):
            return  # n := |[n]|
        formula = self._body(signature, [], body, region)
        if opened := open_arguments(formula.term):
            self._map(signature, opened, formula, region)
            return
        size = unfolded_size(formula.term, self.sizes, formula.span)
        symbol = self._defined(signature, formula.term.sort)
        self.sizes[symbol] = size
        short = Abbreviation(symbol, formula.term, region.span)
        self.setting = replace(self.setting, abbreviations={**self.setting.abbreviations, symbol: short})

    def _map(self, signature: Signature, opened: tuple[Var, ...], formula: Formula, region: Region) -> None:
        """``W := W_0 + \\Delta W``, between maps: a function of what they take."""
        names = [name_for(var.sort, self.setting, n) for n, var in enumerate(opened)]
        parameters = tuple(self.declare(name, var.sort, region.span) for name, var in zip(names, opened, strict=True))
        body = substitute(formula.term, dict(zip(opened, parameters, strict=True)))
        symbol = self._defined(signature, Arrow(tuple(var.sort for var in parameters), body.sort))
        self.sizes[symbol] = unfolded_size(body, self.sizes, formula.span)
        definition = Definition(symbol, (parameters,), body, region.span)
        self.setting = replace(self.setting, definitions={**self.setting.definitions, symbol: definition})

    def _pair_of(self, body: list[Token]) -> tuple[Var, Var] | None:
        """``(y, h)`` with declared y in V and h in H."""
        if len(body) < 5 or (body[0].text, body[-1].text) != ("(", ")"):
            return None
        parts = split_at(body[1:-1], ",")
        if len(parts) != 2 or not all(part and all(map(_in_a_name, part)) for part in parts):
            return None
        found = [self.setting.symbols.get(canonical_name(part)) for part in parts]
        if [getattr(var, "sort", None) for var in found] != [V, H]:
            return None
        return found[0], found[1]  # type: ignore[return-value]

    def _pair(self, signature: Signature, pair: tuple[Var, Var]) -> None:
        """``g := (y, h)``: an element of the semidirect product, which only L takes."""
        known = self.setting.pairs.get(signature.name)
        if known is not None and known != pair:
            place = self.places.get(signature.name, signature.span)
            refuse("E252", signature.span, (place, "defined here"), name=signature.name)
        if known is None:
            self._require_new(signature.name, None, signature.span)
        if signature.name in self.setting.symbols:
            refuse("E251", signature.span, name=signature.name, expected="a name of another kind")
        self.setting = replace(self.setting, pairs={**self.setting.pairs, signature.name: pair})
        self.places[signature.name] = signature.span

    def _override(self, signature: Signature, body: list[Token], region: Region) -> None:
        symbol = self.setting.symbols.get(signature.name)
        if symbol is None:
            refuse("E256", signature.span, name=signature.name)
        old = self.setting.overrides.get(symbol)
        if old is not None:
            refuse("E252", signature.span, (old.span, "defined here"), name=f"L[{signature.name}]")
        if len(signature.brackets) != 1 or signature.actor is None:
            refuse("E124", region.span, found=region.text.strip()[:60])
        actor = self.parameter(signature.actor, signature.span)
        parameters = tuple(self.parameter(*pair) for pair in signature.brackets[0])
        found = tuple(var.sort for var in parameters)
        if not isinstance(symbol.sort, Arrow) or symbol.sort.domain != found or actor.sort != H:
            refuse("E261", signature.span, name=signature.name, expected=symbol.sort, found=found)
        scope = self.scope({var.name: var for var in (actor, *parameters)})
        formula = read_term(body, scope, symbol.sort.codomain, region.span)
        self._require_no_hidden_parameter([actor, *parameters], formula)
        override = ActionOverride(symbol, actor, parameters, formula.term, region.span)
        self.setting = replace(self.setting, overrides={**self.setting.overrides, symbol: override})

    # --- groups --------------------------------------------------------------------

    def check_on(self, specs: Iterable[tuple[str, Span]]) -> None:
        """The groups on which the document wants its steps to be checked."""
        found = tuple(checked_group(text, span) for text, span in specs)
        known = self.setting.groups
        self.setting = replace(self.setting, groups=known + tuple(s for s in found if s not in known))


def unfolded_names(term: Term, setting: Setting) -> frozenset[Var]:
    """The free names of a term, through abbreviations."""
    seen: set[Var] = set()
    todo = list(free_variables(term))
    while todo:
        var = todo.pop()
        if var not in seen:
            seen.add(var)
            short = setting.abbreviations.get(var)
            todo.extend(free_variables(short.term) if short else ())
    return frozenset(seen)


def _in_a_name(token: Token) -> bool:
    return token.kind in ("letter", "word", "digit", "script", "prime", "begin", "end") or token.text in ACCENTS


def _heads_like(tokens: list[Token]) -> bool:
    """``[A]``."""
    return len(tokens) == 3 and (tokens[0].text, tokens[2].text) == ("[", "]") and is_base(tokens[1])
