"""Whatever is proposed as a change of variable, only a bijection to fresh names is made: nothing false is equated."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from symproof.algebras.atoms import Atom, OutOfBudget
from symproof.algebras.fold import OutsideTheory
from symproof.algebras.normal_form import NormalForm
from symproof.algebras.parametrisations import Assignment, Parametrisations
from symproof.algebras.words import scaled
from symproof.terms import GroupProduct, H, Var
from symproof.theory.setting import Setting
from tests.algebras.latex import equal
from tests.algebras.test_sums import TABLE

Lie = Callable[[Any, list[Atom], list[Any]], Assignment]  # of a form, old names, new names as points
FALSE = [(claim, assuming) for rows in TABLE.values() for claim, assuming, true in rows if not true]
FALSE += [
    (r"\sum_{j\in S} a(j)b(j) = \sum_{j\in S} a(j)b(i)", ""),
    (r"\sum_{j\in S}\sum_{k\in S} m(j,k) = \sum_{j\in S}\sum_{k\in S} m(j,j)", ""),
    (r"\sum_{s\in\mathcal{H}} c(ss) = \sum_{s\in\mathcal{H}} c(s)", ""),
    (r"\sum_{s\in\mathcal{H}} c(s) = \sum_{s\in\mathcal{H}} c(e)", ""),
    (r"\sum_{j\in S} a(x^{-1}(x(j)+p(j))) = \sum_{j\in S} a(j)", ""),
    (r"\sum_{j\in S} \varphi(\sum_{k\in S} m(j,k)f(k)) = \sum_{j\in S} \varphi(\sum_{k\in S} m(k,k)f(k))", ""),
]


def merged(form: Any, names: list[Atom], new: list[Any]) -> Assignment:
    """All variables of a sort become the same one."""
    forward, backward = renamed(form, names, new)
    first = {form.atoms.keys[n][1]: p for n, p in reversed([*zip(names, new, strict=True)])}
    return {n: first[form.atoms.keys[n][1]] for n in forward}, backward


def constant(form: Any, names: list[Atom], new: list[Any]) -> Assignment:
    """The first variable becomes e or 0."""
    forward, backward = renamed(form, names, new)
    return {**forward, names[0]: ()}, backward


def doubled(form: Any, names: list[Atom], new: list[Any]) -> Assignment:
    """Each variable becomes twice, or the square of, another."""
    forward, backward = renamed(form, names, new)
    return {n: p * 2 if isinstance(p[0], int) else scaled(2, p) for n, p in forward.items()}, backward


def inside_out(form: Any, names: list[Atom], new: list[Any]) -> Assignment:
    """The names stay: nothing is bound any more."""
    return {n: form.as_point(n) for n in names}, {n: form.as_point(n) for n in names}


def left_over(form: Any, names: list[Atom], new: list[Any]) -> Assignment:
    """One variable is not replaced."""
    forward, backward = renamed(form, names, new)
    return {**forward, names[-1]: form.as_point(names[-1])}, backward


def too_low(form: Any, names: list[Atom], new: list[Any]) -> Assignment:
    """Names that a sum inside may bind."""
    low = [form.atoms.bound(*form.atoms.keys[letter(p)][1:3], 1, n) for n, p in enumerate(new)]
    return renamed(form, names, [form.as_point(b) for b in low])


def renamed(form: Any, names: list[Atom], new: list[Any]) -> Assignment:
    old = [form.as_point(n) for n in names]
    return dict(zip(names, new, strict=True)), dict(zip(map(letter, new), old, strict=True))


def letter(point: Any) -> Atom:
    """The atom of a variable's value."""
    atom: Atom = point[0] if isinstance(point[0], int) else point[0][0][1]
    return atom


LIES = (merged, constant, doubled, inside_out, left_over, too_low)


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
def test_what_is_no_bijection_equates_nothing(lie: Lie, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Parametrisations.assignments

    def proposed(self: Any, names: tuple[Atom, ...], m: Any, height: int) -> list[Assignment]:
        new = [self.form.as_point(self._new_name(n, height, k)) for k, n in enumerate(names)]
        return [lie(self.form, list(names), new), *honest(self, names, m, height)]

    monkeypatch.setattr(Parametrisations, "assignments", proposed)
    assert [claim for claim, assuming in FALSE if accepted(claim, assuming)] == []
    assert equal(r"\sum_{j\in S} a(j) = \sum_{k\in S} a(k)")


def accepted(claim: str, assuming: str) -> bool:
    try:
        return equal(claim, assuming)
    except (OutOfBudget, OutsideTheory, RecursionError):
        return False


def test_a_variable_that_may_not_move_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Although any change is proposed for it."""
    honest = Parametrisations._choices

    def everything_moves(self: Any, todo: tuple[Atom, ...], *rest: Any) -> Any:
        keys = self.form.atoms.keys
        for n in todo:
            kind, sort, _, *more = keys[n]
            keys[n] = (kind, sort, True, *more)
        found = honest(self, todo, *rest)
        for n in todo:
            keys[n] = (*keys[n][:2], False, *keys[n][3:])
        return found

    monkeypatch.setattr(Parametrisations, "_choices", everything_moves)
    moved = r"\sum_{s\in\mathcal{H}} c(hs) = \sum_{s\in\mathcal{H}} c(s)"
    with suppress(RecursionError):
        assert not equal(moved, movable=frozenset())


def test_what_is_no_solution_shows_no_bijection(monkeypatch: pytest.MonkeyPatch) -> None:
    """``ss`` is no bijection of s, whatever is proposed."""
    s = Var("s", H)
    form = NormalForm(Setting())
    atom, new = form.atoms.fresh("H"), form.atoms.fresh("H")
    value = form.value(GroupProduct(s, s), {s: (atom,)})
    for proposal in ((new,), (atom,), (), (new, -atom), (-atom, new)):
        found = [("", proposal, value, frozenset[Atom]())]
        monkeypatch.setattr(Parametrisations, "solutions", lambda self, *args, found=found, **more: found)
        assert form.solved(("H", value), atom, new) is None
