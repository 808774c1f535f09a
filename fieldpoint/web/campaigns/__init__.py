"""Campaigns over the API, and the puzzle for everybody. Imports desk, store, core and its neighbours in web."""
