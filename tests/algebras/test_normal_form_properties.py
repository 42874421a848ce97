"""Properties of the normal form over random terms: a second implementation evaluates what it equates."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from symproof.algebras.atoms import OutOfBudget
from symproof.algebras.fold import OutsideTheory
from symproof.algebras.normal_form import NormalForm
from symproof.algebras.words import TooLong
from symproof.checking.witness import WitnessBudget, agrees
from symproof.terms import (
    REAL,
    Act,
    Apply,
    Arrow,
    Coordinate,
    Everywhere,
    GroupPower,
    GroupProduct,
    H,
    IllSorted,
    Negative,
    Place,
    Plus,
    S,
    SumOver,
    Term,
    Times,
    V,
    Var,
    free_variables,
    inverse,
    substitute,
)
from symproof.theory.hypotheses import Commutative, Hypothesis, Stable, TranslationEquivariant
from symproof.theory.setting import Setting
from tests.mutation.edits import edits
from tests.strategies import NEAR, PAIRS, SETTING, terms

POSSIBLE: tuple[Hypothesis, ...] = (
    TranslationEquivariant(NEAR),
    Stable(NEAR),
    TranslationEquivariant(PAIRS),
    Stable(PAIRS),
    Commutative(),
)
SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
FEW = WitnessBudget(models=32, seconds=10.0)


def normal_forms_agree(left: Term, right: Term, setting: Setting) -> bool:
    """Discards what lies outside the theory or the budgets."""
    form = NormalForm(setting, frozenset(setting.hypotheses), limit=20_000)
    try:
        return form.same(form.normal(left), form.normal(right))
    except (OutsideTheory, OutOfBudget, TooLong, RecursionError):
        assume(False)
    return False


def differ_somewhere(left: Term, right: Term, setting: Setting) -> str | None:
    for group in ("S3 on Z_2^2", "C4 on Z_5", "C2 on Z_3"):
        if agrees(left, right, setting, group, budget=FEW) is not None:
            return group
    return None


@SOME
@given(terms(depth=4), st.sets(st.sampled_from(POSSIBLE)), st.randoms(use_true_random=False), st.integers(1, 2))
def test_what_is_equated_has_one_value(
    term: Term, hypotheses: set[Hypothesis], dice: random.Random, count: int
) -> None:
    """A random term and the same with random edits: where the normal forms are equal, so are all values."""
    setting = replace(SETTING, hypotheses=tuple(sorted(hypotheses, key=lambda h: h.name)))
    other = term
    for _ in range(count):
        pool = list(edits(other, free_variables(other)))
        if pool:
            try:
                other = dice.choice(pool).applied(other)
            except IllSorted:
                assume(False)
    assume(other != term and other.sort == term.sort)
    if normal_forms_agree(term, other, setting):
        assert differ_somewhere(term, other, setting) is None


# --- changes of variable ----------------------------------------------------------------------------

a, b = (Var(name, Arrow((S,), REAL)) for name in "ab")
c, d = (Var(name, Arrow((H,), REAL)) for name in "cd")
m = Var("m", Arrow((S, S), REAL))
n = Var("n", Arrow((S, H), REAL))
i, j, k = (Var(name, S) for name in "ijk")
g, h, s, t = (Var(name, H) for name in "ghst")
v, w = (Var(name, V) for name in "vw")


def word(dice: random.Random, letters: tuple[Var, ...]) -> Term:
    found = [dice.choice(letters) for _ in range(dice.randint(2, 3))]
    return GroupProduct(*[x if dice.random() < 0.6 else inverse(x) for x in found])


def position(dice: random.Random, of: Var) -> Term:
    """An affine bijection of a position."""
    turned: Term = Act(word(dice, (g, h)), Coordinate(of)) if dice.random() < 0.7 else Coordinate(of)
    turned = Negative(turned) if dice.random() < 0.3 else turned
    return Place(Plus(turned, dice.choice((v, w, Coordinate(i), Negative(v)))))


def element(dice: random.Random, of: Var) -> Term:
    """A bijection of a group element."""
    core: Term = GroupPower(of, -1) if dice.random() < 0.4 else of
    return GroupProduct(word(dice, (g, h)), core, word(dice, (g, h)))


def body(dice: random.Random) -> Term:
    """A product in which j and s are each determined by a factor of their own."""
    factors = [Apply(a, position(dice, j)), Apply(c, element(dice, s))]
    extra = [
        Apply(b, position(dice, j)),
        Apply(d, element(dice, s)),
        Apply(m, position(dice, j), position(dice, j)),
        Apply(n, position(dice, j), element(dice, s)),
        Apply(b, Place(Act(s, Coordinate(j)))),
    ]
    return Times(*factors, *dice.sample(extra, dice.randint(0, 3)))


def over(first: Var, second: Var, term: Term) -> Term:
    return SumOver((first,), (Everywhere((first,)),), SumOver((second,), (Everywhere((second,)),), term))


@SOME
@given(st.randoms(use_true_random=False))
def test_affine_changes_of_variable_are_seen_through(dice: random.Random) -> None:
    term = body(dice)
    changed = substitute(term, {j: position(dice, k), s: element(dice, t)})
    left, right = over(j, s, term), over(t, k, changed)
    assert normal_forms_agree(left, right, Setting())
    assert agrees(left, right, Setting(), "S3 on Z_2^2", budget=FEW) is None


@SOME
@given(st.randoms(use_true_random=False))
def test_a_change_in_one_factor_alone_is_seen(dice: random.Random) -> None:
    """Not what holds in general: where it is equated, the values agree."""
    term = body(dice)
    changed = Times(*term.args[:-1], substitute(term.args[-1], {j: position(dice, j), s: element(dice, s)}))
    left, right = over(j, s, term), over(j, s, changed)
    if normal_forms_agree(left, right, Setting()):
        assert differ_somewhere(left, right, Setting()) is None


@SOME
@given(terms(depth=4))
@example(Plus(Apply(a, i), Apply(a, i)))
def test_a_term_is_equal_to_itself_in_another_table(term: Term) -> None:
    """The same table reads a term twice; the second time other atoms are known."""
    assert normal_forms_agree(term, term, SETTING)
