"""A witness for a false line: the slips that the papers and their readers make."""

from __future__ import annotations

from collections.abc import Iterator

from symproof.checking.report import Witness
from symproof.checking.witness import find_witness
from symproof.terms import GroupProduct, Term, inverse
from symproof.theory.hypotheses import Stable, TranslationEquivariant
from symproof.theory.setting import Setting
from tests.benchmarks.rows import Check, Row
from tests.benchmarks.timing import best_of
from tests.checking import layers

Line = tuple[Term, Term, Setting]


def encoded(*word: Term) -> Term:
    """The group layer with another word in place of h_1^-1 h_2."""
    turned = layers.Act(inverse(layers.h), layers.offset())
    return layers.group_layer(layers.Apply(layers.pose, turned, GroupProduct(*word)))


def shifted(*, delta: bool) -> Line:
    """The translation layer on L_y f and at x^-1(x(i) - y); without ``delta`` the LoRA terms see f itself."""
    relative = layers.Apply(layers.position, layers.offset())
    at_shifted = layers.Apply(layers.position, layers.offset(layers.j, layers.translated()))
    moved = layers.Shift(layers.y, layers.f)
    left = layers.attention(moved, relative, other=None if delta else layers.f)
    right = layers.attention(layers.f, at_shifted, centre=layers.translated())
    return left, right, Setting(hypotheses=(TranslationEquivariant(layers.near), Stable(layers.near)))


def layer_claim(*, corrected: bool, stable: bool = True) -> Line:
    hypotheses = layers.carried if stable else layers.carried[:1]
    return layers.moved_first, layers.moved_last, layers.group_setting(corrected=corrected, hypotheses=hypotheses)


GROUP = Setting(hypotheses=layers.carried)
REVERSED = inverse(GroupProduct(layers.h3, layers.h1)), layers.h2
FALSE: dict[str, Line] = {
    "the original encoding, not equivariant": layer_claim(corrected=False),
    "a neighbourhood that is not stable": layer_claim(corrected=True, stable=False),
    "Delta terms without L_y": shifted(delta=False),
    "h_2 h_1^-1 for h_1^-1 h_2": (
        encoded(inverse(layers.h1), layers.h2),
        encoded(layers.h2, inverse(layers.h1)),
        GROUP,
    ),
    "h_3^-1 h_1^-1 for (h_3 h_1)^-1": (
        encoded(*REVERSED),
        encoded(inverse(layers.h3), inverse(layers.h1), layers.h2),
        GROUP,
    ),
}
TRUE: dict[str, Line] = {
    "the corrected encoding": layer_claim(corrected=True),
    "Delta terms with L_y": shifted(delta=True),
}


def witness(line: Line) -> Witness | None:
    return find_witness(*line)


def rows() -> Iterator[Row]:
    for name, line in FALSE.items():
        yield Row(f"a witness: {name}", best_of(lambda it=line: witness(it), seconds=1.0, least=3), at_most=0.5)


def checks() -> Iterator[Check]:
    for name, line in FALSE.items():
        yield f"{name}: a witness is found, and its sides differ", lambda it=line: _differs(witness(it))
    for name, line in TRUE.items():
        yield f"{name}: there is no witness", lambda it=line: witness(it) is None


def _differs(found: Witness | None) -> bool:
    return found is not None and found.left != found.right
