"""Obligations in SMT-LIB, for provers that read it: uninterpreted sorts H and V, quantified laws."""

from __future__ import annotations

from symproof.terms import (
    Act,
    GroupPower,
    GroupProduct,
    GroupUnit,
    H,
    Negative,
    Plus,
    Term,
    Var,
    Zero,
    free_variables,
)
from tests.benchmarks.obligations import Obligation, theory_of

SIGNATURE = """(set-logic UF)
(declare-sort H 0)
(declare-sort V 0)
(declare-fun mul (H H) H)
(declare-fun inv (H) H)
(declare-const one H)
(declare-fun add (V V) V)
(declare-fun neg (V) V)
(declare-const zero V)
(declare-fun act (H V) V)"""
FUNCTIONS = {GroupProduct: "mul", Act: "act", Plus: "add", Negative: "neg"}


def script(obligation: Obligation) -> str:
    """The theory and the negated obligation: unsatisfiable just when it holds."""
    left, right = obligation.left, obligation.right
    names = sorted(free_variables(left) | free_variables(right), key=lambda var: var.name)
    constants = [f"(declare-const {var.name} {sort_name(var)})" for var in names]
    laws = [f"(assert {law(*sides)})" for sides in theory_of(obligation)]
    return "\n".join([SIGNATURE, *laws, *constants, f"(assert (not (= {text(left)} {text(right)})))"])


def law(left: Term, right: Term) -> str:
    """The equation for all values of its variables."""
    equation = f"(= {text(left)} {text(right)})"
    names = sorted(free_variables(left) | free_variables(right), key=lambda var: var.name)
    bound = " ".join(f"({var.name} {sort_name(var)})" for var in names)
    return f"(forall ({bound}) {equation})" if names else equation


def sort_name(term: Term) -> str:
    return "H" if term.sort == H else "V"


def text(term: Term) -> str:
    if isinstance(term, Var):
        return term.name
    if isinstance(term, GroupUnit | Zero):
        return "one" if isinstance(term, GroupUnit) else "zero"
    if isinstance(term, GroupPower):
        if term.exponent != -1:
            raise ValueError(f"not an inverse: {term}")
        return f"(inv {text(term.base)})"
    return f"({FUNCTIONS[type(term)]} {' '.join(map(text, term.args))})"
