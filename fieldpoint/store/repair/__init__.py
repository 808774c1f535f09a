"""What is done when the disk did not keep its word: compare, replay, verify, rebuild.

A room of its own inside the store, because nothing of it is on the way of a handout.
"""
