"""Completion against groups of permutations: words are the same just where the permutations are."""

from __future__ import annotations

from itertools import product

import pytest
from sympy.combinatorics import Permutation, PermutationGroup

from symproof.algebras import completion
from symproof.algebras.completion import MAX_RELATOR, completed, rewritten
from symproof.algebras.derivations import Factor
from symproof.algebras.words import Word, reduced

A, B = 1, 2
GROUPS: dict[str, tuple[list[Word], list[list[int]]]] = {
    "S3": ([(A, A, A), (B, B), (A, B, A, B)], [[1, 2, 0], [1, 0, 2]]),
    "D4": ([(A, A, A, A), (B, B), (A, B, A, B)], [[1, 2, 3, 0], [3, 2, 1, 0]]),
    "Q8": ([(A, A, A, A), (A, A, -B, -B), (-B, A, B, A)], [[1, 2, 3, 0, 5, 6, 7, 4], [4, 7, 6, 5, 2, 1, 0, 3]]),
    "A4": ([(A, A, A), (B, B), (A, B, A, B, A, B)], [[1, 2, 0, 3], [1, 0, 3, 2]]),
    "S4": ([(A, A, A, A), (B, B), (A, B, A, B, A, B)], [[1, 2, 3, 0], [1, 0, 2, 3]]),
    "C6": ([(A, A), (B, B, B), (A, B, -A, -B)], [[1, 0, 2, 3, 4], [0, 1, 3, 4, 2]]),
    "C3 x C3": ([(A, A, A), (B, B, B), (A, B, -A, -B)], [[1, 2, 0, 3, 4, 5], [0, 1, 2, 4, 5, 3]]),
}


def permutation(word: Word, generators: list[Permutation]) -> Permutation:
    total = Permutation(generators[0].size - 1)
    for letter in word:
        total = total * generators[abs(letter) - 1] ** (1 if letter > 0 else -1)
    return total


@pytest.mark.parametrize("name", GROUPS)
def test_words_are_the_same_just_where_the_permutations_are(name: str) -> None:
    relators, images = GROUPS[name]
    generators = [Permutation(image) for image in images]
    if any(not permutation(word, generators).is_Identity for word in relators):
        raise ValueError(f"{name}: the permutations do not meet the relations")
    rules = completed(tuple(relators))
    words = [reduced(word) for length in range(7) for word in product((A, B, -A, -B), repeat=length)]
    form = {word: rewritten(word, rules) for word in words}
    classes: dict[Word, set[Permutation]] = {}
    for word in words:
        classes.setdefault(form[word], set()).add(permutation(word, generators))
    assert all(len(found) == 1 for found in classes.values())  # equal words, equal permutations
    assert len(classes) == len(set.union(*classes.values()))  # equal permutations, equal words
    assert len(classes) == PermutationGroup(generators).order()


@pytest.mark.parametrize(
    "relators", [[(A, B, A, -B, -A, -B)], [(A, A, B, B)], [(-B, A, B, -A, -A)], [(A,) * 7, (B,) * 5, (A, B) * 3]]
)
def test_each_rule_holds_whatever_the_budget(relators: list[Word]) -> None:
    """In every homomorphic image: here in all pairs of permutations of four points that meet the relations."""
    rules = completed(tuple(relators))
    elements = list(PermutationGroup(Permutation([1, 2, 3, 0]), Permutation([1, 0, 2, 3])).elements)
    found = 0
    for pair in product(elements[::2], elements):
        if all(permutation(word, list(pair)).is_Identity for word in relators):
            found += 1
            assert all(permutation(a, list(pair)) == permutation(b, list(pair)) for a, b in rules.items())
    assert found and rules


def test_a_relation_that_is_too_long_is_not_used() -> None:
    assert completed(((A, B) * MAX_RELATOR,)) == {}


FORGED: list[tuple[Word, Word, tuple[Factor, ...]]] = [
    ((A,), (), ((0, (), 1),)),  # of a^2 = e
    ((A,), (B,), ()),
    ((A, A, A), (), ((0, (), -1),)),
    ((B, A, A), (), ((0, (B,), -1),)),
    ((A, B), (B, A), ((0, (B,), 1), (0, (), -1))),
]


@pytest.mark.parametrize("equation", FORGED)
def test_what_is_not_the_product_of_its_conjugates_is_no_rule(
    equation: tuple[Word, Word, tuple[Factor, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(completion, "derivations", lambda relators: ([equation], [0]))
    with pytest.raises(completion.Underived):
        completed.__wrapped__(((A, A),))


def test_a_conjugate_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [((A, A), (), ((0, (), -1),)), ((-B, A, A, B), (), ((1, (B,), 1),))]
    monkeypatch.setattr(completion, "derivations", lambda relators: (found, [1]))
    assert completed.__wrapped__(((A, A),)) == {(-B, A, A, B): ()}
