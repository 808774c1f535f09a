"""The pure heart: cards, rows, the chain and, in a package of their own, the rules, as values and functions.

Nothing here reads a file, a clock, a random number or the environment. It may import the standard
library's pure parts, msgspec, jdatetime, hijridate (dates of two calendars), and cryptography's Ed25519 (a
pure function of its bytes: `card.py` and `batch.py` are where signatures are made and checked, clause by
clause). `rules/` stands apart because programmes, periods and the decision are an idea of their own, and
one folder of thirty files is read by nobody.
"""
