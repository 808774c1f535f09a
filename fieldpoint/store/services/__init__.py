"""Sessions, cases, steps and tickets: projections of the log; and the numbers that were issued, which are no rows.

Imports core and its neighbours in the store.
"""
