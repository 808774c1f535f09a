"""Rounds in the site's database. Imports core and database."""
