"""The change of variable that a proof found, as terms for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from symproof.algebras.atoms import Atom
from symproof.algebras.normal_form import NormalForm
from symproof.algebras.sums import Frame
from symproof.algebras.words import Combination, Word
from symproof.checking.report import Reindexing
from symproof.terms import (
    Act,
    Coordinate,
    GroupProduct,
    GroupUnit,
    H,
    Negative,
    Place,
    Plus,
    S,
    Term,
    V,
    Var,
    Zero,
    free_variables,
    fresh,
    inverse,
    substitute,
)
from symproof.theory.setting import Setting


class Unnamed(Exception):
    """A value mentions something that has no name in the document."""


def reindexings(form: NormalForm, before: Mapping[Atom, Frame], after: Mapping[Atom, Frame]) -> tuple[Reindexing, ...]:
    """For each sum common to both sides: its variables before in terms of those after, where they differ."""
    found: dict[tuple[Var, Term], Reindexing] = {}
    for atom in sorted(set(before) & set(after)):
        for move in _moves(form, before[atom], after[atom]):
            found.setdefault((move.variable, move.term), move)
    return tuple(found.values())


def _moves(form: NormalForm, one: Frame, two: Frame) -> list[Reindexing]:
    there, back = _composed(form, one, two), _composed(form, two, one)
    moves = []
    for atom, value in there.items():
        try:
            moves.append(_move(form, atom, value, back))
        except Unnamed:
            continue
    return [move for move in moves if move.term != move.new]


def _composed(form: NormalForm, one: Frame, two: Frame) -> dict[Atom, Any]:
    """The variables of the first sum as values in the variables of the second."""
    return {v: form.replaced_point(value, dict(two.backward)) for v, value in one.forward.items()}


def _move(form: NormalForm, atom: Atom, value: Any, back: Mapping[Atom, Any]) -> Reindexing:
    variable = _author(form, atom)
    partner = next((a for a, image in back.items() if atom in _letters(image) and a in _letters(value)), None)
    if partner is None or _author(form, partner).sort != variable.sort:
        raise Unnamed
    return Reindexing(
        variable,
        as_term(form, value, variable),
        _author(form, partner),
        as_term(form, back[partner], variable),
    )


def _author(form: NormalForm, atom: Atom) -> Var:
    """The author's variable for which a summation variable stands."""
    variable = form.origin(atom)
    if variable is None:
        raise Unnamed
    return variable


def named_move(variable: Var, image: Term, new: Var, setting: Setting) -> Reindexing:
    """The change ``variable = image`` that an author names, with its inverse where one can be written down."""
    form = NormalForm(setting)
    kind = "H" if variable.sort == H else "V"
    inner, outer = form.atoms.fresh(kind, var=new), form.atoms.fresh(kind, var=variable)
    value = form.value(image, {new: form.as_point(inner)})
    solved = form.parametrisations.solutions((kind, value), inner, outer, whole=True)
    try:
        back: Term = as_term(form, solved[0][1], variable) if solved else new
    except Unnamed:
        back = new
    return Reindexing(variable, image, new, back)


def told_apart(moves: tuple[Reindexing, ...], setting: Setting) -> tuple[Reindexing, ...]:
    """The same changes with another name, a prime more, for each new variable that is called like an old one."""
    taken = {var.name for move in moves for term in (move.term, move.inverse) for var in free_variables(term)}
    avoid = taken.union(setting.symbols, (var.name for move in moves for var in (move.variable, move.new)))
    shared = {move.variable for move in moves} & {move.new for move in moves}
    apart: dict[Var, Term] = {var: fresh(var, avoid) for var in shared}
    return tuple(
        Reindexing(move.variable, substitute(move.term, apart), apart.get(move.new, move.new), move.inverse)
        for move in moves
    )


def _letters(value: Word | Combination) -> set[Atom]:
    if value and isinstance(value[0], int):
        return {abs(int(letter)) for letter in value}
    return {a for (word, base), _ in value for a in (*map(abs, word), base)}  # type: ignore[misc]


def as_term(form: NormalForm, value: Any, like: Var) -> Term:
    """The term of a word or a combination; of the sort of ``like``."""
    if like.sort == H:
        return _word(form, value)
    plain = form.setting.roles.plain_set
    if plain:
        (((word, base), _),) = value
        return _acted(_word(form, word), _name(form, base), word)
    vector = _vector(form, value)
    if like.sort != S:
        return vector
    return vector.args[0] if isinstance(vector, Coordinate) else Place(vector)


def _vector(form: NormalForm, value: Combination) -> Term:
    parts: list[Term] = []
    named = [(_name(form, base), word, n) for (word, base), n in sorted(value)]
    for point, word, n in sorted(named, key=lambda part: (part[2] < 0, part[0].sort != S)):
        vector = _acted(_word(form, word), Coordinate(point) if point.sort == S else point, word)
        parts.extend([vector if n > 0 else Negative(vector)] * abs(n))
    if not parts:
        return Zero(V)
    return parts[0] if len(parts) == 1 else Plus(*parts)


def _acted(actor: Term, point: Term, word: Word) -> Term:
    return Act(actor, point) if word else point


def _word(form: NormalForm, word: Word) -> Term:
    factors = [_name(form, letter) if letter > 0 else inverse(_name(form, -letter)) for letter in word]
    if not factors:
        return GroupUnit()
    return factors[0] if len(factors) == 1 else GroupProduct(*factors)


def _name(form: NormalForm, atom: Atom) -> Var:
    key = form.atoms.keys[atom]
    if key[0] == "var" and isinstance(key[1], Var):
        return key[1]
    return _author(form, atom)
