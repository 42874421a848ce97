"""Reports made by hand, for the tests of the printers and of the exit codes."""

from __future__ import annotations

from typing import Any

from symproof.checking.report import (
    ClaimReport,
    Disagreement,
    DocumentReport,
    GroupRun,
    Missing,
    ProofStatus,
    PropositionReport,
    Reindexing,
    Report,
    StepReport,
    Verdict,
    Witness,
)
from symproof.terms import Apply, Arrow, Coordinate, H, Place, Plus, S, Shift, Space, V, Var
from symproof.theory.diagnostic import Diagnostic
from symproof.theory.document import (
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
from symproof.theory.setting import Setting
from symproof.theory.span import Span

SOURCE = "\n" * 20 + (
    "m[L_y[f]](i)\n  &= \\sum_{j\\in N(i)} f(x^{-1}(x(j)-y)) && \\text{definition of $m$} \\\\\n  &= L_y[m[f]](i)\n"
)
F = Space("F")
f, i, y, h = Var("f", Arrow((S,), F)), Var("i", S), Var("y", V), Var("h", H)
LEFT = Formula(Apply(Shift(y, f), i), Span(21, 1, 21, 13), source="L_y[f](i)")
RIGHT = Formula(Apply(f, Place(Plus(Coordinate(i), y))), Span(22, 6, 22, 38), source="f(...)")
LAST = Formula(Apply(f, i), Span(23, 6, 23, 18), source="f(i)")

GROUPS = (GroupRun("C2 on Z_3", 18), GroupRun("D4 on Z_3^2", 500, sampled=True))
WITNESS = Witness(
    group="Z_3",
    action="translations only",
    elements=(("y", "1"), ("i", "0")),
    neighbourhoods=(("N", "S"),),
    functions=(("f", ((("2",), "1"),)), (r"\rho", ())),
    maps=((r"\varphi_{qry}^{head}", "t"),),
    scalars=(("[H]", "1"), (r"\exp t", "2^t")),
    left="2/3",
    right="2/5",
    order=3,
)


def step(
    number: int = 1, verdict: Verdict = Verdict.PROVED, *, relation: Relation = Relation.EQUAL, **more: Any
) -> StepReport:
    left, right = (LEFT, RIGHT) if number == 1 else (RIGHT, LAST)
    reason = Reason(source="definition of $m$" if number == 1 else "")
    return StepReport(Step(number, left, relation, right, reason, right.span), verdict, **more)


def claim(verdict: Verdict = Verdict.PROVED, **more: Any) -> ClaimReport:
    return ClaimReport(
        Claim(Comparison(LEFT, Relation.EQUAL, LAST), span=Span(21, 1, 21, 13), source="..."), verdict, **more
    )


def proposition(
    *steps: StepReport,
    label: str = "lifting",
    verdict: Verdict | None = None,
    proof: ProofStatus = ProofStatus.FOLLOWS,
    claims: tuple[ClaimReport, ...] | None = None,
    restricted: str | None = None,
    diagnostics: tuple[Diagnostic, ...] = (),
    warnings: tuple[Diagnostic, ...] = (),
) -> PropositionReport:
    claims = (claim(verdict or Verdict.PROVED),) if claims is None else claims
    written = Proposition(
        label,
        "Lifting self-attention",
        Setting(restricted=restricted),
        tuple(one.claim for one in claims),
        (Chain(LEFT, tuple(one.step for one in steps)),),
        span=Span(21, 1, 23, 18),
        has_proof=bool(steps),
        diagnostics=diagnostics,
    )
    worst = verdict or (claims[0].verdict if claims else Verdict.PROVED)
    return PropositionReport(written, worst, proof, claims, steps, warnings)


def document(*propositions: PropositionReport, diagnostics: tuple[Diagnostic, ...] = (), **more: Any) -> DocumentReport:
    path, source = more.pop("path", "attempt.tex"), more.pop("source", SOURCE)
    disagreements = more.pop("disagreements", ())
    written = Document(path, source, "A title", tuple(one.proposition for one in propositions), (), diagnostics, **more)
    return DocumentReport(written, propositions, diagnostics, disagreements)


def report(*propositions: PropositionReport, **more: Any) -> Report:
    return Report((document(*propositions, **more),), ("C2 on Z_3",))


PROVED = report(
    proposition(
        step(1, groups=GROUPS, hypotheses=("N is translation-equivariant",)),
        step(
            2,
            groups=GROUPS,
            hypotheses=("N is stable under H",),
            reindexed=(Reindexing(i, Place(y), i, Place(y)),),
        ),
    )
)
REFUTED = report(
    proposition(
        step(1),
        step(
            2,
            Verdict.REFUTED,
            code="E301",
            witness=WITNESS,
            missing=(Missing(r"\rho is relative", "hypothesis"),),
            place=LAST.span,
        ),
        verdict=Verdict.REFUTED,
        proof=ProofStatus.WRONG,
    )
)
MALFORMED = Diagnostic("E201", Span(22, 6, 22, 10), {"name": r"\rh\x1b[31m" + "\x1b[31m"}, (r"\rho", r"\rho^P"))
DISAGREEMENT = Disagreement("lifting", 1, "C2 on Z_3", WITNESS)
