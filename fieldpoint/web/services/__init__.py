"""Services over the API, and the hall's display. Imports desk, store, core and its neighbours in web."""
