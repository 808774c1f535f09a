"""The lives of a site's log at the registry: rows given back, rows asked for, and which lives go on at once."""
