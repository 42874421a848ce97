"""Witnesses where laws speak of maps at all features: even, odd, idempotent, symmetric, linear ones."""

from __future__ import annotations

import pytest

from symproof.checking.report import Verdict

from .judged import outcome
from .test_derive import MORE, at, witness

ISOMETRY = r"\langle\varphi(z),z'\rangle = \langle z,\varphi(z')\rangle"
FALSE = [
    (r"$\varphi(-z) = \varphi(z)$ for all $z$", r"\varphi(z+z') = \varphi(z-z')"),
    (r"$\varphi(-z) = \varphi(z)$ for all $z$", r"\varphi(-z) = -\varphi(z)"),
    (r"$\varphi(-z) = -\varphi(z)$ for all $z$", r"\varphi(z+z') = \varphi(z)+\varphi(z')"),
    (r"$\varphi(-z) = -\varphi(z)$ for all $z$", r"\varphi(-z) = \varphi(z)"),
    (r"$\varphi(\varphi(z)) = \varphi(z)$ for all $z$", r"\varphi(z) = z"),
    (r"$\varphi(\varphi(z)) = z$ for all $z$", r"\varphi(z) = z"),
    (r"$\varphi(\psi(z)) = z$ for all $z$", r"\varphi(z) = \psi(z)"),
    (r"$\varphi(\psi(z)) = \psi(\varphi(z))$ for all $z$", r"\varphi(z) = \psi(z)"),
    (r"$\varphi(z+z') = \varphi(z)+\varphi(z')$ for all $z, z'$", r"\varphi(z) = z"),
    (
        r"$\varphi$ is linear. Assume that $\langle\varphi(z),\varphi(z')\rangle = \langle z,z'\rangle$ for all $z, z'$",
        ISOMETRY,
    ),
    (r"$\varsigma(z,z') = \varsigma(z',z)$ for all $z, z'$", r"\varsigma(z,z') = \varsigma(z,z)"),
    (r"$\varsigma(z,z') = -\varsigma(z',z)$ for all $z, z'$", r"\varsigma(z,z') = \varsigma(z',z)"),
    (
        r"$\varsigma(z+z'',z') = \varsigma(z,z')+\varsigma(z'',z')$ for all $z,z',z''$",
        r"\varsigma(z,z') = \varsigma(z',z)",
    ),
    (r"$\varsigma(z+z'',z') = \varsigma(z,z')+\varsigma(z'',z')$ for all $z,z',z''$", r"\varsigma(z,z') = 0"),
]
TRUE = [
    (r"$\varphi(-z) = \varphi(z)$ for all $z$", r"\varphi(z-z') = \varphi(z'-z)"),
    (r"$\varphi(-z) = -\varphi(z)$ for all $z$", r"\varphi(0) = 0"),
    (r"$\varphi(\varphi(z)) = \varphi(z)$ for all $z$", r"\varphi(\varphi(\varphi(z))) = \varphi(z)"),
    (r"$\varsigma(z,z') = -\varsigma(z',z)$ for all $z, z'$", r"\varsigma(z,z) = 0"),
    (r"$\varphi$ is linear and $\varphi(\varphi(z)) = z$ for all $z$", r"\varphi(0) = 0"),
    (
        r"$\varphi$ is linear. Assume that $\psi(\varphi(z)) = \varphi(\psi(z))$ for all $z$",
        r"\varphi(2z) = 2\varphi(z)",
    ),
    (r"$\psi(z) = \varphi(z)$ for all $z$. Assume that $\psi$ is linear", r"\varphi(z - z) = 0"),
]


@pytest.mark.parametrize(("assumed", "claim"), FALSE)
def test_a_false_claim_is_refuted(assumed: str, claim: str) -> None:
    assert outcome(claim, f"{MORE} Assume that {assumed}.").verdict == Verdict.REFUTED


@pytest.mark.parametrize(("assumed", "claim"), TRUE)
def test_a_true_claim_has_no_witness(assumed: str, claim: str) -> None:
    assert witness(claim, f"Assume that {assumed}.") is None


def test_an_even_map_recomputed() -> None:
    found = witness(r"\varphi(z+z') = \varphi(z-z')", r"Assume that $\varphi(-z) = \varphi(z)$ for all $z$.")
    assert found is not None
    ((_, formula),) = found.maps
    assert all(at(formula, t) == at(formula, -t) for t in range(9))
    values = {name: int(text) for name, text in found.scalars if name in ("z", "z'")}
    z, other = values["z"], values["z'"]
    assert int(found.left) == at(formula, z + other) != at(formula, z - other) == int(found.right)


def test_an_idempotent_map_recomputed() -> None:
    found = witness(r"\varphi(z) = z", r"Assume that $\varphi(\varphi(z)) = \varphi(z)$ for all $z$.")
    assert found is not None
    ((_, formula),) = found.maps
    assert all(at(formula, at(formula, t)) == at(formula, t) for t in range(-9, 9))
    assert int(found.left) == at(formula, int(found.right)) != int(found.right)
