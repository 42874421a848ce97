"""Declarations, definitions, hypotheses and documents: what a proof talks about."""
