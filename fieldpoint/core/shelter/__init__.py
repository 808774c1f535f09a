"""A night in a shelter: beds and floor places, who has which, and how many are free. Imports `core`."""
