"""Sticks at the centre: sites' batches are taken in, and what the sites are to know goes out.

unpack.py   batches from a stick      pack.py   answers for the sites
"""
