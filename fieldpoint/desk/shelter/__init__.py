"""A night in a shelter: who is admitted, which bed is whose, what is kept, and when nobody is sent away.

The bed-night and its meals are handouts like all others, decided by the same rules; here they get their bed. Imports
core, store and its neighbours.
"""
