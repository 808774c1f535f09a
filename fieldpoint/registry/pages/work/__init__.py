"""Pages of the officers' work: sites, what waits, over-issues, closes and lives."""
