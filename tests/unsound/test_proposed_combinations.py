"""Whatever a search proposes, only instances of what is assumed are added up, and only in contexts that keep zero zero."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from symproof.algebras.consequences import Moved, Use
from symproof.algebras.lattice import combination
from symproof.algebras.normal_form import NormalForm
from symproof.terms import Var
from symproof.theory.document import Comparison
from tests.algebras.latex import GROUP, read

SQUARE = r"Assume that $\alpha^2 = \alpha$."
NOUGHT = r"Assume that $\alpha\beta = 0$."
CHARACTER = r"Assume that $c(gh) = c(g)c(h)$ for all $g$, $h$."
AT_G = r"Assume that $c(gh) = c(h)$ for all $h$."
TWICE = r"Assume that $2v = 0$."


def form_of(claim: str, assuming: str) -> tuple[NormalForm, Any, Any, Any]:
    """A normal form under what is assumed, both sides in it, and their sort."""
    setting, found = read(claim, GROUP + assuming)
    statement = found.statement
    if not isinstance(statement, Comparison):
        raise TypeError(claim)
    form = NormalForm(setting, frozenset(setting.hypotheses))
    left, right = statement.left.term, statement.right.term
    return form, form.normal(left), form.normal(right), left.sort


def follows(claim: str, assuming: str) -> bool:
    form, left, right, sort = form_of(claim, assuming)
    return form.follows(left, right, sort)


def named(form: NormalForm, name: str) -> Any:
    return form.atom(form.setting.symbols[name])


def test_what_is_not_assumed_is_not_used() -> None:
    form, _, _, _ = form_of(r"\alpha = \beta", SQUARE)
    other, _, _, _ = form_of(r"\alpha = \beta", NOUGHT)
    (equation,) = other.assumed
    with pytest.raises(ValueError, match="not assumed"):
        form.stated(Use(equation, {}))


BAD_VALUES: dict[str, Callable[[NormalForm, Var], dict[Var, Any]]] = {
    "none for a variable": lambda form, h: {},
    "one for a name that the law does not speak of in general": lambda form, h: {
        h: (),
        form.setting.symbols["g"]: named(form, "h"),
    },
    "a point for an element of H": lambda form, h: {h: named(form, "v")},
    "a scalar for an element of H": lambda form, h: {h: named(form, r"\alpha")},
    "a name that some sum binds": lambda form, h: {h: (form.atoms.bound("H", True, 1, 0),)},
}


@pytest.mark.parametrize("kind", BAD_VALUES)
def test_values_are_those_of_the_variables(kind: str) -> None:
    form, _, _, _ = form_of(r"c(g) = c(h)", AT_G)
    (law,) = form.assumed
    (h,) = law.variables
    assert form.stated(Use(law, {h: named(form, "t")})) is not None
    with pytest.raises(ValueError, match="variables"):
        form.stated(Use(law, BAD_VALUES[kind](form, h)))


def test_what_may_be_zero_is_not_divided_by() -> None:
    """From a^2 = a follows a = 1 only where a is not zero."""
    form, left, right, sort = form_of(r"\alpha = 1", SQUARE)
    (equation,) = form.assumed
    ((_, ((alpha, _),), _),) = left
    with pytest.raises(ValueError, match="inverse"):
        form.used(Use(equation, {}, (("times", {(0, ((alpha, -1),), 0): 1}),)))
    assert not form.follows(left, right, sort)


def test_nothing_is_halved_in_the_module() -> None:
    form, _, _, _ = form_of("v = 0", TWICE)
    (equation,) = form.assumed
    assert form.used(Use(equation, {}, (("multiple", Fraction(1, 2)),))) == ()
    assert not follows("v = 0", TWICE)
    assert follows("2(hv) = 0", TWICE)


def test_a_sum_of_instances_is_not_taken_to_run_over_something() -> None:
    """N may be empty where it is given at a variable of the sum around it: 1 / sum is not cleared then."""
    form, left, _, _ = form_of(r"\sum_{j\in N(i)} c(h) = 0", AT_G)
    (law,) = form.assumed
    atoms = [a for m in left for a, _ in m[1] if form.kind(a) in ("sum", "card")]
    (atom,) = [a for a in atoms if form.kind(a) == "sum"]
    names, _ = form.apart(form.atoms.keys[atom][1])
    use = Use(law, {law.variables[0]: named(form, "t")}, (("sum", (atom, names)),))
    sums = [a for m in form.used(use) for a, _ in m[1] if form.kind(a) == "sum"]
    assert not any(form.atoms.keys[a][2] for a in sums)


FALSE = [
    (r"\alpha = 1", SQUARE),
    (r"\alpha^2 = 1", SQUARE),
    (r"\alpha = 0", NOUGHT),
    (r"\alpha + \beta = 0", NOUGHT),
    (r"c(g)c(g^{-1}) = 1", CHARACTER),
    (r"c(gh) = c(g)", CHARACTER),
    (r"c(g) = c(h)", AT_G),
    (r"c(ghg) = c(g)", AT_G),
    (r"v = 0", TWICE),
    (r"2w = 0", TWICE),
    (r"y = 0", TWICE),
    (r"gh = hg", r"Assume that $(gh)^2 = e$."),
    (r"g = e", r"Assume that $h^3 = e$ for all $h$."),
]  # fmt: skip


def test_what_is_proposed_is_added_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers that are made up do not make a difference vanish."""

    def anything(rows: list[Any], target: Any, whole: bool = False) -> list[Any]:
        return [1 + n % 3 for n, _ in enumerate(rows)]

    assert [claim for claim, assuming in FALSE if follows(claim, assuming)] == []
    monkeypatch.setattr("symproof.algebras.combining.combination", anything)
    assert [claim for claim, assuming in FALSE if follows(claim, assuming)] == []


