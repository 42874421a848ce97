"""Normal forms read back as terms: what names a sum binds, and what it binds nothing of, then shows in a model."""

from __future__ import annotations

from functools import reduce
from typing import Any

from sympy import Rational

from symproof.algebras.atoms import Atom
from symproof.algebras.normal_form import NormalForm
from symproof.algebras.polynomials import Monomial, Polynomial
from symproof.terms import (
    Act,
    Apply,
    Arrow,
    Condition,
    Coordinate,
    Everywhere,
    ExpOf,
    GroupProduct,
    GroupUnit,
    H,
    Member,
    Negative,
    NthPower,
    Numeral,
    Pairing,
    Place,
    Plus,
    S,
    Sort,
    SumOver,
    Term,
    Times,
    V,
    Var,
    Zero,
    inverse,
)


class NoTerm(Exception):
    """The language has no term for this value."""


class ReadBack:
    """Terms for the values of one normal form."""

    def __init__(self, form: NormalForm):
        self.form = form

    def polynomial(self, p: Polynomial, sort: Sort) -> Term:
        """A scalar or a feature."""
        parts = [self.monomial(m, Numeral(Rational(c.numerator, c.denominator))) for m, c in p.items()]
        if not parts:
            parts = [Numeral(0) if not isinstance(sort, type(Zero(V).sort)) else Zero(sort)]
        return parts[0] if len(parts) == 1 else Plus(*parts)

    def monomial(self, m: Monomial, c: Term) -> Term:
        factors = [c]
        if m[0]:
            factors.append(ExpOf(self.polynomial(self.form.unpack(m[0]), c.sort)))
        factors += [NthPower(self.atom(a), k) for a, k in m[1]]
        if m[2]:
            factors.append(self.atom(m[2]))
        return factors[0] if len(factors) == 1 else Times(*factors)

    def atom(self, atom: Atom) -> Term:
        key = self.form.atoms.keys[atom]
        kind = key[0]
        if kind == "var":
            return key[1]
        if kind == "bound":
            return Var(f"b {key[3]} {key[4]}", H if key[1] == "H" else S)
        if kind == "leaf":
            return self.applied(key[1], key[3])
        if kind == "pair":
            return Pairing(self.atom(key[1]), self.atom(key[2]))
        if kind == "recip":
            return NthPower(self.polynomial(self.form.unpack(key[1]), None), -1)
        if kind == "card":
            var = Var("card", H if key[1] == "H" else S)
            return SumOver((var,), (Everywhere((var,)),), Numeral(1))
        if kind == "sum":
            return self.sum(*key[1:])
        raise NoTerm(kind)

    def applied(self, symbol: Var, brackets: tuple[Any, ...]) -> Term:
        term: Term = symbol
        for bracket in brackets:
            if not isinstance(term.sort, Arrow):
                raise NoTerm(symbol.name)
            term = Apply(term, *[self.argument(arg, sort) for arg, sort in zip(bracket, term.sort.domain, strict=True)])
        return term

    def argument(self, arg: tuple[str, Any], sort: Sort) -> Term:
        tag, data = arg
        if tag == "H":
            return self.word(data)
        if tag == "V":
            return self.point(data, sort)
        if tag == "P":
            return self.polynomial(self.form.unpack(data), sort)
        raise NoTerm(tag)

    def word(self, word: tuple[int, ...]) -> Term:
        factors = [self.atom(a) if a > 0 else inverse(self.atom(-a)) for a in word]
        return GroupProduct(GroupUnit(), GroupUnit(), *factors)

    def point(self, combination: Any, sort: Sort) -> Term:
        parts: list[Term] = [Zero(V), Zero(V)]
        for (word, base), n in combination:
            point = self.atom(base)
            vector = Act(self.word(word), Coordinate(point) if point.sort == S else point)
            parts += [vector if n > 0 else Negative(vector)] * abs(n)
        return Place(Plus(*parts)) if sort == S else Plus(*parts)

    def sum(self, names: tuple[Atom, ...], inhabited: bool, packed: Atom) -> Term:
        (((exponent, factors, tail), _),) = self.form.unpack(packed).items()
        members = [self.form.atoms.keys[a] for a, _ in factors if self.form.kind(a) == "member"]
        rest = tuple((a, k) for a, k in factors if self.form.kind(a) != "member")
        variables = [self.atom(name) for name in names]
        conditions: list[Condition] = [self.member(*key[1:4]) for key in members]
        slots = reduce(lambda n, condition: n + len(condition.element), conditions, 0)
        if slots > len(variables):
            raise NoTerm("conditions")
        conditions += [Everywhere((variable,)) for variable in variables[slots:]]
        return SumOver(variables, conditions, self.monomial((exponent, rest, tail), Numeral(1)))

    def member(self, family: Var, args: tuple[Any, ...], split: int) -> Member:
        sorts = (*family.sort.centre, *family.sort.element)
        terms = [self.argument(arg, sort) for arg, sort in zip(args, sorts, strict=True)]
        return Member(terms[split:], family, terms[:split])
