"""The normal form: equal normal forms prove an equation for every group, module, map and neighbourhood.

H is the free group, V and S the free module over its group ring, scalars and features
are polynomials over atoms (``polynomials``), sums are canonical up to one affine change
of variable for each summation index (``sums``). Only the hypotheses handed over act.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache, partial
from itertools import chain
from typing import Any

from sympy import Tuple

from symproof.algebras.atoms import EMPTY, Atom, Atoms
from symproof.algebras.consequences import Consequences
from symproof.algebras.equations import Equations
from symproof.algebras.fold import Closure, Env, Fold, Leaf, OutsideTheory, Value
from symproof.algebras.laws import Brackets
from symproof.algebras.matrices import Matrices
from symproof.algebras.polynomials import ZERO, Polynomial
from symproof.algebras.sums import Movable
from symproof.algebras.words import Combination, Typed, Word, combined, inverted, moved, scaled
from symproof.terms import (
    HEAD,
    NATURAL,
    Arrow,
    Family,
    H,
    HeadUnion,
    MatrixSort,
    Member,
    Numeral,
    Ratio,
    S,
    Sort,
    SumOver,
    Term,
    Times,
    V,
    Var,
    Weight,
    free_variables,
    is_scalar,
)
from symproof.theory.hypotheses import Hypothesis, Linear, Stable, TranslationEquivariant
from symproof.theory.setting import Setting

MAX_ATOMS = 60_000  # budget "rewrites" of one normal form


@cache
def tag_of(sort: Sort) -> str:
    """How values of a sort are kept: the tag of ``Typed``."""
    if sort in (V, S):
        return "V"
    if sort in (H, HEAD):
        return "H" if sort == H else "h"
    return "F" if isinstance(sort, Arrow) else "U" if isinstance(sort, Family) else "P"


@cache
def domains_of(sort: Sort) -> list[tuple[Sort, ...]]:
    """The sorts of the arguments of a function, bracket by bracket."""
    return [sort.domain, *domains_of(sort.codomain)] if isinstance(sort, Arrow) else []


class NormalForm(Matrices, Consequences, Equations, Fold):
    """Normal forms in one setting under some of its hypotheses.

    ``unfold``: the defined symbols that may be unfolded (None: all). ``movable``: the
    names of the summation variables that may be re-indexed (None: all); other sums are
    compared up to the names of their variables. One table serves all sets of definitions
    and of laws of neighbourhoods, which ``allow`` changes.
    """

    def __init__(
        self,
        setting: Setting,
        hypotheses: frozenset[Hypothesis] = frozenset(),
        unfold: frozenset[Var] | None = None,
        limit: int = MAX_ATOMS,
    ):
        super().__init__(setting, unfold)
        self.atoms = Atoms(limit)
        self.linear = {h.map for h in hypotheses if isinstance(h, Linear)}
        self.movable: Movable = None
        self._index_sets: dict[Any, bool] = {}  # is it certain that they are not empty?
        self._short: dict[Var, Word | Combination] = {}  # points that abbreviations stand for
        self.allow(hypotheses, unfold)
        self.relate(hypotheses)
        self._short.clear()

    def allow(self, hypotheses: frozenset[Hypothesis], unfold: frozenset[Var] | None) -> None:
        """From now on these definitions are unfolded, and these laws of neighbourhoods act."""
        self.unfold = unfold
        self._short.clear()
        self.invariance = {}
        for kind, law in (("H", Stable), ("V", TranslationEquivariant)):
            for h in hypotheses:
                if isinstance(h, law):
                    self.invariance[h.family] = self.invariance.get(h.family, "") + kind

    def normal(self, term: Term, movable: Movable = None) -> Value:
        """The normal form of a term; compare with ``same``."""
        self.movable = movable
        self._short.clear()
        self.atoms.restart()
        self._sums.clear()  # what a term outside the theory has left open
        value = self.value(term, {})
        if isinstance(term.sort, Arrow):
            return self.function(value, term.sort)
        if isinstance(value, dict) and any(map(self.support_of, value)):
            raise OutsideTheory("a variable outside its sum")
        return value

    def same(self, left: Value, right: Value) -> bool:
        """Are two normal forms of one sort equal?"""
        if isinstance(left, dict) and left != right:
            return self.vanishes(self.add(left, self.scale(-1, right)))
        return bool(left == right)

    def _enter(self, fn: Closure, args: tuple[Value, ...]) -> Value:
        """Definitions inside definitions may double at every level: each is paid for."""
        self.atoms.spend()
        return super()._enter(fn, args)

    # --- H, V, S ----------------------------------------------------------------------------

    def atom(self, var: Var) -> Value:
        known = self.points.get(var)
        if known is None:
            sort = var.sort
            known = self._as_value(self.atoms.intern(("count" if sort == NATURAL else "var", var)), sort)
            if isinstance(known, tuple):
                self.points[var] = known
        return known

    def abbreviated(self, name: Var, term: Term) -> Value:
        known = self._short.get(name)
        if known is None:
            known = self.value(term, {})
            if isinstance(known, tuple):
                self._short[name] = known
        return known

    def unit(self) -> Word:
        return ()

    def product(self, factors: tuple[Word, ...]) -> Word:
        return self.settle_word(self.reduce([letter for word in factors for letter in word]))

    def power(self, element: Word, exponent: int) -> Word:
        if exponent < 0:
            element, exponent = inverted(element), -exponent
        if not element or exponent == 1:
            return self.settle_word(self.reduce(element))
        bound = min(exponent, 20_001)
        return self.settle_word(self.reduce([letter for _ in range(bound) for letter in element]))

    def act(self, actor: Word, point: Combination) -> Combination:
        return self.settle(moved(actor, point, self.reduce))

    def plus(self, parts: tuple[Value, ...], sort: Sort) -> Value:
        if sort in (V, S):
            return combined(chain.from_iterable(parts))
        return self._headwise(self.add, parts, [sort] * len(parts))

    def negative(self, part: Value, sort: Sort) -> Value:
        if sort == V:
            return scaled(-1, part)
        return self._headwise(partial(self.scale, -1), (part,), (sort,))

    def zero(self, sort: Sort) -> Value:
        if sort == V:
            return ()
        return self.family(lambda head: ZERO) if isinstance(sort, Family) else ZERO

    # --- scalars and features ------------------------------------------------------------------

    def numeral(self, term: Numeral) -> Polynomial:
        return self.constant(Fraction(int(term.value.p), int(term.value.q)))

    def times(self, factors: tuple[Value, ...], term: Times) -> Value:
        return self._headwise(self.multiply, factors, [part.sort for part in term.args])

    def ratio(self, above: Value, below: Polynomial, term: Ratio) -> Value:
        return self._headwise(self.multiply, (above, self.invert(below)), [part.sort for part in term.args])

    def nth_power(self, base: Polynomial, exponent: int) -> Polynomial:
        return self.to_power(base, exponent)

    def root(self, radicand: Polynomial) -> Polynomial:
        return self.square_root(radicand)

    def exp(self, exponent: Polynomial) -> Polynomial:
        return self.exponential(exponent)

    def pairing(self, left: Value, right: Value, sort: Sort) -> Polynomial:
        """Bilinear and symmetric."""
        if isinstance(sort, Family):
            raise OutsideTheory("a pairing of families")
        return self.paired(left, right)

    # --- functions ----------------------------------------------------------------------------------

    def leaf(self, leaf: Leaf, sort: Sort) -> Value:
        return self.applied(leaf.symbol, self.arguments_of(leaf), sort)

    def arguments_of(self, leaf: Leaf) -> Brackets:
        return tuple(
            tuple(self.typed(arg, want) for arg, want in zip(args, domain, strict=True))
            for args, domain in zip(leaf.brackets, self._domains(leaf.symbol, len(leaf.brackets)), strict=True)
        )

    def _domains(self, symbol: Var, brackets: int) -> list[tuple[Sort, ...]]:
        """The sorts of the arguments, bracket by bracket (first the actor for an overridden action)."""
        if brackets == 2 and symbol in self.setting.overrides and not isinstance(symbol.sort.codomain, Arrow):
            return [(H,), symbol.sort.domain]
        return domains_of(symbol.sort)[:brackets]

    def typed(self, value: Value, sort: Sort) -> Typed:
        """An argument as a hashable value."""
        tag = tag_of(sort)
        if tag == "P":
            return tag, self.pack(value)
        return tag, self.function(value, sort) if tag == "F" else value

    def applied(self, symbol: Var, brackets: Brackets, sort: Sort) -> Value:
        """An applied function; a linear one is spread over its argument."""
        if self.linear and symbol in self.linear and len(brackets[-1]) == 1 and brackets[-1][0][0] in "PU":
            return self._linear(symbol, brackets, sort)
        return self._under_laws(symbol, brackets, sort)

    def _under_laws(self, symbol: Var, brackets: Brackets, sort: Sort) -> Value:
        """As a law gives it, at its own arguments or at the least that laws lead to."""
        if self.laws and symbol in self.laws:
            given, brackets = brackets, self.moved(symbol, brackets)
            for args in dict.fromkeys((given, brackets)):
                other = self.by_law(symbol, args)
                if other is not None:
                    return other
        return self._leaf_atom(symbol, brackets, sort)

    def _leaf_atom(self, symbol: Var, brackets: Brackets, sort: Sort) -> Value:
        key = ("leaf", symbol, sort, brackets)
        atom = self.atoms.known(key)
        if atom is None:
            atom = self.atoms.intern(key, *self.extent([arg for bracket in brackets for arg in bracket]))
        return self._as_value(atom, sort)

    def _linear(self, symbol: Var, brackets: Brackets, sort: Sort) -> Value:
        """phi(sum c a) = sum c phi(a)"""
        *first, ((tag, argument),) = brackets
        head = self.atoms.fresh("h")  # of the components of a family that is the argument

        def image(atom: Atom) -> Value:
            inner = self.pack(self.tail(atom)) if tag == "P" else self._family_of(atom, head)
            return self._under_laws(symbol, (*first, ((tag, inner),)), sort)

        if isinstance(sort, Family):
            if tag == "U":
                raise OutsideTheory("a linear map between families")
            parts = self.unpack(argument)
            return self.family(lambda at: self.spread(parts, lambda a: self.at_head(image(a), at)))
        return self.spread(self.unpack(argument) if tag == "P" else self._head_terms(argument, head), image)

    def extent(self, args: list[Typed]) -> tuple[frozenset[Atom], int]:
        """Support and height of arguments."""
        extents = [self.extent_of(arg) for arg in args]
        return EMPTY.union(*[support for support, _ in extents]), max([height for _, height in extents], default=0)

    def letters(self, arg: Typed) -> list[Atom]:
        """The atoms that an argument is made of."""
        tag, data = arg
        if tag == "H":
            return [abs(letter) for letter in data]
        if tag == "V":
            return [atom for (word, base), _ in data for atom in (*map(abs, word), base)]
        return [data]

    def function(self, value: Value, sort: Sort) -> Atom:
        """The atom of a function: its value at fresh arguments, which are then bound."""
        if isinstance(value, int):
            return value
        arguments: list[Atom] = []
        while isinstance(sort, Arrow):
            own = [self._argument(want) for want in sort.domain]
            arguments += own
            values = tuple([self._as_value(atom, want) for atom, want in zip(own, sort.domain, strict=True)])
            sort = sort.codomain
            value = self.apply(value, values, Var("", sort))
        return self.abstracted(tuple(arguments), self.typed(value, sort))

    def _argument(self, sort: Sort) -> Atom:
        tag = tag_of(sort)
        if tag in "FU" or isinstance(sort, MatrixSort) or sort == NATURAL:
            raise OutsideTheory("a function of functions as an argument")
        return self.atoms.fresh(tag if tag != "P" else "R" if is_scalar(sort) else "E")

    def _as_value(self, atom: Atom, sort: Sort) -> Value:
        tag = tag_of(sort)
        if tag == "H":
            return (atom,)
        if tag == "V":
            return ((((), atom), 1),)
        if tag == "h":
            return atom
        if tag == "U":
            return self.family(lambda head: self.tail(self.component(atom, head)))
        if isinstance(sort, MatrixSort):
            return self.matrix(atom)
        return self.written(self.factor(atom) if is_scalar(sort) else self.tail(atom))

    def apply_value(self, fn: Value, args: tuple[Value, ...], at: Term) -> Value:
        """Of a function that is bound to a name; where brackets are still to come, it and what is there."""
        atom, before = fn if isinstance(fn, tuple) else (fn, ())
        args = (*before, *args)
        if isinstance(at.sort, Arrow):
            return atom, args
        _, names, body = self.atoms.keys[atom]
        points = [self.pack(arg) if isinstance(arg, dict) else arg for arg in args]
        tag, data = self.replaced(body, dict(zip(names, points, strict=True)))
        return self.unpack(data) if tag == "P" else data

    # --- heads ------------------------------------------------------------------------------------------

    def family(self, component: Callable[[Atom], Polynomial]) -> Atom:
        """The atom of an ordered family, given its value at a head."""
        head = self.atoms.fresh("h")
        return self.abstracted((head,), ("P", self.pack(component(head))))

    def at_head(self, family: Atom, head: Atom) -> Polynomial:
        _, (name,), (_, packed) = self.atoms.keys[family]
        return self.rewritten(self.unpack(packed), {name: head})

    def _family_of(self, atom: Atom, head: Atom) -> Atom:
        """The family of one component, given at ``head``."""
        return self.family(lambda at: self.rewritten(self.tail(atom), {head: at}))

    def _head_terms(self, family: Atom, head: Atom) -> Polynomial:
        """The components of a family as summands whose scalars do not depend on the head."""
        terms = self.at_head(family, head)
        if any(head in self.support_of((m[0], m[1], 0)) for m in terms):
            raise OutsideTheory("a linear map of a family weighted by head")
        return terms

    def component(self, atom: Atom, head: Atom) -> Atom:
        return self.joined_atom("component", atom, head)

    def _headwise(self, operation: Callable[..., Polynomial], parts: Sequence[Value], sorts: Sequence[Sort]) -> Value:
        """An operation on scalars and features; on families, head by head."""
        families = [isinstance(sort, Family) for sort in sorts]
        if not any(families):
            return operation(*parts)

        def component(head: Atom) -> Polynomial:
            values = zip(parts, families, strict=True)
            return operation(*[self.at_head(part, head) if family else part for part, family in values])

        return self.family(component)

    def union(self, term: HeadUnion, env: Env) -> Atom:
        return self.family(lambda head: self.value(term.body, {**env, term.variable: head}))

    # --- sums -----------------------------------------------------------------------------------------------

    def sum_over(self, term: SumOver, env: Env) -> Value:
        inhabited, depth = True, len(self._sums)
        names: list[Atom] = []
        conditions: list[Atom] = []
        inner: Any = term
        while isinstance(inner, SumOver):  # sums of sums are worked on together
            own = {var: self.summation_atom(var) for var in inner.variables}
            env = {**env, **{var: self._as_value(atom, var.sort) for var, atom in own.items()}}
            names.extend(own.values())
            conditions.extend(self.conditions(inner, env))
            inhabited = inhabited and self._inhabited(inner)
            self._sums.append((inner, env))
            inner = inner.body
        body = self.value(inner, env)
        del self._sums[depth:]
        return self._headwise(lambda p: self.summed(names, conditions, p, inhabited), (body,), (term.sort,))

    def _inhabited(self, term: SumOver) -> bool:
        own = self.unfold, term.variables, term.conditions
        if own not in self._index_sets:
            self._index_sets[own] = self._is_inhabited(term)
        return self._index_sets[own]

    def _is_inhabited(self, term: SumOver) -> bool:
        """Is the index set non-empty for certain?

        All of H or S is. Each slot of a neighbourhood must be a bijection of a variable of its own,
        and none may be centred at a variable that it or a later condition determines.
        """
        own, settled = frozenset(term.variables), frozenset[Var]()
        for condition in term.conditions:
            fresh = [free_variables(slot) & own for slot in condition.element]
            if not isinstance(condition, Member):
                settled = settled.union(*fresh)
                continue
            centre = free_variables(Tuple(*condition.centre)) & own
            if centre - settled or any(len(f) != 1 or f & settled for f in fresh):
                return False
            settled = settled.union(*fresh)
            if not all(self._affine(slot, *f) for slot, f in zip(condition.element, fresh, strict=True)):
                return False
        return settled == own

    def _affine(self, slot: Term, var: Var) -> bool:
        atom, new = [self.atoms.fresh("H" if var.sort == H else "V") for _ in "vw"]
        value = self.value(slot, {var: self._as_value(atom, var.sort)})
        return self.solved((tag_of(slot.sort), value), atom, new) is not None

    def weight(self, term: Weight, env: Env, owner: SumOver, owner_env: Env) -> Value:
        """exp(score) / sum exp(score) over the index set of the owner, whose variables are bound once more."""
        if any(env.get(var) != owner_env[var] for var in owner.variables):
            raise OutsideTheory("a softmax whose index is bound again")
        exp = self.exp(self.value(term.score, env))
        names = [atom for var in owner.variables for atom in self.letters((tag_of(var.sort), owner_env[var]))]
        total = self.summed(names, self.conditions(owner, owner_env), exp, self._inhabited(owner))
        return self.multiply(exp, self.invert(total))
