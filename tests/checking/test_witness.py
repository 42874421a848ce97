"""Counterexamples: every planted mistake has one, no true equality has."""

from __future__ import annotations

import re
import time
from fractions import Fraction
from itertools import product

import pytest

from symproof.checking.report import Witness
from symproof.checking.witness import WitnessBudget, agrees, find_witness
from symproof.groups import LADDER, parse_action
from symproof.terms import (
    HEAD,
    NATURAL,
    REAL,
    Act,
    Apply,
    Arrow,
    Coordinate,
    Everywhere,
    ExpOf,
    Family,
    GroupPower,
    GroupProduct,
    GroupUnit,
    H,
    HeadUnion,
    MatrixApply,
    MatrixProduct,
    MatrixSort,
    Member,
    Negative,
    Numeral,
    Pairing,
    Place,
    Plus,
    Ratio,
    RealVectors,
    S,
    Shift,
    SquareRoot,
    SumOver,
    Times,
    V,
    Var,
    Weight,
    Zero,
    inverse,
    minus,
)
from symproof.theory.document import Comparison, Formula, Relation
from symproof.theory.hypotheses import Commutative, Equation, Injective, Linear, TranslationEquivariant
from symproof.theory.setting import Definition, Roles, Setting
from tests.checking.layers import (
    F,
    W,
    attention,
    carried,
    f,
    g,
    group_layer,
    group_setting,
    h,
    h1,
    h2,
    h3,
    head,
    i,
    invariant,
    j,
    key,
    layer,
    lora,
    moved_first,
    moved_last,
    near,
    of,
    offset,
    pose,
    position,
    qry,
    translated,
    val,
    y,
)

SHIFTED = Shift(y, f)
RELATIVE = Apply(position, offset())
TRANSLATION = Setting(hypotheses=(TranslationEquivariant(near),))
STABLE = Setting(hypotheses=invariant)
GROUP = Setting(hypotheses=carried)
AT_SHIFTED = attention(f, Apply(position, offset(j, translated())), centre=translated())


def lifted(*word):
    """The layer with an encoding in which a word of H acts on x(j) - x(i)."""
    return attention(f, Apply(position, Act(GroupProduct(*word), offset())))


def encoded(vector=None, pose_word=None):
    """The group layer with one part of its encoding replaced."""
    vector = Act(inverse(h), offset()) if vector is None else vector
    return group_layer(Apply(pose, vector, pose_word if pose_word is not None else GroupProduct(inverse(h1), h2)))


def carried_over(keys):
    """The translation layer with the keys replaced."""
    return layer(lora(qry, None, Apply(f, i)), keys, of(val, Apply(f, j)))


