"""Witnesses for equations in H, V and S that are built from the difference of the two sides.

A reduced word that is not empty moves a point under some permutations: H is the group that
these generate, V = Z_m^k with coordinates permuted, base vectors are unit vectors or zero. The
difference of two V-terms is a sum of integers times words times base vectors; those of one base
vector walk from one root along cycles of p points that hang together like the leaves of a cactus,
and end in different points when the prime p divides no exponent (and no difference of two). In a
commutative H a word is a vector of exponents, and shifts of one cycle do. The built model is
evaluated by plain permutation arithmetic before anybody hears of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product as cartesian
from typing import Any, TypeAlias

import numpy as np
from sympy import primerange
from sympy.combinatorics import Permutation as Cycles
from sympy.combinatorics import PermutationGroup

from symproof.algebras.fold import Env, Fold, Leaf, OutsideTheory, Value
from symproof.checking.exhibit import identified
from symproof.checking.problem import symbols_of
from symproof.checking.report import Witness
from symproof.checking.witness import WitnessBudget, applied, find_witness
from symproof.terms import H, S, Sort, Term, V, Var
from symproof.theory.document import Comparison
from symproof.theory.hypotheses import Commutative, Condition, Equation
from symproof.theory.setting import Roles, Setting

Word: TypeAlias = tuple[tuple[Var, int], ...]  # runs (letter, exponent), neighbours distinct
Vector: TypeAlias = Mapping[tuple[Word, Var], int]
Permutation: TypeAlias = tuple[int, ...]  # p[v] is the image of v
Paths: TypeAlias = list[tuple[Word, int]]  # words with their coefficients

LADDER_BUDGET = WitnessBudget(models=1 << 20, seconds=5.0)
MAX_LETTERS = 4000  # runs of one power of a word
MAX_CYCLE = 400  # points of a cyclic group
MAX_POINTS = 9  # of a random search
MAX_COUNTED = 24  # points; beyond them |H| is not counted
TRIES = 60  # for each number of points


def separate(left: Term, right: Term, setting: Setting, *, unless: Comparison | None = None) -> Witness | None:
    """A witness against ``left = right`` in H, V or S: the smallest of the ladder, else one that is built.

    None where the sides are equal in the free theory, or where equations or conditions assumed, uninterpreted
    functions or an exception stand in the way of building.
    """
    left, right = applied(left, right)
    found = find_witness(left, right, setting, budget=LADDER_BUDGET, unless=unless)
    if found is not None or setting.restricted is not None or unless is not None:
        return found
    if any(isinstance(h, Condition) for h in setting.hypotheses):
        return None
    return build(left, right, setting)


def build(left: Term, right: Term, setting: Setting) -> Witness | None:
    """The built witness alone. None where there is none to build."""
    try:
        paths, base = _difference(left, right, setting)
    except OutsideTheory:
        return None
    assumed = [e for e in setting.hypotheses if isinstance(e, Equation)]
    if not paths or any(e.variables or e.left.sort not in (H, V, S) for e in assumed):
        return None
    commutative = any(isinstance(h, Commutative) for h in setting.hypotheses)
    for images in _candidates(paths, commutative):
        witness = _evaluated(left, right, setting, Built(images, base, _modulus(paths)))
        if witness is not None:
            return witness
    return None


# --- the difference in the free theory ------------------------------------------------------


class Words(Fold):
    """Reduced words for H; for V and S integer combinations of words times names."""

    def atom(self, var: Var) -> Value:
        return ((var, 1),) if var.sort == H else {((), var): 1}

    def unit(self) -> Word:
        return ()

    def product(self, factors: tuple[Value, ...]) -> Word:
        return reduce(times, factors, ())

    def power(self, element: Value, exponent: int) -> Word:
        return power(element, exponent)

    def act(self, actor: Value, point: Value) -> Vector:
        return {(times(actor, word), base): n for (word, base), n in point.items()}

    def plus(self, parts: tuple[Value, ...], sort: Sort) -> Vector:
        total: Counter[tuple[Word, Var]] = Counter()
        for part in parts:
            for key, n in part.items():
                total[key] += n
        return {key: n for key, n in total.items() if n}

    def negative(self, part: Value, sort: Sort) -> Vector:
        return {key: -n for key, n in part.items()}

    def zero(self, sort: Sort) -> Vector:
        return {}

    def leaf(self, leaf: Leaf, sort: Sort) -> Value:
        raise OutsideTheory("an uninterpreted function")


def times(left: Word, right: Word) -> Word:
    """The reduced product of two reduced words."""
    joined = list(left)
    for letter, n in right:
        if joined and joined[-1][0] == letter:
            n += joined.pop()[1]
        if n:
            joined.append((letter, n))
    return tuple(joined)


def inverse(word: Word) -> Word:
    """The inverse of a word."""
    return tuple((letter, -n) for letter, n in reversed(word))


def power(word: Word, exponent: int) -> Word:
    """Raises OutsideTheory where the word would be too long to write."""
    if exponent < 0:
        word, exponent = inverse(word), -exponent
    if len(word) <= 1:
        return tuple((letter, n * exponent) for letter, n in word if exponent)
    if len(word) * exponent > MAX_LETTERS:
        raise OutsideTheory("a word of too many letters")
    return reduce(times, [word] * exponent, ())


def _difference(left: Term, right: Term, setting: Setting) -> tuple[Paths, Var | None]:
    """Words with coefficients that sum to zero just when the sides are equal, all times one base name."""
    fold = Words(setting)
    one, two = fold.value(left), fold.value(right)
    if left.sort == H:
        word = times(inverse(one), two)
        return ([(word, 1), ((), -1)] if word else []), None
    rest = fold.plus((one, fold.negative(two, V)), V)
    bases = sorted({base for _, base in rest}, key=lambda var: var.name)
    groups = [([(word, n) for (word, b), n in rest.items() if b == base], base) for base in bases]
    return min(groups, key=lambda group: sum(map(_length, group[0])), default=([], None))


def _length(path: tuple[Word, int]) -> int:
    return sum(abs(n) for _, n in path[0])


# --- permutations that keep the words apart ----------------------------------------------------


def _candidates(paths: Paths, commutative: bool) -> Iterator[dict[Var, Permutation]]:
    """Permutations for the letters, small ones first; each keeps the sum of the paths from zero."""
    yield from _cyclic(paths)
    if not commutative:
        yield from _random(paths)
        yield from _cactus(paths)


def _letters(paths: Paths) -> list[Var]:
    return sorted({letter for word, _ in paths for letter, _ in word}, key=lambda var: var.name)


def _modulus(paths: Paths) -> int:
    return max(3, 1 + max(abs(n) for _, n in paths))


def _cyclic(paths: Paths) -> Iterator[dict[Var, Permutation]]:
    """Shifts of a cycle of points."""
    letters, modulus = _letters(paths), _modulus(paths)
    exponents = [Counter[Var]() for _ in paths]
    for count, (word, _) in zip(exponents, paths, strict=True):
        for letter, n in word:
            count[letter] += n
    free = Counter[frozenset[tuple[Var, int]]]()
    for count, (_, n) in zip(exponents, paths, strict=True):
        free[frozenset((a, k) for a, k in count.items() if k)] += n
    if not any(free.values()):
        return
    for size in range(1, MAX_CYCLE):
        for steps in _steps(len(letters), size):
            shift = dict(zip(letters, steps, strict=True))
            ends = [sum(shift[a] * n for a, n in count.items()) % size for count in exponents]
            if _apart(ends, paths, modulus):
                yield {a: tuple((v + s) % size for v in range(size)) for a, s in shift.items()}
                return


def _steps(letters: int, size: int) -> Iterator[Sequence[int]]:
    """Shifts for the letters: all of them for few, else powers of a growing base."""
    if size**letters <= 64:
        yield from cartesian(range(size), repeat=letters)
    else:
        yield from ([pow(base, n, size) for n in range(letters)] for base in range(1, min(size, 40)))


def _apart(ends: Sequence[int], paths: Paths, modulus: int) -> bool:
    """Is the sum of coefficients at some end not zero?"""
    total: Counter[int] = Counter()
    for end, (_, n) in zip(ends, paths, strict=True):
        total[end] += n
    return any(n % modulus for n in total.values())


def _random(paths: Paths) -> Iterator[dict[Var, Permutation]]:
    """Permutations of few points, drawn in a fixed order."""
    random = np.random.RandomState(0)
    letters, modulus = _letters(paths), _modulus(paths)
    for size in range(2, MAX_POINTS + 1):
        for _ in range(TRIES):
            images = {letter: tuple(random.permutation(size).tolist()) for letter in letters}
            ends = [_image(word, images, size)[0] for word, _ in paths]
            if _apart(ends, paths, modulus):
                yield images
                return


def _image(word: Word, images: Mapping[Var, Permutation], size: int) -> Permutation:
    return reduce(compose, (repeated(images[a], n) for a, n in word), tuple(range(size)))


def _cactus(paths: Paths) -> Iterator[dict[Var, Permutation]]:
    """Each path walks from point 0; where a letter is new at a point, it gets a cycle of p points there."""
    modulus = _modulus(paths)
    for p in primerange(2, MAX_CYCLE):
        moves: dict[Var, dict[int, int]] = {letter: {} for letter in _letters(paths)}
        ends, size = [], 1
        for word, _ in paths:
            end, size = _walked(word, moves, size, p)
            ends.append(end)
        if _apart(ends, paths, modulus):
            yield {a: tuple(move.get(v, v) for v in range(size)) for a, move in moves.items()}
            return


def _walked(word: Word, moves: dict[Var, dict[int, int]], size: int, p: int) -> tuple[int, int]:
    """Where the word takes point 0, and how many points there are then; cycles are added to the moves."""
    at = 0
    for letter, n in reversed(word):
        move = moves[letter]
        if at not in move:
            cycle = [at, *range(size, size + p - 1)]
            move.update(zip(cycle, cycle[1:] + cycle[:1], strict=True))
            size += p - 1
        for _ in range(n % p):
            at = move[at]
    return at, size


# --- plain permutation arithmetic ------------------------------------------------------------------


def compose(p: Permutation, q: Permutation) -> Permutation:
    """First q, then p."""
    return tuple(p[v] for v in q)


def inverted(p: Permutation) -> Permutation:
    """The inverse of a permutation."""
    return tuple(sorted(range(len(p)), key=p.__getitem__))


def repeated(p: Permutation, exponent: int) -> Permutation:
    """p^n by repeated squaring."""
    if exponent < 0:
        p, exponent = inverted(p), -exponent
    result = tuple(range(len(p)))
    while exponent:
        if exponent & 1:
            result = compose(result, p)
        p, exponent = compose(p, p), exponent >> 1
    return result


@dataclass(frozen=True)
class Built:
    """Letters as permutations; the base name is the unit vector (or point) 0 in Z_modulus^points."""

    images: Mapping[Var, Permutation]
    base: Var | None
    modulus: int

    @property
    def points(self) -> int:
        return len(next(iter(self.images.values()))) if self.images else 1


class Permuted(Fold):
    """H as permutations of points; V = S as vectors of residues, coordinates permuted, or S as points."""

    def __init__(self, setting: Setting, built: Built):
        super().__init__(setting)
        self.built = built
        self.plain = setting.roles.plain_set

    def atom(self, var: Var) -> Value:
        if var.sort == H:
            return self.built.images.get(var, self.unit())
        if var.sort not in (V, S):
            raise OutsideTheory(f"{var.name} is no element")
        chosen = var == self.built.base
        if self.plain:
            return 0
        return tuple(int(chosen and v == 0) for v in range(self.built.points))

    def unit(self) -> Permutation:
        return tuple(range(self.built.points))

    def product(self, factors: tuple[Value, ...]) -> Permutation:
        return reduce(compose, factors)

    def power(self, element: Value, exponent: int) -> Permutation:
        return repeated(element, exponent)

    def act(self, actor: Value, point: Value) -> Value:
        if self.plain:
            return actor[point]
        home = inverted(actor)
        return tuple(point[home[v]] for v in range(self.built.points))

    def plus(self, parts: tuple[Value, ...], sort: Sort) -> Value:
        return tuple(sum(column) % self.built.modulus for column in zip(*parts, strict=True))

    def negative(self, part: Value, sort: Sort) -> Value:
        return tuple(-n % self.built.modulus for n in part)

    def zero(self, sort: Sort) -> Value:
        return (0,) * self.built.points

    def leaf(self, leaf: Leaf, sort: Sort) -> Value:
        raise OutsideTheory("an uninterpreted function")


def _evaluated(left: Term, right: Term, setting: Setting, built: Built) -> Witness | None:
    """The witness, if both sides differ in the built model and it meets the equations assumed."""
    fold = Permuted(setting, built)
    nothing: Env = {}
    try:
        values = fold.value(left, nothing), fold.value(right, nothing)
        assumed = [e for e in setting.hypotheses if isinstance(e, Equation)]
        if values[0] == values[1] or any(fold.value(e.left) != fold.value(e.right) for e in assumed):
            return None
    except OutsideTheory:
        return None
    return _witness(left, right, setting, built, values)


# --- in words ----------------------------------------------------------------------------------------


def _witness(left: Term, right: Term, setting: Setting, built: Built, values: tuple[Any, Any]) -> Witness:
    fold = Permuted(setting, built)
    names = [var for var in symbols_of([left, right], setting) if var.sort in (H, V, S)]
    letters = ", ".join(f"${a.name}$ = {cycles(p)}" for a, p in built.images.items()) or "e"
    order = _order(built)
    in_module = left.sort != H and not setting.roles.plain_set
    return Witness(
        group=f"the group generated by {letters}",
        action=_action(built, in_module, setting.roles),
        elements=tuple((var.name, shown(fold.atom(var), var.sort)) for var in names),
        neighbourhoods=(),
        functions=(),
        maps=(),
        scalars=(),
        left=shown(values[0], left.sort),
        right=shown(values[1], right.sort),
        order=order * (built.modulus**built.points if in_module else 1),
    )


def _order(built: Built) -> int:
    """|H|; 0 where it would take long to count."""
    if built.points > MAX_COUNTED:
        return 0
    return int(PermutationGroup([Cycles(list(p)) for p in built.images.values()] or [Cycles([0])]).order())


def _action(built: Built, in_module: bool, roles: Roles) -> str:
    if in_module:
        space = f"Z_{built.modulus}^{built.points}" if built.points > 1 else f"Z_{built.modulus}"
        return f"acting on {space} by permuting coordinates ({identified(roles)})"
    return f"permutations of the points 0 to {built.points - 1}"


def shown(value: Any, sort: Sort) -> str:
    """A permutation by its cycles, a vector by its coordinates, a point by its number."""
    if sort == H:
        return cycles(value)
    return f"({','.join(map(str, value))})" if isinstance(value, tuple) else str(value)


def cycles(p: Permutation) -> str:
    """(0 1 2)(3 4), the identity as e."""
    found = Cycles(list(p)).cyclic_form
    return "".join(f"({' '.join(map(str, cycle))})" for cycle in found) or "e"


__all__ = ["build", "separate"]
