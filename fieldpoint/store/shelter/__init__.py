"""Who sleeps where: projections of the log (a night's stays, holds, the house), and what the registry told of others.

Imports core, database and its neighbours in the store.
"""
