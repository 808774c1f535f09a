"""The life of a card on the page: whose it is and how it stands, found, lost, printed anew, issued anew.

Imports web, desk, store and core.
"""
