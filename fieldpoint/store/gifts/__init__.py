"""Donors and contributions: their rows once more, for looking up, and the donors' names (personal data)."""
