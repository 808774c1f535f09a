"""What is done to the register of people at a desk: one act a file, each a version with who and when.

Imports whatever a desk may.
"""
