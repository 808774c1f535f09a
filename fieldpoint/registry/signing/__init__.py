"""The keys that the registry signs with: the one of now, the next one, those before, each vouching for the next.

ring.py     the keys of an open registry     tables.py   where they are kept
routes.py   GET /v1/keys                     decide.py   an officer turns to the next key
steps.py    the table, made
"""
