"""Which instances of the equations assumed add up to a given difference, and in which contexts.

Instances come from the functions that stand in the difference, their arguments and the parts of these; their
multiples from what is still to be cancelled. Nothing is trusted here: ``consequences`` makes the instances
once more and adds them up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import combinations, islice, product
from typing import Any, TypeAlias

from symproof.algebras.atoms import Atom, OutOfBudget
from symproof.algebras.fold import OutsideTheory
from symproof.algebras.instantiate import Instances
from symproof.algebras.lattice import combination
from symproof.algebras.matrices import transposed_word
from symproof.algebras.polynomials import ONE, Monomial, Polynomial
from symproof.algebras.words import Combination, TooLong, Word, inverted
from symproof.terms import H, S, V

Row: TypeAlias = Mapping[Any, Any]  # what a use comes to: multiples of monomials, or of words times bases
Uses: TypeAlias = list[Any]

MAX_ROWS = 240  # instances in their contexts
MAX_RELATIONS = 90  # instances
MAX_ROUNDS = 6  # times that what is new is looked at
MAX_RELATORS = 40
MAX_MOVES = 16  # of the variables of one sum


class Combining:
    """Proposals for one difference: instances in their contexts, and sums in other variables (``consequences``)."""

    def __init__(self, form: Any, use: Callable[..., Any], moved: Callable[..., Any]) -> None:
        self.form, self.use, self.moved = form, use, moved
        self._stated: dict[Any, Any] = {}  # by the instance: its terms live as long as this search

    # --- elements of H ----------------------------------------------------------------------------

    def relators(self, word: Word) -> Uses:
        """Instances of the equations of H."""
        found = Instances(self.form, [("H", word)]).of(H)
        return [self.use(*instance) for instance in islice(found, MAX_RELATORS)]

    # --- elements of V and S ----------------------------------------------------------------------

    def of_points(self, rest: Combination) -> Uses:
        """Instances, turned by words, with whole multiples."""
        instances = Instances(self.form, [("V", rest)])
        plain = [self.use(*one) for sort in (V, S) for one in islice(instances.of(sort), MAX_RELATIONS)]
        rows: dict[Any, tuple[Any, Row]] = {}
        needed = dict(rest)
        for _ in range(MAX_ROUNDS):
            for use in plain:
                stated = self._row(use)
                for word in self._turns(stated or {}, needed):
                    turned = self.use(use.equation, use.values, (("moved", word),))
                    self._enter(rows, turned)
            fresh = {key: 1 for _, row in rows.values() for key in row if key not in needed}
            if not fresh or len(rows) >= MAX_ROWS:
                break
            needed = {**needed, **fresh}
        chosen = combination([row for _, row in rows.values()], dict(rest), whole=True)
        uses = [use for use, _ in rows.values()]
        return [self.use(u.equation, u.values, (*u.contexts, ("multiple", int(n)))) for n, u in _with(chosen, uses)]

    def _turns(self, stated: Row, needed: Row) -> Iterator[Word]:
        """The words that bring a summand to one that is needed."""
        seen: dict[Word, None] = {}
        for (word, base), (wanted, other) in product(stated, needed):
            if base == other:
                seen[self.form.reduce((*wanted, *inverted(word)))] = None
        yield from seen

    # --- scalars, features and matrices ----------------------------------------------------------------

    def of_polynomials(self, p: Polynomial) -> Uses:
        """Instances, multiplied by what makes them meet the difference, with rational coefficients."""
        uses = list(islice(self._instances(p), MAX_RELATIONS))
        plain = [(use, row) for use in uses if (row := self._row(use))]
        rows: dict[Any, tuple[Any, Row]] = {}
        for use, _ in plain:
            self._enter(rows, use)
        needed, degree = set(p), max([_degree(m) for m in p], default=0)
        degree = max([degree, *(_degree(m) for _, row in plain for m in row)])
        new = needed
        for _ in range(MAX_ROUNDS):
            for (use, row), n in product(plain, sorted(new)):
                if len(rows) >= MAX_ROWS:
                    break
                for contexts in self._contexts(row, n):
                    self._enter(rows, replace(use, contexts=(*use.contexts, *contexts)), degree)
            new = {m for _, row in rows.values() for m in row} - needed
            needed |= new
            if not new:
                break
        chosen = combination([row for _, row in rows.values()], p)
        return [self._times(u, n) for n, u in _with(chosen, [use for use, _ in rows.values()])]

    def _times(self, use: Any, n: Fraction) -> Any:
        scalar = self.form.constant(n)
        return replace(use, contexts=(*use.contexts, ("times", scalar)))

    def _instances(self, p: Polynomial) -> Iterator[Any]:
        """As they are, and under the sums of the difference."""
        found = Instances(self.form, [("P", self.form.pack(p))])
        for equation, values in found.of():
            yield self.use(equation, values)
        sums = dict.fromkeys(a for m in p for a in (m[2], *(a for a, _ in m[1])) if self.form.kind(a) == "sum")
        for atom in sums:
            yield from self._reindexed(atom, found)
            yield from self._within(atom, p)

    def _reindexed(self, atom: Atom, found: Instances) -> Iterator[Any]:
        """A sum with a variable moved by an element of H, or with two variables exchanged."""
        keys, bound = self.form.atoms.keys, self.form.atoms.keys[atom][1]
        new, there = self.form.apart(bound)
        home = {b: self.form.as_point(n) for b, n in zip(new, bound, strict=True)}
        if not all(keys[n][2] for n in bound):
            return
        for (a, b), (c, d) in combinations(zip(bound, new, strict=True), 2):
            if keys[a][1] == keys[c][1]:
                yield self.moved(atom, {**there, a: there[c], c: there[a]}, {**home, b: home[d], d: home[b]})
        words = [w for w in sorted(found.pool["H"], key=len) if w and not self.form.mentions(("H", w), new)]
        for (n, b), word in islice(product(zip(bound, new, strict=True), words), MAX_MOVES):
            act = self.form.act if keys[n][1] == "V" else lambda one, two: self.form.product((one, two))
            yield self.moved(atom, {**there, n: act(word, there[n])}, {**home, b: act(inverted(word), home[b])})

    def _within(self, atom: Atom, p: Polynomial) -> Iterator[Any]:
        """Instances that hold a factor of what is summed, times the other factors, added up."""
        index, body = self.form.opened(atom)
        inside = Instances(self.form, [("P", self.form.pack(body)), ("P", self.form.pack(p))])
        for equation, values in islice(inside.of(), MAX_RELATIONS):
            use = self.use(equation, values)
            row = self._row(use) or {}
            for m in body:
                for contexts in self._contexts(row, m):
                    yield self.use(equation, values, (*contexts, ("sum", (atom, index.names))))

    def _contexts(self, row: Row, n: Monomial) -> Iterator[tuple[Any, ...]]:
        """What makes a monomial of the row the one that is needed."""
        for t, (tail, powers, left) in product(row, self._openings(n)):
            rest = _quotient((n[0], powers), (t[0], t[1]))
            if rest is not None:
                scalar = {(*rest, left if not t[2] else 0): 1}
                for contexts in tail(t[2]):
                    yield (*contexts, ("times", scalar)) if scalar != ONE else contexts

    def _openings(self, n: Monomial) -> Iterator[tuple[Callable[[Atom], Iterator[tuple[Any, ...]]], Any, Atom]]:
        """Where the tail of a row may go: how, the factors that are left, the tail that is left without one."""
        yield partial(self._tail_contexts, wanted=n[2]), n[1], n[2]
        for atom, k in n[1]:
            if not n[2] and self.form.kind(atom) == "pair" and k > 0:
                powers = tuple((a, j - (a == atom)) for a, j in n[1] if (a, j) != (atom, 1))
                yield partial(self._pair_contexts, pair=atom), powers, 0

    def _pair_contexts(self, tail: Atom, pair: Atom) -> Iterator[tuple[Any, ...]]:
        """The contexts that turn a vector or a matrix into <v, Aw>, taken as <w, A^T v> too."""
        form, (_, *sides) = self.form, self.form.atoms.keys[pair]
        (one, v), (two, w) = map(form.stripped, sides)
        ways = (v, (*transposed_word(one), *two), w), (w, (*transposed_word(two), *one), v)
        for x, word, y in ways if tail else ():
            wanted = form.after(word, y)
            for contexts in self._tail_contexts(tail, wanted):
                yield *contexts, ("paired", form.tail(x))

    def _tail_contexts(self, tail: Atom, wanted: Atom) -> Iterator[tuple[Any, ...]]:
        """The contexts that turn a vector or a matrix into another."""
        form, keys = self.form, self.form.atoms.keys
        kinds = keys[tail][0], keys[wanted][0]
        if tail in (0, wanted):
            yield ()
        elif kinds == ("matrix", "matrix"):
            yield from self._in_word(keys[tail][1], keys[wanted][1])
        elif kinds[1] == "column":
            _, matrix, column = keys[wanted]
            (inner, low), word = form.stripped(tail), keys[matrix][1]
            if kinds[0] == "matrix":
                for contexts in self._in_word(keys[tail][1], word):
                    yield *contexts, ("at", form.tail(column))
            elif low == column and word[len(word) - len(inner) :] == inner:
                yield self._beside("under", word[: len(word) - len(inner)])

    def _in_word(self, part: Any, word: Any) -> Iterator[tuple[Any, ...]]:
        """A product of matrices within another, perhaps transposed."""
        for turned in (False, True):
            inner = transposed_word(part) if turned else part
            for k in range(len(word) - len(inner) + 1):
                if word[k : k + len(inner)] == inner:
                    before, behind = word[:k], word[k + len(inner) :]
                    contexts = (("turned", None),) if turned else ()
                    yield (*contexts, *self._beside("before", before), *self._beside("behind", behind))

    def _beside(self, where: str, word: Any) -> tuple[Any, ...]:
        return ((where, self.form.tail(self.form.matrix_word(word))),) if word else ()

    # --- rows ------------------------------------------------------------------------------------------

    def _row(self, use: Any) -> Row | None:
        try:
            key = id(getattr(use, "values", None) or getattr(use, "there", None) or use.equation)
            if key not in self._stated:
                self._stated[key] = use, self.form.stated(use)
            return dict(self.form.within(self._stated[key][1], use.contexts))
        except (OutsideTheory, OutOfBudget, TooLong, RecursionError, ValueError, KeyError):
            return None

    def _enter(self, rows: dict[Any, tuple[Any, Row]], use: Any, degree: int | None = None) -> None:
        row = self._row(use)
        if row and (degree is None or all(_degree(m) <= degree for m in row)):
            rows.setdefault(frozenset(row.items()), (use, row))


def _degree(m: Monomial) -> int:
    return sum(abs(k) for _, k in m[1]) + bool(m[2])


def _quotient(n: Any, t: Any) -> Any | None:
    """The factors of n without those of t; None where t does not divide it."""
    if t[0] not in (0, n[0]):
        return None
    powers = dict(n[1])
    for atom, k in t[1]:
        left = powers.get(atom, 0) - k
        if atom not in powers or left * powers[atom] < 0:
            return None
        powers[atom] = left
    return (0 if t[0] else n[0]), tuple(sorted((a, k) for a, k in powers.items() if k))


def _with(chosen: list[Any] | None, uses: Uses) -> Iterable[tuple[Any, Any]]:
    return [(n, use) for n, use in zip(chosen or [], uses, strict=False) if n]


__all__ = ["Combining"]
