"""Commands of a night in a shelter. Imports desk, store, core and its neighbours."""
