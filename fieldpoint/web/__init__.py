"""The site's HTTP API and pages, for tablets and families. Decodes, asks the desk, answers."""
