"""Who looks after the registry: officers of its organisations, its admins, auditors; who is signed in, who may what.

access.py     every route and who passes it     guard.py      asks that of every request
accounts.py   officers come, change and go      passwords.py  long passwords, kept as Argon2id
sign_in.py    name and password; wrong ones wait
sessions.py   cookies and keys of programs      tables.py     the queries
"""
