"""The lead sees to donors and contributions. Imports desk, store and core."""
