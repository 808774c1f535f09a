"""Rounds over the API: the lead makes and ends them, a tablet fetches a list and brings it back."""
