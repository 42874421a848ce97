"""What the assumed equivariance of an operator does to normal forms.

    Phi[L_s f](p) = Phi[f](s^{-1}p)  for all s, f, p    |-  Phi[f](p) = Phi[L_s f](sp)
    M[L_s f] = M[f]                  for all s, f        |-  M[f] = M[L_s f]

``s`` is an element of H, a translation, or both. A function that is moved so that a word
or an offset before its argument is gone stands for all that it can be moved to. Each
rewriting is an instance of the law, so all are sound, whatever the choice of ``s``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from symproof.algebras.atoms import Atom
from symproof.algebras.equations import application
from symproof.algebras.words import Combination, Typed, Word, added, inverted, moved, scaled, words_in
from symproof.terms import Apply, H, S, Shift, Sort, Term, V, Var, free_variables
from symproof.theory.hypotheses import Equation

Brackets: TypeAlias = tuple[tuple[Typed, ...], ...]
Place: TypeAlias = tuple[int, int]  # number of a bracket, and of an argument in it
Chain: TypeAlias = tuple[Term, ...]
Act: TypeAlias = Callable[[Sort, Any, Any, int], Any]  # a value of a sort, what moves it, 1 or -1

MAX_MOVES = 8  # elements tried for one function
WITHIN = ("poly", "leaf", "pair", "recip", "sum", "component", "column", "function")  # kinds of atoms with parts


@dataclass(frozen=True)
class Operator:
    """The argument at ``place`` may be moved by all of H, of V, or both; where it is ``carried``, so is the value."""

    place: Place
    by: frozenset[Sort]
    carried: bool
    fixed: tuple[tuple[Place, Term], ...]  # arguments at which the law is stated


def operator_law(one: Term, other: Term, variables: frozenset[Var]) -> tuple[Var, Operator] | None:
    """The law that ``one = other`` states, where ``one`` moves the argument of an operator."""
    value, chain = _unmoved(other)
    left, right = application(one), application(value)
    if left is None or right is None or left[0] != right[0]:
        return None
    (symbol, before), (_, after) = left, right
    if [len(bracket) for bracket in before] != [len(bracket) for bracket in after]:
        return None
    pairs = {(b, k): (mine, after[b][k]) for b, bracket in enumerate(before) for k, mine in enumerate(bracket)}
    moving = [place for place, (mine, its) in pairs.items() if mine != its]
    if len(moving) != 1:
        return None
    function, actors = _stripped(pairs[moving[0]][0])
    if function != pairs[moving[0]][1] or not actors or (chain and chain != actors):
        return None
    others = [mine for place, (mine, _) in pairs.items() if place != moving[0]]
    open_ = [*actors, function, *(term for term in others if free_variables(term) & variables)]
    if len(set(open_)) < len(open_) or not all(isinstance(term, Var) and term in variables for term in open_):
        return None
    if chain and moving[0][0] != len(before) - 2:
        return None
    fixed = tuple((place, mine) for place, (mine, _) in pairs.items() if not free_variables(mine) & variables)
    if chain and any(place[0] == len(before) - 1 for place, _ in fixed):
        return None
    return symbol, Operator(moving[0], frozenset(actor.sort for actor in actors), bool(chain), fixed)


def _unmoved(term: Term) -> tuple[Term, Chain]:
    """``L_yL_h[F](p)`` as F(p) and (y, h)."""
    if not isinstance(term, Apply):
        return term, ()
    function, actors = _stripped(term.fn)
    return (Apply(function, *term.arguments), actors) if actors else (term, ())


def _stripped(term: Term) -> tuple[Term, Chain]:
    actors: list[Term] = []
    while isinstance(term, Shift):
        actors.append(term.actor)
        term = term.fn
    return term, tuple(actors)


class Operators:
    """Functions that operators are applied to, moved to where they stand for all, in one normal form (``form``)."""

    def __init__(self, form: Any) -> None:
        self.form = form
        self.known: dict[Var, list[Operator]] = {}

    def read(self, equation: Equation) -> bool:
        """Is it such a law? Where a document defines actions of its own, none is used."""
        variables = frozenset(equation.variables)
        for one, other in ((equation.left, equation.right), (equation.right, equation.left)):
            found = None if self.form.setting.overrides else operator_law(one, other, variables)
            if found is not None and found[0] not in self.form.setting.definitions:
                self.known.setdefault(found[0], []).append(found[1])
                return True
        return False

    def moved(self, symbol: Var, brackets: Brackets) -> Brackets:
        """The arguments of an operator under the laws about it."""
        for law in self.known.get(symbol, ()):
            stated = all(self._stands(place, term, brackets) for place, term in law.fixed)
            if stated and len(brackets) > law.place[0] + law.carried:
                brackets = self._by_operator(symbol, law, brackets)
        return brackets

    def _stands(self, place: Place, term: Term, brackets: Brackets) -> bool:
        b, k = place
        return b < len(brackets) and self.form.typed(self.form.value(term, {}), term.sort) == brackets[b][k]

    def _by_operator(self, symbol: Var, law: Operator, brackets: Brackets) -> Brackets:
        results = [brackets]
        for sort, act, elements in ((H, self._turned, self._words), (V, self._translated, self._offsets)):
            if sort in law.by:
                moved_by = [self._moved(symbol, law, one, act, g) for one in results for g in elements(law, one)]
                results = moved_by or results
        return min(results)

    def _moved(self, symbol: Var, law: Operator, brackets: Brackets, act: Act, by: Any) -> Brackets:
        """The function is moved, and the arguments of the operator's value where they are carried along."""
        b, k = law.place
        inner, outer = _sorts(symbol, law)
        _, names, body = self.form.atoms.keys[brackets[b][k][1]]
        fresh, points = self.form.apart(names)
        for name, sort in zip(names, inner, strict=False):  # a function of functions has more names
            points[name] = act(sort, points[name], by, -1)
        function = self.form.abstracted(fresh, self.form.replaced(body, points))
        changed = [*brackets]
        changed[b] = (*brackets[b][:k], ("F", function), *brackets[b][k + 1 :])
        if law.carried:
            args = zip(outer, brackets[b + 1], strict=True)
            changed[b + 1] = tuple([(tag, act(sort, data, by, 1)) for sort, (tag, data) in args])
        return tuple(changed)

    def _turned(self, sort: Sort, value: Any, word: Word, power: int) -> Any:
        """An element of H, or its inverse, moves what is of sort H, V, S."""
        word = word if power > 0 else inverted(word)
        if sort == H:
            return self.form.settle_word(self.form.reduce((*word, *value)))
        return self.form.settle(moved(word, value, self.form.reduce)) if sort in (S, V) else value

    def _translated(self, sort: Sort, value: Any, vector: Combination, power: int) -> Any:
        """A translation, or its inverse, moves what is of sort S."""
        return self.form.settle(added(value, scaled(power, vector))) if sort == S else value

    def _words(self, law: Operator, brackets: Brackets) -> list[Word]:
        """The words before the function's own arguments, else those in the arguments of its value."""
        words = {word for word, _ in self._inside(law, brackets)}
        if not words and law.carried:
            words = {inverted(w) for tag, data in brackets[law.place[0] + 1] for w in words_in(tag, data)}
        return sorted(words)[:MAX_MOVES]

    def _offsets(self, law: Operator, brackets: Brackets) -> list[Combination]:
        """What is added to the function's own arguments, else to the arguments of its value."""
        parts = [(word, rest) for word, rest in self._inside(law, brackets) if rest is not None]
        offsets = {moved(inverted(word), rest, self.form.reduce) for word, rest in parts}
        if not offsets and law.carried:
            offsets = {scaled(-1, data) for tag, data in brackets[law.place[0] + 1] if tag == "V"}
        return sorted(offsets)[:MAX_MOVES]

    def _inside(self, law: Operator, brackets: Brackets) -> list[tuple[Word, Combination | None]]:
        """(word, rest) of the arguments ``word.name + rest`` in the function that hold one of its own names,
        without what is bound inside."""
        function, supports = brackets[law.place[0]][law.place[1]][1], self.form.atoms.supports
        _, names, body = self.form.atoms.keys[function]
        found = []
        for tag, data in self._arguments(body):
            for word, rest in _parts(tag, data, frozenset(names)):
                free = [supports[abs(letter)] <= supports[function] for letter in word]
                if all(free):
                    kept = None if rest is None else tuple([t for t in rest if self._is_free(t[0], supports[function])])
                    found.append((word, kept))
        return found

    def _is_free(self, term: tuple[Word, Atom], allowed: frozenset[Atom]) -> bool:
        return all(self.form.atoms.supports[atom] <= allowed for atom in (*map(abs, term[0]), term[1]))

    def _arguments(self, part: Any) -> Iterator[Typed]:
        """The arguments of sort H, V, S in a value, all the way down."""
        if isinstance(part, tuple) and len(part) == 2 and part[0] in ("H", "V") and isinstance(part[1], tuple):
            yield part
        elif isinstance(part, tuple):
            for inner in part:
                yield from self._arguments(inner)
        elif isinstance(part, int) and 0 < part < len(self.form.atoms.keys):
            kind, *parts = self.form.atoms.keys[part]
            if kind == "member":  # where it is invariant, any common turn of its arguments is as good
                words = {word for tag, data in parts[1] for word in words_in(tag, data)}
                yield from ((t, self._turned(H if t == "H" else S, d, w, -1)) for w in words for t, d in parts[1])
            elif kind in WITHIN:
                yield from self._arguments(tuple(parts))


def _sorts(symbol: Var, law: Operator) -> tuple[tuple[Sort, ...], tuple[Sort, ...]]:
    """The sorts of the function's arguments, and of those of the operator's value."""
    sort: Any = symbol.sort
    for _ in range(law.place[0]):
        sort = sort.codomain
    return sort.domain[law.place[1]].domain, sort.codomain.domain if law.carried else ()


def _parts(tag: str, data: Any, names: frozenset[Atom]) -> Iterator[tuple[Word, Combination | None]]:
    if tag == "H":
        place = next((n for n, letter in enumerate(data) if letter in names), None)
        if place is not None:
            yield data[:place], None
        return
    for (word, base), n in data:
        if base in names and abs(n) == 1:
            yield word, scaled(n, tuple([term for term in data if term[0] != (word, base)]))
