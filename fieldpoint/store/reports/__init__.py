"""Rows of the log that sheets and reports are made of. Nothing here writes."""
