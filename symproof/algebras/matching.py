"""Where a law of functions applies: in which direction it is used, and for which values of its variables.

Nothing is trusted here: values are proposals, and the law at these values is compared with
what is to be rewritten before it is used (``laws``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any, TypeAlias

from symproof.algebras.atoms import Atom
from symproof.algebras.polynomials import Monomial, Polynomial, single
from symproof.algebras.words import Combination, Typed, Word, inverted, moved, scaled, words_in
from symproof.terms import (
    Act,
    Apply,
    Arrow,
    Coordinate,
    Family,
    GroupProduct,
    H,
    Negative,
    Place,
    Plus,
    S,
    Shift,
    Sort,
    Term,
    Times,
    V,
    Var,
    bound_by,
    free_variables,
    inverse,
    is_scalar,
    minus,
)
from symproof.theory.hypotheses import Equation

if TYPE_CHECKING:
    from symproof.algebras.laws import Law

Brackets: TypeAlias = tuple[tuple[Typed, ...], ...]
Patterns: TypeAlias = tuple[tuple[Term, ...], ...]
Values: TypeAlias = dict[Var, Any]
Use: TypeAlias = tuple[
    Var, bool, frozenset[Var] | None, Term
]  # of a law: its function, from left to right?, its movers, where the function stands on the other side

MAX_ROUNDS = 40  # times that all laws of a function are looked at for one list of arguments
MAX_MOVES = 8  # elements tried for one list of arguments
MAX_ROTATIONS = 24  # besides, where a law conjugates
POINTS = (H, V, S)
JOINED = ("pair", "component", "column")  # kinds of atoms of which all parts are atoms
WITHIN = (*JOINED, "leaf", "recip", "sum", "function")  # those whose last part alone may hold arguments besides


def application(term: Term) -> tuple[Var, Patterns] | None:
    """``f(a)(b, c)`` as f and its brackets, ``L_g[f](a)`` as f at g^{-1}a; None for anything else."""
    brackets: Patterns = ()
    while isinstance(term, Apply):
        arguments, term = term.arguments, term.fn
        while isinstance(term, Shift):
            arguments, term = tuple([_back(term.actor, argument) for argument in arguments]), term.fn
        brackets = (arguments, *brackets)
    return (term, brackets) if isinstance(term, Var) and brackets else None


def _back(actor: Term, argument: Term) -> Term:
    if actor.sort == V:
        return Place(minus(Coordinate(argument), actor)) if argument.sort == S else argument
    if argument.sort == H:
        return GroupProduct(inverse(actor), argument)
    return Act(inverse(actor), argument) if argument.sort in (S, V) else argument


class Matching:
    """Proposals for the laws of one normal form (``form``)."""

    def __init__(self, form: Any) -> None:
        self.form = form
        self.loose: set[Var] = set()  # functions that a law says not to tell some arguments from others
        self.carried: set[Var] = set()  # functions whose values move as a law says when their arguments are moved
        self._patterns: dict[Term, Patterns] = {}
        self._bodies: dict[Var, list[Term]] = {}  # what laws say of a function for all its arguments

    # --- in which direction ---------------------------------------------------------------------

    def uses(self, equation: Equation) -> list[Use]:
        """How an equation is used; not at all where it is no law of functions."""
        variables = frozenset(equation.variables)
        sides = {True: (equation.left, equation.right), False: (equation.right, equation.left)}
        found = [use for way, (one, other) in sides.items() if (use := _moving(one, other, way, variables)) is not None]
        plain = [use for use in found if use[3] in (equation.left, equation.right)]
        self.carried |= {use[0] for use in found if use not in plain}
        if plain and all(term.sort in POINTS for bracket in self._pattern(equation.left) for term in bracket):
            self.loose.add(found[0][0])
        if found and found[0][2] == frozenset():
            return found
        if found:
            return [min(found, key=lambda use: _size(sides[use[1]][0]))]
        ways = sorted(sides, key=lambda way: (not self._is_meaning(*sides[way], variables), -_size(sides[way][0])))
        return next((self._used(way, *sides[way]) for way in ways if self._leads(*sides[way], variables)), [])

    def _used(self, way: bool, one: Term, other: Term) -> list[Use]:
        found = application(one)
        if found is None:
            return []
        if all(isinstance(p, Var) for bracket in found[1] for p in bracket):
            self._bodies.setdefault(found[0], []).append(other)
        return [(found[0], way, None, other)]

    def _is_meaning(self, one: Term, other: Term, variables: frozenset[Var]) -> bool:
        """``f(a, b) = t`` for all a, b, as if t defined f?"""
        found = application(one)
        return found is not None and _plain(found[1], variables) and self._leads(one, other, variables)

    def _leads(self, one: Term, other: Term, variables: frozenset[Var]) -> bool:
        """Can values of the variables be read off the one side, and does the other not lead back to it?"""
        found, setting = application(one), self.form.setting
        if found is None or found[0] in setting.definitions or found[0] in setting.overrides:
            return False
        own, behind = free_variables(one) & variables, self._behind(other)
        plain = _plain(found[1], variables)
        if (free_variables(other) & variables) - own or isinstance(one.sort, Family):
            return False
        circular = plain and any(found[0] in self._behind(body) for bodies in self._bodies.values() for body in bodies)
        if _splits(found, other, variables):
            return True
        return not circular and not (found[0] in behind and (plain or _size(one) < _size(other)))

    def _behind(self, term: Term) -> set[Var]:
        """The names in a term and in all that they stand for."""
        known: set[Var] = set()
        waiting = set(free_variables(term))
        while waiting:
            var = waiting.pop()
            known.add(var)
            bodies = [*self._bodies.get(var, ()), *[body for body, _ in self.form.setting.meanings(var)]]
            waiting |= {v for body in bodies for v in free_variables(body)} - known
        return known

    # --- values at which a side is what is to be rewritten ------------------------------------------

    def instance(self, law: Law, brackets: Brackets) -> Values | None:
        """Values of the variables at which ``law.one`` may have these arguments."""
        if law.movers is not None:
            return self._inward(law, brackets)
        found: Values = {}
        if not self._all_match(self._pattern(law.one), brackets, found, law.variables):
            return None
        solved = self._solved(law, brackets, found)
        return solved if solved is not None and solved.keys() >= free_variables(law.one) & law.variables else None

    def _pattern(self, one: Term) -> Patterns:
        known = self._patterns.get(one)
        if known is None:
            known = self._patterns[one] = (application(one) or (None, ()))[1]
        return known

    def _all_match(self, patterns: Patterns, brackets: Brackets, found: Values, variables: frozenset[Var]) -> bool:
        if [len(bracket) for bracket in patterns] != [len(bracket) for bracket in brackets]:
            return False
        pairs = [pair for a, b in zip(patterns, brackets, strict=True) for pair in zip(a, b, strict=True)]
        return all(self._match(pattern, value, found, variables) for pattern, value in pairs)

    def _match(self, pattern: Term, value: Typed, found: Values, variables: frozenset[Var]) -> bool:
        """May the value be an instance of the pattern? Values of the variables are put into ``found``."""
        tag, data = value
        if isinstance(pattern, Var) and pattern in variables:
            new = self.form.unpack(data) if tag == "P" else data
            return bool(found.setdefault(pattern, new) == new)
        if tag == "F" and not isinstance(pattern, Shift) and free_variables(pattern) & variables:
            return self._match_function(pattern, data, found, variables)
        if tag in ("H", "V") and free_variables(pattern) & variables and self._hides(pattern):
            return self._match_letter(pattern, value, found, variables)
        if tag != "P" or not free_variables(pattern) & variables:  # solved for, or compared, in the end
            return True
        p = self.form.unpack(data)
        if isinstance(pattern, Negative):
            negated = "P", self.form.pack(self.form.scale(-1, p))
            return _leads_negative(p) and self._match(pattern.args[0], negated, found, variables)
        if isinstance(pattern, Times):
            return self._match_multiple(pattern, p, found, variables)
        return self._match_application(pattern, p, found, variables)

    def _match_application(self, pattern: Term, p: Polynomial, found: Values, variables: frozenset[Var]) -> bool:
        wanted = application(pattern)
        ((m, c),) = p.items() if len(p) == 1 else (((0, (), 0), 0),)
        if wanted is None or c != 1 or not single(m):
            return False
        key = self.form.atoms.keys[m[2] or m[1][0][0]]
        return key[0] == "leaf" and key[1] == wanted[0] and self._all_match(wanted[1], key[3], found, variables)

    def _hides(self, term: Term) -> bool:
        """Is it the value of a function that stands for nothing else, so that no argument can be read off it?"""
        found = application(term)
        setting = self.form.setting
        return found is not None and found[0] not in setting.definitions and found[0] not in setting.overrides

    def _match_letter(self, pattern: Term, value: Typed, found: Values, variables: frozenset[Var]) -> bool:
        """``k(i)``, alone: the values of i at which it is one."""
        wanted, (tag, data) = application(pattern), value
        alone = [a for a in data if a > 0] if tag == "H" else [base for (word, base), n in data if not word and n == 1]
        key: Any = self.form.atoms.keys[alone[0]] if len(alone) == len(data) == 1 else ("none",)
        if wanted is None or key[0] != "leaf" or key[1] != wanted[0]:
            return False
        return self._all_match(wanted[1], key[3], found, variables)

    def _match_function(self, pattern: Term, function: Atom, found: Values, variables: frozenset[Var]) -> bool:
        """``Phi[f]``, where f is a variable: the value at its own names is one of Phi's."""
        wanted, (_, names, (tag, data)) = application(pattern), self.form.atoms.keys[function]
        p: Polynomial = self.form.unpack(data) if tag == "P" else {}
        alone = [m[2] or m[1][0][0] for m, c in p.items() if len(p) == c == 1 and single(m)]
        key: Any = self.form.atoms.keys[alone[0]] if alone else ("none",)
        if wanted is None or key[0] != "leaf" or key[1] != wanted[0]:
            return False
        *first, last = key[3]
        own = [value for _, value in last] == [self.form.as_point(name) for name in names]
        return own and self._all_match(wanted[1], tuple(first), found, variables)

    def _match_multiple(self, pattern: Times, p: Polynomial, found: Values, variables: frozenset[Var]) -> bool:
        """c v, where c is a variable, v a feature: the scalar of a single summand, unless it is 1."""
        if len(pattern.args) != 2 or not is_scalar(pattern.args[0].sort) or len(p) != 1:
            return False
        (((exponent, factors, tail), c),) = p.items()
        scalar: Polynomial = {(exponent, factors, 0): c}
        if not tail or scalar == self.form.constant(1):
            return False
        parts = zip(pattern.args, (scalar, self.form.tail(tail)), strict=True)
        return all(self._match(part, ("P", self.form.pack(q)), found, variables) for part, q in parts)

    def _solved(self, law: Law, brackets: Brackets, found: Values) -> Values | None:
        """With the variables that an argument of sort H, V or S determines, one after the other."""
        pairs = [pair for a, b in zip(self._pattern(law.one), brackets, strict=True) for pair in zip(a, b, strict=True)]
        waiting = [(term, data) for term, (tag, data) in pairs if term.sort in POINTS and not isinstance(term, Var)]
        for term, data in waiting:
            unknown = (free_variables(term) & law.variables).difference(found)
            half = _half(data) if len(unknown) == 2 and unknown.issuperset(term.args) else None
            if half is not None:
                found, unknown = {**found, term.args[0]: half}, unknown - {term.args[0]}
            if len(unknown) > 1:
                return None
            for var in unknown:
                if any(self._hides(part) for part in _parts_with(term, var)):
                    return None
                kind = "H" if var.sort == H else "V"
                old, new = self.form.atoms.fresh(kind), self.form.atoms.fresh(kind)
                value = self.form.value(term, {**found, var: self.form.as_point(old)})
                by = self.form.solved(("H" if term.sort == H else "V", value), old, new)
                if by is None:
                    return None
                found = {**found, var: self.form.replaced_point(by, {new: data})}
        return found if law.variables >= found.keys() else None

    def _inward(self, law: Law, brackets: Brackets) -> Values | None:
        """Values at which the function stands inside of the other side at less arguments than these."""
        (symbol, _), best = application(law.one) or (None, ()), None
        for sort in (H, V) if law.inner != law.other else ():
            least = None if law.movers else self.rank(brackets)
            for values in self.moves(law, brackets, sort):
                image = self.form.image_of(law, values, symbol, brackets)
                if image is not None and (least is None or self.rank(image) < least):
                    least, best = self.rank(image), None if image == brackets else values
            if best is not None:
                return best
        return None

    # --- what moves the arguments -----------------------------------------------------------------

    def path(self, laws: Sequence[Law], symbol: Var, brackets: Brackets) -> list[tuple[Law, Values]]:
        """Laws with values that lead, one after the other, to the least arguments."""
        found: list[tuple[Law, Values]] = []
        for _ in range(MAX_ROUNDS):
            before = brackets
            for law in laws:
                if law.movers is not None and law.inner == law.other:
                    steps, brackets = self._least(law, symbol, brackets)
                    found += [(law, values) for values in steps]
            if brackets == before:
                break
        return found

    def _least(self, law: Law, symbol: Var, brackets: Brackets) -> tuple[tuple[Values, ...], Brackets]:
        """By elements of H first, then by translations."""
        found: list[tuple[tuple[Values, ...], Brackets]] = [((), brackets)]
        for sort in (H, V):
            images = [
                ((*steps, values), image)
                for steps, b in found
                for values in self.moves(law, b, sort)
                if (image := self.form.image_of(law, values, symbol, b)) is not None
            ]
            found = images or found
        return min(found if law.movers else [*found, ((), brackets)], key=lambda one: self.rank(one[1]))

    def moves(self, law: Law, brackets: Brackets, sort: Sort) -> Iterator[Values]:
        """Values at which ``law.one`` has these arguments, where those that move by an element of a sort (H or V)
        may bring an argument to its origin. Where nothing but the arguments is variable, once, for H."""
        movers = law.movers or frozenset()
        own = {var for var in movers if (var.sort == H) == (sort == H)}
        if not own and (movers or sort == V):
            return
        elements = self._elements(law, brackets, sort)[:MAX_MOVES] if own else [()]
        for element in [*elements, *self._rotating(law, brackets, own)]:
            found: Values = {**dict.fromkeys(movers, ()), **{var: self._facing(law, var, element) for var in own}}
            if self._all_match(self._pattern(law.one), brackets, found, law.variables):
                values = self._solved(law, brackets, found)
                if values is not None:
                    yield values

    def _facing(self, law: Law, var: Var, element: Any) -> Any:
        """The element, or its inverse where the law moves arguments by the inverse of the variable."""
        atom = self.form.atoms.fresh("H" if var.sort == H else "V")
        rest = {v: () for v in law.movers or () if v != var}
        turned = self._stands(law.inner, -1, {**rest, var: self.form.as_point(atom)}, atom)
        if law.inner != law.other:
            turned |= self._stands(law.one, 1, {**rest, var: self.form.as_point(atom)}, atom)
        if not turned:
            return element
        return inverted(element) if var.sort == H else scaled(-1, element)

    def _stands(self, side: Term, sign: int, values: Values, atom: Atom) -> bool:
        """Does an atom stand in an argument with this sign?"""
        points = [term for bracket in self._pattern(side) for term in bracket if term.sort in POINTS]
        args = [("H" if term.sort == H else "V", self.form.value(term, values)) for term in points]
        if any(sign * atom in word for tag, data in args for word in words_in(tag, data)):
            return True
        return any(base == atom and n * sign > 0 for tag, data in args if tag == "V" for (_, base), n in data)

    def _elements(self, law: Law, brackets: Brackets, sort: Sort) -> list[Any]:
        """What stands before, or is added to, the own arguments of a function that is moved; else an argument."""
        functions = [data for bracket in brackets for tag, data in bracket if tag == "F"]
        inside = [part for function in functions for part in self._inside(function)]
        points = [arg for bracket in brackets for arg in bracket]
        if sort == H:
            words = {word for word, _ in inside} or {inverted(w) for tag, data in points for w in words_in(tag, data)}
            return sorted(words) or [()]
        offsets = {moved(inverted(word), rest, self.form.reduce) for word, rest in inside if rest is not None}
        return sorted(offsets or {scaled(-1, data) for tag, data in points if tag == "V"})

    def _rotating(self, law: Law, brackets: Brackets, own: set[Var]) -> list[Word]:
        """What a word begins or ends with, where the law conjugates: a b -> b a."""
        terms = [t for side in (law.one, law.other) for bracket in self._pattern(side) for t in bracket if t.sort == H]
        if not any(_occurrences(term, var) > 1 for var in own for term in terms):
            return []
        words = [data for bracket in brackets for tag, data in bracket if tag == "H"]
        parts = [part for word in words for n in range(1, len(word)) for part in (word[:n], word[n:])]
        return parts[:MAX_ROTATIONS]

    def rank(self, brackets: Brackets) -> tuple[int, Brackets]:
        """Arguments are least where they have the fewest letters."""
        args = [arg for bracket in brackets for arg in bracket]
        words = sum(len(data) for tag, data in args if tag == "H")
        return words + sum(abs(n) * (len(w) + 1) for tag, data in args if tag == "V" for (w, _), n in data), brackets

    # --- what stands in a value -------------------------------------------------------------------

    def _inside(self, function: Atom) -> list[tuple[Word, Combination | None]]:
        """(word, rest) of the arguments ``word.name + rest`` in the function that hold one of its own names,
        without what is bound inside."""
        allowed = self.form.atoms.supports[function]
        _, names, body = self.form.atoms.keys[function]
        found = []
        for tag, data in self._arguments(body):
            for word, rest in _parts(tag, data, frozenset(names)):
                if self._is_free(word, allowed):
                    kept = (
                        None
                        if rest is None
                        else tuple([t for t in rest if self._is_free((*t[0][0], t[0][1]), allowed)])
                    )
                    found.append((word, kept))
        return found

    def _is_free(self, letters: Word, allowed: frozenset[Atom]) -> bool:
        return all(self.form.atoms.supports[abs(letter)] <= allowed for letter in letters)

    def _arguments(self, part: Any) -> Iterator[Typed]:
        """The arguments of sort H, V, S in a value, all the way down."""
        if isinstance(part, tuple) and len(part) == 2 and part[0] in ("H", "V") and isinstance(part[1], tuple):
            yield part
        elif isinstance(part, tuple):
            for inner in part:
                yield from self._arguments(inner)
        elif isinstance(part, int) and part:
            kind, *parts = self.form.atoms.keys[part]
            if kind == "member":  # where it is invariant, any common turn of its arguments is as good
                for args in self.form.turned(parts[1]):
                    yield from args
            elif kind == "poly":
                for (exponent, factors, tail), _ in parts[0]:
                    yield from self._arguments((exponent, *[atom for atom, _ in factors], tail))
            elif kind in WITHIN:
                yield from self._arguments(tuple(parts) if kind in JOINED else parts[-1])

    def elements_in(self, atom: Atom, kind: str) -> list[Any]:
        """What a sum mentions of H or V, without what it binds."""
        found: dict[Any, None] = {}
        for tag, data in self._arguments(atom):
            if tag == kind == "V":
                data = tuple(term for term in data if not any(map(self._is_bound, (*term[0][0], term[0][1]))))
                found.update({data: None, scaled(-1, data): None})
            elif tag == kind == "H":
                part = tuple(takewhile(lambda letter: not self._is_bound(letter), data))
                found.update({part: None, inverted(part): None})
        return list(found)[:MAX_MOVES]

    def _is_bound(self, letter: int) -> bool:
        return bool(self.form.kind(abs(letter)) == "bound")


