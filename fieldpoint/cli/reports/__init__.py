"""Commands of sheets and reports."""
