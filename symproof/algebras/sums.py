"""Canonical sums: re-indexing, splitting and flattening of finite sums over H and S.

A sum runs over all of H or S for each of its variables; its conditions are 0/1 factors
of its body. Each rewriting is an identity of finite sums:

    sum_v a b(v)              = a sum_v b(v)                    (a free of v)
    sum_{v,w} a(v) b(w)       = (sum_v a(v)) (sum_w b(w))
    sum_v a(v) sum_w b(v, w)  = sum_{v,w} a(v) b(v, w)
    sum_v 1                   = |H| or |S|
    sum_v a(v)                = sum_u a(s(u))                   (s a bijection)

The last one makes a sum canonical: ``s`` is read off an argument of a function in the
body (a *leaf*) that is affine in v, so that this argument becomes the new variable.
Least labels decide which leaf; ties are all tried and the least result is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from symproof.algebras.atoms import Atom
from symproof.algebras.polynomials import ONE, ZERO, Coefficient, Monomial, Polynomial, Polynomials
from symproof.algebras.words import Combination, Word, added, combined, inverted, moved, scaled
from symproof.terms import S, Var

Movable: TypeAlias = frozenset[str] | None
Typed: TypeAlias = tuple[str, Any]
Label: TypeAlias = tuple[Any, ...]
Occurrence: TypeAlias = tuple[Label, Typed]
Substitution: TypeAlias = dict[Atom, Any]

MAX_TIES = 48  # assignments tried for one sum
MAX_DEPTH = 40  # sums inside sums


@dataclass(frozen=True)
class Frame:
    """How the variables of a sum came about: ``forward`` maps each author's variable to
    its value in the present names, ``backward`` each present name to the author's."""

    forward: Substitution = field(default_factory=dict)
    backward: Substitution = field(default_factory=dict)


