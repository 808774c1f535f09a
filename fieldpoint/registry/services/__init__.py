"""Services over all sites: how often each step was reached and how long it was waited for; never who.

Imports core, the engine and, for the pages, litestar.
"""
