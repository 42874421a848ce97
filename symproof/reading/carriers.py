"""The setting that a document's sentences build: its texts, its names, and what carries them (H, V, S, the heads).

``Carriers`` is what ``Declarations`` starts from; the methods of both raise ``Malformed``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn, Self

from symproof.reading.elaborate import read_term
from symproof.reading.macros import Macros
from symproof.reading.names import (
    canonical_name,
)
from symproof.reading.ranges import counted, with_sets
from symproof.reading.scan import Region
from symproof.reading.scope import Scope
from symproof.reading.tokens import Token, span_of, split_at, tokenize
from symproof.terms import NATURAL, Everywhere, H, Numeral, S, Sort, SumOver, V, Var, alpha_equal, free_variables
from symproof.theory.change import Change
from symproof.theory.diagnostic import Diagnostic, Malformed
from symproof.theory.hypotheses import Commutative, Equation, Hypothesis
from symproof.theory.setting import Abbreviation, Setting
from symproof.theory.span import Span

MAX_NAMES = 2_000  # of one setting
IN = (r"\in",)
COLON = (":", r"\colon")
UNNAMED: Mapping[str, tuple[str, ...]] = {  # what to call a carrier whose name the document gives to another
    "group": ("H", "G", r"\mathcal{G}", r"\mathfrak{H}"),
    "module": (r"\mathcal{V}", "M", r"\mathcal{M}", r"\mathfrak{V}"),
    "positions": (r"\mathcal{S}", "P", r"\mathcal{P}", r"\mathfrak{S}"),
}


def refuse(code: str, span: Span, *related: tuple[Span, str], nearest: tuple[str, ...] = (), **facts: Any) -> NoReturn:
    """Raise Malformed with a diagnostic."""
    raise Malformed(Diagnostic(code, span, facts, nearest, related))


def cut_at(tokens: list[Token], *texts: str) -> list[list[Token]]:
    """``split_at`` where no part may be empty (E103)."""
    parts = split_at(tokens, *texts)
    empty = next((n for n, part in enumerate(parts) if not part), None)
    if empty is not None and len(parts) > 1:
        start = sum(len(part) + 1 for part in parts[:empty])
        sign = tokens[start - 1] if empty else tokens[0]
        refuse("E103", sign.span, side="after" if empty else "before", sign=sign.text)
    if empty is not None:
        refuse("E103", span_of(tokens), expected=("a name",))
    return parts


@dataclass
class Carriers:
    """A setting that grows; ``places`` says where each name was declared."""

    macros: Macros = field(default_factory=dict)
    setting: Setting = field(default_factory=Setting)
    places: dict[str, Span] = field(default_factory=dict)
    indices: set[str] = field(default_factory=set)  # names of heads, which a later declaration may take over
    diagnostics: list[Diagnostic] = field(default_factory=list)
    undefined: set[str] = field(default_factory=set)  # names whose definition cannot be read
    change: Change = field(default_factory=Change)  # sorts that are supposed instead of those declared
    failed: dict[str, Span] = field(default_factory=dict)  # names that a sentence would have declared, could it be read
    unread: list[Region] = field(default_factory=list)  # sentences that are not understood
    sizes: dict[Var, int] = field(default_factory=dict)  # of definitions and abbreviations, written out in full
    local: bool = False  # those of one proposition

    def copy(self) -> Self:
        """An independent copy, for the declarations of one proposition."""
        return type(self)(
            self.macros,
            self.setting,
            dict(self.places),
            set(self.indices),
            [],
            set(self.undefined),
            self.change,
            self.failed,
            self.unread,
            dict(self.sizes),
            self.local,
        )

    def restore(self, before: Self) -> None:
        """Take back what has changed since ``before`` was copied."""
        self.setting, self.places, self.indices = before.setting, before.places, before.indices

    # --- texts and tokens -----------------------------------------------------------------

    def tokens(self, region: Region) -> list[Token]:
        tokens = tokenize(region.source, region.start, region.end, self.macros)
        if not tokens:
            refuse("E122", region.span, found="an empty formula")
        while len(tokens) > 1 and tokens[-1].text in (".", ",", ";"):
            tokens = tokens[:-1]
        return with_sets(tokens, self.setting.roles)

    def name(self, region: Region) -> str:
        """The one name that the formula is."""
        tokens = self.tokens(region)
        if tokens[0].text == "\\{":
            refuse("E122", region.span, what="braces")
        return canonical_name(tokens)

    def scope(self, parameters: Mapping[str, Var] | None = None) -> Scope:
        names = parameters or {}
        return Scope(
            self.setting,
            frozenset(names),
            parameters=names,
            pointwise=self.change.pointwise,
            undefined=frozenset(self.undefined - set(self.setting.symbols)),
            lost=frozenset(self.failed),
        )

    # --- names ------------------------------------------------------------------------------

    def declare(self, name: str, sort: Sort, span: Span) -> Var:
        """A name with its sort; the same sort once more does no harm."""
        sort = self.change.of(name, sort)
        self._require_new(name, sort, span)
        self._notice_carriers(sort, span)
        var = Var(name, sort)
        self.setting = replace(self.setting, symbols={**self.setting.symbols, name: var})
        self.places[name] = span
        roles = self.setting.roles
        if name == roles.action and roles.other_actions:  # L is something else: the action has its other name
            first, *others = roles.other_actions
            self.setting = replace(self.setting, roles=replace(roles, action=first, other_actions=tuple(others)))
        self.indices.discard(name)
        self.failed.pop(name, None)
        return var

    def _notice_carriers(self, sort: Sort, span: Span) -> None:
        """Warn, once for each, of a group, module or index set that nothing has declared."""
        roles = self.setting.roles
        for carrier, name in ((H, roles.group), (V, roles.module), (S, roles.positions)):
            if name not in self.places and sort.has(carrier):
                self.places[name] = span
                self.diagnostics.append(Diagnostic("W103", span, {"name": name}, severity="warning"))

    def _require_new(self, name: str, sort: Sort | None, span: Span) -> None:
        known = self.setting.symbols.get(name)
        place = self.places.get(name, span)
        if name in self.setting.spaces:
            refuse("E251", span, (place, "declared here"), name=name, expected="a feature space", found=sort)
        carrier = self._carrier(name)
        if carrier and name in self.places:
            refuse("E251", span, (place, "declared here"), name=name, expected=carrier, found=sort)
        if known is not None and known.sort != sort and name not in self.indices:
            refuse("E251", span, (place, "declared here"), name=name, expected=known.sort, found=sort)
        if len(self.setting.symbols) >= MAX_NAMES:
            refuse("E129", span, limit=MAX_NAMES, name="MAX_NAMES")

    def _carrier(self, name: str) -> str:
        roles = self.setting.roles
        if name in roles.other_actions:
            return "the action"
        return {roles.group: "the group", roles.module: "the module", roles.positions: "the index set"}.get(name, "")

    def _require_undefined(self, var: Var, span: Span) -> None:
        for table in (self.setting.definitions, self.setting.abbreviations):
            found = table.get(var)
            if found is not None:
                refuse("E252", span, (found.span, "defined here"), name=var.name)

    def is_heads(self, tokens: list[Token]) -> bool:
        return spelled(tokens) == spelled_text(self.setting.roles.heads)

    # --- carriers ----------------------------------------------------------------------------

    def role(self, span: Span, **names: str) -> None:
        """Give a carrier its name: ``role(span, group="G")``."""
        for kind, name in names.items():
            old = getattr(self.setting.roles, kind)
            if old in self.places and old != name:
                refuse("E253", span, (self.places[old], "declared here"), kind=kind, name=name, expected=old)
            known = self.setting.symbols.get(name) or self.setting.spaces.get(name)
            if known is not None:
                refuse("E251", span, (self.places.get(name, span), "declared here"), name=name, expected=known)
            other = self._carrier(name)
            if other and name in self.places and getattr(self.setting.roles, kind) != name:
                refuse("E251", span, (self.places[name], "declared here"), name=name, expected=other)
        given, names = names, {**self._given_way(names), **names}
        self.setting = replace(self.setting, roles=replace(self.setting.roles, **names))  # type: ignore[arg-type]
        self.places.update(dict.fromkeys(given.values(), span))

    def _given_way(self, names: Mapping[str, str]) -> dict[str, str]:
        """Other names for carriers that nothing has declared, where the document takes the ones they have."""
        others = {kind: getattr(self.setting.roles, kind) for kind in UNNAMED if kind not in names}
        taken = {*names.values(), *others.values()}
        return {
            kind: next(other for other in UNNAMED[kind] if other not in taken)
            for kind, name in others.items()
            if name in names.values() and name not in self.places
        }

    def group(self, region: Region, commutative: bool = False) -> None:
        self.role(region.span, group=self.name(region))
        if commutative:
            self.assume(Commutative())

    def assume(self, *hypotheses: Hypothesis) -> None:
        """Add those that are not known yet."""
        new = tuple(h for h in hypotheses if h not in self.setting.hypotheses)
        self.setting = self.setting.assuming(*new)

    def module(self, region: Region) -> None:
        if self.setting.roles.plain_set:
            self._conflict(region.span)
        self.role(region.span, module=self.name(region))

    def acts(self, group: Region, space: Region, kind: str) -> None:
        """``H`` acts on ``space``; ``kind`` is "module", "set" or "" where the words do not say."""
        name, roles = self._set_name(space), self.setting.roles
        kind = kind or ("set" if self._range(space) else "")
        self.role(group.span, group=self.name(group))
        if not kind and name == roles.module:
            kind = "module"
        if not kind and name == roles.positions:
            kind = "set"
        if kind == "module":
            self.module(space)
        elif kind == "set":
            self.plain_set(space)
        else:
            refuse("E123", space.span, name=name)

    def positions(self, region: Region) -> None:
        self.role(region.span, positions=self._set_name(region))
        self._count(region)

    def is_range(self, region: Region) -> bool:
        return bool(self._range(region))

    def _range(self, region: Region) -> str:
        """The n of ``[n]``, ``\\{1, \\dots, n\\}`` or ``S = \\{1, \\dots, n\\}``."""
        return counted(cut_at(self.tokens(region), "=", ":=")[-1])

    def _set_name(self, region: Region) -> str:
        """The name of a set, which for ``[n]`` and ``\\{1, \\dots, n\\}`` is ``[n]``."""
        count, sides = self._range(region), cut_at(self.tokens(region), "=", ":=")
        if count:
            return canonical_name(sides[0]) if len(sides) == 2 else f"[{count}]"
        return self.name(region)

    def _count(self, region: Region) -> None:
        """The n of a range is the number of positions, and has no other meaning (E251)."""
        count = self._range(region)
        if not count:
            return
        self.setting = replace(self.setting, roles=replace(self.setting.roles, count=count))
        known = self.setting.symbols.get(count)
        if known is None or known.sort == NATURAL:
            self.counts(count, known, region.span)
        else:
            refuse(
                "E251", region.span, (self.places.get(count, region.span), "declared here"), name=count, expected=known
            )

    def counts(self, name: str, known: Var | None, span: Span) -> None:
        """n is the sum of 1 over all positions; where it is a dimension as well, that is an equation."""
        one = Var("s", S)
        size = SumOver((one,), (Everywhere((one,)),), Numeral(1))
        if known is not None and any(known in free_variables(var.sort) for var in self.setting.symbols.values()):
            self.assume(Equation(known, size, (), f"{name} = |{self.setting.roles.positions}|"))
            return
        symbol = Var(name, size.sort)
        short = {**self.setting.abbreviations, symbol: Abbreviation(symbol, size, span)}
        self.setting = replace(self.setting, symbols={**self.setting.symbols, name: symbol}, abbreviations=short)
        self.places[name] = span

    def plain_set(self, region: Region) -> None:
        """A set on which H acts by itself, without V and x."""
        roles = self.setting.roles
        if roles.coordinate in self.places or roles.module in self.places:
            self._conflict(region.span)
        self.role(region.span, positions=self._set_name(region))
        self.setting = replace(self.setting, roles=replace(self.setting.roles, plain_set=True))
        self._count(region)

    def is_the_count(self, name: str, body: list[Token], region: Region) -> bool:
        """``n := |[n]|``, which is so anyway."""
        known = self.setting.symbols.get(name)
        if known is None or name != self.setting.roles.count or known not in self.setting.abbreviations:
            return False
        again = read_term(body, self.scope(), None, region.span).term
        return alpha_equal(again, self.setting.abbreviations[known].term)

    def _conflict(self, span: Span) -> NoReturn:
        roles = self.setting.roles
        place = next((self.places[n] for n in (roles.module, roles.coordinate) if n in self.places), span)
        refuse("E254", span, (place, "declared here"), name=roles.positions)

    def bijection(self, region: Region) -> None:
        """``x : S \\to V``."""
        parts = cut_at(self.tokens(region), *COLON)
        ends = cut_at(parts[1], r"\to", r"\rightarrow", r"\longrightarrow") if len(parts) == 2 else []
        if len(ends) != 2:
            refuse("E122", region.span, expected=r"a bijection $x : S \to V$")
        if self.setting.roles.plain_set:
            self._conflict(region.span)
        name, positions, module = canonical_name(parts[0]), canonical_name(ends[0]), canonical_name(ends[1])
        self.role(region.span, coordinate=name, positions=positions, module=module)

    def heads(self, region: Region) -> None:
        tokens = self.tokens(region)
        text = "".join(token.text for token in tokens)
        self.role(region.span, heads=text)

    def restrict(self, group: Region, space: Region) -> None:
        """``H = C_4`` and ``V = Z_3^2`` (or ``S = ...``, "k points")."""
        halves = []
        for region in (group, space):
            parts = cut_at(self.tokens(region), "=")
            if len(parts) != 2:
                refuse("E122", region.span, expected=r"$\mathcal{H} = C_4$ and $V = \mathbb{Z}_3^2$")
            first, last = parts[1][0].start, parts[1][-1].end
            halves.append((canonical_name(parts[0]), Region(region.source, first, last)))
        (name, what), (carrier, where) = halves
        spec = checked_group(f"{what.text} on {where.text}", group.span)
        self.role(group.span, group=name)
        if carrier == self.setting.roles.positions:
            self.plain_set_named(carrier, space.span)
        else:
            self.role(space.span, module=carrier)
        self.setting = replace(self.setting, restricted=spec)

    def plain_set_named(self, name: str, span: Span) -> None:
        self.role(span, positions=name)
        self.setting = replace(self.setting, roles=replace(self.setting.roles, plain_set=True))


def checked_group(text: str, span: Span) -> str:
    """The name of the group that a spec names; E125, whose reason has the near misses, if there is none."""
    from symproof.groups import GroupError, normalise, parse_action  # with numpy; few documents name a group

    try:
        return parse_action(normalise(text)).name
    except GroupError as problem:
        refuse("E125", span, found=text.strip(), reason=str(problem))


def spelled(tokens: list[Token]) -> str:
    """The tokens as one text without braces."""
    return "".join(token.text for token in tokens if token.kind not in ("begin", "end"))


def spelled_text(text: str) -> str:
    """A text without braces and blanks, as ``spelled`` gives it."""
    return text.replace("{", "").replace("}", "").replace(" ", "")
