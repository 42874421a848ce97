"""General proofs of equations: what a reason allows, and the least that a proof needs.

An *allowance* says which definitions may be unfolded, which hypotheses may act, which
sums may be re-indexed and which substitutions are made. ``prove`` compares the normal
forms of both sides under it and reports what was really used, minimal by inclusion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any, TypeAlias

from symproof.algebras.atoms import OutOfBudget
from symproof.algebras.fold import OutsideTheory
from symproof.algebras.normal_form import NormalForm
from symproof.algebras.words import TooLong
from symproof.checking.congruence import bound_names, congruent, independent, unfolded
from symproof.checking.least import large_names, least, relevant
from symproof.checking.reindexing import named_move, reindexings
from symproof.checking.report import Reindexing
from symproof.terms import Member, SumOver, Term, Var, alpha_equal, bound_by, free_variables, substitute
from symproof.terms.sorts import accepts
from symproof.theory.hypotheses import Equation, Hypothesis, Stable, TranslationEquivariant
from symproof.theory.setting import Setting

Names = frozenset[str]
Equal: TypeAlias = Callable[[Term, Term, "Allowance"], bool]
Way: TypeAlias = "tuple[Allowance, Equal]"


@dataclass(frozen=True)
class Allowance:
    """What a proof may use. ``None`` means everything that the setting has."""

    definitions: frozenset[Var] | None = None
    hypotheses: frozenset[Hypothesis] = frozenset()
    movable: Names | None = None  # names of summation variables that may be re-indexed
    substitutions: Mapping[Var, Term] = field(default_factory=dict)


@dataclass(frozen=True)
class Proof:
    """What a general proof used."""

    hypotheses: frozenset[Hypothesis] = frozenset()
    reindexed: tuple[Reindexing, ...] = ()
    moved: bool = False  # some sum was re-indexed
    definitions: frozenset[Var] = frozenset()  # that may have been unfolded


class Undecidable(Exception):
    """A normal form could not be computed; ``why`` names the budget or the construct."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


@dataclass
class _Trial:
    """One equation, and which of the hypotheses allowed were shown to suffice for it."""

    equal: Callable[[Allowance], bool]
    allowed: Allowance
    shown: set[frozenset[Hypothesis] | None] = field(default_factory=set)

    def suffices(self, used: frozenset[Hypothesis]) -> bool:
        if used <= self.allowed.hypotheses and self.equal(replace(self.allowed, hypotheses=used)):
            self.shown.add(used)
        return used in self.shown


