"""Commands of the stock. Imports desk, store, core and its neighbours."""
