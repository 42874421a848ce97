"""The names that a formula may use, and how an occurrence is matched with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from functools import lru_cache

from symproof.reading.names import Name, Scripts, parse_name
from symproof.reading.syntax import Tree
from symproof.reading.tokens import Token
from symproof.terms import Arrow, Var
from symproof.theory.diagnostic import Malformed
from symproof.theory.frozen import dataclass
from symproof.theory.setting import Roles, Setting


@dataclass(frozen=True, slots=True)
class Match:
    """A name found: its parts, the variable of which it is a variant, which scripts are left over."""

    name: Name
    text: str  # the name in one spelling
    known: bool
    variant_of: Var | None
    rest_subs: int  # index of the first subscript that is not part of the name
    rest_sups: int


class Vocabulary:
    """Declared names and roles, by their parts. The longest declared name wins.

    Kept: ``trees`` what has been parsed with these names, by the ids of the tokens; ``found``
    the occurrences that were looked up; ``free`` the variables behind a name.
    """

    def __init__(
        self,
        setting: Setting,
        parameters: Mapping[str, Var],
        pairs: Mapping[str, tuple[Var, Var]],
        others: Iterable[str] = (),
    ) -> None:
        self.names: dict[Name, Var | None] = {}
        self.bases: dict[str, list[tuple[str, ...]]] = {}
        self.trees: dict[tuple[int, ...], tuple[Tree, list[Token]]] = {}
        self.found: dict[tuple[tuple[str, ...], str, str, int], Match | None] = {}
        self.free: dict[str, frozenset[str]] = {}
        self.roles = setting.roles
        self.actions = {setting.roles.action, *setting.roles.other_actions} - {Roles.action}  # those of the document
        for text in _carriers(setting.roles):
            self._add(text, None)
        for text, var in (*setting.symbols.items(), *parameters.items()):
            self._add(text, var)
        for var in setting.abbreviations:
            self._add(var.name, var)
        for text in (*pairs, *setting.pairs, *others):
            self._add(text, None)

    def with_names(self, extra: Iterable[Name]) -> Vocabulary:
        """These names and further ones, which no setting declares."""
        other = copy(self)
        other.names, other.trees, other.found = dict(self.names), {}, {}
        other.bases = {first: list(known) for first, known in self.bases.items()}
        for name in extra:
            other._put(name, None)
        return other

    def _add(self, text: str, var: Var | None) -> None:
        try:
            self._put(parse_name(text), var)
        except (Malformed, ValueError):
            return  # a name that cannot be written as one, such as [H]

    def _put(self, name: Name, var: Var | None) -> None:
        self.names[name] = var
        known = self.bases.setdefault(name.base[0], [])
        if name.base not in known:
            known.append(name.base)
            known.sort(key=len, reverse=True)

    def longest(self, first: str) -> int:
        """How many symbols the longest declared base has that begins with ``first``."""
        return len(self.bases[first][0]) if first in self.bases else 1

    def find(self, base: tuple[str, ...], scripts: Scripts) -> Match | None:
        """The declared name with this base and the most of these scripts, or a variant of one."""
        sub = scripts.subs[0].text if scripts.subs else ""
        sup = scripts.sups[0].text if scripts.sups else ""
        key = base, sub, sup, scripts.primes
        try:
            return self.found[key]
        except KeyError:
            found = self.found[key] = self._found(*key)
            return found

    def _found(self, base: tuple[str, ...], sub: str, sup: str, primes: int) -> Match | None:
        choices = dict.fromkeys(((sub, sup), (sub, ""), ("", sup), ("", ""))) if sub or sup else (("", ""),)
        names = [Name(base, below, primes, above) for below, above in choices]
        for name in names:
            if name in self.names:
                return _match(name, None)
        for name in names:
            plain = name.plain
            var = self.names.get(plain) if plain != name else None
            if var is not None and not isinstance(var.sort, Arrow):
                return _match(name, var)
        return None


@lru_cache(maxsize=4096)
def _match(name: Name, variant_of: Var | None) -> Match:
    return Match(name, str(name), variant_of is None, variant_of, int(bool(name.sub)), int(bool(name.sup)))


def _carriers(roles: Roles) -> tuple[str, ...]:
    named = (roles.group, roles.positions, roles.unit, roles.action, *roles.other_actions, roles.softmax, "softmax")
    return named if roles.plain_set else (*named, roles.coordinate, roles.module)


def unknown(base: tuple[str, ...], scripts: Scripts) -> Match:
    """What to call a name that nobody declared: with subscript, primes, and a word above."""
    sub = scripts.subs[0].text if scripts.subs else ""
    sup = scripts.sups[0].text if scripts.sups else ""
    sup = sup if sup.isalpha() else ""
    name = Name(base, sub, scripts.primes, sup)
    return Match(name, str(name), False, None, int(bool(sub)), int(bool(sup)))
