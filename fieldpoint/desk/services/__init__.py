"""Services at the desk: who is booked, enrolled or referred, what came of it, who is called next. Nothing commits.

Imports desk, store and core.
"""
