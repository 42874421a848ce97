"""Documents built by hand: lifting self-attention with LoRA, with reports as the checker makes them."""

from __future__ import annotations

from dataclasses import replace

from symproof.checking.report import (
    ClaimReport,
    DocumentReport,
    GroupRun,
    ProofStatus,
    PropositionReport,
    Reindexing,
    StepReport,
    Verdict,
)
from symproof.terms import (
    HEAD,
    Act,
    Apply,
    Arrow,
    Coordinate,
    ExpOf,
    Family,
    GroupProduct,
    H,
    HeadUnion,
    Member,
    NeighbourhoodSort,
    Pairing,
    Place,
    Plus,
    Ratio,
    S,
    Shift,
    Space,
    SumOver,
    Term,
    Times,
    V,
    Var,
    Weight,
    inverse,
    minus,
    substitute,
)
from symproof.theory.document import (
    ByAlgebra,
    ByDefinition,
    ByHypothesis,
    BySubstitution,
    Chain,
    Claim,
    Comparison,
    Document,
    Formula,
    Proposition,
    Reason,
    Relation,
    Step,
)
from symproof.theory.hypotheses import Stable, TranslationEquivariant
from symproof.theory.setting import Abbreviation, Definition, Setting

F, K, U, W = map(Space, "FKUW")
i, j, bar_i, bar_j, k = (Var(name, S) for name in ("i", "j", r"\bar{i}", r"\bar{j}", "k"))
h, h3 = Var("h", H), Var("h_3", H)
y = Var("y", V)
head = Var("head", HEAD)
f = Var("f", Arrow((S,), F))
rho = Var(r"\rho", Arrow((S, S), F))
rho_p = Var(r"\rho^P", Arrow((V,), F))
MAPS = {
    (delta, part): Var(rf"{delta}\varphi_{{{part}}}", Arrow((HEAD,), Arrow((F,), U if part == "val" else K)))
    for part in ("qry", "key", "val")
    for delta in ("", r"\Delta")
}
out = Var(r"\varphi_{out}", Arrow((Family(U),), W))
N = Var("N", NeighbourhoodSort((S,), (S,)))
m = Var(r"m_{G\uparrow}^{r,LoRA}", Arrow((f.sort, rho.sort), Arrow((S, H), W)))


def adapted(part: str, feature: Term) -> Term:
    return Plus(*(Apply(Apply(MAPS[delta, part], head), feature) for delta in ("", r"\Delta")))


def moved(position: Term) -> Term:
    return Place(Plus(Act(h3, Coordinate(position)), y))


def back(position: Term) -> Term:
    return Place(Act(inverse(h3), minus(Coordinate(position), y)))


def layer(
    query: Term, neighbour: Term, encoding: Term, index: Term, centre: Term, bound: Var, explicit: bool = False
) -> Term:
    """The lifting layer; ``explicit`` writes the softmax as a fraction."""
    score = Pairing(adapted("qry", query), adapted("key", Plus(neighbour, encoding)))
    weight: Term = Weight([index], score)
    if explicit:
        other = SumOver(
            [k], [Member([substitute(index, {bound: k})], N, [centre])], ExpOf(substitute(score, {bound: k}))
        )
        weight = Ratio(ExpOf(score), other)
    body = Times(weight, adapted("val", neighbour))
    return Apply(out, HeadUnion(head, SumOver([bound], [Member([index], N, [centre])], body)))


