"""Instances of the equations assumed, at values that a given difference suggests. Nothing is trusted here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, permutations
from typing import Any, TypeAlias

from symproof.algebras.atoms import Atom
from symproof.algebras.fold import Shifted
from symproof.algebras.matching import Patterns, Values, application, applications
from symproof.algebras.words import Typed, inverted
from symproof.terms import Arrow, H, MatrixSort, RealVectors, S, Sort, Space, Term, V, Var, free_variables, minus
from symproof.terms.sorts import NaturalSort, RealSort
from symproof.theory.hypotheses import Equation

Instance: TypeAlias = tuple[Equation, Values]

MOST = {"H": 24, "V": 8, "F": 8, "P": 4}  # values of each kind
MAX_LEAVES = 24
MAX_LETTERS = 4  # of which the products are looked at
FOR_ONE = 24  # instances of one law at one place
POINTS = (H, V, S)
VALUES = (RealSort, NaturalSort, Space, RealVectors, MatrixSort)


class Instances:
    """What stands in some values: applied functions, and arguments of each kind with their parts."""

    def __init__(self, form: Any, values: Sequence[Typed]) -> None:
        self.form = form
        self.leaves: dict[Var, dict[Any, None]] = {}
        self.pool: dict[str, dict[Any, None]] = {kind: {} for kind in MOST}
        self._seen: set[Any] = set()
        for value in values:
            self._look(value)
        for kind, found in self.pool.items():
            bound = [data for data in found if not self._is_free((kind, data))]
            self.pool[kind] = {data: None for data in found if data not in bound}
        self.pool["H"].setdefault(())
        self.pool["V"].setdefault(())

    # --- what there is ----------------------------------------------------------------------------

    def _look(self, value: Typed) -> None:
        tag, data = value
        if tag == "H":
            self._word(data)
        elif tag == "V":
            self._point(data)
        elif tag == "P":
            self.pool["P"].setdefault(data)
            for m, _ in self.form.atoms.keys[data][1]:
                self._atoms((m[0], *[a for a, _ in m[1]], m[2]))
        elif tag == "F":
            self.pool["F"].setdefault(data)
            self._look(self.form.atoms.keys[data][2])

    def _word(self, word: Any) -> None:
        for k in range(len(word), 0, -1):
            for part in (word[:k], word[k:], word[k - 1 : k]):
                self.pool["H"].update({part: None, inverted(part): None})
        self._atoms(map(abs, word))

    def _point(self, data: Any) -> None:
        self.pool["V"].setdefault(data)
        for (word, base), n in data:
            self.pool["V"].update({(((word, base), n),): None, ((((), base), 1),): None})
            self._word(word)
            self._atoms((base,))

    def _atoms(self, atoms: Any) -> None:
        for atom in atoms:
            if atom and atom not in self._seen:
                self._seen.add(atom)
                self._atom(atom)

    def _atom(self, atom: Atom) -> None:
        kind, *parts = self.form.atoms.keys[atom]
        if kind == "leaf":
            if self._is_free(("P", atom)):
                self.leaves.setdefault(parts[0], {}).setdefault(parts[2])
            for bracket in parts[2]:
                for value in bracket:
                    self._look(value)
        elif kind in ("poly", "recip", "root"):
            self._look(("P", atom if kind == "poly" else parts[0]))
        elif kind in ("pair", "column", "component"):
            self._atoms(parts)
        elif kind == "matrix":
            self._atoms(letter for letter, _ in parts[0])
        elif kind == "sum":
            self._look(("P", parts[2]))

    def _is_free(self, value: Typed) -> bool:
        """Does it hold no name that a sum or a function binds?"""
        kinds = map(self.form.kind, self.form.support_of_argument(value))
        return all(kind == "fresh" for kind in kinds)

    # --- instances ---------------------------------------------------------------------------------

    def of(self, sort: Sort | None = None) -> Iterator[Instance]:
        """Of the equations of one sort; else of those of scalars, features and matrices."""
        for equation in sorted(self.form.assumed, key=lambda e: e.name):
            if equation.left.sort == sort if sort is not None else isinstance(equation.left.sort, VALUES):
                yield from self._of(equation)

    def _of(self, equation: Equation) -> Iterator[Instance]:
        variables = frozenset(equation.variables)
        if not variables:
            yield equation, {}
            return
        seen: set[Any] = set()
        for pattern, brackets in self._places(equation):
            found: Values = {}
            pairs = [pair for a, b in zip(pattern, brackets, strict=True) for pair in zip(a, b, strict=True)]
            if not self.form.matching._all_match(pattern, brackets, found, variables):
                continue
            for values in islice(self._completed(pairs, found, variables), FOR_ONE):
                key = tuple(sorted((v.name, str(x)) for v, x in values.items()))
                if key not in seen:
                    seen.add(key)
                    yield equation, values
        if not seen:
            self._multiply()
            yield from ((equation, v) for v in islice(self._completed([], {}, variables), 4 * FOR_ONE))

    def _multiply(self) -> None:
        """The products of two letters, for laws of the group itself."""
        letters = [word for word in self.pool["H"] if len(word) == 1 and word[0] > 0][:MAX_LETTERS]
        both = [self.form.product((a, b)) for a in letters for b in (*letters, *map(inverted, letters)) if a != b]
        self.pool["H"].update(dict.fromkeys(both))

    def _places(self, equation: Equation) -> Iterator[tuple[Patterns, Any]]:
        """Applications in the equation beside those of the same function in the difference."""
        for part in (*applications(equation.left), *applications(equation.right)):
            wanted = application(part)
            for brackets in list(self.leaves.get(wanted[0], {}))[:MAX_LEAVES] if wanted else ():
                if wanted and [len(b) for b in wanted[1]] == [len(b) for b in brackets]:
                    yield wanted[1], brackets

    def _completed(self, pairs: Any, found: Values, variables: frozenset[Var]) -> Iterator[Values]:
        """With all variables: those that an argument determines, else those that stand in the difference."""
        unknown = variables - found.keys()
        if not unknown:
            yield found
            return
        for term, value in pairs:
            own = free_variables(term) & unknown
            if len(own) == 1:
                var = next(iter(own))
                solved = self._solved(term, value, var, found)
                if solved is not None:
                    yield from self._completed(pairs, {**found, var: solved}, variables)
                    return
        var = min(unknown, key=lambda v: v.name)
        for value in self._values(var.sort):
            yield from self._completed(pairs, {**found, var: value}, variables)

    def _solved(self, term: Term, value: Typed, var: Var, found: Values) -> Any | None:
        data, form = value[1], self.form
        if isinstance(term.sort, Arrow):
            return self._unshifted(term, data, var, found)
        if term.sort not in POINTS or var.sort not in POINTS:
            return None
        kind = "H" if var.sort == H else "V"
        old, new = form.atoms.fresh(kind), form.atoms.fresh(kind)
        known = form.value(term, {**found, var: form.as_point(old)})
        by = form.solved(("H" if term.sort == H else "V", known), old, new)
        return None if by is None else form.replaced_point(by, {new: data})

    def _unshifted(self, term: Term, data: Atom, var: Var, found: Mapping[Var, Any]) -> Any | None:
        """f from the value of ``L_g[f]``."""
        if var.sort != term.sort:
            return None
        value = self.form.value(term, {**found, var: data})
        actors = []
        while isinstance(value, Shifted):
            actors.append((value.kind, value.actor, value.domain))
            value = value.fn
        if value != data:
            return None
        for kind, actor, domain in actors:
            back = self.form.power(actor, -1) if kind == H else self.form.negative(actor, V)
            value = Shifted(kind, back, value, domain)
        return self.form.function(value, var.sort)

    def _differences(self, sort: Sort) -> list[Atom]:
        """Of two functions that stand in the difference: what one of them is the other and something more."""
        one, two = Var("one", sort), Var("two", sort)
        own = [function for function in self.pool["F"] if self.form.lies_in(function, sort)]
        pairs = islice(permutations(own, 2), MOST["F"])
        found = (self.form.value(minus(one, two), {one: a, two: b}) for a, b in pairs)
        return [self.form.function(value, sort) for value in found]

    def _values(self, sort: Sort) -> Iterator[Any]:
        kind = "H" if sort == H else "V" if sort in (V, S) else "F" if isinstance(sort, Arrow) else "P"
        values = list(self.pool[kind])
        values += self._differences(sort) if kind == "F" else []
        if kind in "HV":
            values.sort(key=lambda value: len(value))
        whole = (self.form.unpack(value) if kind == "P" else value for value in values)
        yield from islice((value for value in whole if self.form.lies_in(value, sort)), MOST[kind])


__all__ = ["Instances"]
