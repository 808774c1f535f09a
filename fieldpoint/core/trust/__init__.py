"""Whose word is the registry's: how one of its signing keys hands over to the next (key_links.py)."""