def _moving(one: Term, other: Term, way: bool, variables: frozenset[Var]) -> Use | None:
    """Are both sides values of one function, at arguments and at moved ones?"""
    left = application(one)
    parts = [other] if application(other) is not None else list(applications(other))
    inside = [part for part in parts if left is not None and (application(part) or left)[0] == left[0]]
    right = application(inside[0]) if len(inside) == 1 else None
    if left is None or right is None or left[0] != right[0]:
        return None
    if [len(bracket) for bracket in left[1]] != [len(bracket) for bracket in right[1]]:
        return None
    mine, its = ([term for bracket in brackets for term in bracket] for brackets in (left[1], right[1]))
    stripped = [_stripped(term) for term in its]
    alone = [term for term in mine if isinstance(term, Var) and term in variables]
    parameters = {*alone, *[term for term in its if isinstance(term, Var) and term in variables]}
    movers = (free_variables(one) | free_variables(other)) & variables - parameters
    if len(set(alone)) < len(alone) or any(var.sort not in POINTS for var in movers) or mine == its:
        return None
    for term, (base, actors) in zip(mine, stripped, strict=True):
        within = free_variables(term) & variables
        if within and term not in parameters and (term.sort not in POINTS or len(within & parameters) != 1):
            return None
        if isinstance(term.sort, Arrow) and (base != term or not movers.issuperset(actors)):
            return None
        if not isinstance(term.sort, Arrow) and term.sort not in POINTS and base != term:
            return None
    return left[0], way, frozenset(movers), inside[0]


