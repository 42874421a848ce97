"""Every witness can be computed again from its words: both sides, and every hypothesis that it has to meet."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from random import Random

import pytest

from symproof import Options, check_document, read_document
from symproof.terms import HEAD, Arrow, H, S, V, Var, is_scalar
from symproof.theory.document import Implication
from symproof.theory.hypotheses import Equation, Linear, Stable, TranslationEquivariant

from .false_claims import FALSE
from .recompute import Model, signature

CLAIMS = [(kind, claim) for kind, (_, claims) in FALSE.items() for claim in claims]


def refuted(kind: str, claim: str):
    """The setting in which the claim is false, its sides and its witness."""
    setting = FALSE[kind][0]
    text = rf"\begin{{setting}}{setting}\end{{setting}}\begin{{proposition}}\label{{a}}${claim}$\end{{proposition}}"
    report = check_document(read_document("a.tex", text), Options(general_only=True)).propositions[0]
    assert report.claims[0].verdict.value == "refuted"
    statement, setting = report.claims[0].claim.statement, report.proposition.setting
    if isinstance(statement, Implication):
        premise = statement.premise
        left, right = premise.left.term, premise.right.term
        setting = setting.assuming(Equation(left, right, tuple(v for v in left.atoms(Var) if v.name[:5] == "\\cdot")))
        statement = statement.conclusion
    return setting, statement, report.claims[0].witness


def modelled(kind: str, claim: str, **changed):
    """The model of the witness, with some of its words changed."""
    setting, statement, witness = refuted(kind, claim)
    witness = replace(witness, **changed)
    names = {*setting.symbols.values(), *statement.left.term.atoms(Var), *statement.right.term.atoms(Var)}
    return Model(witness, setting, names), statement, witness


def values_of(model: Model, sort, random: Random):
    """All elements; a few features, scalars and functions of elements."""
    if sort in (H, V, S, HEAD):
        return list(model.range(sort))
    if isinstance(sort, Arrow):
        places = list(product(*map(model.range, sort.domain)))
        tables = [{p: values_of(model, sort.codomain, random)[0] for p in places} for _ in range(3)]
        return [lambda *at, table=table: table[at] for table in tables]
    if is_scalar(sort):
        return [random.randint(-3, 3) for _ in range(4)]
    return [tuple(random.randint(-3, 3) for _ in range(model.size(sort))) for _ in range(4)]


def broken(model: Model) -> list[str]:
    """The names of the hypotheses that do not hold, as far as can be seen."""
    random, found = Random(0), []
    for h in model.setting.hypotheses:
        if isinstance(h, Equation):
            ranges = [values_of(model, var.sort, random) for var in h.variables]
            choices = list(product(*ranges))
            for choice in choices if len(choices) < 300 else random.sample(choices, 300):
                env = dict(zip(h.variables, choice, strict=True))
                if model.value(h.left, env) != model.value(h.right, env):
                    found.append(h.name)
                    break
        elif isinstance(h, Linear) and any(name == h.map.name for name, *_ in model.maps):
            found += [] if additive(model, h.map, random) else [h.name]
        elif isinstance(h, Stable | TranslationEquivariant) and told(model, h.family):
            found += [] if carried(model, h) else [h.name]
    return found


def told(model: Model, family: Var) -> bool:
    return any(names.startswith(f"{family.name}(") for names, _ in model.witness.neighbourhoods)


def additive(model: Model, var: Var, random: Random) -> bool:
    domain, _ = signature(var.sort)
    at = [values_of(model, sort, random) for sort in domain]
    for choice in product(*(values[:2] if n < len(at) - 1 else values for n, values in enumerate(at))):
        *places, a = choice
        both = tuple(x + y for x, y in zip(a, at[-1][0], strict=True))
        parts = [model.function(var, (*places, v)) for v in (a, at[-1][0])]
        if model.function(var, (*places, both)) != tuple(map(sum, zip(*parts, strict=True))):
            return False
    return True


def carried(model: Model, hypothesis: Stable | TranslationEquivariant) -> bool:
    """Is N(g.a) = g.N(a) for all generators g?"""
    group, family = model.group, hypothesis.family
    kinds, split = (*family.sort.centre, *family.sort.element), len(family.sort.centre)
    for pair in product(*map(model.range, kinds)):
        inside = model.member(family, pair[:split], pair[split:])
        for g in group.elements if isinstance(hypothesis, Stable) else group.points:
            if isinstance(hypothesis, Stable):
                moved = [
                    group.times(g, a) if sort == H else group.act(g, a) for a, sort in zip(pair, kinds, strict=True)
                ]
            else:
                moved = [a if sort == H else group.plus(a, g) for a, sort in zip(pair, kinds, strict=True)]
            if model.member(family, tuple(moved[:split]), tuple(moved[split:])) != inside:
                return False
    return True


@pytest.mark.parametrize(("kind", "claim"), CLAIMS)
def test_a_witness_recomputed(kind: str, claim: str) -> None:
    model, statement, witness = modelled(kind, claim)
    for side, text in ((statement.left.term, witness.left), (statement.right.term, witness.right)):
        assert model.value(side) == model.read(text, side.sort)
    assert broken(model) == []


SETS = (("N(0) = N(1)", r"\{1\}"), ("N(2)", r"\{0\}"))
SILENT = ((r"\Phi[t](i)", "0 for all $i$"), (r"\Psi[t](i)", "0 for all $i$"))
SPOILT = [
    ("sums, N invariant", r"\sum_{j\in N(i)} L_h[f](j) = \sum_{j\in N(i)} f(j)", {"neighbourhoods": SETS}),
    ("linear maps", r"\chi(\chi(c)) = c", {"maps": ((r"\chi(t)", "2 t + t^2"),)}),
    ("plain set, invariant weights", r"w(hi,j) = w(i,j)", {"functions": (("w", ((("0", "0"), "1"),)),)}),
    ("equivariant operators", r"M[f + L_h[z]] = M[f + z]", {"maps": (("M[t]", "t(0) + 2 t(1)"), *SILENT)}),
]


@pytest.mark.parametrize(("kind", "claim", "changed"), SPOILT)
def test_a_model_that_breaks_a_hypothesis_is_seen(kind: str, claim: str, changed: dict[str, object]) -> None:
    assert broken(modelled(kind, claim, **changed)[0])
