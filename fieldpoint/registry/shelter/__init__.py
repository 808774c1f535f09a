"""Free beds over sites: counts alone. No list and no person of a shelter ever stands here beyond the rows themselves.

Each site says with every row of a night how many places are free after it (core/shelter/rows.py); the newest row of a
site is its word. Other shelters hear it through the feed, with the instant at which it was said.
"""
