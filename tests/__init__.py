"""The tests mirror ``symproof``, room by room."""
