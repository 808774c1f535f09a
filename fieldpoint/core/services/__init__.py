"""Services: who is booked, enrolled or referred, which step was reached, who waits; numbers and closed words alone.

Imports msgspec and `core`.
"""
