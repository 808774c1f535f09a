"""Who comes in: tablets are paired, people sign in, and one guard asks for both before any handler runs.

A room of its own inside the web, because nothing else of it may decide who passes.
"""