MISTAKES = {
    "Delta terms without L_y": (attention(SHIFTED, RELATIVE, other=f), AT_SHIFTED, TRANSLATION),
    "rho outside phi_key": (
        carried_over(of(key, Plus(Apply(f, j), RELATIVE))),
        carried_over(Plus(of(key, Apply(f, j)), RELATIVE)),
        TRANSLATION,
    ),
    "Delta missing": (attention(f, RELATIVE), attention(f, RELATIVE, delta=False), TRANSLATION),
    "rho for f": (
        carried_over(of(key, Plus(Apply(f, j), RELATIVE))),
        carried_over(of(key, Plus(RELATIVE, RELATIVE))),
        TRANSLATION,
    ),
    "h_3^-1 for h_3 in the encoding": (lifted(inverse(h), h3), lifted(inverse(h), inverse(h3)), STABLE),
    "a misplaced bracket": (
        encoded(),
        encoded(minus(Act(inverse(h), Coordinate(j)), Coordinate(i))),
        GROUP,
    ),
    "(h_3 h_1)^-1 as h_3^-1 h_1^-1": (
        encoded(pose_word=GroupProduct(inverse(GroupProduct(h3, h1)), h2)),
        encoded(pose_word=GroupProduct(inverse(h3), inverse(h1), h2)),
        GROUP,
    ),
    "h_2 h_1^-1 for h_1^-1 h_2": (encoded(), encoded(pose_word=GroupProduct(h2, inverse(h1))), GROUP),
    "h_1 h_2 for h_1^-1 h_2": (encoded(), encoded(pose_word=GroupProduct(h1, h2)), GROUP),
    "the original encoding": (moved_first, moved_last, group_setting(corrected=False)),
    "no translation-equivariance": (
        moved_first,
        moved_last,
        group_setting(corrected=True, hypotheses=carried[1:]),
    ),
    "no stability": (moved_first, moved_last, group_setting(corrected=True, hypotheses=carried[:1])),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_every_planted_mistake_has_a_small_witness(name):
    left, right, setting = MISTAKES[name]
    start = time.process_time()
    witness = find_witness(left, right, setting)
    assert witness is not None
    assert witness.left != witness.right
    assert witness.order <= 24
    assert sum(len(entries) for _, entries in witness.functions) <= 4
    assert len(witness.left) + len(witness.right) < 40
    assert time.process_time() - start < 3.0


def test_order_mistakes_need_a_group_that_does_not_commute():
    for name in ("(h_3 h_1)^-1 as h_3^-1 h_1^-1", "h_2 h_1^-1 for h_1^-1 h_2"):
        left, right, setting = MISTAKES[name]
        assert find_witness(left, right, setting).group == "S3"
        assert find_witness(left, right, setting.assuming(Commutative())) is None


TRUE = {
    "translation": (attention(SHIFTED, RELATIVE), AT_SHIFTED, TRANSLATION),
    "group": (moved_first, moved_last, group_setting(corrected=True)),
    "a sum over h absorbs a factor": (
        SumOver((h,), (Everywhere((h,)),), Apply(g, i, h)),
        SumOver((h,), (Everywhere((h,)),), Apply(g, i, GroupProduct(h3, h))),
        Setting(),
    ),
    "a softmax is a fraction": (
        SumOver(
            (j,),
            (Member((j,), near, (i,)),),
            Times(Weight((j,), Pairing(Apply(f, i), Apply(f, j))), Apply(f, j)),
        ),
        Ratio(
            SumOver(
                (j,),
                (Member((j,), near, (i,)),),
                Times(ExpOf(Pairing(Apply(f, i), Apply(f, j))), Apply(f, j)),
            ),
            SumOver((j,), (Member((j,), near, (i,)),), ExpOf(Pairing(Apply(f, i), Apply(f, j)))),
        ),
        Setting(),
    ),
}


@pytest.mark.parametrize("name", TRUE)
def test_a_true_equality_has_none(name):
    assert find_witness(*TRUE[name]) is None


@pytest.mark.parametrize("spec", ["C4 on Z_5", "S3 on Z_2^2"])
def test_a_proved_equality_agrees_on_a_finite_group(spec):
    left, right, setting = TRUE["group"]
    assert agrees(left, right, setting, spec) is None
    assert agrees(left, right, group_setting(corrected=False), spec) is not None


# --- maps, heads, scalars, matrices --------------------------------------------------------

a, b, c = (Var(name, F) for name in "abc")
phi, psi = Var("phi", Arrow((F,), F)), Var("psi", Arrow((F,), F))
wide = Var("Psi", Arrow((Family(F),), W))
by_head = Var("u", Arrow((HEAD, S), F))
d, n, r = Var("d", NATURAL), Var("n", NATURAL), Var("r", NATURAL)
A, B = Var("A", MatrixSort(d, d)), Var("B", MatrixSort(d, d))
v = Var("v", RealVectors(d))
s = Var("s", REAL)
linear = Setting(hypotheses=(Linear(phi), Linear(psi)))
injective = Setting(hypotheses=(Injective(phi),))
z = Var("z", V)
small = Var("e", Arrow((V, H), F))
everywhere = (Everywhere((j,)),)
k = Var("k", H)
INVARIANT = Equation(Apply(small, Act(k, z), h1), Apply(small, z, h1), (k, z, h1))
scores = Pairing(Apply(f, i), Apply(f, j))

FALSE = {
    "a map is not linear": (Apply(phi, Plus(a, b)), Plus(Apply(phi, a), Apply(phi, b)), Setting()),
    "a map need not send 0 to 0": (Apply(phi, Zero(F)), Zero(F), Setting()),
    "a map need not be odd": (Apply(phi, Negative(a)), Negative(Apply(phi, a)), Setting()),
    "linear maps do not commute": (Apply(phi, Apply(psi, a)), Apply(psi, Apply(phi, a)), linear),
    "an injective map is not the identity": (Apply(phi, a), a, injective),
    "<a, b> c is not <c, b> a": (Times(Pairing(a, b), c), Times(Pairing(c, b), a), Setting()),
    "matrices do not commute": (MatrixProduct(A, B), MatrixProduct(B, A), Setting()),
    "columns see it too": (MatrixApply(A, MatrixApply(B, v)), MatrixApply(B, MatrixApply(A, v)), Setting()),
    "exp of a product": (ExpOf(Times(s, s)), Times(ExpOf(s), ExpOf(s)), Setting()),
    "another score is another weight": (
        SumOver((j,), everywhere, Times(Weight((j,), scores), Apply(f, j))),
        SumOver((j,), everywhere, Times(Weight((j,), Times(Numeral(2), scores)), Apply(f, j))),
        Setting(),
    ),
    "1/d for 1/sqrt(d)": (
        SumOver((j,), everywhere, Times(Weight((j,), Ratio(scores, SquareRoot(d))), Apply(f, j))),
        SumOver((j,), everywhere, Times(Weight((j,), Ratio(scores, d)), Apply(f, j))),
        Setting(),
    ),
    "a scale factor dropped": (
        SumOver((j,), everywhere, Times(Weight((j,), Ratio(scores, SquareRoot(d))), Apply(f, j))),
        SumOver((j,), everywhere, Times(Weight((j,), scores), Apply(f, j))),
        Setting(),
    ),
    "the heads are ordered": (
        Apply(wide, HeadUnion(head, Plus(Apply(by_head, head, i), Apply(by_head, head, j)))),
        Apply(wide, HeadUnion(head, Plus(Apply(by_head, head, i), Apply(by_head, Var("q", HEAD), j)))),
        Setting(),
    ),
    "a sum counts": (SumOver((j,), everywhere, Apply(f, i)), Apply(f, i), Setting()),
    "a product of sums": (
        SumOver((j,), everywhere, Pairing(Apply(f, j), Apply(f, j))),
        Pairing(SumOver((j,), everywhere, Apply(f, j)), SumOver((j,), everywhere, Apply(f, j))),
        Setting(),
    ),
    "a softmax over an outer sum": (
        SumOver((h,), (Everywhere((h,)),), SumOver((j,), everywhere, Times(Weight((j,), scores), Apply(g, j, h)))),
        SumOver((h,), (Everywhere((h,)),), SumOver((j,), everywhere, Times(Weight((h,), scores), Apply(g, j, h)))),
        Setting(),
    ),
    "invariant under H is not constant": (
        Apply(small, z, h1), Apply(small, Zero(V), h1), Setting(hypotheses=(INVARIANT,)),
    ),
    "an equation between elements": (
        Apply(g, i, GroupProduct(h1, h2)), Apply(g, i, h2), Setting(hypotheses=(Equation(GroupPower(h1, 2), GroupUnit()),)),
    ),
    "count of parameters": (Times(n, r), Plus(n, r), Setting()),
    "permutations of tokens": (
        Apply(f, Act(GroupProduct(h1, h2), i)), Apply(f, Act(GroupProduct(h2, h1), i)), Setting(roles=Roles(plain_set=True)),
    ),
}  # fmt: skip


act_on_all = Var("Phi", Arrow((f.sort,), Arrow((S,), F)))
other_act = Var("Psi", Arrow((f.sort,), Arrow((S,), F)))
attended = Var("att", Arrow((f.sort,), Arrow((S,), F)))
through = Var("s", f.sort)
twice = Setting(
    definitions={
        attended: Definition(
            attended,
            ((through,), (i,)),
            SumOver(
                (j,),
                (Member((j,), near, (i,)),),
                Times(Weight((j,), Pairing(Apply(through, i), Apply(through, j))), Apply(through, j)),
            ),
        )
    },
    hypotheses=(TranslationEquivariant(near),),
)
FALSE |= {
    "an operator need not be equivariant": (
        Apply(Apply(act_on_all, Shift(y, f)), i), Apply(Shift(y, Apply(act_on_all, f)), i), Setting(),
    ),
    "operators do not commute": (
        Apply(Apply(act_on_all, Apply(other_act, f)), i), Apply(Apply(other_act, Apply(act_on_all, f)), i), Setting(),
    ),
    "two layers are not stable under H": (
        Apply(Apply(attended, Apply(attended, Shift(h, f))), i),
        Apply(Shift(h, Apply(attended, Apply(attended, f))), i),
        twice,
    ),
    "two layers are not one": (Apply(Apply(attended, Apply(attended, f)), i), Apply(Apply(attended, f), i), twice),
    "invariant under one element": (
        Apply(small, Act(h2, z), h1), Apply(small, z, h1),
        Setting(hypotheses=(Equation(Apply(small, Act(h3, z), h1), Apply(small, z, h1), (z, h1)),)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_false_lines(name):
    left, right, setting = FALSE[name]
    witness = find_witness(left, right, setting)
    assert witness is not None
    assert witness.left != witness.right


HOLDS = {
    "two layers": (
        Apply(Apply(attended, Apply(attended, Shift(y, f))), i),
        Apply(Shift(y, Apply(attended, Apply(attended, f))), i),
        twice,
    ),
    "an operator of one signal": (
        Apply(Apply(act_on_all, Shift(h, Shift(inverse(h), f))), i), Apply(Apply(act_on_all, f), i), Setting(),
    ),
    "linear by definition only": (
        Apply(psi, a), a,
        Setting(
            definitions={phi: Definition(phi, ((b,),), Plus(Apply(psi, b), Apply(psi, b)))}, hypotheses=(Linear(phi),),
        ),
    ),
    "invariance": (Apply(small, Act(h3, z), h1), Apply(small, z, h1), Setting(hypotheses=(INVARIANT,))),
    "linearity": (Apply(phi, Plus(a, b)), Plus(Apply(phi, a), Apply(phi, b)), linear),
    "an equation": (
        Apply(g, i, GroupPower(h1, 3)), Apply(g, i, h1), Setting(hypotheses=(Equation(GroupPower(h1, 2), GroupUnit()),)),
    ),
    "a law that only zero obeys": (
        Apply(f, i), Zero(F), Setting(hypotheses=(Equation(Apply(f, j), Zero(F), (j,)),)),
    ),
    "a law on features": (
        Apply(phi, Apply(phi, a)), a, Setting(hypotheses=(Equation(Apply(phi, Apply(phi, b)), b, (b,)),)),
    ),
    "commuting with everything": (
        Apply(g, i, GroupProduct(h1, h2)), Apply(g, i, GroupProduct(h2, h1)), Setting(hypotheses=(Commutative(),)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOLDS)
def test_hypotheses_are_met(name):
    assert find_witness(*HOLDS[name]) is None


def test_a_law_on_features_still_allows_witnesses():
    law = Equation(Apply(phi, Apply(phi, b)), b, (b,))
    witness = find_witness(Apply(phi, a), Apply(psi, a), Setting(hypotheses=(law,)))
    assert dict(witness.maps)["phi(t)"] in ("t", "-t")


def test_an_exception_is_avoided():
    exception = Comparison(Formula(h3), Relation.EQUAL, Formula(GroupUnit()))
    left, right = Apply(g, i, GroupProduct(h3, h1)), Apply(g, i, h1)
    assert dict(find_witness(left, right, Setting(), unless=exception).elements)["h_3"] != "e"
    reverse = Comparison(Formula(h3), Relation.UNEQUAL, Formula(GroupUnit()))
    assert find_witness(left, right, Setting(), unless=reverse) is None


def test_an_inequality_is_broken_by_numbers():
    witness = find_witness(Times(r, Plus(n, n)), Times(n, n), Setting(), relation=Relation.LESS)
    assert Fraction(witness.left) >= Fraction(witness.right)
    assert find_witness(n, Plus(n, r), Setting(), relation=Relation.LESS) is None


def test_only_the_group_that_the_document_names():
    setting = Setting(restricted="C2 on Z_3")
    assert find_witness(Apply(g, i, GroupPower(h1, 2)), Apply(g, i, GroupUnit()), setting) is None
    assert find_witness(Apply(g, i, GroupPower(h1, 3)), Apply(g, i, GroupUnit()), setting).order == 6


def test_neighbourhoods_are_unions_of_orbits():
    """The window of C3 must be stable: N(h i) = h N(i) holds in no other model."""
    left = SumOver((j,), (Member((j,), near, (Place(Act(h1, Coordinate(i))),)),), Apply(f, j))
    right = SumOver((j,), (Member((j,), near, (i,)),), Apply(f, Place(Act(h1, Coordinate(j)))))
    assert find_witness(left, right, STABLE) is None
    assert find_witness(left, right, TRANSLATION) is not None


def test_two_runs_give_the_same_witness():
    left, right, setting = MISTAKES["the original encoding"]
    assert find_witness(left, right, setting) == find_witness(left, right, setting)


def test_the_budget_decides():
    left, right, setting = MISTAKES["the original encoding"]
    assert find_witness(left, right, setting, budget=WitnessBudget(models=16)) is None


def test_what_has_no_exact_value_is_no_witness():
    root = Ratio(s, SquareRoot(Numeral(2)))
    assert find_witness(root, s, Setting()) is None
    assert find_witness(ExpOf(root), ExpOf(s), Setting()) is None


# --- recomputed by hand --------------------------------------------------------------------------


def polynomial(text):
    """'2 t + t^2 - 1' as a function."""
    pieces = re.findall(r"([+-]?) ?(\d*) ?(t?)(?:\^(\d))?(?: |$)", text.replace("- ", "-").replace("+ ", "+") + " ")
    terms = [
        ((-1 if sign == "-" else 1) * int(size or 1), (int(power or 1) if t else 0))
        for sign, size, t, power in pieces
        if size or t
    ]
    return lambda t: sum(Fraction(size) * t**power for size, power in terms)


def recomputed(witness: Witness, corrected: bool) -> tuple[Fraction, Fraction]:
    """Both sides of the end-to-end claim of the group layer, from the words of the witness alone."""
    action = parse_action(witness.action.split(":")[0])
    tables = {name: dict(entries) for name, entries in witness.functions}
    maps = {name.removesuffix("(t)"): polynomial(text) for name, text in witness.maps}
    values = dict(witness.elements)
    names, points = list(action.elements), [action.show(p).replace(" ", "") for p in range(action.size)]
    plus, neg, move, mul, inv = action.added, action.negated, action.moved, action.product, action.inverse
    rule = witness.neighbourhoods[0][1].split(r"in \{")[1].split(r"\}")[0]
    window = {tuple(m.rsplit(", ", 1)) for m in re.findall(r"\(([^()]*(?:\([^()]*\))?[^()]*)\)", rule)}

    def table(name, p, q):
        return Fraction(tables.get(name, {}).get((points[p], names[q]), 0))

    def attend(signal, p, q):
        total = Fraction(0)
        for t in range(action.order):
            rows = []
            for p2, q2 in product(range(action.size), range(action.order)):
                apart = plus[p2, neg[p]]
                if (points[move[inv[q], apart]], names[mul[inv[q], q2]]) in window:
                    turn = mul[inv[q], q2] if corrected else mul[inv[t], mul[inv[q], q2]]
                    spot = signal(p2, q2) + table(r"\rho^P", move[inv[t], apart], turn)
                    both = [
                        maps[rf"\varphi_{{{m}}}"](x) + maps[rf"\Delta\varphi_{{{m}}}"](x)
                        for m, x in (("qry", signal(p, q)), ("key", spot), ("val", signal(p2, q2)))
                    ]
                    rows.append((Fraction(2) ** int(both[0] * both[1]), both[2]))
            total += sum(w * u for w, u in rows) / sum(w for w, _ in rows)
        return maps[r"\varphi_{out}"](total)

    p, q, shift, turn = (
        points.index(values["i"]),
        names.index(values["h_1"]),
        points.index(values["y"]),
        names.index(values["h_3"]),
    )
    back = inv[turn]
    carried_signal = lambda p2, q2: table("g", move[back, plus[p2, neg[shift]]], mul[back, q2])  # noqa: E731
    plain = lambda p2, q2: table("g", p2, q2)  # noqa: E731
    return attend(carried_signal, p, q), attend(plain, move[back, plus[p, neg[shift]]], mul[back, q])


@pytest.mark.parametrize("spec", LADDER[2:6])
def test_the_original_encoding_recomputed_from_the_words(spec):
    witness = find_witness(moved_first, moved_last, group_setting(corrected=False), actions=[spec])
    assert tuple(map(str, recomputed(witness, corrected=False))) == (witness.left, witness.right)
    same = recomputed(witness, corrected=True)
    assert same[0] == same[1]


def test_the_words_of_a_witness_are_complete():
    witness = find_witness(
        SumOver((j,), (Member((j,), near, (i,)),), Apply(f, j)),
        SumOver((j,), (Member((j,), near, (translated(),)),), Apply(f, j)),
        TRANSLATION,
    )
    assert witness == Witness(
        group="C1",
        action="C1 on Z_2: acting on Z_2 ($S = V$, $x$ the identity)",
        elements=(("i", "0"), ("y", "1")),
        neighbourhoods=(("N(0)", r"\{0\}"), ("N(1)", r"\{1\}")),
        functions=(("f", ((("0",), "1"),)),),
        maps=(),
        scalars=(("dimension of feature spaces", "1"),),
        left="1",
        right="0",
        order=2,
    )
