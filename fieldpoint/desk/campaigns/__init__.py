"""Campaigns at the desk: one is taken in, its tents stand, it is looked at and closed. Imports store and core."""
