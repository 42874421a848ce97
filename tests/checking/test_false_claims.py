"""False equations are refuted, whatever they are about."""

from __future__ import annotations

import pytest

from symproof import Options, check_document, read_document

from .false_claims import FALSE

CLAIMS = [(kind, claim) for kind, (_, claims) in FALSE.items() for claim in claims]


@pytest.mark.parametrize(("kind", "claim"), CLAIMS)
def test_a_false_claim_is_refuted(kind: str, claim: str) -> None:
    setting = FALSE[kind][0]
    text = rf"\begin{{setting}}{setting}\end{{setting}}\begin{{proposition}}\label{{a}}${claim}$\end{{proposition}}"
    report = check_document(read_document("a.tex", text), Options(general_only=True))
    assert [outcome.verdict.value for outcome in report.propositions[0].claims] == ["refuted"]
