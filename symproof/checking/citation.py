"""Steps that cite a claim: rewriting by a proved equation.

The claim's free variables are universally quantified. They are matched against the
sub-terms of a line; only names that the setting says nothing else about (no
definition, abbreviation or hypothesis) may be instantiated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from symproof.algebras.matching import application
from symproof.checking.congruence import unfolded
from symproof.checking.patterns import places
from symproof.terms import Apply, Arrow, Term, Var, alpha_equal, bound_by, free_variables, substitute
from symproof.terms.sorts import accepts
from symproof.theory.document import Comparison
from symproof.theory.hypotheses import Commutative, Equation, Hypothesis
from symproof.theory.setting import Setting

MAX_REWRITINGS = 24
MAX_INSTANCES = 6  # of a claim in one line


def rewritings(
    term: Term, equation: Comparison, setting: Setting, variables: frozenset[Var] | None = None
) -> Iterator[Term]:
    """The term with one instance of a side of the equation replaced by the other, wherever it occurs.

    ``variables``: the names for all of whose values the equation holds (None: all that the setting leaves open).
    """
    free = instantiable(equation, setting) if variables is None else variables
    ways = _directions(equation, free, setting)
    yield from islice((new for way in ways for new in _one_way(term, *way, free, setting)), MAX_REWRITINGS)


def rewritten_throughout(term: Term, equation: Comparison, setting: Setting) -> Iterator[Term]:
    """The term with several instances of a side of a claim replaced by the other: for the j and the k of two sums."""
    free = instantiable(equation, setting)
    for way in _directions(equation, free, setting):
        terms = [term]
        while len(terms) <= MAX_INSTANCES:
            new = next((one for one in _one_way(terms[-1], *way, free, setting) if one not in terms), None)
            if new is None:
                break
            terms.append(new)
        yield from terms[2:]


def _one_way(term: Term, source: Term, target: Term, free: frozenset[Var], setting: Setting) -> Iterator[Term]:
    fixed = (free_variables(source) | free_variables(target)) - free
    for part, values in places(source, term, free, fixed):
        if _is_instance(source, values, part, free) and not _overridden(values, setting):
            yield _replaced(term, part, substitute(target, values), fixed)


def opened(line: Term, setting: Setting, definitions: frozenset[Var] | None) -> Term | None:
    """A line that is the value of a named definition, unfolded: m[f](i), and L_g[m[f]](i) as m[f](g^{-1}i)."""
    found = application(line) if not setting.overrides else None
    if found is None:
        return unfolded(line, setting, definitions)
    head: Term = found[0]
    for bracket in found[1]:
        head = Apply(head, *bracket)
    return unfolded(head, setting, definitions)


def _is_instance(pattern: Term, values: Mapping[Var, Term], part: Term, free: frozenset[Var]) -> bool:
    """Is the part what the pattern is at these values of free names?"""
    sorted_well = all(var in free and accepts(var.sort, value.sort) for var, value in values.items())
    return sorted_well and alpha_equal(substitute(pattern, values), part)


def _directions(equation: Comparison, free: frozenset[Var], setting: Setting) -> Iterator[tuple[Term, Term]]:
    """The sides both ways; and, where both are values at any place, the functions that they are values of."""
    left, right = equation.left.term, equation.right.term
    yield from ((left, right), (right, left))
    if setting.overrides or not (isinstance(left, Apply) and isinstance(right, Apply)):
        return
    points = left.arguments
    inside = free_variables(left.fn) | free_variables(right.fn)
    anywhere = len(set(points)) == len(points) and all(point in free - inside for point in points)
    if anywhere and points == right.arguments and left.fn.sort == right.fn.sort:
        yield from ((left.fn, right.fn), (right.fn, left.fn))


def _overridden(found: dict[Var, Term], setting: Setting) -> bool:
    """Is a function put in whose action the setting defines? What holds of the natural action need not hold of it."""
    functions = tuple(value for var, value in found.items() if isinstance(var.sort, Arrow))
    return bool(setting.mentioned(functions) & frozenset(setting.overrides))


def instantiable(equation: Comparison, setting: Setting) -> frozenset[Var]:
    """The names of a claim that may be replaced by other terms."""
    names = free_variables(equation.left.term) | free_variables(equation.right.term)
    laws = [h for h in setting.hypotheses if not isinstance(h, Equation | Commutative)]
    about = {getattr(h, "family", None) or getattr(h, "map", None) for h in laws}
    return names - setting.spoken_of(setting.hypotheses) - about


def agree(
    proved: Setting, citing: Setting, equation: Comparison | None, needs: frozenset[Hypothesis] = frozenset()
) -> bool:
    """Does a claim of one setting say the same in another? Its names, and those of the hypotheses that it needs,
    must stand for the same, and it must not be about a single group that the other setting is not about."""
    if equation is None or proved is citing:
        return True
    if proved.roles.plain_set != citing.roles.plain_set or proved.restricted not in (None, citing.restricted):
        return False
    assumed = [side for law in needs if isinstance(law, Equation) for side in (law.left, law.right)]
    names = proved.mentioned((equation.left.term, equation.right.term, *assumed))
    return all(_meaning(proved, name) == _meaning(citing, name) for name in names)


def _meaning(setting: Setting, name: Var) -> tuple[object, ...]:
    """What a setting says that a name stands for."""
    definition, short = setting.definitions.get(name), setting.abbreviations.get(name)
    rule = setting.overrides.get(name)
    return (
        (definition.parameters, definition.body) if definition else None,
        short.term if short else None,
        (rule.actor, rule.parameters, rule.body) if rule else None,
    )


def _replaced(term: Any, old: Term, new: Any, fixed: frozenset[Var]) -> Any:
    """Replace a sub-term wherever the fixed names are free.

    A cited equation holds for all values of its other names, bound ones of this line too.
    """
    if term == old:
        return new
    if not getattr(term, "args", None) or isinstance(term, Var) or not fixed.isdisjoint(bound_by(term)):
        return term
    return term.func(*[_replaced(part, old, new, fixed) for part in term.args])