class Sums(Polynomials):
    """Part of the normal form: sums and the rewriting of values under a substitution."""

    movable: Movable
    commutative: bool
    reduce: Callable[[Any], Word]

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.unmovable: set[Atom] = set()
        self.origin: dict[Atom, Var] = {}
        self.frames: dict[Atom, Frame] = {}  # of sum atoms
        self.tied: set[Atom] = set()  # sum atoms that were chosen among several
        self._memo: dict[Any, Polynomial] = {}
        self._nesting = 0

    # --- making sums -------------------------------------------------------------------------

    def summation_atom(self, var: Var) -> Atom:
        """A fresh summation variable for the author's ``var``."""
        atom = self.atoms.fresh("V" if var.sort == S else "H")
        self.origin[atom] = var
        if self.movable is not None and var.name not in self.movable:
            self.unmovable.add(atom)
        return atom

    def as_point(self, atom: Atom) -> Word | Combination:
        return (atom,) if self.atoms.keys[atom][1] == "H" else ((((), atom), 1),)

    def summed(self, names: list[Atom], conditions: list[Atom], body: Polynomial, inhabited: bool) -> Polynomial:
        """The sum of ``body`` over the values of ``names`` that meet the conditions."""
        frame = Frame({n: self.as_point(n) for n in names}, {n: self.as_point(n) for n in names})
        indicator = self.multiply(*(self.factor(c) for c in conditions)) if conditions else ONE
        return self._summed(names, self.multiply(indicator, body), inhabited, frame)

    def _summed(self, names: list[Atom], body: Polynomial, inhabited: bool, frame: Frame) -> Polynomial:
        if self._nesting > MAX_DEPTH:
            raise RecursionError
        self._nesting += 1
        try:
            parts = [self.scale(c, self._sum_monomial(names, m, inhabited, frame)) for m, c in body.items()]
        finally:
            self._nesting -= 1
        return self.add(*parts)

    def _sum_monomial(self, names: list[Atom], m: Monomial, inhabited: bool, frame: Frame) -> Polynomial:
        inner = self._inner_sum(m, set(names))
        if inner is not None:
            more, body, filled, framed = self.opened(inner)
            rest: Polynomial = {self._without(m, inner): 1}
            joined = Frame({**framed.forward, **frame.forward}, {**framed.backward, **frame.backward})
            return self._summed([*names, *more], self.multiply(rest, body), inhabited and filled, joined)
        outer, components, idle = self._components(names, m)
        result: Polynomial = {outer: 1}
        for name in idle:
            kind = self.atoms.keys[name][1]
            result = self.multiply(result, self.factor(self.atoms.intern(("card", kind))))
        for part, own in components:
            result = self.multiply(result, self._canonical(own, part, inhabited, frame))
        return result

    def _inner_sum(self, m: Monomial, names: set[Atom]) -> Atom | None:
        """A sum among the factors that depends on the variables, to be flattened."""
        candidates = [atom for atom, k in m[1] if k > 0] + ([m[2]] if m[2] else [])
        return next((a for a in candidates if self.kind(a) == "sum" and self.atoms.supports[a] & names), None)

    @staticmethod
    def _without(m: Monomial, atom: Atom) -> Monomial:
        if m[2] == atom:
            return (m[0], m[1], 0)
        lowered = tuple((a, k - 1 if a == atom else k) for a, k in m[1])
        return (m[0], tuple((a, k) for a, k in lowered if k), m[2])

    def opened(self, atom: Atom) -> tuple[list[Atom], Polynomial, bool, Frame]:
        """Fresh variables, body, whether the index set is inhabited, and the frame of a sum."""
        _, slots, inhabited, packed = self.atoms.keys[atom]
        names, renaming = self._reopened(slots)
        body = self.rewritten(self.unpack(packed), renaming)
        frame = self.frames.get(atom, Frame())
        forward = {v: self.replaced_point(value, renaming) for v, value in frame.forward.items()}
        backward = {n: frame.backward[b] for n, (b, _) in zip(names, slots, strict=True) if b in frame.backward}
        return names, body, inhabited, Frame(forward, backward)

    def _reopened(self, slots: tuple[tuple[Atom, bool], ...]) -> tuple[list[Atom], Substitution]:
        """A fresh variable for each bound one of a sum, and the renaming."""
        names = [self.atoms.fresh(self.atoms.keys[bound][1]) for bound, _ in slots]
        self.unmovable.update(name for name, (_, movable) in zip(names, slots, strict=True) if not movable)
        return names, {bound: self.as_point(name) for name, (bound, _) in zip(names, slots, strict=True)}

    def _components(
        self, names: list[Atom], m: Monomial
    ) -> tuple[Monomial, list[tuple[Monomial, list[Atom]]], list[Atom]]:
        """Split a monomial: what is free of the variables, what hangs together, variables that do not occur."""
        own = frozenset(names)
        groups: list[tuple[frozenset[Atom], list[Any]]] = []
        for item, support in self._items(m):
            touched, items = support & own, [item]
            apart = []
            for names_there, members in groups:
                if touched and names_there & touched:
                    touched, items = touched | names_there, members + items
                else:
                    apart.append((names_there, members))
            groups = [*apart, (touched, items)]
        outer = self._rebuilt([item for touched, items in groups if not touched for item in items], outside=True)
        parts = [(self._rebuilt(items), [n for n in names if n in touched]) for touched, items in groups if touched]
        seen = frozenset().union(*(touched for touched, _ in groups))
        return outer, parts, [n for n in names if n not in seen]

    def _items(self, m: Monomial) -> Iterator[tuple[Any, frozenset[Atom]]]:
        supports = self.atoms.supports
        for mono, c in self.unpack(m[0]).items() if m[0] else ():
            yield ("exp", mono, c), self.support_of(mono)
        for atom, k in m[1]:
            yield ("factor", atom, k), supports[atom]
        if m[2]:
            yield ("tail", m[2], 1), supports[m[2]]

    def _rebuilt(self, items: list[Any], outside: bool = False) -> Monomial:
        exponent = {what: c for tag, what, c in items if tag == "exp"}
        factors = [(what, k) for tag, what, k in items if tag == "factor"]
        if outside:  # a condition on no variable is a mere 0/1 factor
            factors = [(self._fact(a) if self.kind(a) == "member" else a, k) for a, k in factors]
        tail = next((what for tag, what, _ in items if tag == "tail"), 0)
        return (self.pack(exponent) if exponent else 0, tuple(sorted(factors)), tail)

    def _fact(self, member: Atom) -> Atom:
        return self.atoms.intern(("fact", member), self.atoms.supports[member], self.atoms.heights[member])

    # --- canonical names -----------------------------------------------------------------------

    def _canonical(self, names: list[Atom], m: Monomial, inhabited: bool, frame: Frame) -> Polynomial:
        """One connected sum under canonical names: the least of what the tied choices give."""
        height = self.height_of(m) + 1
        occurrences = [] if self.unmovable.issuperset(names) else self._least_labels(m)
        best: tuple[Atom, Frame] | None = None
        for choice in self._resolve(names, occurrences, height, 0)[:MAX_TIES]:
            body = self.rewritten({m: 1}, choice[0])
            bounds = [self.atoms.bound(self.atoms.keys[n][1], height, k) for k, n in enumerate(choice[2])]
            if not self._settled(body, bounds, height):
                return self._again(bounds, choice, body, inhabited, frame)
            slots = tuple((b, n not in self.unmovable) for b, n in zip(bounds, choice[2], strict=True))
            atom = self._sum_atom(slots, inhabited, body)
            if best is not None and atom != best[0]:
                self.tied.update((atom, best[0]))
            if best is None or atom < best[0]:
                best = atom, self._framed(frame, choice, bounds)
        if best is None:
            raise RecursionError
        atom = best[0]
        self.frames[atom] = best[1]
        return self.tail(atom) if m[2] else self.factor(atom)

    def _least_labels(self, m: Monomial) -> list[Occurrence]:
        """Each argument once, under its least label."""
        least: dict[Typed, Label] = {}
        for label, arg in self.occurrences(m, (), frozenset()):
            if arg not in least or (len(label), label) < (len(least[arg]), least[arg]):
                least[arg] = label
        return [(label, arg) for arg, label in least.items()]

    def _sum_atom(self, slots: tuple[tuple[Atom, bool], ...], inhabited: bool, body: Polynomial) -> Atom:
        packed = self.pack(body)
        support = self.atoms.supports[packed].difference(b for b, _ in slots)
        return self.atoms.intern(("sum", slots, inhabited, packed), support, self.atoms.heights[packed] + 1)

    def _settled(self, body: Polynomial, bounds: list[Atom], height: int) -> bool:
        """Did the substitution leave one connected monomial of the foreseen height?"""
        if len(body) != 1:
            return False
        ((m, c),) = body.items()
        if c != 1 or self.height_of(m) + 1 != height or self._inner_sum(m, set(bounds)) is not None:
            return False
        outer, parts, idle = self._components(bounds, m)
        return outer == (0, (), 0) and len(parts) == 1 and not idle

    def _again(self, bounds: list[Atom], choice: Any, body: Polynomial, inhabited: bool, frame: Frame) -> Polynomial:
        """The substitution changed what hangs together: start over from its result."""
        renaming, names = {}, []
        for bound, old in zip(bounds, choice[2], strict=True):
            name = self.atoms.fresh(self.atoms.keys[bound][1])
            if old in self.unmovable:
                self.unmovable.add(name)
            renaming[bound] = self.as_point(name)
            names.append(name)
        return self._summed(names, self.rewritten(body, renaming), inhabited, Frame())

    def _framed(self, frame: Frame, choice: Any, bounds: list[Atom]) -> Frame:
        forward = {v: self.replaced_point(value, choice[0]) for v, value in frame.forward.items()}
        backward = {b: self.replaced_point(choice[1][b], frame.backward) for b in bounds}
        return Frame(forward, backward)

    def _resolve(
        self, todo: list[Atom], occurrences: list[Occurrence], height: int, number: int
    ) -> list[tuple[Substitution, Substitution, list[Atom]]]:
        """Assignments of the variables in new names, the inverse, and the order of resolution."""
        if not todo:
            return [({}, {}, [])]
        results: list[tuple[Substitution, Substitution, list[Atom]]] = []
        for name, solution, image in self._choices(todo, occurrences, height, number):
            if len(results) >= MAX_TIES:
                break
            step = {name: solution}
            rest = [other for other in todo if other != name]
            later = [(label, self.replaced(arg, step)) for label, arg in occurrences] if rest else []
            later = [(label, arg) for label, arg in later if self._mentions(arg, rest)]
            bound = self.atoms.bound(self.atoms.keys[name][1], height, number)
            for forward, backward, order in self._resolve(rest, later, height, number + 1):
                back = {b: self.replaced_point(value, {bound: image}) for b, value in backward.items()}
                results.append(
                    (
                        {name: self.replaced_point(solution, forward), **forward},
                        {bound: image, **back},
                        [name, *order],
                    )
                )
        return results

    def _mentions(self, arg: Typed, names: list[Atom]) -> bool:
        return not all(self.atoms.supports[atom].isdisjoint(names) for atom in self.letters(arg))

    def _choices(
        self, todo: list[Atom], occurrences: list[Occurrence], height: int, number: int
    ) -> list[tuple[Atom, Any, Any]]:
        """(variable, its value by the new name, the new name's value): all that share the least label."""
        fixed = [name for name in todo if name in self.unmovable]
        if not fixed:
            for strict in (True, False):
                for sort in ("H", "V"):
                    group = [n for n in todo if self.atoms.keys[n][1] == sort]
                    found = self._tied(group, todo, occurrences, strict, height, number)
                    if found:
                        return found
        pool = fixed or todo
        sort = min(self.atoms.keys[n][1] for n in pool)  # H before V, in whatever order the author sums
        new = self.as_point(self.atoms.bound(sort, height, number))
        return [(n, new, self.as_point(n)) for n in pool if self.atoms.keys[n][1] == sort]

    def _tied(
        self, group: list[Atom], todo: list[Atom], occurrences: list[Occurrence], strict: bool, height: int, number: int
    ) -> list[tuple[Atom, Any, Any]]:
        least: Label | None = None
        tied: dict[tuple[Atom, Any], Any] = {}
        for name in group:
            new = self.atoms.bound(self.atoms.keys[name][1], height, number)
            others = frozenset(todo) - {name}
            for label, arg in occurrences:
                for sub, solution, image, letters in self.solutions(arg, name, new):
                    if strict and letters & others:
                        continue
                    full = (len(label), *label, sub)
                    if least is None or full < least:
                        least, tied = full, {}
                    if full == least:
                        tied.setdefault((name, solution), image)
        return [(name, solution, image) for (name, solution), image in tied.items()]

    def solutions(
        self, arg: Typed, name: Atom, new: Atom, whole: bool = False
    ) -> list[tuple[str, Any, Any, frozenset[Atom]]]:
        """Ways to make ``arg`` (or a word in it) the new variable: (sub-label, solution, image, other letters)."""
        tag, data = arg
        if tag == "H":
            return self._word_solutions("", data, name, new)
        if self.atoms.keys[name][1] == "V":
            return self._point_solutions(data, name, new)
        if whole:
            return []
        letters = frozenset(self.letters(arg)) - {name}  # of all summands: a translation moves them between words
        return [
            (self._base_label(base), solution, image, letters)
            for (word, base), _ in data
            for _, solution, image, _ in self._word_solutions("", word, name, new)
        ]

    def _base_label(self, base: Atom) -> str:
        """What a word in a combination stands before: the same in every parametrisation of the sum."""
        key = self.atoms.keys[base]
        if key[0] == "var":
            return f"w{key[1].name}"
        return f"w{key[3]}" if key[0] == "bound" else "w"

    def _word_solutions(self, sub: str, word: Word, name: Atom, new: Atom) -> list[Any]:
        """a v^e b = $   |-   v = (a^-1 $ b^-1)^e"""
        places = [k for k, letter in enumerate(word) if abs(letter) == name]
        if len(places) != 1:
            return []
        k = places[0]
        value = self.reduce((*inverted(word[:k]), new, *inverted(word[k + 1 :])))
        letters = frozenset(abs(letter) for letter in word) - {name}
        if self._depends(letters, name):
            return []
        return [(sub, value if word[k] > 0 else inverted(value), word, letters)]

    def _point_solutions(self, data: Combination, name: Atom, new: Atom) -> list[Any]:
        """n w.v + r = $   |-   v = w^-1 (n ($ - r)),  n = +-1"""
        own = [(word, n) for (word, base), n in data if base == name]
        if len(own) != 1 or abs(own[0][1]) != 1:
            return []
        (word, n), rest = own[0], tuple(term for term in data if term[0][1] != name)
        target = added(((((), new), 1),), scaled(-1, rest))
        letters = frozenset(a for (w, base), _ in data for a in (*map(abs, w), base)) - {name}
        if self._depends(letters, name):
            return []
        return [("", scaled(n, moved(inverted(word), target, self.reduce)), data, letters)]

    def _depends(self, letters: frozenset[Atom], name: Atom) -> bool:
        """Does a letter such as k(v) depend on the variable? Then v k(v) need not be a bijection of v."""
        return any(name in self.atoms.supports[letter] for letter in letters)

    # --- leaves ----------------------------------------------------------------------------------

    def occurrences(self, m: Monomial, path: Label, hidden: frozenset[Atom]) -> Iterator[Occurrence]:
        """The arguments of sort H, V, S in a monomial, labelled by where they stand."""
        if m[0]:
            yield from self._in_polynomial(m[0], (*path, "exp"), hidden)
        for atom, k in m[1]:
            yield from self._inside(atom, (*path, f"^{k}"), hidden)
        if m[2]:
            yield from self._inside(m[2], path, hidden)

    def _in_polynomial(self, packed: Atom, path: Label, hidden: frozenset[Atom]) -> Iterator[Occurrence]:
        if self.atoms.supports[packed]:
            for m in self.unpack(packed):
                yield from self.occurrences(m, path, hidden)

    def _inside(self, atom: Atom, path: Label, hidden: frozenset[Atom]) -> Iterator[Occurrence]:
        if not self.atoms.supports[atom]:
            return
        key = self.atoms.keys[atom]
        kind = key[0]
        if kind == "leaf":
            args = [arg for bracket in key[3] for arg in bracket]
            yield from self._in_arguments(args, (*path, key[1].name), hidden)
        elif kind in ("member", "fact"):
            inner = key if kind == "member" else self.atoms.keys[key[1]]
            yield from self._in_arguments(list(inner[2]), ("~", "~", "~", "~", *path, inner[1].name), hidden)
        elif kind == "pair":
            for part in key[1:]:
                yield from self._inside(part, (*path, "pair"), hidden)
        elif kind in ("recip", "poly"):
            yield from self._in_polynomial(key[1] if kind == "recip" else atom, (*path, "1/"), hidden)
        elif kind == "sum":
            yield from self._in_polynomial(key[3], (*path, "sum"), hidden | {b for b, _ in key[1]})
        elif kind == "family":
            yield from self._in_polynomial(key[2], (*path, "family"), hidden | {key[1]})
        elif kind == "function":
            yield from self._in_arguments([key[2]], (*path, "function"), hidden | self._names_of(key))
        elif kind in ("component", "column"):
            yield from self._inside(key[1 if kind == "component" else 2], (*path, kind), hidden)

    def _in_arguments(self, args: list[Typed], path: Label, hidden: frozenset[Atom]) -> Iterator[Occurrence]:
        for n, (tag, data) in enumerate(args):
            label = (*path, str(n))
            if tag in "HV":
                if all(self.atoms.supports[letter].isdisjoint(hidden) for letter in self.letters((tag, data))):
                    yield label, (tag, data)
            elif tag == "P":
                yield from self._in_polynomial(data, label, hidden)
            elif tag in "FU":
                yield from self._inside(data, label, hidden)

    def _names_of(self, key: Any) -> frozenset[Atom]:
        atoms = self.letters(key[2])
        inner = frozenset().union(*(self.atoms.supports[a] for a in atoms))
        return frozenset(a for a in inner if self.atoms.keys[a][0] == "bound")

    # --- substitution in values ----------------------------------------------------------------------

    def replaced_point(self, value: Any, by: Substitution) -> Any:
        """A word or a combination under a substitution of variables."""
        if not value or not by:
            return value
        if isinstance(value[0], int):
            return self.settle_word(self.reduce(self._letters(value, by)))
        terms: list[Any] = []
        for (word, base), n in value:
            word = self.reduce(self._letters(word, by))
            if base in by:
                terms.extend(scaled(n, moved(word, by[base], self.reduce)))
            else:
                terms.append(((word, base), n))
        return self.settle(combined(terms))

    def _letters(self, word: Word, by: Substitution) -> Iterator[int]:
        for letter in word:
            image = by.get(abs(letter))
            if image is None:
                image = self._letter_under(abs(letter), by)
            yield from image if letter > 0 else inverted(image)

    def _letter_under(self, atom: Atom, by: Substitution) -> Word:
        """A letter may itself be a function value such as k(i)."""
        if self.atoms.keys[atom][0] != "leaf" or self.atoms.supports[atom].isdisjoint(by):
            return (atom,)
        value: Word = self._leaf_under(atom, by)
        return value

    def replaced(self, arg: Typed, by: Substitution) -> Typed:
        """A typed argument under a substitution."""
        tag, data = arg
        if tag == "h":
            return tag, by.get(data, data)
        supports = self.atoms.supports
        if all(supports[atom].isdisjoint(by) for atom in self.letters(arg)):
            return arg
        if tag == "H":
            return tag, self.replaced_point(data, by)
        if tag == "V":
            return tag, self._combination_under(data, by)
        if tag == "P":
            return tag, self.pack(self.rewritten(self.unpack(data), by))
        return tag, self._atom_under(data, by)

    def _combination_under(self, data: Combination, by: Substitution) -> Combination:
        inner = {base for (_, base), _ in data if self.atoms.keys[base][0] == "leaf"}
        nested = {b: self._leaf_under(b, by) for b in inner if not self.atoms.supports[b].isdisjoint(by)}
        result: Combination = self.replaced_point(data, {**by, **nested})
        return result

    def _leaf_under(self, atom: Atom, by: Substitution) -> Any:
        _, symbol, sort, brackets = self.atoms.keys[atom]
        return self.applied(symbol, tuple(tuple(self.replaced(a, by) for a in b) for b in brackets), sort)

    def rewritten(self, p: Polynomial, by: Substitution) -> Polynomial:
        """A polynomial under a substitution of variables."""
        if not by:
            return p
        return self.add(*(self._monomial_under(m, c, by) for m, c in p.items()))

    def _monomial_under(self, m: Monomial, c: Coefficient, by: Substitution) -> Polynomial:
        if self.support_of(m).isdisjoint(by):
            return {m: c}
        supports = self.atoms.supports
        moving = m[0] and not supports[m[0]].isdisjoint(by)
        kept = tuple((a, k) for a, k in m[1] if supports[a].isdisjoint(by))
        total: Polynomial = {(0 if moving else m[0], kept, 0): c}
        if moving:
            total = self.multiply(total, self._under(m[0], by, "exp"))
        for atom, k in m[1]:
            if not supports[atom].isdisjoint(by):
                total = self.multiply(total, self.to_power(self._under(atom, by, "factor"), k))
        return self.multiply(total, self._tail_under(m[2], by)) if m[2] else total

    def _under(self, atom: Atom, by: Substitution, role: str) -> Polynomial:
        """The image of an atom, remembered for each substitution of what occurs in it."""
        support = self.atoms.supports[atom]
        relevant = tuple([change for change in by.items() if change[0] in support])
        if any(isinstance(value, dict) for _, value in relevant):
            return self._image_under(atom, by, role)
        key = (atom, role, relevant)
        image = self._memo.get(key)
        if image is None:
            image = self._memo[key] = self._image_under(atom, by, role)
        return image

    def _image_under(self, atom: Atom, by: Substitution, role: str) -> Polynomial:
        if role == "exp":
            return self.exponential(self.rewritten(self.unpack(atom), by))
        return self._factor_under(atom, by) if role == "factor" else self._moved_tail(atom, by)

    def _factor_under(self, atom: Atom, by: Substitution) -> Polynomial:
        key = self.atoms.keys[atom]
        kind = key[0]
        if atom in by:
            image: Polynomial = by[atom] if isinstance(by[atom], dict) else self.factor(by[atom])
            return image
        if kind == "leaf":
            value: Polynomial = self._leaf_under(atom, by)
            return value
        if kind == "pair":
            return self.pairing(self._tail_under(key[1], by), self._tail_under(key[2], by), Var("", S).sort)
        if kind == "recip":
            return self.invert(self.rewritten(self.unpack(key[1]), by))
        if kind == "sum":
            return self._sum_under(atom, by)
        if kind == "fact":
            return self.factor(self._fact(self._member_under(self.atoms.keys[key[1]], by)))
        if kind == "member":
            return self.factor(self._member_under(key, by))
        return self.factor(atom)

    def _tail_under(self, atom: Atom, by: Substitution) -> Polynomial:
        if atom in by:
            image: Polynomial = by[atom] if isinstance(by[atom], dict) else self.tail(by[atom])
            return image
        return self.tail(atom) if self.atoms.supports[atom].isdisjoint(by) else self._under(atom, by, "tail")

    def _moved_tail(self, atom: Atom, by: Substitution) -> Polynomial:
        key = self.atoms.keys[atom]
        if key[0] == "leaf":
            value: Polynomial = self._leaf_under(atom, by)
            return value
        if key[0] == "sum":
            return self._sum_under(atom, by)
        if key[0] == "component":
            return self._component_under(key, by)
        if key[0] == "column":
            inner = self._tail_under(key[2], by)
            return self.add(
                *(self.spread(m, c, lambda a: self.tail(self.matrix_column(key[1], a))) for m, c in inner.items())
            )
        return self.tail(atom)

    def _component_under(self, key: Any, by: Substitution) -> Polynomial:
        _, atom, head = key
        head = by.get(head, head)
        if self.atoms.supports[atom].isdisjoint(by):
            return self.tail(self.component(atom, head))
        _, symbol, sort, brackets = self.atoms.keys[atom]
        family = self.applied(symbol, tuple(tuple(self.replaced(a, by) for a in b) for b in brackets), sort)
        result: Polynomial = self.at_head(family, head)
        return result

    def _atom_under(self, atom: Atom, by: Substitution) -> Atom:
        """A family or a function under a substitution."""
        key = self.atoms.keys[atom]
        if key[0] == "family":
            result: Atom = self.family(
                lambda head: self.rewritten(self.unpack(key[2]), {**by, key[1]: head})
            )
            return result
        body = self.replaced(key[2], by)
        support, height = self.extent([body])
        if height + 1 != self.atoms.heights[atom]:
            raise RecursionError
        names = self._names_of(key) - self.atoms.supports[atom]
        return self.atoms.intern(("function", key[1], body), support - names, height + 1)

    def _sum_under(self, atom: Atom, by: Substitution) -> Polynomial:
        _, slots, inhabited, packed = self.atoms.keys[atom]
        heads = all(self.atoms.keys[a][1] == "h" for a in by)
        if heads and atom in self.tied:  # the choice may have hung on the old head's place in the table
            names, body, _, frame = self.opened(atom)
            return self._summed(names, self.rewritten(body, by), inhabited, frame)
        if heads:  # another head: the canonical names stay
            renamed = self._sum_atom(slots, inhabited, self.rewritten(self.unpack(packed), by))
            self.frames.setdefault(renamed, self.frames.get(atom, Frame()))
            ((m, _),) = self.unpack(packed).items()
            return self.tail(renamed) if m[2] else self.factor(renamed)
        names, renaming = self._reopened(slots)
        return self._summed(names, self.rewritten(self.unpack(packed), {**by, **renaming}), inhabited, Frame())

    def _member_under(self, key: Any, by: Substitution) -> Atom:
        _, family, args, split = key
        return self.member(family, [self.replaced(arg, by) for arg in args], split)

    # --- linearity ----------------------------------------------------------------------------------------

    def spread(self, m: Monomial, c: Coefficient, image: Callable[[Atom], Polynomial]) -> Polynomial:
        """The image of c m under a linear map, given that of the tail; sums come out."""
        outer: Polynomial = {(m[0], m[1], 0): c}
        if self.kind(m[2]) != "sum":
            return self.multiply(outer, image(m[2]))
        names, body, inhabited, frame = self.opened(m[2])
        inner = self.add(ZERO, *(self.spread(n, d, image) for n, d in body.items()))
        return self.multiply(outer, self._summed(names, inner, inhabited, frame))

    # what the other parts of the normal form provide
    letters: Callable[[Typed], list[Atom]]
    extent: Callable[[list[Typed]], tuple[frozenset[Atom], int]]
    applied: Callable[..., Any]
    pairing: Callable[..., Polynomial]
    family: Callable[..., Atom]
    at_head: Callable[..., Polynomial]
    component: Callable[..., Atom]
    matrix_column: Callable[..., Atom]
    member: Callable[..., Atom]
    settle: Callable[[Combination], Combination]
    settle_word: Callable[[Word], Word]
