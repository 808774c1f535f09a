"""What the columns of a list are called, and what its cells say, as files that people edit (see mapping.py)."""
