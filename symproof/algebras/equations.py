"""What equations between scalars, features and values of functions do to normal forms.

    p = q,  and a term a of p - q that stands alone     |-  a is written as the rest
    f(a, b) = t  for all a, b,  and t is free of f       |-  f is unfolded, as if t defined it
    f(s) = t  for all its variables                      |-  f(s') is t', where s' is an instance of s
    sum_v a = t  for all elements                        |-  sum_v a' is t', where a' is an instance of a

Each is a rewriting to an equal value, so all are sound; nothing is claimed of completeness.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product, takewhile
from typing import TYPE_CHECKING, Any, TypeAlias

from symproof.algebras.atoms import Atom, Atoms
from symproof.algebras.fold import Leaf, Value
from symproof.algebras.polynomials import Monomial, Polynomial
from symproof.algebras.words import Typed, inverted, scaled
from symproof.terms import (
    HEAD,
    Act,
    Apply,
    Coordinate,
    Family,
    GroupProduct,
    H,
    MatrixSort,
    Negative,
    Place,
    S,
    Shift,
    Sort,
    Term,
    Times,
    V,
    Var,
    free_variables,
    inverse,
    is_feature,
    is_scalar,
    minus,
)
from symproof.theory.hypotheses import Equation
from symproof.theory.setting import Setting

if TYPE_CHECKING:
    from symproof.algebras.operators import Operators

MatrixWord: TypeAlias = tuple[tuple[Atom, bool], ...]  # a product of matrices, each perhaps transposed
Brackets: TypeAlias = tuple[tuple[Typed, ...], ...]

ROUNDS = 4  # times that all equations are looked at again under what the others have made of them
MAX_CANDIDATES = 8  # elements tried for a variable of an equation about a sum
LOOKED_INTO = ("poly", "leaf", "member", "pair", "column")
DEEPEST = 12  # instances inside instances: equations may lead back to where they began
SOLVED = ("var", "leaf", "pair", "count", "sum", "matrix")  # kinds of atoms that an equation may be solved for


@dataclass(frozen=True)
class Meaning:
    """``symbol(parameters) = body`` for all parameters."""

    parameters: tuple[Var, ...]
    body: Term


@dataclass(frozen=True)
class Instance:
    """``symbol(arguments) = body`` for all values of the variables."""

    arguments: tuple[tuple[Term, ...], ...]
    body: Term
    variables: frozenset[Var]


def unshifted(term: Term, setting: Setting) -> Term:
    """``L_g[f](a)`` as ``f(g^{-1}a)``, where the natural action is meant."""
    while isinstance(term, Apply) and isinstance(term.fn, Shift) and not setting.overrides:
        actor, fn = term.fn.args
        term = Apply(fn, *[_moved_back(actor, argument) for argument in term.arguments])
    return term


def _moved_back(actor: Term, argument: Term) -> Term:
    if actor.sort == V:
        return Place(minus(Coordinate(argument), actor)) if argument.sort == S else argument
    if argument.sort == H:
        return GroupProduct(inverse(actor), argument)
    return Act(inverse(actor), argument) if argument.sort in (S, V) else argument


def application(term: Term) -> tuple[Var, tuple[tuple[Term, ...], ...]] | None:
    """``f(a)(b, c)`` as f and its brackets; None for anything else."""
    brackets: tuple[tuple[Term, ...], ...] = ()
    while isinstance(term, Apply):
        brackets, term = (term.arguments, *brackets), term.fn
    return (term, brackets) if isinstance(term, Var) and brackets else None


class Equations:
    """Part of the normal form: equations that are not between elements of H, V or S."""

    atoms: Atoms
    setting: Setting

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.given: dict[Atom, Polynomial] = {}
        self.meant: dict[Var, Meaning] = {}
        self.instances: dict[Var, list[Instance]] = {}
        self._within: list[Instance] = []
        self.totals: list[tuple[tuple[Atom, ...], Atom, Polynomial]] = []  # sums for all values of some elements
        self.products: dict[MatrixWord, MatrixWord] = {}  # products of matrices that an equation writes as another

    def equate(self, equations: Iterable[Equation]) -> None:
        """Prepare equations of scalars and features, in the order given."""
        single = []
        for equation in equations:
            sort = equation.left.sort
            vector = is_feature(sort) or isinstance(sort, MatrixSort)
            if not (is_scalar(sort) or vector) or isinstance(sort, Family):
                continue
            if equation.variables:
                self._read_for_all(equation)
            else:
                single.append(equation)
        for self.movable in (frozenset(), None):  # sums that may be re-indexed have other names than those that may not
            for _ in range(ROUNDS):
                if not [True for equation in single if self._equate(equation)]:
                    break

    def written(self, value: Value) -> Value:
        """The value of one atom, as the equations write it."""
        if not (self.given or self.totals) or not isinstance(value, dict):
            return value
        ((_, factors, tail),) = value
        atom = tail or factors[0][0]
        total = self._total(atom) if self.totals and self.kind(atom) == "sum" else None
        return self.given.get(atom, value) if total is None else total

    # --- single equations -----------------------------------------------------------------------

    def _equate(self, equation: Equation) -> bool:
        """Solve for an atom, the youngest that can be: is there something new?"""
        p = self.add(self.value(equation.left, {}), self.scale(-1, self.value(equation.right, {})))
        alone = {m[2] or m[1][0][0]: m for m in p if _single(m)}
        for atom in sorted(alone, reverse=True):
            rest = self._rest(p, atom, alone[atom])
            if rest is not None:
                self.given = {known: self._put_in(old, atom, rest) for known, old in self.given.items()}
                self.given[atom] = rest
                return True
        return self._equate_products(p)

    def _equate_products(self, p: Polynomial) -> bool:
        """AB = C   |-   AB is written as C, and B^T A^T as C^T, the greater as the less"""
        plain = all(m[:2] == (0, ()) and self.kind(m[2]) == "matrix" for m in p)
        if not plain or sorted(p.values()) != [-1, 1]:
            return False
        words: list[MatrixWord] = [self.atoms.keys[m[2]][1] for m in p]
        turned: list[MatrixWord] = [tuple([(a, not t) for a, t in reversed(word)]) for word in words]
        for pair in (words, turned):
            less, greater = sorted(pair, key=lambda word: (len(word), word))
            self.products[greater] = less
        return True

    def shortened(self, word: MatrixWord) -> MatrixWord:
        """A product of matrices as the equations write it."""
        found = True
        while found:
            found = False
            for part, less in self.products.items():
                k = next((k for k in range(len(word)) if word[k : k + len(part)] == part), -1)
                if k >= 0:
                    word, found = (*word[:k], *less, *word[k + len(part) :]), True
        return word

    def _rest(self, p: Polynomial, atom: Atom, m: Monomial) -> Polynomial | None:
        """c a + r = 0   |-   a = -r/c,   a not in r; a natural must stay positive"""
        if self.kind(atom) not in SOLVED:
            return None
        others = {n: c for n, c in p.items() if n != m}
        word = self.atoms.keys[atom][1] if self.kind(atom) == "matrix" else ((atom, False),)
        if len(word) != 1 or word[0][1] or {atom, word[0][0]} & self._inside_of(others):
            return None
        inverse = self.invert(self.constant(-p[m]))
        rest = self.multiply(inverse, others) if p[m] != -1 else others
        return rest if self.kind(atom) != "count" or self.positive(rest) else None

    def _inside_of(self, p: Polynomial) -> set[int]:
        """The atoms in a polynomial, all the way down; and some numbers that are none."""
        seen: set[int] = set()
        todo: list[Any] = list(p)
        while todo:
            part = todo.pop()
            if isinstance(part, tuple):
                todo.extend(part)
            elif isinstance(part, int) and 0 < abs(part) < len(self.atoms.keys) and abs(part) not in seen:
                seen.add(abs(part))
                todo.extend(self.atoms.keys[abs(part)])
        return seen

    def _put_in(self, p: Polynomial, atom: Atom, rest: Polynomial) -> Polynomial:
        """The polynomial with the rest in the place of an atom that is one of its factors."""
        total: Polynomial = {}
        for (exponent, factors, tail), c in p.items():
            power = dict(factors).get(atom, 0)
            if power < 0 or (tail != atom and not power):
                total = self.add(total, {(exponent, factors, tail): c})
                continue
            kept = tuple((a, k) for a, k in factors if a != atom)
            part: Polynomial = {(exponent, kept, 0 if tail == atom else tail): c}
            by = rest if tail == atom else self.to_power(rest, power)
            total = self.add(total, self.multiply(part, by))
        return total

    # --- equations for all values -----------------------------------------------------------------

    def _read_for_all(self, equation: Equation) -> None:
        if self.operators.read(equation):
            return
        sides = ((equation.left, equation.right), (equation.right, equation.left))
        for one, other in sides:
            if self._read_meaning(one, other, frozenset(equation.variables)):
                return
        for one, other in sorted(sides, key=lambda pair: -_size(pair[0])):
            if self._read_instance(one, other, frozenset(equation.variables)):
                return
        for self.movable in (frozenset(), None):
            self._read_total(equation)

    def _read_total(self, equation: Equation) -> None:
        """A sum that is free of all sums what is left of the equation, for all values of elements."""
        if any(var.sort not in (H, V, S) for var in equation.variables):
            return
        own = {var: self.atoms.fresh("H" if var.sort == H else "V") for var in equation.variables}
        env = {var: self.as_point(atom) for var, atom in own.items()}
        p = self.add(self.value(equation.left, env), self.scale(-1, self.value(equation.right, env)))
        alone = {m[2] or m[1][0][0]: m for m in p if _single(m)}
        for atom in (atom for atom in alone if self.kind(atom) == "sum"):
            rest = self._rest(p, atom, alone[atom])
            plain = rest is not None and all(self.kind(inner) != "sum" for inner in self._inside_of(rest))
            if rest is not None and plain and self.atoms.supports[atom] >= set(own.values()):
                self.totals.append((tuple(own.values()), atom, rest))

    def _total(self, atom: Atom) -> Polynomial | None:
        """The other side of an equation of which a sum is an instance: at elements that it mentions."""
        known, self.totals = self.totals, []  # none while the instances are made
        try:
            for parameters, pattern, rest in known:
                for values in product(*[self._elements_in(atom, self.atoms.keys[p][1]) for p in parameters]):
                    by = dict(zip(parameters, values, strict=True))
                    if atom in {m[2] or m[1][0][0] for m in self.image(pattern, by) if _single(m)}:
                        return self.rewritten(rest, by)
        finally:
            self.totals = known
        return None

    def _elements_in(self, atom: Atom, kind: str) -> list[Any]:
        """What a sum mentions of H or V, without what it binds."""
        found: dict[Any, None] = {}
        for tag, data in self._points_in(self.atoms.keys[atom]):
            if tag == kind == "V":
                data = tuple(term for term in data if not any(map(self._is_bound, (*term[0][0], term[0][1]))))
                found.update({data: None, scaled(-1, data): None})
            elif tag == kind == "H":
                part = tuple(takewhile(lambda letter: not self._is_bound(letter), data))
                found.update({part: None, inverted(part): None})
        return list(found)[:MAX_CANDIDATES]

    def _is_bound(self, letter: int) -> bool:
        return self.kind(abs(letter)) == "bound"

    def _points_in(self, part: Any) -> Iterator[Typed]:
        if isinstance(part, tuple) and len(part) == 2 and part[0] in ("H", "V") and isinstance(part[1], tuple):
            yield part
        elif isinstance(part, tuple):
            for inner in part:
                yield from self._points_in(inner)
        elif isinstance(part, int) and 0 < part < len(self.atoms.keys) and self.kind(part) in LOOKED_INTO:
            yield from self._points_in(self.atoms.keys[part][1:])

    def _read_meaning(self, left: Term, right: Term, variables: frozenset[Var]) -> bool:
        found = application(left)
        if found is None or not self._is_open(found[0]):
            return False
        parameters = [p for bracket in found[1] for p in bracket]
        distinct = len(set(parameters)) == len(parameters) and variables.issuperset(parameters)
        if not distinct or (free_variables(right) & variables) - set(parameters):
            return False
        if found[0] in self._behind(right) or any(found[0] in self._behind(m.body) for m in self.meant.values()):
            return False
        self.meant[found[0]] = Meaning(tuple(p for p in parameters if isinstance(p, Var)), right)
        return True

    def _read_instance(self, left: Term, right: Term, variables: frozenset[Var]) -> bool:
        found = application(left)
        if found is None or not self._is_open(found[0]) or found[0] in self.meant:
            return False
        own = free_variables(left) & variables
        if found[0] in self._behind(right) and (_size(left) < _size(right) or _plain(found[1], variables)):
            return False
        if (free_variables(right) & variables) - own or any(not _matchable(v.sort) for v in own):
            return False
        self.instances.setdefault(found[0], []).append(Instance(found[1], right, own))
        return True

    def _is_open(self, symbol: Var) -> bool:
        """A name that nothing defines; what an action of its own makes of it is not looked at."""
        return symbol not in self.setting.definitions and symbol not in self.setting.overrides

    def _behind(self, term: Term) -> set[Var]:
        """The names in a term and in all that they stand for."""
        known: set[Var] = set()
        waiting = set(free_variables(term))
        while waiting:
            var = waiting.pop()
            known.add(var)
            waiting |= {v for body in self._bodies(var) for v in free_variables(body)} - known
        return known

    def _bodies(self, var: Var) -> list[Term]:
        own = [self.meant[var].body] if var in self.meant else []
        return own + [body for body, _ in self.setting.meanings(var)]

    def unfolded(self, leaf: Leaf) -> Value | None:
        """The value of an applied function that an equation gives for all arguments."""
        meaning = self.meant.get(leaf.symbol)
        if meaning is None:
            return None
        args = [value for bracket in leaf.brackets for value in bracket]
        return self.value(meaning.body, dict(zip(meaning.parameters, args, strict=True)))

    def instance(self, symbol: Var, brackets: Brackets) -> Value | None:
        """The other side of an equation of which ``symbol`` at these arguments is an instance."""
        for law in self.instances.get(symbol, ()):
            found: dict[Var, Typed] = {}
            if len(self._within) < DEEPEST and self._all_match(law.arguments, brackets, found, law.variables):
                env = {v: self.unpack(data) if tag == "P" else data for v, (tag, data) in found.items()}
                self._within.append(law)
                try:
                    return self.value(law.body, env)
                finally:
                    self._within.pop()
        return None

    def _all_match(
        self,
        patterns: tuple[tuple[Term, ...], ...],
        brackets: Brackets,
        found: dict[Var, Typed],
        variables: frozenset[Var],
    ) -> bool:
        if [len(bracket) for bracket in patterns] != [len(bracket) for bracket in brackets]:
            return False
        pairs = [pair for a, b in zip(patterns, brackets, strict=True) for pair in zip(a, b, strict=True)]
        return all(self._match(pattern, value, found, variables) for pattern, value in pairs)

    def _match(self, pattern: Term, value: Typed, found: dict[Var, Typed], variables: frozenset[Var]) -> bool:
        """Is the value an instance of the pattern? Values of the variables are put into ``found``."""
        if isinstance(pattern, Var) and pattern in variables:
            return found.setdefault(pattern, value) == value
        if not free_variables(pattern) & variables:
            return self.typed(self.value(pattern, {}), pattern.sort) == value
        if value[0] != "P":
            return False
        p = self.unpack(value[1])
        if isinstance(pattern, Negative):
            return _leads_negative(p) and self._match(
                pattern.args[0], self._as_argument(self.scale(-1, p)), found, variables
            )
        if isinstance(pattern, Times):
            return self._match_multiple(pattern, p, found, variables)
        return self._match_application(pattern, p, found, variables)

    def _match_application(
        self, pattern: Term, p: Polynomial, found: dict[Var, Typed], variables: frozenset[Var]
    ) -> bool:
        wanted = application(pattern)
        ((m, c),) = p.items() if len(p) == 1 else (((0, (), 0), 0),)
        if wanted is None or c != 1 or not _single(m):
            return False
        key = self.atoms.keys[m[2] or m[1][0][0]]
        return key[0] == "leaf" and key[1] == wanted[0] and self._all_match(wanted[1], key[3], found, variables)

    def _match_multiple(
        self, pattern: Times, p: Polynomial, found: dict[Var, Typed], variables: frozenset[Var]
    ) -> bool:
        """c v, where c is a variable, v a feature: the scalar of a single summand, unless it is 1."""
        if len(pattern.args) != 2 or not is_scalar(pattern.args[0].sort) or len(p) != 1:
            return False
        (((exponent, factors, tail), c),) = p.items()
        scalar: Polynomial = {(exponent, factors, 0): c}
        if not tail or scalar == self.constant(1):
            return False
        parts = zip(pattern.args, (scalar, self.tail(tail)), strict=True)
        return all(self._match(part, self._as_argument(value), found, variables) for part, value in parts)

    def _as_argument(self, p: Polynomial) -> Typed:
        return "P", self.pack(p)

    # what the other parts of the normal form provide
    value: Callable[..., Any]
    operators: Operators
    typed: Callable[[Value, Sort], Typed]
    add: Callable[..., Polynomial]
    scale: Callable[..., Polynomial]
    multiply: Callable[..., Polynomial]
    to_power: Callable[[Polynomial, int], Polynomial]
    invert: Callable[[Polynomial], Polynomial]
    constant: Callable[..., Polynomial]
    tail: Callable[[Atom], Polynomial]
    positive: Callable[[Polynomial], bool]
    pack: Callable[[Polynomial], Atom]
    unpack: Callable[[Atom], Polynomial]
    kind: Callable[[Atom], str]
    image: Callable[..., Polynomial]
    rewritten: Callable[..., Polynomial]
    as_point: Callable[[Atom], Any]
    movable: Any


def _single(m: Monomial) -> bool:
    """Is it one atom and nothing else?"""
    exponent, factors, tail = m
    return not exponent and (not factors if tail else len(factors) == 1 and factors[0][1] == 1)


def _leads_negative(p: Mapping[Monomial, Any]) -> bool:
    return bool(p) and p[min(p)] < 0


def _matchable(sort: Sort) -> bool:
    plain = is_feature(sort) and not isinstance(sort, Family)
    return sort in (H, V, S, HEAD) or is_scalar(sort) or plain


def _plain(brackets: tuple[tuple[Term, ...], ...], variables: frozenset[Var]) -> bool:
    """Does every value match these arguments?"""
    arguments = [term for bracket in brackets for term in bracket]
    return len(set(arguments)) == len(arguments) and variables.issuperset(arguments)


def _size(term: Term) -> int:
    return 1 + sum(_size(part) for part in term.args if isinstance(part, Term))


__all__ = ["Equations", "application", "unshifted"]
