"""Pages of donors and of reports to benefactors. Imports litestar, the store and its neighbours."""
