"""Commands of rounds. Imports desk, store, core and its neighbours."""
