"""The finite tier: what it accepts, and on which group it sees which mistake."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from symproof.algebras.axes import listed
from symproof.algebras.exact_ids import ExactIds
from symproof.algebras.fold import OutsideTheory
from symproof.algebras.identifiers import Budget, BudgetExceeded
from symproof.algebras.instances import compare, index_variables, meets
from symproof.groups import NotStable, parse_action
from symproof.terms import (
    HEAD,
    REAL,
    Act,
    Apply,
    Arrow,
    Coordinate,
    Everywhere,
    ExpOf,
    GroupPower,
    GroupProduct,
    H,
    HeadUnion,
    Member,
    Negative,
    Numeral,
    Pairing,
    Place,
    Plus,
    Ratio,
    S,
    Shift,
    SumOver,
    Times,
    V,
    Var,
    Weight,
    Zero,
    inverse,
    minus,
)
from symproof.theory.hypotheses import Commutative, Equation, Stable, TranslationEquivariant
from symproof.theory.setting import Abbreviation, ActionOverride, Definition, Roles, Setting
from tests.algebras.layers import (
    HEAD_VAR,
    INVARIANT,
    INVARIANT1,
    LIFTED,
    N1,
    PHI,
    RHO,
    RHO_P,
    RHO_P1,
    A,
    F,
    K,
    M,
    N,
    U,
    W,
    adapted,
    both_shifts,
    f,
    f1,
    group_claim,
    group_layer,
    group_setting,
    h,
    h1,
    h2,
    h3,
    i,
    j,
    lifting_claim,
    lifting_layer,
    lifting_setting,
    moved,
    moved_back,
    y,
)

SMALL = ("C2 on Z_3", "C4 on Z_5", "S3 on Z_2^2")
PLAIN = Setting()
g = Var("g", Arrow((S,), F))
psi = Var(r"\psi", Arrow((F,), F))
j2, k = Var("j_2", S), Var("k", H)


def equal(left, right, group, setting=PLAIN, hypotheses=INVARIANT | INVARIANT1, **options):
    return compare(left, right, setting, parse_action(group), frozenset(hypotheses), **options).equal


def over(body, centre=i, element=j, variables=(j,)):
    """The sum over N(centre)."""
    return SumOver(variables, (Member((element,), N1, (centre,)),), body)


# --- steps that hold ----------------------------------------------------------------------------


@pytest.mark.parametrize("group", SMALL)
def test_the_group_layer_is_equivariant(group):
    found = compare(*group_claim(), group_setting(), parse_action(group), INVARIANT)
    assert found.equal and not found.sampled
    action = parse_action(group)
    assert found.instances == (action.order * action.size) ** 2


@pytest.mark.parametrize("group", (*SMALL, "p4:3"))
def test_the_lifting_layer_is_equivariant(group):
    assert equal(*lifting_claim(), group, lifting_setting())


W_TERM = Weight((j,), Pairing(adapted("qry", Apply(f1, i)), adapted("key", Apply(f1, j))))
EXP = ExpOf(W_TERM.score)
EXP2 = ExpOf(Pairing(adapted("qry", Apply(f1, i)), adapted("key", Apply(f1, j2))))
SCALAR, A_REAL = Var("c", REAL), Var("d", REAL)

HOLD = {
    "softmax is exp over the sum of exps": (
        over(Times(W_TERM, Apply(f1, j))),
        over(Times(Ratio(EXP, over(EXP2, element=j2, variables=(j2,))), Apply(f1, j))),
    ),
    "the factor may stand in the numerator": (
        over(Times(Ratio(EXP, SCALAR), Apply(f1, j))),
        over(Ratio(Times(Apply(f1, j), EXP), SCALAR)),
    ),
    "re-indexed by a bijection": (
        over(Apply(f1, j), moved(i)),
        over(Apply(f1, moved(j)), moved(i), moved(j)),
    ),
    "stable and translation-equivariant": (
        over(Apply(f1, moved(j)), moved(i), moved(j)),
        over(Apply(f1, moved(j)), i, j),
    ),
    "the sum over H absorbs a factor": (
        SumOver((h,), (Everywhere((h,)),), Apply(f, i, h)),
        SumOver((h,), (Everywhere((GroupProduct(h3, h),)),), Apply(f, i, GroupProduct(h, inverse(h3)))),
    ),
    "sums may change places": (
        SumOver((h,), (Everywhere((h,)),), over(Apply(f, j, h))),
        over(SumOver((h,), (Everywhere((h,)),), Apply(f, j, h))),
    ),
    "nested sums are one": (
        SumOver((h,), (Everywhere((h,)),), over(Apply(f, j, h))),
        SumOver((j, h), (Member((j,), N1, (i,)), Everywhere((h,))), Apply(f, j, h)),
    ),
    "addition and multiplication commute": (
        Plus(Apply(f1, i), Plus(Apply(f1, j), Zero(F)), Negative(Negative(Apply(g, i)))),
        Plus(Apply(g, i), Apply(f1, j), Apply(f1, i)),
    ),
    "products are flat": (
        Times(SCALAR, Times(A_REAL, Apply(f1, i))),
        Times(A_REAL, SCALAR, Apply(f1, i)),
    ),
    "the pairing is symmetric": (
        Pairing(Apply(f1, i), Apply(f1, j)),
        Pairing(Apply(f1, j), Apply(f1, i)),
    ),
    "operators act from the left": (
        Apply(Shift(h1, Shift(h2, f1)), i),
        Apply(Shift(GroupProduct(h1, h2), f1), i),
    ),
    "L_y L_h moves back by both": (Apply(both_shifts(f1), i), Apply(f1, moved_back(i))),
    "points": (Act(inverse(h3), minus(Plus(Act(h3, Coordinate(i)), y), y)), Coordinate(i)),
    "group words": (inverse(GroupProduct(h3, h1)), GroupProduct(inverse(h1), inverse(h3))),
    "bound heads may be renamed": (
        HeadUnion(HEAD_VAR, Apply(Apply(PHI["qry"], HEAD_VAR), Apply(f1, i))),
        HeadUnion(Var("a", HEAD), Apply(Apply(PHI["qry"], Var("a", HEAD)), Apply(f1, i))),
    ),
}


@pytest.mark.parametrize("group", SMALL)
@pytest.mark.parametrize("name", HOLD)
def test_true_steps_have_equal_identifiers(name, group):
    assert equal(*HOLD[name], group)


# --- mistakes, and who sees them (notes: which mistakes which group sees) ---------------------------


def group_mistake(**layer):
    """A group claim with the slip in the definition on the left side only."""
    wrong = Var("w", M.sort)
    setting = group_setting()
    body = layer.pop("body", None) or group_layer(**layer)
    definitions = {**setting.definitions, wrong: Definition(wrong, ((f, A), (i, h1)), body)}
    left = Apply(Apply(wrong, both_shifts(f), RHO), i, h1)
    return left, group_claim()[1], replace(setting, definitions=definitions)


TURNED = Apply(Shift(h, A), i, h1, j, h2)
OUTSIDE = Plus(Apply(Apply(PHI["key"], HEAD_VAR), Apply(f, j, h2)), Zero(K))


def rho_p(difference, relative=None):
    return Apply(RHO_P, difference, relative or GroupProduct(inverse(h1), h2))


X_I, X_J = Coordinate(i), Coordinate(j)
MISTAKES = {
    "Delta missing": (group_mistake(lora=False), ("C2 on Z_3", "C4 on Z_5", "S3 on Z_2^2")),
    "another signal": (group_mistake(value=Apply(Var("r", f.sort), j, h2)), SMALL),
    "the encoding left out": (group_mistake(key=Apply(f, j, h2)), SMALL),
    "a bracket moved": (
        group_mistake(encoding=rho_p(minus(Act(inverse(h), X_J), X_I))),
        ("C4 on Z_5", "S3 on Z_2^2", "C2 on Z_3"),
    ),
    "h_2 h_1^-1": (
        group_mistake(
            encoding=rho_p(Act(inverse(h), minus(X_J, X_I)), GroupProduct(h2, inverse(h1))),
        ),
        ("S3 on Z_2^2",),
    ),
    "the encoding with another h^-1": (
        group_mistake(
            encoding=rho_p(Act(inverse(h), minus(X_J, X_I)), GroupProduct(inverse(h), inverse(h1), h2)),
        ),
        ("C2 on Z_3", "C4 on Z_5", "S3 on Z_2^2"),
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_seen_by_the_groups_that_can(name):
    (left, right, setting), seeing = MISTAKES[name]
    verdicts = {group: equal(left, right, group, setting) for group in SMALL}
    assert verdicts == {group: group not in seeing for group in SMALL}


def lifted(body):
    """The lifting claim with another formula on the left."""
    return body, Apply(both_shifts(Apply(LIFTED, f1, Var(r"\rho", LIFTED.sort.domain[1]))), i, h)


def shifted_layer(**changes):
    signal = both_shifts(f1)
    turned = changes.pop("encoding", Apply(RHO_P1, Act(inverse(h), minus(X_J, X_I))))
    at = {
        "query": Apply(signal, i),
        "key": Plus(Apply(signal, j), turned),
        "value": Apply(signal, j),
        **changes,
    }
    return lifting_layer(**at)


LIFTING = {
    "nothing wrong": (shifted_layer(), ()),
    "Delta without L_y": (
        shifted_layer(value=Apply(Shift(h3, f1), j)),
        ("C2 on Z_3", "C4 on Z_5", "S3 on Z_2^2"),
    ),
    "h for h^-1": (
        shifted_layer(encoding=Apply(RHO_P1, Act(h, minus(X_J, X_I)))),
        ("C4 on Z_5", "S3 on Z_2^2"),  # C2 cannot tell h from its inverse
    ),
    "the order of h_3 and h": (
        shifted_layer(encoding=Apply(RHO_P1, Act(GroupProduct(inverse(h3), inverse(h), h3), minus(X_J, X_I)))),
        ("S3 on Z_2^2",),  # the others are commutative
    ),
}


@pytest.mark.parametrize("name", LIFTING)
def test_a_slip_in_the_lifting_layer(name):
    body, seeing = LIFTING[name]
    verdicts = {group: equal(*lifted(body), group, lifting_setting()) for group in SMALL}
    assert verdicts == {group: group not in seeing for group in SMALL}


# --- false steps: never equal -----------------------------------------------------------------------

FALSE = {
    "a sum counts": (over(Apply(f1, i)), Apply(f1, i)),
    "a sum counts by its domain": (
        SumOver((j,), (Everywhere((j,)),), Apply(f1, i)),
        SumOver((h,), (Everywhere((h,)),), Apply(f1, i)),
    ),
    "another centre": (over(Apply(f1, j)), over(Apply(f1, j), moved(i))),
    "the element for the variable": (
        over(Apply(f1, moved(j)), moved(i), moved(j)),
        over(Apply(f1, j), i, j),
    ),
    "another map": (Apply(f1, i), Apply(g, i)),
    "two summands for one": (Plus(Apply(f1, i), Apply(f1, i)), Apply(f1, i)),
    "the sign": (Negative(Apply(f1, i)), Apply(f1, i)),
    "the softmax without its sum": (over(Times(W_TERM, Apply(f1, j))), over(Times(EXP, Apply(f1, j)))),
    "numerator and denominator": (Ratio(SCALAR, A_REAL), Ratio(A_REAL, SCALAR)),
    "numerals": (Times(Numeral(2), SCALAR), Times(Numeral(3), SCALAR)),
    "distribution over a product of sums": (
        over(Times(EXP, over(EXP2, element=j2, variables=(j2,)))),
        over(Times(EXP, EXP)),
    ),
    "heads are ordered": (
        HeadUnion(HEAD_VAR, Apply(Apply(PHI["qry"], HEAD_VAR), Apply(f1, i))),
        HeadUnion(HEAD_VAR, Apply(Apply(PHI["qry"], Var("head'", HEAD)), Apply(f1, i))),
    ),
}


@pytest.mark.parametrize("group", SMALL)
@pytest.mark.parametrize("name", FALSE)
def test_false_steps_have_different_identifiers(name, group):
    assert not equal(*FALSE[name], group)


LACKING = {
    "no hypothesis": (frozenset(), False),
    "translations only": (frozenset((TranslationEquivariant(N1),)), False),
    "stable only": (frozenset((Stable(N1),)), False),
    "both": (INVARIANT1, True),
    "those of another family": (INVARIANT, False),
}


@pytest.mark.parametrize("name", LACKING)
def test_the_neighbourhood_has_only_the_symmetries_that_are_assumed(name):
    hypotheses, holds = LACKING[name]
    left, right = HOLD["stable and translation-equivariant"]
    assert equal(left, right, "S3 on Z_2^2", hypotheses=hypotheses) is holds


def test_a_symbolic_neighbourhood_sees_the_group_component():
    """A window times H does not: notes, finding 4."""
    pair = (Apply(f, j, h2), (j, h2), (i, h1))
    left = SumOver((j, h2), (Member(pair[1], N, pair[2]),), pair[0])
    right = SumOver((j, h2), (Member(pair[1], N, (i, h3)),), pair[0])
    action = parse_action("p4:3")
    window = frozenset(action.point(at) for at in ((0, 0), (0, 1), (1, 0), (0, 2), (2, 0)))
    assert not equal(left, right, "p4:3")
    assert equal(left, right, "p4:3", window=window)
    assert not equal(left, over(Apply(f, j, h1)), "p4:3", window=window)


def test_a_window_must_be_a_union_of_orbits():
    with pytest.raises(NotStable):
        equal(over(Apply(f1, j)), over(Apply(f1, j)), "p4:3", window=frozenset((0, 1)))


def test_a_window_keeps_the_claim():
    action = parse_action("p4:3")
    window = frozenset(action.point(at) for at in ((0, 0), (0, 1), (1, 0), (0, 2), (2, 0)))
    assert equal(*lifting_claim(), "p4:3", lifting_setting(), window=window)


def test_a_window_of_many_centres_lists_the_right_entries():
    """More entries than numpy buffers at a time: the lists must agree with the mask."""
    mask = np.random.default_rng(0).random((1200, 1, 1200, 1)) < 0.01
    (places,), counted = listed(mask, [(3, 1200)], 5)
    found = np.zeros((1200, 1200), bool)
    entry, centre = np.nonzero(counted[:, 0, 0, 0, :, 0])
    found[places[entry, 0, 0, 0, centre, 0], centre] = True
    assert np.array_equal(found, mask[:, 0, :, 0])


def test_a_window_without_symmetry():
    window = frozenset((1,))
    centred = (over(Apply(f1, j)), over(Apply(f1, j), moved(i)))
    assert not equal(*centred, "C2 on Z_3", hypotheses=(), window=window)
    offset = Apply(f1, Place(Plus(Coordinate(i), minus(Coordinate(j2), Coordinate(j2)))))
    assert not equal(over(Apply(f1, j)), offset, "C2 on Z_3", hypotheses=(), window=window)


# --- pitfalls -----------------------------------------------------------------------------------------


def test_levels_in_a_definition_used_inside_a_sum():
    """d(a) := sum over N(a) of psi(f(j) + f(a)), against psi(f(j) + f(j)), inside a sum over j."""
    d, e = (Var(name, Arrow((S,), F)) for name in "de")
    a = Var("a", S)
    inner = SumOver((j,), (Member((j,), N1, (a,)),), Apply(psi, Plus(Apply(f1, j), Apply(f1, a))))
    captured = SumOver((j,), (Member((j,), N1, (a,)),), Apply(psi, Plus(Apply(f1, j), Apply(f1, j))))
    setting = Setting(definitions={d: Definition(d, ((a,),), inner), e: Definition(e, ((a,),), captured)})
    sides = (over(Apply(psi, Plus(Apply(f1, j), Apply(name, j)))) for name in (d, e))
    assert not equal(*sides, "C2 on Z_3", setting)


def test_a_sum_as_an_argument_does_not_join_the_sum_inside():
    """d(a) := sum over j of a counts a |N| times, also where a is a sum itself."""
    a, d = Var("a", F), Var("d", Arrow((F,), F))
    setting = Setting(definitions={d: Definition(d, ((a,),), over(a))})
    total = over(Apply(f1, j))
    assert not equal(Apply(d, total), total, "C2 on Z_3", setting)


def test_unions_inside_a_union():
    """An argument that is a union keeps its own bound head."""
    a, c = Var("a", HEAD), Var("c", HEAD)
    two = Var("two", Arrow((W, W), U))
    out = Var("out", Arrow((HeadUnion(a, Apply(Var("u", Arrow((HEAD,), U)), a)).sort,), W))
    u = Var("u", Arrow((HEAD,), U))
    own, outer = (Apply(out, HeadUnion(a, Apply(u, head))) for head in (a, c))
    given = Var("given", W)
    p = Var("p", Arrow((W,), HeadUnion(c, Apply(two, own, own)).sort))
    setting = Setting(definitions={p: Definition(p, ((given,),), HeadUnion(c, Apply(two, given, outer)))})
    captured = HeadUnion(c, Apply(two, own, own))
    right = HeadUnion(c, Apply(two, own, outer))
    assert equal(Apply(p, own), right, "C2 on Z_3", setting)
    assert not equal(Apply(p, own), captured, "C2 on Z_3", setting)


def test_the_softmax_belongs_to_its_own_sum():
    inner = SumOver((j,), (Member((j,), N1, (i,)),), Times(Weight((j,), SCORE), Apply(f, j, h)))
    outer = SumOver((h,), (Everywhere((h,)),), inner)
    both = SumOver(
        (j, h),
        (Member((j,), N1, (i,)), Everywhere((h,))),
        Times(Weight((j, h), SCORE), Apply(f, j, h)),
    )
    assert not equal(outer, both, "C2 on Z_3")


SCORE = Pairing(Apply(f, i, h), Apply(f, j, h))
OUTSIDE_THEORY = {
    "a softmax of a sum that is elsewhere": Setting(
        definitions={psi: Definition(psi, ((Var("a", F),),), Times(Weight((j,), SCALAR), Var("a", F)))}
    ),
}


def test_a_softmax_in_a_definition_does_not_reach_for_the_sum_outside():
    with pytest.raises(OutsideTheory):
        equal(
            over(Apply(psi, Apply(f1, j))),
            over(Apply(psi, Apply(f1, j))),
            "C2 on Z_3",
            OUTSIDE_THEORY["a softmax of a sum that is elsewhere"],
        )


def test_neighbourhoods_are_symmetric_only_where_minus_one_is_in_h():
    sides = over(Apply(f1, j)), SumOver((j,), (Member((i,), N1, (j,)),), Apply(f1, j))
    assert equal(*sides, "C2 on Z_3")
    assert not equal(*sides, "C1 on Z_3")
    assert not equal(*sides, "C2 on Z_3", hypotheses=(TranslationEquivariant(N1),))


def test_c2_is_blind_to_the_inverse():
    sides = Apply(f, i, h), Apply(f, i, inverse(h))
    assert equal(*sides, "C2 on Z_3") and not equal(*sides, "C4 on Z_5")


def test_twelfth_powers():
    sides = Apply(f, i, GroupPower(h, 12)), Apply(f, i, GroupPower(h, 0))
    assert equal(*sides, "S3 on Z_2^2") and not equal(*sides, "C5 on Z_11")


def test_minus_one_is_one_on_z2():
    sides = Apply(RHO_P1, Coordinate(i)), Apply(RHO_P1, Negative(Coordinate(i)))
    assert equal(*sides, "S3 on Z_2^2") and not equal(*sides, "C4 on Z_5")


# --- hypotheses, overrides, plain sets ------------------------------------------------------------------

v = Var("v", V)
LAW = Equation(Apply(RHO_P, Act(h, v), k), Apply(RHO_P, v, k), (h, v, k))
FEATURE_LAW = Equation(
    Apply(Var("q", Arrow((V, F), F)), Act(h, v), Var("a", F)),
    Apply(Var("q", Arrow((V, F), F)), v, Var("a", F)),
    (h, v, Var("a", F)),
)


def test_an_invariant_map():
    sides = Apply(RHO_P, Act(h3, Coordinate(i)), h1), Apply(RHO_P, Coordinate(i), h1)
    assert equal(*sides, "S3 on Z_2^2", hypotheses=(LAW,))
    assert not equal(*sides, "S3 on Z_2^2", hypotheses=())
    moved_group = Apply(RHO_P, Coordinate(i), GroupProduct(h3, h1)), sides[1]
    assert not equal(*moved_group, "S3 on Z_2^2", hypotheses=(LAW,))


def test_an_invariant_map_with_a_feature():
    q = FEATURE_LAW.left.fn
    sides = Apply(q, Act(h3, Coordinate(i)), Apply(f1, i)), Apply(q, Coordinate(i), Apply(f1, i))
    assert equal(*sides, "S3 on Z_2^2", hypotheses=(FEATURE_LAW,))
    other = Apply(q, Coordinate(i), Apply(f1, j))
    assert not equal(sides[0], other, "S3 on Z_2^2", hypotheses=(FEATURE_LAW,))


def test_a_law_for_one_feature_is_not_one_for_all():
    q, point = FEATURE_LAW.left.fn, Var("o", F)
    law = Equation(Apply(q, Act(h, v), point), Apply(q, v, point), (h, v))
    sides = Apply(q, Act(h3, Coordinate(i)), Apply(f1, i)), Apply(q, Coordinate(i), Apply(f1, i))
    assert not equal(*sides, "S3 on Z_2^2", hypotheses=(law,))


def test_a_ground_equation_restricts_the_instances():
    sides = Apply(f1, Place(Act(h3, Coordinate(i)))), Apply(f1, i)
    action = parse_action("C4 on Z_5")
    fixed = Equation(Act(h3, Coordinate(i)), Coordinate(i))
    found = compare(*sides, PLAIN, action, frozenset((fixed,)))
    assert found.equal and found.instances == 8  # the unit, and 0 under the other three
    assert not compare(*sides, PLAIN, action, frozenset()).equal


def test_an_equation_may_tie_in_another_variable():
    sides = Apply(f1, i), Apply(f1, j)
    tied = frozenset((Equation(Coordinate(i), v), Equation(v, Coordinate(j))))
    assert equal(*sides, "C2 on Z_3", hypotheses=tied)
    assert not equal(*sides, "C2 on Z_3", hypotheses=list(tied)[:1])


MEETS = [
    ("S3 on Z_2^2", PLAIN, (Commutative(),), False),
    ("C4 on Z_5", PLAIN, (Commutative(),), True),
    ("C4 on Z_5", replace(PLAIN, restricted="$C_4$ on $Z_5$"), (), True),
    ("C2 on Z_3", replace(PLAIN, restricted="C4 on Z_5"), (), False),
    ("C4 on 4 points", PLAIN, (), False),
    ("C4 on 4 points", Setting(roles=Roles(plain_set=True)), (), True),
    ("C4 on 4 points", Setting(roles=Roles(plain_set=True)), (TranslationEquivariant(N1),), False),
    ("C4 on Z_5", PLAIN, (Equation(GroupPower(h, 2), GroupPower(h, 0), (h,)),), False),
    ("C2 on Z_3", PLAIN, (Equation(GroupPower(h, 2), GroupPower(h, 0), (h,)),), True),
    ("C4 on Z_5", PLAIN, (Equation(GroupPower(h, 2), GroupPower(h, 0)),), True),
]


@pytest.mark.parametrize(("group", "setting", "hypotheses", "expected"), MEETS)
def test_which_groups_are_models(group, setting, hypotheses, expected):
    assert meets(parse_action(group), setting, frozenset(hypotheses)) is expected


def test_plain_sets():
    setting = Setting(roles=Roles(plain_set=True))
    left = SumOver((j,), (Member((Act(h, j),), N1, (Act(h, i),)),), Apply(f1, Act(h, j)))
    right = SumOver((j,), (Member((j,), N1, (i,)),), Apply(f1, Act(h, j)))
    assert equal(left, right, "S3 on 3 points", setting, (Stable(N1),))
    assert not equal(left, right, "S3 on 3 points", setting, ())
    with pytest.raises(OutsideTheory):
        equal(Coordinate(i), Negative(Coordinate(i)), "S3 on 3 points", setting, ())


def test_an_overridden_action_is_the_documents():
    override = ActionOverride(RHO_P1, h, (v,), Apply(RHO_P1, Act(h, v)))
    setting = Setting(overrides={RHO_P1: override})
    sides = Apply(Shift(h, RHO_P1), Coordinate(i)), Apply(RHO_P1, Act(h, Coordinate(i)))
    assert equal(*sides, "C4 on Z_5", setting) and not equal(*sides, "C4 on Z_5")
    assert not equal(*sides, "C4 on Z_5", setting, unfold=frozenset())


def test_abbreviations_stand_for_terms_of_the_free_variables():
    bar = Var(r"\bar i", S)
    setting = Setting(abbreviations={bar: Abbreviation(bar, moved_back(i))})
    assert equal(Apply(f1, bar), Apply(both_shifts(f1), i), "C4 on Z_5", setting)
    assert index_variables(setting, (Apply(f1, bar),)) == (h3, i, y)


def test_a_function_as_an_argument_is_its_values():
    m = Var("m", Arrow((f1.sort,), W))
    unit = GroupProduct(h3, inverse(h3))
    assert equal(Apply(m, Shift(unit, f1)), Apply(m, f1), "S3 on Z_2^2")
    assert not equal(Apply(m, Shift(h3, f1)), Apply(m, f1), "S3 on Z_2^2")
    assert not equal(Apply(m, g), Apply(m, f1), "S3 on Z_2^2")


def test_functions_with_points_as_values_are_outside():
    with pytest.raises(OutsideTheory):
        equal(Apply(Var("t", Arrow((S,), S)), i), i, "C2 on Z_3")


# --- instances and budgets -------------------------------------------------------------------------------


@pytest.mark.parametrize("order", list(permutations((h, h3, i, y))))
def test_the_order_of_the_variables_does_not_matter(order):
    fold = ExactIds(PLAIN, parse_action("C2 on Z_3"), order, hypotheses=INVARIANT1)
    left = fold.identify(Apply(Shift(h3, f1), moved(i)))
    right = fold.identify(Apply(f1, Place(Plus(Coordinate(i), y))))
    shape = [fold.count(var.sort) for var in order]
    same = np.broadcast_to(left == right, shape)
    back = [order.index(var) for var in (h, h3, i, y)]
    assert same.transpose(back).tolist() == same.transpose(back)[:1].repeat(2, axis=0).tolist()
    assert same.sum() == 2 * (9 + 3)  # h_3 = e everywhere, else where -y = y


def test_portions_do_not_change_the_verdict():
    for at_once in (1 << 9, 1 << 12, 1 << 20):
        budget = Budget(at_once=at_once)
        assert equal(*lifting_claim(), "S3 on Z_2^2", lifting_setting(), budget=budget)
        assert not equal(*lifted(LIFTING["h for h^-1"][0]), "S3 on Z_2^2", lifting_setting(), budget=budget)


@pytest.mark.parametrize("name", ["elements", "at_once"])
def test_a_budget_that_runs_out_is_named(name):
    with pytest.raises(BudgetExceeded) as caught:
        equal(*lifting_claim(), "S3 on Z_2^2", lifting_setting(), budget=Budget(**{name: 3}))
    assert caught.value.name == name and caught.value.limit == 3


def test_a_sample_is_the_same_each_time_and_says_so():
    action = parse_action("C4 on Z_5")
    found = [compare(*lifting_claim(), lifting_setting(), action, INVARIANT1, sample=50) for _ in range(2)]
    assert found[0] == found[1] and found[0].sampled and found[0].equal
    assert 0 < found[0].instances <= 50
    wrong = lifted(LIFTING["h for h^-1"][0])
    assert not compare(*wrong, lifting_setting(), action, INVARIANT1, sample=50).equal


def test_many_arguments_do_not_overflow():
    """A product of forty factors on Z_5 has more instances than fit an integer."""
    points = [Var(f"i_{n}", S) for n in range(3)]
    factors = [Apply(Var(f"f_{n}", Arrow((S, S), REAL)), points[n % 3], points[(n + 1) % 3]) for n in range(40)]
    summed = SumOver((j,), (Everywhere((j,)),), Times(*factors, Apply(Var("c", Arrow((S,), REAL)), j)))
    turned = SumOver((j,), (Everywhere((j,)),), Times(Apply(Var("c", Arrow((S,), REAL)), j), *reversed(factors)))
    assert equal(summed, turned, "C2 on Z_3")
    assert not equal(summed, Times(*factors), "C2 on Z_3")
