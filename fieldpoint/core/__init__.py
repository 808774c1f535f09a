"""The pure heart: rules, cards, rows and the chain, as values and functions.

Nothing here reads a file, a clock, a random number or the environment. It may import the standard
library's pure parts, msgspec, jdatetime, and cryptography's Ed25519 (a pure function of its bytes:
`card.py` and `batch.py` are where signatures are made and checked, clause by clause).
"""
