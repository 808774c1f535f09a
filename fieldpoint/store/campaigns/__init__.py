"""Campaigns that run here and what is counted for them: projections of the log, so all of it is read again from it."""
