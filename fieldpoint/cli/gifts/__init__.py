"""Commands of donors and contributions. Imports desk, store, core and its neighbours."""
