"""What becomes of a card beyond its own row: which cards came in the place of which.

Imports database and the store's transaction.
"""