class Prover:
    """General proofs in one setting; normal forms are kept between the steps of a proof."""

    def __init__(self, setting: Setting, rewrites: int = 60_000):
        self.setting = setting
        self.rewrites = rewrites
        self._forms: dict[Any, tuple[NormalForm, dict[Any, tuple[Any, Any]]]] = {}

    @cached_property
    def _large(self) -> frozenset[Var]:
        return large_names(self.setting)

    def prove(self, left: Term, right: Term, allowed: Allowance) -> Proof | None:
        """A proof of ``left = right`` under an allowance; None where the normal forms differ.

        Raises ``Undecidable`` where they cannot be computed.
        """
        if not accepts(left.sort, right.sort) and not accepts(right.sort, left.sort):
            return None
        self._forget()
        left, right, named = self._substituted(left, right, allowed)
        if alpha_equal(left, right):
            return Proof(reindexed=named)
        proof = self._compared(left, right, allowed)
        return proof and replace(proof, reindexed=named + proof.reindexed)

    def _compared(self, left: Term, right: Term, allowed: Allowance) -> Proof | None:
        ways: list[Way] = [(replace(allowed, movable=frozenset()), self._by_parts), (allowed, self.equal)]
        return self._first(left, right, ways[::-1] if allowed.movable else ways)  # a sum is said to be re-indexed

    def consequence(self, left: Term, right: Term, allowed: Allowance) -> Proof | None:
        """A proof from several instances of the equations allowed, found by search; None where none is found."""
        if not any(isinstance(h, Equation) for h in allowed.hypotheses) or not accepts(left.sort, right.sort):
            return None
        parts = partial(self._by_parts, same=self._follow)
        return self._first(left, right, [(allowed, self._follow), (replace(allowed, movable=frozenset()), parts)])

    def _first(self, left: Term, right: Term, ways: Iterable[Way]) -> Proof | None:
        """By the hypotheses that a search comes up with, if it was shown that these suffice."""
        for allowance, equal in ways:
            trial = _Trial(partial(equal, left, right), allowance)
            used = least(relevant(left, right, allowance.hypotheses, self.setting), trial.suffices)
            if used in trial.shown:
                return self._proof(left, right, replace(allowance, hypotheses=used or frozenset()))
        return None

    def _forget(self) -> None:
        """Drop tables that earlier steps have filled, so that each step has its whole budget."""
        full = [scope for scope, (form, _) in self._forms.items() if 4 * len(form.atoms.keys) > self.rewrites]
        for scope in full:
            del self._forms[scope]

    def _substituted(self, left: Term, right: Term, allowed: Allowance) -> tuple[Term, Term, tuple[Reindexing, ...]]:
        """Each substitution is made in the line before, or else in this one."""
        moves, given = [], free_variables(left) | free_variables(right)
        for var, term in allowed.substitutions.items():
            for side in (left, right):
                changed = self._in_sums(side, {var: term}, allowed, given)
                if changed is not None:
                    new = next(iter(bound_names(changed) & free_variables(term) - free_variables(side)), var)
                    moves.append(named_move(var, term, new, self.setting))
                    left, right = (changed, right) if side is left else (left, changed)
                    break
        return left, right, tuple(move for move in moves if move.term != move.new)

    def _in_sums(self, side: Term, by: Mapping[Var, Term], allowed: Allowance, given: frozenset[Var]) -> Term | None:
        """The substitution in the sums of a side, or of the definition that it is an instance of."""
        changed: Term | None = substituted_sum(side, by, self.setting, given)
        if changed is not None or allowed.definitions is None:
            return changed
        opened = unfolded(side, self.setting, allowed.definitions)
        return None if opened is None else substituted_sum(opened, by, self.setting, given)

    def _proof(self, left: Term, right: Term, allowed: Allowance) -> Proof:
        moves: tuple[Reindexing, ...] = ()
        if allowed.movable != frozenset():
            form, _, before = self._normal(left, allowed)
            _, _, after = self._normal(right, allowed)
            moves = reindexings(form, before, after)
        moved = allowed.movable != frozenset()
        return Proof(allowed.hypotheses, moves, moved, self._unfolded(left, right, allowed))

    def _unfolded(self, left: Term, right: Term, allowed: Allowance) -> frozenset[Var]:
        """Defined symbols that both sides mention, through definitions too, and that were open."""
        open_ = frozenset(self.setting.definitions) | frozenset(self.setting.overrides)
        if allowed.definitions is not None:
            open_ &= allowed.definitions
        return open_ & self.setting.mentioned((left, right))

    def equal(self, left: Term, right: Term, allowed: Allowance) -> bool:
        """Are the normal forms equal? Raises ``Undecidable``."""
        form, before, _ = self._normal(left, allowed)
        _, after, _ = self._normal(right, allowed)
        return form.same(before, after)

    def _follow(self, left: Term, right: Term, allowed: Allowance) -> bool:
        if self.equal(left, right, allowed) or isinstance(left, Member):
            return self.equal(left, right, allowed)
        form, before, _ = self._normal(left, allowed)
        form.allow(allowed.hypotheses, allowed.definitions)
        try:
            return form.follows(before, self._normal(right, allowed)[1], left.sort)
        except (OutOfBudget, TooLong, OutsideTheory, RecursionError):
            return False

    def _by_parts(self, left: Term, right: Term, allowed: Allowance, same: Equal | None = None) -> bool:
        """As they stand, or with a definition unfolded that one side is an instance of."""
        same = same or self.equal
        if not independent(left, right, self.setting, allowed.hypotheses):
            return False
        pairs = [(left, right)]
        opened = unfolded(left, self.setting, allowed.definitions)
        other = unfolded(right, self.setting, allowed.definitions)
        pairs += [(opened, right)] if opened is not None else []
        pairs += [(left, other)] if other is not None else []
        try:
            return any(congruent(a, b, lambda x, y: same(x, y, allowed), self._large) for a, b in pairs)
        except Undecidable:
            return False

    def _normal(self, term: Term, allowed: Allowance) -> tuple[NormalForm, Any, Any]:
        scope = self._scope(allowed)
        key = (allowed.movable, allowed.hypotheses, allowed.definitions, term)
        try:
            if scope not in self._forms:
                new = NormalForm(self.setting, allowed.hypotheses, allowed.definitions, self.rewrites)
                self._forms[scope] = new, {}
            form, values = self._forms[scope]
            if key not in values:
                form.allow(allowed.hypotheses, allowed.definitions)
                form.frames = {}
                value = form.membership(term) if isinstance(term, Member) else form.normal(term, allowed.movable)
                values[key] = value, form.frames
        except OutOfBudget as spent:
            self._forms.pop(scope, None)
            raise Undecidable(f"the budget '{spent.budget}' ran out") from spent
        except TooLong as spent:
            raise Undecidable("the budget 'letters' ran out") from spent
        except OutsideTheory as outside:
            raise Undecidable(f"{outside.what} lies outside the theory") from outside
        except RecursionError as deep:
            raise Undecidable("the formula is nested too deeply") from deep
        return form, *values[key]

    @staticmethod
    def _scope(allowed: Allowance) -> object:
        """Which proofs share a table. Equations may bring in whatever is allowed when they act."""
        if any(isinstance(h, Equation) for h in allowed.hypotheses):
            return allowed.hypotheses, allowed.definitions, allowed.movable
        return frozenset(h for h in allowed.hypotheses if not isinstance(h, TranslationEquivariant | Stable))


