"""The site's own database: one file, one key, one writer (design chapters 4.2, 5 and 6).

SQL of the site lives here and nowhere else. Functions take an open `Transaction` when they write and a
`Connection` when they only read; none of them commits: `transaction.py` and `writer.py` do.
The log is the outbox: appending a row is both the record and the thing to send.
"""