def test_combinations_are_whole_where_they_have_to_be() -> None:
    rows = [{"a": 2, "b": 1}, {"a": 3}]
    assert combination(rows, {"a": 1, "b": 2}, whole=True) == [2, -1]
    assert combination([{"a": 2}], {"a": 1}, whole=True) is None
    assert combination([{"a": 2}], {"a": 1}) == [Fraction(1, 2)]
    assert combination([{"a": 2}], {"b": 1}) is None
    assert combination([], {}) == []


SUM = r"\sum_{k\in S}\sum_{l\in S} m(k,l)a(k) = \sum_{h\in\mathcal{H}} c(gh)"


def changes(form: NormalForm, atom: Any) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """The variables of a sum by new names, and back."""
    bound = form.atoms.keys[atom][1]
    names, there = form.apart(bound)
    return there, {name: form.as_point(b) for name, b in zip(names, bound, strict=True)}


def test_a_sum_is_written_in_other_variables_by_bijections_alone() -> None:
    form, left, right, _ = form_of(SUM, AT_G)
    (two,), (one,) = ([a for m in side for a, _ in m[1] if form.kind(a) == "sum"] for side in (left, right))
    there, back = changes(form, two)
    (k, j), (p, q) = there, back
    exchanged = Moved(two, {k: there[j], j: there[k]}, {p: back[q], q: back[p]})
    assert form.used(exchanged) == form.used(Moved(two, there, back)) == {}
    wrong = [
        Moved(two, {k: there[k], j: there[k]}, back),  # both the same
        Moved(two, {k: there[k]}, back),  # one is left out
        Moved(two, there, {p: back[q], q: back[p]}),  # no inverse
        Moved(two, {**there, k: form.as_point(k)}, back),  # not in new names
        Moved(two, {**there, k: ()}, back),  # the origin for all
    ]
    there, back = changes(form, one)
    ((h, new),) = there.items()
    wrong += [
        Moved(one, {h: (*new, *new)}, back),  # squares
        Moved(one, {h: ()}, back),
        Moved(one, there, {**back, form.atoms.fresh("V"): ()}),  # one more
    ]
    for change in wrong:
        with pytest.raises(ValueError, match="no bijection"):
            form.used(change)
