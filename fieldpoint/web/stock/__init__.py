"""The stock over the API. Imports desk, store, core and its neighbours in web."""
