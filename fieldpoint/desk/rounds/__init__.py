"""Rounds to the homes of people who cannot come: made, taken out, brought back. Imports store and core."""
