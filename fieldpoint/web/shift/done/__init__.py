"""What was done at the site, row by row, for its tablets and its lead. Imports desk, store and core."""
