"""A second implementation: one instance at a time, nested tuples for terms, orbits by brute force.

The identifiers must tell apart, over all instances of two random terms, exactly what it tells apart.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from symproof.algebras.exact_ids import ExactIds
from symproof.groups import parse_action
from symproof.terms import (
    REAL,
    Act,
    Apply,
    Arrow,
    Coordinate,
    Everywhere,
    ExpOf,
    GroupPower,
    GroupProduct,
    GroupUnit,
    H,
    Member,
    Negative,
    Pairing,
    Place,
    Plus,
    Ratio,
    S,
    SumOver,
    Times,
    Var,
    Weight,
    Zero,
)
from symproof.theory.setting import Setting
from tests.algebras.layers import INVARIANT1, N1, F, f, f1, h, i, j, y

ACTIONS = [parse_action(name) for name in ("C2 on Z_3", "C3 on Z_2^2")]
psi = Var(r"\psi", Arrow((F,), F))
c, j2, k = Var("c", REAL), Var("j_2", S), Var("k", H)
FREE = (h, i, y)


def tree(tag, parts):
    """A commutative node: parts of the same kind join it, their order is lost."""
    flat = [p for part in parts for p in (part[1] if part[0] == tag else (part,))]
    return (tag, tuple(sorted(flat, key=repr)))


class Naive:
    def __init__(self, action):
        self.action, self.owners = action, []

    def orbit(self, centre, element):
        """The least pair that some (y, h) reaches."""
        a = self.action
        images = (
            (int(a.added[a.moved[g, centre], v]), int(a.added[a.moved[g, element], v]))
            for g, v in product(range(a.order), range(a.size))
        )
        return ("N", min(images))

    def at(self, term, env):
        return getattr(self, type(term).__name__)(term, env)

    def each(self, terms, env):
        return [self.at(term, env) for term in terms]

    def Var(self, term, env):
        return env.get(term, ("free", term.name))

    def Apply(self, term, env):
        return ("apply", term.fn.name, *self.each(term.arguments, env))

    def GroupUnit(self, term, env):
        return 0

    def GroupProduct(self, term, env):
        one, two = self.each(term.args, env)
        return int(self.action.product[one, two])

    def GroupPower(self, term, env):
        return int(self.action.inverse[self.at(term.base, env)])

    def Act(self, term, env):
        return int(self.action.moved[tuple(self.each(term.args, env))])

    def Coordinate(self, term, env):
        return self.at(term.args[0], env)

    Place = Coordinate

    def Plus(self, term, env):
        parts = self.each(term.args, env)
        if isinstance(parts[0], int):
            return int(self.action.added[tuple(parts)])
        parts = [part for part in parts if part != ("zero",)]
        return parts[0] if len(parts) == 1 else tree("plus", parts) if parts else ("zero",)

    def Negative(self, term, env):
        part = self.at(term.args[0], env)
        if isinstance(part, int):
            return int(self.action.negated[part])
        return part if part == ("zero",) else part[1] if part[0] == "negative" else ("negative", part)

    def Zero(self, term, env):
        return ("zero",)

    def Times(self, term, env):
        return tree("times", self.each(term.args, env))

    def Ratio(self, term, env):
        above, below = self.each(term.args, env)
        return tree("times", [above, ("inverse", below)])

    def ExpOf(self, term, env):
        return ("exp", self.at(term.args[0], env))

    def Pairing(self, term, env):
        return ("pairing", tuple(sorted(self.each(term.args, env), key=repr)))

    def candidates(self, term, env):
        sizes = [self.action.order if var.sort == H else self.action.size for var in term.variables]
        for points in product(*map(range, sizes)):
            inner = {**env, **dict(zip(term.variables, points, strict=True))}
            found = [
                self.orbit(*self.each(condition.centre, inner), *self.each(condition.element, inner))
                for condition in term.conditions
                if isinstance(condition, Member)
            ]
            yield inner, found

    def rows(self, term, env):
        for inner, found in self.candidates(term, env):
            self.owners.append((term, inner))
            if isinstance(term.body, SumOver):
                yield from ((sorted(found + more), body) for more, body in self.rows(term.body, inner))
            else:
                yield sorted(found), self.at(term.body, inner)
            self.owners.pop()

    def SumOver(self, term, env):
        return ("sum", tuple(sorted(self.rows(term, env), key=repr)))

    def Weight(self, term, env):
        owner, outer = next(o for o in reversed(self.owners) if o[0].element == term.index)
        rows = [
            (found, ("exp", self.at(term.score, {**env, **{v: inner[v] for v in owner.variables}})))
            for inner, found in self.candidates(owner, outer)
        ]
        total = ("sum", tuple(sorted(((sorted(found), body) for found, body in rows), key=repr)))
        return tree("times", [("exp", self.at(term.score, env)), ("inverse", total)])


# --- random terms ---------------------------------------------------------------------------------


def elements(names):
    atoms = st.sampled_from([var for var in names if var.sort == H] or [GroupUnit()])
    return st.one_of(
        atoms,
        st.just(GroupUnit()),
        st.builds(GroupProduct, atoms, atoms),
        atoms.map(lambda a: GroupPower(a, -1)),
    )


def points(names):
    atoms = st.sampled_from([var for var in names if var.sort == S])
    translated = st.builds(lambda a: Place(Plus(Coordinate(a), y)), atoms)
    reflected = st.builds(lambda a, b: Place(Plus(Coordinate(a), Negative(Coordinate(b)))), atoms, atoms)
    return st.one_of(atoms, atoms, translated, reflected, st.builds(Act, elements(names), atoms))


def scalars(names, depth, sums):
    pairs = st.builds(Pairing, features(names, depth - 1, sums), features(names, depth - 1, sums))
    found = [st.just(c), pairs, pairs.map(ExpOf), st.builds(lambda p: Ratio(c, ExpOf(p)), pairs)]
    if j in names and sums == "j":
        found.append(pairs.map(lambda p: Weight((j,), p)))
    return st.one_of(found)


def features(names, depth, sums=""):
    tips = [
        points(names).map(lambda p: Apply(f1, p)),
        st.builds(lambda p, q: Apply(f, p, q), points(names), elements(names)),
    ]
    if depth <= 0:
        return st.one_of(*tips, st.just(Zero(F)))
    part = features(names, depth - 1, sums)
    found = [
        *tips,
        st.lists(part, min_size=2, max_size=3).map(lambda parts: Plus(*parts)),
        part.map(Negative),
        part.map(lambda a: Apply(psi, a)),
        st.builds(Times, scalars(names, depth, sums), part),
    ]
    if len(sums) < 2:
        found += [near(names, depth, sums), near(names, depth, sums), everywhere(names, depth, sums)]
    return st.one_of(found)


def near(names, depth, sums):
    """A sum over a neighbourhood, perhaps with a moved centre and element."""
    var = j if j not in names else j2
    body = features((*names, var), depth - 1, "j" if var == j else "jj")
    moved = Place(Plus(Act(h, Coordinate(var)), y))

    def built(centre, body, element):
        plain = not any(isinstance(part, Weight) for part in _parts(body))
        return SumOver((var,), (Member((element if plain else var,), N1, (centre,)),), body)

    return st.builds(built, points(names), body, st.sampled_from((var, moved)))


def everywhere(names, depth, sums):
    var = k if k not in names else Var("k'", H)
    body = features((*names, var), depth - 1, sums + "k" if sums else "kk")
    return body.map(lambda b: SumOver((var,), (Everywhere((var,)),), b))


def _parts(term):
    yield term
    for arg in term.args:
        yield from _parts(arg)


def same_partition(one, two):
    """Do two labellings tell the same things apart?"""
    pairs = set(zip(one, two, strict=True))
    return len(pairs) == len(set(one)) == len(set(two))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.sampled_from(ACTIONS), features(FREE, 3), features(FREE, 3))
def test_the_identifiers_tell_apart_what_the_tuples_tell_apart(action, one, two):
    fold, quick = (
        ExactIds(Setting(), action, FREE, hypotheses=INVARIANT1, canonical=canonical) for canonical in (True, False)
    )
    sizes = [fold.count(var.sort) for var in FREE]
    naive = Naive(action)
    tuples = [
        repr(naive.at(term, dict(zip(FREE, at, strict=True))))
        for term in (one, two)
        for at in product(*map(range, sizes))
    ]
    assert same_partition(labels(fold, (one, two), sizes), tuples)
    refined = set(zip(labels(quick, (one, two), sizes), tuples, strict=True))
    assert len(refined) == len({label for label, _ in refined})  # equal quick labels, equal terms


def labels(fold, terms, sizes):
    return [n for term in terms for n in np.broadcast_to(fold.identify(term), sizes).ravel().tolist()]
