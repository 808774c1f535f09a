"""Rounds to the homes of people who cannot come: what their rows are. Pure."""
