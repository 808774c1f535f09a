"""Commands of campaigns. Imports desk, store, paper, core and its neighbours."""
