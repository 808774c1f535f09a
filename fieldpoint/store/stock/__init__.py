"""Lots and what is drawn from them: projections of the log, so whatever stands here is read again from it."""