def applications(term: Term) -> Iterator[Term]:
    """The applications of names in a term that are no functions, outside of all binders."""
    if application(term) is not None and not isinstance(term.sort, Arrow):
        yield term
    if not bound_by(term):
        for part in term.args:
            if isinstance(part, Term) and not isinstance(part, Var):
                yield from applications(part)


def _splits(found: tuple[Var, Patterns], other: Term, variables: frozenset[Var]) -> bool:
    """f(st) = ..., for all s and t, where f stands at s or t alone on the other side?"""
    places = [
        (b, n) for b, bracket in enumerate(found[1]) for n, term in enumerate(bracket) if _is_pair(term, variables)
    ]
    inside = [application(part) for part in applications(other)]
    its = [use[1] for use in inside if use is not None and use[0] == found[0]]
    return len(places) == 1 and all(
        arguments[b][n] in found[1][b][n].args
        for b, n in places
        for arguments in its
        if len(arguments) == len(found[1])
    )


def _is_pair(term: Term, variables: frozenset[Var]) -> bool:
    return isinstance(term, GroupProduct | Plus) and len(term.args) == 2 and len(variables.intersection(term.args)) == 2


def _half(data: Any) -> Any | None:
    """About half of a word or of a combination; None where that is nothing or all of it."""
    if not data or isinstance(data[0], int):
        return data[: len(data) // 2] or None
    if len(data) > 1:
        return data[: len(data) // 2]
    ((key, n),) = data
    return ((key, n // 2),) if n > 1 else ((key, -1),) if n < -1 else None


def _stripped(term: Term) -> tuple[Term, list[Term]]:
    actors: list[Term] = []
    while isinstance(term, Shift):
        actors.append(term.actor)
        term = term.fn
    return term, actors


def _parts(tag: str, data: Any, names: frozenset[Atom]) -> Iterator[tuple[Word, Combination | None]]:
    if tag == "H":
        place = next((n for n, letter in enumerate(data) if letter in names), None)
        if place is not None:
            yield data[:place], None
        return
    for (word, base), n in data:
        if base in names and abs(n) == 1:
            yield word, scaled(n, tuple([term for term in data if term[0] != (word, base)]))


def _leads_negative(p: Mapping[Monomial, Any]) -> bool:
    return bool(p) and p[min(p)] < 0


def _parts_with(term: Term, var: Var) -> Iterator[Term]:
    """The parts that hold a variable, itself left out."""
    if term != var and var in free_variables(term):
        yield term
        for part in term.args:
            if isinstance(part, Term):
                yield from _parts_with(part, var)


def _plain(brackets: Patterns, variables: frozenset[Var]) -> bool:
    """Does every value match these arguments?"""
    arguments = [term for bracket in brackets for term in bracket]
    return len(set(arguments)) == len(arguments) and variables.issuperset(arguments)


def _occurrences(term: Term, var: Var) -> int:
    return int(term == var) + sum(_occurrences(part, var) for part in term.args if isinstance(part, Term))


def _size(term: Term) -> int:
    return 1 + sum(_size(part) for part in term.args if isinstance(part, Term))


__all__ = ["Matching", "application", "applications"]
