"""Verdicts: a step, a chain, a proposition."""
