"""The family's page, the same at a site and at the registry: its languages, its template, how it clears itself."""