def substituted_sum(
    term: Any, by: Mapping[Var, Term], setting: Setting, given: frozenset[Var] = frozenset()
) -> Any | None:
    """The term with the sums that bind a variable written in the new one; None where no sum does.

    ``j = x^{-1}(h x(k) + y)`` must be a bijection k -> j; the new variable k is the one
    variable of the same sort in the image that is neither given (free in the step) nor an abbreviation.
    """
    if bound_names(term).isdisjoint(by):
        return None
    parts = [substituted_sum(part, by, setting, given) for part in term.args]
    changed = any(part is not None for part in parts)
    if changed:
        term = term.func(*[old if new is None else new for old, new in zip(term.args, parts, strict=True)])
    if isinstance(term, SumOver):
        for var in term.variables:
            if var in by:
                renamed = _in_new_variable(term, var, by[var], setting, given)
                if renamed is not None:
                    return renamed
    return term if changed else None


def _in_new_variable(term: SumOver, var: Var, image: Term, setting: Setting, given: frozenset[Var]) -> SumOver | None:
    new = new_variable(term, var, image, setting, given)
    if new is None or not is_bijection(image, new, setting):
        return None
    others = [v for v in term.variables if v != var]
    if new in others or (new != var and new in free_variables(term)):
        return None
    variables = [new if v == var else v for v in term.variables]
    conditions = [substitute(condition, {var: image}) for condition in term.conditions]
    return SumOver(variables, conditions, substitute(term.body, {var: image}))


def new_variable(term: Term, var: Var, image: Term, setting: Setting, given: frozenset[Var]) -> Var | None:
    """The variable of an image that a substitution introduces."""
    taken = given.union(setting.abbreviations, free_variables(term)) - {var}
    candidates = [v for v in free_variables(image) if v.sort == var.sort and v not in taken]
    fresh = [v for v in candidates if v not in bound_by(term) or v == var]
    return fresh[0] if len(fresh) == 1 else None


def is_bijection(image: Term, new: Var, setting: Setting) -> bool:
    """Is ``new -> image`` a bijection, for all values of the other names?"""
    form = NormalForm(setting)
    try:
        return form._affine(image, new)
    except (OutOfBudget, TooLong, OutsideTheory, RecursionError):
        return False
