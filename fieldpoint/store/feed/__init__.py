"""What the registry told this site: how far it was read, and what follows from it.

state.py    the cursor, the registry's keys, the pieces of a snapshot
told.py     sums of other sites, stopped cards, verdicts
roster.py   households and programmes
cards_elsewhere.py  cards of other sites, and the keys that prove them
steps.py    the tables
"""
