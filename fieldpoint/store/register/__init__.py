"""The register of people: earlier records, households that part, merges that are taken back, erasure, retention.

Personal data stands in this encrypted database only; what follows from the log alone is said where it does.
"""
