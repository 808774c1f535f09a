"""Routes of sheets and reports, for the lead."""