def lines(explicit: bool = False) -> list[Term]:
    """The expressions of the chain."""
    moved_f = Shift(y, Shift(h3, f))
    start = Apply(Apply(m, moved_f, rho), i, h)
    unfolded = layer(Apply(moved_f, i), Apply(moved_f, j), Apply(Shift(h, rho), i, j), j, i, j, explicit)
    acted = layer(Apply(f, back(i)), Apply(f, back(j)), Apply(Shift(h, rho), i, j), j, i, j, explicit)
    turned = Apply(Shift(h, rho), moved(bar_i), moved(bar_j))
    substituted = layer(Apply(f, bar_i), Apply(f, bar_j), turned, moved(bar_j), moved(bar_i), bar_j, explicit)
    difference = minus(Plus(Act(h3, Coordinate(bar_j)), y), Plus(Act(h3, Coordinate(bar_i)), y))
    relative = Apply(rho_p, Act(inverse(h), difference))
    defined = layer(Apply(f, bar_i), Apply(f, bar_j), relative, moved(bar_j), moved(bar_i), bar_j, explicit)
    shifted = Apply(Shift(GroupProduct(inverse(h3), h), rho), bar_i, bar_j)
    folded = layer(Apply(f, bar_i), Apply(f, bar_j), shifted, moved(bar_j), moved(bar_i), bar_j, explicit)
    stable = layer(Apply(f, bar_i), Apply(f, bar_j), shifted, bar_j, bar_i, bar_j, explicit)
    plain = Apply(Apply(m, f, rho), bar_i, GroupProduct(inverse(h3), h))
    end = Apply(Shift(y, Shift(h3, Apply(m, f, rho))), i, h)
    return [start, unfolded, acted, substituted, defined, folded, stable, plain, end]


REASONS = [
    Reason((ByDefinition(m),)),
    Reason((ByAlgebra(),)),
    Reason((BySubstitution(bar_i), BySubstitution(j, moved(bar_j)))),
    Reason((ByDefinition(rho),)),
    Reason((ByDefinition(rho), ByAlgebra())),
    Reason((ByHypothesis((TranslationEquivariant(N), Stable(N))),)),
    Reason((ByDefinition(m),)),
    Reason(),
]


def setting(explicit: bool = False) -> Setting:
    names = (i, j, bar_j, k, y, h, h3, f, rho_p, *MAPS.values(), out, N, rho, m, bar_i)
    body = layer(Apply(f, i), Apply(f, j), Apply(Shift(h, rho), i, j), j, i, j, explicit)
    relative = Apply(rho_p, minus(Coordinate(j), Coordinate(i)))
    return Setting(
        symbols={var.name: var for var in names},
        spaces={space.name: space for space in (F, K, U, W)},
        definitions={
            rho: Definition(rho, ((i, j),), relative),
            m: Definition(m, ((f, rho), (i, h)), body),
        },
        abbreviations={bar_i: Abbreviation(bar_i, back(i))},
        hypotheses=(TranslationEquivariant(N), Stable(N)),
        groups=("p4:3", "S3 on Z_2^2"),
    )


def proposition(explicit: bool = False) -> Proposition:
    formulas = [Formula(term) for term in lines(explicit)]
    steps = tuple(
        Step(number, left, Relation.EQUAL, right, reason)
        for number, (left, right, reason) in enumerate(zip(formulas, formulas[1:], REASONS, strict=False), start=1)
    )
    claim = Claim(Comparison(formulas[0], Relation.EQUAL, formulas[-1]))
    return Proposition(
        label="lifting:explicit" if explicit else "lifting",
        title="Lifting self-attention with LoRA is equivariant",
        setting=setting(),
        claims=(claim,),
        chains=(Chain(formulas[0], steps),),
        has_proof=True,
    )


def report(explicit: bool = False, verdicts: dict[int, Verdict] | None = None) -> DocumentReport:
    """All proved, but for ``verdicts`` by the number of the step."""
    made = proposition(explicit)
    runs = (GroupRun("p4:3", 324), GroupRun("S3 on Z_2^2", 576))
    change = Reindexing(j, moved(bar_j), bar_j, back(j))
    steps = [
        StepReport(
            step,
            (verdicts or {}).get(step.number, Verdict.PROVED),
            groups=runs,
            reindexed=(change,) if step.number == 3 else (),
            hypotheses=tuple(h.name for h in made.setting.hypotheses) if step.number == 6 else (),
        )
        for step in made.chains[0].steps
    ]
    claims = tuple(ClaimReport(claim, Verdict.PROVED) for claim in made.claims)
    found = PropositionReport(made, Verdict.PROVED, ProofStatus.FOLLOWS, claims, tuple(steps))
    document = Document("lifting.tex", "", "Lifting self-attention with LoRA", (made,), (made.setting,))
    return DocumentReport(document, (found,))


def with_title(given: DocumentReport, title: str) -> DocumentReport:
    return replace(given, document=replace(given.document, title=title))
