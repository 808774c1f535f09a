"""/api/v1/gifts and its kin: donors, contributions, statements. Imports litestar, desk, store, core."""
