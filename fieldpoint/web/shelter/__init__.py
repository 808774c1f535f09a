"""A night in a shelter over the API. Imports desk, store, core and its neighbours in web."""
