"""Who may come in: tablets, people and their PINs, who is signed in where.

Imports core, database, ids and its neighbours in the store.
"""
