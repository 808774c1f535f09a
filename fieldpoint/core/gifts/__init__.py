"""Donors and contributions: their rows, what became of them, and what of it may be told. Imports `core`."""
