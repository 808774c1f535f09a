"""Rounds over all sites: how many ended, at how many doors what happened; never whose doors.

Imports core, the engine and, for the API, litestar.
"""
