"""Substitution in values: what becomes of a normal form when variables take other values.

``by`` maps variables (atoms) to values of their sort: words, combinations, or for heads
and for the arguments of functions another atom. Nothing is captured: the names that a
value binds are told by its height (``atoms``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from symproof.algebras.atoms import EMPTY, Atom
from symproof.algebras.polynomials import ONE, Coefficient, Monomial, Polynomial, Polynomials
from symproof.algebras.words import Combination, Substitution, Typed, Word, combined, inverted, moved, scaled


class Rewriting(Polynomials):
    """Part of the normal form: values under a substitution, remembered atom by atom."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._rewritings: dict[Any, Polynomial] = {}
        self._extents: dict[Typed, tuple[frozenset[Atom], int]] = {}

    def mentions(self, arg: Typed, names: Iterable[Atom]) -> bool:
        return not self.extent_of(arg)[0].isdisjoint(names)

    def support_of_argument(self, arg: Typed) -> frozenset[Atom]:
        return self.extent_of(arg)[0]

    def extent_of(self, arg: Typed) -> tuple[frozenset[Atom], int]:
        """The summation variables in an argument, and its height."""
        known = self._extents.get(arg)
        if known is None:
            atoms = self.letters(arg)
            support = EMPTY.union(*[self.atoms.supports[atom] for atom in atoms])
            known = self._extents[arg] = support, max([self.atoms.heights[atom] for atom in atoms], default=0)
        return known

    def as_point(self, atom: Atom) -> Word | Combination | Atom:
        """The value of a variable."""
        kind = self.atoms.keys[atom][1]
        if kind == "H":
            return (atom,)
        return ((((), atom), 1),) if kind == "V" else atom

    def apart(self, names: tuple[Atom, ...]) -> tuple[tuple[Atom, ...], Substitution]:
        """Fresh variables for those that a value binds, and the renaming."""
        fresh = tuple([self.atoms.fresh(*self.atoms.keys[name][1:3]) for name in names])
        return fresh, {name: self.as_point(new) for name, new in zip(names, fresh, strict=True)}

    # --- words, combinations, arguments --------------------------------------------------------

    def replaced_point(self, value: Any, by: Substitution) -> Any:
        """A word or a combination under a substitution."""
        if not value or not by:
            return value
        if isinstance(value[0], int):
            return self.settle_word(self._word(value, by))
        terms: list[Any] = []
        for (word, base), n in value:
            word, image = self._word(word, by) if word else word, self._letter(base, by)
            terms.extend([((word, base), n)] if image is None else scaled(n, moved(word, image, self.reduce)))
        return self.settle(combined(terms))

    def _word(self, word: Word, by: Substitution) -> Word:
        images = [self._letter(abs(letter), by) for letter in word]
        if images.count(None) == len(images):
            return word
        letters: list[int] = []
        for letter, image in zip(word, images, strict=True):
            letters.extend((letter,) if image is None else image if letter > 0 else inverted(image))
        return self.reduce(letters)

    def _letter(self, atom: Atom, by: Substitution) -> Any:
        """The image of a letter or a base, which may be a function value such as k(i); None if it stays."""
        if atom in by:
            return by[atom]
        return None if self.atoms.supports[atom].isdisjoint(by) else self._leaf(atom, by)

    def _leaf(self, atom: Atom, by: Substitution) -> Any:
        _, symbol, sort, brackets = self.atoms.keys[atom]
        return self.applied(symbol, tuple([tuple([self.replaced(a, by) for a in b]) for b in brackets]), sort)

    def replaced(self, arg: Typed, by: Substitution) -> Typed:
        """A typed argument under a substitution."""
        tag, data = arg
        if tag == "h":
            return tag, by.get(data, data)
        if not self.mentions(arg, by):
            return arg
        if tag in "HV":
            return tag, self.replaced_point(data, by)
        return tag, self.pack(self.rewritten(self.unpack(data), by)) if tag == "P" else self._function(data, by)

    def _function(self, atom: Atom, by: Substitution) -> Atom:
        """A function of names that it binds; they keep their names where the height stays as it was."""
        _, names, body = self.atoms.keys[atom]
        image = self.replaced(body, by)
        if self.extent([image])[1] + 1 == self.atoms.heights[atom]:
            return self.closed(names, image)
        fresh, renaming = self.apart(names)
        return self.abstracted(fresh, self.replaced(body, {**by, **renaming}))

    def abstracted(self, arguments: tuple[Atom, ...], body: Typed) -> Atom:
        """The function of fresh arguments with such a body; a family is a function of a head."""
        height = self.extent([body])[1] + 1
        kinds = [self.atoms.keys[a][1] for a in arguments]
        names = tuple([self.atoms.bound(kind, True, height, n) for n, kind in enumerate(kinds)])
        return self.closed(names, self.replaced(body, dict(zip(arguments, map(self.as_point, names), strict=True))))

    def closed(self, names: tuple[Atom, ...], body: Typed) -> Atom:
        """The function of names that are above all that the body binds."""
        support, height = self.extent([body])
        own = self.atoms.keys[names[0]][3]
        if height >= own:
            raise RecursionError
        return self.atoms.intern(("function", names, body), support.difference(names), own)

    # --- polynomials ------------------------------------------------------------------------------

    def rewritten(self, p: Polynomial, by: Substitution) -> Polynomial:
        """A polynomial under a substitution."""
        return self.add(*[self._monomial(m, c, by) for m, c in p.items()]) if by else p

    def _monomial(self, m: Monomial, c: Coefficient, by: Substitution) -> Polynomial:
        supports = self.atoms.supports
        (exponent, factors, tail), parts = m, []
        if not supports[exponent].isdisjoint(by):
            parts.append(self.image(exponent, by))
            exponent = 0
        if not supports[tail].isdisjoint(by):
            parts.append(self.image(tail, by))
            tail = 0
        moving = [factor for factor in factors if not supports[factor[0]].isdisjoint(by)]
        if not moving and not parts:
            return {m: c}
        parts += [self.to_power(self.image(atom, by), k) for atom, k in moving]
        still: Polynomial = {(exponent, tuple([f for f in factors if f not in moving]), tail): c}
        return parts[0] if len(parts) == 1 and still == ONE else self.multiply(still, *parts)

    def image(self, atom: Atom, by: Substitution) -> Polynomial:
        """The image of an exponent, a factor or a tail."""
        support = self.atoms.supports[atom]
        key = atom, tuple([change for change in by.items() if change[0] in support])
        known = self._rewritings.get(key)
        if known is None:
            kind = self.atoms.keys[atom][0]
            known = self._rewritings[key] = self._IMAGES[kind](self, atom, by) if key[1] else self.tail(atom)
        return known

    def _variable_image(self, atom: Atom, by: Substitution) -> Polynomial:
        """Of an argument of a function: a scalar or a feature."""
        if self.kind(by[atom]) == "poly":
            return self.unpack(by[atom])
        return self.factor(by[atom]) if self.atoms.keys[atom][1] == "R" else self.tail(by[atom])

    def _exponent_image(self, atom: Atom, by: Substitution) -> Polynomial:
        return self.exponential(self.rewritten(self.unpack(atom), by))

    def _pair_image(self, atom: Atom, by: Substitution) -> Polynomial:
        _, left, right = self.atoms.keys[atom]
        return self.paired(self.image(left, by), self.image(right, by))

    def _reciprocal_image(self, atom: Atom, by: Substitution) -> Polynomial:
        return self.invert(self.rewritten(self.unpack(self.atoms.keys[atom][1]), by))

    def _member_image(self, atom: Atom, by: Substitution) -> Polynomial:
        _, family, args, split, invariance = self.atoms.keys[atom]
        return self.factor(self.member(family, [self.replaced(arg, by) for arg in args], split, invariance))

    def _fact_image(self, atom: Atom, by: Substitution) -> Polynomial:
        ((_, ((member, _),), _),) = self.image(self.atoms.keys[atom][1], by)
        return self.factor(self.fact(member))

    def fact(self, member: Atom) -> Atom:
        """A condition on no variable of a sum is a mere 0/1 factor."""
        return self.atoms.intern(("fact", member), self.atoms.supports[member], self.atoms.heights[member])

    def _component_image(self, atom: Atom, by: Substitution) -> Polynomial:
        _, family, own = self.atoms.keys[atom]
        head = self._letter(own, by) or own
        if self.atoms.supports[family].isdisjoint(by):
            return self.tail(self.component(family, head))
        return self.at_head(self._leaf(family, by), head)

    def _column_image(self, atom: Atom, by: Substitution) -> Polynomial:
        _, matrix, column = self.atoms.keys[atom]
        return self.times_column(self.image(matrix, by), self.image(column, by))

    def _matrix_image(self, atom: Atom, by: Substitution) -> Polynomial:
        parts = []
        for letter, turned in self.atoms.keys[atom][1]:
            still = self.atoms.supports[letter].isdisjoint(by)
            part = self.matrix(letter) if still else self._leaf(letter, by)
            parts.append(self.transposed(part) if turned else part)
        return self.times_matrices(parts)

    _IMAGES: ClassVar[dict[str, Callable[[Any, Atom, Substitution], Polynomial]]] = {
        "fresh": _variable_image,
        "bound": _variable_image,
        "poly": _exponent_image,
        "leaf": lambda self, atom, by: self._leaf(atom, by),
        "pair": _pair_image,
        "recip": _reciprocal_image,
        "member": _member_image,
        "fact": _fact_image,
        "component": _component_image,
        "column": _column_image,
        "matrix": _matrix_image,
        "sum": lambda self, atom, by: self.sum_image(atom, by),
    }

    # what the other parts of the normal form provide
    reduce: Callable[[Iterable[int]], Word]
    letters: Callable[[Typed], list[Atom]]
    settle: Callable[[Combination], Combination]
    settle_word: Callable[[Word], Word]
    extent: Callable[[list[Typed]], tuple[frozenset[Atom], int]]
    applied: Callable[..., Any]
    written: Callable[[Any], Polynomial]
    paired: Callable[[Polynomial, Polynomial], Polynomial]
    member: Callable[..., Atom]
    component: Callable[[Atom, Atom], Atom]
    at_head: Callable[[Atom, Atom], Polynomial]
    matrix: Callable[[Atom], Polynomial]
    times_matrices: Callable[[list[Polynomial]], Polynomial]
    transposed: Callable[[Polynomial], Polynomial]
    times_column: Callable[[Polynomial, Polynomial], Polynomial]
    sum_image: Callable[[Atom, Substitution], Polynomial]
