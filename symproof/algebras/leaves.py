"""Leaves: the arguments of sort H, V and S in a value, and how a variable is read off one of them.

A leaf has a *path* that says where it stands and does not depend on how a sum is
parametrised: names of functions, numbers of arguments. Where a leaf is affine in a
variable, ``solutions`` gives the variable in terms of the leaf.

Nothing is trusted here: these are proposals, and whoever uses one checks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, TypeAlias

from symproof.algebras.atoms import Atom
from symproof.algebras.polynomials import Monomial
from symproof.algebras.words import Combination, Substitution, Typed, Word, added, inverted, moved, scaled, words_in

Path: TypeAlias = tuple[str, ...]
Label: TypeAlias = tuple[int, int, Path]  # length of the path and how much later, this alone, the path
Leaf: TypeAlias = tuple[Label, Typed]
Solution: TypeAlias = tuple[str, Any, Any, frozenset[Atom]]  # sub-label, variable, new name, other letters

TOGETHER = "together"  # tag of the arguments of a condition, or of a function, that H may move together
CONDITION = 4  # the leaf of a condition counts as so many steps longer
LOOSE = 8  # so does one of a function that a law says not to tell some arguments from others


class Leaves:
    """The leaves of the values of one normal form (``form``), found once for each atom, and their solutions."""

    def __init__(self, form: Any) -> None:
        self.form = form
        self._leaves: dict[Atom, tuple[Leaf, ...]] = {}

    def labelled(self, m: Monomial, names: Iterable[Atom]) -> list[tuple[Label, Typed]]:
        """The leaves of a monomial that mention one of the names, each under its least label, least labels first."""
        leaves = [leaf for leaf in self._least(self._in_monomial(m)) if self.mentioned(leaf[1], names)]
        return sorted(leaves, key=itemgetter(0))

    def mentioned(self, leaf: Typed, names: Iterable[Atom]) -> bool:
        tag, data = leaf
        return any(self.form.mentions(arg, names) for arg in (data if tag == TOGETHER else (leaf,)))

    def replaced(self, leaf: Typed, by: Substitution) -> Typed:
        """A leaf under a substitution."""
        tag, data = leaf
        if tag == TOGETHER:
            return tag, tuple([self.form.replaced(arg, by) for arg in data])
        changed: Typed = self.form.replaced(leaf, by)
        return changed

    def single(self, leaves: Iterable[Leaf], name: Atom, todo: frozenset[Atom]) -> Iterator[tuple[Label, Atom, Typed]]:
        """The leaves, least labels first as they come, with the arguments of conditions one by one, each with the name.

        What H may move together is written with an argument, or a summand, of settled names at the unit
        (of names that are not in ``todo``, where there are any): in whatever way the condition was
        written, the same is left of the arguments with the name in them.
        """
        waiting: list[tuple[Label, Atom, Typed]] = []
        for label, leaf in leaves:
            while waiting and waiting[0][0] <= label:
                yield waiting.pop(0)
            if leaf[0] != TOGETHER:
                yield label, name, leaf
                continue
            length, late, path = label
            for later, args in self._turned(leaf[1], name, todo):
                waiting += [((length + later, late, (*path, str(n))), name, arg) for n, arg in enumerate(args)]
            waiting.sort(key=itemgetter(0))
        yield from waiting

    def _turned(self, args: tuple[Typed, ...], name: Atom, todo: frozenset[Atom]) -> list[tuple[int, Sequence[Typed]]]:
        """The ways to turn arguments, each with how much later it comes."""
        parts = [part for tag, data in args for part in ([(tag, data)] if tag == "H" else [(tag, (t,)) for t in data])]
        for later, open_ in enumerate((todo, (name,))):
            still = [part for part in parts if not self.form.mentions(part, open_)]
            words = {word for tag, data in still for word in words_in(tag, data)}
            if words:
                return [(later, self.form.turned_by(word, args)) for word in sorted(words)]
        return [(1, args)]

    @staticmethod
    def _least(leaves: Iterable[Leaf]) -> tuple[Leaf, ...]:
        least: dict[Typed, Label] = {}
        for label, arg in leaves:
            known = least.get(arg)
            if known is None or label < known:
                least[arg] = label
        return tuple([(label, arg) for arg, label in least.items()])

    def leaves(self, atom: Atom) -> tuple[Leaf, ...]:
        """The leaves in an atom that depend on some variable, paths taken from the atom."""
        known = self._leaves.get(atom)
        if known is None:
            key = self.form.atoms.keys[atom]
            if not self.form.atoms.supports[atom]:
                known = ()
            elif key[0] == "poly" and len(key[1]) == 1 and key[1][0][0][:2] == (0, ()):  # a vector alone
                known = self.leaves(key[1][0][0][2])
            else:
                known = self._least(self._inside(key))
            self._leaves[atom] = known
        return known

    def _in_monomial(self, m: Monomial) -> Iterator[Leaf]:
        if m[0]:
            yield from self._below("exp", m[0])
        for atom, k in m[1]:
            yield from self._below(f"^{k}", atom)
        if m[2]:
            yield from self.leaves(m[2])

    def _below(self, step: str, atom: Atom) -> list[Leaf]:
        return [((n + 1, late, (step, *path)), arg) for (n, late, path), arg in self.leaves(atom)]

    def _inside(self, key: Any) -> Iterator[Leaf]:
        kind = key[0]
        if kind == "poly":
            for m, _ in key[1]:
                yield from self._in_monomial(m)
        elif kind == "leaf":
            args = [arg for bracket in key[3] for arg in bracket]
            late = LOOSE if key[1] in self.form.matching.loose else 0
            if late:
                yield (2 + late, late, (key[1].name,)), (TOGETHER, tuple([arg for arg in args if arg[0] in "HV"]))
                yield from self._in_letters(key[1].name, args, late)
                args = [arg for arg in args if arg[0] not in "HV"]
            yield from self._in_arguments(key[1].name, args, late)
        elif kind == "member" and "H" in key[4]:
            yield (2 + CONDITION, CONDITION, (key[1].name,)), (TOGETHER, key[2])
            yield from self._in_letters(key[1].name, key[2], CONDITION)
        elif kind == "member":
            yield from self._in_arguments(key[1].name, key[2], CONDITION)
        elif kind == "fact":
            yield from self.leaves(key[1])
        elif kind == "recip":
            yield from self._below("1/", key[1])
        elif kind in ("pair", "component", "column"):
            for part in key[1:]:
                yield from self._below(kind, part)
        elif kind == "matrix":
            for atom, _ in key[1]:
                yield from self._below(kind, atom)
        elif kind == "sum":
            yield from self._outside(key[1], self._below(kind, key[3]))
        elif kind == "function":
            yield from self._outside(key[1], self._in_arguments(kind, [key[2]], 0))

    def _in_arguments(self, step: str, args: Sequence[Typed], late: int) -> Iterator[Leaf]:
        for n, own in enumerate(args):
            tag, data = own
            if tag in "HV":
                if self.form.extent_of(own)[0]:
                    yield (2 + late, late, (step, str(n))), own
            elif tag in "PFU":
                for (_, inner, path), arg in self.leaves(data):
                    both = late | inner
                    yield (2 + len(path) + both, both, (step, str(n), *path)), arg
        yield from self._in_letters(step, args, late)

    def _in_letters(self, step: str, args: Iterable[Typed], late: int) -> Iterator[Leaf]:
        """The leaves within letters: those of k(v) in v k(v). A letter's place in its word says nothing.

        Before it a leaf is moved by what stands before the letter: as in k(g v), to which g k(v) may be equal.
        """
        points = [arg for arg in args if arg[0] in "HV"]
        letters = [letter for arg in points for letter in self.form.letters(arg)]
        if not any(map(self.leaves, letters)):  # as nearly always
            return
        for before, letter in dict.fromkeys(place for arg in points for place in _letters_in(*arg)):
            for (_, inner, path), arg in self.leaves(letter):
                both = late | inner
                yield (3 + len(path) + both, both, (step, "in", *path)), self._moved_by(before, arg)
                yield (4 + len(path) + both, both, (step, "in", *path)), arg

    def _moved_by(self, word: Word, leaf: Typed) -> Typed:
        tag, data = leaf
        if tag == TOGETHER:
            return tag, tuple([self._moved_by(word, arg) for arg in data])
        reduce = self.form.reduce
        return (tag, reduce((*word, *data))) if tag == "H" else (tag, moved(word, data, reduce)) if tag == "V" else leaf

    def _outside(self, names: tuple[Atom, ...], leaves: Iterable[Leaf]) -> Iterator[Leaf]:
        """The leaves that do not hang on what is bound here, not even through a letter such as k(j).

        Of a word that does, the parts between such letters are left, of a combination those of its words.
        """
        for (length, late, path), leaf in leaves:
            tag, data = leaf
            if not self.mentioned(leaf, names):
                yield (length, late, path), leaf
            elif tag == TOGETHER:
                apart = (((length + 1, late, (*path, str(n))), arg) for n, arg in enumerate(data))
                yield from self._outside(names, apart)
            elif tag in "HV":
                words = (data,) if tag == "H" else tuple([word for (word, _), _ in data])
                for part in dict.fromkeys(part for word in words for part in self._parts(word, names)):
                    yield (length + 1, late, (*path, "w")), ("H", part)

    def _parts(self, word: Word, names: tuple[Atom, ...]) -> Iterator[Word]:
        """The parts of a word between letters that hang on the names."""
        start = 0
        for end, letter in enumerate((*word, None)):
            if letter is None or not self.form.atoms.supports[abs(letter)].isdisjoint(names):
                if start < end:
                    yield word[start:end]
                start = end + 1

    # --- solutions -----------------------------------------------------------------------------

    def solutions(self, arg: Typed, name: Atom, new: Atom, whole: bool = False) -> list[Solution]:
        """Ways to make ``arg`` (or a word in it) the new variable."""
        tag, data = arg
        if tag == "H":
            return self._word_solutions("", data, name, new)
        if self.form.atoms.keys[name][1] == "V":
            return self._point_solutions(data, name, new)
        if whole:
            return []
        letters = frozenset(self.form.letters(arg)) - {name}  # of all summands: a translation moves them between words
        return [
            (self._base_label(base), solution, image, letters)
            for (word, base), _ in data
            for _, solution, image, _ in self._word_solutions("", word, name, new)
        ]

    def _base_label(self, base: Atom) -> str:
        """What a word in a combination stands before: the same in every parametrisation of the sum."""
        key = self.form.atoms.keys[base]
        if key[0] == "var":
            return f"w{key[1].name}"
        return f"w{key[4]}" if key[0] == "bound" else "w"

    def _word_solutions(self, sub: str, word: Word, name: Atom, new: Atom) -> list[Solution]:
        """a v^e b = $   |-   v = (a^-1 $ b^-1)^e"""
        places = [k for k, letter in enumerate(word) if abs(letter) == name]
        if len(places) != 1:
            return []
        k = places[0]
        value = self.form.reduce((*inverted(word[:k]), new, *inverted(word[k + 1 :])))
        letters = frozenset(abs(letter) for letter in word) - {name}
        if self._depends(letters, name):
            return []
        return [(sub, value if word[k] > 0 else inverted(value), word, letters)]

    def _point_solutions(self, data: Combination, name: Atom, new: Atom) -> list[Solution]:
        """n w.v + r = $   |-   v = w^-1 (n ($ - r)),  n = +-1"""
        own = [(word, n) for (word, base), n in data if base == name]
        if len(own) != 1 or abs(own[0][1]) != 1:
            return []
        (word, n), rest = own[0], tuple(term for term in data if term[0][1] != name)
        target = added(((((), new), 1),), scaled(-1, rest))
        letters = frozenset(a for (w, base), _ in data for a in (*map(abs, w), base)) - {name}
        if self._depends(letters, name):
            return []
        return [("", scaled(n, moved(inverted(word), target, self.form.reduce)), data, letters)]

    def _depends(self, letters: frozenset[Atom], name: Atom) -> bool:
        """Does a letter such as k(v) depend on the variable? Then v k(v) need not be a bijection of v."""
        return any(name in self.form.atoms.supports[letter] for letter in letters)

    # --- variables that occur several times in a word ------------------------------------------------

    def repetitions(self, arg: Typed, name: Atom, new: Atom) -> list[Solution]:
        """Ways to write a word that holds the variable several times, up to p v q for v or v^-1."""
        if self.form.atoms.keys[name][1] != "H":
            return []
        tag, data = arg
        labelled = [("", data)] if tag == "H" else [(self._base_label(base), word) for (word, base), _ in data]
        return [solution for sub, word in labelled for solution in self._repeated(sub, word, name, new)]

    def _repeated(self, sub: str, word: Word, name: Atom, new: Atom) -> list[Solution]:
        """a v b v c = $ $ a b^-1 c   |-   v = a^-1 $ a b^-1

        a v b v^-1 c = $ q b q^-1 $^-1 a c   |-   v = a^-1 $ q
        """
        places = [k for k, letter in enumerate(word) if abs(letter) == name]
        letters = frozenset(abs(letter) for letter in word) - {name}
        if len(places) < 2 or self._depends(letters, name):
            return []
        first, second = places[:2]
        before, between = word[:first], word[first + 1 : second]
        alike = word[first] == word[second]
        after = (*before, *inverted(between)) if alike else self._rotation(between)
        value = self.form.reduce((*inverted(before), new, *after))
        image = self.form.reduce((*before, word[first], *inverted(after)))
        return [(sub, value if word[first] > 0 else inverted(value), image, letters)]

    def _rotation(self, word: Word) -> Word:
        """q with the least q w q^-1 that is a rotation of w."""
        turns = [inverted(word[:n]) for n in range(len(word))] or [()]

        def rank(turn: Word) -> tuple[int, Word]:
            turned: Word = self.form.reduce((*turn, *word, *inverted(turn)))
            return len(turned), turned

        return min(turns, key=rank)


def _letters_in(tag: str, data: Any) -> Iterator[tuple[Word, Atom]]:
    """The letters of an argument, each with the word that stands before it, or before its inverse."""
    for word in words_in(tag, data):
        yield from ((word[:k], a) if a > 0 else (inverted(word[k + 1 :]), -a) for k, a in enumerate(word))
    if tag == "V":
        yield from (place for place, _ in data)
