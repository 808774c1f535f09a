"""Commands about people: a household's life, erasure, retention, practice.

Imports whatever it needs, inside its commands.
"""
