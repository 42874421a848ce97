"""The two papers as printed: findings that were checked by hand, and lines that are right.

A finding is (proposition, step, code); step None is the claim, or a place that cannot be read.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from symproof.checking.budget import Options
from symproof.checking.check import check_document
from symproof.checking.report import DocumentReport, StepReport, Verdict
from symproof.reading.read import read_document
from symproof.writing.findings import findings

PRINTED = Path(__file__).parents[2] / "proofs" / "printed"
DOCUMENTS = [
    f"may-{day}/{name}"
    for day in (19, 21)
    for name in ("01-lora", "02-attention", "03-translation", "04-translation-explicit", "05-lifting", "06-group", "07-appendix")
]  # fmt: skip
TRANSLATIONS = "N is translation-equivariant"
STABLE = "N is stable under H"

# why each is wrong stands beside it
ATTENTION = [
    ("1", None, "E211"),  # an entry of a matrix against a d_k x d_k matrix
    *[("", None, "E203")] * 7,  # alpha, zeta, Delta phi: maps of functions, applied to values
    *((str(n), None, "E203") for n in (2, 3, 4, 5, 6, 10, 11)),  # the same
    *((str(n), None, "E203") for n in (4, 5, 6)),  # and A after B: B does not take what f has
]
TRANSLATION = [
    ("declared", None, "E203"),  # y of the space of the values, not of the positions
    ("12", None, "E303"),  # no hypothesis on N
    ("12", 1, "E301"),  # Delta phi of f, not of L_y f
    ("12", 2, "E309"),  # which the next line takes back
    ("12", 8, "E301"),  # no hypothesis on N
    ("13", None, "E303"), ("13", 1, "E301"), ("scaled", None, "E303"),
]  # fmt: skip
LIFTING = [
    ("equivariant", None, "E303"), ("lifting", None, "E303"),  # no hypothesis on N
    ("lifting", None, "E101"),  # brackets of f(x^{-1}(...)) in the second line
    ("lifting", None, "E207"),  # sigma_j under a sum over x^{-1}(...)
    *[("lifting", None, "E208")] * 4,  # h is a head and an element of the group
    ("lifting", None, "E201"),  # m[r, rho]
    ("lifting", None, "E202"),  # m without [f, rho]
    ("15", None, "E303"), ("15", 1, "E301"),  # no hypothesis on N
    ("15", None, "E209"),  # N(x(i))
    *[("15", None, "W101")] * 2,  # unimodular
]  # fmt: skip
APPENDIX = [
    ("derivation", None, "E202"),  # f(x^{-1}(...)), h_3^{-1}h_1
    ("derivation", None, "E204"),  # phi_key(f) + rho^P
    *[("derivation", None, "E101")] * 2,  # a bracket too many; [rho](i,h_1'), (j,h_2'))
    ("operators", None, "E303"),
    ("equivariant", None, "E303"),  # no hypothesis on N
]
FOUND: dict[str, list[tuple[str, int | None, str]]] = {
    "may-19/01-lora": [("layer", None, "E201"), ("", None, "E204")],  # B A with A of d_in x r, B of r x d_out
    "may-21/01-lora": [],
    "may-19/02-attention": ATTENTION,
    "may-21/02-attention": ATTENTION,
    "may-19/03-translation": TRANSLATION,
    "may-21/03-translation": TRANSLATION,
    "may-19/04-translation-explicit": [
        ("14", None, "E303"),
        ("14", 1, "E301"),  # Delta phi of f; the query of the denominator runs with k
        ("14", 2, "E301"), ("14", 3, "E301"),  # the query of the denominator runs with k
    ],
    "may-21/04-translation-explicit": [
        ("14", None, "E303"),
        ("14", 1, "E301"),  # Delta phi of f
        ("14", 2, "E301"),  # no hypothesis on N
    ],
    "may-19/05-lifting": LIFTING,
    "may-21/05-lifting": LIFTING,
    "may-19/06-group": [
        ("group", None, "E303"),  # no hypothesis on N
        ("group", 2, "E301"),  # x(i) where x(j) is meant
        ("group", 3, "E309"),
        *[("group", None, "E204")] * 2,  # phi_key(f) + rho^P
        ("group", None, "E101"),  # [rho](i,h_1'), (j,h_2'))
    ],
    "may-21/06-group": [
        ("group", None, "E303"), ("conclusion", None, "E303"), ("output", None, "E303"),  # no hypothesis on N
        ("output:translation", None, "E303"), ("output:lifting", None, "E303"),  # the same
        *[("group", None, "E204")] * 2, ("group", None, "E101"), ("group", 4, "E301"),
        ("16", None, "E303"), ("16", 1, "E301"), ("16", 2, "E301"), *[("16", None, "W101")] * 2,
    ],
    "may-19/07-appendix": APPENDIX,
    "may-21/07-appendix": APPENDIX,
}  # fmt: skip

# lines that are right as printed: steps and claims (None)
COUNTS = [(label, None) for label in ("four", "four:frozen", "ten", "ten:share", "hundred:frozen", "hundred", "hundred:tenth")]  # fmt: skip
RIGHT: dict[str, list[tuple[str, int | None]]] = {
    "may-19/01-lora": COUNTS,
    "may-21/01-lora": [("layer", None), *COUNTS],
    **{
        f"may-{day}/03-translation": [("signal", None), *(("12", n) for n in (3, 4, 5, 6, 7, 9, 10)), ("13", 2)]
        for day in (19, 21)
    },
    "may-19/04-translation-explicit": [("14", 4), ("14", 5)],
    "may-21/04-translation-explicit": [("14", 3), ("14", 4), ("14", 5)],
    **{f"may-{day}/05-lifting": [("signal", None), ("lifting", 1), ("lifting", 10), ("15", 3)] for day in (19, 21)},
    "may-19/06-group": [("encoding", None), ("group", 1)],
    "may-21/06-group": [("encoding", None), *(("group", n) for n in (5, 6, 7)), ("16", 3), ("shift", None), ("output:layer", None)],
    **{
        f"may-{day}/07-appendix": [
            *((label, None) for label in ("signal", "derivation", "conclusion", "positions", "invariance", "component", "redefined")),
            ("derivation", 1), *(("invariance", n) for n in range(1, 10)),
        ]
        for day in (19, 21)
    },
}  # fmt: skip

# hypotheses that nobody stated, found by the claims that need them
NEEDED = {
    ("03-translation", "12"): {TRANSLATIONS},
    ("03-translation", "13"): {TRANSLATIONS},
    ("03-translation", "scaled"): {TRANSLATIONS},
    ("04-translation-explicit", "14"): {TRANSLATIONS},
    ("05-lifting", "lifting"): {TRANSLATIONS, STABLE},
    ("05-lifting", "15"): {TRANSLATIONS, STABLE},
    ("06-group", "group"): {TRANSLATIONS, STABLE},
    ("07-appendix", "equivariant"): {TRANSLATIONS, STABLE},
}


@cache
def report(name: str) -> DocumentReport:
    return check_document(read_document(PRINTED / f"{name}.tex"), Options(general_only=True))


def step(name: str, label: str, number: int) -> StepReport:
    steps = [s for p in report(name).propositions if p.proposition.label == label for s in p.steps]
    return next(s for s in steps if s.step.number == number)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_slips_are_found(name: str) -> None:
    found = Counter((one.proposition, one.step, one.code) for one in findings(report(name)))
    missed = Counter(FOUND[name]) - found
    assert not missed


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name in RIGHT])
def test_what_is_right_is_proved(name: str) -> None:
    claims = {p.proposition.label: p.claim for p in report(name).propositions}
    verdicts = {
        (label, number): claims[label] if number is None else step(name, label, number).verdict
        for label, number in RIGHT[name]
    }
    assert {place: verdict for place, verdict in verdicts.items() if verdict != Verdict.PROVED} == {}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_left_open(name: str) -> None:
    verdicts = [s.verdict for p in report(name).propositions for s in p.steps]
    verdicts += [claim.verdict for p in report(name).propositions for claim in p.claims]
    assert Verdict.UNDECIDED not in verdicts and Verdict.NOT_AS_STATED not in verdicts
    assert not report(name).disagreements


@pytest.mark.parametrize("name", DOCUMENTS)
def test_texts_under_review(name: str) -> None:
    document = report(name).document
    text = document.source
    calls = len(re.findall(r"\\conversion(?![A-Za-z])", text))
    assert document.under_review
    assert len(document.conversions) == calls


@pytest.mark.parametrize(("place", "names"), NEEDED.items())
@pytest.mark.parametrize("day", [19, 21])
def test_unstated_hypotheses(day: int, place: tuple[str, str], names: set[str]) -> None:
    document, label = place
    claims = [p.claims[0] for p in report(f"may-{day}/{document}").propositions if p.proposition.label == label]
    assert claims[0].witness is not None
    assert {one.name for one in claims[0].missing} == names


def test_what_the_note_on_the_output_needs() -> None:
    """That a LoRA on the output disturbs neither translations nor the lifting layer, which 21 May says in passing."""
    claims = {p.proposition.label: p.claims[0] for p in report("may-21/06-group").propositions}
    assert {one.name for one in claims["output:translation"].missing} == {TRANSLATIONS}
    assert {one.name for one in claims["output:lifting"].missing} == {TRANSLATIONS, STABLE}


def test_the_claim_of_may_19_that_no_hypothesis_saves() -> None:
    """The right side lacks L_g: invariance, not equivariance."""
    claims = [p.claims[0] for p in report("may-19/05-lifting").propositions if p.proposition.label == "equivariant"]
    assert claims[0].verdict == Verdict.REFUTED and not claims[0].missing


def test_messages_are_specific() -> None:
    told = {one.headline for one in findings(report("may-19/05-lifting"))}
    words = (
        "`h` is an element",
        "`\\sigma_j` is not the index",
        "lacks the functions",
        "the centre of `N` is an element of S",
    )
    assert all(any(word in line for line in told) for word in words)


@pytest.mark.parametrize("day", [19, 21])
@pytest.mark.parametrize(
    ("label", "number", "instead", "verdict"),
    [
        ("lifting", 5, "head", Verdict.REFUTED),  # h_3^{-1}x(j) + y where h_3x(j) + y is meant
        ("lifting", 6, "head", Verdict.REFUTED),  # Delta phi_qry is gone
        ("lifting", 7, "head", Verdict.REFUTED),  # no hypothesis on N
        ("lifting", 8, "f", Verdict.PROVED),
        ("15", 2, r"\bar{i}", Verdict.REFUTED),  # no hypothesis on N
    ],
)
def test_what_unreadable_lines_seem_to_mean(day: int, label: str, number: int, instead: str, verdict: Verdict) -> None:
    found = step(f"may-{day}/05-lifting", label, number)
    assert found.verdict == Verdict.MALFORMED
    assert instead in [new for _, new in found.step.instead]
    assert found.presumed is not None and found.presumed.verdict == verdict


@pytest.mark.parametrize(
    ("name", "label", "number"),
    [
        ("may-19/06-group", "group", 4),
        ("may-19/06-group", "group", 5),  # the line after it: now Delta phi_key(f) + rho^P as well
        ("may-21/07-appendix", "derivation", 4),
    ],
)
def test_what_holds_if_two_spaces_are_one(name: str, label: str, number: int) -> None:
    """phi_key(f) + rho^P is not phi_key(f + rho^P), even where both can be read."""
    found = step(name, label, number)
    assert found.verdict == Verdict.MALFORMED and found.presumed is not None
    assert found.presumed.step.instead == ((r"\mathbb{R}^{d_{in}}", r"\mathbb{R}^{d_k}"),) and found.presumed.verdict == Verdict.REFUTED


@pytest.mark.parametrize("day", [19, 21])
def test_maps_declared_on_functions_and_applied_to_values(day: int) -> None:
    """(2), (3), (10), (11) are right with maps of values; in (4) to (6) B after A is not A after B even on one space."""
    found = {p.proposition.label: p for p in report(f"may-{day}/02-attention").propositions}
    for label in ("2", "3", "10", "11"):
        read = found[label].supposed
        assert found[label].claim == Verdict.MALFORMED and read
        assert [one.claim.verdict for one in read] == [Verdict.PROVED]
        assert all(not old and ": \\mathbb{R}^{d_{in}} \\to" in new for one in read for old, new in one.instead)
    for label in ("4", "5", "6"):
        assert [one.claim.verdict for one in found[label].supposed] == [Verdict.REFUTED] * 2
        assert len([old for old, _ in found[label].supposed[1].instead if old]) == 2  # three spaces taken for one


@pytest.mark.parametrize("day", [19, 21])
def test_a_line_after_an_unreadable_one_is_compared_with_the_last_one_before(day: int) -> None:
    """Line 3 of the appendix has h_3^{-1} where h_3 is meant, so it differs from line 1 as well."""
    printed = report(f"may-{day}/07-appendix")
    found = step(f"may-{day}/07-appendix", "derivation", 3)
    assert found.verdict == Verdict.MALFORMED
    assert found.presumed is not None and found.presumed.verdict == Verdict.REFUTED
    lines = [one.headline for one in findings(printed) if one.step == 3 and one.code == "E307"]
    assert any("compared with line 1, the last before it that can be read: refuted" in line for line in lines)


@pytest.mark.parametrize("day", [19, 21])
def test_several_faults_of_one_line(day: int) -> None:
    """The head h, and twice L without the function that it moves."""
    found = [one for one in findings(report(f"may-{day}/05-lifting")) if one.code in ("E208", "E202", "E204")]
    assert Counter(one.code for one in found) == {"E208": 4, "E202": 3, "E204": 1}
    assert sum("`L` lacks the function" in one.headline for one in found) == 2
