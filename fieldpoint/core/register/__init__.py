"""The register of people: its rows in the log, and what is typed at a desk read as people.

Imports msgspec and `core`.
"""
