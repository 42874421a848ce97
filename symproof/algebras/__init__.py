"""Exact, checked meanings of terms."""
