"""What hypotheses do to elements of H, V and S: neighbourhoods, equations, laws of the group and of its action.

Each is a rewriting to a representative. All of them are sound; equations and laws
outside the shapes named here do nothing (the step is then left undecided, or refuted).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from math import gcd, prod
from typing import Any

from symproof.algebras.atoms import Atom, Atoms
from symproof.algebras.completion import MAX_RELATOR, completed, rewritten
from symproof.algebras.polynomials import Polynomial
from symproof.algebras.words import (
    Combination,
    Typed,
    Word,
    abelian,
    added,
    combined,
    inverted,
    moved,
    reduced,
    scaled,
    words_in,
)
from symproof.terms import Act, H, Member, S, SumOver, Term, V, Var
from symproof.theory.hypotheses import Commutative, Equation, Hypothesis
from symproof.theory.setting import Setting

MAX_NAMES = 6  # of elements, of whose products a law about all elements is applied
MAX_REWRITINGS = 400  # of one word


def _centred(central: frozenset[Atom], letters: Iterable[int]) -> Word:
    """The reduced word with its central letters in front."""
    word = tuple(letters)
    inside = [letter for letter in word if abs(letter) in central]
    return (*abelian(inside), *reduced([letter for letter in word if abs(letter) not in central]))


class Relations:
    """Part of the normal form: what it knows of memberships, equations and laws."""

    atoms: Atoms
    setting: Setting
    invariance: dict[Var, str]  # of neighbourhoods: V for translation-equivariant, H for stable
    reduce: Callable[[Iterable[int]], Word]

    def relate(self, hypotheses: frozenset[Hypothesis]) -> None:
        """Prepare the equations among the hypotheses, in a fixed order."""
        self.points: dict[Var, Any] = {}  # the names of H, V and S met so far, where one is eliminated its value
        self.orders: dict[Atom, int] = {}  # h^n = e
        self.rules: dict[Word, Word] = {}  # parts of words that a relation makes shorter, or less
        self.fixed: dict[Atom, set[Word]] = {}  # w.b = b: words that do nothing to a base
        self.exponent = 0  # h^n = e for all h; 0 for none
        self.signs: dict[Atom, int] = {}  # letters h with hv = v, or hv = -v, for all v
        self.still: set[Atom] = set()  # bases b with hb = b for all h
        self.commutative, self.reduce = Commutative() in hypotheses, reduced
        equations = sorted((h for h in hypotheses if isinstance(h, Equation)), key=lambda h: h.name)
        self.assumed = frozenset(equations)
        central = {atom for e in equations if e.variables and e.left.sort == H for atom in self._read_group(e)}
        if self.commutative:
            self.reduce = abelian
        elif central:
            self.reduce = partial(_centred, frozenset(central))
        self._short.clear()
        if equations:
            self._relate(equations)

    def _relate(self, equations: Sequence[Equation]) -> None:
        others = [e for e in equations if not (e.variables and (self.assume(e) or self._read_action(e)))]
        relators: list[Word] = []
        for equation in others:
            if equation.variables:
                continue
            if equation.left.sort == H:
                relators += self._equate_words(equation)
            elif equation.left.sort in (V, S):
                self._equate_points(equation)
        self._complete(relators)
        self.equate(others)

    # --- laws of the group and of its action ---------------------------------------------------

    def difference(self, equation: Equation, env: Mapping[Var, Any]) -> Any:
        """What an equation says to be nothing: left - right, in H left^-1 right."""
        left, right = self.value(equation.left, env), self.value(equation.right, env)
        if equation.left.sort == H:
            return self.reduce((*inverted(left), *right))
        if equation.left.sort in (V, S):
            return added(left, scaled(-1, right))
        return self.add(left, self.scale(-1, right))

    def at_fresh(self, equation: Equation) -> tuple[dict[Var, Atom], Any]:
        """New names for the variables, all elements, and the difference there."""
        own = {v: self.atoms.fresh("H" if v.sort == H else "V") for v in equation.variables}
        return own, self.difference(equation, {v: self.as_point(atom) for v, atom in own.items()})

    def _read_group(self, equation: Equation) -> set[Atom]:
        """``h^n = e`` for all h; ``st = ts``, for all s and t, or for all s: then t, which stands before all others."""
        if any(v.sort != H for v in equation.variables):
            return set()
        variables, word = self.at_fresh(equation)
        while word and word[0] == -word[-1]:
            word = word[1:-1]
        own, letters = set(variables.values()), {abs(letter) for letter in word}
        if not own & letters or any(not self.atoms.supports[a].isdisjoint(own) for a in letters - own):
            return set()
        if len(letters) == 1:
            self.exponent = gcd(self.exponent, len(word))
        pair = len(word) == 4 and len(letters) == 2 and word[0] == -word[2] and word[1] == -word[3]
        self.commutative |= (pair and letters <= own) or self.exponent in (1, 2)
        return letters - own if pair else set()

    def _read_action(self, equation: Equation) -> bool:
        """``hv = v`` or ``hv = -v`` for all v; ``hy = y`` for all h, perhaps for all y too."""
        if equation.left.sort not in (V, S) or any(v.sort not in (H, V, S) for v in equation.variables):
            return False
        own, vector = self.at_fresh(equation)
        bases, moving = {base for (_, base), _ in vector}, [word for (word, _), _ in vector if word]
        if len(vector) != 2 or len(bases) != 1 or len(moving) != 1 or len(moving[0]) != 1:
            return False
        (base,), letter, signs = bases, abs(moving[0][0]), [n for _, n in vector]
        if any(not self.atoms.supports[a].isdisjoint(own.values()) for a in (base, letter) if a not in own.values()):
            return False  # an element that hangs on the variables, such as k(v)
        if base in own.values() and letter not in own.values() and set(signs) <= {1, -1}:
            self.signs[letter] = -signs[0] * signs[1]
        elif letter in own.values() and sum(signs) == 0 and abs(signs[0]) == 1:
            self.still.add(0 if base in own.values() else base)
        else:
            return False
        return True

    # --- equations between elements ---------------------------------------------------------

    def _equate_words(self, equation: Equation) -> Iterator[Word]:
        """Eliminate a name; else what is the unit."""
        word = self.difference(equation, {})
        for k, letter in enumerate(word):
            var = self._variable(abs(letter))
            if var is not None and sum(abs(other) == abs(letter) for other in word) == 1:
                value = self.reduce((*inverted(word[:k]), *inverted(word[k + 1 :])))
                self._eliminate(var, value if letter > 0 else inverted(value))
                return
        if len(set(word)) == 1 and self._variable(abs(word[0])) is not None:
            self.orders[abs(word[0])] = len(word)
        yield word

    def _complete(self, relators: Sequence[Word]) -> None:
        """Rules for what is the unit; powers alone need none."""
        if self.exponent and not self.commutative:
            relators = [*relators, *self._powers()]
        if not self.commutative and any(len(set(word)) > 1 for word in relators):
            self.rules = completed(tuple(dict.fromkeys(word for word in relators if word)))

    def _powers(self) -> Iterator[Word]:
        """Of the names and of the products of two of them."""
        names = [v for v in self.setting.symbols.values() if v.sort == H and v not in self.setting.abbreviations]
        if len(names) > MAX_NAMES:
            return
        words = [self.value(var, {}) for var in names]
        both = [self.reduce((*a, *b)) for a in words for b in (*words, *map(inverted, words)) if a != b]
        yield from (word * self.exponent for word in (*words, *both) if 0 < len(word) * self.exponent <= MAX_RELATOR)

    def _equate_points(self, equation: Equation) -> None:
        left, right = self.value(equation.left, {}), self.value(equation.right, {})
        vector = self.difference(equation, {})
        if self._solve_point(vector):
            return
        if (
            len(vector) == 2
            and vector[0][0][1] == vector[1][0][1]
            and (vector[0][1], vector[1][1]) in ((1, -1), (-1, 1))
        ):
            (one, base), (two, _) = vector[0][0], vector[1][0]  # one.b = two.b
            self.fixed.setdefault(base, set()).add(self.reduce((*inverted(two), *one)))
            return
        if isinstance(equation.left, Act) and self.value(equation.left.args[1], {}) == right:
            self._fix(self.value(equation.left.args[0], {}), right)
        elif isinstance(equation.right, Act) and self.value(equation.right.args[1], {}) == left:
            self._fix(self.value(equation.right.args[0], {}), left)

    def _solve_point(self, vector: Combination, target: Combination = ()) -> bool:
        """n w.b + r = target   |-   b = w^-1 (n (target - r)),  n = +-1, b not in r"""
        for (word, base), n in vector:
            var = self._variable(base)
            if var is None or abs(n) != 1 or sum(b == base for (_, b), _ in vector) != 1:
                continue
            rest = tuple(term for term in vector if term[0][1] != base)
            if any(abs(a) == base for (w, _), _ in rest for a in w):
                continue
            value = moved(inverted(word), added(target, scaled(-1, rest)), self.reduce)
            self._eliminate(var, scaled(n, value))
            return True
        return False

    def _fix(self, word: Word, vector: Combination) -> None:
        """w.u = u: a base for u is introduced that the word w leaves alone."""
        if not word or not vector:
            return
        base = self.atoms.intern(("fixed", vector))
        if len(vector) == 1 and not vector[0][0][0] and abs(vector[0][1]) == 1:
            self.fixed.setdefault(vector[0][0][1], set()).add(word)
        elif self._solve_point(vector, ((((), base), 1),)):
            self.fixed.setdefault(base, set()).add(word)

    def _variable(self, atom: Atom) -> Var | None:
        key = self.atoms.keys[atom]
        return key[1] if key[0] == "var" else None

    def _eliminate(self, var: Var, value: Any) -> None:
        by = {self.atoms.intern(("var", var)): value}
        self.points = {known: self.replaced_point(old, by) for known, old in self.points.items()}
        self.points[var] = value

    def settle_word(self, word: Word) -> Word:
        """Powers modulo the known orders of letters, and parts that a relation makes less."""
        if self.orders or self.exponent:
            word = self._settle_powers(word)
        for _ in range(MAX_REWRITINGS) if self.rules else ():
            less = self._settle_powers(self.reduce(rewritten(word, self.rules)))
            if less == word:
                break
            word = less
        return word

    def _settle_powers(self, word: Word) -> Word:
        if not (self.orders or self.exponent):
            return word
        runs: list[list[int]] = []  # [letter, exponent]
        for letter in word:
            atom, sign = abs(letter), 1 if letter > 0 else -1
            if not runs or runs[-1][0] != atom:
                runs.append([atom, 0])
            runs[-1][1] += sign
            order = gcd(self.orders.get(atom, 0), self.exponent)
            if order:
                runs[-1][1] %= order
            if runs[-1][1] == 0:
                runs.pop()
        return tuple(atom if n > 0 else -atom for atom, n in runs for _ in range(abs(n)))

    def settle(self, vector: Combination) -> Combination:
        """Words modulo orders and modulo the letters that fix a base."""
        if not (self.orders or self.fixed or self.rules or self.exponent or self.signs or self.still):
            return vector
        return combined([((self._settled_on(word, base), base), n * self._sign(word)) for (word, base), n in vector])

    def _sign(self, word: Word) -> int:
        return prod([self.signs.get(abs(letter), 1) for letter in word])

    def _settled_on(self, word: Word, base: Atom) -> Word:
        """The shortest word that the words which fix the base lead to, one at a time from the right."""
        if not self.still.isdisjoint((0, base)):
            return ()
        word = self.reduce([letter for letter in word if abs(letter) not in self.signs])
        word, idle = self.settle_word(word), self.fixed.get(base, ())
        while idle:
            turned = (self.settle_word(self.reduce((*word, *w))) for v in idle for w in (v, inverted(v)))
            least = min(turned, key=lambda w: (len(w), w))
            if (len(least), least) >= (len(word), word):
                break
            word = least
        return word

    # --- neighbourhoods -----------------------------------------------------------------------

    def conditions(self, term: SumOver, env: Mapping[Var, Any]) -> list[Atom]:
        """The 0/1 factors of a sum."""
        return [self.membership(c, env) for c in term.conditions if isinstance(c, Member)]

    def membership(self, condition: Member, env: Mapping[Var, Any] | None = None) -> Atom:
        """The 0/1 atom of one condition."""
        centre, family = self._points(condition.centre, env or {}), condition.family
        args = [*centre, *self._points(condition.element, env or {})]
        return self.member(family, args, len(centre), self.invariance.get(family, ""))

    def _points(self, terms: Iterable[Term], env: Mapping[Var, Any]) -> list[Typed]:
        return [("H" if term.sort == H else "V", self.value(term, env)) for term in terms]

    def member(self, family: Var, args: list[Typed], split: int, invariance: str) -> Atom:
        """``element in N(centre)``; the arguments are the centre's ``split`` ones, then the element's.

        A translation moves all positions at once, an element of H everything: what is
        left are differences, up to one common factor from the left.
        """
        if "V" in invariance:
            origin = next((data for tag, data in args[:split] if tag == "V"), ())
            args = [(tag, added(data, scaled(-1, origin))) if tag == "V" else (tag, data) for tag, data in args]
        if "H" in invariance:
            args = min(self.turned(args), default=args)
        support, height = self.extent(args)
        return self.atoms.intern(("member", family, tuple(args), split, invariance), support, height)

    def turned(self, args: Sequence[Typed]) -> Iterator[list[Typed]]:
        """The arguments with each of their words brought to the unit."""
        yield from (self.turned_by(word, args) for word in sorted(set(self._words(args))))

    def turned_by(self, word: Word, args: Sequence[Typed]) -> list[Typed]:
        """The arguments moved by the inverse of a word."""
        back = inverted(word)
        return [
            (tag, self.settle_word(self.reduce((*back, *data))))
            if tag == "H"
            else (tag, self.settle(moved(back, data, self.reduce)))
            for tag, data in args
        ]

    @staticmethod
    def _words(args: Iterable[Typed]) -> Iterator[Word]:
        for tag, data in args:
            yield from words_in(tag, data)

    # what the other parts of the normal form provide
    commutative: bool
    add: Callable[..., Polynomial]
    scale: Callable[..., Polynomial]
    as_point: Callable[[Atom], Any]
    _short: dict[Var, Any]
    assume: Callable[[Equation], bool]
    equate: Callable[[Iterable[Equation]], None]
    value: Callable[..., Any]
    replaced_point: Callable[..., Any]
    extent: Callable[[list[Typed]], tuple[frozenset[Atom], int]]
